"""What the self-assessment report says that a station hands in."""

WORDS: dict[str, tuple[str, str]] = {
    "title": ("自评报告", "Self-assessment report"),
    # --- headings ------------------------------------------------------------------------------------
    "overview": ("总体情况", "Overview"),
    "about-station": ("机构基本情况", "The station"),
    "conclusion": ("评估结论", "Conclusion"),
    "next-level": ("等级与差距", "Level, and what the next one needs"),
    "results": ("各板块评估结果", "Results by chapter"),
    "problems": ("存在的问题和原因", "Problems and their causes"),
    "red-lines-missed": ("红线未达标", "Red lines missed"),
    "main-gaps": ("主要差距", "Main gaps"),
    "measures": ("改进措施和完成时限", "Measures and dates"),
    "evidence": ("佐证材料", "Evidence"),
    "method": ("评估方法和数据来源", "Method and sources"),
    # How headings of the first and of the second order are numbered.
    "first": ("{number}、{text}", "{number}. {text}"),
    "second": ("（{number}）{text}", "{number} {text}"),
    "digits": ("零一二三四五六七八九十", "0123456789"),
    # --- sentences -----------------------------------------------------------------------------------
    "basis": (
        "依据{policy}，按照《{framework}》（版本 {version}），对照我台填报的问卷逐项评估。",
        "The assessment follows {policy} by the framework “{framework}” (version {version}), "
        "from the station's own questionnaire.",
    ),
    "index": (
        "总分 {score} 分（满分 100 分）。未填报的指标全部按 0 分计为 {floor} 分，全部按满分计为 {ceiling} 分；"
        "填报完整度 {coverage}；有佐证材料支撑的得分为 {evidenced} 分。",
        "The index is {score} of 100: {floor} with unanswered indicators as zero, {ceiling} with them in full; "
        "coverage {coverage}; counting only answers with evidence, {evidenced}.",
    ),
    "counts": ("全部 {total} 个指标中，{parts}。", "Of {total:indicator|indicators}: {parts}."),
    "count": ("{outcome} {count} 个", "{outcome} {count}"),
    "red-lines": (
        "红线未达标 {missed} 条，须优先整改；红线未填报 {unanswered} 条，须先行填报。",
        "Red lines missed: {missed}, to be mended first; unanswered: {unanswered}, to be answered first.",
    ),
    "no-red-lines": ("红线均已填报，全部达标。", "No red line is missed or unanswered."),
    "no-levels": ("本指标体系不设等级。", "This framework has no levels."),
    "no-level": ("未达最低等级", "none"),
    "level-top": ("现为 {level}，已是最高等级。", "The level is {level}, the highest."),
    "level": ("现为 {level}；达到 {next} 还需：", "The level is {level}; for {next} it still takes:"),
    "nothing-in-play": ("本板块没有适用于我台的指标。", "No indicator of this chapter applies to the station."),
    "chapter": (
        "本板块适用指标 {count} 个，达标 {met} 个；得分 {score} 分，完整度 {coverage}，扣减总分 {lost} 分。",
        "{count:indicator applies|indicators apply} and {met:is|are} met; the score is {score}, coverage {coverage}, "
        "and {lost} points of the index are lost here.",
    ),
    "gaps": ("共 {count} 项，按目标以内的失分排列。", "{count:gap|gaps}, most points lost below the target first."),
    "gaps-shown": (
        "共 {count} 项，按目标以内的失分排列，本节列出前 {shown} 项，其余见下一部分的表。",
        "{count:gap|gaps}, most points lost below the target first; {shown:is|are} told here, the others stand in the table of the next part.",
    ),
    "gap": (
        "{number}. {title}（{id}）：{outcome}，失分 {lost}。",
        "{number}. {title} ({id}): {outcome}, {lost} points lost.",
    ),
    "situation": ("{answered}；得 {points} 分，目标 {target} 分。", "{answered}; earned {points}, target {target}."),
    "cause": ("原因：", "Cause: "),
    "measures-lead": (
        "对全部 {count} 项差距提出以下措施，责任人和完成时限由我台填写。",
        "For each of {count:gap|gaps}: measures, with owner and date to be filled in by the station.",
    ),
    "named": ("{title}（{id}）", "{title} ({id})"),
    "evidence-complete": ("计入评分的填报值都列出了所要求的佐证材料。", "Every answer that needs evidence names it."),
    "evidence-lead": (
        "以下 {count} 项填报没有列全所要求的佐证材料，缺的部分不计入有佐证得分。",
        "{count:answer lacks|answers lack} evidence that is required; what has none does not count in the evidenced "
        "score.",
    ),
    "sources-lead": (
        "下列指标除政策外另有依据：",
        "These indicators rest on more than the policy:",
    ),
    "method-text": (
        "各指标按指标体系的计分方法得 0–100 分，逐级加权汇总；不适用和不在范围的指标不进入分母；红线只影响等级，不另外扣分。",
        "Each indicator earns 0-100 points by its rule, weighted upwards; indicators not applicable or out of scope "
        "leave the denominator; red lines block levels and take off nothing extra.",
    ),
    "unreadable": ("这份问卷有错误，无法评估。", "This questionnaire has errors and could not be judged."),
    # --- tables --------------------------------------------------------------------------------------
    "item": ("项目", "Item"),
    "content": ("内容", "Content"),
    "due": ("完成时限", "Due"),
    # --- fields that the station fills in ------------------------------------------------------------
    "field": ("【{text}】", "[{text}]"),
    "field-introduction": (
        "请填写：机构沿革、业务范围、人员和近年的主要做法，300 字以内",
        "to be filled in: history, business, staff, and the main steps of recent years",
    ),
    "field-unsaid": ("请填写", "to be filled in"),
    "field-cause": ("请填写原因", "to be filled in"),
    "field-owner": ("填写", "who"),
    "field-due": ("填写", "when"),
    "field-evidence": ("填写", "name it"),
    "field-seal": ("盖章", "seal"),
    "field-date": ("　　年　　月　　日", "date"),
}
