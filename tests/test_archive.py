"""The archive: what is kept of a run and how it is asked; nothing in it is ever lost or changed by accident."""

import contextlib
import csv
import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from batches import compared, packed
from conftest import ROOT
from reports import example
from running import Run, convergence

from convergence_cli.archive import export, schema, store
from convergence_cli.archive.add import add, rename
from convergence_cli.archive.query import MOST_ROWS, query
from convergence_cli.archive.recall import listed, recalled
from convergence_cli.cli.keeping import renames_of
from convergence_cli.errors import ConfigError
from convergence_cli.gate.gates import Gates, Thresholds, judge
from convergence_cli.model.assessment import Cohort
from convergence_cli.model.run import Run as KeptRun
from convergence_cli.model.run import keys_of
from convergence_cli.model.standing import Standing
from convergence_cli.report import rendered

CITY, COUNTY = "江州市广播电视台", "云桥县融媒体中心"


def several(*names: str, attributes: dict[str, str] | None = None) -> Cohort:
    """A run of these examples, held to a gate."""
    stations = (replace(packed(name), attributes=attributes or {}) for name in names)
    cohort = compared(*stations, language="en")
    return replace(
        cohort, verdict=judge(Gates(thresholds=Thresholds(fail_under=40)), cohort.stations, cohort.framework)
    )


LAST, NOW = several("typical-city-2024"), several("typical-city", "county-centre", "central-body")


def run_of(label: str, cohort: Cohort, id_column: str = "") -> KeptRun:
    return KeptRun(label=label, cohort=cohort, keys=keys_of(cohort, id_column, "report.json"))


def kept(path: Path, *runs: KeptRun) -> Path:
    """An archive of these runs."""
    path.write_bytes(store.blank())
    for run in runs:
        with store.to_add(path) as connection:
            assert add(connection, run, "report.json") == "added"
    return path


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "years.db"
    return kept(path, run_of(label="2024", cohort=LAST), run_of(label="2025", cohort=NOW))


def adding(path: Path, run: KeptRun) -> None:
    with store.to_add(path) as connection:
        add(connection, run, "report.json")


def asked(path: Path, select: str) -> list[tuple[object, ...]]:
    return list(query(path, select).rows)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(ConfigError) as caught:
        act()
    return caught.value.problems[0].code


# --- what is kept ---------------------------------------------------------------------------------


def test_every_number_of_a_run_stands_in_the_archive(years: Path) -> None:
    """To the last bit, by ids: index, nodes, indicators, ranks, gates and problems of each station."""
    number = asked(years, "SELECT run FROM runs WHERE label = '2025'")[0][0]
    assert NOW.overview is not None
    for at, (entry, place) in enumerate(zip(NOW.stations, NOW.overview.ranking.places, strict=True), 1):
        where = f"run = {number} AND station = {at}"
        columns = "name, admin_level, file, sha256, score, coverage, reached, rank, rank_low, rank_high"
        assert asked(years, f"SELECT {columns} FROM stations WHERE {where}") == [
            (
                *(entry.station, entry.profile["level"], entry.file, entry.sha256, entry.index.score),
                *(entry.index.coverage, entry.level, place.rank, place.low, place.high),
            )
        ]
        nodes = (entry.index, *entry.chapters, *entry.measures)
        found = asked(years, f"SELECT node, score, floor, ceiling, weight, lost FROM nodes WHERE {where}")
        assert sorted(found) == sorted(
            (each.id, each.score, each.floor, each.ceiling, each.weight, each.lost) for each in nodes
        )
        columns = "indicator, outcome, points, weight, lost, red_line, evidence_missing"
        found = asked(years, f"SELECT {columns} FROM indicators WHERE {where}")
        assert sorted(found, key=str) == sorted(
            (
                (each.id, each.outcome, each.points, each.weight, each.lost, each.red_line, int(each.evidence_missing))
                for each in entry.results
            ),
            key=str,
        )
        codes = sorted(item.code for item in entry.problems)
        assert sorted(str(code) for (code,) in asked(years, f"SELECT code FROM problems WHERE {where}")) == codes
        gates = [(gate.gate, int(gate.passed)) for gate in NOW.verdict.gates if gate.file == entry.file]
        assert asked(years, f"SELECT gate, passed FROM gates WHERE {where}") == gates


def test_whom_to_call_is_not_kept(years: Path) -> None:
    """Free texts about a station are of no use in ten years; what tells it apart from its peers is."""
    questions = {name for (name,) in asked(years, "SELECT DISTINCT question FROM profile")}
    assert {"level", "province", "period"} <= questions
    assert not {"contact", "name"} & questions


