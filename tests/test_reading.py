"""A filled-in questionnaire as a whole: every cell read right, or refused by its sheet and cell, all in one run."""

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from filling import NOTE, cell_of, errors, evidence_read, evidence_rows, fill, found, page_of, place, remarks, rewrite
from hypothesis import given, settings
from hypothesis import strategies as st

from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Answer

ERRORS = ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"]
BUDGET, STUDIOS, REVENUE = "M01.mobile-budget", "M16.studios", "M16.company-revenue"
ROWS: dict[str, int] = {}
NO_BUSINESS = "属公益一类事业单位，按规定不得从事经营活动"


def where(framework: Framework, name: str, column: str = "E") -> str:
    """The place of a question's cell in the template for a provincial station."""
    if not ROWS:
        sheet: Any = openpyxl.load_workbook(fill(framework))["问卷"]
        ROWS.update({str(cell.value): cell.row for (cell,) in sheet.iter_rows(max_col=1)})
    return f"问卷!{column}{ROWS[name]}"


def answer(path: Path, framework: Framework, name: str) -> Answer:
    """What was read for one question."""
    questionnaire, problems = found(path, framework)
    assert questionnaire is not None, [str(item) for item in problems]
    return questionnaire.answers[name]


# --- errors and formulas --------------------------------------------------------------------------


@pytest.mark.parametrize("shown", ERRORS)
def test_an_error_cell_is_refused_wherever_it_stands(framework: Framework, shown: str) -> None:
    """Answer, evidence, reason, note, station, a table's row and its confirmation: a blank is never assumed."""
    columns = {name: where(framework, STUDIOS, name) for name in "EFH"} | {"G": where(framework, REVENUE, "G")}

    def spoil(workbook: Any) -> None:
        page_of(workbook, framework, "works")["B3"] = shown
        cell_of(workbook, STUDIOS, NOTE).value = shown

    path = fill(
        framework,
        answers={STUDIOS: shown, "staff": shown},
        evidence={STUDIOS: shown},
        reasons={REVENUE: shown},
        tables={"kpi": [["首发率", "共用", 80, shown, "首发", "是"]]},
        edit=spoil,
    )
    expected = {*columns.values(), "机构信息!D7", "表-考核指标表!D6", "表-作品表!B3"}
    assert sorted(errors(path, framework)) == sorted(("error-cell", cell) for cell in expected)
    assert {dict(item.values)["found"] for item in found(path, framework)[1]} == {shown}


def test_an_error_instead_of_an_id_loses_no_answer(framework: Framework) -> None:
    """A row whose id became #REF! is not a heading when something was typed into it."""

    def spoil(workbook: Any) -> None:
        cell_of(workbook, STUDIOS, 1).value = "#REF!"

    path = fill(framework, answers={STUDIOS: 3}, edit=spoil)
    assert errors(path, framework) == [("answer-without-id", where(framework, STUDIOS))]


def test_a_formula_that_was_never_calculated_is_refused(framework: Framework) -> None:
    """openpyxl and scripts write formulas without a result: calamine shows them as blank."""
    cells = [where(framework, STUDIOS), where(framework, BUDGET), "表-考核指标表!D6"]
    path = fill(
        framework,
        answers={STUDIOS: "=1+2", BUDGET: "=B1/B2"},
        tables={"kpi": [["首发率", "共用", 80, "=SUM(1)/2", "首发", "是"]]},
    )
    assert sorted(errors(path, framework)) == sorted(("formula-not-calculated", cell) for cell in cells)


def test_rows_of_nothing_but_uncalculated_formulas_at_the_end_are_found(framework: Framework) -> None:
    """They lie beyond what the reader takes for the end of the sheet."""
    rows: list[list[Any]] = [["首发率", "共用", 80, 1, "首发", "是"], [f"={column}6" for column in "ABCDEF"]]
    codes = errors(fill(framework, tables={"kpi": rows}), framework)
    assert codes == [("formula-not-calculated", f"表-考核指标表!{column}7") for column in "ABCDEF"]


