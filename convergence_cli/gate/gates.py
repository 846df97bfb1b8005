"""Every gate over every station: each gives one answer, named with both numbers.

Numbers are compared unrounded, and equal passes. `have` and `need` are numbers and ids, the same in every language.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Literal

from convergence_cli.errors import Problem
from convergence_cli.gate.allowance import Allowance
from convergence_cli.gate.covering import cover
from convergence_cli.gate.pairing import Ambiguous, Paired, pair
from convergence_cli.gate.past import Baseline, Past
from convergence_cli.gate.requiring import Require, answer, as_typed, held
from convergence_cli.model.assessment import ALL_THERE, BELOW_TARGET, Earlier, GateResult, Verdict
from convergence_cli.model.framework import Framework
from convergence_cli.model.judged import Judged
from convergence_cli.model.kind import LEVEL
from convergence_cli.model.waiver import Waivers
from convergence_cli.scoring.withheld import withheld_by
from convergence_cli.value import value

FailOn = Literal["red-line", "red-line-missed"]
"""On a red line that is missed or unanswered; on a missed one alone."""
FAIL_ON: tuple[FailOn, ...] = ("red-line", "red-line-missed")
THRESHOLDS = ("fail-under", "fail-under-chapter", "min-coverage", "min-level")
"""Gates that hold a number or a level of a station to one that was typed."""
Held = tuple[bool, str, str]
"""Whether it was passed, have, need."""
Answer = tuple[str, bool, str, str]
"""Gate, whether it was passed, have, need."""


@value
class Thresholds:
    """What numbers and levels of a station are held to."""

    fail_under: float | None = None
    """The index must be at least this."""
    fail_under_chapter: float | None = None
    """Every chapter in play must be at least this."""
    min_coverage: float | None = None
    """Coverage must be at least this, in percent (0-100)."""
    min_level: str | None = None
    """This level or a higher one must be reached; an id of the framework's levels."""

    @property
    def any(self) -> bool:
        """Whether there is one."""
        limits = (self.fail_under, self.fail_under_chapter, self.min_coverage, self.min_level)
        return any(each is not None for each in limits)


@value
class Gates:
    """The gates that were asked for."""

    thresholds: Thresholds = Thresholds()
    by_level: Mapping[str, Thresholds] = field(default_factory=dict)
    """Those of stations of one level, in place of the usual ones."""
    fail_on: FailOn | None = None
    """No red line may be missed, or none may be missed or unanswered, unless it is waived."""
    baseline: Baseline | None = None
    """No station may have fallen behind this earlier report."""
    tolerance: float = 0.0
    """By so many points the index may fall short of the baseline's."""
    require: tuple[Require, ...] = ()
    """What is asked of single indicators, measures and chapters."""
    warn_on: frozenset[str] = frozenset()
    """Gates, by the names of their options, that fail no run: they warn."""
    is_whole: bool = True
    """The run should have every station of the baseline."""
    may_vanish: bool = False
    """Stations of the baseline may be missing all the same."""
    waivers: Waivers | None = None
    """Gaps that were accepted; the red-line gate and the one on the baseline pass over them."""
    max_failing: Allowance | None = None
    """So many stations may fail; without it, none."""
    max_unreadable: Allowance | None = None
    """So many files may be such as cannot be judged; without it, none."""

    @property
    def of_stations(self) -> bool:
        """Whether any station is held to one of its own."""
        held = self.thresholds.any or self.by_level or self.require
        return bool(held) or self.fail_on is not None or self.baseline is not None

    def thresholds_of(self, entry: Judged) -> Thresholds:
        """What this station is held to."""
        return self.by_level.get(str(entry.profile.get(LEVEL)), self.thresholds)


def judge(gates: Gates, entries: Sequence[Judged], framework: Framework, unreadable: int = 0) -> Verdict:
    """Every gate over every station, and those over the whole run, in which so many files could not be judged.

    The answers stand in the order of the entries; no station's answer depends on the others, but for the pairing
    of stations that share a name with the baseline's.
    """

    def soft(gate: str) -> bool:
        return gate.split(maxsplit=1)[0] in gates.warn_on

    covered = cover(gates.waivers, entries)
    paired = pair(gates.baseline, entries, framework, is_whole=gates.is_whole, may_vanish=gates.may_vanish)
    stations = [
        [
            *_held_to(gates.thresholds_of(entry), entry, framework),
            *_red_line(gates, entry, waived),
            *(answer(each, entry, waived) for each in gates.require),
            *_regress(gates, entry, framework, waived, then),
        ]
        for entry, waived, then in zip(entries, covered.ids, paired.past, strict=True)
    ]
    failing = sum(any(not passed and not soft(gate) for gate, passed, _, _ in answers) for answers in stations)
    return Verdict(
        gates=tuple(
            GateResult(
                gate=gate, station=entry.station, file=entry.file, passed=passed, have=have, need=need, soft=soft(gate)
            )
            for entry, answers in zip(entries, stations, strict=True)
            for gate, passed, have, need in answers
        ),
        overall=tuple(
            GateResult(gate=gate, passed=passed, have=have, need=need, soft=soft(gate))
            for gate, passed, have, need in _overall(
                gates, covered.expired, paired, (failing, len(entries)), unreadable
            )
        ),
        some_may_fail=gates.max_failing is not None,
        judged=gates.may_vanish or not paired.has_none or soft("no-regress"),
        waivers=covered.uses,
        notes=(*_told(covered.notes, soft=soft("waivers")), *_told(paired.notes, soft=soft("no-regress"))),
        earlier={
            (entry.station, entry.file): Earlier(file=gates.baseline.file, index=then.index)
            for entry, then in zip(entries, paired.past, strict=True)
            if gates.baseline and isinstance(then, Past)
        },
    )


