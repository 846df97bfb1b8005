"""What a person sees in a cell is the answer, or a problem names the cell, or the file is refused.

Each case changes one thing in the example city station. Where a cell can be cut out at once and where the whole
sheet is parsed, the same is read (`both_ways`).
"""

from functools import cache
from pathlib import Path

import pytest
from changing import (
    COUNT,
    QUESTIONS,
    REFUSED,
    ROW,
    SHARE,
    TRUTH,
    WORDS,
    Parts,
    answer_in,
    cell_of,
    lost,
    parts,
    replaced,
    row_of,
    seen,
    style_of,
    told_of,
    with_cell,
    with_style,
    with_texts,
)
from running import ROOT

from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.questionnaire.read import read
from convergence_cli.rubric.load import find, load

Case = tuple[str, object, str]
"""What is written, what has to be read from it, and the code that has to be told of it ("" for none)."""

UNREAD, UNUSUAL = "cell-unreadable", "xml-unusual"


@cache
def whole() -> Questionnaire:
    """The example as it is."""
    return read(ROOT / "examples" / "typical-city.xlsx", load(find()))


def short(each: object) -> str:
    """The end of a parameter, which is where it differs."""
    return ascii(each)[-40:]


def judge(book: Parts, framework: Framework, folder: Path, cell: str, value: object, code: str) -> None:
    """Read a changed workbook: this answer and this code, and everything else as it was."""
    questionnaire, problems = seen(book, framework, folder)
    assert answer_in(questionnaire, cell) == value, problems
    told = told_of(problems, cell)
    assert (code in told) if code else not told, problems
    if questionnaire is not None:
        assert lost(whole(), questionnaire, problems, cell) == []


def both_ways(book: Parts, framework: Framework, folder: Path, cell: str, value: object, code: str) -> None:
    """As `judge`, also with a comment in the sheet, which has to be parsed whole then."""
    judge(book, framework, folder, cell, value, code)
    judge(carefully(book), framework, folder, cell, value, code)


def carefully(book: Parts) -> Parts:
    return book | {QUESTIONS: replaced(book[QUESTIONS], "<sheetData>", "<sheetData><!-- -->")}


# --- what stands in a cell -----------------------------------------------------------------------

NUMBERS: list[Case] = [
    *[(number, 0.1, "") for number in ("0.1", "1E-1", "1e-1", "+0.1", ".1", " 0.1 ", "\n0.1", "0.10000000000000001")],
    *[(number, 0.1, "") for number in ("0.1&#48;", "0.&#49;", "&#x30;.1", "0.<!-- 9 -->1", "0.<?x y?>1")],
    *[(number, 0.1, "") for number in ("<![CDATA[0.1]]>", "0.<![CDATA[1]]>", "<!-- 0.95 -->0.1")],
    *[(number, REFUSED, UNREAD) for number in ("NaN", "nan", "INF", "-INF", "inf", "Infinity", "1e999", "-1E999")],
    *[(number, REFUSED, UNREAD) for number in ("0x1", "1,000", "0,1", "1_0", "０.１", "١", "0.1.1", "--0.1", "0.1%")],
    *[(number, REFUSED, UNREAD) for number in ("9" * 400, "1e", "e1", ".", "+", "1 0", "1e5e5", "TRUE", "是")],
    *[(number, REFUSED, UNREAD) for number in ("<b>0.1</b>", "0.1<b/>", "0.1<b>5</b>", '<b xmlns="u">1</b>')],
    ("-0.1", REFUSED, "out-of-bounds"),
    ("", None, ""),
    (" ", None, ""),
    ("&e;", REFUSED, "file-damaged"),
    ("&#0;", REFUSED, "file-damaged"),
    ("\0", REFUSED, "file-damaged"),
]


@pytest.mark.parametrize(("number", "value", "code"), NUMBERS, ids=short)
def test_a_number(number: str, value: object, code: str, framework: Framework, tmp_path: Path) -> None:
    """Written as XML and the format allow, it is that number; anything else is no number."""
    book = with_cell(parts(), SHARE, f'<c r="{{r}}" s="{{s}}"><v>{number}</v></c>')
    both_ways(book, framework, tmp_path, SHARE, value, code)


