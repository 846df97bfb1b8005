"""Forms of which one part asks for much work: cells with more to them than a value, and what stands around cells."""

import random
from collections.abc import Callable

from crafted import ROWS, Make, longer, phrases
from filling import fill
from hostile import MAIN, OFFICE, deflated, strings, zipped
from mutants import Parts, unpacked

from convergence_cli.model.framework import Framework

_TABLE, _SHEET = "表-频率频道表", "xl/worksheets/sheet4.xml"
_LETTERS = "ABCDEFG"
_OWN_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_PACKAGE = b"http://schemas.openxmlformats.org/package/2006/relationships"


def _table(framework: Framework, cell: Callable[[int, int], object], rows: int = ROWS) -> bytes:
    """A form with a long table, of which each cell is made from its row and column."""
    return longer(framework, _TABLE, ([cell(row, column) for column in range(7)] for row in range(rows)))


def _with(content: bytes, change: Callable[[Parts], Parts]) -> bytes:
    parts = unpacked(content)
    return zipped([(name, deflated(body)) for name, body in (parts | change(parts)).items()])


def _around(framework: Framework, inside: bytes, before: bytes) -> bytes:
    """A form with a few wrong rows, and so much XML in their sheet before a tag."""
    content = _table(framework, lambda row, _: f"约{row}", 100)
    return _with(content, lambda parts: {_SHEET: parts[_SHEET].replace(before, inside + before, 1)})


# --- cells ---------------------------------------------------------------------------------------


def error_cells(framework: Framework) -> bytes:
    return _table(framework, lambda *_: (' t="e"', "<v>#DIV/0!</v>"))


def formula_cells(framework: Framework) -> bytes:
    return _table(framework, lambda row, at: ("", f"<f>A{row}+{at}</f><v>{row}</v>"))


def uncalculated_cells(framework: Framework) -> bytes:
    return _table(framework, lambda row, at: ("", f"<f>A{row}+{at}</f>"))


def struck_texts(framework: Framework) -> bytes:
    run = "<is><r><t>频道</t></r><r><rPr><strike/></rPr><t>{}</t></r></is>"
    return _table(framework, lambda row, _: (' t="inlineStr"', run.format(row)))


def letters_by_number(framework: Framework) -> bytes:
    text = "".join(f"&#{ord(letter)};" for letter in "频道")
    return _table(framework, lambda row, _: (' t="inlineStr"', f"<is><t>{text}{row}</t></is>"))


def invisible_letters(framework: Framework) -> bytes:
    return _table(framework, lambda row, _: f"频\u200b道_x0001_\u202e{row}")


def shared_texts(framework: Framework) -> bytes:
    """No two cells alike, and all by their number."""
    content = _table(framework, lambda row, at: (' t="s"', f"<v>{7 * row + at}</v>"))
    texts = b"".join(b"<si><t>text %d</t></si>" % at for at in range(7 * ROWS))
    link = b'<Relationship Id="texts" Type="%s/sharedStrings" Target="sharedStrings.xml"/></Relationships>' % OFFICE
    links, part = "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"

    def change(parts: Parts) -> Parts:
        return {links: parts[links].replace(b"</Relationships>", link), part: strings(texts)}

    return _with(content, change)


def _styled(framework: Framework, formats: bytes, styles: list[bytes], rows: int = ROWS) -> bytes:
    """Each cell in the next of these styles."""

    def change(parts: Parts) -> Parts:
        body = parts["xl/styles.xml"].replace(b"</cellXfs>", b"".join(styles) + b"</cellXfs>")
        if b"</numFmts>" in body:
            return {"xl/styles.xml": body.replace(b"</numFmts>", formats + b"</numFmts>")}
        head, fonts, rest = body.partition(b"<fonts")
        return {"xl/styles.xml": head + b"<numFmts>" + formats + b"</numFmts>" + fonts + rest}

    first = unpacked(fill(framework).read_bytes())["xl/styles.xml"].partition(b"<cellXfs")[2]
    begin = first.partition(b"</cellXfs>")[0].count(b"<xf ")
    content = _table(
        framework, lambda row, at: (f' s="{begin + (7 * row + at) % len(styles)}"', f"<v>{row + 900}</v>"), rows
    )
    return _with(content, change)


def styles_of_their_own(framework: Framework) -> bytes:
    return _styled(
        framework, b"", [b'<xf numFmtId="%d" fontId="0" fillId="0" borderId="0"/>' % at for at in range(60_000)]
    )


def formats_of_their_own(framework: Framework) -> bytes:
    """Each shows another number than it holds."""
    formats = [b'<numFmt numFmtId="%d" formatCode="&quot;%d&quot;"/>' % (1000 + at, at) for at in range(20_000)]
    styles = [b'<xf numFmtId="%d" fontId="0" fillId="0" borderId="0"/>' % (1000 + at) for at in range(20_000)]
    return _styled(framework, b"".join(formats), styles)


