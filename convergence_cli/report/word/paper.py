"""The sheet of paper: page, type, headings with their numbers, three-line tables, fields to be filled in.

Sizes and margins follow GB/T 9704-2012, the national standard for official documents; English keeps the page and
the numbering of its own tradition.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from convergence_cli.model.assessment import Cohort
from convergence_cli.policy import report_title
from convergence_cli.sheets import zipped
from convergence_cli.texts import say
from convergence_cli.value import value

# Title, body, heading of the first and of the second order, tables: East Asian face, Latin face, points. The faces
# of the standard have Latin names too, by which every system that has them knows them.
_FACES: dict[str, dict[str, tuple[str, str, float]]] = {
    "zh": {
        "title": ("FZXiaoBiaoSong-B05S", "Times New Roman", 22),
        "body": ("FangSong", "Times New Roman", 16),
        "first": ("SimHei", "Times New Roman", 16),
        "second": ("KaiTi", "Times New Roman", 16),
        "table": ("FangSong", "Times New Roman", 10.5),
        "head": ("SimHei", "Times New Roman", 10.5),
        "small": ("FangSong", "Times New Roman", 9),
    },
    "en": {
        "title": ("FangSong", "Times New Roman", 20),
        "body": ("FangSong", "Times New Roman", 11.5),
        "first": ("SimHei", "Times New Roman", 14),
        "second": ("SimHei", "Times New Roman", 12),
        "table": ("FangSong", "Times New Roman", 9.5),
        "head": ("SimHei", "Times New Roman", 9.5),
        "small": ("FangSong", "Times New Roman", 8.5),
    },
}
_LINE = {"zh": 28.0, "en": 16.0}
_TEXT_WIDTH = 156
"""Millimetres between the margins of A4."""
_NUMBER = re.compile(r"[-+—]?[\d.]*%?")
"""Numbers stand in the middle of their column."""
_UNFIT = {*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF}
_BLACK = RGBColor(0, 0, 0)


@value
class Field:
    """What the station has to fill in: shown in brackets, marked."""

    text: str


Piece = str | Field


class Paper:
    """The document while it is being written."""

    def __init__(self, cohort: Cohort, title: str = "") -> None:
        self.cohort = cohort
        self.title = title or report_title(cohort.framework, cohort.language)
        self.language = cohort.language
        self.document: Any = Document()
        self._first = self._second = 0
        self._set_page()

    def word(self, key: str, **values: object) -> str:
        """Words of this report, `entry`, or of another catalogue, `catalogue.entry`."""
        return say(self.language, key if "." in key else f"self_assessment.{key}", **values)

    def field(self, key: str) -> Field:
        """A field that the station fills in."""
        return Field(text=self.word(f"field-{key}"))

    def begin(self, station: str, title: str = "") -> None:
        """The title of one station's report, or of a part of it; its headings are counted from the first."""
        self._first = self._second = 0
        for text in (station, title or self.title):
            line = self._paragraph((text,), "title", "Title")
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.paragraph_format.space_after = Pt(6)
        self.text("")

    def heading(self, text: str) -> None:
        """A heading of the first order: 一、… or 1. …"""
        self._first, self._second = self._first + 1, 0
        self._heading(self.word("first", number=self._number(self._first), text=text), "first", 1)

    def subheading(self, text: str) -> None:
        """A heading of the second order: （一）… or 1.1 …"""
        self._second += 1
        chinese = self.language == "zh"
        number = self._number(self._second) if chinese else f"{self._first}.{self._second}"
        self._heading(self.word("second", number=number, text=text), "second", 2)

    def _number(self, number: int) -> str:
        """A number of a heading, 1-99: as a Chinese numeral where the language has them."""
        if self.language == "en":
            return str(number)
        digits = self.word("digits")
        tens, ones = divmod(number, 10)
        head = "" if tens == 0 else digits[10] if tens == 1 else f"{digits[tens]}{digits[10]}"
        return head + (digits[ones] if ones or not tens else "")

    def _heading(self, text: str, face: str, level: int) -> None:
        line = self._paragraph((text,), face, f"Heading {level}")
        line.paragraph_format.keep_with_next = True
        if self.language == "zh":
            self._indent(line)

    def text(self, *pieces: Piece) -> None:
        """A paragraph of the body, its first line indented as is the custom."""
        line = self._paragraph(pieces, "body")
        if self.language == "zh":
            self._indent(line)

    def small(self, text: str) -> None:
        """A line of provenance."""
        self._paragraph((text,), "small")

    def table(
        self,
        heads: Sequence[str],
        rows: Iterable[Sequence[Piece]],
        widths: Sequence[float],
        numeric: Sequence[bool] | None = None,
    ) -> None:
        """A three-line table, its header repeated on each page; `widths` are shares of the page.

        Numbers stand in the middle: the columns that are `numeric` or, where nobody says, what looks like one.
        """
        body = [tuple(row) for row in rows]
        table = self.document.add_table(len(body) + 1, len(heads))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        total = sum(widths)
        spans = [Mm(_TEXT_WIDTH * width / total) for width in widths]
        for column, span in zip(table.columns, spans, strict=True):
            column.width = span
        # A table's own way to a cell walks all the others: rows are asked once for theirs.
        for place, (row, cells) in enumerate(zip(table.rows, (tuple(heads), *body), strict=True)):
            _keep_whole(row, header=place == 0)
            for at, (cell, piece, span) in enumerate(zip(row.cells, cells, spans, strict=True)):
                cell.width = span
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
                line = cell.paragraphs[0]
                line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)
                is_number = isinstance(piece, Field) or (numeric[at] if numeric else _NUMBER.fullmatch(piece))
                if place == 0 or is_number:
                    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
                self._fill(line, (piece,), "head" if place == 0 else "table")
        _three_lines(table)
        self._paragraph(("",), "small")

    def page_break(self) -> None:
        """The next station begins on a page of its own."""
        self.document.add_page_break()

    def sign(self, station: str) -> None:
        """The station's name with room for its seal, and the date, at the right."""
        for pieces in ((station, self.field("seal")), (self.field("date"),)):
            line = self._paragraph(pieces, "body")
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            line.paragraph_format.keep_with_next = True

    def to_bytes(self, station: str = "") -> bytes:
        """The file, named after a station, if any; a zip that bears no moment of its own."""
        properties, framework = self.document.core_properties, self.cohort.framework
        properties.title = _fit(f"{station} {self.title}".strip())[:255]
        properties.subject = _fit(framework.title.in_(self.language))[:255]
        properties.author, properties.comments = "convergence", ""
        properties.language = "zh-CN" if self.language == "zh" else "en"
        raw = io.BytesIO()
        self.document.save(raw)
        with zipfile.ZipFile(raw) as archive:
            return zipped({name: archive.read(name) for name in archive.namelist()})

    def _set_page(self) -> None:
        page = self.document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.top_margin, page.bottom_margin = Mm(37), Mm(35)
        page.left_margin, page.right_margin = Mm(28), Mm(26)
        page.footer_distance = Mm(28)
        # A style brings its own colours and faces, which official papers do not have.
        for style in ("Title", "Heading 1", "Heading 2"):
            self._plain(self.document.styles[style])
        footer = page.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        before, after = ("— ", " —") if self.language == "zh" else ("", "")
        self._run(footer, before, "head")
        _page_number(self._run(footer, "", "head"))
        self._run(footer, after, "head")

    def _plain(self, style: Any) -> None:
        style.font.color.rgb = _BLACK
        style.font.bold = False
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)

    def _paragraph(self, pieces: Sequence[Piece], face: str, style: str | None = None) -> Any:
        line = self.document.add_paragraph(style=style)
        shape = line.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        if face not in ("title", "small"):
            shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(_LINE[self.language])
        if self.language == "en" and face != "small":
            shape.space_before = Pt(8 if face in ("first", "second") else 3)
        self._fill(line, pieces, face)
        return line

    def _fill(self, line: Any, pieces: Sequence[Piece], face: str) -> None:
        for piece in pieces:
            marked = isinstance(piece, Field)
            text = self.word("field", text=piece.text) if isinstance(piece, Field) else piece
            run = self._run(line, text, face)
            if marked:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def _run(self, line: Any, text: str, face: str) -> Any:
        asian, latin, size = _FACES[self.language][face]
        run = line.add_run(_fit(text))
        run.font.name, run.font.size = latin, Pt(size)
        run.font.bold = face in ("first", "second") and self.language == "en"
        run.font.color.rgb = _BLACK
        run._element.rPr.rFonts.set(qn("w:eastAsia"), asian)  # noqa: SLF001 - the library has no word for it
        return run

    def _indent(self, line: Any) -> None:
        line.paragraph_format.first_line_indent = Pt(2 * _FACES[self.language]["body"][2])