INSIDE: list[Case] = [
    ("<v>0.1</v><v>0.95</v>", REFUSED, UNREAD),
    ("<v/><v>0.95</v>", REFUSED, UNREAD),
    ("<v>0.1</v><is><t>0.95</t></is>", REFUSED, UNREAD),
    ("<is><t>0.95</t></is><v>0.1</v>", REFUSED, UNREAD),
    ("<is><t>0.1</t></is>", REFUSED, UNREAD),
    ("<f>1</f><f>2</f><v>0.1</v>", REFUSED, UNREAD),
    ('<v>0.1</v><x xmlns="u">0.95</x>', REFUSED, UNREAD),
    ("<v>0.1</v><x/>", REFUSED, UNREAD),
    ('<v xmlns="u">0.1</v>', REFUSED, UNREAD),
    ('<x xmlns="u"><v>0.1</v></x>', REFUSED, UNREAD),
    ("<v>0.1</v>0.95", REFUSED, UNREAD),
    ("0.95<v>0.1</v>", REFUSED, UNREAD),
    ("0.95", REFUSED, UNREAD),
    ("<!-- --><v>0.1</v>", 0.1, ""),
    ("\n<v>0.1</v>\n", 0.1, ""),
    ("<v>0.1</v><extLst><ext/></extLst>", 0.1, ""),
    ('<v xml:space="preserve">0.1</v>', 0.1, ""),
    ("<f>A1</f><v>0.1</v>", 0.1, "formula-stale"),
    ("<v>0.1</v><f>A1</f>", 0.1, "formula-stale"),
    ("<f/><v>0.1</v>", 0.1, "formula-stale"),
    (f'<f t="shared" si="0" ref="{SHARE}:E{ROW + 1}">A1</f><v>0.1</v>', 0.1, "formula-stale"),
    ('<f t="shared" si="7"/><v>0.1</v>', 0.1, "formula-stale"),
    (f'<f t="array" ref="{SHARE}">A1</f><v>0.1</v>', 0.1, "formula-stale"),
    (f'<f t="dataTable" ref="{SHARE}"/><v>0.1</v>', 0.1, "formula-stale"),
    ("<f>A1</f>", REFUSED, "formula-not-calculated"),
    ("<f>A1</f><v/>", REFUSED, "formula-not-calculated"),
    ('<f>DISPIMG("a",1)</f><v>0.1</v>', REFUSED, "picture-in-cell"),
    ('<f>_xlfn.IMAGE("a")</f><v>0.1</v>', REFUSED, "picture-in-cell"),
]


@pytest.mark.parametrize(("inside", "value", "code"), INSIDE, ids=short)
def test_a_cell_holds_one_value(inside: str, value: object, code: str, framework: Framework, tmp_path: Path) -> None:
    """Two values, foreign elements and text in the open are told with their cell; so is a formula."""
    both_ways(
        with_cell(parts(), SHARE, f'<c r="{{r}}" s="{{s}}">{inside}</c>'), framework, tmp_path, SHARE, value, code
    )


ALTERNATE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice xmlns:z="u" Requires="z">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>'
)
KINDS: list[tuple[str, str, object, str]] = [
    ("n", "0.1", 0.1, ""),
    ("str", "10%", 0.1, ""),
    ("s", "0", REFUSED, UNREAD),
    ("b", "1", REFUSED, "not-a-number"),
    ("b", "true", REFUSED, "not-a-number"),
    ("b", "2", REFUSED, UNREAD),
    ("d", "2025-01-01", REFUSED, "not-a-number"),
    ("d", "2025-01-01T00:00:00Z", REFUSED, "not-a-number"),
    ("d", "x", REFUSED, UNREAD),
    ("e", "", REFUSED, "error-cell"),
    *[
        ("e", error, REFUSED, "error-cell")
        for error in ("#SPILL!", "#CALC!", "#BUSY!", "#GETTING_DATA", "#BLOCKED!", "#FIELD!", "#CONNECT!", "#UNKNOWN!")
    ],
    *[("e", error, REFUSED, "error-cell") for error in ("#N/A", "#DIV/0!", "#VALUE!", "#NEW-ONE", "0.1")],
    *[(kind, "0.1", REFUSED, UNREAD) for kind in ("", "x", "N", "shared", "inlineStr", "number", " n")],
]