def test_a_report_of_one_station_is_kept_with_what_the_next_answer_brings(tmp_path: Path) -> None:
    path = kept(tmp_path / "a.db", run_of(label="one", cohort=example("county-centre")))
    (judged,) = example("county-centre").assessments
    gains = {result.id: result.to_target.gain for result in judged.results if result.to_target}
    assert dict(asked(path, "SELECT indicator, gain FROM indicators WHERE gain IS NOT NULL")) == gains


# --- runs -----------------------------------------------------------------------------------------


def test_the_same_run_twice_adds_nothing(tmp_path: Path) -> None:
    """In whatever language its report is; nor is it added once more by another label."""
    path = kept(tmp_path / "a.db", run_of(label="2024", cohort=LAST))
    before = path.read_bytes()
    with store.to_add(path) as connection:
        assert add(connection, run_of(label="2024", cohort=replace(LAST, language="zh")), "r.json") == "known"
    assert asked(path, "SELECT count(*) FROM stations") == [(1,)]
    assert code_of(partial(adding, path, run_of(label="2024", cohort=NOW))) == "archive-label-taken"
    assert code_of(partial(adding, path, run_of(label="again", cohort=LAST))) == "archive-run-twice"
    assert path.read_bytes() == before


def test_a_run_that_fails_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    path = kept(tmp_path / "a.db", run_of(label="2024", cohort=LAST))

    def ended() -> None:
        with store.to_add(path) as connection:
            add(connection, run_of(label="2025", cohort=NOW), "r.json")
            raise KeyError

    with pytest.raises(KeyError):
        ended()
    assert asked(path, "SELECT label FROM runs") == [("2024",)]
    assert asked(path, "SELECT DISTINCT run FROM indicators") == [(1,)]


KILLED = """
import os, sys
from pathlib import Path
from convergence_cli.archive import store
with store.to_add(Path(sys.argv[1])) as connection:
    connection.execute("PRAGMA cache_size = 1")
    for at in range(5000):
        connection.execute("INSERT INTO ids VALUES (?, ?)", (10_000 + at, f"x{at}" * 50))
    os._exit(9)
"""


def test_a_run_that_is_killed_while_it_writes_leaves_what_was_there(tmp_path: Path) -> None:
    """Half of it is in the file by then; whoever opens it next puts back what was there, be it only to read."""
    path = kept(tmp_path / "a.db", run_of(label="2024", cohort=LAST))
    size = path.stat().st_size
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=ROOT, check=False)
    assert done.returncode == 9
    assert path.stat().st_size > size
    assert asked(path, "SELECT count(*) FROM ids WHERE number >= 10000") == [(0,)]
    assert asked(path, "SELECT label FROM runs") == [("2024",)]


def test_a_station_keeps_its_key_by_an_id_or_a_list_of_renames(tmp_path: Path) -> None:
    listed = several("typical-city", attributes={"code": "330100"})
    path = kept(tmp_path / "a.db", run_of(label="a", cohort=LAST), run_of(label="b", cohort=listed, id_column="code"))
    select = "SELECT key, name FROM stations ORDER BY run"
    assert asked(path, select) == [(f"{CITY}/municipal", CITY), ("330100", CITY)]
    with store.to_add(path) as connection:
        rename(connection, {f"{CITY}/municipal": "330100"})
    assert asked(path, select) == [("330100", CITY), ("330100", CITY)]
    assert code_of(partial(run_of, "c", several("county-centre"), "code")) == "archive-no-id"


# --- what is refused ------------------------------------------------------------------------------


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _text(path: Path) -> None:
    path.write_text("a list of stations\n" * 50, "utf-8")


