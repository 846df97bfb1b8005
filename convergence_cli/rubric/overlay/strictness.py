"""Tighten only, unless it says so: every change of an overlay that asks for less is refused on its own line.

Each change is held against what the overlay lies on, and against the lowest framework below it, so that a chain of
overlays cannot do bit by bit, or by way of something that cannot be compared, what one may not do.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from convergence_cli.model.framework import Framework, Measure
from convergence_cli.model.overlay import Overlay, PartKind
from convergence_cli.rubric.lint.fault import Fault, fault
from convergence_cli.rubric.overlay.indicators import given_already
from convergence_cli.rubric.overlay.kinds import items
from convergence_cli.rubric.overlay.less import Less, asks_less
from convergence_cli.rubric.overlay.loosened import less
from convergence_cli.rubric.overlay.origins import added_item, entries, name_of, relaxed
from convergence_cli.rubric.overlay.rise import gains
from convergence_cli.rubric.overlay.weights import Gain
from convergence_cli.rubric.strict_yaml import Path
from convergence_cli.value import value

Named = frozenset[tuple[str, str]]
"""Items by kind and id."""


@value
class _Ground:
    """A framework that an overlay is held against, and what was said of it below the overlay."""

    base: Framework
    declared: Named
    """What is loosened there, and says so: that was theirs to say."""


def strictness(
    base: Framework,
    lowest: Framework,
    framework: Framework,
    overlay: Overlay,
    unsound: set[tuple[PartKind, str]],
    file: str,
) -> Iterator[Fault]:
    """What is loosened without `relax` (errors), with it (notes), and `relax` where nothing is loosened (warnings).

    Items that are `unsound` are not compared: they have a fault to be mended first.
    """
    below = frozenset(chain.from_iterable(layer.relaxed for layer in base.extends))
    grounds = [_Ground(base=base, declared=frozenset())]
    grounds += [_Ground(base=lowest, declared=below)] if base.extends else []
    own = relaxed(overlay)
    shifts = {said: _shifts(grounds, framework, own if not said else frozenset()) for said in (False, True)}
    for group in ("set", "add", "hide"):
        for kind, path, entry in entries(overlay, group):
            name, says = name_of(kind, entry), getattr(entry, "relax", False)
            if (kind, name) in unsound or not (group == "add" or name in items(base, kind)):
                continue
            found = list(_OF_GROUP[group](kind, name, entry, framework, grounds))
            found += [
                each.less for each in shifts[says] if (each.kind, each.id) == (kind, name) and _weighs(group, entry)
            ]
            yield from _told(list(dict.fromkeys(found)), entry, name, path, file)


def _shifts(grounds: list[_Ground], framework: Framework, own: Named) -> list[Gain]:
    """Where weight comes to lie elsewhere; an entry that says so is judged as if it did not."""
    return [each for ground in grounds for each in gains(ground.base, framework, ground.declared | own)]


def _weighs(group: str, entry: Any) -> bool:
    """Whether an entry may shift weights: what another overlay shifted is not its doing."""
    return group == "add" or (group == "set" and bool({"weight", "weight_by"} & set(entry.to)))


def _set(kind: PartKind, name: str, _: Any, framework: Framework, grounds: list[_Ground]) -> Iterator[Less]:
    new = items(framework, kind).get(name)
    for ground in grounds:
        old = items(ground.base, kind).get(name)
        if old is not None and new is not None and (kind, name) not in ground.declared:
            yield from less(old, new, (ground.base, framework))


def _added(kind: PartKind, _name: str, entry: Any, framework: Framework, grounds: list[_Ground]) -> Iterator[Less]:
    """What is added may ask, and may not be answered already."""
    _, item, _ = added_item(kind, entry)
    asked = item.indicators if isinstance(item, Measure) else (item,) if kind == "indicators" else ()
    for each in asked:
        if given_already(each, framework, grounds[0].base):
            yield asks_less((), "given-already")


def _hidden(_kind: PartKind, _name: str, _entry: Any, _: Framework, _grounds: list[_Ground]) -> Iterator[Less]:
    yield asks_less((), "hidden")


_OF_GROUP = {"set": _set, "add": _added, "hide": _hidden}


def _told(found: list[Less], entry: Any, name: str, path: Path, file: str) -> Iterator[Fault]:
    says = getattr(entry, "relax", False)
    for each in found:
        at = (*path, "to", *each.path) if each.path else path
        if says:
            yield fault(file, at, "overlay-relaxes", "note", id=name, how=each.how, why=entry.because.both)
        else:
            yield fault(file, at, "overlay-loosens", id=name, how=each.how)
    if says and not found:
        yield fault(file, (*path, "relax"), "relax-without-need", "warning", id=name)
