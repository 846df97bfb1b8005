"""Puts the problems of a workbook into a copy of it."""

import re
from bisect import bisect, insort
from collections.abc import Iterable, Sequence
from typing import Any

from convergence_cli.errors import ConfigError, Problem, Severity, problem
from convergence_cli.imprint import PART
from convergence_cli.model.language import Language
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.guard import Guarded
from convergence_cli.questionnaire.mark.asked import AskedAt
from convergence_cli.questionnaire.mark.comments import Comments
from convergence_cli.questionnaire.mark.listing import Listed, write_listing
from convergence_cli.questionnaire.mark.package import MAIN, Package, child, q
from convergence_cli.questionnaire.mark.styles import Painter
from convergence_cli.questionnaire.references import column_letters, column_number
from convergence_cli.questionnaire.workbook.xlsx import Xlsx
from convergence_cli.questionnaire.workbook.xlsx_texts import number_of
from convergence_cli.sheets import safe_text
from convergence_cli.texts import hint, message

_CELL = re.compile(r"^([A-Z]{1,3})([0-9]{1,7})$")
MOST_MARKED = 2_000
"""Cells that are marked and listed, the worst first: nobody reads the next. How many more there are is told."""
_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


def mark(
    guarded: Guarded,
    problems: Iterable[Problem],
    language: Language,
    suffix: str,
    bounds: Bounds,
    standing: Sequence[str] = (),
    asked: AskedAt | None = None,
) -> bytes:
    """The workbook with each cell at fault coloured and commented, and a sheet that lists every problem.

    `standing` is what that sheet says below them of how far the workbook is filled in, a row each; `asked` knows whose
    each row is.

    What an earlier marking left is taken back first, so that a corrected copy can be marked again. `suffix`
    is that of the file to be written. Raises ConfigError for a workbook that is no .xlsx or .xlsm, or where
    the suffix is not the workbook's, and RefusalError for one that cannot be opened.
    """
    if guarded.kind != "xlsx":
        raise ConfigError(problem("mark-not-xlsx", found=guarded.kind))
    package = Package(guarded)
    if package.has_macros != (suffix == ".xlsm"):
        raise ConfigError(problem("export-suffix", found=suffix, known=".xlsm" if package.has_macros else ".xlsx"))
    sheets = Xlsx(guarded.package, bounds).parts
    found, more = _worst(problems)
    styles = next(iter(package.related(package.main, "styles")), "")
    painter = Painter(package.tree(styles) if styles else _new_styles(package))
    by_sheet: dict[str, list[Problem]] = {}
    for item in found:
        if _CELL.match(item.location.cell):
            by_sheet.setdefault(item.location.sheet, []).append(item)
    for name, part in sheets.items():
        own = by_sheet.get(name, [])
        _mark_sheet(package, part, own, painter, language)
        package.put_away(part)
    listed = Listed(found, more, tuple(standing), asked or AskedAt())
    write_listing(package, listed, painter, language, sheets)
    package.leave_room(PART)
    return package.to_bytes()


def _worst(problems: Iterable[Problem]) -> tuple[list[Problem], int]:
    """The problems that are marked and listed, and how many are not. Those of no cell, sums among them, all are."""
    kept: list[Problem] = []
    marked = more = 0
    for item in sorted(problems, key=lambda item: _RANK[item.severity]):
        marked += bool(item.location.cell)
        if item.location.cell and marked > MOST_MARKED:
            more += 1
        else:
            kept.append(item)
    return kept, more


def _new_styles(package: Package) -> Any:
    name = package.free_name("xl/styles{}.xml")
    fonts, borders = '<fonts count="1"><font/></fonts>', '<borders count="1"><border/></borders>'
    package.add(name, f'<styleSheet xmlns="{MAIN}">{fonts}{borders}</styleSheet>'.encode(), "styles+xml")
    package.relate(package.main, "styles", name)
    return package.tree(name)


def _mark_sheet(package: Package, part: str, own: list[Problem], painter: Painter, language: Language) -> None:
    comments = Comments(package, part)
    cleared = comments.clear()
    if not own and not cleared:
        return
    rows = _Rows(package.tree(part))
    for cell in sorted(cleared):
        if rows.has(cell):
            rows.restyle(cell, painter.unpainted)
    by_cell: dict[str, list[Problem]] = {}
    for item in own:
        by_cell.setdefault(item.location.cell, []).append(item)
    for cell, items in by_cell.items():
        worst = items[0].severity
        rows.restyle(cell, lambda style, severity=worst: painter.painted(style, severity))
        comments.add(cell, safe_text("\n".join(_said(item, language) for item in items)))
    comments.draw()


def _said(item: Problem, language: Language) -> str:
    return "\n".join(part for part in (message(language, item), hint(language, item)) if part)


class _Rows:
    """The rows and cells of a sheet's XML, found by reference and made where they are missing."""

    def __init__(self, sheet: Any) -> None:
        self.data = child(sheet, "sheetData")
        self.rows = {} if self.data is None else _numbered(self.data)
        self.numbers = sorted(self.rows)
        self._known: dict[int, dict[int, Any]] = {}

    def has(self, reference: str) -> bool:
        """Whether there is such a cell."""
        parts = _CELL.match(reference)
        number = int(parts[2]) if parts else 0
        return bool(parts and number in self.rows and column_number(parts[1].encode()) in self._cells_of(number))

    def restyle(self, reference: str, change: Any) -> None:
        """Give a cell the style that `change` makes of its own (or of its row's or none)."""
        cell = self._cell(reference)
        cell.set("s", str(change(max(0, number_of(cell.get("s"))))))

    def _cell(self, reference: str) -> Any:
        parts = _CELL.match(reference)
        assert parts is not None
        number, column = int(parts[2]), column_number(parts[1].encode())
        row, cells = self._row(number), self._cells_of(number)
        if column not in cells:
            made = row.makeelement(q(row, "c"), r=reference)
            if row.get("s"):
                made.set("s", row.get("s"))
            row.insert(sum(at < column for at in cells), made)
            cells[column] = made
        return cells[column]

    def _cells_of(self, number: int) -> dict[int, Any]:
        """The cells of a row by column, the first of each."""
        if number not in self._known:
            cells = reversed(list(self.rows[number].iterchildren(q(self.data, "c"))))
            self._known[number] = {column_number(cell.get("r").rstrip("0123456789").encode()): cell for cell in cells}
        return self._known[number]

    def _row(self, number: int) -> Any:
        if number not in self.rows:
            made = self.data.makeelement(q(self.data, "row"), r=str(number))
            self.data.insert(bisect(self.numbers, number), made)
            self.rows[number] = made
            insort(self.numbers, number)
        return self.rows[number]


def _numbered(data: Any) -> dict[int, Any]:
    """The rows by number, the reference of each and of its cells written: a program may leave them out."""
    rows: dict[int, Any] = {}
    last = 0
    for row in data.iterchildren(q(data, "row")):
        given = number_of(row.get("r"))
        last = last + 1 if given < 0 else given
        row.set("r", str(last))
        rows[last] = row
        column = 0
        for cell in row.iterchildren(q(data, "c")):
            given = cell.get("r")
            column = column_number(given.rstrip("0123456789").encode()) if given else column + 1
            cell.set("r", f"{column_letters(column)}{last}")
    return rows
