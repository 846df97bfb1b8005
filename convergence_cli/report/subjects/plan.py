"""A plan: what was supposed, the roadmap to the goal, every next step, scores before and after."""

from collections.abc import Iterator

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.display import printed_change
from convergence_cli.model.framework import Indicator, RedLineState
from convergence_cli.model.plan import PHASES, Blank, Goal, NextMove, Outlook, Prospect, Task, WhatIf
from convergence_cli.model.question import said
from convergence_cli.report.cells import Cell, Content, Tone
from convergence_cli.report.document import Block, Column, Document, Notice, Paragraph, Row, Section, Source, Table
from convergence_cli.report.findings import red_line_mark
from convergence_cli.report.places import Where
from convergence_cli.report.plan.sayings import (
    blank_words,
    blanks_words,
    costs_words,
    evidence_words,
    from_to_words,
    goal_words,
    leads_words,
    move_words,
    new_problems,
    node_rows,
    onward_words,
    points_now,
    proof_words,
    side_effects,
    span_words,
    value_words,
    verdict_lines,
)
from convergence_cli.report.subjects.ledger import Planned, ledger_sheets
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.report.teller import Teller
from convergence_cli.texts import hint, message, say

_WIDE = ("roadmap", "steps")
_INDENT = "\u3000"


def document(outlook: Outlook) -> Document:
    """The plan as a document, in the outlook's language."""
    judged = outlook.plan.before
    station, read = judged.station, judged.questionnaire
    return Document(
        framework=outlook.framework,
        language=outlook.language,
        heading=say(outlook.language, "plan.title", station=station),
        title=say(outlook.language, "plan.document-title"),
        station=station,
        sections=tuple(_Subject(outlook).sections()),
        sources=(Source(station=station, file=read.file, sha256=read.sha256),),
    )


