"""Headers of the CSV report."""

WORDS: dict[str, tuple[str, str]] = {
    "id": ("编号", "ID"),
    "typed": ("原样填写", "As typed"),
    "where": ("位置", "Where"),
    "points": ("指标得分", "Points"),
    "next-gain": ("进一档提升", "Gain of next step"),
    "target-gain": ("达目标提升", "Gain to target"),
    "reason": ("不适用原因", "Not-applicable reason"),
    "note": ("备注", "Note"),
}
