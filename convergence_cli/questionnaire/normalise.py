"""One cell becomes an answer, or a problem; whatever was bent on the way is a note.

People paste from WPS, type full-width digits and percent signs, write 3.2万 and √. Each such reading is
accepted and recorded; anything that could mean two things, or nothing, is refused with its cell.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from convergence_cli.errors import Location, Problem, problem
from convergence_cli.model.numbers import tidy
from convergence_cli.model.question import Ask, Column, ProfileQuestion, Text
from convergence_cli.model.questionnaire import Answered
from convergence_cli.questionnaire.grid import Cell
from convergence_cli.questionnaire.layout import LETTERS, limits
from convergence_cli.texts.nearest import nearest
from convergence_cli.value import value

YES = frozenset({"是", "有", "√", "✓", "✔", "y", "yes", "true", "1", "对", "已", "t"})
NO = frozenset({"否", "无", "×", "✗", "✘", "x", "n", "no", "false", "0", "没有", "未", "f", "不是"})
NONE_OF_THEM = frozenset({"无", "none", "没有", "均无", "都没有", "以上都没有"})
_MULTIPLES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_NUMBER = re.compile(r"^([+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d*)(?:\.\d+)?)(万|亿)?(%|％)?$")
_DATE = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$|^(\d{4})(\d{2})(\d{2})$")
_LETTERED = re.compile(r"^[a-z][.．、:：)）]")
_SEPARATORS = re.compile(r"[,，、;；/|\s]+")
_GREATEST = 1e15  # beyond it a sheet no longer holds every whole number
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

Question = Ask | ProfileQuestion | Column


@value
class Reading:
    """What became of a cell: a value, or none where it is blank or refused."""

    value: Answered | None = None
    problems: tuple[Problem, ...] = ()


@value
class _Said:
    """A value and the code of the note that says how it was read, if it was bent."""

    value: Answered
    note: str = ""


class _RefusedError(Exception):
    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def read_cell(
    cell: Cell, question: Question, options: dict[str, Text], place: Location, *, percent: bool | None
) -> Reading:
    """Read one answer.

    `percent` says whether the cell is shown as a percentage (None: not known).
    """
    if is_blank(cell):
        return Reading()
    try:
        said = _said(cell, question, options, percent)
        _check_bounds(said.value, question)
    except _RefusedError as refused:
        values = {"found": _as_shown(cell, percent=percent), **refused.values}
        return Reading(problems=(problem(refused.code, place, **values),))
    if not said.note:
        return Reading(value=said.value)
    note = problem(said.note, place, "note", found=show(cell), read=_spoken(said.value, question, options))
    return Reading(value=said.value, problems=(note,))


def is_blank(cell: Cell | None) -> bool:
    """Nothing, or nothing that one can see."""
    return cell is None or (isinstance(cell, str) and not clean(cell))


def clean(text: str) -> str:
    """Without invisible characters, control characters and spaces around."""
    return _CONTROL.sub("", _INVISIBLE.sub("", text)).strip()


def folded(text: str) -> str:
    """For comparison: full-width as half-width, one case, no spaces, plain quotes."""
    plain = unicodedata.normalize("NFKC", clean(text)).casefold()
    return re.sub(r"[\s\"'“”‘’「」]+", "", plain)


def show(cell: Cell) -> str:
    """A cell as its owner would know it."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, datetime | date):
        return cell.isoformat(sep=" ") if isinstance(cell, datetime) else cell.isoformat()
    text = clean(str(cell))
    return text if len(text) <= 60 else text[:59] + "…"


def _as_shown(cell: Cell, *, percent: bool | None) -> str:
    """A cell as its sheet shows it: 1.3 in a cell of percentages is 130%."""
    if percent and isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{cell * 100:.10g}%"
    return show(cell)


def text_of(cell: Cell, place: Location) -> tuple[str, tuple[Problem, ...]]:
    """A free text (evidence, note) as typed; control and invisible characters are dropped with a note."""
    raw = cell if isinstance(cell, str) else "" if is_blank(cell) else show(cell)
    cleaned = clean(raw)
    return cleaned, (problem("control-characters", place, "note", found=show(cleaned)),) if _is_cut(raw) else ()


