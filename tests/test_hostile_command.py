"""The whole command on hostile files: one error with a code and a hint, exit code 2, in bounded time and memory."""

import sys
from pathlib import Path

import pytest
from costing import cost
from hostile import HARMLESS, HOSTILE
from running import convergence

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the cost of a child is asked for as POSIX has it")
SECONDS, MEGABYTES = 5.0, 500


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_one_error_and_little_else(name: str, tmp_path: Path) -> None:
    """Exit code 2 and one block with code and hint; under 5 s of processor time and 500 MB; nothing on stdout."""
    build, code = HOSTILE[name]
    path = build(tmp_path)
    done = convergence("assess", path, CONVERGENCE_LANG="en")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"error[{code}]: ")
    assert done.stderr.count("error[") == 1
    assert done.stderr.count("= hint: ") == 1
    spent = cost("check", path)
    assert (spent.seconds < SECONDS, spent.megabytes < MEGABYTES) == (True, True), spent


@pytest.mark.parametrize("name", HARMLESS)
def test_an_odd_file_costs_little(name: str, tmp_path: Path) -> None:
    """It is read, found to be nobody's questionnaire, and that is soon done."""
    spent = cost("check", HARMLESS[name](tmp_path))
    assert spent.code == 2
    assert (spent.seconds < SECONDS, spent.megabytes < MEGABYTES) == (True, True), spent
