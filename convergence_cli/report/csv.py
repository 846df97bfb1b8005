"""CSV for a spreadsheet: a line for each indicator of each station.

With a byte order mark, without which Excel shows Chinese as noise; and no text in it becomes a formula.
"""

import csv
import io
import re
from collections.abc import Iterator

from convergence_cli.model.assessment import Assessment, Cohort, Result
from convergence_cli.model.framework import Indicator
from convergence_cli.report.figures import indicator_answer
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
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
# Spreadsheets look past leading blanks; a leading tab is itself a way around the apostrophe.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|\t")
Cell = str | float | None


def render(cohort: Cohort) -> bytes:
    """The file. Numbers are whole in their precision; an empty cell is a number that there is not."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([say(cohort.language, key) for key in _COLUMNS])
    for entry in cohort.assessments:
        for row in _rows(cohort, entry):
            writer.writerow([_cell(content) for content in row])
    return target.getvalue().encode("utf-8-sig")


def _rows(cohort: Cohort, entry: Assessment) -> Iterator[tuple[Cell, ...]]:
    language = cohort.language
    chapters = {item.id: item.title.in_(language) for item in cohort.framework.chapters}
    measures = {item.id: f"{item.id} {item.title.in_(language)}" for item in cohort.framework.measures}
    for item, result in zip(cohort.framework.indicators, entry.results, strict=True):
        titles = (chapters[result.chapter], measures[result.measure], item.title.in_(language))
        yield entry.file, entry.station, item.id, *titles, *_result(cohort, item, result)


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
        result.points,
        result.target,
        result.gap if in_play else None,
        result.weight if in_play else None,
        result.lost if in_play else None,
        result.next_step.gain if result.next_step else None,
        result.to_target.gain if result.to_target else None,
        answer.evidence if answer else "",
        reasons[reason].in_(language) if reason in reasons else reason,
        answer.note if answer else "",
    )


def _cell(content: Cell) -> Cell:
    """Text as a spreadsheet keeps it: what would be a formula begins with an apostrophe."""
    if not isinstance(content, str):
        return content
    text = _CONTROL.sub("\ufffd", content)
    return f"'{text}" if _FORMULA.match(text) else text
