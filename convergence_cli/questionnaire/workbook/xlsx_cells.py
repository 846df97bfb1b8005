"""What the cells of an .xlsx hold: values, and all that must be known beside them."""

from math import isfinite
from typing import TYPE_CHECKING, Any

from convergence_cli.questionnaire.bounds import RefusalError
from convergence_cli.questionnaire.workbook.days import day_in, day_of
from convergence_cli.questionnaire.workbook.formats import is_faithful
from convergence_cli.questionnaire.workbook.looks import Look
from convergence_cli.questionnaire.workbook.pictures import is_picture, shows_picture
from convergence_cli.questionnaire.workbook.sheet import Cell, Place, Sheet, reference
from convergence_cli.questionnaire.workbook.xlsx_texts import has_stray_text, number_of, rich_text, unescaped
from convergence_cli.questionnaire.workbook.xml import NUMBER

if TYPE_CHECKING:
    from convergence_cli.questionnaire.workbook.xlsx import Xlsx

_SHORT = 30  # longer numbers may be infinite
_SHOWN = 60  # so much of a cell that cannot be read is told


class Cells:
    """Puts the cells of one sheet into its grid."""

    def __init__(self, space: str, part: str, book: "Xlsx") -> None:
        self.part, self.book, self.sheet, self._space = part, book, Sheet(grid=[]), space
        names = ("v", "f", "is", "t", "extLst")
        self._value, formula, self._inline, self._text, self._more = (f"{{{space}}}{name}" for name in names)
        self._known = (self._value, formula, self._inline)
        self._styles: dict[str | None, Look] = {}
        self.calm = book.calm
        self._shared: dict[str, str] = {}
        self.longest = book.tally.bounds.max_text

    def unusual(self, what: str) -> RefusalError:
        """The refusal of a sheet for something in it that could be read in two ways."""
        return RefusalError("xml-unusual", part=f"{self.part} {what}")

    def put_element(self, cell: Any, place: Place, line: list[Cell]) -> None:
        """Put in what stands in a cell's element, which has children."""
        style, kind = cell.get("s"), cell.get("t", "n")
        child: Any = cell[0] if len(cell) == 1 else None
        holder: Any = child
        inline = child is not None and child.tag == self._inline
        if inline and child is not None:
            child = child[0] if len(child) == 1 and child[0].tag == self._text else None
        elif child is not None and child.tag != self._value:
            child = None
        is_plain = child is not None and not len(child) and not (cell.text or child.tail or holder.tail)
        if child is None or not is_plain or kind == "e" or (inline and holder.text):
            self._put_carefully(cell, kind, place, line, self.style(style))
            return
        text = child.text or ""
        value = self.at_once(style, kind, text, is_inline=inline)
        if value is None:
            self.put_value(kind, text, place, line, self.style(style), is_inline=inline)
        else:
            put(line, place[1], value)

    def at_once(self, style: str | None, kind: str | None, text: str, *, is_inline: bool) -> Cell | None:
        """A text or number about which nothing else is to be known; None for any other cell."""
        if style not in self.calm:
            return None
        if kind is None or kind == "n":
            return None if is_inline else number_at_once(text)
        if kind == "s" and not is_inline:
            shared = self.book.texts[text]
            if shared is None:
                return None
            text = shared
        elif kind != "inlineStr" or not is_inline or "_x" in text or is_picture(text):
            return None
        if len(text) > self.longest:
            return None
        return text

    def style(self, given: str | None) -> Look:
        """The style that a cell names; raises RefusalError for one that the workbook does not have."""
        known = self._styles.get(given)
        if known is None:
            styles, number = self.book.styles, 0 if given is None else number_of(given)
            if not 0 <= number < len(styles):
                raise self.unusual(f"s={ascii(given)[:20]}")
            known = self._styles[given] = styles[number]
        return known

    # --- cells of more than a value ----------------------------------------------------------------

    def _put_carefully(self, cell: Any, kind: str, place: Place, line: list[Cell], style: Look) -> None:
        found = self._children(cell)
        if found is None:
            self.put_unread(place, line, written(cell))
            return
        value, formula, inline = (found.get(tag) for tag in self._known)
        text = None if value is None else value.text or ""
        if formula is not None:
            # One whose result is an empty text has an empty value: that is a calculated blank.
            if not text and (text is None or kind != "str"):
                put(line, place[1], "")
                self.sheet.errors[place] = ""
                return
            self.sheet.formulas[place] = self._formula_of(formula)
        if self._holds_picture(kind, text, place) or (kind == "e" and text == "#VALUE!" and cell.get("vm")):
            self._put_picture(place, line)
        elif inline is not None:
            self._put_rich(inline, kind, place, line, style)
        elif text is not None:
            self.put_value(kind, text, place, line, style, is_inline=False)

    def _children(self, cell: Any) -> dict[str, Any] | None:
        """What stands in a cell by its tags; None where that is not one value."""
        found: dict[str, Any] = {}
        for child in cell:
            tag = child.tag
            if tag == self._more:
                continue
            if tag in found or tag not in self._known or (tag != self._inline and len(child)):
                return None
            found[tag] = child
        is_two = self._value in found and self._inline in found
        return None if is_two or has_stray_text(cell) else found

    def _formula_of(self, formula: Any) -> str:
        """The text of a formula; of a shared one that of its first cell."""
        text, shared = formula.text or "", formula.get("si")
        if shared is not None and formula.get("t") == "shared":
            if text:
                self._shared[shared] = text
            text = text or self._shared.get(shared, "")
        return text or "…"

    def _holds_picture(self, kind: str, text: str | None, place: Place) -> bool:
        """Whether WPS or Excel shows a picture by a formula there."""
        is_text = kind in ("str", "inlineStr") and text is not None and is_picture(text)
        return bool(is_text or shows_picture(self.sheet.formulas.get(place, "")))

    def _put_picture(self, place: Place, line: list[Cell]) -> None:
        self.sheet.formulas.pop(place, None)
        self.sheet.pictures.add(place)
        put(line, place[1], "")

    def put_unread(self, place: Place, line: list[Cell], text: str) -> None:
        """Put in a cell that nobody can read: a blank, and what is written there."""
        self.sheet.formulas.pop(place, None)
        self.sheet.unread[place] = text[:_SHOWN]
        put(line, place[1], "")

    def _put_rich(self, inline: Any, kind: str, place: Place, line: list[Cell], style: Look) -> None:
        found = rich_text(inline, self._space) if kind == "inlineStr" else None
        if found is None:
            self.put_unread(place, line, written(inline))
            return
        text, struck, raised = found
        self._count(text, place)
        put(line, place[1], text)
        self._look(place, text, style, struck, raised)

    def put_value(self, kind: str, text: str, place: Place, line: list[Cell], style: Look, *, is_inline: bool) -> None:
        """Put in a cell of a value or a text of its own, and what its looks make of it."""
        if kind == "e" and not is_inline:
            self.sheet.formulas.pop(place, None)
            self.sheet.errors[place] = text.strip()[:_SHOWN] or "#?"
            put(line, place[1], "")
            return
        if kind == "n" and not text.strip() and not is_inline:
            return
        if self._holds_picture(kind, text, place):
            self._put_picture(place, line)
            return
        given: Cell | None
        struck = raised = ""
        if kind == "s" and not is_inline:
            given, struck, raised = self.book.texts.rich(text) or (None, "", "")
        else:
            given = self._read(kind, text, style, is_inline=is_inline)
        if given is None:
            self.put_unread(place, line, text)
            return
        if isinstance(given, str):
            self._count(given, place)
        put(line, place[1], given)
        self._look(place, given, style, struck, raised)

    def _read(self, kind: str, text: str, style: Look, *, is_inline: bool) -> Cell | None:
        """The value that a type and a text mean; None where they mean none."""
        if is_inline:
            return unescaped(text) if kind == "inlineStr" else None
        if kind == "n":
            return number_in(text, style, from_1904=self.book.from_1904)
        if kind == "str":
            return unescaped(text)
        if kind == "b":
            return {"1": True, "0": False, "true": True, "false": False}.get(text.strip())
        return day_in(text.strip()) if kind == "d" else None

    def _count(self, text: str, place: Place) -> None:
        if len(text) > self.longest:
            self.book.tally.text_too_long(f"{self.part} {reference(*place)}", len(text))

    def _look(self, place: Place, given: Cell, style: Look, struck: str, raised: str) -> None:
        """What the looks of a cell make of its value, where that matters."""
        if given == "":
            return
        if (style.in_texts or not isinstance(given, str)) and not is_faithful(style.format):
            self.sheet.formats[place] = style.format
        if struck or style.struck:
            self.sheet.struck[place] = struck or str(given)
        if raised or style.raised:
            self.sheet.raised[place] = raised or str(given)


def put(line: list[Cell], column: int, value: Cell) -> None:
    """Put a value into a row; what is left out before it is blank."""
    missing = column - len(line)
    if missing < 0:
        line[column] = value
        return
    if missing:
        line.extend([""] * missing)
    line.append(value)


def written(cell: Any) -> str:
    """What stands in a cell, whatever it is."""
    return " / ".join(text for text in map(str.strip, cell.itertext()) if text)


def number_at_once(text: str) -> float | None:
    """A number that is written plainly; None for any other, and for what is none. There is no nought below nought."""
    return (float(text) or 0.0) if len(text) < _SHORT and NUMBER.fullmatch(text) else None


def number_in(text: str, style: Look, *, from_1904: bool) -> Cell | None:
    """The number, day or time that is written; None for what is none, such as NaN."""
    text = text.strip()
    if not NUMBER.fullmatch(text):
        return None
    number = float(text) or 0.0
    if not isfinite(number):
        return None
    return day_of(number, from_1904=from_1904) if style.is_date else number