@pytest.mark.parametrize(("kind", "text", "value", "code"), KINDS)
def test_the_type_of_a_cell(
    kind: str, text: str, value: object, code: str, framework: Framework, tmp_path: Path
) -> None:
    """Of each type that there is, and of those that there are not; a new kind of error names its cell, too."""
    book = with_cell(parts(), SHARE, f'<c r="{{r}}" s="{{s}}" t="{kind}"><v>{text}</v></c>')
    both_ways(book, framework, tmp_path, SHARE, value, code)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        *[(text, True, "") for text in ("1", "true", " 1 ")],
        *[(text, False, "") for text in ("0", "false")],
        *[(text, REFUSED, UNREAD) for text in ("2", "TRUE?", "-1", "1.0", "yes")],
    ],
)
def test_a_truth(text: str, value: object, code: str, framework: Framework, tmp_path: Path) -> None:
    book = with_cell(parts(), TRUTH, f'<c r="{{r}}" s="{{s}}" t="b"><v>{text}</v></c>')
    both_ways(book, framework, tmp_path, TRUTH, value, code)


RICH = "<r><rPr>{}</rPr><t>{}</t></r><r><t>{}</t></r>"
WRITTEN: list[Case] = [
    ("<t>35%</t>", 0.35, ""),
    ("<r><t>3</t></r><r><t>5%</t></r>", 0.35, ""),
    ("<t>35%</t><rPh sb='0' eb='1'><t>99</t></rPh>", 0.35, ""),
    ("<t>35%</t><phoneticPr fontId='1'/>", 0.35, ""),
    ("<t>35<!-- 9 -->%</t>", 0.35, ""),
    ("<t>3&#53;%</t>", 0.35, ""),
    ("<t><![CDATA[35%]]></t>", 0.35, ""),
    ("<t>35%_x000D_</t>", 0.35, ""),
    (RICH.format('<strike val="0"/>', "3", "5%"), 0.35, ""),
    (RICH.format('<strike val="false"/>', "3", "5%"), 0.35, ""),
    (RICH.format('<vertAlign val="baseline"/>', "3", "5%"), 0.35, ""),
    (RICH.format("<strike/>", "8", "5%"), REFUSED, "text-struck"),
    (RICH.format('<strike val="1"/>', "8", "5%"), REFUSED, "text-struck"),
    ("<r><t>35%</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r>", REFUSED, "text-raised"),
    ("<r><t>35%</t></r><r><rPr><vertAlign val='subscript'/></rPr><t>1</t></r>", REFUSED, "text-raised"),
    ("<t>35%_x0031_</t>", REFUSED, "not-a-number"),
    ("<t>_x005F_x0031_</t>", REFUSED, "not-a-number"),
    *[(f"<t>{text}</t>", REFUSED, "not-a-number") for text in ("5²", "②", "35①", "5₂", "½", "Ⅳ", "35⁽¹⁾", "㉟")],
    ("<t>35%</t><r><t>0.95</t></r>", REFUSED, UNREAD),
    ("<t>3</t><t>5%</t>", REFUSED, UNREAD),
    ("<r><t>3</t><t>5%</t></r>", REFUSED, UNREAD),
    ("<t>3<b/>5%</t>", REFUSED, UNREAD),
    ('<x xmlns="u">1</x><t>35%</t>', REFUSED, UNREAD),
    (ALTERNATE.format("<t>95%</t>", "<t>35%</t>"), REFUSED, UNREAD),
    ("35%", REFUSED, UNREAD),
    ("<t>35%</t>5", REFUSED, UNREAD),
    ("<r>9<t>35%</t></r>", REFUSED, UNREAD),
    ("<t/>", None, ""),
    ("", None, ""),
]


