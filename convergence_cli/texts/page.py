"""Words of the HTML report: sections, headers, what a picture shows, how to filter."""

WORDS: dict[str, tuple[str, str]] = {
    # --- the page and its sections -----------------------------------------------------------------
    "title": ("{station}：差距报告", "Gap report: {station}"),
    "framework": ("{title}，版本 {version}", "{title}, version {version}"),
    "skip": ("跳到报告正文", "Skip to the report"),
    "contents": ("本页目录", "On this page"),
    "brief": ("综述", "Brief"),
    "overview": ("总览", "Overview"),
    "red-lines": ("红线", "Red lines"),
    "chapters": ("板块", "Chapters"),
    "measures": ("措施", "Measures"),
    "gaps": ("差距", "Gaps"),
    "provenance": ("报告出处", "Where this report comes from"),
    "tool": ("生成程序", "Made by"),
    "questionnaire": ("问卷", "Questionnaire"),
    "questionnaires": ("问卷", "Questionnaires"),
    "files": ("{count} 份文件及其校验值", "{count:file|files} and their checksums"),
    # --- overview ----------------------------------------------------------------------------------
    "figures": ("关键数据", "Key figures"),
    "dial": ("总分 {score}，满分 {most}", "Index {score} of {most}"),
    "dial-says": (
        "半圆刻度盘，从 {least} 到 {most}；淡色段从保底分 {floor} 到可达分 {ceiling}，刻度是各等级要求的总分",
        "A half circle from {least} to {most}; the faint band runs from the floor {floor} to the ceiling {ceiling}, "
        "ticks show the index that each level needs",
    ),
    "bounds": (
        "保底分 {floor}，可达分 {ceiling}",
        "Blanks as zero {floor}, blanks as full {ceiling}",
    ),
    "re-adds": ("总分 {index} + 失分 {lost} = {total}", "Index {index} + points lost {lost} = {total}"),
    "red-lines-missed": ("红线未达标", "Red lines missed"),
    "red-lines-unanswered": ("红线未填报", "Red lines unanswered"),
    "counts": ("指标结论", "Indicators by outcome"),
    "counts-sum": ("合计 {total} 个指标", "{total:indicator|indicators} in all"),
    # --- red lines ---------------------------------------------------------------------------------
    "red-lines-lead": (
        "红线未达标或未填报，会挡住升级，但不另外扣分",
        "A red line that is missed or unanswered blocks levels; it takes off no extra points",
    ),
    "red-lines-none": (
        "适用的 {count} 条红线均已填报，全部达标",
        "None of the {count:red line that applies|red lines that apply} is missed or unanswered",
    ),
    "red-lines-not-asked": ("没有适用的红线", "No red line applies"),
    "missed-by": ("{count} 家机构未达标：", "Stations that miss it: {count}"),
    "unanswered-by": ("{count} 家机构未填报：", "Stations that left it blank: {count}"),
    # --- chapters and measures ---------------------------------------------------------------------
    "chapters-lead": (
        "实色是得分；淡色是未填报全部补齐并得满分时可以达到的分数",
        "The strong colour is the score; the faint one is what could be reached if every blank were answered in full",
    ),
    "measures-lead": ("失分是该措施扣减总分的分数", "Points lost are what a measure takes off the index"),
    "radar": ("各板块得分与可达分雷达图", "Radar of the chapters' scores and ceilings"),
    "radar-says": (
        "每轴一个板块，从中心 {least} 到外圈 {most}；数值见“板块”",
        "One axis for each chapter, {least} at the centre, {most} at the rim; the numbers stand under “Chapters”",
    ),
    "score-bar": ("得分图", "Score, drawn"),
    "bar-says": ("得分 {score}，可达分 {ceiling}", "Score {score}, ceiling {ceiling}"),
    "nothing-in-play": ("没有适用的指标", "Nothing in play"),
    # --- gaps --------------------------------------------------------------------------------------
    "gaps-lead": (
        "{count} 项已填报而未达目标，目标以内失分多的在前；展开一项，看计分依据和改进步骤",
        "{count:indicator is|indicators are} answered and below target, most points lost below the target first; open one "
        "for its basis and the steps that close it",
    ),
    "obligation": ("要求", "Obligation"),
    "how-to-close": ("改进建议与计分依据", "How to close it, and how it was scored"),
    "basis": ("计分依据", "How it was scored"),
    "red-missed": ("未达标", "Missed"),
    "red-unanswered": ("未填报", "Unanswered"),
    "red-no": ("红线已达标，或不是红线", "Neither, or none"),
    # --- lists -------------------------------------------------------------------------------------
    "filter": ("筛选{title}", "Filter: {title}"),
    "find": ("查找", "Find"),
    "all": ("全部", "All"),
    "clear": ("清除", "Clear"),
    "shown": (
        "显示 {n} 项，共 {all} 项；点带虚线的列标题可排序",
        "{n} of {all} shown; press a dotted column title to sort",
    ),
    "more": ("再显示 {n} 项", "Show {n} more"),
    "nothing-found": ("没有符合条件的项", "Nothing matches"),
    # --- many stations -----------------------------------------------------------------------------
    "not-judged": ("无法评估", "Could not be judged"),
    "median-dial": ("总分中位数 {score}，满分 {most}", "Median index {score} of {most}"),
    "median-dial-says": (
        "半圆刻度盘，从 {least} 到 {most}；淡色段是中间一半机构的总分，从 {first} 到 {third}",
        "A half circle from {least} to {most}; the faint band holds the middle half of the stations, {first} to {third}",
    ),
    "middle-half": ("中间一半机构：{first} 至 {third}", "Middle half of the stations: {first} to {third}"),
    "middle-half-key": ("中间一半机构", "Middle half of the stations"),
    "mean": ("平均分", "Mean"),
    "range": ("最低 – 最高", "Lowest – highest"),
    "mean-coverage": ("平均完整度", "Mean coverage"),
    "with-red-lines-missed": ("红线未达标的机构", "Stations that miss a red line"),
    "with-red-lines-unanswered": ("红线未填报的机构", "Stations with a red line unanswered"),
    "gates": ("门槛：通过 {passed} 项，未通过 {failed} 项", "Gates: {passed} passed, {failed} failed"),
    "levels-reached": ("等级分布", "Levels reached"),
    "share-bar": ("占比图", "Share, drawn"),
    "distribution": ("总分分布", "Distribution of the index"),
    "distribution-says": (
        "柱状图：分值范围十等分，各段的机构数：{counts}",
        "A column for each tenth of the scale, as high as there are stations: {counts}",
    ),
    "heat-lead": (
        "一行一家机构，一列一条措施；橙色偏低，蓝色偏高，格内是得分",
        "A row for each station, a column for each measure; orange is low, blue is high, the number is the score",
    ),
    "heat-scale": ("颜色对应的分数", "Scores and their colours"),
    "spread-lead": (
        "色带是中间一半机构，竖线是中位数，细线从最低到最高",
        "The band is the middle half of the stations, the mark in it the median, the thin line runs from lowest to highest",
    ),
    "spread-bar": ("分布图", "Spread, drawn"),
    "box-says": (
        "最低 {low}，下四分位 {first}，中位数 {median}，上四分位 {third}，最高 {high}",
        "Lowest {low}, first quartile {first}, median {median}, third quartile {third}, highest {high}",
    ),
    "median-radar": ("各板块得分中位数雷达图", "Radar of the chapters' median scores"),
    "median-radar-says": (
        "每轴一个板块，从中心 {least} 到外圈 {most}；实线是中位数，虚线是上下四分位；数值见“板块”",
        "One axis for each chapter, {least} at the centre, {most} at the rim; the median drawn through, the quartiles dashed; "
        "the numbers stand under “Chapters”",
    ),
    "outcomes-bar": ("结论分布", "Outcomes, drawn"),
    "without-evidence-count": ("缺佐证", "No evidence"),
    "who-and-how": ("涉及机构与改进建议", "Who, and how to close it"),
    "most-lost": ("失分最多的机构", "Stations that lose most"),
    "and-more": ("另有 {count} 家", "and {count} more"),
    "example": ("例", "Example"),
}
