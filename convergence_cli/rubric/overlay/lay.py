"""Lays an overlay on a framework: settings, hidden items, additions, in that order."""

import json
from dataclasses import replace
from typing import Any

from convergence_cli.errors import Problem
from convergence_cli.model.framework import Framework, Measure, NotScored
from convergence_cli.model.overlay import Overlay, PartKind, Setting
from convergence_cli.model.question import Text
from convergence_cli.rubric.lint.fault import Fault, fault
from convergence_cli.rubric.overlay.kinds import FIXED, TYPES, items, with_items
from convergence_cli.rubric.overlay.origins import KINDS, added_item, entries
from convergence_cli.rubric.overlay.patch import patched, taken_away
from convergence_cli.rubric.strict_yaml import Path
from convergence_cli.rubric.write import as_tree
from convergence_cli.texts.nearest import nearest
from convergence_cli.value import value


@value
class Gathered:
    """The overlay's file at work, and what is found wrong on the way."""

    file: str
    text: str
    faults: list[Fault]
    """Broken rules at their places in the overlay."""
    problems: list[Problem]
    """Values of a wrong shape, placed already."""
    spoilt: set[tuple[PartKind, str]]
    """Items that stayed as they were because of that."""

    def fault(self, path: Path, code: str, **values: str) -> None:
        """Gather a broken rule."""
        self.faults.append(fault(self.file, path, code, **values))


def lay(base: Framework, overlay: Overlay, gathered: Gathered) -> Framework:
    """The framework that comes out; what cannot be applied is gathered and left out."""
    framework = _set(base, overlay, gathered)
    framework = _add(_hide(framework, overlay, gathered), overlay, gathered)
    framework = replace(framework, measures=_with_excuses(base, framework, overlay))
    return replace(
        framework,
        id=overlay.id,
        version=overlay.version,
        title=overlay.title,
        source=replace(overlay.source, clauses=_clauses(base, framework, overlay)),
        changes=overlay.changes,
        weights_because=overlay.weights_because or base.weights_because,
        extends=(),
        expressions={},
    )


def _clauses(base: Framework, framework: Framework, overlay: Overlay) -> tuple[str, ...]:
    """The base's, but for those whose measures are hidden, and the overlay's own."""
    kept = {clause for measure in framework.measures for clause in measure.clauses}
    return (*(clause for clause in base.source.clauses if clause in kept), *overlay.source.clauses)


def _set(base: Framework, overlay: Overlay, gathered: Gathered) -> Framework:
    framework = base
    known = {kind: items(base, kind) for kind in KINDS}
    hidden = {(kind, entry.id) for kind, _, entry in entries(overlay, "hide")}
    changed: dict[PartKind, dict[str, Any]] = {kind: {} for kind in KINDS}
    for kind, path, setting in entries(overlay, "set"):
        old = known[kind].get(setting.id)
        if old is None:
            near = nearest(setting.id, known[kind])
            gathered.fault((*path, "id"), "overlay-unknown-id", kind=kind, found=setting.id, nearest=near)
        elif setting.id in changed[kind] or (kind, setting.id) in hidden:
            gathered.fault((*path, "id"), "overlay-named-twice", found=setting.id)
        else:
            changed[kind][setting.id] = _changed(kind, old, setting, path, gathered)
    for kind, new in changed.items():
        framework = with_items(framework, kind, new)
    return framework


def _changed(kind: PartKind, old: Any, setting: Setting, path: Path, gathered: Gathered) -> Any:
    """An item in its new form; as it was where that would be none."""
    from pydantic import ValidationError

    from convergence_cli.rubric.faults import explain, unknown_key
    from convergence_cli.rubric.schema import Adapter

    fixed = [key for key in FIXED.get(kind, ()) if key in setting.to]
    for key in fixed:
        gathered.fault((*path, "to", key), "overlay-key-fixed", key=key)
    part = {key: new for key, new in setting.to.items() if key not in fixed}
    # What null takes away is gone before the item is read: a misspelt key would be passed over.
    for at in taken_away(part):
        if unknown := unknown_key(TYPES[kind], at):
            gathered.fault((*path, "to", *at), "yaml-unknown-key", **unknown)
    adapter = Adapter(root=TYPES[kind])
    try:
        new = adapter.type.validate_json(json.dumps(patched(as_tree(old), part), ensure_ascii=False))
    except ValidationError as error:
        gathered.problems.extend(explain(error, adapter.root, gathered.text, gathered.file, (*path, "to")))
        gathered.spoilt.add((kind, setting.id))
        return old
    if new == old and not fixed:
        gathered.faults.append(fault(gathered.file, path, "overlay-changes-nothing", "warning", found=setting.id))
    return new


