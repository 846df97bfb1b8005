"""One broken rule: where it stands, which one it is, and the small things that all rules share."""

import unicodedata
from collections.abc import Iterator

from convergence_cli.errors import Severity, Word
from convergence_cli.model.framework import Measure
from convergence_cli.model.keywords import MOST_WEIGHT
from convergence_cli.rubric.strict_yaml import Path
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


def dotted(path: Path) -> str:
    return ".".join(str(step) for step in path)
