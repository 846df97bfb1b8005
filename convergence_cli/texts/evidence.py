"""Words about evidence that was looked for in a folder."""

WORDS: dict[str, tuple[str, str]] = {
    "sum": (
        "佐证文件：列了 {files} 个，找到 {found} 个；另有链接 {links} 个、文号或文字 {documents} 项，不是文件，未核对",
        "Evidence files: {files} named, {found} found; besides {links:link|links} and {documents:document number|document numbers} or "
        "other words, which are no files and were not looked for",
    ),
    "not-all": ("文件不全", "Not all files"),
    "column": ("文件核对", "Files looked for"),
    "file": ("{named}：{state}", "{named}: {state}"),
    "found-as": ("找到，sha256 {digits}…", "found, sha256 {digits}…"),
    "found": ("找到", "found"),
    "missing": ("缺失", "missing"),
    "empty": ("空文件", "empty"),
    "ambiguous": ("有重名", "several of this name"),
    "outside": ("在文件夹以外，未打开", "outside the folder, not opened"),
    "not_a_file": ("不是普通文件，未打开", "no regular file, not opened"),
    "unreadable": ("读不出来", "cannot be read"),
    "too_large": ("过大，未校验", "too large, not checked"),
}
