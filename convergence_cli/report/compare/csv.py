"""The latest step of a comparison as CSV, for a spreadsheet: a line for each indicator."""

from collections.abc import Iterator

from convergence_cli.model.comparison import Comparison, Series
from convergence_cli.model.language import Language
from convergence_cli.model.numbers import printed
from convergence_cli.report.comma import Cell, csv_file
from convergence_cli.report.compare.sayings import effects_of, movement_title
from convergence_cli.report.figures import indicator_answer, share
from convergence_cli.texts import say

_COLUMNS = (
    *("csv.id", "terms.measure", "terms.indicator", "compare.movement", "compare.points-before"),
    *("compare.points-after", "compare.effect-on-index", "compare.answer-before", "compare.answer-after"),
    *("compare.outcome-before", "compare.outcome-after", "terms.weight"),
)


def render(series: Series, language: Language) -> bytes:
    """The file: every indicator of the later framework, in its order, the unmoved among them."""
    return csv_file([say(language, key) for key in _COLUMNS], _rows(series.steps[-1], language))


def _rows(step: Comparison, language: Language) -> Iterator[tuple[Cell, ...]]:
    framework = step.new.framework
    items = {item.id: item for item in framework.indicators}
    measures = {measure.id: measure.title.in_(language) for measure in framework.measures}
    effects = effects_of(step)
    for shift in step.shifts:
        item = items[shift.id]
        yield (
            item.id,
            measures[shift.measure],
            item.title.in_(language),
            movement_title(shift.movement, language),
            printed(shift.before),
            printed(shift.after),
            effects.get(shift.id),
            indicator_answer(framework, item, shift.value_before, language),
            indicator_answer(framework, item, shift.value_after, language),
            say(language, f"terms.{shift.outcome_before}"),
            say(language, f"terms.{shift.outcome_after}"),
            share(shift.weight),
        )
