"""What was achieved, what is not there yet and why, and what is done next: in prose, without ids, cells and hashes.

What stands out is what the brief chooses; the rest is told chapter by chapter, as much as five pages hold.
"""

from collections.abc import Container, Iterator, Mapping

from convergence_cli.model.assessment import Assessment, Cohort, Node, Result
from convergence_cli.model.brief import Brief, ChosenGap
from convergence_cli.model.day import is_day
from convergence_cli.model.display import shown
from convergence_cli.model.framework import Chapter
from convergence_cli.model.ledger import LedgerEntry
from convergence_cli.model.question import said
from convergence_cli.report import figures
from convergence_cli.report.findings import below_target
from convergence_cli.report.own_targets import sum_words
from convergence_cli.report.paper.sheet import Piece, Writer
from convergence_cli.report.progress import name_of
from convergence_cli.report.required import required, short_answer
from convergence_cli.scoring.progress import progress
from convergence_cli.value import value

_MENDED = 5


@value
class Room:
    """How much is told, at most."""

    chapters: int
    """Of which is told what was achieved: those nearest to their targets."""
    achievements: int
    """Of each."""
    problems: int
    """Of each chapter."""
    with_policy: bool
    """Whether the gravest problem of a chapter is told with what the policy says; a red line always is."""
    advice: int
    """On each gap that stands out."""


ROOMS = (
    Room(chapters=4, achievements=5, problems=4, with_policy=True, advice=2),
    Room(chapters=4, achievements=4, problems=3, with_policy=True, advice=2),
    Room(chapters=4, achievements=3, problems=2, with_policy=True, advice=2),
    Room(chapters=4, achievements=3, problems=2, with_policy=True, advice=1),
    Room(chapters=3, achievements=3, problems=2, with_policy=False, advice=1),
    Room(chapters=3, achievements=3, problems=1, with_policy=True, advice=1),
    Room(chapters=3, achievements=3, problems=1, with_policy=False, advice=1),
    Room(chapters=2, achievements=2, problems=1, with_policy=False, advice=0),
)
"""The roomiest first: the body takes the first that its pages hold."""


