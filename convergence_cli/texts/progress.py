"""How much is filled in, by whom, and what an unfinished assessment is called."""

WORDS: dict[str, tuple[str, str]] = {
    "share": (
        "{asked} 题已填 {answered} 题（{share}）",
        "{answered} of {asked:question|questions} answered ({share})",
    ),
    "whole": ("{asked} 题全部填好", "all {asked:question|questions} answered"),
    "no-faults": ("没有错误；{said}", "no faults; {said}"),
    "faults": ("{count} 个错误；{said}", "{count:error|errors}; {said}"),
    "department": (
        "{asked} 题已填 {answered} 题（{share}），待补填：",
        "{answered} of {asked} answered ({share}), still blank:",
    ),
    "department-whole": ("{asked} 题全部填好", "all {asked} answered"),
    "at": ("{title}（{place}）", "{title} ({place})"),
    "in-tables": ("表：{tables}", "table: {tables}"),
    "marked": ("【{mark}】{title}", "[{mark}] {title}"),
    "titled": ("待补填：{count} 题", "Still to be filled in: {count:question|questions}"),
    "provisional-words": (
        "暂评：{said}，完整度 {coverage}；待补填的有：{departments}",
        "Provisional: {said}, coverage {coverage}; still to come: {departments}",
    ),
    "provisional-unnamed": ("暂评：{said}，完整度 {coverage}", "Provisional: {said}, coverage {coverage}"),
    "lacks": ("{who} {count} 题", "{who} ({count})"),
    "about-blanks": (
        "还没有填报的题目，红线在前；补填以前不作差距",
        "Questions not answered yet, red lines first; they are no gaps until they are",
    ),
    "sheet-blanks": ("待补填", "Blanks"),
    "at-stake": ("最多可得", "At stake"),
}
