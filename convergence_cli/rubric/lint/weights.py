"""Weights and full marks: positive, of stations that there are, and of effect."""

import math
from collections.abc import Iterator
from typing import Any

from convergence_cli.model.framework import SHEETS, Chapter, Framework, Measure
from convergence_cli.model.keywords import MOST_MARKS
from convergence_cli.model.numbers import LAST_BITS
from convergence_cli.rubric.lint.fault import FRAMEWORK_FILE, Fault, fault, measure_file, positive
from convergence_cli.rubric.lint.profile import Use, option_faults
from convergence_cli.rubric.strict_yaml import Path


def lint_weights(framework: Framework) -> Iterator[Fault]:
    """Of every chapter, measure and indicator, and of every sheet of marks."""
    for at, chapter in enumerate(framework.chapters):
        yield from _weight(framework, FRAMEWORK_FILE, ("chapters", at), chapter)
    for measure in framework.measures:
        file = measure_file(measure)
        yield from _weight(framework, file, (), measure)
        for place, item in enumerate(measure.indicators):
            yield from _weight(framework, file, ("indicators", place), item)
    if framework.indicators and not framework.scored:
        yield fault(FRAMEWORK_FILE, ("chapters",), "nothing-scored", found=framework.id)
    if not 0 < framework.noise < 1:
        yield fault(FRAMEWORK_FILE, ("noise",), "noise-out-of-range", found=f"{framework.noise:g}")
    yield from _without_effect(framework)
    yield from _sheets(framework)


def _weight(framework: Framework, file: str, path: Path, part: Any) -> Iterator[Fault]:
    if part.weight is not None:
        yield from positive(file, (*path, "weight"), part.weight)
    by = part.weight_by
    if by is None:
        return
    if len(by) != 1:
        yield fault(file, (*path, "weight_by"), "by-not-one", found=", ".join(by))
    for question, weights in by.items():
        at: Path = (*path, "weight_by", question)
        yield from option_faults(framework, file, Use(path=at, question=question, options=tuple(weights)))
        for option, weight in weights.items():
            yield from positive(file, (*at, option), weight)


def _without_effect(framework: Framework) -> Iterator[Fault]:
    """A weight beside which there is no other changes nothing, unless it is marks out of so many."""
    for measure in framework.measures:
        chapter = framework.chapter_of.get(measure.id)
        if chapter and len(chapter.measures) == 1 and measure.weight != 1 and not _is_marked(framework, chapter):
            yield fault(measure_file(measure), ("weight",), "weight-without-effect", "warning", found=measure.id)
        only = measure.scored[0] if len(measure.scored) == 1 else None
        if only and only.weight_for({}) != 1 and not _is_marked(framework, measure):
            path: Path = ("indicators", measure.indicators.index(only), "weight")
            yield fault(measure_file(measure), path, "weight-without-effect", "warning", found=only.id)


def _is_marked(framework: Framework, part: Framework | Chapter | Measure) -> bool:
    return framework.how(part) in SHEETS and part.maximum is not None


def _sheets(framework: Framework) -> Iterator[Fault]:
    """Full marks are those of a sheet, and there are weights that add up to them."""
    measures = framework.measure
    chapters = [(at, chapter) for at, chapter in enumerate(framework.chapters)]
    yield from _sheet(framework, FRAMEWORK_FILE, (), framework, framework.chapters)
    for at, chapter in chapters:
        inside = [measures[name] for name in chapter.measures if name in measures]
        yield from _sheet(framework, FRAMEWORK_FILE, ("chapters", at), chapter, inside)
        yield from _within_sheet(framework, FRAMEWORK_FILE, ("chapters", at), chapter, framework)
    for measure in framework.measures:
        yield from _sheet(framework, measure_file(measure), (), measure, measure.scored)
        if measure.id in framework.chapter_of:
            above = framework.chapter_of[measure.id]
            yield from _within_sheet(framework, measure_file(measure), (), measure, above)


def _sheet(
    framework: Framework, file: str, path: Path, part: Framework | Chapter | Measure, inside: Any
) -> Iterator[Fault]:
    maximum, how, at = part.maximum, framework.how(part), (*path, "maximum")
    if maximum is None:
        return
    if how not in SHEETS:
        yield fault(file, at, "maximum-for-nothing", found=how)
    elif not 0 < maximum <= MOST_MARKS:
        yield fault(file, at, "maximum-out-of-range", found=f"{maximum:g}", bound=f"{MOST_MARKS:,}")
    elif how == "sum":
        most = math.fsum(max(each.weight_for({}), *_weights(each)) for each in inside)
        if most < maximum * (1 - LAST_BITS):
            yield fault(file, at, "maximum-not-reached", found=f"{maximum:g}", most=f"{most:g}")


def _weights(part: Any) -> tuple[float, ...]:
    return tuple(weight for weights in (part.weight_by or {}).values() for weight in weights.values()) or (
        part.weight_for({}),
    )


def _within_sheet(
    framework: Framework, file: str, path: Path, part: Chapter | Measure, above: Framework | Chapter
) -> Iterator[Fault]:
    """A sheet within a sheet is worth its own full marks there."""
    if not (_is_marked(framework, part) and framework.how(above) in SHEETS):
        return
    if any(weight != part.maximum for weight in (part.weight, *_weights(part))):
        found, maximum = f"{part.weight:g}", f"{part.maximum:g}"
        yield fault(file, (*path, "weight"), "marks-unlike-weight", "warning", found=found, maximum=maximum)
