"""One broken rule: where it stands, which one it is, and the small things that all rules share."""

import unicodedata
from collections.abc import Iterable, Iterator

from convergence_cli.errors import Severity, Word
from convergence_cli.model.framework import Framework, Indicator, Measure
from convergence_cli.model.keywords import MOST_WEIGHT
from convergence_cli.rubric.strict_yaml import Path
from convergence_cli.texts.nearest import nearest
from convergence_cli.value import value

FRAMEWORK_FILE = "framework.yaml"


@value
class Fault:
    """One broken rule at a path in a file."""

    file: str
    path: Path
    code: str
    severity: Severity = "error"
    values: tuple[tuple[str, Word], ...] = ()


def fault(file: str, path: Path, code: str, severity: Severity = "error", /, **values: Word) -> Fault:
    """Make a Fault."""
    return Fault(file=file, path=path, code=code, severity=severity, values=tuple(values.items()))


def unknown(file: str, path: Path, code: str, found: str, known: Iterable[str]) -> Fault:
    """That there is nothing of this name among those that are known, and which of them is nearest."""
    return fault(file, path, code, found=found, nearest=nearest(found, known))


def folded(text: str) -> str:
    """For comparison, as cells are compared: width, case and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def is_weight(number: float) -> bool:
    """Whether a number may be a weight."""
    return 0 < number <= MOST_WEIGHT


def positive(file: str, path: Path, weight: float) -> Iterator[Fault]:
    if not is_weight(weight):
        yield fault(file, path, "weight-not-positive", found=f"{weight:g}")


def measure_file(measure: Measure) -> str:
    return f"{measure.id}.yaml"


def every_indicator(framework: Framework) -> Iterator[tuple[str, Path, Indicator]]:
    """Each indicator with its file and its place in that."""
    for measure in framework.measures:
        for place, item in enumerate(measure.indicators):
            yield measure_file(measure), ("indicators", place), item


def dotted(path: Path) -> str:
    return ".".join(str(step) for step in path)