@pytest.mark.parametrize(("inside", "value", "code"), WRITTEN, ids=short)
def test_a_text_in_its_cell(inside: str, value: object, code: str, framework: Framework, tmp_path: Path) -> None:
    """The text that is shown: pieces together, readings of letters apart; struck and raised ones are never digits."""
    cell = f'<c r="{{r}}" s="{{s}}" t="inlineStr"><is>{inside}</is></c>'
    both_ways(with_cell(parts(), SHARE, cell), framework, tmp_path, SHARE, value, code)


@pytest.mark.parametrize(("inside", "value", "code"), WRITTEN, ids=short)
def test_a_shared_text(inside: str, value: object, code: str, framework: Framework, tmp_path: Path) -> None:
    """The same among the texts that cells share."""
    book = with_texts(parts(), f"<si><t>否</t></si><si>{inside}</si>")
    both_ways(with_cell(book, SHARE, '<c r="{r}" s="{s}" t="s"><v>1</v></c>'), framework, tmp_path, SHARE, value, code)


@pytest.mark.parametrize("number", ["1", "-1", "1.0", "0.0", "99999", "", "00", "+0", "٠", "0x0", "1e0", "9" * 40])
def test_a_number_of_no_text(number: str, framework: Framework, tmp_path: Path) -> None:
    """A number that no shared text has is told with its cell; another text is never taken for it."""
    book = with_cell(with_texts(parts(), "<si><t>否</t></si>"), TRUTH, f'<c r="{{r}}" t="s"><v>{number}</v></c>')
    both_ways(book, framework, tmp_path, TRUTH, REFUSED, UNREAD)


LETTERS = "http://x:sijia@y 微博:sina :si :c :row :sheet :t <!DOCTYPE x> </si> <c r='A1'> &amp; sheetData"


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("text", [LETTERS, "image (1).png", "长" * 32_767, "<row", "_x", "a=IMAGE(1)"])
def test_no_text_is_taken_for_anything_else(text: str, shared: bool, framework: Framework, tmp_path: Path) -> None:
    """Letters that look like tags, formulas or escapes are letters."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    inside, kind = (f"<is><t>{escaped}</t></is>", "inlineStr")
    book = parts()
    if shared:
        book, inside, kind = with_texts(book, f"<si><t>{escaped}</t></si>"), "<v>0</v>", "s"
    book = with_cell(book, WORDS, f'<c r="{{r}}" s="{{s}}" t="{kind}">{inside}</c>')
    both_ways(book, framework, tmp_path, WORDS, text, "")


@pytest.mark.parametrize("shared", [False, True])
def test_the_length_of_a_text_is_that_of_its_letters(shared: bool, framework: Framework, tmp_path: Path) -> None:
    """Excel's 32,767 letters, however they are written; one more is too long."""
    for text, value, code in (
        ("长" * 32_760 + "_x4E00_" * 7, "长" * 32_760 + "一" * 7, ""),
        ("&#x957F;" * 32_767, "长" * 32_767, ""),
        ("长" * 32_768, REFUSED, "text-too-long"),
    ):
        book = with_texts(parts(), f"<si><t>{text}</t></si>") if shared else parts()
        inside = ' t="s"><v>0</v>' if shared else f' t="inlineStr"><is><t>{text}</t></is>'
        both_ways(with_cell(book, WORDS, f'<c r="{{r}}"{inside}</c>'), framework, tmp_path, WORDS, value, code)


PICTURES = [
    ("str", '<f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v>'),
    ("str", '<v>=DISPIMG("ID_1",1)</v>'),
    ("str", '<f>dispimg("ID_1",1)</f><v>x</v>'),
    ("str", '<f>+_xlfn._xlws.IMAGE("x")</f><v>x</v>'),
    ('e" vm="1', "<v>#VALUE!</v>"),
]


@pytest.mark.parametrize(("kind", "inside"), PICTURES)
@pytest.mark.parametrize(("cell", "value"), [(SHARE, REFUSED), (WORDS, "")])
def test_a_picture_in_a_cell(
    kind: str, inside: str, cell: str, value: object, framework: Framework, tmp_path: Path
) -> None:
    """As WPS and as Excel place one: no answer, and no evidence, and told."""
    book = with_cell(parts(), cell, f'<c r="{{r}}" s="{{s}}" t="{kind}">{inside}</c>')
    both_ways(book, framework, tmp_path, cell, value, "picture-in-cell")


