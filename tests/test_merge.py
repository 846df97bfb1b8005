"""`merge`: departments' copies into one; a blank never replaces an answer, and nobody's answer wins unasked."""

import json
from pathlib import Path
from typing import Any

import pytest
from filling import fill, found
from running import ROOT, Run, convergence

from convergence_cli.model.framework import Framework
from convergence_cli.questionnaire.read import examine

NO_COMPANY = "本机构没有全资或控股企业"
NAME = {"name": "星河广播电视台"}
KPI = [["首发率", "共用", 80, 0.6, "首发", "是"], ["收视率", "共用", 80, 0.4, "否", "是"]]


def copies(framework: Framework, folder: Path, *parts: dict[str, Any]) -> list[Path]:
    """One copy for each part, `a.xlsx`, `b.xlsx`, …"""
    return [fill(framework, path=folder / f"{letter}.xlsx", **part) for letter, part in zip("abc", parts, strict=False)]


def merge(folder: Path, *arguments: str) -> Run:
    return convergence("merge", *arguments, "-o", "out.xlsx", "--lang", "en", cwd=folder)


def test_each_departments_answers_are_in_the_one_questionnaire(framework: Framework, tmp_path: Path) -> None:
    """Answers, reasons, evidence, notes and rows; what both leave blank stays blank."""
    copies(
        framework,
        tmp_path,
        {"answers": {"M16.studios": 4}, "evidence": {"M16.studios": "名单.pdf"}, "tables": {"kpi": KPI}},
        {
            "answers": {"M09.honoured-works": 2},
            "reasons": {"M17.financing": "本机构没有全资或控股企业"},
            "confirmed": ["works"],
        },
    )
    run = merge(tmp_path, "a.xlsx", "b.xlsx")
    assert (run.returncode, run.stderr) == (0, "wrote out.xlsx\n")
    merged, problems = found(tmp_path / "out.xlsx", framework)
    assert merged is not None, problems
    assert (merged.answers["M16.studios"].value, merged.answers["M16.studios"].evidence) == (4, "名单.pdf")
    assert (merged.answers["M09.honoured-works"].value, merged.answers["M17.financing"].reason) == (2, "no-enterprise")
    assert merged.answers["M03.clusters"].value is None
    assert (len(merged.tables["kpi"].rows), merged.tables["works"].confirmed_empty) == (2, True)
    assert problems == ()


def test_parts_by_chapter_make_the_whole(framework: Framework, tmp_path: Path) -> None:
    """Each department fills in its chapter's form; the whole scores as if one had filled in everything."""
    parts = []
    for number, chapter in enumerate(framework.chapters):
        path = tmp_path / f"{number}.xlsx"
        run = convergence(
            "template", path, "--from", ROOT / "examples/typical-city.xlsx", "--chapter", chapter.id, "--lang", "zh"
        )
        assert run.returncode == 0, run.stderr
        parts.append(path.name)
    run = merge(tmp_path, *parts)
    assert run.returncode == 0, run.stdout
    whole, _ = found(ROOT / "examples/typical-city.xlsx", framework)
    merged = examine(tmp_path / "out.xlsx", framework)
    assert whole is not None
    assert {name: answer.value for name, answer in merged.answers.items()} == {
        name: answer.value for name, answer in whole.answers.items()
    }
    assert {name: [row.values for row in table.rows] for name, table in merged.tables.items()} == {
        name: [row.values for row in table.rows] for name, table in whole.tables.items()
    }


def test_a_conflict_names_both_cells_and_both_values_and_writes_no_file(framework: Framework, tmp_path: Path) -> None:
    copies(framework, tmp_path, {"answers": {"M16.studios": 4}}, {"answers": {"M16.studios": 5}})
    run = merge(tmp_path, "a.xlsx", "b.xlsx")
    assert run.returncode == 1
    row = place_of(tmp_path / "a.xlsx", framework)
    title = framework.indicator["M16.studios"].title.en
    assert f"“{title}” (M16.studios): a.xlsx, {row} says “4”, b.xlsx, {row} says “5”" in run.stdout
    assert "out.xlsx was not written" in run.stderr
    assert not (tmp_path / "out.xlsx").exists()


