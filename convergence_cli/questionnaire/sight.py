"""What a person sees of a cell beside its value: told, so that nothing is scored that nobody saw.

A formula's result, a number painted as another one, letters struck through, a value in a hidden row: each is either
refused or told with its cell. Where many cells of one column have the same to tell, one line tells it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from convergence_cli.errors import Severity
from convergence_cli.questionnaire.cleaning import show
from convergence_cli.questionnaire.workbook.formats import shown_otherwise, shows_no_day, shows_percent
from convergence_cli.questionnaire.workbook.sheet import Place, Sheet, reference

if TYPE_CHECKING:
    from convergence_cli.questionnaire.reader import Page, Reader

# So many cells of a column are told one by one.
_FEW = 3


@dataclass
class Sight:
    """The places of one sheet about which something is to be told, and what was gathered so far."""

    sheet: Sheet
    hidden: bool = False
    """Whether the sheet itself is hidden."""
    gathered: dict[tuple[str, int], list[tuple[Place, str]]] = field(default_factory=dict)
    """Code and column -> the cells and what was found there; column -1 for what one line tells of the whole sheet."""

    @cached_property
    def blank(self) -> frozenset[Place]:
        """Cells that are blank in the grid, and not for a person or a program."""
        sheet = self.sheet
        return frozenset().union(sheet.errors, sheet.unread, sheet.pictures, sheet.covered)

    @cached_property
    def odd(self) -> frozenset[Place]:
        """Cells that are blank in the grid, of which something may have to be told."""
        return self.blank.union(self.anchors)

    @cached_property
    def blank_rows(self) -> frozenset[int]:
        """Their rows."""
        return frozenset(row for row, _ in self.blank)

    @cached_property
    def held(self) -> dict[Place, str]:
        """Cell with a value that is shown as something else -> what is shown."""
        grid, found = self.sheet.grid, {}
        # By format: what is known of one is kept while it is asked for.
        for place, code in sorted(self.sheet.formats.items(), key=itemgetter(1)):
            value = grid[place[0]][place[1]]
            if isinstance(value, str | int | float):
                shown = shown_otherwise(code, value)
            else:
                shown = code if isinstance(value, date) and shows_no_day(code) else None
            if shown is not None:
                found[place] = shown
        return found

    @cached_property
    def percents(self) -> frozenset[Place]:
        """Cells that are shown as percentages."""
        codes = {code for code in set(self.sheet.formats.values()) if shows_percent(code)}
        return frozenset(place for place, code in self.sheet.formats.items() if code in codes)

    @cached_property
    def noted(self) -> frozenset[Place]:
        """Cells whose value does not tell all, those of hidden rows and columns apart."""
        sheet = self.sheet
        return self.percents.union(sheet.formulas, sheet.struck, sheet.raised, sheet.unplaced, self.held)

    @cached_property
    def noted_rows(self) -> frozenset[int]:
        """Their rows."""
        return frozenset(row for row, _ in self.noted)

    @cached_property
    def hides(self) -> bool:
        """Whether there is anything that nobody sees."""
        return self.hidden or bool(self.sheet.hidden_rows or self.sheet.hidden_columns)

    @cached_property
    def anchors(self) -> dict[Place, Place]:
        """Cell below the first row of a merged area, in its first column -> the area's first cell."""
        areas = [area for area in self.sheet.merged if area[2] > area[0]]
        return {(row, left): (top, left) for top, left, bottom, _ in areas for row in range(top + 1, bottom + 1)}

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether nobody sees the cell."""
        return self.hidden or row in self.sheet.hidden_rows or column in self.sheet.hidden_columns

    def gather(self, code: str, place: Place, found: str, *, of_sheet: bool = False) -> None:
        """Keep what is to be told of a cell until the sheet was read: with others of its column, or of the sheet."""
        self.gathered.setdefault((code, -1 if of_sheet else place[1]), []).append((place, found))


def tell_blank(reader: "Reader", page: "Page", place: Place, *, is_answer: bool) -> bool:
    """Tell why a cell that looks blank is not; whether that is so. One beside a merged one is blank, but told."""
    sheet = page.sight.sheet
    if place not in page.sight.odd:
        return False
    where = page.place(*place)
    if place in sheet.errors:
        shown = sheet.errors[place]
        reader.tell("error-cell" if shown else "formula-not-calculated", where, found=shown)
    elif place in sheet.unread:
        reader.tell("cell-unreadable", where, found=show(sheet.unread[place]))
    elif place in sheet.pictures:
        reader.tell("picture-in-cell", where, "error" if is_answer else "note")
    elif place in sheet.covered:
        reader.tell("cell-covered", where, "warning", found=show(sheet.covered[place]))
    else:
        anchor = page.sight.anchors.get(place)
        if anchor is not None and page.cell_at(*anchor) != "":
            reader.tell(
                "cell-merged",
                where,
                "warning" if is_answer else "note",
                first=reference(*anchor),
                found=show(page.cell_at(*anchor)),
            )
        return False
    return True


def tell_value(reader: "Reader", page: "Page", place: Place, *, is_text: bool) -> bool:
    """Tell what a person sees beside or in place of a value; whether the value is refused therefore."""
    sight = page.sight
    if sight.hides and sight.is_hidden(*place):
        sight.gather("answer-hidden", place, show(page.cell_at(*place)))
    if place not in sight.noted:
        return False
    sheet, where = sight.sheet, page.place(*place)
    for code, marks in (("text-struck", sheet.struck), ("text-raised", sheet.raised)):
        if place in marks:
            reader.tell(code, where, "note" if is_text else "error", found=show(marks[place]))
    if place in sight.held:
        value = show(page.cell_at(*place))
        reader.tell("shown-otherwise", where, "warning", shown=sight.held[place], found=value)
    if place in sheet.formulas:
        stale = reader.book.recalculates and not is_text
        sight.gather("formula-stale" if stale else "read-formula", place, sheet.formulas[place])
    if place in sheet.unplaced:
        sight.gather("cell-unplaced", place, show(page.cell_at(*place)), of_sheet=True)
    return not is_text and (place in sheet.struck or place in sheet.raised)


def tell_gathered(reader: "Reader", page: "Page") -> None:
    """Tell what was gathered: cell by cell where they are few, else the first of a column and how many there are."""
    for (code, _), cells in page.sight.gathered.items():
        few: Iterable[tuple[Place, str]] = cells if len(cells) <= _FEW else cells[:1]
        severity: Severity = "warning" if code == "formula-stale" else "note"
        for place, found in few:
            more = f" (+{len(cells) - 1})" if len(cells) > _FEW else ""
            reader.tell(code, page.place(*place), severity, found=show(found) + more)
    page.sight.gathered.clear()
