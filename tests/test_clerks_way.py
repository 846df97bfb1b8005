"""The way of a planning office through a year and into the next, in Chinese: whatever was typed is there at its end.

Handed out to eight departments, filled in by each in its own way, put together, checked, assessed; the ledger filled in
in LibreOffice with columns of one's own, carried through the next quarter and into the next year.
"""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from clerks import (
    HABITS,
    LEDGER,
    TYPICAL,
    contents,
    fill_in,
    ledger_cells,
    saved_by_libreoffice,
    write_ledger,
)  # fmt: skip
from filling import cell_of, found, page_of
from running import Run, convergence
from saved_by import has_libreoffice
from speaking import english

from convergence_cli.model.framework import Framework

pytestmark = [
    pytest.mark.skipif(not has_libreoffice(), reason="needs LibreOffice"),
    pytest.mark.filterwarnings("ignore:.*extension is not supported"),
]
PROGRAMS = {"人力资源部": "xlsx", "技术部": "ods"}
"""Who saves with LibreOffice, and as what."""
LATE = "法务部（版权部门）"
OWN = {"督办单号": 18, "会商意见": 40}
CLOSED_BY = {"整改状态": "已销号", "销号佐证": "审核责任清单（2026年3月）", "督办单号": "督〔2026〕7号"}
TYPED = {
    "M22.content-review": {"责任人": "陆青禾", "责任领导": "分管副台长", "完成时限": date(2026, 3, 31),
                           "会商意见": "总编室牵头\n新媒体部配合", "督办单号": "督〔2026〕7号"},
    "M16.mobile-kpi-weight": {"责任人": "周一帆", "完成时限": date(2026, 6, 30), "整改状态": "进行中",
                              "进展": "权重表已过会", "会商意见": "分两步走"},
    "M15.technology-control": {"责任部门": "技术部、法务部", "备注": "材料=2份", "督办单号": "督〔2026〕9号"},
}  # fmt: skip
TYPED_LATER = {**TYPED, "M22.content-review": TYPED["M22.content-review"] | CLOSED_BY}


def told(*words: str | Path, here: Path, ended: int = 0) -> Run:
    """A command that ends as it should and says nothing in English."""
    run = convergence(*words, cwd=here, CONVERGENCE_LANG="zh")
    assert run.returncode == ended, (words, run.stdout, run.stderr)
    assert english(run.stdout + run.stderr) == [], words
    return run


def shown(typed: dict[str, dict[str, object]]) -> dict[tuple[str, str], str]:
    """Cells of the ledger as they have to stand in it."""
    return {
        (item, title): each.isoformat() if isinstance(each, date) else str(each)
        for item, row in typed.items()
        for title, each in row.items()
    }


def lost(typed: dict[tuple[str, str], str], path: Path) -> dict[tuple[str, str], str | None]:
    """Cells that somebody typed and that are not there, or other than they were; with what is there."""
    there = ledger_cells(path)
    return {cell: there.get(cell) for cell, content in typed.items() if there.get(cell) != content}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("规划办")


def hand_in(office: Path) -> None:
    """Eight departments fill in their forms; one is late, one names its file anew, and what else lies in a folder."""
    source = openpyxl.load_workbook(TYPICAL)
    folder = office / "部门"
    assert {path.stem for path in folder.iterdir()} == HABITS.keys()
    for path in sorted(folder.iterdir()):
        fill_in(path, source)
        if path.stem in PROGRAMS:
            saved_by_libreoffice(path, PROGRAMS[path.stem])
    (folder / "新媒体部.xlsx").rename(folder / "新媒体部（终稿2）.xlsx")
    (folder / f"{LATE}.xlsx").rename(office / "迟交.xlsx")
    (folder / "~$总编室.xlsx").write_bytes(b"\x05owner")
    (folder / "填表通知.docx").write_bytes(b"PK")


