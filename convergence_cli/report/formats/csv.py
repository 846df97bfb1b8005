"""The list of a document as CSV, for a spreadsheet or a task tracker."""

from collections.abc import Callable

from convergence_cli.model.display import shown as scale
from convergence_cli.model.numbers import score_tenths
from convergence_cli.report.cells import SCORES, WORDS, Content, Kind, content_of, shown
from convergence_cli.report.comma import Cell, csv_file
from convergence_cli.report.document import Column, Document, Table


def render(document: Document) -> bytes:
    """The file: every row of the list, without what only waits to be filled in and what only draws."""
    return _rendered(document, lambda column: column.title.replace("\n", " "))


def render_ids(document: Document) -> bytes:
    """The same under the names by which programs know the columns, whatever the language."""
    return _rendered(document, lambda column: column.id or column.title.replace("\n", " "))


def _rendered(document: Document, named: Callable[[Column], str]) -> bytes:
    table = document.the_list
    if table is None:
        return csv_file([], [])
    kept = [at for at in range(len(table.columns)) if _says_something(table, at)]
    titles = [named(table.columns[at]) for at in kept]
    rows = (tuple(_plain(content_of(row.cells[at]), table.columns[at].kind) for at in kept) for row in table.rows)
    return csv_file(titles, rows)


def _says_something(table: Table, at: int) -> bool:
    """Whether a column tells of the station: what only draws does not, nor what waits to be filled in."""
    column = table.columns[at]
    if column.kind == "bar" or column.entry is None:
        return column.kind != "bar"
    return not column.entry.choices and any(content_of(row.cells[at]) for row in table.rows)


def _plain(content: Content, kind: Kind) -> Cell:
    """A number as it is printed, but as a number; a percentage with its sign."""
    if content is None or isinstance(content, str):
        return content
    if kind in SCORES:
        return scale().number(content)
    if kind == "points":
        return score_tenths(content) / 10
    if kind in ("loss", "gain", "fine"):
        return scale().gain(content, int(kind == "fine"))
    if kind == "count":
        return int(content)
    return shown(content, kind) if kind not in WORDS else content
