"""An .xlsb is read from its own records, its parts found by relation; what only some readers would see is refused."""

import io
import random
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from second_opinion import calamine, silent_differences
from workbooks import FORMATS, many_kinds
from xlsb import record, text, xlsb
from xlsb_parts import cell, opened, page, parts, rich, row, strings

from convergence_cli.questionnaire.bounds import Bounds, RefusalError
from convergence_cli.questionnaire.workbook.package import Package
from convergence_cli.questionnaire.workbook.sheet import Sheet
from convergence_cli.questionnaire.workbook.xlsb import Xlsb, open_xlsb


def short(kind: int, *fields: bytes, style: int = 0) -> bytes:
    """A cell beside the one before it."""
    return record(kind, struct.pack("<I", style), *fields)


def real(value: float) -> bytes:
    return struct.pack("<d", value)


def styles(*codes: str, fonts: tuple[tuple[int, int], ...] = ((0, 0),)) -> bytes:
    """Number formats from 200 on; a cell style for each of them, and after those one for each font."""
    body = (
        record(278)
        + record(615, struct.pack("<I", len(codes)))
        + b"".join(record(44, struct.pack("<H", 200 + at), text(code)) for at, code in enumerate(codes))
    )
    body += b"".join(
        record(43, struct.pack("<HHHH", 220, options, 400, raised), bytes(13), text("F")) for options, raised in fonts
    )
    body += record(626) + record(47, struct.pack("<4H", 0xFFFF, 9, 0, 0), bytes(8)) + record(627)
    body += record(617, struct.pack("<I", len(codes) + len(fonts)))
    body += b"".join(record(47, struct.pack("<4H", 0, 200 + at, 0, 0), bytes(8)) for at in range(len(codes)))
    body += b"".join(record(47, struct.pack("<4H", 0, 0, at, 0), bytes(8)) for at in range(len(fonts)))
    return body + record(618) + record(279)


def cells(*records: bytes, bounds: Bounds | None = None, **options: Any) -> Sheet:
    """The sheet of these records."""
    around = {key: options.pop(key) for key in ("before", "after") if key in options}
    return opened(parts({"Q": page(*records, **around)}, **options), bounds).sheet("Q")


def refusal(given: dict[str, bytes], bounds: Bounds | None = None) -> RefusalError:
    with pytest.raises(RefusalError) as caught:
        opened(given, bounds).sheet("Q")
    return caught.value


# --- values --------------------------------------------------------------------------------------


def test_every_kind_of_cell_has_its_value() -> None:
    """Numbers real and packed, truths, texts of their own, rich and shared ones."""
    found = cells(
        row(0),
        cell(5, 0, real(0.1)),
        cell(2, 1, struct.pack("<i", (12 << 2) | 2)),
        cell(4, 2, b"\1"),
        cell(4, 3, b"\0"),
        cell(6, 4, text("是")),
        cell(7, 5, struct.pack("<I", 1)),
        cell(62, 6, rich("富文本", (0, 0))),
        row(2),
        cell(2, 1, struct.pack("<i", (250 << 2) | 3)),
        strings=strings(rich("不是"), rich("共用")),
        styles=styles(),
    )
    assert found.grid == [[0.1, 12.0, True, False, "是", "共用", "富文本"], [], ["", 2.5]]


def test_short_cells_stand_beside_the_one_before_them() -> None:
    """As some programs write them to save four bytes; blanks count as places."""
    found = cells(
        row(0),
        cell(6, 1, text("a")),
        short(13, struct.pack("<i", (6 << 2) | 2)),
        short(12),
        short(16, real(2.5)),
        short(15, b"\1"),
        short(17, text("b")),
        short(18, struct.pack("<I", 0)),
        short(14, b"\7"),
        row(1),
        short(16, real(9.0)),
        cell(1, 5),
        short(17, text("c")),
        strings=strings(rich("d")),
    )
    assert found.grid == [["", "a", 6.0, "", 2.5, True, "b", "d", ""], [9.0, "", "", "", "", "", "c"]]
    assert found.errors == {(0, 8): "#DIV/0!"}
    assert found.unplaced == {(0, 2), (0, 4), (0, 5), (0, 6), (0, 7), (0, 8), (1, 0), (1, 6)}