def place_of(path: Path, framework: Framework) -> str:
    questionnaire, _ = found(path, framework)
    assert questionnaire is not None
    return questionnaire.answers["M16.studios"].location.place


@pytest.mark.parametrize(("prefer", "value"), [("a.xlsx", 4.0), ("b.xlsx", 5.0)])
def test_prefer_decides_and_the_conflict_is_still_told(
    framework: Framework, tmp_path: Path, prefer: str, value: float
) -> None:
    copies(
        framework, tmp_path, {"answers": {"M16.studios": 4}}, {"answers": {"M16.studios": 5, "M09.honoured-works": 1}}
    )
    run = merge(tmp_path, "a.xlsx", "b.xlsx", "--prefer", prefer)
    assert run.returncode == 0
    assert "note[merge-conflict]" in run.stdout
    merged, _ = found(tmp_path / "out.xlsx", framework)
    assert merged is not None
    assert (merged.answers["M16.studios"].value, merged.answers["M09.honoured-works"].value) == (value, 1)


def test_a_preferred_copy_that_is_blank_decides_nothing(framework: Framework, tmp_path: Path) -> None:
    copies(framework, tmp_path, {"answers": {"M16.studios": 4}}, {"answers": {"M16.studios": 5}}, {})
    assert merge(tmp_path, "a.xlsx", "b.xlsx", "c.xlsx", "--prefer", "c.xlsx").returncode == 1


def test_the_same_answer_typed_in_two_ways_is_no_conflict(framework: Framework, tmp_path: Path) -> None:
    copies(
        framework,
        tmp_path,
        {"answers": {"M01.mobile-budget": 0.55, "M16.appraisal-scheme": "是", "M16.command": "AC"}},
        {"answers": {"M01.mobile-budget": "５５％", "M16.appraisal-scheme": "√", "M16.command": "C、A"}},
    )
    assert merge(tmp_path, "a.xlsx", "b.xlsx").returncode == 0


CONFLICTS: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "an answer and a reason": (
        {"answers": {"M16.company-revenue": 3}},
        {"reasons": {"M16.company-revenue": "属公益一类事业单位，按规定不得从事经营活动"}},
        "M16.company-revenue",
    ),
    "two reasons": (
        {"reasons": {"M17.financing": "本机构没有全资或控股企业"}},
        {"reasons": {"M17.financing": "属公益一类事业单位，按规定不得从事经营活动"}},
        "M17.financing",
    ),
    "another name of the station": ({"answers": NAME}, {"answers": {"name": "银河台"}}, "name"),
    "a row of one name": (
        {"tables": {"kpi": KPI}},
        {"tables": {"kpi": [["首发率", "共用", 80, 0.5, "首发", "是"]]}},
        "kpi.weight",
    ),
    "rows and nothing to list": ({"tables": {"kpi": KPI}}, {"confirmed": ["kpi"]}, "kpi"),
}


@pytest.mark.parametrize(("one", "other", "name"), CONFLICTS.values(), ids=CONFLICTS.keys())
def test_every_kind_of_conflict(
    framework: Framework, tmp_path: Path, one: dict[str, Any], other: dict[str, Any], name: str
) -> None:
    """Told in words, and decided by either copy."""
    copies(framework, tmp_path, one, other)
    run = merge(tmp_path, "a.xlsx", "b.xlsx", "--format", "json")
    told = json.loads(run.stdout)["remarks"]
    assert run.returncode == 1
    assert [item["message"].partition(": a")[0] for item in told if item["code"] == "merge-conflict"] == [
        called(framework, name)
    ]
    for prefer, part in (("a.xlsx", one), ("b.xlsx", other)):
        assert merge(tmp_path, "a.xlsx", "b.xlsx", "--prefer", prefer).returncode == 0
        merged, problems = found(tmp_path / "out.xlsx", framework)
        assert merged is not None, problems
        alone, _ = found(fill(framework, **part), framework)
        assert alone is not None
        if name in merged.answers:
            have = [(each.answers[name].value, each.answers[name].reason) for each in (merged, alone)]
        elif name in merged.profile:
            have = [(each.profile[name].value, None) for each in (merged, alone)]
        else:
            rows = [{row.values["name"]: row.values for row in each.tables["kpi"].rows} for each in (merged, alone)]
            have = [(rows[0].get("首发率"), None), (rows[1].get("首发率"), None)]
        assert have[0] == have[1]


