"""The native charts of a summary: a radar of chapters, bars of measures, columns of counts."""

from typing import Any

from openpyxl.chart import BarChart, RadarChart, Reference, Series
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
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
    _scale(chart.y_axis, 4)
    # Left to itself, the plot shrinks to make room for the longest name on every side.
    room = ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=0.22, y=0.22, w=0.56, h=0.56)
    chart.plot_area.layout = Layout(manualLayout=room)
    return chart


def bars(drawn: Drawn, title: str) -> Any:
    """Measures as horizontal bars, in the framework's order from the top."""
    first, last = drawn.measures
    chart: Any = BarChart()
    chart.type = "bar"
    chart.gapWidth = 35
    prepare(chart, title)
    series: Any = Series(Reference(drawn.sheet, _SCORE, first, _SCORE, last), title=title)
    series.graphicalProperties = GraphicalProperties(solidFill=_INK)
    chart.series.append(series)
    chart.set_categories(Reference(drawn.sheet, _NAME, first, _NAME, last))
    form = number_format("score", 0.0)
    chart.dataLabels = DataLabelList(
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        numFmt=form,
        txPr=letters(700),
    )
    chart.dataLabels.position = "outEnd"
    chart.legend = None
    chart.x_axis.scaling.orientation = "maxMin"
    _scale(chart.y_axis, 5)
    # The categories run downwards, so the far end is the bottom, where people look for a scale.
    chart.y_axis.crosses = "max"
    return chart


def counts(sheet: Worksheet, rows: tuple[int, int], title: str) -> Any:
    """How many stations there are in each bin, as columns: names in the first column of the sheet, counts beside."""
    first, last = rows
    chart: Any = BarChart()
    chart.type = "col"
    chart.gapWidth = 12
    prepare(chart, title)
    series: Any = Series(Reference(sheet, _SCORE, first, _SCORE, last), title=title)
    series.graphicalProperties = GraphicalProperties(solidFill=_INK)
    chart.series.append(series)
    chart.set_categories(Reference(sheet, _NAME, first, _NAME, last))
    chart.legend = None
    chart.y_axis.scaling.min = 0
    # Stations are whole: an axis left to itself counts few of them in fifths.
    values: list[Any] = [sheet.cell(row, _SCORE).value for row in range(first, last + 1)]
    most = max(values, default=0)
    chart.y_axis.majorUnit = 1 if most <= _FEW else None
    chart.y_axis.number_format = "0"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_GRID))
    return chart


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
    for axis in (chart.x_axis, chart.y_axis):
        axis.delete = False
        axis.txPr = letters(size)
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=_GRID))


def _scale(axis: Any, parts: int) -> None:
    score_axis(axis, parts)
    axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_GRID))


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
