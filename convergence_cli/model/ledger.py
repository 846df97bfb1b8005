"""The ledger of a gap report: who mends a gap, by when, and how far it is, as people wrote it in the workbook."""

from convergence_cli.errors import Problem
from convergence_cli.value import value


@value
class LedgerEntry:
    """What stands in the ledger columns of one gap; an empty text where nothing does."""

    owner: str = ""
    due: str = ""
    """YYYY-MM-DD where the cell holds a date, else as it was typed."""
    status: str = ""


@value
class LedgerRow:
    """The entry of one indicator of one station."""

    station: str
    """Empty in the report of one station, which has no such column."""
    id: str
    """As the framework calls the indicator today."""
    entry: LedgerEntry


@value
class Ledger:
    """Every row of a gap report in which someone had written something, and what could not be carried over."""

    rows: tuple[LedgerRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Warnings."""

    def of(self, station: str) -> dict[str, LedgerEntry]:
        """The entries of one station by indicator; a report without a column of stations is about any."""
        return {row.id: row.entry for row in self.rows if row.station in ("", station)}
