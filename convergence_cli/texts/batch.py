"""Words of `batch`: the list of its stations, and what is said while it runs."""

WORDS: dict[str, tuple[str, str]] = {
    # What the column of paths in a list of workbooks is called.
    "column-path": ("路径", "path"),
    # --- the list of stations --------------------------------------------------------------------
    "rank": ("名次 （区间）", "Rank (90%)"),
    "in-level": ("级内名次", "In level"),
    "bounds": ("未填计0-计满", "Blank 0-100"),
    "red-lines": ("红线未达标/未填", "Red missed / blank"),
    "remarks": ("机构之间的提醒：{count} 条", "Noticed across stations: {count}"),
    "failures": ("无法评估：{count} 个文件", "Could not be judged: {count:file|files}"),
    "more-errors": ("（另有 {count} 处错误）", " (and {count:more error|more errors})"),
    "grouped": (
        "{count} 个文件 [{code}] {title}：{files}",
        "{count:file|files} [{code}] {title}: {files}",
    ),
    "of-station": ("{title}（{station}）", "{title} ({station})"),
    "listed": ("机构 {shown}/{count} 家，{by}", "Stations, {by}: {shown} of {count}"),
    "listed-failed": (
        "未通过门槛的机构 {shown}/{count} 家，{by}",
        "Stations that failed a gate, {by}: {shown} of {count}",
    ),
    "by-index": ("总分低的在前", "lowest index first"),
    "by-rank": ("按名次", "by rank"),
    "by-name": ("按名称", "by name"),
    "by-file": ("按文件", "by file"),
    "by-red-lines": ("红线未达标多的在前", "most red lines missed first"),
    "gates": ("门槛：{gates}", "Gates: {gates}"),
    "counts": (
        "{files} 个文件 = 已评估 {stations} + 无法评估 {failures}",
        "{files:file|files} = {stations} judged + {failures} that could not be",
    ),
    "unread": (
        "无法评估 {failures}/{files} 个文件：{codes}",
        "could not be judged, {failures} of {files:file|files}: {codes}",
    ),
    "levels": ("等级分布：{levels}", "Levels: {levels}"),
    "withheld": ("没有总分、不评定等级的 {count} 家", "No index and no level: {count}"),
    # --- while it runs ---------------------------------------------------------------------------
    "judging": ("评估", "Judging"),
    "rate": ("{rate} 份/秒", "{rate}/s"),
    "so-far": ("已完成 {count}/{total}", "{count} of {total} done"),
    "reports-passed-over": (
        "跳过 {count} 个本程序写出的报告：{files}",
        "{count:report|reports} passed over: {files}",
    ),
    "earlier-years": (
        "同一机构另有更近年度的问卷，{count} 份往年的没有计入：{files}",
        "{count:workbook|workbooks} of earlier years not counted: {files}",
    ),
    "wrote-reports": ("已在 {folder} 写出 {count} 份差距报告", "wrote {count:gap report|gap reports} to {folder}"),
    "resumed": (
        "{count} 份问卷没有变化，沿用以前的结果",
        "{count:workbook is|workbooks are} unchanged: taken from the earlier report",
    ),
    "alias-station": ("机构{number}", "Station {number}"),
    "alias-file": ("文件{number}", "File {number}"),
    "alias-answer": ("代号{number}", "Alias {number}"),
}
