"""What a level asks for."""

WORDS: dict[str, tuple[str, str]] = {
    "index": ("总分不低于 {need}", "index at least {need}"),
    "every-chapter": ("每个板块不低于 {need}", "every chapter at least {need}"),
    "chapter": ("板块“{title}”不低于 {need}", "chapter “{title}” at least {need}"),
    "measure": ("措施“{title}”不低于 {need}", "measure “{title}” at least {need}"),
    "indicator": ("指标“{title}”得分不低于 {need}", "indicator “{title}” at least {need} points"),
    "evidenced": ("{said}（只计有佐证的填报）", "{said} (only answers with evidence count)"),
    "coverage": ("完整度不低于 {need}", "coverage at least {need}"),
    "red-lines": ("红线全部达标，没有未填报的", "no red line missed or unanswered"),
}
