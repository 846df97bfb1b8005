"""Questionnaires of released versions are read for ever, whatever a station chose in them.

`tests/released/` keeps a blank form of each version that the framework recorded, as that version made it for a
provincial station. Here every option and every reason of the record is chosen in it, one after the other, by its words
and by its letter.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import ROOT
from filling import ANSWER, QUESTIONS, REASON, STATION, TABLE_HEADER
from running import convergence

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.question import Text
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.model.record import Asked, Record
from convergence_cli.model.versions import moves_from
from convergence_cli.questionnaire.read import examine
from convergence_cli.rubric.records import as_text, record_problems
from convergence_cli.rubric.schema import RECORD
from convergence_cli.rubric.strict_yaml import parse

VERSIONS = ROOT / "rubrics" / "nrta-2020-79" / "versions"
FORMS = sorted((ROOT / "tests" / "released").glob("*.xlsx"))
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PLAIN: dict[str, Any] = {"yes_no": "是", "date": "2025-06-01", "text": "某某", "money": 5}
TURNS = 12
"""In which every option of every question is chosen at least once."""
ROWS = 24
"""Of each table, in which every option is chosen at least twice."""
STATION_ANSWER = 4


def recorded(version: str) -> Record:
    tree, problems = parse((VERSIONS / f"{version}.yaml").read_text("utf-8"), version)
    assert problems == []
    record: Record = RECORD.type.validate_json(json.dumps(tree))
    return record


def told_of(form: Path) -> tuple[Record, Language]:
    *_, version, language = form.stem.split("-")
    return recorded(version), "zh" if language == "zh" else "en"


def typed(asked: Asked, turn: int, language: Language) -> Any:
    """What a station types for its turn's option, at first its words and then its letter, or a bound of a number."""
    if asked.options:
        around, at = divmod(turn, len(asked.options))
        return LETTERS[at] if around % 2 else list(asked.options.values())[at].in_(language)
    if asked.type in ("integer", "number", "percent"):
        return asked.max if turn % 2 and asked.max is not None else asked.min or 0
    return PLAIN[asked.type]


def filled(form: Path, out: Path, turn: int, *, reasons: bool = False) -> Path:
    """The form with this turn's choice for each question, or a reason where it permits one; a table's rows have all."""
    record, language = told_of(form)
    book = openpyxl.load_workbook(form)
    for sheet, column in ((book[STATION[language]], STATION_ANSWER), (book[QUESTIONS[language]], ANSWER)):
        for row in sheet.iter_rows():
            asked = record.asked.get(str(row[0].value))
            if asked is None:
                continue
            if reasons and asked.reasons:
                reason = record.reasons[asked.reasons[turn % len(asked.reasons)]]
                sheet.cell(row[0].row, REASON).value = reason.in_(language)
            elif not asked.computed:
                sheet.cell(row[0].row, column).value = typed(asked, turn, language)
    for name, title in record.titles.items():
        if "." in name:
            continue
        sheet = next(book[each] for each in book.sheetnames if each.endswith(f"-{title.in_(language)}"))
        columns = [asked for key, asked in record.asked.items() if key.startswith(f"{name}.")]
        for at in range(ROWS):
            for number, asked in enumerate(columns, 1):
                sheet.cell(TABLE_HEADER + 1 + at, number).value = typed(asked, at, language)
    book.save(out)
    return out


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_every_option_of_a_released_version_is_read_as_what_it_is_today(
    form: Path, framework: Framework, tmp_path: Path
) -> None:
    """One that is no more is named, and nothing is refused."""
    record, _ = told_of(form)
    assert all(len(asked.options) <= TURNS for asked in record.asked.values())
    for turn in range(TURNS):
        questionnaire = examine(filled(form, tmp_path / "a.xlsx", turn), framework)
        assert [item for item in questionnaire.problems if item.severity == "error"] == []
        given: Mapping[str, Any] = {**questionnaire.profile, **questionnaire.answers}
        moves = moves_from(framework, record.version)
        assert moves is not None
        gone = {str(dict(item.values)["id"]) for item in questionnaire.problems if item.code == "option-retired"}
        for name, asked in record.asked.items():
            if asked.options and name in given:
                option = list(asked.options)[turn % len(asked.options)]
                mapped = moves.options.get(name)
                today = mapped.now.get(option, option) if mapped else option
                if mapped and option in mapped.because:
                    assert (given[name].value, name in gone) == (None, True), name
                else:
                    assert given[name].value == ((today,) if asked.type == "many_of" else today), name
        assert_rows(questionnaire, record)