def _calculated(path: Path, result: str) -> Path:
    """The file as Excel would have saved it, with the result of every formula of the question sheet."""
    value = re.compile(r"(<c [^>]*?)(?: t=\"\w+\")?(>)(<f>[^<]*</f>)<v ?/?>(?:</v>)?")

    def change(part: str, xml: str) -> str:
        return value.sub(rf"\1{result}", xml) if part == "xl/worksheets/sheet3.xml" else xml

    return rewrite(path, change)


def test_a_calculated_formula_is_its_result(framework: Framework) -> None:
    """0.25 shown as a percentage is 25%, whether it was typed or calculated."""
    path = _calculated(fill(framework, answers={BUDGET: "=1/4"}), r"\2\3<v>0.25</v>")
    assert answer(path, framework, BUDGET).value == 0.25
    assert remarks(path, framework) == [("warning", "formula-stale", where(framework, BUDGET))]


def test_a_formula_that_gives_an_empty_text_is_blank(framework: Framework) -> None:
    """=IF(A1="","",A1) is how a station links to its own sheets: calculated, and nothing."""
    path = _calculated(fill(framework, answers={BUDGET: '=IF(A1="","",A1)'}), r' t="str"\2\3<v></v>')
    assert answer(path, framework, BUDGET).value is None
    assert remarks(path, framework) == []


def test_a_calculated_error_is_an_error(framework: Framework) -> None:
    """=1/0 that was calculated shows #DIV/0! and is refused as such."""
    path = _calculated(fill(framework, answers={BUDGET: "=1/0"}), r' t="e"\2\3<v>#DIV/0!</v>')
    assert errors(path, framework) == [("error-cell", where(framework, BUDGET))]


def test_a_zero_is_not_a_blank(framework: Framework) -> None:
    """Zero, blank and not applicable are three answers."""
    path = fill(framework, answers={STUDIOS: 0}, reasons={REVENUE: NO_BUSINESS})
    assert (answer(path, framework, STUDIOS).value, answer(path, framework, STUDIOS).reason) == (0.0, None)
    assert answer(path, framework, "M10.outside-creators").value is None
    assert answer(path, framework, REVENUE).reason == "no-business-allowed"


def test_a_number_that_excel_turned_into_a_date_is_refused(framework: Framework) -> None:
    """1-2 becomes 2 January: a date in a cell of numbers is not its serial number."""
    path = fill(
        framework, answers={STUDIOS: datetime.fromisoformat("2025-01-02"), BUDGET: datetime.fromisoformat("1900-01-31")}
    )
    cells = [where(framework, BUDGET), where(framework, STUDIOS)]
    assert errors(path, framework) == [("not-a-number", cell) for cell in cells]


# --- reasons, evidence, ids -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", [NO_BUSINESS, "no-business-allowed", " " + NO_BUSINESS.replace("，", ",") + " "], ids=["zh", "id", "loose"]
)
def test_a_reason_is_known_by_its_words(framework: Framework, typed: str) -> None:
    """In either language, by its id, with half-width punctuation."""
    assert answer(fill(framework, reasons={REVENUE: typed}), framework, REVENUE).reason == "no-business-allowed"


def test_a_reason_in_the_other_language(framework: Framework) -> None:
    """A Chinese workbook filled in from an English list, and the reverse."""
    english = framework.reasons["no-business-allowed"].en
    assert answer(fill(framework, reasons={REVENUE: english}), framework, REVENUE).reason == "no-business-allowed"
    path = fill(framework, "en", reasons={REVENUE: NO_BUSINESS})
    assert answer(path, framework, REVENUE).reason == "no-business-allowed"


def test_reasons_that_are_refused(framework: Framework) -> None:
    """An answer beside a reason, another indicator's reason, one of the station's own, one where none is allowed."""
    path = fill(
        framework,
        answers={REVENUE: 5},
        reasons={
            REVENUE: NO_BUSINESS,
            STUDIOS: NO_BUSINESS,
            "M01.channels-settled": "没有时间",
            "M01.first-run": NO_BUSINESS,
        },
    )
    assert sorted(errors(path, framework)) == sorted(
        [
            ("answer-and-reason", where(framework, REVENUE)),
            ("reason-never", where(framework, STUDIOS, "G")),
            ("reason-not-permitted", where(framework, "M01.channels-settled", "G")),
            ("reason-not-permitted", where(framework, "M01.first-run", "G")),
        ]
    )


