"""Every way in which a framework can score an answer, and which of them one assessment takes.

A branch is spelt as the place in the YAML that decides, `M16.studios: score.by.level.county.capped (full)`,
so that an author finds the line for which a test is missing. Reached means that some test's station went
that way; what it should have come to is the test's own expectation.
"""

from collections.abc import Iterator, Mapping

from convergence_cli.functions.by import each, function_for
from convergence_cli.functions.registry import function_of, named
from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.score import Score
from convergence_cli.scoring.checks import FAILED


def branches(framework: Framework) -> list[str]:
    """All branches, in the order of the framework."""
    speakers = _speakers(framework)
    found = [
        f"{item.id}: {branch}"
        for item in framework.scored
        if speakers.get(item.id, item.id) == item.id
        for branch in (
            *_states(item),
            *(name for path, score in _functions(item) for name in _ways(score, path, framework)),
        )
    ]
    found += [f"levels.{level.id}" for level in framework.levels]
    return found + [f"checks.{check.id}" for check in framework.checks]


def taken(framework: Framework, judged: Assessment) -> set[str]:
    """The branches that one assessment went through."""
    profile = judged.questionnaire.station
    speakers = _speakers(framework)
    found = {
        f"{speakers.get(result.id, result.id)}: {branch}"
        for result in judged.results
        if result.outcome != "not_scored"
        for branch in _taken(framework, framework.indicator[result.id], result, profile)
    }
    if judged.level:
        found.add(f"levels.{judged.level}")
    failed = (word for item in judged.problems if item.code in FAILED for word in item.values)
    return found | {f"checks.{value}" for name, value in failed if name == "check"}


def _speakers(framework: Framework) -> dict[str, str]:
    """Of questions that differ in their row alone the first one's id, by the id of each: one way is one branch."""
    alike: dict[tuple[str, str, str], list[Indicator]] = {}
    found: dict[str, str] = {}
    for item in framework.scored:
        cell = item.ask.cell
        if cell is not None:
            known = alike.setdefault((item.measure, cell.table, cell.column), [])
            first = next((other for other in known if _scored(other) == _scored(item)), item)
            known += [item] if first is item else []
            found[item.id] = first.id
    return found


def _scored(item: Indicator) -> tuple[object, ...]:
    """All that decides what can become of an answer."""
    return item.score, item.applies, item.not_applicable, item.target_for({}), item.target_by


def _states(item: Indicator) -> Iterator[str]:
    """What can become of an indicator besides being scored."""
    yield "unanswered"
    if item.ask.when_empty is not None:
        yield f"ask.when_empty.{item.ask.when_empty}"
    if item.applies:
        yield "applies (out of scope)"
    yield from (f"not_applicable.{reason}" for reason in item.not_applicable)
    for path, points in _targets(item).items():
        yield f"{path} (met)"
        if points > 0:  # nothing falls short of none
            yield f"{path} (short)"


def _targets(item: Indicator) -> dict[str, float]:
    special = {
        f"target_by.{name}.{option}": points
        for name, targets in (item.target_by or {}).items()
        for option, points in targets.items()
    }
    return {"target": item.target_for({})} | special


def _functions(item: Indicator) -> Iterator[tuple[str, Score]]:
    """Each scoring function that some station in scope meets, with its path in the YAML."""
    for place, score in each(item.score):
        asked = item.applies.get(place[1]) if place else None
        if asked is None or place[2] in asked:
            yield ".".join(("score", *place)), score


def _ways(score: Score, path: str, framework: Framework) -> Iterator[str]:
    (name,) = named(score)
    yield from (f"{path}.{name}{way}" for way in function_of(score, framework).branches())


def _taken(framework: Framework, item: Indicator, result: Result, profile: Mapping[str, object]) -> Iterator[str]:
    if result.outcome == "out_of_scope":
        yield "applies (out of scope)"
    elif result.when_empty is not None:
        yield f"ask.when_empty.{result.when_empty}"
    elif result.outcome == "not_applicable":
        yield f"not_applicable.{result.answer.reason if result.answer else None}"
    elif result.value is None:
        yield "unanswered"
    else:
        yield f"{_target(item, profile)} ({'met' if result.outcome == 'met' else 'short'})"
        path = "score" + "".join(f".by.{question}.{profile[question]}" for question in item.score.by or {})
        score = function_for(item.score, profile)
        (name,) = named(score)
        yield from (f"{path}.{name}{way}" for way in function_of(score, framework).taken(result.value))


def _target(item: Indicator, profile: Mapping[str, object]) -> str:
    entry = item.milestone(profile)
    return "target" if entry is None else f"target_by.{entry[0]}.{entry[1]}"