def assert_rows(questionnaire: Questionnaire, record: Record) -> None:
    """Each row of a table holds what it held then, or is named."""
    gone = [str(dict(item.values)["id"]) for item in questionnaire.problems if item.code == "option-retired"]
    for name, table in questionnaire.tables.items():
        columns = {key.partition(".")[2]: asked for key, asked in record.asked.items() if key.startswith(f"{name}.")}
        if columns:
            lost = sum(each.startswith(f"{name}.") for each in gone)
            assert len(table.rows) + lost == ROWS, name
        for row in table.rows:
            at = row.number - 1 - TABLE_HEADER
            for column, asked in columns.items():
                if asked.options and column in row.values:
                    assert row.values[column] == list(asked.options)[at % len(asked.options)]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_every_reason_of_a_released_version_is_read(form: Path, framework: Framework, tmp_path: Path) -> None:
    record, _ = told_of(form)
    for turn in range(max(len(asked.reasons) for asked in record.asked.values())):
        questionnaire = examine(filled(form, tmp_path / "a.xlsx", turn, reasons=True), framework)
        assert [item for item in questionnaire.problems if item.severity == "error"] == []
        for name, asked in record.asked.items():
            if asked.reasons and name in questionnaire.answers:
                assert questionnaire.answers[name].reason == asked.reasons[turn % len(asked.reasons)]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_blank_form_of_a_released_version_has_nothing_to_lose(form: Path, framework: Framework) -> None:
    """What the program wrote in it (a cell is computed, the head of a table no longer asked) is no answer."""
    told = {item.code for item in examine(form, framework).problems}
    assert told <= {"older-version", "profile-missing", "questions-new", "framework-changed"}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_what_was_listed_in_a_table_or_column_that_is_no_longer_asked_is_told(
    form: Path, framework: Framework, tmp_path: Path
) -> None:
    """With what stands first, its place and what became of it."""
    record, _ = told_of(form)
    moves = moves_from(framework, record.version)
    assert moves is not None
    gone = {name for name in record.titles if name in moves.because}
    left = {name for name in gone if name.partition(".")[0] not in gone - {name}}
    questionnaire = examine(filled(form, tmp_path / "a.xlsx", 0), framework)
    told = {item.id: item.location.cell for item in questionnaire.moved if item.id in gone}
    assert told.keys() == left
    assert {cell.strip("ABCDEFGHIJ") for cell in told.values()} == {str(TABLE_HEADER + 1)}
    assert {"rights": "A6", "kpi.mobile_first": "D6"}.items() <= told.items() or record.version != "0.2.0"


def test_there_is_a_form_of_each_version_in_both_languages() -> None:
    """And a record of each version that the map starts from."""
    versions = {path.stem for path in VERSIONS.glob("*.yaml")}
    assert versions
    assert {form.stem for form in FORMS} == {
        f"nrta-2020-79-{each}-{word}" for each in versions for word in ("zh", "en")
    }


# --- lint ----------------------------------------------------------------------------------------

HINT = Text(zh="改填", en="Elsewhere")


def codes(framework: Framework, folder: Path) -> list[tuple[str, str]]:
    return [(item.code, str(dict(item.values).get("found", ""))) for item in record_problems(framework, folder)]


def test_what_a_recorded_version_asked_is_there_or_mapped(framework: Framework) -> None:
    assert record_problems(framework, VERSIONS.parent) == []


def test_options_that_the_map_forgets_are_named(framework: Framework) -> None:
    """What became of the table of accounts: without the map its old rows were refused, and letters read as others."""
    step, *later = framework.changes
    found = codes(replace(framework, changes=(replace(step, options={}), *later)), VERSIONS.parent)
    assert {code for code, _ in found} == {"old-answer-unread"}
    assert [word for _, word in found[:3]] == ["自有客户端", "自有网站", "C. 微信公众号"]
    assert len(found) == 12


