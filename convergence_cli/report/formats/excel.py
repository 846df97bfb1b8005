"""A document as an Excel workbook: what has no sheet of its own on a page to read, each list on its sheet.

Computed values, never formulas; yellow cells are the reader's to fill in. The same document gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl.formatting.rule import DataBarRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli import __version__
from convergence_cli.model.assessment import Cohort
from convergence_cli.model.display import shown
from convergence_cli.report.book.charts import bars, counts, lines, put_chart, score_bars
from convergence_cli.report.book.draft import Cell as Put
from convergence_cli.report.book.draft import Draft, Toned
from convergence_cli.report.book.entries import fill_in
from convergence_cli.report.book.heat import colour, turn
from convergence_cli.report.book.listing import A3, HEADER_ROW, Column, header, print_setup, write_rows
from convergence_cli.report.book.offers import put_lists_last
from convergence_cli.report.book.page import LINE, Page
from convergence_cli.report.cells import SCORES, WORDS, Cell, Kind, content_of, tone_of
from convergence_cli.report.cells import Content as DocumentContent
from convergence_cli.report.document import Block, Document, Fact, Notice, Paragraph, Section, Source, Table
from convergence_cli.report.document import Column as DocumentColumn

_PAGE_WIDTHS = (26.0, 10.0, 10.0, 10.0, 11.0, 11.0, 11.0, 11.0)
_ACROSS = len(_PAGE_WIDTHS)
_HEADING, _TILE_LINE, _HIGHEST_LINE = 20.0, 32.0, 24.0
# So high are the rows together that have a chart beside them, unless they are few.
_CHART_HEIGHT = 170.0
_LEAST_CHART_ROWS = 8
_CHART_ROWS, _CHART_COLUMNS = 22, 9
_MOST_ON_A_PAGE = 60
_BAR = "FFB4C2DC"
# How many columns of a sheet the chart beside a list covers.
_BESIDE = 4


def render(document: Document) -> bytes:
    """The document as an .xlsx file."""
    draft = Draft(Cohort(framework=document.framework, language=document.language, entries=()))
    together: list[Section] = []
    for section in document.on("sheet"):
        if section.own_sheet:
            _Sheet(draft, section).write()
        elif section.blocks:
            together.append(section)
    if together:
        _write_page(draft, document, together)
    put_lists_last(draft)
    return draft.finished(document.heading)


def write_lists(draft: Draft, sections: Iterable[Section]) -> dict[str, Worksheet]:
    """The sheets of the sections that have one, by the sections' titles."""
    return {section.title: _Sheet(draft, section).write() for section in sections if section.own_sheet}


# --- the page to read ------------------------------------------------------------------------------


def _write_page(draft: Draft, document: Document, sections: list[Section]) -> None:
    sheet = draft.book.create_sheet(draft.name(sections[0].title), 0)
    page = _Page(draft, sheet, _PAGE_WIDTHS)
    framework = document.framework
    page.line(document.heading, "title", 28)
    page.line(draft.word("framework", title=framework.title.in_(draft.language), version=framework.version))
    page.gap()
    for place, section in enumerate(sections):
        if place:
            page.line(section.title, "heading", _HEADING)
        for block in section.blocks:
            page.block(block)
        page.gap()
    facts = {"framework": framework.id, "version": framework.version, "sha256": framework.sha256}
    page.line(draft.word("made-by", tool=__version__, **facts), "small")
    page.sources(document.sources)
    page.finish()


class _Page(Page):
    """The page to read."""

    def block(self, block: Block) -> None:
        if isinstance(block, Table):
            self.table(block)
        elif isinstance(block, Fact):
            for line in block.lines(self.draft.language):
                self.line(line)
        elif isinstance(block, Notice):
            self.line(_noticed(self.draft, block), "red" if block.severity == "error" else "line")
        else:
            self.line(block.text, {"plain": "line", "item": "line", "strong": "heading", "small": "small"}[block.tone])

    def table(self, table: Table) -> None:
        """A small table, in the columns of the page; beside it, or below where it leaves no room, what draws it."""
        if table.title:
            self.line(table.title, "heading")
        columns = table.columns
        sized = [
            Column(title=column.title, width=width, kind=_kind(column))
            for column, width in zip(columns, _PAGE_WIDTHS[: len(columns)], strict=True)
        ]
        header(self.draft, self.sheet, self.row, sized, least=_HEADING)
        first = self.row + 1
        is_beside = table.chart is not None and len(columns) < _ACROSS
        least = min(_HIGHEST_LINE, max(LINE, _CHART_HEIGHT / len(table.rows))) if is_beside else LINE
        if table.rows[0].tone == "tile":
            least = _TILE_LINE
        self.row = write_rows(self.draft, self.sheet, first, sized, _rows(table, sized), least)
        if is_beside:
            put_chart(
                self.sheet, _bars(self.sheet, table, first), (len(columns), _ACROSS), (first - 1, self.row - first + 1)
            )
        elif table.chart is not None:
            self.gap()
            self._below(table, first)
        self.gap()

    def _below(self, table: Table, first: int) -> None:
        """The chart in rows of its own, across the page."""
        rows = max(_LEAST_CHART_ROWS, _drawn(table) + 3)
        for row in range(self.row, self.row + rows):
            self.sheet.row_dimensions[row].height = LINE
        put_chart(self.sheet, _bars(self.sheet, table, first), (0, _ACROSS), (self.row, rows))
        self.row += rows

    def sources(self, sources: Iterable[Source]) -> None:
        for source in sources:
            sha256 = source.sha256 or self.draft.word("terms.nothing")
            self.line(self.draft.word("source-file", file=source.file, sha256=sha256), "small")