def test_a_zero_beside_a_reason_is_a_contradiction_too(framework: Framework) -> None:
    """Not applicable is not zero."""
    path = fill(framework, answers={REVENUE: 0}, reasons={REVENUE: NO_BUSINESS})
    assert errors(path, framework) == [("answer-and-reason", where(framework, REVENUE))]


def test_a_value_typed_over_a_computed_cell_is_not_used(framework: Framework) -> None:
    """The table decides; what was typed is kept for the report and warned about."""
    path = fill(framework, answers={"M16.mobile-kpi-weight": 0.9})
    read = answer(path, framework, "M16.mobile-kpi-weight")
    assert (read.value, read.raw) == (None, "0.9")
    assert remarks(path, framework) == [("warning", "typed-over-computed", where(framework, "M16.mobile-kpi-weight"))]


def test_ids_that_are_wrong(framework: Framework) -> None:
    """Deleted beside an answer, misspelt, twice: each refused at its cell; the nearest id is named."""

    def spoil(workbook: Any) -> None:
        cell_of(workbook, STUDIOS, 1).value = None
        cell_of(workbook, "M16.command", 1).value = "M16.comand"
        cell_of(workbook, "M16.workflow", 1).value = "Ｍ16.Appraisal-Scheme"

    path = fill(framework, answers={STUDIOS: 3}, edit=spoil)
    assert sorted(errors(path, framework)) == sorted(
        [
            ("answer-without-id", where(framework, STUDIOS)),
            ("unknown-id", where(framework, "M16.command", "A")),
            ("duplicate-id", where(framework, "M16.appraisal-scheme", "A")),
        ]
    )
    nearest = [dict(item.values).get("nearest") for item in found(path, framework)[1] if item.code == "unknown-id"]
    assert nearest == ["M16.command"]


def test_evidence_alone_beside_no_id_is_not_lost(framework: Framework) -> None:
    """Whatever was typed into a row without an id is named."""

    def spoil(workbook: Any) -> None:
        cell_of(workbook, STUDIOS, 1).value = " "

    path = fill(framework, evidence={STUDIOS: "名单.pdf"}, edit=spoil)
    assert errors(path, framework) == [("answer-without-id", where(framework, STUDIOS, "F"))]


def test_what_the_station_must_say_about_itself(framework: Framework) -> None:
    """Blank, or not one of the levels: refused at the cell, for every such question at once."""
    path = fill(framework, answers={"name": " ", "level": "地市级台", "period": "2025年度"})
    expected = [("profile-missing", "机构信息!D2"), ("unknown-option", "机构信息!D3"), ("not-a-number", "机构信息!D5")]
    assert errors(path, framework) == expected


@pytest.mark.parametrize("raw", ["星河\x07台", "星河\u202e台", "\ufeff星河台"])
def test_control_characters_are_dropped_with_a_note(framework: Framework, raw: str) -> None:
    """In the station's name, in evidence and in notes."""
    escaped = raw.replace("\x07", "\x7f")  # openpyxl refuses \x07; DEL is a control character that a sheet can hold
    path = fill(
        framework,
        answers={"name": escaped},
        evidence={STUDIOS: escaped},
        edit=lambda workbook: setattr(cell_of(workbook, STUDIOS, NOTE), "value", escaped),
    )
    read = answer(path, framework, STUDIOS)
    assert (read.evidence, read.note) == ("星河台", "星河台")
    cells = ["机构信息!D2", where(framework, STUDIOS, "F"), where(framework, STUDIOS, "H")]
    assert remarks(path, framework) == [("note", "control-characters", cell) for cell in cells]


# --- tables ---------------------------------------------------------------------------------------


def test_a_half_filled_row_is_refused_at_each_cell_that_is_missing(framework: Framework) -> None:
    """A row is not dropped, and not counted with holes; a column that may be blank is no hole."""
    rows: list[list[Any]] = [
        ["首发率", "共用", 80, 0.5, "首发", "是", None],
        ["收视率", None, 80, None, "否", "是"],
        [None, None, None, None, None, None, "见附件"],
    ]
    path = fill(framework, tables={"kpi": rows})
    cells = ["B7", "D7", "A8", "B8", "C8", "D8", "E8", "F8"]
    assert errors(path, framework) == [("row-incomplete", f"表-考核指标表!{cell}") for cell in cells]


