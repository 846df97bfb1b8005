"""A document as Markdown: for an issue, a pull request, or the summary of a CI job.

Texts from outside stay text: they mark nothing up, link nothing, mention nobody and end no cell.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from convergence_cli.report.cells import WORDS, shown
from convergence_cli.report.document import Block, Document, Fact, Notice, Paragraph, Section, Table
from convergence_cli.texts import say

# Letters that make mark-up, links, mentions or formulas wherever they stand; addresses that link themselves; and
# what makes a list or a heading at the beginning of a line.
_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~>&<@$])|(?<=:)(?=//)|(?<=www)(?=\.)|^(?=[-+=])|(?<=^\d)(?=[.)]\s)")
_LONGEST = 300


def render(document: Document, longest: int | None = _LONGEST) -> str:
    """The whole document, each section under its heading; a cell ends after so many characters, None: never.

    A step's summary holds a megabyte.
    """
    page = _Page(document.language, longest)
    blocks = [f"# {_safe(document.heading)}"] if document.heading else []
    for section in document.on("paper"):
        blocks += page.section(section)
    return "\n\n".join(blocks) + "\n"


class _Page:
    """Blocks in one language."""

    def __init__(self, language: str, longest: int | None) -> None:
        self.language, self.longest = language, longest

    def section(self, section: Section) -> Iterator[str]:
        if section.title:
            yield f"{'#' * (1 + section.depth)} {_safe(section.title)}"
        for is_listed, blocks in groupby(section.blocks, _is_listed):
            told = (each for block in blocks for each in self.block(block))
            if is_listed:
                yield "\n".join(told)
            else:
                yield from told

    def block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Paragraph):
            yield _marked(block)
        elif isinstance(block, Fact):
            yield from self.fact(block)
        elif isinstance(block, Notice):
            yield " ".join(_safe(text) for text in (block.text, block.hint) if text)
        else:
            if block.title:
                yield _safe(block.title)
            yield self.table(block)

    def fact(self, fact: Fact) -> Iterator[str]:
        first, *more = map(_safe, fact.text.split("\n"))
        yield "- " + say(self.language, "terms.fact", label=f"**{_safe(fact.label)}**", text=first).rstrip()
        yield from (f"  - {line}" for line in more)
        yield from (f"  {number}. {_safe(step)}" for number, step in enumerate(fact.steps, 1))

    def table(self, table: Table) -> str:
        """Numbers at the right of their columns."""
        titles = (_safe(column.title) for column in table.columns)
        kinds = [column.kind for column in table.columns]
        lines = [" | ".join(titles), " | ".join("---" if kind in WORDS else "--:" for kind in kinds)]
        for row in table.rows:
            cells = map(shown, row.cells, kinds)
            lines.append(" | ".join(_safe(cell, self.longest) for cell in cells))
        return "\n".join(f"| {line} |" for line in lines)


def _is_listed(block: Block) -> bool:
    return isinstance(block, Fact) or (isinstance(block, Paragraph) and block.tone == "item")


def _marked(block: Paragraph) -> str:
    text = _safe(block.text)
    if block.tone == "item":
        return f"{'  ' * (block.depth - 1)}- {text}"
    return f"**{text}**" if block.tone == "strong" else text


def _safe(text: str, most: int | None = None) -> str:
    """Text as text: no mark-up, no link, no mention, no control character; its end marked where it is cut."""
    short = text if most is None or len(text) <= most else text[: most - 1] + "…"
    one_line = " ".join(short.split())
    printable = "".join(letter if letter.isprintable() else "\ufffd" for letter in one_line)
    return _SPECIAL.sub(lambda found: "\\" + (found[1] or ""), printable)
