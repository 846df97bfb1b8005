"""A compact baseline: what a run holds later ones to, a line for each station, so that a diff shows who changed.

A report of many stations takes kilobytes of each, and a changed station changes hundreds of its lines. Here each has
its index, the outcome of every indicator as a letter, its red lines, and the digest of its workbook. Points are not
there, so nothing can be scored again: that the outcomes and the index go together is what can be checked. A line that
somebody edited within those bounds is believed, as a waiver is: who may change the file is a matter of its review.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from math import inf
from typing import Literal

from convergence_cli.errors import ConfigError, Location, problem
from convergence_cli.model.assessment import IN_PLAY, Outcome
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.judged import Judged
from convergence_cli.model.kind import deciding
from convergence_cli.model.language import Language
from convergence_cli.model.numbers import FULL, LAST_BITS, same
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.model.questionnaire import Answer, Answered, Questionnaire
from convergence_cli.model.standing import LETTERS, Standing
from convergence_cli.saved.fitting import Misfit, fits, may_be_empty
from convergence_cli.saved.mapping import Document, every_field
from convergence_cli.saved.read import MOST_FAULTS, parse_as, shape_fault
from convergence_cli.saved.shape import SavedFramework, SavedLayer, saved_framework
from convergence_cli.scoring.engine import lapsed_points
from convergence_cli.scoring.standing import stand_again
from convergence_cli.scoring.tree import Leaf
from convergence_cli.value import value

_KIND = re.compile(rb'"kind"\s*:\s*"baseline"')
_HEAD = 2_000
"""Bytes at the beginning of a document, within which it says what it is."""
_OUTCOMES: dict[str, Outcome] = {letter: outcome for outcome, letter in LETTERS.items()}


@value
class SavedLine:
    """One station of a baseline."""

    station: str
    file: str
    sha256: str
    """Of the workbook."""
    profile: dict[str, Answered | None]
    """What settles what it is asked and held to, and tells stations of one name apart."""
    index: float | None
    coverage: float | None
    level: str | None
    red_lines_missed: tuple[str, ...]
    red_lines_unanswered: tuple[str, ...]
    outcomes: dict[str, str]
    """By measure: a letter for each of its indicators, in their order."""


@value
class SavedBaseline:
    """What later runs are held to: a line for each station, sorted by name."""

    language: Language
    kind: Literal["baseline"]
    framework: SavedFramework
    letters: dict[str, Outcome]
    """What a letter means."""
    indicators: dict[str, tuple[str, ...]]
    """By measure, the indicators for which a station has a letter each."""
    stations: tuple[SavedLine, ...]


BASELINE = Document(every_field(SavedBaseline), *map(every_field, (SavedFramework, SavedLayer, SavedLine)))


def line(judged: Judged, framework: Framework) -> SavedLine:
    """A station as a baseline has it."""
    outcomes: dict[str, str] = {measure.id: "" for measure in framework.measures}
    for result in judged.results:
        outcomes[result.measure] += LETTERS[result.outcome]
    states = judged.not_kept
    return SavedLine(
        station=judged.station,
        file=judged.file,
        sha256=judged.sha256,
        profile={question.id: judged.profile.get(question.id) for question in deciding(framework)},
        index=judged.index.score,
        coverage=judged.index.coverage,
        level=judged.level,
        red_lines_missed=tuple(name for name, state in states.items() if state == "missed"),
        red_lines_unanswered=tuple(name for name, state in states.items() if state == "unanswered"),
        outcomes=outcomes,
    )


def head(framework: Framework, language: Language) -> SavedBaseline:
    """A baseline without its stations."""
    return SavedBaseline(
        language=language,
        kind="baseline",
        framework=saved_framework(framework, language),
        letters=_OUTCOMES,
        indicators=_indicators(framework),
        stations=(),
    )


def is_baseline(content: bytes) -> bool:
    """Whether a document says of itself that it is one, whatever else it holds."""
    return _KIND.search(content[:_HEAD]) is not None


def parse_baseline(content: bytes, file: str) -> SavedBaseline:
    """The baseline as values; raises ConfigError as `parse` of a report does."""
    found: SavedBaseline = parse_as(BASELINE, content, file)
    return found


def check_baseline(saved: SavedBaseline, file: str, framework: Framework) -> None:
    """Raises ConfigError where no run with this framework could have written that: unknown ids, letters that do not
    fit the list, red lines that the outcomes do not give, an index that they cannot come to, a station twice."""
    wrong = list(islice(_misfits(saved, framework), MOST_FAULTS))
    if wrong:
        raise ConfigError(*(shape_fault(file, at, found) for at, found in wrong))
    for each in saved.stations:
        where = _contradiction(each, framework)
        if where:
            raise ConfigError(problem("baseline-altered", Location(file=file), station=each.station, at=where))


def outcomes_of(saved: SavedLine, framework: Framework) -> dict[str, Outcome]:
    """The outcome of each indicator by its id."""
    return {
        item.id: _OUTCOMES[letter]
        for measure in framework.measures
        for item, letter in zip(measure.indicators, saved.outcomes[measure.id], strict=True)
    }


def _indicators(framework: Framework) -> dict[str, tuple[str, ...]]:
    return {measure.id: tuple(item.id for item in measure.indicators) for measure in framework.measures}


def _misfits(saved: SavedBaseline, framework: Framework) -> Iterator[Misfit]:
    if saved.letters != _OUTCOMES:
        yield "letters", ", ".join(saved.letters)
    listed = _indicators(framework)
    if saved.indicators != listed:
        yield "indicators", ", ".join(saved.indicators)
    questions = {question.id: question for question in deciding(framework)}
    levels = {None, *(level.id for level in framework.levels)}
    twice = Counter((each.station, each.file) for each in saved.stations)
    for at, each in enumerate(saved.stations):
        yield from ((f"stations.{at}.{where}", what) for where, what in _of_line(each, listed, questions))
        if each.level not in levels:
            yield f"stations.{at}.level", each.level
        if twice[each.station, each.file] > 1:
            yield f"stations.{at}.station", each.station


def _of_line(
    saved: SavedLine, listed: Mapping[str, tuple[str, ...]], questions: Mapping[str, ProfileQuestion]
) -> Iterator[Misfit]:
    if list(saved.outcomes) != list(listed):
        yield "outcomes", ", ".join(saved.outcomes)
    for name, letters in saved.outcomes.items():
        if len(letters) != len(listed.get(name, ())) or not set(letters) <= set(_OUTCOMES):
            yield f"outcomes.{name}", letters
    for name, answer in saved.profile.items():
        question = questions.get(name)
        if question is None or not (answer is None or fits(answer, question, question.options)):
            yield f"profile.{name}", answer


def _contradiction(saved: SavedLine, framework: Framework) -> str:
    """Where the outcomes of a station do not give what the line says besides them; empty where they may.

    With the fewest points that each outcome allows, and with the most, the tree gives the bounds of the index.
    """
    outcomes = outcomes_of(saved, framework)
    least, most = (_stood(saved, framework, outcomes, best=best) for best in (False, True))
    for item in framework.indicators:
        if not _agrees(item, outcomes[item.id], saved):
            return item.id
    if least.index.coverage == most.index.coverage and not same(saved.coverage, least.index.coverage):
        return "coverage"
    return "" if _within(saved.index, least, most, may_void=any(check.voids for check in framework.checks)) else "index"


def _agrees(item: Indicator, outcome: Outcome, saved: SavedLine) -> bool:
    """Whether an indicator's outcome lets it be on the list of red lines on which it is, or on none."""
    missed, blank = item.id in saved.red_lines_missed, item.id in saved.red_lines_unanswered
    holds = item.scored and outcome in IN_PLAY and item.is_red_line(saved.profile)
    if not holds:
        return not missed and not blank
    if outcome == "unanswered":
        return blank and not missed
    target, kept_from = item.target_for(saved.profile), item.kept_from(saved.profile)
    low, high = _points(outcome, target)
    sure = high < kept_from or (high == kept_from and outcome == "partial")
    return not blank and (missed or not sure) and (not missed or low < kept_from)


