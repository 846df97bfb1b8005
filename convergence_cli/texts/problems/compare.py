"""Problems of comparing assessments, and of the ledger in last year's gap report."""

WORDS: dict[str, tuple[str, str]] = {
    "compare-one-file": (
        "只给了一份，没有可比较的",
        "only one file was named, and there is nothing to compare it with",
    ),
    "compare-one-file/hint": ("列出两份或更多，从早到晚", "name two or more, from the earliest to the latest"),
    "compare-one-file/title": ("比较至少要两份", "Comparing takes two"),
    "compare-one-file/why": (
        "比较说的是前后两次评估之间的变化，所以至少要给出两份。",
        "A comparison says what changed between two assessments, so two at least have to be named.",
    ),
    "frameworks-differ": (
        "两个指标体系不是同一个：“{old}”和“{new}”",
        "these are two different frameworks: “{old}” and “{new}”",
    ),
    "frameworks-differ/hint": (
        "用同一个指标体系评估两份问卷后再比较",
        "score both questionnaires by the same framework, and compare then",
    ),
    "frameworks-differ/title": ("指标体系不同，不可比", "Two frameworks cannot be compared"),
    "frameworks-differ/why": (
        "两个指标体系问的不是同样的问题，分数相减没有意义。同一指标体系的不同版本可以比较，由版本对照表说明哪个指标变成了哪个。",
        "Two frameworks ask different questions, and the difference of their scores means nothing. Versions of one framework can be compared: its version map says which indicator became which.",
    ),
    "stations-differ": (
        "机构名称不同：前为“{old}”，后为“{new}”",
        "the stations have different names: “{old}” before, “{new}” afterwards",
    ),
    "stations-differ/hint": (
        "如是同一机构更名，可不理会；否则检查是否给错了文件",
        "if the station was renamed, all is well; otherwise look whether a wrong file was named",
    ),
    "stations-differ/title": ("前后两次的机构名称不同", "The names of the stations differ"),
    "stations-differ/why": (
        "比较说的是一家机构的变化。名称不同仍照常比较，但若确实是两家机构，所列变化就是两家之间的差别。",
        "A comparison is about one station. It is made all the same; if these are two stations, what it shows is the difference between them.",
    ),
    "profile-differs": (
        "{question}前后不同：前为“{old}”，后为“{new}”",
        "{question} differs: “{old}” before, “{new}” afterwards",
    ),
    "profile-differs/hint": (
        "两次的要求或同类可能不同，差额仅供参考；填错的改正后重新比较",
        "what is asked, or of whom, may differ between the two; where it is a slip, mend it and compare again",
    ),
    "profile-differs/title": ("前后两次的机构情况或年度不同", "The station or the year differs"),
    "profile-differs/why": (
        "级别、省份、评估年度，以及决定适用哪些指标、按什么标准计分的机构情况，前后不同。总分之差照算，但不能当作同一尺度下的进退；由此引起的部分列在范围变化中。",
        "The level, the province, the year, or another answer about the station that settles what it is asked and held to is not what it was. The difference is worked out all the same, but it is none on one scale; what comes of this stands under scope.",
    ),
    "years-reversed": (
        "前一份评估的是 {old} 年，后一份是 {new} 年",
        "the first file assesses {old}, the second one {new}",
    ),
    "years-reversed/hint": ("早的放在前面", "name the earlier one first"),
    "years-reversed/title": ("先后次序可能反了", "The order may be reversed"),
    "years-reversed/why": (
        "比较从前一份到后一份。次序反了，上升和下降、变化的正负都会反过来。两份以上时自动按年度排列。",
        "A comparison goes from the first file to the second. Reversed, what rose seems to fall. More than two are put in the order of their years.",
    ),
    "ledger-no-sheet": (
        "没有工作表“{sheet}”，这不是差距报告",
        "there is no sheet “{sheet}”: this is not a gap report",
    ),
    "ledger-no-sheet/hint": (
        "给出上次用 assess --export 写出的 .xlsx",
        "name the .xlsx that the last assess --export wrote",
    ),
    "ledger-no-sheet/title": ("不是差距报告", "Not a gap report"),
    "ledger-no-sheet/why": (
        "整改台账（责任人、完成时限、整改状态）从上次差距报告的差距表中读取，这个文件没有这张表。",
        "Who is to mend a gap, by when and how far it is, is read from the gaps sheet of the last gap report; this file has none.",
    ),
    "ledger-no-columns": (
        "找不到表头：应有“{indicator}”以及“{columns}”中的至少一列",
        "no header row with “{indicator}” and at least one of “{columns}”",
    ),
    "ledger-no-columns/hint": (
        "较早版本写出的差距报告没有台账列；在表头右侧补上这些列名即可",
        "gap reports of earlier versions have no such columns; add these titles to the header row",
    ),
    "ledger-no-columns/title": ("差距表里没有台账列", "The gaps sheet has no ledger columns"),
    "ledger-no-columns/why": (
        "台账按列名读取，中英文均可。表头行被删改或这几列都不在时无从读起，没有带入任何内容。",
        "The ledger is read by the titles of its columns, in either language. Without them there is nothing to go by, and nothing was carried over.",
    ),
    "ledger-id-unknown": (
        "“{found}”不是指标编号，这一行的“{content}”没有带入",
        "“{found}” is no indicator's id: “{content}” in this row was not carried over",
    ),
    "ledger-id-unknown/hint": (
        "指标一栏第一行应是编号；手工加的行请自行转入",
        "the first line of the indicator's cell is its id; carry rows of your own over by hand",
    ),
    "ledger-id-unknown/title": ("台账的这一行不知属于哪个指标", "A row of the ledger belongs to no indicator"),
    "ledger-id-unknown/why": (
        "台账按指标编号带入新报告。这一行的编号本版本和以前各版本都没有，为免张冠李戴没有带入。",
        "The ledger is carried over by the ids of indicators. No version of the framework has this one, and nothing is guessed.",
    ),
    "ledger-id-retired": (
        "指标 {id} 已不再使用，“{content}”没有带入",
        "{id} is no longer asked: “{content}” was not carried over",
    ),
    "ledger-id-retired/hint": ("如整改还要继续，请另行记录", "if the work goes on, keep it elsewhere"),
    "ledger-id-retired/title": ("台账中的指标已停用", "An indicator of the ledger is no longer asked"),
    "ledger-id-retired/why": (
        "这个指标在现行版本中已经取消，新报告里没有它的位置。",
        "The framework has dropped this indicator since, and the new report has no place for it.",
    ),
    "ledger-twice": (
        "{id} 在台账中有两行，用的是前一行，“{content}”没有带入",
        "{id} stands twice in the ledger: the first row holds, and “{content}” was not carried over",
    ),
    "ledger-twice/hint": ("合并成一行", "make one row of them"),
    "ledger-twice/title": ("台账中一个指标有两行", "An indicator stands twice in the ledger"),
    "ledger-twice/why": (
        "一个指标在差距报告中只有一行。后一行没有带入，请核对哪一行是对的。",
        "An indicator has one row in a gap report. The second one was not carried over: see which of them is right.",
    ),
}