def hidden_rows(framework: Framework) -> bytes:
    content = _table(framework, lambda row, _: f"约{row}")
    return _with(content, lambda parts: {_SHEET: parts[_SHEET].replace(b"<row r=", b'<row hidden="1" r=')})


def merged_rows(framework: Framework) -> bytes:
    """Every two rows are one, and both hold something."""
    areas = b"".join(
        b'<mergeCell ref="%s%d:%s%d"/>' % (letter.encode(), row, letter.encode(), row + 1)
        for row in range(6, ROWS, 2)
        for letter in _LETTERS
    )
    content = _table(framework, lambda row, _: f"约{row}")

    def change(parts: Parts) -> Parts:
        return {_SHEET: parts[_SHEET].replace(b"</sheetData>", b"</sheetData><mergeCells>" + areas + b"</mergeCells>")}

    return _with(content, change)


def same_ids(framework: Framework) -> bytes:
    name = framework.indicators[0].id
    return longer(framework, "问卷", ([name, "", "", "", f"约{at}", f"佐证{at}"] for at in range(ROWS)), 400)


def old_answers(framework: Framework) -> bytes:
    """Answers beside no id."""
    return longer(framework, "问卷", (["", "", "", "", f"约{at}", f"佐证{at}"] for at in range(ROWS)), 400)


def long_texts(framework: Framework) -> bytes:
    """As much text as may be read."""
    texts = phrases(1_900, 4_500)
    return _table(framework, lambda row, at: next(texts) if at == 6 else f"频道{row}", 1_800)


def blank_cells(framework: Framework) -> bytes:
    """Rows that are painted and hold nothing."""
    return _table(framework, lambda *_: (' s="0"', ""))


def wide_rows(framework: Framework) -> bytes:
    """Cells beside the table, in as many columns as may be read."""
    names = [f"{chr(65 + at // 26)}{chr(65 + at % 26)}" for at in range(490)]
    rows = "".join(
        f'<row r="{row}">' + "".join(f'<c r="{name}{row}"><v>{row}</v></c>' for name in names) + "</row>"
        for row in range(1000, 1130)
    )
    return _around(framework, rows.encode(), b"</sheetData>")


# --- around cells --------------------------------------------------------------------------------


def many_validations(framework: Framework) -> bytes:
    rule = b'<dataValidation type="whole" sqref="A%d"><formula1>1</formula1></dataValidation>'
    rules = b"".join(rule % at for at in range(1, 100_000))
    return _around(framework, b"<dataValidations>" + rules + b"</dataValidations>", b"</worksheet>")


def many_conditions(framework: Framework) -> bytes:
    rule = b'<conditionalFormatting sqref="A%d"><cfRule type="expression" priority="%d"/></conditionalFormatting>'
    return _around(framework, b"".join(rule % (at, at) for at in range(1, 60_000)), b"</worksheet>")


def many_columns(framework: Framework) -> bytes:
    return _around(framework, b"".join(b'<col min="1" max="16384" hidden="1"/>' for _ in range(100_000)), b"</cols>")


def names_of_a_form(framework: Framework) -> bytes:
    names = b"".join(b'<definedName name="n%d">Q!$A$%d</definedName>' % (at, at + 1) for at in range(100_000))

    def change(parts: Parts) -> Parts:
        body = parts["xl/workbook.xml"]
        return {"xl/workbook.xml": body.replace(b"</definedNames>", names + b"</definedNames>")}

    return _with(_table(framework, lambda row, _: f"约{row}", 100), change)


def relations_of_a_sheet(framework: Framework) -> bytes:
    links = b"".join(b'<Relationship Id="x%d" Type="t/comments" Target="x%d.xml"/>' % (at, at) for at in range(50_000))
    return _related(framework, links, {})


def _related(framework: Framework, links: bytes, more: Parts) -> bytes:
    """A form with a few wrong rows, whose sheet has these relations of its own."""
    part = "xl/worksheets/_rels/sheet4.xml.rels"
    body = b'<Relationships xmlns="%s">%s</Relationships>' % (_PACKAGE, links)

    def change(parts: Parts) -> Parts:
        types = parts["[Content_Types].xml"]
        kinds = b'<Override PartName="/xl/comments9.xml" ContentType="%s"/></Types>' % _OWN_TYPE.replace(
            b"worksheet", b"comments"
        )
        return {part: body, "[Content_Types].xml": types.replace(b"</Types>", kinds), **more}

    return _with(_table(framework, lambda row, _: f"约{row}"), change)


def _commented(framework: Framework, authors: bytes, comments: bytes, boxes: bytes = b"") -> bytes:
    links = b'<Relationship Id="r8" Type="%s/comments" Target="../comments9.xml"/>' % OFFICE
    links += b'<Relationship Id="r9" Type="%s/vmlDrawing" Target="../drawings/v.vml"/>' % OFFICE
    body = b'<comments xmlns="%s"><authors>%s</authors><commentList>%s</commentList></comments>' % (
        MAIN,
        authors,
        comments,
    )
    drawing = b'<xml xmlns:v="urn:schemas-microsoft-com:vml">%s</xml>' % boxes
    return _related(framework, links, {"xl/comments9.xml": body, "xl/drawings/v.vml": drawing})


