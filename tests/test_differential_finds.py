"""What the differential run (`differential.py`) found, each as the smallest change that shows it."""

import re
from pathlib import Path

import pytest
from changing import (
    LINKS,
    MARKUP,
    OFFICE,
    QUESTIONS,
    REFUSED,
    ROOT_LINKS,
    SHARE,
    STYLES,
    WORDS,
    answer_in,
    cell_of,
    packed,
    parts,
    replaced,
    seen,
    told_of,
    with_cell,
    with_style,
)
from differential import same_both_ways
from filling import fill, found, page_of

from convergence_cli.model.framework import Framework

PROPERTIES = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def in_branch(inside: str) -> str:
    """What some programs see and others do not."""
    return (
        f'<mc:AlternateContent xmlns:mc="{MARKUP}" xmlns:z="u"><mc:Choice Requires="z"/>'
        f"<mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent>"
    )


def test_broken_xml_is_told_by_its_place_in_the_sheet(framework: Framework, tmp_path: Path) -> None:
    """The line and column are those of the part, and not of what was left after its cells were cut out."""
    book = parts()
    text = replaced(book[QUESTIONS], "</worksheet>", "<v></worksheet>")
    book[QUESTIONS] = text
    same_both_ways(packed(book), tmp_path)
    _, (problem,) = seen(book, framework, tmp_path)
    assert problem.code == "file-damaged"
    column = re.search(r"column (\d+)", str(dict(problem.values)["found"]))
    assert column
    assert int(column[1]) > text.rindex("</sheetData>") - text.rindex("\n")


@pytest.mark.parametrize("second", ["><f>1</f><v>0.1</v>", ' t="str"><f>"x"</f><v>x</v>'])
def test_a_formula_beside_a_value_in_one_place_is_the_same_both_ways(
    second: str, framework: Framework, tmp_path: Path
) -> None:
    """Two cells of one place, of which only one can be cut out, are told by the same words in the same order."""
    for order in ("{}{}", "{1}{0}"):
        book = parts()
        first = cell_of(book[QUESTIONS], SHARE)
        book[QUESTIONS] = replaced(book[QUESTIONS], first, order.format(first, f'<c r="{SHARE}"{second}</c>'))
        same_both_ways(packed(book), tmp_path)
        questionnaire, problems = seen(book, framework, tmp_path)
        assert (answer_in(questionnaire, SHARE), told_of(problems, SHARE)) == (REFUSED, {"cell-unreadable"})


def test_a_format_that_hides_nothing_is_the_same_both_ways(tmp_path: Path) -> None:
    """Whether a cell goes the careful way because of its neighbours makes no difference in what is known of it."""
    book = parts()
    odd = cell_of(book[QUESTIONS], WORDS)
    book[QUESTIONS] = replaced(book[QUESTIONS], odd, re.sub(r' t="inlineStr"', "", odd))
    same_both_ways(packed(book), tmp_path)


def test_a_file_with_two_descriptions_of_itself_is_refused_by_name(framework: Framework, tmp_path: Path) -> None:
    """What says that a file is a report of ours may be there once; twice is a refusal, and no fault of the program."""
    book = parts()
    more = f'<Relationship Id="more" Type="{PROPERTIES}" Target="docProps/app.xml"/></Relationships>'
    book[ROOT_LINKS] = replaced(book[ROOT_LINKS], "</Relationships>", more)
    questionnaire, (problem,) = seen(book, framework, tmp_path)
    assert (questionnaire, problem.code) == (None, "part-ambiguous")


def test_a_file_whose_description_is_damaged_is_refused_by_name(framework: Framework, tmp_path: Path) -> None:
    data = packed(parts())
    at = data.index(b"docProps/core.xml") + len("docProps/core.xml")
    broken = data[: at + 20] + bytes(255 - letter for letter in data[at + 20 : at + 40]) + data[at + 40 :]
    questionnaire, (problem,) = seen(broken, framework, tmp_path)
    assert questionnaire is None
    assert problem.code in ("zip-bad-entry", "file-damaged")


@pytest.mark.parametrize("number", ["-0", "-0.0", " -0", "-0e5"])
def test_nought_has_no_sign(number: str, framework: Framework, tmp_path: Path) -> None:
    """Excel shows 0 for -0, also where a text is wanted."""
    book = with_cell(parts(), WORDS, f'<c r="{{r}}"><v>{number}</v></c>')
    questionnaire, problems = seen(book, framework, tmp_path)
    assert questionnaire is not None
    (told,) = [dict(item.values)["found"] for item in problems if item.code == "evidence-none"]
    assert told == "0"


