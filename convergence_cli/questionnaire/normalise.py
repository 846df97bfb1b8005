"""One cell becomes an answer, or a problem; whatever was bent on the way is a note.

People paste from WPS, type full-width digits and percent signs, write 3.2万 and √. Each such reading is
accepted and recorded; anything that could mean two things, or nothing, is refused with its cell.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from convergence_cli.errors import Word, listed
from convergence_cli.model.language import Language
from convergence_cli.model.question import Text
from convergence_cli.model.questionnaire import Answered
from convergence_cli.questionnaire.cleaning import Vocabulary, clean, folded, is_blank, is_cut, show
from convergence_cli.questionnaire.layout import LETTERS
from convergence_cli.questionnaire.numerals import Question, check_bounds, read_number, read_percent
from convergence_cli.questionnaire.said import RefusedError, Said
from convergence_cli.questionnaire.workbook.sheet import Cell
from convergence_cli.texts.nearest import Guesses, known_words
from convergence_cli.value import value

YES = frozenset({"是", "有", "√", "✓", "✔", "y", "yes", "true", "1", "对", "已", "t"})
NO = frozenset({"否", "无", "×", "✗", "✘", "x", "n", "no", "false", "0", "没有", "未", "f", "不是"})
NONE_OF_THEM = frozenset({"无", "none", "没有", "均无", "都没有", "以上都没有"})
TOTALS = Vocabulary({"合计", "总计", "小计", "共计", "total", "sum", "subtotal"})
"""What begins a row that adds up others, and is no data."""
# What people put where they have nothing to say: neither an answer nor a blank cell.
_NOTHING = frozenset(
    {"/", "\\", "-", "--", "—", "——", "–", "…", "……", "...", ".", "?", "??", "待定", "待填", "待补充", "待核实", "暂无"}
    | {"暂缺", "不详", "未知", "不清楚", "不适用", "n/a", "na", "n.a.", "tbd", "tbc", "unknown", "notapplicable"}
)
_PLACEHOLDERS = Vocabulary(_NOTHING)
_NO_EVIDENCE = Vocabulary(
    _NOTHING | {"无", "没有", "none", "no", "nil", "null", "0", "未提供", "不提供", "×", "x", "否"}
)
_PLAIN_WORDS: dict[Language | None, tuple[str, ...]] = {
    "zh": ("是", "否"),
    "en": ("yes", "no"),
    None: ("是", "否", "yes", "no"),
}
_PLAIN_NONE: dict[Language | None, tuple[str, ...]] = {"zh": ("无",), "en": ("none",), None: ("无", "none")}
_DATE = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$|^(\d{4})(\d{2})(\d{2})$")
_LETTERED = re.compile(r"^[a-z][.．、:：)）]")
_SEPARATORS = re.compile(r"[,，、;；/|\s\"'“”‘’]+")
_PLAIN_LETTERS = re.compile(r"^[A-Z,，、;； ]+$")
_DAY_ZERO, _FIRST_SERIAL, _LAST_SERIAL = date(1899, 12, 30), 32_874, 73_415
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)


@value
class Reading:
    """What became of a cell: a value, or none where it is blank or refused."""

    value: Answered | None = None
    code: str = ""
    """Of the note that says how it was read or, where it was refused, of the problem."""
    words: dict[str, Word] = field(default_factory=dict)
    """What belongs in the sentence of that code."""
    retired: tuple[Text, ...] = ()
    """Why options that were chosen are no more; they are left out of the value."""

    @property
    def refused(self) -> bool:
        """Whether something was typed that is no answer."""
        return self.value is None and bool(self.code)


_BLANK = Reading()


def read_cell(
    cell: Cell,
    question: Question,
    options: dict[str, Text],
    *,
    percent: bool = False,
    language: Language | None = None,
    guesses: Guesses | None = None,
) -> Reading:
    """Read one answer.

    `percent` says that the cell is shown as a percentage; `language` is the workbook's own; `guesses` are those
    made in the file so far.
    """
    if is_blank(cell):
        return _BLANK
    try:
        said = _said(cell, question, options, percent=percent, language=language)
    except RefusedError as refused:
        code = refused.code
        if question.type != "text" and isinstance(cell, str) and _PLACEHOLDERS.has(cell):
            code = "placeholder"
        words: dict[str, Word] = {"found": _as_shown(cell, percent=percent), **refused.values}
        if refused.meant:
            words["nearest"] = likely_option(*refused.meant, guesses or Guesses())
        return Reading(code=code, words=words)
    if not said.note:
        return Reading(value=said.value)
    words = {"found": show(cell), "read": spoken(said.value, question, options)}
    return Reading(value=said.value, code=said.note, words=words)


def likely_option(typed: str, shown: tuple[str, ...], guesses: Guesses) -> str:
    """The option, as it is shown, that was probably meant: options are long, and what is typed is often a part."""
    return guesses.nearest(typed, known_words(shown, 0.3))


def read_evidence(text: str) -> tuple[str, bool]:
    """Evidence as it counts: a word for nothing is none, and then the second is true."""
    empty = _NO_EVIDENCE.has(text)
    return ("" if empty else text), empty


def _as_shown(cell: Cell, *, percent: bool) -> str:
    """A cell as its sheet shows it: 1.3 in a cell of percentages is 130%."""
    if percent and isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{cell * 100:.10g}%"
    return show(cell)


def text_of(cell: Cell) -> tuple[str, bool]:
    """A free text as typed, and whether control or invisible characters were dropped from it."""
    if isinstance(cell, str) and cell.isprintable():
        return cell.strip(), False
    raw = cell if isinstance(cell, str) else show(cell)
    return clean(raw), is_cut(raw)


def _said(
    cell: Cell, question: Question, options: dict[str, Text], *, percent: bool, language: Language | None
) -> Said:
    kind = question.type
    if kind == "yes_no":
        return _yes_no(cell, language)
    if kind == "one_of":
        return _one_of(cell, options, language)
    if kind == "many_of":
        return _many_of(cell, options, language)
    if kind == "date":
        return _date(cell)
    if kind == "text":
        text, cut = text_of(cell)
        return Said(value=text, note="control-characters" if cut else "")
    said = (
        read_percent(cell, shown_as_percent=percent)
        if kind == "percent"
        else read_number(cell, question, shown_as_percent=percent)
    )
    number = said.value
    assert isinstance(number, int | float)
    if kind == "integer" and isinstance(number, float) and not number.is_integer():
        raise RefusedError("not-whole")
    check_bounds(number, question)
    return said


# --- words ---------------------------------------------------------------------------------------


def _yes_no(cell: Cell, language: Language | None) -> Said:
    if isinstance(cell, bool):
        return Said(value=cell)
    typed = folded(show(cell))
    if typed not in YES and typed not in NO:
        raise RefusedError("not-yes-no")
    is_plain = isinstance(cell, str) and cell.strip().casefold() in _PLAIN_WORDS[language]
    return Said(value=typed in YES, note="" if is_plain else "read-yes-no")


def _one_of(cell: Cell, options: dict[str, Text], language: Language | None) -> Said:
    typed = show(cell) if not isinstance(cell, str) else clean(cell)
    for name, text in options.items():
        if typed == (text.en if language == "en" else text.zh) or (language is None and typed == text.en):
            return Said(value=name)
    return Said(value=_option(typed, options), note="read-option")


def _option(typed: str, options: dict[str, Text]) -> str:
    """The option that a text means: its words in either language, their label before the colon, its id, its letter."""
    wanted = folded(typed)
    lettered = _LETTERED.sub("", wanted)
    spelt = _spelt(options)
    found = spelt.whole.get(lettered, frozenset()) | spelt.any.get(wanted, frozenset())
    if len(found) == 1:
        return next(iter(found))
    shown = [text.zh if _is_chinese(typed) else text.en for text in options.values()]
    raise RefusedError("unknown-option", (typed, tuple(shown)), known=" / ".join(shown))


@value
class _Spelt:
    """The options of one question by all that is typed for them, folded."""

    options: dict[str, Text]
    whole: dict[str, frozenset[str]]
    """By their words in either language."""
    any: dict[str, frozenset[str]]
    """By these, or their label, id or letter."""


# By identity, because to compare options costs as much as to read by them; what is kept stays itself.
_SPELT: dict[int, _Spelt] = {}
_MOST_SPELT = 1_000


def _spelt(options: dict[str, Text]) -> _Spelt:
    known = _SPELT.get(id(options))
    if known is None:
        if len(_SPELT) >= _MOST_SPELT:
            _SPELT.clear()
        known = _SPELT[id(options)] = _spellings(options)
    return known


def _spellings(options: dict[str, Text]) -> _Spelt:
    whole: dict[str, frozenset[str]] = {}
    either: dict[str, frozenset[str]] = {}
    for name, text in options.items():
        for word in (folded(text.zh), folded(text.en)):
            whole[word] = whole.get(word, frozenset()) | {name}
    for letter, (name, text) in zip(LETTERS, options.items(), strict=False):
        for word in (folded(text.zh), folded(text.en), folded(name), letter.casefold(), *_labels(text)):
            either[word] = either.get(word, frozenset()) | {name}
    return _Spelt(options=options, whole=whole, any=either)


def _labels(text: Text) -> list[str]:
    """What stands before the colon of an option's words: 部分运行 of 部分运行：部分部门按制度运行."""
    parts = (folded(words).partition(":") for words in text.both)
    return [label for label, colon, _ in parts if colon and label]


