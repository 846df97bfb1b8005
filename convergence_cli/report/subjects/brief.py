"""The one page for who decides, in sentences: the same in every format, at the top of a report or alone.

What stands in it is chosen by `plan/brief.py`. No ids, no cells: they stand in the lists that it sums up.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from convergence_cli.model.assessment import Assessment, Blocker, Cohort, Result
from convergence_cli.model.brief import Brief, ChosenGap
from convergence_cli.model.day import is_day
from convergence_cli.model.display import printed
from convergence_cli.model.question import said
from convergence_cli.plan.brief import choose
from convergence_cli.policy import report_title
from convergence_cli.report.adding import adding_up
from convergence_cli.report.document import Block, Column, Document, Fact, Paragraph, Row, Section, Source, Table
from convergence_cli.report.evidence import lacking
from convergence_cli.report.figures import change, gain, score, share
from convergence_cli.report.findings import (
    below_target,
    blocker_words,
    level_names,
    level_reached,
    red_lines_held,
    standing_words,
)
from convergence_cli.report.progress import provisional_words
from convergence_cli.report.required import required, short_answer
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.report.withheld import why_none


def document(cohort: Cohort) -> Document:
    """The page of each station, and nothing else."""
    words = Words(adding_up(cohort))
    stations = words.cohort.assessments
    one = stations[0].station if len(stations) == 1 else ""
    several = words.word("brief.titled-several", count=len(stations))
    sections = [brief_section(words, judged, title="" if one else judged.station) for judged in stations]
    return Document(
        framework=cohort.framework,
        language=cohort.language,
        heading=words.word("brief.titled", station=one) if one else several,
        title=report_title(words.framework, words.language),
        station=one,
        sections=(*sections, _list(words, sections)),
        sources=tuple(Source(station=each.station, file=each.file, sha256=each.sha256) for each in stations),
    )


def brief_section(words: Words, judged: Assessment, title: str = "", depth: int = 1) -> Section:
    """The page of one station: that it is provisional where it is, then fact after fact."""
    return Section(title=title, blocks=tuple(_Page(words, judged).blocks()), where="paper", depth=depth)


def chosen(cohort: Cohort, judged: Assessment) -> Brief:
    """What stands out of a station's results, by its ledger and without what was accepted."""
    entries = cohort.ledger.of(judged.station) if cohort.ledger else {}
    waived = cohort.verdict.waived.get((judged.station, judged.file), {})
    return choose(cohort.framework, judged, entries, waived)


def _list(words: Words, sections: list[Section]) -> Section:
    """The same as rows of a CSV file."""
    columns = words.columns(
        Column(title=words.word("brief.item"), width=14), Column(title=words.word("brief.content"), width=100)
    )
    rows = (
        Row(cells=words.named(judged, row))
        for judged, section in zip(words.cohort.assessments, sections, strict=True)
        for row in rows_of(section)
    )
    return Section(title="", blocks=(Table(columns=columns, rows=tuple(rows), is_list=True),), where="list")


def rows_of(section: Section) -> Iterator[tuple[str, str]]:
    """What each sentence of a page is about, and the sentence."""
    for block in section.blocks:
        if isinstance(block, Fact):
            yield from ((block.label, text) for text in (block.text, *block.numbered) if text)
        elif isinstance(block, Paragraph):
            yield "", block.text


