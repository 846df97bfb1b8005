"""Problems of a batch: what was named and what is there, the list of workbooks, workers, stations that came twice."""

WORDS: dict[str, tuple[str, str]] = {
    "redact-with-reports": (
        "--redact 和 {option} 不能同时用",
        "--redact and {option} cannot go together",
    ),
    "redact-with-reports/hint": ("分两次运行", "run twice"),
    "redact-with-reports/title": ("各机构的报告不能用代号", "Stations' own reports cannot be redacted"),
    "redact-with-reports/why": (
        "各机构自己的差距报告写有名称、填报值和佐证，去掉这些就没有内容了；基线按名称对应机构，用代号就对不上。",
        "A station's own gap report is made of its name, answers and evidence; without them nothing is left. In a baseline stations are found by their names.",
    ),
    # --- what a batch is about ---------------------------------------------------------------------
    "batch-of-nothing": ("没有给出要评估的问卷", "no workbooks were named"),
    "batch-of-nothing/hint": (
        "给出文件夹、文件或通配符，或用 --manifest 给出清单",
        "name folders, files or patterns, or a list with --manifest",
    ),
    "batch-of-nothing/title": ("没有要评估的问卷", "Nothing to judge"),
    "batch-of-nothing/why": (
        "batch 需要知道评估哪些问卷；没有给出，或给出的都被 --exclude 排除了。程序不会以 0 结束，以免误当成全部通过。",
        "batch has to know which workbooks to judge; none were named, or all of them were excluded. It never ends with 0 then, which would look as if all had passed.",
    ),
    "nothing-found": ("这里没有可读的问卷", "there are no workbooks here"),
    "nothing-found/hint": (
        "检查路径；可读的后缀有 .xlsx .xlsm .xls .xlsb .ods .et",
        "check the path; what can be read ends in .xlsx, .xlsm, .xls, .xlsb, .ods or .et",
    ),
    "nothing-found/title": ("文件夹或通配符下没有问卷", "A folder or a pattern without workbooks"),
    "nothing-found/why": (
        "指定的文件夹（含各级子文件夹）或通配符没有找到任何问卷，多半是路径写错了。程序在开始评估前就停下。",
        "No workbook lies in the folder, at any depth, or fits the pattern: the path is probably wrong. The program stopped before any work.",
    ),
    "folder-unreadable": ("文件夹无法进入：{reason}", "the folder cannot be entered: {reason}"),
    "folder-unreadable/hint": ("检查权限后再试", "check your rights, and try again"),
    "folder-unreadable/title": ("文件夹进不去", "A folder that cannot be entered"),
    "folder-unreadable/why": (
        "系统不允许进入该文件夹，其中的问卷没有评估。其余的照常评估，退出码为 2。",
        "The system does not let the program in: workbooks in it were not judged. All others were; the exit code is 2.",
    ),
    "passed-over-lock": (
        "跳过 {count} 个锁定文件（文件打开时自动产生）：{files}",
        "{count:lock file|lock files} of open workbooks passed over: {files}",
    ),
    "passed-over-lock/hint": (
        "有人正打开着这些问卷，评估的是上次保存的内容",
        "somebody has these workbooks open; what was last saved is judged",
    ),
    "passed-over-lock/title": ("锁定文件", "Lock files"),
    "passed-over-lock/why": (
        "WPS、Excel 和 LibreOffice 打开文件时会在旁边放一个名字以 ~$、.~ 或 .~lock. 开头的小文件，它不是问卷。",
        "While WPS, Excel or LibreOffice has a file open, a small one whose name begins with ~$, .~ or .~lock. lies beside "
        "it. It is no questionnaire.",
    ),
    "passed-over-hidden": ("跳过 {count} 个隐藏文件：{files}", "{count:hidden file|hidden files} passed over: {files}"),
    "passed-over-hidden/hint": ("", ""),
    "passed-over-hidden/title": ("隐藏文件", "Hidden files"),
    "passed-over-hidden/why": (
        "名字以点开头的文件由系统或程序自己使用；要评估就直接写出文件名。",
        "Files whose names begin with a dot belong to systems and programs; to judge one, name it.",
    ),
    "passed-over-suffix": (
        "跳过 {count} 个不是表格的文件：{files}",
        "passed over, being no workbooks, {count:file|files}: {files}",
    ),
    "passed-over-suffix/hint": (
        "其中如有填好的问卷，请另存为“Excel 工作簿 (*.xlsx)”",
        "if one of them is a completed questionnaire, save it as “Excel Workbook (*.xlsx)”",
    ),
    "passed-over-suffix/title": ("其他文件", "Other files"),
    "passed-over-suffix/why": (
        "文件夹里只评估后缀为 .xlsx .xlsm .xls .xlsb .ods .et 的文件，佐证材料等一概跳过。",
        "Of a folder only files ending in .xlsx, .xlsm, .xls, .xlsb, .ods or .et are judged; evidence and the like are passed over.",
    ),
    "passed-over-link": (
        "没有进入 {count} 个链接的文件夹：{files}",
        "{count:link to a folder|links to folders} not followed: {files}",
    ),
    "passed-over-link/hint": ("如需评估，直接写出该文件夹", "to judge what lies there, name the folder itself"),
    "passed-over-link/title": ("链接的文件夹", "Links to folders"),
    "passed-over-link/why": (
        "链接可能指回自己所在的文件夹，跟着走会没有尽头。",
        "A link may lead back to where it stands, and there would be no end of it.",
    ),
    "file-is-report": (
        "这是本程序写出的报告、路线图或核查表，不是问卷",
        "this is a report, a roadmap or a reviewer's sheet of this program, and no questionnaire",
    ),
    "file-is-report/hint": (
        "给出填好的问卷；核查表用 convergence review --read 读回",
        "name the completed questionnaire; a reviewer's sheet is read by convergence review --read",
    ),
    "file-is-report/title": ("把报告当成了问卷", "A report in place of a questionnaire"),
    "file-is-report/why": (
        "文件是本程序写出的。报告、路线图、核查表里也列有题目和填报值，当成问卷来读会全部读错，因此不读。",
        "This program wrote the file, and it is no form. It lists questions and answers too, and read as a questionnaire every one of them would be wrong.",
    ),
    # --- the list of workbooks -----------------------------------------------------------------------
    "redact-recognisable": (
        "{count} 家机构凭题目范围就能认出：本批中与其级别相同的不足 3 家",
        "{count:station|stations} can be recognised by what they were asked: fewer than 3 of the run are of their level",
    ),
    "redact-recognisable/hint": (
        "不宜外传时用 --exclude 排除后再运行",
        "if that matters, leave them out with --exclude",
    ),
    "redact-recognisable/title": ("隐名后仍可能被认出", "Recognisable without a name"),
    "redact-recognisable/why": (
        "--redact 隐去名称、文字和少于 3 家共有的情况，但不改动评估结果；不同级别的机构题目不同，独一家的看结果就能认出。",
        "--redact hides names, texts and what fewer than 3 stations have in common, and leaves results as they are; levels are asked different questions, so a station that is alone in its level shows by its results.",
    ),
    "resume-not-ours": (
        "这份报告不是本机本用户运行 batch 写出的原样文件，其中的结果不予沿用，全部问卷重新评估",
        "this is not, to the byte, a report that batch wrote for you on this machine: nothing is taken from it, and every workbook is judged anew",
    ),
    "resume-not-ours/hint": (
        "多花些时间，结果不受影响；CONVERGENCE_CACHE=off 时不留记录，也不能沿用",
        "that takes longer and changes nothing else; with CONVERGENCE_CACHE=off no record is kept",
    ),
    "resume-not-ours/title": ("报告不是本程序写的原样文件", "Not a report as it was written"),
    "resume-not-ours/why": (
        "批次报告里只有得分，没有填报值，改了也看不出来；所以只沿用本程序为本用户写出、一个字节也没有变过的报告。",
        "A report of a batch holds points without answers, and an alteration would not show; so only a report is gone on from that this program wrote for this user, unchanged.",
    ),
    "manifest-encoding": ("清单的编码既不是 UTF-8 也不是 GBK", "the list is neither in UTF-8 nor in GBK"),
    "manifest-encoding/hint": (
        "在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”",
        "save it as “CSV UTF-8 (comma delimited)” in Excel or WPS",
    ),
    "manifest-encoding/title": ("清单的编码不对", "The list's encoding"),
    "manifest-encoding/why": (
        "清单须为文本，编码为 UTF-8 或 GBK；“Unicode 文本”和表格文件本身都不行。",
        "A list is a text in UTF-8 or GBK; “Unicode text” is neither, and a workbook is no list.",
    ),
    "manifest-not-csv": ("清单不是合格的 CSV：{found}", "the list is no proper CSV: {found}"),
    "manifest-not-csv/hint": ("检查这一行的引号", "check the quotation marks of this line"),
    "manifest-not-csv/title": ("清单的格式不对", "The list's format"),
    "manifest-not-csv/why": (
        "多半是引号没有成对，后面的内容分不清属于哪一栏。",
        "A quotation mark is probably without its twin, so that nobody can say where a field ends.",
    ),
    "manifest-empty": ("清单里没有问卷", "the list names no workbook"),
    "manifest-empty/hint": (
        "第一行写栏名，以下每行一份问卷",
        "the first line names the columns, each line below it one workbook",
    ),
    "manifest-empty/title": ("清单是空的", "An empty list"),
    "manifest-empty/why": (
        "清单至少要有栏名一行和问卷一行。",
        "A list has a line that names its columns, and at least one line more.",
    ),
    "manifest-no-path": ("清单没有“path”（路径）一栏，只有：{found}", "the list has no column “path”, only: {found}"),
    "manifest-no-path/hint": (
        "在第一行写明栏名，问卷路径的一栏叫 path 或路径",
        "name the columns in the first line; that of the workbooks is “path”",
    ),
    "manifest-no-path/title": ("清单缺路径一栏", "The list has no column of paths"),
    "manifest-no-path/why": (
        "第一行应是栏名，其中一栏叫 path（或“路径”），写问卷的位置，从清单所在文件夹算起。",
        "The first line names the columns, and one of them, “path”, says where each workbook is, starting from the list's own folder.",
    ),
    "manifest-column-twice": ("清单有两栏都叫“{found}”", "two columns of the list are called “{found}”"),
    "manifest-column-twice/hint": ("改一栏的名字", "rename one of them"),
    "manifest-column-twice/title": ("清单的栏名重复", "Two columns of one name in the list"),
    "manifest-column-twice/why": (
        "两栏同名，分不清以哪一栏为准。",
        "Nobody can say which of the two holds.",
    ),
    "manifest-fields": ("这一行比栏名多 {count} 格", "this line has {count:field|fields} more than there are columns"),
    "manifest-fields/hint": ("内容里有逗号的要加引号", "a field with a comma in it needs quotation marks"),
    "manifest-fields/title": ("清单某行的格数不对", "Too many fields in a line of the list"),
    "manifest-fields/why": (
        "多出的内容不知道属于哪一栏，多半是文字里的逗号没有加引号。",
        "What is too much belongs to no column; most often a comma in a text stands without quotation marks.",
    ),
    "manifest-path-missing": ("这一行没有写问卷的路径", "this line names no workbook"),
    "manifest-path-missing/hint": ("补上路径，或删去这一行", "add the path, or delete the line"),
    "manifest-path-missing/title": ("清单某行缺路径", "A line of the list without a path"),
    "manifest-path-missing/why": (
        "每一行都要写明问卷在哪里；空行可以有。",
        "Each line says where its workbook is; lines that are blank throughout are passed over.",
    ),
    "manifest-path-twice": ("“{found}”在第 {line} 行已经列过", "“{found}” stands on line {line} already"),
    "manifest-path-twice/hint": ("删去一行", "delete one of the lines"),
    "manifest-path-twice/title": ("清单把一份问卷列了两次", "A workbook twice in the list"),
    "manifest-path-twice/why": (
        "两行说的是同一个文件，各栏的内容以哪一行为准说不清。",
        "Both lines are about one file, and nobody can say which of them holds.",
    ),
    "manifest-option": ("“{column}”没有“{found}”", "“{column}” has no option “{found}”"),
    "manifest-option/hint": ("可用：{known}", "known: {known}"),
    "manifest-option/title": ("清单里的选项不对", "An option that does not exist, in the list"),
    "manifest-option/why": (
        "这一栏与机构信息的一题同名，内容须是该题的选项（编号或文字，中英文皆可）。",
        "The column is called like a question about the station and must hold one of its options: the id, or the words in either language.",
    ),
    "manifest-differs": (
        "“{question}”：清单写的是“{listed}”，问卷填的是“{found}”",
        "“{question}”: the list says “{listed}”, the workbook “{found}”",
    ),
    "manifest-differs/hint": (
        "评估以问卷为准，请核对是否给错了文件",
        "the workbook counts; check that it is the right file",
    ),
    "manifest-differs/title": ("清单与问卷不一致", "The list and the workbook differ"),
    "manifest-differs/why": (
        "清单对这家机构的说法与它自己填的不同，可能是文件放错，也可能是清单过时。",
        "What the list says of the station is not what its workbook says: it may be the wrong file, or an old list.",
    ),
    # --- stations that came twice ----------------------------------------------------------------------
    "workbook-twice": ("与另一份问卷内容完全相同：{others}", "another workbook has the very same content: {others}"),
    "workbook-twice/hint": ("删去一份，否则这家机构会算两次", "remove one, else the station counts twice"),
    "workbook-twice/title": ("同一份问卷交了两次", "The same workbook twice"),
    "workbook-twice/why": (
        "两个文件逐字节相同，只是名字或位置不同。两份都已评估并列出。",
        "The two files are the same to the byte, under two names. Both were judged, and both are listed.",
    ),
    "station-twice": ("“{station}”另有问卷：{others}", "there is another workbook of “{station}”: {others}"),
    "station-twice/hint": (
        "留下正确的一份；排名时这家机构会算两次",
        "keep the right one: in a ranking the station would count twice",
    ),
    "station-twice/title": ("同一机构交了两份", "The same station twice"),
    "station-twice/why": (
        "两份问卷的机构名称、层级、省份都相同，内容却不同，评估年度也不分先后，可能是新旧两稿。两份都已评估并列出；年度不同的只计最近一年。",
        "Two workbooks name the same station, level and province, and differ, though not by their years: two drafts, perhaps. Both were judged, and both are listed; of several years the latest counts.",
    ),
    "station-earlier-years": (
        "这家机构另有往年的问卷，没有计入：{others}",
        "there are workbooks of earlier years of this station, which are not counted: {others}",
    ),
    "station-earlier-years/hint": ("看变化用 compare", "see what changed with compare"),
    "station-earlier-years/title": ("同一机构有几个年度的问卷", "Several years of one station"),
    "station-earlier-years/why": (
        "机构名称、层级、省份都相同而评估年度不同的，是同一家机构的历年问卷；只有最近一年计入排名、统计和门槛。",
        "Workbooks of the same station, level and province for different years are its history: the latest one counts in ranks, statistics and gates.",
    ),
    # --- workers ----------------------------------------------------------------------------------------
    "worker-died": ("读这个文件时工作进程意外终止", "the process that read this file was killed"),
    "worker-died/hint": (
        "不要打开该文件，请填报单位从空白问卷重新填报；如确是正常文件，请反馈",
        "do not open the file; ask the station to fill in a fresh questionnaire; if it is an honest file, please report it",
    ),
    "worker-died/title": ("文件使进程终止", "A file that kills its reader"),
    "worker-died/why": (
        "文件让读取它的进程崩溃或内存用尽；为核实，已在单独的进程里又试了一次。其余问卷不受影响。",
        "The file crashed the process that read it, or used up its memory; it was tried once more in a process of its own. No other workbook was affected.",
    ),
    "file-timeout": (
        "读这个文件超过 {seconds} 秒仍未结束，已停止",
        "this file took more than {seconds:second|seconds} and was given up",
    ),
    "file-timeout/hint": (
        "正常问卷用不到 1 秒；如文件可靠、只是电脑或网络盘较慢，可用 --file-timeout 秒数 放宽后再试",
        "a questionnaire takes less than one; if you trust the file and the machine or drive is slow, allow more with --file-timeout SECONDS",
    ),
    "file-timeout/title": ("读取超时", "A file that takes too long"),
    "file-timeout/why": (
        "每个文件的读取时间有上限，免得一个文件拖住整批。其余问卷照常评估，退出码为 2。",
        "The time for each file is bounded, so that one cannot hold up all others. Those were judged; the exit code is 2.",
    ),
    "dask-no-limits": (
        "--dask 不能与 {option} 一起用",
        "{option} does not go together with --dask",
    ),
    "dask-no-limits/hint": (
        "时间和内存上限由集群的工作进程自己设置（如 dask worker --memory-limit）",
        "the workers of a cluster have limits of their own (such as dask worker --memory-limit)",
    ),
    "dask-no-limits/title": ("集群另有上限", "A cluster has its own limits"),
    "dask-no-limits/why": (
        "其他电脑上的进程正在读哪个文件，从这里看不到，也无法单独停止。",
        "What a process on another machine is at cannot be seen from here, and it cannot be ended alone.",
    ),
    "memory-exhausted": ("读这个文件用尽了内存", "reading this file took more memory than there is"),
    "memory-exhausted/hint": (
        "请填报单位删去文件中的图片；如文件可靠，可用 --file-memory MB数 放宽，并减少同时工作的进程数（--jobs）",
        "ask the station to remove pictures; if you trust the file, allow more with --file-memory MB, and let fewer processes work at a time (--jobs)",
    ),
    "memory-exhausted/title": ("内存用尽", "Out of memory"),
    "memory-exhausted/why": (
        "每个工作进程的内存有上限，免得一个文件拖垮整台电脑。",
        "The memory of each worker is bounded, so that one file cannot stall the whole machine.",
    ),
    "judging-bug": ("评估这个文件时程序出错：{found}", "convergence itself failed on this file: {found}"),
    "judging-bug/hint": (
        "这是程序的缺陷，请带上 --debug 的输出反馈",
        "this is a bug; please report it with the output of --debug",
    ),
    "judging-bug/title": ("程序在一个文件上出错", "A bug on one file"),
    "judging-bug/why": (
        "程序自己有缺陷，与填报无关。其余问卷照常评估，退出码为 3。",
        "The program is at fault, not the station. All other workbooks were judged; the exit code is 3.",
    ),
    "dask-missing": ("没有安装 distributed", "the package distributed is not installed"),
    "dask-missing/hint": ('运行 pip install "convergence-cli[dask]"', 'run pip install "convergence-cli[dask]"'),
    "dask-missing/title": ("--dask 缺少组件", "What --dask needs is not installed"),
    "dask-missing/why": (
        "多台机器一起评估要用 distributed，它不随程序一起安装。",
        "Several machines work together by way of distributed, which is not installed along with the program.",
    ),
    "dask-no-workers": (
        "集群 {address} 已有 {seconds} 秒没有工作进程，不再等待",
        "the cluster at {address} has had no worker for {seconds:second|seconds}: gave up",
    ),
    "dask-no-workers/hint": (
        "确认工作进程还在运行（内存不够时会被停掉）；需要等得更久的，用 --dask-timeout 秒数",
        "see whether its workers run (they are ended where memory is short); to wait longer use --dask-timeout SECONDS",
    ),
    "dask-no-workers/title": ("集群没有工作进程", "A cluster without workers"),
    "dask-no-workers/why": (
        "调度器还在，工作进程一个也没有，再等也不会有结果；没有写出报告。",
        "The scheduler is there and nobody works for it: waiting on would bring nothing. No report was written.",
    ),
    "dask-unreachable": ("连不上调度器 {address}：{found}", "the scheduler {address} cannot be reached: {found}"),
    "dask-unreachable/hint": (
        "检查地址，如 tcp://10.0.0.5:8786，并确认调度器已启动",
        "check the address, such as tcp://10.0.0.5:8786, and that the scheduler runs",
    ),
    "dask-unreachable/title": ("连不上调度器", "The scheduler cannot be reached"),
    "dask-unreachable/why": (
        "--dask 后面应是正在运行的 dask 调度器的地址。",
        "What follows --dask is the address of a dask scheduler that is running.",
    ),
}
