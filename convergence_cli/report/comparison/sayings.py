"""What every format of a comparison says in the same words: labels of moments, comparability, the sum of steps."""

import math
from collections.abc import Iterator, Sequence
from typing import get_args

from convergence_cli.errors import Problem
from convergence_cli.model.comparison import Comparability, Comparison, Judged, Movement, Series, Split
from convergence_cli.model.display import printed_change, printed_parts
from convergence_cli.model.framework import RedLineState
from convergence_cli.model.kind import PERIOD
from convergence_cli.model.language import Language
from convergence_cli.report.figures import gain, score
from convergence_cli.report.withheld import why_none
from convergence_cli.texts import message, say

_IDS_SHOWN = 8


def labels(series: Series) -> tuple[str, ...]:
    """A short name for each moment: the year that it assesses, or its number where a year is missing or twice."""
    return _years(series) or tuple(f"#{place}" for place in range(1, len(series.moments) + 1))


def _years(series: Series) -> tuple[str, ...]:
    """The years assessed; none where one is missing or twice."""
    years = [moment.assessment.questionnaire.station.get(PERIOD) for moment in series.moments]
    named = [f"{year:.0f}" for year in years if isinstance(year, int | float)]
    return tuple(named) if len(set(named)) == len(series.moments) else ()


def sides(series: Series, language: Language) -> tuple[str, str]:
    """What the two sides of the latest step are called at the head of a column: their years, where they have any."""
    years = _years(series)[-2:]
    if years:
        before, after = (say(language, "compare.year", year=year) for year in years)
    else:
        before, after = say(language, "compare.before"), say(language, "compare.after")
    return before, after


def station_of(series: Series) -> str:
    """The station, by the name that it bears in the latest assessment."""
    return series.moments[-1].assessment.station


def level_of(moment: Judged, language: Language) -> str:
    """The level reached with its title, or that there is none."""
    if moment.assessment.index.withheld is not None:
        return say(language, "station.level-withheld")
    level = moment.assessment.level
    return moment.framework.level[level].named(language) if level else say(language, "terms.no-level")


def movement_words(movement: Movement, language: Language) -> str:
    """What became of an indicator, in words."""
    return say(language, f"compare.{'same-points' if movement == 'same' else movement}")


def movement_title(movement: Movement, language: Language) -> str:
    """The same at the head of a list or in a cell of its own."""
    return capitalised(movement_words(movement, language))


def capitalised(words: str) -> str:
    """With a capital letter, as at the head of a list or column."""
    return words[0].upper() + words[1:]


def comparability_lines(step: Comparison, language: Language) -> Iterator[str]:
    """Whether the two sides are comparable, and each kind of difference with its ids."""
    found = step.comparability
    facts = {"version": found.new_version, "old": found.old_version, "new": found.new_version}
    yield say(language, f"compare.{'direct' if step.is_direct else found.kind}", **facts)
    yield from difference_lines(found, language)


def difference_lines(found: Comparability, language: Language) -> Iterator[str]:
    """Each kind of difference between two frameworks and two forms, with its ids."""
    forms = found.forms
    if forms[0] != forms[1] and forms != (found.old_version, found.new_version):
        yield say(language, "compare.older-form", old=forms[0], new=forms[1])
    moved = tuple(
        say(language, "compare.became", old=old, new=say(language, "terms.list-separator").join(new))
        for old, new in found.moved
    )
    for key, ids in (
        ("new_questions", found.new_questions),
        ("gone_questions", found.gone_questions),
        ("moved", moved),
        ("asked_differently", found.asked_differently),
        ("rescored", found.rescored),
        ("reweighed", found.reweighed),
    ):
        if ids:
            yield say(language, f"compare.{key}", count=len(ids), ids=_some(ids, language))


def _some(ids: tuple[str, ...], language: Language) -> str:
    more = ("…",) if len(ids) > _IDS_SHOWN else ()
    return say(language, "terms.list-separator").join((*ids[:_IDS_SHOWN], *more))


def red_line_lines(step: Comparison, language: Language) -> Iterator[str]:
    """How many red lines were missed, and unanswered, on each side; which are new, left or mended."""
    for state in get_args(RedLineState):
        before, after = (
            [name for name, found in side.items() if found == state]
            for side in (step.red_lines_before, step.red_lines_after)
        )
        if state == "missed" or before or after:
            yield say(language, f"compare.red-lines-{state}", before=len(before), after=len(after))
        for key, ids in (
            ("new", [name for name in after if name not in before]),
            ("still", [name for name in after if name in before]),
            ("mended", [name for name in before if name not in after]),
        ):
            if ids:
                yield say(language, f"compare.red-lines-{key}", ids=say(language, "terms.list-separator").join(ids))


