"""One cell of an .ods: what a person sees in it, or why nobody can say.

What was typed and what is shown are written side by side there (a value, its type, a text, in LibreOffice's files a
second type): where they contradict each other, programs differ in what they believe, and the cell is not read.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from convergence_cli.questionnaire.bounds import RefusalError
from convergence_cli.questionnaire.extent import Tally
from convergence_cli.questionnaire.workbook.days import day_in
from convergence_cli.questionnaire.workbook.looks import PLAIN, Look
from convergence_cli.questionnaire.workbook.ods_names import CALC, DRAW, DRAW_3D, OFFICE, TABLE, TEXT
from convergence_cli.questionnaire.workbook.ods_styles import Styles
from convergence_cli.questionnaire.workbook.sheet import Cell
from convergence_cli.questionnaire.workbook.xml import NUMBER

_DURATION = re.compile(
    r"(-?)P(?:([0-9]{1,6})D)?T?(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})(?:[.,][0-9]*)?S)?"
)
# As they are shown in place of a formula's result; LibreOffice in Chinese writes 错误:502.
_ERROR = re.compile(r"#[A-Z][A-Z0-9_/]*[!?]?|(?:Err|错误|錯誤)[:：] ?[0-9]+")
_TYPE, _SECOND_TYPE, _FORMULA = f"{OFFICE}value-type", f"{CALC}value-type", f"{TABLE}formula"
_TEXT_VALUE = f"{OFFICE}string-value"
# The attribute that holds the value of each type.
_KINDS = {
    **dict.fromkeys(("float", "percentage", "currency"), f"{OFFICE}value"),
    **{kind: f"{OFFICE}{kind}-value" for kind in ("boolean", "date", "time")},
    "string": _TEXT_VALUE,
}
_VALUES = tuple(dict.fromkeys(_KINDS.values()))
SPANS = frozenset(f"{TABLE}number-{kind}{side}-spanned" for kind in ("", "matrix-") for side in ("rows", "columns"))
_CONTENT = frozenset({_TYPE, _FORMULA, *_VALUES})
_STYLE = f"{TEXT}style-name"
_PARAGRAPH = f"{TEXT}p"
_SPACES, _TAB, _BREAK, _SPAN = f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break", f"{TEXT}span"
_INSIDE = frozenset({_SPAN, *(f"{TEXT}{name}" for name in ("a", "meta", "ruby", "ruby-base"))})
# What stands beside a text: remarks, footnotes, how a word is pronounced, marks of changes.
_BESIDE = (
    DRAW,
    DRAW_3D,
    *(f"{OFFICE}{name}" for name in ("annotation", "event-listeners")),
    *(f"{TEXT}{name}" for name in ("note", "ruby-text", "bookmark", "change", "soft-page-break")),
    *(f"{TABLE}{name}" for name in ("detective", "cell-range-source")),
)
_FRAME, _IMAGE = f"{DRAW}frame", f"{DRAW}image"
_MIDNIGHT = datetime(1900, 1, 1)  # noqa: DTZ001 - of any day
_FORMULA_PREFIX = re.compile(r"\s*(?:[A-Za-z][\w.-]{0,20}:)?=")


@dataclass(slots=True)
class Seen:
    """What is seen in a cell; at most one of `value`, `error` and `unread` is given, and none for a blank."""

    value: Cell = ""
    error: str | None = None
    unread: str | None = None
    formula: str | None = None
    is_percentage: bool = False
    is_picture: bool = False
    struck: str = ""
    raised: str = ""


@dataclass(slots=True)
class _Words:
    """The texts of a cell as they are gathered."""

    tally: Tally
    part: str
    pieces: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    raised: list[str] = field(default_factory=list)
    length: int = 0
    is_odd: bool = False
    """Whether there are words that some programs show and others do not."""

    def add(self, text: str, look: Look) -> None:
        self.length += len(text)
        if self.length > self.tally.bounds.max_text:
            self.tally.text_too_long(self.part, self.length)
        self.pieces.append(text)
        if look.struck:
            self.struck.append(text)
        if look.raised:
            self.raised.append(text)


def is_bare(cell: Any, about: dict[str, str]) -> bool:
    """Whether nothing at all stands in a cell, with its attributes by name, and it lies over no other."""
    if len(cell) or not _CONTENT.isdisjoint(about) or _has_words(cell.text):
        return False
    return SPANS.isdisjoint(about) or {about[name] for name in SPANS & about.keys()} == {"1"}


def seen(cell: Any, about: dict[str, str], styles: Styles, tally: Tally, part: str) -> Seen:
    """What is seen in a cell, with its attributes by name; raises RefusalError for a text beyond the bounds."""
    words, paragraphs, is_picture = _gathered(cell, styles, tally, part)
    shown = "".join(words.pieces)
    kind, second, formula = about.get(_TYPE), about.get(_SECOND_TYPE), about.get(_FORMULA)
    given = {name: about[name] for name in _VALUES if name in about}
    found = Seen(is_percentage=kind == "percentage", struck="".join(words.struck), raised="".join(words.raised))
    if formula is not None:
        found.formula = _FORMULA_PREFIX.sub("", formula, count=1)
    if second == "error" or (formula is not None and _ERROR.fullmatch(shown.strip())):
        found.error = shown.strip() or "#?"
    elif formula is not None and not given and not paragraphs and kind in (None, "string"):
        # An empty text that was calculated has no type either, but an empty paragraph.
        found.error = ""
    elif words.is_odd or second not in (None, kind) or (formula is not None and kind is None and shown.strip()):
        found.unread = _written(cell, given)
    else:
        value = _value(kind, given, shown, has_text=bool(paragraphs))
        found.value = "" if value is None else value
        found.unread = _written(cell, given) if value is None else None
        found.is_picture = is_picture and value == ""
    return found


def _written(cell: Any, given: dict[str, str]) -> str:
    """All that stands in a cell, one after the other."""
    texts = [text.strip() for text in (*given.values(), *cell.itertext())]
    return " / ".join(dict.fromkeys(filter(None, texts)))[:200] or "?"


def _value(kind: str | None, given: dict[str, str], shown: str, *, has_text: bool) -> Cell | None:
    """The value of a cell of this type, "" for a blank, None where it is none or more than one."""
    if kind not in _KINDS:
        # Without a type, what is shown is all that there is.
        if given or (shown and kind is not None):
            return None
        return shown
    name = _KINDS[kind]
    if len(given) > 1:
        # A number beside its text is one value, any other two are two.
        if set(given) != {name, _TEXT_VALUE} or given[_TEXT_VALUE] != shown:
            return None
    elif given and name not in given:
        return None
    written = given.get(name)
    if kind == "string":
        alike = written is None or not has_text or written.split() == shown.split()
        return (shown if written is None else written) if alike else None
    value = None if written is None else _parsed(kind, written.strip())
    # LibreOffice writes the result of a comparison as a number that is shown as a truth.
    return bool(value) if (value, shown) in ((1.0, "TRUE"), (0.0, "FALSE")) else value


def _parsed(kind: str, written: str) -> Cell | None:
    if kind == "boolean":
        return {"true": True, "false": False}.get(written)
    if kind == "date":
        day = day_in(written)
        return day.replace(microsecond=0) if isinstance(day, datetime) else day
    if kind == "time":
        return _duration(written)
    return float(written) if NUMBER.fullmatch(written) else None


def _duration(written: str) -> time | timedelta | None:
    """A time of day, or a span of time beyond one."""
    parts = _DURATION.fullmatch(written)
    if parts is None or not any(parts.groups()[1:]):
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in parts.groups()[1:])
    span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds) * (-1 if parts[1] else 1)
    return span if parts[1] or span.days else (_MIDNIGHT + span).time()


def _gathered(cell: Any, styles: Styles, tally: Tally, part: str) -> tuple[_Words, int, bool]:
    """The texts of a cell, the number of its paragraphs, and whether a picture is fixed to it."""
    words = _Words(tally, part, is_odd=_has_words(cell.text))
    paragraphs, is_picture = 0, False
    for item in cell:
        tag = item.tag
        if tag == _PARAGRAPH:
            if paragraphs:
                words.add("\n", PLAIN)
            paragraphs += 1
            _gather(item, styles.look("paragraph", item.get(_STYLE)), styles, words)
        elif tag.startswith(_BESIDE):
            is_picture = is_picture or (tag == _FRAME and {child.tag for child in item} == {_IMAGE})
        elif any(map(_has_words, item.itertext())):
            words.is_odd = True
        if _has_words(item.tail):
            words.is_odd = True
    return words, paragraphs, is_picture


def _has_words(text: str | None) -> bool:
    return bool(text) and not str(text).isspace()


def _gather(item: Any, look: Look, styles: Styles, words: _Words) -> None:
    """The words of a paragraph or of a part of one."""
    if item.text:
        words.add(item.text, look)
    for child in item:
        tag = child.tag
        if tag in _INSIDE:
            own = styles.look("text", child.get(_STYLE)) if tag == _SPAN else PLAIN
            both = Look(struck=look.struck or own.struck, raised=look.raised or own.raised)
            _gather(child, both, styles, words)
        elif tag == _SPACES:
            count = child.get(f"{TEXT}c", "1").strip()
            if not (count.isascii() and count.isdigit()):
                raise RefusalError("xml-unusual", part=f"{words.part} <text:s>")
            number = int(count[:9])
            if words.length + number > words.tally.bounds.max_text:
                words.tally.text_too_long(words.part, words.length + number)
            words.add(" " * number, look)
        elif tag in (_TAB, _BREAK):
            words.add("\t" if tag == _TAB else "\n", look)
        elif not tag.startswith(_BESIDE) and any(map(_has_words, child.itertext())):
            words.is_odd = True
        if child.tail:
            words.add(child.tail, look)
