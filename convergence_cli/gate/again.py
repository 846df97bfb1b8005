"""The gates of a saved report, held once more to the numbers that were made anew.

Thresholds are judged again. What was held against another file (a baseline, waivers) is that run's own word: it has
only to agree with itself.
"""

from dataclasses import replace

from convergence_cli.errors import ConfigError, Location, problem
from convergence_cli.gate.gates import Gates, judge
from convergence_cli.gate.requiring import POINTS, Require, parts
from convergence_cli.model.assessment import Cohort, GateResult

_THRESHOLDS = ("fail-under", "fail-under-chapter", "min-coverage", "min-level")


def check_gates(cohort: Cohort, file: str) -> None:
    """Raises ConfigError (`report-altered`) where a gate says what the stations' numbers do not."""
    thresholds = tuple(item for item in cohort.verdict.gates if _is_threshold(item.gate))
    asked = {item.gate: item.need for item in thresholds}
    soft = frozenset(item.gate.split()[0] for item in thresholds if item.soft)
    try:
        again = judge(replace(_gates(asked, cohort), warn_on=soft), cohort.stations, cohort.framework).gates
    except ValueError:
        raise ConfigError(problem("report-shape", Location(file=file), at="gates", found=str(asked)[:40])) from None
    known = {(entry.station, entry.file) for entry in cohort.stations}
    others = [item for item in (*cohort.verdict.gates, *cohort.verdict.overall) if not _is_threshold(item.gate)]
    wrong = next((item for item in others if not _agrees(item, known)), None)
    if again != thresholds or wrong:
        odd = (item for item in (*thresholds, *again) if item not in again or item not in thresholds)
        said = wrong or next(odd, thresholds[0])
        raise ConfigError(problem("report-altered", Location(file=file), station=said.station, at=said.gate))


def _is_threshold(gate: str) -> bool:
    """Whether a gate holds a number or a level of the station to one that was typed."""
    return gate in _THRESHOLDS or (gate.startswith("require ") and gate.endswith(POINTS))


def _gates(asked: dict[str, str], cohort: Cohort) -> Gates:
    """The thresholds as they were asked for; raises ValueError for what is none."""
    level = asked.get("min-level")
    if level is not None and level not in cohort.framework.level:
        raise ValueError(level)
    numbers = {name: float(need.removesuffix("%")) for name, need in asked.items() if name != "min-level"}
    required = {name.split()[1]: need for name, need in numbers.items() if name not in _THRESHOLDS}
    if not required.keys() <= parts(cohort.framework).keys():
        raise ValueError(", ".join(required))
    return Gates(
        fail_under=numbers.get("fail-under"),
        fail_under_chapter=numbers.get("fail-under-chapter"),
        min_coverage=numbers.get("min-coverage"),
        min_level=level,
        require=tuple(Require(id=name, need=need) for name, need in required.items()),
    )


def _agrees(item: GateResult, known: set[tuple[str, str]]) -> bool:
    """Whether a gate is about a station of the report, and nothing found is passed and anything found is not."""
    if item.station and (item.station, item.file) not in known:
        return False
    return item.need != "0" or item.passed == (item.have == "0")
