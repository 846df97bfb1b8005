"""How large a workbook may be, and the one way in which the guard says no.

Every number is far above any questionnaire seen and far below what hurts: a reader that is given a
file within these bounds stays under a few hundred megabytes and a few seconds.
"""

from convergence_cli.errors import Word
from convergence_cli.files import MEGABYTE
from convergence_cli.value import value


@value
class Bounds:
    """The largest workbook that is read. Sizes are bytes; each field is named in the message that it causes."""

    # A questionnaire has 60 to 200 KB. The rest is room for photographs pasted in as evidence.
    max_size: int = 50 * MEGABYTE
    # Photographs hardly grow when unpacked, so 50 MB of them and a hundred times a questionnaire fit.
    max_unpacked: int = 200 * MEGABYTE
    # One part is held in memory at a time. A sheet of 20,000 rows by 60 columns has about 50 MB.
    max_part: int = 64 * MEGABYTE
    # Sheets shrink 5 to 40 times when packed, and those of nothing but empty styled rows about 100 times;
    # a bomb reaches 1,000. Counted for parts over 1 MB only: a small part may be as repetitive as it likes.
    max_ratio: int = 200
    # A workbook has 10 to 100 parts, and one more for each picture.
    max_parts: int = 2_000
    # The furthest row and column that hold something, empty styled cells not counted: a station with 5,000
    # transmitters fits four times over. Column 500 is SF.
    max_rows: int = 20_000
    max_columns: int = 500
    # Rows times columns, over all sheets, because blanks are filled in: each takes up to 40 bytes, so this is
    # 80 MB. Two cells in opposite corners of a sheet are 17 billion, or 512 GB.
    max_cells: int = 2_000_000
    # Cells that hold something, over all sheets of the questionnaire, and texts that they may share: each costs ten
    # times what a blank one does. A questionnaire has some thousands; a table of 5,000 rows has 20,000 to 40,000.
    max_filled: int = 70_000
    # What Excel itself allows in one cell, in characters.
    max_text: int = 32_767
    # All texts, each counted as often as cells use it: a shared one is cleaned and folded for each cell anew, and a
    # file of 11 KB can ask for 3 GB. In letters; a text in Python has at most four bytes for each.
    max_texts: int = 64 * MEGABYTE


class RefusalError(Exception):
    """Why a workbook is not given to a parser: a problem's code and values, before it knows its file."""

    def __init__(self, code: str, **values: Word) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
