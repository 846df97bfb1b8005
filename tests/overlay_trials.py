"""Random overlays that pass without `relax`, and random stations: what an overlay promises holds for all of them.

    python tests/overlay_trials.py [--overlays 2000] [--stations 500] [--seed 1] [--jobs 2]

Small random frameworks and the shipped one, overlays on them and on overlays, each tried on many stations. Two
promises, as `docs/rubrics.md` words them:

- With the answers that a station gave to the base, what is added left blank and weights as they are now, nothing
  is better than on the base: no score and no evidenced score of the whole, a chapter or a measure, no level, no red
  line, no outcome, no due day.
- Against the base's own weights, and whatever is answered to what is added: the index of a station to which everything
  applies rises by 10 points at most, and a measure or a chapter by 25 where all of it is asked.

A chain is held against its lowest base. The figures at the end say how many of each kind of change passed.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, lru_cache, partial
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from random_frameworks import small  # noqa: E402
from random_overlays import overlay  # noqa: E402
from random_stations import answer, profile, station  # noqa: E402

from convergence_cli.errors import WorkbookError  # noqa: E402
from convergence_cli.model.assessment import Outcome  # noqa: E402
from convergence_cli.model.framework import Framework  # noqa: E402
from convergence_cli.model.questionnaire import Answer, Questionnaire, Row, TableRead  # noqa: E402
from convergence_cli.rubric.load import find, load  # noqa: E402
from convergence_cli.rubric.overlay.resolve import resolve  # noqa: E402
from convergence_cli.rubric.trials import with_evidence  # noqa: E402
from convergence_cli.scoring.engine import Scored, score  # noqa: E402
from convergence_cli.scoring.overdue import due_days  # noqa: E402

OF_THE_WHOLE, OF_A_PARENT = 10.0, 25.0
_LAST_BITS = 1e-6
_PER_BASE = 20
_SHIPPED_EVERY = 40
_RANK: dict[Outcome, int] = {
    "unanswered": 0,
    "unmet": 1,
    "partial": 2,
    "met": 3,
    "out_of_scope": 9,
    "not_applicable": 9,
    "not_scored": 9,
}


class Tried(NamedTuple):
    """One overlay: what it changes, whether it passed, and what it made better where it must not."""

    seed: int
    kinds: tuple[str, ...]
    passed: bool
    raised: tuple[str, ...]


# --- one overlay on many stations ----------------------------------------------------------------


def reweighted(base: Framework, framework: Framework) -> Framework:
    """The base with the weights that its items have now."""
    now = {
        item.id: {"weight": item.weight_for({}), "weight_by": item.weight_by}
        for item in (*framework.chapters, *framework.measures, *framework.indicators)
    }
    return replace(
        base,
        chapters=tuple(replace(item, **now.get(item.id, {})) for item in base.chapters),
        measures=tuple(
            replace(
                item,
                **now.get(item.id, {}),
                indicators=tuple(replace(each, **now.get(each.id, {})) for each in item.indicators),
            )
            for item in base.measures
        ),
    )


def carried(asked: Questionnaire, base: Framework, framework: Framework, draw: Random, *, blank: bool) -> Questionnaire:
    """A station's answers under an overlay; what is added is blank, or answered anyhow."""
    permitted = {item.id: item.not_applicable for item in framework.indicators}
    answers: dict[str, Answer] = {}
    for item in framework.indicators:
        given = asked.answers.get(item.id)
        if given is None:
            typed = None if blank or item.ask.compute is not None else answer(draw, framework, item)
            best = typed is not None and item.score.expect is not None and draw.random() < 0.7
            given = Answer(
                id=item.id,
                location=next(iter(asked.answers.values())).location,
                value=item.score.expect == "yes" if best else typed,
            )
            given = with_evidence(item, given, "附件.pdf")
        answers[item.id] = replace(given, reason=given.reason if given.reason in permitted[item.id] else None)
    known = {each.id for each in base.profile}
    place = asked.profile["name"].location
    more = {
        each.id: Answer(id=each.id, location=place, value=profile(draw, each))
        for each in framework.profile
        if each.id not in known
    }
    at = () if blank else draw.choice([(), (2, 3), (2, 3)])
    rows = tuple(Row(number=each, values={"x": float(draw.choice([-3, 0, 1, 10]))}) for each in at)
    own = TableRead(id="own", sheet="", rows=rows, confirmed_empty=not blank and not rows)
    tables = {each.id: asked.tables.get(each.id, replace(own, id=each.id)) for each in framework.tables}
    return replace(asked, answers=answers, profile={**asked.profile, **more}, tables=tables)


def better(base: Scored, now: Scored) -> Iterator[str]:
    """Everything that is better under the overlay than on its base."""
    for name, node in base.nodes.items():
        for key in ("score", "evidenced"):
            if (getattr(now.nodes[name], key) or 0.0) > (getattr(node, key) or 0.0) + _LAST_BITS:
                yield f"{key} of {'the index' if name == 'index' else 'a part'}"
    ranks = [None, *(level.id for level in base.framework.levels)]
    if ranks.index(now.level) > ranks.index(base.level):
        yield "level"
    if not _missed(base) <= _missed(now):
        yield "red line"
    outcomes = {item.id: each for item, each in zip(now.framework.indicators, now.outcomes, strict=True)}
    for item, before in zip(base.framework.indicators, base.outcomes, strict=True):
        if _RANK[outcomes[item.id]] > _RANK[before]:
            yield "outcome"
    unproven = {leaf.id for leaf in base.leaves.values() if not leaf.evidenced}
    if not unproven <= {leaf.id for leaf in now.leaves.values() if not leaf.evidenced}:
        yield "evidence"


