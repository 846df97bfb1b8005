"""Workbooks as stations send them, each with what reading must make of it.

To drop a workbook into `cases/accept` or `cases/reject` with its expectation is to write a test: a page of
Markdown tables (see `markdown_workbook.py`), or any `NAME.xlsx`, `.xls`, `.xlsb`, `.ods` or `.et` beside a
`NAME.yaml`. An expectation has `values` (id to value, a percentage as a fraction, null for none), `tables` (id to the
number of rows), `evidence`, `notes` and `reasons` (id to text), and `problems`: every problem, as
`severity code place`. A place is an id (`id/H` for
another column of its row), `sheet!cell`, a sheet, or nothing for the whole file.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml
from case_files import PATHS
from filling import found, place
from markdown_workbook import build, parse

from convergence_cli.errors import Problem
from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.questionnaire.read import examine


def open_case(path: Path, framework: Framework, folder: Path) -> tuple[Path, dict[str, Any]]:
    """The workbook of a case, and its expectation."""
    if path.suffix == ".md":
        case = parse(path.read_text("utf-8"))
        return build(case, framework, folder / f"{path.stem}.xlsx"), case.expected
    expected: dict[str, Any] = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
    return path, expected


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_case_is_read_as_it_says(path: Path, framework: Framework, tmp_path: Path) -> None:
    workbook, expected = open_case(path, framework, tmp_path)
    questionnaire, problems = found(workbook, framework)
    assert (questionnaire is not None) == (path.parent.name == "accept"), problems
    part = examine(workbook, framework) if expected.keys() - {"problems"} else None
    assert told(problems, part or questionnaire) == sorted(expected["problems"])
    if part is not None:
        assert content(part, expected) == {key: expected[key] for key in expected if key != "problems"}


def told(problems: tuple[Problem, ...], questionnaire: Questionnaire | None) -> list[str]:
    """Every problem as a line; a cell of an answer by its id, because rows move from version to version."""
    rows: dict[tuple[str, str], tuple[str, str]] = {}
    if questionnaire is not None:
        for answers in (questionnaire.profile, questionnaire.answers):
            for name, each in answers.items():
                letters, number = split(each.location.cell)
                rows[each.location.sheet, number] = (name, letters)
    lines = []
    for item in problems:
        letters, number = split(item.location.cell)
        name, answered = rows.get((item.location.sheet, number), ("", ""))
        where = (name if letters == answered else f"{name}/{letters}") if name else place(item)
        lines.append(f"{item.severity} {item.code} {where}".strip())
    return sorted(lines)


def split(cell: str) -> tuple[str, str]:
    """E14 -> E, 14."""
    letters = cell.rstrip("0123456789")
    return letters, cell[len(letters) :]


def content(questionnaire: Questionnaire, expected: dict[str, Any]) -> dict[str, Any]:
    """What the expectation asks for, as it was read."""
    answers = questionnaire.answers
    values = {name: each.value for name, each in (answers | questionnaire.profile).items()}
    shown = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    have: dict[str, dict[str, Any]] = {
        "values": shown,
        "tables": {name: len(table.rows) for name, table in questionnaire.tables.items()},
        "evidence": {name: answer.evidence for name, answer in answers.items()},
        "notes": {name: answer.note for name, answer in answers.items()},
        "reasons": {name: answer.reason for name, answer in answers.items()},
    }
    return {key: {name: have[key].get(name) for name in expected[key]} for key in have if key in expected}


def test_there_are_cases_of_both_kinds() -> None:
    kinds = [path.parent.name for path in PATHS]
    assert min(kinds.count("accept"), kinds.count("reject")) >= 15
