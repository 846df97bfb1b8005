"""What the parts of an .xlsx ask for together: cells, shared texts and their uses, sheets listed many times."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from convergence_cli.questionnaire.extent import (
    Tally,
    check_merged,
    check_text_runs,
    count_tags,
    measure_cells,
    tags_are_plain,
)
from convergence_cli.questionnaire.plain import Cells, Memory, plain_cells, plain_texts

STRINGS = "xl/sharedStrings.xml"
_VALUE = re.compile(rb"<(?!/)(?:[^\s<>]*:)?v(?:\s[^<>]*)?>([^<>&]*)<")
_VALUE_ENDS = re.compile(rb"</[^\s<>]*:v\s*>")


@dataclass(slots=True)
class Sheets:
    """The sheets and shared texts of an .xlsx, part by part; `finish` once all were seen."""

    tally: Tally
    memory: Memory | None = None
    used: dict[str, int] = field(default_factory=dict)
    plain: set[str] = field(default_factory=set)
    """Sheets whose every cell is written the plain way."""
    cells: dict[str, Cells] = field(default_factory=dict)
    """Those of them that could be taken apart, with their cells."""
    texts: Mapping[bytes, str] | None = None
    """The shared texts, if they are written the plain way."""
    strings: list[str] = field(default_factory=list)
    strings_size: int = 0
    listed: int = 0
    largest: int = 0

    def see(self, name: str, body: bytes) -> bool:
        """Look at one part, whatever its name: relations may call any part a sheet. Whether it counts for anything."""
        has_cells, is_book = b"sheetData" in body, name.casefold() == "xl/workbook.xml"
        if has_cells and not is_book and self._taken_apart(name, body):
            return True
        if has_cells:
            before = self.tally.area
            self.used[name], plain = measure_cells(name, body, self.tally)
            if plain:
                self.plain.add(name)
            check_merged(name, body, self.tally.bounds)
            self._sized(name, body, before)
        texts = plain_texts(body) if b"sst" in body and name == STRINGS and not self.strings else None
        has_texts = texts is not None or (b"sst" in body and count_tags(body, b"sst") > 0)
        if has_texts:
            self.texts = texts
            self.strings.append(name)
            self.strings_size += len(body)
            check_text_runs(name, body, self.tally.bounds)
        if is_book:
            self.listed += count_tags(body, b"sheet")
        return has_cells or has_texts or is_book

    def _sized(self, name: str, body: bytes, before: int) -> None:
        """Count a sheet's size once its cells were counted; `before` was the area without it."""
        # A part without cells takes time as well: about as much as a cell for each 64 bytes.
        self.largest = max(self.largest, self.tally.area - before, len(body) // 64)
        check_text_runs(name, body, self.tally.bounds)
        self.tally.text(name, len(body))

    def _taken_apart(self, name: str, body: bytes) -> bool:
        """Whether a sheet is written so plainly that its cells are known already, and where."""
        sheet = plain_cells(body, self.memory)
        if sheet is None or sheet[0].tags > self.tally.bounds.max_cells:
            return False
        cells, frame = sheet
        if self.memory is None or not self.memory.knows_frame(frame):
            # The rows hold nothing but cells: what is merged stands around them.
            check_merged(name, b"".join(frame), self.tally.bounds)
            if self.memory is not None:
                self.memory.keep_frame(frame)
        before = self.tally.area
        self.tally.rectangle(name, *cells.extent())
        self._sized(name, body, before)
        self.used[name] = cells.tags
        self.cells[name] = cells
        self.plain.add(name)
        return True

    def finish(self, part: Callable[[str], bytes]) -> None:
        """Check what only the parts together tell: texts times their uses, sheets times their size."""
        self.tally.sheets(self.listed, self.largest)
        uses = sum(self.used.values())
        # Cheap first: even if every cell used all the shared texts at once, would it be little enough?
        longest = self.strings_size if self.texts is None else 4 * max(map(len, self.texts.values()), default=0)
        if self.strings and self.tally.texts + uses * longest > self.tally.bounds.max_texts:
            lengths, longest = _lengths([part(name) for name in self.strings])
            if self.tally.texts + uses * longest > self.tally.bounds.max_texts:
                for name in self.used:
                    self.tally.text(name, _spelt_out(part(name), lengths, longest))


def _lengths(parts: list[bytes]) -> tuple[list[int], int]:
    """Sizes of the shared texts by index, and the longest; no index when they are written unusually."""
    whole = max(map(len, parts))
    body = parts[0]
    if len(parts) > 1 or body.count(b"</si>") != count_tags(body, b"si") or not tags_are_plain(body):
        return [], whole
    chunks = body.split(b"</si>")[:-1]
    if any(chunk.count(b"<si") != 1 for chunk in chunks):
        return [], whole
    sizes = [len(chunk) for chunk in chunks]
    return sizes, max(sizes, default=0)


def _spelt_out(body: bytes, lengths: list[int], longest: int) -> int:
    """Bytes of shared text in a sheet once every cell has its own copy; a value not understood costs the most."""
    values = Counter(_VALUE.findall(body))
    ends = sum(1 for _ in _VALUE_ENDS.finditer(body)) + body.count(b"<v/>") + body.count(b"<v />")
    total = max(count_tags(body, b"v") - ends - values.total(), 0) * longest
    for value, uses in values.items():
        digits = value.strip().lstrip(b"+")
        if digits.isdigit():
            place = int(digits[-9:])
            total += uses * (longest if not lengths else lengths[place] if place < len(lengths) else 0)
    return total
