"""The command as its users meet it: exit codes, streams, files, languages, terminals."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from filling import fill, rewrite
from running import ROOT, convergence

from convergence_cli.model.framework import Framework

posix = pytest.mark.skipif(os.name != "posix", reason="signals, pipes and limits of POSIX")
KPI = [["移动端首发率", "共用", 80, 0.51, "首发", "是"], ["收视率", "共用", 80, 0.49, "否", "是"]]
PERSONNEL = [["采编制作", 80, 0, 0, 0]]
"""All content staff is under the one table of appraisal."""


@pytest.fixture(scope="module")
def station(framework: Framework, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A provincial station that meets its red line."""
    tables = {"kpi": KPI, "personnel": PERSONNEL}
    return fill(framework, answers={"M01.mobile-budget": 0.5, "M16.studios": 2}, tables=tables,
                path=tmp_path_factory.mktemp("cli") / "station.xlsx")  # fmt: skip


@pytest.fixture(scope="module")
def missed(framework: Framework, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same station at 10%, which earns nothing: a red line missed."""
    rows = [["移动端首发率", "共用", 80, 0.1, "首发", "是"], ["收视率", "共用", 80, 0.9, "否", "是"]]
    return fill(
        framework, tables={"kpi": rows, "personnel": PERSONNEL}, path=tmp_path_factory.mktemp("cli") / "missed.xlsx"
    )


@pytest.fixture(scope="module")
def faulty(framework: Framework, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with two faults."""
    answers = {"M16.studios": "很多", "M01.mobile-budget": "#REF!"}
    return fill(framework, answers=answers, path=tmp_path_factory.mktemp("cli") / "faulty.xlsx")


def index_of(path: Path) -> float:
    """The unrounded index."""
    done = convergence("assess", path, "--format", "json")
    return float(json.loads(done.stdout)["stations"][0]["index"]["score"])


# --- exit codes -----------------------------------------------------------------------------------


def test_judged_is_0_however_low_the_score(missed: Path) -> None:
    """Without a gate nothing can fail."""
    assert convergence("assess", missed).returncode == 0


def test_a_gate_that_is_passed_is_0_and_one_that_failed_is_1(station: Path) -> None:
    """Equal passes; a hair above fails; the report is printed all the same."""
    index = index_of(station)
    assert 0 < index < 100
    assert convergence("assess", station, "--fail-under", repr(index)).returncode == 0
    failed = convergence("assess", station, "--fail-under", repr(index + 0.001))
    assert failed.returncode == 1
    assert "星河广播电视台" in failed.stdout
    assert "fail-under" in failed.stderr


def test_the_gate_on_red_lines(station: Path, missed: Path) -> None:
    """51% of the appraisal is above 50%, 10% is unmet; the other red lines are blank in both."""
    strong = ROOT / "examples" / "strong-province.xlsx"
    assert convergence("assess", strong, "--fail-on", "red-line").returncode == 0
    both = [convergence("assess", path, "--fail-on", "red-line") for path in (station, missed)]
    assert [run.returncode for run in both] == [1, 1]
    assert ["M16.mobile-kpi-weight" in run.stderr for run in both] == [False, True]
    alone = [convergence("assess", path, "--fail-on", "red-line-missed") for path in (station, missed)]
    assert [run.returncode for run in alone] == [0, 1]
    assert convergence("assess", station, "--fail-on", "red-lines").returncode == 2


def test_all_gates_must_pass(missed: Path) -> None:
    """One failed gate is enough, and each is named."""
    done = convergence("assess", missed, "--fail-under", "0", "--fail-on", "red-line")
    assert done.returncode == 1
    assert "fail-under" in done.stderr
    assert "red-line" in done.stderr


def test_a_workbook_that_cannot_be_judged_is_2_whatever_the_gates(faulty: Path) -> None:
    """Never 0 when nothing was judged, never 1; every fault with its sheet and cell, and no report."""
    done = convergence("assess", faulty, "--fail-under", "0")
    assert (done.returncode, done.stdout) == (2, "")
    assert "[not-a-number]" in done.stderr
    assert "[error-cell]" in done.stderr
    assert done.stderr.count("faulty.xlsx, 问卷!E") == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["assess"],
        ["assess", "missing.xlsx"],
        ["assess", "{station}", "--format", "yaml"],
        ["assess", "{station}", "--fail-under", "101"],
        ["assess", "{station}", "--fail-under", "nan"],
        ["assess", "{station}", "--fail-under", "60%"],
        ["assess", "{station}", "--fail-on", "anything"],
        ["assess", "{station}", "--lang", "fr"],
        ["assess", "{station}", "--rubrics", "nrta-1999"],
        ["assess", "{station}", "--color", "pink"],
        ["assess", "{station}", "--no-such-option"],
        ["template", "out.docx"],
        ["template", "out.xlsx", "--level", "village"],
        ["template", "out.xlsx", "--chapter", "none"],
        ["explain", "M99"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_2(station: Path, tmp_path: Path, arguments: list[str]) -> None:
    """Usage, files and names: 2, something on stderr, nothing on stdout, no file."""
    done = convergence(*(word.format(station=station) for word in arguments), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def run_with(setup: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command in a process in which something was prepared."""
    code = f"import sys\n{setup}\nfrom convergence_cli.cli.main import main\nmain()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True, encoding="utf-8", timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


BUG = """
import convergence_cli.scoring.engine as engine
def broken(*_, **__): raise RuntimeError("boom")
engine.assess = broken
"""
INTERRUPT = """
import os, signal
import convergence_cli.scoring.engine as engine
def pressed(*_, **__): os.kill(os.getpid(), signal.SIGINT)
engine.assess = pressed
"""


def test_a_bug_is_3(station: Path) -> None:
    """One line, and the traceback only where it was asked for."""
    done = run_with(BUG, "assess", station)
    assert (done.returncode, done.stdout) == (3, "")
    assert "boom" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Traceback" in run_with(BUG, "assess", station, "--debug").stderr


@posix
def test_an_interrupted_run_is_130_and_leaves_no_file(station: Path, tmp_path: Path) -> None:
    """Not 1, which is a failed gate."""
    done = run_with(INTERRUPT, "assess", station, "--export", tmp_path / "out.json")
    assert (done.returncode, done.stdout) == (130, "")
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
    assert signal.SIGINT + 128 == 130


# --- streams --------------------------------------------------------------------------------------


def test_json_is_one_document_and_nothing_else(station: Path, tmp_path: Path) -> None:
    """Notes, gates and what was written go to stderr."""
    out = tmp_path / "out.json"
    done = convergence("assess", station, "--format", "json", "--export", out, "--fail-under", "99")
    document = json.loads(done.stdout)
    assert done.returncode == 1
    assert [item["station"] for item in document["stations"]] == ["星河广播电视台"]
    assert document["failures"] == []
    assert "out.json" in done.stderr
    written = json.loads(out.read_text("utf-8"))
    del written["imprint"]
    assert written == document


def test_json_of_a_workbook_that_cannot_be_judged(faulty: Path) -> None:
    """The document names each fault; no station is in it."""
    done = convergence("assess", faulty, "--format", "json")
    document = json.loads(done.stdout)
    assert done.returncode == 2
    assert document["stations"] == []
    codes = {(item["code"], item["sheet"]) for item in document["failures"][0]["problems"]}
    assert {("not-a-number", "问卷"), ("error-cell", "问卷")} <= codes


def test_quiet_is_the_report_alone(station: Path, tmp_path: Path) -> None:
    """--quiet says nothing on stderr where nothing is wrong."""
    done = convergence("assess", station, "--quiet", "--export", tmp_path / "out.json", "--fail-under", "0")
    assert done.stderr == ""
    assert done.stdout


def run_bytes(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command with its output as it comes."""
    command = [sys.executable, "-m", "convergence_cli", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, capture_output=True, env=env, timeout=120, check=False)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_console_in_gbk_shows_the_report(framework: Framework, language: str) -> None:
    """A Windows console: every character of ours is in GBK, and one that is not ends no run."""
    path = fill(framework, answers={"name": "星河😀台"})
    done = run_bytes("assess", path, "--lang", language, PYTHONIOENCODING="gbk")
    assert done.returncode == 0, done.stderr
    text = done.stdout.decode("gbk")
    assert text.splitlines()[0] == "星河?台"
    assert "?" not in "".join(text.splitlines()[1:])


@posix
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["assess", "{station}"], 0),
        (["assess", "{station}", "--format", "json"], 0),
        (["assess", "{station}", "--fail-under", "99"], 1),
        (["assess", "{faulty}"], 2),
        (["rubrics", "list"], 0),
        (["explain", "M16"], 0),
        (["--help"], 0),
        (["--version"], 0),
    ],
    ids=lambda item: " ".join(item) if isinstance(item, list) else "",
)
def test_a_reader_that_goes_away_changes_no_exit_code(
    station: Path, faulty: Path, arguments: list[str], code: int
) -> None:
    """`convergence assess … | head` is judged like any other."""
    reading, writing = os.pipe()
    os.close(reading)
    words = [word.format(station=station, faulty=faulty) for word in arguments]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "convergence_cli", *words], stdout=writing, stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=120, check=False,
        )  # fmt: skip
    finally:
        os.close(writing)
    assert done.returncode == code, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_stdout_is_2(station: Path) -> None:
    """The report could not be written: neither judged and told, nor a bug."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "convergence_cli", "assess", str(station)], stdout=full, stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=120, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert b"export-failed" in done.stderr


# --- language -------------------------------------------------------------------------------------


def test_language_by_option_workbook_and_surroundings(framework: Framework, station: Path) -> None:
    """--lang, else the workbook's own language, whatever the surroundings say."""
    english = fill(framework, "en", "county")
    assert "总分" in convergence("assess", station, CONVERGENCE_LANG="en").stdout
    assert "总分" not in convergence("assess", station, "--lang", "en").stdout
    assert "Index" in convergence("assess", english, CONVERGENCE_LANG="zh").stdout
    assert "总分" in convergence("assess", english, "--lang=zh").stdout