def _points(outcome: Outcome, target: float) -> tuple[float, float]:
    """The fewest points that an outcome allows, and the most; of those partly met, the target is not among them."""
    bounds: dict[Outcome, tuple[float, float]] = {"met": (target, FULL), "partial": (0.0, target)}
    return bounds.get(outcome, (0.0, 0.0))


def _stood(saved: SavedLine, framework: Framework, outcomes: Mapping[str, Outcome], *, best: bool) -> Standing:
    leaves = {}
    for item in framework.indicators:
        outcome = outcomes[item.id]
        lapses = outcome == "not_applicable" and bool(item.not_applicable or may_be_empty(item))
        points = lapsed_points(framework, item) if lapses else _points(outcome, item.target_for(saved.profile))[best]
        if item.scored and (points is not None if lapses else outcome in IN_PLAY):
            earned = None if outcome == "unanswered" else points
            weight = item.weight_for(saved.profile)
            leaves[item.id] = Leaf(id=item.id, weight=weight, points=earned, evidenced=earned, lapsed=lapses)
    said = {**saved.profile, framework.name_question: saved.station}
    about = {name: Answer(id=name, location=Location(), value=given) for name, given in said.items()}
    read = Questionnaire(
        file=saved.file, sha256=saved.sha256, language=None, version="", profile=about, answers={}, tables={},
        problems=(),
    )  # fmt: skip
    values = dict.fromkeys(framework.read_by_levels)
    return Standing(framework=framework, packed=stand_again(framework, read, values, leaves, saved.file, None))


def _within(index: float | None, least: Standing, most: Standing, *, may_void: bool) -> bool:
    low, high = least.index.score, most.index.score
    if index is None:
        return may_void or low is None or high is None
    if low is None and high is None:
        return False
    return (-inf if low is None else low) - LAST_BITS <= index <= (inf if high is None else high) + LAST_BITS
