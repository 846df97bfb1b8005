"""One printed page for a batch: how many files, levels, how the index spreads, chapters, gates, how ranks are made."""

from collections import Counter

from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli import __version__
from convergence_cli.model.gaps import Spread
from convergence_cli.report.book.charts import Drawn, bars, counts, put_chart
from convergence_cli.report.book.draft import Cell
from convergence_cli.report.book.listing import print_setup
from convergence_cli.report.cohort_workbook.draft import CohortDraft
from convergence_cli.report.document import Kind, Tone
from convergence_cli.report.figures import share
from convergence_cli.report.findings import level_names

_WIDTHS = (32.0, 11.0, 11.0, 11.0, 11.0, 11.0, 11.0)
_ACROSS = len(_WIDTHS)
_LINE = 17.0
# Small print: more of it fits in a line than of the body text.
_SMALL = 1.22
_LEAST_CHART_ROWS = 8


def write_overview(draft: CohortDraft) -> None:
    """The first sheet."""
    sheet = draft.book.create_sheet(draft.name(draft.word("sheet-overview")))
    for column, width in zip("ABCDEFG", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    page = _Page(draft, sheet)
    page.heading()
    page.tiles()
    page.levels()
    page.histogram()
    page.spread()
    page.gates()
    page.method()
    print_setup(draft, sheet, landscape=False)
    sheet.print_area = f"A1:G{page.row - 1}"


class _Page:
    """A page written from the top down; `row` is the next free row."""

    def __init__(self, draft: CohortDraft, sheet: Worksheet) -> None:
        self.draft, self.sheet, self.word = draft, sheet, draft.word
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

    def header(self, *keys: str) -> None:
        """A header row of words."""
        kinds: tuple[Kind, ...] = tuple("middle" for _ in keys)
        self.cells(tuple(self.word(key) for key in keys), kinds, "header", 20)

    def gap(self) -> None:
        """A little room."""
        self.sheet.row_dimensions[self.row].height = 7
        self.row += 1

    def heading(self) -> None:
        """What was judged, by what."""
        framework, language = self.draft.framework, self.draft.language
        self.line(self.word("title", count=len(self.draft.stations)), "title", 28)
        facts = {"title": framework.title.in_(language), "version": framework.version}
        self.line(self.word("gap_workbook.framework", **facts))
        source = framework.source
        names = {"title": source.title.in_(language), "issuer": source.issuer.in_(language)}
        self.line(self.word("gap_workbook.policy", **names, number=source.number, date=source.date), "small")
        if framework.extends:
            self.line(self.word("overlays.laid-on", bases=framework.bases), "small")
        self.gap()

    def tiles(self) -> None:
        """The counts that are asked for first; files = judged + unreadable."""
        draft = self.draft
        judged, failed = len(draft.stations), len(draft.cohort.failures)
        median = draft.overview.spreads["index"].median
        missing = sum(bool(found) for found in draft.missed)
        self.header("files", "judged", "unreadable", "ranked", "median-index", "with-red-lines", "below-gates")
        below = len(draft.failed) if draft.cohort.verdict.gates else None
        numbers = (judged + failed, judged, failed, draft.overview.ranking.ranked, median, missing, below)
        kinds: tuple[Kind, ...] = ("count", "count", "count", "count", "score", "count", "count")
        self.cells(numbers, kinds, "tile", 32)
        self.gap()

    def levels(self) -> None:
        """How many stations have each level as their highest."""
        draft = self.draft
        if not draft.framework.levels:
            self.line(self.word("gap_workbook.no-levels"))
            self.gap()
            return
        reached = Counter(entry.level for entry in draft.stations)
        names: dict[str | None, str] = {None: self.word("batch.no-level")}
        names.update(level_names(draft.framework, draft.language))
        self.header("terms.level", "stations", "share")
        for level, name in names.items():
            part = reached[level] / len(draft.stations) if draft.stations else None
            self.cells((name, reached[level], part), ("text", "count", "share"))
        self.gap()

    def histogram(self) -> None:
        """Stations by index in bins, with those that have none, and the chart beside."""
        draft, bins = self.draft, self.draft.overview.indexes
        self.header("index-bin", "stations")
        first = self.row
        for each in bins:
            self.cells((self.word("bin", low=each.from_, high=each.to), each.stations), ("text", "count"))
        chart = counts(self.sheet, (first, self.row - 1), self.word("index-chart"))
        put_chart(self.sheet, chart, (2, _ACROSS), (first - 1, len(bins) + 2))
        without = len(draft.stations) - sum(each.stations for each in bins)
        self.cells((self.word("without-index"), without), ("text", "count"))
        self.gap()

    def spread(self) -> None:
        """How index and chapters spread, and the chapters' medians as bars."""
        draft = self.draft
        self.header("terms.chapter", "median", "lower", "upper", "lowest", "highest", "stations")
        kinds: tuple[Kind, ...] = ("text", "score", "score", "score", "score", "score", "count")
        first = self.row
        for chapter in draft.framework.chapters:
            self.cells((chapter.title.in_(draft.language), *_numbers(draft.overview.spreads[chapter.id])), kinds)
        last = self.row - 1
        self.cells((self.word("terms.index"), *_numbers(draft.overview.spreads["index"])), kinds, "strong")
        self.gap()
        rows = max(_LEAST_CHART_ROWS, last - first + 4)
        for row in range(self.row, self.row + rows):
            self.sheet.row_dimensions[row].height = _LINE
        drawn = Drawn(sheet=self.sheet, chapters=(first, last), measures=(first, last))
        put_chart(self.sheet, bars(drawn, self.word("chapter-chart")), (0, _ACROSS), (self.row, rows))
        self.row += rows
        self.gap()

    def gates(self) -> None:
        """Each gate with the stations that fail it, then what was asked of the whole run."""
        verdict = self.draft.cohort.verdict
        if verdict.gates:
            asked = Counter(each.gate for each in verdict.gates)
            failed = Counter(each.gate for each in verdict.gates if not each.passed)
            self.header("gate", "asked", "failing")
            for name, number in asked.items():
                self.cells((name, number, failed[name]), ("text", "count", "count"))
        for gate in verdict.overall:
            key = "run.gate-passed" if gate.passed else "run.gate-failed"
            self.line(self.word(key, gate=gate.gate, have=gate.have, need=gate.need), "line" if gate.passed else "red")
        if verdict.gates or verdict.overall:
            self.gap()

    def method(self) -> None:
        """How ranks and their intervals were made, and what identifies this report."""
        ranking, framework = self.draft.overview.ranking, self.draft.framework
        facts = {"draws": f"{ranking.draws:,}", "seed": ranking.seed, "spread": share(ranking.spread)}
        floor = share(ranking.coverage_floor)
        self.line(self.word("digest.method", floor=floor, interval=ranking.interval, **facts), "small")
        self.line(self.word("bins-mean"), "small")
        identity = {"framework": framework.id, "version": framework.version, "sha256": framework.sha256}
        self.line(self.word("gap_workbook.made-by", tool=__version__, **identity), "small")


def _numbers(found: Spread) -> tuple[float | None, ...]:
    return found.median, found.lower, found.upper, found.low, found.high, found.stations
