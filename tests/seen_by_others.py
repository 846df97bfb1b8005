"""A workbook read by openpyxl or calamine in place of ours; what cells say is made an answer by the same rules."""

import io
import re
import warnings
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, time
from pathlib import Path
from typing import Any
from unittest.mock import patch

from lxml import etree
from mutants import packed, unpacked
from openpyxl.reader import excel
from openpyxl.reader.strings import read_string_table
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._reader import WorksheetReader
from second_opinion import calamine

from convergence_cli.errors import ConvergenceError, WorkbookError
from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.questionnaire import read as reading
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.guard import guard
from convergence_cli.questionnaire.workbook.book import Book
from convergence_cli.questionnaire.workbook.sheet import Cell, Sheet
from convergence_cli.questionnaire.workbook.xlsx_texts import unescaped

_KEPT: dict[Any, Any] = {}
_MOST_KEPT = 300
_MERGED, _MOST_COVERED = re.compile(rb'mergeCell [^<>]*?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"'), 1_000_000
_OF_STYLES = ("_number_formats", "_cell_styles", "_date_formats", "_timedelta_formats")


def _kept(key: Any, make: Callable[[], Any]) -> Any:
    """What is made of the same bytes once: most of a changed workbook is as it was."""
    if key not in _KEPT:
        if len(_KEPT) > _MOST_KEPT:
            _KEPT.clear()
        _KEPT[key] = make()
    return _KEPT[key]


class OpenpyxlError(Exception):
    """openpyxl does not open a workbook."""


class _Reader(WorksheetReader):
    """Reads the cells of a sheet and no more."""

    def __init__(self, sheet: Any, source: Any, *rest: Any, **more: Any) -> None:
        body = source.read()
        super().__init__(sheet, io.BytesIO(body), *rest, **more)
        texts: Any = self.parser.shared_strings
        self._key: Any = body, sheet.parent.styles_of, tuple(texts), sheet.parent.epoch

    def bind_all(self) -> None:
        page: Any = self.ws
        page.seen = _kept(self._key, self._seen)

    def _seen(self) -> Sheet:
        self.bind_cells()
        self.bind_merged_cells()
        return _sheet(self.ws)


def _strings(source: Any) -> list[str]:
    body = source.read()
    return _kept(body, lambda: read_string_table(io.BytesIO(body)))  # type: ignore[no-any-return]


def _styles(archive: Any, workbook: Any) -> None:
    body = archive.read("xl/styles.xml") if "xl/styles.xml" in archive.namelist() else b""
    workbook.styles_of = body
    for name, value in _kept(body, lambda: _styles_of(archive, workbook)).items():
        setattr(workbook, name, value)


def _styles_of(archive: Any, workbook: Any) -> dict[str, Any]:
    apply_stylesheet(archive, workbook)
    return {name: getattr(workbook, name) for name in _OF_STYLES}


def _patched() -> ExitStack:
    stack = ExitStack()
    for name, other in (("WorksheetReader", _Reader), ("read_string_table", _strings), ("apply_stylesheet", _styles)):
        stack.enter_context(patch.object(excel, name, other))
    return stack


def _sheet(page: Any) -> Sheet:
    # Only as far as anything stands, whatever blank cell there is in the last corner.
    filled = {place: cell for place, cell in page._cells.items() if cell.value is not None}
    width: dict[int, int] = {}
    for row, column in filled:
        width[row] = max(width.get(row, 0), column)
    sheet = Sheet(grid=[[""] * width.get(row, 0) for row in range(1, max(width, default=0) + 1)])
    for (row, column), cell in filled.items():
        place = row - 1, column - 1
        if cell.data_type == "e":
            sheet.errors[place] = str(cell.value)
        else:
            sheet.grid[place[0]][place[1]] = _cell(cell.value)
            if cell.number_format != "General" and cell.value != "":
                sheet.formats[place] = cell.number_format
    for line in sheet.grid:
        while line and line[-1] == "":
            line.pop()
    return sheet


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        # openpyxl leaves letters that XML cannot hold as they are written: _x000D_ (ST_Xstring, 22.9.2.19).
        return unescaped(value)
    if isinstance(value, datetime):
        moment = value.replace(microsecond=0)
        return moment.date() if moment.time() == time() else moment
    # Nought has no sign; calamine shows one.
    return 0.0 if value == 0 and isinstance(value, float) else value  # type: ignore[no-any-return]


class _Book:
    """As `Book`, by another reader."""

    def __init__(self, file: str, sheets: dict[str, Sheet]) -> None:
        self.file, self.recalculates, self.hidden = file, False, frozenset[str]()
        self._sheets = sheets
        self.names = tuple(sheets)

    def sheet(self, name: str, _: Any = None) -> Sheet:
        return self._sheets[name]

    def grid(self, name: str) -> Any:
        return self._sheets[name].grid

    peek = grid


def as_openpyxl_reads(path: Path, framework: Framework) -> Questionnaire | None:
    """The answers that openpyxl finds, None where it finds no questionnaire; raises OpenpyxlError."""
    areas = [found.decode() for body in unpacked(path.read_bytes()).values() for found in _MERGED.findall(body)]
    if any(rows * columns > _MOST_COVERED for rows, columns in map(_size, areas)):
        raise OpenpyxlError("it makes a cell of each that a merged area covers")
    with warnings.catch_warnings(), _patched():
        warnings.simplefilter("ignore")
        try:
            workbook = excel.load_workbook(path, data_only=True, keep_links=False)
        except Exception as error:  # noqa: BLE001 - openpyxl raises anything on a broken file
            raise OpenpyxlError(f"{type(error).__name__}: {error}") from None
    if not workbook.worksheets:
        # It takes for the workbook what the content types call one, and not what the relations lead to.
        raise OpenpyxlError("no sheets")
    pages: list[Any] = workbook.worksheets
    return _answers(path, framework, {page.title: page.seen for page in pages})


def _size(area: str) -> tuple[int, int]:
    left, top, right, bottom = range_boundaries(area)
    return int(bottom or 0) - int(top or 0) + 1, int(right or 0) - int(left or 0) + 1


def as_calamine_reads(path: Path, framework: Framework) -> Questionnaire | None:
    """The answers that calamine finds, None where it finds no questionnaire or does not open the file.

    It is given plain XML: it takes a comment in a value for its end, and drops references to characters.
    """
    grids = calamine(packed({name: _plain(body) for name, body in unpacked(path.read_bytes()).items()})) or {}
    bounds = Bounds()
    ours = Book(path.name, guard(path, bounds), bounds)
    return _answers(path, framework, {name: _with_formats(grid, ours, name) for name, grid in grids.items()})


def _plain(body: bytes) -> bytes:
    try:
        root = etree.fromstring(body, etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError):
        return body
    return etree.tostring(root, encoding="UTF-8")  # type: ignore[no-any-return]


def _with_formats(grid: list[list[Any]], ours: Book, name: str) -> Sheet:
    """calamine tells no formats: whether a number is a percentage is taken from ours."""
    try:
        formats = ours.sheet(name).formats if name in ours.names else {}
    except WorkbookError:
        formats = {}
    cells = [[_cell(value) for value in line] for line in grid]
    kept = {(row, at): code for (row, at), code in formats.items() if row < len(cells) and at < len(cells[row])}
    return Sheet(grid=cells, formats=kept)


def _answers(path: Path, framework: Framework, sheets: dict[str, Sheet]) -> Questionnaire | None:
    with patch.object(reading, "Book", lambda file, *_: _Book(file, sheets)):
        try:
            return reading.examine(path, framework)
        except ConvergenceError:
            return None
