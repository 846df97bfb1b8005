"""Words about what the framework's horizons make overdue."""

WORDS: dict[str, tuple[str, str]] = {
    "horizon": ("{horizon}（发文后 {years} 年内）", "{horizon} (within {years:year|years} of issue)"),
    "sum": ("截至 {day}，其中 {count} 项已逾期", "Overdue as of {day}: {count} of them"),
    "gap": ("已逾期：{day} 到期；时限：{horizon}", "Overdue since {day}; horizon: {horizon}"),
    "column": ("已逾期（到期日）", "Overdue since"),
    "about-gaps": (
        "已填报而未达目标的指标，目标以内失分多的在前；截至 {day}，其中 {count} 项已逾期",
        "Indicators answered and below target, most points lost below the target first; overdue as of {day}: {count} of "
        "them",
    ),
    "summary": (
        "截至 {day}，已逾期的指标 {count} 项（见“{sheet}”）",
        "Overdue as of {day}: {count} (see “{sheet}”)",
    ),
}
