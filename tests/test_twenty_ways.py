"""The same station, typed in twenty ways that people use: always the same answers."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from filling import fill, found

from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Questionnaire

PLAIN: dict[str, Any] = {
    "percent": 0.55,
    "amount": 32000,
    "count": 12,
    "yes": "是",
    "no": "否",
    "option": "部分运行：部分部门或部分业务按制度运行，有记录可查",
    "several": "ACD",
    "none": "无",
    "date": date(2025, 3, 1),
    "text": "移动端首发率",
}

# Each way changes some of the plain answers; what it leaves is typed as the questionnaire wants it.
WAYS: dict[str, dict[str, Any]] = {
    "as the questionnaire wants it": {},
    "full-width digits and signs": {"percent": "５５％", "amount": "３２０００", "count": "１２", "several": "ＡＣＤ"},
    "percent sign as text": {"percent": "55%"},
    "points": {"percent": "55"},
    "a fraction as text": {"percent": "0.55"},
    "百分之": {"percent": "百分之55"},
    "thousands separators": {"amount": "32,000", "count": "12.0"},
    "Chinese separators": {"amount": "32，000", "several": "A、C、D"},
    "万": {"amount": "32000万元", "count": "12"},
    "亿": {"amount": "3.2亿"},
    "units": {"amount": "32000 万元", "count": "12个"},
    "spaces around": {
        "percent": " 55 % ",
        "amount": "\u00a032000\u3000",
        "count": " 12\n",
        "yes": " 是 ",
        "none": " 无",
    },
    "invisible characters": {"yes": "是\u200b", "count": "\ufeff12", "text": "移动端\u200b首发率"},
    "ticks and crosses": {"yes": "√", "no": "×"},
    "letters": {"yes": "Y", "no": "n", "option": "C", "several": "a c d"},
    "TRUE and FALSE": {"yes": True, "no": False},
    "有 and 无": {"yes": "有", "no": "没有", "none": "都没有"},
    "English": {"yes": "Yes", "no": "NO", "none": "none"},
    "labels of options": {"option": "部分运行", "several": "D、C、A"},
    "smart quotes": {"yes": "“是”", "option": "“部分运行”", "several": "“ACD”"},
    "a date with characters": {"date": "2025年3月1日"},
    "a date with slashes": {"date": "2025/3/1"},
    "a date of eight digits": {"date": "20250301"},
}


def typed(framework: Framework, way: dict[str, Any]) -> Questionnaire:
    """The questionnaire that comes out of one way of typing."""
    given = {**PLAIN, **way}
    item = next(item for item in framework.indicators if item.id == "M16.workflow")
    texts = [text.zh for text in framework.options(item).values()]
    option = (
        given["option"] if given["option"] != PLAIN["option"] else next(each for each in texts if "部分运行" in each)
    )
    path = fill(
        framework,
        answers={
            "M01.mobile-budget": given["percent"],
            "M17.financing": given["amount"],
            "M16.studios": given["count"],
            "M16.appraisal-scheme": given["yes"],
            "M16.workflow": option,
            "M16.command": given["several"],
            "M01.coordination": given["none"],
        },
        tables={
            "kpi": [
                [given["text"], "共用", 80, given["percent"], "首发", given["yes"]],
                ["收视率", "共用", 80, 0.45, "否", given["no"]],
            ],
            "trainings": [["短视频班", given["date"], 16, 40, "全媒体采编制作", "线上学习", "业务骨干"]],
        },
    )
    questionnaire, problems = found(path, framework)
    assert questionnaire is not None, [str(item) for item in problems]
    return questionnaire


def said(questionnaire: Questionnaire) -> dict[str, Any]:
    values: dict[str, Any] = {name: answer.value for name, answer in questionnaire.answers.items()}
    return values | {name: [row.values for row in table.rows] for name, table in questionnaire.tables.items()}


@pytest.fixture(scope="module")
def plain(framework: Framework) -> dict[str, Any]:
    return said(typed(framework, {}))


def test_there_are_twenty_ways() -> None:
    assert len(WAYS) >= 20


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_the_same_answers(framework: Framework, plain: dict[str, Any], way: dict[str, Any]) -> None:
    assert said(typed(framework, way)) == plain


Bent = Callable[[str], bool]


@pytest.mark.parametrize("way", [way for way in WAYS.values() if way], ids=[name for name in WAYS if WAYS[name]])
def test_whatever_was_bent_left_a_note(framework: Framework, way: dict[str, Any]) -> None:
    """Spaces around a word and the order of letters bend nothing; everything else is told, with its cell."""
    questionnaire = typed(framework, way)
    told = {item.location.cell for item in questionnaire.problems if item.severity == "note"}
    silent = {" 是 ", " 无", "A、C、D", "D、C、A", True, False}
    expected = {key for key, given in way.items() if given not in silent}
    # A percentage and a yes stand in a question and in a table; every other answer in one cell.
    cells = sum({"percent": 2, "yes": 2}.get(key, 1) for key in expected)
    assert len(told) == cells
