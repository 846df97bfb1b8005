"""A province's batch with a quarter of bad files: one of each hostile kind, and one that kills its worker."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import HOSTILE
from running import ROOT, Run

from convergence_cli.files import WORKBOOKS

sys.path.append(str(ROOT / "benchmarks"))
from stations import write_stations

BAD_OF_A_HUNDRED = 25
SMALL = 5_000_000
# The real command, but its judge dies of one workbook: none is known that kills a parser behind the guard.
DEADLY = """
import working
from convergence_cli.cohort import run
run.Judge = working.Deadly
from convergence_cli.cli.main import main
main()
"""


def deadly(*words: str | Path) -> Run:
    """`convergence WORDS`, with the judge that one workbook kills."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    return subprocess.run(
        [sys.executable, "-c", DEADLY, *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str], set[str]]:
    """The folder; the names of its good workbooks, and of the bad ones."""
    folder, workshop = tmp_path_factory.mktemp("province"), tmp_path_factory.mktemp("workshop")
    bad = {"killer.xlsx"}
    for number, (build, _) in enumerate(HOSTILE.values()):
        made = build(workshop)
        if made.is_file() and made.stat().st_size < SMALL:
            name = f"bad-{number:02}{made.suffix if made.suffix in WORKBOOKS else '.xlsx'}"
            shutil.copy(made, folder / name)
            bad.add(name)
    good = write_stations(folder, len(bad) * (100 - BAD_OF_A_HUNDRED) // BAD_OF_A_HUNDRED)
    shutil.copy(good[0], folder / "killer.xlsx")
    return folder, {path.name for path in good}, bad


def test_every_good_station_is_scored_and_every_bad_file_is_named(province: tuple[Path, set[str], set[str]]) -> None:
    """All kinds of bad files that a folder can hold, and the exit code says that they were there."""
    folder, good, bad = province
    assert len(bad) > 50
    assert len(bad) / (len(good) + len(bad)) >= BAD_OF_A_HUNDRED / 100
    done = deadly("batch", folder, "--jobs", "2", "--format", "json", "--lang", "en")
    assert done.returncode == 2, done.stderr[-2000:]
    document = json.loads(done.stdout)
    assert {Path(item["file"]).name for item in document["stations"]} == good
    failures = {Path(item["file"]).name: item["problems"][0]["code"] for item in document["failures"]}
    assert set(failures) == bad
    assert [name for name, code in failures.items() if code == "worker-died"] == ["killer.xlsx"]
    assert "judging-bug" not in failures.values()


def test_where_bad_files_are_allowed_they_are_named_all_the_same(province: tuple[Path, set[str], set[str]]) -> None:
    """0, and the table of the files that could not be read is there."""
    folder, good, bad = province
    few = {*bad, *sorted(good)[:10]}
    files = sorted(path for path in folder.rglob("*") if path.name in few)
    done = deadly("batch", *files, "--jobs", "2", "--allow-unreadable", "--all", "--lang", "en", "--quiet")
    assert done.returncode == 0, done.stderr[-2000:]
    assert all(name in done.stdout for name in bad)