class _Subject(Teller):
    """One outlook, and its results by id."""

    catalogue = "plan"

    def __init__(self, outlook: Outlook) -> None:
        super().__init__(outlook.framework, outlook.language)
        self.outlook, self.plan = outlook, outlook.plan
        self.results = self.plan.before.result
        self.numbers = {task.move.id: number for number, task in enumerate(self.plan.tasks, 1)}

    def sections(self) -> Iterator[Section]:
        what_if = self.outlook.what_if
        if what_if is not None:
            yield self.section("what-if", self.supposed(what_if))
        # Who only supposes something reads of that alone; the workbook has the steps from there, too.
        has_goal = self.plan.goal != Goal()
        where: Where = "everywhere" if what_if is None or has_goal else "sheet"
        yield self.section("roadmap", self.roadmap(), where)
        # Who has a goal that can be reached asks for the way there alone.
        is_enough = has_goal and not self.plan.problems
        yield self.section("steps", self.prospects(), "sheet" if is_enough else where)
        if is_enough:
            yield from self.others()
        yield from self.ledger()
        table = self.nodes("when-done", self.plan.before, self.plan.after)
        yield self.section("chapters", iter((Paragraph(text=self.word("about-chapters")), *table)), where)

    def ledger(self) -> Iterator[Section]:
        """The steps as a ledger to go on with, and what people have written about them."""
        cohort = Cohort(
            framework=self.framework,
            language=self.language,
            entries=(self.plan.before,),
            as_of=self.outlook.first_day,
            ledger=self.outlook.ledger,
        )
        steps = {task.move.id: self.step(task) for task in self.plan.tasks}
        return ledger_sheets(Words(cohort), steps, self.outlook.first_day)

    def step(self, task: Task) -> Planned:
        item = self.framework.indicator[task.move.id]
        goal = move_words(self.framework, item, task.move, self.plan.before, self.language)
        span = span_words(task.start, task.end, self.language)
        return Planned(goal=goal, span=span, start=task.start, end=task.end)

    def section(self, key: str, blocks: Iterator[Block], where: Where = "everywhere") -> Section:
        return Section(
            title=self.word(f"sheet-{key}"), blocks=tuple(blocks), own_sheet=True, where=where, is_wide=key in _WIDE
        )

    # --- the roadmap --------------------------------------------------------------------------------

    def roadmap(self) -> Iterator[Block]:
        said = [self.word("goal", goal=goal_words(self.outlook))]
        if self.plan.tasks:
            said.append(leads_words(self.outlook))
        said.append(costs_words(self.plan, self.language))
        yield Paragraph(text=self.word("sentence-separator").join(said))
        for item in self.plan.problems:
            said_of = message(self.language, item), hint(self.language, item)
            yield Notice(severity=item.severity, text=said_of[0], hint=said_of[1])
        if self.plan.tasks and self.plan.goal != Goal():
            yield Paragraph(text=proof_words(self.plan, self.language))
        for text in (*blanks_words(self.plan, self.language), *evidence_words(self.plan, self.language)):
            yield Paragraph(text=text)
        yield Paragraph(text=self.word("effort-note"))
        yield from self.stuck("screen")
        if self.plan.tasks:
            yield Paragraph(text=self.word("fill-in"), where="sheet")
        quarters = _quarter_of(max((task.end for task in self.plan.tasks), default=0))
        columns = (*self.task_columns(), *(self.quarter(number) for number in range(1, quarters + 1)))
        waiting = [Row(cells=(*self.blank(each), *("" for _ in range(quarters)))) for each in self.plan.blanks]
        tasks = [Row(cells=(*self.task(task), *self.bars(task, quarters))) for task in self.plan.tasks]
        yield Table(columns=columns, rows=(*waiting, *tasks), frozen=5, is_list=True, where="files")
        yield Table(columns=columns, rows=tuple(waiting), by_top=True, where="screen")
        if self.plan.goal != Goal():
            yield from self.phases()
            yield Table(columns=columns, rows=tuple(tasks), where="screen")

    def phases(self) -> Iterator[Paragraph]:
        """What each phase takes."""
        for phase in PHASES:
            tasks = [task for task in self.plan.tasks if task.phase == phase]
            if tasks:
                span = span_words(min(task.start for task in tasks), max(task.end for task in tasks), self.language)
                facts = {"steps": len(tasks), "effort": sum(task.move.effort for task in tasks), "span": span}
                said = self.word("phase", phase=self.word(f"phase-{phase}"), **facts)
                yield Paragraph(text=said, tone="item", where="screen")

    def task_columns(self) -> tuple[Column, ...]:
        return (
            Column(title=self.word("terms.number"), kind="count", width=6, share=11),
            Column(title=self.word("phase-column"), width=13),
            Column(title=self.word("terms.measure"), width=19),
            Column(title=self.word("terms.id"), width=18),
            Column(title=self.word("terms.indicator"), width=24),
            Column(title=self.word("terms.red-line"), kind="middle", width=7),
            Column(title=self.word("terms.indicator"), share=28),
            Column(title=self.word("what"), width=34),
            Column(title=self.word("what"), share=30),
            Column(title=self.word("have"), kind="points", width=9),
            Column(title=self.word("points"), kind="points", width=8),
            Column(title=self.word("terms.gain"), kind="fine", width=8, share=17),
            Column(title=self.word("index-after"), kind="score", width=9, share=13),
            Column(title=self.word("effort"), kind="count", width=8),
            Column(title=self.word("needs"), width=17),
            Column(title=self.word("first-month"), kind="count", width=7),
            Column(title=self.word("last-month"), kind="count", width=7),
            Column(title=self.word("planned"), share=28),
            Column(title=self.word("owner"), width=16, share=23),
        )

    def task(self, task: Task) -> tuple[Content | Cell, ...]:
        move, item = task.move, self.framework.indicator[task.move.id]
        judged = self.plan.before
        return (
            *(self.numbers[item.id], self.word(f"phase-name-{task.phase}"), self.called[item.measure]),
            *(item.id, item.title.in_(self.language), self.red("missed" if task.red_line else None), self.named(item)),
            move_words(self.framework, item, move, judged, self.language),
            from_to_words(self.framework, item, move, judged, self.language),
            *(move.have, move.points, move.gain, task.index, move.effort),
            "\n".join(self.word("need", number=self.numbers[name], id=name) for name in task.needs),
            *(task.start, task.end, self.planned(task), said(item.who, self.language)),
        )

    def blank(self, blank: Blank) -> tuple[Content | Cell, ...]:
        """To be answered first: no number, no months, no effort."""
        item = self.framework.indicator[blank.id]
        what = blank_words(self.plan, blank, self.language)
        first = self.word("phase-answer-first")
        red = self.red("unanswered" if blank.red_line else None)
        return (
            *("", first, self.called[item.measure]),
            *(item.id, item.title.in_(self.language), red, self.named(item)),
            *(what, what, points_now(None, self.language), None, None, None, 0, "", None, None, first),
            said(item.who, self.language),
        )

    def red(self, state: RedLineState | None) -> Content | Cell:
        tone: Tone = "red" if state == "missed" else "plain"
        return Cell(content=red_line_mark(state, self.language), tone=tone) if state else ""

    def planned(self, task: Task) -> str:
        """The phase, effort and months, and what has to be done before."""
        parts = [self.word(f"phase-name-{task.phase}"), self.word("takes", effort=task.move.effort)]
        parts.append(span_words(task.start, task.end, self.language))
        if task.needs:
            before = sorted(self.numbers[name] for name in task.needs)
            parts.append(self.word("after-steps", needs=self.word("terms.list-separator").join(map(str, before))))
        return self.word("terms.clause-separator").join(parts)

    def named(self, item: Indicator) -> str:
        state = self.results[item.id].red_line
        red = [red_line_mark(state, self.language)] if state else []
        return self.word("terms.clause-separator").join((self.called[item.id], *red))

    def quarter(self, number: int) -> Column:
        title = self.word("quarter", year=(number - 1) // 4 + 1, quarter=(number - 1) % 4 + 1)
        return Column(title=title, kind="bar", width=5)

    def bars(self, task: Task, quarters: int) -> Iterator[Content | Cell]:
        """A bar where the step is at work, by a mark that a grey print shows, too."""
        at_work = range(_quarter_of(task.start), _quarter_of(task.end) + 1)
        for quarter in range(1, quarters + 1):
            yield Cell(content=self.word("bar"), tone=f"phase-{task.phase}") if quarter in at_work else ""

    # --- every next step ----------------------------------------------------------------------------

    def prospects(self) -> Iterator[Block]:
        every = self.plan.prospects
        yield Paragraph(text=self.word("prospects", count=len(every)) if every else self.word("no-prospects"))
        yield from self.stuck("files")
        if every:
            yield Paragraph(text=self.word("about-steps"), where="sheet")
            rows = tuple(Row(cells=self.prospect(number, each)) for number, each in enumerate(every, 1))
            yield Table(columns=self.prospect_columns(), rows=rows, frozen=4, by_top=True)

    def others(self) -> Iterator[Section]:
        """On paper what the goal does not need, a line each."""
        others = [each for each in self.plan.prospects if each.id not in self.numbers]
        if not others:
            return
        columns = (
            Column(title=self.word("terms.indicator"), share=40),
            Column(title=self.word("what"), share=46),
            Column(title=self.word("terms.gain"), kind="fine", share=14),
        )
        rows = []
        for each in others:
            item, move = self.framework.indicator[each.id], each.next.move
            what = move_words(self.framework, item, move, self.plan.before, self.language)
            rows.append(Row(cells=(self.called[item.id], what, each.next.gain)))
        blocks = (Paragraph(text=self.word("about-others")), Table(columns=columns, rows=tuple(rows)))
        yield Section(title=self.word("others", count=len(others)), blocks=blocks, where="print")

    def stuck(self, where: Where) -> Iterator[Paragraph]:
        """What cannot rise by any answer."""
        if self.plan.stuck:
            ids = self.word("terms.list-separator").join(self.plan.stuck)
            yield Paragraph(text=self.word("stuck", count=len(self.plan.stuck), ids=ids), where=where)

    def prospect_columns(self) -> tuple[Column, ...]:
        return (
            Column(title=self.word("terms.number"), kind="count", width=6, share=10),
            Column(title=self.word("terms.measure"), width=19),
            Column(title=self.word("terms.id"), width=18),
            Column(title=self.word("terms.indicator"), width=24),
            Column(title=self.word("terms.indicator"), share=26),
            Column(title=self.word("sheet-steps"), share=52),
            Column(title=self.word("terms.red-line"), kind="middle", width=8),
            Column(title=self.word("have"), kind="points", width=9),
            Column(title=self.word("next-points"), kind="points", width=9),
            Column(title=self.word("next-what"), width=28),
            Column(title=self.word("next-gain"), kind="fine", width=9),
            Column(title=self.word("next-effort"), kind="count", width=9),
            Column(title=self.word("target-points"), kind="points", width=9),
            Column(title=self.word("target-what"), width=30),
            Column(title=self.word("target-gain"), kind="fine", width=9),
            Column(title=self.word("target-effort"), kind="count", width=9),
            Column(title=self.word("needs-first"), width=19),
            Column(title=self.word("rate-column"), kind="fine", width=10, share=14),
            Column(title=self.word("terms.advice"), width=48, says="advice"),
            Column(title=self.word("owner"), width=14, share=24),
        )

    def prospect(self, number: int, prospect: Prospect) -> tuple[Content | Cell, ...]:
        item = self.framework.indicator[prospect.id]
        result = self.results[item.id]
        steps = onward_words(self.framework, item, prospect, self.plan.before, self.language)
        advice = (
            self.word("advice", number=at, text=text.in_(self.language)) for at, text in enumerate(item.advice, 1)
        )
        have = prospect.next.move.have
        target = prospect.target or (prospect.next if prospect.next.move.meets else None)
        return (
            *(number, self.called[item.measure], item.id, item.title.in_(self.language)),
            *(self.named(item), "\n".join(steps), self.red(result.red_line)),
            have,
            *self.onward(item, prospect.next),
            *self.onward(item, target),
            "\n".join((prospect.target or prospect.next).needs),
            *(prospect.rate, "\n".join(advice), said(item.who, self.language)),
        )

    def onward(self, item: Indicator, onward: NextMove | None) -> tuple[Content, ...]:
        """Points, what is to be reached, gain and effort of the step with all that it needs."""
        if onward is None:
            return None, "", None, None
        what = move_words(self.framework, item, onward.move, self.plan.before, self.language)
        return onward.move.points, what, onward.gain, onward.effort

    # --- before and after ---------------------------------------------------------------------------

    def nodes(self, then: str, before: Assessment, after: Assessment) -> Iterator[Block]:
        """The index, and every chapter and measure: those that stay as they are on sheets alone."""
        columns = (
            Column(title=self.word("node"), width=44, share=44),
            *(Column(title=self.word(key), kind="score", width=24, share=12) for key in ("before", then)),
            Column(title=self.word("change"), kind="gain", width=14, share=12),
        )
        rows, same = [], 0
        for depth, name, old, new in node_rows(self.framework, before, after, self.language):
            change = printed_change(old.score, new.score)
            stays = bool(depth) and (old.score == new.score or change == 0)
            tone: Tone = "plain" if depth == 2 else "strong"
            cells = (_INDENT * depth + name, old.score, new.score, change)
            rows.append(Row(cells=cells, tone=tone, where="sheet" if stays else "everywhere"))
            same += stays
        yield Table(columns=columns, rows=tuple(rows), frozen=1)
        if same:
            yield Paragraph(text=self.word("unchanged", count=same), where="paper")

    def supposed(self, what_if: WhatIf) -> Iterator[Block]:
        yield Paragraph(text=self.word("about-what-if", count=len(what_if.supposed)))
        for text in verdict_lines(self.framework, what_if, self.language):
            yield Paragraph(text=text)
        failing = new_problems(what_if)
        if failing:
            yield Paragraph(text=self.word("new-problems"))
        for item in failing:
            yield Notice(severity=item.severity, text=message(self.language, item))
        yield from self.nodes("if", what_if.before, what_if.after)
        yield self.answers(what_if)

    def answers(self, what_if: WhatIf) -> Table:
        """Supposed answers, then the points of what was computed anew from them."""
        old, new = ({result.id: result for result in judged.results} for judged in (what_if.before, what_if.after))
        columns = (
            Column(title=self.word("terms.indicator"), width=44, share=36),
            *(Column(title=self.word(key), width=24, share=20) for key in ("before", "if")),
            *(Column(title=self.word(key), kind="points", width=14, share=12) for key in ("have", "points")),
        )
        names = (*(each.id for each in what_if.supposed), *(result.id for _, result in side_effects(what_if)))
        rows = []
        for name in names:
            item, both = self.framework.indicator[name], (old[name], new[name])
            words = (value_words(self.framework, item, each, self.language) for each in both)
            rows.append(Row(cells=(self.called[name], *words, *(each.points for each in both))))
        return Table(columns=columns, rows=tuple(rows))


def _quarter_of(month: int) -> int:
    return (month + 2) // 3
