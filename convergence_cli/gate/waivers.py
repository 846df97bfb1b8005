"""Reads a file of accepted gaps, with every fault of it in one go."""

from datetime import date
from pathlib import Path

from convergence_cli.errors import ConfigError, Location, Problem, problem
from convergence_cli.files import read_text
from convergence_cli.model.framework import Framework
from convergence_cli.model.waiver import Waiver, WaiverFile, Waivers
from convergence_cli.texts.nearest import nearest

_TEXTS = ("id", "station", "reason", "approved_by")


def load_waivers(path: Path, framework: Framework, today: date) -> Waivers:
    """The waivers of a file, applied on a given day.

    Raises ConfigError with every fault: a file that is not there, YAML that is not of the shape, indicators that
    the framework does not have, empty texts, the same gap waived twice for the same station.
    """
    name = path.name
    text = read_text(path, ConfigError)
    items = _parsed(text, name)
    places = _places(text, name, items)
    faults = [fault for at, item in enumerate(items) for fault in _faults(item, items[:at], places[at], framework)]
    if faults:
        raise ConfigError(*faults)
    return Waivers(items=items, places=places, today=today)


def _parsed(text: str, name: str) -> tuple[Waiver, ...]:
    from convergence_cli.rubric.load import validated
    from convergence_cli.rubric.schema import WAIVERS

    faults: list[Problem] = []
    read: WaiverFile | None = validated(text, name, WAIVERS, faults)
    if read is None or faults:
        raise ConfigError(*faults)
    return read.waivers


def _places(text: str, name: str, items: tuple[Waiver, ...]) -> tuple[Location, ...]:
    from convergence_cli.rubric.strict_yaml import locate

    found = locate(text, name, [("waivers", at) for at in range(len(items))])
    return tuple(found[("waivers", at)] for at in range(len(items)))


def _faults(item: Waiver, earlier: tuple[Waiver, ...], place: Location, framework: Framework) -> list[Problem]:
    """What is wrong with one waiver that has the right shape."""
    texts = (*_TEXTS, *(("owner",) if item.owner is not None else ()))
    faults = [problem("waiver-empty", place, key=key) for key in texts if not getattr(item, key).strip()]
    known = list(framework.indicator)
    if item.id.strip() and item.id not in known:
        faults.append(problem("waiver-unknown-id", place, found=item.id, nearest=nearest(item.id, known)))
    if any((item.id, item.station) == (other.id, other.station) for other in earlier):
        faults.append(problem("waiver-twice", place, id=item.id, station=item.station))
    return faults
