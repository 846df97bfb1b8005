"""What the lists of stations say: titles, headings of columns, the lines that explain them."""

WORDS: dict[str, tuple[str, str]] = {
    # --- sheets, and the line under each title -----------------------------------------------------
    "sheet-summary": ("总览", "Summary"),
    "sheet-chapters": ("板块与措施", "Chapters"),
    "about-chapters": (
        "板块及其措施的得分；失分是该项扣减总分的分数",
        "Scores of chapters and their measures; points lost are what each takes off the index",
    ),
    "sheet-gaps": ("差距", "Gaps"),
    "about-gaps": (
        "已填报而未达目标的指标，目标以内失分多的在前；由谁整改、何时完成，见整改台账",
        "Indicators answered and below target, most points lost below the target first; who mends what by when stands in the ledger",
    ),
    "sheet-evidence": ("佐证", "Evidence"),
    "about-evidence": (
        "计入评分的全部指标：要求什么佐证、列了什么、缺什么",
        "Every indicator in play: what evidence is asked for, what was named, what is missing",
    ),
    "sheet-answers": ("填报值", "Answers"),
    "about-answers": (
        "按读取结果列出：先机构信息，再全部指标，下接各表。Σ 权重 × 得分 可复算总分",
        "As read: the station, then every indicator, then the tables. Σ weight × points recalculates the index",
    ),
    "about-answers-bounded": (
        "按读取结果列出：先机构信息，再全部指标，下接各表",
        "As read: the station, then every indicator, then the tables",
    ),
    "sheet-sensitivity": ("敏感性分析", "Sensitivity"),
    "about-sensitivity": (
        "单独变动一个权重时的总分，影响大的在前",
        "The index with one weight moved, widest first",
    ),
    "sheet-method": ("计分方法", "Method"),
    "about-method": (
        "每个指标怎样计分；复算、等级条件和名词解释接在表后",
        "How each indicator is scored; the sum that re-adds, levels and terms stand below the list",
    ),
    "how-rounded": (
        "得分全部由程序按公开的指标体系算出；未经舍入的数参与计算，只在显示时舍入；各项之和须等于合计的，按最大余额法取整",
        "Every score is computed from the published framework, in full precision; rounding is for display only, and "
        "parts of a sum are rounded by largest remainders, so that they add up to it as printed",
    ),
    "sheet-problems": ("填报问题", "Problems"),
    "about-problems": (
        "读取和核对中发现的错误、警告与说明",
        "Errors, warnings and notes of reading and of cross-checks",
    ),
    "no-problems": ("没有发现填报问题", "No problem was found"),
    "no-gaps": ("没有未达目标的指标", "No indicator is below its target"),
    # --- document properties -----------------------------------------------------------------------
    "title": ("{station}差距报告", "Gap report: {station}"),
    "title-several": ("{count} 家机构差距报告", "Gap report: {count:station|stations}"),
    # --- summary -----------------------------------------------------------------------------------
    "separator": (" · ", " · "),
    "framework": ("{title}，版本 {version}", "{title}, version {version}"),
    "red-lines": ("红线未达标", "Red lines missed"),
    "level-reached": ("已达等级：{level}", "Level reached: {level}"),
    "no-levels": ("本指标体系不设等级", "This framework has no levels"),
    "blocker-red-line": ("{state}：“{title}”（{id}）", "{state}: “{title}” ({id})"),
    "more-red-lines": ("另有 {count} 条，见“{sheet}”", "and {count} more, see “{sheet}”"),
    "no-red-lines": ("红线均已填报，全部达标", "No red line is missed or unanswered"),
    "outcomes": ("指标评定结果", "Indicators by outcome"),
    "all-indicators": ("全部指标", "All indicators"),
    "chapters": ("各板块", "Chapters"),
    "whole": ("合计", "Whole"),
    "radar": ("各板块得分与可达分", "Chapters: score and ceiling"),
    "bars": ("各措施得分", "Measures: score"),
    "chart-data": ("图表数据", "Chart data"),
    "legend": (
        "可达分：未填报全部按满分计；保底分：未填报按 0 分计；有佐证得分：只计列了佐证的；失分：扣减总分的分数。",
        "Ceiling: unanswered count in full; floor: as 0; evidenced: only evidenced answers; lost: taken off the index.",
    ),
    "source-file": ("{file} · sha256 {sha256}", "{file} · sha256 {sha256}"),
    "made-by": (
        "convergence {tool} · {framework} {version} · sha256 {sha256}",
        "convergence {tool} · {framework} {version} · sha256 {sha256}",
    ),
    "made-from": ("问卷 {file} · sha256 {sha256}", "Questionnaire {file} · sha256 {sha256}"),
    # --- headers -----------------------------------------------------------------------------------
    "name": ("名称", "Name"),
    "rank": ("序号", "Rank"),
    "where": ("位置", "Where"),
    "next-gain": ("提高一档可增分", "Gain of next step"),
    "target-gain": ("达目标提升", "Gain to target"),
    "obligation": ("要求", "Obligation"),
    "clause-and-quote": ("条款与原文", "Clause and quote"),
    "quote": ("原文", "Quote"),
    "clauses": ("条款", "Clauses"),
    "evidence-asked": (
        "这家机构适用的 {count} 个指标：怎样填报、列了什么佐证、还缺什么",
        "The {count:indicator|indicators} that this station was asked: the answer, the evidence named, what is missing",
    ),
    "lapsed": ("不适用：{reason}", "Not applicable: {reason}"),
    "noted": ("备注：{note}", "Note: {note}"),
    "evidence-required": ("是否必需", "Required"),
    "evidence-claimed": ("已列佐证", "Claimed"),
    "evidence-missing": ("缺项", "Missing"),
    "evidence-hint": ("应备材料", "What would count"),
    "raw": ("原样填写", "As typed"),
    "unit": ("单位", "Unit"),
    "reason": ("不适用原因", "Not-applicable reason"),
    "remark": ("备注", "Note"),
    "effective-weight": ("在总分中的权重", "Weight in the index"),
    "weight-in-measure": ("在措施中的权重", "Weight in the measure"),
    "rule": ("怎样计分", "How it is scored"),
    "compute": ("算式", "Computed as"),
    "because": ("标准的理由", "Why this threshold"),
    "missing-policy": ("未填报时", "If unanswered"),
    "aggregate": ("措施内汇总", "Within the measure"),
    "sheet": ("工作表", "Sheet"),
    "station-or-file": ("机构或文件", "Station or file"),
    # --- cells -------------------------------------------------------------------------------------
    "none-named": ("没有列出佐证", "None was named"),
    "not-for-all": ("有的选项没有佐证", "Not for every option"),
    "answer-first": ("先填报", "Answer first"),
    "complete": ("齐全", "Complete"),
    "not-required": ("不要求", "Not required"),
    "table": ("表：{title}", "Table: {title}"),
    "table-of": ("表：{title}（{station}）", "Table: {title} ({station})"),
    "table-empty": ("已确认没有可填的内容", "Confirmed: nothing to list"),
    "table-blank": ("未填报", "Unanswered"),
    # --- method ------------------------------------------------------------------------------------
    "re-adding": (
        "复算：总分 + 全部失分 = {most}；显示时取整，板块、措施的失分和权重按最大余额法取整，各项之和等于合计",
        "The sum that re-adds: index + all points lost = {most}; in print, points lost and weights of chapters and "
        "measures are rounded by largest remainders, so that they add up",
    ),
    "all-lost": ("失分合计", "All points lost"),
    "sum": ("相加", "Sum"),
    "not-additive": (
        "本指标体系有非加权平均的汇总，失分不能简单相加",
        "Some aggregates are not weighted means, so points lost do not simply add up",
    ),
    "levels": ("等级条件（自下而上）", "Levels and their conditions, from the bottom up"),
    "condition": ("条件", "Condition"),
    "terms": ("名词解释", "What the terms mean"),
    "term": ("名词", "Term"),
    "term-points": ("指标得分", "Points"),
    "term-score": ("板块、措施得分", "Score"),
    "means-points": ("一个指标按计分方法得到的 0–100 分", "What one answer earns by its rule, 0-100"),
    "means-score": (
        "下级得分按权重汇总；不适用和不在范围的指标不进入分母",
        "The weighted aggregate of what is below; indicators not applicable or out of scope leave the denominator",
    ),
    "means-missing": ("未填报的指标怎样进入得分：{policy}", "What an unanswered indicator does to the score: {policy}"),
    "means-aggregate": ("总分由板块怎样汇总：{how}", "How chapters make up the index: {how}"),
    "means-floor": (
        "未填报的全部按 0 分计时的得分，实际水平不会更低",
        "The score if every unanswered indicator had 0 points: no lower is possible",
    ),
    "means-ceiling": (
        "未填报的全部按 100 分计时的得分，实际水平不会更高",
        "The score if every unanswered indicator had 100 points: no higher is possible",
    ),
    "means-coverage": ("已填报的权重占应填权重的比例", "Weight answered as a share of the weight in play"),
    "means-evidenced": (
        "只计入列出了所需佐证的填报值的得分",
        "The score that counts only answers whose required evidence was named",
    ),
    "means-to-target": (
        "已得分数占目标要求的比例，按权重合计；超出目标的部分不计，未填报计 0",
        "Of the points that the targets ask for, by weight, what is there; nothing counts above a target, blanks are 0",
    ),
    "means-lost": (
        "权重 × (100 − 得分){per}，即该指标扣减总分的分数",
        "Weight × (100 − points){per}: what an indicator takes off the index",
    ),
    "means-red-line": (
        "必须守住的指标：未达标（或不足规定的分数）即红线未达标；红线未达标或未填报会阻止升级，但不另外扣分",
        "Must not be missed: it is where the target (or the points it names) is not met. Missed or unanswered, it blocks "
        "levels, and takes off nothing extra",
    ),
    "means-outcome": (
        "达标：得分不低于目标；部分达标：大于 0 而低于目标；未达标：0 分；另有未填报、不适用、不在范围",
        "Met: points reach the target; partial: above 0, below it; unmet: 0; besides, three outcomes without points",
    ),
    "means-gain": (
        "只有这一个指标改进、其余不变时，总分提高多少",
        "How much the index would rise if only this indicator moved",
    ),
}
