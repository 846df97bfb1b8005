"""Two assessments compared, and a series of them put in order."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from convergence_cli.compare.comparability import comparability, in_common, unasked
from convergence_cli.compare.split import NOTHING, Part, effects_of, leaves_at, parts_of, split_of
from convergence_cli.errors import Location, Problem, Word, problem
from convergence_cli.model.assessment import Assessment, Node
from convergence_cli.model.comparison import MOVEMENTS, Comparison, Judged, Movement, NodeChange, Promise, Series, Shift
from convergence_cli.model.framework import Framework
from convergence_cli.model.kind import PERIOD, differing, year_assessed
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.model.questionnaire import Answered
from convergence_cli.questionnaire.normalise import spoken
from convergence_cli.scoring.own_targets import own_outcome, own_target_now
from convergence_cli.scoring.rescore import leaves_in_play, scores_of
from convergence_cli.texts import say_both


def compare(old: Judged, new: Judged) -> Comparison:
    """An earlier and a later assessment, both of them as they were scored.

    Where their frameworks differ, `old.carried` has to be scored by the later one. Raises ConfigError where the
    frameworks are not versions of one another.
    """
    framework = new.framework
    alike = old.framework.sha256 == framework.sha256
    carried = old.assessment if alike else old.carried
    then, now = unasked(framework, carried.questionnaire), unasked(framework, new.assessment.questionnaire)
    # What neither form asks, one framework counts as unanswered on both sides; of two, only the later one counts it.
    new_questions, gone = then - now if alike else then, now - then
    differences = comparability(old, new, new_questions, gone)
    profiles = carried.profile, new.assessment.profile
    parts = parts_of(framework, (carried.result, new.assessment.result), profiles, new_questions, gone)
    before, after = old.assessment.index.score, new.assessment.index.score
    change = after - before if before is not None and after is not None else None
    split = None
    if before is not None and after is not None:
        shared = in_common(old.framework, framework, new_questions)
        asked = {name: leaf for name, leaf in leaves_in_play(old.framework, old.assessment).items() if name in shared}
        split = split_of(
            framework,
            parts,
            profiles,
            (before, after),
            scores_of(old.framework, asked, old.assessment.profile)["index"],
        )
    effects = None if split is None else effects_of(framework, parts, profiles)
    shifts = tuple(_shifts(carried, new.assessment, parts, effects or {}))
    counts = Counter(shift.movement for shift in shifts)
    held_back = {node.id for node in (carried.index, *carried.chapters, *carried.measures) if node.withheld}
    scores = scores_of(framework, leaves_at(parts, NOTHING), profiles[0])
    like_for_like = {name: score for name, score in scores.items() if name not in held_back}
    return Comparison(
        old=old,
        new=new,
        comparability=differences,
        change=change,
        split=split,
        index=_nodes((old.assessment.index,), like_for_like, (new.assessment.index,))[0],
        chapters=_nodes(old.assessment.chapters, like_for_like, new.assessment.chapters),
        measures=_nodes(old.assessment.measures, like_for_like, new.assessment.measures),
        shifts=shifts,
        counts={movement: counts[movement] for movement in MOVEMENTS},
        additive=effects is not None,
        red_lines_before=old.assessment.not_kept,
        red_lines_after=new.assessment.not_kept,
        promises=tuple(_promises(framework, carried, new.assessment)),
        problems=tuple(_doubts(old, carried, new)),
    )


def _shifts(old: Assessment, new: Assessment, parts: tuple[Part, ...], effects: Mapping[str, float]) -> Iterator[Shift]:
    for part in parts:
        before, after = old.result[part.id], new.result[part.id]
        yield Shift(
            id=part.id,
            measure=after.measure,
            chapter=after.chapter,
            movement=_movement(part),
            before=None if part.before is None else part.before.points,
            after=None if part.after is None else part.after.points,
            outcome_before=before.outcome,
            outcome_after=after.outcome,
            value_before=before.value,
            value_after=after.value,
            weight=after.weight,
            effect=effects.get(part.id),
        )


def _promises(framework: Framework, old: Assessment, new: Assessment) -> Iterator[Promise]:
    """What the earlier questionnaire set for the year of the later one, held against the later answers."""
    years = year_assessed(old.profile), year_assessed(new.profile)
    # Where no year is asked, the later questionnaire is the next year's.
    ahead = 1.0 if PERIOD not in framework.question else None
    if years[0] is not None and years[1] is not None:
        ahead = years[1] - years[0]
    for item, result in zip(framework.indicators, new.results, strict=True):
        targets = old.questionnaire.own_targets.get(item.id, ())
        target = next((each.value for each in targets if each.ahead == ahead and each.ahead > 0), None)
        if target is not None and result.in_play:
            own = own_outcome(framework, item, new.profile, target, result.value, result.points)
            yield Promise(id=item.id, own=own, today=own_target_now(new.questionnaire, item.id))


def _movement(part: Part) -> Movement:
    was, now = part.before, part.after
    if was is None or now is None or was.lapsed or now.lapsed:
        return _came_or_went(part)
    if was.points is None or now.points is None:
        if now.points is not None:
            return "answered"
        return "blank" if was.points is None else "emptied"
    if now.points == was.points:
        return "same"
    return "rose" if now.points > was.points else "fell"


def _came_or_went(part: Part) -> Movement:
    before, after = (leaf is not None and not leaf.lapsed for leaf in (part.before, part.after))
    if part.cause == "form" and part.before is not part.after:
        return "new_question" if part.before is None else "gone_question"
    if before == after:
        return "out"
    return "left" if before else "entered"


def _nodes(
    before: tuple[Node, ...], carried: Mapping[str, float | None], after: tuple[Node, ...]
) -> tuple[NodeChange, ...]:
    known = {node.id: node.score for node in before}
    return tuple(
        NodeChange(id=node.id, before=known.get(node.id), carried=carried.get(node.id), after=node.score)
        for node in after
    )


def _doubts(old: Judged, carried: Assessment, new: Judged) -> Iterator[Problem]:
    """What makes one ask whether these two belong side by side: another name, another kind of station, another year."""
    before, after = old.assessment, new.assessment
    place = Location(file=before.questionnaire.file)
    if before.station != after.station:
        yield problem("stations-differ", place, "warning", old=before.station, new=after.station)
    years = year_assessed(before.profile), year_assessed(after.profile)
    reversed_ = years[0] is not None and years[1] is not None and years[0] > years[1]
    if reversed_:
        yield problem("years-reversed", place, "warning", old=f"{years[0]:.0f}", new=f"{years[1]:.0f}")
    for question, was, now in differing(new.framework, carried.profile, after.profile):
        # What the earlier form could not ask is no change of the station; reversed years have been told.
        if question.id in old.framework.question and not (reversed_ and question.id == PERIOD):
            title = question.title.both
            facts = {"old": _said(was, question), "new": _said(now, question)}
            yield problem("profile-differs", place, "warning", question=title, **facts)


def _said(given: Answered | None, question: ProfileQuestion) -> Word:
    if given is None:
        return say_both("terms.unanswered")
    return spoken(given, question, question.options)


def in_order(assessments: Sequence[Assessment]) -> tuple[tuple[int, ...], bool]:
    """The places of a series' assessments from the earliest to the latest, and whether their years decided that.

    Two are an earlier and a later one as they were named. Of more, the years decide where each says one; the same
    year twice stays as named.
    """
    places = range(len(assessments))
    years = [(year, place) for place in places if (year := year_assessed(assessments[place].profile)) is not None]
    if len(assessments) <= 2 or len(years) < len(assessments):
        return tuple(places), False
    return tuple(place for _, place in sorted(years)), True


def series(moments: tuple[Judged, ...], *, by_period: bool = False) -> Series:
    """Two or more assessments, from the earliest to the latest, and what changed at each step.

    Raises ConfigError as `compare` does.
    """
    steps = tuple(compare(old, new) for old, new in pairwise(moments))
    return Series(moments=moments, steps=steps, by_period=by_period)
