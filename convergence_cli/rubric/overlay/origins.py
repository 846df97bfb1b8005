"""Where a piece of a framework under an overlay was written: a fault is shown on the overlay's own line.

The framework that comes out is nowhere on the disk as it is. A fault that lint finds in it stands in what the
overlay set or added, in an item that it touched, or in a part of the base that no longer holds because of it.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, get_args

from convergence_cli.errors import Word
from convergence_cli.model.framework import Framework
from convergence_cli.model.overlay import Overlay, PartKind
from convergence_cli.rubric.lint.fault import FRAMEWORK_FILE, Fault, dotted, fault
from convergence_cli.rubric.overlay.kinds import places
from convergence_cli.rubric.overlay.patch import paths
from convergence_cli.rubric.strict_yaml import Path
from convergence_cli.texts import say

KINDS: tuple[PartKind, ...] = get_args(PartKind)
_ITEM = {"profile": "question", "tables": "table", "measures": "measure", "indicators": "indicator", "checks": "check"}
_OWN = ("id", "version", "title", "source", "changes")

Origins = dict[tuple[str, Path], tuple[Path, bool]]
"""Place in the framework -> place in the overlay, and whether what is below the one is below the other."""


def entries(overlay: Overlay, group: str) -> Iterator[tuple[PartKind, Path, Any]]:
    """Every change of a group (`set`, `add`, `hide`): its kind, where it stands, and itself."""
    held = {"set": overlay.set_, "add": overlay.add, "hide": overlay.hide}[group]
    for kind in KINDS:
        for place, entry in enumerate(getattr(held, kind, ())):
            yield kind, (group, kind, place), entry


def added_item(kind: PartKind, entry: Any) -> tuple[str, Any, Path]:
    """Id of what is added, itself, and where it stands in its entry."""
    if kind == "reasons":
        return entry.id, entry.text, ("text",)
    item = getattr(entry, _ITEM[kind])
    return item.id, item, (_ITEM[kind],)


def relaxed(overlay: Overlay) -> frozenset[tuple[str, str]]:
    """What an overlay says that it loosens, by kind and id."""
    changes = chain(*(entries(overlay, group) for group in ("set", "add", "hide")))
    return frozenset((kind, name_of(kind, entry)) for kind, _, entry in changes if getattr(entry, "relax", False))


def name_of(kind: PartKind, entry: Any) -> str:
    """The id of what a change is about."""
    return entry.id if hasattr(entry, "id") else added_item(kind, entry)[0]


def origins(framework: Framework, overlay: Overlay) -> Origins:
    """Where everything in the framework that the overlay wrote was written."""
    stands = places(framework)
    found: Origins = {(FRAMEWORK_FILE, (key,)): ((key,), True) for key in _OWN}
    for kind, path, setting in entries(overlay, "set"):
        if (kind, setting.id) in stands:
            file, at = stands[kind, setting.id]
            found[file, at] = path, False
            found |= {(file, (*at, *step)): ((*path, "to", *step), True) for step in paths(setting.to)}
    for kind, path, entry in entries(overlay, "add"):
        name, _, below = added_item(kind, entry)
        if (kind, name) in stands:
            found[stands[kind, name]] = (*path, *below), True
    return found


def shown(faults: Iterable[Fault], base: Framework, framework: Framework, overlay: Overlay, file: str) -> list[Fault]:
    """Faults of a framework as faults of the overlay's file.

    A warning about the base that the overlay has nothing to do with is its author's, not this one's.
    """
    known = origins(framework, overlay)
    found: list[Fault] = []
    for item in faults:
        path, own = _written(item, known)
        cause = None if own else _cause(item, base, overlay)
        if path is not None and (own or cause is None or cause[0] != "hide"):
            found.append(fault(file, path, item.code, item.severity, **dict(item.values)))
        elif item.severity == "error":
            what = tuple(say(each, f"problems.{item.code}", **_spoken(item, each)) for each in ("zh", "en"))
            facts: dict[str, Word] = {"what": (what[0], what[1]), "place": _named(item, framework)}
            found.append(fault(file, cause or ("extends",), "overlay-breaks-base", **facts))
    return found


def _written(item: Fault, known: Origins) -> tuple[Path | None, bool]:
    """Where the overlay wrote what a fault is about, or touched the item that it is in; and whether it wrote it."""
    for cut in range(len(item.path), -1, -1):
        found = known.get((item.file, item.path[:cut]))
        if found is not None:
            path, follows = found
            return ((*path, *item.path[cut:]) if follows else path), follows
    return None, False


def _spoken(item: Fault, language: str) -> dict[str, str]:
    return {key: word if isinstance(word, str) else word[language == "en"] for key, word in item.values}


def _named(item: Fault, framework: Framework) -> str:
    """A place in the base by ids, because its lines are another file's."""
    for (_, name), (file, path) in places(framework).items():
        if file == item.file and path and item.path[: len(path)] == path:
            return " ".join(part for part in (name, dotted(item.path[len(path) :])) if part)
    return f"{item.file} {dotted(item.path)}"


def _cause(item: Fault, base: Framework, overlay: Overlay) -> Path | None:
    """The change that a broken part of the base is about: the one that the fault names, or the only one there is."""
    named = str(dict(item.values).get("found", ""))
    for _, path, entry in chain(entries(overlay, "hide"), entries(overlay, "set")):
        hidden = base.indicator.get(entry.id)
        about = {entry.id, entry.id.replace("-", "_"), *((hidden.measure, *hidden.clauses) if hidden else ())}
        about |= {chapter.id for chapter in base.chapters if entry.id in chapter.measures}
        if named in about or named.startswith(f"{entry.id}."):
            return path
    every = [path for group in ("set", "add", "hide") for _, path, _ in entries(overlay, group)]
    return every[0] if len(every) == 1 else None
