"""Thresholds over a cohort: each gate and each station gives one answer, named with both numbers."""

from collections.abc import Iterator

from convergence_cli.model.assessment import Assessment, GateResult, Verdict
from convergence_cli.model.standing import Standing
from convergence_cli.scoring.tree import reaches
from convergence_cli.value import value


@value
class Gates:
    """The gates that were asked for."""

    fail_under: float | None = None
    """The index must be at least this; equal passes."""
    fail_on_red_line: bool = False
    """No red line may be unmet or unanswered."""


def judge(gates: Gates, assessments: tuple[Assessment | Standing, ...]) -> Verdict:
    """Every gate over every station."""
    return Verdict(gates=tuple(found for judged in assessments for found in _station(gates, judged)))


def _station(gates: Gates, judged: Assessment | Standing) -> Iterator[GateResult]:
    if gates.fail_under is not None:
        index = judged.index.score
        yield GateResult(
            gate="fail-under",
            station=judged.station,
            passed=index is not None and reaches(index, gates.fail_under),
            have="—" if index is None else f"{index:.12g}",
            need=f"{gates.fail_under:.12g}",
        )
    if gates.fail_on_red_line:
        missed = [result.id for result in judged.results if result.red_line]
        yield GateResult(
            gate="fail-on red-line",
            station=judged.station,
            passed=not missed,
            have=f"{len(missed)}: {', '.join(missed)}" if missed else "0",
            need="0",
        )
