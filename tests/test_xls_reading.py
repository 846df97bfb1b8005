"""An .xls or .et is read from its own records, by nobody else; what is embedded in it is not seen."""

import random
import shutil
import struct
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hostile import compound, record
from second_opinion import calamine, silent_differences
from workbooks import check_kinds, many_kinds
from xls_records import CALCULATED, EARLIER, END, begin, formula, opened, place, stream, words

from convergence_cli.questionnaire.bounds import Bounds, RefusalError
from convergence_cli.questionnaire.workbook.compound import Compound
from convergence_cli.questionnaire.workbook.sheet import Sheet
from convergence_cli.questionnaire.workbook.xls import open_xls


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x203, place(row, column, style) + struct.pack("<d", value))


def label(row: int, column: int, text: str, style: int = 0) -> bytes:
    return record(0x204, place(row, column, style) + words(text))


def shared(row: int, column: int, at: int, style: int = 0) -> bytes:
    return record(0xFD, place(row, column, style) + struct.pack("<I", at))


def texts(*items: bytes, claimed: int | None = None) -> bytes:
    return record(0xFC, struct.pack("<II", 0, len(items) if claimed is None else claimed) + b"".join(items))


def cells(*records: bytes, **options: Any) -> Sheet:
    """The sheet of these records."""
    bounds = options.pop("bounds", None)
    return opened(stream(("Q", b"".join(records)), **options), bounds).sheet("Q")


def refusal(data: bytes, bounds: Bounds | None = None) -> RefusalError:
    with pytest.raises(RefusalError) as caught:
        opened(data, bounds).sheet("Q")
    return caught.value


def looks(*codes: str, fonts: tuple[tuple[int, int], ...] = ((0, 0),)) -> bytes:
    """Fonts (options and escapement), number formats from 200 on, and a cell style for each format and each font."""
    made = b"".join(
        record(0x31, struct.pack("<HHHHH", 200, options, 0, 400, raised) + bytes(6)) for options, raised in fonts
    )
    made += b"".join(record(0x41E, struct.pack("<H", 200 + at) + words(code)) for at, code in enumerate(codes))
    made += b"".join(record(0xE0, struct.pack("<HH", 0, 200 + at) + bytes(16)) for at in range(len(codes)))
    return made + b"".join(record(0xE0, struct.pack("<HH", at + (at > 3), 0) + bytes(16)) for at in range(len(fonts)))


# --- values --------------------------------------------------------------------------------------


def test_every_kind_of_cell_has_its_value() -> None:
    """Numbers whole, packed and side by side, truths, texts of their own and shared ones."""
    packed = struct.pack("<i", (12 << 2) | 2)
    many = record(
        0xBD,
        struct.pack("<HH", 1, 0)
        + b"".join(
            struct.pack("<Hi", 0, value)
            for value in ((-7 << 2) | 2, (250 << 2) | 3, struct.unpack("<i", struct.pack("<d", 0.5)[4:])[0])
        )
        + struct.pack("<H", 2),
    )
    found = cells(
        number(0, 0, 0.1),
        record(0x27E, place(0, 1) + packed),
        record(0x205, place(0, 2) + b"\1\0"),
        record(0x205, place(0, 3) + b"\0\0"),
        label(0, 4, "是"),
        shared(0, 5, 1),
        record(0xD6, place(0, 6) + words("rich") + struct.pack("<H", 0)),
        many,
        front=CALCULATED + texts(words("不是"), words("共用")),
    )
    assert found.grid == [[0.1, 12.0, True, False, "是", "共用", "rich"], [-7.0, 2.5, 0.5]]


def test_what_is_no_value_is_told() -> None:
    """NaN, infinity, a shared text that there is not, a kind of result that nobody knows."""
    found = cells(
        number(0, 0, float("nan")),
        number(0, 1, float("inf")),
        shared(0, 2, 7),
        shared(0, 3, 0xFFFFFFFF),
        formula(0, 4, b"\x09"),
        formula(0, 5, float("nan")),
    )
    assert not any(found.grid[0])
    assert found.unread == {
        (0, 0): "nan",
        (0, 1): "inf",
        (0, 2): "#7",
        (0, 3): "#4294967295",
        (0, 4): "#9",
        (0, 5): "nan",
    }


def test_errors_are_told_and_not_blank() -> None:
    """Those of cells and of formulas, new ones among them."""
    found = cells(
        record(0x205, place(0, 0) + b"\x07\1"), record(0x205, place(0, 1) + b"\x99\1"), formula(0, 2, b"\2\0\x17")
    )
    assert found.errors == {(0, 0): "#DIV/0!", (0, 1): "#?", (0, 2): "#REF!"}
    assert not found.formulas


