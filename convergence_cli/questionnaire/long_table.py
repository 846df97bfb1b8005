"""The rows of a long table as the XML of a sheet.

A table may have twenty thousand rows. To openpyxl each of their cells is an object with a style of its own, which
costs a hundred times what it costs to write them down.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from xml.sax.saxutils import escape

from convergence_cli.model.language import Language
from convergence_cli.model.question import Table
from convergence_cli.model.questionnaire import Answered, Row
from convergence_cli.questionnaire.carry import typed
from convergence_cli.questionnaire.references import column_letters
from convergence_cli.sheets import safe_text
from convergence_cli.value import value

# Sheets count days from here; the first two months of 1900, which they count wrongly, are no answer to anything.
_DAY_0 = date(1899, 12, 30)

# Of the different things that are typed into a column: words of options come again and again.
_MOST_KEPT = 1_000


@value
class Styles:
    """The numbers of the styles that a column's cells have, blank and filled."""

    blank: int
    filled: int


def rows_as_xml(
    table: Table, rows: Iterable[Row], first: int, styles: tuple[Styles, ...], language: Language
) -> Iterator[str]:
    """Rows from the number `first` on, each column in its styles: every cell as if it had been typed."""
    known: list[dict[Answered | None, str]] = [{None: f's="{style.blank}"/>'} for style in styles]
    columns = [
        (column, column_letters(position), style.filled, contents)
        for position, (column, style, contents) in enumerate(zip(table.columns, styles, known, strict=True), 1)
    ]
    for number, row in enumerate(rows, first):
        cells = []
        for column, letters, style, contents in columns:
            given = row.values.get(column.id)
            content = contents.get(given)
            if content is None:
                content = f's="{style}" {_content(typed(given, column, column.options, language))}'  # type: ignore[arg-type]
                if len(contents) < _MOST_KEPT:
                    contents[given] = content
            cells.append(f'<c r="{letters}{number}" {content}')
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _content(given: str | float | date) -> str:
    if isinstance(given, str):
        return f't="inlineStr"><is><t xml:space="preserve">{escape(safe_text(given))}</t></is></c>'
    return f't="n"><v>{(given - _DAY_0).days if isinstance(given, date) else repr(given)}</v></c>'