def test_what_is_no_value_is_told() -> None:
    """NaN, infinity, a shared text that there is not."""
    found = cells(
        row(0), cell(5, 0, real(float("nan"))), cell(9, 1, real(float("-inf"))), cell(7, 2, struct.pack("<I", 3))
    )
    assert found.unread == {(0, 0): "nan", (0, 1): "-inf", (0, 2): "#3"}
    assert found.grid == [["", "", ""]]


def test_errors_are_told_and_not_blank() -> None:
    """Those of cells and of formulas, new ones among them."""
    found = cells(row(0), cell(3, 0, b"\x17"), cell(11, 1, b"\x2a"), cell(3, 2, b"\x99"))
    assert found.errors == {(0, 0): "#REF!", (0, 1): "#N/A", (0, 2): "#?"}
    assert not found.formulas


def test_the_place_of_a_formula_is_known() -> None:
    """Its text is compiled, and is not told; an empty text as result is a blank."""
    found = cells(
        row(0),
        cell(9, 0, real(3.0), bytes(6)),
        cell(8, 1, text("qr"), bytes(6)),
        cell(10, 2, b"\1", bytes(6)),
        cell(8, 3, text(""), bytes(6)),
        cell(5, 4, real(1.0)),
    )
    assert found.grid == [[3.0, "qr", True, "", 1.0]]
    assert found.formulas == {(0, at): "…" for at in range(4)}


def test_days_are_days_by_their_format_and_by_the_day_that_they_count_from() -> None:
    """Also a whole number, and a weekday."""
    records = (
        row(0),
        *(cell(5, at, real(45000.0 + at / 2), style=at) for at in range(3)),
        cell(2, 3, struct.pack("<i", (45000 << 2) | 2)),
    )
    looks = styles("yyyy-mm-dd", "aaaa hh:mm", "0.00")
    assert cells(*records, styles=looks).grid == [
        [date(2023, 3, 15), datetime.fromisoformat("2023-03-15T12:00"), 45001.0, date(2023, 3, 15)]
    ]
    facts = record(153, struct.pack("<II", 1, 0), text(""))
    assert cells(*records, styles=looks, facts=facts).grid[0][0] == date(2027, 3, 16)


def test_number_formats_are_known() -> None:
    """The file's own, those known by number, none for General; styles of styles are not those of cells."""
    looks = styles("0.0%", '"否"', "General")
    looks = looks.replace(record(618), record(47, struct.pack("<4H", 0, 10, 0, 0), bytes(8)) + record(618))
    found = cells(row(0), *(cell(5, at, real(0.5), style=style) for at, style in enumerate((0, 1, 2, 4))), styles=looks)
    assert found.formats == {(0, 0): "0.0%", (0, 1): '"否"', (0, 3): "0.00%"}


def test_fonts_that_strike_through_or_raise_are_known() -> None:
    """Of a cell and of a part of a text."""
    looks = styles(fonts=((0, 0), (8, 0), (0, 1)))
    found = cells(
        row(0),
        cell(5, 0, real(5.0), style=1),
        cell(6, 1, text("up"), style=2),
        cell(7, 2, struct.pack("<I", 0)),
        cell(62, 3, rich("351", (2, 2))),
        styles=looks,
        strings=strings(rich("85", (0, 1), (1, 0))),
    )
    assert found.struck == {(0, 0): "5", (0, 2): "8"}
    assert found.raised == {(0, 1): "up", (0, 3): "1"}


