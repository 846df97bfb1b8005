"""One station in two runs: its change, taken apart as exactly as what a batch keeps of it allows.

A batch keeps points and not answers. By one framework that is all that the split takes, unless the station is held to
another standard now. By two versions what an earlier answer would earn by a rule that is another now is not known; then
the change is told whole, and that it is.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from convergence_cli.compare.comparability import earning, in_common, pairs_of
from convergence_cli.compare.split import Profiles, Results, effects_of, parts_of, split_of
from convergence_cli.functions.by import own
from convergence_cli.model.assessment import Outcome, Result
from convergence_cli.model.cohort_change import StationChange, Unsplit
from convergence_cli.model.comparison import Split
from convergence_cli.model.framework import Framework
from convergence_cli.model.judged import Judged
from convergence_cli.model.kind import is_same
from convergence_cli.model.ranking import Place
from convergence_cli.scoring.rescore import leaves_in_play, scores_of
from convergence_cli.value import value

_NOTHING: Outcome = "out_of_scope"


@value
class Link:
    """What stands between two frameworks: by today's ids, and once for all stations."""

    old: Framework
    new: Framework
    earlier: Mapping[str, str]
    """Today's id of each indicator that both have -> its earlier one."""
    other_rules: frozenset[str]
    """Of these the ones whose answers earn by another rule now."""
    new_questions: frozenset[str]
    common: frozenset[str]
    """The earlier ids of what both ask."""
    by: tuple[str, ...]
    """Profile questions by which a weight, the full marks or a standard is settled."""

    @property
    def is_one(self) -> bool:
        """The two are the very same framework."""
        return self.old.sha256 == self.new.sha256


def link(old: Framework, new: Framework) -> Link:
    """What stands between two frameworks."""
    pairs = pairs_of(old, new)
    earlier = {now.id: was.id for was, now in pairs}
    new_questions = frozenset(item.id for item in new.indicators if item.id not in earlier)
    questions = [*new.weighed_by, *(name for item in new.scored for name in item.score.by or {})]
    if new.maximum is not None or any(part.maximum is not None for part in new.branches):
        questions += [name for item in new.scored for name in item.applies]
    return Link(
        old=old,
        new=new,
        earlier=earlier,
        other_rules=frozenset(now.id for was, now in pairs if earning(old, was) != earning(new, now)),
        new_questions=new_questions,
        common=in_common(old, new, new_questions),
        by=tuple(dict.fromkeys(questions)),
    )


def station_change(
    key: str, sides: tuple[Judged, Judged], places: tuple[Place | None, Place | None], between: Link
) -> StationChange:
    """What became of a station."""
    before, after = sides
    was, now = before.index.score, after.index.score
    change = None if was is None or now is None else now - was
    split, unsplit, effects = _taken_apart(sides, between)
    todays = {was: now for now, was in between.earlier.items()}
    lines = {todays[name] for name in before.not_kept if name in todays}, set(after.not_kept)
    order = [item.id for item in between.new.indicators if item.id in lines[0] | lines[1]]
    return StationChange(
        key=key,
        before=before,
        after=after,
        change=change,
        split=split,
        unsplit=unsplit,
        effects=tuple(sorted(((name, found) for name, found in effects.items() if found), key=lambda it: -abs(it[1]))),
        place_before=places[0],
        place_after=places[1],
        opened=tuple(name for name in order if name not in lines[0]),
        closed=tuple(name for name in order if name not in lines[1]),
        open=tuple(name for name in order if name in lines[0] & lines[1]),
    )


_Apart = tuple[Split | None, Unsplit | None, Mapping[str, float]]


def _taken_apart(sides: tuple[Judged, Judged], between: Link) -> _Apart:
    before, after = sides
    if before.index.score is None or after.index.score is None:
        return None, "no-index", {}
    ends, profiles = (before.index.score, after.index.score), (before.profile, after.profile)
    results: Results = _carried(before, between), after.result
    alike = all(is_same(*(profile.get(name) for profile in profiles)) for name in between.by)
    if between.is_one and alike and all(_stands(one) == _stands(results[1][name]) for name, one in results[0].items()):
        # Nothing but answers differs, as in most stations: no score has to be made again.
        whole = ends[1] - ends[0]
        return Split(answers=whole, scope=0.0, framework=0.0, rules=0.0, questions=0.0), None, _plain(sides, between)
    if not alike and _other_standard(results, profiles, between):
        return None, "standard", {}
    if any(results[0][name].counts for name in between.other_rules):
        return None, "rules", {}
    return _by_shares(sides, results, ends, between)


def _by_shares(sides: tuple[Judged, Judged], results: Results, ends: tuple[float, float], between: Link) -> _Apart:
    before, after = sides
    profiles: Profiles = (before.profile, after.profile)
    parts = parts_of(between.new, results, profiles, between.new_questions, frozenset())
    leaves = leaves_in_play(between.old, before)
    asked = {name: leaf for name, leaf in leaves.items() if name in between.common}
    common = scores_of(between.old, asked, before.profile)["index"]
    split = split_of(between.new, parts, profiles, ends, common)
    if split is None:
        return None, "nothing", {}
    return split, None, effects_of(between.new, parts, profiles) or {}


def _carried(before: Judged, between: Link) -> Mapping[str, Result]:
    """The earlier results by today's ids; what was not asked then was not in play."""
    results = before.result
    if between.is_one:
        return results
    chapters = between.new.chapter_of
    found = {}
    for item in between.new.indicators:
        facts: dict[str, Any] = {"id": item.id, "measure": item.measure, "chapter": chapters[item.measure].id}
        if item.id in between.earlier:
            found[item.id] = replace(results[between.earlier[item.id]], **facts)
        else:
            absent: dict[str, Any] = dict.fromkeys(("target", "gap", "weight", "lost"), 0.0)
            absent |= dict.fromkeys(("value", "points", "red_line"))
            found[item.id] = Result(**facts, outcome=_NOTHING, **absent)
    return found


def _stands(result: Result) -> tuple[bool, bool]:
    return result.counts, result.is_lapsed


def _other_standard(results: Results, profiles: Profiles, between: Link) -> bool:
    """Whether what counts is scored by another function now, and its answers are not there to be scored."""
    return any(
        own(item.score, profiles[0]) is not own(item.score, profiles[1])
        for item in between.new.scored
        if item.score.by is not None
        for one, two in ((results[0][item.id], results[1][item.id]),)
        if (one.points is not None and one.value is None) or (two.points is not None and two.value is None)
    )


def _plain(sides: tuple[Judged, Judged], between: Link) -> dict[str, float]:
    """What each answer did, where nothing else differs: weight times points."""
    if between.new.missing != "zero" or not all(getattr(side, "additive", False) for side in sides):
        return {}
    pairs = zip(sides[0].results, sides[1].results, strict=True)
    return {two.id: two.weight * ((two.points or 0.0) - (one.points or 0.0)) for one, two in pairs if two.counts}
