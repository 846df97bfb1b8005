"""The verdict in words, the same in every report: of one station each gate, of many one line for each that failed."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from convergence_cli.model.assessment import Cohort, GateResult, Verdict
from convergence_cli.model.language import Language
from convergence_cli.model.waiver import Waiver
from convergence_cli.report.problems import printable
from convergence_cli.texts import say

_MOST = 20
"""Stations that a log names; the report has all."""


def waived_words(waiver: Waiver, language: Language) -> str:
    """Until when, by whom and why a gap is accepted."""
    facts = {"expires": waiver.expires.isoformat(), "by": waiver.approved_by, "reason": waiver.reason}
    return say(language, "gating.waived-owned" if waiver.owner else "gating.waived", owner=waiver.owner, **facts)


def unread_line(cohort: Cohort) -> str:
    """How many files could not be judged, and why, the commonest first."""
    language = cohort.language
    codes = Counter(failure.errors[0].code for failure in cohort.failures)
    parts = (f"{code} {count:,}" for code, count in sorted(codes.items(), key=lambda pair: (-pair[1], pair[0])))
    facts = {"failures": f"{codes.total():,}", "files": f"{len(cohort.entries):,}"}
    return say(language, "batch.unread", codes=say(language, "terms.list-separator").join(parts), **facts)


def gate_words(gate: GateResult, language: Language) -> str:
    """One gate, its answer and both numbers."""
    key = "gate-passed" if gate.passed else "gate-warned" if gate.soft else "gate-failed"
    return say(language, f"run.{key}", gate=gate.gate, have=gate.have, need=gate.need)


def lines(verdict: Verdict, language: Language, *, failed_only: bool = False) -> Iterator[str]:
    """The stations' gates, then those over the whole run. No line begins with words of a workbook."""
    stations = [tuple(gates) for _, gates in groupby(verdict.gates, lambda gate: (gate.station, gate.file))]
    if len(stations) > 1:
        yield from _stations(stations, language)
    else:
        yield from _gates(verdict.gates, language, failed_only=failed_only)
    yield from _gates(verdict.overall, language, failed_only=failed_only)


def audit(verdict: Verdict, language: Language) -> str:
    """How many waivers are used, unused, expired, and expire within thirty days; empty where there are none."""
    if not verdict.waivers:
        return ""
    states = Counter(use.state for use in verdict.waivers)
    facts = {name: f"{states[name]:,}" for name in ("used", "unused", "expired")}
    soon = sum(use.expiring for use in verdict.waivers)
    return say(language, "gating.audit", count=len(verdict.waivers), expiring=f"{soon:,}", **facts)


def tallies(verdict: Verdict, language: Language) -> Iterator[str]:
    """Of each gate over stations how many of them failed it, then those over the whole run with both numbers."""
    totals = Counter(gate.gate for gate in verdict.gates)
    failed = Counter(gate.gate for gate in verdict.gates if not gate.passed)
    for name, total in totals.items():
        facts = {"gate": name, "failed": f"{failed[name]:,}", "total": f"{total:,}"}
        yield say(language, "gating.tally" if failed[name] else "gating.tally-passed", **facts)
    for gate in verdict.overall:
        yield say(language, "gating.reason", gate=gate.gate, have=gate.have, need=gate.need)


def _stations(stations: list[tuple[GateResult, ...]], language: Language) -> Iterator[str]:
    failing = warned = 0
    for gates in stations:
        failed = [gate for gate in gates if not gate.passed]
        if not failed:
            continue
        hard = any(not gate.soft for gate in failed)
        failing += hard
        warned += not hard
        if failing + warned > _MOST:
            continue
        reasons = say(language, "terms.clause-separator").join(
            say(language, "gating.reason", gate=gate.gate, have=gate.have, need=gate.need) for gate in failed
        )
        facts = {"station": gates[0].station, "file": gates[0].file, "reasons": reasons}
        yield printable(say(language, f"gating.station-{'failed' if hard else 'warned'}", **facts))
    if failing + warned > _MOST:
        yield say(language, "gating.more-stations", count=f"{failing + warned - _MOST:,}")
    counts = {"total": len(stations), "failing": failing, "warned": warned, "passed": len(stations) - failing - warned}
    yield say(language, "gating.stations-warned" if warned else "gating.stations", **counts)


def _gates(gates: tuple[GateResult, ...], language: Language, *, failed_only: bool) -> Iterator[str]:
    for gate in gates:
        if gate.passed and failed_only:
            continue
        yield gate_words(gate, language)
