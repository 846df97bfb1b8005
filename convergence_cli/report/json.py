"""The report for programs: every number in full precision, every word in the report's language.

Its shape is declared in `saved/shape.py`, by which it is also read back.
"""

from collections.abc import Iterator
from itertools import repeat
from typing import Any

from convergence_cli.model.assessment import Assessment, Cohort, Failure
from convergence_cli.model.standing import Standing
from convergence_cli.report.wording import words_of
from convergence_cli.saved.shape import REPORT, SavedFailure, SavedReport, SavedStation, Words, saved_framework
from convergence_cli.scoring.progress import progress


def render(cohort: Cohort) -> str:
    """The whole cohort as one JSON document; see `pieces`."""
    return "".join(pieces(cohort))


def pieces(cohort: Cohort) -> Iterator[str]:
    """The whole cohort as one JSON document, piece by piece; one station is a list of one.

    A batch has a station on each line, without what is not known of it.
    """
    told = words_of(cohort.framework, cohort.language)
    if cohort.overview is not None:
        return REPORT.pieces(_report(cohort, ()), told, sparse=False, stations=_told(cohort, told))
    return REPORT.pieces(_report(cohort, tuple(_stations(cohort))), told, sparse=False)


def lines(cohort: Cohort) -> Iterator[str]:
    """The same as JSON Lines: the document without its stations, then each of them."""
    told = words_of(cohort.framework, cohort.language)
    return REPORT.lines(_report(cohort, ()), told, stations=_told(cohort, told))


def _told(cohort: Cohort, told: Words) -> Iterator[tuple[SavedStation, Words]]:
    """Each station with what is told of it: of thousands only the one that is written now is unpacked."""
    bare = Words(language=cohort.language)
    return ((each, told if each.about is not None else bare) for each in _stations(cohort))


def _report(cohort: Cohort, stations: tuple[SavedStation, ...]) -> SavedReport:
    framework, verdict = cohort.framework, cohort.verdict
    return SavedReport(
        language=cohort.language,
        as_of=cohort.as_of,
        framework=saved_framework(framework, cohort.language),
        stations=stations,
        failures=tuple(
            SavedFailure(order=order, file=entry.file, problems=entry.problems)
            for order, entry in enumerate(cohort.entries)
            if isinstance(entry, Failure)
        ),
        gates=(*verdict.gates, *verdict.overall),
        waivers=verdict.waivers,
        ranking=cohort.overview.ranking if cohort.overview else None,
        sensitivity=tuple(each.sensitivity for each in cohort.assessments) if cohort.with_sensitivity else None,
    )


_SAME = ("station", "file", "sha256", "index", "level", "next_level", "blockers", "additive", "chapters", "measures")


def _stations(cohort: Cohort) -> Iterator[SavedStation]:
    waived = cohort.verdict.waived
    places = iter(cohort.overview.ranking.places) if cohort.overview else repeat(None)
    for order, entry in enumerate(cohort.entries):
        if isinstance(entry, Failure):
            continue
        results = entry.results
        yield SavedStation(
            order=order,
            **{name: getattr(entry, name) for name in _SAME},
            **_read_of(entry),
            provisional=bool(entry.counts["unanswered"]),
            progress=None if isinstance(entry, Standing) else progress(cohort.framework, entry.questionnaire),
            profile=dict(entry.profile),
            red_lines_missed=tuple(result.id for result in results if result.red_line == "missed"),
            red_lines_unanswered=tuple(result.id for result in results if result.red_line == "unanswered"),
            waived=tuple(sorted(waived.get((entry.station, entry.file), ()))),
            overdue=tuple(result.id for result in results if result.overdue_since is not None),
            counts=entry.counts,
            own_sum=entry.own_sum,
            indicators=results,
            place=next(places),
            problems=entry.problems,
        )


def _read_of(entry: Assessment | Standing) -> dict[str, Any]:
    """What only a report of one station holds: its cells, its tables, its evidence; and what only a batch knows."""
    if isinstance(entry, Standing):
        return {"language": entry.language, "version": "", "attributes": dict(entry.attributes) or None}
    read = entry.questionnaire
    return {
        "language": read.language,
        "version": read.version,
        "about": read.profile,
        "tables": read.tables,
        "own_targets": read.own_targets or None,
        "evidence_files": entry.evidence,
        "evidence_stages": entry.backing.stages if entry.backing else None,
    }
