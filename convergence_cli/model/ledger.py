"""The ledger of a station's gaps: what is to be done, who does it, by when and how far it is, as people wrote it."""

from collections.abc import Iterable

from convergence_cli.errors import Problem
from convergence_cli.model.day import is_day
from convergence_cli.value import value

KEYS = ("goal", "action", "leader", "department", "owner", "start", "due", "status", "progress", "proof", "remark")
"""What stands in the columns that a station fills in, in their order."""
STATUSES = ("open", "doing", "done", "closed", "held")
_NOTHING_LEFT = ("done", "closed")


@value
class LedgerEntry:
    """What stands in the ledger's columns beside one gap; an empty text where nothing does."""

    goal: str = ""
    action: str = ""
    leader: str = ""
    department: str = ""
    owner: str = ""
    start: str = ""
    due: str = ""
    """YYYY-MM-DD where the cell holds a date, as `start`; else as it was typed."""
    status: str = ""
    """One of `STATUSES`, or what the station wrote instead."""
    progress: str = ""
    proof: str = ""
    remark: str = ""
    own: tuple[tuple[str, str], ...] = ()
    """Title of a column that the station added -> what stands in it, if anything."""

    def is_late(self, day: str) -> bool:
        """Whether its due date is past and nobody says that it is done."""
        return is_day(self.due) and self.due < day and self.status not in _NOTHING_LEFT

    @property
    def said(self) -> tuple[str, ...]:
        """All that was written, in the order of the columns."""
        texts = (*(getattr(self, key) for key in KEYS), *(text for _, text in self.own))
        return tuple(text for text in texts if text)


@value
class OwnColumn:
    """A column that the station added to its ledger."""

    title: str
    after: str
    """Key of the program's column that it stands behind; empty: before all of them."""
    width: float
    """In letters."""


@value
class LedgerRow:
    """One row of a ledger."""

    station: str
    """Empty in the ledger of one station, which has no such column."""
    id: str
    """As the framework calls the indicator today; empty where it is none of today's: a row that the station added, or
    an indicator that is no longer asked."""
    words: str
    """What the row's first cell says it is about."""
    entry: LedgerEntry
    closed: str | None = None
    """The day on which it was closed, as it stands there; None of a row that is open."""


@value
class Ledger:
    """Every row of a ledger in which something stands, and what could not be carried over."""

    rows: tuple[LedgerRow, ...] = ()
    own: tuple[OwnColumn, ...] = ()
    about: str = ""
    """What stands above the header: whose ledger it is, where it is that of one station."""
    problems: tuple[Problem, ...] = ()
    """Warnings."""

    def of(self, station: str) -> dict[str, LedgerEntry]:
        """The open entries of one station by indicator; a ledger without a column of stations is about any."""
        return {row.id: row.entry for row in self._open(station) if row.id}

    def added(self, station: str) -> tuple[LedgerRow, ...]:
        """The open rows of one station that are about no indicator of today."""
        return tuple(row for row in self._open(station) if not row.id)

    def closed(self, station: str, still: Iterable[str]) -> tuple[LedgerRow, ...]:
        """The rows of one station that are closed: those that were, and those whose gap is none of `still`."""
        gaps = frozenset(still)
        rows = (row for row in self.rows if row.station in ("", station))
        return tuple(row for row in rows if row.closed is not None or (row.id and row.id not in gaps))

    def _open(self, station: str) -> Iterable[LedgerRow]:
        return (row for row in self.rows if row.station in ("", station) and row.closed is None)
