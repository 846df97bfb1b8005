"""A paper as a Word file."""

import io
import zipfile
from copy import deepcopy
from typing import Any
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from convergence_cli.report.paper.sheet import Field, Grid, Lead, Page, Paper, Piece, Text, printable
from convergence_cli.report.paper.standard import (
    FACES,
    MARGINS,
    NUMBER_BELOW,
    PAGE,
    TURNED,
    TYPES,
    Look,
    line_of,
    text_room,
    unbroken,
)
from convergence_cli.sheets import zipped
from convergence_cli.texts import say

_BLACK = RGBColor(0, 0, 0)
_SIDES = {
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_HAIRLINE = "4"
"""Eighths of a point."""


def drawn(paper: Paper) -> bytes:
    """The .docx file; the same paper gives the same bytes."""
    drawing = _Drawing(paper)
    for part in paper.parts:
        drawing.add(part)
    return drawing.to_bytes()


class _Drawing:
    """The file while it is being drawn."""

    def __init__(self, paper: Paper) -> None:
        self.paper, self.language = paper, paper.language
        self.document: Any = Document()
        self.document.settings.odd_and_even_pages_header_footer = True
        self.wide = self.begins = False
        # What was set once through the library is copied: each property of each run is a search through its parent.
        self._types: dict[Look, Any] = {}
        self._lines: dict[tuple[Look, bool], Any] = {}
        self.section = self.document.sections[0]
        self._set_styles()
        _set_page(self.section, wide=False)
        if not isinstance(next(iter(paper.parts), None), Page):
            self._number_pages()

    def add(self, part: Text | Grid | Page) -> None:
        """Draw one part below the others."""
        if isinstance(part, Text):
            self._text(part)
        elif isinstance(part, Grid):
            self._grid(part)
        else:
            self._page(part)

    def _page(self, page: Page) -> None:
        """A new page; a section of its own where it is turned otherwise or its numbers do not go on."""
        if page.wide == self.wide and page.numbers == "on":
            self.begins = True
            return
        if page is not self.paper.parts[0]:
            self.section = self.document.add_section(WD_SECTION.NEW_PAGE)
            _end_with_last_line(self.document.element.body)
        self.wide = page.wide
        _set_page(self.section, wide=page.wide)
        _count_from(self.section, 1 if page.numbers == "first" else None)
        if page.numbers == "first":
            self._number_pages()
        elif page.numbers == "none":
            self.section.footer.is_linked_to_previous = self.section.even_page_footer.is_linked_to_previous = False

    def to_bytes(self) -> bytes:
        """The file; a zip that bears no moment of its own."""
        properties = self.document.core_properties
        properties.title, properties.subject = printable(self.paper.title)[:255], printable(self.paper.subject)[:255]
        properties.author, properties.comments = "convergence", ""
        properties.language = "zh-CN" if self.language == "zh" else "en"
        raw = io.BytesIO()
        self.document.save(raw)
        with zipfile.ZipFile(raw) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        return zipped({**parts, "word/fontTable.xml": _font_table()})

    # --- text ------------------------------------------------------------------------------------

    def _text(self, text: Text) -> None:
        style = {0: None, 1: "Title"}.get(text.level, f"Heading {text.level - 1}")
        line = self.document.add_paragraph(style=style)
        shape = line.paragraph_format
        shape.space_before, shape.space_after = Pt(text.before), Pt(text.after)
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line_of(self.language, text.look))
        line.alignment = _SIDES[text.side]
        if text.indent:
            shape.first_line_indent = Pt(2 * TYPES[self.language][text.look].points)
        shape.keep_with_next = text.kept
        shape.page_break_before, self.begins = self.begins, False
        self._fill(line, text.pieces, text.look, text_room(wide=self.wide))

    def _fill(self, line: Any, pieces: tuple[Piece, ...], look: Look, room: float) -> None:
        for piece in pieces:
            if isinstance(piece, Field):
                field = say(self.language, "self_assessment.field", text=piece.text)
                self._run(line, field, look).font.highlight_color = WD_COLOR_INDEX.YELLOW
            elif isinstance(piece, Lead):
                self._run(line, piece.text, "second")
            else:
                for text, is_id in unbroken(piece, TYPES[self.language][look].points, room):
                    self._run(line, text, look, is_id=is_id)

    def _run(self, line: Any, text: str, look: Look, *, is_id: bool = False) -> Any:
        kind = TYPES[self.language][look]
        first, *others = printable(text).split("-") if is_id else (printable(text),)
        run = line.add_run(first)
        for part in others:
            run._r.append(OxmlElement("w:noBreakHyphen"))  # noqa: SLF001 - the library has no word for it
            run.add_text(part)
        element = run._r  # noqa: SLF001
        if look not in self._types:
            run.font.name, run.font.size = FACES["latin"][0], Pt(kind.points)
            run.font.bold = kind.bold
            run.font.color.rgb = _BLACK
            element.rPr.rFonts.set(qn("w:eastAsia"), FACES[kind.face][0])
            self._types[look] = deepcopy(element.rPr)
        else:
            element.insert(0, deepcopy(self._types[look]))
        return run

    # --- tables ----------------------------------------------------------------------------------

    def _grid(self, grid: Grid) -> None:
        table = self.document.add_table(len(grid.rows) + 1, len(grid.heads))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        room = text_room(wide=self.wide)
        rooms = [room * share / sum(grid.shares) for share in grid.shares]
        for column, width in zip(table.columns, rooms, strict=True):
            column.width = Mm(width)
        heads = tuple((head,) for head in grid.heads)
        middles = (tuple(True for _ in heads), *grid.middles)
        # A table's own way to a cell walks all the others: rows are asked once for theirs.
        for place, (row, cells, middle) in enumerate(zip(table.rows, (heads, *grid.rows), middles, strict=True)):
            _keep_whole(row, header=place == 0)
            for cell, pieces, is_middle, width in zip(row.cells, cells, middle, rooms, strict=True):
                self._cell(cell, pieces, grid.look if place else "head", width, is_middle=is_middle)
        _full_lines(table)

    def _cell(self, cell: Any, pieces: tuple[Piece, ...], look: Look, width: float, *, is_middle: bool) -> None:
        cell.width = Mm(width)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        line = cell.paragraphs[0]
        if (look, is_middle) not in self._lines:
            shape = line.paragraph_format
            shape.space_before = shape.space_after = Pt(1)
            shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line_of(self.language, look))
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER if is_middle else WD_ALIGN_PARAGRAPH.LEFT
            self._lines[look, is_middle] = line._p.pPr  # noqa: SLF001
        else:
            line._p.insert(0, deepcopy(self._lines[look, is_middle]))  # noqa: SLF001
        self._fill(line, pieces, look, width)

    # --- the page --------------------------------------------------------------------------------

    def _set_styles(self) -> None:
        """Without the colours and faces that styles bring, which official papers do not have."""
        for name in ("Title", "Heading 1", "Heading 2"):
            style = self.document.styles[name]
            style.font.color.rgb = _BLACK
            style.font.bold = False
            for border in style.element.findall(f".//{qn('w:pBdr')}"):
                border.getparent().remove(border)
        for language in self.document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:eastAsia"), "zh-CN")

    def _number_pages(self) -> None:
        """The number outside: at the right on odd pages, at the left on even ones, one character from the edge."""
        points = TYPES[self.language]["number"].points
        before, after = ("— ", " —") if self.language == "zh" else ("", "")
        for footer, side in ((self.section.footer, "right"), (self.section.even_page_footer, "left")):
            footer.is_linked_to_previous = False
            line = footer.paragraphs[0]
            line.alignment = _SIDES[side]
            shape = line.paragraph_format
            shape.right_indent = shape.left_indent = Pt(points)
            shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)
            self._run(line, before, "number")
            _page_number(self._run(line, "", "number"))
            self._run(line, after, "number")