def put_together(office: Path, framework: Framework) -> None:
    """Who is missing is told; with the late one, no answer of anybody is missing."""
    first = told("merge", "部门", "-o", "汇总.xlsx", here=office)
    assert f"{LATE}：还没有交来（" in first.stdout
    (office / "迟交.xlsx").rename(office / "部门" / f"{LATE}.xlsx")
    second = told("merge", "部门", "-o", "汇总.xlsx", "--overwrite", here=office)
    assert "还没有交来" not in second.stdout
    assert "草稿" in second.stdout + second.stderr
    merged, problems = found(office / "汇总.xlsx", framework)
    source, _ = found(TYPICAL, framework)
    assert merged is not None, problems
    assert source is not None
    assert contents(merged) == contents(source)


def check_and_assess(office: Path) -> None:
    """The example's own faults and no other; the reports are written, and the ledger with them."""
    checked = told("check", "汇总.xlsx", here=office)
    assert "1 个文件：0 个错误，0 个警告" in checked.stdout
    assert "下一步：运行 convergence assess" in checked.stdout + checked.stderr
    exports = [word for suffix in ("xlsx", "docx", "html", "md", "csv") for word in ("--export", f"差距.{suffix}")]
    told("assess", "汇总.xlsx", *exports, "--as-of", "2026年1月15日", here=office)


def fill_ledger(office: Path) -> None:
    """In LibreOffice, with two columns more."""
    write_ledger(office / "差距.xlsx", TYPED, OWN)
    saved_by_libreoffice(office / "差距.xlsx", "xlsx")
    assert lost(shown(TYPED), office / "差距.xlsx") == {}


def next_quarter(office: Path, framework: Framework) -> None:
    """A red line is kept now, and its row closed; the same file goes on, and the one in which people wrote is kept."""
    book = openpyxl.load_workbook(office / "汇总.xlsx")
    accounts = page_of(book, framework, "accounts")
    for row in accounts.iter_rows(min_row=6):
        if row[0].value is not None:
            row[6].value = "是"
    book.save(office / "汇总.xlsx")
    write_ledger(office / "差距.xlsx", {"M22.content-review": CLOSED_BY}, OWN)
    before = (office / "差距.xlsx").read_bytes()
    run = told("assess", "汇总.xlsx", "--export", "差距.xlsx", "--as-of", "2026-04-10", here=office)
    assert "台账" in run.stderr
    assert (office / "差距.xlsx.bak-1").read_bytes() == before
    assert lost(shown(TYPED_LATER), office / "差距.xlsx") == {}
    book = openpyxl.load_workbook(office / "差距.xlsx")
    titles = [cell.value for cell in book[LEDGER][3]]
    assert [title for title in titles if title in OWN] == list(OWN)
    listed = {str(row[titles.index("指标")].value).split("\n")[0] for row in book[LEDGER].iter_rows(min_row=4)}
    assert "M22.content-review" not in listed
    assert "M16.mobile-kpi-weight" in listed


def next_year(office: Path, framework: Framework) -> None:
    """Last year's answers stand in the new form and are told as last year's; the ledger goes along."""
    told("template", "2026年.xlsx", "--from", "汇总.xlsx", here=office)
    last, _ = found(office / "汇总.xlsx", framework)
    book = openpyxl.load_workbook(office / "2026年.xlsx")
    cell_of(book, "period").value = 2026
    book.save(office / "2026年.xlsx")
    carried, problems = found(office / "2026年.xlsx", framework)
    assert last is not None
    assert carried is not None, problems
    again = contents(carried)
    assert again | {"profile": again["profile"] | {"period": 2025}} == contents(last)
    checked = told("check", "2026年.xlsx", here=office)
    assert "上次" in checked.stdout + checked.stderr
    told("check", "2026年.xlsx", "--strict", here=office, ended=2)
    told("assess", "2026年.xlsx", "--ledger", "差距.xlsx", "--export", "差距2026.xlsx", here=office)
    assert lost(shown(TYPED_LATER), office / "差距2026.xlsx") == {}


def test_nothing_that_was_typed_is_missing_at_any_step(office: Path, framework: Framework) -> None:
    handed = told("template", "--split-by", "who", "-o", "部门", "--level", "市级", here=office)
    assert "下一步" in handed.stderr + handed.stdout
    hand_in(office)
    put_together(office, framework)
    check_and_assess(office)
    fill_ledger(office)
    next_quarter(office, framework)
    next_year(office, framework)
