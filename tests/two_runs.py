"""Runs of some twenty stations: the examples as a batch keeps them, their points changed by lot and summed anew."""

import random
from dataclasses import replace
from functools import cache
from pathlib import Path

from batches import compared, packed

from convergence_cli.archive import store
from convergence_cli.archive.add import add
from convergence_cli.errors import Location
from convergence_cli.model.assessment import Cohort
from convergence_cli.model.language import Language
from convergence_cli.model.questionnaire import Answer, Questionnaire
from convergence_cli.model.run import Run, keys_of
from convergence_cli.model.standing import Standing
from convergence_cli.saved.packed import leaf_of
from convergence_cli.scoring.standing import stand_again

BASES = ("typical-city-2024", "county-centre", "strong-province", "typical-city")
STATIONS, GONE, NEW = 24, 3, 2


ANY, LOW = (0.0, 30.0, 62.5, 85.0, 100.0), (0.0, 30.0)


def changed(
    base: Standing, name: str, seed: int, *, year: int, share: float, points_of: tuple[float, ...] = ANY
) -> Standing:
    """The station by another name, a share of its points by lot, and now and then a question that is not applicable."""
    chance, framework = random.Random(seed), base.framework
    profile = {**base.profile, framework.name_question: name, "period": float(year)}
    leaves = {}
    for item, result in zip(framework.indicators, base.results, strict=True):
        points, outcome = result.points, result.outcome
        if points is not None and outcome != "not_applicable" and chance.random() < share:
            points = chance.choice(points_of)
            if item.not_applicable and chance.random() < 0.1:
                outcome, points = "not_applicable", None
        leaf = leaf_of(framework, item, profile, outcome, points, points, missing=False)
        if leaf is not None:
            leaves[item.id] = leaf
    cells = {question: Answer(id=question, location=Location(), value=given) for question, given in profile.items()}
    read = Questionnaire(
        file=f"in/{year}/{name}.xlsx", sha256=f"{seed:064x}", language="zh", profile=cells, answers={}, tables={}
    )
    return replace(base, packed=stand_again(framework, read, {}, leaves, read.file, None))


@cache
def cohort(year: int, language: Language = "en", count: int = STATIONS) -> Cohort:
    """2024; 2025, a few stations less and more, half of the others changed, one in ten fallen; 2023, all changed."""
    stations = []
    for at in range(count):
        base = changed(packed(BASES[at % len(BASES)]), f"台{at:02}", at, year=year, share=0.3)
        if year == 2023 or (year == 2025 and at % 2):
            base = changed(base, f"台{at:02}", year - 1925 + at, year=year, share=0.2)
        if year == 2025 and at % 10 == 9:
            base = changed(base, f"台{at:02}", 500 + at, year=year, share=0.4, points_of=LOW)
        stations.append(base)
    if year == 2025:
        stations = stations[GONE:]
        stations += [changed(packed(BASES[1]), f"新台{at}", 200 + at, year=year, share=0.5) for at in range(NEW)]
    return compared(*stations, language=language)


def kept(path: Path, *years: int) -> None:
    """An archive of these runs."""
    path.write_bytes(store.blank())
    for year in years:
        with store.to_add(path) as connection:
            add(connection, run(year), f"{year}.json")


def run(year: int) -> Run:
    found = cohort(year)
    return Run(label=str(year), cohort=found, keys=keys_of(found, "", "report.json"))
