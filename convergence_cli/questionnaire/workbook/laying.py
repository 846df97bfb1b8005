"""A sheet laid out as its cells come: within the bounds, each place once, what is known of it beside its value."""

from dataclasses import dataclass, field
from math import isfinite

from convergence_cli.questionnaire.bounds import Bounds, RefusalError
from convergence_cli.questionnaire.extent import Tally
from convergence_cli.questionnaire.workbook.days import day_of
from convergence_cli.questionnaire.workbook.looks import Look
from convergence_cli.questionnaire.workbook.merges import cover, inside
from convergence_cli.questionnaire.workbook.pictures import is_picture, shows_picture
from convergence_cli.questionnaire.workbook.sheet import Area, Cell, Place, Sheet, hide_zeros, reference

_WRITTEN = 60


@dataclass(slots=True)
class Laying:
    """A sheet that is being laid out. Every method raises RefusalError beyond the bounds."""

    part: str
    tally: Tally
    from_1904: bool = False
    sheet: Sheet = field(default_factory=lambda: Sheet(grid=[]))
    width: int = 0
    _seen: dict[int, int] = field(default_factory=dict)
    """Row -> the columns that had a cell, a bit for each."""

    def claim(self, place: Place, written: str) -> bool:
        """Whether this is the first cell of its place; a second one, with what is written in it, makes both unread.

        Whichever was taken, another program would show the other one.
        """
        row, column = place
        seen, bit = self._seen.get(row, 0), 1 << column
        if not seen & bit:
            self._seen[row] = seen | bit
            return True
        sheet = self.sheet
        line = sheet.grid[row] if row < len(sheet.grid) else []
        first = line[column] if column < len(line) else ""
        before = sheet.unread.get(place) or sheet.errors.pop(place, None) or _shown(first)
        sheet.formulas.pop(place, None)
        sheet.formats.pop(place, None)
        self.unread(place, f"{before[:_WRITTEN]} / {written}")
        return False

    def number(self, place: Place, number: float, look: Look) -> None:
        """A number, or the day or time that it stands for."""
        given: Cell | None = number if isfinite(number) else None
        if given is not None and look.is_date:
            given = day_of(number, from_1904=self.from_1904)
        if given is None:
            self.unread(place, f"{number:.15g}")
        else:
            self.value(place, given, look)

    def text(self, place: Place, text: str, look: Look, struck: str = "", raised: str = "") -> None:
        """A text, and what of it is struck through or raised."""
        if not text:
            return
        if len(text) > self.tally.bounds.max_text:
            self.tally.text_too_long(f"{self.part} {reference(*place)}", len(text))
        self.tally.text(self.part, len(text))
        if is_picture(text):
            self.picture(place)
            return
        self.value(place, text, look)
        if struck:
            self.sheet.struck[place] = struck
        if raised:
            self.sheet.raised[place] = raised

    def value(self, place: Place, given: Cell, look: Look) -> None:
        """A value as it is, with what its look makes of it."""
        self._put(place, given)
        if look.format and (look.in_texts or not isinstance(given, str)):
            self.sheet.formats[place] = look.format
        if look.struck:
            self.sheet.struck[place] = _shown(given)
        if look.raised:
            self.sheet.raised[place] = _shown(given)

    def formula(self, place: Place, text: str) -> bool:
        """That the value of a cell is the result of a formula; whether it is one with a value, and no picture."""
        if shows_picture(text):
            self.picture(place)
            return False
        self.sheet.formulas[place] = text
        return True

    def error(self, place: Place, shown: str) -> None:
        """An error in place of a value; "" for a formula that was never calculated."""
        self.sheet.formulas.pop(place, None)
        self.sheet.errors[place] = shown
        self._put(place, "")

    def unread(self, place: Place, written: str) -> None:
        """Something that is no value."""
        self.sheet.unread[place] = written[: 2 * _WRITTEN]
        self._put(place, "")

    def picture(self, place: Place) -> None:
        """A picture in place of a value."""
        self.sheet.formulas.pop(place, None)
        self.sheet.pictures.add(place)
        self._put(place, "")

    def _put(self, place: Place, given: Cell) -> None:
        row, column = place
        grid = self.sheet.grid
        if row >= len(grid) or column >= self.width:
            self.reach(max(row + 1, len(grid)), max(column + 1, self.width))
            grid.extend([] for _ in range(row + 1 - len(grid)))
        line = grid[row]
        if column >= len(line):
            line.extend([""] * (column - len(line)))
            line.append(given)
        else:
            line[column] = given

    def reach(self, rows: int, columns: int) -> None:
        """Refuse a sheet that reaches so far, before it is laid out."""
        self.tally.fit(self.part, rows, columns)
        if not self.tally.fits(rows, columns):
            self.tally.rectangle(self.part, rows, columns)
        self.width = columns

    def finish(self, merged: tuple[Area, ...], *, hides_zeros: bool) -> Sheet:
        """The sheet, with what lies under merged cells taken out."""
        self.tally.rectangle(self.part, len(self.sheet.grid), self.width)
        self.sheet.merged = merged
        self.tally.cells(self.part, sum(map(inside, merged)))
        cover(self.sheet)
        if hides_zeros:
            hide_zeros(self.sheet)
        return self.sheet


def _shown(given: Cell) -> str:
    return f"{given:.15g}" if isinstance(given, float) else str(given)


def too_many(count: int, bounds: Bounds) -> RefusalError:
    """The refusal of more sheets than a file may have parts."""
    return RefusalError("zip-too-many-parts", found=f"{count:,}", bound=f"{bounds.max_parts:,}", option="max-parts")


def damaged(part: str, reason: object) -> RefusalError:
    """The refusal of a part that ends too early or contradicts itself."""
    return RefusalError("file-damaged", found=f"{part}: {reason}")
