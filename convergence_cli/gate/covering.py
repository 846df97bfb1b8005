"""Which gaps of a run are waived, and which waivers are used, unused or expired."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Literal

from convergence_cli.errors import Location, Problem, joined, problem
from convergence_cli.model.assessment import BELOW_TARGET
from convergence_cli.model.judged import Judged
from convergence_cli.model.waiver import Waiver, Waivers, WaiverUse
from convergence_cli.texts.nearest import nearest
from convergence_cli.value import value

_PATTERN = frozenset("*?")
_NAMED = 10
# Names of stations are alike by nature: most of one is the words for its kind.
_LIKENESS = 0.85


@value
class Covered:
    """What the waivers of a file come to in one run."""

    ids: tuple[frozenset[str], ...]
    """For each entry the indicators below target that are waived."""
    expired: tuple[str, ...] = ()
    """The indicators of waivers that have expired."""
    uses: tuple[WaiverUse, ...] = ()
    notes: tuple[Problem, ...] = ()


def cover(waivers: Waivers | None, entries: Sequence[Judged]) -> Covered:
    """Apply waivers to a run.

    A waiver for a station by name comes before those by a pattern, of which the first counts. One that has expired
    covers nothing, and is an error whether or not the gap is still there; one for a station that is not in the run is
    neither.
    """
    if waivers is None:
        return Covered(ids=(frozenset(),) * len(entries))
    present = {entry.station for entry in entries}
    here = [
        item.station in present or (is_pattern(item.station) and any(fits(item.station, name) for name in present))
        for item in waivers.items
    ]
    valid = {(item.station, item.id): at for at, item in enumerate(waivers.items) if waivers.holds(item)}
    patterns: dict[str, list[int]] = {}
    for at, item in enumerate(waivers.items):
        if waivers.holds(item) and is_pattern(item.station):
            patterns.setdefault(item.id, []).append(at)
    found: list[list[tuple[str, str]]] = [[] for _ in waivers.items]
    ids: list[frozenset[str]] = []
    for entry in entries:
        below = [result.id for result in entry.results if result.outcome in BELOW_TARGET]
        by = {
            name: valid.get(
                (entry.station, name),
                next((at for at in patterns.get(name, ()) if fits(waivers.items[at].station, entry.station)), None),
            )
            for name in below
        }
        used = {name: at for name, at in by.items() if at is not None}
        for at in used.values():
            found[at].append((entry.station, entry.file))
        ids.append(frozenset(used))
    uses = tuple(
        WaiverUse(
            waiver=item,
            state=_state(waivers, item, in_run=near, used=bool(where)),
            expiring=waivers.expiring(item),
            findings=tuple(where),
        )
        for item, near, where in zip(waivers.items, here, found, strict=True)
    )
    expired = tuple(use.waiver.id for use in uses if use.state == "expired")
    notes = [_note(use, place) for use, place, near in zip(uses, waivers.places, here, strict=True) if near]
    absent = [(item, place) for item, place, near in zip(waivers.items, waivers.places, here, strict=True) if not near]
    told = (*(note for note in notes if note), *_elsewhere(absent, present))
    return Covered(ids=tuple(ids), expired=expired, uses=uses, notes=told)


def fits(pattern: str, station: str) -> bool:
    """Whether a waiver for stations of this pattern is for this one; nothing but * and ? is special in it."""
    # What a star stands for is never taken back, so no pattern takes longer than its length allows.
    return fnmatchcase(station, pattern.replace("[", "[[]"))


def is_pattern(name: str) -> bool:
    """Whether a waiver is for all stations whose names are like this."""
    return not _PATTERN.isdisjoint(name)


def _state(waivers: Waivers, item: Waiver, *, in_run: bool, used: bool) -> Literal["used", "unused", "expired"]:
    if in_run and not waivers.holds(item):
        return "expired"
    return "used" if used else "unused"


def _note(use: WaiverUse, place: Location) -> Problem | None:
    item = use.waiver
    if use.state == "expired":
        facts = {"expires": item.expires.isoformat(), "by": item.approved_by}
        return problem("waiver-expired", place, id=item.id, station=item.station, **facts)
    if use.state == "used" and use.expiring:
        facts = {"expires": item.expires.isoformat(), "by": item.owner or item.approved_by}
        return problem("waiver-expiring", place, "warning", id=item.id, station=item.station, **facts)
    if use.state == "unused":
        return problem("waiver-unused", place, "note", id=item.id, station=item.station)
    return None


def _elsewhere(absent: list[tuple[Waiver, Location]], present: set[str]) -> list[Problem]:
    """One note for all waivers of stations that are not in the run: a file may serve a whole province."""
    if not absent:
        return []
    names = list(dict.fromkeys(item.station for item, _ in absent))
    shown = joined(names, _NAMED)
    known = sorted(present)
    close = next((f"{name} → {near}" for name in names[:_NAMED] if (near := nearest(name, known, _LIKENESS))), "")
    place = Location(file=absent[0][1].file)
    return [problem("waivers-elsewhere", place, "note", count=str(len(absent)), stations=shown, nearest=close)]
