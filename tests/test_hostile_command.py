"""The whole command on hostile files: one error with a code and a hint, exit code 2, in bounded time and memory."""

import sys
from pathlib import Path

import pytest
from conftest import ROOT
from costing import COMMANDS, cost
from hostile import DEAR, HARMLESS, HOSTILE
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


@pytest.mark.parametrize("name", [*HARMLESS, *DEAR])
def test_no_file_costs_much(name: str, tmp_path: Path) -> None:
    """An odd one, or one made to ask for much work: read, or refused, and soon."""
    spent = cost("check", (HARMLESS | DEAR)[name](tmp_path))
    assert spent.code == 2
    assert (spent.seconds < SECONDS, spent.megabytes < MEGABYTES) == (True, True), spent


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_reads_a_workbook_has_the_option_that_its_refusal_names(
    command: str, tmp_path: Path
) -> None:
    workbook = tmp_path / "county.xlsx"
    workbook.write_bytes((ROOT / "examples" / "county-centre.xlsx").read_bytes())
    words = COMMANDS[command](workbook, tmp_path)
    refused = convergence(*words, "--max-rows", "5", CONVERGENCE_LANG="en")
    assert refused.returncode == 2
    assert "sheet-too-large" in refused.stdout + refused.stderr
    if command != "batch":  # whose list of files has no room for hints
        assert "--max-rows" in refused.stdout + refused.stderr
