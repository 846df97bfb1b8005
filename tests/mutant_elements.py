"""Elements of a workbook doubled, gone, moved, wrapped, renamed or typed in anew; each says whether it could."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from lxml import etree
from mutant_words import FOREIGN, LOCALS, MAIN, MC, STRICT, TYPED, Draw, safe, sub


def another(one: Any, draw: Draw) -> Any:
    every = [each for each in one.getroottree().getroot().iter(one.tag) if each is not one]
    return draw.choice(every) if every else None


def double(one: Any, draw: Draw) -> bool:
    parent = one.getparent()
    if parent is None:
        return False
    copy = deepcopy(one)
    if draw.random() < 0.7:
        _retype(copy, draw)
    parent.insert(parent.index(one) + draw.choice((0, 1)), copy)
    return True


def _retype(one: Any, draw: Draw) -> None:
    """Another text wherever an element has one."""
    for each in one.iter():
        if isinstance(each.tag, str) and each.text and each.text.strip():
            each.text = safe(draw.choice(TYPED))


def remove(one: Any, _: Draw) -> bool:
    parent = one.getparent()
    if parent is None:
        return False
    parent.remove(one)
    return True


def move(one: Any, draw: Draw) -> bool:
    parent, other = one.getparent(), another(one, draw)
    if parent is None or other is None or other.getparent() is None or one in other.iterancestors():
        return False
    target = other.getparent() if draw.random() < 0.7 else other
    if one is target or one in target.iterancestors():
        return False
    target.insert(draw.randrange(len(target) + 1), one)
    return True


def swap(one: Any, draw: Draw) -> bool:
    parent = one.getparent()
    if parent is None or len(parent) < 2:
        return False
    at = draw.randrange(len(parent))
    parent.insert(at, one)
    return True


def wrap(one: Any, draw: Draw) -> bool:
    parent = one.getparent()
    if parent is None:
        return False
    at = parent.index(one)
    kind = draw.randrange(4)
    if kind < 2:
        tag = (
            f"{{{FOREIGN}}}{draw.choice(('wrap', etree.QName(one).localname))}"
            if kind
            else f"{{{MAIN}}}{draw.choice(LOCALS)}"
        )
        outer = inner = etree.Element(tag, nsmap={"z": FOREIGN} if kind else None)
    else:
        outer = etree.Element(f"{{{MC}}}AlternateContent", nsmap={"mc": MC, "z": FOREIGN})
        choice = etree.SubElement(outer, f"{{{MC}}}Choice", Requires="z")
        fallback = etree.SubElement(outer, f"{{{MC}}}Fallback")
        inner, rest = (choice, fallback) if kind == 2 else (fallback, choice)
        copy = deepcopy(one)
        _retype(copy, draw)
        rest.append(copy)
    parent.remove(one)
    inner.append(one)
    parent.insert(at, outer)
    return True


def rename(one: Any, draw: Draw) -> bool:
    name = etree.QName(one)
    space = draw.choice((FOREIGN, FOREIGN, STRICT, None, name.namespace))
    local = name.localname if space != name.namespace else draw.choice(LOCALS)
    one.tag = f"{{{space}}}{local}" if space else local
    return True


def insert(one: Any, draw: Draw) -> bool:
    """A comment, an instruction or an element of somebody else, among the children."""
    value = draw.choice(TYPED).replace("-", "").strip() or "x"
    made: tuple[Callable[[], Any], ...] = (
        lambda: etree.Comment(f"<v>{value}</v>"),
        lambda: etree.ProcessingInstruction("x", value),
        lambda: _with_text(etree.Element(f"{{{FOREIGN}}}v"), value),
        lambda: _with_text(etree.Element(f"{{{MAIN}}}{draw.choice(LOCALS)}"), value),
        lambda: etree.Element(f"{{{MAIN}}}extLst"),
    )
    new = draw.choice(made)()
    new.tail = value if draw.random() < 0.1 else None
    one.insert(draw.randrange(len(one) + 1), new)
    return True


def _with_text(one: Any, text: str) -> Any:
    one.text = safe(text)
    return one


def retyped(one: Any, draw: Draw) -> bool:
    """A cell is typed in anew, in a random way of writing it."""
    cell = next((each for each in (one, *one.iterancestors()) if each.tag == f"{{{MAIN}}}c"), None)
    if cell is None:
        return False
    text = draw.choice(TYPED)
    if draw.random() < 0.8:
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
    kind = draw.randrange(6)
    if kind == 0:
        cell.set("t", "inlineStr")
        sub(sub(cell, "is"), "t", text)
    elif kind == 1:
        cell.set("t", "inlineStr")
        inside = sub(cell, "is")
        for piece in (text, draw.choice(TYPED)):
            run = sub(inside, "r")
            sub(sub(run, "rPr"), draw.choice(("b", "strike", "vertAlign")), val=draw.choice(("superscript", "0", "1")))
            sub(run, "t", piece)
        if draw.random() < 0.3:
            sub(sub(inside, "rPh"), "t", "拼音")
    elif kind == 2:
        sub(
            cell, "f", draw.choice(("1+1", "", "E5", 'HYPERLINK("x")')), **draw.choice(({}, {"t": "shared", "si": "0"}))
        )
        sub(cell, "v", text)
        cell.set("t", draw.choice(("str", "n", "b", "e")))
    else:
        cell.set("t", draw.choice(("n", "n", "str", "b", "s", "e", "d")))
        sub(cell, "v", text)
    return True
