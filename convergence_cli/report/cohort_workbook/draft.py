"""The workbook of a batch being written: its own words, its stations read once, lists that may be empty."""

from collections.abc import Iterable, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.model.assessment import Assessment, Cohort, Outcome
from convergence_cli.model.ranking import Place
from convergence_cli.model.standing import Standing
from convergence_cli.report.book.draft import Cell, Draft
from convergence_cli.report.book.listing import A3, Column, list_sheet
from convergence_cli.report.document import Kind
from convergence_cli.texts import say

Spec = tuple[str, float, Kind]
"""Key of a column's title, its width, what stands in it."""


class CohortDraft(Draft):
    """A workbook whose own words are those of a batch."""

    def __init__(self, cohort: Cohort) -> None:
        super().__init__(cohort)
        assert cohort.overview is not None
        self.overview, self.framework = cohort.overview, cohort.framework
        self.stations: tuple[Assessment | Standing, ...] = cohort.stations
        # Every list here has its own column of stations, also where they are there in full.
        self.several = False
        self.missed: list[dict[str, Outcome]] = [
            {result.id: result.outcome for result in entry.results if result.red_line} for entry in self.stations
        ]
        """Of each station the red lines that it misses, and whether they are unmet or unanswered."""
        self.failed: dict[tuple[str, str], list[str]] = {}
        """Station and file -> the gates that it fails."""
        for gate in cohort.verdict.gates:
            if not gate.passed:
                self.failed.setdefault((gate.station, gate.file), []).append(gate.gate)
        self.indicators = {item.id: item for item in cohort.framework.indicators}

    def word(self, key: str, **values: object) -> str:
        """Words of this report, `entry`, or of another catalogue, `catalogue.entry`."""
        return say(self.language, key if "." in key else f"cohort_workbook.{key}", **values)

    def columns(self, *spec: Spec) -> tuple[Column, ...]:
        """Columns titled by words of a catalogue."""
        return tuple(Column(title=self.word(key), width=width, kind=kind) for key, width, kind in spec)

    def by_rank(self) -> list[tuple[Place, Assessment | Standing]]:
        """The stations with their places: the ranked by rank, then the others, equals as they came."""
        pairs = zip(self.overview.ranking.places, self.stations, strict=True)
        return sorted(pairs, key=lambda pair: (pair[0].rank is None, pair[0].rank or 0))

    def indicator(self, name: str) -> str:
        """An indicator's title."""
        return self.indicators[name].title.in_(self.language)

    def listed(
        self,
        key: str,
        fields: Sequence[Column],
        rows: Iterable[Sequence[Cell]],
        frozen: int = 0,
        *,
        wide: bool = False,
        **values: object,
    ) -> tuple[Worksheet, int]:
        """Write the list `key`, on A3 where it is wide; with no row its second line says so (`none-<key>`)."""
        sheet, free = list_sheet(self, key, tuple(fields), rows, frozen, **values)
        if not sheet.auto_filter.ref:
            self.put(sheet, 2, 1, self.word(f"none-{key}"), tone="remark")
        if wide:
            sheet.page_setup.paperSize = A3
        return sheet, free
