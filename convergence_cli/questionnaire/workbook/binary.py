"""What the binary formats, .xls and .xlsb, have in common: packed numbers, errors, styles, fonts of parts of a text."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from convergence_cli.questionnaire.workbook.formats import BUILT_IN
from convergence_cli.questionnaire.workbook.laying import damaged
from convergence_cli.questionnaire.workbook.looks import PLAIN, Look, look

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A",
          43: "#GETTING_DATA"}  # fmt: skip

SHOWS_ZEROS = 0x10
"""The flag of a sheet's view that cells of the number 0 are shown."""
Fonts = list[tuple[bool, bool]]
"""Whether each font strikes through, and whether it raises or lowers."""


@contextmanager
def whole(part: str) -> Iterator[None]:
    """Refuse a part whose records are shorter than what is taken out of them."""
    try:
        yield
    except (IndexError, struct.error, UnicodeDecodeError) as error:
        raise damaged(part, error) from None


@dataclass(slots=True)
class Styles:
    """Number formats and fonts by number, and for each cell style the numbers of its own."""

    formats: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    fonts: Fonts = field(default_factory=list)
    cells: list[tuple[int, int]] = field(default_factory=list)
    _looks: dict[tuple[int, int], Look] = field(default_factory=dict)

    def look(self, number: int, part: str) -> Look:
        """The look of a cell style; raises RefusalError where there is none of this number."""
        if number >= len(self.cells):
            if not self.cells and not number:
                return PLAIN
            raise damaged(part, f"s={number}")
        key = self.cells[number]
        if key not in self._looks:
            struck, raised = self.fonts[key[1]] if key[1] < len(self.fonts) else (False, False)
            self._looks[key] = look(self.formats.get(key[0], ""), struck=struck, raised=raised)
        return self._looks[key]


def pieces(text: str, runs: list[tuple[int, ...]], fonts: Fonts) -> tuple[str, str]:
    """What is struck through and what is raised, by the first letter and the font of each piece."""
    if not runs:
        return "", ""
    struck: list[str] = []
    raised: list[str] = []
    ends = [*(begin for begin, _ in runs[1:]), len(text)]
    for (begin, font), end in zip(runs, ends, strict=False):
        looks = fonts[font] if font < len(fonts) else (False, False)
        struck += [text[begin:end]] if looks[0] else []
        raised += [text[begin:end]] if looks[1] else []
    return "".join(struck), "".join(raised)


def packed_number(packed: int) -> float:
    """A number in four bytes: two bits say whether it is a whole one, and whether it is a hundred times too large."""
    whole, hundredfold = packed & 2, packed & 1
    if whole:
        number = float(packed >> 2)
    else:
        (number,) = struct.unpack("<d", struct.pack("<Ii", 0, packed & ~3))
    return number / 100 if hundredfold else number
