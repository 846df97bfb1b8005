"""The blank questionnaire: everything that a station needs is there, and nothing that Excel would have to repair."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from filling import ANSWER, PROGRESS, QUESTIONS, STATION, TABLE_HEADER, evidence_rows, page_of, template
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import absolute_coordinate

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.question import Table, Text
from convergence_cli.questionnaire.template import write_template
from convergence_cli.texts import say

LANGUAGES: tuple[Language, ...] = ("zh", "en")
VARIANTS = [(lang, level) for lang in LANGUAGES for level in (None, "central", "provincial", "municipal", "county")]
HEADERS = {
    "zh": ["编号", "措施", "问题", "单位或选项", "填报值", "佐证材料（文件名、链接或文号）", "不适用原因", "备注", "填报口径与佐证要求", "填报部门"],  # noqa: E501
    "en": [
        "ID", "Measure", "Question", "Unit or options", "Answer", "Evidence (file, link or document number)",
        "Not-applicable reason", "Note", "Criteria and evidence", "Who answers",
    ],
}  # fmt: skip


class Blank:
    """A blank questionnaire, opened."""

    def __init__(self, framework: Framework, language: Language, level: str | None) -> None:
        self.framework, self.language, self.level = framework, language, level
        self.data = template(framework, language, level)
        self.book: Any = openpyxl.load_workbook(io.BytesIO(self.data))
        self.questions: Any = self.book[QUESTIONS[language]]
        self.station = self.book[STATION[language]]

    def asked(self) -> list[str]:
        """Ids of the questions that this level is asked, in the framework's order."""
        profile = {"level": self.level} if self.level else {}
        return [item.id for item in self.framework.indicators if item.in_scope(profile)]

    def rows(self) -> dict[str, int]:
        """Id -> row of the question sheet."""
        ids: list[tuple[Any, Any]] = [
            (cell.value, cell.row) for (cell,) in self.questions.iter_rows(min_row=2, max_col=1)
        ]
        known = {item.id for item in self.framework.indicators}
        known |= {row for item in self.framework.indicators for row in evidence_rows(self.framework, item)}
        return {name: row for name, row in ids if name in known}

    def shown_tables(self) -> list[Any]:
        """The sheets of the tables that are there."""
        prefix = {"zh": "表-", "en": "Table-"}[self.language]
        return [sheet for sheet in self.book if sheet.title.startswith(prefix)]


@pytest.fixture(scope="module", params=VARIANTS, ids=lambda item: f"{item[0]}-{item[1] or 'any'}")
def blank(request: pytest.FixtureRequest, framework: Framework) -> Blank:
    """The template in each language, for each level and for none."""
    language, level = request.param
    return Blank(framework, language, level)


def test_sheets_stand_in_the_order_in_which_they_are_filled_in(blank: Blank) -> None:
    """Guide, station, questions, the tables, progress; then what is hidden."""
    first = {"zh": ["填报说明", "机构信息", "问卷"], "en": ["Guide", "Station", "Questions"]}[blank.language]
    tables = [_title(blank, table) for table in blank.framework.tables]
    names = blank.book.sheetnames
    assert names[:3] == first
    assert names[3:-3] == [name for name in tables if name in names]
    assert names[-3:] == [PROGRESS[blank.language], "_lists", "_convergence"]


def test_every_table_that_an_asked_question_needs_is_there(blank: Blank) -> None:
    """A computed question without its table could never be answered."""
    asked = {item.id: item for item in blank.framework.indicators if item.id in blank.asked()}
    formulas = " ".join(item.ask.compute or "" for item in asked.values())
    needed = {table.id for table in blank.framework.tables if re.search(rf"\b{table.id}\b", formulas)}
    titles = {sheet.title for sheet in blank.shown_tables()}
    assert {page_of(blank.book, blank.framework, name).title for name in needed} == titles


