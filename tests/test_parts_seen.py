"""Which parts of a file are read: those that relations lead to, or the file is refused; never a part of another name.

Each case changes one thing in the parts of the example city station, whose `SHARE` holds 0.1; in a copy it holds 0.95.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from changing import (
    BOOK,
    LINKS,
    MAIN,
    MARKUP,
    OFFICE,
    QUESTIONS,
    REFUSED,
    ROOT_LINKS,
    SHARE,
    SHEET_TYPE,
    STYLES,
    TYPES,
    Parts,
    answer_in,
    parts,
    replaced,
    seen,
    told_of,
    with_cell,
    with_texts,
)

from convergence_cli.model.framework import Framework

CELL = '<c r="{{r}}" s="{{s}}"><v>{}</v></c>'
BASE = with_cell(parts(), SHARE, CELL.format("0.1"))
COPY = str(with_cell(parts(), SHARE, CELL.format("0.95"))[QUESTIONS])
STRICT_MAIN, STRICT_OFFICE = (
    f"http://purl.oclc.org/ooxml/{name}" for name in ("spreadsheetml/main", "officeDocument/relationships")
)
AMBIGUOUS, UNUSUAL, DAMAGED = "part-ambiguous", "xml-unusual", "file-damaged"
ENTRY = '<sheet name="问卷" sheetId="3" state="visible" r:id="rId3" />'
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
TARGET = '"/xl/worksheets/sheet3.xml"'
TYPED = f'PartName="/xl/worksheets/sheet3.xml" ContentType="{SHEET_TYPE}"'
Change = tuple[str, str, str, object, str]
"""A part, what is replaced in it and by what; the answer, and the code that is told."""


def relation(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'


CHANGES: list[Change] = [
    *[
        (ROOT_LINKS, "xl/workbook.xml", target, 0.1, "")
        for target in (
            *("/xl/workbook.xml", "./xl/workbook.xml", "xl/x/../workbook.xml", "xl\\workbook.xml", "XL/Workbook.xml"),
            *("xl/workbook%2Exml", "xl/%77orkbook.xml", "xl/workbook.xml#x"),
        )
    ],
    *[
        (ROOT_LINKS, "xl/workbook.xml", target, REFUSED, AMBIGUOUS)
        for target in ("../xl/workbook.xml", "xl/workbook.xml?x", "http://x/xl/workbook.xml", "xl/nothing.xml", "")
    ],
    *[
        (LINKS, TARGET, f'"{target}"', 0.1, "")
        for target in (
            *("worksheets/sheet3.xml", "./worksheets/sheet3.xml", "../xl/worksheets/sheet3.xml"),
            *("/xl/worksheets/SHEET3.xml", "worksheets\\sheet3.xml", "worksheets/sheet%33.xml"),
        )
    ],
    *[
        (LINKS, TARGET, f'"{target}"', REFUSED, AMBIGUOUS)
        for target in ("worksheets/sheet2.xml", "worksheets/nothing.xml", "", "/xl/worksheets/%E8.xml")
    ],
    *[
        (LINKS, f"Target={TARGET}", f'TargetMode="{mode}" Target={TARGET}', REFUSED, AMBIGUOUS)
        for mode in ("External", "external", "")
    ],
    (LINKS, f"Target={TARGET}", f'TargetMode="Internal" Target={TARGET}', 0.1, ""),
    (LINKS, '"styles.xml"', '"nothing.xml"', REFUSED, AMBIGUOUS),
    (LINKS, "</Relationships>", relation("rId3", "worksheet", "worksheets/sheet2.xml"), REFUSED, AMBIGUOUS),
    (LINKS, "</Relationships>", relation("more", "styles", "styles.xml"), REFUSED, AMBIGUOUS),
    (ROOT_LINKS, "</Relationships>", relation("more", "officeDocument", "xl/b.xml"), REFUSED, AMBIGUOUS),
    (LINKS, "</Relationships>", '<x xmlns="u" Id="rId3"/></Relationships>', 0.1, ""),
    (LINKS, "</Relationships>", '<!-- <Relationship Id="rId3"/> --></Relationships>', 0.1, ""),
    (LINKS, 'Id="rId3"', 'id="rId3"', REFUSED, AMBIGUOUS),
    *[
        (LINKS, f'worksheet" Target={TARGET}', f'{kind}" Target={TARGET}', REFUSED, AMBIGUOUS)
        for kind in ("chartsheet", "dialogsheet", "xlMacrosheet", "other")
    ],
    (TYPES, BOOK_TYPE, BOOK_TYPE.upper(), 0.1, ""),
    (TYPES, BOOK_TYPE, "application/vnd.ms-excel.sheet.macroEnabled.main+xml", 0.1, ""),
    (TYPES, BOOK_TYPE, "application/vnd.ms-excel.sheet.binary.macroEnabled.main", REFUSED, DAMAGED),
    (TYPES, TYPED, TYPED.replace("sheet3", "SHEET3"), 0.1, ""),
    *[
        (TYPES, TYPED, TYPED.replace(SHEET_TYPE, kind), REFUSED, AMBIGUOUS)
        for kind in ("application/xml", "", SHEET_TYPE.replace("worksheet", "chartsheet"), f"{SHEET_TYPE} ")
    ],
    (TYPES, "</Types>", f"<Override {TYPED}/></Types>", 0.1, ""),
    (TYPES, "</Types>", f"<Override {TYPED.replace(SHEET_TYPE, 'application/xml')}/></Types>", REFUSED, AMBIGUOUS),
    (TYPES, "</Types>", '<Default Extension="XML" ContentType="text/xml"/></Types>', REFUSED, AMBIGUOUS),
    (TYPES, "</Types>", '<x xmlns="u"/></Types>', REFUSED, UNUSUAL),
    (BOOK, ENTRY, ENTRY.replace("r:id", 'xmlns:y="u" y:id="rId2" r:id'), 0.1, ""),
    (BOOK, ENTRY, ENTRY.replace("r:id", f'xmlns:q="{OFFICE}" q:id'), 0.1, ""),
    (BOOK, ENTRY, ENTRY.replace("r:id", 'xmlns:r="u" r:id'), REFUSED, AMBIGUOUS),
    (BOOK, ENTRY, ENTRY.replace("r:id", f'xmlns:q="{STRICT_OFFICE}" q:id="rId2" r:id'), REFUSED, AMBIGUOUS),
    (BOOK, ENTRY, ENTRY.replace("r:id", "id"), REFUSED, AMBIGUOUS),
    (BOOK, ENTRY, ENTRY.replace("rId3", "rId99"), REFUSED, AMBIGUOUS),
    (BOOK, ENTRY, ENTRY + ENTRY.replace("rId3", "rId2"), REFUSED, AMBIGUOUS),
    (BOOK, ENTRY, ENTRY + ENTRY.replace("问卷", "问卷b"), REFUSED, AMBIGUOUS),
    (BOOK, ENTRY, ENTRY.replace("<sheet ", '<sheet xmlns="u" '), REFUSED, UNUSUAL),
    (BOOK, ENTRY, f'<x:AlternateContent xmlns:x="{MARKUP}">{ENTRY}</x:AlternateContent>', REFUSED, UNUSUAL),
    (BOOK, "<sheets>", "<sheets/><sheets>", REFUSED, UNUSUAL),
    (STYLES, "<cellXfs ", "<cellXfs/><cellXfs ", REFUSED, UNUSUAL),
    (STYLES, "<fonts ", "<fonts/><fonts ", REFUSED, UNUSUAL),
    (STYLES, "</cellXfs>", '<x xmlns="u"/></cellXfs>', REFUSED, UNUSUAL),
    *[(part, "<", "<!DOCTYPE x><", REFUSED, "xml-entity") for part in (BOOK, STYLES, LINKS, ROOT_LINKS, TYPES)],
    *[(part, ">", "><!-- c --><?p i?>", 0.1, "") for part in (BOOK, STYLES, LINKS, ROOT_LINKS, TYPES)],
]


def short(each: object) -> str:
    return ascii(each)[-40:]


@pytest.mark.parametrize(("part", "old", "new", "value", "code"), CHANGES, ids=short)
def test_a_part_is_what_relations_lead_to(
    part: str, old: str, new: str, value: object, code: str, framework: Framework, tmp_path: Path
) -> None:
    """However a reference is spelt, one part is meant, or the file is refused by the reference's name."""
    book = BASE | {part: replaced(BASE[part], old, new), "xl/b.xml": BASE[BOOK]}
    questionnaire, problems = seen(book, framework, tmp_path)
    told = told_of(problems, SHARE)
    assert (answer_in(questionnaire, SHARE), code in told if code else not told) == (value, True), problems


