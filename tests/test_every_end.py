"""However a run ends, its files are those of this run, and nothing about the streams decides that."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
SUFFIXES = (".json", ".html", ".xlsx", ".md", ".csv", ".xml")
posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")


def shell(line: str, here: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command line as a person types it, `convergence` being this one."""
    program = f"{sys.executable} -m convergence_cli"
    return subprocess.run(
        ["/bin/sh", "-c", line.replace("convergence ", f"{program} ")],
        cwd=here,
        env={**os.environ, "CONVERGENCE_LANG": "en", **environment},
        capture_output=True,
        check=False,
    )


def place(here: Path, *names: str) -> Path:
    """A folder with copies of examples."""
    folder = here / "st"
    folder.mkdir()
    for name in names:
        shutil.copy(EXAMPLES / name, folder)
    return folder


def test_where_nothing_was_judged_every_export_says_so(tmp_path: Path) -> None:
    """Exit code 2, the failures in each file, and no file of the night before left as if it were today's."""
    place(tmp_path, "broken.xlsx")
    exports = " ".join(f"--export r{suffix}" for suffix in SUFFIXES)
    done = shell(f"convergence batch st {exports} --quiet", tmp_path)
    assert done.returncode == 2, done.stderr
    for suffix in SUFFIXES:
        assert (tmp_path / f"r{suffix}").stat().st_size, suffix
    assert [each["file"] for each in json.loads((tmp_path / "r.json").read_bytes())["failures"]] == ["st/broken.xlsx"]
    for suffix in (".md", ".csv", ".html", ".xml"):
        assert "broken.xlsx" in (tmp_path / f"r{suffix}").read_text(encoding="utf-8"), suffix


@posix
@pytest.mark.parametrize("command", ["assess st/typical-city.xlsx", "batch st"])
@pytest.mark.parametrize(("stream", "code"), [("> /dev/full", 2), (">&-", 0), ("2>&-", 0), (">&- 2>&-", 0)])
def test_no_export_depends_on_a_stream(command: str, stream: str, code: int, tmp_path: Path) -> None:
    """A full disk behind stdout is a fault; none at all is what whoever closed it wanted. The file is there."""
    if not Path("/dev/full").exists() and "full" in stream:
        pytest.skip("no /dev/full here")
    place(tmp_path, "typical-city.xlsx")
    done = shell(f"convergence {command} --export r.json {stream}", tmp_path)
    assert done.returncode == code, done.stderr
    assert json.loads((tmp_path / "r.json").read_bytes())["stations"]


@posix
@pytest.mark.parametrize(
    "line",
    [
        *(f"convergence assess st/typical-city.xlsx --format {form}" for form in ("json", "csv", "junit")),
        "convergence batch st --format csv",
        "convergence check st/typical-city.xlsx --format json",
        "convergence explain M16 --format json",
        "convergence rubrics diff nrta-2020-79 nrta-2020-79 --format json",
    ],
)
def test_what_programs_read_is_utf_8_whatever_the_terminal_speaks(line: str, tmp_path: Path) -> None:
    """The same bytes in a GBK terminal as in any other; none is a question mark in place of a character."""
    place(tmp_path, "typical-city.xlsx")
    gbk = shell(line, tmp_path, PYTHONIOENCODING="gbk", CONVERGENCE_LANG="zh")
    utf_8 = shell(line, tmp_path, PYTHONIOENCODING="utf-8", CONVERGENCE_LANG="zh")
    assert gbk.returncode == utf_8.returncode == 0, gbk.stderr
    assert gbk.stdout.decode("utf-8")
    assert gbk.stdout == utf_8.stdout


@posix
@pytest.mark.parametrize("given", ["st", "st/loop.xlsx", "'st/*.xlsx'"])
def test_a_link_to_itself_is_a_file_that_cannot_be_read(given: str, tmp_path: Path) -> None:
    """It is named, and the others are judged."""
    folder = place(tmp_path, "typical-city.xlsx")
    (folder / "loop.xlsx").symlink_to("loop.xlsx")
    done = shell(f"convergence batch {given} --format json", tmp_path)
    assert done.returncode == 2, done.stderr
    report = json.loads(done.stdout)
    assert [each["problems"][0]["code"] for each in report["failures"]] == ["file-unreadable"]
    assert len(report["stations"]) == (0 if "loop" in given else 1)


def test_a_run_within_other_bounds_takes_nothing_over(tmp_path: Path) -> None:
    """What was read within wider bounds may have to be refused now."""
    place(tmp_path, "typical-city.xlsx", "county-centre.xlsx")
    cache = str(tmp_path / "cache")
    shell("convergence batch st --export r.json", tmp_path, CONVERGENCE_CACHE=cache)
    same = shell("convergence batch st --resume r.json", tmp_path, CONVERGENCE_CACHE=cache)
    other = shell("convergence batch st --resume r.json --max-size 1", tmp_path, CONVERGENCE_CACHE=cache)
    assert b"resume-not-ours" not in same.stderr
    assert b"resume-not-ours" in other.stderr


def test_a_gap_report_is_written_by_the_run_that_says_so(tmp_path: Path) -> None:
    """One that lies in its place may be last year's: a resumed run that writes gap reports judges each station."""
    place(tmp_path, "typical-city.xlsx")
    (tmp_path / "each").mkdir()
    cache = str(tmp_path / "cache")
    shell("convergence batch st --export r.json --export-each each", tmp_path, CONVERGENCE_CACHE=cache)
    (report,) = (tmp_path / "each").iterdir()
    first = report.read_bytes()
    shutil.copy(EXAMPLES / "county-centre.xlsx", report)
    again = "convergence batch st --resume r.json --export-each each --overwrite"
    done = shell(again, tmp_path, CONVERGENCE_CACHE=cache)
    assert done.returncode == 0, done.stderr
    assert report.read_bytes() == first


def test_a_list_of_waivers_that_is_empty_is_named_as_such(tmp_path: Path) -> None:
    """The message has a subject: the file."""
    place(tmp_path, "typical-city.xlsx")
    (tmp_path / "w.yaml").write_bytes(b"")
    done = shell("convergence batch st --fail-on red-line --waivers w.yaml", tmp_path)
    assert done.returncode == 2
    assert b"yaml-not-of-shape" in done.stderr
