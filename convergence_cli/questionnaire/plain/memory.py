"""What a worker has seen in earlier workbooks: most of a questionnaire is the same in every station's copy."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from convergence_cli.questionnaire.plain.sheet import Cells

# Some ten thousand rows, all the ways in which those of a few questionnaires are filled in: with their cells 30 MB.
_MOST_BYTES = 4 << 20
_LARGEST = 1 << 17


@dataclass(slots=True)
class Memory:
    """Pieces of workbooks that were checked, by their bytes: the same bytes need no second check.

    It belongs to one set of bounds. What it holds is forgotten all at once when it becomes too much.
    """

    rows: dict[bytes, "Cells"] = field(default_factory=dict)
    """A row without its values -> where it has them."""
    frames: dict[tuple[int, int], list[tuple[bytes, bytes]]] = field(default_factory=dict)
    """What stands before and behind the rows of a sheet, by its sizes, where it holds no cells and is within the
    bounds: to compare is ten times as fast as to hash."""
    parts: dict[tuple[str, int, int, int, bytes], bytes] = field(default_factory=dict)
    """A small part's name, method, size, checksum and packed bytes -> its unpacked ones, where it holds neither cells
    nor their texts."""
    _size: int = 0

    def knows_frame(self, frame: tuple[bytes, bytes]) -> bool:
        """Whether these very bytes were checked."""
        return frame in self.frames.get((len(frame[0]), len(frame[1])), ())

    def keep_frame(self, frame: tuple[bytes, bytes]) -> None:
        """They were."""
        if self.has_room(*frame):
            self.frames.setdefault((len(frame[0]), len(frame[1])), []).append(frame)

    def has_room(self, *pieces: bytes) -> bool:
        """Whether pieces may be kept; there is room for a small one at any time, if need be by forgetting the rest."""
        size = sum(map(len, pieces))
        if size > _LARGEST:
            return False
        self._size += size
        if self._size > _MOST_BYTES:
            self.rows.clear()
            self.frames.clear()
            self.parts.clear()
            self._size = size
        return True