def prefixed(text: str | bytes) -> str:
    """Every element with a prefix."""
    assert isinstance(text, str)
    return re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", text).replace("xmlns=", "xmlns:x=", 1)


def elsewhere(book: Parts) -> Parts:
    """The workbook's own part and its relations under another name; the ones at the old place say 0.95."""
    links = str(book[LINKS]).replace('"styles.xml"', '"/xl/styles.xml"').replace('"theme/', '"/xl/theme/')
    moved = {"other/book.xml": book[BOOK], "other/_rels/book.xml.rels": links, "xl/worksheets/copy.xml": COPY}
    return (
        book
        | moved
        | {
            ROOT_LINKS: replaced(book[ROOT_LINKS], "xl/workbook.xml", "other/book.xml"),
            LINKS: replaced(book[LINKS], TARGET, '"/xl/worksheets/copy.xml"'),
            TYPES: str(book[TYPES]).replace("/xl/workbook.xml", "/other/book.xml"),
        }
    )


def strict(book: Parts) -> Parts:
    """In the strict edition of the standard."""
    return {
        name: str(body).replace(MAIN, STRICT_MAIN).replace(OFFICE, STRICT_OFFICE) if name != TYPES else body
        for name, body in book.items()
    }


SAME: dict[str, Callable[[Parts], Parts]] = {
    "a part that nothing leads to": lambda book: book | {"xl/worksheets/sheet99.xml": COPY},
    "the workbook elsewhere": elsewhere,
    "shared texts elsewhere": lambda book: (
        with_texts(book, "<si><t>否</t></si>", "xl/words.xml") | {"xl/sharedStrings.xml": "<x"}
    ),
    "strict": strict,
    "prefixes": lambda book: {
        name: prefixed(body) if name.startswith("xl/w") or name == STYLES else body for name, body in book.items()
    },
    "prefixed relations": lambda book: {
        name: prefixed(body) if name in (LINKS, ROOT_LINKS, TYPES) else body for name, body in book.items()
    },
    "backslashes": lambda book: {name.replace("/", "\\"): body for name, body in book.items()},
    "capitals": lambda book: {name.upper(): body for name, body in book.items()},
    "zipped again on a Mac": lambda book: book | {"__MACOSX/xl/._workbook.xml": b"\0\5\x16\7", "__MACOSX/._x": b"x"},
    "types by extension": lambda book: (
        book
        | {
            TYPES: re.sub(r'<Override PartName="/xl/worksheets/[^>]*>', "", str(book[TYPES])).replace(
                'Extension="xml" ContentType="application/xml"', f'Extension="xml" ContentType="{SHEET_TYPE}"'
            )
        }
    ),
    **{
        f"UTF-16 in {part}": lambda book, part=part: book | {part: "<x/>".encode("utf-16")}
        for part in ("xl/customProperty1.bin", "customUI/customUI.xml", "xl/drawings/drawing1.xml", "docProps/core.xml")
    },
    **{
        f"UTF-16 in {part}": lambda book, part=part: book | {part: str(book[part]).encode("utf-16")}
        for part in (BOOK, STYLES, LINKS, ROOT_LINKS, TYPES, QUESTIONS)
    },
}


