"""Files that a command writes: whole or not at all, and never over a station's answers."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from filling import fill
from running import ROOT, convergence

from convergence_cli.model.framework import Framework

CITY = ROOT / "examples" / "typical-city.xlsx"


@pytest.fixture(scope="module")
def station(framework: Framework, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station that can be judged."""
    return fill(framework, answers={"M16.studios": 2}, path=tmp_path_factory.mktemp("export") / "station.xlsx")


def test_every_export_is_written(station: Path, tmp_path: Path) -> None:
    """One run, several files, each by its suffix, whatever its case."""
    done = convergence("assess", station, "-o", tmp_path / "a.xlsx", "-o", tmp_path / "b.JSON")
    assert done.returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.JSON"]
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert json.loads((tmp_path / "b.JSON").read_text("utf-8"))["schema"] == 1


def test_files_are_written_though_a_gate_failed(station: Path, tmp_path: Path) -> None:
    """The report of a station that failed is the one that is wanted most."""
    done = convergence("assess", station, "-o", tmp_path / "a.json", "--fail-under", "100")
    assert done.returncode == 1
    assert (tmp_path / "a.json").exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("out.odt", "export-suffix"),
        ("out", "export-suffix"),
        ("no/such/out.json", "export-no-folder"),
        ("folder.json", "export-is-folder"),
    ],
)
def test_a_path_that_cannot_be_right_is_refused_before_any_work(
    station: Path, tmp_path: Path, name: str, code: str
) -> None:
    """And no other export is begun."""
    (tmp_path / "folder.json").mkdir()
    done = convergence("assess", station, "-o", tmp_path / "good.json", "-o", tmp_path / name)
    assert (done.returncode, done.stdout) == (2, "")
    assert code in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["folder.json"]


@pytest.mark.parametrize("spelling", ["station.xlsx", "./station.xlsx", "link.xlsx"])
def test_a_report_never_replaces_the_questionnaire(station: Path, tmp_path: Path, spelling: str) -> None:
    """A slip in a command line must not cost a station its answers, whichever way the path is written."""
    source = tmp_path / "station.xlsx"
    source.write_bytes(station.read_bytes())
    if os.name == "posix":
        (tmp_path / "link.xlsx").symlink_to(source)
    done = convergence("assess", "station.xlsx", "-o", spelling, cwd=tmp_path)
    assert done.returncode == 2
    assert "export-is-input" in done.stderr
    assert source.read_bytes() == station.read_bytes()


def test_nothing_is_exported_for_a_workbook_that_cannot_be_judged(framework: Framework, tmp_path: Path) -> None:
    """An old report is not replaced by an empty one."""
    out = tmp_path / "out.xlsx"
    out.write_bytes(b"old")
    faulty = fill(framework, answers={"M16.studios": "很多"})
    assert convergence("assess", faulty, "-o", out).returncode == 2
    assert out.read_bytes() == b"old"


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
@pytest.mark.parametrize("name", ["out.json", "out.xlsx"])
def test_a_failed_export_leaves_the_old_file_and_no_half_one(station: Path, tmp_path: Path, name: str) -> None:
    """A disk that is full while writing: 2, the old file to the byte, nothing beside it, the report on stdout."""
    import resource

    convergence("assess", station)  # the cache is warm: the limit below hits the export
    out = tmp_path / name
    out.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-B", "-m", "convergence_cli", "assess", str(station), "-o", str(out), "--overwrite"],
        capture_output=True, encoding="utf-8", timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )  # fmt: skip
    assert done.returncode == 2
    assert "export-failed" in done.stderr
    assert "星河广播电视台" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert out.read_bytes() == b"old"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_2(station: Path, tmp_path: Path) -> None:
    """Named, with what to do, and no traceback."""
    tmp_path.chmod(0o500)
    try:
        done = convergence("assess", station, "-o", tmp_path / "out.json")
    finally:
        tmp_path.chmod(0o700)
    assert done.returncode == 2
    assert "export-failed" in done.stderr
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from convergence_cli.cli import targets, writing
def killed(_): os.kill(os.getpid(), signal.SIGKILL)
os.fsync = killed
writing.write_file(targets.Target(path=Path(sys.argv[1]), kind="report"), lambda: b"new" * 100_000)
"""


@pytest.mark.skipif(not hasattr(os, "O_TMPFILE"), reason="files without a name are Linux's")
@pytest.mark.parametrize("old", [b"old", None])
def test_a_process_killed_half_way_leaves_nothing(tmp_path: Path, old: bytes | None) -> None:
    """Not even a file that someone would have to clear away; an old report is as it was."""
    out = tmp_path / "out.json"
    if old:
        out.write_bytes(old)
    before = [path.name for path in tmp_path.iterdir()]
    command = [sys.executable, "-c", KILLED, str(out)]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60, check=False)
    assert done.returncode < 0
    assert [path.name for path in tmp_path.iterdir()] == before
    assert not old or out.read_bytes() == old


@pytest.mark.parametrize(
    "words",
    [
        ("assess", CITY),
        ("batch", CITY),
        ("report", "saved.json"),
        ("plan", CITY),
        ("compare", CITY, CITY),
        ("review", CITY, "--read", "review.xlsx"),
    ],
    ids=lambda words: words[0],
)
def test_the_help_of_an_export_names_the_suffixes_that_it_takes(words: tuple[str | Path, ...], tmp_path: Path) -> None:
    """Those of the error that an unknown one gets, and no others."""
    refused = convergence(*words, "--export", "x.unknown", "--lang", "en", cwd=tmp_path, LANG="en_US.UTF-8")
    assert refused.returncode == 2
    (taken,) = re.findall(r"hint: .*?((?:\.\w+ ?)+)", refused.stderr)
    told = convergence(words[0], "--help", COLUMNS="300", LANG="en_US.UTF-8").stdout
    (named,) = re.findall(r"--export .*?\(((?:\.\w+ ?)+)\)", told)
    assert named.split() == taken.split()
