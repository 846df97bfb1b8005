"""Words of the archive: what became of a run that was added, how much a query found."""

WORDS: dict[str, tuple[str, str]] = {
    "added": (
        "已将 {label} 存入 {file}（{count} 家机构）",
        "kept {label} in {file} ({count:station|stations})",
    ),
    "known": (
        "{file} 中已有 {label}（{count} 家机构），内容相同，未再存入",
        "{file} has {label} already, with the same content ({count:station|stations}): nothing was added",
    ),
    "rows": ("{count} 行", "{count:row|rows}"),
}
