"""One measure and its indicators: clauses covered, weights, quotes, advice, red lines, the use of the profile."""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from convergence_cli.functions.cited import citations
from convergence_cli.model.day import is_day
from convergence_cli.model.framework import OF_SCORED, Framework, Indicator, Measure
from convergence_cli.model.keywords import EFFORTS, KEBAB, MOST_QUOTED, URL, is_like
from convergence_cli.model.numbers import FULL
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.model.score import Score
from convergence_cli.rubric.lint.fault import Fault, fault, measure_file, unknown
from convergence_cli.rubric.lint.functions import lint_score
from convergence_cli.rubric.lint.profile import Use, option_faults
from convergence_cli.rubric.strict_yaml import Path

_WHOLE = re.compile(r"^-?(?:0|[1-9][0-9]*)$")


def lint_measure(framework: Framework, measure: Measure) -> Iterator[Fault]:
    file = measure_file(measure)
    if not measure.indicators:
        yield fault(file, ("indicators",), "measure-empty", found=measure.id)
    yield from _policy(framework, file, measure)
    yield from _coverage(framework, measure)
    for place, indicator in enumerate(measure.indicators):
        yield from _indicator(framework, file, ("indicators", place), indicator)


def _policy(framework: Framework, file: str, measure: Measure) -> Iterator[Fault]:
    """Where the framework lists the clauses of its policy, every part says where it stands in it, and what it means."""
    if not framework.source.clauses:
        return
    yield from _missing(file, (), measure, ("because", "horizon", "clauses"))
    for place, item in enumerate(measure.indicators):
        path: Path = ("indicators", place)
        if not item.scored:
            continue  # it follows from no clause, and is never a gap
        yield from _missing(file, path, item, ("clauses", "quote", "obligation", "advice", "effort", "basis", "who"))
        if item.evidence.hint is None:
            yield fault(file, (*path, "evidence"), "evidence-hint-missing", found=item.id)


def _missing(file: str, path: Path, part: Measure | Indicator, keys: tuple[str, ...]) -> Iterator[Fault]:
    for key in keys:
        if not getattr(part, key):
            yield fault(file, (*path, key), "policy-key-missing", key=key, found=part.id)


def _coverage(framework: Framework, measure: Measure) -> Iterator[Fault]:
    """Every clause, or each of its parts, is covered or says why not; none is named that does not exist."""
    file = measure_file(measure)
    covered = {clause for item in framework.scored for clause in item.clauses}
    excused = [item.clause for item in measure.not_scored]
    yield from _parts(measure)
    for clause in measure.units:
        if clause not in covered and clause not in excused:
            whole, _, part = clause.partition("/")
            path: Path = ("parts", whole, part) if part else ("clauses", measure.clauses.index(clause))
            yield fault(file, path, "clause-not-covered", found=clause)
    for place, clause in enumerate(excused):
        at: Path = ("not_scored", place, "clause")
        yield from _named(framework, (measure,), clause, file, at)
        if clause in covered:
            yield fault(file, at, "clause-covered-and-excused", found=clause)
    for place, indicator in enumerate(measure.indicators):
        for position, clause in enumerate(indicator.clauses):
            at = ("indicators", place, "clauses", position)
            yield from _named(framework, framework.measures, clause, file, at)


def _parts(measure: Measure) -> Iterator[Fault]:
    """A clause that has parts is one of the measure, and has two or more, each with an id."""
    file = measure_file(measure)
    for clause, parts in measure.parts.items():
        if clause not in measure.clauses:
            yield unknown(file, ("parts", clause), "clause-unknown", clause, measure.clauses)
        if len(parts) < 2:
            yield fault(file, ("parts", clause), "clause-parts-few", found=clause)
        for part in parts:
            if not is_like(KEBAB, part):
                yield fault(file, ("parts", clause, part), "id-malformed", found=part)


def _named(framework: Framework, measures: tuple[Measure, ...], clause: str, file: str, path: Path) -> Iterator[Fault]:
    """A clause that is named is one of these measures; of one that has parts the part is named."""
    if any(clause in measure.units for measure in measures):
        return
    parts = next((measure.parts[clause] for measure in measures if clause in measure.parts), None)
    if parts is None:
        known = sorted({unit for measure in framework.measures for unit in measure.units})
        yield unknown(file, path, "clause-unknown", clause, known)
    else:
        known_parts = ", ".join(f"{clause}/{part}" for part in parts)
        yield fault(file, path, "clause-part-missing", found=clause, parts=known_parts)


def _indicator(framework: Framework, file: str, path: Path, item: Indicator) -> Iterator[Fault]:
    for broken, key, code in _content(item):
        if broken:
            yield fault(file, (*path, key), code, found=item.id)
    if len(item.quote) > MOST_QUOTED or (item.quote and not item.quote.strip()):
        yield fault(file, (*path, "quote"), "quote-length", found=str(len(item.quote)), bound=str(MOST_QUOTED))
    if item.effort is not None and item.effort not in EFFORTS:
        yield fault(file, (*path, "effort"), "effort-out-of-range", found=str(item.effort))
    if item.red_line is not None and item.not_applicable:
        yield fault(file, (*path, "not_applicable"), "red-line-may-lapse", "warning", found=item.id)
    for place, reason in enumerate(item.not_applicable):
        if reason not in framework.reasons:
            yield unknown(file, (*path, "not_applicable", place), "reason-unknown", reason, framework.reasons)
    yield from _unscored(file, path, item)
    yield from _targets(file, path, item)
    yield from _red_line(file, path, item)
    yield from _sources(file, path, item, framework.options(item))
    yield from _milestones(framework, file, path, item)
    yield from _profile_use(framework, file, path, item)
    for code, at, values in lint_score(framework, item):
        yield fault(file, (*path, *at), code, **values)


