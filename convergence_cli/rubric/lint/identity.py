"""Ids: well formed, unique, the same as the file's name; and what tells tables and stations apart."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from convergence_cli.model.framework import Framework
from convergence_cli.model.keywords import INDEX, KEBAB, MEASURE_ID, NAME, SNAKE, VERSION, is_like
from convergence_cli.rubric.lint.fault import FRAMEWORK_FILE, Fault, every_indicator, fault, measure_file, unknown
from convergence_cli.rubric.strict_yaml import Path

SHEET_TITLE = 25  # what is left of a title in the name of a sheet, which has 31 characters at most


def lint_identity(framework: Framework, stems: dict[str, str]) -> Iterator[Fault]:
    """Rules of ids in every file; `stems` maps each measure's file to the id that stands in it."""
    for file, name in stems.items():
        if file != f"{name}.yaml":
            yield fault(file, ("id",), "id-not-file-stem", found=name, expected=file.removesuffix(".yaml"))
        if not is_like(MEASURE_ID, name):
            yield fault(file, ("id",), "id-malformed", found=name)
    yield from _nodes(framework)
    yield from _indicators(framework)
    if not is_like(KEBAB, framework.id):
        yield fault(FRAMEWORK_FILE, ("id",), "id-malformed", found=framework.id)
    if not is_like(VERSION, framework.version):
        yield fault(FRAMEWORK_FILE, ("version",), "version-malformed", found=framework.version)
    yield from _lists(framework)
    yield from _name_question(framework)
    yield from _peers(framework)
    yield from _table_titles(framework)


def _nodes(framework: Framework) -> Iterator[Fault]:
    """The whole, chapters and measures are nodes of one tree; on some systems two files differ by more than case."""
    taken = {INDEX, *(chapter.id for chapter in framework.chapters)}
    for measure in framework.measures:
        if measure.id.casefold() in taken:
            yield fault(measure_file(measure), ("id",), "id-not-unique", found=measure.id)
        taken.add(measure.id.casefold())


def _indicators(framework: Framework) -> Iterator[Fault]:
    counted = Counter(indicator.id for indicator in framework.indicators)
    for file, path, indicator in every_indicator(framework):
        owner, _, name = indicator.id.partition(".")
        if file != f"{owner}.yaml" or not is_like(KEBAB, name):
            yield fault(file, (*path, "id"), "id-malformed", found=indicator.id)
        if counted[indicator.id] > 1:
            yield fault(file, (*path, "id"), "id-not-unique", found=indicator.id)


def _lists(framework: Framework) -> Iterator[Fault]:
    """Each list of `framework.yaml` names its items apart. Levels go by any name, such as L1."""
    lists: dict[str, tuple[Any, str]] = {
        "profile": (framework.profile, SNAKE),
        "tables": (framework.tables, SNAKE),
        "chapters": (framework.chapters, KEBAB),
        "levels": (framework.levels, NAME),
        "checks": (framework.checks, KEBAB),
    }
    for key, (items, pattern) in lists.items():
        names = [item.id for item in items]
        for place, name in enumerate(names):
            if name in names[:place] or (key == "chapters" and name == INDEX):
                yield fault(FRAMEWORK_FILE, (key, place, "id"), "id-not-unique", found=name)
            elif not is_like(pattern, name):
                yield fault(FRAMEWORK_FILE, (key, place, "id"), "id-malformed", found=name)


def _peers(framework: Framework) -> Iterator[Fault]:
    """Peers are grouped by what can be the same for several stations: a closed question, or a text."""
    for place, name in enumerate(framework.peers or ()):
        path: Path = ("peers", place)
        question = framework.question.get(name)
        if question is None:
            yield unknown(FRAMEWORK_FILE, path, "profile-unknown", name, framework.question)
        elif question.type not in ("one_of", "text") or name == framework.name_question:
            yield fault(FRAMEWORK_FILE, path, "peers-no-groups", found=name)


def _table_titles(framework: Framework) -> Iterator[Fault]:
    """Each table has a sheet of its own, named by its title: of two that share one, a sheet would be read twice."""
    for place, table in enumerate(framework.tables):
        for language in ("zh", "en"):
            words = [item.title.in_(language).casefold()[:SHEET_TITLE] for item in framework.tables[:place]]
            if table.title.in_(language).casefold()[:SHEET_TITLE] in words:
                path: Path = ("tables", place, "title", language)
                yield fault(FRAMEWORK_FILE, path, "title-not-unique", found=table.title.in_(language))


def _name_question(framework: Framework) -> Iterator[Fault]:
    """Every report names its station, so the question that does has to be there and to be answered."""
    names_station = next((item for item in framework.profile if item.id == framework.name_question), None)
    if names_station is None:
        yield fault(FRAMEWORK_FILE, ("name_question",), "profile-unknown", found=framework.name_question, nearest="")
    elif not names_station.required:
        yield fault(FRAMEWORK_FILE, ("name_question",), "profile-not-required", found=framework.name_question)