# --- how it is shown -----------------------------------------------------------------------------

OTHERWISE = "shown-otherwise"
SHOWN: list[Case] = [
    *[(code, 0.1, OTHERWISE) for code in ('"10.00%"', '"否"', ";;;", '0"%"', r"0\%", "0!%", '0.0"‰"', "0.0‰", "0.0%%")],
    *[
        (code, 0.1, OTHERWISE)
        for code in ("0,", "0.0,,", '[>0.5]"高";"低"', '[=0.1]"是";0', '0.0"一"', '"1"0.0', "10.0")
    ],
    *[(code, 0.1, OTHERWISE) for code in ("[$%-804]0.0", "*50.0", r"0.0\5", 'General"%"', '"x', "[x", '[=1]"是";"否"')],
    *[(code, 0.1, "") for code in ("", "0.0", "0%", "0.0%", "[<0.5]0%;0.0%", "[Red]0.0", '0.0;-0.0;"-"', "General")],
    *[(code, 0.1, "") for code in ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "# ?/?", "0.0E+00", "@", "49")],
    *[
        (code, 0.1, "")
        for code in ("[$-409]0.0", "[$¥-804]0.0", '0.0"元"', '"约"0.0', "*-0.0", "G/通用格式", "9", "10")
    ],
    *[(code, REFUSED, "not-a-number") for code in ("aaaa", "[$-804]aaaa", "yyyy", "[h]:mm", "e", 'ggge"年"', "14")],
    *[(str(code), REFUSED, "not-a-number") for code in (22, *range(27, 37), 45, 46, 47, *range(50, 59))],
]


@pytest.mark.parametrize(("code", "value", "told"), SHOWN)
def test_a_number_format(code: str, value: object, told: str, framework: Framework, tmp_path: Path) -> None:
    """One that shows another number, a word or nothing is told; units, colours and rounding are none; days are days."""
    book = with_style(with_cell(parts(), SHARE, '<c r="{r}" s="{s}"><v>0.1</v></c>'), SHARE, code)
    both_ways(book, framework, tmp_path, SHARE, value, told)


@pytest.mark.parametrize("code", ["0%", "0.00%", '0.0%;"-"', "[Red]0%"])
def test_a_number_that_shows_a_percentage_is_no_number(code: str, framework: Framework, tmp_path: Path) -> None:
    """300%: three, or three hundred?"""
    book = with_style(with_cell(parts(), COUNT, '<c r="{r}" s="{s}"><v>3</v></c>'), COUNT, code)
    both_ways(book, framework, tmp_path, COUNT, REFUSED, "percent-in-number")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        *[(code, OTHERWISE) for code in ('@"否"', ';;;"否"', ";;;", '0;0;0;"否"', '"是否"@')],
        *[(code, "") for code in ("@", "0", "General", "0;0;0;@", '@"。"')],
    ],
)
def test_a_format_of_texts(code: str, told: str, framework: Framework, tmp_path: Path) -> None:
    book = with_cell(parts(), TRUTH, '<c r="{r}" s="{s}" t="inlineStr"><is><t>是</t></is></c>')
    both_ways(with_style(book, TRUTH, code), framework, tmp_path, TRUTH, True, told)


@pytest.mark.parametrize(
    ("font", "answer", "told"),
    [
        ("<strike/>", REFUSED, "text-struck"),
        ('<strike val="1"/>', REFUSED, "text-struck"),
        ('<vertAlign val="superscript"/>', REFUSED, "text-raised"),
        ('<strike val="0"/>', 0.1, ""),
        ('<vertAlign val="baseline"/>', 0.1, ""),
    ],
)
def test_the_font_of_a_whole_cell(font: str, answer: object, told: str, framework: Framework, tmp_path: Path) -> None:
    """Struck through, a number is none, and evidence is told."""
    book = with_style(with_cell(parts(), SHARE, '<c r="{r}" s="{s}"><v>0.1</v></c>'), SHARE, "0.0%", font)
    both_ways(book, framework, tmp_path, SHARE, answer, told)
    book = with_cell(parts(), WORDS, '<c r="{r}" s="{s}" t="inlineStr"><is><t>a.pdf</t></is></c>')
    both_ways(with_style(book, WORDS, "@", font), framework, tmp_path, WORDS, "a.pdf", told)