@pytest.mark.parametrize("way", SAME)
def test_another_program_s_way_to_say_the_same(way: str, framework: Framework, tmp_path: Path) -> None:
    """Read as the example is: the same answers, and nothing to tell."""
    plain, packed = seen(BASE, framework, tmp_path), seen(SAME[way](BASE), framework, tmp_path)
    assert plain[0] is not None
    assert packed[0] is not None, packed[1]
    assert (packed[0].answers, packed[0].tables, packed[1]) == (plain[0].answers, plain[0].tables, plain[1])


@pytest.mark.parametrize("part", [BOOK, STYLES, LINKS, ROOT_LINKS, TYPES, QUESTIONS])
@pytest.mark.parametrize("cut", [-20, 0])
def test_a_part_that_is_cut_off_is_damage(part: str, cut: int, framework: Framework, tmp_path: Path) -> None:
    questionnaire, problems = seen(BASE | {part: str(BASE[part])[:cut]}, framework, tmp_path)
    assert questionnaire is None
    assert [item.code for item in problems if item.severity == "error"] == [DAMAGED]


# --- sheets --------------------------------------------------------------------------------------


def with_sheet(name: str, body: str, state: str = "visible", *, first: bool = False, kind: str = "worksheet") -> Parts:
    """One sheet more, behind the questions or before them."""
    entry = f'<sheet name="{name}" sheetId="77" state="{state}" r:id="more"/>'
    override = f'<Override PartName="/xl/worksheets/more.xml" ContentType="{SHEET_TYPE}"/></Types>'
    return BASE | {
        "xl/worksheets/more.xml": body,
        LINKS: replaced(BASE[LINKS], "</Relationships>", relation("more", kind, "worksheets/more.xml")),
        TYPES: replaced(BASE[TYPES], "</Types>", override.replace("worksheet+", f"{kind}+")),
        BOOK: replaced(BASE[BOOK], ENTRY, entry + ENTRY if first else ENTRY + entry),
    }


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
@pytest.mark.parametrize("name", ["问卷 ", "问 卷", "Questions", "QUESTIONS", "问卷\u200b"])
def test_two_sheets_that_could_be_the_one(
    name: str, state: str, first: bool, framework: Framework, tmp_path: Path
) -> None:
    """A clerk's copy beside the filled-in sheet: a person decides, whatever is hidden and whatever comes first."""
    questionnaire, problems = seen(with_sheet(name, COPY, state, first=first), framework, tmp_path)
    assert questionnaire is None
    assert [item.code for item in problems if item.severity == "error"] == ["sheet-ambiguous"]


