"""What is put on paper, before it is Word or PDF: titles, headings with their numbers, text, tables, fields.

A writer says it once; `word.py` and `pdf.py` draw the same parts, so that both have the same pages.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report.paper.standard import TYPES, Look, lines_of, text_room, widened
from convergence_cli.report.teller import Teller
from convergence_cli.value import value

_BEFORE_SIGNATURE = 7
"""Paragraphs that stay with the signature: the last two, three attachments in a list, and the lines left blank."""
_UNFIT = {*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)}
_TURNING = {0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
"""Marks that turn the direction of what follows."""
_SHOWN = dict.fromkeys(_UNFIT | _TURNING, "\ufffd") | {13: None}


def printable(text: str) -> str:
    """Without what no paper can hold: control characters, and marks that turn the direction of what follows."""
    return text.translate(_SHOWN)


Numbers = Literal["on", "none", "first"]
"""Of pages: they go on, there are none, or they begin with 1."""


@value
class Field:
    """What the station has to fill in: shown in brackets, marked."""

    text: str


@value
class Lead:
    """A heading of the second order in whose line the text goes on."""

    text: str


Piece = str | Field | Lead
Cell = str | Field | tuple[str | Field, ...]


@value
class Text:
    """A paragraph."""

    pieces: tuple[Piece, ...]
    look: Look = "body"
    side: str = "both"
    """both: justified; left, center, right."""
    indent: bool = False
    """Whether its first line is indented."""
    level: int = 0
    """Of a heading."""
    before: float = 0.0
    after: float = 0.0
    """Points of space around it."""
    kept: bool = False
    """Whether it stays on the page of what follows."""

    @property
    def text(self) -> str:
        """All that it says, fields without their brackets."""
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)


@value
class Grid:
    """A table; its heads come again on each page, and no row is torn."""

    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]
    """Each cell in pieces."""
    shares: tuple[float, ...]
    """Of the width, in any unit."""
    middles: tuple[tuple[bool, ...], ...]
    """Which cells stand in the middle of their column."""
    look: Look = "table"


@value
class Page:
    """A new page begins, turned or upright."""

    wide: bool
    numbers: Numbers


Part = Text | Grid | Page


@value
class Paper:
    """All that is put on paper."""

    language: Language
    title: str
    """Of the file, with the station that it is about, if it is one."""
    subject: str
    parts: tuple[Part, ...]


class Writer(Teller):
    """A paper while it is being written."""

    catalogue = "self_assessment"

    def __init__(self, framework: Framework, language: Language) -> None:
        super().__init__(framework, language)
        self.parts: list[Part] = []
        self._first = self._second = 0
        self._look: Look = "body"
        self._place = self._label = ""
        self._blanks: Counter[tuple[str, str]] = Counter()

    def field(self, key: str) -> Field:
        """A field that the station fills in."""
        return Field(text=self.word(f"field-{key}"))

    def some(self, items: Sequence[str], most: int, separator: str = "terms.list-separator") -> str:
        """The first of several, and how many there are where these are not all."""
        said = self.word(separator).join(items[:most])
        return said if len(items) <= most else self.word("and-more", said=said, count=len(items))

    # --- headings --------------------------------------------------------------------------------

    def title(self, *lines: str, look: Look = "title", note: bool = False) -> None:
        """A title; headings are counted from the first again. `note`: what follows is set smaller."""
        self._first, self._second, self._look = 0, 0, "note" if note else "body"
        for line in lines:
            self._put(Text(pieces=(line,), look=look, side="center", level=1, after=6, kept=True))
        self.text("")

    def heading(self, text: str) -> None:
        """A heading of the first order: 一、… or 1. …"""
        self._first, self._second = self._first + 1, 0
        numbered = self.word("first", number=self._number(self._first), text=text)
        self._place = " ".join(filter(None, (self._label, numbered)))
        self._put(self._heading(numbered, "first", 1))

    def subheading(self, text: str) -> None:
        """A heading of the second order, on a line of its own: （一）… or 1.1 …"""
        self._put(self._heading(self._second_numbered(text), "second", 2))

    def lead(self, text: str) -> Lead:
        """A heading of the second order that the text follows in the same line."""
        return Lead(text=self.word("lead", text=self._second_numbered(text)))

    def _second_numbered(self, text: str) -> str:
        self._second += 1
        chinese = self.language == "zh"
        number = self._number(self._second) if chinese else f"{self._first}.{self._second}"
        return self.word("second", number=number, text=text)

    def _heading(self, text: str, look: Look, level: int) -> Text:
        before = 0 if self.language == "zh" else 8
        return Text(
            pieces=(text,),
            look=look,
            side="left",
            indent=self.language == "zh",
            level=level + 1,
            before=before,
            kept=True,
        )

    def _number(self, number: int) -> str:
        """A number of a heading, 1-99: as a Chinese numeral where the language has them."""
        if self.language == "en":
            return str(number)
        digits = self.word("digits")
        tens, ones = divmod(number, 10)
        head = "" if tens == 0 else digits[10] if tens == 1 else f"{digits[tens]}{digits[10]}"
        return head + (digits[ones] if ones or not tens else "")

    # --- text and tables -------------------------------------------------------------------------

    def text(self, *pieces: Piece, indent: bool = True, kept: bool = False) -> None:
        """A paragraph, its first line indented as is the custom; what stands beside tables is smaller.

        kept: what follows is on the same page.
        """
        before = 0 if self.language == "zh" else 3
        self._put(
            Text(pieces=pieces, look=self._look, indent=indent and self.language == "zh", before=before, kept=kept)
        )

    def small(self, text: str) -> None:
        """A line of provenance."""
        self._put(Text(pieces=(text,), look="small", side="left"))

    def table(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[Cell]],
        widths: Sequence[float],
        numeric: Sequence[bool] | None = None,
        look: Look = "table",
    ) -> None:
        """A table; `widths` are shares of the page.

        Numbers stand in the middle: the columns that are `numeric` or, where nobody says, what looks like one.
        """
        body = tuple(tuple(cell if isinstance(cell, tuple) else (cell,) for cell in row) for row in rows)
        middles = tuple(
            tuple(numeric[at] if numeric else _is_short(cell) for at, cell in enumerate(row)) for row in body
        )
        self._note(piece for row in body for cell in row for piece in cell)
        is_wide = next((part.wide for part in reversed(self.parts) if isinstance(part, Page)), False)
        shares = widened(heads, widths, text_room(wide=is_wide), TYPES[self.language]["head"].points)
        self.parts.append(Grid(heads=tuple(heads), rows=body, shares=shares, middles=middles, look=look))
        self._put(Text(pieces=("",), look="small"))

    def sign(self, station: str) -> None:
        """Who hands the paper in, with room for the seal, and when, at the right; never alone on a page."""
        self.text("")
        self.parts[-_BEFORE_SIGNATURE:] = [
            replace(part, kept=True) if isinstance(part, Text) else part for part in self.parts[-_BEFORE_SIGNATURE:]
        ]
        gap, inset = ("", "　　　　") if self.language == "zh" else (" ", "")
        for pieces in ((station, gap, self.field("seal")), (self.field("date"),)):
            self._put(Text(pieces=(*pieces, inset), side="right", kept=True))

    def page(self, *, wide: bool = False, numbers: Numbers = "on") -> None:
        """What follows begins on a page of its own."""
        self.parts.append(Page(wide=wide, numbers=numbers))

    def attachment(self, number: int, title: str) -> None:
        """An attachment begins on a turned page; its headings are counted from the first."""
        self.page(wide=True)
        label = self.word("attachment", number=number)
        self._put(Text(pieces=(label,), look="label", side="left", kept=True))
        self.title(title, look="subtitle", note=True)
        self._place = self._label = label

    def _put(self, text: Text) -> None:
        self._note(text.pieces)
        self.parts.append(text)

    # --- what is left to fill in -----------------------------------------------------------------

    def _note(self, pieces: Iterable[Piece]) -> None:
        self._blanks.update((self._place, piece.text) for piece in pieces if isinstance(piece, Field))

    def to_fill_in(self) -> None:
        """The list of every field so far, on a page of its own; nothing where there is none."""
        found = tuple(self._blanks.items())
        if not found:
            return
        self.page()
        self.title(self.word("to-fill-in"), look="subtitle")
        self.text(self.word("to-fill-in-lead"))
        rows = [(str(at), place, text, str(count)) for at, ((place, text), count) in enumerate(found, 1)]
        heads = ("terms.number", "place", "content", "times")
        self.table([self.word(key) for key in heads], rows, (1.2, 4, 6, 1.4))

    def placed(self, place: str) -> None:
        """From here on fields are told as standing there."""
        self._place = place

    def paper(self, title: str, station: str = "") -> Paper:
        """All that was written; `station` names the file, where it is about one."""
        return Paper(
            language=self.language,
            title=f"{station} {title}".strip(),
            subject=self.framework.title.in_(self.language),
            parts=tuple(self.parts),
        )


def lines(parts: Iterable[Part], language: Language) -> int:
    """About how many lines the texts take, up to the first turned page."""
    count = 0
    for part in parts:
        if isinstance(part, Page) and part.wide:
            break
        if isinstance(part, Text):
            count += lines_of(part.text, language, part.look)
    return count


def _is_short(cell: tuple[Piece, ...]) -> bool:
    """Whether it is a number, or a field alone."""
    (first, *others) = cell
    return not others and (isinstance(first, Field) or all(sign in "0123456789.%+-—" for sign in str(first)))
