"""Every file that somebody names is read in one way: a regular one, bounded, and without waiting for anything."""

import ast
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from costing import charged
from running import convergence

from convergence_cli.errors import ConfigError
from convergence_cli.files import read_bytes, read_text

CITY = ROOT / "examples" / "typical-city.xlsx"
PACKAGE = ROOT / "convergence_cli"
SECONDS, MEGABYTES = 8.0, 1_000

OPTIONS: dict[str, tuple[str, list[str]]] = {
    # what reads the file -> its suffix, and the command line, the file's place as {}
    "framework": (".yaml", ["assess", str(CITY), "--rubrics", "{}"]),
    "rubrics check": (".yaml", ["rubrics", "check", "{}"]),
    "rubrics diff": (".yaml", ["rubrics", "diff", "nrta-2020-79", "{}"]),
    "overlay": (".yaml", ["assess", str(CITY), "--rubrics", "nrta-2020-79", "--rubrics", "{}"]),
    "old framework": (".yaml", ["compare", str(CITY), str(CITY), "--old-rubrics", "{}"]),
    "waivers": (".yaml", ["assess", str(CITY), "--waivers", "{}"]),
    "baseline": (".json", ["assess", str(CITY), "--no-regress", "{}"]),
    "report": (".json", ["report", "{}"]),
    "compare report": (".json", ["compare", "{}", str(CITY)]),
    "resume": (".json", ["batch", str(CITY), "--resume", "{}"]),
    "manifest": (".csv", ["batch", "--manifest", "{}"]),
    "archive": (".db", ["archive", "query", "{}", "SELECT 1 AS one"]),
    "archive add": (".json", ["archive", "add", "{}", "--to", "years.db"]),
    "renames": (".csv", ["archive", "add", "report.json", "--to", "years.db", "--renames", "{}"]),
    "assess": (".xlsx", ["assess", "{}"]),
    "check": (".xlsx", ["check", "{}"]),
    "batch": (".xlsx", ["batch", "{}", "--format", "json"]),
    "compare": (".xlsx", ["compare", "{}", str(CITY)]),
    "plan": (".xlsx", ["plan", "{}", "--target", "80"]),
    "ledger": (".xlsx", ["assess", str(CITY), "--ledger", "{}"]),
    "review": (".xlsx", ["review", "{}", "-o", "new.xlsx"]),
    "review read": (".xlsx", ["review", str(CITY), "--read", "{}"]),
    "merge": (".xlsx", ["merge", str(CITY), "{}", "-o", "new.xlsx"]),
    "migrate": (".xlsx", ["migrate", "{}", "-o", "new.xlsx"]),
    "template": (".xlsx", ["template", "new.xlsx", "--from", "{}"]),
}


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _linked_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


def _folder(path: Path) -> None:
    path.mkdir()


def _missing(_: Path) -> None:
    return


def _too_large(path: Path) -> None:
    """Without taking room on the disk."""
    with path.open("wb") as file:
        file.truncate(3 << 30)


def _not_utf_8(path: Path) -> None:
    path.write_bytes(b"\xff\xfe" + bytes(range(256)))


KINDS: dict[str, Callable[[Path], None]] = {
    "pipe": _pipe,
    "device": _device,
    "link to a pipe": _linked_pipe,
    "folder": _folder,
    "missing": _missing,
    "too large": _too_large,
    "not UTF-8": _not_utf_8,
}
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def ended(arguments: list[str], folder: Path) -> tuple[int, str, float, float]:
    """Exit code, what was said, seconds of CPU and megabytes of a run that is not given an hour."""
    words = [sys.executable, "-m", "convergence_cli", *arguments]
    with (folder / "said").open("wb") as said:
        spent = charged(words, int(SECONDS), said, folder)
    return spent.code, (folder / "said").read_text("utf-8"), spent.seconds, spent.megabytes


CASES = [
    (option, kind)
    for option, (suffix, _) in OPTIONS.items()
    for kind in KINDS
    if option in ("framework", "report", "manifest", "check") or kind in ("pipe", "too large")
]
"""Every kind for one option of each suffix, and of those that could cost a wait or all memory every option."""


@posix
@pytest.mark.timeout(60)
@pytest.mark.parametrize(("option", "kind"), CASES)
def test_whatever_is_named_the_command_ends_with_2_and_a_code(option: str, kind: str, tmp_path: Path) -> None:
    """Never a wait, a traceback, or a machine without memory."""
    suffix, arguments = OPTIONS[option]
    path = tmp_path / f"named{suffix}"
    KINDS[kind](path)
    code, said, seconds, megabytes = ended([word.replace("{}", str(path)) for word in arguments], tmp_path)
    assert code == 2, said
    assert re.search(r"error\[[a-z0-9-]+\]|\"code\": \"[a-z0-9-]+\"", said), said
    assert seconds < SECONDS
    assert megabytes < MEGABYTES
    assert not (tmp_path / "new.xlsx").exists()


