"""The same station twice, or the same workbook under two names: each of them says so, with the others' paths."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from convergence_cli.errors import Location, Problem, joined, problem
from convergence_cli.model.framework import Framework
from convergence_cli.model.kind import peer_questions, year_assessed
from convergence_cli.model.standing import Standing
from convergence_cli.questionnaire.cleaning import folded

_FEW = 5


def latest_of_each(framework: Framework, standings: Sequence[Standing]) -> tuple[list[Standing], tuple[str, ...]]:
    """The stations without those that came with a later year, too, and the files of these.

    One station counts once, by its latest year; the latest says which files are its history.
    """
    told_apart = peer_questions(framework)
    latest: dict[Hashable, float] = {}
    for item in standings:
        who, year = _identity(item, told_apart), year_assessed(item.profile)
        if year is not None:
            latest[who] = max(year, latest.get(who, year))
    kept: list[Standing] = []
    history: defaultdict[Hashable, list[str]] = defaultdict(list)
    for item in standings:
        who, year = _identity(item, told_apart), year_assessed(item.profile)
        if year is None or year == latest[who]:
            kept.append(item)
        else:
            history[who].append(item.file)
    marked = [_with_history(item, history.get(_identity(item, told_apart), [])) for item in kept]
    return marked, tuple(file for files in history.values() for file in files)


def _with_history(item: Standing, files: list[str]) -> Standing:
    if not files or year_assessed(item.profile) is None:
        return item
    remark = problem("station-earlier-years", Location(file=item.file), "note", others=joined(files, _FEW))
    return replace(item, remarks=(*item.remarks, remark))


def mark_duplicates(framework: Framework, standings: Sequence[Standing]) -> list[Standing]:
    """The same stations in the same order, with a warning on each one that came more than once."""
    by_content: defaultdict[str, list[Standing]] = defaultdict(list)
    by_identity: defaultdict[Hashable, list[Standing]] = defaultdict(list)
    told_apart = peer_questions(framework)
    for item in standings:
        by_content[item.sha256].append(item)
        by_identity[_identity(item, told_apart)].append(item)

    def remarks(item: Standing) -> Iterator[Problem]:
        copies = [other.file for other in by_content[item.sha256] if other is not item]
        if copies:
            yield problem("workbook-twice", Location(file=item.file), "warning", others=joined(copies, _FEW))
        # Copies have been told already.
        others = [other.file for other in by_identity[_identity(item, told_apart)] if other.sha256 != item.sha256]
        if others:
            place = Location(file=item.file)
            yield problem("station-twice", place, "warning", station=item.station, others=joined(others, _FEW))

    return [
        replace(item, remarks=(*item.remarks, *found)) if (found := tuple(remarks(item))) else item
        for item in standings
    ]


def _identity(item: Standing, told_apart: tuple[str, ...]) -> Hashable:
    answers = (item.profile.get(question) for question in told_apart)
    return (folded(item.station), *(folded(given) if isinstance(given, str) else given for given in answers))
