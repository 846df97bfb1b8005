"""Problems of tables whose rows the framework lists, and of the questions that are asked in them."""

WORDS: dict[str, tuple[str, str]] = {
    "fixed-and-rows": (
        "表“{found}”的行已经列出，不能再写 rows",
        "the rows of table “{found}” are listed: no `rows` beside",
    ),
    "fixed-and-rows/hint": ("删去 rows，或删去 fixed", "remove rows, or remove fixed"),
    "fixed-and-rows/title": ("固定行的表写了空行数", "Blank rows of a table with fixed rows"),
    "fixed-and-rows/why": (
        "行由指标体系列出，填报时不能加行，没有空行可留。",
        "The framework lists the rows, and none is added; there are no blank ones to draw.",
    ),
    "row-title-unclear": ("行名“{found}”与本表另一行分不清", "the row title “{found}” cannot be told from another row"),
    "row-title-unclear/hint": ("改成不同的行名", "give it a title of its own"),
    "row-title-unclear/title": ("两行分不清", "Two rows that cannot be told apart"),
    "row-title-unclear/why": (
        "编号列被删时，各行按行名找到；两行同名，或行名是另一行的编号，就会读错。",
        "Where the column of ids is gone, rows are found by their titles; one that is another's title or id would be "
        "read in its place.",
    ),
    "column-name-taken": ("列名“{found}”已由表格本身使用", "the column name “{found}” is one of the form's own"),
    "column-name-taken/hint": ("换一个列名", "choose another name"),
    "column-name-taken/title": ("列名已被占用", "A column name that is taken"),
    "column-name-taken/why": (
        "固定行的表由程序写入“编号”“条目”等列；再有同名的列，就不知道该读哪一列。",
        "A form with fixed rows has columns for the id, the title and what belongs in each; of two of one name nobody "
        "knows which to read.",
    ),
    "cell-unknown": ("固定行的表中没有“{found}”", "no table with fixed rows has “{found}”"),
    "cell-unknown/hint": ("最接近的是“{nearest}”", "nearest: “{nearest}”"),
    "cell-unknown/title": ("没有这张表、这一列或这一行", "No such table, column or row"),
    "cell-unknown/why": (
        "ask.cell 只能引用列出了各行（fixed）的表，以及其中的列和行。",
        "ask.cell names a table that lists its rows (fixed), and columns and rows of it.",
    ),
    "cell-not-text": ("“{found}”不能用来填佐证或备注", "“{found}” cannot hold evidence or remarks"),
    "cell-not-text/hint": ("另设一个 text 类型的列", "give it a column of its own, of type text"),
    "cell-not-text/title": ("佐证或备注的列不合适", "A column unfit for evidence or remarks"),
    "cell-not-text/why": (
        "佐证和备注都是文字，各占一列，不能与填报值同列。",
        "Evidence and remarks are texts, each in a column of its own and not in that of the answer.",
    ),
    "cell-unlike": (
        "{key} 与所在的列不一致：这里是“{found}”，列中是“{expected}”",
        "{key} is not that of its column: “{found}” here, “{expected}” there",
    ),
    "cell-unlike/hint": ("改成与列一致；选项由列给出，不必再写", "make them the same; options need not be repeated"),
    "cell-unlike/title": ("问题与所在的列不一致", "A question unlike its column"),
    "cell-unlike/why": (
        "答案填在这一列里，列能填什么，问题就只能问什么；代表不适用的选项不计分。",
        "It is answered in that column, and takes what the column takes; options that stand for a reason earn nothing.",
    ),
    "cell-twice": ("“{id}”所问的格已有另一个指标在问", "the cell of “{id}” is asked for by another indicator"),
    "cell-twice/hint": (
        "每一格只由一个指标询问；用 only 分配各行",
        "one indicator for each cell; `only` divides the rows",
    ),
    "cell-twice/title": ("同一格问了两次", "A cell that is asked for twice"),
    "cell-twice/why": (
        "一个答案只计一次分，两个指标问同一格，权重就重复了。",
        "An answer counts once; asked for twice, it would weigh twice in silence.",
    ),
    "cell-no-evidence": ("“{found}”要求佐证，但没有填佐证的列", "“{found}” requires evidence and has no column for it"),
    "cell-no-evidence/hint": (
        "加一个 text 列并写在 cell.evidence，或不要求佐证",
        "add a text column and name it as cell.evidence, or do not require it",
    ),
    "cell-no-evidence/title": ("没有填佐证的列", "No column for evidence"),
    "cell-no-evidence/why": (
        "没有地方填佐证，这些答案永远不计入有佐证得分。",
        "With no place to name it, no such answer would ever count in the evidenced score.",
    ),
    "cell-reason": (
        "不适用原因“{found}”与列中的选项对不上",
        "the reason “{found}” and the options of the column do not match",
    ),
    "cell-reason/hint": (
        "cell.reasons 写“选项: 原因”，原因须在 not_applicable 中；not_applicable 的每个原因都要有一个选项",
        "cell.reasons says option: reason; each reason is one of not_applicable, and each of those has an option",
    ),
    "cell-reason/title": ("不适用原因对不上", "A reason without its option"),
    "cell-reason/why": (
        "固定行的表没有“不适用原因”列，只能用一个选项来表示；没有选项的原因谁也填不了。",
        "Such a table has no column of reasons: an option stands for each, and one without could never be given.",
    ),
    "cell-and-compute": ("“{found}”既在表中填报又由算式计算", "“{found}” is asked in a table and computed, too"),
    "cell-and-compute/hint": ("cell 和 compute 只留一个", "keep either cell or compute"),
    "cell-and-compute/title": ("既填报又计算", "Asked and computed"),
    "cell-and-compute/why": (
        "计算出来的指标不再填报，两者只能有一个。",
        "What is computed is not asked; it is one or the other.",
    ),
    "cell-title-alike": ("各行的指标都叫“{found}”", "the indicators of several rows are all called “{found}”"),
    "cell-title-alike/hint": (
        "在 title 中写上 {{row}}，代表行名",
        "put {{row}} into the title: it stands for the row's",
    ),
    "cell-title-alike/title": ("各行的指标同名", "Indicators of one name"),
    "cell-title-alike/why": (
        "每一行是一个指标；名称相同，报告里就分不清是哪一行。",
        "Each row is an indicator; called alike, nobody could tell them apart in a report.",
    ),
    "cell-scope": ("“{found}”的适用范围与所在的行不一致", "“{found}” applies to others than its row does"),
    "cell-scope/hint": (
        "applies 须在该行 applies 的范围之内，且至少有一类机构适用",
        "let applies stay within that of the row, and leave some station",
    ),
    "cell-scope/title": ("适用范围与行不一致", "A scope unlike its row's"),
    "cell-scope/why": (
        "行不在某类机构的问卷中，这类机构就无从回答这个指标。",
        "Who is not shown the row cannot answer the question that stands in it.",
    ),
    "cell-no-row": ("没有说清问的是表“{found}”的哪一行", "which row of table “{found}” is asked for is not clear"),
    "cell-no-row/hint": (
        "写 row: 行编号；row 和 only 只写一个；叠加层中每行各写一个指标",
        "say row: and the row's id, without `only`; in an overlay each row is an indicator of its own",
    ),
    "cell-no-row/title": ("没有指明行", "No row is named"),
    "cell-no-row/why": (
        "不写 row 时，指标体系文件中每行展开成一个指标；叠加层逐个按编号增改，须写明是哪一行。",
        "Without row, a framework's file has an indicator for each row; an overlay changes them one by one, by id.",
    ),
    "questions-too-many": ("指标共 {found} 个，超过 {bound} 个", "{found} indicators are more than {bound}"),
    "questions-too-many/hint": (
        "减少行数，或少用逐行展开的指标",
        "list fewer rows, or ask for each of them less often",
    ),
    "questions-too-many/title": ("指标过多", "Too many indicators"),
    "questions-too-many/why": (
        "固定行会展开成指标；总数有上限，免得几行文字就耗尽内存和时间。",
        "Rows become indicators; their number is bounded, so that a few lines cannot exhaust time and memory.",
    ),
    "compute-unknown-row": ("表“{table}”没有行“{found}”", "table “{table}” has no row “{found}”"),
    "compute-unknown-row/hint": ("最接近的是“{nearest}”", "nearest: “{nearest}”"),
    "compute-unknown-row/title": ("算式中的行不存在", "An unknown row in an expression"),
    "compute-unknown-row/why": (
        "row(表.列, '行编号') 只能取固定行的表中列出的行。",
        "row(table.column, 'id') takes a row of a table that lists its rows.",
    ),
}