def test_language_of_what_has_no_workbook(tmp_path: Path) -> None:
    """--lang, then CONVERGENCE_LANG, then the locale, then Chinese."""
    assert "评估" in convergence("--help").stdout
    assert "Score one station" in convergence("--help", CONVERGENCE_LANG="en").stdout
    assert "Score one station" in convergence("--help", LC_ALL="en_GB.UTF-8").stdout
    assert "评估" in convergence("--help", LC_ALL="en_GB.UTF-8", CONVERGENCE_LANG="zh").stdout
    convergence("template", tmp_path / "a.xlsx", "--lang", "en", CONVERGENCE_LANG="zh")
    convergence("template", tmp_path / "b.xlsx", CONVERGENCE_LANG="en", LC_ALL="zh_CN.UTF-8")
    convergence("template", tmp_path / "c.xlsx", LC_ALL="C")
    names = [openpyxl.load_workbook(tmp_path / f"{name}.xlsx").sheetnames[2] for name in "abc"]
    assert names == ["Questions", "Questions", "问卷"]


# --- terminals ------------------------------------------------------------------------------------

EVIL = "星河_x001B_[31m_x0007_[/bold][red]\x9b2J\u202e台"


@pytest.fixture(scope="module")
def evil(framework: Framework, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station whose texts would drive a terminal: escapes as a sheet writes them, raw ones, markup."""
    path = fill(
        framework,
        answers={"name": "NAME", "M16.studios": "1"},
        evidence={"M16.studios": "NAME"},
        edit=lambda workbook: setattr(workbook["表-账号表"], "title", "表-账号\x9b31m"),
        path=tmp_path_factory.mktemp("evil") / "evil.xlsx",
    )
    return rewrite(path, lambda _part, xml: xml.replace("NAME", EVIL))


@pytest.mark.parametrize("colour", ["never", "always"])
def test_no_cell_reaches_the_terminal_raw(evil: Path, colour: str) -> None:
    """No control character of a cell or a sheet's name; markup stays the text that it is."""
    done = convergence("assess", evil, "--color", colour, "--all")
    assert done.returncode == 0, done.stderr
    ours = done.stdout
    # One of our own colour codes is also the station's: only its first line could carry it.
    for code in ("0", "1", "2", "31", "32", "33"):
        ours = ours.replace(f"\x1b[{code}m", "" if colour == "always" else "RAW")
    assert "[/bold][red]" in done.stdout.splitlines()[0]
    assert "\x1b[31m" not in done.stdout.splitlines()[0]
    for text in (ours, done.stderr):
        assert not [letter for letter in text if not letter.isprintable() and letter not in "\n\u3000"]


def test_a_refused_cell_is_shown_without_escapes(framework: Framework) -> None:
    """What is quoted in an error is what was typed, made harmless."""
    path = rewrite(
        fill(framework, answers={"M16.studios": "很多NAME"}), lambda _part, xml: xml.replace("很多NAME", "很多" + EVIL)
    )
    done = convergence("assess", path)
    assert done.returncode == 2
    assert "很多" in done.stderr
    assert not [letter for letter in done.stderr if not letter.isprintable() and letter not in "\n\u3000"]


@posix
def test_a_file_s_name_reaches_the_terminal_harmless(faulty: Path, tmp_path: Path) -> None:
    """A name such as ESC [2J.xlsx, in a folder that somebody sent, clears no screen."""
    path = tmp_path / "台\x1b[2J\x9b31m.xlsx"
    path.write_bytes(faulty.read_bytes())
    done = convergence("assess", path)
    assert done.returncode == 2
    assert "台\ufffd[2J\ufffd31m.xlsx" in done.stderr


@posix
def test_on_a_terminal_markup_is_text_and_colour_is_ours(evil: Path) -> None:
    """On a terminal the report goes through rich, which must not read [/bold] as markup."""
    import pty

    leader, follower = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "TERM": "xterm-256color"}
    process = subprocess.Popen(
        [sys.executable, "-m", "convergence_cli", "assess", str(evil)], stdout=follower, stderr=subprocess.PIPE, env=env
    )
    os.close(follower)
    pieces: list[bytes] = []
    while piece := _read(leader):
        pieces.append(piece)
    assert process.wait(timeout=60) == 0
    assert process.stderr is not None
    process.stderr.close()
    os.close(leader)
    text = b"".join(pieces).decode()
    assert "[/bold][red]" in text.splitlines()[0]
    assert "\x1b[" in text
    assert "\x9b" not in text
    assert "\x07" not in text


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 65536)
    except OSError:
        return b""


def test_two_runs_say_the_same(station: Path) -> None:
    """No clock, no order of a dictionary, no path."""
    first: Any = convergence("assess", station, "--format", "json", PYTHONHASHSEED="1").stdout
    assert first == convergence("assess", station, "--format", "json", PYTHONHASHSEED="2").stdout
    assert str(station.parent) not in first