def _hide(framework: Framework, overlay: Overlay, gathered: Gathered) -> Framework:
    gone: dict[PartKind, set[str]] = {}
    for kind, path, entry in entries(overlay, "hide"):
        known = items(framework, kind)
        if entry.id not in known:
            near = nearest(entry.id, known)
            gathered.fault((*path, "id"), "overlay-unknown-id", kind=kind, found=entry.id, nearest=near)
        elif entry.id in gone.setdefault(kind, set()):
            gathered.fault((*path, "id"), "overlay-named-twice", found=entry.id)
        gone.setdefault(kind, set()).add(entry.id)
    measures, indicators, levels, checks = (
        gone.get(kind, set()) for kind in ("measures", "indicators", "levels", "checks")
    )
    return replace(
        framework,
        chapters=tuple(
            replace(chapter, measures=tuple(name for name in chapter.measures if name not in measures))
            for chapter in framework.chapters
        ),
        measures=tuple(
            replace(measure, indicators=tuple(item for item in measure.indicators if item.id not in indicators))
            for measure in framework.measures
            if measure.id not in measures
        ),
        levels=tuple(level for level in framework.levels if level.id not in levels),
        checks=tuple(check for check in framework.checks if check.id not in checks),
    )


def _add(framework: Framework, overlay: Overlay, gathered: Gathered) -> Framework:
    hidden = {(kind, entry.id) for kind, _, entry in entries(overlay, "hide")}  # else it would be set by another name
    for kind, path, entry in entries(overlay, "add"):
        name, item, below = added_item(kind, entry)
        if name in items(framework, kind) or (kind, name) in hidden:
            at = (*path, "id") if kind == "reasons" else (*path, *below, "id")
            gathered.fault(at, "id-not-unique", found=name)
        elif kind == "reasons":
            framework = replace(framework, reasons={**framework.reasons, name: item})
        elif kind == "measures":
            framework = _with_measure(framework, entry.chapter, item, path, gathered)
        elif kind == "indicators":
            framework = _with_indicator(framework, item, path, gathered)
        else:
            longer: Any = (*getattr(framework, kind), item)
            framework = replace(framework, **{kind: longer})
    return framework


def _with_measure(framework: Framework, chapter: str, measure: Measure, path: Path, gathered: Gathered) -> Framework:
    known = list(framework.chapter)
    if chapter not in known:
        near = nearest(chapter, known)
        gathered.fault((*path, "chapter"), "overlay-unknown-id", kind="chapters", found=chapter, nearest=near)
        return framework
    chapters = tuple(
        replace(item, measures=(*item.measures, measure.id)) if item.id == chapter else item
        for item in framework.chapters
    )
    by_id = {item.id: item for item in (*framework.measures, measure)}
    order = [name for item in chapters for name in item.measures]
    return replace(framework, chapters=chapters, measures=tuple(by_id[name] for name in order))


def _with_indicator(framework: Framework, item: Any, path: Path, gathered: Gathered) -> Framework:
    known = list(framework.measure)
    if item.measure not in known:
        near = nearest(item.measure, known)
        at = (*path, "indicator", "id")
        gathered.fault(at, "overlay-unknown-id", kind="measures", found=item.measure, nearest=near)
        return framework
    return replace(
        framework,
        measures=tuple(
            replace(measure, indicators=(*measure.indicators, item)) if measure.id == item.measure else measure
            for measure in framework.measures
        ),
    )


def _with_excuses(base: Framework, framework: Framework, overlay: Overlay) -> tuple[Measure, ...]:
    """Clauses that hiding leaves uncovered are not scored, for its reason; those now covered are no longer excused."""
    covered = {clause for item in framework.scored for clause in item.clauses}
    left: dict[str, Text] = {}
    for kind, _, entry in entries(overlay, "hide"):
        if kind == "indicators" and entry.id in base.indicator:
            left |= {clause: entry.because for clause in base.indicator[entry.id].clauses if clause not in covered}
    done: list[Measure] = []
    for measure in framework.measures:
        kept = tuple(item for item in measure.not_scored if item.clause not in covered)
        excused = {item.clause for item in kept}
        more = tuple(
            NotScored(clause=clause, because=left[clause])
            for clause in measure.units
            if clause in left and clause not in excused
        )
        done.append(replace(measure, not_scored=(*kept, *more)))
    return tuple(done)
