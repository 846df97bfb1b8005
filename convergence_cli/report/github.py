"""Annotations of a GitHub step: what could not be judged, failed gates, what has no index, red lines, blanks, gaps.

A step shows ten annotations of a kind, so the gravest come first.
"""

from collections.abc import Iterator

from convergence_cli.errors import Severity
from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.framework import RedLineState
from convergence_cli.model.standing import Standing
from convergence_cli.report.annotation import annotation
from convergence_cli.report.findings import findings, gap_words, red_line_mark, unanswered
from convergence_cli.report.progress import provisional_words
from convergence_cli.report.withheld import why_none
from convergence_cli.texts import hint, message, say


def render(cohort: Cohort) -> str:
    """One line for each annotation."""
    return "".join(
        (
            *_failures(cohort),
            *_gates(cohort),
            *_withheld(cohort),
            *_gaps(cohort, "missed"),
            *_provisional(cohort),
            *_gaps(cohort, "unanswered"),
            *_gaps(cohort, None),
        )
    )


def _failures(cohort: Cohort) -> Iterator[str]:
    language = cohort.language
    for failure in cohort.failures:
        for item in failure.errors:
            place = item.location.place
            parts = (f"{place}: " if place else "") + message(language, item), hint(language, item)
            yield annotation("error", failure.file, item.code, "\n".join(part for part in parts if part))


def _gates(cohort: Cohort) -> Iterator[str]:
    verdict = cohort.verdict
    for gate in (*verdict.gates, *verdict.overall):
        if not gate.passed:
            words = say(cohort.language, "run.gate-failed", gate=gate.gate, have=gate.have, need=gate.need)
            yield annotation("error", gate.file, gate.station or gate.gate, words)


def _withheld(cohort: Cohort) -> Iterator[str]:
    for entry in cohort.stations:
        if entry.index.withheld is not None:
            words = why_none(cohort.framework, entry, entry.index, cohort.language)
            yield annotation("warning", entry.file, entry.station, words)


def _provisional(cohort: Cohort) -> Iterator[str]:
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
            yield annotation("warning", entry.file, entry.station, "\n".join((words, *lines)))


def _gaps(cohort: Cohort, state: RedLineState | None) -> Iterator[str]:
    for entry in cohort.stations:
        if isinstance(entry, Assessment):
            yield from _of_station(cohort, entry, state)
        elif state:
            yield from _of_many(cohort, entry, state)


def _of_many(cohort: Cohort, entry: Standing, state: RedLineState) -> Iterator[str]:
    """Of a station that was packed, one line for all red lines missed, one for those unanswered.

    A step shows ten, and a batch has thousands.
    """
    waived = cohort.verdict.waived.get((entry.station, entry.file), {})
    ids = [name for name, found in entry.not_kept.items() if found == state and name not in waived]
    if ids:
        words = say(cohort.language, "terms.list-separator").join(ids)
        title = f"{entry.station} {red_line_mark(state, cohort.language)}"
        yield annotation(_severity(state), entry.file, title, words)


def _of_station(cohort: Cohort, entry: Assessment, state: RedLineState | None) -> Iterator[str]:
    language = cohort.language
    for gap in findings(cohort, entry):
        if gap.result.red_line == state:
            mark = f"{red_line_mark(state, language)} " if state else ""
            title = f"{entry.station} {mark}{gap.item.id} {gap.title}"
            severity = "note" if gap.waived else _severity(state)
            yield annotation(severity, entry.file, title, gap_words(gap, language))


def _severity(state: RedLineState | None) -> Severity:
    return "error" if state == "missed" else "warning"
