"""CSV of one station, for a spreadsheet: a line for each indicator."""

from collections.abc import Iterator

from convergence_cli.model.assessment import Assessment, Cohort, Result
from convergence_cli.model.framework import Indicator
from convergence_cli.model.numbers import printed, printed_change, rounded
from convergence_cli.report.comma import Cell, csv_file
from convergence_cli.report.figures import indicator_answer, share
from convergence_cli.texts import say

_COLUMNS = (
    "terms.file",
    "terms.station",
    "csv.id",
    "terms.chapter",
    "terms.measure",
    "terms.indicator",
    "terms.outcome",
    "terms.red-line",
    "terms.answer",
    "csv.typed",
    "csv.where",
    "csv.points",
    "terms.target",
    "terms.gap",
    "terms.weight",
    "terms.lost",
    "csv.next-gain",
    "csv.target-gain",
    "terms.evidence",
    "csv.reason",
    "csv.note",
)


def render(cohort: Cohort) -> bytes:
    """The file: every indicator of every station, in the framework's order."""
    header = [say(cohort.language, key) for key in _COLUMNS]
    return csv_file(header, (row for entry in cohort.assessments for row in _rows(cohort, entry)))


def _rows(cohort: Cohort, entry: Assessment) -> Iterator[tuple[Cell, ...]]:
    language = cohort.language
    chapters = {item.id: item.title.in_(language) for item in cohort.framework.chapters}
    measures = {item.id: f"{item.id} {item.title.in_(language)}" for item in cohort.framework.measures}
    for item, result in zip(cohort.framework.indicators, entry.results, strict=True):
        titles = (chapters[result.chapter], measures[result.measure], item.title.in_(language))
        yield entry.file, entry.station, item.id, *titles, *_result(cohort, item, result)


def _gap(result: Result) -> float:
    """What is missing to the target, as the two printed numbers tell it."""
    return max(0.0, printed_change(result.points or 0.0, result.target) or 0.0)


def _result(cohort: Cohort, item: Indicator, result: Result) -> tuple[Cell, ...]:
    language, answer = cohort.language, result.answer
    reasons = cohort.framework.reasons
    reason = answer.reason if answer else None
    in_play = result.weight > 0
    return (
        say(language, f"terms.{result.outcome}"),
        say(language, "terms.yes") if result.red_line else "",
        indicator_answer(cohort.framework, item, result.value, language),
        answer.raw if answer else "",
        answer.location.place if answer else "",
        printed(result.points),
        printed(result.target),
        _gap(result) if in_play else None,
        share(result.weight) if in_play else None,
        printed(result.lost) if in_play else None,
        rounded(result.next_step.gain) if result.next_step else None,
        rounded(result.to_target.gain) if result.to_target else None,
        answer.evidence if answer else "",
        reasons[reason].in_(language) if reason in reasons else reason,
        answer.note if answer else "",
    )
