"""Whether what a saved report holds is what a run could have written: known ids, possible answers, whole lists.

What does not fit would stop the engine half way, or be passed over in silence; so it is refused with its place.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from convergence_cli.errors import Problem
from convergence_cli.model.assessment import Node, Result
from convergence_cli.model.day import is_day
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.question import NUMERIC_TYPES, Ask, Column, ProfileQuestion, Text, limits
from convergence_cli.model.questionnaire import YEARS_AHEAD, Answer, Answered, OwnTarget, TableRead
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
    if station.own_targets is not None:
        yield "own_targets", ", ".join(station.own_targets)
    own = station.own_sum
    if own is not None and not (min(own.reached, own.unanswered, own.missed) >= 0 < own.set <= len(station.indicators)):
        yield "own_sum", own.set
    yield from _profile(station.profile, framework, "profile")
    voiding = {check.id for check in framework.checks if check.voids}
    for at, problem in enumerate(station.problems):
        if problem.code == VOIDS and dict(problem.values)["check"] not in voiding:
            yield f"problems.{at}.values", problem.code
    for at, (item, result) in enumerate(zip(framework.indicators, station.indicators, strict=True)):
        yield from ((f"indicators.{at}.{where}", what) for where, what in _summed(item, result, framework))


def _summed(item: Indicator, result: Result, framework: Framework) -> Iterator[Misfit]:
    """Of an indicator in a report of many: no answer as it was typed, and points that there can be."""
    options = framework.options(item)
    if result.value is not None and item.ask.compute is None and not fits(result.value, item.ask, options):
        yield "value", result.value
    if result.answer is not None:
        yield "answer", result.answer.raw
    if result.points is not None and not 0.0 <= result.points <= _FULL:
        yield "points", result.points
    if result.evidenced is not None:
        per_option = item.evidence.per_option and result.evidence_missing
        if not per_option or not 0.0 < result.evidenced <= (result.points or 0.0):
            yield "evidenced", result.evidenced


def may_be_empty(item: Indicator) -> bool:
    """Whether it is not applicable where there is nothing to compute from."""
    return item.ask.when_empty == "not_applicable"


def _in_full(station: SavedStation, framework: Framework) -> Iterator[Misfit]:
    """Of a station whose whole questionnaire is there: answers that its questions take."""
    if station.about is None or station.tables is None:
        yield ("about" if station.about is None else "tables"), None
        return
    yield from _profile({name: cell.value for name, cell in station.about.items()}, framework, "about")
    for at, (item, result) in enumerate(zip(framework.indicators, station.indicators, strict=True)):
        if result.answer is not None:
            asked = None if item.ask.compute else item.ask
            found = _answer(result.answer, asked, framework.options(item), item)
            yield from ((f"indicators.{at}.answer.{where}", what) for where, what in found)
    yield from _tables(station.tables, framework)
    yield from _own_targets(station.own_targets or {}, framework)
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


def _answer(answer: Answer, asked: Ask | None, options: dict[str, Text], item: Indicator) -> Iterator[Misfit]:
    if answer.reason is not None and (answer.reason not in item.not_applicable or answer.value is not None):
        yield "reason", answer.reason
    known = [option for option in options if item.evidence.per_option and option in answer.options_proven]
    named = [each.option for each in answer.option_evidence]
    if named != known or not all(each.evidence for each in answer.option_evidence):
        yield "option_evidence", ", ".join(named)
    if answer.value is not None and (asked is None or not fits(answer.value, asked, options)):
        yield "value", answer.value


def _own_targets(given: Mapping[str, tuple[OwnTarget, ...]], framework: Framework) -> Iterator[Misfit]:
    """Each year once and in order, of an indicator that takes such targets, and a value that its cell takes."""
    for name, targets in given.items():
        item = framework.indicator.get(name)
        years = [each.ahead for each in targets]
        if item is None or not item.takes_own_target or years != sorted(set(years) & set(range(YEARS_AHEAD))):
            yield f"own_targets.{name}", ", ".join(map(str, years))
            continue
        for each in targets:
            is_points = item.ask.type == "many_of" and isinstance(each.value, float) and 0.0 <= each.value <= _FULL
            if not is_points and not fits(each.value, item.ask, framework.options(item)):
                yield f"own_targets.{name}", each.value


def _tables(given: Mapping[str, TableRead], framework: Framework) -> Iterator[Misfit]:
    for name, table in given.items():
        asked = framework.table.get(name)
        if asked is None or (table.confirmed_empty and (table.rows or asked.fixed)):
            yield "tables", name
            continue
        left = list(asked.fixed)
        for at, row in enumerate(table.rows):
            place = f"tables.{name}.rows.{at}"
            if (row.id not in left) if asked.fixed else (row.id is not None):
                yield f"{place}.id", row.id
                continue
            left = [other for other in left if other != row.id]
            own = asked.columns if row.id is None else framework.left_over(asked, row.id)
            columns = {column.id: column for column in own}
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
