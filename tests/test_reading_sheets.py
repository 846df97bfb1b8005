"""Sheets, headers and rows as stations send them back: moved, added to, misspelt, broken."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filling import ANSWER, EVIDENCE, TABLE_HEADER, cell_of, errors, fill, found, page_of, remarks, rewrite, row_of

from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Questionnaire

ANSWERS = {"M01.mobile-budget": 0.31, "M10.outside-creators": 12, "M16.command": "ACD", "M16.appraisal-scheme": "是"}
EVIDENCES = {"M01.mobile-budget": "决算表.pdf", "M10.outside-creators": "名单"}
REASONS = {"M16.company-revenue": "属公益一类事业单位，按规定不得从事经营活动"}
KPI = [["移动端首发率", "共用", 80, 0.6, "首发", "是", None], ["收视率", "共用", 80, 0.4, "否", "是", "按排名"]]
Edit = Callable[[Any], object]


def filled(framework: Framework, edit: Edit | None = None) -> Path:
    """The same answers in every test; only the shape of the workbook differs."""
    return fill(
        framework, answers=ANSWERS, evidence=EVIDENCES, reasons=REASONS, tables={"kpi": KPI}, edit=edit,
        confirmed=["works"],
    )  # fmt: skip


def content(questionnaire: Questionnaire | None) -> dict[str, Any]:
    """All that was read, without the places."""
    assert questionnaire is not None
    answers = {name: (item.value, item.reason, item.evidence) for name, item in questionnaire.answers.items()}
    tables = {
        name: (table.confirmed_empty, tuple(row.values for row in table.rows))
        for name, table in questionnaire.tables.items()
    }
    profile = {name: item.value for name, item in questionnaire.profile.items()}
    return {"profile": profile, "answers": answers, "tables": tables}


def test_what_was_filled_in_is_what_is_read(framework: Framework) -> None:
    """The yardstick of this file: each value, reason, evidence and row, and nothing else."""
    read = content(found(filled(framework), framework)[0])
    given = {name: item for name, item in read["answers"].items() if item != (None, None, "")}
    assert given == {
        "M01.mobile-budget": (0.31, None, "决算表.pdf"),
        "M10.outside-creators": (12.0, None, "名单"),
        "M16.command": (("single-authority", "dispatch-system", "duty-roster"), None, ""),
        "M16.appraisal-scheme": (True, None, ""),
        "M16.company-revenue": (None, "no-business-allowed", ""),
    }
    both = {"department": "共用", "staff": 80.0, "applied": True}
    first = {**both, "name": "移动端首发率", "weight": 0.6, "mobile": "first"}
    second = {**both, "name": "收视率", "weight": 0.4, "mobile": "no", "rule": "按排名"}
    untouched = {table.id: (False, ()) for table in framework.tables}
    assert read["tables"] == {**untouched, "works": (True, ()), "kpi": (False, (first, second))}
    profile = {name: item for name, item in read["profile"].items() if item is not None}
    assert profile == {"name": "星河广播电视台", "level": "provincial", "province": "浙江省", "period": 2025.0}


def _rows_reversed(workbook: Any) -> None:
    for name in ("问卷", "机构信息", "表-考核指标表"):
        sheet = workbook[name]
        header = TABLE_HEADER if name.startswith("表") else 1
        last = TABLE_HEADER + 2 if name.startswith("表") else sheet.max_row
        lines = [[(cell.value, cell.number_format) for cell in line] for line in sheet.iter_rows(header + 1, last)]
        # The rows of a table keep their order in what is read, so there only the second goes elsewhere.
        for row, line in enumerate(lines if name.startswith("表") else reversed(lines), header + 1):
            _put(sheet, row + (3 if name.startswith("表") and row == last else 0), line)
        if name.startswith("表"):
            _put(sheet, last, [(None, "General")] * len(KPI[0]))


def _put(sheet: Any, row: int, line: list[tuple[Any, str]]) -> None:
    for column, (given, shown) in enumerate(line, 1):
        sheet.cell(row, column).value, sheet.cell(row, column).number_format = given, shown


def _columns_reversed(workbook: Any) -> None:
    for name in ("问卷", "机构信息"):
        sheet = workbook[name]
        for row in range(1, sheet.max_row + 1):
            line = [(cell.value, cell.number_format) for cell in sheet[row]]
            _put(sheet, row, line[::-1])
    sheet = workbook["表-考核指标表"]
    for row in range(TABLE_HEADER, TABLE_HEADER + 3):
        line = [
            (sheet.cell(row, column).value, sheet.cell(row, column).number_format)
            for column in range(1, 1 + len(KPI[0]))
        ]
        _put(sheet, row, line[::-1])


def _columns_added(workbook: Any) -> None:
    for name in ("问卷", "机构信息", "表-考核指标表"):
        sheet = workbook[name]
        sheet.insert_cols(1)
        sheet.insert_cols(4)
        row = TABLE_HEADER if name.startswith("表") else 1
        sheet.cell(row, 1).value, sheet.cell(row, 4).value = "审核人", "去年填报"
        sheet.cell(row + 1, 1).value, sheet.cell(row + 2, 4).value = "王", 0.99
    # The confirmation of this table stands beside its label and moved with it.
    workbook["表-作品表"].insert_cols(1)


def _rows_added(workbook: Any) -> None:
    for name in ("问卷", "机构信息"):
        sheet = workbook[name]
        for row in range(sheet.max_row, 2, -2):
            sheet.insert_rows(row)
    workbook["表-考核指标表"].insert_rows(TABLE_HEADER + 2, 30)


def _title_block(workbook: Any) -> None:
    for name in ("问卷", "机构信息", "表-考核指标表", "表-作品表"):
        sheet = workbook[name]
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        sheet.insert_rows(1, 12)
        sheet["A1"] = "星河广播电视台媒体深度融合自评问卷"
        sheet["A2"], sheet["B2"] = "填报单位：", "总编室"
        sheet.merge_cells("A1:H1")


def _merged_headings(workbook: Any) -> None:
    sheet = workbook["问卷"]
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, 3).value is None and sheet.cell(row, 1).value:
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=9)


def _hidden(workbook: Any) -> None:
    sheet = workbook["问卷"]
    for row in range(2, sheet.max_row + 1):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["E"].hidden = True
    workbook["机构信息"].sheet_state = "hidden"
    workbook["表-考核指标表"].sheet_state = "veryHidden"


def _sheets_added(workbook: Any) -> None:
    for name in ("Sheet1", "计算过程", "汇总"):
        sheet = workbook.create_sheet(name, 0)
        for row in range(1, 9):
            sheet.append([f"M0{row}", "数据", row, "填报值"])
    workbook.move_sheet("问卷", 4)


def _aliases(workbook: Any) -> None:
    sheet = workbook["问卷"]
    for column, word in ((1, "题号"), (ANSWER, "答案"), (EVIDENCE, "佐证材料"), (7, "Not applicable"), (8, "说明")):
        sheet.cell(1, column).value = word
    words = ("Indicator", "Department", "Content staff", "Weight", " 移动端 ", "Applied", "How it is scored")
    for column, word in enumerate(words, 1):
        workbook["表-考核指标表"].cell(TABLE_HEADER, column).value = word


SAME: dict[str, Edit] = {
    "rows moved": _rows_reversed,
    "columns moved": _columns_reversed,
    "columns added": _columns_added,
    "blank rows between": _rows_added,
    "a title block above the header": _title_block,
    "merged headings": _merged_headings,
    "hidden rows, columns and sheets": _hidden,
    "sheets added and moved": _sheets_added,
    "headers by their other names": _aliases,
}


@pytest.mark.parametrize("edit", SAME.values(), ids=SAME.keys())
def test_what_a_station_moves_or_adds_changes_nothing(framework: Framework, edit: Edit) -> None:
    """Not a value, not a reason, not a piece of evidence, not a row; what was added and is not read is named."""
    path = filled(framework, edit)
    assert content(found(path, framework)[0]) == content(found(filled(framework), framework)[0])
    told = {_columns_added: {"column-not-read"}, _sheets_added: {"sheet-not-read"}, _hidden: {"answer-hidden"}}
    added = told.get(edit, set())
    assert {(kind, code) for kind, code, _ in remarks(path, framework)} == {("note", code) for code in added}


def test_a_dimension_that_lies_is_not_believed(framework: Framework) -> None:
    """WPS writes <dimension ref="A1"/> whatever the sheet holds."""
    import re

    path = filled(framework, lambda workbook: _set(workbook, "M16.studios", "#REF!"))
    lied = rewrite(path, lambda _part, xml: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', xml))
    assert errors(lied, framework) == [("error-cell", "问卷!E" + str(_row(framework, "M16.studios")))]
    mended = rewrite(
        filled(framework), lambda _part, xml: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', xml)
    )
    assert content(found(mended, framework)[0]) == content(found(filled(framework), framework)[0])


def _set(workbook: Any, name: str, given: Any) -> None:
    cell_of(workbook, name).value = given


def _row(framework: Framework, name: str) -> int:
    import openpyxl

    return row_of(openpyxl.load_workbook(filled(framework))["问卷"], name)


RENAMED: dict[str, tuple[str, str]] = {
    "misspelt question sheet": ("问卷", "问 卷 "),
    "station sheet misspelt": ("机构信息", "机构信息表"),
    "table by its title alone": ("表-考核指标表", "考核指标表"),
    "table misspelt": ("表-考核指标表", "表-考核指标"),
    "question sheet by its header": ("问卷", "Sheet2"),
    "station sheet by its header": ("机构信息", "本台"),
    "table by its header": ("表-考核指标表", "绩效"),
}
EXACT = {"misspelt question sheet", "table by its title alone"}


@pytest.mark.parametrize("name", RENAMED)
def test_a_renamed_sheet_is_found(framework: Framework, name: str) -> None:
    """By a close name or by its header row; unless the name is a known one, with a note."""
    old, new = RENAMED[name]

    def rename(workbook: Any) -> None:
        workbook[old].title = new

    path = filled(framework, rename)
    assert content(found(path, framework)[0]) == content(found(filled(framework), framework)[0])
    assert remarks(path, framework) == ([] if name in EXACT else [("note", "sheet-misspelt", new)])


def test_misspelt_headers_are_read_with_a_note(framework: Framework) -> None:
    """Those without which nothing can be read, and those that would be missed later."""

    def misspell(workbook: Any) -> None:
        sheet = workbook["问卷"]
        sheet.cell(1, ANSWER).value = "填报值值"
        sheet.cell(1, EVIDENCE).value = "佐证材枓（文件名、链接或文号）"
        sheet.cell(1, 7).value = "不适用的原因"
        workbook["表-考核指标表"].cell(TABLE_HEADER, 3).value = "部门采编播人"

    path = filled(framework, misspell)
    assert content(found(path, framework)[0]) == content(found(filled(framework), framework)[0])
    places = ["问卷!E1", "问卷!F1", "问卷!G1", "表-考核指标表!C5"]
    assert remarks(path, framework) == [("note", "header-misspelt", place) for place in places]


@pytest.mark.parametrize(("column", "word"), [(EVIDENCE, "佐证材枓"), (7, "不适用的原因"), (8, "备 注 ：")])
def test_a_misspelt_header_is_found_beside_right_ones(framework: Framework, column: int, word: str) -> None:
    """Where id and answer are spelt right, the other columns are not given up for lost."""

    def misspell(workbook: Any) -> None:
        workbook["问卷"].cell(1, column).value = word
        cell_of(workbook, "M16.studios", 8).value = "见附件"

    questionnaire, problems = found(filled(framework, misspell), framework)
    assert [item.code for item in problems] == ["header-misspelt"]
    right, _ = found(filled(framework), framework)
    assert content(questionnaire) == content(right)
    assert questionnaire is not None
    assert questionnaire.answers["M16.studios"].note == "见附件"


@pytest.mark.parametrize(("column", "code"), [(EVIDENCE, "column-missing"), (7, "column-missing")])
def test_a_column_that_is_gone_is_a_warning(framework: Framework, column: int, code: str) -> None:
    """Evidence and reasons that cannot be read are not silently none."""
    path = filled(framework, lambda workbook: workbook["问卷"].delete_cols(column))
    assert remarks(path, framework) == [("warning", code, "问卷")]


@pytest.mark.parametrize("column", [1, ANSWER])
def test_without_ids_or_answers_there_is_no_question_sheet(framework: Framework, column: int) -> None:
    """No guess at which column is which."""
    path = filled(framework, lambda workbook: workbook["问卷"].delete_cols(column))
    assert ("no-question-sheet", "") in errors(path, framework)


def test_a_header_that_stands_twice_is_refused(framework: Framework) -> None:
    """Two columns of answers: neither is taken for the right one."""

    def twice(workbook: Any) -> None:
        workbook["问卷"].cell(1, 11).value = "填报值"

    assert errors(filled(framework, twice), framework) == [("column-twice", "问卷!K1")]


def test_a_row_that_is_gone_is_a_warning(framework: Framework) -> None:
    """It counts as unanswered, and says so; a row of a question out of scope is not missed."""

    def drop(workbook: Any) -> None:
        sheet = workbook["问卷"]
        sheet.delete_rows(row_of(sheet, "M16.studios"))

    assert remarks(filled(framework, drop), framework) == [("warning", "row-missing", "问卷")]


def test_a_table_that_is_gone_is_a_warning(framework: Framework) -> None:
    """Its indicators count as unanswered, and the report says why."""
    path = filled(framework, lambda workbook: workbook.remove(workbook["表-账号表"]))
    assert remarks(path, framework) == [("warning", "table-missing", "")]


@pytest.mark.parametrize("name", ["表-考核指标表", "表-考核指标", "考核指标表"])
def test_a_table_whose_header_is_broken_is_refused(framework: Framework, name: str) -> None:
    """Rows under a header that nobody can read are not an empty table, whatever the sheet is called."""

    def break_header(workbook: Any) -> None:
        page_of(workbook, framework, "kpi").cell(TABLE_HEADER, 3).value = "占比情况"
        page_of(workbook, framework, "kpi").title = name

    assert errors(filled(framework, break_header), framework) == [("table-header-missing", name)]


@pytest.mark.parametrize(("sheet", "code"), [("问卷", "no-question-sheet"), ("机构信息", "no-station-sheet")])
def test_a_sheet_that_must_be_there(framework: Framework, sheet: str, code: str) -> None:
    """Without it nothing can be judged."""
    path = filled(framework, lambda workbook: workbook.remove(workbook[sheet]))
    assert (code, "") in errors(path, framework)


def _identity(**facts: str | None) -> Edit:
    def edit(workbook: Any) -> None:
        sheet = workbook["_convergence"]
        for row in range(1, 6):
            if sheet.cell(row, 1).value in facts:
                sheet.cell(row, 2).value = facts[sheet.cell(row, 1).value]

    return edit


def _version(framework: Framework, place: int) -> str:
    """The framework's version with one number raised: 0 the major one, 2 the last."""
    numbers = [int(number) for number in framework.version.split(".")]
    numbers[place] += 1
    return ".".join(str(number) for number in numbers)


