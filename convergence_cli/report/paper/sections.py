"""A document on the sheet of paper."""

from collections.abc import Iterable

from convergence_cli.report.cells import WORDS, shown
from convergence_cli.report.document import Document, Fact, Notice, Paragraph, Section
from convergence_cli.report.paper.sheet import Paper, Writer


def document_paper(document: Document) -> Paper:
    """All of it, and the signature of the station whose files it rests on; what is about runs is nobody's to seal."""
    writer = Writer(document.framework, document.language)
    writer.title(*(text for text in (document.station, document.title) if text))
    write_sections(writer, document.on("paper"))
    if document.sources:
        writer.sign(document.station)
    return writer.paper(document.title, document.station)


def write_sections(paper: Writer, sections: Iterable[Section]) -> None:
    """Each, as it stands on paper, under a heading of the first order."""
    for section in sections:
        (paper.heading if section.depth == 1 else paper.subheading)(section.title)
        for block in section.blocks:
            if isinstance(block, Paragraph):
                paper.text(block.text)
            elif isinstance(block, Fact):
                for line in block.lines(paper.language):
                    paper.text(line)
            elif isinstance(block, Notice):
                paper.text(paper.word("terms.clause-separator").join(filter(None, (block.text, block.hint))))
            else:
                if block.title:
                    paper.text(block.title, kept=True)
                columns = block.columns
                heads = [column.title.replace("\n", " ") for column in columns]
                rows = [
                    [shown(cell, column.kind) for cell, column in zip(row.cells, columns, strict=True)]
                    for row in block.rows
                ]
                numeric = [column.kind not in WORDS for column in columns]
                paper.table(heads, rows, [column.share for column in columns], numeric)
