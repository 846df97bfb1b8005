"""The ledger of gaps: read from any workbook of the program's, whatever people did to it, and nothing of it lost."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from running import convergence
from small_frameworks import WORDS, flat, indicator, judged

from convergence_cli.cli.ledgers import with_entries
from convergence_cli.errors import WorkbookError
from convergence_cli.ledger import is_of, read_ledger
from convergence_cli.model.assessment import Cohort
from convergence_cli.model.change import Change
from convergence_cli.model.framework import RedLine
from convergence_cli.model.language import Language
from convergence_cli.model.ledger import KEYS, Ledger, LedgerEntry, LedgerRow, OwnColumn
from convergence_cli.report.gap_workbook import render
from convergence_cli.texts import hint, message, say

EXAMPLES = Path(__file__).parents[1] / "examples"
BY = flat(*(indicator(f"M01.{name}") for name in "abc"))
TITLES = {"zh": ["指标", "责任人", "完成时限", "整改状态"], "en": ["Indicator", "Owner", "Due date", "Status"]}
SHEETS = {"zh": "整改台账", "en": "Ledger"}
WANG = LedgerEntry(owner="王", due="2025-06-30", status="doing")


def report(
    path: Path,
    *rows: list[Any],
    language: str = "zh",
    titles: list[str] | None = None,
    edit: Callable[[Any], object] | None = None,
) -> Path:
    """A ledger as a workbook has it: a title, a line, the header in row 3, a row for each gap."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = SHEETS[language]
    for line in (["台账"], ["说明"], titles or TITLES[language], *rows):
        sheet.append(line)
    if edit is not None:
        edit(workbook)
    file = path / "last.xlsx"
    workbook.save(file)
    return file


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_row_in_which_something_stands_is_an_entry(tmp_path: Path, language: str) -> None:
    """A date becomes ISO however it is typed, a status is known in either language, a blank row is none."""
    path = report(
        tmp_path,
        ["M01.a\n字", "王", date(2025, 6, 30), "进行中"],
        ["M01.b\n字", " 李 四 ", "2025年7月1日", "In progress"],
        ["M01.c\n字", None, None, None],
        language=language,
    )
    found = read_ledger(path, BY)
    assert found.of("台") == {"M01.a": WANG, "M01.b": LedgerEntry(owner="李 四", due="2025-07-01", status="doing")}
    assert found.problems == ()


def test_columns_may_be_moved_and_one_of_them_is_enough(tmp_path: Path) -> None:
    path = report(tmp_path, ["进行中", "x", "M01.a\n字"], titles=["整改状态", "备注", "指标"])
    assert read_ledger(path, BY).of("台") == {"M01.a": LedgerEntry(status="doing", remark="x")}


def test_a_ledger_of_several_stations_is_read_by_station(tmp_path: Path) -> None:
    titles = ["机构", *TITLES["zh"]]
    path = report(tmp_path, ["甲台", "M01.a", "王", None, None], ["乙台", "M01.a", "李", None, None], titles=titles)
    found = read_ledger(path, BY)
    assert found.of("甲台") == {"M01.a": LedgerEntry(owner="王")}
    assert found.of("乙台") == {"M01.a": LedgerEntry(owner="李")}
    assert found.of("丙台") == {}


def test_ids_of_earlier_versions_are_carried_by_the_version_map(tmp_path: Path) -> None:
    """Renamed to one, split into two; what was dropped is closed; a row of the station's own stays one."""
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
        ["M01.A", "第二行", None, None],
    )
    found = read_ledger(path, replace(BY, changes=(change,)))
    owners = {name: entry.owner for name, entry in found.of("台").items()}
    assert owners == {"M01.a": "王", "M01.b": "李", "M01.c": "李", "M01.gone": "赵"}
    assert [row.entry.owner for row in found.closed("台", {"M01.a", "M01.b", "M01.c"})] == ["赵"]
    added = [(row.words, row.entry.owner) for row in found.added("台")]
    assert added == [("自己加的一行", "钱"), ("", "孙"), ("M01.A", "第二行")]


def refused(path: Path) -> Any:
    with pytest.raises(WorkbookError) as error:
        read_ledger(path, BY)
    (found,) = error.value.problems
    for language in ("zh", "en"):
        assert "{" not in message(language, found) + hint(language, found)
    return found.code


def test_what_holds_no_ledger_is_refused(tmp_path: Path) -> None:
    """No workbook; no such sheet; no column of a ledger; a column that stands twice; a sheet as large as memory."""
    (tmp_path / "last.xlsx").write_text("no workbook")
    assert refused(tmp_path / "last.xlsx") == "file-not-workbook"
    assert refused(report(tmp_path, edit=lambda book: setattr(book.active, "title", "x"))) == "ledger-no-sheet"
    assert refused(report(tmp_path, ["M01.a"], titles=["指标", "得分"])) == "ledger-no-columns"
    assert refused(report(tmp_path, ["M01.a"], titles=["序号", "责任人"])) == "ledger-no-columns"
    assert refused(report(tmp_path, ["M01.a"], titles=["指标", "责任人", "责任人"])) == "column-twice"
    path = report(tmp_path, ["M01.a"], edit=lambda book: book.active.cell(1_048_576, 16_384, 1))
    assert refused(path) == "sheet-too-large"


