"""The roadmap as CSV, for a spreadsheet or a task tracker: a line for each step, in the order of the plan."""

from collections.abc import Iterator

from convergence_cli.model.numbers import printed, rounded
from convergence_cli.model.plan import Outlook
from convergence_cli.report.comma import Cell, csv_file
from convergence_cli.report.plan.sayings import move_words
from convergence_cli.texts import say

_COLUMNS = (
    *("number", "phase-column", "csv.id", "terms.indicator", "terms.red-line", "what", "have", "points"),
    *("terms.gain", "index-after", "effort", "needs", "first-month", "last-month", "owner"),
)


def render(outlook: Outlook) -> bytes:
    """The file. Without a goal it brings every indicator to its target."""
    header = [say(outlook.language, key if "." in key else f"plan.{key}") for key in _COLUMNS]
    return csv_file(header, _rows(outlook))


def _rows(outlook: Outlook) -> Iterator[tuple[Cell, ...]]:
    language = outlook.language
    items = {item.id: item for item in outlook.framework.indicators}
    results = {result.id: result for result in outlook.plan.before.results}
    for number, task in enumerate(outlook.plan.tasks, 1):
        move, item = task.move, items[task.move.id]
        yield (
            number,
            say(language, f"plan.phase-{task.phase}"),
            item.id,
            item.title.in_(language),
            say(language, "terms.red-line") if task.red_line else "",
            move_words(outlook.framework, item, move, results[item.id], language),
            printed(move.have),
            printed(move.points),
            rounded(move.gain, 2),
            printed(task.index),
            move.effort,
            " ".join(task.needs),
            task.start,
            task.end,
            item.who.in_(language),
        )
