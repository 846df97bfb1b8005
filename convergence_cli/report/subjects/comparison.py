"""A comparison: what is compared, what the change is made of, chapters, indicators, the trend.

Of a longer series the latest step in full, and the trend of all.
"""

from collections.abc import Iterator
from dataclasses import replace

from convergence_cli.model.assessment import Cohort, Result
from convergence_cli.model.comparison import Movement, NodeChange, Promise, Series, Shift
from convergence_cli.model.display import printed_change
from convergence_cli.model.framework import Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.own_target import own_sum
from convergence_cli.model.questionnaire import Answered
from convergence_cli.report.cells import Cell, Content
from convergence_cli.report.comparison.sayings import (
    capitalised,
    change_of,
    comparability_lines,
    earlier_doubts,
    effects_of,
    labels,
    level_of,
    movement_title,
    movement_words,
    no_change,
    red_line_lines,
    sides,
    split_of,
    station_of,
    step_lines,
    trend_rows,
    was_rescored,
    withheld_lines,
)
from convergence_cli.report.document import (
    Block,
    Chart,
    Column,
    Document,
    Notice,
    Paragraph,
    Row,
    Section,
    Source,
    Table,
)
from convergence_cli.report.figures import gain, indicator_answer
from convergence_cli.report.own_targets import OWN_TONES, aimed_words, points_words, state_words, sum_words
from convergence_cli.report.places import Where
from convergence_cli.report.rules import option_name
from convergence_cli.report.subjects.ledger import ledger_sheets
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.report.subjects.tree import tree
from convergence_cli.report.teller import Teller
from convergence_cli.texts import hint, message, say

# What stayed as it was is a count.
_UNMOVED: frozenset[Movement] = frozenset({"same", "blank", "out"})
_LISTED: tuple[Movement, ...] = (
    *("rose", "fell", "answered", "emptied", "entered", "left"),
    *("new_question", "gone_question"),
)
_TONES: dict[Movement, str] = {"rose": "met", "answered": "met", "fell": "unmet", "emptied": "unanswered"}
_INDENT = "\u3000"


def _lightness(shift: Shift) -> float:
    moved = (shift.after or 0.0) - (shift.before or 0.0)
    return -abs(shift.effect if shift.effect is not None else shift.weight * moved)


def document(series: Series, language: Language) -> Document:
    """The comparison as a document."""
    return Document(
        framework=series.framework,
        language=language,
        heading=say(language, "compare.title", station=station_of(series)),
        title=say(language, "compare.document-title"),
        station=station_of(series),
        sections=(*_Subject(series, language).sections(), *_goes_on(series, language)),
        sources=tuple(
            Source(station=judged.station, file=judged.questionnaire.file, sha256=judged.questionnaire.sha256)
            for judged in (moment.assessment for moment in series.moments)
        ),
    )


def _goes_on(series: Series, language: Language) -> Iterator[Section]:
    """The ledger of the latest station, where there is one."""
    if series.ledger is not None:
        judged = series.moments[-1]
        entries = (judged.assessment,)
        cohort = Cohort(framework=judged.framework, language=language, entries=entries, ledger=series.ledger)
        yield from ledger_sheets(Words(cohort))


