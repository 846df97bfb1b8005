"""The version map: today's ids exist, old ones are gone, and every step leads to the present version."""

from collections.abc import Iterable, Iterator

from convergence_cli.errors import Word
from convergence_cli.model.change import Change
from convergence_cli.model.framework import Framework
from convergence_cli.model.versions import known_versions
from convergence_cli.rubric.lint.fault import FRAMEWORK_FILE, Fault, fault
from convergence_cli.rubric.strict_yaml import Path
from convergence_cli.texts.nearest import nearest


def lint_changes(framework: Framework) -> Iterator[Fault]:
    """Every step of the map; what a step leads to may be renamed or retired again by a later one."""
    known = known_versions(framework)
    names = _names(framework)
    for place, step in enumerate(framework.changes):
        path: Path = ("changes", place)
        if step.earlier not in known:
            facts: dict[str, Word] = {"found": step.earlier, "expected": framework.version}
            yield fault(FRAMEWORK_FILE, (*path, "earlier"), "change-no-way", **facts)
        later = {old for after in framework.changes[place + 1 :] for old in _old(after)}
        for key, name in _today(step):
            if name not in names | later:
                near = nearest(name, names)
                yield fault(FRAMEWORK_FILE, (*path, key), "change-unknown", found=name, nearest=near)
        for key, name in _earlier(step):
            if name in names:
                yield fault(FRAMEWORK_FILE, (*path, key), "change-still-there", found=name)
        yield from _options(framework, place, step)


def _names(framework: Framework) -> set[str]:
    """Everything that a step may lead to."""
    names = {*framework.measure, *framework.indicator, *framework.question, *framework.table}
    return names | {f"{table.id}.{column.id}" for table in framework.tables for column in table.columns}


def _today(step: Change) -> Iterator[tuple[str, str]]:
    """Ids of the version that the step leads to, each with the key that it stands under."""
    named: dict[str, Iterable[str]] = {
        "renamed": step.renamed.values(),
        "split": (name for new in step.split.values() for name in new),
        "merged": step.merged,
        "changed": step.changed,
        "added": step.added,
        "titles": step.titles,
        "options": step.options,
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


def _options(framework: Framework, place: int, step: Change) -> Iterator[Fault]:
    """Old words lead to options that there are."""
    options = {item.id: framework.options(item) for item in framework.indicators}
    options |= {question.id: question.options for question in framework.profile}
    options |= {f"{table.id}.{column.id}": column.options for table in framework.tables for column in table.columns}
    for name, words in step.options.items():
        for option in words.values():
            if name in options and option not in options[name]:
                path: Path = ("changes", place, "options", name)
                yield fault(
                    FRAMEWORK_FILE, path, "option-unknown", found=option, nearest=nearest(option, options[name])
                )
