"""One problem said, as a compiler says it. Every report says it so."""

from collections.abc import Iterable, Iterator

from convergence_cli.errors import Problem
from convergence_cli.model.language import Language
from convergence_cli.report.cells import Cell
from convergence_cli.report.document import Notice
from convergence_cli.texts import hint, message, say


def noticed(item: Problem, language: Language) -> Notice:
    """The problem in words, with its code and place."""
    said = message(language, item), hint(language, item)
    place = str(item.location)
    return Notice(severity=item.severity, text=said[0], hint=said[1], code=item.code, place=place)


def cells(item: Problem, language: Language) -> tuple[Cell | str, ...]:
    """The problem in the columns of a list: how grave, its code, what is wrong, what to do, sheet and cell."""
    severity = Cell(content=say(language, f"terms.{item.severity}"), tone=item.severity)
    return severity, item.code, message(language, item), hint(language, item), item.location.sheet, item.location.cell


def blocks(problems: Iterable[Problem], language: Language) -> str:
    """Each problem as severity, code and message, then its place, then its hint."""
    return "\n".join(line for item in problems for line in as_compiler(noticed(item, language), language))


def as_compiler(notice: Notice, language: str) -> Iterator[str]:
    """Severity, code and text, then the place, then the hint: a line each, however long."""
    yield printable(f"{say(language, f'run.{notice.severity}')}[{notice.code}]: {notice.text}")
    if notice.place:
        yield printable(f"  --> {notice.place}")
    if notice.hint:
        yield printable(f"   = {say(language, 'run.hint')}: {notice.hint}")


def printable(text: str) -> str:
    """Without control characters, which a file name or a cell could use to drive the terminal."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter in "\t\u3000" else "\ufffd" for letter in text)