# --- where it stands -----------------------------------------------------------------------------

BASE = parts()[QUESTIONS]
assert isinstance(BASE, str)
CELL = cell_of(BASE, SHARE)
LOW, HIGH = (f'<c r="{SHARE}" s="{style_of(BASE, SHARE)}"><v>{number}</v></c>' for number in ("0.1", "0.95"))
THIS, NEXT = (BASE[BASE.index(f'<row r="{row}"') : BASE.index(f'<row r="{row + 1}"')] for row in (ROW, ROW + 1))
LOW_ROW, HIGH_ROW = THIS.replace(CELL, LOW), THIS.replace(CELL, HIGH)
BELOW, NUMBERED = f"E{ROW + 1}", f'r="{ROW}"'
EVIDENCE = cell_of(BASE, WORDS)
PLACES: list[tuple[str, str, object, str]] = [
    (CELL, LOW + HIGH, REFUSED, UNREAD),
    (CELL, HIGH + LOW, REFUSED, UNREAD),
    (CELL, f'<c r="{SHARE}"/>' + LOW, REFUSED, UNREAD),
    (CELL, LOW + f'<c r="{SHARE}"></c>', REFUSED, UNREAD),
    (CELL, LOW.replace(SHARE, BELOW.lower()), REFUSED, UNUSUAL),
    (CELL, LOW.replace(SHARE, BELOW), REFUSED, UNUSUAL),
    (CELL, LOW.replace(SHARE, f"$E${ROW + 1}"), REFUSED, UNUSUAL),
    (CELL, LOW.replace(SHARE, f"E0{ROW + 1}"), REFUSED, UNUSUAL),
    (CELL, LOW.replace(SHARE, f" {SHARE}"), REFUSED, UNUSUAL),
    (CELL, LOW.replace(SHARE, ""), REFUSED, UNUSUAL),
    (CELL, LOW.replace(SHARE, "E"), REFUSED, UNUSUAL),
    (CELL, LOW.replace(SHARE, "XFE44"), REFUSED, UNUSUAL),
    (CELL, LOW.replace(f' r="{SHARE}"', ""), 0.1, ""),
    (CELL, LOW.replace("<c ", f'<c R="{BELOW}" '), 0.1, ""),
    (CELL, LOW.replace("<c ", f'<c xmlns:y="u" y:r="{BELOW}" y:t="s" y:s="0" '), 0.1, ""),
    (CELL, LOW.replace('s="', 's="99'), REFUSED, UNUSUAL),
    (CELL, LOW.replace('s="', 's="-'), REFUSED, UNUSUAL),
    (CELL, f'<x xmlns="u">{HIGH}</x>' + LOW, REFUSED, UNUSUAL),
    (CELL, HIGH.replace("<c ", '<c xmlns="u" '), REFUSED, UNUSUAL),
    (CELL, ALTERNATE.format(HIGH, LOW), REFUSED, UNUSUAL),
    (CELL, LOW.replace("<v>0.1</v>", ALTERNATE.format("<v>0.95</v>", "<v>0.1</v>")), REFUSED, UNREAD),
    (CELL, LOW.replace("<v>", "<!-- <v>0.95</v> --><v>"), 0.1, ""),
    (CELL, f"<!-- {HIGH.replace('--', '')} -->{LOW}", 0.1, ""),
    (CELL, f"<?x {HIGH} ?>{LOW}", 0.1, ""),
    (CELL, f"<![CDATA[{HIGH}]]>{LOW}", 0.1, ""),
    (CELL + EVIDENCE, EVIDENCE + LOW, 0.1, ""),
    (THIS, LOW_ROW + HIGH_ROW, REFUSED, UNUSUAL),
    (THIS, LOW_ROW.replace(NUMBERED, f'r="{ROW + 1}"'), REFUSED, UNUSUAL),
    (THIS, LOW_ROW.replace(NUMBERED, f'r="{ROW}.0"'), REFUSED, UNUSUAL),
    (THIS, LOW_ROW.replace(NUMBERED, 'r="0"'), REFUSED, UNUSUAL),
    (THIS, LOW_ROW.replace(NUMBERED, 'r="9999999999"'), REFUSED, UNUSUAL),
    (THIS, LOW_ROW.replace(f" {NUMBERED}", "", 1), 0.1, ""),
    (THIS, f'<x xmlns="u">{HIGH_ROW}</x>{LOW_ROW}', REFUSED, UNUSUAL),
    (THIS, ALTERNATE.format(HIGH_ROW, LOW_ROW), REFUSED, UNUSUAL),
    (THIS, LOW_ROW.replace("<row ", '<row xmlns="u" '), REFUSED, UNUSUAL),
    (THIS, f"<!-- {HIGH} -->{LOW_ROW}", 0.1, ""),
    (THIS, f"<![CDATA[{HIGH_ROW}]]>{LOW_ROW}", 0.1, ""),
    (THIS + NEXT, NEXT + LOW_ROW, 0.1, ""),
]


