"""What all sections of a station's report are made with: its cohort, its language, its framework's words."""

from convergence_cli.model.assessment import Assessment, Cohort, Result
from convergence_cli.report.cells import Cell, Content
from convergence_cli.report.document import Column
from convergence_cli.report.teller import Teller

_STATION_WIDTH = 18.0
Cells = tuple[Content | Cell, ...]


class Words(Teller):
    """One cohort of stations that are reported in full."""

    catalogue = "lists"

    def __init__(self, cohort: Cohort) -> None:
        super().__init__(cohort.framework, cohort.language)
        self.cohort, self.several = cohort, len(cohort.assessments) > 1

    def outcome(self, result: Result) -> Cell:
        """The outcome in words, with its colour."""
        return Cell(content=self.word(f"terms.{result.outcome}"), tone=result.outcome)

    def columns(self, *columns: Column) -> tuple[Column, ...]:
        """The columns of a list, the station's name first where there are several."""
        station = Column(title=self.word("terms.station"), width=_STATION_WIDTH)
        return (station, *columns) if self.several else columns

    def named(self, judged: Assessment, cells: Cells) -> Cells:
        """The cells of such a list."""
        return (judged.station, *cells) if self.several else cells