DAYS = {
    "yyyy-mm-dd": "",
    "m/d": "",
    "aaaa": "",
    "mmm-yy": "",
    "yyyy/m/d h:mm": "",
    "[h]:mm:ss": "shown-otherwise",
    "h:mm": "shown-otherwise",
    "[h]": "shown-otherwise",
    "h:mm AM/PM": "shown-otherwise",
}


@pytest.mark.parametrize("code", DAYS)
def test_a_day_that_is_shown_as_a_time_is_told(code: str, framework: Framework, tmp_path: Path) -> None:
    """45,909 in a cell of hours is 1101816:00 to a person, and no day in September."""

    def edit(workbook: object) -> None:
        cell = page_of(workbook, framework, "trainings").cell(6, 2)
        cell.value, cell.number_format = 45909, code

    date = next(table for table in framework.tables if table.id == "trainings").columns[1]
    assert date.type == "date"
    _, problems = found(fill(framework, edit=edit), framework)
    told = {item.code for item in problems if item.location.cell == "B6"}
    assert told == ({DAYS[code]} if DAYS[code] else set())


def test_one_number_of_two_formats_is_refused(framework: Framework, tmp_path: Path) -> None:
    """Programs take the first, or the last."""
    book = with_style(parts(), SHARE, "0.0%")
    second = '<numFmt numFmtId="200" formatCode="0"/></numFmts>'
    same = book | {STYLES: replaced(book[STYLES], "</numFmts>", second.replace('"0"', '"0.0%"'))}
    questionnaire, _ = seen(same, framework, tmp_path)
    assert answer_in(questionnaire, SHARE) == 0.744
    questionnaire, problems = seen(book | {STYLES: replaced(book[STYLES], "</numFmts>", second)}, framework, tmp_path)
    assert (questionnaire, [item.code for item in problems]) == (None, ["xml-unusual"])


def test_a_hidden_column_in_a_branch_is_refused(framework: Framework, tmp_path: Path) -> None:
    """Whether the answers are seen depends on the program."""
    book = parts()
    hidden = in_branch('<col min="5" max="5" width="9" hidden="1"/>')
    book[QUESTIONS] = replaced(book[QUESTIONS], "</cols>", f"{hidden}</cols>")
    questionnaire, problems = seen(book, framework, tmp_path)
    assert (questionnaire, [item.code for item in problems]) == (None, ["xml-unusual"])


@pytest.mark.parametrize("font", ["<strike/>", '<strike val="0"/><strike val="1"/>'])
def test_a_strike_in_a_branch_or_given_twice_is_told(font: str, framework: Framework, tmp_path: Path) -> None:
    """A number that some programs show struck through is no answer."""
    book = with_style(parts(), SHARE, "0%", in_branch(font))
    questionnaire, problems = seen(book, framework, tmp_path)
    assert (answer_in(questionnaire, SHARE), told_of(problems, SHARE)) == (REFUSED, {"text-struck"})


def test_relations_of_types_that_nobody_knows_lead_nowhere(framework: Framework, tmp_path: Path) -> None:
    """A type is known by the whole of its address: Excel follows no other one."""
    for part, kind in ((LINKS, "worksheet"), (ROOT_LINKS, "officeDocument")):
        book = parts()
        book[part] = replaced(book[part], f"{OFFICE}/{kind}", f"urn:somebody/{kind}")
        questionnaire, (problem,) = seen(book, framework, tmp_path)
        assert questionnaire is None
        assert problem.code in ("part-ambiguous", "file-not-workbook", "file-damaged")


@pytest.mark.parametrize(
    "cell", ['<c r="B2" t=""><v>1</v></c>', '<c r="B2"><v>1</v><v>2</v></c>', '<c r="B2" t="e"><v>#REF!</v></c>']
)
def test_a_workbook_whose_version_cannot_be_read_is_refused(cell: str, framework: Framework, tmp_path: Path) -> None:
    """It would pass for one of today's version, in which the same ids may ask something else."""
    book = parts()
    (identity,) = [name for name, body in book.items() if isinstance(body, str) and ">sha256<" in body]
    book[identity] = replaced(book[identity], cell_of(book[identity], "B2"), cell)
    questionnaire, (problem,) = seen(book, framework, tmp_path)
    assert questionnaire is None
    assert (problem.code, problem.location.sheet, problem.location.cell) == ("cell-unreadable", "_convergence", "B2")