def test_the_place_of_a_formula_is_known() -> None:
    """Its text is compiled, and is not told; a text as result lies in a record of its own, shared formulas between."""
    found = cells(
        formula(0, 0, 3.0),
        formula(0, 1, b"\1\0\1"),
        formula(0, 2, b"\0"),
        record(0x4BC, bytes(12)),
        record(0x207, words("qr")),
        formula(0, 3, b"\3"),
        label(0, 4, "typed"),
    )
    assert found.grid == [[3.0, True, "qr", "", "typed"]]
    assert found.formulas == {(0, 0): "…", (0, 1): "…", (0, 2): "…", (0, 3): "…"}
    assert not found.errors


@pytest.mark.parametrize("following", [b"", label(0, 1, "x"), formula(0, 1, b"\0") + record(0x207, words("x"))])
def test_a_formula_of_a_text_without_a_value_is_told(following: bytes) -> None:
    found = cells(formula(0, 0, b"\0"), following)
    assert found.errors == {(0, 0): ""}
    assert found.grid[0][:1] == [""]
    assert found.grid[0][1:] == (["x"] if following else [])


def test_formulas_that_no_program_calculated_are_told() -> None:
    """Libraries that calculate nothing write an empty text, or a nought, and no word of having calculated."""
    book = opened(stream(("Q", formula(0, 0, b"\3") + formula(0, 1, 0.0)), front=b""))
    assert book.recalculates
    assert book.sheet("Q").errors == {(0, 0): ""}


@pytest.mark.parametrize(
    ("body", "expected"),
    [(record(0x5E, bytes(2)), True), (formula(0, 0, 1.0, 2), True), (formula(0, 0, 1.0, 1), False), (b"", False)],
)
def test_a_workbook_that_asks_to_be_calculated_says_so(body: bytes, expected: bool) -> None:
    """One formula that changes by itself, such as that of today's day, is no reason."""
    assert opened(stream(("P", b""), ("Q", body))).recalculates is expected


def test_a_sheet_that_is_damaged_is_told_by_whoever_reads_it() -> None:
    """The others are read all the same."""
    book = opened(stream(("P", record(0x06, bytes(4))), ("Q", number(0, 0, 0.1))))
    assert not book.recalculates
    assert book.sheet("Q").grid == [[0.1]]
    with pytest.raises(RefusalError):
        book.sheet("P")


def test_days_are_days_by_their_format_and_by_the_day_that_they_count_from() -> None:
    """A weekday too; what the file defines comes before what everybody knows by number."""
    front = CALCULATED + looks("yyyy-mm-dd", "aaaa", "yyyy-mm-dd hh:mm", "0.00")
    records = (number(0, 0, 45000.0, 0), number(0, 1, 45000.0, 1), number(0, 2, 45000.5, 2), number(0, 3, 45000.0, 3))
    days = [date(2023, 3, 15), date(2023, 3, 15), datetime.fromisoformat("2023-03-15T12:00"), 45000.0]
    assert cells(*records, front=front).grid == [days]
    later = cells(*records, front=front + record(0x22, b"\1\0")).grid
    assert later == [[date(2027, 3, 16), date(2027, 3, 16), datetime.fromisoformat("2027-03-16T12:00"), 45000.0]]


def test_number_formats_are_known() -> None:
    """The file's own, those known by number, and none for General."""
    front = CALCULATED + looks("0.0%", '"否"', "General")
    front += record(0xE0, struct.pack("<HH", 0, 10) + bytes(16))
    found = cells(*(number(0, at, 0.5, at) for at in (0, 1, 2, 4)), front=front)
    assert found.formats == {(0, 0): "0.0%", (0, 1): '"否"', (0, 4): "0.00%"}


def test_fonts_that_strike_through_or_raise_are_known() -> None:
    """Of a cell and of a part of a text; there is no fourth font."""
    plain, struck, up = (0, 0), (8, 0), (0, 1)
    front = looks(fonts=(plain, struck, plain, plain, up)) + texts(
        words("85", runs=((0, 1), (1, 0))), words("351", runs=((2, 5),))
    )
    found = cells(
        number(0, 0, 5.0, 1),
        label(0, 1, "footnote", 4),
        shared(0, 2, 0),
        shared(0, 3, 1),
        shared(0, 4, 1, 1),
        record(0xD6, place(0, 5) + words("85") + struct.pack("<HHHHH", 2, 0, 1, 1, 0)),
        front=CALCULATED + front,
    )
    assert found.struck == {(0, 0): "5", (0, 2): "8", (0, 4): "351", (0, 5): "8"}
    assert found.raised == {(0, 1): "footnote", (0, 3): "1", (0, 4): "1"}


