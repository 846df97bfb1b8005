"""How an answer becomes points, in words: the pieces of which `report/rules.py` makes its sentences."""

WORDS: dict[str, tuple[str, str]] = {
    # --- bands: of numbers, of dates -------------------------------------------------------------
    "above": ("高于{amount} → {points} 分", "above {amount} → {points}"),
    "from": ("{amount}及以上 → {points} 分", "from {amount} → {points}"),
    "below": ("低于{amount} → {points} 分", "below {amount} → {points}"),
    "up-to": ("{amount}及以下 → {points} 分", "up to {amount} → {points}"),
    "above-date": ("晚于{amount} → {points} 分", "after {amount} → {points}"),
    "from-date": ("{amount}及以后 → {points} 分", "on {amount} or later → {points}"),
    "below-date": ("早于{amount} → {points} 分", "before {amount} → {points}"),
    "up-to-date": ("{amount}及以前 → {points} 分", "on {amount} or earlier → {points}"),
    "past-above": ("高于{amount}", "above {amount}"),
    "past-below": ("低于{amount}", "below {amount}"),
    "past-above-date": ("晚于{amount}", "after {amount}"),
    "past-below-date": ("早于{amount}", "before {amount}"),
    "otherwise": ("其余 {points} 分", "otherwise {points}"),
    # --- slopes ----------------------------------------------------------------------------------
    "rising": (
        "{low}及以下 0 分，{high}及以上 100 分，{between}",
        "0 at {low} or less, 100 at {high} or more, {between}",
    ),
    "falling": (
        "{high}及以下 100 分，{low}及以上 0 分，{between}（越低越好）",
        "100 at {high} or less, 0 at {low} or more, {between} (lower is better)",
    ),
    "straight": ("其间按比例", "in proportion between"),
    "logarithmic": ("其间按对数（同样的倍数，同样的分差）", "by the logarithm between (an equal ratio, an equal step)"),
    "capped": ("与填报值成正比，达到{at}即 100 分", "in proportion to the answer, 100 from {at} up"),
    "deduct": (
        "0 为 100 分，每{per}扣 {points} 分（按比例），最低 {least} 分",
        "100 at 0, {points} off for every {per} in proportion, down to {least}",
    ),
    # --- options ---------------------------------------------------------------------------------
    "option": ("{option} → {points} 分", "{option} → {points}"),
    "scale": ("量表“{title}”：{steps}", "scale “{title}”:{steps}"),
    "item": ("{option} +{points} 分", "{option} +{points}"),
    "checklist": ("各项相加：{items}", "ticked items add up:{items}"),
    "must-have": ("不选{items}时最高 {cap} 分", "at most {cap} unless {items} is ticked"),
    "must-have-all": ("没有全选{items}时最高 {cap} 分", "at most {cap} unless {items} are all ticked"),
    "quoted": ("“{option}”", "“{option}”"),
    # --- weights, and how parts are put together -------------------------------------------------
    "weight-by": ("{weight}（{others}）", "{weight} ({others})"),
    "weight-of": ("{option} {weight}", "{option} {weight}"),
    "out-of": ("{how}，满分 {maximum}", "{how}, out of {maximum}"),
    # --- who it holds for, and how the pieces join -----------------------------------------------
    "branch": ("{option}：{rule}", "{option}: {rule}"),
    "milestone": ("自 {key} 起", "from {key}"),
}
