"""Runs of the example stations, as a batch keeps them: packed, compared, and with a file that could not be judged."""

from dataclasses import replace
from functools import cache
from typing import Any

from reports import example

from convergence_cli.cohort.overview import overview
from convergence_cli.errors import Location, problem
from convergence_cli.model.assessment import Assessment, Cohort, Failure, GateResult, Verdict
from convergence_cli.model.language import Language
from convergence_cli.model.overview import Overview
from convergence_cli.model.standing import Standing, pack

NAMES = ("central-body", "strong-province", "typical-city", "county-centre")
FAILURE = Failure(
    file="in/broken.xlsx", problems=(problem("unknown-id", Location(sheet="问卷", cell="A59"), found="M1", nearest=""),)
)


@cache
def packed(name: str) -> Standing:
    """An example as a batch keeps it."""
    (judged,) = example(name).entries
    assert isinstance(judged, Assessment)
    return Standing(framework=example(name).framework, packed=pack(judged, f"in/{name}.xlsx"))


def called(station: Standing, name: str, file: str) -> Standing:
    return replace(station, packed=replace(station.packed, station=name, file=file))


def compared(*entries: Standing | Failure, language: Language = "zh", **options: Any) -> Cohort:
    """A run of these, with its overview from few draws."""
    cohort = replace(example("central-body", language), entries=entries)
    return replace(cohort, overview=overview(cohort.framework, cohort.stations, **{"draws": 20, **options}))


def known(cohort: Cohort) -> Overview:
    assert cohort.overview is not None
    return cohort.overview


@cache
def several(language: Language = "zh") -> Cohort:
    """Eight stations, two of each example, and one file that could not be judged."""
    stations = (called(packed(name), f"{name} {at}", f"in/{name}-{at}.xlsx") for at in (1, 2) for name in NAMES)
    return compared(*stations, FAILURE, language=language)


def gated(cohort: Cohort) -> Cohort:
    """The same run held to two gates, of which every second station fails one, and to a third over all of it."""
    gates = tuple(
        GateResult(gate=gate, station=entry.station, file=entry.file, passed=passed, have="1", need="60")
        for at, entry in enumerate(cohort.stations)
        for gate, passed in (("fail-under", at % 2 == 0), ("fail-on red-line", True))
    )
    overall = (GateResult(gate="max-failing", station="", file="", passed=False, have="4", need="0"),)
    return replace(cohort, verdict=Verdict(gates=gates, overall=overall))
