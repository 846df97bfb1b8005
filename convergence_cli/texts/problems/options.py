"""Problems of options and of files to be written."""

WORDS: dict[str, tuple[str, str]] = {
    "language-unknown": ("没有语言“{found}”", "there is no language “{found}”"),
    "language-unknown/hint": ("可用：zh、en", "known: zh, en"),
    "language-unknown/title": ("没有这种语言", "No such language"),
    "language-unknown/why": (
        "报告和问卷只有中文（zh）和英文（en）两种。",
        "Reports and questionnaires come in Chinese (zh) and English (en) only.",
    ),
    "language-not-offered": (
        "指标体系 {framework} 没有“{found}”的文字",
        "the framework {framework} has no words in “{found}”",
    ),
    "language-not-offered/hint": ("它的语言：{known}", "its languages: {known}"),
    "language-not-offered/title": ("指标体系没有这种语言", "A framework without that language"),
    "language-not-offered/why": (
        "指标体系可以只用一种语言编写（languages），没有写的语言不能出报告和问卷。",
        "A framework may be written in one language (languages); there are no reports and forms in one that it lacks.",
    ),
    "profile-malformed": (
        "--profile 后面应是 问题=填报值，而不是“{found}”",
        "--profile takes QUESTION=VALUE, not “{found}”",
    ),
    "profile-malformed/hint": (
        "如 --profile level=county；值有空格时加引号",
        "such as --profile level=county; quote a value with spaces",
    ),
    "profile-malformed/title": ("已知信息写得不对", "What is known is malformed"),
    "profile-malformed/why": (
        "等号前是机构信息的编号，等号后是像在问卷中那样填写的值，两边都不能空。",
        "Before the equals sign stands the id of a profile question, after it the value as one would type it; neither "
        "may be empty.",
    ),
    "profile-not-asked": (
        "这个指标体系没有机构信息“{found}”",
        "this framework asks no profile question “{found}”",
    ),
    "profile-not-asked/hint": ("最接近的是 {nearest}；可用：{known}", "nearest: {nearest}; known: {known}"),
    "profile-not-asked/title": ("没有这一项机构信息", "A profile question that is not asked"),
    "profile-not-asked/why": (
        "--profile 和 --level 只接受 framework.yaml 的 profile 中列出的问题。",
        "--profile and --level take the questions that stand under profile in framework.yaml.",
    ),
    "profile-refused": ("{question}：{why}", "{question}: {why}"),
    "profile-refused/hint": ("像在问卷的单元格中那样填写", "write it as in the questionnaire's cell"),
    "profile-refused/title": ("已知信息的值不是有效的填报值", "A known value is no answer"),
    "profile-refused/why": (
        "值按问卷单元格的规则读取；读不懂、没有这个选项或超出范围的不接受。",
        "The value is read by the rules of a questionnaire's cell; what cannot be read, is no option or is out of "
        "bounds is refused.",
    ),
    "nothing-to-explain": ("没有“{found}”", "there is nothing called “{found}”"),
    "nothing-to-explain/hint": (
        "最接近的是 {nearest}；convergence rubrics list 列出全部",
        "nearest: {nearest}; convergence rubrics list shows all",
    ),
    "nothing-to-explain/title": ("没有可解释的内容", "Nothing to explain"),
    "nothing-to-explain/why": (
        "explain 后面应是等级、措施、指标的编号或名称、条款编号、报告中的用语或错误代码，这个词都不是。",
        "What follows explain must be a level, a measure or an indicator by id or title, a clause, a term of the reports or an error code; this word is none of them.",
    ),
    "name-unknown": ("{option} 没有“{found}”", "{option} has nothing called “{found}”"),
    "name-unknown/hint": ("最接近的是 {nearest}；可用：{known}", "nearest: {nearest}; known: {known}"),
    "name-unknown/title": ("没有这个名称", "No such name"),
    "name-unknown/why": (
        "可以写编号，也可以写中文或英文名称，大致写对即可；这个词和哪一个都不够接近，或者和几个一样接近。",
        "An id, or a title in Chinese or English, spelt closely enough: this word is close to none, or as close to several.",
    ),
    "name-guessed": ("{option}：“{found}”按 {read} 处理", "{option}: “{found}” was taken for {read}"),
    "name-guessed/hint": ("如果不是，请写编号或全名", "if that is not meant, write the id or the full title"),
    "name-guessed/title": ("按最接近的名称处理", "Taken for the closest name"),
    "name-guessed/why": (
        "写的不是编号或全名，但只有一个名称与它接近。编号中的数字必须写对。",
        "What was typed is neither an id nor a full title, and close to a single one. Numbers must be written as they are.",
    ),
    "config-unknown-key": ("设置文件中没有“{found}”这一项", "no option is called “{found}”"),
    "config-unknown-key/hint": (
        "最接近的是 {nearest}；各命令的选项写在以命令为名的表里，如 [batch]，只有 rubrics、lang、quiet、overwrite、debug、color 可以写在表外",
        "nearest: {nearest}; options stand in a table of their command's name, such as [batch]; only rubrics, lang, quiet, overwrite, debug and color may stand outside",
    ),
    "config-unknown-key/title": ("设置文件中有不认识的项", "An unknown key of the settings"),
    "config-unknown-key/why": (
        "写错的项如果放过，就在没有提示的情况下不起作用：门槛可能根本没有设上。",
        "A misspelt key would have no effect, and nobody would notice: a gate might not be there at all.",
    ),
    "config-value": ("设置文件中“{found}”的值不合类型", "the value of “{found}” is of another kind than its option"),
    "config-value/hint": (
        "开关写 true 或 false，可重复的选项写成列表，其他写成文字或数字",
        "true or false for a switch, a list for an option that may be repeated, else a text or a number",
    ),
    "config-value/title": ("设置的值类型不对", "A setting of another kind"),
    "config-value/why": (
        "设置文件中的每一项都当作命令行上的选项来读，类型要一致。",
        "Each key of the settings is read as the option on the command line would be.",
    ),
    "config-not-toml": ("设置文件不是正确的 TOML：{found}", "the settings are not TOML: {found}"),
    "config-not-toml/hint": (
        "按所示位置改正；文字要加引号",
        "mend the place that is named; texts stand in quotation marks",
    ),
    "config-not-toml/title": ("设置文件读不懂", "Settings that cannot be read"),
    "config-not-toml/why": (
        "读不懂的设置文件不会跳过，否则门槛就在没有提示的情况下没有了。",
        "Settings that cannot be read are not passed over: gates would be gone, and nobody would notice.",
    ),
    "config-unknown-variable": ("环境变量 {found} 不对应任何选项", "the variable {found} names no option"),
    "config-unknown-variable/hint": (
        "最接近的是 {nearest}；用不到就取消这个变量",
        "nearest: {nearest}; unset it if it is not needed",
    ),
    "config-unknown-variable/title": ("环境变量不对应选项", "A variable that names no option"),
    "config-unknown-variable/why": (
        "以 CONVERGENCE_命令_ 开头的变量都当作该命令的选项；写错的不会悄悄放过。",
        "Variables that begin with CONVERGENCE_COMMAND_ are options of that command; a misspelt one is not passed over.",
    ),
    "option-value": ("{option} 没有“{found}”", "{option} has no value “{found}”"),
    "option-value/hint": ("可用：{known}", "known: {known}"),
    "option-value/title": ("选项的值不对", "An option has no such value"),
    "option-value/why": (
        "命令中某个选项只接受固定的几个值或一定范围内的数。程序在开始工作前就停下，没有写任何文件。",
        "The option takes a few fixed values, or numbers within a range. The program stopped before any work and wrote nothing.",
    ),
    "export-suffix": ("不认识“{found}”的后缀", "the suffix of “{found}” is not known"),
    "export-suffix/hint": ("可用：{known}", "known: {known}"),
    "export-suffix/title": ("报告的后缀不认识", "Unknown suffix of a report"),
    "export-suffix/why": (
        "报告的格式由文件后缀决定，这个后缀没有对应的格式。",
        "A report's format follows from the suffix of its file, and no format goes with this one.",
    ),
    "pdf-not-installed": (
        "写 PDF 要用的 typst 没有安装",
        "the package typst, which writes PDF, is not installed",
    ),
    "pdf-not-installed/hint": (
        '运行 pip install "convergence-cli[pdf]"，或改用 .docx',
        'run pip install "convergence-cli[pdf]", or write a .docx',
    ),
    "pdf-not-installed/title": ("写 PDF 缺少组件", "What writes PDF is not installed"),
    "pdf-not-installed/why": (
        "PDF 由 typst 排版，它约 35 MB，不随程序一起安装；离线安装包里已经带有。",
        "PDF is set by typst, which has 35 MB and is not installed along with the program; offline bundles have it.",
    ),
    "pdf-no-chinese-font": ("这台电脑上没有中文字体", "this system has no font with Chinese characters"),
    "pdf-no-chinese-font/hint": (
        "安装仿宋、黑体、楷体、宋体，或思源宋体（Noto Serif CJK SC、fonts-noto-cjk），或改用 .docx",
        "install FangSong, SimHei, KaiTi and SimSun, or Noto Serif CJK SC (fonts-noto-cjk), or write a .docx",
    ),
    "pdf-no-chinese-font/title": ("没有中文字体", "No Chinese font"),
    "pdf-no-chinese-font/why": (
        "PDF 内嵌所用的字体，字体取自这台电脑；没有中文字体，写出来只有方框，因此不写。",
        "A PDF carries its fonts, which come from this system. Without a Chinese one there would be empty boxes, so that none is written.",
    ),
    "export-no-folder": ("没有文件夹“{found}”", "there is no folder “{found}”"),
    "export-no-folder/hint": ("先建好文件夹", "make it first"),
    "export-no-folder/title": ("目标文件夹不存在", "The folder does not exist"),
    "export-no-folder/why": (
        "程序不会自己新建文件夹，以免写错位置。",
        "The program makes no folders of its own, so that nothing is written to a wrong place.",
    ),
    "export-is-folder": ("“{found}”是文件夹", "“{found}” is a folder"),
    "export-is-folder/hint": ("给出文件名", "name a file"),
    "export-is-folder/title": ("目标是文件夹", "The target is a folder"),
    "export-is-folder/why": (
        "要写出的是一个文件，而这个名字已经是一个文件夹。",
        "A file is to be written, and there is a folder of this name.",
    ),
    "export-is-input": ("“{found}”是本次要读取的文件", "“{found}” is what is being read"),
    "export-is-input/hint": ("换个文件名，否则原有内容会丢失", "name another file: what is in it would be lost"),
    "export-is-input/title": ("会覆盖正在读取的文件", "It would replace what is being read"),
    "export-is-input/why": (
        "写出的文件与输入的问卷（或报告、指标体系）是同一个，写出就会丢失填报内容，因此没有写；加 --overwrite 也不行。",
        "The file to be written is the questionnaire (or report, or framework) that is being read: what was filled in would be lost, so nothing was written, and --overwrite does not change that.",
    ),
    "export-exists": (
        "“{found}”已存在，而且不是本程序写出后未改动过的同类文件，没有替换",
        "“{found}” is there already and was not replaced: it is no untouched output of the same kind",
    ),
    "export-exists/hint": (
        "换个文件名；确要替换请加 --overwrite，原文件会先另存为“{found}.bak-序号”",
        "name another file; to replace it all the same add --overwrite, which keeps it as “{found}.bak-N” first",
    ),
    "export-exists/title": ("文件已存在，可能有人填写过", "The file exists and may hold someone's work"),
    "export-exists/why": (
        "程序只替换自己写出、此后没有人改动过的同类文件。填过的问卷和台账、标注后改过的副本、别的程序保存过的文件、其他命令写出的文件，都不会在不知不觉中被替换。只在表格软件里重新保存过，也算改动过。",
        "Only a file that this program wrote, of the same kind and unchanged since, is replaced. A form or a ledger that was filled in, a marked copy that was corrected, a file that another program saved or another command wrote never is without a word. Saved again in a spreadsheet program, with nothing typed, counts as changed too.",
    ),
    "export-open": ("“{found}”正被别的程序打开，没有替换", "“{found}” is open in another program and was not replaced"),
    "export-open/hint": (
        "先在那个程序里关闭它；如果并没有打开，删除旁边的“{lock}”后再试",
        "close it there; if no program has it open, delete “{lock}” beside it and try again",
    ),
    "export-open/title": ("文件正被打开", "The file is open"),
    "export-open/why": (
        "旁边有 Excel、Word、WPS 或 LibreOffice 的锁定文件，说明有人正在编辑。这时替换，他一保存就会盖掉新文件，或者丢掉没存的内容；加 --overwrite 也不替换。",
        "A lock file of Excel, Word, WPS or LibreOffice lies beside it: someone is working in it. Saved there, it would take the place of the new file, or what is not saved yet would be lost. --overwrite does not change that.",
    ),
    "export-is-link": ("“{found}”是链接，不是文件", "“{found}” is a link, not a file"),
    "export-is-link/hint": ("给出文件本身的位置", "name the file that it leads to"),
    "export-is-link/title": ("目标是链接", "The target is a link"),
    "export-is-link/why": (
        "链接可以指向任何地方的文件。程序不通过链接写文件，也不用文件顶替链接。",
        "A link may lead to a file anywhere. Nothing is written through one, and none is replaced by a file.",
    ),
    "export-not-file": ("“{found}”不是普通文件", "“{found}” is no ordinary file"),
    "export-not-file/hint": ("换个文件名", "name another file"),
    "export-not-file/title": ("目标不是普通文件", "The target is no ordinary file"),
    "export-not-file/why": (
        "这个名字是管道、套接字或设备，不能用报告顶替。",
        "It is a pipe, a socket or a device, and a report does not take its place.",
    ),
    "export-read-only": ("“{found}”是只读的，没有替换", "“{found}” is read-only and was not replaced"),
    "export-read-only/hint": (
        "换个文件名，或先取消它的只读属性",
        "name another file, or take the protection off first",
    ),
    "export-read-only/title": ("文件是只读的", "The file is read-only"),
    "export-read-only/why": (
        "有人把它设成了只读，就是不想让它变；加 --overwrite 也不替换。",
        "Someone made it read-only so that it stays as it is. --overwrite does not change that.",
    ),
    "export-twin": (
        "“{found}”与已有的“{twin}”只是大小写或字符写法不同",
        "“{found}” differs from “{twin}”, which is there, in nothing but case or the way its letters are put together",
    ),
    "export-twin/hint": ("换个文件名，或照“{twin}”的写法", "name another file, or write it like “{twin}”"),
    "export-twin/title": ("文件名几乎相同", "Two names that are nearly the same"),
    "export-twin/why": (
        "Windows、macOS 和不少网盘不区分大小写，把这两个名字当成一个文件：复制过去就会互相覆盖。",
        "Windows, macOS and many shared drives take the two names for one file: copied there, one would replace the other.",
    ),
    "export-twice": ("“{found}”要写两次", "“{found}” is to be written twice"),
    "export-twice/hint": ("每个文件用不同的名字", "give each file a name of its own"),
    "export-twice/title": ("同一个文件写两次", "One file, written twice"),
    "export-twice/why": (
        "一条命令要写出的两个文件同名（或只是大小写不同），后一个会盖掉前一个。",
        "Two files of one command have the same name, or names that differ in case alone: the second would replace the first.",
    ),
    "export-failed": ("写不出文件：{found}", "the file could not be written: {found}"),
    "export-failed/hint": (
        "检查磁盘空间和权限，并关闭正在打开它的程序",
        "check space and rights, and close the program that has it open",
    ),
    "export-failed/title": ("文件写不出来", "The file could not be written"),
    "export-failed/why": (
        "操作系统拒绝写入：磁盘满、没有权限，或文件正被 WPS、Excel 打开。原来的文件没有变化，也没有留下半个文件。",
        "The system refused: the disk is full, rights are missing, or WPS or Excel has the file open. The old file is as it was, and no half file is left.",
    ),
    "mark-not-xlsx": ("“{found}”不是 xlsx，不能标注", "“{found}” is not an xlsx and cannot be marked"),
    "mark-not-xlsx/hint": ("用 WPS 或 Excel 另存为 xlsx 后再试", "save it as xlsx in WPS or Excel, and try again"),
    "mark-not-xlsx/title": ("这种格式不能标注", "This format cannot be marked"),
    "mark-not-xlsx/why": (
        "标注要保证其余单元格、格式和下拉列表一概不变，只有 xlsx 和 xlsm 做得到。",
        "Marking must leave every other cell, format and drop-down as it is; only xlsx and xlsm allow that.",
    ),
    "mark-one-file": ("--mark 一次标注一份问卷，给了 {count} 份", "--mark marks one workbook, {count} were named"),
    "mark-one-file/hint": ("逐份运行", "run it for each"),
    "mark-one-file/title": ("一次只能标注一个文件", "One file at a time can be marked"),
    "mark-one-file/why": (
        "--mark 写出一个文件，而命令中给了几份问卷。",
        "--mark writes one file, and several questionnaires were named.",
    ),
    "template-out": (
        "没有写明生成到哪里，或写了两处",
        "it is not said where to write, or it is said twice",
    ),
    "template-out/hint": (
        "一份问卷写 OUT.xlsx；每个部门一册写 --split-by who -o 文件夹",
        "one form: OUT.xlsx; a form for each department: --split-by who -o FOLDER",
    ),
    "template-out/title": ("生成到哪里", "Where to write"),
    "template-out/why": (
        "一份问卷是一个文件，分部门的问卷是一个文件夹里的几个文件，两种写法只能用一种。",
        "One form is one file, the forms of departments are files in a folder; it is one or the other.",
    ),
    "no-departments": ("{found} 没有写明由哪些部门填报", "{found} names no departments"),
    "no-departments/hint": ("可以用 --chapter 按板块分", "--chapter makes the form of one chapter"),
    "no-departments/title": ("没有填报部门", "No departments"),
    "no-departments/why": (
        "按部门分册要靠指标中的 who；这个指标体系的指标都没有写。",
        "Forms are told apart by the departments that indicators name; no indicator of this framework names one.",
    ),
    "merge-one-file": ("只给了一份问卷", "only one workbook was named"),
    "merge-one-file/hint": ("列出要合并的各份问卷", "name the copies to be merged"),
    "merge-one-file/title": ("合并至少要两份", "Merging takes two"),
    "merge-one-file/why": (
        "只给了一份问卷，没有可合并的。",
        "One workbook was named, and there is nothing to merge it with.",
    ),
    "folder-not-empty": ("“{found}”已有别的内容", "“{found}” is there already and holds something else"),
    "folder-not-empty/hint": (
        "换一个新文件夹；确要替换同名的文件请加 --overwrite，原文件会先另存为“文件名.bak-序号”，其他文件须先移走",
        "name a new folder; to replace files of the same names add --overwrite, which keeps each as “NAME.bak-N” first, and move the others away",
    ),
    "folder-not-empty/title": ("文件夹不是空的", "The folder is not empty"),
    "folder-not-empty/why": (
        "指标体系写进空文件夹，或者本程序写出后未改动过的同一个文件夹，以免和别的文件混在一起，被当成指标体系的一部分。",
        "A framework is written into an empty folder, or into one that was written here before and is unchanged: other files in it would be taken for parts of the framework.",
    ),
}
