"""Who mends a gap, by when and how far it is: read from last year's gap report, whatever people did to it."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from small_frameworks import WORDS, flat, indicator, judged

from convergence_cli.errors import WorkbookError
from convergence_cli.ledger import read_ledger
from convergence_cli.model.assessment import Cohort
from convergence_cli.model.change import Change
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.ledger import Ledger, LedgerEntry, LedgerRow
from convergence_cli.report.gap_workbook import render
from convergence_cli.texts import hint, message

BY = flat(*(indicator(f"M01.{name}") for name in "abc"))
TITLES = {"zh": ["指标", "责任人", "完成时限", "整改状态"], "en": ["Indicator", "Owner", "Due date", "Status"]}
SHEETS = {"zh": "差距", "en": "Gaps"}
WANG = LedgerEntry(owner="王", due="2025-06-30", status="整改中")


def report(
    path: Path,
    *rows: list[Any],
    language: str = "zh",
    titles: list[str] | None = None,
    edit: Callable[[Any], object] | None = None,
) -> Path:
    """A gaps sheet as a gap report has it: a title, a line, the header in row 3, a row for each gap."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = SHEETS[language]
    for line in (["差距"], ["说明"], titles or TITLES[language], *rows):
        sheet.append(line)
    if edit is not None:
        edit(workbook)
    file = path / "last.xlsx"
    workbook.save(file)
    return file


def codes(found: Ledger) -> list[str]:
    return [item.code for item in found.problems]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_gap_with_something_written_beside_it_is_an_entry(tmp_path: Path, language: str) -> None:
    """A date becomes ISO, a text stays as typed, a row without anything is none."""
    path = report(
        tmp_path,
        ["M01.a\n字", "王", date(2025, 6, 30), "整改中"],
        ["M01.b\n字", " 李 四 ", "三季度", None],
        ["M01.c\n字", None, None, None],
        language=language,
    )
    found = read_ledger(path, BY)
    assert found.of("台") == {"M01.a": WANG, "M01.b": LedgerEntry(owner="李 四", due="三季度")}
    assert found.problems == ()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_program_s_own_report_comes_back(tmp_path: Path, language: Language) -> None:
    """An exported gap report with the three columns typed at its end, a row added, rows sorted another way."""
    station = judged(BY, {"M01.a": 10.0, "M01.b": 60.0, "M01.c": 100.0})
    workbook = openpyxl.load_workbook(io.BytesIO(render(Cohort(framework=BY, language=language, entries=(station,)))))
    sheet: Any = workbook[SHEETS[language]]
    last = next(column for column in range(sheet.max_column, 0, -1) if sheet.cell(3, column).value)
    titles = [cell.value for cell in sheet[3]]
    for at, title in enumerate(TITLES[language][1:], 1):
        if title not in titles:
            sheet.cell(3, last + at).value = title
    columns = {cell.value: cell.column for cell in sheet[3]}
    rows = {str(sheet.cell(row, columns[TITLES[language][0]]).value).split()[0]: row for row in (4, 5)}
    for name, values in (("M01.a", ("王", datetime(2025, 6, 30), "整改中")), ("M01.b", ("李", None, None))):  # noqa: DTZ001
        for title, value in zip(TITLES[language][1:], values, strict=True):
            sheet.cell(rows[name], columns[title]).value = value
    path = tmp_path / "last.xlsx"
    workbook.save(path)
    assert read_ledger(path, BY).of("台") == {"M01.a": WANG, "M01.b": LedgerEntry(owner="李")}


def test_columns_may_be_moved_and_one_of_them_is_enough(tmp_path: Path) -> None:
    path = report(tmp_path, ["整改中", "x", "M01.a\n字"], titles=["整改状态", "备注", "指标"])
    assert read_ledger(path, BY).of("台") == {"M01.a": LedgerEntry(status="整改中")}


def test_a_report_of_several_stations_is_read_by_station(tmp_path: Path) -> None:
    titles = ["机构", *TITLES["zh"]]
    path = report(tmp_path, ["甲台", "M01.a", "王", None, None], ["乙台", "M01.a", "李", None, None], titles=titles)
    found = read_ledger(path, BY)
    assert found.of("甲台") == {"M01.a": LedgerEntry(owner="王")}
    assert found.of("乙台") == {"M01.a": LedgerEntry(owner="李")}
    assert found.of("丙台") == {}


