"""A sheet that is a list: title, one line on what it holds, header, rows; filtered, frozen, ready to print."""

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.report.book.draft import Cell, Draft, Toned
from convergence_cli.report.document import Kind
from convergence_cli.value import value

HEADER_ROW = 3
A4, A3 = 9, 8
"""Paper sizes, by the numbers that sheets have for them."""
_STATION_WIDTH = 18.0


@value
class Column:
    """One column: its title, its width in characters, what stands in it."""

    title: str
    width: float
    kind: Kind = "text"


def columns(draft: Draft, *spec: tuple[str, float, Kind], station: bool = True) -> tuple[Column, ...]:
    """Columns from (key of the title, width, kind), the station's name first where there are several."""
    own = tuple(Column(title=draft.word(key), width=width, kind=kind) for key, width, kind in spec)
    named = draft.several and station
    return (Column(title=draft.word("terms.station"), width=_STATION_WIDTH), *own) if named else own


def list_sheet(
    draft: Draft,
    key: str,
    fields: tuple[Column, ...],
    rows: Iterable[Sequence[Cell]],
    frozen: int = 0,
    **values: object,
) -> tuple[Worksheet, int]:
    """Write the sheet `sheet-<key>`; gives it back with its first free row.

    `frozen` columns stay in sight; `values` fill the line `about-<key>`.
    """
    sheet = draft.book.create_sheet(draft.name(draft.word(f"sheet-{key}")))
    draft.put(sheet, 1, 1, draft.word(f"sheet-{key}"), tone="title")
    draft.put(sheet, 2, 1, draft.word(f"about-{key}", **values), tone="remark")
    sheet.row_dimensions[1].height = 26
    for at, field in enumerate(fields, 1):
        sheet.column_dimensions[get_column_letter(at)].width = field.width
    header(draft, sheet, HEADER_ROW, fields)
    free = write_rows(draft, sheet, HEADER_ROW + 1, fields, rows)
    last = get_column_letter(len(fields))
    if free > HEADER_ROW + 1:
        sheet.auto_filter.ref = f"A{HEADER_ROW}:{last}{free - 1}"
    shift = 1 if frozen and draft.several else 0
    sheet.freeze_panes = f"{get_column_letter(frozen + shift + 1)}{HEADER_ROW + 1}"
    print_setup(draft, sheet, landscape=True)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    return sheet, free


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
) -> int:
    """Write rows from `first` on; gives the row after the last."""
    row = first - 1
    for row, cells in enumerate(rows, first):
        texts: list[tuple[str, float]] = []
        for at, (field, cell) in enumerate(zip(fields, cells, strict=True), 1):
            draft.put(sheet, row, at, cell, field.kind)
            content = cell.content if isinstance(cell, Toned) else cell
            if isinstance(content, str):
                texts.append((content, field.width))
        draft.height(sheet, row, texts, least)
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
