"""What a person sees of a cell beside its value, and cells that hold no value that a person could see."""

WORDS: dict[str, tuple[str, str]] = {
    "cell-unreadable": (
        "单元格里的“{found}”不是能读出的值",
        "“{found}” in this cell is no value that can be read",
    ),
    "cell-unreadable/hint": ("在 WPS 或 Excel 中重新填写这一格", "type the value again in WPS or Excel"),
    "cell-unreadable/title": ("单元格的值读不出来", "A cell without a readable value"),
    "cell-unreadable/why": (
        "单元格里写的不是数值、文字、日期或是否，或者同一格写了两个值，不同的软件会显示不同的内容。",
        "What is written there is no number, text, day or truth, or there are two at once; programs would show "
        "different things.",
    ),
    "picture-in-cell": (
        "单元格里是一张图片，程序读不出图片里的内容",
        "the cell holds a picture; what it shows cannot be read",
    ),
    "picture-in-cell/hint": (
        "填报值请用文字或数字填写；佐证材料请写文件名或链接",
        "type the answer as text or number; as evidence, name the file or the link",
    ),
    "picture-in-cell/title": ("单元格里是图片", "A picture in a cell"),
    "picture-in-cell/why": (
        "插入单元格的图片不是文字，评估时看不到，不能当作填报值或佐证材料名称。",
        "A picture is no text; it cannot count as an answer or as the name of evidence.",
    ),
    "cell-covered": (
        "“{found}”被合并单元格盖住，看不到，没有采用",
        "“{found}” lies under a merged cell, where nobody sees it; it is not used",
    ),
    "cell-covered/hint": ("取消合并单元格，核对后重新填写", "unmerge the cells, check, and type the value again"),
    "cell-covered/title": ("值被合并单元格盖住", "A value under a merged cell"),
    "cell-covered/why": (
        "合并单元格只显示左上角的内容，被盖住的旧值不是填报人看到的答案。",
        "Merged cells show the first one alone; what lies below is not the answer that anybody sees.",
    ),
    "cell-merged": (
        "这一格与 {first}（“{found}”）合并，没有自己的内容",
        "this cell is merged with {first} (“{found}”) and has no content of its own",
    ),
    "cell-merged/hint": ("取消合并，每题分别填写", "unmerge the cells and fill in each question"),
    "cell-merged/title": ("多题共用一个合并单元格", "One merged cell for several questions"),
    "cell-merged/why": (
        "合并单元格的内容只属于第一题，其余各题按未填处理；合并的佐证材料同样只算第一题的。",
        "What a merged cell holds belongs to the first question alone; the others are blank, evidence included.",
    ),
    "text-struck": (
        "“{found}”带删除线，是否作数无法判断",
        "“{found}” is struck through; whether it counts cannot be told",
    ),
    "text-struck/hint": (
        "删去划掉的内容，只留有效的值",
        "delete what is struck through and leave the value that counts",
    ),
    "text-struck/title": ("带删除线的内容", "Struck-through text"),
    "text-struck/why": (
        "划掉的字仍在单元格里：8 划掉后写 5，读出来是 85。",
        "What is struck through is still in the cell: a struck 8 before a 5 would read as 85.",
    ),
    "text-raised": (
        "“{found}”是上标或下标，不能当作数值的一部分",
        "“{found}” is set as superscript or subscript and is no part of the value",
    ),
    "text-raised/hint": ("删去脚注号，说明写在备注栏", "delete the footnote mark and use the column for notes"),
    "text-raised/title": ("上标或下标", "Superscript or subscript"),
    "text-raised/why": (
        "35 后面的上标 1 是脚注号，读出来却是 351。",
        "A raised 1 after 35 is a footnote, and would read as 351.",
    ),
    "shown-otherwise": (
        "单元格显示“{shown}”，实际的值是“{found}”，按实际的值读取",
        "the cell shows “{shown}” and holds “{found}”; what it holds was read",
    ),
    "shown-otherwise/hint": (
        "核对哪一个是对的；把数字格式改为常规后重新填写",
        "check which one is right; set the number format to General and type the value again",
    ),
    "shown-otherwise/title": ("显示的和实际的值不一样", "What is shown is not what is held"),
    "shown-otherwise/why": (
        "自定义数字格式可以让单元格显示另一个数、一个词或什么都不显示。",
        "A number format can show another number, a word, or nothing at all.",
    ),
    "read-formula": ("公式 ={found} 的结果", "the result of the formula ={found}"),
    "read-formula/hint": ("", ""),
    "read-formula/title": ("填报值来自公式", "An answer from a formula"),
    "read-formula/why": (
        "读取的是表格软件上次保存的结果，程序从不计算公式；建议粘贴为数值。",
        "What is read is the result as it was last saved; formulas are never evaluated here. Better paste the value.",
    ),
    "cell-unplaced": (
        "读作“{found}”；有的软件把这一格读成空白",
        "read as “{found}”; some programs take this cell for blank",
    ),
    "cell-unplaced/hint": (
        "用 WPS 或 Excel 打开并另存为 .xlsx，各种软件就读得一样",
        "open it in WPS or Excel and save it as .xlsx: then all programs read the same",
    ),
    "cell-unplaced/title": ("别的软件可能读成空白的格", "Cells that other programs may read as blank"),
    "cell-unplaced/why": (
        "这个 .xlsb 文件里，有的格没有写明所在的列，只是接在前一格之后。Excel 和本程序照样读取，有的软件则读成空白。",
        "In this .xlsb some cells are stored without a column of their own, next to the one before. Excel and this "
        "program read them; other programs take them for blank.",
    ),
    "formula-stale": (
        "公式 ={found} 的结果可能已经过时：工作簿要求打开时重新计算",
        "the result of ={found} may be out of date: the workbook asks to be calculated anew when it is opened",
    ),
    "formula-stale/hint": (
        "用 WPS 或 Excel 打开并保存一次，或粘贴为数值",
        "open and save the file in WPS or Excel, or paste the value",
    ),
    "formula-stale/title": ("公式的结果可能过时", "A formula's result may be out of date"),
    "formula-stale/why": (
        "打开文件时会显示重新计算的结果，可能与保存的结果不同；程序只能读到保存的结果。",
        "Opened, the file shows a result calculated anew; here only the one that was saved can be read.",
    ),
    "answer-hidden": (
        "“{found}”在隐藏的行、列或工作表里",
        "“{found}” stands in a hidden row, column or sheet",
    ),
    "answer-hidden/hint": ("取消隐藏，核对是否仍然有效", "unhide it and check that it still holds"),
    "answer-hidden/title": ("填报值在隐藏处", "An answer that is hidden"),
    "answer-hidden/why": (
        "筛选或隐藏只是看不见，内容仍然计分。",
        "What is filtered or hidden is only out of sight; it is scored all the same.",
    ),
    "sheet-ambiguous": (
        "有几个工作表都可能是“{read}”：{found}",
        "several sheets could be “{read}”: {found}",
    ),
    "sheet-ambiguous/hint": (
        "只留填好的那一个，其余删除或改成别的名称",
        "keep the one that is filled in; delete the others or give them other names",
    ),
    "sheet-ambiguous/title": ("几个工作表分不清", "Sheets that cannot be told apart"),
    "sheet-ambiguous/why": (
        "多半是复制了一份又改名；读错一个，得分就错了，因此请填报人决定。",
        "One is probably a copy; read the wrong one and the score is wrong, so a person has to decide.",
    ),
    "part-ambiguous": (
        "文件内部的 {part} 里，{found} 可以有两种理解",
        "in {part} of the file, {found} can be understood in two ways",
    ),
    "part-ambiguous/hint": (
        "用 WPS 或 Excel 打开，核对内容后另存为 xlsx",
        "open it in WPS or Excel, check what it shows, and save it as xlsx",
    ),
    "part-ambiguous/title": ("文件内部指向不明", "A file that refers to two things at once"),
    "part-ambiguous/why": (
        "同一个引用指向两处或指向不存在的部件，不同的软件会显示不同的工作表。",
        "A reference leads to two parts, or to none; programs would show different sheets.",
    ),
}
