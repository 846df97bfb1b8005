"""One indicator of a station that is told: by its numbers, and in sentences that every format has."""

from collections.abc import Iterable, Iterator

from convergence_cli import policy
from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.framework import Indicator
from convergence_cli.model.ledger import LedgerEntry
from convergence_cli.model.question import said
from convergence_cli.model.waiver import Waiver
from convergence_cli.report.findings import (
    answered,
    below_target,
    red_lines_not_kept,
    scored_words,
    scoring_words,
    source_of,
    steps_words,
    unanswered,
)
from convergence_cli.report.overdue import overdue_words
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.report.verdict import waived_words
from convergence_cli.scoring.progress import progress
from convergence_cli.value import value


@value
class Gap:
    """One indicator of a station, below its target, not answered yet, or (in a CSV file) neither."""

    words: Words
    judged: Assessment
    item: Indicator
    result: Result
    rank: int | None = None
    """From 1, in the order of its list."""
    entry: LedgerEntry | None = None
    waiver: Waiver | None = None

    @property
    def title(self) -> str:
        """Of the indicator."""
        return self.item.title.in_(self.words.language)

    @property
    def measure(self) -> str:
        """The title of its measure."""
        return self.words.framework.measure[self.result.measure].title.in_(self.words.language)

    @property
    def outcome(self) -> str:
        """In words."""
        return self.words.word(f"terms.{self.result.outcome}")

    @property
    def answer(self) -> str:
        """What was scored; empty where there is nothing."""
        return scored_words(self.words.framework, self.item, self.result, self.words.language)

    @property
    def source(self) -> str:
        """The cell that it was read from, or the tables that it was computed from; empty where there is neither."""
        return source_of(self.words.framework, self.item, self.result, self.words.language)

    @property
    def answered(self) -> str:
        """A sentence: what was answered, and where."""
        return answered(self.words.framework, self.item, self.result, self.words.language)

    @property
    def scoring(self) -> str:
        """A sentence on one line: the rule, the target, and the points earned."""
        profile = self.judged.profile
        return scoring_words(self.words.framework, self.item, self.result, profile, self.words.language)

    @property
    def steps(self) -> str:
        """A sentence: what the next steps would bring, and what they cost."""
        return steps_words(self.item, self.result, self.words.language)

    @property
    def waived(self) -> str:
        """A sentence: until when, by whom and why the gap is accepted; empty where it is not."""
        return waived_words(self.waiver, self.words.language) if self.waiver else ""

    @property
    def account(self) -> str:
        """What was answered, and of an accepted gap the terms."""
        return self.words.word("terms.clause-separator").join(filter(None, (self.answered, self.waived)))

    @property
    def overdue(self) -> str:
        """A sentence: since when it is overdue; empty where it is not, or nobody gave a day."""
        if not self.result.overdue_since:
            return ""
        return overdue_words(self.words.framework, self.result, self.words.language, self.entry)

    @property
    def quote(self) -> str:
        """The clauses and a fragment of them; empty, as what follows, where the framework says nothing of the kind."""
        return policy.quote(self.item, self.words.language)

    @property
    def binding(self) -> str:
        """A sentence: how binding it is, and when it is wanted."""
        told = policy.binding(self.words.framework, self.item, self.words.language)
        return self.words.word("terms.clause-separator").join(told)

    @property
    def effort(self) -> str:
        """In words."""
        return policy.effort(self.item, self.words.language)

    @property
    def who(self) -> str:
        """The department that answers."""
        return said(self.item.who, self.words.language)

    @property
    def advice(self) -> tuple[str, ...]:
        """What to do, step by step."""
        return tuple(step.in_(self.words.language) for step in self.item.advice)

    @property
    def told(self) -> str:
        """All that is to be said of it, a sentence a line."""
        word = self.words.word
        advice = (word("findings.step", number=number, text=step) for number, step in enumerate(self.advice, 1))
        sentences = (self.waived, self.answered, self.overdue, self.scoring, self.steps, *advice)
        return "\n".join(sentence for sentence in sentences if sentence)


def gaps_of(words: Words, judged: Assessment) -> Iterator[Gap]:
    """The gaps of one station, most points lost below the target first."""
    return _ranked(words, judged, below_target(judged))


def unanswered_of(words: Words, judged: Assessment) -> Iterator[Gap]:
    """What is in play of one station and not answered yet, red lines first."""
    return _ranked(words, judged, unanswered(judged))


def not_kept_of(words: Words, judged: Assessment) -> Iterator[Gap]:
    """The red lines that are missed, then those that are not answered yet."""
    return _ranked(words, judged, red_lines_not_kept(judged))


def blanks_of(words: Words, judged: Assessment) -> Iterator[Gap]:
    """The same, and last what is not scored and not answered either."""
    blank = {*progress(words.framework, judged.questionnaire).blank}
    others = (each for each in judged.results if each.outcome == "not_scored" and each.id in blank)
    return _ranked(words, judged, (*unanswered(judged), *others))


def _ranked(words: Words, judged: Assessment, results: Iterable[Result]) -> Iterator[Gap]:
    waived = words.cohort.verdict.waived.get((judged.station, judged.file), {})
    kept = words.cohort.ledger.of(judged.station) if words.cohort.ledger else {}
    for rank, result in enumerate(results, 1):
        item, entry, waiver = words.framework.indicator[result.id], kept.get(result.id), waived.get(result.id)
        yield Gap(words=words, judged=judged, item=item, result=result, rank=rank, entry=entry, waiver=waiver)
