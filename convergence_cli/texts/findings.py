"""Sentences about one gap and about what blocks a level: the same in every report."""

WORDS: dict[str, tuple[str, str]] = {
    "blocked-index": ("总分 {have}，要求 {need}", "index {have}, needs {need}"),
    "blocked-chapter": ("板块“{title}”{have}，要求 {need}", "chapter “{title}” {have}, needs {need}"),
    "blocked-red_line": ("红线未达标：{title}", "red line missed: {title}"),
    "blocked-open_red_line": (
        "可能适用的红线未达标，机构信息没有填全，无法确定是否适用：{title}",
        "red line that may apply, not met; the Station sheet leaves open whether it does: {title}",
    ),
    "answered": ("填报：{answer}（{place}）", "Answered: {answer} ({place})"),
    "computed": ("算得：{answer}（依据{place}）", "Computed: {answer} (from {place})"),
    "table": ("“{title}”", "“{title}”"),
    "blank": ("未填报（{place}）", "Not answered ({place})"),
    "no-row": ("问卷中没有这一行", "the workbook has no such row"),
    "rule": ("计分：{rule}；目标 {target} 分，现得 {points} 分", "Scoring: {rule}; target {target}, earned {points}"),
    "rule-unanswered": ("计分：{rule}；目标 {target} 分", "Scoring: {rule}; target {target}"),
    "next-step": ("下一步到 {points} 分：总分 {gain}", "Next step to {points}: index {gain}"),
    "to-target": ("达标：总分 {gain}", "target: index {gain}"),
    "numbers": ("得 {points} 分，目标 {target} 分", "earned {points}, target {target}"),
    "step": ("建议 {number}：{text}", "Advice {number}: {text}"),
    "brief-gap": ("{outcome}，失分 {lost}", "{outcome}, {lost} points lost"),
    "brief-red-line": ("红线{outcome}，失分 {lost}", "Red line: {outcome}, {lost} points lost"),
    "effort": ("投入：{effort}", "effort: {effort}"),
    "claim-computed": ("{value}（计算得出）", "{value} (computed)"),
    "claim-not-computed": ("算不出（{outcome}）", "Could not be computed ({outcome})"),
}