@pytest.mark.parametrize("name", ["表-频率频道表 ", "Table-Channels", "机构信息 "])
def test_two_tables_or_stations_that_could_be_the_one(name: str, framework: Framework, tmp_path: Path) -> None:
    part = "xl/worksheets/sheet2.xml" if name.startswith("机构") else "xl/worksheets/sheet4.xml"
    _, problems = seen(with_sheet(name, str(BASE[part])), framework, tmp_path)
    assert "sheet-ambiguous" in {item.code for item in problems if item.severity == "error"}


EMPTY = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
ROWS = f'<worksheet xmlns="{MAIN}"><sheetData>{{}}</sheetData></worksheet>'


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("问卷（2）", COPY, {"sheet-not-read"}),
        ("副本", COPY, {"sheet-not-read"}),
        ("副本", COPY[:-30], {"sheet-not-read"}),
        ("副本", COPY.replace("<sheetData>", "<sheetData><x/>"), {"sheet-not-read"}),
        ("我的", "<x", {"sheet-not-read"}),
        ("我的", ROWS.format('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), {"sheet-not-read"}),
        ("我的", ROWS.format('<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c></row>'), set()),
        ("我的", EMPTY, set()),
    ],
)
def test_a_sheet_of_one_s_own(
    name: str, body: str, told: set[str], first: bool, framework: Framework, tmp_path: Path
) -> None:
    """Passed over, whatever stands in it, and named where answers could be in it."""
    questionnaire, problems = seen(with_sheet(name, body, first=first), framework, tmp_path)
    assert answer_in(questionnaire, SHARE) == 0.1
    assert {item.code for item in problems if item.location.sheet == name} == told


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_answers_in_a_hidden_sheet(state: str, framework: Framework, tmp_path: Path) -> None:
    """Scored, and told: one line for each column."""
    hidden = BASE | {BOOK: replaced(BASE[BOOK], ENTRY, ENTRY.replace("visible", state))}
    questionnaire, problems = seen(hidden, framework, tmp_path)
    assert answer_in(questionnaire, SHARE) == 0.1
    assert {item.location.cell[0] for item in problems if item.code == "answer-hidden"} >= {"E", "F"}


@pytest.mark.parametrize("kind", ["chartsheet", "dialogsheet"])
def test_a_sheet_without_cells_first(kind: str, framework: Framework, tmp_path: Path) -> None:
    """Sheets are told apart by what they are, and not by their position."""
    book = with_sheet("Questions", f'<{kind} xmlns="{MAIN}"/>', first=True, kind=kind)
    questionnaire, problems = seen(book, framework, tmp_path)
    assert answer_in(questionnaire, SHARE) == 0.1
    assert told_of(problems, SHARE) == set()
