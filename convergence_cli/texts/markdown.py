"""Words of the Markdown report."""

WORDS: dict[str, tuple[str, str]] = {
    "more": ("另有 {count} 条未列出", "{count} more not shown"),
    "gates": ("门槛", "Gates"),
    "gate": ("门槛", "Gate"),
    "passed": ("通过", "passed"),
    "failed": ("未通过", "failed"),
    "have": ("实际", "Have"),
    "need": ("要求", "Need"),
    "index": (
        "总分 {score}（未填报计 0 分为 {floor}，计满分为 {ceiling}；完整度 {coverage}；有佐证得分 {evidenced}）",
        "Index {score} (blank as zero {floor}, blank as full {ceiling}; coverage {coverage}; evidenced {evidenced})",
    ),
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
