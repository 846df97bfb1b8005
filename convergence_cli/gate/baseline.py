"""Reads an earlier JSON report that stations are held to; strictly, because a baseline that is half read passes all."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from convergence_cli.errors import ConfigError, Location, Problem, problem
from convergence_cli.gate.files import read_text
from convergence_cli.model.assessment import OUTCOMES, Outcome
from convergence_cli.model.framework import Framework
from convergence_cli.model.versions import series
from convergence_cli.value import value

SCHEMA = 1
# Some three thousand stations.
_MAX_BYTES = 512_000_000
# Of a report of a whole province no more than this is kept while it is parsed.
_KEPT = frozenset(
    {"schema", "tool", "name", "framework", "id", "version", "sha256", "stations", "station", "file", "profile"}
    | {"level", "province", "index", "score", "indicators", "outcome", "red_lines"}
)


@value
class Past:
    """One station as the earlier report has it."""

    station: str
    file: str
    profile: Mapping[str, Any]
    """Of what the station said about itself no more than tells stations of one name apart."""
    index: float | None
    outcomes: dict[str, Outcome]
    red_lines: frozenset[str]
    """Red lines that were missed then."""


@value
class Baseline:
    """An earlier report."""

    file: str
    stations: tuple[Past, ...]
    notes: tuple[Problem, ...] = ()


class _Fault(Exception):  # noqa: N818 - never leaves this file
    """Where the document is not what a report has there."""


def load_baseline(path: Path, framework: Framework) -> Baseline:
    """The report of a file, made with this framework.

    Raises ConfigError for a file that is no report of ours, that holds no station, or that was made with another
    framework or with a version whose scores mean something else.
    """
    place = Location(file=path.name)
    try:
        text = read_text(path, _MAX_BYTES)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(problem("baseline-unreadable", place, found=type(error).__name__)) from error
    if text is None:
        raise ConfigError(problem("baseline-too-large", place, bound=f"{_MAX_BYTES // 1_000_000} MB"))
    try:
        document = _document(text)
        made_with = _facts(document.get("framework"), "framework", ("id", "version", "sha256"))
    except _Fault as fault:
        raise ConfigError(problem("baseline-not-report", place, at=str(fault))) from fault
    notes = _comparable(made_with, framework, place)
    try:
        stations = tuple(_past(item, f"stations[{at}]") for at, item in enumerate(_list(document, "stations", "")))
    except _Fault as fault:
        raise ConfigError(problem("baseline-not-report", place, at=str(fault))) from fault
    if not stations:
        raise ConfigError(problem("baseline-no-stations", place))
    return Baseline(file=path.name, stations=stations, notes=notes)


def _document(text: str) -> dict[str, Any]:
    import json

    try:
        document = json.loads(text, object_pairs_hook=_lean, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        raise _Fault(f"JSON:{line}") from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise _Fault("schema")
    _facts(document.get("tool"), "tool", ("name",))
    if document["tool"]["name"] != "convergence":
        raise _Fault("tool.name")
    return document


def _lean(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object without what is not needed; of two equal keys neither can be trusted."""
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError
    return {key: content for key, content in pairs if key in _KEPT}


def _no_number(name: str) -> float:
    """NaN and Infinity are no JSON, and every comparison with them would be passed over in silence."""
    raise ValueError(name)


def _comparable(made_with: Mapping[str, str], framework: Framework, place: Location) -> tuple[Problem, ...]:
    """A remark where the framework changed within its series; raises ConfigError where it is another one."""
    found, version = made_with["id"], made_with["version"]
    if found != framework.id:
        raise ConfigError(problem("baseline-other-framework", place, found=found, expected=framework.id))
    if series(version) != series(framework.version):
        raise ConfigError(problem("baseline-other-version", place, found=version, expected=framework.version))
    if made_with["sha256"] == framework.sha256:
        return ()
    return (problem("baseline-changed", place, "warning", found=version, expected=framework.version),)


def _past(item: Any, at: str) -> Past:
    facts = _facts(item, at, ("station", "file"))
    profile, index = item.get("profile"), item.get("index")
    if not isinstance(profile, dict):
        raise _Fault(f"{at}.profile")
    if not isinstance(index, dict) or "score" not in index or not _is_score(index["score"]):
        raise _Fault(f"{at}.index.score")
    outcomes: dict[str, Outcome] = {}
    for place, result in enumerate(_list(item, "indicators", f"{at}.")):
        name = _facts(result, f"{at}.indicators[{place}]", ("id", "outcome"))
        if name["outcome"] not in OUTCOMES or name["id"] in outcomes:
            raise _Fault(f"{at}.indicators[{place}]")
        outcomes[name["id"]] = name["outcome"]
    missed = _list(item, "red_lines", f"{at}.")
    if not all(isinstance(name, str) and name in outcomes for name in missed):
        raise _Fault(f"{at}.red_lines")
    return Past(
        station=facts["station"],
        file=facts["file"],
        profile=profile,
        index=index["score"],
        outcomes=outcomes,
        red_lines=frozenset(missed),
    )


def _facts(item: Any, at: str, keys: tuple[str, ...]) -> dict[str, str]:
    if not isinstance(item, dict):
        raise _Fault(at)
    for key in keys:
        if not isinstance(item.get(key), str):
            raise _Fault(f"{at}.{key}")
    return {key: item[key] for key in keys}


def _list(item: Mapping[str, Any], key: str, at: str) -> list[Any]:
    found = item.get(key)
    if not isinstance(found, list):
        raise _Fault(f"{at}{key}")
    return found


def _is_score(number: Any) -> bool:
    return number is None or (isinstance(number, int | float) and not isinstance(number, bool) and 0 <= number <= 100)
