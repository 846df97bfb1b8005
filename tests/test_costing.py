"""A small file costs little: bounds on processor time and memory for every command, start of the interpreter included.

Generous ones, because the machine that runs this may be slow: what they hold back is a cost that grows with the
square of a file. `python tests/costing.py FOLDER` prints the figures for other files.
"""

import sys
from pathlib import Path

import pytest
from costing import COMMANDS, cost
from crafted import DEAR, ORDINARY, STATIONS_OWN, Make, long_table, text_for_numbers, unknown_options, write
from filling import found

from convergence_cli.model.framework import Framework
from convergence_cli.questionnaire.reader import MOST_OF_A_KIND

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the cost of a child is asked for as POSIX has it")

SECONDS, MEGABYTES = 8.0, 500
"""Of one command on one file: five seconds, and room for a slow machine."""
REFUSED_SECONDS = 2.0
"""Half a second, the start of the interpreter, and room for a slow machine; it took 9 to 36."""


def named(make: Make) -> str:
    return make.__name__


@pytest.mark.parametrize("make", ORDINARY, ids=named)
def test_a_stranger_s_workbook_is_told_in_one_line_and_soon(make: Make, framework: Framework, tmp_path: Path) -> None:
    path = write(make, framework, tmp_path)
    _, problems = found(path, framework)
    assert [item.code for item in problems] == ["not-a-questionnaire"]
    assert cost("check", path).seconds < REFUSED_SECONDS


@pytest.mark.parametrize("make", STATIONS_OWN, ids=named)
def test_a_station_s_own_sheets_are_passed_over_soon(make: Make, framework: Framework, tmp_path: Path) -> None:
    """Each is named, and so is the table that was deleted."""
    path = write(make, framework, tmp_path)
    questionnaire, problems = found(path, framework)
    assert questionnaire is not None
    assert [item.code for item in problems] == ["table-missing", *["sheet-not-read"] * 10]
    assert cost("check", path).seconds < REFUSED_SECONDS


@pytest.mark.parametrize("make", DEAR, ids=named)
def test_a_file_that_was_made_to_cost_much_costs_little(make: Make, framework: Framework, tmp_path: Path) -> None:
    spent = cost("check", write(make, framework, tmp_path))
    assert spent.code in (0, 2)
    assert (spent.seconds < SECONDS, spent.megabytes < MEGABYTES) == (True, True), spent


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("make", [long_table, text_for_numbers], ids=named)
def test_every_command_takes_a_long_table(command: str, make: Make, framework: Framework, tmp_path: Path) -> None:
    """One of right rows, one of wrong ones; `merge` reads it twice."""
    spent = cost(command, write(make, framework, tmp_path))
    assert spent.code in (0, 1, 2)
    assert (spent.seconds < SECONDS * (1 + (command == "merge")), spent.megabytes < MEGABYTES) == (True, True), spent


def test_of_a_kind_of_problem_the_first_are_told_and_the_others_counted(framework: Framework, tmp_path: Path) -> None:
    """Those that are told and those that are counted are all that there are."""
    _, problems = found(write(unknown_options, framework, tmp_path), framework)
    codes = [item.code for item in problems]
    (more,) = (item for item in problems if item.code == "more-of-the-same")
    assert codes.count("unknown-option") == MOST_OF_A_KIND
    assert dict(more.values) == {"code": "unknown-option", "count": f"{2 * 19_000 - MOST_OF_A_KIND:,}"}
    assert more.severity == "error"