def test_hostile_text_stays_text_and_an_error_is_named(tmp_path: Path) -> None:
    """A formula is not kept as one, control characters are dropped, and no length is cut in silence."""
    long = "长" * 3000
    path = report(tmp_path, ["M01.a\n字", "\u202e王\u200b", long, '"=1+1'], ["M01.b", "#REF!", None, None])
    book = openpyxl.load_workbook(path)
    book.active["B5"].data_type = "e"  # type: ignore[index,union-attr]
    book.save(path)
    found = read_ledger(path, BY)
    assert found.of("台")["M01.a"] == LedgerEntry(owner="王", due=long, status='"=1+1')
    assert [(item.code, item.location.cell) for item in found.problems] == [("ledger-cell-lost", "B5")]


# --- worked in, and carried over ---------------------------------------------------------------------


def worked_in(content: bytes, language: Language, path: Path) -> set[str]:
    """A ledger as people leave it: every column filled in, a column and rows added, cells merged; what was typed."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet: Any = book[SHEETS[language]]
    titles = [cell.value for cell in sheet[3]]
    at = titles.index(say(language, "ledger.due")) + 2
    sheet.insert_cols(at)
    sheet.cell(3, at).value = "督办领导"
    sheet.column_dimensions[sheet.cell(3, at).column_letter].width = 23
    columns = {cell.value: cell.column for cell in sheet[3]}
    last = sheet.max_row
    typed: set[str] = {"督办领导", "同一位领导", "另一件事", "周"}
    for row in range(4, last + 1):
        for key in (*KEYS, "督办领导"):
            column = columns.get(say(language, f"ledger.{key}") if key in KEYS else key)
            text = {"status": say(language, "ledger.status-held"), "leader": ""}.get(key, f"{key}{row}")
            sheet.cell(row, column).value = datetime(2025, 3, row) if key in ("start", "due") else text or None  # noqa: DTZ001
            typed |= {f"2025-03-{row:02}" if key in ("start", "due") else text} - {""}
    leader = columns[say(language, "ledger.leader")]
    sheet.cell(4, leader).value = "同一位领导"
    sheet.merge_cells(start_row=4, end_row=last, start_column=leader, end_column=leader)
    sheet.cell(last + 1, columns[say(language, "terms.indicator")]).value = "另一件事"
    sheet.cell(last + 1, columns[say(language, "ledger.owner")]).value = "周"
    book.save(path)
    return typed


def texts_of(content: bytes) -> set[str]:
    """Every text of the open and the closed sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    names = {say(language, f"ledger.{key}") for language in ("zh", "en") for key in ("sheet", "closed-sheet")}
    cells = (cell.value for sheet in book if sheet.title in names for row in sheet.iter_rows() for cell in row)
    return {each.date().isoformat() if isinstance(each, datetime) else str(each) for each in cells if each is not None}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_that_was_typed_is_missing_from_the_next_report(tmp_path: Path, language: Language) -> None:
    """Nor from the one after a gap was closed, in the other language: there it stands on the closed list."""
    path = tmp_path / "last.xlsx"
    before = Cohort(framework=BY, language=language, entries=(judged(BY, {"M01.a": 10.0, "M01.b": 60.0}),))
    typed = worked_in(render(before), language, path)
    again = replace(before, ledger=read_ledger(path, BY))
    assert again.ledger is not None
    assert again.ledger.own == (OwnColumn(title="督办领导", after="due", width=23.0),)
    content = render(again)
    assert typed - texts_of(content) == set()
    path.write_bytes(content)
    assert replace(read_ledger(path, BY), problems=()) == again.ledger, "what is carried over twice stays as it is"

    other: Language = "en" if language == "zh" else "zh"
    better = Cohort(framework=BY, language=other, entries=(judged(BY, {"M01.a": 100.0, "M01.b": 60.0}),))
    closed = render(replace(better, ledger=read_ledger(path, BY), as_of="2025-05-01"))
    told = {say(other, "ledger.status-held")} | typed - {say(language, "ledger.status-held")}
    assert told - texts_of(closed) == set()
    path.write_bytes(closed)
    found = read_ledger(path, BY)
    assert set(found.of("台")) == {"M01.b"}
    assert [(row.id, row.closed) for row in found.closed("台", {"M01.b"})] == [("M01.a", "2025-05-01")]


