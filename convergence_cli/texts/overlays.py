"""Words of overlays: in what a change asks for less, what lies on what, differences between frameworks."""

WORDS: dict[str, tuple[str, str]] = {
    # --- how an item is loosened: the rest of the sentence that begins with its name --------------
    "no-red-line": ("不再是红线", "it is no red line any more"),
    "red-line-kept-from": (
        "红线放宽：得 {new} 分即算达标，原为 {old} 分{station}",
        "the red line is kept from {new} points on, and was from {old}{station}",
    ),
    "red-line-for": ("对{options}不再是红线", "it is no red line for {options} any more"),
    "applies": ("不再问{options}", "it is not asked of {options} any more"),
    "more-reasons": ("可以按“{reasons}”填不适用", "it may be not applicable for “{reasons}”"),
    "evidence-of-all": ("各选项不再分别附佐证材料", "its options need no evidence of their own any more"),
    "no-evidence": ("不再要求佐证材料", "it needs no evidence any more"),
    "falls": ("由“{old}”降为“{new}”", "it falls from “{old}” to “{new}”"),
    "maximum": ("满分由 {old} 改为 {new}，得分会升高", "full marks go from {old} to {new}, and scores rise"),
    "target": ("目标由 {old} 分降到 {new} 分{station}", "its target falls from {old} to {new} points{station}"),
    "points": (
        "填报“{answer}”原得 {old} 分，现得 {new} 分{station}",
        "the answer “{answer}” earned {old} points and now earns {new}{station}",
    ),
    "station": ("（{station}）", " ({station})"),
    "unlike": ("改动前后无法比较", "before and now cannot be compared"),
    "reworded": (
        "文字不同，改动前后的填报无法比较",
        "it reads otherwise, so that answers before and now cannot be compared",
    ),
    "when-empty": (
        "没有可供计算的内容时，由“{old}”改为“{new}”",
        "with nothing to compute from it was “{old}” and now is “{new}”",
    ),
    "given-already": (
        "由原有填报内容计算，不用多做就能得分",
        "it is computed from what is asked already, and earns without anything being done",
    ),
    "asked-anew": (
        "新要求填报的机构可能早已填报，不用多做就能得分",
        "stations that are asked anew may have answered already, and earn without anything being done",
    ),
    "lighter": ("红线的相对权重下降", "the red line comes to weigh less against the rest"),
    "moved": (
        "同级各项的权重比例改变（只有红线可以加重）",
        "weights shift against each other, and only a red line may come to weigh more",
    ),
    "rise": (
        "新增和加重的部分最多可使“{parent}”上升 {points} 分，超过允许的 {most} 分",
        "with what else is added or weighs more, “{parent}” may rise by {points} points, where {most} are allowed",
    ),
    "whole": ("总分", "the index"),
    "hidden": ("不再填报、不再计分", "it is neither asked nor scored any more"),
    "level": ("要求由 {old} 降到 {new}", "it asks for {new} in place of {old}"),
    "level-evidenced": ("不再只计有佐证的填报", "answers without evidence count, too"),
    "level-red-lines": ("不再看红线", "it does not look at red lines any more"),
    "not-scored": ("不再计分", "it is not scored any more"),
    "needs-all": ("未全部填报也有得分", "it has a score with blanks"),
    "may-be-blank": ("可以不填", "it may be left blank"),
    "column-unlike": (
        "“{column}”一栏没有了，或类型、单位、选项不同",
        "the column “{column}” is gone or of another kind",
    ),
    "column-blank": ("“{column}”一栏可以不填", "the column “{column}” may be left blank"),
    "row-gone": ("“{row}”一行没有了", "the row “{row}” is gone"),
    "laid-on": ("叠加在 {bases} 之上", "laid on {bases}"),
    # --- differences between two frameworks -------------------------------------------------------
    "kind-framework": ("指标体系", "framework"),
    "kind-profile": ("机构信息", "profile question"),
    "kind-reasons": ("不适用原因", "reason"),
    "kind-scales": ("量表", "scale"),
    "kind-tables": ("表格", "table"),
    "kind-chapters": ("板块", "chapter"),
    "kind-levels": ("等级", "level"),
    "kind-checks": ("交叉核对", "cross-check"),
    "kind-measures": ("措施", "measure"),
    "kind-indicators": ("指标", "indicator"),
    "difference-sum": (
        "新增 {added} 项，去掉 {removed} 项，改动 {changed} 项",
        "{added} added, {removed} removed, {changed} changed",
    ),
    "no-difference": ("没有差别", "no differences"),
}
