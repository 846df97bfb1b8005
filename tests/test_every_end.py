"""However a run ends, its files are those of this run, and nothing about the streams decides that."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from running import convergence

EXAMPLES = Path(__file__).parent.parent / "examples"
SUFFIXES = (".json", ".html", ".xlsx", ".md", ".csv", ".xml")
posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")


def shell(line: str, here: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command line with its redirections, `convergence` being this one; what it says as bytes."""
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
    """Exit code 2, the failures in each file; last night's do not stay, and none says that red lines are kept."""
    place(tmp_path, "broken.xlsx")
    exports = [word for suffix in SUFFIXES for word in ("--export", f"r{suffix}")]
    done = convergence("batch", "st", *exports, "--quiet", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    for suffix in SUFFIXES:
        assert (tmp_path / f"r{suffix}").stat().st_size, suffix
    assert [each["file"] for each in json.loads((tmp_path / "r.json").read_bytes())["failures"]] == ["st/broken.xlsx"]
    for suffix in (".md", ".csv", ".html", ".xml"):
        said = (tmp_path / f"r{suffix}").read_text(encoding="utf-8")
        assert "broken.xlsx" in said, suffix
        assert "misses a red line" not in said, suffix
    assert "Red lines missed" not in load_workbook(tmp_path / "r.xlsx").sheetnames
    again = convergence("report", "r.json", "--lang", "en", cwd=tmp_path)
    assert (again.returncode, "st/broken.xlsx" in again.stdout) == (0, True), (
        "it is a batch, though no station is in it"
    )
    kept = convergence("archive", "add", "r.json", "--to", "a.db", "--run", "x", cwd=tmp_path)
    assert (kept.returncode, "[archive-no-stations]" in kept.stderr, (tmp_path / "a.db").exists()) == (2, True, False)


def test_a_batch_says_in_one_line_what_could_not_be_judged(tmp_path: Path) -> None:
    """Whatever is asked to be quiet: by code, with counts; unless unreadable files are allowed."""
    folder = place(tmp_path, "broken.xlsx", "typical-city.xlsx")
    for name in ("a.xlsx", "b.xlsx"):
        (folder / name).write_text("no workbook", encoding="utf-8")
    words = ("batch", "st", "--quiet", "--format", "json", "--lang", "en")
    done = convergence(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "could not be judged, 3 of 4 files: file-not-workbook 2, unknown-id 1\n"
    assert convergence(*words, "--allow-unreadable", cwd=tmp_path).stderr == ""


@pytest.mark.parametrize("order", [("typical-city", "broken"), ("broken", "typical-city"), ("broken", "broken")])
def test_the_report_of_a_station_is_today_s_whatever_became_of_it(order: tuple[str, str], tmp_path: Path) -> None:
    """`assess` of the same name, night after night: readable or not, each report is replaced by the next."""
    place(tmp_path, "broken.xlsx", "typical-city.xlsx")
    exports = [word for suffix in (*SUFFIXES, ".docx") for word in ("--export", f"r{suffix}")]
    for name in order:
        shutil.copy(EXAMPLES / f"{name}.xlsx", tmp_path / "a.xlsx")
        done = convergence("assess", "a.xlsx", *exports, "--lang", "en", cwd=tmp_path)
        assert (done.returncode, "export-exists" in done.stderr) == (2 if name == "broken" else 0, False)
    report = json.loads((tmp_path / "r.json").read_bytes())
    assert (len(report["stations"]), len(report["failures"])) == ((0, 1) if name == "broken" else (1, 0))
    again = convergence("report", "r.json", "--lang", "en", cwd=tmp_path)
    assert (again.returncode, "[unknown-id]" in again.stderr) == (0, name == "broken"), "what was wrong is said again"
    for suffix in (".md", ".csv", ".html", ".xml"):
        said = (tmp_path / f"r{suffix}").read_text(encoding="utf-8-sig")
        assert "a.xlsx" in said, suffix
        assert ("“M1" in said) == (name == "broken"), suffix


def test_a_ledger_is_left_where_nothing_was_judged(tmp_path: Path) -> None:
    """The report has no ledger then, and what people wrote would go on no more; that it is not today's is said."""
    shutil.copy(EXAMPLES / "typical-city.xlsx", tmp_path / "a.xlsx")
    words = ("assess", "a.xlsx", "--export", "r.xlsx", "--export", "r.json", "--lang", "en")
    convergence(*words, cwd=tmp_path)
    book = load_workbook(tmp_path / "r.xlsx")
    book["Ledger"]["D6"] = "our own words"
    book.save(tmp_path / "r.xlsx")
    written = (tmp_path / "r.xlsx").read_bytes()
    shutil.copy(EXAMPLES / "broken.xlsx", tmp_path / "a.xlsx")
    done = convergence(*words, "--quiet", cwd=tmp_path)
    assert done.returncode == 2
    assert "warning[ledger-left]" in done.stderr
    assert (tmp_path / "r.xlsx").read_bytes() == written
    assert json.loads((tmp_path / "r.json").read_bytes())["failures"]


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
        "convergence batch st --format markdown",
        "convergence check st/typical-city.xlsx --format json",
        "convergence explain M16 --format json",
        "convergence rubrics diff nrta-2020-79 nrta-2020-79 --format json",
        "convergence rubrics resolve",
        "convergence rubrics catalogue",
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
@pytest.mark.parametrize("given", ["st", "st/loop.xlsx", "st/*.xlsx"])
def test_a_link_to_itself_is_a_file_that_cannot_be_read(given: str, tmp_path: Path) -> None:
    """It is named, and the others are judged."""
    folder = place(tmp_path, "typical-city.xlsx")
    (folder / "loop.xlsx").symlink_to("loop.xlsx")
    done = convergence("batch", given, "--format", "json", cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    report = json.loads(done.stdout)
    assert [each["problems"][0]["code"] for each in report["failures"]] == ["file-unreadable"]
    assert len(report["stations"]) == (0 if "loop" in given else 1)


@posix
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("batch", "--manifest", "list.csv"), "file-unreadable"),
        (("rubrics", "new", "loop"), ""),
        (("rubrics", "check", "loop"), "framework-not-found"),
        (("batch", "a.xlsx", "--export-each", "loop"), "export-no-folder"),
    ],
)
def test_no_name_that_leads_to_itself_is_a_bug(words: tuple[str, ...], code: str, tmp_path: Path) -> None:
    """Wherever a command takes a path: a list of workbooks, a folder to be written, a framework."""
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "list.csv").write_text("path\nloop\n", encoding="utf-8")
    shutil.copy(EXAMPLES / "typical-city.xlsx", tmp_path / "a.xlsx")
    done = convergence(*words, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert code in done.stdout + done.stderr
    assert (tmp_path / "loop").is_symlink()


def test_a_run_within_other_bounds_takes_nothing_over(tmp_path: Path) -> None:
    """What was read within wider bounds may have to be refused now."""
    place(tmp_path, "typical-city.xlsx", "county-centre.xlsx")
    cache = str(tmp_path / "cache")
    kept = {"cwd": tmp_path, "CONVERGENCE_CACHE": cache, "CONVERGENCE_LANG": "en"}
    convergence("batch", "st", "--export", "r.json", **kept)
    same = convergence("batch", "st", "--resume", "r.json", **kept)
    other = convergence("batch", "st", "--resume", "r.json", "--max-size", "1", **kept)
    assert "2 workbooks are unchanged" in same.stderr
    assert "resume-not-ours" not in same.stderr
    assert "0 workbooks are unchanged" in other.stderr
    assert "resume-not-ours" in other.stderr


def test_a_gap_report_is_written_by_the_run_that_says_so(tmp_path: Path) -> None:
    """One that lies in its place may be last year's: a resumed run that writes gap reports judges each station."""
    place(tmp_path, "typical-city.xlsx")
    (tmp_path / "each").mkdir()
    cache = str(tmp_path / "cache")
    kept = {"cwd": tmp_path, "CONVERGENCE_CACHE": cache}
    convergence("batch", "st", "--export", "r.json", "--export-each", "each", **kept)
    (report,) = (tmp_path / "each").iterdir()
    first = report.read_bytes()
    shutil.copy(EXAMPLES / "county-centre.xlsx", report)
    done = convergence("batch", "st", "--resume", "r.json", "--export-each", "each", "--overwrite", **kept)
    assert done.returncode == 0, done.stderr
    assert report.read_bytes() == first


@posix
@pytest.mark.parametrize("most", [100_000, 200_000, 400_000])
def test_too_little_memory_is_no_failed_gate(most: int, tmp_path: Path) -> None:
    """The library of numbers below ends a process that gets no memory with 1 by itself."""
    place(tmp_path, "typical-city.xlsx")
    done = shell(f"ulimit -v {most}; convergence batch st --fail-under 1", tmp_path)
    assert done.returncode == 2, done.stderr
    assert b"error[memory-short]" in done.stderr


def test_a_list_of_waivers_that_is_empty_is_named_as_such(tmp_path: Path) -> None:
    """The message has a subject: the file."""
    place(tmp_path, "typical-city.xlsx")
    (tmp_path / "w.yaml").write_bytes(b"")
    words = ("batch", "st", "--fail-on", "red-line", "--waivers", "w.yaml")
    done = convergence(*words, cwd=tmp_path, CONVERGENCE_LANG="en")
    assert done.returncode == 2
    assert "the whole file should be a mapping, found “nothing”" in done.stderr