@posix
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "too large", "not UTF-8"])
@pytest.mark.parametrize("part", ["framework.yaml", "M01.yaml", "tests/M01.yaml", "overlay.yaml"])
def test_a_part_of_a_framework_is_no_exception(part: str, kind: str, tmp_path: Path) -> None:
    """A folder is named, and what lies in it is read the same way."""
    folder = tmp_path / "framework"
    (folder / "tests").mkdir(parents=True)
    if part not in ("framework.yaml", "overlay.yaml"):
        for file in (ROOT / "rubrics" / "nrta-2020-79").glob("*.yaml"):
            (folder / file.name).write_bytes(file.read_bytes())
        (folder / part).unlink(missing_ok=True)
    KINDS[kind](folder / part)
    code, said, _, megabytes = ended(["rubrics", "test" if "tests/" in part else "check", str(folder)], tmp_path)
    assert code == 2, said
    assert "error[" in said
    assert megabytes < MEGABYTES


@posix
def test_evidence_that_is_no_file_is_named_and_not_read(tmp_path: Path) -> None:
    """A pipe under the name of a piece of evidence."""
    folder = tmp_path / "evidence"
    folder.mkdir()
    os.mkfifo(folder / "pipe.pdf")
    (folder / "device.pdf").symlink_to("/dev/zero")
    code, said, _, _ = ended(["assess", str(CITY), "--evidence-dir", str(folder)], tmp_path)
    assert code == 0, said


@posix
def test_a_folder_of_stations_with_a_pipe_in_it_ends(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    done = convergence("batch", tmp_path, "--lang", "en")
    assert done.returncode == 2
    assert "file-unreadable" in convergence("batch", tmp_path, "--format", "json").stdout


@posix
def test_a_workbook_that_became_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """`--resume` looks at workbooks, too."""
    (tmp_path / "a.xlsx").write_bytes(CITY.read_bytes())
    assert convergence("batch", ".", "-q", "-o", "r.json", cwd=tmp_path).returncode == 0
    (tmp_path / "a.xlsx").unlink()
    os.mkfifo(tmp_path / "a.xlsx")
    code, said, _, _ = ended(["batch", "a.xlsx", "--resume", "r.json"], tmp_path)
    assert code == 2, said


def refused(path: Path, most: int = 10) -> str:
    with pytest.raises(ConfigError) as caught:
        read_bytes(path, ConfigError, most)
    return caught.value.problems[0].code


def test_the_bound_itself_is_read_and_one_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 10)
    assert read_bytes(path, ConfigError, 10) == b"x" * 10
    path.write_bytes(b"x" * 11)
    assert refused(path) == "input-too-large"


@posix
@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/dev/stdin"])
def test_a_device_is_no_file(path: str) -> None:
    if Path(path).exists() and not Path(path).is_file():
        assert refused(Path(path)) == "file-unreadable"


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 5000, "file/inside"])
def test_a_name_that_no_file_can_have_is_a_problem(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert refused(tmp_path / name) in ("file-not-found", "file-unreadable", "file-is-directory")


@pytest.mark.parametrize("text", ["a\r\nb\r\n", "\ufeffa\nb\n", "a\rb\r"])
def test_a_text_is_the_same_on_every_system(text: str, tmp_path: Path) -> None:
    """Whatever ends its lines, with a byte order mark or without."""
    (tmp_path / "file").write_bytes(text.encode())
    assert read_text(tmp_path / "file", ConfigError) == "a\nb\n"


# --- nothing else reads files ---------------------------------------------------------------------

ALLOWED = {
    ("files.py", "open"): "the one way in",
    ("shelf.py", "open"): "writes an entry of its own, which nothing may be in the place of",
    (
        "cli/targets.py",
        "open",
    ): "what would be replaced, found to be a regular file, and read within a bound",
    ("cli/writing.py", "open"): "writes, and keeps what was there",
    ("cli/output.py", "open"): "writes to where nothing is kept",
    ("cohort/worker.py", "open"): "writes to where nothing is kept",
    ("rubric/cache.py", "read_bytes"): "the program's own code",
    ("report/page/frame.py", "read_text"): "the program's own templates",
    ("report/paper/pdf.py", "read_bytes"): "the program's own template",
    ("archive/parquet.py", "read_bytes"): "a temporary file of a library that this process has just written",
    ("sheets.py", "open"): "writes a part of a package that is in memory",
    ("sheets.py", "read_bytes"): "a temporary file of a library that this process has just written",
}


def _reads(tree: ast.Module) -> set[str]:
    """Names of what opens files: the built-in, and methods of paths and of `os` and `io`."""
    found = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "open":
            found.add("open")
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("open", "read_bytes", "read_text", "fdopen"):
            # A reader opens sheets of a workbook that has been read.
            is_reader = isinstance(node.func.value, ast.Name) and node.func.value.id == "reader"
            found |= set() if is_reader else {"open" if node.func.attr == "fdopen" else node.func.attr}
    return found


def test_nothing_but_the_one_way_in_opens_a_file() -> None:
    """So that the next option that names a file is bounded, too."""
    found = {
        (path.relative_to(PACKAGE).as_posix(), name)
        for path in sorted(PACKAGE.rglob("*.py"))
        for name in _reads(ast.parse(path.read_text("utf-8")))
    }
    assert found == set(ALLOWED)


def test_the_way_in_which_this_file_looks_finds_what_is_there() -> None:
    code = "open(a)\nPath(a).open()\nos.fdopen(1)\nPath(a).read_text()\nb.read_bytes()\ndesk.open(c)\n"
    assert _reads(ast.parse(code)) == {"open", "read_text", "read_bytes"}