def _missed(scored: Scored) -> set[str]:
    return {
        item.id
        for item in scored.framework.indicators
        if item.id in scored.leaves and item.not_kept(scored.leaves[item.id].points, scored.profile)
    }


def risen(base: Scored, now: Scored) -> Iterator[str]:
    """What rises by more than may be added, for a station to which everything applies."""
    blanks = any(leaf.points is None for leaf in (*base.leaves.values(), *now.leaves.values()))
    if blanks and base.framework.missing == "redistribute":
        return
    if "not_applicable" in base.outcomes:
        return
    whole = all(outcome != "out_of_scope" for outcome in (*base.outcomes, *now.outcomes))
    for name, node in base.nodes.items():
        most = OF_THE_WHOLE if name == "index" else OF_A_PARENT
        rise = (now.nodes[name].score or 0.0) - (node.score or 0.0)
        if node.score is not None and (whole or name == "index") and rise > most + _LAST_BITS:
            yield f"more than {most:g} points"


Judged = tuple[Questionnaire, Scored | None]
"""A station and its numbers on the base; None where the base refuses it."""


def raised(base: Framework, framework: Framework, stations: Sequence[Judged], draw: Random) -> set[str]:
    """What an overlay makes better for any of these stations, where it promises that it does not."""
    found: set[str] = set()
    days = due_days(framework)
    found |= {"due day" for horizon, day in due_days(base).items() if days[horizon] > day}
    names = [{item.id for item in (*each.indicators, *each.levels)} for each in (base, framework)]
    if not names[0] <= names[1]:
        return {*found, "hidden"}
    same = reweighted(base, framework)
    shifted = same != base
    grown = shifted or len(framework.indicators) > len(base.indicators)
    for asked, own in stations:
        before = _scored(same, asked) if shifted else own
        now = _scored(framework, carried(asked, base, framework, draw, blank=True))
        if now is None:
            continue  # refused: that is no better
        if before is None:
            # A reason that is no more permitted has to go before the form can be read: then it is another form.
            given = now.questionnaire.answers
            withdrawn = any(each.reason != given[name].reason for name, each in asked.answers.items())
            found |= set() if withdrawn else {"refused before"}
            continue
        found.update(better(before, now))
        full = _scored(framework, carried(asked, base, framework, draw, blank=False)) if grown else None
        if full and own:
            found.update(risen(own, full))
    return found


def _scored(framework: Framework, asked: Questionnaire) -> Scored | None:
    try:
        return score(framework, asked)
    except WorkbookError:
        return None


# --- many overlays -------------------------------------------------------------------------------


@cache
def _shipped() -> Framework:
    return load(find())


@lru_cache(maxsize=1)
def _base(seed: int, stations: int) -> tuple[Framework, tuple[Judged, ...]]:
    """A base and its stations; the same for a few overlays, so that most of the time goes into those."""
    draw = Random(seed)
    base = _shipped() if seed % _SHIPPED_EVERY == 0 else small(draw)
    asked = [station(draw, base) for _ in range(stations)]
    return base, tuple((each, _scored(base, each)) for each in asked)


def laid(base: Framework, draw: Random, name: str, lowest: Framework) -> tuple[Framework | None, list[str]]:
    """A random overlay on a base, None where it is refused, and what it changes."""
    tree, kinds = overlay(draw, base, name)
    framework, problems = resolve(base, "o.yaml", json.dumps(tree, ensure_ascii=False), lowest=lowest)
    refused = framework is None or any(item.severity == "error" for item in problems)
    return None if refused else framework, kinds


def trial(seed: int, stations: int) -> Tried:
    """One overlay, or a chain of up to three, each drawn until it passes or too often."""
    draw = Random(f"overlay {seed}")
    base, asked = _base(seed // _PER_BASE, stations)
    framework, kinds = laid(base, draw, "prov", base)
    for name in ("group", "city") if framework and draw.random() < 0.3 else ():
        assert framework is not None
        above, more = laid(framework, draw, name, base)
        framework, kinds = (above, [*kinds, *more]) if above else (framework, kinds)
    found = raised(base, framework, asked, draw) if framework else set()
    return Tried(seed=seed, kinds=tuple(kinds), passed=framework is not None, raised=tuple(sorted(found)))


def trials(overlays: int, stations: int, seed: int, jobs: int = 1) -> Iterator[Tried]:
    """Overlays until so many have passed."""
    passed, at, size = 0, seed * 1_000_000, 100 * jobs
    with ProcessPoolExecutor(jobs) as pool:
        while passed < overlays:
            seeds = range(at, at + size)
            at += size
            one = partial(trial, stations=stations)
            for tried in pool.map(one, seeds, chunksize=_PER_BASE) if jobs > 1 else map(one, seeds):
                if passed < overlays:
                    passed += tried.passed
                    yield tried


def main() -> int:
    """Try, print the figures, and fail where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("overlays", 2000), ("stations", 500), ("seed", 1), ("jobs", 2)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    done = list(trials(asked.overlays, asked.stations, asked.seed, asked.jobs))
    passed = [tried for tried in done if tried.passed]
    broken = [tried for tried in passed if tried.raised]
    for tried in broken[:20]:
        print(f"overlay {tried.seed}: {', '.join(tried.raised)} — {'; '.join(tried.kinds)}")
    every, through = (Counter(kind for tried in some for kind in tried.kinds) for some in (done, passed))
    for kind in sorted(every):
        print(f"{through[kind]:6} of {every[kind]:6} passed: {kind}")
    print(f"{len(done)} overlays, {len(passed)} passed, {asked.stations} stations each, {len(broken)} raised something")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
