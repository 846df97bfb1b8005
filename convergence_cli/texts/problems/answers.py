"""Problems of single answers, and how answers were read."""

WORDS: dict[str, tuple[str, str]] = {
    "profile-missing": ("“{question}”没有填", "“{question}” is not answered"),
    "profile-missing/hint": (
        "这一项必填，决定按什么标准计分",
        "it is required: it decides what is asked and how it is scored",
    ),
    "profile-missing/title": ("必填信息没有填", "A required answer is missing"),
    "profile-missing/why": (
        "这些信息决定题目范围和计分标准，空着无法评估。",
        "They decide what is asked and how it is scored; left blank, nothing can be judged.",
    ),
    "duplicate-id": ("编号 {id} 出现了两次，前一次在 {first}", "the id {id} stands twice; first in {first}"),
    "duplicate-id/hint": ("只保留一行", "keep one row"),
    "duplicate-id/title": ("同一编号有两行", "Two rows of one id"),
    "duplicate-id/why": (
        "同一题有两行，不知道以哪一行为准。",
        "A question has two rows, and nobody knows which one counts.",
    ),
    "unknown-id": ("没有编号“{found}”", "there is no id “{found}”"),
    "unknown-id/hint": ("最接近的是“{nearest}”；编号不要改动", "nearest: “{nearest}”; leave ids as they are"),
    "unknown-id/title": ("编号不存在", "An unknown id"),
    "unknown-id/why": (
        "编号被改动过，这一行的答案无法归属。",
        "The id was changed, and the row's answer belongs nowhere.",
    ),
    "row-title-changed": (
        "{id} 这一行的条目是“{expected}”，这里写的是“{found}”",
        "row {id} is “{expected}”, and here it says “{found}”",
    ),
    "row-title-changed/hint": ("从空白问卷中把条目复制回来", "copy the title back from a blank questionnaire"),
    "row-title-changed/title": ("固定行的条目被改动", "A fixed row was changed"),
    "row-title-changed/why": (
        "编号和条目说的不是同一行，不知道填的内容属于哪一行。",
        "Id and title speak of two rows, and nobody knows which of them was answered.",
    ),
    "answer-without-id": ("填了“{found}”，但这一行没有编号", "“{found}” was typed in a row without an id"),
    "answer-without-id/hint": ("把编号补回这一行，或删去多余的内容", "bring the id back, or remove what was typed"),
    "answer-without-id/title": ("填在没有编号的行", "An answer without an id"),
    "answer-without-id/why": (
        "这一行没有编号，填的内容不知道属于哪一题；为免丢失，作为错误报出。",
        "The row has no id, so what was typed belongs to no question; it is an error, so that it is not lost.",
    ),
    "answer-and-reason": ("{id} 既有填报值又填了不适用原因", "{id} has both an answer and a not-applicable reason"),
    "answer-and-reason/hint": ("二者只能留一个", "keep one of the two"),
    "answer-and-reason/title": ("既有答案又填了不适用", "Both an answer and a reason"),
    "answer-and-reason/why": ("两者矛盾：有答案说明适用。", "They contradict each other: what is answered applies."),
    "nothing-to-compute": (
        "{tables}中没有可供计算的内容，{id} 按指标体系的规定{what}",
        "{tables} has nothing to compute {id} from: {what}, as the framework says",
    ),
    "nothing-to-compute/hint": (
        "确实没有的不用改；有内容漏填的，在表中补上",
        "nothing to do where there is nothing; what was left out, add to the table",
    ),
    "nothing-to-compute/title": ("没有可供计算的内容", "Nothing to compute from"),
    "nothing-to-compute/why": (
        "表格已确认没有可填内容，或填了的各行都不在计算范围内。算不出数不等于没有填报，如何计分由指标体系写明。",
        "The table was confirmed to have nothing to list, or none of its rows counts here. That is not the same as a "
        "blank, and the framework says what it means.",
    ),
    "answer-out-of-scope": (
        "{id} 不在本机构的范围内，填报值“{found}”不计分",
        "{id} is out of scope for this station; “{found}” is not scored",
    ),
    "answer-out-of-scope/hint": ("核对机构信息中的层级", "check the level on the Station sheet"),
    "answer-out-of-scope/title": ("不在范围内的题目填了答案", "An answer out of scope"),
    "answer-out-of-scope/why": (
        "按机构层级或职责，这一题不计分；答案保留但不影响得分。",
        "By the station's level or duties it is not scored; the answer is kept and changes nothing.",
    ),
    "typed-over-computed": (
        "{id} 由表格计算，填写的“{found}”不采用",
        "{id} is computed from a table; “{found}” is not used",
    ),
    "typed-over-computed/hint": ("在相应的表中修改数据", "change the data in its table"),
    "typed-over-computed/title": ("在自动计算处填了内容", "Typed over a computed answer"),
    "typed-over-computed/why": (
        "这一题由表格计算，手填的数与表格不一致时无从判断，因此不采用。",
        "It is computed from a table; a typed number that differs could not be explained, so it is not used.",
    ),
    "reason-not-permitted": ("{id} 不接受不适用原因“{found}”", "{id} does not accept the reason “{found}”"),
    "reason-not-permitted/hint": (
        "是否想填“{nearest}”；可选：{known}",
        "did you mean “{nearest}”; choose from: {known}",
    ),
    "reason-not-permitted/title": ("不适用原因不对", "A reason that is not accepted"),
    "reason-not-permitted/why": (
        "每道题能用的不适用原因是固定的，其他原因不能免除计分。",
        "Each question accepts certain reasons; no other exempts from it.",
    ),
    "reason-never": (
        "{id} 对所有机构都适用，不能填“{found}”",
        "{id} applies to every station; “{found}” is not accepted",
    ),
    "reason-never/hint": ("没有的填 0 或否", "where there is none, answer 0 or No"),
    "reason-never/title": ("这一题不能填不适用", "It always applies"),
    "reason-never/why": ("政策对所有机构都有此要求。", "The policy asks it of every station."),
    "error-cell": ("单元格是错误值 {found}", "the cell shows the error {found}"),
    "error-cell/hint": ("改正公式，或直接填数值", "mend the formula, or type the value"),
    "error-cell/title": ("错误值", "An error cell"),
    "error-cell/why": (
        "公式出错（如 #REF!、#DIV/0!），没有可读的结果。",
        "A formula failed (#REF!, #DIV/0!, …), and there is no result.",
    ),
    "formula-not-calculated": ("单元格里的公式没有算出结果", "the formula in this cell was never calculated"),
    "formula-not-calculated/hint": (
        "用 WPS 或 Excel 打开并保存一次，或直接填数值",
        "open and save the file in WPS or Excel, or type the value",
    ),
    "formula-not-calculated/title": ("公式没有结果", "An uncalculated formula"),
    "formula-not-calculated/why": (
        "文件由程序生成后没有用表格软件打开保存过，公式还没有算。程序从不替您计算公式。",
        "The file was written by a program and never saved by a spreadsheet program. Formulas are never evaluated here.",
    ),
    "placeholder": ("“{found}”不是答案", "“{found}” is no answer"),
    "placeholder/hint": (
        "没有的填 0 或“否”；不适用在“不适用原因”中选；还不知道就留空",
        "none: 0 or No; not applicable: choose a reason; not known yet: leave it blank",
    ),
    "placeholder/title": ("占位符不是答案", "A placeholder is no answer"),
    "placeholder/why": (
        "“/”“—”“待定”之类既不是答案也不是空白，程序不猜：它可能表示没有、不知道或不适用，三者得分不同。",
        "“/”, “-” and “TBD” are neither an answer nor blank. They may mean none, unknown or not applicable, which score differently, and nobody guesses.",
    ),
    "not-a-number": ("“{found}”不是数字", "“{found}” is not a number"),
    "not-a-number/hint": (
        "只填数字，没有的填 0，文字写到备注中",
        "numbers only, 0 where there is none; words belong in the note",
    ),
    "not-a-number/title": ("不是数字", "Not a number"),
    "not-a-number/why": (
        "题目要数字，填的内容里有文字或范围，无法确定是多少。",
        "A number is wanted; words or a range leave open which.",
    ),
    "percent-in-number": ("这里要数字，不要百分数：“{found}”", "a number is wanted here, not a percentage: “{found}”"),
    "percent-in-number/hint": ("按题目所注单位填写", "use the unit of the question"),
    "percent-in-number/title": ("要数字却填了百分数", "A percentage where a number is wanted"),
    "percent-in-number/why": (
        "题目问的是数量，填百分数无法换算。",
        "The question asks how many; a percentage cannot be converted.",
    ),
    "not-whole": ("“{found}”不是整数", "“{found}” is not a whole number"),
    "not-whole/hint": ("填整数", "type a whole number"),
    "not-whole/title": ("不是整数", "Not a whole number"),
    "not-whole/why": ("数的是人、件、个，不会有小数。", "People and things are counted, and have no fractions."),
    "out-of-bounds": ("“{found}”超出范围 {low}–{high}", "“{found}” is outside {low} to {high}"),
    "out-of-bounds/hint": ("核对数值和单位", "check the number and its unit"),
    "out-of-bounds/title": ("超出合理范围", "Out of bounds"),
    "out-of-bounds/why": (
        "数值不可能这么大或这么小，多半是单位不对或多打了零。",
        "The number cannot be so large or so small: the unit is probably wrong, or there is a zero too many.",
    ),
    "not-yes-no": ("“{found}”不是“是”或“否”", "“{found}” is neither Yes nor No"),
    "not-yes-no/hint": ("从下拉列表中选择", "choose from the list"),
    "not-yes-no/title": ("不是“是”或“否”", "Neither yes nor no"),
    "not-yes-no/why": (
        "是否题只有两种答案；“部分”“基本”这类说法无法计分。",
        "There are two answers; “partly” cannot be scored.",
    ),
    "unknown-option": ("“{found}”不在选项中", "“{found}” is not one of the options"),
    "unknown-option/hint": ("是否想填“{nearest}”；可选：{known}", "did you mean “{nearest}”; choose from: {known}"),
    "unknown-option/title": ("不在选项中", "Not one of the options"),
    "unknown-option/why": (
        "填的内容与任何一个选项都不一致，也没有唯一接近的。",
        "It is none of the options, and not clearly close to one.",
    ),
    "not-a-date": ("“{found}”不是日期", "“{found}” is not a date"),
    "not-a-date/hint": ("填成 2025-03-01", "type it as 2025-03-01"),
    "not-a-date/title": ("不是日期", "Not a date"),
    "not-a-date/why": ("需要完整的年月日。", "A full date is wanted: year, month and day."),
    "control-characters": ("去掉了看不见的控制字符：“{found}”", "invisible control characters were dropped: “{found}”"),
    "control-characters/hint": ("", ""),
    "control-characters/title": ("去掉了看不见的字符", "Invisible characters were dropped"),
    "control-characters/why": (
        "从网页或其他软件粘贴时带进来的控制字符，不影响内容。",
        "Pasted from a page or another program; the content is unaffected.",
    ),
    "evidence-none": ("佐证栏的“{found}”按没有佐证读取", "“{found}” was read as no evidence"),
    "evidence-none/hint": (
        "有材料写文件名、链接或文号；没有就留空",
        "name a file, link or document number, or leave it blank",
    ),
    "evidence-none/title": ("佐证栏写了“无”", "“None” as evidence"),
    "evidence-none/why": (
        "“无”“/”“暂无”不是佐证材料，按没有佐证处理，不计入有佐证得分。",
        "“None”, “/” and the like are no evidence: the answer does not count in the evidenced score.",
    ),
    "evidence-earlier-year": (
        "佐证材料写的是 {found} 年，评估年度是 {year} 年",
        "the evidence names {found}, and the year assessed is {year}",
    ),
    "evidence-earlier-year/hint": (
        "换成 {year} 年的材料；以前印发、仍在执行的，写文号或注明“{year}年仍有效”",
        "name evidence of {year}; what was issued before and holds still takes its document number, or “in force in {year}”",
    ),
    "evidence-earlier-year/title": ("佐证不是评估年度的", "Evidence of an earlier year"),
    "evidence-earlier-year/why": (
        "带入上一年的问卷，佐证往往忘了更换。只写了评估年度以前的年份的，在这里提醒；〔2024〕这样的文号不算。",
        "In a form carried over from another year evidence is easily left as it was. Told is evidence that names years "
        "before the one assessed and no other; the year in a document number such as 〔2024〕 is none.",
    ),
    "date-outside-year": (
        "日期 {found} 不在评估年度 {year} 年内",
        "the date {found} is not in {year}, the year assessed",
    ),
    "date-outside-year/hint": (
        "只填 {year} 年内的；日期填错的改正",
        "list what belongs to {year}; mend the date if it is mistyped",
    ),
    "date-outside-year/title": ("日期不在评估年度", "Date outside the year assessed"),
    "date-outside-year/why": (
        "表中各行和日期题问的都是评估年度，别的年份的不应计入；按日期早晚计分的题目，只提醒晚于评估年度的。",
        "Rows and dates are asked of the year assessed; what is of another year does not belong there. Where points go by "
        "the day, only a later one is told.",
    ),
    "left-as-carried": (
        "{count} 处与上次填报完全一样：{listed}",
        "{count:answer or table stands|answers or tables stand} as last time: {listed}",
    ),
    "left-as-carried/hint": (
        "逐项核对；确实没有变化的可以不改",
        "go through them one by one; what has truly not changed may stay",
    ),
    "left-as-carried/title": ("沿用上次、没有改动", "Left as it was carried over"),
    "left-as-carried/why": (
        "template --from 生成的问卷记得带入了什么，没有动过的逐项列出：可能没有变化，也可能还没有核对。",
        "A form made by template --from knows what was carried into it; what nobody has touched is listed: it may be the "
        "same this year, or not looked at yet.",
    ),
    "text-identity-number": (
        "佐证或备注里像有身份证号（{found}）",
        "this looks like an identity number ({found})",
    ),
    "text-identity-number/hint": (
        "隐去身份证号和姓名，只写材料名称、文号和日期",
        "take out names and identity numbers; give the paper's title, number and date",
    ),
    "text-identity-number/title": ("佐证里有身份证号", "An identity number in the evidence"),
    "text-identity-number/why": (
        "问卷和报告会转给许多人看，不能带个人信息；花名册、发放表要先隐去姓名和证件号。",
        "Questionnaires and reports are passed on; lists of persons belong there without names and numbers.",
    ),
    "text-mobile-number": (
        "佐证或备注里像有手机号码（{found}）",
        "this looks like a mobile number ({found})",
    ),
    "text-mobile-number/hint": (
        "去掉号码；联系方式只写在《机构信息》的填报联系人里",
        "take the number out; how to reach somebody stands on the first sheet, under contact",
    ),
    "text-mobile-number/title": ("佐证里有手机号码", "A mobile number in the evidence"),
    "text-mobile-number/why": (
        "问卷和报告会转给许多人看，佐证栏只写材料，不写个人号码。",
        "Questionnaires and reports are passed on; evidence names papers and not persons' numbers.",
    ),
    "text-instruction": (
        "佐证或备注里提到“{found}”",
        "this mentions an instruction of a leader (“{found}”)",
    ),
    "text-instruction/hint": (
        "批示不复制、不上传、不摘录，只写登记编号和日期；涉密的由保密部门出具核实说明",
        "neither copy nor quote it: give its register number and date; where it is secret, the security office confirms it",
    ),
    "text-instruction/title": ("佐证里提到批示", "An instruction of a leader in the evidence"),
    "text-instruction/why": (
        "领导批示和内部文件按规定不得复制外传，自评不需要它们的内容。",
        "Instructions of leaders and internal papers may not be passed on, and the assessment does not need what they say.",
    ),
    "target-out-of-scope": (
        "{id} 不适用于本机构，自定目标“{found}”不作对照",
        "{id} is not asked of this station; the target “{found}” is held against nothing",
    ),
    "target-out-of-scope/hint": ("", ""),
    "target-out-of-scope/title": ("为不在范围的指标定了目标", "A target for what is not asked"),
    "target-out-of-scope/why": (
        "这项指标不在本机构的范围内，没有填报值可以对照。",
        "The indicator is out of this station's scope, and there is no answer to hold the target against.",
    ),
    "option-row": (
        "{id} 下面的选项行只填佐证材料，这里写的“{found}”不是有效填报",
        "the rows of options below {id} take evidence alone; “{found}” is no answer here",
    ),
    "option-row/hint": (
        "把选中各项的字母填在该题一行的“填报值”里，再清空这一格",
        "type the letters of all that hold as the answer in the row of the question, and clear this cell",
    ),
    "option-row/title": ("选项行里填了别的内容", "Something else in the row of an option"),
    "option-row/why": (
        "选了哪几项，只看该题一行的填报值；写在选项行里的勾、原因和备注不会被采用，所以不放过。",
        "What is ticked is read from the row of the question alone; a tick, a reason or a note in the row of an option "
        "would be lost, and is refused therefore.",
    ),
    "evidence-not-ticked": (
        "{id} 的选项 {option} 写了佐证材料，但没有勾选这一项",
        "option {option} of {id} has evidence and is not ticked",
    ),
    "evidence-not-ticked/hint": (
        "确已做到就在填报值里补上字母 {option}，否则清空这一格",
        "if it holds, add the letter {option} to the answer; if not, clear this cell",
    ),
    "evidence-not-ticked/title": ("没有勾选的选项附了佐证", "Evidence of an option that is not ticked"),
    "evidence-not-ticked/why": (
        "只有勾选的选项才得分；材料不会替您勾选。",
        "Only ticked options earn points; evidence ticks none of them.",
    ),
    "evidence-not-by-option": (
        "{id} 要求逐项佐证，写在该题一行的佐证材料不计入任何选项",
        "evidence of {id} is named option by option; what stands in the row of the question counts for none",
    ),
    "evidence-not-by-option/hint": (
        "把材料分别写到下面各选项的行里",
        "name it in the rows of the options below",
    ),
    "evidence-not-by-option/title": ("逐项佐证写在了一格", "One evidence for all options"),
    "evidence-not-by-option/why": (
        "这道题每勾选一项都要有自己的材料，才计入有佐证得分。",
        "Each ticked option of such a question needs evidence of its own to count in the evidenced score.",
    ),
    "evidence-for-all": (
        "{id} 现在逐项佐证；旧问卷的一格佐证材料按各选项共用读取",
        "evidence of {id} is named option by option today; the one cell of this earlier form counts for every option",
    ),
    "evidence-for-all/hint": (
        "换用新问卷时（convergence migrate），请核对各选项的材料",
        "in a form of today (convergence migrate), check the evidence of each option",
    ),
    "evidence-for-all/title": ("旧问卷的佐证各选项共用", "Evidence of an earlier form counts for every option"),
    "evidence-for-all/why": (
        "旧问卷每题只有一格佐证材料，没有逐项填写的地方，所以对勾选的每一项都算。",
        "The earlier form had one cell for a question and no place for each option, so it counts for all that is ticked.",
    ),
    "read-none-as-zero": ("“{found}”按 {read} 读取", "“{found}” was read as {read}"),
    "read-none-as-zero/hint": ("", ""),
    "read-none-as-zero/title": ("“无”读作 0", "“None” read as 0"),
    "read-none-as-zero/why": (
        "问个数的题目，“无”“没有”就是 0 个。问比例、金额的不作这样的理解。",
        "Where a question counts something, none is 0. It is not read so where a share or an amount is asked for.",
    ),
    "read-number-text": ("“{found}”按数字 {read} 读取", "“{found}” was read as the number {read}"),
    "read-number-text/hint": ("", ""),
    "read-number-text/title": ("文字形式的数字", "A number typed as text"),
    "read-number-text/why": (
        "全角数字、千位分隔符、“万”“亿”和题目自己的单位都能识别，并在此说明读成了多少。",
        "Full-width digits, separators, Chinese words for 10,000 and 100,000,000 and the question's own unit are understood, and this says what was read.",
    ),
    "read-percent-text": ("“{found}”按 {read} 读取", "“{found}” was read as {read}"),
    "read-percent-text/hint": ("", ""),
    "read-percent-text/title": ("文字形式的百分数", "A percentage typed as text"),
    "read-percent-text/why": ("如“55%”“５０％”，读成百分数。", "Such as “55%” typed as text."),
    "read-percent-points": ("“{found}”按 {read} 读取", "“{found}” was read as {read}"),
    "read-percent-points/hint": ("", ""),
    "read-percent-points/title": ("按百分点读取", "Read as points"),
    "read-percent-points/why": (
        "百分数题填了大于 1 的数，按百分点理解：55 就是 55%。",
        "A percentage above 1 is read as points: 55 is 55%.",
    ),
    "read-percent-ambiguous": (
        "“{found}”没有百分号，按 {read} 读取，请核对",
        "“{found}” has no percent sign and was read as {read}: please check",
    ),
    "read-percent-ambiguous/hint": ("在单元格中填 {read}", "type {read} in the cell"),
    "read-percent-ambiguous/title": ("百分数可能有歧义", "A percentage that could mean two things"),
    "read-percent-ambiguous/why": (
        "填的数不大于 1 又没有百分号：0.5 读成 50%，但也可能想填 0.5%，请核对。",
        "It is 1 or less and has no sign: 0.5 was read as 50%, and could have been meant as 0.5%.",
    ),
    "read-yes-no": ("“{found}”按“{read}”读取", "“{found}” was read as “{read}”"),
    "read-yes-no/hint": ("", ""),
    "read-yes-no/title": ("按是或否读取", "Read as yes or no"),
    "read-yes-no/why": ("√、×、Y、N、有、无等都能识别。", "Ticks, crosses, Y, N and the like are understood."),
    "read-option": ("“{found}”按“{read}”读取", "“{found}” was read as “{read}”"),
    "read-option/hint": ("", ""),
    "read-option/title": ("按选项读取", "Read as an option"),
    "read-option/why": (
        "填的是字母、简称、另一种语言或旧版的说法，按对应的选项读取。",
        "A letter, a short form, the other language or an earlier wording was read as the option that it means.",
    ),
    "read-date": ("“{found}”按 {read} 读取", "“{found}” was read as {read}"),
    "read-date/hint": ("", ""),
    "read-date/title": ("按日期读取", "Read as a date"),
    "read-date/why": ("如“2025年3月1日”“20250301”。", "Such as “2025/3/1”, “20250301” or the Chinese way."),
    "table-header-missing": ("找不到本表的表头", "the header row of this table cannot be found"),
    "table-header-missing/hint": ("从空白问卷中把表头复制回来", "copy the header back from a blank questionnaire"),
    "table-header-missing/title": ("找不到表头", "A table without its header"),
    "table-header-missing/why": (
        "工作表有内容，但找不到认得的表头，不知道每列是什么；不能当作空表。",
        "The sheet has content and no header that is known; it may not pass for a blank table.",
    ),
    "table-not-empty": (
        "既确认“没有可填写的内容”，又填了 {rows} 行",
        "confirmed as nothing to list, yet {rows:row is|rows are} filled in",
    ),
    "table-not-empty/hint": ("清空确认，或删去这些行", "clear the confirmation, or the rows"),
    "table-not-empty/title": ("确认为空却有内容", "Confirmed empty, and it is not"),
    "table-not-empty/why": ("两种说法矛盾，无法判断。", "The two contradict each other."),
    "row-incomplete": ("这一行缺“{column}”", "this row lacks “{column}”"),
    "row-incomplete/hint": ("补上，或清空整行", "fill it in, or clear the row"),
    "row-incomplete/title": ("行没有填全", "A half-filled row"),
    "row-incomplete/why": (
        "表格每一行的必填列都要有，缺一项就算不出合计和占比。",
        "Every required column of a row is needed for sums and shares.",
    ),
    "total-row": ("“{found}”行不作为数据读取", "the row “{found}” is not read as data"),
    "total-row/hint": ("", ""),
    "total-row/title": ("合计行", "A row of totals"),
    "total-row/why": (
        "首列写着“合计”“小计”的行不是数据，读进去会重复计算。",
        "A row that begins with “total” is no data; it would count twice.",
    ),
    "index-voided": ("不出总分：{message}（{cells}）", "no index: {message} ({cells})"),
    "index-voided/hint": (
        "核对这些单元格，改正后才有总分和等级",
        "check these cells; there is an index and a level once they agree",
    ),
    "index-voided/title": ("填报数据前后不一致，不出总分", "Answers that leave no index"),
    "index-voided/why": (
        "指标体系规定，这几处答案互相矛盾时总分不作数，不出总分，也不评定等级。",
        "The framework says that the index is void where these contradict each other: there is none, and no level.",
    ),
    "check-failed": ("{message}（{cells}）", "{message} ({cells})"),
    "check-failed/hint": ("核对这些单元格", "check these cells"),
    "check-failed/title": ("填报数据前后不一致", "Answers that do not agree"),
    "check-failed/why": (
        "两处答案互相矛盾，至少有一处不对；警告不影响计分，请先核对。",
        "Two answers contradict each other, and one of them is wrong. A warning does not change the score.",
    ),
}
