"""A sheet that is a list: title, one line on what it holds, header, rows; filtered, frozen, ready to print."""

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.report.book.draft import Cell, Draft, Toned
from convergence_cli.report.cells import Kind
from convergence_cli.value import value

HEADER_ROW = 3
_PACKED_AT_ONCE = 200
A4, A3 = 9, 8
"""Paper sizes, by the numbers that sheets have for them."""


@value
class Column:
    """One column: its title, its width in characters, what stands in it."""

    title: str
    width: float
    kind: Kind = "text"


def header(draft: Draft, sheet: Worksheet, row: int, fields: Sequence[Column], least: float = 34) -> None:
    """A header row."""
    for at, field in enumerate(fields, 1):
        draft.put(sheet, row, at, field.title, tone="header")
    draft.height(sheet, row, [(field.title, field.width - 1) for field in fields], least)


def write_rows(
    draft: Draft,
    sheet: Worksheet,
    first: int,
    fields: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    least: float = 16.0,
    *,
    are_done: bool = False,
) -> int:
    """Write rows from `first` on; gives the row after the last. Of thousands, `are_done` saves memory: nobody may read
    or change them afterwards.
    """
    row, unpacked = first - 1, first
    for row, cells in enumerate(rows, first):
        texts: list[tuple[str, float]] = []
        for at, (field, cell) in enumerate(zip(fields, cells, strict=True), 1):
            draft.put(sheet, row, at, cell, field.kind)
            content = cell.content if isinstance(cell, Toned) else cell
            if isinstance(content, str):
                texts.append((content, field.width))
        draft.height(sheet, row, texts, least)
        if are_done and row + 1 - unpacked == _PACKED_AT_ONCE:
            draft.pack(sheet, range(unpacked, row + 1), len(fields))
            unpacked = row + 1
    return row + 1


def print_setup(draft: Draft, sheet: Worksheet, *, landscape: bool) -> None:
    """A4, one page wide, pages numbered, the framework named at the foot."""
    framework = draft.cohort.framework
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0 if landscape else 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.3, 0.3
    sheet.print_options.horizontalCentered = True
    # An ampersand starts a code in headers and footers.
    footer: Any = sheet.oddFooter
    footer.left.text = f"{framework.id} {framework.version}".replace("&", "&&")
    footer.right.text = "&P / &N"
    sheet.sheet_view.showGridLines = False