def test_one_row_for_each_question_in_scope(blank: Blank) -> None:
    """No question of another level, none missing, none twice, in the framework's order."""
    ids = [cell.value for (cell,) in blank.questions.iter_rows(min_row=2, max_col=1)]
    items = blank.framework.indicator
    rows = [
        row for name in blank.asked() for row in dict.fromkeys((name, *evidence_rows(blank.framework, items[name])))
    ]
    assert [name for name in ids if isinstance(name, str) and "." in name] == rows


def test_headers(blank: Blank) -> None:
    """The question sheet's header row is the one that reading looks for."""
    assert [cell.value for cell in blank.questions[1]] == HEADERS[blank.language]


def test_a_row_says_what_is_asked_in_one_language(blank: Blank) -> None:
    """Question, criteria and department stand in the row; a red line is marked."""
    rows = blank.rows()
    for item in blank.framework.indicators:
        if item.id not in rows:
            continue
        cells = [blank.questions.cell(rows[item.id], column).value for column in range(1, 11)]
        question = item.ask.question.in_(blank.language)
        mark = {"zh": "【红线】", "en": "[Red line] "}[blank.language]
        red = item.can_be_red_line({"level": blank.level} if blank.level else {})
        assert cells[2] == (mark if red else "") + question
        assert cells[9] == item.who.in_(blank.language)
        assert item.ask.criteria is None or item.ask.criteria.in_(blank.language) in cells[8]


def test_unlocked_cells_are_exactly_the_input_cells(blank: Blank) -> None:
    """Answers (unless computed), evidence, permitted reasons and notes; the station's answers; rows of tables."""
    rows, expected = blank.rows(), set()
    for item in blank.framework.indicators:
        if item.id in rows:
            columns = "H" if item.ask.compute else "EH"
            columns += "G" if item.not_applicable else ""
            expected |= {f"{column}{rows[item.id]}" for column in columns}
            expected |= {f"F{rows[row]}" for row in evidence_rows(blank.framework, item)}
    assert _unlocked(blank.questions) == expected
    last = len(blank.framework.profile) + 1
    assert _unlocked(blank.station) == {f"D{row}" for row in range(2, last + 1)}
    for sheet, table in _tables(blank):
        offered = [sheet.cell(TABLE_HEADER + row, column + 1) for row in range(1, table.rows + 1)
                   for column in range(len(table.columns))]  # fmt: skip
        assert _unlocked(sheet) == {"B3"} | {cell.coordinate for cell in offered}
    for name in (PROGRESS[blank.language], "_lists", "_convergence"):
        assert _unlocked(blank.book[name]) == set()
    (due,) = _unlocked(blank.book.worksheets[0])
    assert blank.book.worksheets[0][due].offset(0, -1).value == say(blank.language, "workbook.guide-due")


def _unlocked(sheet: Any) -> set[str]:
    return {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}


def test_every_sheet_is_protected_without_a_password(blank: Blank) -> None:
    """A slip of the hand changes no id, and whoever must change one can."""
    for sheet in blank.book:
        assert sheet.protection.sheet, sheet.title
        assert not sheet.protection.password, sheet.title


def test_percentages_have_a_percent_format(blank: Blank) -> None:
    """Typing 55 into the cell gives 55%, in questions and in tables."""
    rows = blank.rows()
    for item in blank.framework.indicators:
        if item.id in rows and item.ask.type == "percent" and not item.ask.compute:
            assert blank.questions.cell(rows[item.id], ANSWER).number_format == "0.00%", item.id
    for sheet, table in _tables(blank):
        for column, about in enumerate(table.columns, 1):
            shown = sheet.cell(TABLE_HEADER + table.rows, column).number_format
            assert (shown == "0.00%") == (about.type == "percent"), (table.id, about.id)


