"""The closer look at an .xlsb: its error cells and percentages, from its records.

Source of the numbers of records and of their fields: [MS-XLSB], sections 2.3 and 2.5. A formula always has a
result here, so there is none that was never calculated.
"""

import struct
from functools import cached_property

from convergence_cli.questionnaire.details import (
    Details,
    Place,
    UnreadableDetailsError,
    relation_targets,
    shows_percent,
)
from convergence_cli.questionnaire.guard import Guarded
from convergence_cli.questionnaire.records import long_records

_ROW, _FIRST_CELL, _LAST_CELL = 0, 1, 11
_ERROR, _FORMULA_ERROR = 3, 11
_FORMAT, _STYLE, _STYLES_BEGIN, _STYLES_END = 44, 47, 617, 618
_SHEET = 156
_PERCENT_FORMATS = {9, 10}
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_WORKBOOK, _RELATIONS, _STYLES = "xl/workbook.bin", "xl/_rels/workbook.bin.rels", "xl/styles.bin"


class XlsbDetails:
    """The closer look at the sheets of one .xlsb."""

    def __init__(self, guarded: Guarded) -> None:
        self.guarded = guarded

    def details(self, sheet: str) -> Details:
        """Look at one sheet; raises UnreadableDetailsError where its part cannot be found or is cut short."""
        try:
            return _details(self.guarded.part(self._parts[sheet]), self._percent)
        except (KeyError, struct.error, IndexError, UnicodeDecodeError) as error:
            raise UnreadableDetailsError(str(error) or type(error).__name__) from error

    @cached_property
    def _parts(self) -> dict[str, str]:
        return _parts(self.guarded)

    @cached_property
    def _percent(self) -> set[int]:
        return _percent_styles(self.guarded)


def _details(body: bytes, percent: set[int]) -> Details:
    doubtful: dict[Place, str] = {}
    percents: set[Place] = set()
    row = 0
    for kind, at, _ in long_records(body):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", body, at)
        elif _FIRST_CELL <= kind <= _LAST_CELL:
            column, style = struct.unpack_from("<II", body, at)
            if kind in (_ERROR, _FORMULA_ERROR):
                doubtful[row, column] = _ERRORS.get(body[at + 8], "#?")
            elif style & 0xFFFFFF in percent:
                percents.add((row, column))
    return Details(doubtful, lambda: frozenset(percents))


def _parts(guarded: Guarded) -> dict[str, str]:
    """Sheet -> its part."""
    targets = relation_targets(guarded, _RELATIONS)
    body = guarded.part(_WORKBOOK)
    parts: dict[str, str] = {}
    for kind, at, _ in long_records(body):
        if kind == _SHEET:
            relation, end = _text(body, at + 8)
            name, _ = _text(body, end)
            parts.setdefault(name, targets.get(relation, ""))
    return parts


def _percent_styles(guarded: Guarded) -> set[int]:
    """Numbers of the cell styles that show a percentage."""
    if _STYLES not in guarded.names:
        return set()
    body = guarded.part(_STYLES)
    formats = set(_PERCENT_FORMATS)
    styles: list[int] = []
    inside = False
    for kind, at, _ in long_records(body):
        if kind == _FORMAT and shows_percent(_text(body, at + 2)[0]):
            formats.add(struct.unpack_from("<H", body, at)[0])
        elif kind in (_STYLES_BEGIN, _STYLES_END):
            inside = kind == _STYLES_BEGIN
        elif kind == _STYLE and inside:
            styles.append(struct.unpack_from("<H", body, at + 2)[0])
    return {number for number, shown in enumerate(styles) if shown in formats}


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A text with its length before it, and where it ends."""
    (length,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * length
    if end > len(body):
        raise IndexError("text beyond its record")
    return body[at + 4 : end].decode("utf-16-le"), end
