"""What all sections of a station's report are made with: its cohort, its language, the titles of its framework."""

from convergence_cli.model.assessment import Assessment, Cohort, Result
from convergence_cli.report.document import Cell, Column, Content
from convergence_cli.texts import say

_STATION_WIDTH = 18.0
Cells = tuple[Content | Cell, ...]


class Words:
    """One cohort of stations that are reported in full."""

    def __init__(self, cohort: Cohort) -> None:
        self.cohort, self.framework, self.language = cohort, cohort.framework, cohort.language
        self.several = len(cohort.assessments) > 1
        self.items = {item.id: item for item in self.framework.indicators}
        self.measures = {
            item.id: self.labelled(item.id, item.title.in_(self.language)) for item in self.framework.measures
        }
        self.chapters = {item.id: item.title.in_(self.language) for item in self.framework.chapters}

    def word(self, key: str, **values: object) -> str:
        """Words of this report, `entry`, or of another catalogue, `catalogue.entry`."""
        return say(self.language, key if "." in key else f"lists.{key}", **values)

    def labelled(self, name: str, title: str) -> str:
        """Something by its id and title."""
        return self.word("terms.labelled", id=name, title=title)

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
