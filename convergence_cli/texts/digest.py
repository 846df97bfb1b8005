"""Words of the Markdown summary of a batch."""

WORDS: dict[str, tuple[str, str]] = {
    "ranking": ("排名", "Ranking"),
    "method": (
        "按显示的总分（一位小数）排名，同分并列；完整度低于 {floor} 的不排名。{interval}% 名次区间由 {draws} 次随机调整权重（各权重上下"
        "浮动不超过 {spread}，随机种子 {seed}）得出。",
        "Ranked by the index as printed (one decimal), equals share a rank; none below a coverage of {floor}. The "
        "{interval}% rank intervals come from {draws} draws in which each weight moves by up to {spread} (seed {seed}).",
    ),
    "rank": ("名次", "Rank"),
    "tied": ("{rank}（并列）", "{rank} (tied)"),
    "unranked-coverage": ("完整度不足", "coverage too low"),
    "unranked-no-index": ("没有总分", "no index"),
    "interval": ("90% 区间", "90% interval"),
    "station": ("机构", "Station"),
    "level": ("等级", "Level"),
    "index": ("总分", "Index"),
    "bounds": ("保底–可达", "Floor–ceiling"),
    "coverage": ("完整度", "Coverage"),
    "red-lines": ("红线", "Red lines"),
    "gaps": ("共性差距", "Common gaps"),
    "gap": ("指标", "Indicator"),
    "share": ("占比", "Share"),
    "below": ("未达目标", "Below target"),
    "unanswered": ("未填报", "Unanswered"),
    "lost": ("平均失分", "Mean loss"),
    "missed": ("触碰", "Missed"),
}
