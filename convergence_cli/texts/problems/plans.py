"""Problems of plans: goals that are out of reach, and suppositions that are no answers."""

WORDS: dict[str, tuple[str, str]] = {
    "plan-index-out-of-reach": (
        "已填报的指标把所有步骤都走完，总分为 {most}，达不到 {need}",
        "with every step of the answered indicators taken the index comes to {most}, and {need} was asked for",
    ),
    "plan-index-out-of-reach/hint": (
        "降低 --target，或查看哪些问题的取值范围限制了得分",
        "lower --target, or look at the questions whose bounds keep points back",
    ),
    "plan-index-out-of-reach/title": ("总分目标达不到", "An index out of reach"),
    "plan-index-out-of-reach/why": (
        "把每个指标都提到它能到的最高一级，总分仍低于目标。问题的取值范围或不能满足的前提条件限制了得分。问卷已经评估，因此退出码是 1 而不是 2。",
        "Even with every indicator at the best that it can reach the index stays below the goal: bounds of questions, or "
        "prerequisites that cannot be met, keep points back. The station was judged, so the exit code is 1 and not 2.",
    ),
    "plan-red-line-stuck": (
        "红线 {id} 没有能得 {need} 分的填报值",
        "no answer to the red line {id} would earn {need} points",
    ),
    "plan-red-line-stuck/hint": (
        "选较低的等级，或检查它的取值范围和前提条件",
        "ask for a lower level, or check its bounds and prerequisites",
    ),
    "plan-red-line-stuck/title": ("红线无法消除", "A red line that cannot be lifted"),
    "plan-red-line-stuck/why": (
        "等级要求红线全部达标，而这个指标在取值范围之内得不到应有的分数，或它的前提指标达不到目标。",
        "The level needs every red line lifted, and within its bounds this indicator does not earn the points that keep it, or what it needs first cannot be met.",
    ),
    "plan-red-line-unanswered": (
        "等级要求红线全部达标，红线 {id} 却未填报：填报并且达标，才能达到这个等级",
        "the level asks for red line {id}, which is unanswered: it has to be answered, and not missed, for the level to be "
        "reached",
    ),
    "plan-red-line-unanswered/hint": (
        "先填报这一项：不花投入，填报后再作计划",
        "answer it first: that takes no effort; then plan again",
    ),
    "plan-red-line-unanswered/title": ("红线未填报", "A red line without an answer"),
    "plan-red-line-unanswered/why": (
        "没有填报的，谁也不知道现在怎样，计划不为它安排投入；列出的是达到其余条件的步骤。",
        "Nobody knows where an unanswered one stands, so no effort is planned for it; the steps shown are those to all else "
        "that the level asks for.",
    ),
    "plan-chapter-out-of-reach": (
        "已填报的指标把所有步骤都走完，板块“{chapter}”为 {most}，达不到 {need}",
        "with every step of the answered indicators taken the chapter “{chapter}” comes to {most}, and the level needs {need}",
    ),
    "plan-chapter-out-of-reach/hint": ("选较低的等级", "ask for a lower level"),
    "plan-chapter-out-of-reach/title": ("板块达不到等级要求", "A chapter out of reach"),
    "plan-chapter-out-of-reach/why": (
        "等级要求每个板块都不低于某个分数，而这个板块的指标都提到最高也不够。",
        "A level asks a least score of every chapter, and all that the indicators of this one can reach is less.",
    ),
    "plan-measure-out-of-reach": (
        "已填报的指标把所有步骤都走完，措施“{measure}”为 {most}，达不到 {need}",
        "with every step of the answered indicators taken the measure “{measure}” comes to {most}, and the level needs {need}",
    ),
    "plan-measure-out-of-reach/hint": ("选较低的等级", "ask for a lower level"),
    "plan-measure-out-of-reach/title": ("措施达不到等级要求", "A measure out of reach"),
    "plan-measure-out-of-reach/why": (
        "等级对这项措施有最低得分要求，而它的指标都提到最高也不够。",
        "The level asks a least score of this measure, and all that its indicators can reach is less.",
    ),
    "plan-indicator-stuck": (
        "指标 {id} 没有能得 {need} 分的填报值",
        "no answer to the indicator {id} would earn {need} points",
    ),
    "plan-indicator-stuck/hint": (
        "选较低的等级，或检查它的取值范围和前提条件",
        "ask for a lower level, or check its bounds and prerequisites",
    ),
    "plan-indicator-stuck/title": ("指标达不到等级要求", "An indicator that cannot be lifted"),
    "plan-indicator-stuck/why": (
        "等级对这个指标有最低得分要求，而它在取值范围之内得不到，或它的前提指标达不到目标。",
        "The level asks a least number of points of this indicator; within its bounds it does not earn them, or what it "
        "needs first cannot be met.",
    ),
    "plan-indicator-unanswered": (
        "等级要求指标 {id} 至少得 {need} 分，它却未填报：填报并得到这个分数，才能达到这个等级",
        "the level asks indicator {id} for {need} points, and it is unanswered: it has to be answered, and to earn them, "
        "for the level to be reached",
    ),
    "plan-indicator-unanswered/hint": (
        "先填报这一项：不花投入，填报后再作计划",
        "answer it first: that takes no effort; then plan again",
    ),
    "plan-indicator-unanswered/title": ("等级要求的指标未填报", "What a level asks for is unanswered"),
    "plan-indicator-unanswered/why": (
        "没有填报的，谁也不知道现在怎样，计划不为它安排投入；列出的是达到其余条件的步骤。",
        "Nobody knows where an unanswered one stands, so no effort is planned for it; the steps shown are those to all else "
        "that the level asks for.",
    ),
    "plan-level-beyond-steps": (
        "{level} 级（或其下的等级）还有改进步骤不能保证的要求：完整度或另定的条件；所列步骤全部完成后的等级：{reached}",
        "level {level}, or one below it, also asks for what no step is planned for: coverage, or a condition of its "
        "own; with the steps shown the level is {reached}",
    ),
    "plan-level-beyond-steps/hint": (
        "先补填报，再看评估报告中“还差”的条件",
        "answer what is blank, then see what the report says the level still takes",
    ),
    "plan-level-beyond-steps/title": ("等级另有要求", "A level that asks for more than steps"),
    "plan-level-beyond-steps/why": (
        "步骤改变的是填报值。完整度和用表达式写的条件不在计划之内，因此不能证明这些步骤就能达到该等级。",
        "Steps change answers. Coverage and conditions written as an expression are not planned for, so it is not "
        "proved that these steps lead to the level.",
    ),
    "plan-no-index": (
        "没有总分，不能按总分或等级制定计划",
        "there is no index, and so no plan for an index or a level",
    ),
    "plan-no-index/hint": (
        "先补齐未填报的指标，改正互相矛盾的填报；或不带目标，列出各指标达标的步骤",
        "answer what is unanswered and mend what is contradictory first; or plan without a goal, each indicator to its target",
    ),
    "plan-no-index/title": ("没有总分", "No index to plan for"),
    "plan-no-index/why": (
        "指标体系规定，未全部填报或填报互相矛盾时不出总分，也就无从知道差多少。",
        "The framework gives no index while something is unanswered or contradictory, so nobody knows how far it is.",
    ),
    "plan-over-budget": (
        "达到目标最少要人力投入 {effort} 个月，超出 {budget} 个月",
        "the goal takes at least {effort} team-months; the budget is {budget}",
    ),
    "plan-over-budget/hint": (
        "增加投入，降低目标，或只用 --budget 求投入以内提升最多的步骤",
        "raise the budget, lower the goal, or use --budget alone for the best gain within it",
    ),
    "plan-over-budget/title": ("超出投入", "Over the budget"),
    "plan-over-budget/why": (
        "报告给出的是投入最少的一组步骤；报告写明“经证明”的，在给定投入之内达不到这个目标。",
        "The steps shown are the least effort that reaches the goal; where the report says “proved”, nothing within the budget does.",
    ),
    "plan-too-large": (
        "汇总不全是加权平均，{count} 个指标的步骤组合超过 {bound} 种，无法比较",
        "not every aggregate is a weighted mean, and the steps of {count:indicator|indicators} combine in more than {bound} ways: "
        "they cannot be compared",
    ),
    "plan-too-large/hint": (
        "不加目标可列出全部步骤，用 --set 试算",
        "without a goal every step is listed; --set tries a few",
    ),
    "plan-too-large/title": ("组合太多，无法比较", "Too many combinations to compare"),
    "plan-too-large/why": (
        "几何平均或取最低的指标体系没有线性模型可用，只能逐一比较各种组合；超过上限就只比较每个指标的下一步、达标和最高一档，并写明只在这些步骤之内最优；还是超过上限就停下。",
        "With geometric means or minima there is no linear model, so sets are compared one by one. Beyond a bound only the next "
        "step, the target and the best answer of each indicator are compared, and the report says so; if these are still too "
        "many, the program stops.",
    ),
    "plan-too-close": (
        "有太多组步骤与目标只差计算误差，无法求出确切的最优",
        "too many sets of steps differ from the goal by rounding alone: no exact answer can be given",
    ),
    "plan-too-close/hint": ("把目标改动百分之一分再试", "move the goal by a hundredth of a point"),
    "plan-too-close/title": ("与目标只差计算误差", "Too close to call"),
    "plan-too-close/why": (
        "求解器给出的每一组步骤都由评分程序复核；反复有几组只因最后几位小数不达标，就停下，不给未经复核的答案。",
        "Each set that the solver gives is scored again; where set after set falls short in the last digits the program stops, "
        "and gives no answer that was not confirmed.",
    ),
    "set-malformed": ("--set 后面应是 编号=填报值，而不是“{found}”", "--set takes ID=VALUE, not “{found}”"),
    "set-malformed/hint": (
        "如 --set M16.studios=5；值有空格时加引号",
        "such as --set M16.studios=5; quote a value with spaces",
    ),
    "set-malformed/title": ("假设写得不对", "A supposition is malformed"),
    "set-malformed/why": (
        "等号前是指标编号，等号后是像在问卷中那样填写的值，两边都不能空。",
        "Before the equals sign stands the id of an indicator, after it the value as one would type it in the questionnaire; neither may be empty.",
    ),
    "set-unknown-id": ("没有指标“{found}”", "there is no indicator “{found}”"),
    "set-unknown-id/hint": (
        "最接近的是 {nearest}；convergence rubrics list 列出全部",
        "nearest: {nearest}; convergence rubrics list shows all",
    ),
    "set-unknown-id/title": ("假设的指标不存在", "An unknown indicator is supposed"),
    "set-unknown-id/why": (
        "--set 的编号必须是这个指标体系的指标编号。",
        "--set takes the id of an indicator of this framework.",
    ),
    "set-out-of-scope": (
        "{id} 不在本机构的范围内，假设不起作用",
        "{id} is out of scope for this station: nothing would change",
    ),
    "set-out-of-scope/hint": ("按机构层级和职责，这一题不计分", "by the station's level and duties it is not scored"),
    "set-out-of-scope/title": ("假设的指标不在范围内", "The supposed indicator is out of scope"),
    "set-out-of-scope/why": (
        "这一题按机构层级或职责不计分，给什么值都不影响得分，因此拒绝，以免误以为没有效果。",
        "By the station's level or duties it is not scored, so no value changes anything; it is refused, so that nobody takes it for an answer without effect.",
    ),
    "set-refused": ("{id}：{why}", "{id}: {why}"),
    "set-refused/hint": (
        "像在问卷的单元格中那样填写；convergence explain {id} 说明接受什么",
        "write it as in the questionnaire's cell; convergence explain {id} says what is accepted",
    ),
    "set-refused/title": ("假设的值不是有效的填报值", "A supposed value is no answer"),
    "set-refused/why": (
        "--set 的值按问卷单元格的规则读取：百分比、选项文字或字母、是否、日期等；读不懂或超出范围的不接受。",
        "The value is read by the rules of a questionnaire's cell: percentages, option words or letters, yes or no, dates; what cannot be read or is out of bounds is refused.",
    ),
}
