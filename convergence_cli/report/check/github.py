"""What is wrong with workbooks, as annotations of a GitHub step."""

from convergence_cli.errors import Problem
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report.annotation import Annotation, annotated
from convergence_cli.report.check import SEVERITIES, Checked
from convergence_cli.report.check.standing import standing_lines
from convergence_cli.texts import hint, message


def render(files: tuple[Checked, ...], framework: Framework, language: Language) -> str:
    """Workflow commands, errors first: a step shows ten. How far each file is stands before the notes."""
    pairs = [(file.path, item) for file in files for item in file.problems]
    pairs.sort(key=lambda pair: SEVERITIES.index(pair[1].severity))
    grave = (_annotation(path, item, language) for path, item in pairs if item.severity != "note")
    standing = (_standing(file, framework, language) for file in files)
    notes = (_annotation(path, item, language) for path, item in pairs if item.severity == "note")
    return annotated((*grave, *(each for each in standing if each is not None), *notes), language)


def _standing(file: Checked, framework: Framework, language: Language) -> Annotation | None:
    """One annotation where something is blank."""
    lines = standing_lines(file, framework, language)
    if len(lines) < 2:
        return None
    return Annotation(severity="note", file=file.path, title="blanks", words="\n".join(lines))


def _annotation(path: str, item: Problem, language: Language) -> Annotation:
    place = item.location.place
    said = [f"{place}: {message(language, item)}" if place else message(language, item), hint(language, item)]
    words = "\n".join(part for part in said if part)
    return Annotation(severity=item.severity, file=path, title=item.code, words=words)