def test_a_cell_given_twice_is_told() -> None:
    """Whichever was taken, another program would show the other one."""
    found = cells(
        row(0), cell(5, 0, real(0.1)), cell(5, 1, real(2.0)), row(1), row(0), cell(5, 0, real(0.95)), cell(3, 1, b"\7")
    )
    assert found.grid == [["", ""]]
    assert found.unread == {(0, 0): "0.1 / …", (0, 1): "2 / …"}


def test_a_picture_in_a_cell_is_told() -> None:
    """Excel's is an error with a rich value behind it, WPS's a formula that is its own result."""
    found = cells(
        row(0), record(50, bytes(4)), cell(3, 0, b"\x0f"), cell(3, 1, b"\x0f"), cell(8, 2, text('=DISPIMG("ID_1",1)'))
    )
    assert found.pictures == {(0, 0), (0, 2)}
    assert found.errors == {(0, 1): "#VALUE!"}


def test_hidden_rows_and_columns_and_merged_cells_are_known() -> None:
    columns = record(60, struct.pack("<4IH", 1, 1, 2000, 0, 1)) + record(60, struct.pack("<4IH", 2, 16383, 0, 0, 0))
    merged = record(176, struct.pack("<4I", 0, 0, 0, 1))
    found = cells(
        row(0, hidden=True),
        cell(5, 0, real(0.1)),
        cell(5, 1, real(0.95)),
        row(1),
        cell(5, 2, real(1.0)),
        before=columns,
        after=merged,
    )
    assert (found.hidden_rows, found.hidden_columns) == ({0}, {1, 2})
    assert (found.merged, found.covered) == (((0, 0, 0, 1),), {(0, 1): 0.95})
    assert found.grid[0] == [0.1, ""]


# --- parts ---------------------------------------------------------------------------------------


def test_sheets_are_found_by_relation_whatever_comes_first() -> None:
    """Charts and macros have no cells; hidden sheets are known."""
    given = parts(
        {"图": b"", "宏": b"", "Q": page(row(0), cell(5, 0, real(0.1))), "H": page()},
        hidden=("H",),
        kinds=("chartsheet", "xlMacrosheet"),
    )
    book = opened(given)
    assert (book.names, book.hidden) == (("Q", "H"), {"H"})
    assert book.sheet("Q").grid == [[0.1]]


@pytest.mark.parametrize("change", ["name", "relation", "kind", "part", "target"])
def test_sheets_that_could_be_two_are_refused(change: str) -> None:
    given = parts(
        {"Q": page(), "q" if change == "name" else "P": page()},
        kinds=("worksheet", "theme") if change == "kind" else (),
    )
    links = given["book/_rels/main.bin.rels"]
    given["book/_rels/main.bin.rels"] = {
        "relation": links.replace(b'"r1"', b'"r7"'),
        "part": links.replace(b"tabs/1.bin", b"tabs/0.bin"),
        "target": links.replace(b"tabs/1.bin", b"tabs/7.bin"),
    }.get(change, links)
    assert refusal(given).code == "part-ambiguous"


@pytest.mark.parametrize(("bits", "expected"), [(1, True), (2, False)])
def test_a_workbook_that_asks_to_be_calculated_says_so(bits: int, expected: bool) -> None:
    facts = record(157, struct.pack("<IIIdIH", 191029, 1, 100, 0.001, 1, bits))
    assert opened(parts({"Q": page()}, after=facts)).recalculates is expected


# --- bounds and damage ---------------------------------------------------------------------------


def test_what_only_some_versions_look_into_is_passed_over() -> None:
    """Excel writes such blocks before rows and in the workbook."""
    block = record(37, bytes(6)) + record(1024, bytes(8)) + record(35) + record(1025) + record(36) + record(38)
    assert cells(block, row(0), cell(5, 0, real(0.1)), facts=block).grid == [[0.1]]


