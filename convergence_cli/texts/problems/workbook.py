"""Problems of a workbook as a whole: its origin, its sheets, rows and columns."""

WORDS: dict[str, tuple[str, str]] = {
    "file-damaged": ("文件损坏，读不出来：{found}", "the file is damaged and cannot be read: {found}"),
    "file-damaged/hint": (
        "用 WPS 或 Excel 打开后另存为 xlsx 再试",
        "open it in WPS or Excel, save it as xlsx and try again",
    ),
    "file-damaged/title": ("文件损坏", "A damaged file"),
    "file-damaged/why": (
        "结构完好但内容解析不了，常见于转换工具生成的文件。",
        "It is whole, and yet its content cannot be parsed, as with some converters.",
    ),
    "not-a-questionnaire": (
        "这不是自评问卷：没有“机构信息”和“问卷”工作表，只有“{found}”",
        "this is no questionnaire: it has neither a Station nor a Questions sheet, only “{found}”",
    ),
    "not-a-questionnaire/hint": (
        "如属误收，移出文件夹即可；如是问卷，请补回缺少的工作表后重新提交",
        "if it came here by mistake, move it elsewhere; if it is a questionnaire, put the missing sheets back",
    ),
    "not-a-questionnaire/title": ("不是自评问卷", "Not a questionnaire"),
    "not-a-questionnaire/why": (
        "文件里没有问卷的版本信息，也没有任何工作表像“机构信息”或“问卷”，多半是别的表格，因此没有逐项检查。",
        "It does not say that it was made by convergence, and no sheet of it looks like Station or Questions: it is probably something else, and was not examined any further.",
    ),
    "more-of-the-same": (
        "另有 {count} 处同样的“{code}”，没有逐一列出",
        "{count} more of “{code}” are not listed one by one",
    ),
    "more-of-the-same/hint": (
        "先改正已列出的，再检查一次",
        "mend those that are listed, and check again",
    ),
    "more-of-the-same/title": ("同样的问题太多", "Too many of a kind"),
    "more-of-the-same/why": (
        "同一种问题最多逐一列出 2,000 处，其余只计数。这么多多半是同一个原因，例如整列填错了位置。",
        "The first 2,000 of a kind are listed, the others counted. So many often have one cause, such as a column in the wrong place.",
    ),
    "rows-not-read": (
        "错误太多，从此行起的 {count} 行没有读取",
        "too much is wrong: {count:row|rows} from here on not read",
    ),
    "rows-not-read/hint": (
        "先改正已列出的，再检查一次",
        "mend those that are listed, and check again",
    ),
    "rows-not-read/title": ("其余各行没有读取", "Rows not read"),
    "rows-not-read/why": (
        "一份问卷的错误超过 10,000 处时，表格其余各行不再逐格检查，只报有多少行。改正以前，这份问卷不会得分。",
        "Where a workbook has more than 10,000 errors, the rows of tables that are left are not examined, but only counted. It gets no score before they are mended.",
    ),
    "no-identity": (
        "问卷中没有版本信息，按编号读取",
        "the workbook does not say what it was made for; read by its ids",
    ),
    "no-identity/hint": (
        "最好用 convergence template 生成的问卷填报",
        "better fill in a questionnaire from convergence template",
    ),
    "no-identity/title": ("问卷没有版本信息", "A workbook without identity"),
    "no-identity/why": (
        "多半是把内容复制到了新建的表里，隐藏的版本信息没有跟过来。只要编号还在，就能照常读取。",
        "The content was probably copied into a new workbook without the hidden sheet. It is read all the same, by its ids.",
    ),
    "other-framework": ("这是另一个指标体系“{found}”的问卷", "this workbook belongs to another framework, “{found}”"),
    "other-framework/hint": (
        "本次使用 {expected}；用 --rubrics {found} 评估，或换问卷",
        "this run uses {expected}; assess it with --rubrics {found}, or use the right form",
    ),
    "other-framework/title": ("另一个指标体系的问卷", "Another framework's workbook"),
    "other-framework/why": (
        "编号属于别的指标体系，按本体系计分毫无意义，因此拒绝。",
        "Its ids belong elsewhere, and a score by this framework would mean nothing.",
    ),
    "other-version": (
        "问卷是 {found} 版，当前指标体系是 {expected} 版，不能直接读",
        "made for version {found}; the framework is at {expected}",
    ),
    "other-version/hint": (
        "可以对应的版本：{known}；比程序新的问卷请升级程序后再读",
        "versions with a way to this one: {known}; for a newer workbook, install a newer convergence",
    ),
    "other-version/title": ("版本无法对应", "A version without a way"),
    "other-version/why": (
        "指标体系没有写明从这个版本怎么对应到当前版本，或问卷比程序还新。强行读取会把答案归错地方。",
        "The framework does not say how that version maps to this one, or the workbook is newer than the program. Answers could go to the wrong place.",
    ),
    "older-version": (
        "问卷是 {found} 版，按版本对照读成 {expected} 版",
        "made for version {found}, read as {expected} by the version map",
    ),
    "older-version/hint": (
        "用 convergence migrate 可生成新版问卷，答案自动带入",
        "convergence migrate writes a questionnaire of this version with the answers in it",
    ),
    "older-version/title": ("旧版问卷", "An earlier version"),
    "older-version/why": (
        "按指标体系的版本对照读取：改名的题目自动归位，拆分、取消的题目逐一列出，新增的题目按未填报处理。",
        "Read by the framework's version map: renamed questions find their place, split and retired ones are named, new ones count as unanswered.",
    ),
    "newer-version": ("问卷是 {found} 版，按 {expected} 版读取", "made for version {found}, read as {expected}"),
    "newer-version/hint": ("新增的题目按未填报处理", "questions that are new count as unanswered"),
    "newer-version/title": ("同系列的其他版本", "Another version of the same series"),
    "newer-version/why": (
        "同一系列内编号不变，答案可以直接读。",
        "Within a series ids stay the same, so answers are read as they are.",
    ),
    "framework-changed": (
        "问卷生成后，同一版本（{version}）的指标体系文件又改动过",
        "the framework's files were changed within version {version} after this workbook was made",
    ),
    "framework-changed/hint": ("编号仍按原样读取", "answers are read by their ids all the same"),
    "framework-changed/title": ("同一版本的文件改动过", "Files changed within a version"),
    "framework-changed/why": (
        "问卷生成后，指标体系的文件有改动但版本号没变，题目可能略有不同。",
        "The framework's files were edited after the workbook was made, its version was not: questions may differ a little.",
    ),
    "no-question-sheet": ("找不到“问卷”工作表", "there is no question sheet"),
    "no-question-sheet/hint": (
        "应有一张表的表头含“编号”和“填报值”",
        "one sheet must have a header row with ID and Answer",
    ),
    "no-question-sheet/title": ("找不到问卷工作表", "No question sheet"),
    "no-question-sheet/why": (
        "没有任何一张工作表的表头同时含“编号”和“填报值”，无从读取答案。",
        "No sheet has a header with both ID and Answer, so there is nothing to read.",
    ),
    "no-station-sheet": ("找不到“机构信息”工作表", "there is no station sheet"),
    "no-station-sheet/hint": (
        "从空白问卷中把“机构信息”复制过来并填写",
        "copy the Station sheet from a blank questionnaire and fill it in",
    ),
    "no-station-sheet/title": ("找不到机构信息", "No station sheet"),
    "no-station-sheet/why": (
        "机构层级决定哪些题目在范围内、按什么标准计分，缺了就无法评估。",
        "The station's level decides what is asked and how it is scored; without it nothing can be judged.",
    ),
    "sheet-misspelt": ("按“{read}”读取", "read as “{read}”"),
    "sheet-misspelt/hint": ("", ""),
    "sheet-misspelt/title": ("工作表改过名", "A sheet with another name"),
    "sheet-misspelt/why": (
        "名称不完全一致，但足够接近，或表头对得上，按它读取。",
        "Its name is close enough, or its header fits, so it is read.",
    ),
    "header-misspelt": ("表头“{found}”按“{read}”读取", "the header “{found}” was read as “{read}”"),
    "header-misspelt/hint": ("", ""),
    "header-misspelt/title": ("表头写法不同", "A header with another spelling"),
    "header-misspelt/why": (
        "表头不完全一致，但足够接近，按它读取。",
        "It is close enough to the one that is wanted, so it is read.",
    ),
    "column-twice": ("表头“{found}”出现了两次", "the header “{found}” stands twice"),
    "column-twice/hint": ("留下一列，改掉另一列的表头", "keep one and rename the other"),
    "column-twice/title": ("表头重复", "A header stands twice"),
    "column-twice/why": ("两列同名，不知道该读哪一列。", "Two columns share it, and nobody knows which one counts."),
    "column-missing": ("没有“{column}”一列", "there is no column “{column}”"),
    "column-missing/hint": ("从空白问卷中把这一列补回来", "bring it back from a blank questionnaire"),
    "column-missing/title": ("缺列", "A column is missing"),
    "column-missing/why": (
        "这一列被删掉了，其中的内容按空白处理。",
        "It was deleted; what stood there counts as blank.",
    ),
    "column-not-read": ("“{column}”一列有内容，没有读取", "the column “{column}” holds something and is not read"),
    "column-not-read/hint": (
        "如果是答案，请填到问卷原有的列",
        "if these are answers, move them to a column of the questionnaire",
    ),
    "column-not-read/title": ("有一列没有读", "A column that is not read"),
    "column-not-read/why": (
        "可以增加自己的列，程序不读；如果这里填的是答案，就需要挪到相应的列。",
        "Columns of your own are welcome and are not read; if this one holds answers, they belong elsewhere.",
    ),
    "sheet-not-read": ("这张工作表有内容，没有读取", "this sheet holds something and is not read"),
    "sheet-not-read/hint": (
        "如果其中有答案，请填到原来的工作表",
        "if it holds answers, move them to the sheet that asks for them",
    ),
    "sheet-not-read/title": ("有一张工作表没有读", "A sheet that is not read"),
    "sheet-not-read/why": (
        "可以增加自己的工作表，程序不读；如果这是改了名或复制出来的问卷，答案就没有计入。",
        "Sheets of your own are welcome and are not read; if this is a copy of the questionnaire, its answers do not count.",
    ),
    "row-missing": ("没有 {id} 这一行，按未填报处理", "there is no row {id}; it counts as unanswered"),
    "row-missing/hint": ("从空白问卷中把这一行补回来", "bring it back from a blank questionnaire"),
    "row-missing/title": ("缺行", "A row is missing"),
    "row-missing/why": (
        "这一题的行被删掉了，按未填报处理。",
        "The row of this question was deleted; it counts as unanswered.",
    ),
    "table-missing": ("没有“{table}”的工作表，按未填报处理", "there is no sheet “{table}”; it counts as unanswered"),
    "table-missing/hint": ("从空白问卷中把这张表复制回来", "copy the sheet back from a blank questionnaire"),
    "table-missing/title": ("缺少一张表", "A table's sheet is missing"),
    "table-missing/why": (
        "由这张表计算的指标都按未填报处理。",
        "Every indicator that is computed from it counts as unanswered.",
    ),
    "questions-new": (
        "{version} 版新增 {count} 题，按未填报处理：{ids}",
        "version {version} asks {count:new question|new questions}, unanswered here: {ids}",
    ),
    "questions-new/hint": (
        "用 convergence migrate 生成新版问卷补填",
        "fill them in in a questionnaire from convergence migrate",
    ),
    "questions-new/title": ("新增的题目", "New questions"),
    "questions-new/why": (
        "问卷是旧版，没有这些题目，按未填报处理。",
        "The workbook is of an earlier version and does not ask them; they count as unanswered.",
    ),
    "id-renamed": ("{found} 现在的编号是 {id}", "{found} is {id} today"),
    "id-renamed/hint": ("", ""),
    "id-renamed/title": ("题目改了编号", "A renamed question"),
    "id-renamed/why": (
        "旧版问卷的编号在当前版本中换了名字，题目没变，答案照读。",
        "The question has a new id in this version; it is the same question, and its answer is read.",
    ),
    "id-split": ("{id} 已拆分为 {ids}，“{found}”没有读入", "{id} was split into {ids}; “{found}” is not read"),
    "id-split/hint": ("请重新填写拆分后的各题", "answer the new questions"),
    "id-split/title": ("题目拆成了几题", "A question that was split"),
    "id-split/why": (
        "旧版一题在当前版本中拆成几题，原来的答案不能直接套用，迁移时写入新题的备注供参考。",
        "Several questions ask for it today; the old answer fits none of them, and is put into their notes when the workbook is migrated.",
    ),
    "id-retired": ("{id} 已取消，“{found}”没有读入：{why}", "{id} is retired and “{found}” is not read: {why}"),
    "id-retired/hint": ("", ""),
    "id-retired/title": ("题目已取消", "A retired question"),
    "id-retired/why": (
        "当前版本不再问这一题，答案没有去处，在此列出以免无声丢失。",
        "This version does not ask it; the answer has no place, and is named so that it is not lost in silence.",
    ),
    "option-retired": (
        "{id} 已没有这个选项，“{found}”没有读入：{why}",
        "{id} has no such option any more and “{found}” is not read: {why}",
    ),
    "option-retired/hint": ("按说明另行填写", "answer it as the explanation says"),
    "option-retired/title": ("选项已取消", "A retired option"),
    "option-retired/why": (
        "旧版问卷有这个选项，当前版本没有。所填内容（表格中为整行）没有去处，在此列出以免无声丢失。",
        "The earlier version had this option and this one does not. The answer (in a table, the whole row) has no place, "
        "and is named so that it is not lost in silence.",
    ),
    "ids-differ": ("合并到 {id} 的几题答案不一致：“{found}”", "{id} merges answers that differ: “{found}”"),
    "ids-differ/hint": ("请重新填写 {id}", "answer {id} anew"),
    "ids-differ/title": ("合并的题目答案不一致", "Merged questions with different answers"),
    "ids-differ/why": (
        "旧版的几题合成一题，几个答案不一样，不知道取哪个，按未填报处理。",
        "One question asks today for what several asked, and their answers differ: it counts as unanswered.",
    ),
    "question-changed": ("{id} 的问法有变化：{why}", "{id} is asked differently: {why}"),
    "question-changed/hint": ("请核对这一答案", "please check the answer"),
    "question-changed/title": ("题目的问法变了", "A question that is asked differently"),
    "question-changed/why": (
        "编号没变，但口径或选项有调整，去年的答案可能不再准确。",
        "Its id is the same, what counts is not: last year's answer may no longer be right.",
    ),
    "answer-not-asked": (
        "新问卷不问 {id}，“{found}”没有带过去",
        "the new questionnaire does not ask {id}; “{found}” was not carried over",
    ),
    "answer-not-asked/hint": ("", ""),
    "answer-not-asked/title": ("新问卷里没有这一题", "Not in the new questionnaire"),
    "answer-not-asked/why": (
        "按机构层级或所选板块，新问卷不问这一题，原来的答案没有带过去。",
        "By the station's level or the chosen chapter it is not asked, and its answer was not carried over.",
    ),
    "form-is-part": (
        "这是“{who}”填报的一册，其余题目由其他部门填报",
        "this is the part of one department ({who}); the other questions are asked of others",
    ),
    "form-is-part/hint": (
        "各部门交齐后用 convergence merge 文件夹 -o 汇总.xlsx 合成一份，再评估",
        "put the parts together with convergence merge FOLDER -o WHOLE.xlsx, and judge the whole",
    ),
    "form-is-part/title": ("一个部门填报的一册", "The part of one department"),
    "form-is-part/why": (
        "一册只有一个部门的题目，可以检查，但不能单独评估：其余题目不是没有填，只是不在这一册里。",
        "It holds the questions of one department. It can be checked and not judged: the others are not blank, they stand "
        "elsewhere.",
    ),
    "merge-conflict": (
        "{question}：{first} 是“{one}”，{second} 是“{other}”",
        "{question}: {first} says “{one}”, {second} says “{other}”",
    ),
    "merge-conflict/hint": (
        "核对后改成一致，或用 --prefer 指定以哪一份为准",
        "make them agree, or say with --prefer which copy is right",
    ),
    "merge-conflict/title": ("两份问卷的答案不同", "Two copies give different answers"),
    "merge-conflict/why": (
        "不同部门对同一题给出了不同的答案，程序不替您选择。",
        "Departments answered the same question differently, and the program does not choose.",
    ),
    "merge-joined-evidence": (
        "{question}：{first} 和 {second} 的佐证都保留",
        "{question}: the evidence of {first} and {second} was both kept",
    ),
    "merge-joined-evidence/hint": ("", ""),
    "merge-joined-evidence/title": ("两份佐证合在一起", "Two pieces of evidence were joined"),
    "merge-joined-evidence/why": (
        "两份问卷都写了佐证且不同，合并后都保留，分两行写在同一格。",
        "Both copies name evidence, and differ: both are kept, a line each, in one cell.",
    ),
    "merge-joined-note": (
        "{question}：{first} 和 {second} 的备注都保留",
        "{question}: the notes of {first} and {second} were both kept",
    ),
    "merge-joined-note/hint": ("", ""),
    "merge-joined-note/title": ("两份备注合在一起", "Two notes were joined"),
    "merge-joined-note/why": (
        "两份问卷都写了备注且不同，合并后都保留，分两行写在同一格。",
        "Both copies have a note, and differ: both are kept, a line each, in one cell.",
    ),
}
