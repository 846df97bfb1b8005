"""What is to be known of ranks and medians over stations that are not alike; every report says it so."""

from collections import Counter
from collections.abc import Iterable, Iterator

from convergence_cli.model.assessment import Cohort
from convergence_cli.model.kind import LEVEL
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.ranking import Place
from convergence_cli.report.figures import NOTHING, answer
from convergence_cli.texts import say

_MOST_NAMED = 8


def mixed_lines(cohort: Cohort) -> Iterator[str]:
    """How many stations are provisional; then, of level and of year, a sentence where the stations do not share it."""
    provisional = sum(bool(entry.counts["unanswered"]) for entry in cohort.stations)
    if provisional:
        yield say(cohort.language, "cohort.provisional", count=provisional)
    for name in cohort.overview.ranking.mixed if cohort.overview else ():
        question = cohort.framework.question[name]
        kinds = _kinds(cohort, question, (entry.profile.get(name) for entry in cohort.stations))
        yield say(cohort.language, f"cohort.mixed-{name}", kinds=kinds)


def _kinds(cohort: Cohort, question: ProfileQuestion, given: Iterable[Answered | None]) -> str:
    """Each answer with how many gave it: options in their order, other answers sorted, blanks last."""
    counts, options = Counter(given), list(question.options)

    def order(said: Answered | None) -> tuple[bool, int, str]:
        place = options.index(said) if isinstance(said, str) and said in options else len(options)
        return said is None, place, str(said)

    parts = [
        say(cohort.language, "cohort.mixed-kind", kind=_kind(cohort, question, said), count=f"{counts[said]:,}")
        for said in sorted(counts, key=order)
    ]
    more = ["…"] if len(parts) > _MOST_NAMED else []
    return say(cohort.language, "terms.list-separator").join((*parts[:_MOST_NAMED], *more))


def _kind(cohort: Cohort, question: ProfileQuestion, said: Answered | None) -> str:
    if said is None:
        return say(cohort.language, "terms.unanswered")
    return answer(question, said, question.options, cohort.language)


def asks_level(cohort: Cohort) -> bool:
    """Whether stations say their level, so that there are ranks within it."""
    return LEVEL in cohort.framework.question


def within_level(place: Place | None) -> str:
    """A rank within its level: the place, marked where it is shared, and how many are ranked there."""
    if place is None or place.in_level is None:
        return NOTHING
    return f"{place.in_level}{'=' if place.tied_in_level else ''}/{place.of_level}"
