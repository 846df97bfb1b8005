"""The Word report: what it holds, that it is laid out as official papers are, and that LibreOffice reads it whole."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from reports import HOSTILE, example, hostile
from shown import lines_of

from convergence_cli.model.assessment import Assessment
from convergence_cli.model.language import Language
from convergence_cli.report import rendered
from convergence_cli.report.word.paper import Paper

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def test_page_and_type_are_those_of_official_papers() -> None:
    """A4 with the standard's margins, body in 仿宋 of 16 points, headings in 黑体 and 楷体, pages numbered."""
    document = opened(rendered(example("typical-city"), "word"))
    page = document.sections[0]
    millimetres = [
        round(length / Mm(1)) for length in (page.page_width, page.top_margin, page.left_margin, page.right_margin)
    ]
    assert millimetres == [210, 37, 28, 26]
    faces = {
        (run._element.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt)
        for line in document.paragraphs
        for run in line.runs
        if run.text.strip()
    }
    assert faces == {("FZXiaoBiaoSong-B05S", 22), ("FangSong", 16), ("SimHei", 16), ("KaiTi", 16), ("FangSong", 9)}
    assert "PAGE" in document.sections[0].footer._element.xml
    headings = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
    assert [heading[:2] for heading in headings] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    second = [line.text for line in document.paragraphs if line.style.name == "Heading 2"]
    assert second[0].startswith("（一）")


def test_tables_have_three_lines() -> None:
    """Above, below, and under the header; the header comes again on the next page, and no row is torn."""
    for table in opened(rendered(example("typical-city"), "word")).tables:
        borders = table._tbl.tblPr.find(qn("w:tblBorders"))
        assert [each.tag for each in borders] == [qn("w:top"), qn("w:bottom")]
        assert all(cell._tc.tcPr.find(qn("w:tcBorders")) is not None for cell in table.rows[0].cells)
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_what_the_station_must_say_is_marked() -> None:
    """What stands in brackets is highlighted: a cause for each problem, owner and date for each gap."""
    document = opened(rendered(example("typical-city"), "word"))
    cells = [line for table in document.tables for row in table.rows for cell in row.cells for line in cell.paragraphs]
    runs = [run for line in [*document.paragraphs, *cells] for run in line.runs if run.text]
    marked = [run.text for run in runs if run.font.highlight_color is not None]
    assert marked == [run.text for run in runs if re.fullmatch(r"【.*】", run.text)]
    (entry,) = example("typical-city").entries
    assert isinstance(entry, Assessment)
    gaps = sum(entry.counts[outcome] for outcome in ("partial", "unmet", "unanswered"))
    missing = sum(result.evidence_missing for result in entry.results)
    assert marked.count("【填写】") == 2 * gaps + missing
    red = len(entry.not_kept)
    assert marked.count("【请填写原因】") == red + 20


@pytest.mark.parametrize(("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五")])
def test_chinese_numerals(number: int, words: str) -> None:
    assert Paper(example("typical-city"))._number(number) == words
    assert Paper(example("typical-city", "en"))._number(number) == str(number)


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_stays_text(kind: str) -> None:
    """It opens, and holds no field, link or mark that turns the text but our page number."""
    content = rendered(hostile(HOSTILE[kind]), "word")
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert "<w:instrText" not in xml
    assert "<w:hyperlink" not in xml
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e\u2066]", xml)
    assert lines_of(opened(content))


@pytest.mark.xdist_group("libreoffice")
@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_reads_it_without_loss(tmp_path: Path, language: Language) -> None:
    """Every line of the document is in what LibreOffice prints."""
    if not all(map(shutil.which, ("soffice", "pdftotext"))):
        pytest.skip("LibreOffice (soffice) or poppler-utils (pdftotext) is not installed")
    content = rendered(example("county-centre", language), "word")
    path = tmp_path / "report.docx"
    path.write_bytes(content)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], capture_output=True, timeout=300, check=True)
    printed = subprocess.run(["pdftotext", "-raw", str(path.with_suffix(".pdf")), "-"], capture_output=True, check=True)
    # Quotation marks come from another font, and are printed out of their line.
    letters = re.sub(r"[\s“”]|— \d+ —", "", printed.stdout.decode())
    wanted = [re.sub(r"[\s“”]", "", line) for line in lines_of(opened(content)) if " | " not in line]
    # A page's number stands between the two halves of a paragraph that goes on overleaf.
    lost = [line for line in wanted if line not in letters and line[:12] not in letters]
    assert lost == []