class _Subject(Teller):
    """One series, and its latest step."""

    catalogue = "compare"

    def __init__(self, series: Series, language: Language) -> None:
        super().__init__(series.steps[-1].new.framework, language)
        self.series, self.step = series, series.steps[-1]
        self.names, self.effects = labels(series), effects_of(self.step)
        self.sides = sides(series, language)

    def sections(self) -> Iterator[Section]:
        yield Section(title=self.word("sheet-summary"), blocks=tuple(self.compared()))
        yield Section(title=self.word("comparability"), blocks=tuple(self.comparability()))
        yield Section(title=self.word("change"), blocks=tuple(self.change()))
        yield Section(title=self.word("movements"), blocks=tuple(self.counts()))
        if len(self.series.moments) > 2:
            yield Section(title=self.word("steps"), blocks=tuple(self.steps()))
        if self.step.promises:
            yield Section(title=self.word("own.promise"), blocks=tuple(self.promises()))
        yield Section(title=self.word("sheet-parts"), blocks=tuple(self.parts()), own_sheet=True)
        yield Section(title=self.word("sheet-indicators"), blocks=tuple(self.indicators()), own_sheet=True)
        # Of two moments the first sections say it already; a sheet draws it.
        where: Where = "everywhere" if len(self.series.moments) > 2 else "sheet"
        yield Section(title=self.word("trend"), blocks=tuple(self.trend()), own_sheet=True, where=where)

    # --- what is compared ---------------------------------------------------------------------------

    def compared(self) -> Iterator[Block]:
        columns = (
            Column(title=self.word("terms.file"), width=26, share=34),
            Column(title=self.word("which"), kind="middle", width=13, share=12),
            Column(title=self.word("terms.framework"), kind="middle", width=13, share=14),
            Column(title=self.word("terms.index"), kind="score", width=13, share=11),
            Column(title=self.word("terms.coverage"), kind="share", width=13, share=13),
            Column(title=self.word("terms.level"), kind="middle", width=18, share=16),
        )
        rows = (
            (
                *(judged.questionnaire.file, name, moment.framework.version),
                *(judged.index.score, judged.index.coverage, level_of(moment, self.language)),
            )
            for name, moment in zip(self.names, self.series.moments, strict=True)
            for judged in (moment.assessment,)
        )
        yield Table(columns=columns, rows=tuple(Row(cells=cells) for cells in rows))
        if self.series.by_period:
            yield Paragraph(text=self.word("by-period"))
        if len(self.series.moments) > 2:
            latest = self.word("latest-step", first=self.names[-2], last=self.names[-1])
            yield Paragraph(text=latest, tone="strong")

    def comparability(self) -> Iterator[Block]:
        for text in comparability_lines(self.step, self.language):
            yield Paragraph(text=text)
        for item in self.step.problems:
            said = message(self.language, item), hint(self.language, item)
            yield Notice(severity=item.severity, text=said[0], hint=said[1])

    # --- the change ---------------------------------------------------------------------------------

    def change(self) -> Iterator[Block]:
        moved, split = change_of(self.step), split_of(self.step)
        if moved is None:
            yield Paragraph(text=no_change(self.step, self.language))
            yield from (Paragraph(text=why) for why in withheld_lines(self.series, self.language))
        else:
            yield Paragraph(text=self.word("change-of", change=gain(moved)), tone="strong")
        yield from self.levels()
        if moved is None or split is None:
            if moved is not None:
                yield Paragraph(text=self.word("not-split"))
            return
        effects: list[tuple[str, float]] = [
            (self.word(key), effect)
            for key, effect in (("answers", split.answers), ("scope", split.scope), ("framework", split.framework))
        ]
        for key, effect in (("rules", split.rules), ("questions", split.questions)):
            effects.append((_INDENT + self.word("of-which", part=self.word(key)), effect))
        columns = (
            Column(title=self.word("cause"), width=26, share=70),
            Column(title=self.word("points-of-index"), kind="gain", width=13, share=30),
        )
        rows = (*(Row(cells=cells) for cells in effects), Row(cells=(self.word("change"), moved), tone="strong"))
        chart = Chart(kind="bars", title=self.word("split-chart"), rows=3)
        yield Table(columns=columns, rows=rows, chart=chart)
        yield Paragraph(text=self.word("how-split"), tone="small")
        yield Paragraph(text=self.word("scope-means"), tone="small")

    def levels(self) -> Iterator[Block]:
        before, after = level_of(self.step.old, self.language), level_of(self.step.new, self.language)
        if self.framework.levels:
            key = "level-same" if before == after else "levels"
            yield Paragraph(text=self.word(key, before=before, after=after))
        for text in red_line_lines(self.step, self.language):
            yield Paragraph(text=text)

    def promises(self) -> Iterator[Block]:
        """What was set for this year the last time, and what came of it."""
        yield Paragraph(text=self.word("own.promise-about"))
        outcomes = own_sum(tuple(promise.own for promise in self.step.promises))
        if outcomes:
            yield Paragraph(text=sum_words(outcomes, self.language), tone="strong")
        columns = (
            Column(title=self.word("terms.indicator"), width=26, share=30),
            Column(title=self.word("own.promised"), width=13, share=16),
            Column(title=self.word("terms.answer"), width=13, share=16),
            Column(title=self.word("own.state"), width=13, share=16),
            Column(title=self.word("own.points-by"), kind="middle", width=13, share=10),
            Column(title=self.word("own.today"), width=18, share=14),
        )
        results = self.step.new.assessment.result
        yield Table(columns=columns, rows=tuple(self.promise(each, results[each.id]) for each in self.step.promises))

    def promise(self, promise: Promise, result: Result) -> Row:
        item, own = self.framework.indicator[promise.id], promise.own
        answer = indicator_answer(self.framework, item, result.value, self.language)
        today = promise.today
        return Row(
            cells=(
                f"{item.id} {item.title.in_(self.language)}",
                aimed_words(self.framework, item, own.target, self.language),
                answer or self.word(f"terms.{result.outcome}"),
                Cell(content=state_words(own, self.language), tone=OWN_TONES[own.state]),
                points_words(own),
                "" if today is None else aimed_words(self.framework, item, today, self.language),
            )
        )

    def steps(self) -> Iterator[Block]:
        for head, tail in step_lines(self.series, self.language):
            yield Paragraph(text=f"{head}{_INDENT}{tail}")
        for item, text in earlier_doubts(self.series, self.language):
            yield Notice(severity=item.severity, text=text, hint=hint(self.language, item))

    # --- chapters and measures ----------------------------------------------------------------------

    def parts(self) -> Iterator[Block]:
        rescored = was_rescored(self.step)
        before, after = map(capitalised, self.sides)
        carried = (self.word("carried", moment=before),) if rescored else ()
        columns = (
            Column(title=self.word("terms.chapter"), width=28),
            Column(title=self.word("terms.measure"), width=48),
            Column(title=self.word("terms.measure"), share=52),
            *(Column(title=title, kind="score", width=13, share=13) for title in (before, *carried, after)),
            Column(title=self.word("difference"), kind="gain", width=13, share=13),
        )
        yield Paragraph(text=self.word("about-parts"))
        if rescored:
            yield Paragraph(text=self.word("carried-means", carried="".join(carried)))
        yield Table(columns=columns, rows=tuple(self.nodes(rescored=rescored)), frozen=2)

    def nodes(self, *, rescored: bool) -> Iterator[Row]:
        step = self.step

        def numbers(node: NodeChange) -> tuple[Content, ...]:
            carried = (node.carried,) if rescored else ()
            return node.before, *carried, node.after, printed_change(node.before, node.after)

        whole = self.word("terms.index"), step.index
        return tree(self.framework, self.language, whole, (step.chapters, step.measures), numbers)

    # --- indicators ---------------------------------------------------------------------------------

    def counts(self) -> Iterator[Block]:
        found = {name: count for name, count in self.step.counts.items() if count}
        parts = " + ".join(f"{movement_words(name, self.language)} {count}" for name, count in found.items())
        yield Paragraph(text=self.word("station.counts", parts=parts, total=sum(found.values())))
        if self.step.split is not None:
            yield Paragraph(text=self.word(f"effects-{'add-up' if self.step.additive else 'do-not'}"))

    def indicators(self) -> Iterator[Block]:
        yield Paragraph(text=self.word("about-indicators"), where="sheet")
        fields = (
            Column(title=self.word("terms.id"), width=24),
            Column(title=self.word("terms.measure"), width=22),
            Column(title=self.word("terms.indicator"), width=30),
            Column(title=self.word("terms.indicator"), share=26),
            Column(title=self.word("movement"), kind="middle", width=13, share=18, is_choice=True),
            *(Column(title=title, kind="points", width=9, share=16) for title in self.of_sides("points")),
            Column(title=self.word("effect-on-index"), kind="fine", width=11, share=18),
            *(Column(title=title, width=24) for title in self.of_sides("answer")),
            *(Column(title=title, share=23) for title in self.of_sides("answer")),
            *(Column(title=title, kind="middle", width=11) for title in self.of_sides("outcome")),
            Column(title=self.word("terms.weight"), kind="share", width=9),
        )
        ordered = sorted(self.step.shifts, key=_lightness)
        rows = tuple(self.shift(shift, self.framework.indicator[shift.id]) for shift in ordered)
        yield Table(columns=fields, rows=rows, frozen=3, is_list=True, is_searched=True, where="files")
        yield from self.by_movement(fields)

    def of_sides(self, what: str) -> Iterator[str]:
        """The heads of two columns, one for each side."""
        return (self.word(f"{what}-of", moment=moment) for moment in self.sides)

    def by_movement(self, fields: tuple[Column, ...]) -> Iterator[Table]:
        """On a screen what moved, by how it moved, what moved the index most first."""
        for movement in _LISTED:
            found = sorted((shift for shift in self.step.shifts if shift.movement == movement), key=_lightness)
            rows = tuple(self.shift(shift, self.framework.indicator[shift.id]) for shift in found)
            title = self.word("listed", movement=movement_title(movement, self.language), count=len(rows))
            columns = tuple(field for field in fields if field.title != self.word("movement"))
            at = fields.index(next(field for field in fields if field not in columns))
            rows = tuple(replace(row, cells=row.cells[:at] + row.cells[at + 1 :]) for row in rows)
            yield Table(columns=columns, rows=rows, title=title, by_top=True, where="screen")

    def shift(self, shift: Shift, item: Indicator) -> Row:
        title = item.title.in_(self.language)
        both = shift.value_before, shift.value_after
        answers = tuple(indicator_answer(self.framework, item, given, self.language) for given in both)
        outcomes = (self.word(f"terms.{outcome}") for outcome in (shift.outcome_before, shift.outcome_after))
        cells = (
            *(item.id, self.called[shift.measure], title, f"{item.id} {title}"),
            Cell(content=movement_title(shift.movement, self.language), tone=_TONES.get(shift.movement, "plain")),
            *(shift.before, shift.after, self.effects.get(shift.id)),
            *answers,
            *(self.ticked(item, both) or answers),
            *outcomes,
            shift.weight if shift.weight > 0 else None,
        )
        return Row(cells=cells, where="sheet" if shift.movement in _UNMOVED else "everywhere")

    def ticked(self, item: Indicator, both: tuple[Answered | None, ...]) -> tuple[str, ...]:
        """Of two choices of several: what is there no more, and what is new; of other answers nothing."""
        old, new = (frozenset(given) if isinstance(given, tuple) else None for given in both)
        if old is None or new is None or old == new:
            return ()
        options = self.framework.options(item)
        names = [
            self.word("terms.list-separator").join(
                option_name(words.in_(self.language)) for name, words in options.items() if name in found
            )
            for found in (old - new, new - old)
        ]
        return tuple(
            self.word(key, items=said) if said else "" for key, said in zip(("dropped", "added"), names, strict=True)
        )

    # --- the trend ----------------------------------------------------------------------------------

    def trend(self) -> Iterator[Block]:
        yield Paragraph(text=self.word("about-trend"))
        columns = (
            Column(title=self.word("terms.chapter"), width=30, share=40),
            *(Column(title=name, kind="score", width=11, share=12) for name in self.names),
            Column(title=self.word("difference"), kind="gain", width=11, share=12),
        )
        rows = tuple(
            Row(cells=(title, *numbers, printed_change(numbers[0], numbers[-1])))
            for title, numbers in trend_rows(self.series, self.language)
        )
        yield Table(columns=columns, rows=rows, frozen=1, chart=Chart(kind="lines", title=self.word("trend-chart")))
