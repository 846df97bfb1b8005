"""The whole: chapters and measures that name each other, levels that rise, needs."""

from collections import Counter
from collections.abc import Iterator

from convergence_cli.model.framework import Framework
from convergence_cli.model.keywords import CLAUSE, is_like
from convergence_cli.rubric.lint.fault import FRAMEWORK_FILE, Fault, every_indicator, fault, measure_file, unknown
from convergence_cli.rubric.strict_yaml import Path


def lint_tree(framework: Framework, stems: dict[str, str]) -> Iterator[Fault]:
    """Chapters and measures name each other, once; there is one at least."""
    if not framework.chapters:
        yield fault(FRAMEWORK_FILE, ("chapters",), "framework-empty", found=framework.id)
    known = set(stems.values())
    counted = Counter(name for chapter in framework.chapters for name in chapter.measures)
    for at, chapter in enumerate(framework.chapters):
        for place, name in enumerate(chapter.measures):
            path: Path = ("chapters", at, "measures", place)
            if name not in known:
                yield unknown(FRAMEWORK_FILE, path, "measure-unknown", name, sorted(known))
            if counted[name] > 1:
                yield fault(FRAMEWORK_FILE, path, "id-not-unique", found=name)
        if framework.source.clauses and chapter.because is None:
            yield fault(
                FRAMEWORK_FILE, ("chapters", at, "because"), "policy-key-missing", key="because", found=chapter.id
            )
        if not chapter.measures:
            yield fault(FRAMEWORK_FILE, ("chapters", at, "measures"), "chapter-empty", found=chapter.id)
    for file, name in stems.items():
        if name not in counted:
            yield fault(file, ("id",), "measure-not-in-chapter", found=name)


def lint_clauses(framework: Framework) -> Iterator[Fault]:
    """Each clause of the policy stands once in the list, and in a measure."""
    placed = {clause for measure in framework.measures for clause in measure.clauses}
    for file, at, clauses in (
        (FRAMEWORK_FILE, ("source", "clauses"), framework.source.clauses),
        *((measure_file(measure), ("clauses",), measure.clauses) for measure in framework.measures),
    ):
        for place, clause in enumerate(clauses):
            if not is_like(CLAUSE, clause):
                yield fault(file, (*at, place), "id-malformed", found=clause)
    for place, clause in enumerate(framework.source.clauses):
        path: Path = ("source", "clauses", place)
        if clause in framework.source.clauses[:place]:
            yield fault(FRAMEWORK_FILE, path, "id-not-unique", found=clause)
        elif clause not in placed:
            yield fault(FRAMEWORK_FILE, path, "clause-in-no-measure", found=clause)


def lint_needs(framework: Framework) -> Iterator[Fault]:
    """`needs` leads to indicators that exist, and never back to where it started."""
    needs = {item.id: item.needs for item in framework.indicators}
    for file, at, indicator in every_indicator(framework):
        path: Path = (*at, "needs")
        for other in indicator.needs:
            if other not in needs:
                yield unknown(file, path, "needs-unknown", other, needs)
            elif not framework.indicator[other].scored:
                yield fault(file, path, "needs-unscored", found=other)
        if _reaches(indicator.id, needs):
            yield fault(file, path, "needs-circle", found=indicator.id)


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