@pytest.mark.parametrize("inside", [row(5), cell(5, 1, real(0.95)), short(16, real(0.95)), record(176, bytes(16))])
def test_cells_that_only_some_versions_look_into_are_refused(inside: bytes) -> None:
    for start, stop in ((37, 38), (35, 36)):
        body = page(row(0), cell(5, 0, real(0.1)), record(start), inside, record(stop))
        assert refusal(parts({"Q": body})).code == "xml-unusual"


DAMAGE: dict[str, Callable[[], bytes]] = {
    "an end before the beginning": lambda: record(130) + page(row(0)),
    "no cells and no place for them": lambda: record(129) + record(130),
    "cut off": lambda: page(row(0))[:-2],
    "a record beyond the end": lambda: page(row(0), b"\5\x7f"),
    "a cell with too much in it": lambda: page(row(0), record(16, bytes(16))),
    "a cell cut short": lambda: page(row(0), record(5, bytes(12))),
    "a text cut short": lambda: page(row(0), record(6, bytes(8), text("abc")[:-2])),
    "a rich text cut short": lambda: page(row(0), cell(62, 0, rich("abc", (0, 0))[:-2])),
    "a row cut short": lambda: page(record(0, bytes(4))),
    "a cell without a row": lambda: page(cell(5, 0, real(1.0))),
    "a row too far": lambda: page(row(1 << 20)),
    "a column too far": lambda: page(row(0), cell(5, 1 << 14, real(1.0))),
    "a style that there is not": lambda: page(row(0), cell(5, 0, real(1.0), style=7)),
    "merged cells upside down": lambda: page(after=record(176, struct.pack("<4I", 5, 0, 0, 0))),
    "a number without end": lambda: page(b"\x80\x80\x80"),
    "a size without end": lambda: page(b"\x05\x80\x80\x80\x80\x01"),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_a_part_that_contradicts_itself_is_refused(what: str) -> None:
    """Never read in part: what is missing could be an answer."""
    assert refusal(parts({"Q": DAMAGE[what]()})).code == "file-damaged"


def test_cells_outside_the_cells_are_refused() -> None:
    assert refusal(parts({"Q": page(before=row(0) + cell(5, 0, real(0.95)))})).code == "xml-unusual"
    assert refusal(parts({"Q": page(record(38))})).code == "xml-unusual"


@pytest.mark.parametrize(
    ("body", "code", "option"),
    [
        (page(row(20_000), cell(5, 0, real(1.0))), "sheet-too-large", "max-rows"),
        (page(row(0), cell(5, 500, real(1.0))), "sheet-too-large", "max-columns"),
        (page(row(19_999), cell(5, 499, real(1.0))), "sheet-too-large", "max-cells"),
        (page(after=record(176, struct.pack("<4I", 0, 1 << 19, 0, 100))), "sheet-too-large", "max-cells"),
        (page(record(7000) * 200_001), "sheet-too-large", "max-cells"),
        (page(before=record(60, struct.pack("<4IH", 0, 16383, 0, 0, 1)) * 500), "sheet-too-large", "max-cells"),
        (
            page(*(row(at) + b"".join(cell(2, column, bytes(4)) for column in range(450)) for at in range(100))),
            "sheet-too-large",
            "max-filled",
        ),
        (page(row(0), cell(6, 0, text("a" * 32_768))), "text-too-long", "max-text"),
    ],
    ids=["row", "column", "corner", "merged", "records", "columns", "cells", "text"],
)
def test_each_bound_holds(body: bytes, code: str, option: str) -> None:
    found = refusal(parts({"Q": body}), Bounds(max_cells=200_000, max_filled=40_000))
    assert (found.code, found.values["option"]) == (code, option)


def test_a_shared_text_is_counted_as_often_as_it_is_used() -> None:
    body = page(row(0), *(cell(7, at, struct.pack("<I", 0)) for at in range(400)))
    long = parts({"Q": body}, strings=strings(rich("字" * 30_000)))
    assert refusal(long, Bounds(max_texts=10_000_000)).code == "texts-too-large"


# --- other programs ------------------------------------------------------------------------------


def read(data: bytes) -> Xlsb:
    file = zipfile.ZipFile(io.BytesIO(data))
    return open_xlsb(Package(file.namelist(), file.read), Bounds())


def test_a_workbook_of_many_kinds_is_read_in_full() -> None:
    """Values, errors and formats as openpyxl sees them in the .xlsx that it was made of."""
    source = openpyxl.load_workbook(io.BytesIO(many_kinds()), data_only=True)
    del source["图"]
    target = io.BytesIO()
    source.save(target)
    data = xlsb(target.getvalue())
    book, other = read(data), calamine(data)
    sheet = book.sheet("问卷")
    assert sheet.grid[1] == [
        date(2025, 3, 18),
        datetime.fromisoformat("2025-03-18T12:30"),
        0.345,
        1234.5,
        12.0,
        "文字",
        "",
        -7.0,
    ]
    assert set(FORMATS.values()) <= set(sheet.formats.values())
    assert other is not None
    # Calamine takes a weekday for an amount, and whole numbers with a format of days for numbers.
    assert [line for line in silent_differences(book, other) if not line.startswith(("问卷!A2:", "问卷!A6:"))] == []


def test_no_mutant_is_read_differently_in_silence() -> None:
    """Calamine is the second opinion: where it sees another value, ours tells of the cell or refuses the file."""
    chance = random.Random(13)
    lines = [
        row(at)
        + b"".join(
            cell(5, column, real(at + column / 7))
            + cell(6, column + 1, text(f"文字{at}"))
            + cell(7, column + 2, struct.pack("<I", at))
            for column in (0, 3, 6)
        )
        for at in range(12)
    ]
    given = parts(
        {"Q": page(*lines)}, strings=strings(*(rich(f"共用{at}") for at in range(12))), styles=styles("0.00%")
    )
    # Calamine knows parts by name only.
    usual = {
        "book/main": "xl/workbook",
        "book/_rels/main": "xl/_rels/workbook",
        "book/tabs/0": "xl/worksheets/sheet1",
        "book/looks": "xl/styles",
        "book/words": "xl/sharedStrings",
        "tabs/0": "worksheets/sheet1",
        "looks": "styles",
        "words": "sharedStrings",
    }
    renamed = {}
    for name, body in given.items():
        for old, new in usual.items():
            name, body = name.replace(old, new), body.replace(f"{old}.bin".encode(), f"{new}.bin".encode())
        renamed[name] = body
    compared = 0
    for _ in range(150):
        mutant = dict(renamed)
        name = chance.choice(["xl/worksheets/sheet1.bin"] * 3 + ["xl/sharedStrings.bin"])
        body = bytearray(mutant[name])
        # Not in the extent that a sheet announces: calamine would reserve memory for it.
        body[chance.randrange(24, len(body))] = chance.choice([0, 1, 7, 255, chance.randrange(256)])
        mutant[name] = bytes(body)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as file:
            for part, content in mutant.items():
                file.writestr(part, content)
        try:
            book = read(target.getvalue())
            book.sheet("Q")
        except RefusalError:
            continue
        other = calamine(target.getvalue())
        if other is not None:
            compared += 1
            assert list(silent_differences(book, other)) == []
    assert compared > 20


def test_files_of_sheetjs_are_read_if_there_are_any() -> None:
    """Short cells and rich texts, which calamine shows as blank."""
    folder = Path(__file__).resolve().parent.parent.parent / "shared" / "cases" / "foreign"
    if not folder.exists():
        pytest.skip("no such files here")
    sheet = read((folder / "sheetjs-xlsb-typical-city.xlsb").read_bytes()).sheet("问卷")
    assert sheet.grid[0][:2] == ["编号", "措施"]
    assert sum(cell != "" for line in sheet.grid for cell in line) > 800
