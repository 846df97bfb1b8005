"""What is wrong with workbooks: each file with its problems and what is blank in it, and the sum."""

from collections.abc import Iterator

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report.check import Checked, counts
from convergence_cli.report.document import Block, Document, Paragraph, Section
from convergence_cli.report.problems import noticed
from convergence_cli.report.progress import checked_words, department_facts
from convergence_cli.scoring.progress import progress
from convergence_cli.texts import say


def document(files: tuple[Checked, ...], framework: Framework, language: Language) -> Document:
    """The files as a document, in the order in which they were named."""
    summed = Paragraph(text=say(language, "run.checked-files", files=len(files), **counts(files)))
    sections = (*_sections(files, framework, language), Section(title="", blocks=(summed,)))
    return Document(framework=framework, language=language, sections=sections)


def _sections(files: tuple[Checked, ...], framework: Framework, language: Language) -> Iterator[Section]:
    for file in files:
        found: tuple[Block, ...] = tuple(noticed(item, language) for item in file.problems)
        yield Section(title=file.path, blocks=(*found, *_standing(file, framework, language)))


def _standing(file: Checked, framework: Framework, language: Language) -> Iterator[Block]:
    """How far it is filled in, and what each department has left; no form is called clean that is not filled in."""
    if file.questionnaire is None:
        return
    found = progress(framework, file.questionnaire)
    yield Paragraph(text=checked_words(file.errors, found, language), tone="strong")
    if found.blank:
        yield from department_facts(framework, file.questionnaire, found, language)
