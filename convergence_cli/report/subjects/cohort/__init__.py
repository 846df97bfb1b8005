"""A batch of stations: an overview, the stations beside each other, what they have in common, what was sent."""

from collections.abc import Iterator

from convergence_cli.model.assessment import Cohort
from convergence_cli.report.document import Document, Section
from convergence_cli.report.subjects.cohort.batch import Batch
from convergence_cli.report.subjects.cohort.gaps import gaps, missed, red_lines
from convergence_cli.report.subjects.cohort.overview import gates, overview
from convergence_cli.report.subjects.cohort.peers import peer_places, peers
from convergence_cli.report.subjects.cohort.quality import quality, remarks, unreadable
from convergence_cli.report.subjects.cohort.ranking import chapters, measures, ranking
from convergence_cli.report.subjects.cohort.spreads import of_chapters, of_measures

_SECTIONS = (
    *(overview, gates, ranking, measures, chapters, of_chapters, of_measures, gaps, red_lines, missed),
    *(peers, peer_places, unreadable, quality, remarks),
)
_OF_NONE = frozenset({overview, gates, ranking, unreadable})
"""What there is to say where no station was judged: an empty list of red lines would read as if none were missed."""


def document(cohort: Cohort) -> Document:
    """The report of a compared cohort (`overview` is there) as a document, in the cohort's language."""
    return document_of(Batch(cohort))


def document_of(batch: Batch) -> Document:
    """The same of a cohort that is read already."""
    title = batch.word("title", count=len(batch.stations))
    return Document(
        framework=batch.framework,
        language=batch.language,
        heading=title,
        title=title,
        station="",
        sections=tuple(_sections(batch)),
        sources=(),
    )


def _sections(batch: Batch) -> Iterator[Section]:
    for section in _SECTIONS:
        made = section(batch) if batch.stations or section in _OF_NONE else None
        if made is not None:
            yield made