def test_texts_run_on_into_the_records_that_follow() -> None:
    """Each piece says anew how wide its letters are; runs and extras may be cut anywhere."""
    first = struct.pack("<HBHI", 4, 13, 1, 5) + b"\x61\0\x62\0"
    rest = (
        record(0x3C, b"\0cd" + struct.pack("<H", 2)) + record(0x3C, struct.pack("<H", 1) + b"12") + record(0x3C, b"345")
    )
    table = record(0xFC, struct.pack("<II", 2, 2) + first) + rest + record(0x3C, words("二"))
    assert cells(shared(0, 0, 0), shared(0, 1, 1), front=CALCULATED + table).grid == [["abcd", "二"]]


def test_texts_that_are_cut_short_are_none() -> None:
    """Cells that refer to one say so; the ones before it are whole."""
    front = CALCULATED + texts(words("一"), words("二")[:-1], claimed=1 << 31)
    found = cells(shared(0, 0, 0), shared(0, 1, 1), front=front)
    assert (found.grid, found.unread) == ([["一", ""]], {(0, 1): "#1"})


def test_a_cell_given_twice_is_told() -> None:
    """Whichever was taken, another program would show the other one."""
    found = cells(
        number(0, 0, 0.1), number(0, 0, 0.95), number(0, 1, 1.0), formula(0, 1, b"\0"), record(0x207, words("x"))
    )
    assert found.grid == [["", ""]]
    assert found.unread == {(0, 0): "0.1 / …", (0, 1): "1 / …"}


def test_pictures_of_wps_are_told() -> None:
    found = cells(formula(0, 0, b"\0"), record(0x207, words('=DISPIMG("ID_1",1)')))
    assert found.pictures == {(0, 0)}
    assert found.grid == [[""]]


def test_hidden_rows_and_columns_and_merged_cells_are_known() -> None:
    row = struct.pack("<6H", 1, 0, 1, 255, 0, 0)
    merged = record(0xE5, struct.pack("<H8H", 2, 0, 0, 0, 1, 2, 3, 0, 0))
    found = cells(
        record(0x208, row + struct.pack("<HH", 0x20, 0)),
        record(0x208, bytes(16)),
        record(0x7D, struct.pack("<5H", 1, 1, 100, 0, 1)),
        record(0x7D, struct.pack("<5H", 0, 0, 100, 0, 0)),
        record(0x7D, struct.pack("<5H", 2, 256, 0, 0, 0)),
        number(0, 0, 0.1),
        number(0, 1, 0.95),
        number(2, 2, 1.0),
        merged,
    )
    assert (found.hidden_rows, found.hidden_columns) == ({1}, {1, 2})
    assert found.merged == ((0, 0, 0, 1), (2, 0, 3, 0))
    assert found.covered == {(0, 1): 0.95}
    assert found.grid[0] == [0.1, ""]


def test_an_earlier_file_is_read_in_its_code_page() -> None:
    """Excel 5 and 95: texts in bytes, a shorter list of formats; no page named means the Western European one."""
    body = record(0x204, place(0, 0) + struct.pack("<H", 4) + "是否".encode("gbk"))
    body += record(0xD6, place(0, 1) + struct.pack("<H", 2) + b"85" + bytes([1, 0, 1]))
    fonts = b"".join(record(0x31, struct.pack("<HH", 200, options) + bytes(11)) for options in (0, 8))
    front = (
        fonts
        + record(0x41E, struct.pack("<H", 200) + b"\x040.0%")
        + record(0xE0, struct.pack("<HH", 0, 200) + bytes(12))
    )
    book = open_xls(
        compound(
            {"Book": stream(("问卷", body + number(1, 0, 0.5)), front=record(0x42, b"\xa8\3") + front, version=EARLIER)}
        ),
        Bounds(),
    )
    assert (book.names, book.recalculates) == (("问卷",), False)
    sheet = book.sheet("问卷")
    assert (sheet.grid, sheet.struck, sheet.formats) == ([["是否", "85"], [0.5]], {(0, 1): "85"}, {(1, 0): "0.0%"})
    western = stream(("Q", record(0x204, place(0, 0) + b"\1\0\xe9")), version=EARLIER, front=b"")
    assert opened(western).sheet("Q").grid == [["é"]]


# --- sheets and streams --------------------------------------------------------------------------


