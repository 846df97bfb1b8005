"""A run out of the archive as a cohort: points and answers about itself are read, and every sum is made anew."""

import json
import math
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from convergence_cli.archive import store
from convergence_cli.errors import ConfigError, Location, Problem, problem
from convergence_cli.files import name_of
from convergence_cli.model.assessment import Cohort, Outcome
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import LANGUAGES
from convergence_cli.model.numbers import FULL, same
from convergence_cli.model.own_target import OwnSum
from convergence_cli.model.questionnaire import Answer, Answered, Questionnaire
from convergence_cli.model.ranking import MOST_DRAWS, MOST_SEED
from convergence_cli.model.run import Run
from convergence_cli.model.standing import Standing
from convergence_cli.saved.packed import leaf_of
from convergence_cli.scoring.standing import stand_again
from convergence_cli.scoring.tree import Leaf
from convergence_cli.value import value

# As sqlite3 gives them, in the order of `_STATION`.
Rows = Mapping[int, list[tuple[Any, ...]]]
_STATION = "station, key, name, file, sha256, language, score, own_set, own_reached, own_unanswered"
_RESULT = "station, indicator, outcome, points, evidence_missing, evidenced, value"


@value
class Listed:
    """A run as the archive lists it."""

    label: str
    framework: str
    version: str
    sha256: str
    ranks: Mapping[str, float | int]
    """How its stations were ranked, as `cohort.overview` takes it; empty where they were not."""


_RUN = "label, framework, version, sha256, rank_coverage, rank_draws, rank_top, rank_seed"


def listed(path: Path) -> tuple[Listed, ...]:
    """Every run, in the order in which they were added; raises ConfigError as `store.to_read` does."""
    with store.to_read(path) as connection:
        found = connection.execute(f"SELECT {_RUN} FROM runs ORDER BY run").fetchall()  # noqa: S608 - names of ours
    return tuple(
        Listed(label=label, framework=name, version=at, sha256=sha256, ranks=dict(_ranks(*ranks)))
        for label, name, at, sha256, *ranks in found
    )


def _ranks(coverage: float | None, draws: int | None, top: int | None, seed: int | None) -> Iterator[tuple[str, Any]]:
    given = {"coverage_floor": coverage, "draws": draws, "top": top, "seed": seed}
    bounds = {"coverage_floor": 1, "draws": MOST_DRAWS, "top": MOST_SEED, "seed": MOST_SEED}
    return ((name, each) for name, each in given.items() if each is not None and 0 <= each <= bounds[name])


def recalled(path: Path, label: str, framework: Framework) -> Run:
    """A run of this label that was judged by this framework; gates, problems and failures stay where they are.

    Raises ConfigError where a number is not what the points of its station come to, and as `store.to_read` does.
    """
    with store.to_read(path) as connection:
        (run,) = connection.execute("SELECT run FROM runs WHERE label = ?", (label,)).fetchone()
        stations = connection.execute(f"SELECT {_STATION} FROM stations WHERE run = ? ORDER BY station", (run,))  # noqa: S608
        rows = stations.fetchall()
        profiles = _grouped(connection, "station, question, kind, answer", "profile", run)
        results = _grouped(connection, _RESULT, "indicators", run)
    place = Location(file=name_of(path))
    entries = tuple(_standing(row, profiles, results, framework, place) for row in rows)
    keys = tuple(str(row[1]) for row in rows)
    return Run(label=label, cohort=Cohort(framework=framework, language="zh", entries=entries), keys=keys)


def _grouped(connection: sqlite3.Connection, columns: str, table: str, run: int) -> Rows:
    found: dict[int, list[tuple[Any, ...]]] = {}
    for station, *row in connection.execute(f"SELECT {columns} FROM {table} WHERE run = ?", (run,)):  # noqa: S608
        found.setdefault(station, []).append(tuple(row))
    return found


def _standing(row: tuple[Any, ...], profiles: Rows, results: Rows, framework: Framework, place: Location) -> Standing:
    number, key, name, file, sha256, language, score, *aims = row
    if not all(isinstance(each, str) for each in (key, name, file, sha256)):
        raise ConfigError(_altered(place, str(name), "station"))
    questionnaire = Questionnaire(
        file=file,
        sha256=sha256,
        language=language if language in LANGUAGES else None,
        profile={},
        answers={},
        tables={},
    )
    try:
        said = dict(_profile(framework, name, profiles.get(number, [])))
        questionnaire = replace(questionnaire, profile=said)
        known = {result[0]: result[1:] for result in results.get(number, [])}
        own = OwnSum(set=aims[0], reached=aims[1], unanswered=aims[2]) if aims[0] else None
        read = {name: _value(known[name][-1]) for name in framework.read_by_levels}
        leaves = dict(_leaves(framework, questionnaire, known))
        packed = stand_again(framework, questionnaire, read, leaves, file, own)
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(_altered(place, name, str(error))) from None
    found = Standing(framework=framework, packed=packed)
    if not same(found.index.score, score):
        raise ConfigError(_altered(place, name, "score"))
    return found


def _altered(place: Location, station: str, at: str) -> Problem:
    return problem("archive-numbers", place, station=station, at=at)


def _profile(framework: Framework, name: str, rows: list[tuple[Any, ...]]) -> Iterator[tuple[str, Answer]]:
    """Its answers about itself; a text that was not kept is a blank."""
    said = {question: _answered(kind, text) for question, kind, text in rows} | {framework.name_question: name}
    for question in framework.profile:
        given = said.get(question.id)
        chosen = given if isinstance(given, tuple) else (given,)
        if given is not None and question.options and not set(chosen) <= question.options.keys():
            raise ValueError(question.id)
        yield question.id, Answer(id=question.id, location=Location(), value=said.get(question.id))


def _answered(kind: str, text: str) -> Answered:
    """The way back from what `add` wrote."""
    if kind == "truth":
        return text == "true"
    if kind == "number":
        return _finite(float(text))
    return tuple(map(str, json.loads(text))) if kind == "choices" else str(text)


def _finite(number: float) -> float:
    if not math.isfinite(number):
        raise ValueError(number)
    return number


def _value(text: str | None) -> Answered | None:
    found = None if text is None else json.loads(text)
    return tuple(found) if isinstance(found, list) else found


def _is_points(found: object) -> bool:
    return found is None or (isinstance(found, int | float) and 0.0 <= found <= FULL)


def _leaves(
    framework: Framework, questionnaire: Questionnaire, known: Mapping[str, tuple[Any, ...]]
) -> Iterator[tuple[str, Leaf]]:
    for item in framework.indicators:
        outcome, points, missing, evidenced, _ = known[item.id]
        if outcome not in get_args(Outcome) or not all(_is_points(each) for each in (points, evidenced)):
            raise ValueError(item.id)
        proven = (evidenced or 0.0) if missing else points
        profile = questionnaire.station
        found = leaf_of(framework, item, profile, outcome, points, proven, missing=bool(missing))
        if found is not None:
            yield item.id, found
