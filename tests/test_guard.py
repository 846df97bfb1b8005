"""The guard lets no hostile workbook reach a parser, and no honest one be refused."""

import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hostile import HARMLESS, HOSTILE, book, deflated, sheet, written, xlsx, zipped

from convergence_cli.errors import WorkbookError
from convergence_cli.questionnaire.guard import Bounds, Format, guard
from convergence_cli.questionnaire.workbook.book import Book
from convergence_cli.questionnaire.workbook.sheet import Grid


def opened(path: Path, bounds: Bounds | None = None) -> dict[str, Grid]:
    """Every sheet of a workbook that may be read, as the program reads it."""
    bounds = bounds or Bounds()
    book = Book(path.name, guard(path, bounds), bounds)
    return {name: book.grid(name) for name in book.names}


def refusal(path: Path, bounds: Bounds | None = None) -> tuple[str, dict[str, Any]]:
    """The code and the values with which a file is refused, before it is opened or as its sheets are read."""
    with pytest.raises(WorkbookError) as caught:
        opened(path, bounds)
    (found,) = caught.value.problems
    assert found.location.file == path.name
    return found.code, dict(found.values)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_with_its_own_code(name: str, tmp_path: Path) -> None:
    """Each hostile file gets the code that says what is wrong; what it costs is held by `test_hostile_command.py`."""
    build, code = HOSTILE[name]
    assert refusal(build(tmp_path))[0] == code


@pytest.mark.parametrize("name", HARMLESS)
def test_odd_but_honest_file_passes_and_is_read(name: str, tmp_path: Path) -> None:
    """What honest programs write passes, however odd, and its one sheet is read."""
    (grid,) = opened(HARMLESS[name](tmp_path)).values()
    assert any(cell != "" for line in grid for cell in line)


@pytest.mark.parametrize("name", ["second name in the directory", "second name before a part"])
def test_a_part_has_one_name(name: str, tmp_path: Path) -> None:
    """A name in a field of its own, which some programs prefer, would show one sheet here and another there."""
    assert refusal(HOSTILE[name][0](tmp_path))[1] == {"part": "xl/worksheets/sheet1.xml", "reason": "two names"}


def test_largest_accepted_extent_is_read(tmp_path: Path) -> None:
    """A sheet that just fits the bounds is no sheet too large."""
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="20000"><c r="CV20000"><v>1</v></c></row>'
    (grid,) = opened(written(xlsx(sheet=sheet(rows)))(tmp_path)).values()
    assert (len(grid), len(grid[-1])) == (20_000, 100)


def questionnaire(path: Path) -> Path:
    """A workbook as openpyxl writes it, about the size of a questionnaire."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    for row in range(130):
        page.append([f"M{row:02}.1", "采编发流程是否融合", "是/否", row / 100, "佐证材料", None, "=1+1"])
    page.merge_cells("A2:C2")
    workbook.save(path)
    return path


def test_workbook_of_openpyxl_passes(tmp_path: Path) -> None:
    """What our own template writer produces passes, with its bytes, kind, hash and parts at hand."""
    path = questionnaire(tmp_path / "station.xlsx")
    guarded = guard(path, Bounds())
    assert guarded.kind == "xlsx"
    assert guarded.data == path.read_bytes()
    assert guarded.sha256 == sha256(guarded.data).hexdigest()
    assert b"<sheetData>" in guarded.part("xl/worksheets/sheet1.xml")
    assert "xl/workbook.xml" in guarded.names
    with pytest.raises(KeyError):
        guarded.part("xl/nothing.xml")


def test_kind_comes_from_content_and_not_from_the_name(tmp_path: Path) -> None:
    """An .xlsx that is called .xls is read as what it is."""
    path = questionnaire(tmp_path / "station.xlsx").rename(tmp_path / "station.xls")
    assert guard(path, Bounds()).kind == "xlsx"


@pytest.fixture(scope="session")
def saved_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a questionnaire saved by LibreOffice in each of its formats."""
    if not shutil.which("soffice"):
        pytest.skip("soffice is not on the PATH")
    folder = tmp_path_factory.mktemp("libreoffice")
    source = questionnaire(folder / "station.xlsx")
    for kind in ("xlsx", "ods", "xls"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "out"), str(source)]
        subprocess.run(command, capture_output=True, timeout=120, check=True)
    return folder / "out"


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_workbook_saved_by_libreoffice_passes(kind: Format, saved_again: Path) -> None:
    """Each format that LibreOffice saves passes and is read in full."""
    path = saved_again / f"station.{kind}"
    assert guard(path, Bounds()).kind == kind
    (grid,) = opened(path).values()
    assert (len(grid), max(map(len, grid))) == (130, 7)


@pytest.mark.parametrize(
    ("raised", "name"),
    [
        ({"max_size": 100}, "max-size"),
        ({"max_parts": 3}, "max-parts"),
        ({"max_part": 100}, "max-part"),
        ({"max_unpacked": 1000}, "max-unpacked"),
        ({"max_rows": 100}, "max-rows"),
        ({"max_columns": 5}, "max-columns"),
        ({"max_cells": 800}, "max-cells"),
        ({"max_filled": 700}, "max-filled"),
        ({"max_texts": 2000}, "max-texts"),
        ({"max_text": 8}, "max-text"),
    ],
)
def test_each_bound_is_named_where_it_is_exceeded(raised: dict[str, int], name: str, tmp_path: Path) -> None:
    """A refusal for size says which bound it was, how much was found and how much is allowed."""
    path = questionnaire(tmp_path / "station.xlsx")
    _, values = refusal(path, Bounds(**raised))
    assert values["option"] == name
    assert values["bound"]
    assert values["found"]


@pytest.mark.parametrize(
    ("name", "found", "bound"),
    [
        ("corner to corner", "A1048576", "A20000"),
        ("implicit column", "XFD1", "SF1"),
        ("ods rectangle", "10,000,000", ""),
    ],
)
def test_extent_is_told_as_a_place_in_the_sheet(name: str, found: str, bound: str, tmp_path: Path) -> None:
    """The furthest row or column is given as a reference, which is what people search for in a sheet."""
    code, values = refusal(HOSTILE[name][0](tmp_path))
    assert code == "sheet-too-large"
    assert values["found"] == found
    assert bound in values["bound"]


@pytest.mark.parametrize(
    ("name", "word"),
    [("docx", "Word"), ("doc", "Word"), ("pptx", "PowerPoint"), ("pdf", "PDF"), ("html", "HTML"), ("csv", "CSV")],
)
def test_other_document_is_called_by_its_name(name: str, word: str, tmp_path: Path) -> None:
    """Somebody who sends a Word document is told so."""
    code, values = refusal(HOSTILE[name][0](tmp_path))
    assert code == "file-not-workbook"
    assert word in values["found"]


def test_damaged_content_is_noticed(tmp_path: Path) -> None:
    """A flipped bit within a part is found by its checksum, before a parser trips over it."""
    part = deflated(sheet(b""))
    data = zipped(book(sheet=b"<worksheet/>")).replace(deflated(b"<worksheet/>").packed, part.packed[:1] * 14, 1)
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(data)
    assert refusal(path)[0] == "zip-bad-entry"
