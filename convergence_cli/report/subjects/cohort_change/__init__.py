"""Two runs of many stations: who rose and fell and why, what moved in all of them, levels, red lines, ranks, peers."""

from collections.abc import Iterator

from convergence_cli.model.cohort_change import CohortChange
from convergence_cli.model.language import Language
from convergence_cli.report.document import Document, Section
from convergence_cli.report.subjects.cohort_change.lines import line_stations, red_lines
from convergence_cli.report.subjects.cohort_change.moves import alone, levels, peers, ranks, trend
from convergence_cli.report.subjects.cohort_change.parts import chapters, indicators, measures
from convergence_cli.report.subjects.cohort_change.stations import stations
from convergence_cli.report.subjects.cohort_change.summary import comparability, split, summary
from convergence_cli.report.subjects.cohort_change.told import Told

_SECTIONS = (
    *(summary, comparability, split, trend, stations, chapters, measures, indicators),
    *(levels, red_lines, line_stations, ranks, peers, alone),
)


def document(change: CohortChange, language: Language, over: float = 0.0) -> Document:
    """The comparison as a document; screen and paper list the stations that moved by more than `over` points."""
    told = Told(change, language, over)
    return Document(
        framework=change.framework,
        language=language,
        heading=told.word("title", count=f"{len(change.stations):,}", **told.moments),
        title=told.word("document-title"),
        station=told.word("title", count=f"{len(change.stations):,}", **told.moments),
        sections=tuple(_made(told)),
    )


def _made(told: Told) -> Iterator[Section]:
    for section in _SECTIONS:
        made = section(told)
        if made is not None:
            yield made
