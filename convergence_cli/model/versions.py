"""How answers to an earlier version of a framework are read as answers to this one.

The version map of a framework is a list of steps (`Change`). Here they are put one behind the other, into one
table from an old id to what it is today, so that reading looks an id up once, however old the form is.
"""

from collections.abc import Mapping
from dataclasses import field

from convergence_cli.model.change import Change
from convergence_cli.model.framework import Framework
from convergence_cli.model.question import Text
from convergence_cli.value import value


@value
class Options:
    """The options of a question as an earlier version had them."""

    was: dict[str, Text]
    """In the order of their letters."""
    now: dict[str, str]
    """Old option -> the option today; those that there are no more are left out."""
    because: dict[str, Text] = field(default_factory=dict)
    """Retired option -> why."""


@value
class Moves:
    """What became of every old id. An id that is not named is the same today."""

    to: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Old id -> today's: one where it was renamed or merged, several where it was split, none where retired."""
    because: dict[str, Text] = field(default_factory=dict)
    """Retired id -> why."""
    changed: dict[str, Text] = field(default_factory=dict)
    """Today's id -> what is asked differently."""
    added: tuple[str, ...] = ()
    """Today's ids, or measures, that the old version did not have."""
    per_option: frozenset[str] = frozenset()
    """Today's ids of questions that took one evidence for all options."""
    titles: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    """Table or `table.column` -> titles that it had."""
    options: dict[str, Options] = field(default_factory=dict)
    """Today's id of a question, or `reasons` -> the options that it had, where they were not today's."""

    def is_new(self, name: str) -> bool:
        """Whether the old version did not ask this."""
        return name in self.added or name.partition(".")[0] in self.added


def series(version: str) -> str:
    """The part of a version within which answers carry over: before 1.0 every minor version breaks."""
    parts = version.split(".")
    return parts[0] if parts[0] != "0" else ".".join(parts[:2])


def moves_from(
    framework: Framework, version: str, name: str | None = None, bases: Mapping[str, str] | None = None
) -> Moves | None:
    """What became of the ids of an earlier version; None where no way leads from there to here.

    `name` is the framework that the ids are of, if it is one that this framework was laid on. `bases` are the
    versions that lay below it then: an update of a base shows through an overlay, and so does its version map.
    """
    layers = framework.extends[::-1]  # the lowest first
    own = [layer.id for layer in layers].index(name) if name not in (None, framework.id) else len(layers)
    ways: list[list[Change] | None] = [
        _way(layer.changes, (bases or {}).get(layer.id, layer.version), layer.version) for layer in layers[:own]
    ]
    here = layers[own] if own < len(layers) else framework
    ways.append(_way(here.changes, version, here.version))
    ways += [[layer.step] for layer in layers[own:]]
    moves = Moves()
    for way in ways:
        if way is None:
            return None
        for step in way:
            moves = _then(moves, step)
    return moves


def _way(changes: tuple[Change, ...], earlier: str, today: str) -> list[Change] | None:
    """The steps of a version map from one version to another; None where they lead elsewhere."""
    steps: list[Change] = []
    at = earlier
    while at != today:
        ahead = [step for step in changes if step not in steps]
        step = next((step for step in ahead if step.earlier == at), None)
        step = step or next((step for step in ahead if series(step.earlier) == series(at)), None)
        if step is None:
            break
        steps.append(step)
        at = step.version
    return steps if series(at) == series(today) else None


def known_versions(framework: Framework, name: str | None = None) -> tuple[str, ...]:
    """The versions from which a way leads to this one, as the map writes them; of a base, if it is named."""
    here = next((layer for layer in framework.extends if layer.id == name), framework)
    earlier = dict.fromkeys(step.earlier for step in here.changes)
    ways = {version: _way(here.changes, version, here.version) for version in earlier}
    return (*(version for version, way in ways.items() if way is not None), here.version)


def options_of(framework: Framework) -> dict[str, dict[str, Text]]:
    """The options of every closed question, by its id, and `reasons`. What is asked in a table goes by its column."""
    options = {item.id: framework.options(item) for item in framework.indicators if item.ask.cell is None}
    options |= {question.id: question.options for question in framework.profile}
    options |= {f"{table.id}.{column.id}": column.options for table in framework.tables for column in table.columns}
    return {"reasons": framework.reasons} | {name: each for name, each in options.items() if each}


def _then(moves: Moves, step: Change) -> Moves:
    """The same, one step later."""
    into = {old: (new,) for new, olds in step.merged.items() for old in olds}
    here = {old: (new,) for old, new in step.renamed.items()} | step.split | into
    here |= dict.fromkeys(step.retired, ())

    def onward(name: str) -> tuple[str, ...]:
        return here.get(name, (name,))

    to = {old: tuple(dict.fromkeys(new for name in names for new in onward(name))) for old, names in moves.to.items()}
    known = {name for names in moves.to.values() for name in names}
    to |= {old: names for old, names in here.items() if old not in known}
    because = moves.because | {
        old: step.retired[name] for old, names in moves.to.items() for name in names if name in step.retired
    }
    because |= {name: why for name, why in step.retired.items() if name not in known}

    def first(name: str) -> str:
        return next(iter(onward(name)), name)

    was: dict[str, tuple[Text, ...]] = {first(name): texts for name, texts in moves.titles.items()}
    for name, title in step.titles.items():
        was[name] = (*was.get(name, ()), title)
    options = {name: Options(was=was, now={each: each for each in was}) for name, was in step.options.items()}
    options |= {first(name): earlier for name, earlier in moves.options.items()}
    return Moves(
        to=to,
        because=because,
        changed={first(name): why for name, why in moves.changed.items() if onward(name)} | step.changed,
        added=(*dict.fromkeys(first(name) for name in moves.added if onward(name)), *step.added),
        per_option=frozenset(first(name) for name in moves.per_option if onward(name)).union(step.per_option),
        titles=was,
        options={name: _onward(name, earlier, step) for name, earlier in options.items()},
    )


def _onward(name: str, earlier: Options, step: Change) -> Options:
    """The options that a question had, one step later."""
    at = {option: f"{name}.{now}" for option, now in earlier.now.items()}
    why = {option: step.retired[full] for option, full in at.items() if full in step.retired}
    now = {
        option: step.renamed.get(full, full).removeprefix(f"{name}.")
        for option, full in at.items()
        if option not in why
    }
    return Options(was=earlier.was, now=now, because=earlier.because | why)
