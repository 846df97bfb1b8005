"""The stations of a batch read once, and the columns and sections that its tables have in common."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import get_args

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.framework import RedLineState
from convergence_cli.model.ranking import Place
from convergence_cli.model.standing import Standing
from convergence_cli.report.cells import Kind
from convergence_cli.report.document import Block, Column, Paragraph, Section, Table, id_of
from convergence_cli.report.mixed import mixed_lines
from convergence_cli.report.places import Where
from convergence_cli.report.teller import Teller

Spec = tuple[str, float, float, Kind]
"""Key of a column's title, its width on a sheet, its share of a page, what stands in it."""

WITHHELD = "\0"
"""No level has such an id."""
A4_LETTERS = 185
"""What a landscape A4 holds at a size that can be read."""


class Batch(Teller):
    """A compared cohort and its framework's words."""

    catalogue = "cohort"

    def __init__(self, cohort: Cohort) -> None:
        assert cohort.overview is not None
        super().__init__(cohort.framework, cohort.language)
        self.cohort, self.overview = cohort, cohort.overview
        self.stations: tuple[Assessment | Standing, ...] = cohort.stations
        self.failed: dict[tuple[str, str], list[str]] = {}
        """Station and file -> the gates that it fails."""
        for gate in cohort.verdict.gates:
            if not gate.passed:
                self.failed.setdefault((gate.station, gate.file), []).append(gate.gate)
        places = zip(cohort.overview.ranking.places, self.stations, strict=True)
        self.by_rank: list[tuple[Place, Assessment | Standing]] = sorted(
            places, key=lambda pair: (pair[0].rank is None, pair[0].rank or 0)
        )
        """The stations with their places: the ranked by rank, then the others, equals as they came."""
        self.mixed = tuple(mixed_lines(cohort))
        """What is to be known of ranks and medians over all of them."""
        self.with_own_targets = cohort.with_own_targets
        """Whether any station set itself targets for the year assessed."""

        names = Counter(entry.station for entry in self.stations)
        self.shared_names = frozenset(name for name, count in names.items() if count > 1)

    @cached_property
    def alarmed(self) -> Mapping[RedLineState, int]:
        """How many stations miss a red line, and how many left one blank."""
        states = [set(entry.not_kept.values()) for entry in self.stations]
        return {state: sum(state in found for found in states) for state in get_args(RedLineState)}

    @cached_property
    def reached(self) -> Mapping[str | None, int]:
        """How many stations have each level as their highest, None none at all; `WITHHELD` of how many nobody says."""
        return Counter(entry.level if entry.index.withheld is None else WITHHELD for entry in self.stations)

    def called_apart(self, entry: Assessment | Standing) -> str:
        """A station's name, and its file where another one has the same."""
        return self.word("named-twice", station=entry.station, file=entry.file) if self.apart(entry) else entry.station

    def apart(self, entry: Assessment | Standing) -> str:
        """Its file, where another one has the same name."""
        return entry.file if entry.station in self.shared_names else ""

    def titled(self, name: str) -> str:
        """The title of an indicator."""
        return self.framework.indicator[name].title.in_(self.language)

    def columns(self, *spec: Spec) -> tuple[Column, ...]:
        """Columns titled by words of a catalogue."""
        return tuple(
            Column(title=self.word(key), id=id_of(key), width=width, share=share, kind=kind)
            for key, width, share, kind in spec
        )

    def listed(
        self,
        key: str,
        table: Table,
        *below: Block,
        notes: tuple[str, ...] = (),
        where: Where = "everywhere",
        about: Where = "everywhere",
        on_page: str = "",
        **values: object,
    ) -> Section:
        """The section `sheet-<key>` of a list, led by a line on what it holds; without a row that says so.

        `notes` come before anything else on a sheet, where only that line stands above the list. `on_page` is all that
        a page is told above it, where that is something else.
        """
        holds = self.word(f"{'about' if any(row.stands('sheet') for row in table.rows) else 'none'}-{key}", **values)
        lead = [Paragraph(text=holds, where=about)]
        if notes or on_page:
            told = self.word("plan.sentence-separator").join((*notes, holds))
            places: dict[Where, str] = {"sheet": told, "page": on_page or holds}
            places |= {"abridged": holds} if about == "everywhere" else {}
            lead = [Paragraph(text=text, where=place) for place, text in places.items()]
            place: Where = "abridged" if on_page else "paper"
            lead += (Paragraph(text=text, tone="strong", where=place) for text in notes)
        blocks = (*lead, replace(table, keeps_titles=True), *below)
        is_wide = sum(column.width for column in table.columns) > A4_LETTERS
        title = self.word(f"sheet-{key}")
        return Section(title=title, blocks=blocks, id=key, own_sheet=True, where=where, is_wide=is_wide)

    def joined(self, *words: str) -> str:
        """Words in one cell."""
        return self.word("terms.list-separator").join(words)
