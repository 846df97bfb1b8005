"""One run of many stations, by what it is called and by what its stations are known from year to year."""

from collections.abc import Iterable

from convergence_cli.errors import ConfigError, Location, problem
from convergence_cli.model.assessment import Cohort
from convergence_cli.model.judged import Judged
from convergence_cli.model.kind import station_key, year_assessed
from convergence_cli.model.standing import Standing
from convergence_cli.value import value


@value
class Run:
    """A cohort, its label, and the key of each of its stations, in their order."""

    label: str
    cohort: Cohort
    keys: tuple[str, ...]


def year_of(stations: Iterable[Judged]) -> str:
    """The year that all of these assess; empty where they do not agree on one."""
    years = {year_assessed(entry.profile) for entry in stations}
    year = years.pop() if len(years) == 1 else None
    return "" if year is None else f"{year:.0f}"


def keys_of(cohort: Cohort, id_column: str, file: str) -> tuple[str, ...]:
    """The key of each station: its id in that column of the list of workbooks, or without one its name and level.

    Raises ConfigError, which names `file`, where a station has no id.
    """
    if not id_column:
        return tuple(station_key(entry.station, entry.profile) for entry in cohort.stations)
    ids = tuple(entry.attributes.get(id_column, "") if isinstance(entry, Standing) else "" for entry in cohort.stations)
    without = [entry.station for entry, found in zip(cohort.stations, ids, strict=True) if not found]
    if without:
        facts = {"column": id_column, "count": f"{len(without):,}", "station": without[0]}
        raise ConfigError(problem("archive-no-id", Location(file=file), **facts))
    return ids