def _is_cut(raw: str) -> bool:
    """Whether cleaning drops more than spaces and line ends."""
    return bool(_CONTROL.search(raw.replace("_x000D_", "").replace("\r", "")) or _INVISIBLE.search(raw))


def _said(cell: Cell, question: Question, options: dict[str, Text], percent: bool | None) -> _Said:
    kind = question.type
    if kind == "yes_no":
        return _yes_no(cell)
    if kind == "one_of":
        return _one_of(cell, options)
    if kind == "many_of":
        return _many_of(cell, options)
    if kind == "date":
        return _date(cell)
    if kind == "text":
        if not isinstance(cell, str):
            return _Said(value=show(cell))
        return _Said(value=clean(cell), note="control-characters" if _is_cut(cell) else "")
    said = _percent(cell, percent) if kind == "percent" else _number(cell, _unit(question))
    if kind == "integer" and isinstance(said.value, float) and not said.value.is_integer():
        raise _RefusedError("not-whole")
    return said


# --- numbers -------------------------------------------------------------------------------------


def _unit(question: Question) -> Decimal:
    """How many ones the unit of a question counts: 3.2万 typed where 万 is the unit means 3.2."""
    unit = None if isinstance(question, ProfileQuestion) else question.unit
    return _MULTIPLES.get(unit.zh[:1], Decimal(1)) if unit else Decimal(1)


def _number(cell: Cell, unit: Decimal) -> _Said:
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        raise _RefusedError("not-a-number")
    if isinstance(cell, int | float):
        return _Said(value=tidy(cell))
    number, suffix = _typed_number(cell, unit)
    if suffix == "%":
        raise _RefusedError("percent-in-number")
    return _Said(value=number, note="read-number-text")


def _percent(cell: Cell, shown_as_percent: bool | None) -> _Said:
    """A percentage as a fraction. Above 1 without a sign it was meant as points: 55 is 55%."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        raise _RefusedError("not-a-number")
    if isinstance(cell, str):
        number, suffix = _typed_number(cell)
        if suffix == "%":
            return _Said(value=tidy(float(Decimal(repr(number)) / 100)), note="read-percent-text")
        return _Said(value=_points(number), note="read-percent-points" if number > 1 else "read-percent-ambiguous")
    number = tidy(cell)
    if shown_as_percent or number == 0:
        return _Said(value=number)
    if number > 1:
        return _Said(value=_points(number), note="read-percent-points")
    return _Said(value=number, note="read-percent-ambiguous")


def _points(number: float) -> float:
    return float(Decimal(repr(number)) / 100) if number > 1 else number


def _typed_number(text: str, unit: Decimal = Decimal(1)) -> tuple[float, str]:
    """A number typed as text, and `%` if it carries the sign; 万 and 亿 are turned into the unit asked for."""
    plain = unicodedata.normalize("NFKC", clean(text)).replace(" ", "").replace("，", ",").replace("−", "-")
    match = _NUMBER.match(plain)
    if not match or not any(letter.isdigit() for letter in plain):
        raise _RefusedError("not-a-number")
    try:
        number = Decimal(match[1].replace(",", "")) * (_MULTIPLES[match[2]] / unit if match[2] else 1)
    except InvalidOperation:
        raise _RefusedError("not-a-number") from None
    if len(plain) > 40:
        raise _RefusedError("not-a-number")
    return float(number), "%" if match[3] else ""


def _check_bounds(given: Answered, question: Question) -> None:
    if isinstance(given, bool) or not isinstance(given, int | float):
        return
    low, high = limits(question)
    if (low is not None and given < low) or (high is not None and given > high) or abs(given) > _GREATEST:
        shown = (_bound(low, question, "-∞"), _bound(high, question, "∞"))
        raise _RefusedError("out-of-bounds", low=shown[0], high=shown[1])


def _bound(bound: float | None, question: Question, none: str) -> str:
    if bound is None:
        return none
    return f"{bound:.4%}".replace(".0000", "") if question.type == "percent" else f"{bound:.10g}"


# --- words ---------------------------------------------------------------------------------------


def _yes_no(cell: Cell) -> _Said:
    if isinstance(cell, bool):
        return _Said(value=cell)
    typed = folded(show(cell))
    if typed not in YES | NO:
        raise _RefusedError("not-yes-no")
    plain = typed in ("是", "否", "yes", "no")
    return _Said(value=typed in YES, note="" if plain else "read-yes-no")


def _one_of(cell: Cell, options: dict[str, Text]) -> _Said:
    typed = show(cell) if not isinstance(cell, str) else clean(cell)
    for name, text in options.items():
        if typed in (text.zh, text.en):
            return _Said(value=name)
    name = _option(typed, options)
    return _Said(value=name, note="read-option")


def _option(typed: str, options: dict[str, Text]) -> str:
    """The option that a text means: its words in either language, their label before the colon, its id, its letter."""
    wanted = folded(typed)
    lettered = _LETTERED.sub("", wanted)
    found = {
        name
        for letter, (name, text) in zip(LETTERS, options.items(), strict=False)
        if wanted in (folded(text.zh), folded(text.en), folded(name), letter.casefold(), *_labels(text))
        or (lettered != wanted and lettered in (folded(text.zh), folded(text.en)))
    }
    if len(found) == 1:
        return found.pop()
    shown = [text.zh if _is_chinese(typed) else text.en for text in options.values()]
    raise _RefusedError("unknown-option", known=" / ".join(shown), nearest=nearest(typed, shown, 0.3))


def _labels(text: Text) -> list[str]:
    """What stands before the colon of an option's words: 部分运行 of 部分运行：部分部门按制度运行."""
    parts = (folded(words).partition(":") for words in (text.zh, text.en))
    return [label for label, colon, _ in parts if colon and label]


