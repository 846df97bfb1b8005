"""One station on a terminal: as on paper, its gaps with all that is to be said of each, and what was noticed.

Gates and waivers are told beside it.
"""

from collections.abc import Iterator
from functools import partial

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.report.adding import adding_up
from convergence_cli.report.document import Document, Later, Notice, Section
from convergence_cli.report.subjects.run import failure_sections
from convergence_cli.report.subjects.station import of_station
from convergence_cli.report.subjects.station.gaps import Excerpt
from convergence_cli.report.subjects.station.lists import gravest_first
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.texts import hint, message

FIRST = Excerpt()


def document(cohort: Cohort, excerpt: Excerpt = FIRST) -> Document:
    """The stations one after the other, printed parts adding up, and the files that could not be judged."""
    words = Words(adding_up(cohort))
    sections = Later(where="paper", make=partial(_sections, words, excerpt))
    return Document(framework=cohort.framework, language=cohort.language, sections=(sections,))


def _sections(words: Words, excerpt: Excerpt) -> Iterator[Section]:
    for judged in words.cohort.assessments:
        yield from of_station(words, judged, excerpt)
        yield _notes(words, judged)
    yield from failure_sections(words.cohort)


def _notes(words: Words, judged: Assessment) -> Section:
    """What was noticed while reading and checking."""
    blocks = tuple(
        Notice(
            severity=item.severity,
            text="  ".join(part for part in (item.location.place, message(words.language, item)) if part),
            hint=hint(words.language, item),
        )
        for item in gravest_first(judged.problems)
    )
    title = words.word("station.notes", count=len(blocks)) if blocks else ""
    return Section(title=title, blocks=blocks)