def _tables(blank: Blank) -> list[tuple[Any, Any]]:
    pages = {sheet.title: sheet for sheet in blank.shown_tables()}
    pairs = [(pages.get(_title(blank, table)), table) for table in blank.framework.tables]
    found = [(sheet, table) for sheet, table in pairs if sheet is not None]
    assert len(found) == len(pages)
    return found


def _title(blank: Blank, table: Table) -> str:
    """What stands on its tab: Excel allows 31 letters."""
    return ({"zh": "表-", "en": "Table-"}[blank.language] + table.title.in_(blank.language))[:31]


def test_free_text_cells_are_text(blank: Blank) -> None:
    """A name such as 1-2 does not become a date: letters of a many_of and texts are typed into text cells."""
    for row, question in enumerate(blank.framework.profile, 2):
        shown = blank.station.cell(row, 4).number_format
        assert (shown == "@") == (question.type in ("text", "many_of")), question.id


def test_the_year_is_not_shown_with_a_separator(blank: Blank) -> None:
    """2025 stays 2025 on the screen, not 2,025."""
    row = next(row for row, question in enumerate(blank.framework.profile, 2) if question.id == "period")
    assert "," not in blank.station.cell(row, 4).number_format


def test_closed_answers_have_drop_downs_of_all_their_options(blank: Blank) -> None:
    """Each closed question's list is its options in order, from a range on the hidden sheet."""
    rows = blank.rows()
    words = {"zh": ["是", "否"], "en": ["Yes", "No"]}[blank.language]
    for item in blank.framework.indicators:
        if item.id not in rows or item.ask.compute:
            continue
        listed = _listed(blank, blank.questions, f"E{rows[item.id]}")
        if item.ask.type == "one_of":
            assert listed == [text.in_(blank.language) for text in blank.framework.options(item).values()]
        else:
            assert listed == (words if item.ask.type == "yes_no" else None), item.id


def test_reasons_have_drop_downs_of_the_permitted_ones(blank: Blank) -> None:
    """Only reasons that the indicator permits are offered."""
    rows = blank.rows()
    for item in blank.framework.indicators:
        if item.id in rows:
            listed = _listed(blank, blank.questions, f"G{rows[item.id]}")
            permitted = [blank.framework.reasons[name].in_(blank.language) for name in item.not_applicable]
            assert listed == (permitted or None), item.id


def _listed(blank: Blank, sheet: Any, cell: str) -> list[str] | None:
    """The words of the drop-down on a cell, through its defined name; None where there is none."""
    for check in sheet.data_validations.dataValidation:
        if check.type == "list" and cell in check.sqref:
            name = check.formula1.removeprefix("=")
            ((sheet_name, area),) = blank.book.defined_names[name].destinations
            return [line[0].value for line in blank.book[sheet_name][area.replace("$", "")]] if ":" in area else []
    return None


def test_drop_downs_come_from_defined_names_alone(blank: Blank) -> None:
    """Excel cuts an inline list at 255 characters and splits it at commas; a defined name has neither fault."""
    lists = [check for sheet in blank.book for check in sheet.data_validations.dataValidation if check.type == "list"]
    assert lists
    for check in lists:
        name = check.formula1.removeprefix("=")
        assert re.fullmatch(r"[A-Za-z_]\w*", name)
        assert not re.fullmatch(r"[A-Za-z]{1,3}\d+", name), "a name that is also a cell"
        assert name in blank.book.defined_names
        assert check.showErrorMessage
        assert check.errorStyle in (None, "stop")


def test_bounds_of_numbers_are_the_framework_s(blank: Blank) -> None:
    """What Excel lets through is what reading lets through, and the message says it without exponents."""
    rows = blank.rows()
    for item in blank.framework.indicators:
        if item.id in rows and not item.ask.compute and item.ask.type in ("percent", "number", "integer", "money"):
            (check,) = [
                check for check in blank.questions.data_validations.dataValidation if f"E{rows[item.id]}" in check.sqref
            ]
            assert check.type == ("whole" if item.ask.type == "integer" else "decimal")
            assert (float(check.formula1), float(check.formula2)) == (item.ask.min, item.ask.max)
            assert "e+" not in check.error