def _fit(text: str) -> str:
    """Without what XML cannot hold, and without marks that turn the direction of what follows."""
    turned = {0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
    return "".join(
        "\ufffd" if ord(letter) in _UNFIT or ord(letter) in turned or 0xD800 <= ord(letter) < 0xE000 else letter
        for letter in text
    )


def _keep_whole(row: Any, *, header: bool) -> None:
    """A row is not torn by the end of a page; the header comes again on the next."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def _three_lines(table: Any) -> None:
    """Thick lines above and below, a thin one under the header, and no others."""
    properties = table._tbl.tblPr  # noqa: SLF001
    borders = OxmlElement("w:tblBorders")
    for side, size in (("top", 12), ("bottom", 12)):
        borders.append(_line(side, size))
    properties.append(borders)
    for cell in table.rows[0].cells:
        own = OxmlElement("w:tcBorders")
        own.append(_line("bottom", 6))
        cell._tc.get_or_add_tcPr().append(own)  # noqa: SLF001


def _line(side: str, eighths: int) -> Any:
    line = OxmlElement(f"w:{side}")
    for key, content in (("val", "single"), ("sz", str(eighths)), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{key}"), content)
    return line


def _page_number(run: Any) -> None:
    """A field that the reader's program counts."""
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind is None:
            part = OxmlElement("w:instrText")
            part.text = text
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        run._element.append(part)  # noqa: SLF001
