"""Problems of horizons, and of the day by which they are judged."""

WORDS: dict[str, tuple[str, str]] = {
    "source-date": ("“{found}”不是日期", "“{found}” is no date"),
    "source-date/hint": (
        "有 horizons 时，发文日期写成 2020-11-13 的样子",
        "with horizons, write the date of issue as 2020-11-13",
    ),
    "source-date/title": ("发文日期无法计算期限", "A date of issue from which nothing can be counted"),
    "source-date/why": (
        "期限从发文之日起算，发文日期必须是完整的日期。",
        "Horizons are counted from the day of issue, so that it has to be a full date.",
    ),
    "horizon-years": (
        "期限 {found} 年不在 1 到 {bound} 之间",
        "a horizon of {found:year|years} is not between 1 and {bound}",
    ),
    "horizon-years/hint": (
        "写整年数；没有期限的不写",
        "give whole years, and leave out a horizon without an end",
    ),
    "horizon-years/title": ("期限年数不对", "The years of a horizon are wrong"),
    "horizon-years/why": (
        "期限是从发文之日起的整年数；政策没有规定期限的（如长期目标）不写，也就不会逾期。",
        "A horizon is a number of whole years from the day of issue; one for which the policy names no end is left "
        "out, and never overdue.",
    ),
    "horizons-not-rising": ("期限“{found}”比前面的短", "the horizon “{found}” is shorter than the one before it"),
    "horizons-not-rising/hint": (
        "progress、breakthrough、long-term 的年数依次不减",
        "the years of progress, breakthrough and long-term do not fall",
    ),
    "horizons-not-rising/title": ("期限没有由近及远", "Horizons out of order"),
    "horizons-not-rising/why": (
        "progress 是近期，breakthrough 是中期，long-term 是长期；年数颠倒多半是写错了行。",
        "Progress is near, breakthrough further on, long-term the furthest; years that fall are a slip.",
    ),
    "minutes-out-of-range": (
        "填报用时为 {found} 分钟，须是 1 至 {bound} 的整数",
        "{found} minutes are no whole number from 1 to {bound}",
    ),
    "minutes-out-of-range/hint": (
        "写一个问题、一张表大约要多少分钟，例如 minutes: {{question: 15, table: 60}}",
        "write how long one question and one table take, such as minutes: {{question: 15, table: 60}}",
    ),
    "minutes-out-of-range/title": ("填报用时超出范围", "Minutes out of range"),
    "minutes-out-of-range/why": (
        "minutes 是填一个问题、一张表（含准备佐证）的估计用时，问卷首页据此告诉各部门大约要多久。",
        "`minutes` is an estimate of what one question and one table take, evidence included; the first sheet of the "
        "questionnaire tells each department how long it will take.",
    ),
    "no-horizons": ("指标体系“{found}”没有规定期限", "the framework “{found}” names no horizons"),
    "no-horizons/hint": (
        "去掉 --as-of，或在 framework.yaml 中写明 horizons",
        "leave out --as-of, or name horizons in framework.yaml",
    ),
    "no-horizons/title": ("没有期限可判断逾期", "No horizons to be overdue by"),
    "no-horizons/why": (
        "--as-of 按指标体系规定的期限标出逾期；没有期限却说“没有逾期”会让人误解，所以不评。",
        "--as-of marks what the framework's horizons make overdue; without any, “nothing is overdue” would mislead, "
        "so nothing is judged.",
    ),
}
