"""What came of all submissions, as one `Cohort`: in the order of the submissions, whatever the order of finishing."""

from collections.abc import Iterator, Mapping, Sequence

from convergence_cli.cohort.duplicates import latest_of_each, mark_duplicates
from convergence_cli.cohort.submission import Done, Submission, is_report
from convergence_cli.errors import Location, Problem, problem
from convergence_cli.model.assessment import Cohort
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.standing import Packed, Standing
from convergence_cli.questionnaire.cleaning import folded, show
from convergence_cli.questionnaire.normalise import spoken
from convergence_cli.value import value


@value
class Gathered:
    """A batch that is through."""

    cohort: Cohort
    reports: tuple[str, ...] = ()
    """Files found in a folder that are reports of ours and no questionnaires: neither judged nor at fault."""
    earlier: tuple[str, ...] = ()
    """Files of stations that came with a later year, too: judged, and not counted."""
    faults: tuple[Problem, ...] = ()
    """Why gap reports could not be written."""
    written: int = 0
    """How many were."""
    bugs: tuple[str, ...] = ()
    """Where the program itself failed."""


def gather(
    framework: Framework, language: Language, submissions: Sequence[Submission], done: Mapping[int, Done]
) -> Gathered:
    """Every station and every failure in the order of the submissions, with what only all of them together show.

    `done` maps a submission's place to what came of it; a submission that is not in it was not done, and is left out.
    """
    pairs = [(submissions[at], done[at]) for at in sorted(done)]
    judged = [
        Standing(
            framework=framework,
            packed=one.entry,
            attributes=submission.attributes,
            remarks=tuple(_differing(framework, submission, one.entry)),
        )
        for submission, one in pairs
        if isinstance(one.entry, Packed)
    ]
    latest, earlier = latest_of_each(framework, judged)
    standings, history = iter(mark_duplicates(framework, latest)), frozenset(earlier)
    entries = [
        next(standings) if isinstance(one.entry, Packed) else one.entry
        for submission, one in pairs
        if not (is_report(submission, one.entry) or (isinstance(one.entry, Packed) and submission.file in history))
    ]
    return Gathered(
        cohort=Cohort(framework=framework, language=language, entries=tuple(entries)),
        earlier=earlier,
        reports=tuple(submission.file for submission, one in pairs if is_report(submission, one.entry)),
        faults=tuple(fault for _, one in pairs for fault in one.faults),
        written=sum(one.written for _, one in pairs),
        bugs=tuple(one.bug for _, one in pairs if one.bug),
    )


def first_language(done: Mapping[int, Done]) -> Language | None:
    """The language of the first workbook that has one: a report is in one language."""
    return next((done[at].language for at in sorted(done) if done[at].language), None)


def _differing(framework: Framework, submission: Submission, packed: Packed) -> Iterator[Problem]:
    """Where the list of workbooks says of a station what its own workbook denies; the workbook is what counts."""
    for question in framework.profile:
        given, listed = packed.profile.get(question.id), submission.attributes.get(question.id)
        if listed is None or given is None or isinstance(given, tuple) or _agree(given, listed, question):
            continue
        said = question.options.get(listed)
        yield problem(
            "manifest-differs",
            Location(file=submission.file),
            "warning",
            question=question.title.both,
            listed=said.both if said else listed,
            found=spoken(given, question, question.options),
        )


def _agree(given: Answered, listed: str, question: ProfileQuestion) -> bool:
    if question.type == "one_of":
        return given == listed
    typed = show(given) if isinstance(given, str | float | int) else ""
    return folded(typed) == folded(listed)