def _others(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE work (hours)")
    connection.close()


def _scrambled(path: Path) -> None:
    """Its second page, in which the list of the tables goes on, is noise."""
    content = bytearray(path.read_bytes())
    content[100:4096] = bytes(reversed(content[100:4096]))
    path.write_bytes(content)


def _sql(*statements: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        connection = sqlite3.connect(path)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()

    return change


VIEW = "CREATE VIEW nodes AS SELECT run, station, 'index' AS node, 100.0 AS score FROM stations"
WRONG: dict[str, tuple[Callable[[Path], None], str]] = {
    "cut off": (_cut, "archive-damaged"),
    "no database": (_text, "archive-not-ours"),
    "another program's": (_others, "archive-not-ours"),
    "scrambled": (_scrambled, "archive-damaged"),
    "empty": (lambda path: path.write_bytes(b"") and None, "archive-not-ours"),
    "newer": (_sql("PRAGMA user_version = 99"), "archive-newer"),
    "with a trigger": (
        _sql("CREATE TRIGGER t AFTER INSERT ON runs BEGIN DELETE FROM stations; END"),
        "archive-altered",
    ),
    "with another view": (_sql("DROP VIEW nodes", VIEW), "archive-altered"),
    "without a column": (_sql("ALTER TABLE gates DROP COLUMN need"), "archive-altered"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_no_archive_of_ours_is_refused_by_name_and_never_changed(
    kind: str, years: Path, tmp_path: Path
) -> None:
    change, code = WRONG[kind]
    path = tmp_path / "a.db"
    shutil.copyfile(years, path)
    change(path)
    before = path.read_bytes()
    run = run_of(label="x", cohort=LAST)
    assert {code_of(lambda: query(path, "SELECT 1 AS one")), code_of(partial(adding, path, run))} == {code}
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


READS: dict[str, Callable[[Path], object]] = {
    "asked": lambda path: query(path, "SELECT sum(length(key)), count(*) AS n FROM stations"),
    "summed": lambda path: query(path, "SELECT count(*), sum(points) FROM indicators"),
    "recalled": lambda path: [recalled(path, run.label, NOW.framework) for run in listed(path)],
}


@pytest.mark.parametrize("seed", range(40))
def test_noise_in_an_archive_is_refused_or_does_no_harm(seed: int, years: Path, tmp_path: Path) -> None:
    """Wherever it strikes, and most often the head and the list of tables; never a bug, and never a changed file."""
    chance, content = random.Random(seed), bytearray(years.read_bytes())
    for _ in range(chance.choice([1, 3, 20])):
        content[chance.randrange(len(content) if chance.random() < 0.7 else 16_384)] = chance.randrange(256)
    path = tmp_path / "a.db"
    path.write_bytes(content)
    for read in READS.values():
        with contextlib.suppress(ConfigError):
            read(path)
    assert path.read_bytes() == content


ODD = {
    "a score": "UPDATE stations SET score = score + 1 WHERE station = 1",
    "more points than there are": "UPDATE indicator_rows SET points = 1e300 WHERE points = 100",
    "an outcome": "UPDATE indicator_rows SET outcome = 'splendid'",
    "a text for points": "UPDATE indicator_rows SET points = 'many' WHERE points IS NOT NULL",
    "a level": "UPDATE profile SET answer = 'moon' WHERE question = 'level'",
    "a year": "UPDATE profile SET answer = '1e999' WHERE question = 'period'",
    "a name that is none": "UPDATE stations SET name = x'00ff'",
    "a missing row": "DELETE FROM indicator_rows WHERE number % 7 = 0",
}


@pytest.mark.parametrize("what", ODD)
def test_what_no_run_could_have_written_is_not_compared(what: str, years: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    shutil.copyfile(years, path)
    _sql(ODD[what])(path)
    codes = {code_of(partial(READS["recalled"], path))}
    assert codes == {"archive-numbers"}


def test_tables_and_views_of_ones_own_are_no_fault(years: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    shutil.copyfile(years, path)
    _sql("CREATE TABLE notes (key, note)", "CREATE VIEW low AS SELECT * FROM stations WHERE score < 40")(path)
    assert asked(path, "SELECT name FROM low") == [(CITY,), (COUNTY,)]


def test_an_older_archive_is_brought_up_to_date_when_something_is_added(
    years: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the next version's statements, in the transaction that adds; whoever only reads is told."""
    path = tmp_path / "a.db"
    shutil.copyfile(years, path)
    before = asked(path, "SELECT count(*), sum(points) FROM indicators")
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(schema, "MIGRATIONS", {1: ("ALTER TABLE runs ADD COLUMN remark TEXT",)})
    tables = {**schema.TABLES, "runs": schema.TABLES["runs"] + ", remark TEXT"}
    monkeypatch.setattr(schema, "TABLES", tables)
    assert code_of(lambda: query(path, "SELECT 1 AS one")) == "archive-older"
    with pytest.raises(KeyError), store.to_add(path):
        raise KeyError
    assert code_of(lambda: query(path, "SELECT 1 AS one")) == "archive-older"
    with store.to_add(path):
        pass
    assert asked(path, "SELECT count(*), sum(points) FROM indicators") == before
    assert asked(path, "SELECT remark FROM runs") == [(None,), (None,)]


def test_every_version_has_a_way_to_the_next() -> None:
    assert sorted(schema.MIGRATIONS) == list(range(1, schema.VERSION))


# --- asking ---------------------------------------------------------------------------------------

FORBIDDEN = (
    *("DELETE FROM runs", "INSERT INTO ids VALUES (9999, 'x')", "UPDATE stations SET score = 100", "DROP VIEW nodes"),
    *("CREATE TABLE t (x)", "CREATE TEMP TABLE t (x)", "INSERT INTO ids VALUES (9999, 'x') RETURNING 1"),
    *("ATTACH 'other.db' AS other", "VACUUM", "VACUUM INTO 'other.db'", "PRAGMA user_version", "PRAGMA query_only=OFF"),
    *("SELECT load_extension('x')", "SELECT * FROM pragma_table_info('runs')", "BEGIN", "REINDEX", "ANALYZE"),
    *("SELECT 1 AS a; DELETE FROM runs", "", "-- nothing", "SELECT 1 AS a\0", "WITH x AS (SELECT 1)"),
    *("SELECT randomblob(100000000)", "SELECT readfile('/etc/passwd')", "SELECT 1 AS a, 2 AS a"),
)


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_a_query_reads_the_archive_and_does_nothing_else(statement: str, years: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    shutil.copyfile(years, path)
    before = path.read_bytes()
    assert code_of(lambda: query(path, statement)) in ("archive-query", "archive-column-twice")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_more_rows_than_anybody_reads_are_refused(years: Path) -> None:
    """With the remedy, and before the machine is full."""
    count = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < {}) SELECT x FROM c"
    assert len(asked(years, count.format(MOST_ROWS))) == MOST_ROWS
    assert code_of(lambda: query(years, count.format(MOST_ROWS + 1))) == "archive-many-rows"


def test_a_query_without_an_end_is_ended_as_every_command(years: Path) -> None:
    """Ctrl-C reaches SQLite first."""
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) AS n FROM c"
    words = [sys.executable, "-m", "convergence_cli", "archive", "query", str(years), endless, "--lang", "en"]
    with subprocess.Popen(words, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (130, "interrupted\n")


def test_while_another_program_writes_there_is_a_code(
    years: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"
    shutil.copyfile(years, path)
    monkeypatch.setattr(store, "_SECONDS", 0.1)
    with store.to_add(path):
        assert code_of(partial(adding, path, run_of("x", LAST))) == "archive-busy"


def test_every_format_of_a_query_has_the_same_table(years: Path) -> None:
    select = "SELECT label, name, round(score, 3) AS score, rank FROM stations JOIN runs USING (run) ORDER BY 1, 2"
    found = query(years, select)
    runs = {form: convergence("archive", "query", years, select, "-f", form) for form in ("json", "csv", "text")}
    assert [tuple(row.values()) for row in json.loads(runs["json"].stdout)] == list(found.rows)
    (head, *rows) = csv.reader(runs["csv"].stdout.lstrip("\ufeff").splitlines())
    assert tuple(head) == found.columns
    assert [tuple(row) for row in rows] == [tuple(map(str, row)) for row in found.rows]
    said = runs["text"].stdout
    assert all(str(cell) in said for row in found.rows for cell in row)
    assert "4 行" in said or "4 rows" in said


def test_a_list_of_runs_says_what_there_is(years: Path) -> None:
    found = json.loads(convergence("archive", "list", years, "--format", "json").stdout)
    assert [(run["label"], run["stations"]) for run in found] == [("2024", 1), ("2025", 3)]


# --- as commands ----------------------------------------------------------------------------------


def told(run: Run, code: int = 0) -> str:
    assert run.returncode == code, run.stderr
    return run.stderr


def test_reports_are_added_by_the_year_that_they_assess(tmp_path: Path) -> None:
    """Once; a report that was edited is refused, and so is one whose stations assess several years."""
    for name, cohort in (("2024", LAST), ("2025", NOW), ("both", several("typical-city", "typical-city-2024"))):
        (tmp_path / f"{name}.json").write_bytes(rendered(cohort, "json"))
    both = ("2024.json", "2025.json")

    def added(*words: str) -> Run:
        return convergence("archive", "add", *words, "--to", "years.db", "--lang", "en", cwd=tmp_path)

    assert told(added(*both)).splitlines() == [
        "kept 2024 in years.db (1 station)",
        "kept 2025 in years.db (3 stations)",
    ]
    assert "has 2025 already" in told(added("2025.json"))
    assert "archive-no-label" in told(added("both.json"), 2)
    assert "archive-one-label" in told(added(*both, "--run", "x"), 2)
    assert "kept two years" in told(added("both.json", "--run", "two years"))
    report = (tmp_path / "2025.json").read_text("utf-8")
    score = json.loads(report)["stations"][0]["index"]["score"]
    (tmp_path / "edited.json").write_text(report.replace(f'"score": {score}', '"score": 99.5', 1), "utf-8")
    before = (tmp_path / "years.db").read_bytes()
    assert "report-altered" in told(added("edited.json", "--run", "edited"), 2)
    assert (tmp_path / "years.db").read_bytes() == before


def test_a_run_is_kept_as_its_report_would_be(tmp_path: Path) -> None:
    """`batch --archive`, and `archive add` of the report of the same run, find that they are one."""
    shutil.copyfile(ROOT / "examples" / "county-centre.xlsx", tmp_path / "a.xlsx")
    run = convergence("batch", ".", "-o", "r.json", "--archive", "years.db", "--lang", "en", cwd=tmp_path)
    assert "kept 2025 in years.db (1 station)" in told(run)
    again = convergence("archive", "add", "r.json", "--to", "years.db", "--lang", "en", cwd=tmp_path)
    assert "nothing was added" in told(again)
    for words, code in (
        (("--run", "x"), "archive-not-named"),
        (("--archive", "years.db", "--redact"), "archive-redacted"),
        (("--archive", "a.xlsx"), "archive-not-ours"),
    ):
        assert code in told(convergence("batch", ".", *words, cwd=tmp_path), 2)


def test_a_run_that_cannot_be_kept_is_reported_all_the_same(tmp_path: Path) -> None:
    """Its exports and its verdict are there; the exit code says that something is amiss."""
    shutil.copyfile(ROOT / "examples" / "county-centre.xlsx", tmp_path / "a.xlsx")
    kept(tmp_path / "years.db", run_of("2025", NOW))
    words = ("batch", ".", "-o", "r.json", "--archive", "years.db", "--fail-under", "90", "--lang", "en")
    said = told(convergence(*words, cwd=tmp_path), 2)
    assert "[archive-label-taken]" in said
    assert "fail-under" in said
    assert (tmp_path / "r.json").exists()


def test_renames_are_a_list_of_two_columns(years: Path, tmp_path: Path) -> None:
    shutil.copyfile(years, tmp_path / "years.db")
    (tmp_path / "r.json").write_bytes(rendered(NOW, "json"))
    words = ("archive", "add", "r.json", "--to", "years.db", "--renames", "map.csv")
    (tmp_path / "map.csv").write_text(f"{CITY}/municipal,330100\n{COUNTY}/county\n", "utf-8")
    assert "renames-line" in told(convergence(*words, cwd=tmp_path), 2)
    (tmp_path / "map.csv").write_text(f"{CITY}/municipal,330100\n", "utf-8")
    told(convergence(*words, cwd=tmp_path))
    assert asked(tmp_path / "years.db", "SELECT count(*) FROM stations WHERE key = '330100'") == [(2,)]


def test_a_key_that_changed_twice_goes_to_the_last_and_no_circle_is_taken(tmp_path: Path) -> None:
    """Line after line a circle would make two stations one, for ever."""
    listed = tmp_path / "map.csv"
    listed.write_text("b,c\na,b\nd,d\n", "utf-8")
    assert renames_of(listed) == {"a": "c", "b": "c", "d": "d"}
    listed.write_text("a,b\nb,c\nc,a\n", "utf-8")
    assert code_of(partial(renames_of, listed)) == "renames-circle"


def test_renames_that_make_two_stations_of_a_run_one_change_nothing(years: Path, tmp_path: Path) -> None:
    path = shutil.copyfile(years, tmp_path / "years.db")
    before = path.read_bytes()
    keys = [
        key for (key,) in asked(path, "SELECT DISTINCT key FROM stations JOIN runs USING (run) WHERE label = '2025'")
    ]

    def renamed(renames: dict[str, str]) -> None:
        with store.to_add(path) as connection:
            rename(connection, renames)

    for wrong in ({str(key): "330100" for key in keys}, {str(keys[0]): str(keys[1])}):
        assert code_of(partial(renamed, wrong)) == "renames-merge"
    assert path.read_bytes() == before


def test_infinity_and_a_line_break_leave_the_answer_readable(years: Path) -> None:
    """JSON has no infinity, and a name with a line break makes no row."""
    words = ("archive", "query", years, "SELECT 9e999 AS a, 'b' || char(10) || 'c' AS d")
    assert json.loads(convergence(*words, "-f", "json").stdout) == [{"a": "inf", "d": "b\nc"}]
    assert "b c" in convergence(*words).stdout


# --- exports --------------------------------------------------------------------------------------


def test_an_export_has_every_row_of_every_table(years: Path, tmp_path: Path) -> None:
    """In CSV and in Parquet alike, by label and key in place of numbers."""
    import duckdb

    words = ("archive", "export", years, "--csv", ".", "--parquet", ".")
    told(convergence(*words, cwd=tmp_path))
    for table in schema.LONG:
        with (tmp_path / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file)
        found = duckdb.sql(f"SELECT * FROM '{tmp_path / table}.parquet'")
        assert found.columns == head
        said = [tuple("" if cell is None else str(cell) for cell in row) for row in found.fetchall()]
        assert said == [tuple(row) for row in rows]
        assert len(rows) == asked(years, f"SELECT count(*) FROM {table}")[0][0]
    types = duckdb.sql(f"DESCRIBE SELECT points, outcome, evidence_missing FROM '{tmp_path}/indicators.parquet'")
    assert [row[1] for row in types.fetchall()] == ["DOUBLE", "VARCHAR", "BIGINT"]
    lost = f"SELECT sum(lost) FROM '{tmp_path}/indicators.parquet' WHERE label = '2025' AND key = '{CITY}/municipal'"
    (station,) = (entry for entry in NOW.stations if entry.station == CITY)
    assert isinstance(station, Standing)
    assert duckdb.sql(lost).fetchall()[0][0] == pytest.approx(sum(each.lost for each in station.results))
    assert "archive-export-nowhere" in told(convergence("archive", "export", years), 2)
    assert "export-no-folder" in told(convergence("archive", "export", years, "--csv", "gone", cwd=tmp_path), 2)


@pytest.mark.parametrize("name", ["stations.csv", "gates.csv", "runs.parquet", "tables.json"])
def test_an_export_replaces_its_own_tables_and_none_that_was_changed(years: Path, tmp_path: Path, name: str) -> None:
    """However few texts a table has; with `--overwrite` what was changed is kept beside it."""
    words = ("archive", "export", years, "--csv", ".", "--parquet", ".")
    less = kept(tmp_path / "less.db", run_of(label="2024", cohort=LAST))
    told(convergence("archive", "export", less, "--csv", ".", "--parquet", ".", cwd=tmp_path))
    told(convergence(*words, cwd=tmp_path))
    told(convergence("archive", "export", years, "--csv", ".", cwd=tmp_path))
    told(convergence(*words, cwd=tmp_path))
    path = tmp_path / name
    path.write_bytes(path.read_bytes() + b"\n")
    before = {each: each.read_bytes() for each in tmp_path.iterdir()}
    refused = told(convergence(*words, cwd=tmp_path), 2)
    assert f"[export-exists]: “{name}”" in refused
    assert before == {each: each.read_bytes() for each in tmp_path.iterdir()}
    told(convergence(*words, "--overwrite", cwd=tmp_path))
    assert (tmp_path / f"{name}.bak-1").read_bytes() == before[path]
    told(convergence(*words, cwd=tmp_path))


def test_an_archive_without_a_run_is_exported_as_tables_without_a_row(tmp_path: Path) -> None:
    """With their columns."""
    import duckdb

    path = kept(tmp_path / "a.db")
    told(convergence("archive", "export", path, "--csv", tmp_path, "--parquet", tmp_path))
    for table in schema.LONG:
        head, *rows = (tmp_path / f"{table}.csv").read_text("utf-8-sig").splitlines()
        assert rows == []
        assert duckdb.sql(f"SELECT * FROM '{tmp_path / table}.parquet'").columns == head.split(",")


def test_parts_of_an_export_hold_every_row_once(years: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "_ROWS", 7)
    for table in schema.LONG:
        small = [row for part in export.parts(years, table) for row in part.rows]
        assert max(len(part.rows) for part in export.parts(years, table)) <= 7
        assert len(small) == asked(years, f"SELECT count(*) FROM {table}")[0][0]


def test_without_its_package_parquet_is_refused_with_a_remedy(
    years: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from convergence_cli.archive import parquet

    monkeypatch.setattr(parquet, "find_spec", lambda _: None)
    assert code_of(parquet.check_parquet) == "parquet-no-package"
