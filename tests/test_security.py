"""The threat model: every promise names tests that are there, in both languages alike; and what it says of the code."""

import ast
import re
from pathlib import Path

import pytest
from conftest import ROOT

GUIDES = {"en": ROOT / "docs" / "security.md", "zh": ROOT / "docs" / "security.zh.md"}
_NAMED = re.compile(r"`(tests/(test_\w+)\.py(?:::(\w+))?)`")
# What talks to another machine, or starts another program.
_FORBIDDEN = {
    *("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "xmlrpc", "webbrowser", "requests", "httpx"),
    *("subprocess", "pty", "ctypes"),
}
_PERMITTED = {"cohort/worker.py": {"ctypes"}}
"""One call of Linux' prctl, so that a worker does not outlive its parent."""
_CALLS = {"eval", "system", "popen", "execv", "execve", "execvp", "spawnv", "spawnl", "startfile", "fork"}


@pytest.mark.parametrize("language", GUIDES)
def test_every_test_that_is_named_is_there(language: str) -> None:
    """By file, and by name where one is named."""
    text = GUIDES[language].read_text("utf-8")
    named = _NAMED.findall(text)
    assert len(named) > 20
    for whole, file, name in named:
        path = ROOT / "tests" / f"{file}.py"
        assert path.is_file(), whole
        found = {
            node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)
        }
        assert any(each.startswith("test_") for each in found), whole
        assert not name or name in found, whole


@pytest.mark.parametrize("language", GUIDES)
def test_every_promise_names_a_test(language: str) -> None:
    rows = [line for line in GUIDES[language].read_text("utf-8").splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 15
    assert [row for row in rows if not _NAMED.search(row)] == []


def test_both_languages_promise_the_same() -> None:
    """Row by row the same tests, and the same parts."""

    def shape(path: Path) -> tuple[list[list[str]], list[str]]:
        lines = path.read_text("utf-8").splitlines()
        rows = [[whole for whole, _, _ in _NAMED.findall(line)] for line in lines if line.startswith("| ")]
        return rows, [line.split()[0] for line in lines if line.startswith(("#", "- "))]

    assert shape(GUIDES["en"]) == shape(GUIDES["zh"])


def test_how_to_report_invents_no_address() -> None:
    """No mailbox and no host that nobody looks after."""
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    assert not re.search(r"[\w.]+@[\w.]+|https?://", text)


def _names(tree: ast.Module) -> set[str]:
    """Modules that are imported, and functions that are called, by their last name."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Call):
            called = node.func
            found.add(f"{called.attr if isinstance(called, ast.Attribute) else getattr(called, 'id', '')}()")
    return found


def test_the_program_starts_nothing_and_calls_nobody() -> None:
    """`--dask` aside, whose library is asked for by name."""
    for path in sorted((ROOT / "convergence_cli").rglob("*.py")):
        names = _names(ast.parse(path.read_text("utf-8")))
        permitted = _PERMITTED.get(path.relative_to(ROOT / "convergence_cli").as_posix(), set())
        assert names & _FORBIDDEN == permitted, path
        assert names & {f"{name}()" for name in _CALLS} == set(), path


def test_the_way_in_which_this_file_looks_finds_what_is_there() -> None:
    code = "import socket\nfrom urllib import request\nimport os\nos.system('x')\neval('1')\n"
    names = _names(ast.parse(code))
    assert names & _FORBIDDEN == {"socket", "urllib.request"}
    assert {"system()", "eval()"} <= names