def test_sheets_are_found_by_name_whatever_comes_first() -> None:
    """Charts and macros have no cells; what is embedded in a sheet is passed over, also where it comes first."""
    chart = begin(0x20) + begin(0x20) + END + number(0, 0, 0.95) + END
    book = opened(stream(("图", b""), ("宏", number(0, 0, 9.0)), ("Q", chart + number(0, 0, 0.1)), kinds="cm"))
    assert book.names == ("Q",)
    assert book.sheet("Q").grid == [[0.1]]


def test_hidden_sheets_are_known() -> None:
    data = stream(("Q", b""), ("H", b""))
    at = data.index(words("H", "<B")) - 2
    assert opened(data[:at] + b"\2" + data[at + 1 :]).hidden == {"H"}


@pytest.mark.parametrize("name", ["Workbook", "WORKBOOK", "workbook", "Book", "BOOK"])
def test_the_stream_is_found_whatever_its_case(name: str) -> None:
    assert open_xls(compound({name: stream(("Q", number(0, 0, 0.1)))}), Bounds()).sheet("Q").grid == [[0.1]]


def test_of_two_streams_the_later_format_is_read() -> None:
    """Excel 97 can save for both."""
    data = compound(
        {"Book": stream(("Q", number(0, 0, 0.95)), version=EARLIER), "Workbook": stream(("Q", number(0, 0, 0.1)))}
    )
    assert open_xls(data, Bounds()).sheet("Q").grid == [[0.1]]
    with pytest.raises(RefusalError) as caught:
        open_xls(compound({"Workbook": stream(("Q", b"")), "WORKBOOK": stream(("Q", b""))}), Bounds())
    assert caught.value.code == "part-ambiguous"


def test_a_workbook_that_is_embedded_in_another_is_not_seen() -> None:
    """Its stream has the same name, in a storage further down."""
    data = bytearray(compound({"Workbook": stream(("Q", number(0, 0, 0.95))), "Outer": bytes(10)}))
    at = data.index("Workbook".encode("utf-16-le") + b"\0\0")
    # The second entry is now a storage, with the first one in it and a workbook of its own beside it.
    outer = data.index("Outer".encode("utf-16-le") + b"\0\0")
    data[outer + 66] = 1
    struct.pack_into("<3I", data, outer + 68, 0xFFFFFFFF, 0xFFFFFFFF, 1)
    struct.pack_into("<I", data, at + 72, 0xFFFFFFFF)
    struct.pack_into("<I", data, at - 128 + 76, 2)
    assert [stream.name for stream in Compound(bytes(data)).streams] == []
    with pytest.raises(RefusalError) as caught:
        open_xls(bytes(data), Bounds())
    assert caught.value.code == "file-not-workbook"


def test_a_zip_in_a_record_is_nothing() -> None:
    """Excel 2007 and later keep a theme there."""
    theme = record(0x896, bytes(16) + b"PK\3\4 xl/workbook.xml PK\5\6" + bytes(18))
    assert cells(number(0, 0, 0.1), front=CALCULATED + theme).grid == [[0.1]]


def test_sheets_of_one_name_or_one_place_are_refused() -> None:
    assert refusal(stream(("Q", b""), ("q", b""))).code == "part-ambiguous"
    data = stream(("P", b""), ("Q", b""))
    first, second = (data.index(words(name, "<B")) - 6 for name in "PQ")
    same = data[:second] + data[first : first + 4] + data[second + 4 :]
    assert refusal(same).code == "part-ambiguous"


# --- bounds and damage ---------------------------------------------------------------------------