def test_validations_are_within_what_excel_accepts(blank: Blank) -> None:
    """Longer texts, or two validations of one cell, make Excel repair the file."""
    for sheet in blank.book:
        seen: set[str] = set()
        for check in sheet.data_validations.dataValidation:
            assert len(check.promptTitle or "") <= 32
            assert len(check.errorTitle or "") <= 32
            assert len(check.prompt or "") <= 255
            assert len(check.error or "") <= 255
            assert check.sqref.ranges
            for area in check.sqref.ranges:
                assert area.bounds == range_boundaries(area.coord)
                assert area.coord not in seen
                seen.add(area.coord)


def test_names_are_valid_and_lead_somewhere(blank: Blank) -> None:
    """A defined name that is malformed or points at nothing makes Excel repair the file."""
    assert len({name.casefold() for name in blank.book.sheetnames}) == len(blank.book.sheetnames)
    for name in blank.book.sheetnames:
        assert len(name) <= 31
        assert not set("[]:*?/\\") & set(name)
        assert name.strip("'") == name
    for defined in blank.book.defined_names.values():
        ((sheet_name, area),) = defined.destinations
        assert absolute_coordinate(area) == area
        assert all(line[0].value for line in blank.book[sheet_name][area.replace("$", "")])


def test_pages_are_ready_for_print(blank: Blank) -> None:
    """A4, landscape, one page wide, header rows repeated on each page."""
    for sheet in [blank.questions, blank.station, *blank.shown_tables()]:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        header = TABLE_HEADER if sheet in blank.shown_tables() else 1
        assert sheet.print_title_rows == f"${header}:${header}"


def test_headers_stay_in_sight_and_rows_can_be_filtered(blank: Blank) -> None:
    """The header row is frozen on every sheet that is filled in; the filter covers every question."""
    last = blank.questions.max_row
    assert blank.questions.freeze_panes == "D2"
    assert blank.station.freeze_panes == "A2"
    assert blank.questions.auto_filter.ref == f"A1:J{last}"
    assert not blank.questions.protection.autoFilter, "a locked sheet would refuse to filter"
    assert [sheet.freeze_panes for sheet in blank.shown_tables()] == ["A6"] * len(blank.shown_tables())


def test_rows_are_high_enough_for_their_text(blank: Blank) -> None:
    """Excel fits no height by itself: each row brings its own, from one line to the 409 points of a sheet."""
    for name, row in blank.rows().items():
        height = blank.questions.row_dimensions[row].height
        assert (20 if "/" in name else 32) <= height <= 409, name
        # A hint of n characters in a column 48 wide needs at least n/48 lines of 12 points.
        hint = blank.questions.cell(row, 9).value
        assert height >= min(409, len(hint or "") / 48 * 12), name


def test_identity_is_hidden_and_complete(blank: Blank) -> None:
    """The workbook knows what it was made for."""
    sheet = blank.book["_convergence"]
    facts = {line[0].value: line[1].value for line in sheet.iter_rows(max_col=2)}
    assert facts["framework"] == blank.framework.id
    assert facts["version"] == blank.framework.version
    assert facts["sha256"] == blank.framework.sha256
    assert facts["language"] == blank.language
    assert (facts["level"] or "") == (blank.level or "")
    assert blank.book["_convergence"].sheet_state == blank.book["_lists"].sheet_state == "hidden"
    assert blank.book.active.sheet_state == "visible"


def test_the_level_asked_for_is_filled_in(blank: Blank) -> None:
    """A county's template is a county's: its level needs no typing."""
    row = next(row for row, question in enumerate(blank.framework.profile, 2) if question.id == "level")
    level = blank.framework.profile[row - 2]
    expected = level.options[blank.level].in_(blank.language) if blank.level else None
    assert blank.station.cell(row, 4).value == expected