class Body:
    """The station's paper from its second part on."""

    def __init__(self, paper: Writer, cohort: Cohort, judged: Assessment, brief: Brief, room: Room) -> None:
        self.paper, self.cohort, self.judged, self.brief, self.room = paper, cohort, judged, brief, room
        self.framework, self.language, self.word = paper.framework, paper.language, paper.word
        self.entries: Mapping[str, LedgerEntry] = cohort.ledger.of(judged.station) if cohort.ledger else {}
        self.waived: Container[str] = cohort.verdict.waived.get((judged.station, judged.file), {})

    def write(self) -> None:
        """Achievements, problems, steps."""
        self._achievements()
        self._problems()
        self._steps()

    def _title(self, name: str) -> str:
        return self.framework.indicator[name].title.in_(self.language)

    def _answer(self, result: Result) -> str:
        item = self.framework.indicator[result.id]
        return "" if result.value is None else short_answer(self.framework, item, result.value, self.language)

    # --- what was achieved -----------------------------------------------------------------------

    def _achievements(self) -> None:
        """The chapters nearest to their targets, what of the last ledger is mended, the station's own targets."""
        self.paper.heading(self.word("achievements"))
        found = [each for each in self._by_chapter({"met"}) if each[1]]
        nearest = sorted(found, key=lambda each: -(self._node(each[0]).to_target or 0.0))[: self.room.chapters]
        for chapter, met in nearest:
            node, total = self._node(chapter), self._in_play(chapter)
            named = self.paper.some([self._with_answer(each) for each in self._strongest(met)], self.room.achievements)
            facts = {"score": figures.score(node.score), "count": total, "met": len(met), "named": named}
            self.paper.text(self.paper.lead(chapter.title.in_(self.language)), self.word("chapter-met", **facts))
        if not nearest:
            self.paper.text(self.word("none-met"))
        mended = self._mended()
        if mended:
            named = self.paper.some([self._title(name) for name in mended], _MENDED)
            self.paper.text(self.paper.lead(self.word("mended")), self.word("mended-since", named=named))
        if self.judged.own_sum:
            own = self.word("ends", said=sum_words(self.judged.own_sum, self.language))
            self.paper.text(self.paper.lead(self.word("own.title")), own)

    def _mended(self) -> list[str]:
        """Indicators of the last ledger that are met now."""
        if self.cohort.ledger is None:
            return []
        still = [each.id for each in below_target(self.judged)]
        rows = self.cohort.ledger.closed(self.judged.station, still)
        met = {each.id for each in self.judged.results if each.outcome == "met"}
        return [*dict.fromkeys(row.id for row in rows if row.id in met)]

    def _strongest(self, met: list[Result]) -> list[Result]:
        """What the brief names first, then what weighs most."""
        chosen = self.brief.strengths
        return sorted(met, key=lambda each: (each.id not in chosen, -round(each.weight, 9)))

    def _with_answer(self, result: Result) -> str:
        title, answer = self._title(result.id), self._answer(result)
        return self.word("with-answer", title=title, answer=answer) if answer else title

    # --- what is not there yet -------------------------------------------------------------------

    def _problems(self) -> None:
        """Chapter by chapter: how many gaps there are, the gravest in a sentence each, and room for the cause."""
        self.paper.heading(self.word("problems"))
        found = [each for each in self._by_chapter({"partial", "unmet"}) if each[1]]
        for chapter, gaps in found:
            ordered = sorted(gaps, key=self._gravity)
            said_of = [self.word("chapter-gaps", count=self._in_play(chapter), gaps=len(gaps))]
            said_of += [self._problem(each, is_first=each is ordered[0]) for each in ordered[: self.room.problems]]
            left = len(gaps) - self.room.problems
            if left > 0:
                said_of.append(self.word("more-gaps", count=left))
            cause = (self.word("cause"), self.paper.field("cause"))
            self.paper.text(self.paper.lead(chapter.title.in_(self.language)), "".join(said_of), *cause)
        if not found:
            self.paper.text(self.word("no-gaps"))

    def _gravity(self, result: Result) -> tuple[bool, bool, float]:
        chosen = {gap.id for gap in self.brief.gaps}
        return result.red_line != "missed", result.id not in chosen, -round(result.short, 9)

    def _problem(self, result: Result, *, is_first: bool) -> str:
        """What was answered, what is asked, why it matters; for red lines and the gravest what the policy says."""
        item = self.framework.indicator[result.id]
        reasons = "".join(self.word("reason", reason=each) for each in self._reasons(result))
        told = self.word("problem", said=self._found(result), reasons=reasons)
        with_policy = result.red_line == "missed" or (is_first and self.room.with_policy)
        # It is quoted in its own language, to those who read that.
        is_read = item.quote and (self.language == "zh" or item.quote.isascii())
        return told + (self.word("policy-says", quote=item.quote) if with_policy and is_read else "")

    def _found(self, result: Result) -> str:
        title, answer = self._title(result.id), self._answer(result)
        key = "found" if isinstance(result.value, tuple) else "is"
        return self.word(key, title=title, answer=answer) if answer else title

    def _reasons(self, result: Result) -> Iterator[str]:
        item, step = self.framework.indicator[result.id], result.to_target
        if result.value is not None:
            profile, value = self.judged.profile, result.value
            asked = required(self.framework, item, profile, result.target, value, self.language)
            if asked:
                yield self.word("asked", asked=asked)
        if result.red_line == "missed":
            yield self.word("is-red-line")
        if result.id in self.waived:
            yield self.word("is-waived")
        if step is not None and shown().printed_gain(step.gain) > 0:
            yield self.word("would-gain", gain=figures.gain(step.gain).removeprefix("+"))

    # --- what is done next -----------------------------------------------------------------------

    def _steps(self) -> None:
        """What the brief chooses, each with who does it by when; then how many others there are, and blanks."""
        self.paper.heading(self.word("steps"))
        for gap in self.brief.gaps:
            self._step(gap)
        left = len(below_target(self.judged)) - len(self.brief.gaps)
        if left > 0:
            self.paper.text(self.paper.lead(self.word("others")), self.word("other-gaps", count=left))
        blank = progress(self.framework, self.judged.questionnaire)
        if blank.blank:
            named = "who" in self.framework.says
            lacking = [
                self.word("progress.lacks", who=name_of(each, self.language), count=len(each.blank))
                for each in blank.departments
                if each.blank and named
            ]
            key = "answer-blanks" if named else "answer-blanks-unnamed"
            departments = self.word("terms.list-separator").join(lacking)
            text = self.word(key, count=len(blank.blank), departments=departments)
            self.paper.text(self.paper.lead(self.word("fill-in")), text)
        if not self.brief.gaps and not blank.blank:
            self.paper.text(self.word("keep-on"))

    def _step(self, gap: ChosenGap) -> None:
        """What to do about a gap, who is in charge and by when: as the ledger has it, else as it is proposed."""
        item, entry = self.framework.indicator[gap.id], self.entries.get(gap.id, LedgerEntry())
        advice = [step.in_(self.language) for step in item.advice[: self.room.advice]]
        action = entry.action or self.word("terms.clause-separator").join(advice)
        parts = [action] if action else []
        people = self.word("terms.comma").join(self._people(gap, said(item.who, self.language)))
        parts += [people] if people else []
        text = self.word("ends", said=self.word("terms.clause-separator").join(parts)) if parts else ""
        who: tuple[Piece, ...] = () if gap.who else (self.word("in-person"), self.paper.field("person"))
        self.paper.text(self.paper.lead(self._title(gap.id)), text, *who)

    def _people(self, gap: ChosenGap, department: str) -> Iterator[str]:
        if gap.who:
            yield self.word("by-whom", who=gap.who)
        elif department:
            yield self.word("by-whom-proposed", who=department)
        if gap.due:
            yield self.word("by-when" if is_day(gap.due) else "when", due=gap.due)
        elif gap.months is not None:
            yield self.word("within", months=gap.months)

    # --- chapters --------------------------------------------------------------------------------

    def _by_chapter(self, outcomes: Container[str]) -> Iterator[tuple[Chapter, list[Result]]]:
        for chapter in self.framework.chapters:
            yield (
                chapter,
                [each for each in self.judged.results if each.chapter == chapter.id and each.outcome in outcomes],
            )

    def _in_play(self, chapter: Chapter) -> int:
        return sum(each.chapter == chapter.id and each.in_play for each in self.judged.results)

    def _node(self, chapter: Chapter) -> Node:
        return next(node for node in self.judged.chapters if node.id == chapter.id)