@pytest.mark.parametrize("word", ["合计", " 总 计 ", "Total", "小计"])
def test_a_total_row_at_the_end_is_not_data(framework: Framework, word: str) -> None:
    """Pasted with the list: counted, it would double every sum."""
    rows: list[list[Any]] = [
        ["首发率", "共用", 80, 0.5, "首发", "是"],
        ["收视率", "共用", 80, 0.5, "否", "是"],
        [word, None, None, 1, None, None],
    ]
    path = fill(framework, tables={"kpi": rows})
    questionnaire, _ = found(path, framework)
    assert questionnaire is not None
    assert [row.values["name"] for row in questionnaire.tables["kpi"].rows] == ["首发率", "收视率"]
    assert remarks(path, framework) == [("note", "total-row", "表-考核指标表!A8")]


def test_blank_rows_and_extra_columns_in_a_table_change_nothing(framework: Framework) -> None:
    """Rows count by what stands in the table's own columns."""
    rows: list[list[Any]] = [
        [],
        ["首发率", "共用", 80, 1, "首发", "是", None, "王"],
        [],
        [None] * 7 + ["备注"],
        [" "] * 7,
    ]
    questionnaire, problems = found(fill(framework, tables={"kpi": rows}), framework)
    assert questionnaire is not None
    assert [row.number for row in questionnaire.tables["kpi"].rows] == [7]
    assert [(item.severity, item.code, place(item)) for item in problems] == [
        ("note", "column-not-read", "表-考核指标表!H7")
    ]


@pytest.mark.parametrize("typed", ["是", "Yes", "√", True, 1])
def test_nothing_to_list_is_not_the_same_as_blank(framework: Framework, typed: Any) -> None:
    """Confirmed, the table is answered: empty. Blank, it is not answered yet."""
    path = fill(framework, edit=lambda workbook: _confirm(workbook, framework, typed))
    questionnaire, _ = found(path, framework)
    assert questionnaire is not None
    confirmed = {name: table.confirmed_empty for name, table in questionnaire.tables.items()}
    assert confirmed == {name: name == "works" for name in confirmed}


def _confirm(workbook: Any, framework: Framework, typed: Any) -> None:
    page_of(workbook, framework, "works")["B3"] = typed


@pytest.mark.parametrize("typed", ["否", "No", False, " "])
def test_not_confirmed(framework: Framework, typed: Any) -> None:
    """A no is no confirmation, and no fault."""
    path = fill(framework, edit=lambda workbook: _confirm(workbook, framework, typed))
    questionnaire, problems = found(path, framework)
    assert questionnaire is not None
    assert not questionnaire.tables["works"].confirmed_empty
    assert problems == ()


def test_a_confirmation_that_says_something_else_is_refused(framework: Framework) -> None:
    """“见附件” is neither."""
    path = fill(framework, edit=lambda workbook: _confirm(workbook, framework, "见附件"))
    assert errors(path, framework) == [("not-yes-no", "表-作品表!B3")]


def test_confirmed_empty_and_filled_in_contradict_each_other(framework: Framework) -> None:
    """Neither is taken for the right one."""
    path = fill(framework, tables={"works": [["星河vlog", "短视频", 5, 1, "是", 2]]}, confirmed=["works"])
    assert errors(path, framework) == [("table-not-empty", "表-作品表")]


def test_all_problems_come_in_one_run(framework: Framework) -> None:
    """Station, questions and tables: nobody sends a workbook back five times."""
    path = fill(
        framework,
        answers={"period": "去年", BUDGET: "很多", STUDIOS: 2.5, "M16.command": "AZ"},
        reasons={STUDIOS: NO_BUSINESS},
        tables={
            "kpi": [["首发率", None, 80, "=1", "首发", "也许"]],
            "accounts": [["推特", "号", 1, 1, 1, "保留", "是"]],
        },
    )
    assert {code for code, _ in errors(path, framework)} == {
        "not-a-number",
        "not-whole",
        "unknown-option",
        "reason-never",
        "row-incomplete",
        "formula-not-calculated",
        "not-yes-no",
    }
    # Period, budget, studios and their reason, command; weight, department and yes/no of kpi; platform.
    assert len(errors(path, framework)) == 9


