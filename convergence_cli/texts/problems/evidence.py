"""Problems of the files that answers name as evidence."""

WORDS: dict[str, tuple[str, str]] = {
    "evidence-missing": (
        "{id} 的佐证文件“{found}”不在文件夹中",
        "the evidence file “{found}” of {id} is not in the folder",
    ),
    "evidence-missing/hint": (
        "把文件放进文件夹，或改正填写的文件名；文件夹中相近的是“{nearest}”",
        "put it into the folder, or mend its name; the nearest there is “{nearest}”",
    ),
    "evidence-missing/title": ("佐证文件缺失", "An evidence file is missing"),
    "evidence-missing/why": (
        "佐证材料一栏写的文件，在 --evidence-dir 指定的文件夹及其子文件夹中都没有找到。大小写和字符编码形式不同视为同名，其他差别（多一个空格、全角半角、版本号）都算另一个文件。",
        "The file that the evidence cell names is nowhere in the folder of --evidence-dir or below it. Case and the "
        "form of Unicode make no difference; a space, a full-width bracket or a version number makes another file.",
    ),
    "evidence-empty": (
        "{id} 的佐证文件“{found}”是空的（0 字节）",
        "the evidence file “{found}” of {id} is empty (0 bytes)",
    ),
    "evidence-empty/hint": (
        "重新保存或重新拷贝这个文件",
        "save or copy the file again",
    ),
    "evidence-empty/title": ("佐证文件是空的", "An empty evidence file"),
    "evidence-empty/why": (
        "文件只有名字没有内容，多半是拷贝或下载没有完成，证明不了任何事。",
        "It has a name and no content, as after a broken copy, and proves nothing.",
    ),
    "evidence-ambiguous": (
        "{id} 的佐证文件“{found}”在文件夹中不止一个",
        "the evidence file “{found}” of {id} is in the folder more than once",
    ),
    "evidence-ambiguous/hint": (
        "写上子文件夹的名称；同名的有：{paths}",
        "name the subfolder too; there are: {paths}",
    ),
    "evidence-ambiguous/title": ("佐证文件重名", "Evidence files of one name"),
    "evidence-ambiguous/why": (
        "几个子文件夹里有同名文件，不知道指的是哪一个，因此一个也不认。",
        "Several subfolders have a file of this name; nobody can say which is meant, so none is taken.",
    ),
    "evidence-outside": (
        "{id} 的佐证“{found}”指向文件夹以外，没有打开",
        "“{found}”, named as evidence of {id}, leads out of the folder and was not opened",
    ),
    "evidence-outside/hint": (
        "把文件放进文件夹，只写文件名；文件夹中有“{nearest}”",
        "put the file into the folder and give its name alone; the folder has “{nearest}”",
    ),
    "evidence-outside/title": ("佐证在文件夹以外", "Evidence outside the folder"),
    "evidence-outside/why": (
        "写的是某台电脑上的绝对路径、共享盘地址、含有 .. 的路径，或者是指向文件夹以外的链接文件。问卷来自他人，它写的路径一律不打开。",
        "It is an absolute path, a network share, a path with .. in it, or a link that leads out of the folder. A "
        "workbook is a stranger's, and no path that it names is ever opened.",
    ),
    "evidence-not-a-file": (
        "{id} 的佐证“{found}”不是普通文件，没有打开",
        "“{found}”, named as evidence of {id}, is no regular file and was not opened",
    ),
    "evidence-not-a-file/hint": (
        "如果是文件夹，写出里面的文件名",
        "if it is a folder, name the files in it",
    ),
    "evidence-not-a-file/title": ("佐证不是文件", "Evidence that is no file"),
    "evidence-not-a-file/why": (
        "这个名字对应的是文件夹、设备、管道或失效的链接；只有普通文件才会读取。",
        "What goes by this name is a folder, a device, a pipe or a dead link; only regular files are read.",
    ),
    "evidence-unreadable": (
        "{id} 的佐证文件“{found}”读不出来：{reason}",
        "the evidence file “{found}” of {id} cannot be read: {reason}",
    ),
    "evidence-unreadable/hint": (
        "关闭正在打开它的程序，确认有读取权限",
        "close the program that has it open, and check that you may read it",
    ),
    "evidence-unreadable/title": ("佐证文件读不出来", "An evidence file cannot be read"),
    "evidence-unreadable/why": (
        "文件在，但操作系统不让读：没有权限、被别的程序占用，或磁盘有问题。",
        "It is there, but the system does not let it be read: rights are missing, a program holds it, or the disk fails.",
    ),
    "evidence-too-large": (
        "{id} 的佐证文件“{found}”超过上限 {bound}，没有校验",
        "the evidence file “{found}” of {id} is larger than {bound} and was not checked",
    ),
    "evidence-too-large/hint": (
        "如确有需要，用 --max-evidence 放宽上限",
        "raise the bound with --max-evidence if you need it",
    ),
    "evidence-too-large/title": ("佐证文件过大", "An evidence file is too large"),
    "evidence-too-large/why": (
        "计算校验值要读完整个文件，上限防止一个文件占住整次评估。",
        "The checksum takes the whole file to be read; the bound keeps one file from holding up the run.",
    ),
    "evidence-too-many": (
        "{id} 的佐证一栏列了超过 {bound} 项，后面的没有核对",
        "the evidence cell of {id} names more than {bound} things; those beyond were not looked for",
    ),
    "evidence-too-many/hint": ("打包成一个文件，或只列主要的", "pack them into one file, or name the main ones"),
    "evidence-too-many/title": ("佐证列得太多", "Too many things named as evidence"),
    "evidence-too-many/why": (
        "一个单元格里核对的名称数有上限，防止恶意问卷拖垮电脑。",
        "The names that are looked for in one cell are bounded, against crafted workbooks.",
    ),
    "evidence-dir": ("佐证文件夹“{found}”打不开：{reason}", "the evidence folder “{found}” cannot be opened: {reason}"),
    "evidence-dir/hint": (
        "检查 --evidence-dir 后面的文件夹名；压缩包请先解压",
        "check the folder after --evidence-dir; unpack an archive first",
    ),
    "evidence-dir/title": ("佐证文件夹打不开", "The evidence folder cannot be opened"),
    "evidence-dir/why": (
        "--evidence-dir 后面应是一个存在而且可读的文件夹；打不开就无法说哪些佐证缺失。",
        "What follows --evidence-dir must be a folder that exists and may be read; otherwise nobody can say what is "
        "missing from it.",
    ),
    "evidence-dir-too-large": (
        "佐证文件夹中的文件和子文件夹超过 {bound} 个",
        "the evidence folder holds more than {bound} files and folders",
    ),
    "evidence-dir-too-large/hint": (
        "指定只放这家机构佐证材料的文件夹",
        "name the folder that holds this station's evidence and nothing else",
    ),
    "evidence-dir-too-large/title": ("佐证文件夹过大", "The evidence folder holds too much"),
    "evidence-dir-too-large/why": (
        "一家机构的佐证材料不过几百个文件；这么多多半是把整个磁盘或上级文件夹当成了佐证文件夹。",
        "A station has some hundreds of files; this many are probably a whole disk or the folder above.",
    ),
}
