"""The kinds of item that an overlay changes: what type each is, where a framework keeps them, what stays fixed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from convergence_cli.model.framework import Chapter, Check, Framework, Indicator, Level, Measure
from convergence_cli.model.overlay import PartKind
from convergence_cli.model.question import ProfileQuestion, Scale, Table, Text
from convergence_cli.rubric.lint.fault import FRAMEWORK_FILE, every_indicator, measure_file
from convergence_cli.rubric.strict_yaml import Path

TYPES: dict[PartKind, type] = {
    "profile": ProfileQuestion,
    "reasons": Text,
    "scales": Scale,
    "tables": Table,
    "chapters": Chapter,
    "measures": Measure,
    "indicators": Indicator,
    "levels": Level,
    "checks": Check,
}
FIXED: dict[PartKind, tuple[str, ...]] = {
    "profile": ("id",),
    "tables": ("id",),
    "chapters": ("id", "measures"),
    "measures": ("id", "indicators"),
    "indicators": ("id",),
    "levels": ("id",),
    "checks": ("id",),
}
"""Keys that no setting changes: the id, and what `add` and `hide` are for."""


def items(framework: Framework, kind: PartKind) -> dict[str, Any]:
    """Id -> item, for all items of a kind."""
    if kind in ("reasons", "scales"):
        return dict(getattr(framework, kind))
    return {item.id: item for item in getattr(framework, kind)}


def with_items(framework: Framework, kind: PartKind, changed: Mapping[str, Any]) -> Framework:
    """The framework with some items of a kind in a new form."""
    if kind == "indicators":
        return replace(
            framework,
            measures=tuple(
                replace(measure, indicators=tuple(changed.get(item.id, item) for item in measure.indicators))
                for measure in framework.measures
            ),
        )
    new = {name: changed.get(name, item) for name, item in items(framework, kind).items()}
    held: Any = new if kind in ("reasons", "scales") else tuple(new.values())
    return replace(framework, **{kind: held})


def places(framework: Framework) -> dict[tuple[PartKind, str], tuple[str, Path]]:
    """PartKind and id -> the file and the path in it where the item stands in the framework as YAML."""
    found: dict[tuple[PartKind, str], tuple[str, Path]] = {}
    lists: tuple[PartKind, ...] = ("profile", "tables", "chapters", "levels", "checks")
    for kind in lists:
        for place, item in enumerate(getattr(framework, kind)):
            found[kind, item.id] = FRAMEWORK_FILE, (kind, place)
    mappings: tuple[PartKind, ...] = ("reasons", "scales")
    for kind in mappings:
        found |= {(kind, name): (FRAMEWORK_FILE, (kind, name)) for name in getattr(framework, kind)}
    found |= {("measures", measure.id): (measure_file(measure), ()) for measure in framework.measures}
    return found | {("indicators", item.id): (file, path) for file, path, item in every_indicator(framework)}
