"""A run without names: what may be passed on to people who must not know which station is which.

Numbers of the assessment, outcomes and codes stay. Every text that a station typed goes: its name, its workbook's path,
free answers about itself, the words of problems. So does every answer about itself that tells a station by itself: one
that fewer than three stations of the run gave, be it the only central body or an exact number of staff, which is
rounded where that is enough. What is left shows no order that comes from names: stations stand in the order of their
workbooks' checksums, failures in an order of what is shown of them.

What cannot be hidden is the result itself: who knows what the framework asks at which level sees a station that is
alone in its level by what it was asked. Such stations are counted.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from math import floor, log10

from convergence_cli.errors import Location, Problem
from convergence_cli.model.assessment import ALL_THERE, Cohort, Failure, GateResult, Verdict
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.question import NUMERIC_TYPES, ProfileQuestion
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.standing import Standing, packed_problems
from convergence_cli.texts import say

FEWEST = 3
"""So many stations must have given an answer for it to be told: of two, each would know the other."""
_HIDDEN = "…"


def redacted(cohort: Cohort) -> Cohort:
    """The run with aliases; its entries are standings and failures, and its overview is made anew by the caller.

    Waivers go, too: their reasons are words about a station.
    """
    stations = [entry for entry in cohort.entries if isinstance(entry, Standing)]
    ordered = sorted(stations, key=lambda entry: (entry.sha256, entry.file))
    names = {entry.file: _alias(cohort.language, "station", at) for at, entry in enumerate(ordered, 1)}
    told = _told(cohort.framework, ordered, cohort.language)
    entries = [_standing(entry, names[entry.file], told[at]) for at, entry in enumerate(ordered)]
    verdict = _verdict(cohort.verdict, names)
    hidden = _failures(cohort)
    return replace(cohort, entries=(*entries, *hidden), verdict=verdict, overview=None, ledger=None)


def without_words(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The errors among problems, without what they say of whom: they settle what a run comes to."""
    return tuple(_problem(item) for item in problems if item.severity == "error")


def recognisable(cohort: Cohort) -> int:
    """How many stations of a redacted run what they were asked gives away: an answer that settles it was hidden."""
    settles = {question for item in cohort.framework.indicators for question in item.applies}
    return sum(
        any(entry.packed.profile.get(name) is not None and entry.profile.get(name) is None for name in settles)
        for entry in cohort.stations
        if isinstance(entry, Standing)
    )


def _alias(language: Language, kind: str, at: int) -> str:
    return say(language, f"batch.alias-{kind}", number=f"{at:03}")


def _told(framework: Framework, stations: list[Standing], language: Language) -> list[dict[str, Answered | None]]:
    """For each station what may be told of its profile, by question; its name is not among it."""
    told: list[dict[str, Answered | None]] = [{} for _ in stations]
    for question in framework.profile:
        if question.id != framework.name_question:
            given = [entry.profile.get(question.id) for entry in stations]
            for at, answer in enumerate(_shared(question, given, language)):
                told[at][question.id] = answer
    return told


def _shared(question: ProfileQuestion, given: list[Answered | None], language: Language) -> list[Answered | None]:
    """The answers that enough stations share, numbers rounded where only that makes them so, texts as aliases."""
    often = Counter(given)
    common = {answer for answer in given if answer is not None and often[answer] >= FEWEST}
    if question.type == "text":
        # The alphabet would give away who is first: aliases go by how often a text comes, then by its place.
        texts = sorted((answer for answer in dict.fromkeys(given) if answer in common), key=lambda text: -often[text])
        aliases = {text: say(language, "batch.alias-answer", number=f"{at:02}") for at, text in enumerate(texts, 1)}
        return [None if answer is None else aliases.get(answer) for answer in given]
    if question.type in NUMERIC_TYPES:
        # Of those alone that are not told as they are.
        near = [None if answer in common else _rounded(answer) for answer in given]
        shared = Counter(near)
        rough = [number if shared[number] >= FEWEST else None for number in near]
    else:
        rough = [None] * len(given)
    return [answer if answer in common else number for answer, number in zip(given, rough, strict=True)]


def _rounded(answer: Answered | None) -> float | None:
    """A number to its first digit: 1,234 people are 1,000."""
    if not isinstance(answer, int | float) or answer == 0:
        return None
    return float(round(answer, -floor(log10(abs(answer)))))


def _standing(entry: Standing, alias: str, told: Mapping[str, Answered | None]) -> Standing:
    packed = replace(
        entry.packed,
        station=alias,
        file=alias,
        sha256="",
        problems=packed_problems(tuple(map(_problem, entry.problems))),
    )
    name = {entry.framework.name_question: alias}
    return Standing(framework=entry.framework, packed=packed, told={**name, **told})


def _failures(cohort: Cohort) -> list[Failure]:
    """In an order that says no more than they do: neither a name nor a place among names has a part in it."""
    found = [tuple(map(_problem, failure.problems)) for failure in cohort.failures]
    found.sort(key=lambda problems: hashlib.sha256(repr(problems).encode()).digest())
    return [
        Failure(file=_alias(cohort.language, "file", at), problems=problems) for at, problems in enumerate(found, 1)
    ]


def _problem(item: Problem) -> Problem:
    """What kind of fault it is, and not a word of the station's."""
    values = tuple((name, _HIDDEN) for name, _ in item.values)
    return Problem(code=item.code, severity=item.severity, location=Location(), values=values)


def _verdict(verdict: Verdict, names: Mapping[str, str]) -> Verdict:
    """What it comes to stays; of its notes those errors that are about no station of their own."""
    return Verdict(
        gates=tuple(sorted((_gate(gate, names) for gate in verdict.gates), key=lambda gate: gate.file)),
        overall=tuple(map(_over_all, verdict.overall)),
        some_may_fail=verdict.some_may_fail,
        judged=verdict.judged,
        notes=without_words(tuple(item for item in verdict.notes if not item.values)),
    )


def _over_all(gate: GateResult) -> GateResult:
    """A gate over the run, which says how many stations it found and not which."""
    return replace(gate, have=gate.have.partition(":")[0]) if gate.gate == ALL_THERE else gate


def _gate(gate: GateResult, names: Mapping[str, str]) -> GateResult:
    alias = names.get(gate.file, _HIDDEN)
    return replace(gate, station=alias, file=alias)
