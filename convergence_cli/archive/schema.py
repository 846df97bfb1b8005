"""The tables of an archive, and how an older archive becomes one of today.

Every name and id is language-free: titles are the framework's. Indicators and nodes are millions of rows, so that their
ids stand there as numbers of `ids`; the views `indicators` and `nodes` have the ids themselves, and are what one asks.
"""

import sqlite3

APPLICATION = 0x434E5647
"""Says in the head of the file whose it is: `CNVG`."""
VERSION = 1
"""Of the tables; a version above it is refused by name, one below it is brought up to date by the next `add`."""

TABLES: dict[str, str] = {
    "runs": """
        run INTEGER PRIMARY KEY,
        label TEXT NOT NULL UNIQUE,
        framework TEXT NOT NULL,
        version TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        tool TEXT NOT NULL,
        digest TEXT NOT NULL UNIQUE,
        as_of TEXT,
        rank_coverage REAL,
        rank_draws INTEGER,
        rank_seed INTEGER,
        rank_top INTEGER,
        stations INTEGER NOT NULL,
        failures INTEGER NOT NULL""",
    "stations": """
        run INTEGER NOT NULL REFERENCES runs,
        station INTEGER NOT NULL,
        key TEXT NOT NULL,
        name TEXT NOT NULL,
        admin_level TEXT,
        file TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        language TEXT,
        score REAL,
        floor REAL,
        ceiling REAL,
        coverage REAL,
        evidenced REAL,
        reached TEXT,
        rank INTEGER,
        rank_low INTEGER,
        rank_high INTEGER,
        own_set INTEGER,
        own_reached INTEGER,
        own_unanswered INTEGER,
        PRIMARY KEY (run, station)""",
    "profile": """
        run INTEGER NOT NULL,
        station INTEGER NOT NULL,
        question TEXT NOT NULL,
        kind TEXT NOT NULL,
        answer TEXT NOT NULL,
        PRIMARY KEY (run, station, question)""",
    "ids": "number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE",
    "node_rows": """
        run INTEGER NOT NULL,
        station INTEGER NOT NULL,
        number INTEGER NOT NULL,
        score REAL,
        floor REAL,
        ceiling REAL,
        coverage REAL,
        evidenced REAL,
        weight REAL NOT NULL,
        lost REAL NOT NULL,
        to_target REAL,
        PRIMARY KEY (run, station, number)""",
    "indicator_rows": """
        run INTEGER NOT NULL,
        station INTEGER NOT NULL,
        number INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        points REAL,
        weight REAL NOT NULL,
        lost REAL NOT NULL,
        gain REAL,
        red_line TEXT,
        evidence_missing INTEGER NOT NULL,
        evidenced REAL,
        value TEXT,
        PRIMARY KEY (run, station, number)""",
    "problems": """
        run INTEGER NOT NULL,
        station INTEGER,
        file TEXT NOT NULL,
        code TEXT NOT NULL,
        severity TEXT NOT NULL,
        sheet TEXT NOT NULL,
        cell TEXT NOT NULL""",
    "gates": """
        run INTEGER NOT NULL,
        station INTEGER,
        gate TEXT NOT NULL,
        passed INTEGER NOT NULL,
        have TEXT NOT NULL,
        need TEXT NOT NULL""",
}
_ROWS = ("node_rows", "indicator_rows", "profile")
"""Found by their key alone, so that the key is stored once."""
VIEWS: dict[str, str] = {
    "nodes": "SELECT run, station, ids.id AS node, score, floor, ceiling, coverage, evidenced, weight, lost, to_target"
    " FROM node_rows JOIN ids USING (number)",
    "indicators": "SELECT run, station, ids.id AS indicator, outcome, points, weight, lost, gain, red_line,"
    " evidence_missing, evidenced, value FROM indicator_rows JOIN ids USING (number)",
}
INDEXES: dict[str, str] = {
    "stations_by_key": "stations (key)",
    "problems_by_run": "problems (run)",
    "gates_by_run": "gates (run)",
}
LONG = ("runs", "stations", "profile", "nodes", "indicators", "problems", "gates")
"""What is exported, in this order."""
MIGRATIONS: dict[int, tuple[str, ...]] = {}
"""Version -> what makes an archive of it one of the next; statements of SQL, each by itself."""


def create(connection: sqlite3.Connection) -> None:
    """All tables, in an empty database."""
    for name, columns in TABLES.items():
        connection.execute(f"CREATE TABLE {name} ({columns}){' WITHOUT ROWID' if name in _ROWS else ''}")
    for name, on in INDEXES.items():
        connection.execute(f"CREATE INDEX {name} ON {on}")
    for name, select in VIEWS.items():
        connection.execute(f"CREATE VIEW {name} AS {select}")
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def migrate(connection: sqlite3.Connection, found: int) -> None:
    """Brings an archive of version `found` up to date, all or nothing, within the transaction that is open."""
    for version in range(found, VERSION):
        for statement in MIGRATIONS[version]:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {version + 1}")


def is_as_made(connection: sqlite3.Connection) -> bool:
    """Whether every table has its columns and every view says what it should, and nothing runs when rows are added.

    Whoever keeps the archive may have added tables, views and indexes of their own.
    """
    made = {(kind, name): text for kind, name, text in connection.execute("SELECT type, name, sql FROM sqlite_master")}
    if any(kind == "trigger" for kind, _ in made):
        return False
    fresh = sqlite3.connect(":memory:")
    try:
        create(fresh)
        columns = all(_columns(connection, name) == _columns(fresh, name) for name in TABLES)
    finally:
        fresh.close()
    return columns and all(made.get(("view", name)) == f"CREATE VIEW {name} AS {text}" for name, text in VIEWS.items())


def _columns(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    """Name, type, whether it must hold something, and its place in the key, of each column."""
    found = connection.execute(f"PRAGMA table_xinfo({table})").fetchall()
    return [(name, kind, filled, key, hidden) for _, name, kind, filled, _, key, hidden in found]
