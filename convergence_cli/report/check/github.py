"""What is wrong with workbooks, as annotations of a GitHub step."""

from convergence_cli.errors import Problem
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report.annotation import annotation
from convergence_cli.report.check import SEVERITIES, Checked
from convergence_cli.texts import hint, message


def render(files: tuple[Checked, ...], _: Framework, language: Language) -> str:
    """Workflow commands, errors first: a step shows ten annotations of a kind."""
    pairs = [(file.path, item) for file in files for item in file.problems]
    pairs.sort(key=lambda pair: SEVERITIES.index(pair[1].severity))
    return "".join(_annotation(path, item, language) for path, item in pairs)


def _annotation(path: str, item: Problem, language: Language) -> str:
    place = item.location.place
    said = [f"{place}: {message(language, item)}" if place else message(language, item), hint(language, item)]
    return annotation(item.severity, path, item.code, "\n".join(part for part in said if part))
