"""Faults of saved JSON reports."""

WORDS: dict[str, tuple[str, str]] = {
    "report-missing": ("打不开报告（{found}）", "the report cannot be opened ({found})"),
    "report-missing/hint": ("核对路径和读取权限", "check the path and the right to read it"),
    "report-missing/title": ("打不开 JSON 报告", "The JSON report cannot be opened"),
    "report-missing/why": (
        "命令中给出的 JSON 报告不存在，或没有读取权限。",
        "The JSON report that was named does not exist, or may not be read.",
    ),
    "report-too-large": ("报告超过 {most} MB", "the report has more than {most} MB"),
    "report-too-large/hint": ("把批次分成几份运行", "run the batch in several parts"),
    "report-too-large/title": ("JSON 报告太大", "The JSON report is too large"),
    "report-too-large/why": (
        "一万家机构的报告约 300 MB；远大于此的文件多半不是本程序写的，读入会耗尽内存。",
        "A report of ten thousand stations has some 300 MB; a much larger file is hardly ours, and would use up the memory.",
    ),
    "report-not-json": ("不是 JSON 文件", "this is not JSON"),
    "report-not-json/hint": (
        "给出 --export 写出的 .json 报告；工作簿请用 assess",
        "name a .json report that --export wrote; for a workbook use assess",
    ),
    "report-not-json/title": ("报告不是 JSON", "The report is not JSON"),
    "report-not-json/why": (
        "文件内容不是 JSON，可能被截断，也可能给错了文件。",
        "The content is no JSON: cut off, perhaps, or another file.",
    ),
    "report-schema": (
        "报告的格式号是 {found}，本版本读 {known}",
        "the report has schema {found}, this version reads {known}",
    ),
    "report-schema/hint": ("用写出它的版本重新导出", "export it again with the version that wrote it"),
    "report-schema/title": ("报告格式的版本不同", "Another schema of report"),
    "report-schema/why": (
        "JSON 报告带有格式号；格式变了，数字的含义可能也变了，所以不猜。",
        "A JSON report bears the number of its schema; where that changed, numbers may mean something else, so nothing is guessed.",
    ),
    "report-shape": ("“{at}”不对（{found}）", "“{at}” is not as it should be ({found})"),
    "report-shape/hint": (
        "convergence report --schema 输出应有的结构",
        "convergence report --schema prints what it should be",
    ),
    "report-shape/title": ("报告的结构不对", "The report has another shape"),
    "report-shape/why": (
        "文件是 JSON，但缺字段、多字段或类型不对：不是本程序写的，或者被改过。",
        "The file is JSON, but fields are missing, unknown or of another type: it is not ours, or was changed.",
    ),
    "report-framework": (
        "报告所用的指标体系是 {found}，现在的是 {known}",
        "the report was made by framework {found}, this one is {known}",
    ),
    "report-framework/hint": (
        "用 --rubrics 给出当时的指标体系，或用 assess 重新评估问卷",
        "name that framework with --rubrics, or assess the workbook again",
    ),
    "report-framework/title": ("报告用的是另一套指标体系", "The report was made by another framework"),
    "report-framework/why": (
        "重新生成报告要用同一套指标体系：标题、计分方法和建议都来自它。",
        "A report is rendered again by the framework that it was made by: titles, rules and advice come from there.",
    ),
    "report-of-many": ("是一批机构的报告，不含填报值", "this is a report of many stations, without their answers"),
    "report-of-many/hint": (
        "给出问卷，或 assess 写出的 JSON 报告",
        "name the workbook, or a JSON report that assess wrote",
    ),
    "report-of-many/title": ("批次的报告不能逐项比较", "A report of many stations cannot be compared answer by answer"),
    "report-of-many/why": (
        "批次的 JSON 报告只存每家机构的结果，不存填报值；分解变化要用填报值。",
        "The JSON report of a batch holds each station's results and not its answers, which the split of a change needs.",
    ),
    "report-altered": ("“{station}”的数字与其填报值不符", "the numbers of “{station}” are not those of its answers"),
    "report-altered/hint": ("用 assess 重新评估问卷", "assess the workbook again"),
    "report-altered/title": ("报告被改动过", "The report was altered"),
    "report-altered/why": (
        "由保存的填报值重新计分，得到的总分、等级或指标得分与报告所写不同：报告在写出后被改动过。",
        "Scored again from the saved answers, the index, the level or points differ from what the report says: it was changed after it was written.",
    ),
}
