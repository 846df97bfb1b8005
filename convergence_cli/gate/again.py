"""The gates of a saved report, held once more to the numbers that were made anew.

Thresholds, and what was asked of one part, are judged again. What was held against another file (a baseline, waivers)
is that run's own word: it has only to agree with itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from convergence_cli.errors import ConfigError, Location, problem
from convergence_cli.gate.gates import THRESHOLDS, Gates, Thresholds, judge
from convergence_cli.gate.requiring import POINTS, WAIVED, Require, answer, parts
from convergence_cli.model.assessment import Cohort, GateResult
from convergence_cli.model.judged import Judged
from convergence_cli.model.kind import LEVEL


def check_gates(cohort: Cohort, file: str) -> None:
    """Raises ConfigError (`report-altered`) where a gate says what the stations' numbers do not."""
    thresholds = tuple(item for item in cohort.verdict.gates if _is_threshold(item.gate))
    soft = frozenset(item.gate.split()[0] for item in thresholds if item.soft)
    try:
        again = judge(replace(_gates(thresholds, cohort), warn_on=soft), cohort.stations, cohort.framework).gates
    except ValueError as error:
        raise ConfigError(problem("report-shape", Location(file=file), at="gates", found=str(error)[:40])) from None
    known = {(entry.station, entry.file): entry for entry in cohort.stations}
    others = [item for item in (*cohort.verdict.gates, *cohort.verdict.overall) if not _is_threshold(item.gate)]
    wrong = next((item for item in others if not _agrees(item, known)), None)
    if again != thresholds or wrong:
        odd = (item for item in (*thresholds, *again) if item not in again or item not in thresholds)
        said = wrong or next(odd, thresholds[0])
        raise ConfigError(problem("report-altered", Location(file=file), station=said.station, at=said.gate))


def _is_threshold(gate: str) -> bool:
    """Whether a gate holds a number or a level of the station to one that was typed."""
    return gate in THRESHOLDS or (gate.startswith("require ") and gate.endswith(POINTS))


def _gates(thresholds: Sequence[GateResult], cohort: Cohort) -> Gates:
    """The thresholds as they were asked for, of each level its own; raises ValueError for what is none."""
    levels = {(entry.station, entry.file): str(entry.profile.get(LEVEL)) for entry in cohort.stations}
    asked: dict[str, dict[str, str]] = {level: {} for level in levels.values()}
    for item in thresholds:
        asked.setdefault(levels.get((item.station, item.file), ""), {})[item.gate] = item.need
    # What is asked of one is asked of all, be it with another number.
    every = {name: need for each in asked.values() for name, need in each.items()}
    required = {name.split()[1]: float(need) for name, need in every.items() if name not in THRESHOLDS}
    if not required.keys() <= parts(cohort.framework).keys():
        raise ValueError(", ".join(required))
    return Gates(
        by_level={level: _of_level({**every, **each}, cohort) for level, each in asked.items()},
        require=tuple(Require(id=name, need=need) for name, need in required.items()),
    )


def _of_level(asked: Mapping[str, str], cohort: Cohort) -> Thresholds:
    level = asked.get("min-level")
    if level is not None and level not in cohort.framework.level:
        raise ValueError(level)
    numbers = {name: float(asked[name].removesuffix("%")) for name in THRESHOLDS[:-1] if name in asked}
    return Thresholds(
        fail_under=numbers.get("fail-under"),
        fail_under_chapter=numbers.get("fail-under-chapter"),
        min_coverage=numbers.get("min-coverage"),
        min_level=level,
    )


def _agrees(item: GateResult, known: Mapping[tuple[str, str], Judged]) -> bool:
    """Whether a gate is about a station of the report, and nothing found is passed and anything found is not.

    Whether an indicator is met is seen again; that its gap is waived is the run's own word.
    """
    entry = known.get((item.station, item.file))
    if item.station and entry is None:
        return False
    word, _, name = item.gate.partition(" ")
    if word == "require":
        if entry is None or all(each.id != name for each in entry.results):
            return False
        waived = frozenset({name} if item.have == WAIVED else ())
        asked = Require(id=name, need=None)
        return answer(asked, entry, waived) == (item.gate, item.passed, item.have, item.need)
    return item.need != "0" or item.passed == (item.have == "0")
