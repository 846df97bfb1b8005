"""Faults of saved JSON reports."""

WORDS: dict[str, tuple[str, str]] = {
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
    "report-key-twice": ("“{found}”在同一处出现了两次", "“{found}” stands twice in one place"),
    "report-key-twice/hint": (
        "用原来的报告，或用 assess 重新评估问卷",
        "take the report as it was written, or assess the workbook again",
    ),
    "report-key-twice/title": ("报告里有重复的项", "A key that stands twice"),
    "report-key-twice/why": (
        "同一个键写了两次，不同的软件会取不同的值；本程序从不这样写，文件被改过。",
        "Of a key that stands twice programs take different values; none of our reports has one, so it was changed.",
    ),
    "report-number": ("“{found}”不是可以接受的数", "“{found}” is no number that a report can hold"),
    "report-number/hint": (
        "用原来的报告，或用 assess 重新评估问卷",
        "take the report as it was written, or assess the workbook again",
    ),
    "report-number/title": ("报告里有不成立的数", "An impossible number"),
    "report-number/why": (
        "NaN、无穷大和大得任何机器都存不下的数不是合法的 JSON，与它们比较没有意义；本程序从不这样写。",
        "NaN, infinities and numbers too large for any machine are no JSON, and to compare with them means nothing; no report of ours has one.",
    ),
    "report-redacted": (
        "这是隐去名称的报告，不能再读入",
        "this report hides whose numbers it holds, and cannot be read back",
    ),
    "report-redacted/hint": ("用没有加 --redact 的报告", "take the report that was written without --redact"),
    "report-redacted/title": ("隐名报告不能再读入", "A redacted report cannot be read back"),
    "report-redacted/why": (
        "--redact 隐去的内容里有计分要用的（如机构级别），分数无法重算；这样的报告只供阅读。",
        "What --redact hides is needed to score again (a station's level, for one); such a report is for reading alone.",
    ),
    "report-not-scored": (
        "{count} 家机构的报告不含填报值：总分由各指标得分重新汇总，指标得分本身无法重算",
        "{count:station|stations} without answers: scores were summed up again from the points of their indicators, which could not be scored again",
    ),
    "report-not-scored/hint": (
        "如需核实，请用 batch 重新评估问卷",
        "to be sure of the points, run batch on the workbooks again",
    ),
    "report-not-scored/title": ("批次报告的指标得分未重算", "Points of a batch are believed"),
    "report-not-scored/why": (
        "批次的 JSON 报告只存每家机构的结果。汇总、等级和红线都重新算过，对不上就拒绝；指标得分取自文件，文件来源要可靠。",
        "The JSON report of a batch holds each station's results alone. Sums, levels and red lines are made again and a report that differs is refused; the points of the indicators are the file's, so it has to come from where you trust.",
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
    "report-is-baseline": ("这是基线，不是评估报告", "this is a baseline, and no report"),
    "report-is-baseline/hint": (
        "用 assess 或 batch 以 --export 写出的 .json 报告；基线只用于 --no-regress",
        "name a .json report that assess or batch wrote with --export; a baseline is for --no-regress alone",
    ),
    "report-is-baseline/title": ("基线不是报告", "A baseline is no report"),
    "report-is-baseline/why": (
        "基线每家机构一行，只有结果，没有答案和得分，不能据以重新评分、比较或存档。",
        "A baseline has a line for each station, with outcomes and neither answers nor points: nothing can be scored, compared or kept by it.",
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
    "report-altered": (
        "“{station}”的数字与其填报值不符（{at}）",
        "the numbers of “{station}” are not those of its answers ({at})",
    ),
    "report-altered/hint": ("用 assess 重新评估问卷", "assess the workbook again"),
    "report-altered/title": ("报告被改动过", "The report was altered"),
    "report-altered/why": (
        "由保存的填报值重新计分（批次报告由指标得分重新汇总），结果与报告所写不同，括号里是第一处：报告在写出后被改动过，或者指标体系改了却没有改版本。",
        "Scored again from the saved answers (a batch: summed up again from the points), the result is not what the report says; in brackets stands the first place. It was changed after it was written, or the framework was and kept its version.",
    ),
}