# --- a sheet of its own ----------------------------------------------------------------------------


class _Sheet:
    """A list with its title, one line on what it holds, and further lists and remarks below it."""

    def __init__(self, draft: Draft, section: Section) -> None:
        self.draft, self.section = draft, section
        self.sheet: Worksheet = draft.book.create_sheet(draft.name(section.title))
        self.row = HEADER_ROW
        self.has_lines = False

    def write(self) -> Worksheet:
        draft, sheet, blocks = self.draft, self.sheet, self.section.blocks
        first = next((at for at, block in enumerate(blocks) if isinstance(block, Table)), len(blocks))
        draft.put(sheet, 1, 1, self.section.title, tone="title")
        sheet.row_dimensions[1].height = 26
        for about in blocks[: min(1, first)]:
            self._say(about, 2)
        for place, block in enumerate(blocks[first:]):
            if isinstance(block, Table):
                self._list(block, is_first=place == 0)
            else:
                self._say(block)
        # What else there is to say stands below what it is about.
        for remark in blocks[1:first]:
            self._say(remark)
        print_setup(draft, sheet, landscape=True)
        self._page(blocks[first] if first < len(blocks) else None)
        return sheet

    def _page(self, table: object) -> None:
        if isinstance(table, Table):
            self.sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
        if self.section.is_wide:
            self.sheet.page_setup.paperSize = A3
        if self.has_lines and self.row <= _MOST_ON_A_PAGE:
            self.sheet.page_setup.fitToHeight = 1  # a chart is not printed in two halves

    def _say(self, block: Block, row: int = 0) -> None:
        if isinstance(block, Fact):
            said = "\n".join(block.lines(self.draft.language))
        else:
            said = _noticed(self.draft, block) if isinstance(block, Notice) else getattr(block, "text", "")
        tone = "heading" if getattr(block, "tone", "") == "strong" else "remark"
        # What begins something new stands off from the text before.
        self.row += tone == "heading" and bool(self.sheet.cell(self.row - 1, 1).value)
        self.draft.put(self.sheet, row or self.row, 1, said, tone=tone)
        self.row += not row

    def _list(self, table: Table, *, is_first: bool) -> None:
        draft, sheet = self.draft, self.sheet
        if table.title:
            self._say(Paragraph(text=table.title, tone="strong"))
        top = self.row
        fields = self._fields(table, is_first=is_first)
        header(draft, sheet, top, fields)
        turn(sheet, table.columns, top)
        is_read = table.chart is not None or any(column.entry or column.across > 1 for column in table.columns)
        self.row = write_rows(draft, sheet, top + 1, fields, _rows(table, fields), are_done=not is_read)
        colour(sheet, table.columns, top, self.row - 1)
        if is_first:
            last = get_column_letter(len(fields))
            sheet.auto_filter.ref = f"A{top}:{last}{self.row - 1}" if table.rows else None
            sheet.freeze_panes = f"{get_column_letter(table.frozen + 1)}{top + 1}"
            sheet.print_area = f"A1:{last}{self.row - 1}" if any(column.is_bar for column in table.columns) else None
        self._merge(table, top)
        self._data_bars(table, top)
        fill_in(draft, sheet, table, top + 1)
        self.row += 1
        if table.chart is not None and table.chart.kind == "lines":
            self._lines(table, top)
        elif table.chart is not None:
            beside = len(fields), len(fields) + _BESIDE
            put_chart(sheet, _bars(sheet, table, top + 1), beside, (top, len(table.rows) + 1))

    def _fields(self, table: Table, *, is_first: bool) -> list[Column]:
        """The columns of the sheet that a table takes: the first one sets their widths, the others go by them."""
        fields: list[Column] = []
        for column in table.columns:
            for part in range(column.across):
                letter = get_column_letter(len(fields) + 1)
                is_new = letter not in self.sheet.column_dimensions
                wide = self.sheet.column_dimensions[letter]
                if is_first or is_new:
                    wide.width = column.width / column.across
                fields.append(Column(title="" if part else column.title, width=float(wide.width), kind=_kind(column)))
        return fields

    def _merge(self, table: Table, top: int) -> None:
        """Join the cells of columns that go across several, each row as high as its text needs there."""
        at = 1
        for column in table.columns:
            if column.across > 1:
                letters = [get_column_letter(each) for each in range(at, at + column.across)]
                room = sum(self.sheet.column_dimensions[letter].width for letter in letters)
                for row in range(top, top + len(table.rows) + 1):
                    self.sheet.merge_cells(f"{letters[0]}{row}:{letters[-1]}{row}")
                    said = [(str(self.sheet.cell(row, at).value or ""), room)]
                    said += [(str(self.sheet.cell(row, 1).value or ""), float(self.sheet.column_dimensions["A"].width))]
                    self.draft.height(self.sheet, row, said)
            at += column.across

    def _data_bars(self, table: Table, top: int) -> None:
        for at, column in enumerate(table.columns, 1):
            if column.is_bar:
                rule: Any = DataBarRule
                letter = get_column_letter(at)
                display = shown()
                ends = {"start_type": "num", "start_value": display.from_, "end_type": "num", "end_value": display.to}
                bar = rule(**ends, color=_BAR, minLength=0, maxLength=100)
                self.sheet.conditional_formatting.add(f"{letter}{top + 1}:{letter}{top + len(table.rows)}", bar)

    def _lines(self, table: Table, top: int) -> None:
        """The chart below the list; a dash is a text, and would be drawn as zero."""
        assert table.chart is not None
        columns = _numbers(table)
        rows = (top + 1, top + len(table.rows))
        for line in self.sheet.iter_rows(min_row=rows[0], max_row=rows[1], min_col=columns[0], max_col=columns[-1]):
            for cell in line:
                if isinstance(cell.value, str):
                    cell.value = None
        chart = lines(self.sheet, top, rows, (columns[0], columns[-1]), table.chart.title)
        put_chart(self.sheet, chart, (0, max(_CHART_COLUMNS, len(table.columns))), (self.row, _CHART_ROWS))
        self.row += _CHART_ROWS
        self.has_lines = True


