"""What was noticed in workbooks: row by row, or for many stations each kind once."""

from collections import Counter
from collections.abc import Iterable, Sequence

from convergence_cli.errors import Problem
from convergence_cli.model.judged import Judged
from convergence_cli.model.language import Language
from convergence_cli.report.page.filters import Filter, listed
from convergence_cli.texts import hint, message, say
from convergence_cli.value import value

_GRAVITY = ("error", "warning", "note")


@value
class ProblemRow:
    """One problem in words; `owner` is the file or station, empty where there is only one."""

    owner: str
    severity: str
    order: int
    code: str
    place: str
    message: str
    hint: str


@value
class Remark:
    """One kind of problem of many stations, and the first one of it as an example."""

    severity: str
    order: int
    code: str
    title: str
    stations: int
    times: int
    station: str
    place: str
    message: str


def problem_rows(found: Iterable[tuple[str, Problem]], language: Language) -> tuple[ProblemRow, ...]:
    """(owner, problem) pairs, the gravest first, else in their order."""
    rows = (_row(owner, item, language) for owner, item in found)
    return tuple(sorted(rows, key=lambda row: row.order))


def _row(owner: str, item: Problem, language: Language) -> ProblemRow:
    return ProblemRow(
        owner=owner,
        severity=item.severity,
        order=_GRAVITY.index(item.severity),
        code=item.code,
        place=item.location.place,
        message=message(language, item),
        hint=hint(language, item),
    )


def severity_filter(found: Iterable[str], language: Language) -> Filter:
    """By severity."""
    return Filter(
        key="severity",
        title=say(language, "terms.severity"),
        options=listed(_GRAVITY, set(found), "terms", language),
    )


def remarks(stations: Sequence[Judged], language: Language) -> tuple[Remark, ...]:
    """Each kind of problem with how many stations have it and how often, the gravest and most frequent first."""
    first: dict[tuple[str, str], tuple[Judged, Problem]] = {}
    times: Counter[tuple[str, str]] = Counter()
    owners: Counter[tuple[str, str]] = Counter()
    for station in stations:
        kinds = [(item.severity, item.code) for item in station.problems]
        times.update(kinds)
        owners.update(set(kinds))
        for kind, item in zip(kinds, station.problems, strict=True):
            first.setdefault(kind, (station, item))
    order = sorted(first, key=lambda kind: (_GRAVITY.index(kind[0]), -owners[kind], kind[1]))
    return tuple(_remark(*first[kind], owners[kind], times[kind], language) for kind in order)


def _remark(station: Judged, item: Problem, stations: int, times: int, language: Language) -> Remark:
    return Remark(
        severity=item.severity,
        order=_GRAVITY.index(item.severity),
        code=item.code,
        title=say(language, f"problems.{item.code}/title"),
        stations=stations,
        times=times,
        station=station.station,
        place=item.location.place,
        message=message(language, item),
    )
