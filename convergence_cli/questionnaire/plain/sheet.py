"""A plain sheet taken apart: its cells, by what is written of them."""

import re
from bisect import bisect_left
from operator import add, lt
from typing import NamedTuple

from convergence_cli.questionnaire.plain.marks import are_tags, is_odd, is_small
from convergence_cli.questionnaire.plain.memory import Memory
from convergence_cli.questionnaire.references import column_number
from convergence_cli.value import value

_CELL = re.compile(
    rb'<c r="([A-Z]{1,3}+)([0-9]{1,7}+)"(?: s="([0-9]{1,5}+)")?+(?: t="([a-zA-Z]++)")?+>'
    rb"(<f(?: [^<>]*+)?+>[^<]*+</f>)?+(?:<v>([^<]*+)</v>|<v ?/>|<is><t>([^<]*+)</t></is>)?+</c>"
)
_FIELDS = 8  # what stands before a cell, and in the seven pairs of brackets above
# What may stand between such cells: the ends of rows, and blank cells. Without capitals and digits there are
# only a few ways to write those, however many there are of them.
_CAPITALS_AND_DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_BETWEEN = re.compile(
    rb'(?:/row|row(?: [a-z:]++="[^"<>]*+")*+ ?+/?+|c r=""(?: s="")?+(?: t="(?:n|inlinetr)")?+ ?+/)>\s*+'
)
_MAYBE_CELLS = (b"<c ", b"<c>", b"<c/", b"<c\t", b"<c\n")
_OPEN, _CLOSE, _ROW_END = b"<sheetData>", b"</sheetData>", b"</row>"
_HELD = re.compile(rb"<v>([^<]++)</v>")
_HOLE = b"<v>0</v>"
BITS = 14  # Excel's last column is 16384
LAST = (1 << BITS) - 1


class Odd(NamedTuple):
    """A cell that is more than the number of a shared text, or less, by what is written of it."""

    place: int
    style: bytes | None
    kind: bytes | None
    formula: bytes | None
    inline: bytes | None


@value
class Cells:
    """The cells of a plain sheet that are not empty tags, in order, no place twice."""

    tags: int
    """How many there are, the empty ones among them."""
    places: list[int]
    """Row and column from 0, the column in the last fourteen bits."""
    values: list[bytes | None]
    """What is written as the value of each: the number of a shared text, but for the odd ones."""
    odd: list[Odd]
    """In order: numbers, truths, errors, formulas, texts within the cell."""
    width: int
    """The furthest column, from 1."""

    def extent(self) -> tuple[int, int]:
        """The furthest row and column, from 1."""
        return (self.places[-1] >> BITS) + 1 if self.places else 0, self.width

    def doubtful(self) -> dict[tuple[int, int], str]:
        """Cells that look blank and are not: the error that one shows, "" for a formula that was never calculated."""
        found: dict[tuple[int, int], str] = {}
        for place, _, kind, formula, _ in self.odd:
            if kind == b"e":
                found[place >> BITS, place & LAST] = (self._shown(place) or b"#?").decode("utf-8", "replace")
            elif formula and kind != b"str" and not self._shown(place):
                found[place >> BITS, place & LAST] = ""
        return found

    def _shown(self, place: int) -> bytes | None:
        return self.values[bisect_left(self.places, place)]

    def in_styles(self, styles: frozenset[str]) -> frozenset[tuple[int, int]]:
        """Row and column, from 0, of the numbers in one of these styles, and of other odd cells."""
        wanted = {style.encode() for style in styles}
        return frozenset((place >> BITS, place & LAST) for place, style, *_ in self.odd if style in wanted)


Frame = tuple[bytes, bytes]
"""What stands before the rows of a sheet, and behind them."""


