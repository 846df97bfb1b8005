"""A report before it has a format: sections of paragraphs, tables, charts and notices.

A subject (a comparison, a plan, a review, ...) says once what there is to be read; a format (`formats/`) decides how
that looks. Cells keep their numbers: what is printed of one, `shown` says for every format that prints words.

Sheets and CSV files take what is wide, papers and pages what can be read in a line: a column says by its width in
letters that it stands on a sheet, and by its share of the page that it stands on paper. What stands on a sheet stands
in a CSV file of the list, too; a column or row may stand there alone. A page can be searched and opened: it may hold
more than paper does.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Literal, overload

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report.cells import Cell, Content, Entry, Kind, Tone
from convergence_cli.report.places import Place, Where, stands
from convergence_cli.texts import say
from convergence_cli.value import value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from convergence_cli.errors import Severity


def id_of(key: str) -> str:
    """What a program calls a column whose title stands under this key of a catalogue."""
    return key.rpartition(".")[2].removeprefix("label-").replace("-", "_")


@value
class Column:
    """One column of a table."""

    title: str
    id: str = ""
    """What a program calls it, whatever the language; empty: nobody was told."""
    kind: Kind = "text"
    width: float = 0.0
    """In letters, on a sheet; 0: it does not stand on sheets and in CSV files."""
    share: float = 0.0
    """Of the width of a page, in any unit; 0: it does not stand on paper and in Markdown; see `on_page`."""
    entry: Entry | None = None
    in_list: bool = False
    """Whether it stands in a CSV file, though on no sheet."""
    on_screen: bool = False
    """Whether it stands on a screen, though not on paper."""
    turned: bool = False
    """Whether its title runs upwards on a sheet."""
    is_bar: bool = False
    """Whether a sheet draws a bar from 0 to 100 behind each number, and a screen beside the row of the first."""
    on_page: bool | None = None
    """Whether it stands on a page; None: as on paper."""
    is_choice: bool = False
    """Whether few things stand in it, among which the reader of a page can choose, though it may not stand there."""
    group: str = ""
    """What the columns of a page beside each other have in common that are said to be of it."""
    says: str = ""
    """A key that a framework need not have (`Framework.says`): without it on any indicator the column would be blank,
    and does not stand anywhere."""
    across: int = 1
    """How many columns of a sheet it takes, where its table stands below another one."""

    def stands(self, where: Place) -> bool:
        """Whether it is there to be read."""
        if where == "page":
            return self.is_seen or self.is_choice
        if where in ("paper", "screen"):
            return bool(self.share) or (where == "screen" and self.on_screen)
        return bool(self.width) or (where == "list" and self.in_list)

    @property
    def is_seen(self) -> bool:
        """Whether the reader of a page sees it."""
        return bool(self.share) if self.on_page is None else self.on_page


@value
class Row:
    """The cells of one row, as many as the table has columns."""

    cells: tuple[Content | Cell, ...]
    tone: Tone = "plain"
    """Of all cells that have none of their own."""
    where: Where = "everywhere"
    key: str = ""
    """What it is of, where another row of a page leads to it."""
    more: "tuple[Paragraph | Fact, ...]" = ()
    """What the reader of a page opens below it."""

    def stands(self, where: Place) -> bool:
        """Whether it is there to be read."""
        return stands(self.where, where)


class Rows(Sequence[Row]):
    """Rows that are made when they are read, and not kept: of thousands of stations, of which a format may read none.

    `make` gives the same rows each time.
    """

    def __init__(self, make: "Callable[[], Iterator[Row]]") -> None:
        self._make = make
        self._count: int | None = None

    def __iter__(self) -> "Iterator[Row]":
        return self._make()

    def __len__(self) -> int:
        if self._count is None:
            self._count = sum(1 for _ in self)
        return self._count

    def __bool__(self) -> bool:
        return any(True for _ in self)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        return tuple(islice(self, at.start, at.stop, at.step)) if isinstance(at, slice) else tuple(self)[at]


@value
class Chart:
    """A drawing of the numbers of a table, by the formats that draw."""

    kind: Literal["bars", "columns", "lines"]
    """bars: a column of numbers, a bar for each row. columns: the same of counts, from the left to the right.
    lines: a line for each row, over the columns of scores."""
    title: str
    of: int = 0
    """Which of the columns of numbers, where one is drawn."""
    rows: int | None = None
    """How many rows are drawn, from the first; None: all."""


@value
class Table:
    """Rows under the titles of their columns."""

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    title: str = ""
    frozen: int = 0
    """Columns that stay in sight on a sheet."""
    chart: Chart | None = None
    is_list: bool = False
    """Whether this is what a CSV file of the report holds."""
    keeps_titles: bool = False
    """Whether its titles stand on a sheet of its own though it has no row."""
    most: int | None = None
    """How many of its rows paper shows; None: all."""
    more: str = ""
    """What paper says where these are not all; `{count}` is how many are left out."""
    by_top: bool = False
    """Whether a screen shows as many rows as its reader asks for, in place of `most`."""
    is_searched: bool = False
    """Whether the reader of a page can search, filter and sort it."""
    is_folded: bool = False
    """Whether the reader of a page opens it first."""
    opens: str = ""
    """What the reader of a page is told of what a row opens."""
    legend: tuple[tuple[Tone, str], ...] = ()
    """Of the bands of its strips, in words."""
    where: Where = "everywhere"

    def on(self, where: Place, said: frozenset[str] = frozenset()) -> "Table":
        """The columns and rows that stand there; `said` are the keys that the framework has (`Framework.says`)."""
        standing = (at for at, column in enumerate(self.columns) if column.stands(where))
        kept = [at for at in standing if not self.columns[at].says or self.columns[at].says in said]

        def rows() -> "Iterator[Row]":
            for row in self.rows:
                if row.stands(where):
                    yield replace(row, cells=tuple(row.cells[at] for at in kept))

        there = Rows(rows) if isinstance(self.rows, Rows) else tuple(rows())
        return replace(self, columns=tuple(self.columns[at] for at in kept), rows=there)


@value
class Paragraph:
    """A text of its own."""

    text: str
    tone: Literal["plain", "strong", "small", "item"] = "plain"
    """item: one of several that are listed."""
    where: Where = "everywhere"
    depth: int = 1
    """Of an item: 2 stands under the one before."""


@value
class Fact:
    """A text beside what it is about; further lines of it stand below, deeper."""

    label: str
    text: str
    steps: tuple[str, ...] = ()
    """Numbered, after the text."""

    def lines(self, language: Language) -> tuple[str, ...]:
        """The label with the first line of the text, then all others."""
        first, *more = self.text.split("\n")
        return say(language, "terms.fact", label=self.label, text=first), *more, *self.numbered

    @property
    def numbered(self) -> tuple[str, ...]:
        """The steps with their numbers."""
        return tuple(f"{number}. {step}" for number, step in enumerate(self.steps, 1))


@value
class Notice:
    """A warning that goes with the numbers, or a fault of a file."""

    severity: "Severity"
    text: str
    hint: str = ""
    code: str = ""
    """Of a fault, which is said as a compiler says it."""
    place: str = ""


Block = Paragraph | Fact | Notice | Table


def _on(table: Table, where: Place, said: frozenset[str]) -> "Iterator[Block]":
    """A table as it stands there, if it does; paper says how many rows it leaves out."""
    if not stands(table.where, where):
        return
    there = table.on(where, said)
    is_whole = where == "sheet" or (where == "page" and table.is_searched) or (where == "screen" and table.by_top)
    most = None if is_whole else table.most
    if there.columns and (there.rows or (where == "sheet" and table.keeps_titles)):
        yield there if most is None else replace(there, rows=there.rows[:most])
    if most is not None and len(there.rows) > most:
        yield Paragraph(text=table.more.format(count=len(there.rows) - most))


@value
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]
    id: str = ""
    """What leads to it on a page."""
    own_sheet: bool = False
    """Whether a workbook gives it a sheet; what has none stands on the first one, below each other."""
    where: Where = "everywhere"
    depth: int = 1
    """2: under the section before."""
    tone: Tone = "strong"
    """Of its title, on a screen."""
    is_wide: bool = False
    """Whether its sheet is printed on A3."""

    def on(self, where: Place, said: frozenset[str] = frozenset()) -> "Section":
        """What of it stands there; see `Table.on`."""
        blocks: list[Block] = []
        for block in self.blocks:
            if isinstance(block, Table):
                blocks += _on(block, where, said)
            elif isinstance(block, Notice | Fact) or stands(block.where, where):
                blocks.append(block)
        return replace(self, blocks=tuple(blocks))


@value
class Later:
    """Sections that are made when they are read: most formats read few of them."""

    where: Where
    make: "Callable[[], Iterator[Section]]"


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
    heading: str = ""
    """Says what it is and of whom."""
    title: str = ""
    """Says what it is, beside the station's name."""
    station: str = ""
    sections: "tuple[Section | Later, ...]"
    sources: tuple[Source, ...] = ()

    def on(self, where: Place) -> "Iterator[Section]":
        """The sections that stand there, and what of them does; each is made when it is asked for."""
        said = self.framework.says
        return (section.on(where, said) for section in self._made(where) if stands(section.where, where))

    def _made(self, where: Place) -> "Iterator[Section]":
        """All sections that were made already, and those that are made for this place."""
        for each in self.sections:
            if isinstance(each, Section):
                yield each
            elif each.where == where or (each.where == "paper" and where in ("screen", "page")):
                yield from each.make()

    @property
    def the_list(self) -> Table | None:
        """What a CSV file of the report holds, as it stands there, if anything."""
        tables = (block for section in self._made("list") for block in section.blocks if isinstance(block, Table))
        return next((table.on("list", self.framework.says) for table in tables if table.is_list), None)