def _many_of(cell: Cell, options: dict[str, Text]) -> _Said:
    if not isinstance(cell, str):
        raise _RefusedError("unknown-option", known=" ".join(LETTERS[: len(options)]), nearest="")
    typed = unicodedata.normalize("NFKC", clean(cell))
    if folded(typed) in NONE_OF_THEM:
        return _Said(value=())
    # Option texts may hold the separators themselves, so the whole is tried as one option first.
    whole = {folded(typed), _LETTERED.sub("", folded(typed))}
    for name, text in options.items():
        if whole & {folded(text.zh), folded(text.en)}:
            return _Said(value=(name,), note="read-option")
    letters = _SEPARATORS.sub("", typed).upper()
    names = list(options)
    if letters and all(letter in LETTERS[: len(names)] for letter in letters):
        chosen = {names[LETTERS.index(letter)] for letter in letters}
        return _Said(value=tuple(name for name in names if name in chosen))
    parts = [part for part in re.split(r"[;；\n]+", typed) if part.strip()]
    if len(parts) == 1:
        parts = [part for part in re.split(r"[,，、;；\n|]+", typed) if part.strip()]
    chosen = {_option(part, options) for part in parts}
    return _Said(value=tuple(name for name in names if name in chosen), note="read-option")


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def _date(cell: Cell) -> _Said:
    if isinstance(cell, date):
        return _Said(value=_plausible(cell.date() if isinstance(cell, datetime) else cell))
    if isinstance(cell, bool | time | timedelta):
        raise _RefusedError("not-a-date")
    typed = unicodedata.normalize("NFKC", show(cell)).replace(" ", "")
    match = _DATE.match(typed)
    if not match:
        raise _RefusedError("not-a-date")
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        read = _plausible(date(year, month, day))
    except ValueError:
        raise _RefusedError("not-a-date") from None
    return _Said(value=read, note="" if typed == read else "read-date")


def _plausible(day: date) -> str:
    """A day as the template accepts it; a sheet shows a stray 0 as a day of 1900."""
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise _RefusedError("out-of-bounds", low=_FIRST_DAY.isoformat(), high=_LAST_DAY.isoformat())
    return day.isoformat()


def _spoken(given: Answered, question: Question, options: dict[str, Text]) -> str | tuple[str, str]:
    """A value for a note, in both languages."""
    if isinstance(given, bool):
        return ("是", "Yes") if given else ("否", "No")
    if isinstance(given, float | int):
        if question.type != "percent":
            return f"{given:.15g}"
        hundredfold = f"{Decimal(f'{given:.12g}') * 100:f}"
        return (hundredfold.rstrip("0").rstrip(".") if "." in hundredfold else hundredfold) + "%"
    names: Iterable[str] = given if isinstance(given, tuple) else (given,)
    words = [options[name] for name in names if name in options]
    if not words:
        return str(given)
    return "、".join(word.zh for word in words), ", ".join(word.en for word in words)