def test_the_only_formulas_are_counts_and_totals(blank: Blank) -> None:
    """No score is computed in the workbook."""
    for sheet in blank.book:
        formulas = [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
        if sheet.title == PROGRESS[blank.language]:
            assert formulas
        elif sheet in blank.shown_tables():
            assert all(cell.row == TABLE_HEADER - 1 and cell.value.startswith("=SUM(") for cell in formulas)
        else:
            assert not formulas


def test_the_same_template_is_the_same_file(framework: Framework) -> None:
    """No clock: a template made twice has the same bytes."""
    assert write_template(framework, "zh", {"level": "county"}) == write_template(framework, "zh", {"level": "county"})


def test_parts_are_sound(blank: Blank) -> None:
    """A whole zip, no external link, no macro, no part that a strict office would refuse."""
    with zipfile.ZipFile(io.BytesIO(blank.data)) as file:
        assert file.testzip() is None
        names = file.namelist()
    assert len(set(names)) == len(names)
    assert not [name for name in names if "externalLink" in name or "vba" in name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_framework_s_text_never_becomes_a_formula(framework: Framework, language: Language) -> None:
    """Titles, options, questions and reasons that start with = + - @ are written as text."""
    evil = Text(zh="=1+1", en="=1+1")
    profile = tuple(
        replace(item, title=evil, hint=evil, options=dict.fromkeys(item.options, evil)) for item in framework.profile
    )
    changed = replace(
        framework,
        title=evil,
        profile=profile,
        chapters=tuple(replace(item, title=evil) for item in framework.chapters),
        reasons=dict.fromkeys(framework.reasons, evil),
        measures=tuple(
            replace(
                measure,
                title=evil,
                indicators=tuple(
                    replace(item, title=evil, ask=replace(item.ask, question=evil, criteria=evil))
                    for item in measure.indicators
                ),
            )
            for measure in framework.measures
        ),
        tables=tuple(
            replace(table, hint=evil, columns=tuple(replace(column, title=evil) for column in table.columns))
            for table in framework.tables
        ),
    )
    book: Any = openpyxl.load_workbook(io.BytesIO(write_template(changed, language, {"level": "county"})))
    formulas = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    assert "=1+1" not in formulas
    assert formulas


def test_one_chapter_alone(framework: Framework) -> None:
    """`chapter` keeps the questions of one chapter, for one department."""
    chapter = framework.chapters[0]
    book: Any = openpyxl.load_workbook(io.BytesIO(write_template(framework, "zh", {"level": "county"}, chapter.id)))
    ids = [cell.value for (cell,) in book["问卷"].iter_rows(min_row=2, max_col=1)]
    asked = [item.id for item in framework.indicators if item.in_scope({"level": "county"})]
    expected = [name for name in asked if name.partition(".")[0] in chapter.measures]
    assert [name for name in ids if "." in str(name) and "/" not in name] == expected


def test_a_table_whose_title_has_an_apostrophe_breaks_no_formula(framework: Framework) -> None:
    """A sheet name stands in quotes inside a formula; its own quotes are doubled, and none stands at an end."""
    tables = tuple(
        replace(table, title=Text(zh=f"'{table.title.zh}'的'", en=f"The station's {table.id}'"))
        for table in framework.tables
    )
    book: Any = openpyxl.load_workbook(
        io.BytesIO(write_template(replace(framework, tables=tables), "en", {"level": "county"}))
    )
    names = [name for name in book.sheetnames if name.startswith("Table-")]
    assert names
    assert all(not name.endswith("'") for name in names)
    formulas = [cell.value for line in book["Progress"].iter_rows() for cell in line if cell.data_type == "f"]
    for name in names:
        quoted = name.replace("'", "''")
        assert any(f"'{quoted}'!" in formula for formula in formulas)
