"""Whether what a saved report holds is what a run could have written: known ids, possible answers, whole lists.

What does not fit would stop the engine half way, or be passed over in silence; so it is refused with its place.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from convergence_cli.errors import Problem
from convergence_cli.model.assessment import Node, Result
from convergence_cli.model.day import is_day
from convergence_cli.model.framework import Framework
from convergence_cli.model.question import NUMERIC_TYPES, Ask, Column, ProfileQuestion, Text, limits
from convergence_cli.model.questionnaire import Answer, Answered, TableRead
from convergence_cli.saved.shape import SavedReport, SavedStation
from convergence_cli.scoring.checks import VOIDS
from convergence_cli.texts import hint, message

Misfit = tuple[str, object]
"""Where it is, and what stands there."""
_FULL = 100.0


def misfits(report: SavedReport, framework: Framework) -> Iterator[Misfit]:
    """Every place of a report that no run with this framework could have written."""
    if report.as_of is not None and not is_day(report.as_of):
        yield "as_of", report.as_of
    orders = [*(entry.order for entry in report.stations), *(entry.order for entry in report.failures)]
    if sorted(orders) != list(range(len(orders))):
        yield "stations.order", orders
    for at, station in enumerate(report.stations):
        found = _of_station(station, framework, of_many=report.ranking is not None)
        yield from ((f"stations.{at}.{where}", what) for where, what in found)
    for at, failure in enumerate(report.failures):
        yield from _of_problems(failure.problems, f"failures.{at}.problems")
        if all(item.severity != "error" for item in failure.problems):
            yield f"failures.{at}.problems", "[]"
    known = {item.id for item in framework.indicators}
    for at, use in enumerate(report.waivers):
        if use.waiver.id not in known:
            yield f"waivers.{at}.id", use.waiver.id


def _of_station(station: SavedStation, framework: Framework, *, of_many: bool) -> Iterator[Misfit]:
    yield from _of_problems(station.problems, "problems")
    saved: tuple[Node | Result, ...]
    for part, saved, known in (
        ("indicators", station.indicators, framework.indicators),
        ("chapters", station.chapters, framework.chapters),
        ("measures", station.measures, framework.measures),
    ):
        names = [item.id for item in saved]
        if names != [item.id for item in known]:
            yield part, ", ".join(names)
            return
    if of_many:
        yield from _packed(station, framework)
    else:
        yield from _in_full(station, framework)


def _packed(station: SavedStation, framework: Framework) -> Iterator[Misfit]:
    """Of a station in a report of many: what it said about itself, and points that there can be."""
    if station.about is not None or station.tables is not None:
        yield "about", station.about
    yield from _profile(station.profile, framework, "profile")
    voiding = {check.id for check in framework.checks if check.voids}
    for at, problem in enumerate(station.problems):
        if problem.code == VOIDS and dict(problem.values)["check"] not in voiding:
            yield f"problems.{at}.values", problem.code
    for at, result in enumerate(station.indicators):
        item = framework.indicator[result.id]
        known = None if item.ask.compute else item.ask
        if result.value is not None and known is not None and not fits(result.value, known, framework.options(item)):
            yield f"indicators.{at}.value", result.value
        if result.answer is not None:
            yield f"indicators.{at}.answer", result.answer.raw
        if result.points is not None and not 0.0 <= result.points <= _FULL:
            yield f"indicators.{at}.points", result.points


def _in_full(station: SavedStation, framework: Framework) -> Iterator[Misfit]:
    """Of a station whose whole questionnaire is there: answers that its questions take."""
    if station.about is None or station.tables is None:
        yield ("about" if station.about is None else "tables"), None
        return
    yield from _profile({name: cell.value for name, cell in station.about.items()}, framework, "about")
    for at, (item, result) in enumerate(zip(framework.indicators, station.indicators, strict=True)):
        if result.answer is not None:
            asked = None if item.ask.compute else item.ask
            found = _answer(result.answer, asked, framework.options(item), item.not_applicable)
            yield from ((f"indicators.{at}.answer.{where}", what) for where, what in found)
    yield from _tables(station.tables, framework)
    for at, file in enumerate(station.evidence_files or ()):
        if file.problem is not None:
            yield from _of_problems((file.problem,), f"evidence_files.{at}.problem")


def _profile(given: Mapping[str, Answered | None], framework: Framework, where: str) -> Iterator[Misfit]:
    questions = {question.id: question for question in framework.profile}
    yield from ((where, name) for name in given if name not in questions)
    for name, question in questions.items():
        answer = given.get(name)
        if question.required and answer is None:
            yield f"{where}.{name}", None
        if answer is not None and not fits(answer, question, question.options):
            yield f"{where}.{name}", answer


def _answer(answer: Answer, asked: Ask | None, options: dict[str, Text], reasons: tuple[str, ...]) -> Iterator[Misfit]:
    if answer.reason is not None and (answer.reason not in reasons or answer.value is not None):
        yield "reason", answer.reason
    if answer.value is not None and (asked is None or not fits(answer.value, asked, options)):
        yield "value", answer.value


def _tables(given: Mapping[str, TableRead], framework: Framework) -> Iterator[Misfit]:
    known = {table.id: {column.id: column for column in table.columns} for table in framework.tables}
    for name, table in given.items():
        columns = known.get(name)
        if columns is None or (table.confirmed_empty and table.rows):
            yield "tables", name
            continue
        for at, row in enumerate(table.rows):
            place = f"tables.{name}.rows.{at}"
            for column, found in row.values.items():
                if column not in columns or not fits(found, columns[column], columns[column].options):
                    yield f"{place}.{column}", found


def fits(given: Answered, question: Ask | ProfileQuestion | Column, options: Mapping[str, Text]) -> bool:
    """Whether a question takes this answer."""
    kind = question.type
    if kind == "yes_no" or isinstance(given, bool):
        return kind == "yes_no" and isinstance(given, bool)
    if kind in NUMERIC_TYPES:
        low, high = limits(question)
        return (
            isinstance(given, float)
            and (kind != "integer" or given.is_integer())
            and (low is None or given >= low)
            and (high is None or given <= high)
        )
    if kind == "many_of":
        return isinstance(given, tuple) and len(set(given)) == len(given) and set(given) <= set(options)
    return isinstance(given, str) and (is_day(given) if kind == "date" else kind == "text" or given in options)


def _of_problems(problems: tuple[Problem, ...], where: str) -> Iterator[Misfit]:
    for at, item in enumerate(problems):
        if not _can_be_said(item.code, tuple(name for name, _ in item.values)):
            yield f"{where}.{at}.code", item.code


@lru_cache(maxsize=1024)
def _can_be_said(code: str, names: tuple[str, ...]) -> bool:
    """Whether there is such a code, and its sentences are filled by values of these names."""
    item = Problem(code=code, values=tuple((name, name) for name in names))
    try:
        return "/" not in code and all(message(language, item) + hint(language, item) for language in ("zh", "en"))
    except KeyError:
        return False