def plain_cells(body: bytes, memory: Memory | None = None) -> tuple[Cells, Frame] | None:
    """A sheet's cells and its frame; None where it is not written plainly from its first bracket to its last row."""
    start, end = body.find(_OPEN) + len(_OPEN), body.rfind(_CLOSE)
    if not is_small(body) or start < len(_OPEN) or end < start or body.count(b"sheetData") != 2:
        return None
    inside, frame = body[start:end], (body[:start], body[end:])
    if is_odd(inside) or not ((memory is not None and memory.knows_frame(frame)) or _is_frame(*frame)):
        return None
    cells = _apart(inside) if memory is None else _apart_by_rows(inside, memory)
    return None if cells is None else (cells, frame)


def _is_frame(head: bytes, tail: bytes) -> bool:
    """Whether what stands around the rows holds neither cells nor texts that cells share."""
    if not are_tags(head) or b"sst" in head or b"sst" in tail or b":c" in tail:
        return False
    return b"<c" not in tail or not any(mark in tail for mark in _MAYBE_CELLS)


def _apart(rows: bytes) -> Cells | None:
    """The cells of rows; None where a bracket is neither a cell's nor a row's."""
    fields = _CELL.split(rows)
    # Every bracket is a cell's or a row's: no other reader can find anything else here.
    between = b"".join(fields[::_FIELDS]).translate(None, _CAPITALS_AND_DIGITS)
    if not all(map(_BETWEEN.fullmatch, set(between.split(b"<")[1:]))) or not _is_balanced(between):
        return None
    places = _places(fields[2::_FIELDS], fields[1::_FIELDS])
    if places is None:
        return None
    styles, kinds, formulas, values, inline = (fields[at::_FIELDS] for at in range(3, _FIELDS))
    return Cells(
        tags=rows.count(b"<c "),
        places=places,
        values=values,
        odd=[
            Odd(places[at], styles[at], kind, formulas[at], inline[at])
            for at, kind in enumerate(kinds)
            if kind != b"s" or formulas[at] or not values[at]
        ],
        width=max([place & LAST for place in places], default=-1) + 1,
    )


def _apart_by_rows(rows: bytes, memory: Memory) -> Cells | None:
    """As `_apart`, row by row, with a hole in place of each value: so most rows were seen before."""
    pieces = _HELD.split(rows)
    *ended, last = _HOLE.join(pieces[::2]).split(_ROW_END)
    found = [memory.rows.get(row) or _new_row(row, memory) for row in ended]
    if last:
        # Behind the last row that ends there may be rows that are empty tags.
        found.append(_apart(last))
    each = [cells for cells in found if cells is not None]
    filled = [cells for cells in each if cells.places]
    places = [place for cells in filled for place in cells.places]
    if len(each) < len(found) or (last and each[-1].places) or not _ascend(places):
        return None
    values: list[bytes | None] = pieces[1::2]
    if len(values) < len(places):  # some cells have no value
        held = iter(pieces[1::2])
        values = [next(held) if shown else shown for cells in filled for shown in cells.values]
    return Cells(
        tags=sum([cells.tags for cells in each]),
        places=places,
        values=values,
        odd=[odd for cells in filled for odd in cells.odd],
        width=max([cells.width for cells in filled], default=0),
    )


def _new_row(row: bytes, memory: Memory) -> Cells | None:
    """A row that was not seen before, without its end."""
    cells = _apart(row + _ROW_END)
    if cells is not None and memory.has_room(row):
        memory.rows[row] = cells
    return cells


def _is_balanced(between: bytes) -> bool:
    """Whether as many rows end as begin; empty tags end themselves, and those of cells are not counted."""
    return between.count(b"<row") - between.count(b"/>") + between.count(b"<c ") == between.count(_ROW_END)


def _places(rows: list[bytes], letters: list[bytes]) -> list[int] | None:
    """Where cells are, by number and letters; None where they are not in order, or beyond every sheet."""
    columns = {name: column_number(name) - 1 for name in set(letters)}
    starts = {number: (int(number) - 1) << BITS for number in set(rows)}
    places = list(map(add, map(starts.__getitem__, rows), map(columns.__getitem__, letters)))
    sound = max(columns.values(), default=0) <= LAST and min(starts.values(), default=0) >= 0
    return places if sound and _ascend(places) else None


def _ascend(places: list[int]) -> bool:
    return all(map(lt, places, places[1:]))
