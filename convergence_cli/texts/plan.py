"""Words of `plan` on the terminal and in the roadmap workbook."""

WORDS: dict[str, tuple[str, str]] = {
    # --- the goal, and where it leads ---------------------------------------------------------------
    "goal-target": ("总分达到 {target}", "index {target}"),
    "goal-level": ("达到 {level}", "level {level}"),
    "goal-budget": ("人力投入不超过 {budget} 个月", "effort up to {budget}"),
    "goal-every-target": ("全部指标达标", "every indicator at its target"),
    "goal": ("目标：{goal}", "Goal: {goal}"),
    "goal-separator": ("，", ", "),
    "leads": ("总分 {before} → {after}；等级 {level} → {next}", "Index {before} → {after}; level {level} → {next}"),
    "leads-without-levels": ("总分 {before} → {after}", "Index {before} → {after}"),
    "costs": (
        "共 {steps} 步，人力投入 {effort} 个月，到第 {month} 个月完成",
        "steps {steps}, effort {effort}, done by the end of month {month}",
    ),
    "reached-already": ("已经达到，不需要任何步骤", "Reached already: no step is needed"),
    "only-evidence": (
        "填报值已经够了，不需要任何步骤，补齐佐证即可",
        "The answers are enough: no step is needed, only evidence",
    ),
    "nothing-affordable": ("这样的投入不够走任何一步", "Not enough for a single step"),
    "out-of-reach": ("达不到这个目标", "This goal is out of reach"),
    "least-effort": (
        "投入最少的一组步骤，经证明没有更少的（在所有填报值中选取，连续的数取四位有效数字）；投入相同的，取提升最多的",
        "The least effort that gets there, proved over all answers (numbers on a slope with four digits); of equal ones, "
        "the most gain",
    ),
    "most-gain": (
        "投入以内提升最多的一组步骤，经证明没有更多的（在所有填报值中选取，连续的数取四位有效数字）",
        "The most gain within that effort, proved over all answers (numbers on a slope with four digits)",
    ),
    "best-within": (
        "所比较的步骤中最好的一组；填报值的组合太多，没有全部比较，因此未经证明",
        "The best within the steps compared; there are too many answers to compare all, so it is not proved",
    ),
    # --- what is unanswered -------------------------------------------------------------------------
    "coverage": ("按完整度 {coverage} 作出", "Made at coverage {coverage}"),
    "fill-in-first": (
        "还没有填报任何指标：先填报问卷，再作计划",
        "No indicator is answered yet: fill in the questionnaire first, then plan",
    ),
    "only-blanks": ("已填报的指标不需要任何步骤", "What is answered needs no step"),
    "answer-first": (
        "先填报：{count} 个指标未填报，不计入步骤，不花投入；全部填报后总分在 {low} 与 {high} 之间",
        "Answer first: {count} unanswered, in no step, effort 0; with all of them answered the index is between {low} "
        "and {high}",
    ),
    "at-most-with-blanks": (
        "已填报的指标把所有步骤都走完，未填报的也填报后，总分在 {low} 与 {high} 之间",
        "With every step taken and all blanks answered the index is between {low} and {high}",
    ),
    "name-evidence": (
        "先补佐证：{count} 项填报的得分没有佐证，这个等级不计：{ids}",
        "Name evidence first: what {count:answer earns|answers earn} has none, and the level does not count it: {ids}",
    ),
    "evidence-of-steps": (
        "这个等级只计有佐证的填报，所列步骤完成时也要留下佐证",
        "The level counts only answers with evidence, so the steps take evidence of theirs",
    ),
    "phase-answer-first": ("先填报", "Answer first"),
    "blank": ("填报：总分 {low} 至 {high}", "answer: index {low} to {high}"),
    "blank-holds": ("填报后才知道能否提升 {ids}", "only then is it known whether {ids} can rise"),
    "effort-note": (
        "人力投入（月）：一个团队一个月的工作量为 1。一步的投入 = 该指标从 0 分到目标所需月数（数周 1、一个季度 3、半年 6、一年 12、一年以上 18）× 本步得分差 ÷ 目标分，向上取整",
        "Effort is in team-months, months of one team's work. A step costs the indicator's months from 0 points to its "
        "target (weeks 1, a quarter 3, half a year 6, a year 12, longer 18) × points of the step ÷ target, rounded up",
    ),
    # --- phases and steps ---------------------------------------------------------------------------
    "phase-red-lines": ("红线", "Red lines"),
    # What a phase means stands in brackets; where there is little room, its name is enough.
    "phase-name-red-lines": ("红线", "Red lines"),
    "phase-name-quick": ("立行立改", "Quick"),
    "phase-name-progress": ("限期整改（近期）", "Near term"),
    "phase-name-breakthrough": ("限期整改（中期）", "Middle term"),
    "phase-name-long-term": ("长期坚持", "Long term"),
    "phase-quick": ("立行立改（每步不超过一个季度）", "Quick (a quarter or less each)"),
    "phase-progress": ("限期整改（近期，政策要求1至2年取得进展）", "Near term (the policy: progress in 1-2 years)"),
    "phase-breakthrough": (
        "限期整改（中期，政策要求2至3年取得突破）",
        "Middle term (the policy: a breakthrough in 2-3 years)",
    ),
    "phase-long-term": ("长期坚持", "Long term"),
    "phase": (
        "{phase}：{steps} 步，人力投入 {effort} 个月，{span}",
        "{phase}: steps {steps}, effort {effort}, {span}",
    ),
    "from-to": ("{have} → {points} 分：{answer}", "{have} → {points} points: {answer}"),
    "unanswered": ("未填报", "unanswered"),
    "takes": ("人力投入 {effort} 个月", "effort {effort}"),
    "months": ("第 {start}–{end} 月", "months {start}-{end}"),
    "month": ("第 {start} 月", "month {start}"),
    "after": ("先完成 {needs}", "after {needs}"),
    "after-steps": ("先完成第 {needs} 步", "after step {needs}"),
    "reach": ("达到{answer}", "reach {answer}"),
    "lower": ("降到{answer}", "down to {answer}"),
    "tick": ("补齐{items}", "also {items}"),
    # --- every next step ----------------------------------------------------------------------------
    "others": ("附：其余可做的 {count} 步", "Annex: other steps, {count}"),
    "about-others": (
        "达到这个目标用不上；各列一行，供选择",
        "The goal does not need them; one line each, to choose from",
    ),
    "prospects": (
        "下一步：{count} 个指标可以提升，按单位投入的提升排列",
        "Next steps: {count:indicator|indicators} can rise, most gain for effort first",
    ),
    "next": (
        "下一步 {have} → {points} 分：{answer}；总分 {gain}，人力投入 {effort} 个月",
        "Next step {have} → {points} points: {answer}; index {gain}, effort {effort}",
    ),
    "to-target": (
        "达标 {points} 分：{answer}；总分 {gain}，人力投入 {effort} 个月",
        "Target {points} points: {answer}; index {gain}, effort {effort}",
    ),
    "counted": (
        "须先达标：{needs}；已计入，合计总分 {gain}、人力投入 {effort} 个月",
        "Needs first: {needs}; with them index {gain}, effort {effort}",
    ),
    "no-prospects": ("已填报的指标没有可走的步骤", "No answered indicator has a better answer"),
    "stuck": (
        "{count} 个指标达不到目标，因为问题的取值范围或前提条件不允许：{ids}",
        "{count:indicator|indicators} cannot reach the target; bounds of the question or prerequisites leave no way: {ids}",
    ),
    # --- what if ------------------------------------------------------------------------------------
    "what-if": ("假设", "What if"),
    "not-applicable": ("不适用", "not applicable"),
    "unchanged": (
        "其余 {count} 个板块和措施没有变化",
        "{count:chapter or measure stays as it is|chapters and measures stay as they are}",
    ),
    "node": ("总分、板块、措施", "Index, chapters, measures"),
    "before": ("现在", "now"),
    "if": ("假设", "then"),
    "when-done": ("完成后", "when done"),
    "change": ("变化", "change"),
    "levels": ("等级：{before} → {after}", "Level: {before} → {after}"),
    "red-lines-missed": ("红线未达标：{before} → {after} 条", "Red lines missed: {before} → {after}"),
    "red-lines-unanswered": ("红线未填报：{before} → {after} 条", "Red lines unanswered: {before} → {after}"),
    "new-problems": ("这样填报，以下核对不成立：", "With these answers these checks fail:"),
    # --- the workbook: sheets and the line under each title -----------------------------------------
    "sheet-roadmap": ("路线图", "Roadmap"),
    "sentence-separator": ("。", ". "),
    "fill-in": (
        "月份和季度从启动之日起算，一个部门同时最多做三步；由谁做、何时完成，写在整改台账里",
        "Months and quarters count from the start, and a department has no more than three steps in hand; who does what by when is written in the ledger",
    ),
    "sheet-steps": ("全部步骤", "Every step"),
    "about-steps": (
        "每个指标的下一步和达标，各自的提升由评分程序重算；按单位投入的提升排列，前提条件一并计入",
        "The next step and the target of every indicator, gains by scoring again; most gain for effort first, prerequisites counted",
    ),
    "sheet-what-if": ("假设", "What if"),
    "about-what-if": (
        "现在与假设的得分对比：{count} 项假设",
        "Scores now and as supposed: {count:answer|answers} supposed",
    ),
    "sheet-chapters": ("板块前后", "Before and after"),
    "about-chapters": ("全部步骤完成前后的得分", "Scores before the first step and after the last"),
    "title": ("{station}改进路线图", "Roadmap: {station}"),
    "document-title": ("改进路线图", "Roadmap"),
    "first-month": ("起始月", "First month"),
    "last-month": ("完成月", "Last month"),
    "phase-column": ("阶段", "Phase"),
    "what": ("要做到", "To reach"),
    "have": ("现得分", "Points now"),
    "points": ("到", "To"),
    "index-after": ("累计总分", "Index then"),
    "effort": ("人力投入（月）", "Team-months"),
    "needs": ("前提", "After"),
    "owner": ("责任部门", "Owner"),
    "planned": ("计划", "Planned"),
    "quarter": ("第{year}年\n{quarter}季", "Y{year}\nQ{quarter}"),
    "advice": ("{number}. {text}", "{number}. {text}"),
    "need": ("{number}. {id}", "{number}. {id}"),
    "next-points": ("下一步到", "Next to"),
    "next-what": ("下一步要做到", "Next step"),
    "next-gain": ("下一步提升", "Gain"),
    "next-effort": ("下一步人力投入（月）", "Team-months"),
    "target-points": ("达标分", "Target at"),
    "target-what": ("达标要做到", "Target step"),
    "target-gain": ("达标提升", "Gain to target"),
    "target-effort": ("达标人力投入（月）", "Team-months to target"),
    "rate-column": ("每月人力增分", "Gain a team-month"),
    "needs-first": ("须先达标", "Needs first"),
    "bar": ("■", "■"),
}
