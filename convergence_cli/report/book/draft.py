"""The workbook being written: its language, and how a cell of each kind and tone looks.

Colours are pale fills under black text, so that a grey print keeps every word readable, and no colour says
anything that a word beside it does not say.
"""

import re
from collections import deque
from copy import copy
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, partial
from math import inf
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.model.assessment import Cohort
from convergence_cli.model.day import is_day
from convergence_cli.model.display import PLAIN
from convergence_cli.model.display import shown as scale
from convergence_cli.model.numbers import FULL
from convergence_cli.report import figures
from convergence_cli.report.book.packing import packed, unpacked
from convergence_cli.report.cells import WORDS, Content, Kind, Tone, shown
from convergence_cli.report.teller import Teller
from convergence_cli.sheets import REPORT_CATEGORY, put_text, row_height, safe_text, to_bytes

FONT_SIZE = 10
# Chinese fonts stand higher in their line than Latin ones of the same size.
_LINE_SIZES = {"zh": 11.0, "en": 10.0}
_FONTS = {"zh": "Microsoft YaHei", "en": "Calibri"}
_LINE = Side(style="thin", color="FFBFBFBF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HAIR = Side(style="hair", color="FFD9D9D9")
_GRID = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)
_INK = "FF1F3864"
_FILLS: dict[Tone, str] = {
    "header": _INK,
    "strong": "FFE8ECF4",
    "tile": "FFE8ECF4",
    "red": "FFF8D7DA",
    "met": "FFE2EFDA",
    "partial": "FFFFF2CC",
    "unmet": "FFFBE0CF",
    "unanswered": "FFE7E6E6",
    # What a person fills in, in the questionnaire's own yellow.
    "entry": "FFFFF8E1",
    "error": "FFF8D7DA",
    "warning": "FFFFF2CC",
    # Bars in time, by what they are part of.
    "phase-red-lines": "FFC0504D",
    "phase-quick": "FF70AD47",
    "phase-progress": "FF5B9BD5",
    "phase-breakthrough": "FFED9B33",
    "phase-long-term": "FF8064A2",
}
_LETTERING: dict[Tone, dict[str, Any]] = {
    "header": {"bold": True, "color": "FFFFFFFF"},
    "strong": {"bold": True},
    "red": {"bold": True, "color": "FF9C0006"},
    "tile": {"bold": True, "size": 14, "color": _INK},
    "title": {"bold": True, "size": 16, "color": _INK},
    "heading": {"bold": True, "size": 11, "color": _INK},
    "label": {"bold": True, "color": _INK},
    "remark": {"size": 9, "color": "FF595959"},
    "small": {"size": 9, "color": "FF595959"},
    "not_applicable": {"color": "FF7F7F7F"},
    "out_of_scope": {"color": "FF7F7F7F"},
    "not_scored": {"color": "FF7F7F7F"},
}
_UNBOXED: frozenset[Tone] = frozenset({"title", "heading", "label", "remark", "small", "line"})
_SHOWN = re.compile(r"(\+?)(?:#,##)?0(?:\.(0+))?(%?)(?:;.*)?")
_FORMATS: dict[Kind, str] = {
    "points": "0.0",
    "share": "0.0%",
    "count": "0",
}


class Toned(NamedTuple):
    """A cell's content with a colour that goes with its words."""

    content: Content
    tone: Tone


Cell = Content | Toned


class Draft(Teller):
    """The report while it is being written."""

    catalogue = "lists"

    def __init__(self, cohort: Cohort) -> None:
        super().__init__(cohort.framework, cohort.language)
        self.cohort = cohort
        self.waived = cohort.verdict.waived
        self.several = len(cohort.assessments) > 1
        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])
        self._styles: dict[tuple[Kind, Tone, str], Any] = {}
        self._packed: dict[str, deque[bytes]] = {}

    def put(
        self, sheet: Worksheet, row: int, column: int, cell: Cell, kind: Kind = "text", tone: Tone = "plain"
    ) -> None:
        """Write one cell. Text stays text, a number keeps its full precision, None is a dash for a number."""
        content, tone = cell if isinstance(cell, Toned) else (cell, tone)
        target: Any = sheet.cell(row, column)
        form = ""
        if content is None:
            content = "" if kind in WORDS else self.word("terms.nothing")
        if kind == "date":
            form = "yyyy-mm-dd"
        if isinstance(content, str):
            if kind == "date" and is_day(content):
                target.value = date.fromisoformat(content)
            elif content or kind != "date":
                self._put_text(target, content)
        else:
            form = form or number_format(kind, content)
            target.value = on_scale(kind, content)
        self._dress(target, kind, tone, form)

    def _put_text(self, target: Any, text: str) -> None:
        put_text(target, text.replace("\r\n", "\n").replace("\r", "\n"))
        if text[:1] in ("=", "+", "-", "@"):
            # Else the text turns into a formula as soon as someone edits the cell.
            target.quotePrefix = True

    def _dress(self, target: Any, kind: Kind, tone: Tone, form: str) -> None:
        quoted = target.quotePrefix
        key = (kind, tone, form)
        if key not in self._styles:
            lettering: dict[str, Any] = {"name": _FONTS[self.language], "size": FONT_SIZE} | _LETTERING.get(tone, {})
            if kind == "bar" and tone in _FILLS:
                lettering["color"] = _FILLS[tone]  # the mark is for a grey print
            target.font = Font(**lettering)
            if tone in _FILLS:
                target.fill = PatternFill("solid", fgColor=_FILLS[tone])
            if tone not in _UNBOXED:
                target.border = _GRID if kind == "bar" else _BOX
            target.alignment = _alignment(kind, tone)
            target.number_format = form or "General"
            target.quotePrefix = False
            self._styles[key] = copy(target._style)  # noqa: SLF001
        # Styles are shared: building one anew for each cell would be most of the time of a render.
        target._style = copy(self._styles[key])  # noqa: SLF001
        target.quotePrefix = quoted

    def height(self, sheet: Worksheet, row: int, cells: list[tuple[str, float]], least: float = 16.0) -> None:
        """Make a row high enough for its wrapped (text, column width)."""
        sheet.row_dimensions[row].height = row_height(cells, least, _LINE_SIZES[self.language])

    def pack(self, sheet: Worksheet, rows: range, width: int) -> None:
        """Keep rows of so many columns small until the file is written; nobody may read or change them any more."""
        self._packed.setdefault(sheet.title, deque()).append(packed(sheet, rows, width))

    def name(self, wanted: str) -> str:
        """A valid, unused sheet name."""
        # Sheets count letters beyond U+FFFF twice; a name can do without them.
        unfit = (letter in "[]:*?/\\" or not letter.isprintable() or letter > "\uffff" for letter in wanted)
        cleaned = "".join(" " if bad else letter for bad, letter in zip(unfit, wanted, strict=True))
        cleaned = cleaned[:31].strip().strip("'") or self.word("terms.station")
        taken = {sheet.title.lower() for sheet in self.book.worksheets}
        counted = (f"{cleaned[:27]} {number}" for number in range(2, len(taken) + 3))
        return cleaned if cleaned.lower() not in taken else next(each for each in counted if each.lower() not in taken)

    def finished(self, title: str) -> bytes:
        """The workbook as an .xlsx file that opens at its first sheet and says what it is."""
        self.book.active = 0
        properties = self.book.properties
        properties.title = safe_text(title)
        properties.subject = safe_text(self.cohort.framework.title.in_(self.language))
        properties.creator = "convergence"
        properties.category = REPORT_CATEGORY
        properties.language = "zh-CN" if self.language == "zh" else "en"
        return to_bytes(self.book, {title: partial(unpacked, parts) for title, parts in self._packed.items()})


