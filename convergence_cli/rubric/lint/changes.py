"""The version map: today's ids exist, old ones are gone, and every step leads to the present version."""

from collections.abc import Iterable, Iterator

from convergence_cli.errors import Word
from convergence_cli.model.change import Change
from convergence_cli.model.framework import Framework
from convergence_cli.model.keywords import VERSION, is_like
from convergence_cli.model.versions import known_versions, moves_from, options_of
from convergence_cli.rubric.lint.fault import FRAMEWORK_FILE, Fault, fault, unknown
from convergence_cli.rubric.strict_yaml import Path
from convergence_cli.texts.nearest import nearest


def lint_changes(framework: Framework) -> Iterator[Fault]:
    """Every step of the map; what a step leads to may be renamed or retired again by a later one."""
    if not framework.changes:
        return
    known = known_versions(framework)
    names = _names(framework)
    for place, step in enumerate(framework.changes):
        path: Path = ("changes", place)
        for key, version in (("earlier", step.earlier), ("version", step.version)):
            if not is_like(VERSION, version):
                yield fault(FRAMEWORK_FILE, (*path, key), "version-malformed", found=version)
        if step.earlier not in known:
            facts: dict[str, Word] = {"found": step.earlier, "expected": framework.version}
            yield fault(FRAMEWORK_FILE, (*path, "earlier"), "change-no-way", **facts)
        later = {old for after in framework.changes[place + 1 :] for old in _old(after)}
        for key, name in _today(step):
            if name not in names | later:
                yield unknown(FRAMEWORK_FILE, (*path, key), "change-unknown", name, names)
        for key, name in _earlier(step):
            if name in names:
                yield fault(FRAMEWORK_FILE, (*path, key), "change-still-there", found=name)
    yield from _options_lost(framework)


def _names(framework: Framework) -> set[str]:
    """Everything that a step may lead to."""
    names = {*framework.measure, *framework.indicator, *framework.question, *framework.table}
    names |= {
        f"{table.id}.{name}"
        for table in framework.tables
        for name in (*(column.id for column in table.columns), *table.fixed)
    }
    return names | {f"{name}.{option}" for name, each in options_of(framework).items() for option in each}


def _today(step: Change) -> Iterator[tuple[str, str]]:
    """Ids of the version that the step leads to, each with the key that it stands under."""
    named: dict[str, Iterable[str]] = {
        "renamed": step.renamed.values(),
        "split": (name for new in step.split.values() for name in new),
        "merged": step.merged,
        "changed": step.changed,
        "added": step.added,
        "per_option": step.per_option,
        "titles": (name for name in step.titles if name not in step.retired),
        "options": step.options.keys() - {"reasons"},
    }
    yield from ((key, name) for key, names in named.items() for name in names)


def _earlier(step: Change) -> Iterator[tuple[str, str]]:
    """Ids that the step leaves behind, each with its key; a merged question may keep the id of one of the old."""
    yield from (("renamed", name) for name in step.renamed)
    yield from (("split", name) for name in step.split)
    yield from (("retired", name) for name in step.retired)
    yield from (("merged", name) for new, old in step.merged.items() for name in old if name != new)


def _old(step: Change) -> set[str]:
    return {name for _, name in _earlier(step)}


def _options_lost(framework: Framework) -> Iterator[Fault]:
    """What a question had as options is an option today, or said to be retired."""
    today, told = options_of(framework), set[tuple[str, str]]()
    # The last step first: an earlier one goes on into all that come after it.
    for place, step in reversed(tuple(enumerate(framework.changes))):
        moves = moves_from(framework, step.earlier)
        for name, earlier in moves.options.items() if moves else ():
            for option in earlier.was.keys() - earlier.because.keys():
                now, known = earlier.now[option], today.get(name, {})
                if now not in known and (name, now) not in told:
                    told.add((name, now))
                    path: Path = ("changes", place, "options", name)
                    facts = {"id": name, "found": option, "nearest": nearest(now, known)}
                    yield fault(FRAMEWORK_FILE, path, "change-option-lost", **facts)
