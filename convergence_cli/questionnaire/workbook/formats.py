"""Number formats: whether a number is a day, a percentage, or shown as something that it is not."""

import re
from functools import lru_cache

# The formats that every program knows by number, as far as a file does not define the number itself ([ECMA-376],
# part 1, 18.8.30); 27 to 36 and 50 to 58 are days in the Chinese, Japanese and Korean editions.
BUILT_IN: dict[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 28, 29, 31, 36, 50, 51, 52, 54, 57, 58), 'yyyy"年"m"月"d"日"'),
    30: "m-d-yy",
    **dict.fromkeys((32, 33, 34, 35, 55, 56), 'h"时"mm"分"'),
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    53: 'm"月"d"日"',
}

_DATE_LETTERS = frozenset("ymdhsaebg")
# What is not closed reaches to the end: so a long format is looked through once.
_LITERAL = re.compile(
    r'"[^"]*(?:"|\Z)|[\\!].|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*(?:\]|\Z)|AM/PM|A/P|上午/下午', re.IGNORECASE | re.DOTALL
)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_FAITHFUL = re.compile(r"@|[#0]+(?:,##0)?(?:\.[0#]+)?")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9.]{1,20})\]")
# What is painted: in quotes, behind a backslash or an exclamation mark, as a currency, or to fill the cell.
_QUOTED = re.compile(r'"([^"]*)(?:"|\Z)|[\\!*](.)|\[\$([^\]-]*)', re.DOTALL)
_DIGITS = re.compile(r"[0-9０-９%％‰²³¹⁰⁴-⁹①-⑳〇一二三四五六七八九十百千万亿零是否有无]")


@lru_cache(maxsize=1024)
def _plain(code: str) -> str:
    """A section of a format without what is only painted: quoted and escaped letters, colours, blanks, fills."""
    return _LITERAL.sub("", code)


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[str, ...]:
    """The parts of a format between semicolons that are not quoted, escaped or in brackets."""
    found: list[str] = []
    begin = at = 0
    while at < len(code):
        letter = code[at]
        if letter in '"[':
            end = code.find('"' if letter == '"' else "]", at + 1)
            at = len(code) if end < 0 else end + 1
        elif letter in "\\!_*":
            at += 2
        else:
            if letter == ";":
                found.append(code[begin:at])
                begin = at + 1
            at += 1
    return (*found, code[begin:])


@lru_cache(maxsize=1024)
def is_date(code: str) -> bool:
    """Whether a format shows a number as a day or a time."""
    first = _sections(code)[0]
    plain = _plain(first).casefold()
    if _ELAPSED.search(first) or "am/pm" in first.casefold():
        return True
    # "General" has letters of days as well; a format with places for digits is of numbers, but for .000 of seconds.
    return "general" not in plain and not set(plain).isdisjoint(_DATE_LETTERS - {"e", "b", "g"} | _era(plain))


def _era(plain: str) -> frozenset[str]:
    """Letters of years by era count where no number in powers of ten (0E+00) is meant."""
    return frozenset() if set(plain) & set("0#?") else frozenset("ebg")


@lru_cache(maxsize=1024)
def shows_no_day(code: str) -> bool:
    """Whether a format of days and times shows the clock alone, or hours that have gone by: of a day nothing."""
    letters = set(_plain(_sections(code)[0]).casefold())
    return is_date(code) and letters.isdisjoint("ydaeg") and (_ELAPSED.search(code) is not None or "h" in letters)


@lru_cache(maxsize=1024)
def shows_percent(code: str) -> bool:
    """Whether a format multiplies by a hundred; a quoted or escaped sign is only painted on."""
    return "%" in _plain(code)


def has_text_section(code: str) -> bool:
    """Whether a format says how texts are shown, other than as they are."""
    sections = _sections(code)
    last = sections[-1]
    return ("@" in _plain(last) and last.strip() != "@") or len(sections) > 3


def is_faithful(code: str) -> bool:
    """Whether a format plainly shows every number and every text as it is, but for rounding."""
    return not code or _FAITHFUL.fullmatch(code) is not None


@lru_cache(maxsize=4096)
def shown_otherwise(code: str, given: float | str) -> str | None:
    """What a cell of this format shows, where that is something else than its value; None where it shows the value.

    Painted units, colours and blanks are no difference, nor is rounding. A format that has no place for the value
    shows what it paints in its stead, or nothing; one that paints digits, percent signs or words of an answer beside
    the value, or that drops thousands, shows another value.
    """
    section = _section(code, given)
    if section is None:
        return None
    plain, painted = _plain(section), "".join(map("".join, _QUOTED.findall(section)))
    if isinstance(given, str):
        holds = "@" in plain or "general" in plain.casefold()
        return None if holds and not _DIGITS.search(painted) else painted + (given if holds else "")
    if is_date(code):
        return None
    places = set(plain) & set("0#?") or "general" in plain.casefold() or "@" in plain
    if not places:
        # Accounting formats show nought as a dash.
        return None if given == 0 and painted.strip() in ("-", "–", "—", "0") else painted
    scaled = re.search(r"[0#?],+(?![0#?])", plain) is not None
    # A sign of a percentage multiplies once; whatever else looks like a digit is painted although it is not quoted.
    literal = plain.count("%") > 1 or _DIGITS.search(re.sub("[0%]", "", plain.split("/")[0])) is not None
    if scaled or literal or _DIGITS.search(painted):
        return section.strip()
    return None


def _section(code: str, given: float | str) -> str | None:
    """The section of a format that a value is shown by; None where none is meant for it."""
    sections = _sections(code)
    if isinstance(given, str):
        return sections[3] if len(sections) > 3 else sections[-1] if "@" in _plain(sections[-1]) else None
    numbers = sections[:3] if len(sections) > 3 or "@" not in _plain(sections[-1]) else sections[:-1] or sections
    conditions = [_CONDITION.search(section) for section in numbers]
    if any(conditions):
        for section, condition in zip(numbers, conditions, strict=True):
            if condition is None or _holds(given, condition[1], condition[2]):
                return section
        return ""
    if len(numbers) > 2 and given == 0:
        return numbers[2]
    return numbers[1] if len(numbers) > 1 and given < 0 else numbers[0]


def _holds(given: float, sign: str, bound: str) -> bool:
    try:
        limit = float(bound)
    except ValueError:
        return False
    return {
        "<": given < limit,
        ">": given > limit,
        "=": given == limit,
        "<=": given <= limit,
        ">=": given >= limit,
        "<>": given != limit,
    }[sign]
