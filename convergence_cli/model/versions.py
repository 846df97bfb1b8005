"""How answers to an earlier version of a framework are read as answers to this one.

The version map of a framework is a list of steps (`Change`). Here they are put one behind the other, into one
table from an old id to what it is today, so that reading looks an id up once, however old the form is.
"""

from dataclasses import field

from convergence_cli.model.change import Change
from convergence_cli.model.framework import Framework
from convergence_cli.model.question import Text
from convergence_cli.value import value


@value
class Moves:
    """What became of every old id. An id that is not named is the same today."""

    to: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Old id -> today's: one where it was renamed or merged, several where it was split, none where retired."""
    because: dict[str, Text] = field(default_factory=dict)
    """Retired id -> why."""
    merged: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Today's id -> the old ones that it asks for at once."""
    changed: dict[str, Text] = field(default_factory=dict)
    """Today's id -> what is asked differently."""
    added: tuple[str, ...] = ()
    """Today's ids, or measures, that the old version did not have."""
    titles: dict[str, tuple[Text, ...]] = field(default_factory=dict)
    """Table or `table.column` -> titles that it had."""
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    """Id -> old words of its options -> the option today."""

    def is_new(self, name: str) -> bool:
        """Whether the old version did not ask this."""
        return name in self.added or name.partition(".")[0] in self.added


def series(version: str) -> str:
    """The part of a version within which answers carry over: before 1.0 every minor version breaks."""
    parts = version.split(".")
    return parts[0] if parts[0] != "0" else ".".join(parts[:2])


def moves_from(framework: Framework, version: str) -> Moves | None:
    """What became of the ids of an earlier version; None where no way leads from there to here."""
    steps: list[Change] = []
    at = version
    while at != framework.version:
        ahead = [step for step in framework.changes if step not in steps]
        step = next((step for step in ahead if step.earlier == at), None)
        step = step or next((step for step in ahead if series(step.earlier) == series(at)), None)
        if step is None:
            break
        steps.append(step)
        at = step.version
    if series(at) != series(framework.version):
        return None
    moves = Moves()
    for step in steps:
        moves = _then(moves, step)
    return moves


def known_versions(framework: Framework) -> tuple[str, ...]:
    """The versions from which a way leads to this one, as the map writes them."""
    earlier = dict.fromkeys(step.earlier for step in framework.changes)
    return (*(version for version in earlier if moves_from(framework, version) is not None), framework.version)


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
    options = {first(name): words for name, words in moves.options.items()}
    for name, words in step.options.items():
        options[name] = options.get(name, {}) | words
    return Moves(
        to=to,
        because=because,
        merged={first(name): olds for name, olds in moves.merged.items()} | step.merged,
        changed={first(name): why for name, why in moves.changed.items() if onward(name)} | step.changed,
        added=(*dict.fromkeys(first(name) for name in moves.added if onward(name)), *step.added),
        titles=was,
        options=options,
    )
