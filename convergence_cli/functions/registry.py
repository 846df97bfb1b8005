"""All scoring functions by their keys, in the order of the keys of a `score`; a test holds the two together."""

from collections.abc import Iterator
from typing import Any

from convergence_cli.functions.bands import Bands
from convergence_cli.functions.capped import Caps
from convergence_cli.functions.checklist import Checklists
from convergence_cli.functions.choices import Choices, Scales
from convergence_cli.functions.deduct import Deductions
from convergence_cli.functions.expect import Expect
from convergence_cli.functions.function import Function
from convergence_cli.functions.ramp import Ramps
from convergence_cli.model.framework import Framework
from convergence_cli.model.score import Score


def named(score: Score) -> list[str]:
    """The keys that a score has; sound when it is exactly one."""
    return [name for name in Score.__dataclass_fields__ if getattr(score, name) is not None]


def function_of(score: Score, framework: Framework) -> Function[Any]:
    """The function of a score that is no `by`.

    A score that no function knows is a fault of this program, and never 0 points.
    """
    for name, function in FUNCTIONS.items():
        part = getattr(score, name)
        if part is not None:
            return function(part, framework)
    raise LookupError(f"no scoring function for {named(score)}")


def turns_of(score: Score) -> Iterator[float]:
    """The numbers at which the points of an answer change their course, for any kind of station."""
    for name, function in FUNCTIONS.items():
        part = getattr(score, name)
        for turn in () if part is None else function.turns(part):
            if isinstance(turn, int | float):
                yield float(turn)
    for kinds in (score.by or {}).values():
        for one in kinds.values():
            yield from turns_of(one)


FUNCTIONS: dict[str, type[Function[Any]]] = {
    "bands": Bands,
    "ramp": Ramps,
    "capped": Caps,
    "deduct": Deductions,
    "choices": Choices,
    "scale": Scales,
    "checklist": Checklists,
    "expect": Expect,
}
