"""What the words of a report mean; their names stand in `terms`."""

WORDS: dict[str, tuple[str, str]] = {
    "index": (
        "各板块得分的汇总，{least} 至 {most} 分；未填报按指标体系的规定计（一般计 0 分）",
        "All chapters put together, {least} to {most}; what is unanswered counts as the framework says, by default 0",
    ),
    "floor": ("未填报的都计 0 分时的总分", "The index with every unanswered indicator at 0 points"),
    "ceiling": (
        "未填报的都计满分时的总分：把空白补齐，最高可以到这里",
        "The index with every unanswered indicator at full points: the most that filling in can bring",
    ),
    "coverage": (
        "已填报的权重占适用权重的比例",
        "The part of the weight in play that was answered",
    ),
    "evidenced": (
        "只计列了佐证的填报（不要求佐证的照计）时的得分",
        "The score of answers with evidence alone, where evidence is required",
    ),
    "to-target": (
        "得分占目标的比例，超出目标的不计",
        "How much of the targets is reached; what is above a target does not count",
    ),
    "marks": (
        "按计分表累加或倒扣得到的分数，折算成 {least} 至 {most} 分之前",
        "What a marking scheme adds up or deducts, before it becomes a score of {least} to {most}",
    ),
    "weight": (
        "这一部分占总分的比例，逐级相乘得出",
        "The part of the index that it stands for, multiplied from level to level",
    ),
    "lost": (
        "这一部分没有得满分而使总分少了的分数",
        "How much lower the index is because this is not at full points",
    ),
    "target": ("达标所需的得分或填报值", "The points, or the answer, that count as met"),
    "gap": ("没有达标的指标，按失分从多到少列出", "An indicator that is not met, listed by points lost"),
    "gain": (
        "只改这一项、重新计算的总分减去现在的总分",
        "The index with this one change, worked out anew, less the index as it is",
    ),
    "red-line": (
        "达不到就不能升级的指标；不改变任何得分",
        "An indicator without which no higher level is reached; it changes no score",
    ),
    "level": (
        "从低到高逐级达到的等级，convergence explain L3 列出一级的要求",
        "Levels are reached one after the other; convergence explain L3 lists what one asks for",
    ),
    "effort": (
        "做到所需的人力投入（月），由指标体系的 1 至 5 级估计",
        "Team-months that it takes, estimated by the framework on a scale of 1 to 5",
    ),
    "met": ("得分不低于目标", "Points are at the target or above"),
    "partial": ("有得分，但低于目标", "There are points, below the target"),
    "unmet": ("没有得分", "No points"),
    "unanswered": ("适用而没有填报", "It is asked of this station, and blank"),
    "not_applicable": (
        "机构填写了不适用的原因；一般不计入，也没有差距",
        "The station gave a reason why it does not apply; as a rule it is left out and is no gap",
    ),
    "out_of_scope": ("不要求这类机构填报", "Not asked of a station of this kind"),
}
