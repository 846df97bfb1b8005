"""The tables of an archive for analysts: run by run, each row with its run's label and its station's key."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from convergence_cli.archive import schema, store
from convergence_cli.archive.query import Content
from convergence_cli.value import value

Type = Literal["TEXT", "INTEGER", "REAL"]
TABLES = schema.LONG
_NUMBERED = {"nodes": "node_rows", "indicators": "indicator_rows"}
_IDS = {"nodes": "node", "indicators": "indicator"}
_ROWS = 50_000
_PLACES = {"run", "station", "number"}


@value
class Part:
    """Some of the rows of one table."""

    columns: tuple[tuple[str, Type], ...]
    """Names and types; the label and the station's key first."""
    rows: tuple[tuple[Content, ...], ...]


def parts(path: Path, table: str) -> Iterator[Part]:
    """A table of the archive in parts that memory holds, in the order in which runs were added; the last is empty.

    Raises ConfigError as `store.to_read` does.
    """
    columns = tuple(_columns(table))
    with store.to_read(path) as connection:
        for (run,) in connection.execute("SELECT run FROM runs ORDER BY run").fetchall():
            found = connection.execute(_select(table, columns), (run,))
            while rows := found.fetchmany(_ROWS):
                yield Part(columns=columns, rows=tuple(rows))
    yield Part(columns=columns, rows=())


def _columns(table: str) -> Iterator[tuple[str, Type]]:
    yield "label", "TEXT"
    if table != "runs":
        yield "key", "TEXT"
    if table in _IDS:
        yield _IDS[table], "TEXT"
    declared = (line.split() for line in schema.TABLES[_NUMBERED.get(table, table)].split(",\n"))
    for name, kind, *_ in declared:
        if name not in _PLACES | {"label", "key", "PRIMARY"}:
            assert kind in ("TEXT", "INTEGER", "REAL")
            yield name, kind  # type: ignore[misc]


def _select(table: str, columns: tuple[tuple[str, Type], ...]) -> str:
    """Rows in the order of stations and ids; what concerns no station has no key."""
    said = ", ".join(f"s.{name}" if name == "key" and table != "stations" else f"t.{name}" for name, _ in columns[1:])
    if table == "runs":
        return f"SELECT t.label, {said} FROM runs t WHERE t.run = ?"  # noqa: S608 - names of ours
    keyed = "" if table == "stations" else "LEFT JOIN stations s ON s.run = t.run AND s.station = t.station"
    order = "t.station, " + ", ".join(str(at) for at in range(3, min(len(columns), 7) + 1))
    runs = "JOIN runs r ON r.run = t.run"
    return f"SELECT r.label, {said} FROM {table} t {runs} {keyed} WHERE t.run = ? ORDER BY {order}"  # noqa: S608
