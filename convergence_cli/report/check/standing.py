"""How far a workbook is filled in, as lines: for formats that have no document."""

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report.check import Checked
from convergence_cli.report.progress import checked_words, department_facts
from convergence_cli.scoring.progress import progress


def standing_lines(file: Checked, framework: Framework, language: Language) -> tuple[str, ...]:
    """Whether anything is at fault and how much is filled in; then, where something is blank, what each
    department has left."""
    if file.questionnaire is None:
        return ()
    found = progress(framework, file.questionnaire)
    first = checked_words(file.errors, found, language)
    facts = department_facts(framework, file.questionnaire, found, language) if found.blank else ()
    return first, *(line for fact in facts for line in fact.lines(language))
