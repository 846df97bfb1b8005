"""A judged cohort as rows of the archive: every number as the engine made it, none as a file claims it."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Literal

from convergence_cli import __version__
from convergence_cli.errors import ConfigError, Location, problem
from convergence_cli.model.assessment import Assessment, Cohort, Failure, Node, Result
from convergence_cli.model.kind import LEVEL, peer_questions
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.ranking import Place
from convergence_cli.model.run import Run
from convergence_cli.model.standing import Standing

Added = Literal["added", "known"]
Values = tuple[object, ...]
# Powers and logarithms differ in their last bits from one machine to the next.
_DIGITS = 9


def add(connection: sqlite3.Connection, run: Run, file: str) -> Added:
    """Add a run in the transaction that is open, or find that it is there.

    `file` is what it comes from, for the faults: raises ConfigError where its label stands for something else, where
    the same content has another label.
    """
    tables = _tables(run)
    digest = _digest(run.cohort, tables)
    for label, known in connection.execute("SELECT label, digest FROM runs"):
        if label == run.label and known == digest:
            return "known"
        if label == run.label:
            raise ConfigError(problem("archive-label-taken", Location(file=file), label=label))
        if known == digest:
            facts = {"label": run.label, "known": label}
            raise ConfigError(problem("archive-run-twice", Location(file=file), **facts))
    (number,) = connection.execute("SELECT coalesce(max(run), 0) + 1 FROM runs").fetchone()
    framework, cohort = run.cohort.framework, run.cohort
    whose = (framework.id, framework.version, framework.sha256, __version__, digest, cohort.as_of)
    counts = len(cohort.stations), len(cohort.failures)
    _insert(connection, "runs", [(number, run.label, *whose, *_ranked(cohort), *counts)])
    ids = _Ids(connection)
    for table, rows in tables.items():
        numbered = table in ("node_rows", "indicator_rows")
        _insert(connection, table, ((number, *(ids.put(row) if numbered else row)) for row in rows))
    return "added"


def rename(connection: sqlite3.Connection, renames: Mapping[str, str]) -> None:
    """Give stations of every run the keys that they have today, old to new; their names stay.

    Raises ConfigError where two stations of one run would become one: no later list could part them.
    """
    taken: dict[tuple[str, str], str] = {}
    pairs = "SELECT DISTINCT r.label, s.key FROM stations s JOIN runs r ON r.run = s.run"
    for label, key in connection.execute(pairs) if renames else ():
        today = renames.get(key, key)
        if taken.setdefault((label, today), key) != key:
            raise ConfigError(problem("renames-merge", run=label, found=f"{taken[label, today]}, {key}", key=today))
    connection.executemany("UPDATE stations SET key = ? WHERE key = ?", [(new, old) for old, new in renames.items()])


def _ranked(cohort: Cohort) -> Values:
    """How its stations were ranked, where they were."""
    if cohort.overview is None:
        return (None,) * 4
    ranking = cohort.overview.ranking
    return ranking.coverage_floor, ranking.draws, ranking.seed, ranking.top


class _Ids:
    """The numbers by which ids stand in the largest tables."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.known: dict[str, int] = dict(connection.execute("SELECT id, number FROM ids"))

    def put(self, row: Values) -> Values:
        """A row whose second value is an id, with its number in place of it."""
        station, name, *rest = row
        if str(name) not in self.known:
            self.known[str(name)] = len(self.known) + 1
            _insert(self.connection, "ids", [(self.known[str(name)], name)])
        return station, self.known[str(name)], *rest


def _insert(connection: sqlite3.Connection, table: str, rows: "Iterator[Values] | list[Values]") -> None:
    first = next(iter(rows := iter(rows)), None)
    if first is not None:
        statement = f"INSERT INTO {table} VALUES ({', '.join('?' * len(first))})"  # noqa: S608 - a table of ours
        connection.execute(statement, first)
        connection.executemany(statement, rows)


