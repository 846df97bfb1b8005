"""A blank questionnaire printed by LibreOffice: every text in full, on landscape A4.

A row that is too low cuts the lines that do not fit, and they are then not in the PDF. Skipped where there is no
`soffice` or no `pdftotext`, unless CONVERGENCE_REQUIRE_SOFFICE=1 says that there must be both.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from filling import QUESTIONS, row_of, template

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language

CASES: list[tuple[Language, str]] = [("zh", "provincial"), ("zh", "county"), ("en", "provincial"), ("en", "county")]
A4 = (842, 595)
LOW = "M07.equal-access"
"""A question with several lines of options and of criteria."""

pytestmark = pytest.mark.xdist_group("libreoffice")


def test_the_programs_are_there_where_they_must_be() -> None:
    """In CI a missing one is a failure, not a skipped test."""
    if os.environ.get("CONVERGENCE_REQUIRE_SOFFICE") == "1":
        assert shutil.which("soffice")
        assert shutil.which("pdftotext")


@pytest.fixture(scope="module")
def printed(framework: Framework, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each questionnaire, its PDF, and one in which the row of a question is too low."""
    if not all(map(shutil.which, ("soffice", "pdftotext"))):
        pytest.skip("LibreOffice (soffice) or poppler-utils (pdftotext) is not installed")
    folder = tmp_path_factory.mktemp("printed")
    for language, level in CASES:
        (folder / f"{language}-{level}.xlsx").write_bytes(template(framework, language, level))
    workbook = openpyxl.load_workbook(folder / "zh-county.xlsx")
    sheet = workbook[QUESTIONS["zh"]]
    sheet.row_dimensions[row_of(sheet, LOW)].height = 20
    workbook.save(folder / "low.xlsx")
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    files = [str(path) for path in sorted(folder.glob("*.xlsx"))]
    subprocess.run([*command, "--outdir", str(folder), *files], capture_output=True, timeout=300, check=True)
    return folder


def cut(folder: Path, name: str) -> list[str]:
    """The cells of the visible sheets whose text is not in the PDF from its first to its last letter."""
    pdf = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", str(folder / f"{name}.pdf"), "-"], capture_output=True, check=True
    )
    page = _letters(pdf.stdout.decode())
    cells = (
        cell
        for sheet in openpyxl.load_workbook(folder / f"{name}.xlsx")
        if sheet.sheet_state == "visible"
        for line in sheet.iter_rows()
        for cell in line
    )
    texts = ((f"{cell.parent.title}!{cell.coordinate}", cell.value) for cell in cells if isinstance(cell.value, str))
    return [place for place, text in texts if not text.startswith("=") and _letters(text) not in page]


def _letters(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(("language", "level"), CASES)
def test_no_text_is_cut(printed: Path, language: Language, level: str) -> None:
    assert cut(printed, f"{language}-{level}") == []


def test_a_row_that_is_too_low_would_be_found(printed: Path) -> None:
    """Else the test above could not fail."""
    row = row_of(openpyxl.load_workbook(printed / "low.xlsx")[QUESTIONS["zh"]], LOW)
    assert cut(printed, "low") == [f"问卷!D{row}", f"问卷!I{row}"]


@pytest.mark.parametrize(("language", "level"), CASES)
def test_the_questions_are_on_landscape_a4(printed: Path, language: Language, level: str) -> None:
    """The third page is the first one with questions: guide, station, questions."""
    pdf = str(printed / f"{language}-{level}.pdf")
    shown = subprocess.run(["pdfinfo", "-f", "3", "-l", "3", pdf], capture_output=True, text=True, check=True).stdout
    size = re.search(r"size:\s+([\d.]+) x ([\d.]+)", shown)
    assert size
    assert (round(float(size[1])), round(float(size[2]))) == A4
