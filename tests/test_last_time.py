"""Last year's answers are not this year's: what was left as it was carried in is told, and so are other years."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from filling import cell_of, page_of
from running import ROOT, convergence

from convergence_cli.errors import Problem
from convergence_cli.model.framework import Framework
from convergence_cli.questionnaire.carry import carry
from convergence_cli.questionnaire.last_time import digests
from convergence_cli.questionnaire.merge import merge
from convergence_cli.questionnaire.read import examine
from convergence_cli.questionnaire.template import write_template
from convergence_cli.questionnaire.years import earlier_year

CITY = ROOT / "examples/typical-city.xlsx"


def told(path: Path, framework: Framework, code: str) -> list[Problem]:
    return [item for item in examine(path, framework).problems if item.code == code]


def listed(path: Path, framework: Framework) -> set[str]:
    """The ids and titles that are told as left, in English."""
    return {
        each.split(" ", 1)[0] if each[0] != "“" else each.strip("“”")
        for item in told(path, framework, "left-as-carried")
        for each in dict(item.values)["listed"][1].replace(", “", ",, “").replace(", M", ",, M").split(",, ")
    }


@pytest.fixture(scope="module")
def next_year(framework: Framework, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Last year's answers of the city, in this year's form."""
    path = tmp_path_factory.mktemp("last") / "next.xlsx"
    old = examine(CITY, framework)
    carried = carry(old, framework, "zh", same_period=False, period=2026.0)
    path.write_bytes(write_template(framework, "zh", {"level": "municipal", "period": 2026.0}, carried=carried))
    return path


def changed(path: Path, out: Path, change: Any) -> Path:
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(out)
    return out


def test_what_nobody_touched_is_listed_and_what_was_changed_is_not(
    framework: Framework, next_year: Path, tmp_path: Path
) -> None:
    """Every answer and table that was carried in; the form knows by itself, be it merged of departments' copies."""
    old = examine(CITY, framework)
    titles = {table.id: table.title.en for table in framework.tables}
    every = {titles.get(name, name) for name in digests(old.answers, old.tables)}
    assert listed(CITY, framework) == set()
    assert listed(next_year, framework) == every

    def change(workbook: Any) -> None:
        cell_of(workbook, "M16.studios").value = 99
        page_of(workbook, framework, "trainings")["C6"] = 99

    half = changed(next_year, tmp_path / "changed.xlsx", change)
    left = every - {"M16.studios", titles["trainings"]}
    assert listed(half, framework) == left
    again = examine(half, framework)
    joined = tmp_path / "merged.xlsx"
    joined.write_bytes(write_template(framework, "zh", carried=merge((again, again), framework, "zh").carried))
    assert listed(joined, framework) == left
    # A form of another version of the same year is no other year, and what it knew it knows still.
    kept = carry(replace(again, language="en"), framework, "en", same_period=True)
    joined.write_bytes(write_template(framework, "en", carried=kept))
    assert listed(joined, framework) == left


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024年度考核结果", "2024"),
        ("2023年方案；2024年报表", "2024"),
        ("台账20241231.xlsx", "2024"),
        ("批复（2024-06-30）", "2024"),
        ("Annual report 2024", "2024"),
        ("江广〔2024〕12号《考核办法》", ""),
        ("2024年7月1日起执行的办法", ""),
        ("2024年印发，2025年有效", ""),
        ("2023—2025年规划", ""),
        ("结算单（2026-01-12）；2024年合同", ""),
        ("服务 2024 人次", ""),
        ("Order (2024) No. 12", ""),
        ("", ""),
    ],
)
def test_evidence_names_an_earlier_year_where_it_names_no_other(text: str, found: str) -> None:
    assert earlier_year(text, 2025) == found


def test_other_years_are_warnings_and_errors_where_it_is_strict(
    framework: Framework, next_year: Path, tmp_path: Path
) -> None:
    """Each at its cell; `check` and `assess` alike, and what was merely left is no fault."""
    old = examine(CITY, framework)
    dates = told(next_year, framework, "date-outside-year")
    assert len(dates) == len(old.tables["trainings"].rows) > 0
    assert {(item.severity, item.location.cell[0]) for item in dates} == {("warning", "B")}
    evidence = told(next_year, framework, "evidence-earlier-year")
    assert {dict(item.values)["found"] for item in evidence} == {"2025"}
    assert told(CITY, framework, "date-outside-year") == told(CITY, framework, "evidence-earlier-year") == []
    assert convergence("check", next_year).returncode == 0
    assert convergence("assess", next_year, "-q").returncode == 0
    strict = convergence("check", next_year, "--strict", "--lang", "en")
    assert (strict.returncode, "0 warnings" in strict.stdout) == (2, True)
    assert convergence("assess", next_year, "--strict", "-q").returncode == 2
    assert convergence("check", ROOT / "examples/strong-province.xlsx", "--strict").returncode == 0
