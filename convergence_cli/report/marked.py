"""Markdown made of texts from outside: tables, and text that stays text."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from convergence_cli.model.assessment import Cohort
from convergence_cli.model.language import Language
from convergence_cli.report.document import Block, Notice, Paragraph, Section, shown
from convergence_cli.texts import message, say

# Letters that make mark-up, links, mentions or formulas wherever they stand; addresses that link themselves; and
# what makes a list or a heading at the beginning of a line.
_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~>&<@$])|(?<=:)(?=//)|(?<=www)(?=\.)|^(?=[-+=])|(?<=^\d)(?=[.)]\s)")
_LONGEST = 300
_SHOWN = 20
# A step's summary holds a megabyte.
_MOST = 200


def table(language: Language, keys: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table with its header in words; every cell is on one line."""
    return titled_table([say(language, key) for key in keys], rows)


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


def failures(cohort: Cohort) -> Iterator[str]:
    """What could not be judged, and why."""
    language = cohort.language
    for failure in cohort.failures:
        yield f"## {say(language, 'markdown.unreadable', file=safe(failure.file))}"
        errors = [item for item in failure.problems if item.severity == "error"]
        rows = [(item.location.place, item.code, message(language, item)) for item in errors[:_SHOWN]]
        yield table(language, ("terms.cell", "markdown.code", "markdown.problem"), rows)
        if len(errors) > _SHOWN:
            yield say(language, "markdown.more", count=len(errors) - _SHOWN)


def gates(cohort: Cohort) -> Iterator[str]:
    """Every gate, those that failed first; of many stations the failed ones alone."""
    verdict, language = cohort.verdict, cohort.language
    every = [*verdict.overall, *(gate for gate in verdict.gates if not (gate.passed and cohort.overview))]
    if not every:
        return
    yield f"## {say(language, 'markdown.gates')}"
    words = {True: say(language, "markdown.passed"), False: say(language, "markdown.failed")}
    ordered = sorted(every, key=lambda gate: gate.passed)
    rows = [(words[gate.passed], gate.gate, gate.station, gate.have, gate.need) for gate in ordered[:_MOST]]
    keys = ("terms.outcome", "markdown.gate", "terms.station", "markdown.have", "markdown.need")
    yield table(language, keys, rows)
    if len(ordered) > _MOST:
        yield say(language, "markdown.more", count=len(ordered) - _MOST)
