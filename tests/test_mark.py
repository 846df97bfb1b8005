"""`check --mark`: the problems in a copy of the workbook, and everything else in it as it was."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from filling import ANSWER, EVIDENCE, cell_of, fill, found, rewrite
from macros import as_xlsm
from openpyxl.comments import Comment
from running import ROOT, convergence

from convergence_cli.errors import Location, Problem, problem
from convergence_cli.model.framework import Framework
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.guard import guard
from convergence_cli.questionnaire.mark import mark
from convergence_cli.questionnaire.mark.comments import without_own
from convergence_cli.questionnaire.mark.mark import MOST_MARKED
from convergence_cli.questionnaire.mark.styles import COLOURS
from convergence_cli.texts import message

BROKEN = ROOT / "examples" / "broken.xlsx"


def marked(path: Path, target: Path, *arguments: str) -> Any:
    """The marked copy, opened."""
    run = convergence("check", path, "--mark", target, *arguments)
    assert run.stderr.splitlines()[0] in (f"wrote {target}", f"已写出 {target}")
    return openpyxl.load_workbook(target)


def cells(workbook: Any) -> dict[tuple[str, str], Any]:
    return {(sheet.title, cell.coordinate): cell for sheet in workbook for row in sheet.iter_rows() for cell in row}


def look(cell: Any) -> tuple[str, ...]:
    """All of a cell's looks but its fill."""
    return tuple(repr(getattr(cell, name)) for name in ("number_format", "font", "border", "alignment", "protection"))


def colour(cell: Any) -> str:
    return str(cell.fill.fgColor.rgb) if cell.fill.patternType else ""


def test_every_cell_at_fault_is_coloured_by_the_worst_and_says_why(framework: Framework, tmp_path: Path) -> None:
    """Errors, warnings and notes have a colour each; the comment is the message and what to do."""
    copy = marked(BROKEN, tmp_path / "marked.xlsx", "--lang", "zh")
    _, problems = found(BROKEN, framework)
    placed = [item for item in problems if item.location.cell]
    assert len(placed) > 15
    for item in placed:
        cell = copy[item.location.sheet][item.location.cell]
        worst = min((each.severity for each in placed if each.location == item.location), key=list(COLOURS).index)
        assert colour(cell) == COLOURS[worst]
        assert cell.comment.author == "convergence"
    assert copy["问卷"]["E8"].comment.text == "单元格是错误值 #DIV/0!\n改正公式，或直接填数值"


def test_everything_else_is_as_it_was(framework: Framework, tmp_path: Path) -> None:
    """Values, formulas and their results, looks, drop-downs, widths, heights, protection, names, hidden sheets."""
    copy, before = marked(BROKEN, tmp_path / "marked.xlsx"), openpyxl.load_workbook(BROKEN)
    faulty = {(item.location.sheet, item.location.cell) for item in found(BROKEN, framework)[1]}
    was, now = cells(before), cells(copy)
    assert {place: cell.value for place, cell in was.items()} == {place: now[place].value for place in was}
    assert {place: look(cell) for place, cell in was.items()} == {place: look(now[place]) for place in was}
    painted = {place for place, cell in was.items() if colour(cell) != colour(now[place])}
    assert painted == {place for place in faulty if place[1]}
    assert copy.sheetnames == ["检查结果", *before.sheetnames]
    for sheet in before:
        twin = copy[sheet.title]
        assert repr(sheet.data_validations.dataValidation) == repr(twin.data_validations.dataValidation)
        assert sizes(sheet) == sizes(twin)
        assert sheet.auto_filter.ref == twin.auto_filter.ref
        facts = ("sheet_state", "freeze_panes", "merged_cells")
        assert [str(getattr(sheet, name)) for name in facts] == [str(getattr(twin, name)) for name in facts]
        assert sheet.protection.sheet == twin.protection.sheet
    assert list(before.defined_names) == list(copy.defined_names)


def sizes(sheet: Any) -> list[dict[Any, tuple[float, bool]]]:
    """Widths of columns and heights of rows, and which are hidden."""
    columns = {key: (each.width, each.hidden) for key, each in sheet.column_dimensions.items()}
    return [columns, {key: (each.height, each.hidden) for key, each in sheet.row_dimensions.items()}]