class _Page:
    """The page of one station."""

    def __init__(self, words: Words, judged: Assessment) -> None:
        self.words, self.judged, self.word = words, judged, words.word
        self.framework, self.language = words.framework, words.language
        self.brief = chosen(words.cohort, judged)

    def blocks(self) -> Iterator[Block]:
        provisional = provisional_words(self.framework, self.judged, self.language)
        if provisional:
            yield Paragraph(text=provisional, tone="strong")
        yield self.fact("standing", self.standing())
        strengths = tuple(self.strength(self.judged.result[name]) for name in self.brief.strengths)
        yield self.fact("strengths", () if strengths else (self.word("brief.no-strengths"),), strengths)
        yield self.fact("gaps", self.gaps_lead(), tuple(map(self.gap, self.brief.gaps)))
        if self.framework.levels and self.judged.index.withheld is None:
            yield self.fact("next", (self.next_level(),))
        yield self.fact("basis", self.basis())

    def fact(self, key: str, parts: tuple[str, ...], steps: tuple[str, ...] = ()) -> Fact:
        return Fact(label=self.word(f"brief.{key}"), text=self.joined(parts), steps=steps)

    # --- where it stands, and what the next level takes ---------------------------------------------

    def standing(self) -> tuple[str, ...]:
        node, judged = self.judged.index, self.judged
        scores = {"score": score(node.score), "floor": score(node.floor), "ceiling": score(node.ceiling)}
        is_open = node.score is not None and printed(node.floor) != printed(node.ceiling)
        parts = [self.word("brief.bounds" if is_open else "station.index", **scores)]
        if node.withheld is not None:
            parts.append(why_none(self.framework, judged, node, self.language))
        parts += self.changed()
        if self.framework.levels:
            reached = level_reached(self.framework, judged, self.language)
            is_named = judged.level is not None or node.withheld is not None
            parts.append(self.word("brief.level", level=reached) if is_named else reached)
        parts.append(standing_words(node, self.language))
        if red_lines_held(self.framework, judged):
            states = Counter(judged.not_kept.values())
            parts += self.red_lines(states["missed"], states["unanswered"]) or (self.word("brief.no-red-lines"),)
        return tuple(parts)

    def red_lines(self, missed: int, unanswered: int) -> tuple[str, ...]:
        """How many are not kept, where any are."""
        counts = {"red-lines": missed, "unanswered-red-lines": unanswered}
        return tuple(self.word(f"brief.{key}", count=count) for key, count in counts.items() if count)

    def changed(self) -> Iterator[str]:
        """How far the index moved since the earlier report that the station is held to."""
        earlier, now = self.words.cohort.verdict.earlier.get((self.judged.station, self.judged.file)), self.judged.index
        if earlier is not None and (moved := change(earlier.index, now.score)):
            yield self.word("brief.change", file=earlier.file, before=score(earlier.index), change=moved)

    def next_level(self) -> str:
        """Every condition that is not fulfilled; red lines by their number."""
        judged = self.judged
        if judged.next_level is None:
            return self.word("brief.top")
        others = [each for each in judged.blockers if each.kind not in ("red_line", "unanswered_red_line")]
        parts = self.conditions([each for each in others if each.on is None])
        if by_evidence := self.conditions([each for each in others if each.on]):
            parts = (*parts, self.word("brief.by-evidence", parts=self.joined(by_evidence)))
        kinds = Counter(each.kind for each in judged.blockers)
        red = self.red_lines(kinds["red_line"], kinds["unanswered_red_line"])
        level = level_names(self.framework, self.language)[judged.next_level]
        return self.word("brief.takes", level=level, parts=self.joined((*parts, *red)))

    def conditions(self, blockers: Iterable[Blocker]) -> tuple[str, ...]:
        """Each in words, without saying of each that evidence counts."""
        told = (replace(each, on=None) for each in blockers)
        return tuple(blocker_words(self.framework, each, self.language, with_ids=False) for each in told)

    def joined(self, parts: Iterable[str]) -> str:
        return self.word("terms.clause-separator").join(parts)

    def basis(self) -> tuple[str, ...]:
        node = self.judged.index
        facts = {"coverage": share(node.coverage), "evidenced": score(node.evidenced)}
        return self.word("brief.rests-on", **facts), *lacking(self.judged, self.language)

    # --- strengths and gaps -------------------------------------------------------------------------

    def strength(self, result: Result) -> str:
        item, given = self.framework.indicator[result.id], result.value
        assert given is not None
        answer = self.answer(result)
        is_number = isinstance(given, int | float) and not isinstance(given, bool)
        asked = self.asked(result) if is_number or item.ask.type == "date" else ""
        # Where nothing lies beyond the answer, what is asked is the answer.
        key = "strength" if asked and answer not in asked else "strength-alone"
        said_of = self.word(f"brief.{key}", title=item.title.in_(self.language), answer=answer, asked=asked)
        return self.word("brief.without-evidence", said=said_of) if result.evidence_missing else said_of

    def answer(self, result: Result) -> str:
        item = self.framework.indicator[result.id]
        if result.value is None:
            return self.word("terms.nothing")
        return short_answer(self.framework, item, result.value, self.language)

    def asked(self, result: Result) -> str:
        item, profile = self.framework.indicator[result.id], self.judged.profile
        if result.value is None:
            return ""
        return required(self.framework, item, profile, result.target, result.value, self.language)

    def gaps_lead(self) -> tuple[str, ...]:
        """How many gaps there are, or why there is none; and how many red lines had no room."""
        count, left = len(below_target(self.judged)), self.brief.red_lines_left
        if not count:
            nothing = all(result.points is None for result in self.judged.results)
            return (self.word("brief.nothing-answered" if nothing else "brief.no-gaps"),)
        more = (self.word("brief.red-lines-left", count=left),) if left else ()
        reasons = dict.fromkeys(gap.reason for gap in self.brief.gaps)
        order = self.word("terms.list-separator").join(self.word(f"brief.order-{reason}") for reason in reasons)
        return (self.word("brief.of-gaps" if reasons else "brief.gaps-alone", count=count, order=order), *more)

    def gap(self, gap: ChosenGap) -> str:
        """What is wrong and why it matters, what mending it brings, who does it by when."""
        result = self.judged.result[gap.id]
        asked = self.asked(result)
        facts = {
            "title": self.framework.indicator[gap.id].title.in_(self.language),
            "answer": self.answer(result),
        }
        told = [self.because(gap, self.word("brief.gap" if asked else "brief.gap-alone", asked=asked, **facts))]
        if gap.step is not None:
            key = "to-target" if gap.step == result.to_target else "to-next"
            told.append(self.word(f"brief.{key}", gain=gain(gap.step.gain)))
        return self.joined((*told, *self.people(gap, result)))

    def because(self, gap: ChosenGap, said_of: str) -> str:
        """The gap with why it is among the few; of one that gains most the order says so."""
        if gap.reason == "gain":
            return said_of
        if gap.part:
            part = self.framework.part(gap.part).title.in_(self.language)
            return self.word("brief.because-part", said=said_of, part=part)
        return self.word("brief.because-waived" if gap.is_waived else f"brief.because-{gap.reason}", said=said_of)

    def people(self, gap: ChosenGap, result: Result) -> Iterator[str]:
        """Who mends it by when: as the ledger has it, else as it is proposed, which is said."""
        who, word = said(self.framework.indicator[gap.id].who, self.language), self.word
        if who and gap.months and not gap.who and not gap.due:
            yield word("brief.proposed", who=who, months=gap.months)
            return
        if gap.who:
            yield word("brief.who", who=gap.who)
        elif who:
            yield word("brief.proposed-who", who=who)
        if gap.due:
            due = word("brief.due" if is_day(gap.due) else "brief.due-words", due=gap.due)
            yield word("brief.late", said=due) if result.overdue_since == gap.due else due
        elif gap.months:
            yield word("brief.proposed-months", months=gap.months)