@pytest.mark.parametrize(("old", "new", "value", "code"), PLACES, ids=short)
def test_the_place_of_a_cell(
    old: str, new: str, value: object, code: str, framework: Framework, tmp_path: Path
) -> None:
    """Out of order or without references a sheet says one thing; given twice or elsewhere it does not."""
    both_ways(parts() | {QUESTIONS: replaced(BASE, old, new)}, framework, tmp_path, SHARE, value, code)


LOWERED = BASE.replace(CELL, LOW)
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
AROUND: list[tuple[str, str, object, str]] = [
    ("<sheetData>", "<sheetData/><sheetData>", REFUSED, UNUSUAL),
    ("</sheetData>", f'</sheetData><sheetData><row r="{ROW}">{HIGH}</row></sheetData>', REFUSED, UNUSUAL),
    ("<sheetData>", f'<x xmlns="u"><sheetData>{HIGH_ROW}</sheetData></x><sheetData>', 0.1, ""),
    ("<sheetData>", ALTERNATE.format(f"<sheetData>{HIGH_ROW}</sheetData>", "") + "<sheetData>", REFUSED, UNUSUAL),
    ("</sheetData>", "</sheetData>" + ALTERNATE.format("<mergeCells/>", ""), REFUSED, UNUSUAL),
    ("<cols>", "<cols/><cols>", REFUSED, UNUSUAL),
    ("<sheetData>", '<sheetData x="1">', 0.1, ""),
    ("<worksheet ", '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<worksheet ', 0.1, ""),
    ("<worksheet ", "\ufeff<worksheet ", 0.1, ""),
    ("<worksheet ", "<!DOCTYPE worksheet><worksheet ", REFUSED, "xml-entity"),
    ("<worksheet ", '<!DOCTYPE w [<!ENTITY e "0.95">]><worksheet ', REFUSED, "xml-entity"),
    ("<worksheet ", '<?xml version="1.0" encoding="ISO-8859-1"?><worksheet ', REFUSED, "xml-encoding"),
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", STRICT, 0.1, ""),
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "u", REFUSED, UNUSUAL),
    ("</worksheet>", "", REFUSED, "file-damaged"),
    ("</worksheet>", "</worksheet><worksheet/>", REFUSED, "file-damaged"),
]


@pytest.mark.parametrize(("old", "new", "value", "code"), AROUND, ids=short)
def test_around_the_cells(old: str, new: str, value: object, code: str, framework: Framework, tmp_path: Path) -> None:
    """One table of cells, in one edition of the standard, in XML that means one thing."""
    judge(parts() | {QUESTIONS: replaced(LOWERED, old, new)}, framework, tmp_path, SHARE, value, code)


