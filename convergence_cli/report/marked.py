"""Markdown made of texts from outside: tables, and text that stays text."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from convergence_cli.report.document import Block, Notice, Paragraph, Section, shown

# Letters that make mark-up, links, mentions or formulas wherever they stand; addresses that link themselves; and
# what makes a list or a heading at the beginning of a line.
_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~>&<@$])|(?<=:)(?=//)|(?<=www)(?=\.)|^(?=[-+=])|(?<=^\d)(?=[.)]\s)")
_LONGEST = 300


def titled_table(titles: Sequence[str], rows: Sequence[tuple[str, ...]]) -> str:
    """The same, its header already in words."""
    lines = [" | ".join(titles), " | ".join("---" for _ in titles)]
    lines += [" | ".join(safe(cell) for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def section_blocks(section: Section, mark: str) -> Iterator[str]:
    """A section, as it stands on paper, under a heading of this order, `##` for the second."""
    yield f"{mark} {safe(section.title)}"
    for is_listed, blocks in groupby(section.blocks, _is_item):
        told = (each for block in blocks for each in _block(block))
        if is_listed:
            yield "\n".join(told)
        else:
            yield from told


def _is_item(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.tone == "item"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield _marked(block)
    elif isinstance(block, Notice):
        yield " ".join(safe(text) for text in (block.text, block.hint) if text)
    else:
        if block.title:
            yield safe(block.title)
        titles = [column.title.replace("\n", " ") for column in block.columns]
        kinds = [column.kind for column in block.columns]
        yield titled_table(titles, [tuple(map(shown, row.cells, kinds)) for row in block.rows])


def _marked(block: Paragraph) -> str:
    text = safe(block.text, most=len(block.text))
    return {"strong": f"**{text}**", "item": f"- {text}"}.get(block.tone, text)


def safe(text: str, most: int = _LONGEST) -> str:
    """Text as text: no mark-up, no link, no mention, no control character, nothing too long for a table."""
    short = text if len(text) <= most else text[: most - 1] + "…"
    one_line = " ".join(short.split())
    printable = "".join(letter if letter.isprintable() else "\ufffd" for letter in one_line)
    return _SPECIAL.sub(lambda found: "\\" + (found[1] or ""), printable)