def _told(notes: Sequence[Problem], *, soft: bool) -> Iterator[Problem]:
    """Notes of a gate; where it only warns, so do they."""
    return (replace(note, severity="warning") if soft and note.severity == "error" else note for note in notes)


def _held_to(asked: Thresholds, entry: Judged, framework: Framework) -> Iterator[Answer]:
    if asked.fail_under is not None:
        yield "fail-under", *_index(entry, framework, asked.fail_under)
    if asked.fail_under_chapter is not None:
        passed, have = _chapters(entry, framework, asked.fail_under_chapter)
        yield "fail-under-chapter", passed, have, as_typed(asked.fail_under_chapter)
    if asked.min_coverage is not None:
        share = None if entry.index.coverage is None else entry.index.coverage * 100
        passed, have, need = held(share, asked.min_coverage)
        yield "min-coverage", passed, have if share is None else f"{have}%", f"{need}%"
    if asked.min_level is not None:
        order = list(framework.level)
        reached = entry.level is not None and order.index(entry.level) >= order.index(asked.min_level)
        none = "—" if entry.index.withheld is None else _withheld(entry, framework, "index")
        yield "min-level", reached, entry.level or none, asked.min_level


def _index(entry: Judged, framework: Framework, need: float, decimals: int | None = None) -> Held:
    """The index held against a number; where it is withheld, why."""
    passed, have, asked = held(entry.index.score, need, decimals)
    return passed, have if entry.index.withheld is None else _withheld(entry, framework, "index"), asked


def _withheld(entry: Judged, framework: Framework, name: str) -> str:
    """A dash and what withholds a score, as it stands in the rubric: `— needs_all: M01`, `— voids: staff`."""
    return f"— {', '.join(withheld_by(framework, entry, name))}"


def _chapters(entry: Judged, framework: Framework, need: float) -> tuple[bool, str]:
    """Whether every chapter in play reaches a number; those that do not, else the lowest."""
    scored = [(node.score, node.id) for node in entry.chapters if node.ceiling is not None]
    if not scored:
        return False, "—"
    short = [(score, name) for score, name in scored if not held(score, need)[0]]
    shown = short or [min(scored, key=lambda pair: pair[0] or 0.0)]
    held_back = {node.id for node in entry.chapters if node.withheld is not None}

    def said(score: float | None, name: str) -> str:
        return _withheld(entry, framework, name) if name in held_back else held(score, need)[1]

    return not short, ", ".join(f"{name} {said(score, name)}" for score, name in shown)


def _red_line(gates: Gates, entry: Judged, waived: frozenset[str]) -> Iterator[Answer]:
    if gates.fail_on is not None:
        failing = ("missed",) if gates.fail_on == "red-line-missed" else ("missed", "unanswered")
        found = [name for name, state in entry.not_kept.items() if state in failing and name not in waived]
        yield f"fail-on {gates.fail_on}", not found, _counted(found), "0"


def _regress(
    gates: Gates, entry: Judged, framework: Framework, waived: frozenset[str], then: Past | Ambiguous | None
) -> Iterator[Answer]:
    """What has become worse since the baseline: the index, red lines newly missed, indicators no longer met."""
    if then is None:
        return
    if isinstance(then, Ambiguous):
        yield "no-regress", False, str(then.count), "1"
        return
    if then.index is not None:
        need = then.index - gates.tolerance
        yield "no-regress index", *_index(entry, framework, need, decimals=1)
    worse = [
        result
        for result in entry.results
        if result.outcome in BELOW_TARGET and result.id not in waived and result.id in then.outcomes
    ]
    red = [result.id for result in worse if result.red_line and result.id not in then.red_lines]
    met = [result.id for result in worse if then.outcomes[result.id] == "met" and result.id not in red]
    yield "no-regress red-line", not red, _counted(red), "0"
    yield "no-regress met", not met, _counted(met), "0"


def _overall(
    gates: Gates, expired: tuple[str, ...], paired: Paired, failing: tuple[int, int], unreadable: int
) -> Iterator[Answer]:
    if gates.baseline is not None and not gates.may_vanish:
        if paired.has_none:
            yield ALL_THERE, False, "0", "1"
        elif gates.is_whole:
            yield ALL_THERE, not paired.gone, _counted(paired.gone), "0"
    if gates.waivers is not None:
        yield "waivers", not expired, _counted(expired), "0"
    if gates.max_failing is not None:
        allowed = gates.max_failing
        yield "max-failing", allowed.allows(*failing), allowed.found(*failing), str(allowed)
    if gates.max_unreadable is not None:
        allowed, total = gates.max_unreadable, failing[1] + unreadable
        yield "max-unreadable", allowed.allows(unreadable, total), allowed.found(unreadable, total), str(allowed)


def _counted(ids: Sequence[str]) -> str:
    return f"{len(ids)}: {', '.join(ids)}" if ids else "0"
