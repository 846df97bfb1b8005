"""Tighten only, unless it says so: every change of an overlay that asks for less is refused on its own line."""

from collections.abc import Iterator
from typing import Any

from convergence_cli.model.framework import Framework
from convergence_cli.model.overlay import Kind, Overlay
from convergence_cli.rubric.lint.fault import Fault, fault
from convergence_cli.rubric.overlay.kinds import items
from convergence_cli.rubric.overlay.loosened import Less, less
from convergence_cli.rubric.overlay.origins import KINDS, entries
from convergence_cli.rubric.overlay.said import pair, said
from convergence_cli.rubric.overlay.weights import lighter
from convergence_cli.rubric.strict_yaml import Path


def strictness(
    base: Framework, framework: Framework, overlay: Overlay, unsound: set[tuple[Kind, str]], file: str
) -> Iterator[Fault]:
    """What is loosened without `relax` (errors), with it (notes), and `relax` where nothing is loosened (warnings).

    Items that are `unsound` are not compared: they have a fault to be mended first.
    """
    before, now = ({kind: items(each, kind) for kind in KINDS} for each in (base, framework))
    weights = list(lighter(base, framework))
    for kind, path, setting in entries(overlay, "set"):
        old, new = before[kind].get(setting.id), now[kind].get(setting.id)
        if old is None or new is None or (kind, setting.id) in unsound:
            continue
        found = list(less(kind, old, new, (base, framework)))
        found += [
            Less(path=("weight",), how=said("lighter", red=each.red))
            for each in weights
            if (each.kind, each.id) == (kind, setting.id)
        ]
        yield from _told(found, setting, path, file)
    for kind, path, entry in entries(overlay, "hide"):
        if entry.id in before[kind]:
            yield from _told([Less(path=(), how=said("hidden"))], entry, path, file)


def _told(found: list[Less], entry: Any, path: Path, file: str) -> Iterator[Fault]:
    for each in found:
        at = (*path, "to", *each.path) if each.path else path
        if entry.relax:
            why = {"id": entry.id, "how": each.how, "why": pair(entry.because)}
            yield fault(file, at, "overlay-relaxes", "note", **why)
        else:
            yield fault(file, at, "overlay-loosens", id=entry.id, how=each.how)
    if entry.relax and not found:
        yield fault(file, (*path, "relax"), "relax-without-need", "warning", id=entry.id)
