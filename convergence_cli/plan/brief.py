"""The few strengths and gaps that one page has room for, by rules that need no search for a plan.

Gains are those that the assessment has, effort is counted as a plan counts it, and a proposed date is the latest that
a plan of few steps would give: the month in which the policy's horizon wants the step begun, and as many months as
it takes, with what it needs first.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from operator import attrgetter

from convergence_cli.model.assessment import BELOW_TARGET, Assessment, Blocker, Result, Step
from convergence_cli.model.brief import Brief, ChosenGap, Reason
from convergence_cli.model.display import shown
from convergence_cli.model.framework import Framework
from convergence_cli.model.ledger import LedgerEntry
from convergence_cli.plan.effort import months
from convergence_cli.plan.phases import LATEST, QUICK

STRENGTHS, GAPS = 3, 5
"""How many of them there are at most."""


def choose(
    framework: Framework, judged: Assessment, entries: Mapping[str, LedgerEntry], waived: Container[str]
) -> Brief:
    """The strengths and gaps of a station that stand in its brief, and in whatever sums it up.

    `entries` are those of its ledger and `waived` its accepted gaps, by indicator. Strengths are answered, met and of
    the largest weight, equal ones in the framework's order. Gaps are answered and below target: every red line that
    is missed, the gravest first, then what keeps the next level away (the indicator itself, or of a part that is too
    low the one with the most gain for its effort), then whatever gains most for its effort. Accepted gaps are passed
    over, but for red lines. What is unanswered or not applicable is neither.
    """
    met = [each for each in judged.results if each.outcome == "met" and each.value is not None and not each.when_empty]
    met.sort(key=lambda each: -round(each.weight, 9))
    found = _Gaps(framework, judged, entries, waived)
    red = [each for each in judged.results if each.red_line == "missed"]
    for result in sorted(red, key=attrgetter("gravity")):
        found.add(result, "red-line")
    for blocker in judged.blockers:
        found.unblock(blocker)
    for result in found.by_rate:
        found.add(result, "gain")
    return Brief(
        strengths=tuple(each.id for each in met[:STRENGTHS]),
        gaps=tuple(found.chosen.values()),
        red_lines_left=max(0, len(red) - GAPS),
    )


class _Gaps:
    """The gaps of one station, those chosen so far by id."""

    def __init__(
        self,
        framework: Framework,
        judged: Assessment,
        entries: Mapping[str, LedgerEntry],
        waived: Container[str],
    ) -> None:
        self.framework, self.judged, self.entries, self.waived = framework, judged, entries, waived
        below = [each for each in judged.results if each.outcome in BELOW_TARGET - {"unanswered"}]
        self.open = [each for each in below if each.id not in waived]
        self.by_rate = self._by_rate()
        self.chosen: dict[str, ChosenGap] = {}

    def add(self, result: Result, reason: Reason, part: str = "") -> None:
        """Choose a gap, unless it is there already or the page is full."""
        if result.id in self.chosen or len(self.chosen) == GAPS:
            return
        entry = self.entries.get(result.id, LedgerEntry())
        step = _step(result)
        self.chosen[result.id] = ChosenGap(
            id=result.id,
            reason=reason,
            part=part,
            step=step,
            who=entry.owner or entry.leader or entry.department,
            due=entry.due,
            months=None if step is None else self._latest(result, is_urgent=reason == "red-line"),
            is_waived=result.id in self.waived,
        )

    def unblock(self, blocker: Blocker) -> None:
        """Choose what lifts one condition of the next level, if a better answer does: evidence lifts it otherwise."""
        if blocker.kind == "indicator":
            for result in self.open:
                if result.id == blocker.id:
                    self.add(result, "level")
        elif blocker.kind in ("chapter", "measure") and not self._lacks_evidence(blocker):
            inside = (each for each in self.by_rate if blocker.id in (each.chapter, each.measure))
            for result in [each for each in inside if each.id not in self.chosen][:1]:
                self.add(result, "level", blocker.id)

    def _lacks_evidence(self, blocker: Blocker) -> bool:
        """Whether the part is high enough, and only its evidence is not."""
        score = {node.id: node.score for node in (*self.judged.chapters, *self.judged.measures)}[blocker.id]
        return blocker.on == "evidenced" and score is not None and score >= (blocker.need or 0.0)

    def _by_rate(self) -> Sequence[Result]:
        """What can be begun at once and brings what can be printed: most gain for a month of work first."""
        rates = [
            (each, step.gain / self._effort(each, step))
            for each in self.open
            if (step := _step(each)) and shown().printed_gain(step.gain) > 0 and not any(self._needs(each))
        ]
        # The last bits of a division do not decide who is first.
        return [each for each, rate in sorted(rates, key=lambda pair: -round(pair[1], 9))]

    def _needs(self, result: Result) -> Iterator[Result]:
        """What has to be met first and is not."""
        others = (self.judged.result[name] for name in self.framework.indicator[result.id].needs)
        return (each for each in others if each.gap > 0)

    def _effort(self, result: Result, step: Step) -> int:
        effort = self.framework.indicator[result.id].effort
        return months(effort, result.points or 0.0, step.points, result.target)

    def _latest(self, result: Result, *, is_urgent: bool) -> int:
        """The last of the months within which it is proposed to be done."""
        took = self._with_needs(result)
        horizon = self.framework.measure[result.measure].horizon or "progress"
        return LATEST["red-lines" if is_urgent else "quick" if took <= QUICK else horizon] + took - 1

    def _with_needs(self, result: Result) -> int:
        """How many months it takes, one step after the other."""
        step = _step(result)
        before = max(map(self._with_needs, self._needs(result)), default=0)
        return before + (self._effort(result, step) if step else 0)


def _step(result: Result) -> Step | None:
    return result.to_target or result.next_step
