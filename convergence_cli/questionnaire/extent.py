"""How much a workbook asks for: what has been seen of it so far, against its bounds."""

from dataclasses import dataclass

from convergence_cli.files import megabytes
from convergence_cli.questionnaire.bounds import Bounds, RefusalError
from convergence_cli.questionnaire.references import column_letters


@dataclass(slots=True)
class Tally:
    """What has been seen in a workbook so far."""

    bounds: Bounds
    area: int = 0
    texts: int = 0
    held: int = 0

    def filled(self, part: str, count: int) -> None:
        """Count so many cells more that hold something, before they are laid out."""
        self.may_fill(part, count)
        self.held += count

    def may_fill(self, part: str, count: int) -> None:
        """Refuse so many cells more that hold something, without counting them."""
        held = self.held + count
        if held > self.bounds.max_filled:
            raise too_large(part, f"{held:,}", f"{self.bounds.max_filled:,}", "max-filled")

    def rectangle(self, part: str, rows: int, columns: int) -> None:
        """Count a sheet whose furthest cell is in this row and column (from 1)."""
        self.fit(part, rows, columns)
        self.cells(part, rows * columns)

    def fit(self, part: str, rows: int, columns: int) -> None:
        """Refuse a sheet that reaches further than this row and column, without counting it."""
        limits = self.bounds
        # As references, because that is how people find the place: A20001 is a row too far, SG1 a column.
        if rows > limits.max_rows:
            raise too_large(part, f"A{rows}", f"A{limits.max_rows}", "max-rows")
        if columns > limits.max_columns:
            raise too_large(
                part, f"{column_letters(columns)}1", f"{column_letters(limits.max_columns)}1", "max-columns"
            )

    def fits(self, rows: int, columns: int) -> bool:
        """Whether `rectangle` would accept it."""
        limits = self.bounds
        within = rows <= limits.max_rows and columns <= limits.max_columns
        return within and self.area + rows * columns <= limits.max_cells

    def cells(self, part: str, count: int) -> None:
        """Count so many cells more."""
        self.area += count
        if self.area > self.bounds.max_cells:
            raise too_large(part, f"{self.area:,}", f"{self.bounds.max_cells:,}", "max-cells")

    def text(self, part: str, size: int) -> None:
        """Count so many letters (or bytes) of text more."""
        self.texts += size
        if self.texts > self.bounds.max_texts:
            bound = megabytes(self.bounds.max_texts)
            raise RefusalError(
                "texts-too-large", part=part, found=megabytes(self.texts), bound=bound, option="max-texts"
            )

    def text_too_long(self, part: str, length: int) -> None:
        """Refuse the text of one cell, which has a bound of its own, in letters."""
        bound = f"{self.bounds.max_text:,}"
        raise RefusalError("text-too-long", part=part, found=f"{length:,}", bound=bound, option="max-text")


def too_large(part: str, found: str, bound: str, option: str) -> RefusalError:
    """The refusal of a sheet that reaches too far: a reference or a number of cells, and its bound."""
    return RefusalError("sheet-too-large", part=part, found=found, bound=bound, option=option)
