"""Faults of archives, of what is added to them, and of what they are asked."""

WORDS: dict[str, tuple[str, str]] = {
    "archive-not-ours": ("不是 convergence archive 写的存档", "this is no archive of convergence"),
    "archive-not-ours/hint": (
        "给出 convergence archive add 或 batch --archive 写的文件",
        "name a file that convergence archive add or batch --archive wrote",
    ),
    "archive-not-ours/title": ("不是存档", "Not an archive"),
    "archive-not-ours/why": (
        "存档是带有本程序标记的 SQLite 文件。其他文件，包括别的程序的数据库，一概不读也不改。",
        "An archive is an SQLite file that bears our mark. Any other file, another program's database included, is neither read nor changed.",
    ),
    "archive-no-stations": ("报告中没有已评估的机构", "the report holds no station that was judged"),
    "archive-no-stations/hint": (
        "给出有机构得以评估的报告",
        "take the report of a run in which stations were judged",
    ),
    "archive-no-stations/title": ("没有可存入的机构", "No station to keep"),
    "archive-no-stations/why": (
        "一家都没有评估成的一次运行没有结果，存入后也没有可查询、可比较的。",
        "A run in which nothing could be judged came to nothing: kept, it could be neither asked nor compared.",
    ),
    "archive-newer": (
        "存档的版本是 {found}，本程序只认到 {known}",
        "the archive has version {found}, and this program knows versions up to {known}",
    ),
    "archive-newer/hint": ("升级 convergence 后再用", "upgrade convergence"),
    "archive-newer/title": ("存档比程序新", "The archive is newer than the program"),
    "archive-newer/why": (
        "较新的程序可能改了表的含义，所以不猜，也不写。",
        "A newer program may mean something else by its tables, so nothing is guessed and nothing written.",
    ),
    "archive-older": (
        "存档的版本是 {found}，本程序用 {known}",
        "the archive has version {found}, and this program reads {known}",
    ),
    "archive-older/hint": (
        "用 convergence archive add 存入一份报告，存档随之升级",
        "add a report with convergence archive add: that brings the archive up to date",
    ),
    "archive-older/title": ("存档比程序旧", "The archive is older than the program"),
    "archive-older/why": (
        "只读的命令不改存档；存入报告时，旧版本的表在同一事务中升级，不成就保持原样。",
        "What reads never changes an archive. When a report is added its tables are brought up to date in the same transaction, or stay as they were.",
    ),
    "archive-altered": ("存档的表与程序写的不同", "the tables of this archive are not as they were made"),
    "archive-altered/hint": (
        "恢复备份；自己的表和视图可以另加，触发器不可以",
        "take a copy from before; tables and views of your own may stand beside ours, triggers may not",
    ),
    "archive-altered/title": ("存档的结构被改过", "The archive was changed in its structure"),
    "archive-altered/why": (
        "列、视图和触发器决定一行数据是什么意思，存入时会发生什么；与程序写的不一致，就不再信任。",
        "Columns, views and triggers settle what a row means and what happens when one is added; where they are not ours nothing is believed.",
    ),
    "archive-damaged": ("存档已损坏（{found}）", "the archive is damaged ({found})"),
    "archive-damaged/hint": (
        "恢复备份，或重新存入各份报告",
        "take a copy from before, or add the reports to a new one",
    ),
    "archive-damaged/title": ("存档已损坏", "The archive is damaged"),
    "archive-damaged/why": (
        "文件比它自己所说的短，或内容对不上，多半是复制时中断。程序不会改动它。",
        "The file is shorter than it says, or does not agree with itself: a copy that was cut off, most likely. It is not changed.",
    ),
    "archive-busy": ("另一个程序正在写这个存档", "another program is writing to this archive"),
    "archive-busy/hint": ("稍后再试", "try again in a moment"),
    "archive-busy/title": ("存档正在使用", "The archive is in use"),
    "archive-busy/why": (
        "同一时刻只能有一个程序写入；等了十秒仍未轮到。",
        "One program writes at a time, and ten seconds were not enough for the other to finish.",
    ),
    "archive-failed": ("存档读写失败：{found}", "the archive cannot be read or written: {found}"),
    "archive-failed/hint": (
        "检查磁盘空间和所在文件夹的权限",
        "look at the free space of the disk and the rights of the folder",
    ),
    "archive-failed/title": ("存档读写失败", "The archive cannot be read or written"),
    "archive-failed/why": (
        "磁盘已满、文件只读或文件夹不可写。原有内容不变：每份报告或者全部写入，或者完全没有。",
        "The disk is full, or the file or its folder cannot be written to. What was there stays: a report is added whole or not at all.",
    ),
    "archive-numbers": (
        "“{station}”的数字与其各指标得分不符（{at}）",
        "the numbers of “{station}” are not those of its points ({at})",
    ),
    "archive-numbers/hint": (
        "恢复备份，或重新存入这次评估",
        "take a copy from before, or add the run to a new archive",
    ),
    "archive-numbers/title": ("存档中的数字被改过", "A number in the archive was changed"),
    "archive-numbers/why": (
        "取出一次评估时，总分由各指标得分重新汇总；对不上就不用。",
        "When a run is taken out its index is summed up again from the points of its indicators; where they differ neither is used.",
    ),
    "archive-no-run": (
        "存档中没有“{found}”",
        "the archive has no run “{found}”",
    ),
    "archive-no-run/hint": ("已有：{known}", "there are: {known}"),
    "archive-no-run/title": ("没有这次评估", "No such run"),
    "archive-no-run/why": (
        "--since 和 --to 给的是存入时的名称，convergence archive list 列出全部。",
        "--since and --to take the labels by which runs were added; convergence archive list has them all.",
    ),
    "archive-one-run": (
        "存档中不足两次评估，没有可比较的",
        "the archive holds fewer than two runs, and there is nothing to compare",
    ),
    "archive-one-run/hint": ("用 convergence archive add 再存入一次", "add another with convergence archive add"),
    "archive-one-run/title": ("比较至少要两次评估", "Comparing takes two runs"),
    "archive-one-run/why": (
        "不给 --since 和 --to 时比较最后存入的两次。",
        "Without --since and --to the last two that were added are compared.",
    ),
    "archive-no-label": (
        "各机构评估的年度不一，这次评估没有名称",
        "the stations do not all assess one year, so this run has no label",
    ),
    "archive-no-label/hint": ("用 --run 给出名称，如 --run 2025", "give it one: --run 2025"),
    "archive-no-label/title": ("没有给出本次评估的名称", "A run without a label"),
    "archive-no-label/why": (
        "存档按名称区分各次评估。都填同一年度时用该年度，否则须自行给出。",
        "An archive tells runs apart by their labels. Where all stations assess one year it is that; else somebody has to say.",
    ),
    "archive-one-label": ("{count} 份报告不能用同一个 --run", "one --run cannot stand for several reports ({count})"),
    "archive-one-label/hint": ("逐份存入，每份一个名称", "add them one by one, each with its label"),
    "archive-one-label/title": ("几份报告只有一个名称", "Several reports, one label"),
    "archive-one-label/why": (
        "每份报告是一次评估，一个名称只指一次评估。",
        "Each report is a run of its own, and a label stands for one run.",
    ),
    "archive-label-taken": (
        "存档中已有名为“{label}”的另一次评估",
        "the archive has another run by the label “{label}”",
    ),
    "archive-label-taken/hint": (
        "用 --run 另起名称；存档中的内容从不覆盖",
        "choose another with --run; nothing in an archive is ever replaced",
    ),
    "archive-label-taken/title": ("名称已被占用", "The label stands for another run"),
    "archive-label-taken/why": (
        "同一名称下的内容不同：多半是问卷改过后又评估了一次。哪一次作数，要由人决定。",
        "What is there by this label is not the same: most likely workbooks were mended and judged again. Which of the two counts is for a person to say.",
    ),
    "archive-run-twice": (
        "这次评估已以“{known}”存入，不再以“{label}”存入",
        "this run is in the archive already, as “{known}”; it is not added once more as “{label}”",
    ),
    "archive-run-twice/hint": ("用原来的名称", "go by the label that it has"),
    "archive-run-twice/title": ("同一次评估有两个名称", "One run by two labels"),
    "archive-run-twice/why": (
        "同样的内容存两遍，历年比较时会多出一年没有变化。",
        "Kept twice, the same content would look like a year in which nothing changed.",
    ),
    "archive-no-id": (
        "{count} 家机构没有“{column}”，第一家是 {station}",
        "{count:station has|stations have} nothing in “{column}”; the first is {station}",
    ),
    "archive-no-id/hint": (
        "在 batch --manifest 的清单中为每家机构填写这一栏",
        "fill in that column for every station of the list that batch --manifest reads",
    ),
    "archive-no-id/title": ("有机构缺少编号", "A station without an id"),
    "archive-no-id/why": (
        "--station-id 指定清单中的一栏作编号，各年按编号对应同一家机构；缺了就对不上。",
        "--station-id names the column by which stations are known from year to year; one without cannot be found again.",
    ),
    "archive-not-named": ("{option} 要与 --archive 一起用", "without --archive there is nothing for {option}"),
    "archive-not-named/hint": ("加上 --archive 文件", "add --archive FILE"),
    "archive-not-named/title": ("没有给出存档", "No archive was named"),
    "archive-not-named/why": (
        "这个选项说的是结果怎样存入存档；没有 --archive 就没有存档。",
        "The option says how a run is kept in an archive; without --archive there is none.",
    ),
    "archive-redacted": ("--redact 和 --archive 不能同时用", "--redact and --archive cannot go together"),
    "archive-redacted/hint": ("分两次运行", "run twice"),
    "archive-redacted/title": ("隐名的结果不能存档", "What has no names cannot be kept"),
    "archive-redacted/why": (
        "历年的结果按机构对应；隐去名称后，同一家机构每年的代号不同。",
        "Years are put together station by station; without names a station has another alias each time.",
    ),
    "archive-query": (
        "这条语句不能执行：{found}",
        "this cannot be asked: {found}",
    ),
    "archive-query/hint": (
        "只接受一条 SELECT，只读存档自己的表；表和列见 docs/provinces.zh.md",
        "one SELECT over the tables of the archive, and nothing else; docs/provinces.md lists them",
    ),
    "archive-query/title": ("查询语句不对", "A query that cannot be asked"),
    "archive-query/why": (
        "查询只读：不能写入、附加别的数据库、读别的文件或改设置。",
        "Queries read: they write nothing, attach no other database, read no other file and change no setting.",
    ),
    "archive-many-rows": ("查询结果超过 {bound} 行", "the query finds more than {bound} rows"),
    "archive-many-rows/hint": (
        "加 LIMIT 或条件；整张表用 convergence archive export",
        "narrow it, or add a LIMIT; for whole tables there is convergence archive export",
    ),
    "archive-many-rows/title": ("查询结果过多", "Too many rows"),
    "archive-many-rows/why": (
        "查询是为了看；几百万行请导出后用分析软件处理。",
        "A query is for reading; millions of rows are for an export, and a program that analyses it.",
    ),
    "archive-column-twice": ("有同名的列：{found}", "a name stands over two columns: {found}"),
    "archive-column-twice/hint": ("用 AS 另起列名", "give one of them another name with AS"),
    "archive-column-twice/title": ("列名重复", "Two columns of one name"),
    "archive-column-twice/why": (
        "JSON 以列名为键，同名的两列只剩一列。",
        "In JSON the names are keys, and one of the two columns would be lost.",
    ),
    "archive-export-nowhere": ("没有给出导出到哪里", "nothing says where to export to"),
    "archive-export-nowhere/hint": ("用 --csv 或 --parquet 给出文件夹", "name a folder with --csv or --parquet"),
    "archive-export-nowhere/title": ("没有导出的去处", "An export to nowhere"),
    "archive-export-nowhere/why": (
        "导出的是若干个文件，每表一个，放在给出的文件夹里。",
        "An export is several files, one for each table, in the folder that is named.",
    ),
    "parquet-no-package": ("写 Parquet 的组件没有安装", "the package that writes Parquet is not installed"),
    "parquet-no-package/hint": (
        '运行 pip install "convergence-cli[parquet]"；或改用 --csv',
        'run pip install "convergence-cli[parquet]", or choose --csv',
    ),
    "parquet-no-package/title": ("缺少 Parquet 组件", "Parquet needs one package more"),
    "parquet-no-package/why": (
        "Parquet 由 DuckDB 写出（约 25 MB），只有分析人员用得着，不随程序安装。",
        "DuckDB writes it, 25 MB that analysts alone have a use for, and so it is not installed with the program.",
    ),
    "renames-circle": ("编号改来改去又回到原处（{found}）", "keys that become each other ({found})"),
    "renames-circle/hint": (
        "只写确实改了的，写到现在的编号为止；两家互换了名称的，用 --station-id 给出编号",
        "name what a key has become at last; where two stations changed names, give them ids with --station-id",
    ),
    "renames-circle/title": ("改名清单成环", "Renames that form a circle"),
    "renames-circle/why": (
        "清单对各次评估都有效。几个编号互相替换，就说不清哪次评估里的是哪一家。",
        "The list holds for all runs. Where keys take each other's place nobody can tell which station is which in which run.",
    ),
    "renames-merge": (
        "“{run}”中的两家机构会变成同一个编号“{key}”（{found}）",
        "two stations of “{run}” would get one key, “{key}” ({found})",
    ),
    "renames-merge/hint": (
        "核对改名清单：同一次评估中的两家不是同一家",
        "look through the list of renames: two stations of one run are not the same one",
    ),
    "renames-merge/title": ("改名会把两家并成一家", "Renames that make two stations one"),
    "renames-merge/why": (
        "改名改写存档中的编号。两家并成一个编号以后，再也分不开，所以一处也不改。",
        "Renames change keys in the archive. Two stations under one key can never be parted again, so nothing is changed.",
    ),
    "renames-line": ("这一行不是两个编号（{found}）", "this line does not name two keys ({found})"),
    "renames-line/hint": (
        "每行两栏：原来的编号，现在的编号",
        "two columns a line: the key as it was, the key as it is",
    ),
    "renames-line/title": ("改名清单有误", "A list of renames at fault"),
    "renames-line/why": (
        "清单说明哪家机构改了编号或名称；缺一栏，或同一个旧编号对应两个新编号，都无从对应。",
        "The list says which stations go by another key now. With one column, or with two new keys for one old, nobody can tell.",
    ),
}