COVERED = "cell-covered"
MERGES: list[tuple[str, object, str]] = [
    (f"D{ROW}:{SHARE}", None, COVERED),
    (f"E{ROW - 1}:{SHARE}", None, COVERED),
    (f"C{ROW}:E{ROW + 2}", None, COVERED),
    (f"D{ROW}:{SHARE} {SHARE}:E{ROW + 1}", None, COVERED),
    (f"$D${ROW}:$E${ROW}", None, COVERED),
    ("E1:E1048576", None, COVERED),
    (SHARE, 0.1, ""),
    ("A900:B900", 0.1, ""),
    *[
        (area, REFUSED, UNUSUAL)
        for area in ("E:E", f"{ROW}:{ROW}", f"e{ROW}:e{ROW + 1}", f"{SHARE}:", "x", "", "A1:B2:C3")
    ],
    ("A1:XFD1048576", REFUSED, "sheet-too-large"),
]


@pytest.mark.parametrize(("areas", "value", "code"), MERGES)
def test_merged_cells(areas: str, value: object, code: str, framework: Framework, tmp_path: Path) -> None:
    """What a merged neighbour covers is not the answer, and is told."""
    merges = "".join(f'<mergeCell ref="{area}"/>' for area in areas.split(" "))
    book = parts() | {QUESTIONS: LOWERED.replace("</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>")}
    both_ways(book, framework, tmp_path, SHARE, value, code)


def test_each_covered_question_is_told(framework: Framework, tmp_path: Path) -> None:
    """An answer merged over three questions is the first one's; the others are blank, and each is told."""
    first = row_of("M07.fields-served")
    second, third = (f"F{first + at}" for at in (1, 2))
    areas = (f"{SHARE}:E{ROW + 2}", f"F{first}:{third}")
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    merged = f"</sheetData><mergeCells>{merged}</mergeCells>"
    blank = LOWERED.replace(cell_of(LOWERED, BELOW), f'<c r="{BELOW}"/>')
    blank = blank.replace(cell_of(LOWERED, second), f'<c r="{second}"/>')
    questionnaire, problems = seen(parts() | {QUESTIONS: blank.replace("</sheetData>", merged)}, framework, tmp_path)
    assert questionnaire is not None
    assert questionnaire.answers["M08.satisfaction"].value == 0.1
    assert questionnaire.answers["M08.independent-survey"].value is None
    told = {(item.code, item.location.cell) for item in problems}
    assert {("cell-merged", BELOW), ("cell-merged", second), (COVERED, third)} <= told


HIDDEN = "answer-hidden"
ROW_HEAD = THIS[: THIS.index(">") + 1]
COLUMN = BASE[BASE.index('<col width="15"') : BASE.index('<col width="18"')]
HIDING: list[tuple[str, str, str]] = [
    *[
        (ROW_HEAD, f"<row {NUMBERED} {given}>", HIDDEN)
        for given in ('hidden="1"', 'hidden="true"', 'ht="0"', 'ht="0.00"', 'ht="0.1" customHeight="1"')
    ],
    *[(ROW_HEAD, f"<row {NUMBERED} {given}>", "") for given in ('hidden="0"', 'ht="15"', 'collapsed="1"')],
    *[
        (COLUMN, f'<col min="5" max="{last}" {given}/>', HIDDEN)
        for last in ("5", "16384")
        for given in ('hidden="1"', 'width="0"', 'width="0.1"')
    ],
    *[(COLUMN, f'<col min="5" max="5" {given}/>', "") for given in ('width="8"', 'collapsed="1"', 'hidden="false"')],
    ('<sheetFormatPr baseColWidth="8" ', '<sheetFormatPr zeroHeight="1" ', HIDDEN),
    ('defaultRowHeight="15"', 'defaultRowHeight="0"', HIDDEN),
]


@pytest.mark.parametrize(("old", "new", "code"), HIDING, ids=short)
def test_hidden_rows_and_columns(old: str, new: str, code: str, framework: Framework, tmp_path: Path) -> None:
    """What is out of sight is scored and told, one line for a column of many."""
    sheet = replaced(LOWERED, old, new)
    if "sheetFormatPr" in new or "defaultRow" in new:
        sheet = sheet.replace(ROW_HEAD, f"<row {NUMBERED}>")
    questionnaire, problems = seen(parts() | {QUESTIONS: sheet}, framework, tmp_path)
    assert answer_in(questionnaire, SHARE) == 0.1
    assert {item.code for item in problems if item.code == HIDDEN} == ({code} if code else set())