def test_another_framework_s_workbook_is_refused_by_name(framework: Framework) -> None:
    """Its ids may even be the same: the numbers would mean something else."""
    questionnaire, problems = found(filled(framework, _identity(framework="hubei-2026")), framework)
    assert questionnaire is None
    assert [(item.code, dict(item.values)["found"]) for item in problems] == [("other-framework", "hubei-2026")]


def test_another_major_version_is_refused(framework: Framework) -> None:
    """Weights and ids may differ."""
    edit = _identity(version=_version(framework, 0))
    assert errors(filled(framework, edit), framework) == [("other-version", "")]


def test_another_patch_is_read_with_a_note(framework: Framework) -> None:
    """Within a version answers carry over."""
    path = filled(framework, _identity(version=_version(framework, 2)))
    assert content(found(path, framework)[0]) == content(found(filled(framework), framework)[0])
    assert remarks(path, framework) == [("note", "newer-version", "")]


def test_the_same_version_with_other_content_is_noted(framework: Framework) -> None:
    """A framework under work changes without a new version."""
    path = filled(framework, _identity(sha256="0" * 64))
    assert remarks(path, framework) == [("note", "framework-changed", "")]


@pytest.mark.parametrize("blank", ["", " ", None])
def test_a_form_that_says_whose_it_is_and_not_of_which_version_is_refused(
    framework: Framework, blank: str | None
) -> None:
    """It would pass for one of today's version, whatever its questions meant."""
    questionnaire, problems = found(filled(framework, _identity(version=blank)), framework)
    assert questionnaire is None
    assert [(item.code, item.location.sheet) for item in problems] == [("cell-unreadable", "_convergence")]


def test_without_identity_the_ids_decide(framework: Framework) -> None:
    """A workbook that was copied together from elsewhere is read, with a note."""

    def drop(workbook: Any) -> None:
        del workbook["_convergence"]
        del workbook["_lists"]

    path = filled(framework, drop)
    questionnaire, _ = found(path, framework)
    assert content(questionnaire) == content(found(filled(framework), framework)[0])
    assert remarks(path, framework) == [("note", "no-identity", "")]
    assert questionnaire is not None
    assert questionnaire.language == "zh"