def _digest(cohort: Cohort, tables: Mapping[str, list[Values]]) -> str:
    """Of all that is kept of a run, whatever it is called and whatever language its report is in."""
    found = hashlib.sha256(f"{cohort.framework.sha256} {cohort.as_of}\n".encode())
    for table, rows in tables.items():
        for row in rows:
            said = (f"{each:.{_DIGITS}g}" if isinstance(each, float) else repr(each) for each in row)
            found.update(f"{table} {' '.join(said)}\n".encode())
    return found.hexdigest()


def _tables(run: Run) -> dict[str, list[Values]]:
    """Every row of a run by its table, without the run's number."""
    tables: dict[str, list[Values]] = {
        name: [] for name in ("stations", "profile", "node_rows", "indicator_rows", "problems", "gates")
    }
    cohort, keys = run.cohort, run.keys
    places = cohort.overview.ranking.places if cohort.overview else (None,) * len(keys)
    asked = tuple(_asked(cohort))
    numbers: dict[tuple[str, str], int] = {}
    for number, (entry, key, place) in enumerate(zip(cohort.stations, keys, places, strict=True), 1):
        numbers[entry.station, entry.file] = number
        tables["stations"].append((number, key, *_station(entry, place)))
        tables["profile"] += ((number, *row) for row in _profile(entry, asked))
        nodes = (entry.index, *entry.chapters, *entry.measures)
        tables["node_rows"] += ((number, *_node(node)) for node in nodes)
        tables["indicator_rows"] += ((number, *_indicator(result)) for result in entry.results)
        tables["problems"] += _problems(entry, number)
    for failure in cohort.failures:
        tables["problems"] += _problems(failure, None)
    for gate in (*cohort.verdict.gates, *cohort.verdict.overall):
        which = numbers.get((gate.station, gate.file))
        tables["gates"].append((which, gate.gate, int(gate.passed), gate.have, gate.need))
    return tables


def _asked(cohort: Cohort) -> Iterator[str]:
    """The questions whose answers are kept: free texts, such as whom to call, are nobody's business in ten years."""
    peers = peer_questions(cohort.framework)
    return (each.id for each in cohort.framework.profile if each.type != "text" or each.id in peers)


def _station(entry: Assessment | Standing, place: Place | None) -> Values:
    index, own, level = entry.index, entry.own_sum, entry.profile.get(LEVEL)
    language = entry.language if isinstance(entry, Standing) else entry.questionnaire.language
    ranks = (place.rank, place.low, place.high) if place else (None, None, None)
    aims = (own.set, own.reached, own.unanswered) if own else (None, None, None)
    return (
        *(entry.station, level if isinstance(level, str) else None, entry.file, entry.sha256, language),
        *(index.score, index.floor, index.ceiling, index.coverage, index.evidenced),
        *(entry.level, *ranks, *aims),
    )


def _profile(entry: Assessment | Standing, asked: tuple[str, ...]) -> Iterator[Values]:
    for question in asked:
        given = entry.profile.get(question)
        if given is not None:
            yield question, *_said(given)


def _said(given: Answered) -> tuple[str, str]:
    """Kind and text of an answer: `recall` has the way back."""
    if isinstance(given, bool):
        return "truth", "true" if given else "false"
    if isinstance(given, int | float):
        return "number", f"{given:.17g}"
    if isinstance(given, tuple):
        return "choices", json.dumps(given, ensure_ascii=False)
    return "text", given


def _node(node: Node) -> Values:
    numbers = (node.score, node.floor, node.ceiling, node.coverage, node.evidenced)
    return node.id, *numbers, node.weight, node.lost, node.to_target


def _indicator(result: Result) -> Values:
    gain = result.to_target.gain if result.to_target else None
    numbers = (result.points, result.weight, result.lost, gain)
    given = None if result.value is None else json.dumps(result.value, ensure_ascii=False)
    proof = (int(result.evidence_missing), result.evidenced)
    return result.id, result.outcome, *numbers, result.red_line, *proof, given


def _problems(entry: Assessment | Standing | Failure, number: int | None) -> Iterator[Values]:
    for item in entry.problems:
        yield number, entry.file, item.code, item.severity, item.location.sheet, item.location.cell
