"""What is wrong with workbooks: each file with its problems, and the sum."""

from collections.abc import Iterator

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report.check import Checked, counts
from convergence_cli.report.document import Block, Document, Paragraph, Section
from convergence_cli.report.problems import noticed
from convergence_cli.texts import say


def document(files: tuple[Checked, ...], framework: Framework, language: Language) -> Document:
    """The files as a document, in the order in which they were named."""
    summed = Paragraph(text=say(language, "run.checked-files", files=len(files), **counts(files)))
    sections = (*_sections(files, language), Section(title="", blocks=(summed,)))
    return Document(framework=framework, language=language, sections=sections)


def _sections(files: tuple[Checked, ...], language: Language) -> Iterator[Section]:
    for file in files:
        found: tuple[Block, ...] = tuple(noticed(item, language) for item in file.problems)
        yield Section(title=file.path, blocks=found or (Paragraph(text=say(language, "run.no-problems")),))
