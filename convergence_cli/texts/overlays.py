"""Words of overlays: in what a change asks for less, what lies on what, differences between frameworks."""

WORDS: dict[str, tuple[str, str]] = {
    # --- how an item is loosened: the rest of the sentence that begins with its name --------------
    "not-required": ("不再是红线", "it is no red line any more"),
    "required-for": ("对{options}不再是红线", "it is no red line for {options} any more"),
    "applies": ("不再问{options}", "it is not asked of {options} any more"),
    "more-reasons": ("可以按“{reasons}”填不适用", "it may be not applicable for “{reasons}”"),
    "no-evidence": ("不再要求佐证材料", "it needs no evidence any more"),
    "falls": ("由“{old}”降为“{new}”", "it falls from “{old}” to “{new}”"),
    "target": ("目标由 {old} 分降到 {new} 分{station}", "its target falls from {old} to {new} points{station}"),
    "points": (
        "填报“{answer}”原得 {old} 分，现得 {new} 分{station}",
        "the answer “{answer}” earned {old} points and now earns {new}{station}",
    ),
    "station": ("（{station}）", " ({station})"),
    "unlike": ("改动前后无法比较", "before and now cannot be compared"),
    "lighter": ("红线“{red}”的相对权重下降", "the red line “{red}” comes to weigh less against the rest"),
    "hidden": ("不再填报、不再计分", "it is neither asked nor scored any more"),
    "level": ("要求由 {old} 降到 {new}", "it asks for {new} in place of {old}"),
    "level-red-lines": ("不再看红线", "it does not look at red lines any more"),
    "may-be-blank": ("可以不填", "it may be left blank"),
    "column-unlike": (
        "“{column}”一栏没有了，或类型、单位、选项不同",
        "the column “{column}” is gone or of another kind",
    ),
    "column-blank": ("“{column}”一栏可以不填", "the column “{column}” may be left blank"),
    "laid-on": ("叠加在 {bases} 之上", "laid on {bases}"),
    # --- differences between two frameworks -------------------------------------------------------
    "kind-framework": ("指标体系", "framework"),
    "kind-profile": ("机构信息", "profile question"),
    "kind-reasons": ("不适用原因", "reason"),
    "kind-scales": ("量表", "scale"),
    "kind-tables": ("表格", "table"),
    "kind-chapters": ("板块", "chapter"),
    "kind-levels": ("等级", "level"),
    "kind-checks": ("交叉核对", "cross-check"),
    "kind-measures": ("措施", "measure"),
    "kind-indicators": ("指标", "indicator"),
    "difference-sum": (
        "新增 {added} 项，去掉 {removed} 项，改动 {changed} 项",
        "{added} added, {removed} removed, {changed} changed",
    ),
    "no-difference": ("没有差别", "no differences"),
}