def test_results_of_formulas_stay(framework: Framework, tmp_path: Path) -> None:
    """A library that loads and saves would lose them, and with them the answers."""
    path = fill(framework, answers={"M16.studios": "=1+2", "M09.honoured-works": "很多"})
    rewrite(path, lambda _, xml: re.sub(r"<f>1\+2</f><v ?(/>|></v>)", "<f>1+2</f><v>3</v>", xml))
    copy = tmp_path / "marked.xlsx"
    marked(path, copy)
    shown = openpyxl.load_workbook(copy, data_only=True)
    assert cell_of(shown, "M16.studios").value == 3


def test_a_corrected_copy_is_clean_and_marking_it_again_takes_the_marks_back(
    framework: Framework, tmp_path: Path
) -> None:
    path = fill(
        framework, answers={"M16.studios": "十个", "M09.honoured-works": "`"}, evidence={"M16.studios": "名单.pdf"}
    )
    workbook = marked(path, tmp_path / "marked.xlsx")
    for name, given in (("M16.studios", 10), ("M09.honoured-works", 2)):
        cell_of(workbook, name).value = given
    workbook.save(tmp_path / "corrected.xlsx")
    assert convergence("check", tmp_path / "corrected.xlsx", "--lang", "en").stdout.endswith(
        "0 errors, 0 warnings, 0 notes\n"
    )
    again = marked(tmp_path / "corrected.xlsx", tmp_path / "again.xlsx")
    blank = openpyxl.load_workbook(fill(framework))
    for name in ("M16.studios", "M09.honoured-works"):
        cell = cell_of(again, name)
        assert cell.comment is None
        assert colour(cell) == colour(cell_of(blank, name))
    assert again.sheetnames.count("检查结果") == 1
    told = [row for row in again["检查结果"].iter_rows(min_row=2, values_only=True) if row[0]]
    assert told == []


def test_somebody_elses_comment_stays_with_ours_below(framework: Framework, tmp_path: Path) -> None:
    def edit(workbook: Any) -> None:
        cell_of(workbook, "M16.studios").comment = Comment("财务已核", "王")
        cell_of(workbook, "M16.command").comment = Comment("待办", "王")

    path = fill(framework, answers={"M16.studios": "十个"}, edit=edit)
    copy = marked(path, tmp_path / "marked.xlsx")
    studios = cell_of(copy, "M16.studios").comment
    assert (studios.author, studios.text.startswith("财务已核\n— convergence —\n“十个”不是数字")) == ("王", True)
    assert cell_of(copy, "M16.command").comment.text == "待办"
    cell_of(copy, "M16.studios").value = 10
    copy.save(tmp_path / "corrected.xlsx")
    again = marked(tmp_path / "corrected.xlsx", tmp_path / "again.xlsx")
    assert cell_of(again, "M16.studios").comment.text == "财务已核"


def test_the_list_has_every_problem_with_a_link_to_its_cell(framework: Framework, tmp_path: Path) -> None:
    """Those without a cell too: a missing row has no cell to colour."""
    copy = marked(BROKEN, tmp_path / "marked.xlsx", "--lang", "en")
    sheet = copy["Check"]
    _, problems = found(BROKEN, framework)
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=2) if row[0].value]
    said = sorted((message("en", item), item.location.place) for item in problems)
    assert sorted((row[3], row[5]) for row in rows) == said
    assert [row[0] for row in rows] == sorted((row[0] for row in rows), key=["error", "warning", "note"].index)
    links = {cell.coordinate: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links["F2"] == f"'{rows[0][5].replace('!', chr(39) + '!')}"


def test_the_list_leads_and_says_whose_each_fault_is(framework: Framework, tmp_path: Path) -> None:
    """It is first, the only one selected, its head frozen, its columns filtered; names of other sheets follow them."""
    copy = marked(BROKEN, tmp_path / "marked.xlsx", "--lang", "zh")
    before, sheet = openpyxl.load_workbook(BROKEN), copy.active
    assert (sheet.title, copy.sheetnames[0]) == ("检查结果", "检查结果")
    assert [each.title for each in copy if each.sheet_view.tabSelected] == ["检查结果"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2) if row[0].value]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:F{len(rows) + 1}")
    titles = {item.id: item.title.zh for item in framework.indicators}
    whose = {row[5]: row[1:3] for row in rows}
    assert whose["问卷!E8"] == ["财务部", titles["M01.mobile-budget"]]
    assert whose["表-培训表!C9"] == ["人力资源部", "培训表"]
    for each in before:
        assert copy[each.title].print_title_rows == each.print_title_rows
        assert copy[each.title].auto_filter.ref == each.auto_filter.ref
    again = marked(tmp_path / "marked.xlsx", tmp_path / "again.xlsx", "--lang", "zh")
    assert again.sheetnames == copy.sheetnames