def was_rescored(step: Comparison) -> bool:
    """Whether the earlier answers have other scores by the later rules, so that both are worth showing."""
    nodes = (step.index, *step.chapters, *step.measures)
    return any(score(node.before) != score(node.carried) for node in nodes)


def change_of(step: Comparison) -> float | None:
    """The change of the index: the difference of the two as printed."""
    return printed_change(step.index.before, step.index.after)


def split_of(step: Comparison) -> Split | None:
    """The split of that change, rounded so that its parts add up to it, and the two of the framework to theirs."""
    change, split = change_of(step), step.split
    if change is None or split is None:
        return None
    answers, scope, framework = printed_parts(change, (split.answers, split.scope, split.framework))
    rules, questions = printed_parts(framework, (split.rules, split.questions))
    return Split(answers=answers, scope=scope, framework=framework, rules=rules, questions=questions)


def effects_of(step: Comparison) -> dict[str, float]:
    """What each indicator brings, by id, to two decimals that add up to the printed effect of the answers."""
    split = split_of(step)
    own = {shift.id: shift.effect for shift in step.shifts if shift.effect is not None}
    return {} if split is None else dict(zip(own, printed_parts(split.answers, tuple(own.values()), 1), strict=True))


def sum_line(change: float, split: Split, language: Language) -> str:
    """The three effects beside the change, all as they are printed."""
    effects = {"answers": split.answers, "scope": split.scope, "framework": split.framework}
    shown = {name: gain(number) for name, number in effects.items()}
    return say(language, "compare.sum", change=gain(change), **shown)


def trend_rows(series: Series, language: Language) -> Iterator[tuple[str, list[float | None]]]:
    """The index and every chapter at each moment, each as it was scored by its own framework."""
    yield say(language, "terms.index"), [moment.assessment.index.score for moment in series.moments]
    scores = [{node.id: node.score for node in moment.assessment.chapters} for moment in series.moments]
    for chapter in series.framework.chapters:
        yield chapter.title.in_(language), [known.get(chapter.id) for known in scores]


def no_change(step: Comparison, language: Language) -> str:
    """Why there is no change of the index to be told."""
    sides = (step.old.assessment, step.new.assessment)
    withheld = any(side.index.withheld is not None for side in sides)
    return say(language, "compare.no-index" if withheld else "compare.no-change")


def withheld_lines(series: Series, language: Language) -> Iterator[str]:
    """Why a moment has no index though something is in play."""
    for name, moment in zip(labels(series), series.moments, strict=True):
        judged = moment.assessment
        why = why_none(moment.framework, judged, judged.index, language)
        if why:
            yield say(language, "compare.why-no-index", moment=name, why=why)


def step_lines(series: Series, language: Language) -> Iterator[tuple[str, str]]:
    """From when to when, and what that step's change is made of; all together at the end, where every step splits."""
    names = labels(series)
    for first, last, step in zip(names, names[1:], series.steps, strict=False):
        head = say(language, "compare.step", first=first, last=last)
        change, split = change_of(step), split_of(step)
        if change is None or split is None:
            yield head, no_change(step, language) if change is None else say(language, "compare.not-split")
        else:
            yield head, sum_line(change, split, language)
    whole = printed_whole(series)
    if whole is not None:
        yield say(language, "compare.whole-series"), sum_line(*whole, language)


def earlier_doubts(series: Series, language: Language) -> Iterator[tuple[Problem, str]]:
    """What makes the steps before the latest doubtful, each with from when to when; the latest says its own in full."""
    names = labels(series)
    for first, last, step in zip(names, names[1:], series.steps[:-1], strict=False):
        head = say(language, "compare.step", first=first, last=last)
        yield from (
            (item, f"{head}{say(language, 'compare.separator')}{message(language, item)}") for item in step.problems
        )


def printed_whole(series: Series) -> tuple[float, Split] | None:
    """All steps together as printed: each column of the steps adds up to it."""
    return _added([(change_of(step), split_of(step)) for step in series.steps])


def whole_split(series: Series) -> tuple[float, Split] | None:
    """All steps together, unrounded: the change from the first to the last, and each effect added up."""
    return _added([(step.change, step.split) for step in series.steps])


def _added(steps: Sequence[tuple[float | None, Split | None]]) -> tuple[float, Split] | None:
    """None where one of the steps does not split."""
    splits = [split for _, split in steps if split is not None]
    if len(splits) < len(steps):
        return None
    names = ("answers", "scope", "framework", "rules", "questions")
    sums = {name: math.fsum(getattr(split, name) for split in splits) for name in names}
    return math.fsum(change for change, _ in steps if change is not None), Split(**sums)
