"""Native charts: a radar of chapters, bars, columns of counts, and a line for each row over its columns."""

from typing import Any

from openpyxl.chart import BarChart, LineChart, RadarChart, Reference, Series
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.model.display import shown
from convergence_cli.report.book.draft import number_format
from convergence_cli.value import value

LEAST_SPOKES = 3
_INK, _GREY, _GRID = "1F3864", "8C8C8C", "D9D9D9"
_NAME, _SCORE, _CEILING = 1, 2, 3
_FEW = 10
_LETTERS = 800
"""Of the axes and legends of a list's charts, in hundredths of a point."""
# Told apart in colour, and by dash and marker in a grey print; the index is the first, and the heaviest line.
_COLOURS = (_INK, "C55A11", "548235", "7030A0", "BF9000", "2E75B6", "A5003C", "5F5F5F", "00806B", "8C6D46")
_DASHES = ("solid", "dash", "sysDot")
_MARKERS = ("circle", "square", "triangle", "diamond")


@value
class Drawn:
    """Where the numbers of one station's charts stand: first and last row; no rows where last < first."""

    sheet: Worksheet
    chapters: tuple[int, int]
    measures: tuple[int, int]


def radar(drawn: Drawn, title: str, score: str, ceiling: str) -> Any:
    """Chapters as spokes: score and ceiling. None with fewer than three: two spokes are a line."""
    first, last = drawn.chapters
    if last - first + 1 < LEAST_SPOKES:
        return None
    chart: Any = RadarChart()
    chart.type = "marker"
    prepare(chart, title)
    for column, name, colour, dash in ((_CEILING, ceiling, _GREY, "dash"), (_SCORE, score, _INK, "solid")):
        series: Any = Series(Reference(drawn.sheet, column, first, column, last), title=name)
        line: Any = LineProperties(solidFill=colour, w=22000)
        line.prstDash = dash
        series.graphicalProperties = GraphicalProperties(ln=line)
        series.marker.symbol = "none" if dash == "dash" else "circle"
        series.marker.size = 5
        series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
        chart.series.append(series)
    chart.set_categories(Reference(drawn.sheet, _NAME, first, _NAME, last))
    chart.legend.position = "b"
    chart.legend.overlay = False
    chart.legend.txPr = letters(800)
    score_axis(chart.y_axis, 4)
    # Left to itself, the plot shrinks to make room for the longest name on every side.
    room = ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=0.22, y=0.22, w=0.56, h=0.56)
    chart.plot_area.layout = Layout(manualLayout=room)
    return chart


def _bars(
    sheet: Worksheet, column: int, rows: tuple[int, int], title: str, *, kind: str = "bar", gap: int, size: int = 700
) -> Any:
    """The numbers of a column, one series, named by column A; bars run downwards, their scale below them."""
    first, last = rows
    chart: Any = BarChart()
    chart.type = kind
    chart.gapWidth = gap
    prepare(chart, title, size)
    series: Any = Series(Reference(sheet, column, first, column, last), title=title)
    series.graphicalProperties = GraphicalProperties(solidFill=_INK)
    chart.series.append(series)
    chart.set_categories(Reference(sheet, _NAME, first, _NAME, last))
    chart.legend = None
    if kind == "bar":
        chart.x_axis.scaling.orientation = "maxMin"
        # The categories run downwards, so the far end is the bottom, where people look for a scale.
        chart.y_axis.crosses = "max"
    return chart


def score_bars(sheet: Worksheet, rows: tuple[int, int], title: str) -> Any:
    """Scores as bars on the framework's scale."""
    chart = _bars(sheet, _SCORE, rows, title, gap=35)
    chart.dataLabels = DataLabelList(
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        numFmt=number_format("score", 0.0),
        txPr=letters(700),
    )
    chart.dataLabels.position = "outEnd"
    score_axis(chart.y_axis, 5)
    return chart


def bars(sheet: Worksheet, column: int, rows: tuple[int, int], title: str) -> Any:
    """The numbers of a column as bars."""
    chart = _bars(sheet, column, rows, title, gap=60, size=_LETTERS)
    # Excel would otherwise draw negative bars white.
    chart.series[0].invertIfNegative = False
    # Beside the plot, not beside the zero line, where negative bars would cover them.
    chart.x_axis.tickLblPos = "low"
    chart.y_axis.number_format = "0"
    return chart


def counts(sheet: Worksheet, rows: tuple[int, int], title: str) -> Any:
    """How many stations there are in each bin, as columns: names in the first column of the sheet, counts beside."""
    chart = _bars(sheet, _SCORE, rows, title, kind="col", gap=12)
    chart.y_axis.scaling.min = 0
    # Stations are whole: an axis left to itself counts few of them in fifths.
    values: list[Any] = [sheet.cell(row, _SCORE).value for row in range(rows[0], rows[1] + 1)]
    most = max(values, default=0)
    chart.y_axis.majorUnit = 1 if most <= _FEW else None
    chart.y_axis.number_format = "0"
    return chart


def lines(sheet: Worksheet, header: int, rows: tuple[int, int], columns: tuple[int, int], title: str) -> Any:
    """Each row as a line over the columns; its name stands in column A, the moments in the header row."""
    chart: Any = LineChart()
    prepare(chart, title, _LETTERS)
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


def put_chart(sheet: Worksheet, chart: Any, columns: tuple[int, int], rows: tuple[int, int]) -> None:
    """Lay a chart over the cells from column to column (from 0, the last one left out), row (from 1) and rows.

    Held by cells at both corners: in centimetres it would cover other cells where a font is wider.
    """
    (left, right), (top, height) = columns, rows
    inset = 40_000
    chart.anchor = TwoCellAnchor(
        _from=AnchorMarker(col=left, colOff=inset, row=top - 1, rowOff=inset),
        to=AnchorMarker(col=right, colOff=0, row=top - 1 + height, rowOff=0),
    )
    sheet.add_chart(chart)


def prepare(chart: Any, title: str, size: int = 700) -> None:
    """Its title and its axes; letters of axes in hundredths of a point."""
    run = RegularTextRun(rPr=CharacterProperties(sz=1000, b=True, solidFill=_INK), t=title)
    rich = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=CharacterProperties(sz=1000)), r=[run])])
    chart.title = Title(tx=Text(rich=rich), overlay=False)
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_GRID))
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.txPr = letters(size)
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=_GRID))


def score_axis(axis: Any, parts: int) -> None:
    """From nothing to a full score on the framework's scale, in so many parts."""
    display = shown()
    unit = (display.to - display.from_) / parts
    axis.scaling.min, axis.scaling.max, axis.majorUnit = display.from_, display.to, unit
    axis.number_format = "0" if unit.is_integer() else "General"


def letters(size: int) -> RichText:
    """Letters of a size, in hundredths of a point."""
    style = CharacterProperties(sz=size, b=False)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=style), endParaRPr=style)])
