"""Every way in which a framework can score an answer, and which of them one assessment takes.

A branch is spelt as the place in the YAML that decides, `M16.studios: score.by.level.county.capped (full)`,
so that an author finds the line for which a test is missing. Reached means that some test's station went
that way; what it should have come to is the test's own expectation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Checklist, Score
from convergence_cli.scoring.points import FULL, band_of, function_for, points


def branches(framework: Framework) -> list[str]:
    """All branches, in the order of the framework."""
    found = [
        f"{item.id}: {branch}"
        for item in framework.indicators
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
    items = {item.id: item for item in framework.indicators}
    found = {
        f"{result.id}: {branch}"
        for result in judged.results
        for branch in _taken(framework, items[result.id], result, profile)
    }
    if judged.level:
        found.add(f"levels.{judged.level}")
    failed = (word for item in judged.problems if item.code == "check-failed" for word in item.values)
    return found | {f"checks.{value}" for name, value in failed if name == "check"}


def _states(item: Indicator) -> Iterator[str]:
    """What can become of an indicator besides being scored."""
    yield "unanswered"
    if item.applies:
        yield "applies (out of scope)"
    yield from (f"not_applicable.{reason}" for reason in item.not_applicable)
    for path in _targets(item):
        yield f"{path} (met)"
        yield f"{path} (short)"


def _targets(item: Indicator) -> list[str]:
    special = [f"target_by.{name}.{option}" for name, targets in (item.target_by or {}).items() for option in targets]
    return ["target", *special]


def _functions(item: Indicator) -> Iterator[tuple[str, Score]]:
    """Each scoring function that some station in scope meets, with its path in the YAML."""
    if item.score.by is None:
        yield "score", item.score
    for question, functions in (item.score.by or {}).items():
        asked = item.applies.get(question)
        for option, score in functions.items():
            if asked is None or option in asked:
                yield f"score.by.{question}.{option}", score


def _ways(score: Score, path: str, framework: Framework) -> Iterator[str]:
    if score.bands is not None:
        yield from (f"{path}.bands[{place}]" for place in range(len(score.bands)))
    if score.ramp is not None:
        yield from (f"{path}.ramp ({part})" for part in ("0", "between", "100"))
    if score.capped is not None:
        yield from (f"{path}.capped ({part})" for part in ("below", "full"))
    if score.choices is not None:
        yield from (f"{path}.choices.{option}" for option in score.choices)
    if score.scale is not None:
        yield from (f"{path}.scale.{option}" for option in framework.scales[score.scale].steps)
    if score.checklist is not None:
        yield from (f"{path}.checklist.items.{item}" for item in score.checklist.items)
        yield from (f"{path}.checklist.must_have.{item} (missing)" for item in score.checklist.must_have)
        yield f"{path}.checklist (none)"
        yield f"{path}.checklist (all)"
    if score.expect is not None:
        yield from (f"{path}.expect ({word})" for word in ("yes", "no"))


def _taken(framework: Framework, item: Indicator, result: Result, profile: Mapping[str, object]) -> Iterator[str]:
    if result.outcome == "out_of_scope":
        yield "applies (out of scope)"
    elif result.outcome == "not_applicable":
        yield f"not_applicable.{result.answer.reason if result.answer else None}"
    elif result.value is None:
        yield "unanswered"
    else:
        yield f"{_target(item, profile)} ({'met' if result.outcome == 'met' else 'short'})"
        path = "score" + "".join(f".by.{question}.{profile[question]}" for question in item.score.by or {})
        score = function_for(item.score, profile)
        yield from _way(score, path, result.value, points(score, result.value, framework), framework)


def _target(item: Indicator, profile: Mapping[str, object]) -> str:
    entry = item.milestone(profile)
    return "target" if entry is None else f"target_by.{entry[0]}.{entry[1]}"


def _way(score: Score, path: str, answer: Answered, earned: float, framework: Framework) -> Iterator[str]:
    if score.bands is not None:
        yield f"{path}.bands[{score.bands.index(band_of(score.bands, answer))}]"
    if score.ramp is not None:
        yield f"{path}.ramp ({'0' if earned == 0 else '100' if earned == FULL else 'between'})"
    if score.capped is not None:
        yield f"{path}.capped ({'full' if earned == FULL else 'below'})"
    if score.choices is not None:
        yield f"{path}.choices.{answer}"
    if score.scale is not None:
        yield f"{path}.scale.{answer}"
    if score.checklist is not None:
        ticked = answer if isinstance(answer, tuple) else ()
        yield from _ticked(score.checklist, f"{path}.checklist", ticked, framework)
    if score.expect is not None:
        yield f"{path}.expect ({'yes' if answer is True else 'no'})"


def _ticked(checklist: Checklist, path: str, ticked: tuple[str, ...], framework: Framework) -> Iterator[str]:
    """Items ticked; a must-have counts as tested where its absence alone keeps points from a station."""
    yield from (f"{path}.items.{item}" for item in ticked)
    free = points(Score(checklist=replace(checklist, must_have=())), ticked, framework)
    if free > checklist.cap:
        yield from (f"{path}.must_have.{item} (missing)" for item in checklist.must_have if item not in ticked)
    if len(ticked) in (0, len(checklist.items)):
        yield f"{path} (all)" if ticked else f"{path} (none)"
