"""A small file costs little: bounds on processor time and memory for every command, start of the interpreter included.

Generous ones, because the machine that runs this may be slow: what they hold back is a cost that grows with the
square of a file. This is a sample of what `python tests/costing.py --mutants 10000` runs.
"""

import sys
from pathlib import Path

import pytest
from costing import COMMANDS, Cost, cost, mutants
from costly_kinds import kinds
from crafted import DEAR, ORDINARY, ROWS, STATIONS_OWN, Make, long_table, unknown_options, write
from crafted_parts import numbers_sheet, with_sheets
from filling import fill, found

from convergence_cli.errors import WorkbookError
from convergence_cli.model.framework import Framework
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.read import examine
from convergence_cli.questionnaire.reader import MOST_FAULTS, MOST_OF_A_KIND

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the cost of a child is asked for as POSIX has it")

SECONDS, MEGABYTES = 8.0, 500
"""Of one command on one file: five seconds, and room for a slow machine."""
REFUSED_SECONDS = 2.0
"""Half a second, the start of the interpreter, and room for a slow machine; it took 9 to 36."""

SAMPLE = {
    "noted_values": "merge",
    "formula_cells": "merge",
    "struck_texts": "assess",
    "formats_of_their_own": "check --mark",
    "our_comments": "check --mark",
    "many_authors": "check --mark",
    "boxes_without_end": "check --mark",
    "boxes_of_nothing": "check --mark",
    "large_own_sheets": "assess",
    "large_strangers": "check",
    "repeated_form_ods": "merge",
    "filled_ods": "check",
    "wrong_xls": "check",
    "formulas_xls": "batch",
    "texts_xlsb": "check",
}
"""Kind -> the command for which it is dearest."""


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


def dear(spent: Cost) -> bool:
    """Whether that was too much, or no end that a command may have; `merge` reads two."""
    most = SECONDS * (1 + (spent.command == "merge"))
    return spent.code not in (0, 1, 2) or spent.seconds > most or spent.megabytes > MEGABYTES


@pytest.mark.parametrize("make", DEAR, ids=named)
def test_a_file_that_was_made_to_cost_much_costs_little(make: Make, framework: Framework, tmp_path: Path) -> None:
    spent = cost("check", write(make, framework, tmp_path))
    assert not dear(spent), spent


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_a_long_table(command: str, framework: Framework, tmp_path: Path) -> None:
    spent = cost(command, write(long_table, framework, tmp_path))
    assert not dear(spent), spent


@pytest.mark.parametrize("name", SAMPLE)
def test_no_kind_of_file_costs_much_in_the_command_that_it_costs_most(
    name: str, framework: Framework, tmp_path: Path
) -> None:
    spent = cost(SAMPLE[name], kinds(framework)[name](tmp_path))
    assert not dear(spent), spent


def test_there_are_sixty_kinds_and_more(framework: Framework) -> None:
    assert len(kinds(framework)) >= 60


def test_mutants_are_measured_in_four_commands_each() -> None:
    """None ends as a bug, or costs much: the same ones in every run."""
    costs = list(mutants(4, seed=1, jobs=1))
    assert [each.command for each in costs] == ["check", "check --mark", "assess", "merge"] * 4
    assert [each for each in costs if dear(each)] == []
    assert min(each.megabytes for each in costs) > 0


@pytest.mark.parametrize(
    ("code", "seconds", "megabytes"), [(3, 0.0, 0.0), (-9, 0.0, 0.0), (0, 5.1, 0.0), (0, 0.0, 501.0)]
)
def test_what_costs_too_much_or_ends_as_a_bug_is_a_fault(code: int, seconds: float, megabytes: float) -> None:
    assert Cost(command="check", file="a", code=code, seconds=seconds, megabytes=megabytes).is_fault
    assert not Cost(command="check", file="a", code=2, seconds=4.9, megabytes=499.0).is_fault


# --- what is not read is counted -----------------------------------------------------------------


def test_of_a_kind_of_problem_the_first_are_told_and_the_others_counted(framework: Framework, tmp_path: Path) -> None:
    """Those that are told, those that are counted, and the rows that were not read are all that there are."""
    _, problems = found(write(unknown_options, framework, tmp_path), framework)
    codes = [item.code for item in problems]
    (more,) = (item for item in problems if item.code == "more-of-the-same")
    assert codes.count("unknown-option") == MOST_OF_A_KIND
    assert dict(more.values) == {"code": "unknown-option", "count": f"{MOST_FAULTS - MOST_OF_A_KIND:,}"}
    assert more.severity == "error"
    # Two wrong options in each row.
    (unread,) = (item for item in problems if item.code == "rows-not-read")
    assert dict(unread.values) == {"count": f"{ROWS - MOST_FAULTS // 2:,}"}
    assert (unread.severity, unread.location.cell) == ("error", f"A{6 + MOST_FAULTS // 2}")


# A form that is hardly filled in has less than this many cells that hold something, and more than half as many.
FORM = Bounds(max_filled=3_000)


def test_a_questionnaire_of_too_many_filled_cells_is_refused_by_that_bound(framework: Framework) -> None:
    lines = [[f"频道{at}", "电视", "综合、新闻", 1, 2, "是", "否", "保留精办"] for at in range(500)]
    path = fill(framework, tables={"channels": lines})
    with pytest.raises(WorkbookError) as caught:
        examine(path, framework, FORM)
    (refused,) = caught.value.problems
    facts = dict(refused.values)
    assert (refused.code, facts["option"], facts["bound"]) == ("sheet-too-large", "max-filled", "3,000")
    assert len(examine(path, framework).tables["channels"].rows) == 500


@pytest.mark.parametrize("rows", [50, 100, 500])
def test_a_station_s_own_sheets_take_no_room_from_the_questionnaire(
    rows: int, framework: Framework, tmp_path: Path
) -> None:
    """However much they hold: they are named, and all else is read, even a table that is sought among them."""
    lines = [[f"频道{at}", "电视", "综合、新闻", 1, 2, "是", "否", "保留精办"] for at in range(100)]
    path = fill(framework, tables={"channels": lines}, edit=lambda book: setattr(book["表-频率频道表"], "title", "Q"))
    path.write_bytes(with_sheets(path.read_bytes(), [numbers_sheet(rows)] * 2))
    questionnaire = examine(path, framework, FORM)
    assert len(questionnaire.tables["channels"].rows) == 100
    named_ones = [item.location.sheet for item in questionnaire.problems if item.code == "sheet-not-read"]
    assert named_ones == ["own0", "own1"]
    assert not any(item.severity == "error" for item in questionnaire.problems)
