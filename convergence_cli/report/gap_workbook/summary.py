"""One printed page for one station, behind its brief: red lines, outcomes, chapters, two charts."""

from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli import __version__
from convergence_cli.model.assessment import OUTCOMES, Assessment
from convergence_cli.report.book.charts import Drawn, put_chart, radar, score_bars
from convergence_cli.report.book.draft import Cell, Draft, Toned
from convergence_cli.report.book.page import LINE, Page
from convergence_cli.report.cells import Kind, Tone
from convergence_cli.report.evidence import stage_table, stage_word
from convergence_cli.report.findings import (
    counts_besides,
    red_lines_not_kept,
)
from convergence_cli.report.overdue import overdue_count
from convergence_cli.report.own_targets import sum_words
from convergence_cli.report.verdict import waived_words
from convergence_cli.report.withheld import why_none

_WIDTHS = (30.0, 11.0, 11.0, 11.0, 11.0, 11.0, 11.0)
_ACROSS = len(_WIDTHS)
_MIDDLE: tuple[Kind, ...] = tuple("middle" for _ in _WIDTHS)
_COUNTS: tuple[Kind, ...] = tuple("count" for _ in _WIDTHS)
_MOST_RED_LINES = 12
_LEAST_CHART_ROWS, _MOST_RADAR_ROWS, _ROWS_PER_BAR = 15, 17, 0.72


def write_summary(draft: Draft, judged: Assessment, drawn: Drawn, place: int) -> None:
    """The page of the station that is `place`-th in the cohort (from 0)."""
    title = draft.word("sheet-summary")
    name = draft.name(f"{place + 1} {judged.station}" if draft.several else title)
    sheet = draft.book.create_sheet(name, place)
    page = _Page(draft, sheet, judged)
    page.line(judged.station, "title", 28)
    page.red_lines()
    page.outcomes()
    page.chapters()
    page.evidence()
    page.charts(drawn)
    page.provenance()
    page.finish()


