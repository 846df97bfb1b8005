"""Annotations of a GitHub step: what could not be judged, failed gates, what has no index, red lines, blanks, gaps.

A step shows ten, so the gravest come first, and a file or a station has one for all that is of a kind.
"""

from collections.abc import Iterator
from itertools import groupby

from convergence_cli.errors import Severity
from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.framework import RedLineState
from convergence_cli.model.standing import Standing
from convergence_cli.report.annotation import Annotation, annotated
from convergence_cli.report.findings import red_line_mark, unanswered
from convergence_cli.report.progress import provisional_words
from convergence_cli.report.subjects.station.gap import gaps_of
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.report.verdict import gate_words
from convergence_cli.report.withheld import why_none
from convergence_cli.texts import hint, message, say

_FEW = 5


def render(cohort: Cohort) -> str:
    """One line for each annotation."""
    found = (
        *_failures(cohort),
        *_gates(cohort),
        *_withheld(cohort),
        *_gaps(cohort, "missed"),
        *_provisional(cohort),
        *_gaps(cohort, "unanswered"),
        *_gaps(cohort, None),
    )
    return annotated(found, cohort.language)


def _failures(cohort: Cohort) -> Iterator[Annotation]:
    language = cohort.language
    for failure in cohort.failures:
        lines: list[str] = []
        for item in failure.errors[:_FEW]:
            place = item.location.place
            lines += ((f"{place}: " if place else "") + message(language, item), hint(language, item))
        left = len(failure.errors) - _FEW
        lines.append(say(language, "batch.more-errors", count=left).strip() if left > 0 else "")
        code = failure.errors[0].code
        severity: Severity = "warning" if cohort.verdict.unreadable_allowed else "error"
        yield Annotation(severity=severity, file=failure.file, title=code, words="\n".join(filter(None, lines)))


def _gates(cohort: Cohort) -> Iterator[Annotation]:
    """Those over the run one by one, then of each station all that it failed."""
    verdict, language = cohort.verdict, cohort.language
    place = {(entry.station, entry.file): at for at, entry in enumerate(_worst_first(cohort))}
    of_stations = sorted(verdict.gates, key=lambda gate: place.get((gate.station, gate.file), 0))
    failed = [gate for gate in (*verdict.overall, *of_stations) if not gate.passed]
    for (title, file), gates in groupby(failed, lambda gate: (gate.station or gate.gate, gate.file)):
        found = tuple(gates)
        words = (gate_words(each, language) for each in found)
        severity: Severity = "error" if any(map(verdict.fails, found)) else "warning"
        yield Annotation(severity=severity, file=file, title=title, words="\n".join(words))


def _worst_first(cohort: Cohort) -> list[Assessment | Standing]:
    """The stations, those without an index and those with the lowest first."""
    return sorted(cohort.stations, key=lambda entry: entry.index.score or 0.0)


def _withheld(cohort: Cohort) -> Iterator[Annotation]:
    for entry in _worst_first(cohort):
        if entry.index.withheld is not None:
            words = why_none(cohort.framework, entry, entry.index, cohort.language)
            yield Annotation(severity="warning", file=entry.file, title=entry.station, words=words)


def _provisional(cohort: Cohort) -> Iterator[Annotation]:
    """Of each station with something to fill in one line, and which of its red lines that are."""
    language = cohort.language
    titles = {item.id: item.title.in_(language) for item in cohort.framework.indicators}
    for entry in cohort.assessments:
        words = provisional_words(cohort.framework, entry, language)
        lines = (
            f"{red_line_mark('unanswered', language)} {result.id} {titles[result.id]}"
            for result in unanswered(entry)
            if result.red_line
        )
        if words:
            yield Annotation(severity="warning", file=entry.file, title=entry.station, words="\n".join((words, *lines)))


def _gaps(cohort: Cohort, state: RedLineState | None) -> Iterator[Annotation]:
    for entry in _worst_first(cohort):
        if isinstance(entry, Assessment):
            yield from _of_station(cohort, entry, state)
        elif state:
            yield from _of_many(cohort, entry, state)


def _of_many(cohort: Cohort, entry: Standing, state: RedLineState) -> Iterator[Annotation]:
    """Of a station that was packed, one line for all red lines missed, one for those unanswered."""
    waived = cohort.verdict.waived.get((entry.station, entry.file), {})
    ids = [name for name, found in entry.not_kept.items() if found == state and name not in waived]
    if ids:
        words = say(cohort.language, "terms.list-separator").join(ids)
        title = f"{entry.station} {red_line_mark(state, cohort.language)}"
        yield Annotation(severity=_severity(state), file=entry.file, title=title, words=words)


def _of_station(cohort: Cohort, entry: Assessment, state: RedLineState | None) -> Iterator[Annotation]:
    language = cohort.language
    for gap in gaps_of(Words(cohort), entry):
        if gap.result.red_line == state:
            mark = f"{red_line_mark(state, language)} " if state else ""
            title = f"{entry.station} {mark}{gap.item.id} {gap.title}"
            severity = "note" if gap.waived else _severity(state)
            yield Annotation(severity=severity, file=entry.file, title=title, words=gap.told)


def _severity(state: RedLineState | None) -> Severity:
    return "error" if state == "missed" else "warning"
