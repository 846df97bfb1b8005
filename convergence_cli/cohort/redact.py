"""A run without names: what may be passed on to people who must not know which station is which.

Numbers, outcomes and codes stay. Every text that a station typed goes: its name, its workbook's path, free answers
about itself, the words of problems. Stations get aliases in the order of their workbooks' checksums, which says
nothing of who they are; a free answer that several stations share becomes one alias, so that peers stay together.
"""

from collections.abc import Mapping
from dataclasses import replace

from convergence_cli.errors import Location, Problem
from convergence_cli.model.assessment import Cohort, Failure, GateResult, Verdict
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.standing import Standing, packed_problems
from convergence_cli.texts import say

_HIDDEN = "…"


def redacted(cohort: Cohort) -> Cohort:
    """The run with aliases; its entries are standings and failures, and its overview is made anew by the caller.

    Waivers go, too: their reasons are words about a station.
    """
    stations = [entry for entry in cohort.entries if isinstance(entry, Standing)]
    failures = [entry for entry in cohort.entries if isinstance(entry, Failure)]
    ordered = sorted(stations, key=lambda entry: (entry.sha256, entry.file))
    names = {entry.file: _alias(cohort.language, "station", at) for at, entry in enumerate(ordered, 1)}
    files = {failure.file: _alias(cohort.language, "file", at) for at, failure in enumerate(failures, 1)}
    shared = _shared(cohort.framework, ordered, cohort.language)
    entries = [_standing(entry, names[entry.file], shared, cohort.framework) for entry in ordered]
    hidden = [Failure(file=files[each.file], problems=tuple(map(_problem, each.problems))) for each in failures]
    gates = tuple(_gate(gate, names) for gate in cohort.verdict.gates)
    verdict = Verdict(gates=gates, overall=cohort.verdict.overall, some_may_fail=cohort.verdict.some_may_fail)
    return replace(cohort, entries=(*entries, *hidden), verdict=verdict, overview=None, ledger=None)


def _alias(language: Language, kind: str, at: int) -> str:
    return say(language, f"batch.alias-{kind}", number=f"{at:03}")


def _shared(framework: Framework, stations: list[Standing], language: Language) -> dict[tuple[str, str], str]:
    """Free answers about themselves, by question and text, to aliases."""
    found: dict[tuple[str, str], str] = {}
    for question in framework.profile:
        if question.type == "text" and question.id != framework.name_question:
            given = sorted({said for entry in stations if isinstance(said := entry.profile.get(question.id), str)})
            # The alphabet would give away who is first: aliases go by how often a text comes, then by its place.
            times = {text: sum(entry.profile.get(question.id) == text for entry in stations) for text in given}
            met = {text: at for at, text in reversed(list(enumerate(one.profile.get(question.id) for one in stations)))}
            for at, text in enumerate(sorted(given, key=lambda text: (-times[text], met[text])), 1):
                found[question.id, text] = say(language, "batch.alias-answer", number=f"{at:02}")
    return found


def _standing(entry: Standing, alias: str, shared: Mapping[tuple[str, str], str], framework: Framework) -> Standing:
    profile: dict[str, Answered | None] = {}
    for question in framework.profile:
        given = entry.profile.get(question.id)
        if question.id == framework.name_question:
            profile[question.id] = alias
        elif question.type == "text":
            profile[question.id] = shared[question.id, given] if isinstance(given, str) else None
        elif question.id in entry.profile:
            profile[question.id] = given
    packed = replace(
        entry.packed,
        station=alias,
        file=alias,
        sha256="",
        profile=profile,
        problems=packed_problems(tuple(map(_problem, entry.problems))),
    )
    return Standing(framework=framework, packed=packed)


def _problem(item: Problem) -> Problem:
    """What kind of fault it is, and not a word of the station's."""
    values = tuple((name, _HIDDEN) for name, _ in item.values)
    return Problem(code=item.code, severity=item.severity, location=Location(), values=values)


def _gate(gate: GateResult, names: Mapping[str, str]) -> GateResult:
    alias = names.get(gate.file, _HIDDEN)
    return replace(gate, station=alias, file=alias)