class _Page(Page):
    """The page of one station."""

    def __init__(self, draft: Draft, sheet: Worksheet, judged: Assessment) -> None:
        super().__init__(draft, sheet, _WIDTHS)
        self.judged = judged
        self.framework, self.language = draft.cohort.framework, draft.language

    def cells(
        self, cells: tuple[Cell, ...], kinds: tuple[Kind, ...], tone: Tone = "plain", least: float = LINE
    ) -> None:
        """One row of a small table."""
        for column, (cell, kind) in enumerate(zip(cells, kinds, strict=True), 1):
            self.draft.put(self.sheet, self.row, column, cell, kind, tone)
        texts = [(cell, width) for cell, width in zip(cells, _WIDTHS, strict=True) if isinstance(cell, str)]
        self.draft.height(self.sheet, self.row, texts, least)
        self.row += 1

    def red_lines(self) -> None:
        """Every red line that is not kept; beyond a dozen the page says where the others are."""
        word = self.draft.word
        self.line(word("terms.red-line"), "heading")
        titles = {item.id: item.title.in_(self.language) for item in self.framework.indicators}
        lines = red_lines_not_kept(self.judged)
        waived = self.draft.waived.get((self.judged.station, self.judged.file), {})
        for result in lines[:_MOST_RED_LINES]:
            state = word(f"terms.red-line-{result.red_line}")
            text = word("blocker-red-line", title=titles[result.id], id=result.id, state=state)
            if result.id in waived:
                self.line(f"{text}{word('terms.clause-separator')}{waived_words(waived[result.id], self.language)}")
            else:
                self.line(text, "red" if result.red_line == "missed" else "line")
        if len(lines) > _MOST_RED_LINES:
            self.line(word("more-red-lines", count=len(lines) - _MOST_RED_LINES, sheet=word("sheet-gaps")))
        if not lines:
            self.line(word("no-red-lines"))
        self.gap()

    def outcomes(self) -> None:
        """The six counts and their sum."""
        word, counts = self.draft.word, self.judged.counts
        self.line(word("outcomes"), "heading")
        heads: tuple[Cell, ...] = (
            word("all-indicators"),
            *(Toned(word(f"terms.{outcome}"), outcome) for outcome in OUTCOMES),
        )
        self.cells(heads, _MIDDLE, "strong", 20)
        self.cells((float(sum(counts.values())), *(float(counts[each]) for each in OUTCOMES)), _COUNTS)
        for besides in counts_besides(self.framework, self.judged, self.language):
            self.line(besides)
        if self.draft.cohort.as_of is not None:
            sheets = [word("sheet-gaps")]
            if any(result.overdue_since and result.outcome == "unanswered" for result in self.judged.results):
                sheets.append(word("progress.sheet-blanks"))
            facts = {"day": self.draft.cohort.as_of, "count": overdue_count(self.judged)}
            self.line(word("overdue.summary", sheet=word("terms.list-separator").join(sheets), **facts))
        if self.judged.own_sum is not None:
            self.line(sum_words(self.judged.own_sum, self.language))
        self.gap()

    def chapters(self) -> None:
        """Each chapter, and the whole."""
        word, judged = self.draft.word, self.judged
        self.line(word("chapters"), "heading")
        # In the page's seven columns; weights stand on the sheet of chapters.
        toward = self.framework.display.to_target
        last = "terms.to-target" if toward else "terms.weight"
        keys = ("terms.chapter", "terms.score", "terms.ceiling", "terms.coverage", "terms.evidenced", last)
        self.cells((*(word(key) for key in keys), word("terms.lost")), _MIDDLE, "header", 20)
        kinds: tuple[Kind, ...] = ("text", "score", "score", "share", "score", "share", "loss")
        titles = [chapter.title.in_(self.language) for chapter in self.framework.chapters]
        rows = [*zip(titles, judged.chapters, strict=True), (word("whole"), judged.index)]
        for title, node in rows:
            tone = "strong" if node is judged.index else "plain"
            share = node.to_target if toward else node.weight
            numbers = (node.score, node.ceiling, node.coverage, node.evidenced, share, node.lost)
            self.cells((title, *numbers), kinds, tone)
        for title, node in rows[:-1]:
            if node.withheld is not None:
                said = why_none(self.framework, judged, node, self.language)
                self.line(word("terms.fact", label=title, text=said), "small")
        self.gap()

    def evidence(self) -> None:
        """Where somebody looked: how far it goes, each stage a line, its figures as numbers."""
        if self.judged.backing is None:
            return
        table, blank = stage_table(self.judged.backing.stages, self.language), ("",) * 3
        self.line(table.title, "heading")
        self.cells((*(column.title for column in table.columns[:4]), *blank), _MIDDLE, "header", 20)
        for staged in self.judged.backing.stages:
            numbers = float(staged.answers), float(staged.of), staged.score
            kinds: tuple[Kind, ...] = ("text", "count", "count", "score", "text", "text", "text")
            self.cells((stage_word(staged.stage, self.language), *numbers, *blank), kinds)
        self.line(self.draft.word("evidence.about-stages"), "small")
        self.gap()

    def charts(self, drawn: Drawn) -> None:
        """Radar and bars side by side; with too few chapters for a radar, bars across the page."""
        word = self.draft.word
        first, last = drawn.measures
        if last < first:
            return
        rows = max(_LEAST_CHART_ROWS, round(4 + _ROWS_PER_BAR * (last - first + 1)))
        for row in range(self.row, self.row + rows):
            self.sheet.row_dimensions[row].height = LINE
        spider = radar(drawn, word("radar"), word("terms.score"), word("terms.ceiling"))
        split = 0 if spider is None else 2
        if spider is not None:
            put_chart(self.sheet, spider, (0, split), (self.row, min(rows, _MOST_RADAR_ROWS)))
        put_chart(self.sheet, score_bars(drawn.sheet, drawn.measures, word("bars")), (split, _ACROSS), (self.row, rows))
        self.row += rows
        self.gap()

    def provenance(self) -> None:
        """What the terms mean in a line, and what identifies this report."""
        word, read = self.draft.word, self.judged.questionnaire
        self.line(word("legend"), "small")
        facts = {"framework": self.framework.id, "version": self.framework.version, "sha256": self.framework.sha256}
        self.line(word("made-by", tool=__version__, **facts), "small")
        self.line(word("made-from", file=read.file, sha256=read.sha256 or word("terms.nothing")), "small")
