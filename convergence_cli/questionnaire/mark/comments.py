"""Comments on cells: the text in one part, the box that Excel draws for it in another (VML)."""

import re
from typing import Any
from xml.sax.saxutils import quoteattr

from convergence_cli.questionnaire.mark.package import MAIN, OFFICE, Package, child, q
from convergence_cli.questionnaire.references import column_number
from convergence_cli.questionnaire.workbook.xlsx_texts import number_of

AUTHOR = "convergence"
# Between what somebody else wrote in a comment and what is added to it.
_BREAK = "\n— convergence —\n"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER_DRAWING = ("legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
_EMPTY_VML = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    b' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    b'</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    b' path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202"'
    ' style="position:absolute;margin-left:60pt;margin-top:2pt;width:260pt;height:{height}pt;z-index:{id};'
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto" alt={mark}><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {row}, 4, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SHAPE_BEGINS, _SHAPE_ENDS, _OWN = re.compile(rb"<v:shape\s[^<>]*>"), b"</v:shape>", b' alt="convergence"'
_FIRST_ID = 40_001
# Stands where the number of a shape belongs, which is known when all are there.
_NUMBER = "{number}"


class Comments:
    """The comments of one sheet."""

    def __init__(self, package: Package, sheet: str) -> None:
        self.package, self.sheet = package, sheet
        self._part = next(iter(package.related(sheet, "comments")), "")
        self._drawing = next(iter(package.related(sheet, "vmlDrawing")), "")
        self._known: dict[str, Any] | None = None
        self._known_id: str | None = None
        self._shapes: list[str] = []

    def clear(self) -> set[str]:
        """Take back all that an earlier marking wrote; the cells that it had commented."""
        if not self._part:
            return set()
        root = self.package.tree(self._part)
        authors, cleared = self._authors(root), set[str]()
        for comment in list(root.iter(q(root, "comment"))):
            text = "".join(comment.itertext())
            number = number_of(comment.get("authorId", "0"))
            if 0 <= number < len(authors) and authors[number] == AUTHOR:
                comment.getparent().remove(comment)
            elif _BREAK in text:
                _cut(comment, text.index(_BREAK))
            else:
                continue
            cleared.add(comment.get("ref", ""))
        if self._drawing:
            self.package.parts[self._drawing] = without_own(self.package.parts[self._drawing])
        return cleared

    def add(self, cell: str, text: str) -> None:
        """Comment on a cell; what somebody else wrote there stays, with this below."""
        if not self._part:
            self._make_part()
        root = self.package.tree(self._part)
        if self._known is None:
            self._known = {item.get("ref"): item for item in reversed(list(root.iter(q(root, "comment"))))}
        known = self._known.get(cell)
        if known is not None:
            _add_run(_within(known, "text"), _BREAK + text)
            return
        comments = _within(root, "commentList")
        comment = comments.makeelement(q(root, "comment"), ref=cell, authorId=self._own_id(root))
        body = comment.makeelement(q(root, "text"))
        comment.append(body)
        _add_run(body, text)
        comments.append(comment)
        self._known[cell] = comment
        self._shapes.append(_shape(cell, text))

    def draw(self) -> None:
        """Draw the boxes of all that was added."""
        if not self._shapes:
            return
        if not self._drawing:
            self._make_drawing()
        drawing = self.package.parts[self._drawing]
        first, end = _FIRST_ID + drawing.count(b"<v:shape "), drawing.rindex(b"</xml>")
        drawn = "".join(shape.replace(_NUMBER, str(number)) for number, shape in enumerate(self._shapes, first))
        self.package.parts[self._drawing] = drawing[:end] + drawn.encode() + drawing[end:]

    def _authors(self, root: Any) -> list[str | None]:
        authors = child(root, "authors")
        return [] if authors is None else [author.text for author in authors]

    def _own_id(self, root: Any) -> str:
        """Our number among the authors, found once."""
        if self._known_id is None:
            authors, names = _within(root, "authors"), self._authors(root)
            if AUTHOR not in names:
                author = authors.makeelement(q(root, "author"))
                author.text = AUTHOR
                authors.append(author)
                names.append(AUTHOR)
            self._known_id = str(names.index(AUTHOR))
        return self._known_id

    def _make_part(self) -> None:
        self._part = self.package.free_name("xl/comments{}.xml")
        body = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()
        self.package.add(self._part, body, "comments+xml")
        self.package.relate(self.sheet, "comments", self._part)

    def _make_drawing(self) -> None:
        self._drawing = self.package.free_name("xl/drawings/vmlDrawingC{}.vml")
        self.package.parts[self._drawing] = _EMPTY_VML
        self.package.allow("vml", _VML)
        relation = self.package.relate(self.sheet, "vmlDrawing", self._drawing)
        root = self.package.tree(self.sheet)
        drawing = root.makeelement(q(root, "legacyDrawing"), {f"{{{OFFICE}}}id": relation}, nsmap={"r": OFFICE})
        later = {q(root, name) for name in _AFTER_DRAWING}
        place = next((at for at, item in enumerate(root) if item.tag in later), len(root))
        root.insert(place, drawing)


def _within(parent: Any, name: str) -> Any:
    """The child of this name, made first where a damaged part has none."""
    found = child(parent, name)
    if found is None:
        found = parent.makeelement(q(parent, name))
        parent.insert(0, found)
    return found


def without_own(drawing: bytes) -> bytes:
    """A drawing without the boxes that an earlier marking drew; one of another program may be no XML."""
    *shapes, rest = drawing.split(_SHAPE_ENDS)
    kept: list[bytes] = []
    for shape in shapes:
        begins = list(_SHAPE_BEGINS.finditer(shape))
        is_own = bool(begins) and _OWN in begins[-1][0]
        kept += [shape[: begins[-1].start()]] if is_own else [shape, _SHAPE_ENDS]
    return b"".join([*kept, rest])


def _shape(cell: str, text: str) -> str:
    letters = cell.rstrip("0123456789")
    column, row = column_number(letters.encode()) - 1, int(cell[len(letters) :]) - 1
    return _SHAPE.format(
        id=_NUMBER,
        mark=quoteattr(AUTHOR),
        height=40 + 15 * (len(text) // 22 + text.count("\n")),
        left=column + 1,
        right=column + 4,
        row=row,
        bottom=row + 3,
        column=column,
    )


def _cut(comment: Any, length: int) -> None:
    """Keep so many characters of a comment's text, however it is divided into runs."""
    for element in comment.iter():
        if element.text:
            element.text, length = element.text[:length], max(0, length - len(element.text))


def _add_run(body: Any, text: str) -> None:
    """More text in a comment; plain text that stands there becomes a run of its own."""
    plain = child(body, "t")
    if plain is not None:
        body.remove(plain)
        _add_run(body, plain.text or "")
    run = body.makeelement(q(body, "r"))
    content = run.makeelement(q(body, "t"))
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    content.text = text
    run.append(content)
    body.append(run)
