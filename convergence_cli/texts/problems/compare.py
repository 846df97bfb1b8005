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
    "runs-with-others": (
        "批次报告只能和批次报告比较",
        "the report of a batch can be compared with that of a batch alone",
    ),
    "runs-with-others/hint": (
        "给出两份批次的 JSON 报告；比较一家机构用它的问卷或 assess 的报告",
        "name the JSON reports of two batches; for one station, its workbooks or reports of assess",
    ),
    "runs-with-others/title": ("批次与单家不能比较", "A batch and a station"),
    "runs-with-others/why": (
        "批次报告是许多机构的结果，不含填报值，与一家机构的问卷无从对应。",
        "The report of a batch has the results of many stations without their answers, and a workbook has one.",
    ),
    "runs-not-two": ("批次比较要两份报告，给了 {count} 份", "two runs are compared, and {count} were named"),
    "runs-not-two/hint": (
        "逐年两两比较；历年一起看用存档",
        "compare them two by two; an archive has all years in one place",
    ),
    "runs-not-two/title": ("批次比较要两份", "Two runs are compared"),
    "runs-not-two/why": (
        "每家机构的变化从何而来，只在两次之间说得清。",
        "What each station's change comes from can be said from one run to another.",
    ),
    "runs-option": ("{option} 不能用于这样的比较", "{option} is of no use in this comparison"),
    "runs-option/hint": ("去掉 {option}", "leave {option} out"),
    "runs-option/title": ("选项不适用", "An option that does not apply"),
    "runs-option/why": (
        "--ledger 用于一家机构；--archive、--since、--to、--over、--station-id、--renames 用于批次。",
        "--ledger is of one station; --archive, --since, --to, --over, --station-id and --renames are of runs.",
    ),
    "runs-key-twice": (
        "{count} 个编号出现两次，分不清哪家是哪家，未作比较：{stations}",
        "keys that stand twice, by which nobody can tell which station is which ({count}); not compared: {stations}",
    ),
    "runs-key-twice/hint": (
        "在清单中给出编号，用 --station-id 指定",
        "give stations an id in the list, and name its column with --station-id",
    ),
    "runs-key-twice/title": ("机构编号重复", "A station's key that stands twice"),
    "runs-key-twice/why": (
        "前后按编号（默认名称和级别）对应；同一次评估里重复的，不知道该与谁比。",
        "Stations are put together by key, which is name and level by default; one that stands twice in a run fits two.",
    ),
    "runs-no-panel": ("前后没有同一机构", "no station is in both runs"),
    "runs-no-panel/hint": (
        "检查是否给错了报告；改过名的用 --renames",
        "look whether a wrong report was named; for stations that were renamed use --renames",
    ),
    "runs-no-panel/title": ("没有可比较的机构", "No station to compare"),
    "runs-no-panel/why": (
        "变化说的是前后都有的机构。",
        "A change is said of stations that are in both runs.",
    ),
    "runs-left-out": (
        "其间有 {count} 次评估按别的标准，走势中没有：{runs}",
        "runs between the two that were judged by another framework, and stand in no trend ({count}): {runs}",
    ),
    "runs-left-out/hint": (
        "用那时的指标体系另作比较（--old-rubrics）",
        "compare them by that framework (--old-rubrics)",
    ),
    "runs-left-out/title": ("其间的评估用了别的标准", "A run by another framework"),
    "runs-left-out/why": (
        "要重新汇总一次评估，须有它所用的指标体系；给出的只有前后两次的。",
        "To sum a run up again takes the framework that it was judged by, and those that were named are those of the two ends.",
    ),
    "runs-profile-differs": (
        "{question}前后不同的机构 {count} 家：{stations}",
        "{question} is another than it was ({count:station|stations}): {stations}",
    ),
    "runs-profile-differs/hint": (
        "确认是否填错；确有变化的，范围变化一栏是其影响",
        "look whether one of the two is a slip; if not, the effect of scope is what it did",
    ),
    "runs-profile-differs/title": ("机构情况前后不同", "A station is of another kind than it was"),
    "runs-profile-differs/why": (
        "级别等决定问什么、按什么标准计分；前后不同，分数的差别不只来自工作。",
        "Level and the like settle what is asked and what is held to; where they differ, so do scores, whatever was done.",
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
        "没有工作表“{sheet}”，这份工作簿里没有整改台账",
        "there is no sheet “{sheet}”: this workbook holds no ledger",
    ),
    "ledger-no-sheet/hint": (
        "给出以前用 assess、plan 或 compare 加 --export 写出的 .xlsx",
        "name an .xlsx that assess, plan or compare wrote with --export",
    ),
    "ledger-no-sheet/title": ("没有整改台账", "No ledger"),
    "ledger-no-sheet/why": (
        "整改台账（目标、措施、责任人、时限、进展等）从本程序写出的工作簿中读取，这个文件没有这张表。",
        "What is to be done about gaps, by whom and by when, is read from the ledger of a workbook that this program wrote; this file has none.",
    ),
    "ledger-left": (
        "里面有整改台账，没有覆盖：本次没能评估，这份文件不是今天的",
        "it holds a ledger and was left as it is: nothing was judged, and it is not today's report",
    ),
    "ledger-left/hint": (
        "问卷改好后再运行，台账会带入新的报告",
        "mend the questionnaire and run again: the ledger goes on in the new report",
    ),
    "ledger-left/title": ("台账留在原处", "A ledger is left in its place"),
    "ledger-left/why": (
        "没能评估的机构，报告里没有台账；覆盖上去，台账就断了，里面写的内容不会再带入以后的报告。其他导出文件照常写出。",
        "The report of a station that could not be judged has no ledger: in the place of one it would end it, and what people wrote would go on no more. All other exports are written.",
    ),
    "ledger-no-columns": (
        "找不到表头：应有“{indicator}”以及“{columns}”中的至少一列",
        "no header row with “{indicator}” and at least one of “{columns}”",
    ),
    "ledger-no-columns/hint": (
        "恢复被改掉的列名；自己加的列不受影响",
        "give the columns their titles again; columns of your own do no harm",
    ),
    "ledger-no-columns/title": ("台账的表头不见了", "The ledger has lost its header"),
    "ledger-no-columns/why": (
        "台账按列名读取，中英文均可。表头行被删改或这几列都不在时无从读起，没有带入任何内容，也没有写出任何文件。",
        "The ledger is read by the titles of its columns, in either language. Without them there is nothing to go by: nothing was carried over, and nothing was written.",
    ),
    "ledger-cell-lost": (
        "这一格的内容（图片、错误值等）没有带入",
        "what stands in this cell, such as a picture or an error, was not carried over",
    ),
    "ledger-cell-lost/hint": (
        "改为文字，或从旧文件中复制过去；旧文件仍在",
        "write it as text, or copy it over from the old file, which is still there",
    ),
    "ledger-cell-lost/title": ("台账中有一格没有带入", "A cell of the ledger was not carried over"),
    "ledger-cell-lost/why": (
        "台账带入文字、数字和日期。插入单元格的图片、公式错误等不能作为文字读出，没有带入；旧文件另存，没有改动。",
        "Texts, numbers and dates of a ledger are carried over. A picture in a cell or the error of a formula cannot be read as text; the old file is kept as it was.",
    ),
}
