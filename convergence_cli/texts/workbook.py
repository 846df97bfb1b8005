"""Words of the questionnaire workbook: sheets, headers (with the aliases that reading accepts), guide, prompts."""

WORDS: dict[str, tuple[str, str]] = {
    # --- sheets ----------------------------------------------------------------------------------
    "sheet-guide": ("填报说明", "Guide"),
    "sheet-station": ("机构信息", "Station"),
    "sheet-questions": ("问卷", "Questions"),
    "sheet-progress": ("完整度", "Progress"),
    "sheet-check": ("检查结果", "Check"),
    "sheet-table": ("表-{title}", "Table-{title}"),
    # --- headers ---------------------------------------------------------------------------------
    "id": ("编号", "ID"),
    "measure": ("措施", "Measure"),
    "question": ("问题", "Question"),
    "options": ("单位或选项", "Unit or options"),
    "answer": ("填报值", "Answer"),
    "evidence": ("佐证材料（文件名、链接或文号）", "Evidence (file, link or document number)"),
    "reason": ("不适用原因", "Not-applicable reason"),
    "note": ("备注", "Note"),
    "hint": ("填报口径与佐证要求", "Criteria and evidence"),
    "who": ("填报部门", "Who answers"),
    "row": ("条目", "Item"),
    "confirm-empty": ("确认没有可填写的内容", "Confirmed: nothing to list"),
    "total": ("合计", "Total"),
    # --- cells -----------------------------------------------------------------------------------
    "yes": ("是", "Yes"),
    "no": ("否", "No"),
    "none": ("无", "None"),
    "computed": ("由“{table}”自动计算，此处不填", "Computed from “{table}”: leave blank"),
    "who-answers": ("填报部门：{who}", "Who answers: {who}"),
    "red-line": ("【红线】", "[Red line] "),
    "new": ("【新增】", "[New] "),
    "changed": ("【有变化】", "[Changed] "),
    "changed-how": ("与上次不同：{why}", "Different from last time: {why}"),
    "last-time": ("上次填报（{id}）：{found}", "Last time ({id}): {found}"),
    "merged-question": ("“{title}”（{id}）", "“{title}” ({id})"),
    "merged-target": ("“{title}”的{year}", "“{title}”, {year}"),
    "merged-cell": ("《{table}》“{row}”的“{column}”", "{table}, “{row}”, {column}"),
    "guide-carried": (
        "蓝色字是从上一份问卷带过来的，请逐项核对；题目前的【新增】【有变化】是与上一份的区别",
        "Blue: carried over from an earlier questionnaire, to be checked one by one; [New] and [Changed] mark questions",
    ),
    "evidence-wanted": ("佐证：{hint}", "Evidence: {hint}"),
    "evidence-optional": ("佐证（选填）：{hint}", "Evidence (optional): {hint}"),
    "not-scored": ("只作了解，不计分", "For information; not scored"),
    "lapsed-full": ("填写不适用原因的，按满分计", "With a reason why it is not applicable it counts as full points"),
    "lapsed-zero": ("填写不适用原因的，按 0 分计", "With a reason why it is not applicable it counts as zero points"),
    "evidence-by-option": (
        "每勾选一项，在下面该项的行里写明佐证材料",
        "Each option that you choose takes evidence of its own, in its row below",
    ),
    "evidence-of-option": ("此项佐证：", "Evidence for:"),
    "sheet-targets": ("自定目标", "Own targets"),
    "aim": ("指标体系的目标", "Target of the framework"),
    "target-0": ("评估年度目标", "Target for the year assessed"),
    "target-1": ("下一年目标", "Target for the next year"),
    "target-2": ("第三年目标", "Target for the third year"),
    "about-targets": (
        "本表选填：可为任何一项指标自定年度目标，与填报值用同样的写法；不设目标就空着。自定目标不影响得分、结论和等级，"
        "只在报告中与实际对照。",
        "Optional: set a target of your own for any indicator and year, written as its answer is; leave blank where there is "
        "none. Targets of your own change no score, outcome or level; reports hold them against the answers.",
    ),
    "aim-points": ("{points} 分", "{points} points"),
    "aim-least": ("不低于 {answer}", "at least {answer}"),
    "aim-from": ("不早于 {answer}", "from {answer} on"),
    "aim-until": ("不晚于 {answer}", "until {answer}"),
    "aim-most": ("不高于 {answer}", "at most {answer}"),
    "aim-answer": ("{answer}（{points}）", "{answer} ({points})"),
    "target-many-of": (
        "（填字母，如 AC；也可以填目标分数，0 到 100）",
        "(by letter, such as AC, or the points aimed at, 0 to 100)",
    ),
    "required": ("必填", "Required"),
    "many-of": (
        "多选，填字母，如 AC；一项都没有填“无”",
        "Choose all that hold, by letter, such as AC; None if none does",
    ),
    "confirm-hint": (
        "如本表确实没有可填的内容，请在左边选“是”；空着表示尚未填报",
        "If there is truly nothing to list, choose Yes; left blank, the table counts as not yet filled in",
    ),
    "fixed-hint": (
        "各行已经列出，请逐行填写，不要增删行；空着的行表示尚未填报",
        "The rows are listed: fill in each, and add or remove none; a row left blank counts as not yet filled in",
    ),
    # --- prompts and errors of the cells ---------------------------------------------------------
    "prompt-percent": ("填百分数，如 55 或 55%", "A percentage, such as 55 or 55%"),
    "prompt-number": ("填数字{unit}", "A number{unit}"),
    "prompt-integer": ("填整数{unit}", "A whole number{unit}"),
    "prompt-money": ("填金额{unit}", "An amount{unit}"),
    "prompt-date": ("填日期，如 2025-03-01", "A date, such as 2025-03-01"),
    "prompt-list": ("从下拉列表中选择", "Choose from the list"),
    "prompt-text": ("填文字", "Text"),
    "in-unit": ("（单位：{unit}）", " (in {unit})"),
    "error-title": ("填报值不符合要求", "Not an accepted answer"),
    "error-range": ("只接受 {low} 到 {high} 之间的数值", "Only values from {low} to {high} are accepted"),
    "error-list": ("请从下拉列表中选择", "Please choose from the list"),
    "error-date": ("请填日期，如 2025-03-01", "Please enter a date, such as 2025-03-01"),
    # --- the sheet of problems in a marked copy ---
    "check-severity": ("级别", "Severity"),
    "check-asked": ("题目", "Question"),
    "check-place": ("位置", "Place"),
    "check-message": ("问题", "Problem"),
    "check-hint": ("处理办法", "What to do"),
    "check-more": (
        "另有 {count} 处没有标出；先改正这里列出的，再检查一次",
        "{count} more not marked; mend those that are listed here, and check again",
    ),
    # --- progress --------------------------------------------------------------------------------
    "progress-title": ("填报完整度", "How much is filled in"),
    "progress-chapter": ("板块", "Chapter"),
    "progress-asked": ("题数", "Questions"),
    "progress-answered": ("已填（含不适用）", "Answered (or not applicable)"),
    "progress-share": ("完整度", "Share"),
    "progress-department": ("填报部门", "Department"),
    "progress-question": ("题目", "Question"),
    "progress-filled": ("已填", "Filled in"),
    "progress-excluded": ("不在范围", "Out of scope"),
    "progress-tables": ("表格", "Tables"),
    "progress-rows": ("已填行数", "Rows filled in"),
    "progress-note": (
        "本表只统计填了多少，不计分；由表格计算的题目，所用的表和题都填了才算已填。",
        "This sheet counts answers and scores nothing; what is computed counts once all that it is computed from is there.",
    ),
    # --- guide -----------------------------------------------------------------------------------
    "guide-version": ("指标体系 {id}，版本 {version}", "Framework {id}, version {version}"),
    "guide-purpose": (
        "本问卷供机构对照上述文件自评，结果用于查找差距、安排工作。",
        "With this questionnaire a station assesses itself against that document; the result shows gaps and orders the work.",
    ),
    "guide-part": (
        "本册由“{who}”填报，只含这个部门的题目和表格；其他部门的在各自的册子里。机构信息由“{first}”填写。",
        "This is the part of: {who}. It holds the questions and tables of this department alone; others have parts of their "
        "own. What the station is, is filled in by: {first}.",
    ),
    "guide-how": ("怎么填", "How to fill it in"),
    "guide-1": (
        "1. 先填“机构信息”，再填“问卷”，最后填各张表。“填报部门”一栏写明由谁填，可以按它筛选。",
        "1. Begin with Station, then Questions, then the tables. “Who answers” names the department; filter by it.",
    ),
    "guide-2": (
        "2. 黄色单元格填写，其他单元格已锁定（没有密码）。灰色的“自动计算”不用填，由表格算出。",
        "2. Fill in the yellow cells; the others are locked (no password). Grey ones are computed from the tables.",
    ),
    "guide-3": (
        "3. 没有的填 0 或“否”“无”；空着表示还没有填报。空白、零和不适用是三回事。",
        "3. Where there is none, answer 0, No or None; blank means not yet answered. Blank, zero and not applicable differ.",
    ),
    "guide-4": (
        "4. 百分数直接填 55 或 55%；金额按题目所注单位填写；日期填 2025-03-01。",
        "4. Type percentages as 55 or 55%, amounts in the unit given, dates as 2025-03-01.",
    ),
    "guide-5": (
        "5. 确实不适用的题目，在“不适用原因”中选择原因，填报值留空。没有原因可选的题目一律适用。",
        "5. Where a question does not apply, choose a reason and leave the answer blank. With no reason offered, it applies.",
    ),
    "guide-6": (
        "6. 佐证材料写文件名、链接或文号，审核时会查看。没有佐证的填报值不计入“有佐证得分”。",
        "6. Name evidence by file, link or document number. Answers without it do not count in the evidenced score.",
    ),
    "guide-7": (
        "7. 可以增加列、调整行的顺序、粘贴自己的表格，但不要改动编号和表头。",
        "7. You may add columns, reorder rows and paste from your own sheets, but leave IDs and headers as they are.",
    ),
    "guide-colours": ("颜色", "Colours"),
    "guide-yellow": ("需要填写", "To be filled in"),
    "guide-grey": ("自动计算或仅供阅读", "Computed, or for reading only"),
    "guide-work": ("谁来填、要多久", "Who fills it in, and how long it takes"),
    "guide-work-one": (
        "{who}：{questions} 个问题、{tables} 张表，约 {hours} 小时",
        "{who}: {questions:question|questions}, {tables:table|tables}, about {hours:hour|hours}",
    ),
    "guide-work-untimed": (
        "{who}：{questions} 个问题、{tables} 张表",
        "{who}: {questions:question|questions}, {tables:table|tables}",
    ),
    "guide-work-all": ("合计", "In all"),
    "guide-work-rest": ("未指定部门", "No department named"),
    "guide-work-minutes": (
        "按每个问题 {question} 分钟、每张表 {table} 分钟估计，含准备佐证；由表格计算的不用填，不计。",
        "Estimated at {question:minute|minutes} a question and {table:minute|minutes} a table, evidence included; what is "
        "computed from tables is not typed, and not counted.",
    ),
    "guide-due": ("请于右边所写的日期以前填好交回：", "Wanted back by the day at the right:"),
    "guide-evidence": ("什么算佐证", "What counts as evidence"),
    "guide-evidence-text": (
        "正式印发的文件、系统后台截图（含日期）、合同、会议纪要、统计报表等，能由他人核对；口头说明和计划不算。"
        "批示、内部文件和带姓名、证件号的名单不要附，也不要摘录，只写登记号和日期。",
        "Issued documents, dated screenshots of a back office, contracts, minutes, statistics: what another can verify. "
        "Statements and plans are not evidence. Never attach or quote instructions of leaders, internal papers or lists "
        "with names and identity numbers: give their register number and date.",
    ),
    "guide-then": ("填完之后", "When it is filled in"),
    "guide-then-part": (
        "保存为 xlsx 交回。各部门交来的放进一个文件夹，运行 convergence merge 文件夹 -o 汇总.xlsx 合成一份；缺哪个部门会列出来。",
        "Save it as xlsx and hand it in. The parts are put into a folder, and convergence merge FOLDER -o WHOLE.xlsx makes them "
        "one, and says which department is missing.",
    ),
    "guide-then-text": (
        "保存为 xlsx，运行 convergence assess 文件名.xlsx，即得差距报告。",
        "Save it as xlsx and run: convergence assess FILE.xlsx",
    ),
}

# Other spellings that the reader accepts for a header, beside both languages above.
ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("指标编号", "题号", "code", "indicator"),
    "answer": ("填报", "答案", "回答", "填写", "value"),
    "evidence": ("佐证材料", "佐证", "证明材料", "evidence"),
    "reason": ("不适用", "不适用理由", "not applicable", "n/a"),
    "note": ("说明", "notes", "remark", "remarks"),
}
