"""Whether evidence and dates are of the year that is assessed: what is copied from last year looks right otherwise."""

import re

# A year that a text names as a year: 2024年, 2024-06, 2024.6.30, 20241231. The year in the number of a document,
# 〔2024〕12号, is when it was issued, and it may well hold still.
_NAMED = re.compile(
    r"(?<![0-9])(20[0-9]{2})"
    r"(?:\s*年|[-./](?:1[0-2]|0?[1-9])(?![0-9])|(?:1[0-2]|0[1-9])(?:[0-2][0-9]|3[01])(?![0-9]))"
)
# In English prose a year stands alone.
_ALONE = re.compile(r"(?<![0-9(\[./-])(20[0-9]{2})(?![0-9)\]])")
_ANY = re.compile(r"(?<![0-9])20[0-9]{2}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# 2024年7月1日起执行: in force since then.
_SINCE = re.compile(r"20[0-9]{2}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?[起以]")


def earlier_year(text: str, year: int) -> str:
    """The latest year that a text names, where it names years and only such as are before `year`; else empty."""
    if "20" not in text:
        return ""
    # The year itself anywhere, be it in the number of a document, or a later one, when an account of it was drawn up.
    if max(map(int, _ANY.findall(text)), default=0) >= year:
        return ""
    bare = _SINCE.sub("", text)
    named = _NAMED.findall(bare) or ([] if _CHINESE.search(bare) else _ALONE.findall(bare))
    return max(named, default="")
