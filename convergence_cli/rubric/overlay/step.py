"""What an overlay did to its base, kept with the framework: how the base's own forms are read under it."""

from typing import Any

from convergence_cli.model.change import Change
from convergence_cli.model.framework import Framework, Indicator, Layer
from convergence_cli.model.overlay import Overlay
from convergence_cli.model.question import Column, FixedRow, ProfileQuestion, Text
from convergence_cli.model.versions import options_of
from convergence_cli.rubric.overlay.kinds import items
from convergence_cli.rubric.overlay.origins import KINDS, entries, relaxed


def layer(base: Framework, framework: Framework, overlay: Overlay) -> Layer:
    """The base as a layer below the framework that the overlay made of it."""
    own = [entry for entry in framework.measures if entry.id not in items(base, "measures")]
    touched = {entry.id for kind, _, entry in entries(overlay, "set") if kind in ("indicators", "levels", "checks")}
    touched |= {item.id for measure in own for item in measure.indicators}
    touched |= {entry.indicator.id for entry in overlay.add.indicators}
    touched |= {entry.check.id for entry in overlay.add.checks}
    return Layer(
        id=base.id,
        version=base.version,
        sha256=base.sha256,
        changes=base.changes,
        step=_step(base, framework, overlay),
        touched=tuple(sorted(touched)),
        relaxed=tuple(sorted(relaxed(overlay))),
        issued=base.source.date,
    )


def _step(base: Framework, framework: Framework, overlay: Overlay) -> Change:
    """Nothing is renamed: an overlay hides, adds, and asks differently."""
    before, now = _questions(base), _questions(framework)
    why = {entry.id: entry.because for _, _, entry in entries(overlay, "set")}
    same = [name for name in before if name in now]
    asked = {name: (_asked(base, before[name]), _asked(framework, now[name])) for name in same if name in why}
    was, is_now = options_of(base), options_of(framework)
    both = [name for name in was if name in is_now]
    options = {name: was[name] for name in both if list(was[name].items()) != list(is_now[name].items())}
    gone = {
        f"{name}.{option}": why.get(name) or why.get(name.partition(".")[0], overlay.title)
        for name, each in options.items()
        for option in each.keys() - is_now[name].keys()
    }
    rows = [(table.id, name) for table in base.tables for name in table.fixed]
    gone |= {f"{table}.{name}": why.get(table, overlay.title) for table, name in rows if f"{table}.{name}" not in now}
    apart = {item.id for item in base.indicators if item.evidence.per_option}
    return Change(
        earlier=base.version,
        version=overlay.version,
        retired=_retired(base, overlay) | gone,
        changed={name: why[name] for name, (old, new) in asked.items() if old != new},
        added=tuple(name for name in now if name not in before),
        per_option=tuple(
            item.id
            for item in framework.indicators
            if item.evidence.per_option and item.id in before and item.id not in apart
        ),
        titles={
            name: before[name].title
            for name in same
            if not isinstance(before[name], Indicator | ProfileQuestion) and before[name].title != now[name].title
        },
        options=options,
    )


def _questions(framework: Framework) -> dict[str, Any]:
    """Everything with an answer of its own: indicators, profile questions, tables, their columns and fixed rows."""
    found: dict[str, Any] = {}
    for kind in KINDS:
        if kind in ("profile", "tables", "indicators"):
            found |= items(framework, kind)
    for table in framework.tables:
        found |= {f"{table.id}.{column.id}": column for column in table.columns}
        found |= {f"{table.id}.{name}": row for name, row in table.fixed.items()}
    return found


def _retired(base: Framework, overlay: Overlay) -> dict[str, Text]:
    measures = {entry.id: entry.because for entry in overlay.hide.measures}
    hidden = {item.id: measures[item.measure] for item in base.indicators if item.measure in measures}
    known = items(base, "indicators")
    return hidden | {entry.id: entry.because for entry in overlay.hide.indicators if entry.id in known}


def _asked(framework: Framework, item: Any) -> tuple[Any, ...]:
    """What decides on the answer to a question: when this changes, an answer has to be looked at again."""
    if isinstance(item, Indicator):
        ask = item.ask
        return ask.type, ask.question, ask.criteria, ask.unit, ask.compute, framework.options(item)
    if isinstance(item, ProfileQuestion):
        return item.type, item.title, item.hint, item.options
    if isinstance(item, Column | FixedRow):
        return ()
    return item.hint, item.columns
