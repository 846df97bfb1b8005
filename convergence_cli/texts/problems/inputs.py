"""Faults of a file that is no workbook, before anything is made of it."""

WORDS: dict[str, tuple[str, str]] = {
    "input-too-large": (
        "文件大小 {found}，超过上限 {bound}",
        "The file has {found}; no more than {bound} is accepted",
    ),
    "input-too-large/hint": (
        "先核对是不是给错了文件；确实这么大的批次报告或清单，请按省、按市分成几份",
        "check that it is the file that was meant; a list or a report of so many stations has to be split, by province",
    ),
    "input-too-large/title": ("文件超过上限", "The file is larger than any should be"),
    "input-too-large/why": (
        "指标体系、豁免文件、清单和 JSON 报告的大小都有上限，远大于实际需要；上限用来防止恶意文件耗尽内存。",
        "Frameworks, waivers, lists and JSON reports are bounded, far above what any needs, so that a crafted file cannot exhaust the memory.",
    ),
    "file-not-utf-8": (
        "文件不是 UTF-8 编码（第 {at} 个字节之后）",
        "The file is not UTF-8 (after byte {at})",
    ),
    "file-not-utf-8/hint": (
        "核对是不是给错了文件；如果内容没错，请用文本编辑器另存为 UTF-8",
        "check that it is the file that was meant; if it is, save it as UTF-8 in a text editor",
    ),
    "file-not-utf-8/title": ("编码不是 UTF-8", "Not UTF-8"),
    "file-not-utf-8/why": (
        "YAML 和 JSON 文件一律按 UTF-8 读取；其他编码（例如用 > 转存的文件）可能被读成别的文字，所以不读。",
        "YAML and JSON files are read as UTF-8; in another encoding, as a shell's > may write, they could be read as something else, so they are not read.",
    ),
}