def test_the_title_of_a_table_that_is_no_longer_asked_is_kept(framework: Framework) -> None:
    """And of a column: so that what a station listed there is found."""
    without = tuple(replace(step, titles={}) for step in framework.changes)
    found = codes(replace(framework, changes=without), VERSIONS.parent)
    assert {("old-answer-unread", "版权资产表"), ("old-answer-unread", "自主可控")} <= set(found)


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        (lambda text: text.replace("[radio-only]", "[not-our-duty]"), ("old-answer-unread", "not-our-duty")),
        (lambda text: text.replace("zh: 本机构未开办此类业务", "zh: 没有"), ("old-answer-unread", "没有")),
        (
            lambda text: text.replace("channels.reach: {zh: 日均触达", "channels.reach: {zh: 触达"),
            ("old-answer-unread", "触达"),
        ),
        (lambda text: text.replace("radio: {zh: 广播频率", "radio: {zh: 电台"), ("old-answer-unread", "电台")),
        (lambda text: text.replace("M16.studios:", "M16.rooms:"), ("old-answer-unread", "M16.rooms")),
        (
            lambda text: re.sub(r"(M21.training-budget: .*)max: 0.2", r"\1max: 0.3", text),
            ("old-answer-unread", "max 0.3"),
        ),
        (
            lambda text: re.sub(r"M16.studios: {type: integer", "M16.studios: {type: money", text),
            ("old-answer-unread", "money"),
        ),
        (lambda text: text.replace("version: 0.1.0", "version: 0.1.1"), ("record-misnamed", "nrta-2020-79 0.1.1")),
        (lambda text: text.replace("id: nrta-2020-79", "id: other"), ("record-misnamed", "other 0.1.0")),
    ],
)
def test_a_record_that_the_framework_does_not_answer_is_a_fault(
    edit: Any, found: tuple[str, str], framework: Framework, tmp_path: Path
) -> None:
    text = (VERSIONS / "0.1.0.yaml").read_text("utf-8")
    changed = edit(text)
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions" / "0.1.0.yaml").write_text(changed, encoding="utf-8")
    told = codes(framework, tmp_path)
    assert changed != text
    assert found in told


def test_options_beyond_the_letters_are_held_by_their_words(framework: Framework, tmp_path: Path) -> None:
    """A list may be longer than the alphabet."""
    text = (VERSIONS / "0.1.0.yaml").read_text("utf-8")
    more = "".join(f"      o{at}: {{zh: 选{at}, en: Choice {at}}}\n" for at in range(30))
    (tmp_path / "versions").mkdir()
    changed = text.replace("      press: {zh: 报纸或内刊", f"{more}      press: {{zh: 报纸或内刊", 1)
    (tmp_path / "versions" / "0.1.0.yaml").write_text(changed, encoding="utf-8")
    assert codes(framework, tmp_path)[:30] == [("old-answer-unread", f"选{at}") for at in range(30)]


def test_a_version_without_a_record_is_a_warning(framework: Framework, tmp_path: Path) -> None:
    assert [(item.severity, item.code) for item in record_problems(framework, tmp_path)] == [
        ("warning", "version-unrecorded") for _ in framework.changes
    ]


def test_what_is_new_has_to_be_named_as_new(framework: Framework) -> None:
    step, *later = framework.changes
    without = tuple(name for name in step.added if name != "duties")
    found = record_problems(replace(framework, changes=(replace(step, added=without), *later)), VERSIONS.parent)
    assert [(item.code, dict(item.values)["id"]) for item in found] == [("change-added-missing", "duties")]


def test_the_command_prints_a_record_that_holds_for_its_own_version(framework: Framework, tmp_path: Path) -> None:
    """To be kept when the version is released."""
    printed = convergence("rubrics", "record").stdout
    assert printed == as_text(framework)
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions" / f"{framework.version}.yaml").write_text(printed, encoding="utf-8")
    assert [item.code for item in record_problems(framework, tmp_path)] == ["version-unrecorded"] * len(
        framework.changes
    )