# --- any answers ----------------------------------------------------------------------------------

_LETTERS = "甲乙丙abcXYZ０１２789，。、;：“”%=+-@<>&#[]/"
_WORDS = st.text(_LETTERS, max_size=8)


def _typed(framework: Framework, name: str, dice: Random) -> tuple[Any, Any]:
    """What may stand in a cell of the template, and what it means."""
    item = next(item for item in framework.indicators if item.id == name)
    ask, options = item.ask, framework.options(item)
    if ask.type == "yes_no":
        return dice.choice([("是", True), ("否", False)])
    if ask.type == "one_of":
        return dice.choice([(text.zh, option) for option, text in options.items()])
    if ask.type == "many_of":
        ticked = [at for at in range(len(options)) if dice.random() < 0.5]
        shuffled = dice.sample(ticked, len(ticked))
        return "".join("ABCDEFGHIJKL"[at] for at in shuffled) or "无", tuple(list(options)[at] for at in ticked)
    low, high = ask.min or 0.0, ask.max or 0.0
    if ask.type == "integer":
        number = dice.randint(int(low), int(high))
        return number, float(number)
    # Fewer digits than the fifteen that a sheet keeps.
    typed = dice.choice([low, high, round(dice.uniform(low, high), 4), float(f"{dice.uniform(low, high):.12g}")])
    return typed, typed


@pytest.fixture(scope="module")
def shipped(framework: Framework) -> Callable[[], Framework]:
    """The framework behind a short name: hypothesis prints the arguments of a case that fails."""
    return lambda: framework


@given(seed=st.integers(0, 2**32))
@settings(max_examples=15, deadline=None)
def test_whatever_is_filled_in_is_read_back(shipped: Callable[[], Framework], seed: int) -> None:
    """Answers, evidence and blanks of a whole questionnaire come back as they were, without a remark."""
    framework, dice = shipped(), Random(seed)
    items = [item for item in framework.indicators if not item.ask.compute and item.in_scope({"level": "county"})]
    asked = [item.id for item in items]
    cases = {name: _typed(framework, name, dice) for name in asked if dice.random() < 0.7}
    ticked = {name: case[1] if isinstance(case[1], tuple) else () for name, case in cases.items()}
    evidence = {
        row: "据" + "".join(dice.choices(_LETTERS, k=dice.randint(0, 8)))
        for item in items
        for row in evidence_rows(framework, item)
        if row == item.id or row.partition("/")[2] in ticked.get(item.id, ())
    }
    path = fill(framework, "zh", "county", {name: case[0] for name, case in cases.items()}, evidence)
    questionnaire, problems = found(path, framework)
    assert questionnaire is not None, [str(item) for item in problems]
    read = {name: questionnaire.answers[name].value for name in asked}
    assert read == {name: cases[name][1] if name in cases else None for name in asked}
    named = [evidence_read(questionnaire.answers[name]) for name in asked]
    assert {row: text for each in named for row, text in each.items()} == evidence
    assert [place(item) for item in problems] == []


_ROW = st.tuples(_WORDS, st.integers(0, 10_000), st.booleans())


@given(rows=st.lists(_ROW, max_size=40), gaps=st.lists(st.integers(0, 2), min_size=40, max_size=40))
@settings(max_examples=15, deadline=None)
def test_whatever_is_listed_is_read_back(
    shipped: Callable[[], Framework], rows: list[tuple[str, int, bool]], gaps: list[int]
) -> None:
    """Each row of a table once, in order, whatever blank rows stand between."""
    framework, lines = shipped(), list[list[Any]]()
    for (name, weight, mobile), gap in zip(rows, gaps, strict=False):
        lines += [[]] * gap + [[f"项{name}", "共用", 50, weight / 10_000, "首发" if mobile else "否", "是"]]
    questionnaire, problems = found(fill(framework, tables={"kpi": lines}), framework)
    assert questionnaire is not None, [str(item) for item in problems]
    read = [row.values for row in questionnaire.tables["kpi"].rows]
    expected = [
        {
            "name": f"项{name}",
            "department": "共用",
            "staff": 50.0,
            "weight": weight / 10_000,
            "mobile": "first" if mobile else "no",
            "applied": True,
        }
        for name, weight, mobile in rows
    ]
    assert read == expected
