"""A report before it has a format: sections of paragraphs, tables, charts and notices.

A subject (a comparison, a plan, a review, ...) says once what there is to be read; a format (`formats/`) decides how
that looks. Cells keep their numbers: what is printed of one, `shown` says for every format that prints words.

Sheets and CSV files take what is wide, papers and pages what can be read in a line: a column says by its width in
letters that it stands on a sheet, and by its share of the page that it stands on paper.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report import figures
from convergence_cli.value import value

if TYPE_CHECKING:
    from convergence_cli.errors import Severity

Kind = Literal["text", "middle", "score", "share", "gain", "fine", "count", "percent", "number", "date", "bar"]
"""What stands in a cell.

text, middle (a short text in the middle of its column), date (ISO) and bar (a mark whose tone is its meaning) are
words. score: 0-100, one decimal. share: 0-1, a percentage. gain, fine: a difference of scores, one and two decimals.
percent and number: what a station gave.
"""
WORDS: frozenset[Kind] = frozenset({"text", "middle", "date", "bar"})
Tone = str
"""What a colour may say beside the words: plain, strong, an outcome, red (a red line), a phase."""
Content = str | float | None
Where = Literal["everywhere", "sheet", "paper", "list"]
"""list: nowhere but in a CSV file."""


@value
class Cell:
    """A content whose tone is its own."""

    content: Content
    tone: Tone


@value
class Entry:
    """Cells that the reader fills in."""

    name: str = ""
    """Of the choices, where there are any: the same for the same ones."""
    choices: tuple[str, ...] = ()
    """The words to choose from; none: a text, or by the column's kind a date."""
    prompt: str = ""
    """What is wanted."""
    closing: str = ""
    """The choice by which a row is done."""
    not_before: int | None = None
    """How many columns from here stands a date that this one does not precede: -1 is the one before."""


@value
class Column:
    """One column of a table."""

    title: str
    kind: Kind = "text"
    width: float = 0.0
    """In letters, on a sheet; 0: it does not stand on sheets and in CSV files."""
    share: float = 0.0
    """Of the width of a page, in any unit; 0: it does not stand on paper, on pages and in Markdown."""
    entry: Entry | None = None
    is_bar: bool = False
    """Whether a sheet draws a bar from 0 to 100 behind each number."""
    across: int = 1
    """How many columns of a sheet it takes, where its table stands below another one."""


@value
class Row:
    """The cells of one row, as many as the table has columns."""

    cells: tuple[Content | Cell, ...]
    tone: Tone = "plain"
    """Of all cells that have none of their own."""
    where: Where = "everywhere"


@value
class Chart:
    """A drawing of the numbers of a table, by the formats that draw."""

    kind: Literal["bars", "lines"]
    """bars: the first column of numbers, a bar for each row. lines: a line for each row, over the columns of scores."""
    title: str
    rows: int | None = None
    """How many rows are drawn, from the first; None: all."""


@value
class Table:
    """Rows under the titles of their columns."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    frozen: int = 0
    """Columns that stay in sight on a sheet."""
    chart: Chart | None = None
    is_list: bool = False
    """Whether this is what a CSV file of the report holds."""

    def on(self, where: Literal["sheet", "paper"]) -> "Table":
        """The columns and rows that stand there."""
        on_sheet = where == "sheet"
        kept = [at for at, column in enumerate(self.columns) if (column.width if on_sheet else column.share)]
        rows = tuple(
            replace(row, cells=tuple(row.cells[at] for at in kept))
            for row in self.rows
            if row.where in ("everywhere", where)
        )
        return replace(self, columns=tuple(self.columns[at] for at in kept), rows=rows)


@value
class Paragraph:
    """A text of its own."""

    text: str
    tone: Literal["plain", "strong", "small", "item"] = "plain"
    """item: one of several that are listed."""
    where: Where = "everywhere"


@value
class Notice:
    """A warning that goes with the numbers."""

    severity: "Severity"
    text: str
    hint: str = ""


Block = Paragraph | Notice | Table


def _stands(block: Block, where: Where) -> bool:
    """Whether a block is there to be read: on paper a table without a row is not."""
    if isinstance(block, Table):
        return bool(block.rows) or where == "sheet"
    return isinstance(block, Notice) or block.where in ("everywhere", where)


@value
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]
    own_sheet: bool = False
    """Whether a workbook gives it a sheet; what has none stands on the first one, below each other."""
    where: Where = "everywhere"
    depth: int = 1
    """2: under the section before."""
    is_wide: bool = False
    """Whether its sheet is printed on A3."""

    def on(self, where: Literal["sheet", "paper"]) -> "Section":
        """What of it stands there."""
        blocks = (block.on(where) if isinstance(block, Table) else block for block in self.blocks)
        return replace(self, blocks=tuple(block for block in blocks if _stands(block, where)))


@value
class Source:
    """A file that the report rests on."""

    station: str
    file: str
    sha256: str


@value
class Document:
    """A report, whole."""

    framework: Framework
    language: Language
    heading: str
    """Says what it is and of whom."""
    title: str
    """Says what it is, beside the station's name."""
    station: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]

    def on(self, where: Literal["sheet", "paper"]) -> tuple[Section, ...]:
        """The sections that stand there, and what of them does."""
        return tuple(section.on(where) for section in self.sections if section.where in ("everywhere", where))

    @property
    def the_list(self) -> Table | None:
        """What a CSV file of the report holds, if anything."""
        tables = (block for section in self.sections for block in section.blocks if isinstance(block, Table))
        return next((table for table in tables if table.is_list), None)


def content_of(cell: Content | Cell) -> Content:
    """What stands in a cell."""
    return cell.content if isinstance(cell, Cell) else cell


def shown(cell: Content | Cell, kind: Kind) -> str:
    """A cell in words, as every format that prints words has it."""
    content = content_of(cell)
    if content is None:
        return "" if kind in WORDS else figures.NOTHING
    if isinstance(content, str):
        return content
    if kind == "score":
        return figures.score(content)
    if kind == "share":
        return figures.share(content)
    if kind == "gain":
        return figures.gain(content)
    if kind == "fine":
        return figures.fine_gain(content)
    return figures.measured(content, kind)
