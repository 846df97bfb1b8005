"""What differs between two frameworks, by id: items that came, went, or changed, and which keys changed how.

Items are compared as they stand in YAML. Of their order nothing is said: ids are what reports and answers go by.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from convergence_cli.model.framework import Framework, FrameworkFile
from convergence_cli.model.overlay import PartKind
from convergence_cli.model.question import Text
from convergence_cli.rubric.overlay.kinds import items
from convergence_cli.rubric.write import as_tree
from convergence_cli.value import value

KINDS: tuple[PartKind, ...] = (
    "profile",
    "reasons",
    "scales",
    "tables",
    "chapters",
    "levels",
    "checks",
    "measures",
    "indicators",
)
Scalar = str | float | bool | None


@value
class KeyChange:
    """One key of an item; a side that is None has no such key."""

    key: str
    """The path in the item, as in `score.bands[0].above`."""
    old: Scalar
    new: Scalar


@value
class Difference:
    """One item that is not the same in both."""

    kind: PartKind | Literal["framework"]
    id: str
    title: Text | None
    """Of the new form, or of the old one where it is gone."""
    change: Literal["added", "removed", "changed"]
    keys: tuple[KeyChange, ...] = ()
    """What changed in an item that both have."""


def differences(old: Framework, new: Framework) -> tuple[Difference, ...]:
    """Every difference: the framework itself first, then each kind of item in the order of the new one."""
    found = list(_changed("framework", new.id, new.title, _own(old), _own(new)))
    for kind in KINDS:
        before, now = items(old, kind), items(new, kind)
        for name, item in now.items():
            title = _title(item)
            if name not in before:
                found.append(Difference(kind=kind, id=name, title=title, change="added"))
            else:
                found.extend(_changed(kind, name, title, _tree(before[name]), _tree(item)))
        gone = (name for name in before if name not in now)
        found += [Difference(kind=kind, id=name, title=_title(before[name]), change="removed") for name in gone]
    return tuple(found)


def _own(framework: Framework) -> dict[str, Any]:
    """What is no item: identity, source, how scores are put together."""
    fields: Any = FrameworkFile.__dict__["__dataclass_fields__"]
    return {name: as_tree(getattr(framework, name)) for name in fields if name not in KINDS and name != "changes"}


def _tree(item: Any) -> Any:
    """An item as it stands in YAML; of a measure without its indicators, which are compared by themselves."""
    return as_tree(replace(item, indicators=()) if hasattr(item, "indicators") else item)


def _title(item: Any) -> Text | None:
    title = item if isinstance(item, Text) else getattr(item, "title", None) or getattr(item, "message", None)
    return title if isinstance(title, Text) else None


def _changed(
    kind: PartKind | Literal["framework"], name: str, title: Text | None, old: Any, new: Any
) -> Iterator[Difference]:
    before, now = dict(_leaves(old, "")), dict(_leaves(new, ""))
    order = list(dict.fromkeys(_top(key) for key in (*now, *before)))
    keys = tuple(
        KeyChange(key=key, old=before.get(key), new=now.get(key))
        for key in sorted({*before, *now}, key=lambda key: (order.index(_top(key)), _natural(key)))
        if before.get(key) != now.get(key)
    )
    if keys:
        yield Difference(kind=kind, id=name, title=title, change="changed", keys=keys)


def _top(key: str) -> str:
    return re.split(r"[.\[]", key, maxsplit=1)[0]


def _natural(key: str) -> list[tuple[int, str]]:
    """So that the tenth item of a list comes after the ninth."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"[.\[\]]+", key)]


def _leaves(node: Any, path: str) -> Iterator[tuple[str, Scalar]]:
    """Every plain value below a node; a list of plain values is one, since its items have no names."""
    if isinstance(node, dict):
        for key, child in node.items():
            yield from _leaves(child, f"{path}.{key}" if path else key)
    elif isinstance(node, list) and any(isinstance(child, dict | list) for child in node):
        for place, child in enumerate(node):
            yield from _leaves(child, f"{path}[{place}]")
    else:
        yield path, ", ".join(map(str, node)) if isinstance(node, list) else node