def test_red_lines_come_first_and_blanks_are_no_gaps_to_be_mended(tmp_path: Path) -> None:
    by = flat(indicator("M01.a"), indicator("M01.b", red_line=RedLine(unless="met")), indicator("M01.c"))
    station = judged(by, {"M01.a": 0.0, "M01.b": 60.0})
    path = tmp_path / "x.xlsx"
    path.write_bytes(render(Cohort(framework=by, language="en", entries=(station,))))
    sheet = openpyxl.load_workbook(path)["Ledger"]
    ids = [str(row[1]).split()[0] for row in sheet.iter_rows(min_row=4, values_only=True) if row[1]]
    assert ids == ["M01.b", "M01.a"]


def test_what_is_past_its_due_date_is_overdue_unless_it_is_done() -> None:
    station = judged(BY, {"M01.a": 10.0, "M01.b": 10.0, "M01.c": 10.0})
    entries = {
        "M01.a": LedgerEntry(due="2025-01-01"),
        "M01.b": LedgerEntry(due="2025-01-01", status="done"),
        "M01.c": LedgerEntry(due="2026-01-01"),
    }
    ledger = Ledger(rows=tuple(LedgerRow(station="", id=at, words=at, entry=each) for at, each in entries.items()))
    cohort = with_entries(Cohort(framework=BY, language="en", entries=(station,), as_of="2025-06-01"), ledger)
    late = {each.id: each.overdue_since for each in cohort.assessments[0].results}
    assert late == {"M01.a": "2025-01-01", "M01.b": None, "M01.c": None}


def test_a_name_that_begins_another_is_not_that_station() -> None:
    ledger = Ledger(about="台账\n江州台东分台：一条差距一行")
    assert [is_of(ledger, [name]) for name in ("江州台", "江州台东分台", "州台东分台")] == [False, True, False]


def run(*words: str | Path) -> str:
    done = convergence(*words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_ledger_in_the_place_of_an_export_goes_on_by_itself(tmp_path: Path) -> None:
    """By `assess`, then by `plan` in the same place; the file as people left it is kept, once."""
    path, city = tmp_path / "gaps.xlsx", EXAMPLES / "typical-city-2024.xlsx"
    run("assess", city, "-o", path, "--quiet")
    run("assess", city, "-o", path, "--quiet")
    assert not list(tmp_path.glob("*.bak-*")), "nobody wrote in it"
    typed = worked_in_place(path)
    run("assess", EXAMPLES / "typical-city.xlsx", "-o", path, "--quiet")
    assert typed <= texts_of(path.read_bytes())
    (kept,) = tmp_path.glob("*.bak-*")
    run("plan", EXAMPLES / "typical-city.xlsx", "-o", path, "--quiet", "--as-of", "2026-01-01", "--target", "60")
    assert typed <= texts_of(path.read_bytes())
    assert list(tmp_path.glob("*.bak-*")) == [kept], "what only the program wrote is not kept again"
    told = run(
        "assess", EXAMPLES / "typical-city.xlsx", "--ledger", path, "--format", "markdown", "--as-of", "2026-01-01"
    )
    assert "承办人甲" in told


def test_the_ledger_of_another_station_does_not_go_on(tmp_path: Path) -> None:
    """It stays as it is, or is kept where it was to be replaced; nothing of it stands in the other's report."""
    path = tmp_path / "gaps.xlsx"
    run("assess", EXAMPLES / "typical-city.xlsx", "-o", path, "--quiet")
    typed = worked_in_place(path)
    content = path.read_bytes()
    refused = convergence("assess", EXAMPLES / "county-centre.xlsx", "-o", path, "--quiet")
    assert (refused.returncode, "[export-exists]" in refused.stderr) == (2, True)
    assert path.read_bytes() == content
    run("assess", EXAMPLES / "county-centre.xlsx", "-o", path, "--quiet", "--overwrite")
    assert not typed & texts_of(path.read_bytes())
    assert Path(f"{path}.bak-1").read_bytes() == content


def test_a_ledger_that_cannot_be_read_costs_a_batch_one_report(tmp_path: Path) -> None:
    """Its file stays as it is, and is told as a fault and not as a bug."""
    station = tmp_path / "in" / "city.xlsx"
    station.parent.mkdir()
    station.write_bytes((EXAMPLES / "typical-city.xlsx").read_bytes())
    words = ("batch", station.parent, "--export-each", tmp_path, "--lang", "en", "--quiet")
    assert convergence(*words).returncode == 0
    (path,) = tmp_path.glob("*.xlsx")
    book = openpyxl.load_workbook(path)
    book["Ledger"].delete_rows(3)
    book.save(path)
    content = path.read_bytes()
    done = convergence(*words)
    assert (done.returncode, "[ledger-no-columns]" in done.stderr) == (2, True), done.stderr
    assert path.read_bytes() == content


def worked_in_place(path: Path) -> set[str]:
    book = openpyxl.load_workbook(path)
    sheet: Any = book["整改台账"]
    columns = {cell.value: cell.column for cell in sheet[3]}
    sheet.cell(4, columns["责任人"]).value = "承办人甲"
    sheet.cell(9, columns["进展"]).value = "进展乙"
    book.save(path)
    return {"承办人甲", "进展乙"}