def _set_page(section: Any, *, wide: bool) -> None:
    width, height = PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(height), Mm(width)) if wide else (Mm(width), Mm(height))
    margins = TURNED if wide else MARGINS
    for side, length in margins.items():
        setattr(section, f"{side}_margin", Mm(length))
    # The number's dash is in the middle of its line.
    half_a_line = 14 / 2 * 25.4 / 72
    section.footer_distance = Mm(margins["bottom"] - NUMBER_BELOW - half_a_line)


def _end_with_last_line(body: Any) -> None:
    """The section that was ended ends with its last paragraph: an empty one of its own could take a page."""
    *_, last, empty, _ = body
    end = empty.pPr.find(qn("w:sectPr"))
    last.get_or_add_pPr().append(end)
    body.remove(empty)


def _count_from(section: Any, first: int | None) -> None:
    """Pages are counted on, or from a number."""
    properties = section._sectPr  # noqa: SLF001
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    if first is not None:
        count = OxmlElement("w:pgNumType")
        count.set(qn("w:start"), str(first))
        # After the margins, as the schema wants it.
        properties.find(qn("w:pgMar")).addnext(count)


def _keep_whole(row: Any, *, header: bool) -> None:
    """A row is not torn by the end of a page; the header comes again on the next."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))


def _full_lines(table: Any) -> None:
    """A thin line around every cell."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for key, content in (("val", "single"), ("sz", _HAIRLINE), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{key}"), content)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001


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


def _font_table() -> bytes:
    """What takes the place of a face on a system that lacks it."""
    fonts = "".join(
        f"<w:font w:name={quoteattr(first)}><w:altName w:val={quoteattr(','.join(others))}/></w:font>"
        for first, *others in FACES.values()
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<w:fonts xmlns:w="{space}">{fonts}</w:fonts>'.encode()