def _alignment(kind: Kind, tone: Tone) -> Alignment:
    if tone in ("title", "heading", "remark"):
        return Alignment(vertical="center")
    if tone in ("header", "tile"):
        return Alignment(horizontal="center", vertical="center", wrap_text=True)
    if kind == "text":
        return Alignment(vertical="top", wrap_text=True)
    if kind == "bar":
        return Alignment(horizontal="center", vertical="center")
    across = "center" if kind in ("middle", "count", "date") else "right"
    return Alignment(horizontal=across, vertical="top", wrap_text=kind == "middle")


def number_format(kind: Kind, number: float) -> str:
    """The format in which the sheet shows what `shown` would print.

    The cell keeps the full value; where a sheet would round it to something else (to a full 100 that was not reached,
    to nothing where there is something, to a minus before nothing), the format itself says what is printed.
    """
    form = _format(kind, number)
    if _is_sure(kind, number):
        return form
    there, said = _as_a_sheet_shows(form, on_scale(kind, number)), shown(number, kind)
    return form if there is None or there == said.replace(",", "") else f'"{said}"'


def _format(kind: Kind, number: float) -> str:
    """How most numbers of a kind are shown."""
    if kind in ("percent", "number"):
        places = len(figures.measured(number, kind).rstrip("%").partition(".")[2])
        fraction = "." + "0" * places if places else ""
        return f"0{fraction}%" if kind == "percent" else f"#,##0{fraction}"
    return _of_scores(kind, scale().decimals)


@cache
def _of_scores(kind: Kind, decimals: int) -> str:
    if kind in ("score", "loss"):
        return _decimal(decimals)
    if kind in ("gain", "fine"):
        form = _decimal(decimals + (kind == "fine"))
        return f"+{form};-{form};+{form}"
    return _FORMATS.get(kind, "General")


_NEARLY_ALL: dict[Kind, float] = {
    "points": FULL - 0.1,
    "share": 1 - 0.001,
    **dict.fromkeys(("loss", "gain", "fine"), FULL),
    "count": inf,
}


def _is_sure(kind: Kind, number: float) -> bool:
    """Whether a sheet rounds as everybody else does, without a look: between nothing and nearly all."""
    display = scale()
    if kind == "score":
        return display.from_ >= 0 and number < FULL - FULL / display.full
    return 0 <= number < _NEARLY_ALL.get(kind, 0.0)


def _as_a_sheet_shows(form: str, number: float) -> str | None:
    """A number in one of these formats: half away from zero, of fifteen digits, without separators; None where the
    format shows whatever there is."""
    found = _SHOWN.fullmatch(form)
    if not found:
        return None
    sign, decimals, percent = found.groups()
    exact = Decimal(f"{abs(number):.15g}") * (100 if percent else 1)
    rounded = exact.quantize(Decimal(1).scaleb(-len(decimals or "")), ROUND_HALF_UP)
    return f"{'-' if number < 0 else sign}{rounded}{percent}"


def _decimal(count: int) -> str:
    return f"0.{'0' * count}" if count else "0"


def on_scale(kind: Kind, number: float) -> float:
    """A number as its cell holds it, at its full precision: scores and differences on the framework's scale."""
    display = scale()
    if display == PLAIN:
        return number
    if kind in ("score", "heat"):
        return display.scaled(number)
    return display.stretched(number) if kind in ("loss", "gain", "fine") else number
