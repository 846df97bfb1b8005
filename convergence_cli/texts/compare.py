"""Words of the comparison of assessments: text, JSON and workbook."""

WORDS: dict[str, tuple[str, str]] = {
    # --- what is compared ----------------------------------------------------------------------------
    "step": ("{first} → {last}", "{first} -> {last}"),
    "separator": ("：", ": "),
    "by-period": ("按评估年度排列", "In the order of the years assessed"),
    "latest-step": ("最近一步：{first} → {last}", "The latest step: {first} -> {last}"),
    # --- comparability -------------------------------------------------------------------------------
    "comparability": ("可比性", "Comparability"),
    "direct": (
        "同一指标体系、同一版本（{version}），机构情况和评估年度相同，可直接比较",
        "one framework, one version ({version}), one kind of station, one year: directly comparable",
    ),
    "same": ("同一指标体系、同一版本（{version}）", "one framework, one version ({version})"),
    "edited": (
        "版本号同为 {version}，内容有改动：前次答案已按后者重新计分",
        "both say version {version}, with other content: the earlier answers were scored anew by the later one",
    ),
    "versions": (
        "两个版本（前 {old}，后 {new}）：前次答案已按版本对照表带入后者重新计分",
        "two versions (before {old}, afterwards {new}): the earlier answers were carried into the later one by the "
        "version map and scored anew",
    ),
    "older-form": (
        "前次问卷按版本 {old} 印制，后次按 {new}：当时没有问的不算未填报",
        "the earlier form was made for version {old}, the later one for {new}: what a form did not ask does not count as unanswered",
    ),
    "new_questions": ("仅后次计分 {count} 个：{ids}", "counted only afterwards, {count}: {ids}"),
    "gone_questions": ("仅前次计分 {count} 个：{ids}", "counted only before, {count}: {ids}"),
    "moved": ("改名、合并或拆分 {count} 个：{ids}", "renamed, merged or split, {count}: {ids}"),
    "asked_differently": ("问法有变 {count} 个：{ids}", "asked differently, {count}: {ids}"),
    "rescored": ("计分标准有变 {count} 个：{ids}", "scored by another rule, {count}: {ids}"),
    "reweighed": ("权重或汇总方法有变 {count} 处：{ids}", "another weight or aggregate, {count}: {ids}"),
    "became": ("{old} → {new}", "{old} -> {new}"),
    # --- the split -----------------------------------------------------------------------------------
    "change": ("总分变化", "Change of the index"),
    "change-of": ("总分变化 {change}", "Change of the index {change}"),
    "no-change": (
        "前后有一次没有适用的指标，总分无从比较",
        "one side has nothing in play: the index cannot be compared",
    ),
    "no-index": (
        "前后有一次没有总分，无从比较",
        "one side has no index: there is nothing to compare",
    ),
    "why-no-index": ("{moment}：{why}", "{moment}: {why}"),
    "answers": ("填报变化", "Answers changed"),
    "scope": ("范围变化", "Scope changed"),
    "framework": ("标准变化", "Framework changed"),
    "rules": ("同样的答案按新标准", "same answers, new rules"),
    "questions": ("新增和停问的题目", "questions added and dropped"),
    "of-which": ("其中：{part}", "of which {part}"),
    "sum": (
        "{change} = 填报 {answers}，范围 {scope}，标准 {framework}",
        "{change} = answers {answers}, scope {scope}, framework {framework}",
    ),
    "not-split": (
        "中间步骤没有适用的指标，变化不能拆分",
        "a step on the way has nothing in play, so the change does not split",
    ),
    "how-split": (
        "怎样拆分：先将前次答案按后一标准重新计分，差额归标准；其余各因素的先后不分主次，每种次序都重算一遍取平均。三项相加恰为总变化，没有余数。变化是前后两个显示值之差，各项按最大余额法取整，显示的数相加也无出入。",
        "How it is split: first the earlier answers are scored by the later rules, which is the framework's effect; "
        "what else changed could have come in any order, so each order is scored and the average taken. The three "
        "add up to the change exactly; in print, too: a change is the difference of the two numbers printed, and its "
        "parts are rounded by largest remainders.",
    ),
    "scope-means": (
        "范围变化指因机构情况或不适用原因而进入、退出计分的指标，以及随之改变的标准。",
        "Scope: indicators that came into play or left it by the station's profile or a not-applicable reason, and thresholds that go with the profile.",
    ),
    "effects-add-up": (
        "各指标的影响相加即为填报变化。",
        "The effects of the indicators add up to that of the answers.",
    ),
    "effects-do-not": (
        "本指标体系不全是加权平均，或未填报不计入，各指标的影响不能相加，因此不列。",
        "Not every aggregate here is a weighted mean, or blanks are left out: single effects would not add up, and are not given.",
    ),
    # --- levels and red lines ------------------------------------------------------------------------
    "levels": ("等级 {before} → {after}", "Level {before} -> {after}"),
    "level-same": ("等级 {after}，没有变化", "Level {after}, as before"),
    "red-lines-missed": (
        "红线未达标：前 {before} 条，后 {after} 条",
        "Red lines missed: {before} before, {after} afterwards",
    ),
    "red-lines-unanswered": (
        "红线未填报：前 {before} 条，后 {after} 条",
        "Red lines unanswered: {before} before, {after} afterwards",
    ),
    "red-lines-new": ("新增：{ids}", "new: {ids}"),
    "red-lines-still": ("仍有：{ids}", "still: {ids}"),
    "red-lines-mended": ("不再有：{ids}", "no longer: {ids}"),
    # --- tables --------------------------------------------------------------------------------------
    "before": ("前次", "before"),
    "year": ("{year}年", "in {year}"),
    "carried": ("{moment}（新标准）", "{moment}, rescored"),
    "after": ("后次", "afterwards"),
    "difference": ("变化", "Change"),
    "carried-means": (
        "“{carried}”：前次答案按后一标准计分，不计当时没有问的",
        "{carried}: the earlier answers by the later rules, without what was not asked then",
    ),
    "trend": ("历年走势", "Trend"),
    "steps": ("逐次变化", "Change at each step"),
    "whole-series": ("合计", "All together"),
    # --- indicators ----------------------------------------------------------------------------------
    "movements": ("指标变化计数", "How many indicators moved"),
    "rose": ("上升", "rose"),
    "fell": ("下降", "fell"),
    "same-points": ("持平", "unchanged"),
    "answered": ("新填报", "newly answered"),
    "emptied": ("改为未填报", "left unanswered now"),
    "blank": ("仍未填报", "unanswered both times"),
    "entered": ("进入范围", "came into play"),
    "left": ("退出范围", "left play"),
    "new_question": ("新增题目", "new question"),
    "gone_question": ("停问题目", "question dropped"),
    "out": ("均不计分", "in play neither time"),
    "listed": ("{movement}：{count} 项", "{movement}: {count}"),
    # --- workbook ------------------------------------------------------------------------------------
    "title": ("{station}前后对比", "What changed: {station}"),
    "document-title": ("前后对比", "What changed"),
    "sheet-summary": ("对比总览", "Summary"),
    "sheet-parts": ("板块与措施", "Chapters"),
    "about-parts": (
        "各板块、各措施前后得分和变化",
        "Scores of chapters and measures before and afterwards",
    ),
    "sheet-indicators": ("指标变化", "Indicators"),
    "about-indicators": (
        "全部指标：前后的答案、得分和对总分的影响，变化大的在前；前次答案按后一标准计分",
        "Every indicator, what changed most first: answers, points and effect on the index; earlier answers are scored by the "
        "later rules",
    ),
    "about-trend": (
        "历次总分和各板块得分，每次均按当次所用的标准计分",
        "The index and the chapters each time, each as it was scored by its own framework",
    ),
    "which": ("次序", "When"),
    "movement": ("变化类型", "What became of it"),
    "points-of": ("{moment}得分", "Points {moment}"),
    "answer-of": ("{moment}填报", "Answer {moment}"),
    "outcome-of": ("{moment}结论", "Outcome {moment}"),
    "dropped": ("不再有：{items}", "no longer: {items}"),
    "added": ("新增：{items}", "new: {items}"),
    "effect-on-index": ("对总分的影响", "Effect on the index"),
    "cause": ("变化来自", "Through"),
    "points-of-index": ("总分变化", "Points of the index"),
    "split-chart": ("总分变化的构成", "What the change is made of"),
    "trend-chart": ("总分和各板块走势", "Index and chapters over time"),
}