def test_a_station_sheet_of_our_name_is_left_alone(framework: Framework, tmp_path: Path) -> None:
    path = fill(framework, edit=lambda workbook: workbook.create_sheet("检查结果").append(["台内检查", 1]))
    copy = marked(path, tmp_path / "marked.xlsx")
    assert copy["检查结果"]["A1"].value == "台内检查"
    assert copy["检查结果 (2)"]["A1"].value == "级别"


HOSTILE = '=HYPERLINK("http://x")]]><b>\x01\u202e' + "长" * 3000


def test_a_hostile_text_is_text_in_comment_and_list(framework: Framework, tmp_path: Path) -> None:
    """It is neither a formula nor a tag, and what a sheet cannot hold is replaced."""
    item = problem("not-a-number", Location(file="a.xlsx", sheet="问卷", cell="E8"), found=HOSTILE)
    content = mark(guard(fill(framework), Bounds()), (item,), "en", ".xlsx", Bounds())
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    assert '=HYPERLINK("http://x")]]><b>' in workbook["问卷"]["E8"].comment.text
    listed = workbook["Check"]["D2"]
    assert (listed.data_type, "]]><b>" in listed.value, "\x01" in listed.value) == ("s", True, False)


def test_cells_that_the_sheet_has_not_are_made_in_their_place(framework: Framework) -> None:
    """A blank required cell may not be in the file at all; rows and cells stay in order."""
    places = ("E8", "B900", "XFD901", "A1", "E7")
    items = tuple(problem("row-missing", Location(sheet="问卷", cell=cell), id="x") for cell in places)
    content = mark(guard(fill(framework), Bounds()), items, "zh", ".xlsx", Bounds())
    xml = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet3.xml").decode()
    rows = [int(number) for number in re.findall(r'<row r="(\d+)"', xml)]
    assert rows == sorted(set(rows))
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    assert {colour(workbook["问卷"][cell]) for cell in places} == {COLOURS["error"]}


def test_the_same_workbook_gives_the_same_bytes(framework: Framework) -> None:
    path = fill(framework, answers={"M16.studios": "十个"})
    problems: tuple[Problem, ...] = found(path, framework)[1]
    one, other = (mark(guard(path, Bounds()), problems, "zh", ".xlsx", Bounds()) for _ in range(2))
    assert one == other


def test_macros_are_kept_and_never_looked_at(framework: Framework, tmp_path: Path) -> None:
    """An .xlsm stays one: under another suffix Excel would refuse it."""
    path = as_xlsm(fill(framework, answers={"M16.studios": "十个"}), tmp_path / "a.xlsm")
    assert convergence("check", path, "--mark", tmp_path / "b.xlsm", "-q").returncode == 2
    assert zipfile.ZipFile(tmp_path / "b.xlsm").read("xl/vbaProject.bin") == b"\xd0\xcf\x11\xe0 macros"
    refused = convergence("check", path, "--mark", tmp_path / "c.xlsx")
    assert (refused.returncode, "[export-suffix]" in refused.stderr) == (2, True)
    assert not (tmp_path / "c.xlsx").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["a.xlsx", "b.xlsx", "--mark", "c.xlsx"], "mark-one-file"),
        (["a.xlsx", "--mark", "c.pdf"], "export-suffix"),
        (["a.xlsx", "--mark", "a.xlsx"], "export-is-input"),
        (["a.xlsx", "--mark", "b.xlsx"], "export-exists"),
        (["a.ods", "--mark", "c.xlsx"], "mark-not-xlsx"),
        (["gone.xlsx", "--mark", "c.xlsx"], "file-not-found"),
    ],
)
def test_what_cannot_be_marked_is_2_and_writes_nothing(
    framework: Framework, tmp_path: Path, arguments: list[str], code: str
) -> None:
    from hostile import HARMLESS

    fill(framework, path=tmp_path / "a.xlsx")
    fill(framework, path=tmp_path / "b.xlsx")
    HARMLESS["plain ods"](tmp_path).rename(tmp_path / "a.ods")
    run = convergence("check", *arguments, cwd=tmp_path)
    assert (run.returncode, f"[{code}]" in run.stderr) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.ods", "a.xlsx", "b.xlsx"]


