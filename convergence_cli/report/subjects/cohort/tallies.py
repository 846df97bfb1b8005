"""A run in a few lines: what it comes to, and what is wrong of many files said once with how many they are."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from convergence_cli.errors import Problem
from convergence_cli.model.assessment import Cohort, Failure
from convergence_cli.model.language import Language
from convergence_cli.model.standing import Standing
from convergence_cli.report.verdict import audit, tallies
from convergence_cli.texts import message, say

_NAMED, _ALONE = 5, 3
"""So many files of a group are named; so many of one kind stand alone, with their own words."""


def totals(cohort: Cohort) -> Iterator[str]:
    """Files, levels, gates."""
    language, stations, failures = cohort.language, len(cohort.stations), len(cohort.failures)
    facts = {"files": f"{stations + failures:,}", "stations": f"{stations:,}", "failures": f"{failures:,}"}
    yield say(language, "batch.counts", **facts)
    if stations and cohort.framework.levels:
        given = [judged for judged in cohort.stations if judged.index.withheld is None]
        reached = Counter(judged.level for judged in given)
        names = [None, *(level.id for level in cohort.framework.levels)]
        parts = (f"{name or say(language, 'terms.no-level')} {reached[name]:,}" for name in names)
        yield say(language, "batch.levels", levels=say(language, "terms.list-separator").join(parts))
        if len(given) < stations:
            yield say(language, "batch.withheld", count=f"{stations - len(given):,}")
    gates = say(language, "terms.clause-separator").join(tallies(cohort.verdict, language))
    if waivers := audit(cohort.verdict, language):
        yield waivers
    if gates:
        yield say(language, "batch.gates", gates=gates)


def failure_lines(cohort: Cohort, *, each: bool) -> list[str]:
    """What could not be judged: the commonest error first, of many files with it their number and a few names.

    each: every file on a line of its own.
    """
    groups: dict[str, list[Failure]] = {}
    for failure in cohort.failures:
        groups.setdefault(failure.errors[0].code, []).append(failure)
    lines: list[str] = []
    for code, group in sorted(groups.items(), key=lambda pair: -len(pair[1])):
        if len(group) > _ALONE and not each:
            lines.append(_grouped(code, [failure.file for failure in group], cohort.language))
        else:
            lines += (f"{failure.file}  {_why(failure, cohort.language)}" for failure in group)
    return lines


def remark_lines(cohort: Cohort) -> list[str]:
    """What was noticed of stations beside each other: copies of one, and any other that many share, in one line."""
    groups: dict[Hashable, list[tuple[Standing, Problem]]] = {}
    for judged in cohort.stations:
        if isinstance(judged, Standing):
            for item in judged.remarks:
                groups.setdefault((item.code, _alike(judged, item)), []).append((judged, item))
    lines: list[str] = []
    for group in groups.values():
        judged, item = group[0]
        if len(group) > 1:
            station = judged.station if item.code in _OF_ONE else ""
            lines.append(_grouped(item.code, [each.file for each, _ in group], cohort.language, station))
        else:
            lines.append(f"{judged.file}  {message(cohort.language, item)}")
    return lines


_OF_ONE = ("workbook-twice", "station-twice")
"""Said of each of several workbooks, which name each other: one group is one station."""


def _alike(judged: Standing, item: Problem) -> Hashable:
    """What the workbooks of a group have in common."""
    if item.code == "workbook-twice":
        return judged.sha256
    return judged.station if item.code == "station-twice" else ""


def _grouped(code: str, files: Sequence[str], language: Language, station: str = "") -> str:
    shown = say(language, "terms.list-separator").join([*files[:_NAMED], *(["…"] if len(files) > _NAMED else [])])
    title = say(language, f"problems.{code}/title")
    about = say(language, "batch.of-station", title=title, station=station) if station else title
    return say(language, "batch.grouped", count=f"{len(files):,}", code=code, title=about, files=shown)


def _why(failure: Failure, language: Language) -> str:
    """The first error, with its cell, and how many more there are; `check` tells them all."""
    errors = failure.errors
    first = errors[0]
    said = " ".join(filter(None, (first.location.place, f"[{first.code}]", message(language, first))))
    return said if len(errors) == 1 else said + say(language, "batch.more-errors", count=len(errors) - 1)
