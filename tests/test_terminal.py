"""A document on a terminal: no line too wide, no cell lost, whatever the width; what is drawn is to scale."""

import re
from typing import get_args

import pytest
from museums import framework

from convergence_cli.model.language import Language
from convergence_cli.report.cells import WORDS, Kind, shown
from convergence_cli.report.document import Chart, Column, Document, Fact, Notice, Paragraph, Row, Section, Table
from convergence_cli.report.formats.text import Look, line_of_marks, render
from convergence_cli.texts.width import display_width

LANGUAGES: tuple[Language, ...] = ("zh", "en")
LONG = "消防改造分三期，一期换电线，二期装喷淋；Rewiring comes first, sprinklers next"
KINDS: tuple[Kind, ...] = get_args(Kind)
EVERY = Table(
    columns=tuple(Column(title=f"The column of {kind}", kind=kind, share=1) for kind in KINDS),
    rows=tuple(
        Row(cells=tuple(f"{kind} {at} {LONG * at}" if kind in WORDS else 12.345 + at for kind in KINDS))
        for at in range(3)
    ),
)
NOTICES = (
    Notice(severity="error", text=LONG, hint="mend it"),
    Notice(severity="note", text="read", hint="of no use", code="read-number-text", place="a.xlsx, 问卷!E8"),
)


def laid_out(*blocks: Paragraph | Fact | Notice | Table, language: Language = "en", **look: int | None) -> str:
    section = Section(title="Part", blocks=blocks)
    return render(Document(framework=framework(), language=language, sections=(section,)), Look(**look))


def closed(text: str) -> str:
    """Without white space: what is told, wherever its lines end."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("width", [40, 60, 80, 120, 160])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_too_wide_and_no_word_is_lost(language: Language, width: int) -> None:
    """What does not fit beside the name of its row stands below it, under the title of its column."""
    fact = Fact(label="Why", text=f"{LONG}\nmore", steps=("one", LONG))
    found = laid_out(
        Paragraph(text=LONG), Paragraph(text=LONG, tone="item", depth=2), fact, NOTICES[0], EVERY,
        language=language, width=width,
    )  # fmt: skip
    assert max(map(display_width, found.splitlines())) <= width
    for row in EVERY.rows:
        for cell, kind in zip(row.cells, KINDS, strict=True):
            if kind != "text":
                assert closed(shown(cell, kind)) in closed(found), kind
    for said in (*fact.lines(language), "mend it", *(column.title for column in EVERY.columns[1:])):
        words = closed(found)
        assert all(closed(word) in words for word in said.split())


def test_a_text_that_is_searched_stands_on_one_line() -> None:
    """Without a width nothing is broken: a list that is piped into grep."""
    assert f"    {LONG * 3}" in laid_out(Paragraph(text=LONG * 3, tone="item", depth=2), width=None).splitlines()


def test_a_fault_is_said_as_a_compiler_says_it() -> None:
    """Severity, code, place and hint, each line whole; what else warns, with its hint, unless it is a note."""
    assert laid_out(*NOTICES, width=200).splitlines()[1:] == [
        f"  [error] {LONG}",
        "    mend it",
        "note[read-number-text]: read",
        "  --> a.xlsx, 问卷!E8",
        "   = hint: of no use",
    ]


def test_the_first_rows_are_shown_and_the_others_counted() -> None:
    """Only of a list that is asked for by its first rows."""
    columns = (Column(title="Name", share=1), Column(title="Points", kind="score", share=1))
    rows = tuple(Row(cells=(f"row {at}", float(at))) for at in range(5))
    one, other = (laid_out(Table(columns=columns, rows=rows, by_top=by_top), top=2) for by_top in (True, False))
    assert [line.split()[1] for line in one.splitlines() if "row" in line] == ["0", "1"]
    assert "3 more not shown" in one
    assert other.count("row") == 5
    assert "more" not in other


def test_a_tree_is_indented_and_its_numbers_stand_below_each_other() -> None:
    columns = (Column(title="Part", share=1), Column(title="Points", kind="score", share=1))
    rows = (Row(cells=("Whole", 100.0)), Row(cells=("\u3000Part", 7.5)), Row(cells=("\u3000\u3000Leaf", None)))
    assert laid_out(Table(columns=columns, rows=rows)).splitlines()[1:] == [
        "  Part      Points",
        "  Whole      100.0",
        "    Part       7.5",
        "      Leaf       —",
    ]


def test_bars_are_to_scale_and_point_by_their_sign() -> None:
    columns = (Column(title="Part", share=1), Column(title="Change", kind="gain", share=1))
    rows = tuple(Row(cells=(name, number)) for name, number in (("a", 8.0), ("b", -4.0), ("c", 0.0), ("sum", 4.0)))
    found = laid_out(Table(columns=columns, rows=rows, chart=Chart(kind="bars", title="", rows=3))).splitlines()
    assert [line.split()[2:] for line in found[-4:]] == [["#" * 16], ["-" * 8], [], []]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [([0.0, 100.0], "_#"), ([0.0, 20.0, 40.0, 60.0, 80.0, 100.0], "_.-=*#"), ([None, 50.0], " ="), ([], "")],
)
def test_a_line_of_marks_has_one_for_each_number(numbers: list[float | None], expected: str) -> None:
    assert line_of_marks(numbers, 0, 100) == expected
