"""The whole: texts in both languages, chapters and measures that name each other, levels that rise, needs."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from convergence_cli.model.framework import Framework
from convergence_cli.model.question import Text
from convergence_cli.rubric.lint.fault import FRAMEWORK_FILE, Fault, dotted, fault, measure_file, positive
from convergence_cli.rubric.strict_yaml import Path
from convergence_cli.texts.nearest import nearest

_PLAIN = frozenset({str, int, float, bool, type(None)})
# YAML's folded text (`>-`) puts a space where a line ends, also between two Chinese characters.
_BROKEN_CHINESE = re.compile(r"[\u4e00-\u9fff，。；：、）”] [\u4e00-\u9fff（“]")


def lint_texts(framework: Framework) -> Iterator[Fault]:
    """Every text for people says something in both languages, in Chinese without spaces inside."""
    files = [(measure_file(measure), measure) for measure in framework.measures]
    for file, part in [(FRAMEWORK_FILE, replace(framework, measures=(), expressions={})), *files]:
        yield from text_faults(file, part, ())


def text_faults(file: str, part: Any, path: Path) -> Iterator[Fault]:
    """Faults of every text in a part of the model that stands at a path of a file."""
    for at, text in _words(part, path):
        if not text.strip():
            yield fault(file, at, "text-empty", key=dotted(at))
        elif broken := _BROKEN_CHINESE.search(text):
            yield fault(file, at, "text-broken", "warning", found=broken[0])


def _words(node: Any, path: Path) -> list[tuple[Path, str]]:
    """Every text below a node of the model, with its path in the YAML."""
    if isinstance(node, Text):
        return [((*path, "zh"), node.zh), ((*path, "en"), node.en)]
    children: Iterable[tuple[str | int, Any]]
    if isinstance(node, dict):
        children = node.items()
    elif isinstance(node, tuple):
        children = enumerate(node)
    else:
        children = [(item.name.rstrip("_"), getattr(node, item.name)) for item in fields(node)]
    return [word for step, child in children if type(child) not in _PLAIN for word in _words(child, (*path, step))]


def lint_tree(framework: Framework, stems: dict[str, str]) -> Iterator[Fault]:
    """Chapters and measures name each other, once."""
    known = set(stems.values())
    counted = Counter(name for chapter in framework.chapters for name in chapter.measures)
    for at, chapter in enumerate(framework.chapters):
        yield from positive(FRAMEWORK_FILE, ("chapters", at, "weight"), chapter.weight)
        for place, name in enumerate(chapter.measures):
            path: Path = ("chapters", at, "measures", place)
            if name not in known:
                yield fault(FRAMEWORK_FILE, path, "measure-unknown", found=name, nearest=nearest(name, sorted(known)))
            if counted[name] > 1:
                yield fault(FRAMEWORK_FILE, path, "id-not-unique", found=name)
        if not chapter.measures:
            yield fault(FRAMEWORK_FILE, ("chapters", at, "measures"), "chapter-empty", found=chapter.id)
    for file, name in stems.items():
        if name not in counted:
            yield fault(file, ("id",), "measure-not-in-chapter", found=name)


def lint_levels(framework: Framework) -> Iterator[Fault]:
    """Each level asks for something, and for no less than the one below it."""
    index, chapter = -1.0, -1.0
    for place, level in enumerate(framework.levels):
        path: Path = ("levels", place, "id")
        if level.index is None and level.chapter is None and not level.red_lines:
            yield fault(FRAMEWORK_FILE, path, "level-no-condition", found=level.id)
        for have, floor in ((level.index, index), (level.chapter, chapter)):
            if have is not None and not 0 <= have <= 100:
                yield fault(FRAMEWORK_FILE, path, "level-unreachable", found=level.id)
            elif have is not None and have < floor:
                yield fault(FRAMEWORK_FILE, path, "level-not-rising", found=level.id)
        if level.index is not None and level.index == index and level.chapter in (None, chapter):
            yield fault(FRAMEWORK_FILE, path, "level-not-rising", found=level.id)
        index = index if level.index is None else level.index
        chapter = chapter if level.chapter is None else level.chapter


def lint_needs(framework: Framework) -> Iterator[Fault]:
    """`needs` leads to indicators that exist, and never back to where it started."""
    needs = {item.id: item.needs for item in framework.indicators}
    for measure in framework.measures:
        for place, indicator in enumerate(measure.indicators):
            path: Path = ("indicators", place, "needs")
            for other in indicator.needs:
                if other not in needs:
                    close = nearest(other, list(needs))
                    yield fault(measure_file(measure), path, "needs-unknown", found=other, nearest=close)
            if _reaches(indicator.id, needs):
                yield fault(measure_file(measure), path, "needs-circle", found=indicator.id)


def _reaches(start: str, needs: dict[str, tuple[str, ...]]) -> bool:
    seen: set[str] = set()
    ahead = list(needs.get(start, ()))
    while ahead:
        current = ahead.pop()
        if current == start:
            return True
        if current not in seen:
            seen.add(current)
            ahead.extend(needs.get(current, ()))
    return False
