"""CSV of a batch: a line for each station, with its place, its chapters and its measures."""

from collections.abc import Iterator

from convergence_cli.model.assessment import OUTCOMES, Assessment, Cohort, Failure
from convergence_cli.model.numbers import printed
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.model.ranking import Place
from convergence_cli.model.standing import Standing
from convergence_cli.report.comma import Cell, csv_file
from convergence_cli.report.figures import answer, share
from convergence_cli.texts import message, say

_PLACE = ("rank", "tied", "low", "high", "top-share", "tier")
_NUMBERS = ("score", "floor", "ceiling", "coverage", "evidenced")


def render(cohort: Cohort) -> bytes:
    """The file: judged stations in the order of the run, then the workbooks that could not be judged, with why."""
    return csv_file(_header(cohort), (*_stations(cohort), *_failures(cohort)))


def _header(cohort: Cohort) -> list[str]:
    framework, language = cohort.framework, cohort.language
    return [
        say(language, "terms.file"),
        say(language, "roll.problem"),
        *(question.title.in_(language) for question in framework.profile),
        *(say(language, f"roll.{key}") for key in _PLACE),
        say(language, "terms.index"),
        *(say(language, f"terms.{key}") for key in _NUMBERS[1:]),
        say(language, "terms.level"),
        say(language, "roll.red-lines"),
        *(say(language, f"terms.{outcome}") for outcome in OUTCOMES),
        say(language, "roll.failed-gates"),
        *(chapter.title.in_(language) for chapter in framework.chapters),
        *(f"{measure.id} {measure.title.in_(language)}" for measure in framework.measures),
    ]


def _stations(cohort: Cohort) -> Iterator[tuple[Cell, ...]]:
    assert cohort.overview is not None
    failed: dict[tuple[str, str], list[str]] = {}
    for gate in cohort.verdict.gates:
        if not gate.passed:
            failed.setdefault((gate.station, gate.file), []).append(gate.gate)
    for entry, place in zip(cohort.stations, cohort.overview.ranking.places, strict=True):
        yield _station(cohort, entry, place, failed.get((entry.station, entry.file), []))


def _station(cohort: Cohort, entry: Assessment | Standing, place: Place, failed: list[str]) -> tuple[Cell, ...]:
    language, node = cohort.language, entry.index
    separator = say(language, "terms.list-separator")
    return (
        entry.file,
        "",
        *(_profile(entry, question, cohort) for question in cohort.framework.profile),
        place.rank,
        say(language, "terms.yes") if place.tied else "",
        place.low,
        place.high,
        None if place.top_share is None else share(place.top_share),
        place.tier,
        *(printed(number) for number in (node.score, node.floor, node.ceiling)),
        None if node.coverage is None else share(node.coverage),
        printed(node.evidenced),
        entry.level or "",
        separator.join(result.id for result in entry.results if result.red_line),
        *(entry.counts[outcome] for outcome in OUTCOMES),
        separator.join(failed),
        *(printed(chapter.score) for chapter in entry.chapters),
        *(printed(measure.score) for measure in entry.measures),
    )


def _profile(entry: Assessment | Standing, question: ProfileQuestion, cohort: Cohort) -> Cell:
    given = entry.profile.get(question.id)
    if isinstance(given, float) and question.type == "integer":
        return int(given)
    return answer(question, given, question.options, cohort.language)


def _failures(cohort: Cohort) -> Iterator[tuple[Cell, ...]]:
    width = len(_header(cohort))
    for failure in cohort.failures:
        yield failure.file, _why(failure, cohort), *("" for _ in range(width - 2))


def _why(failure: Failure, cohort: Cohort) -> str:
    errors = [item for item in failure.problems if item.severity == "error"]
    said = [" ".join(part for part in (item.location.place, message(cohort.language, item)) if part) for item in errors]
    return say(cohort.language, "terms.clause-separator").join(said)
