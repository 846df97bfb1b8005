"""Problems of a file before it is parsed: what the guard refuses."""

_SAVE = (
    "请用 WPS 或 Excel 打开该文件，选择“另存为”，类型选“Excel 工作簿 (*.xlsx)”，再提交新文件。",
    'Open the file in WPS or Excel, choose "Save As" with the type "Excel Workbook (*.xlsx)", and send the new file.',
)
_RAISE = (
    "如确认文件来源可靠、确有需要，可加选项 --{option} 数值 放宽上限。",
    "If you trust the file and need it as it is, raise the bound with --{option} NUMBER.",
)
_ASK = (
    "请不要直接打开该文件，联系填报单位核实来源，并请对方从空白问卷重新填报。",
    "Do not open the file; ask the station where it comes from, and to fill in a fresh questionnaire.",
)


def _both(first: tuple[str, str], second: tuple[str, str]) -> tuple[str, str]:
    return first[0] + second[0], f"{first[1]} {second[1]}"


WORDS: dict[str, tuple[str, str]] = {
    "file-not-found": ("找不到该文件", "There is no such file"),
    "file-not-found/hint": (
        "请检查文件名和所在文件夹；文件名含空格时要加引号。",
        "Check the name and the folder; a name with spaces needs quotation marks.",
    ),
    "file-not-found/title": ("找不到文件", "File not found"),
    "file-not-found/why": ("在给出的位置没有这个文件。", "There is no file at the place that was named."),
    "file-is-directory": ("这是一个文件夹，不是文件", "This is a folder, not a file"),
    "file-is-directory/hint": (
        "请指定文件夹里的具体文件。",
        "Name a file in it.",
    ),
    "file-is-directory/title": ("这是文件夹", "A folder, not a file"),
    "file-is-directory/why": ("这里要给出一个文件。", "A file is wanted here."),
    "file-unreadable": ("文件无法读取：{reason}", "The file cannot be read: {reason}"),
    "file-unreadable/hint": (
        "请关闭正在打开该文件的程序，确认自己有读取权限，或把文件复制到“文档”文件夹后再试。",
        "Close the program that has it open, check that you may read it, or copy it to your Documents and try again.",
    ),
    "file-unreadable/title": ("文件打不开", "The file cannot be opened"),
    "file-unreadable/why": (
        "文件正被别的程序占用、没有读取权限、在断开的网络盘上，或者根本不是普通文件（管道、设备）。",
        "Another program holds it, you may not read it, its network drive is gone, or it is no regular file (a pipe, a device).",
    ),
    "file-empty": ("文件是空的（0 字节）", "The file is empty (0 bytes)"),
    "file-empty/hint": (
        "多半是传输没有完成，请重新下载，或请填报单位重新发送。",
        "It was probably not transferred in full: download it again, or ask for it to be sent again.",
    ),
    "file-empty/title": ("文件是空的", "An empty file"),
    "file-empty/why": (
        "文件只有名字没有内容，常见于传输中断。",
        "It has a name and no content, as after a broken transfer.",
    ),
    "file-too-large": (
        "文件大小 {found}，超过上限 {bound}",
        "The file has {found}; no more than {bound} is accepted",
    ),
    "file-too-large/hint": _both(
        (
            "请删去粘贴在表中的照片和附件，另存后再试；佐证材料请以文件名或链接填写。",
            "Remove photographs and attachments from the sheets and save again; give evidence as file names or links.",
        ),
        _RAISE,
    ),
    "file-too-large/title": ("文件过大", "The file is too large"),
    "file-too-large/why": (
        "一份问卷通常不到 1 MB；过大的文件多半粘贴了照片。上限用来防止恶意文件拖垮电脑。",
        "A questionnaire has less than 1 MB as a rule; larger ones hold photographs. The bound keeps crafted files from stalling the machine.",
    ),
    "file-encrypted": (
        "文件内容已加密：设了打开密码，或设了“保护工作簿”",
        "The content is encrypted: by a password to open it, or by Protect Workbook",
    ),
    "file-encrypted/hint": (
        "打开时要输入密码的，请在 WPS 的“文件 - 文档加密”或 Excel 的“文件 - 信息 - 保护工作簿”中清除密码；"
        "打开时不用密码的，请在“审阅”中取消“保护工作簿”；然后另存为“Excel 工作簿 (*.xlsx)”再提交。",
        "If it asks for a password when it is opened, clear it under File (in Excel: Info, Protect Workbook); "
        'if it does not, take back Protect Workbook under Review; then save it as "Excel Workbook (*.xlsx)" and send '
        "the new file.",
    ),
    "file-encrypted/title": ("文件内容已加密", "Encrypted content"),
    "file-encrypted/why": (
        "加密的内容读不出来，程序也不会去猜密码。有时并没有人设过密码：设了“保护工作簿”的文件，Excel 会用自带的默认密码加密。",
        "What is encrypted cannot be read, and no password is guessed. Sometimes nobody typed one: Excel encrypts some protected workbooks by a password of its own.",
    ),
    "file-truncated": ("文件不完整，后半部分缺失", "The file is incomplete: its end is missing"),
    "file-truncated/hint": (
        "多半是下载或复制中断，请重新下载，或请填报单位重新发送。",
        "A download or a copy was probably cut off: fetch it again, or ask for it to be sent again.",
    ),
    "file-truncated/title": ("文件不完整", "The file is cut off"),
    "file-truncated/why": (
        "压缩包的结尾不见了，后面的内容已经丢失。",
        "The end of the archive is missing, and with it what stood there.",
    ),
    "file-inconsistent": (
        "文件内部结构自相矛盾，已损坏或被改动",
        "The inside of the file contradicts itself: it is damaged or was tampered with",
    ),
    "file-inconsistent/hint": _SAVE,
    "file-inconsistent/title": ("文件自相矛盾", "The file contradicts itself"),
    "file-inconsistent/why": (
        "文件里两处记录互相矛盾，按哪一处读都可能读错，因此不读。",
        "Two records in it disagree; read by either, answers could be wrong, so it is not read.",
    ),
    "file-not-workbook": (
        "这不是 Excel 工作簿，实际内容是：{found}",
        "This is not a workbook; what it holds is: {found}",
    ),
    "file-not-workbook/hint": (
        "只改扩展名不会改变文件内容。请提交填好的问卷；如果内容确实是表格，请用 WPS 或 Excel 打开，另存为“Excel 工作簿 (*.xlsx)”。",
        "Renaming a file does not change what is in it. Send the completed questionnaire; if this is a table, open it "
        'in WPS or Excel and save it as "Excel Workbook (*.xlsx)".',
    ),
    "file-not-workbook/title": ("不是工作簿", "Not a workbook"),
    "file-not-workbook/why": (
        "程序按内容而不是按后缀判断文件类型；内容不是表格就无法读取。",
        "A file's kind is told by its content, not by its name; this one holds no sheets.",
    ),
    "file-is-lock": (
        "这是别的程序打开问卷时留下的锁定文件，不是问卷",
        "This is the lock file that a program keeps beside an open workbook, not the workbook",
    ),
    "file-is-lock/hint": (
        "请先在 WPS、Excel 或 LibreOffice 里保存并关闭问卷，再提交名字开头没有“~$”“.~”或“.~lock.”的那个文件。",
        "Save and close the questionnaire in WPS, Excel or LibreOffice, then give the file whose name begins with "
        "none of “~$”, “.~” and “.~lock.”.",
    ),
    "file-is-lock/title": ("给的是锁定文件", "A lock file was given"),
    "file-is-lock/why": (
        "WPS、Excel 和 LibreOffice 打开文件时，会在同一文件夹里放一个很小的隐藏文件，里面没有填报内容。",
        "WPS, Excel and LibreOffice put a small hidden file beside one that is open; there are no answers in it.",
    ),
    "zip-too-many-parts": (
        "文件内含 {found} 个部分，超过上限 {bound}",
        "The file holds {found} parts; no more than {bound} are accepted",
    ),
    "zip-too-many-parts/hint": _both(
        (
            "请删去粘贴在表中的图片，另存后再试。",
            "Remove pictures from the sheets and save again.",
        ),
        _RAISE,
    ),
    "zip-too-many-parts/title": ("文件内部件过多", "Too many parts"),
    "zip-too-many-parts/why": (
        "正常的问卷只有几十个部件；过多的多半是粘贴了大量图片。",
        "A questionnaire has some dozens; more are usually pictures.",
    ),
    "zip-part-too-large": (
        "文件内的 {part} 解压后有 {found}，超过上限 {bound}",
        "{part} in the file has {found} when unpacked; no more than {bound} is accepted",
    ),
    "zip-part-too-large/hint": _both(_ASK, _RAISE),
    "zip-part-too-large/title": ("部件过大", "A part is too large"),
    "zip-part-too-large/why": (
        "解压后的大小有上限，防止“压缩炸弹”。",
        "What a part unpacks to is bounded, against archive bombs.",
    ),
    "zip-unpacked-too-large": (
        "文件解压后共 {found}，超过上限 {bound}",
        "The file has {found} when unpacked; no more than {bound} is accepted",
    ),
    "zip-unpacked-too-large/hint": _both(_ASK, _RAISE),
    "zip-unpacked-too-large/title": ("解压后过大", "Too large unpacked"),
    "zip-unpacked-too-large/why": (
        "解压后的总量有上限，防止“压缩炸弹”。",
        "The whole is bounded too, against archive bombs.",
    ),
    "zip-ratio": (
        "文件内的 {part} 解压后膨胀 {found} 倍，超过上限 {bound} 倍",
        "{part} in the file grows {found} times when unpacked; no more than {bound} times is accepted",
    ),
    "zip-ratio/hint": _both(_ASK, _RAISE),
    "zip-ratio/title": ("压缩比异常", "An unusual ratio"),
    "zip-ratio/why": (
        "正常文件压缩几倍到几十倍；上百倍多半是恶意构造。",
        "Sheets shrink five to forty times; hundreds of times means a crafted file.",
    ),
    "zip-bad-entry": (
        "文件的压缩结构有问题：{part}（{reason}）",
        "The file is packed in a way that cannot be trusted: {part} ({reason})",
    ),
    "zip-bad-entry/hint": _SAVE,
    "zip-bad-entry/title": ("压缩结构异常", "An archive that cannot be trusted"),
    "zip-bad-entry/why": (
        "部件重叠、重名或大小不符，不同的软件会读出不同的内容。",
        "Parts overlap, share a name or have the wrong size, so that programs would read different things.",
    ),
    "xml-entity": (
        "文件内的 {part} 含有 DOCTYPE 或实体定义，已拒绝",
        "{part} in the file defines entities or a document type, which is refused",
    ),
    "xml-entity/hint": _ASK,
    "xml-entity/title": ("含有实体定义", "Entities are defined"),
    "xml-entity/why": (
        "表格软件从不写实体定义；它们用来攻击解析器或引用外部文件。",
        "No spreadsheet program writes them; they attack parsers or pull in other files.",
    ),
    "xml-encoding": (
        "文件内的 {part} 采用 {found} 编码，应为 UTF-8",
        "{part} in the file is encoded in {found}; only UTF-8 is accepted",
    ),
    "xml-encoding/hint": _SAVE,
    "xml-encoding/title": ("编码不对", "The wrong encoding"),
    "xml-encoding/why": (
        "表格文件内部统一用 UTF-8；其他编码可能被不同软件读成不同内容。",
        "Inside, sheets are UTF-8; other encodings could be read in different ways.",
    ),
    "xml-unusual": (
        "文件内的 {part} 写法异常，任何表格软件都不会这样保存",
        "{part} in the file is written in a way in which no spreadsheet program writes it",
    ),
    "xml-unusual/hint": _SAVE,
    "xml-unusual/title": ("写法异常", "Unusual XML"),
    "xml-unusual/why": (
        "内部写法有歧义，没有表格软件会这样保存；按哪种理解都可能读错。",
        "It could be read in two ways, and no spreadsheet program writes it.",
    ),
    "sheet-too-large": (
        "工作表过大：{part} 用到 {found}，上限是 {bound}（{option}）",
        "A sheet is too large: {part} reaches {found}; the bound is {bound} ({option})",
    ),
    "sheet-too-large/hint": _both(
        (
            "请在 WPS 或 Excel 中按 Ctrl+End 找到最后一个单元格，删除多余的行和列后保存。",
            "In WPS or Excel press Ctrl+End to find the last cell, delete the surplus rows and columns, and save.",
        ),
        _RAISE,
    ),
    "sheet-too-large/title": ("工作表过大", "A sheet is too large"),
    "sheet-too-large/why": (
        "多半是在很远的行或列误填了内容，或清除时留下了空格。",
        "Something was probably typed far out, or blanks were left there.",
    ),
    "text-too-long": (
        "{part} 中有一段 {found} 字的文字，超过上限 {bound} 字",
        "{part} holds a text of {found} characters; no more than {bound} are accepted",
    ),
    "text-too-long/hint": _both(
        (
            "请缩短过长的填写内容，或放入附件后只填文件名。",
            "Shorten the answer, or put it into an attachment and give its file name.",
        ),
        _RAISE,
    ),
    "text-too-long/title": ("文字过长", "A text is too long"),
    "text-too-long/why": ("Excel 自己每个单元格最多 32,767 字。", "Excel itself takes 32,767 characters in a cell."),
    "texts-too-large": (
        "{part} 展开后文字总量达 {found}，超过上限 {bound}",
        "The texts come to {found} at {part}; no more than {bound} is accepted",
    ),
    "texts-too-large/hint": _both(_ASK, _RAISE),
    "texts-too-large/title": ("文字总量过大", "Too much text"),
    "texts-too-large/why": (
        "一段共用的长文字被大量单元格引用，展开后会占满内存。",
        "A long text is shared by so many cells that copies of it would fill the memory.",
    ),
}
