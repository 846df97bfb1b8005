"""Annotations of a GitHub step: what could not be judged, red lines, failed gates, then the gaps.

A step shows ten annotations of a kind, so the gravest come first.
"""

from collections.abc import Iterator

from convergence_cli.errors import Severity
from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.standing import Standing
from convergence_cli.report.annotation import annotation
from convergence_cli.report.findings import findings, gap_words
from convergence_cli.texts import hint, message, say


def render(cohort: Cohort) -> str:
    """One line for each annotation."""
    return "".join((*_failures(cohort), *_gates(cohort), *_gaps(cohort, red=True), *_gaps(cohort, red=False)))


def _failures(cohort: Cohort) -> Iterator[str]:
    language = cohort.language
    for failure in cohort.failures:
        for item in failure.problems:
            if item.severity == "error":
                place = item.location.place
                parts = (f"{place}: " if place else "") + message(language, item), hint(language, item)
                yield annotation("error", failure.file, item.code, "\n".join(part for part in parts if part))


def _gates(cohort: Cohort) -> Iterator[str]:
    verdict = cohort.verdict
    for gate in (*verdict.gates, *verdict.overall):
        if not gate.passed:
            words = say(cohort.language, "run.gate-failed", gate=gate.gate, have=gate.have, need=gate.need)
            yield annotation("error", gate.file, gate.station or gate.gate, words)


def _gaps(cohort: Cohort, *, red: bool) -> Iterator[str]:
    for entry in cohort.stations:
        if isinstance(entry, Assessment):
            yield from _of_station(cohort, entry, red=red)
        elif red:
            yield from _of_many(cohort, entry)


def _of_many(cohort: Cohort, entry: Standing) -> Iterator[str]:
    """Of a station that was packed, one line for all its red lines: a step shows ten, and a batch has thousands."""
    waived = cohort.verdict.waived.get((entry.station, entry.file), {})
    missed = [result.id for result in entry.results if result.red_line and result.id not in waived]
    if missed:
        words = say(cohort.language, "terms.list-separator").join(missed)
        title = f"{entry.station} {say(cohort.language, 'terms.red-line')}"
        yield annotation("error", entry.file, title, words)


def _of_station(cohort: Cohort, entry: Assessment, *, red: bool) -> Iterator[str]:
    language = cohort.language
    for gap in findings(cohort, entry):
        if gap.result.red_line == red:
            mark = f"{say(language, 'terms.red-line')} " if red else ""
            title = f"{entry.station} {mark}{gap.item.id} {gap.title}"
            severity: Severity = "note" if gap.waived else "error" if red else "warning"
            yield annotation(severity, entry.file, title, gap_words(gap, language))
