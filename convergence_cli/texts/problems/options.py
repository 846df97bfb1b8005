"""Problems of options and of files to be written."""

WORDS: dict[str, tuple[str, str]] = {
    "language-unknown": ("没有语言“{found}”", "there is no language “{found}”"),
    "language-unknown/hint": ("可用：zh、en", "known: zh, en"),
    "language-unknown/title": ("没有这种语言", "No such language"),
    "language-unknown/why": (
        "报告和问卷只有中文（zh）和英文（en）两种。",
        "Reports and questionnaires come in Chinese (zh) and English (en) only.",
    ),
    "nothing-to-explain": ("没有“{found}”", "there is nothing called “{found}”"),
    "nothing-to-explain/hint": (
        "最接近的是“{nearest}”；convergence rubrics list 列出全部",
        "nearest: “{nearest}”; convergence rubrics list shows all",
    ),
    "nothing-to-explain/title": ("没有可解释的内容", "Nothing to explain"),
    "nothing-to-explain/why": (
        "explain 后面应是措施、指标、条款的编号或错误代码，这个词都不是。",
        "What follows explain must be the id of a measure, an indicator or a clause, or an error code; this word is none of them.",
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
    "export-is-input": ("“{found}”是被评估的问卷", "“{found}” is the questionnaire that is being assessed"),
    "export-is-input/hint": ("报告换个文件名，否则填报内容会丢失", "name another file: the answers would be lost"),
    "export-is-input/title": ("会覆盖填好的问卷", "It would replace the questionnaire"),
    "export-is-input/why": (
        "写出的文件与输入的问卷是同一个文件，写出就会丢失填报内容，因此没有写。",
        "The file to be written is the questionnaire itself: its answers would be lost, so nothing was written.",
    ),
    "export-exists": ("“{found}”已存在，没有覆盖", "“{found}” exists and was not replaced"),
    "export-exists/hint": ("换个文件名，或去掉 --no-clobber", "name another file, or leave out --no-clobber"),
    "export-exists/title": ("文件已存在", "The file exists"),
    "export-exists/why": (
        "用了 --no-clobber，程序就不覆盖任何已有文件。",
        "With --no-clobber no file that exists is replaced.",
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
    "merge-one-file": ("只给了一份问卷", "only one workbook was named"),
    "merge-one-file/hint": ("列出要合并的各份问卷", "name the copies to be merged"),
    "merge-one-file/title": ("合并至少要两份", "Merging takes two"),
    "merge-one-file/why": (
        "只给了一份问卷，没有可合并的。",
        "One workbook was named, and there is nothing to merge it with.",
    ),
}