def test_evidence_and_table_cells_are_marked_too(framework: Framework, tmp_path: Path) -> None:
    path = fill(
        framework, evidence={"M16.studios": "无"}, tables={"kpi": [["首发率", "共用", 80, "六成", "首发", "是"]]}
    )
    copy = marked(path, tmp_path / "marked.xlsx")
    assert colour(cell_of(copy, "M16.studios", EVIDENCE)) == COLOURS["note"]
    assert colour(copy["表-考核指标表"]["D6"]) == COLOURS["error"]
    assert colour(cell_of(copy, "M16.studios", ANSWER)) not in COLOURS.values()


def test_of_many_faults_the_worst_are_marked_and_the_others_counted(framework: Framework) -> None:
    """Notes come before errors in the workbook, and errors are marked first; what has no cell is always listed."""
    places = [Location(file="a.xlsx", sheet="问卷", cell=f"H{at}") for at in range(8, 8 + MOST_MARKED)]
    notes = [problem("read-option", place, "note", found="x", read="y") for place in places]
    errors = [
        problem("row-missing", replace(place, cell=place.cell.replace("H", "E")), id="x") for place in places[:500]
    ]
    whole = problem("more-of-the-same", Location(file="a.xlsx"), code="not-a-number", count="7")
    content = mark(guard(fill(framework), Bounds()), (*notes, *errors, whole), "zh", ".xlsx", Bounds())
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    listed = [row[3] for row in workbook["检查结果"].iter_rows(min_row=2, values_only=True)]
    assert listed.count(message("zh", errors[0])) == 500
    assert listed.count(message("zh", whole)) == 1
    assert listed.count(message("zh", notes[0])) == MOST_MARKED - 500
    assert workbook["检查结果"].cell(workbook["检查结果"].max_row, 4).value.startswith("另有 500 处没有标出")
    page = workbook["问卷"]
    assert sum(cell.comment is not None for row in page.iter_rows() for cell in row) == MOST_MARKED


def test_only_boxes_that_an_earlier_marking_drew_are_taken_back() -> None:
    """Also between boxes of others, in their spelling, and where one has no end."""
    ours = b'<v:shape id="b" type="#_x0000_t202" alt="convergence"><v:fill/></v:shape>'
    theirs = b'<v:shapetype id="t"></v:shapetype><v:shape\nid="a" alt="x"><x:Row>1</x:Row></v:shape>'
    for before, after in ((ours, b""), (theirs + ours, theirs), (ours + theirs + ours, theirs)):
        assert without_own(b"<xml>" + before + b"</xml>") == b"<xml>" + after + b"</xml>"
    endless = b'<xml><v:shape alt="convergence"></xml>'
    assert without_own(endless) == endless


@pytest.mark.parametrize("style", ["s", "-1", "99999999999", "1.5"])
def test_a_cell_whose_style_is_no_number_is_marked_all_the_same(
    style: str, framework: Framework, tmp_path: Path
) -> None:
    """A blank one is not looked at by the reader; nobody can say what it looked like."""
    path = fill(framework)
    item = problem("row-missing", Location(sheet="问卷", cell="E8"), id="x")
    rewrite(path, lambda _, xml: re.sub(r'(<c r="E8" )s="[0-9]+"', rf'\1s="{style}"', xml))
    content = mark(guard(path, Bounds()), (item,), "zh", ".xlsx", Bounds())
    parts = zipfile.ZipFile(io.BytesIO(content))
    given = re.search(r'<c r="E8" s="([0-9]+)"', parts.read("xl/worksheets/sheet3.xml").decode())
    assert given is not None
    formats = parts.read("xl/styles.xml").decode().partition("<cellXfs")[2].partition("</cellXfs>")[0]
    assert int(given[1]) < formats.count("<xf ")
    assert COLOURS["error"] in parts.read("xl/styles.xml").decode()


def test_a_workbook_that_cannot_be_opened_is_told_and_not_marked(framework: Framework, tmp_path: Path) -> None:
    path = rewrite(fill(framework), lambda part, xml: "<workbook" if part == "xl/workbook.xml" else xml)
    run = convergence("check", path, "--mark", tmp_path / "marked.xlsx")
    assert (run.returncode, "[file-damaged]" in run.stderr) == (2, True)
    assert not (tmp_path / "marked.xlsx").exists()
