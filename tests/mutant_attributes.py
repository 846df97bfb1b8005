"""Attributes and texts of a workbook, and what a sheet says around its cells, changed; each says whether it could."""

import re
from typing import Any

from lxml import etree
from mutant_elements import another
from mutant_words import FOREIGN, MAIN, OFFICE, TYPED, VALUES, Draw, safe, sub


def attribute(one: Any, draw: Draw) -> bool:
    """An attribute gone, changed, taken from another element, or put in."""
    names = sorted(name for name in one.attrib)
    kind = draw.randrange(6)
    if kind == 5 or not names:
        name = draw.choice([*VALUES, f"{{{FOREIGN}}}r", f"{{{FOREIGN}}}t", f"{{{OFFICE}}}id"])
        one.set(name, draw.choice(VALUES.get(name, ("n", "E5", "rId1"))))
        return True
    name = draw.choice(names)
    if kind == 0:
        del one.attrib[name]
        return True
    other = another(one, draw)
    pool = VALUES.get(name, ())
    if (kind < 3 or not pool) and other is not None and other.get(name) is not None:
        one.set(name, other.get(name))
    elif pool:
        one.set(name, draw.choice(pool))
    else:
        one.set(
            name,
            draw.choice((one.get(name).swapcase(), f" {one.get(name)}", f"/{one.get(name)}", f"./{one.get(name)}", "")),
        )
    return True


def placed(one: Any, draw: Draw) -> bool:
    """A cell or a row says that it is somewhere else, or does not say where it is."""
    given = one.get("r")
    if given is None:
        return False
    letters, number = given.rstrip("0123456789"), int(re.sub(r"\D", "", given) or 1)
    near = number + draw.choice((-1, 1))
    new = (f"{letters}{near}", f"{draw.choice('DEFGH')}{number}", given.lower(), f"${given}", f"{letters}0{number}")
    if draw.random() < 0.2:
        del one.attrib["r"]
    else:
        one.set("r", draw.choice(new) if letters else str(near))
    return True


def rewritten(one: Any, draw: Draw) -> bool:
    """A text changed, or written in another way: in pieces, as CDATA, by references."""
    texts = [each for each in one.iter() if isinstance(each.tag, str) and each.text and each.text.strip()]
    if not texts:
        return False
    given = draw.choice(texts)
    text = draw.choice(TYPED) if draw.random() < 0.5 else given.text
    at = draw.randrange(len(text) + 1)
    mark = draw.choice(("", "\ue000", "\ue001", "\ue002", "\ue003", "\ue004", " ", "\n", "_x000D_"))
    given.text = safe(text[:at]) + mark + safe(text[at:])
    return True


def merged(one: Any, draw: Draw) -> bool:
    root = one.getroottree().getroot()
    merges = root.find(f"{{{MAIN}}}mergeCells")
    if merges is None:
        merges = etree.Element(f"{{{MAIN}}}mergeCells")
        data = root.find(f"{{{MAIN}}}sheetData")
        root.insert(len(root) if data is None else root.index(data) + 1, merges)
    column, row = draw.choice("CDEF"), draw.randrange(2, 14)
    area = f"{column}{row}:{draw.choice('DEFG')}{row + draw.randrange(4)}"
    sub(merges, "mergeCell", ref=draw.choice((area, area, draw.choice(VALUES["ref"]))))
    return True


def styled(one: Any, draw: Draw) -> bool:
    """A cell style takes another format, or its font strikes through or raises."""
    root = one.getroottree().getroot()
    looks, fonts = root.find(f"{{{MAIN}}}cellXfs"), root.find(f"{{{MAIN}}}fonts")
    if looks is None or fonts is None or not len(looks) or not len(fonts):
        return False
    if draw.random() < 0.7:
        draw.choice(list(looks)).set("numFmtId", draw.choice(VALUES["numFmtId"]))
    else:
        sub(draw.choice(list(fonts)), draw.choice(("strike", "vertAlign")), val=draw.choice(VALUES["val"]))
    return True


def hidden(one: Any, draw: Draw) -> bool:
    root = one.getroottree().getroot()
    kind = draw.randrange(3)
    if kind == 0:
        rows = list(root.iter(f"{{{MAIN}}}row"))
        if rows:
            draw.choice(rows).set(*draw.choice((("hidden", "1"), ("ht", "0"), ("hidden", "true"))))
        return bool(rows)
    if kind == 1:
        columns = root.find(f"{{{MAIN}}}cols")
        if columns is None:
            return False
        at = draw.choice("12345678")
        sub(columns, "col", min=at, max=draw.choice((at, "9")), hidden="1", width="9")
        return True
    about = root.find(f"{{{MAIN}}}sheetFormatPr")
    if about is not None:
        about.set("zeroHeight", "1")
    return about is not None