def _many_of(cell: Cell, options: dict[str, Text], language: Language | None) -> Said:
    if not isinstance(cell, str):
        raise RefusedError("unknown-option", known=" ".join(LETTERS[: len(options)]), nearest="")
    typed = unicodedata.normalize("NFKC", clean(cell))
    if folded(typed) in NONE_OF_THEM:
        is_plain = cell.strip().casefold() in _PLAIN_NONE[language]
        return Said(value=(), note="" if is_plain else "read-option")
    # Option texts may hold the separators themselves, so the whole is tried as one option first.
    whole = {folded(typed), _LETTERED.sub("", folded(typed))}
    for name, text in options.items():
        if whole & {folded(text.zh), folded(text.en)}:
            return Said(value=(name,), note="read-option")
    letters = _SEPARATORS.sub("", typed).upper()
    names = list(options)
    if letters and all(letter in LETTERS[: len(names)] for letter in letters):
        chosen = {names[LETTERS.index(letter)] for letter in letters}
        note = "" if _PLAIN_LETTERS.match(clean(cell)) else "read-option"
        return Said(value=tuple(name for name in names if name in chosen), note=note)
    parts = [part for line in typed.split("\n") for part in _parts(line, options) if part.strip()]
    if len(parts) == 1:
        parts = [part for part in re.split(r"[,，、;；\n|]+", typed) if part.strip()]
    chosen = {_option(part, options) for part in parts}
    return Said(value=tuple(name for name in names if name in chosen), note="read-option")