_COMMENT = b'<comment ref="%s%d" authorId="%d"><text><t>a</t></text></comment>'


def our_comments(framework: Framework) -> bytes:
    """As many as an earlier marking could have left, on cells that are there and on others."""
    comments = b"".join(_COMMENT % (b"AZ"[at % 2 : at % 2 + 1], at + 1, 0) for at in range(120_000))
    return _commented(framework, b"<author>convergence</author>", comments)


def many_authors(framework: Framework) -> bytes:
    comments = b"".join(_COMMENT % (b"B", at + 1, 99_999) for at in range(100_000))
    return _commented(framework, b"<author>a</author>" * 100_000, comments)


def boxes_without_end(framework: Framework) -> bytes:
    shapes = b"".join(b'<v:shape id="s%d" alt="convergence">' % (at * 7919 % 1_000_003) for at in range(200_000))
    return _commented(framework, b"<author>a</author>", _COMMENT % (b"B", 6, 0), shapes)


def boxes_of_nothing(framework: Framework) -> bytes:
    boxes = b"".join(b"<v:shape a%d " % (at * 7919 % 1_000_003) for at in range(500_000))
    return _commented(framework, b"<author>a</author>", _COMMENT % (b"B", 6, 0), boxes)


# --- sheets of the station's own -------------------------------------------------------------------


def with_sheets(content: bytes, sheets: list[bytes]) -> bytes:
    """A workbook with more sheets."""
    numbers = range(len(sheets))
    listed = b"".join(
        b'<sheet xmlns:o="%s" name="own%d" sheetId="%d" o:id="own%d"/>' % (OFFICE, at, 900 + at, at) for at in numbers
    )
    linked = b"".join(
        b'<Relationship Id="own%d" Type="%s/worksheet" Target="worksheets/own%d.xml"/>' % (at, OFFICE, at)
        for at in numbers
    )
    typed = b"".join(
        b'<Override PartName="/xl/worksheets/own%d.xml" ContentType="%s"/>' % (at, _OWN_TYPE) for at in numbers
    )
    ends = {
        "xl/workbook.xml": (b"</sheets>", listed),
        "xl/_rels/workbook.xml.rels": (b"</Relationships>", linked),
        "[Content_Types].xml": (b"</Types>", typed),
    }

    def change(parts: Parts) -> Parts:
        made = {name: parts[name].replace(end, more + end) for name, (end, more) in ends.items()}
        return made | {f"xl/worksheets/own{at}.xml": body for at, body in enumerate(sheets)}

    return _with(content, change)


def numbers_sheet(rows: int, columns: int = 50) -> bytes:
    """A sheet of numbers."""
    chance = random.Random(1)
    names = [f"{chr(65 + at // 26)}{chr(65 + at % 26)}" for at in range(columns)]
    body = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{name}{row}"><v>{chance.randrange(10**6)}</v></c>' for name in names)
        + "</row>"
        for row in range(1, rows + 1)
    )
    return b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (MAIN, body.encode())


def large_own_sheets(framework: Framework) -> bytes:
    """Each as large as one may be, and all too large together."""
    return with_sheets(fill(framework).read_bytes(), [numbers_sheet(1_350)] * 8)


def too_large_own_sheets(framework: Framework) -> bytes:
    """Each too large to be read."""
    return with_sheets(fill(framework).read_bytes(), [numbers_sheet(9_500)] * 9)


def many_own_sheets(framework: Framework) -> bytes:
    return with_sheets(fill(framework).read_bytes(), [numbers_sheet(10, 10)] * 1_800)


def large_strangers(framework: Framework) -> bytes:
    """The same, and a table's sheet has another name: it is sought among them."""
    content = with_sheets(fill(framework).read_bytes(), [numbers_sheet(1_350)] * 8)

    def change(parts: Parts) -> Parts:
        body = parts["xl/workbook.xml"]
        return {"xl/workbook.xml": body.replace('"表-频率频道表"'.encode(), b'"Q"')}

    return _with(content, change)


CELLS: tuple[Make, ...] = (
    *(error_cells, formula_cells, uncalculated_cells, struck_texts, letters_by_number),
    *(invisible_letters, shared_texts, styles_of_their_own, formats_of_their_own, hidden_rows, merged_rows),
    *(same_ids, old_answers, long_texts, blank_cells, wide_rows),
)
AROUND: tuple[Make, ...] = (
    *(many_validations, many_conditions, many_columns, names_of_a_form, relations_of_a_sheet, our_comments),
    *(many_authors, boxes_without_end, boxes_of_nothing),
)
OWN: tuple[Make, ...] = (large_own_sheets, too_large_own_sheets, many_own_sheets, large_strangers)
