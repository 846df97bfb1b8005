"""Which station of a baseline is which of a run."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from convergence_cli.errors import Location, Problem, joined, problem
from convergence_cli.gate.past import Baseline, Past
from convergence_cli.model.framework import Framework
from convergence_cli.model.judged import Judged
from convergence_cli.model.kind import differing, peer_questions
from convergence_cli.value import value

_NAMED = 10

Key = tuple[str, ...]


@value
class Ambiguous:
    """So many stations may be meant by one name, and nothing tells them apart."""

    count: int


Found = tuple[Past | Ambiguous | None, ...]
"""For each entry of a run."""


@value
class Paired:
    """For each entry of a run its station in the baseline; None where it has none."""

    past: Found
    gone: tuple[str, ...] = ()
    """Stations of the baseline that the run does not have; of one that is assessed alone none is expected."""
    has_none: bool = False
    """There are stations, and the baseline has not one of them."""
    notes: tuple[Problem, ...] = ()


def pair(
    baseline: Baseline | None,
    entries: Sequence[Judged],
    framework: Framework,
    *,
    is_whole: bool = True,
    may_vanish: bool = False,
) -> Paired:
    """Stations by name; where several share one, by what tells peers apart, too; then by the workbook's name.

    is_whole: the run should have every station of the baseline. may_vanish: what it does not have is a note.
    """
    if baseline is None:
        return Paired(past=(None,) * len(entries))
    told_apart = peer_questions(framework)
    ours = [_keys(entry.station, entry.profile, entry.file, told_apart) for entry in entries]
    how_often = Counter(key for keys in ours for key in keys)
    theirs: dict[Key, list[Past]] = defaultdict(list)
    for past in baseline.stations:
        for key in _keys(past.station, past.profile, past.file, told_apart):
            theirs[key].append(past)
    found = tuple(_one(keys, how_often, theirs) for keys in ours)
    gone = _gone(baseline, entries, found) if is_whole else []
    has_none = bool(entries) and all(past is None for past in found)
    told = (
        *_notes(baseline, entries, found),
        *_gone_notes(baseline, gone, _new(entries, found), may_vanish=may_vanish),
    )
    if has_none and not may_vanish:
        told = (problem("baseline-none-in-common", Location(file=baseline.file)), *told)
    notes = (*baseline.notes, *told, *_differing(baseline, entries, found, framework))
    return Paired(past=found, gone=tuple(past.station for past in gone), has_none=has_none, notes=notes)


def _keys(station: str, profile: Mapping[str, object], file: str, told_apart: tuple[str, ...]) -> tuple[Key, ...]:
    """From the shortest to the longest."""
    more = (station, *(str(profile.get(question)) for question in told_apart))
    return (station,), more, (*more, file)


def _one(keys: tuple[Key, ...], ours: Counter[Key], theirs: Mapping[Key, list[Past]]) -> Past | Ambiguous | None:
    count, alike = 0, keys[-2]
    for key in keys:
        meant = theirs.get(key, [])
        if not meant and key is keys[-1] and not any(ours[*alike, past.file] for past in theirs[alike]):
            # Not one workbook has the name that it had: each may be this one.
            break
        if not meant:
            return None
        count = max(len(meant), ours[key])
        if count == 1:
            return meant[0]
    return Ambiguous(count=count)


def _notes(baseline: Baseline, entries: Sequence[Judged], found: Found) -> list[Problem]:
    place = Location(file=baseline.file)
    notes = [
        problem("baseline-ambiguous", place, station=entry.station, count=str(past.count))
        for entry, past in zip(entries, found, strict=True)
        if isinstance(past, Ambiguous)
    ]
    new = [entry.station for entry in _new(entries, found)]
    if new:
        notes.append(problem("baseline-new", place, "note", count=str(len(new)), stations=joined(new, _NAMED)))
    return notes


def _new(entries: Sequence[Judged], found: Found) -> list[Judged]:
    return [entry for entry, past in zip(entries, found, strict=True) if past is None]


def _gone(baseline: Baseline, entries: Sequence[Judged], found: Found) -> list[Past]:
    """The stations of the baseline that no entry is; of those that cannot be told apart nobody can say."""
    known = {id(past) for past in found if isinstance(past, Past)}
    unsure = {entry.station for entry, past in zip(entries, found, strict=True) if isinstance(past, Ambiguous)}
    return [past for past in baseline.stations if id(past) not in known and past.station not in unsure]


def _gone_notes(baseline: Baseline, gone: list[Past], new: list[Judged], *, may_vanish: bool) -> Iterator[Problem]:
    """One for all that are gone, with a station of a new name in whose workbook one of them stood."""
    if gone:
        by_file = {entry.file: entry.station for entry in new}
        renamed = next((f"{past.station} → {by_file[past.file]}" for past in gone if past.file in by_file), "")
        facts = {
            "count": str(len(gone)),
            "stations": joined([past.station for past in gone], _NAMED),
            "renamed": renamed,
        }
        yield problem("baseline-gone", Location(file=baseline.file), "note" if may_vanish else "error", **facts)


def _differing(baseline: Baseline, entries: Sequence[Judged], found: Found, framework: Framework) -> Iterator[Problem]:
    """For each question about stations, those that are another kind of station, or of another year, than they were."""
    moved: dict[str, list[str]] = defaultdict(list)
    for entry, past in zip(entries, found, strict=True):
        if isinstance(past, Past):
            for question, _, _ in differing(framework, past.profile, entry.profile):
                moved[question.id].append(entry.station)
    for name, names in moved.items():
        title = framework.question[name].title
        place, facts = Location(file=baseline.file), {"count": f"{len(names):,}", "stations": joined(names, _NAMED)}
        yield problem("baseline-differs", place, "warning", question=title.both, **facts)