def called(framework: Framework, name: str) -> str:
    """What people call a question, a column of the one row that differs, or a table."""
    if name in framework.indicator:
        return f"“{framework.indicator[name].title.en}” ({name})"
    if name in framework.question:
        return framework.question[name].title.en
    table = next(each for each in framework.tables if each.id == name.partition(".")[0])
    columns = {column.id: column.title.en for column in table.columns}
    return f"{table.title.en}, “首发率”, {columns[name.partition('.')[2]]}" if "." in name else table.title.en


def test_rows_that_both_list_alike_stand_once_and_repeated_names_all_count(
    framework: Framework, tmp_path: Path
) -> None:
    """A name that one copy lists twice is no name to compare by: nothing of it is lost."""
    twice = [["短视频", "共用", 80, 0.1, "首发", "是"], ["短视频", "新媒体部", 80, 0.2, "首发", "是"]]
    copies(
        framework,
        tmp_path,
        {"tables": {"kpi": [*KPI, *twice]}},
        {
            "tables": {
                "kpi": [KPI[0], ["短视频", "新媒体部", 80, 0.2, "首发", "是"], ["满意度", "共用", 80, 0.1, "否", "是"]]
            }
        },
    )
    assert merge(tmp_path, "a.xlsx", "b.xlsx").returncode == 0
    merged, _ = found(tmp_path / "out.xlsx", framework)
    assert merged is not None
    names = [str(row.values["name"]) for row in merged.tables["kpi"].rows]
    assert sorted(names) == sorted(["首发率", "收视率", "短视频", "短视频", "满意度"])


def test_evidence_and_notes_of_both_are_kept(framework: Framework, tmp_path: Path) -> None:
    copies(
        framework,
        tmp_path,
        {"answers": {"M16.studios": 4}, "evidence": {"M16.studios": "甲.pdf"}},
        {"answers": {"M16.studios": 4}, "evidence": {"M16.studios": "乙.pdf"}},
    )
    run = merge(tmp_path, "a.xlsx", "b.xlsx")
    assert "note[merge-joined-evidence]" in run.stdout
    merged, _ = found(tmp_path / "out.xlsx", framework)
    assert merged is not None
    assert merged.answers["M16.studios"].evidence == "甲.pdf\n乙.pdf"


def test_a_copy_at_fault_is_2_with_the_errors_of_all(framework: Framework, tmp_path: Path) -> None:
    """A merged answer that is wrong would look as if it had been checked."""
    copies(framework, tmp_path, {"answers": {"M16.studios": "十来个"}}, {"answers": {"M09.honoured-works": "很多"}})
    run = merge(tmp_path, "a.xlsx", "b.xlsx", "gone.xlsx")
    assert run.returncode == 2
    assert [name in run.stderr for name in ("a.xlsx, ", "b.xlsx, ", "gone.xlsx")] == [True] * 3
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["a.xlsx"], "merge-one-file"),
        (["a.xlsx", "b.xlsx", "--prefer", "c.xlsx"], "option-value"),
        (["a.xlsx", "b.xlsx", "-o", "a.xlsx"], "export-is-input"),
        (["a.xlsx", "b.xlsx", "-o", "out.csv"], "export-suffix"),
        (["a.xlsx", "b.xlsx", "--format", "xml"], "option-value"),
    ],
)
def test_wrong_options_are_2(framework: Framework, tmp_path: Path, arguments: list[str], code: str) -> None:
    copies(framework, tmp_path, {}, {})
    run = convergence("merge", "-o", "out.xlsx", *arguments, cwd=tmp_path)
    assert run.returncode == 2
    assert f"[{code}]" in run.stderr
