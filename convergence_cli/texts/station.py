"""What is said of one station in sentences, and of the run that judged it."""

WORDS: dict[str, tuple[str, str]] = {
    "index": ("总分 {score}", "Index {score}"),
    "no-level": ("尚未达到任何等级", "no level reached yet"),
    "red-lines": (
        "红线：适用 {held} 条，未达标 {missed} 条，未填报 {unanswered} 条",
        "Red lines: {missed} missed, {unanswered} unanswered, of {held}",
    ),
    "no-red-lines": (
        "红线：适用 {held} 条，均已填报，全部达标",
        "Red lines: all {held} answered and kept",
    ),
    "no-red-lines-apply": ("红线：没有适用的红线", "Red lines: none apply"),
    "incomplete": ("没有得分，全部填报后才有：{parts}", "no score until all is answered: {parts}"),
    "incomplete-whole": ("还有 {count} 项未填报", "{count:question|questions} unanswered"),
    "incomplete-part": (
        "“{title}”还有 {count} 项未填报",
        "“{title}” has {count:question|questions} unanswered",
    ),
    "voided": ("没有总分，不评定等级：{messages}", "no index and no level: {messages}"),
    "level-withheld": ("不评定（没有总分）", "not given: there is no index"),
    "unscored": ("只填报、不计分：{count} 项", "Asked, not scored: {count}"),
    "lapsed": (
        "不适用的指标中，按满分计 {full} 项，按 0 分计 {zero} 项",
        "Not applicable and counted all the same: {full} with full points, {zero} with zero points",
    ),
    "chapters": ("板块", "Chapters"),
    "nothing-in-play": ("没有适用的指标", "nothing in play"),
    "gaps": ("差距：共 {count} 项，按目标以内的失分排列", "Gaps: {count}, most lost below target first"),
    "gaps-shown": (
        "差距：共 {count} 项，按目标以内的失分排列，列出前 {shown} 项",
        "Gaps: {count}, most lost below target first; {shown} shown",
    ),
    "gaps-of-chapter": (
        "“{title}”的差距：{count} 项（全部 {all} 项），按目标以内的失分排列，列出 {shown} 项",
        "Gaps in “{title}”: {count} of {all} in all, most lost below target first; {shown} shown",
    ),
    "no-gaps": ("没有差距", "No gaps"),
    "gap-facts": ("失分 {lost}", "-{lost}"),
    "counts": ("{parts} = {total} 个指标", "{parts} = {total:indicator|indicators}"),
    "re-adds": ("总分 {index} + 失分 {lost} = {total}", "index {index} + points lost {lost} = {total}"),
    "notes": ("读取说明和提醒：{count} 条", "Notes and warnings: {count}"),
    "more-annotations": (
        "另有 {count} 条：{errors} 条错误，{warnings} 条警告，{notes} 条说明；全部见报告",
        "{count} more: {errors:error|errors}, {warnings:warning|warnings}, {notes:note|notes}; the report has them all",
    ),
    "unreadable": ("{file}：无法评估", "{file}: could not be judged"),
    "evidence-partly": (
        "{count} 项填报只有部分选项附有佐证，只计这些选项",
        "{count:answer names|answers name} evidence for some of the ticked options alone; only these count in the evidenced "
        "score",
    ),
    "evidence-missing": (
        "{count} 项填报没有佐证材料，不计入有佐证得分",
        "{count:answer names no evidence and does|answers name no evidence and do} not count in the evidenced score",
    ),
    # --- in running text, and of the run itself -----------------------------------------------------
    "more-rows": ("另有 {count} 条未列出", "{count} more not shown"),
    "gates": ("门槛", "Gates"),
    "gate": ("门槛", "Gate"),
    "passed": ("通过", "passed"),
    "failed": ("未通过", "failed"),
    "have": ("实际", "Have"),
    "need": ("要求", "Need"),
    "rank": ("序号", "#"),
    "gap": ("措施 / 指标", "Measure / indicator"),
    "lost": ("失分", "Lost"),
    "next": ("下一步", "Next step"),
    "basis": ("依据", "What this rests on"),
    "red-line": ("{state}：{title}：{said}", "{state}: {title}: {said}"),
    "provenance": (
        "问卷 {file}，sha256 {sha256}；指标体系 {framework}，sha256 {framework_sha256}",
        "Questionnaire {file}, sha256 {sha256}; framework {framework}, sha256 {framework_sha256}",
    ),
}
