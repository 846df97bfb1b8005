"""The native charts of a list: a bar for each row, and a line for each row over its columns."""

from typing import Any

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.report.book.charts import letters, prepare, score_axis

_INK, _GRID = "1F3864", "D9D9D9"
_LETTERS = 800
"""Of axes and legends, in hundredths of a point."""
# Told apart in colour, and by dash and marker in a grey print; the index is the first, and the heaviest line.
_COLOURS = (_INK, "C55A11", "548235", "7030A0", "BF9000", "2E75B6", "A5003C", "5F5F5F", "00806B", "8C6D46")
_DASHES = ("solid", "dash", "sysDot")
_MARKERS = ("circle", "square", "triangle", "diamond")


def bars(sheet: Worksheet, column: int, rows: tuple[int, int], title: str) -> Any:
    """The numbers of a column as bars, named by column A."""
    first, last = rows
    chart: Any = BarChart()
    chart.type = "bar"
    chart.gapWidth = 60
    _prepared(chart, title)
    series: Any = Series(Reference(sheet, column, first, column, last), title=title)
    series.graphicalProperties = GraphicalProperties(solidFill=_INK)
    # Excel would otherwise draw negative bars white.
    series.invertIfNegative = False
    chart.series.append(series)
    chart.set_categories(Reference(sheet, 1, first, 1, last))
    chart.legend = None
    chart.x_axis.scaling.orientation = "maxMin"
    # Beside the plot, not beside the zero line, where negative bars would cover them.
    chart.x_axis.tickLblPos = "low"
    chart.y_axis.number_format = "0"
    chart.y_axis.crosses = "max"
    return chart


def lines(sheet: Worksheet, header: int, rows: tuple[int, int], columns: tuple[int, int], title: str) -> Any:
    """Each row as a line over the columns; its name stands in column A, the moments in the header row."""
    chart: Any = LineChart()
    _prepared(chart, title)
    for place, row in enumerate(range(rows[0], rows[1] + 1)):
        series: Any = Series(Reference(sheet, columns[0], row, columns[1], row), title_from_data=False)
        series.tx = _named(sheet, row)
        colour = _COLOURS[place % len(_COLOURS)]
        line: Any = LineProperties(solidFill=colour, w=31000 if place == 0 else 15000)
        line.prstDash = _DASHES[0] if place == 0 else _DASHES[place % len(_DASHES)]
        series.graphicalProperties = GraphicalProperties(ln=line)
        series.marker.symbol = _MARKERS[place % len(_MARKERS)]
        series.marker.size = 6
        series.marker.graphicalProperties = GraphicalProperties(solidFill=colour, ln=LineProperties(solidFill=colour))
        series.smooth = False
        chart.series.append(series)
    chart.set_categories(Reference(sheet, columns[0], header, columns[1], header))
    chart.legend.position = "r"
    chart.legend.overlay = False
    chart.legend.txPr = letters(_LETTERS)
    score_axis(chart.y_axis, 5)
    return chart


def _named(sheet: Worksheet, row: int) -> Any:
    quoted = sheet.title.replace("'", "''")
    return SeriesLabel(strRef=StrRef(f"'{quoted}'!$A${row}"))


def put(sheet: Worksheet, chart: Any, columns: tuple[int, int], rows: tuple[int, int]) -> None:
    """Lay a chart over cells: from column to column (from 0) and row to row (from 1), the last of each left out."""
    chart.anchor = TwoCellAnchor(
        _from=AnchorMarker(col=columns[0], colOff=60_000, row=rows[0] - 1, rowOff=30_000),
        to=AnchorMarker(col=columns[1], colOff=0, row=rows[1] - 1, rowOff=0),
    )
    sheet.add_chart(chart)


def _prepared(chart: Any, title: str) -> None:
    prepare(chart, title, _LETTERS)
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_GRID))