DAMAGE: dict[str, Callable[[], bytes]] = {
    "a record beyond the end": lambda: stream(("Q", number(0, 0, 1.0)))[:-10],
    "a sheet without end": lambda: stream(("Q", b""))[:-4],
    "a cell cut short": lambda: stream(("Q", record(0x203, place(0, 0)))),
    "numbers that are fewer": lambda: stream(("Q", record(0xBD, struct.pack("<HHHiH", 0, 0, 0, 2, 9)))),
    "a column too far": lambda: stream(("Q", number(0, 256, 1.0))),
    "a style that there is not": lambda: stream(("Q", number(0, 0, 1.0, 5))),
    "a sheet that is a chart": lambda: stream(("Q", b""), kinds="c").replace(
        struct.pack("<BB", 0, 2) + words("Q", "<B"), struct.pack("<BB", 0, 0) + words("Q", "<B")
    ),
    "a text cut short": lambda: stream(("Q", record(0x204, place(0, 0) + words("abc")[:-2]))),
    "a result without a formula": lambda: stream(("Q", number(0, 0, 1.0) + record(0x207, words("")))),
    "a text beside a number": lambda: stream(("Q", formula(0, 0, 1.0) + record(0x207, words("否")))),
    "merged cells upside down": lambda: stream(("Q", record(0xE5, struct.pack("<H4H", 1, 5, 0, 0, 0)))),
    "a version that is too early": lambda: stream(("Q", b""), version=0x400),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_a_stream_that_contradicts_itself_is_refused(what: str) -> None:
    """Never read in part: what is missing could be an answer."""
    assert refusal(DAMAGE[what]()).code == "file-damaged"


def test_a_password_is_told() -> None:
    assert refusal(stream(("Q", b""), front=record(0x2F, bytes(6)))).code == "file-encrypted"


def many(count: int, width: int = 250) -> bytes:
    return b"".join(number(at // width, at % width, 1.0) for at in range(count))


@pytest.mark.parametrize(
    ("body", "code", "option"),
    [
        (number(20_000, 0, 1.0), "sheet-too-large", "max-rows"),
        (number(19_999, 255, 1.0), "sheet-too-large", "max-cells"),
        (record(0xE5, struct.pack("<H4H", 1, 0, 65535, 0, 255)), "sheet-too-large", "max-cells"),
        (record(0x201, place(0, 0)) * 400_001, "sheet-too-large", "max-cells"),
        (many(40_001), "sheet-too-large", "max-filled"),
        (record(0x204, place(0, 0) + struct.pack("<HB", 32_768, 0) + b"a" * 32_768), "text-too-long", "max-text"),
    ],
    ids=["row", "corner", "merged", "records", "cells", "text"],
)
def test_each_bound_holds(body: bytes, code: str, option: str) -> None:
    found = refusal(stream(("Q", body)), Bounds(max_cells=200_000, max_filled=40_000))
    assert (found.code, found.values["option"]) == (code, option)


def test_blanks_with_a_style_are_nothing() -> None:
    """Programs write them out to the last row and column, and nobody sees them."""
    blanks = record(0x201, place(65_535, 255)) + record(
        0xBE, struct.pack("<HH", 0, 0) + bytes(2 * 256) + struct.pack("<H", 255)
    )
    assert cells(number(0, 0, 0.1), blanks).grid == [[0.1]]


def test_an_announced_extent_is_not_believed() -> None:
    """No memory is reserved for it."""
    assert cells(record(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)), number(0, 0, 0.1)).grid == [[0.1]]


# --- other programs ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A workbook of many kinds of cells as LibreOffice saves it."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("xls")
    (folder / "kinds.xlsx").write_bytes(many_kinds())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    kind = ["--convert-to", "xls:MS Excel 97", "--outdir", str(folder), str(folder / "kinds.xlsx")]
    subprocess.run([program, profile, "--headless", *kind], capture_output=True, timeout=300, check=True)
    return (folder / "kinds.xls").read_bytes()


# Calamine takes a weekday (AAAA) for an amount.
WEEKDAY = "问卷!A6"


def test_what_libreoffice_saves_is_read_in_full(saved: bytes) -> None:
    """Values, errors, formulas, formats, looks, merged and hidden cells: as they were typed."""
    book = open_xls(saved, Bounds())
    check_kinds(book)
    other = calamine(saved)
    assert other is not None
    assert [line for line in silent_differences(book, other) if WEEKDAY not in line] == []


def test_no_mutant_is_read_differently_in_silence(saved: bytes) -> None:
    """Calamine is the second opinion: where it sees another value, ours tells of the cell or refuses the file."""
    chance = random.Random(13)
    records = Compound(saved).book()
    for _ in range(150):
        body = bytearray(records)
        at = chance.randrange(len(body) - 8)
        body[at : at + 2] = chance.choice([bytes(2), b"\xff\xff", chance.randbytes(2), body[at + 4 : at + 6]])
        data = compound({"Workbook": bytes(body)})
        try:
            book = open_xls(data, Bounds())
            for name in book.names:
                book.sheet(name)
        except RefusalError:
            continue
        other = calamine(data)
        if other is not None:
            assert [line for line in silent_differences(book, other) if WEEKDAY not in line] == []


def test_real_files_if_there_are_any() -> None:
    """A chart first, a theme, merged cells by the million: the same answers as in the example that they are made of."""
    folder = Path(__file__).resolve().parent.parent.parent / "shared" / "cases" / "foreign"
    if not folder.exists():
        pytest.skip("no such files here")
    for name in ("theme.xls", "chart-first-typical-city.xls"):
        data = (folder / name).read_bytes()
        book, other = open_xls(data, Bounds()), calamine(data)
        assert other is not None
        assert list(silent_differences(book, other)) == []