def _parts(line: str, options: dict[str, Text]) -> list[str]:
    """A line as one option where it is the words of one, else what stands between its semicolons."""
    spelt = _spelt(options).whole
    whole = folded(line) in spelt or _LETTERED.sub("", folded(line)) in spelt
    return [line] if whole else re.split(r"[;；]+", line)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def _date(cell: Cell) -> Said:
    if isinstance(cell, date):
        return Said(value=_plausible(cell.date() if isinstance(cell, datetime) else cell))
    if isinstance(cell, bool | time | timedelta):
        raise RefusedError("not-a-date")
    if isinstance(cell, int | float) and _FIRST_SERIAL <= cell <= _LAST_SERIAL and float(cell).is_integer():
        # A day whose cell lost its format, as some programs save it.
        return Said(value=_plausible(_DAY_ZERO + timedelta(days=cell)), note="read-date")
    typed = unicodedata.normalize("NFKC", show(cell)).replace(" ", "")
    match = _DATE.match(typed)
    if not match:
        raise RefusedError("not-a-date")
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        read = _plausible(date(year, month, day))
    except ValueError:
        raise RefusedError("not-a-date") from None
    return Said(value=read, note="" if typed == read else "read-date")


def read_day(typed: str) -> str | None:
    """A day in any of the ways in which a cell takes one, as YYYY-MM-DD; None for what is no day."""
    try:
        return str(_date(typed).value)
    except RefusedError:
        return None


def _plausible(day: date) -> str:
    """A day as the template accepts it; a sheet shows a stray 0 as a day of 1900."""
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise RefusedError("out-of-bounds", low=_FIRST_DAY.isoformat(), high=_LAST_DAY.isoformat())
    return day.isoformat()


def spoken(given: Answered, question: Question, options: dict[str, Text]) -> Word:
    """A value as a station would type it, in both languages."""
    if isinstance(given, bool):
        return ("是", "Yes") if given else ("否", "No")
    if isinstance(given, float | int):
        if question.type != "percent":
            return f"{given:.15g}"
        hundredfold = f"{Decimal(f'{given:.12g}') * 100:f}"
        return (hundredfold.rstrip("0").rstrip(".") if "." in hundredfold else hundredfold) + "%"
    names: Iterable[str] = given if isinstance(given, tuple) else (given,)
    words = [options[name].both for name in names if name in options]
    if not words:
        return str(given) if not isinstance(given, tuple) else ("无", "None")
    return listed(words)
