"""The Word report on the sheet of official papers: what the standard wants is in the file, and LibreOffice reads it."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree
from reports import HOSTILE, example, hostile
from shown import lines_of

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report import rendered
from convergence_cli.report.paper.sheet import Writer
from convergence_cli.report.paper.standard import unbroken, widened

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def opened(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def paper() -> Any:
    return opened(rendered(example("typical-city"), "word"))


def typed(lines: list[Any]) -> set[tuple[str, float]]:
    """East Asian face and points of everything that is said."""
    runs = (run for line in lines for run in line.runs if run.text.strip())
    return {(run._element.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt) for run in runs}


# --- the standard's table ------------------------------------------------------------------------


def test_the_page_is_that_of_the_standard() -> None:
    """GB/T 9704-2012, 5.1 and 5.2: A4, 37 mm above, 28 mm at the binding, 156 x 225 mm of text; turned for tables."""
    sections = paper().sections
    assert {section.orientation for section in sections} == {WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE}
    for page in sections:
        wide = page.orientation == WD_ORIENT.LANDSCAPE
        sheet = [round(side / Mm(1)) for side in (page.page_width, page.page_height)]
        assert sheet == ([297, 210] if wide else [210, 297])
        sides = (page.top_margin, page.right_margin, page.bottom_margin, page.left_margin)
        found = [round(side / Mm(1)) for side in sides]
        # Turned clockwise, what was at the left is above.
        assert found == ([28, 37, 26, 35] if wide else [37, 26, 35, 28])
        text = (page.page_width - page.left_margin - page.right_margin) / Mm(1)
        assert round(text) == (225 if wide else 156)


def test_title_headings_and_body_have_the_faces_sizes_and_lines_of_the_standard() -> None:
    """7.3: 小标宋 of 22 points, centred; 仿宋 of 16, justified, indented; 黑体, then 楷体; 28 points a line."""
    lines = paper().paragraphs
    first = next(at for at, line in enumerate(lines) if line.text.startswith("关于"))
    last = next(at for at, line in enumerate(lines) if line.text.startswith("附件1"))
    title, body = lines[first : first + 2], lines[first + 2 : last]
    assert typed(title) == {("FZXiaoBiaoSong-B05S", 22)}
    assert all(line.alignment == WD_ALIGN_PARAGRAPH.CENTER for line in title)
    headings = [line for line in body if line.style.name == "Heading 1"]
    assert [line.text[:2] for line in headings] == ["一、", "二、", "三、", "四、"]
    assert typed(headings) == {("SimHei", 16)}
    others = [line for line in body if line.text.strip() and line.style.name == "Normal"]
    assert typed(others) == {("FangSong", 16), ("KaiTi", 16)}
    leads = [line.runs[0] for line in others if line.text.startswith("（")]
    assert {run._element.rPr.rFonts.get(qn("w:eastAsia")) for run in leads} == {"KaiTi"}
    for line in (*headings, *others):
        shape = line.paragraph_format
        assert (shape.line_spacing_rule, shape.line_spacing) == (WD_LINE_SPACING.EXACTLY, Pt(28))
    told = [line for line in others if line.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY and "主送机关" not in line.text]
    assert len(told) > 20
    assert {line.paragraph_format.first_line_indent for line in told} == {Pt(32)}
    assert typed([lines[last]]) == {("SimHei", 16)}


def test_pages_are_numbered_outside() -> None:
    """7.5: 宋体 of 14 points between dashes, at the right on odd pages, at the left on even ones, a character in."""
    document = paper()
    assert document.settings.odd_and_even_pages_header_footer
    page = document.sections[1]
    for footer, side in ((page.footer, WD_ALIGN_PARAGRAPH.RIGHT), (page.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
        (line,) = footer.paragraphs
        assert line.alignment == side
        assert line.text == "—  —"
        assert "PAGE" in line._element.xml
        assert typed([line]) == {("SimSun", 14)}
        assert line.paragraph_format.right_indent == line.paragraph_format.left_indent == Pt(14)
    # The dash is 7 mm below the text: in the middle of a line of 14 points.
    below = page.bottom_margin - page.footer_distance - Pt(7)
    assert abs(below / Mm(1) - 7) < 0.1


def test_the_brief_has_no_number_and_the_paper_begins_with_one() -> None:
    brief, body, *_ = paper().sections
    assert [line.text for line in brief.footer.paragraphs] == [""]
    assert brief._sectPr.find(qn("w:pgNumType")) is None
    assert body._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


def test_tables_have_full_lines_and_repeated_heads() -> None:
    """Around every cell; the header comes again on the next page, and no row is torn."""
    for table in paper().tables:
        borders = table._tbl.tblPr.find(qn("w:tblBorders"))
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        assert [each.tag for each in borders] == [qn(f"w:{side}") for side in sides]
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_no_word_of_a_head_is_broken() -> None:
    """Columns with room to spare give it to those that lack it; the widths are those of the page all the same."""
    heads, shares, room = ("Station", "Framework", "Why", "总分变化"), (40, 5, 40, 5), 156.0
    plain = [room * share / sum(shares) for share in shares]
    widths = widened(heads, shares, room, 9.0)
    assert sum(widths) == pytest.approx(room)
    assert widths[1] > 2 * plain[1]
    assert widths[3] < plain[3]  # Chinese is broken anywhere
    assert widths[0] < plain[0]
    assert widened(heads, shares, 40.0, 9.0) == shares  # there is no room at all
    assert widened(("a", "b"), (1, 3), room, 9.0) == pytest.approx((39.0, 117.0))


def test_a_face_that_is_missing_gives_way_to_one_of_its_kind() -> None:
    content = zipfile.ZipFile(io.BytesIO(rendered(example("typical-city"), "word")))
    fonts = etree.fromstring(content.read("word/fontTable.xml"))
    others = {font.get(qn("w:name")): font[0].get(qn("w:val")).split(",") for font in fonts}
    assert "SimSun" in others["FZXiaoBiaoSong-B05S"]
    assert "FangSong_GB2312" in others["FangSong"]
    assert {"SimHei", "KaiTi", "SimSun", "Times New Roman"} < set(others)


# --- what the sheet does with words --------------------------------------------------------------


@pytest.mark.parametrize(("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五")])
def test_chinese_numerals(number: int, words: str, framework: Framework) -> None:
    assert Writer(framework, "zh")._number(number) == words
    assert Writer(framework, "en")._number(number) == str(number)


def test_an_id_is_not_broken_where_a_line_holds_it() -> None:
    said = "见 M16.mobile-kpi-weight 一题"
    assert unbroken(said, 9, 60) == [("见 ", False), ("M16.mobile-kpi-weight", True), (" 一题", False)]
    assert unbroken(said, 9, 20) == [(said, False)]


def test_no_id_of_the_ledger_is_broken() -> None:
    """A hyphen in it is one at which no line ends."""
    (ledger,) = (table for table in paper().tables if table.rows[0].cells[1].text == "指标" and len(table.columns) == 7)
    cells = [row.cells[1] for row in ledger.rows[1:]]
    assert all(re.search(r"M\d\d\.[\w-]+", cell.text) for cell in cells)
    hyphens = sum(cell.text.count("-") for cell in cells)
    kept = sum(len(cell._tc.findall(f".//{qn('w:noBreakHyphen')}")) for cell in cells)
    assert kept == hyphens > 50


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_stays_text(kind: str) -> None:
    """It opens, and holds no field, link or mark that turns the text but our page number."""
    content = rendered(hostile(HOSTILE[kind]), "word")
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert "<w:instrText" not in xml
    assert "<w:hyperlink" not in xml
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e\u2066]", xml)
    assert lines_of(opened(content))


# --- LibreOffice ---------------------------------------------------------------------------------


def printed(path: Path) -> Iterator[str]:
    """The text of each page as LibreOffice prints it."""
    if not all(map(shutil.which, ("soffice", "pdftotext"))):
        pytest.skip("LibreOffice (soffice) or poppler-utils (pdftotext) is not installed")
    profile = path.with_name("profile")
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(path.parent), str(path)], capture_output=True, timeout=300, check=True)
    told = subprocess.run(["pdftotext", "-raw", str(path.with_suffix(".pdf")), "-"], capture_output=True, check=True)
    yield from told.stdout.decode().split("\f")


@pytest.mark.xdist_group("libreoffice")
@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_reads_it_without_loss(tmp_path: Path, language: Language) -> None:
    """Every line of the document is in what LibreOffice prints."""
    content = rendered(example("county-centre", language), "word")
    path = tmp_path / "report.docx"
    path.write_bytes(content)
    # Quotation marks come from another font, and are printed out of their line.
    letters = re.sub(r"[\s“”]|— \d+ —", "", "".join(printed(path)))
    wanted = [re.sub(r"[\s“”]", "", line) for line in lines_of(opened(content)) if " | " not in line]
    # A page's number stands between the two halves of a paragraph that goes on overleaf.
    lost = [line for line in wanted if line not in letters and line[:12] not in letters]
    assert lost == []