def _content(item: Indicator) -> tuple[tuple[bool, str, str], ...]:
    """Whether a rule is broken, the key it is about, its code."""
    return (
        (item.basis == "calibrated" and item.because is None, "basis", "because-missing"),
        (item.red_line is not None and item.obligation == "may", "red_line", "red-line-of-may"),
        (_cannot_be_shown_apart(item), "evidence", "evidence-per-option"),
    )


def _unscored(file: str, path: Path, item: Indicator) -> Iterator[Fault]:
    """What is not scored has nothing that only a score has."""
    if item.scored:
        return
    for key in OF_SCORED:
        if getattr(item, key) not in (None, (), Score()):
            yield fault(file, (*path, key), "key-of-scored", key=key, found=item.id)
    if item.ask.when_empty is not None:
        yield fault(file, (*path, "ask", "when_empty"), "key-of-scored", key="when_empty", found=item.id)


def _cannot_be_shown_apart(item: Indicator) -> bool:
    """Evidence option by option is asked for where nothing is ticked, or where none is asked for at all."""
    evidence = item.evidence
    return evidence.per_option and not (evidence.required and item.ask.type == "many_of")


def _sources(file: str, path: Path, item: Indicator, options: Collection[str]) -> Iterator[Fault]:
    """What something rests on has a day and an address that are such; of options those that there are."""
    for option in item.ask.sources:
        if option not in options:
            yield unknown(file, (*path, "ask", "sources", option), "option-unknown", option, options)
    for at, citation in ((found.path, found.citation) for found in citations(item)):
        if citation.date and not is_day(citation.date):
            yield fault(file, (*path, *at, "date"), "citation-date", found=citation.date)
        if citation.url and not is_like(URL, citation.url):
            yield fault(file, (*path, *at, "url"), "citation-url", found=citation.url)


def _red_line(file: str, path: Path, item: Indicator) -> Iterator[Fault]:
    """It says when it is missed, in one way, and never of a station that meets the target."""
    line = item.red_line
    if line is None:
        return
    if (line.unless is None) == (line.below is None):
        yield fault(file, (*path, "red_line"), "red-line-not-one", found=item.id)
    if line.below is not None:
        targets = _all_targets(item)
        if not 0 < line.below <= 100:
            yield fault(file, (*path, "red_line", "below"), "points-out-of-range", found=f"{line.below:g}")
        elif line.below > min(targets):
            facts = {"below": f"{line.below:g}", "target": f"{min(targets):g}"}
            yield fault(file, (*path, "red_line", "below"), "red-line-above-target", found=item.id, **facts)


def _targets(file: str, path: Path, item: Indicator) -> Iterator[Fault]:
    by = item.target_by or {}
    for target in _all_targets(item):
        if not 0 <= target <= 100:
            yield fault(file, (*path, "target"), "points-out-of-range", found=f"{target:g}")
    if item.target_by is not None and len(by) != 1:
        yield fault(file, (*path, "target_by"), "by-not-one", found=", ".join(by))


def _all_targets(item: Indicator) -> tuple[float, ...]:
    own = FULL if item.target is None else item.target
    return (own, *(points for each in (item.target_by or {}).values() for points in each.values()))


def _whole_numbers(framework: Framework) -> dict[str, ProfileQuestion]:
    return {question.id: question for question in framework.profile if question.type == "integer"}


def _milestones(framework: Framework, file: str, path: Path, item: Indicator) -> Iterator[Fault]:
    """`target_by` may also name a whole number, such as the year assessed; see `Indicator.target_by`."""
    for name, targets in (item.target_by or {}).items():
        question = _whole_numbers(framework).get(name)
        if question is not None:
            yield from _by_number(file, (*path, "target_by", name), question, targets)


def _by_number(file: str, path: Path, question: ProfileQuestion, targets: dict[str, float]) -> Iterator[Fault]:
    """Milestones are whole numbers that the question accepts, and targets rise with them."""
    if not question.required:
        yield fault(file, path, "profile-not-required", found=question.id)
    low = -math.inf if question.min is None else question.min
    high = math.inf if question.max is None else question.max
    sound = [key for key in targets if _WHOLE.match(key) and low <= int(key) <= high]
    for key in targets:
        if key not in sound:
            yield fault(file, (*path, key), "milestone-out-of-bounds", found=key, bounds=f"{low:g} - {high:g}")
    for earlier, later in pairwise(sorted(sound, key=int)):
        if targets[later] < targets[earlier]:
            yield fault(file, (*path, later), "milestones-fall", "warning", found=later, earlier=earlier)


def _profile_use(framework: Framework, file: str, path: Path, item: Indicator) -> Iterator[Fault]:
    """`applies`, `by` and `target_by` name a required closed profile question and options that it has."""
    questions = framework.question
    targets = {name: each for name, each in (item.target_by or {}).items() if name not in _whole_numbers(framework)}
    keys: tuple[tuple[Path, Mapping[str, Iterable[str]]], ...] = (
        (("applies",), item.applies),
        (("red_line", "for"), item.red_line.for_ if item.red_line else {}),
        (("score", "by"), item.score.by or {}),
        (("target_by",), targets),
    )
    for key, by in keys:
        for name, options in by.items():
            at = (*path, *key, name)
            use = Use(path=at, question=name, options=tuple(options), open=key == ("applies",))
            yield from option_faults(framework, file, use)
    for name, functions in (item.score.by or {}).items():
        asked = item.applies.get(name) or tuple(questions[name].options if name in questions else ())
        for option in asked:
            if option not in functions:
                yield fault(file, (*path, "score", "by"), "by-incomplete", found=option)