def _kind(column: DocumentColumn) -> Kind:
    return "score" if column.kind in SCORES else column.kind


def _drawn(table: Table) -> int:
    """How many rows its chart draws."""
    assert table.chart is not None
    return table.chart.rows or len(table.rows)


def _bars(sheet: Worksheet, table: Table, first: int) -> Any:
    """A column of numbers, its rows from `first` on: scores on their scale, anything else on its own."""
    assert table.chart is not None
    rows, column = (first, first + _drawn(table) - 1), _numbers(table)[table.chart.of]
    if table.chart.kind == "columns":
        return counts(sheet, rows, table.chart.title)
    if table.columns[column - 1].kind in SCORES:
        return score_bars(sheet, rows, table.chart.title)
    return bars(sheet, column, rows, table.chart.title)


def _numbers(table: Table) -> list[int]:
    """Columns of scores, from 1; of a table without scores, those of numbers."""
    scores = [at for at, column in enumerate(table.columns, 1) if column.kind in SCORES]
    return scores or [at for at, column in enumerate(table.columns, 1) if column.kind not in WORDS]


def _rows(table: Table, fields: Sequence[Column]) -> Iterable[tuple[Put, ...]]:
    """The rows in the columns of the sheet, what goes across several in the first of them."""
    if len(fields) == len(table.columns):
        return (tuple(_put(cell, row.tone) for cell in row.cells) for row in table.rows)
    return (
        tuple(
            "" if part else _put(cell, row.tone)
            for cell, column in zip(row.cells, table.columns, strict=True)
            for part in range(column.across)
        )
        for row in table.rows
    )


def _put(cell: DocumentContent | Cell, tone: str) -> Put:
    content, tone = content_of(cell), tone_of(cell) or tone
    return content if tone == "plain" else Toned(content, tone)


def _noticed(draft: Draft, notice: Notice) -> str:
    return draft.word("terms.clause-separator").join(text for text in (notice.text, notice.hint) if text)
