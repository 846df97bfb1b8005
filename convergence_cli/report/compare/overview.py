"""The first sheet of a comparison: what is compared, whether it may be, what the change is made of, what moved."""

from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli import __version__
from convergence_cli.model.comparison import Comparison, Series
from convergence_cli.report.book.draft import Cell, Draft, Kind, Tone
from convergence_cli.report.book.listing import print_setup
from convergence_cli.report.compare.charts import causes, put
from convergence_cli.report.compare.sayings import (
    change_of,
    comparability_lines,
    labels,
    level_of,
    movement_title,
    red_line_lines,
    split_of,
    station_of,
)
from convergence_cli.report.figures import gain
from convergence_cli.texts import hint, message

_WIDTHS = (26.0, 13.0, 13.0, 13.0, 13.0, 18.0)
_ACROSS = len(_WIDTHS)
_MIDDLE: tuple[Kind, ...] = tuple("middle" for _ in _WIDTHS)
_LINE = 17.0
_CHART_FROM = 2
# Small print: more of it fits in a line than of the body text.
_SMALL = 1.22


def write_overview(draft: Draft, series: Series) -> None:
    """The sheet, one printed page wide."""
    sheet = draft.book.create_sheet(draft.name(draft.word("compare.sheet-summary")), 0)
    for column, width in zip("ABCDEF", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    page = _Page(draft, sheet)
    names, latest = labels(series), series.steps[-1]
    page.line(draft.word("compare.title", station=station_of(series)), "title", 28)
    framework = series.framework
    title = framework.title.in_(draft.language)
    page.line(draft.word("framework", title=title, version=framework.version))
    page.gap()
    _moments(page, series, names)
    if len(series.steps) > 1:
        page.line(draft.word("compare.latest-step", first=names[-2], last=names[-1]), "heading", 20)
    _comparability(page, latest)
    _split(page, latest)
    _levels(page, latest)
    _counts(page, latest)
    facts = {"framework": framework.id, "version": framework.version, "sha256": framework.sha256}
    page.line(draft.word("made-by", tool=__version__, **facts), "small")
    for moment in series.moments:
        read = moment.assessment.questionnaire
        sha256 = read.sha256 or draft.word("terms.nothing")
        page.line(draft.word("compare.file-facts", file=read.file, sha256=sha256), "small")
    print_setup(draft, sheet, landscape=False)
    sheet.print_area = f"A1:F{page.row - 1}"


class _Page:
    """A sheet written from the top down; `row` is the next free row."""

    def __init__(self, draft: Draft, sheet: Worksheet) -> None:
        self.draft, self.sheet = draft, sheet
        self.row = 1

    def line(self, text: str, tone: Tone = "line", least: float = _LINE) -> None:
        """One text across the page."""
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=1, end_column=_ACROSS)
        self.draft.put(self.sheet, self.row, 1, text, tone=tone)
        self.draft.height(self.sheet, self.row, [(text, sum(_WIDTHS) * (_SMALL if tone == "small" else 1.0))], least)
        self.row += 1

    def cells(
        self, cells: tuple[Cell, ...], kinds: tuple[Kind, ...], tone: Tone = "plain", least: float = _LINE
    ) -> None:
        """One row of a small table."""
        for column, (cell, kind) in enumerate(zip(cells, kinds, strict=True), 1):
            self.draft.put(self.sheet, self.row, column, cell, kind, tone)
        texts = [(cell, width) for cell, width in zip(cells, _WIDTHS, strict=False) if isinstance(cell, str)]
        self.draft.height(self.sheet, self.row, texts, least)
        self.row += 1

    def gap(self) -> None:
        """A little room."""
        self.sheet.row_dimensions[self.row].height = 7
        self.row += 1


def _moments(page: _Page, series: Series, names: tuple[str, ...]) -> None:
    word = page.draft.word
    keys = ("terms.file", "compare.which", "terms.framework", "terms.index", "terms.coverage", "terms.level")
    page.cells(tuple(word(key) for key in keys), _MIDDLE, "header", 20)
    kinds: tuple[Kind, ...] = ("text", "middle", "middle", "score", "share", "middle")
    for name, moment in zip(names, series.moments, strict=True):
        judged = moment.assessment
        facts = (name, moment.framework.version, judged.index.score, judged.index.coverage)
        page.cells((judged.questionnaire.file, *facts, level_of(moment, page.draft.language)), kinds)
    page.gap()


def _comparability(page: _Page, step: Comparison) -> None:
    word, language = page.draft.word, page.draft.language
    page.line(word("compare.comparability"), "heading")
    for text in comparability_lines(step.comparability, language):
        page.line(text)
    if step.problems:
        page.line(word("compare.warnings"), "heading")
    for item in step.problems:
        said = (message(language, item), hint(language, item))
        page.line(word("terms.clause-separator").join(part for part in said if part))
    page.gap()


def _split(page: _Page, step: Comparison) -> None:
    word, change, split = page.draft.word, change_of(step), split_of(step)
    if change is None:
        page.line(word("compare.no-change"), "heading")
        return
    page.line(word("compare.change-of", change=gain(change)), "heading")
    if split is None:
        page.line(word("compare.not-split"))
        return
    two: tuple[Kind, ...] = ("text", "gain")
    page.cells((word("compare.cause"), word("compare.points-of-index")), ("middle", "middle"), "header", 20)
    first = page.row
    for name, effect in (("answers", split.answers), ("scope", split.scope), ("framework", split.framework)):
        page.cells((word(f"compare.{name}"), effect), two, least=24)
    chart = causes(page.sheet, (first, page.row - 1), word("compare.split-chart"))
    for name, effect in (("rules", split.rules), ("questions", split.questions)):
        page.cells((word("compare.of-which", part=word(f"compare.{name}")), effect), two, least=24)
    page.cells((word("compare.change"), change), two, "strong", 24)
    put(page.sheet, chart, (_CHART_FROM, _ACROSS), (first - 1, page.row))
    page.gap()
    page.line(word("compare.how-split"), "small")
    page.line(word("compare.scope-means"), "small")
    page.line(word(f"compare.effects-{'add-up' if step.additive else 'do-not'}"), "small")
    page.gap()


def _levels(page: _Page, step: Comparison) -> None:
    word, language = page.draft.word, page.draft.language
    if step.new.framework.levels:
        levels = {"before": level_of(step.old, language), "after": level_of(step.new, language)}
        page.line(word("compare.levels", **levels), "heading")
    for text in red_line_lines(step, language):
        page.line(text)
    page.gap()


def _counts(page: _Page, step: Comparison) -> None:
    word = page.draft.word
    page.line(word("compare.indicators"), "heading")
    page.cells((word("compare.movement"), word("compare.count")), ("middle", "middle"), "header", 20)
    for movement, count in step.counts.items():
        if count:
            page.cells((movement_title(movement, page.draft.language), float(count)), ("text", "count"))
    page.cells((word("compare.whole-series"), float(sum(step.counts.values()))), ("text", "count"), "strong")
    page.gap()