def test_ids_of_earlier_versions_are_carried_by_the_version_map(tmp_path: Path) -> None:
    """Renamed to one, split into two; a dropped one and an unknown one are named with what was written."""
    change = Change(
        earlier="0.9.0",
        version="1.0.0",
        renamed={"M01.old": "M01.a"},
        split={"M01.wide": ("M01.b", "M01.c")},
        retired={"M01.gone": WORDS},
    )
    path = report(
        tmp_path,
        ["M01.old\n字", "王", None, None],
        ["M01.wide\n字", "李", None, None],
        ["M01.gone\n字", "赵", None, "停"],
        ["自己加的一行", "钱", None, None],
        [None, "孙", None, None],
    )
    found = read_ledger(path, replace(BY, changes=(change,)))
    owners = {name: entry.owner for name, entry in found.of("台").items()}
    assert owners == {"M01.a": "王", "M01.b": "李", "M01.c": "李"}
    assert codes(found) == ["ledger-id-retired", "ledger-id-unknown", "ledger-id-unknown"]
    assert [item.location.cell for item in found.problems] == ["A6", "A7", "A8"]
    assert all(item.severity == "warning" for item in found.problems)
    assert "赵 / 停" in message("zh", found.problems[0])


def test_of_two_rows_the_first_holds_and_the_other_is_named(tmp_path: Path) -> None:
    """Unless they say the same."""
    path = report(tmp_path, ["M01.a", "王", None, None], ["M01.A", "李", None, None], ["M01.a", "王", None, None])
    found = read_ledger(path, BY)
    assert found.rows == (LedgerRow(station="", id="M01.a", entry=LedgerEntry(owner="王")),)
    assert codes(found) == ["ledger-twice"]


def refused(path: Path) -> Any:
    with pytest.raises(WorkbookError) as error:
        read_ledger(path, BY)
    (found,) = error.value.problems
    for language in ("zh", "en"):
        assert "{" not in message(language, found) + hint(language, found)
    return found.code


def test_what_is_no_gap_report_is_refused(tmp_path: Path) -> None:
    """No workbook; no gaps sheet; no ledger column; a column that stands twice."""
    (tmp_path / "last.xlsx").write_text("no workbook")
    assert refused(tmp_path / "last.xlsx") == "file-not-workbook"
    assert refused(report(tmp_path, edit=lambda book: setattr(book.active, "title", "x"))) == "ledger-no-sheet"
    assert refused(report(tmp_path, ["M01.a"], titles=["指标", "得分"])) == "ledger-no-columns"
    assert refused(report(tmp_path, ["M01.a"], titles=["序号", "责任人"])) == "ledger-no-columns"
    assert refused(report(tmp_path, ["M01.a"], titles=["指标", "责任人", "责任人"])) == "column-twice"


def test_it_passes_the_guard(tmp_path: Path) -> None:
    """Two cells in opposite corners would take all memory in a parser."""
    path = report(tmp_path, ["M01.a"], edit=lambda book: book.active.cell(1_048_576, 16_384, 1))
    assert refused(path) == "sheet-too-large"


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """A formula is not kept as one, control characters are dropped, and no length is cut in silence."""
    long = "长" * 3000
    path = report(tmp_path, ["M01.a\n字", "\u202e王\u200b", long, '"=1+1'])
    assert read_ledger(path, BY).of("台")["M01.a"] == LedgerEntry(owner="王", due=long, status='"=1+1')


def test_the_columns_are_those_of_the_report(framework: Framework) -> None:
    """The words that are read are those that a gap report has."""
    from convergence_cli.texts.lists import WORDS as REPORT

    for language, at in (("zh", 0), ("en", 1)):
        assert [REPORT[key][at] for key in ("owner", "due", "status")] == TITLES[language][1:]
        assert REPORT["sheet-gaps"][at] == SHEETS[language]
