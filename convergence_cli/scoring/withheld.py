"""What withholds a score that there would be: the parts that need everything answered, and the checks that void it."""

from collections.abc import Iterator

from convergence_cli.errors import Problem
from convergence_cli.model.framework import Framework
from convergence_cli.model.judged import Judged
from convergence_cli.model.keywords import INDEX
from convergence_cli.scoring.checks import VOIDS


def voiding(judged: Judged) -> tuple[Problem, ...]:
    """The checks that are false and leave a station without an index."""
    return tuple(item for item in judged.problems if item.code == VOIDS)


def demanding(framework: Framework, judged: Judged, name: str) -> Iterator[str]:
    """The topmost parts, of the whole (`index`) or of a part without a score, that need everything answered.

    Each has something unanswered.
    """
    if (framework if name == INDEX else framework.part(name)).needs_all:
        yield name
        return
    inside = tuple(framework.chapter) if name == INDEX else framework.chapter[name].measures
    held_back = {node.id for node in (*judged.chapters, *judged.measures) if node.withheld is not None}
    for child in inside:
        if child in held_back:
            yield from demanding(framework, judged, child)


def withheld_by(framework: Framework, judged: Judged, name: str) -> tuple[str, ...]:
    """The same as it stands in the rubric, in every language: `needs_all: M01`, `voids: staff`."""
    if name == INDEX and judged.index.withheld == "voided":
        return tuple(f"voids: {dict(item.values)['check']}" for item in voiding(judged))
    return tuple(f"needs_all: {part}" for part in demanding(framework, judged, name))
