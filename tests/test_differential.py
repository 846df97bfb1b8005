"""The differential run in the bounds of CI; `pytest tests/test_differential.py --differential 20000` for all of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from differential import EXCEPTIONS, framework, judge, parts_of, run, third_opinion, unchanged
from saved_by import bases, has_libreoffice
from told import silent

from convergence_cli.errors import Location, problem


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks that are changed."""
    place = tmp_path_factory.mktemp("bases")
    bases(framework(), place)
    return place


@pytest.mark.timeout(3600)
def test_no_answer_of_a_changed_workbook_differs_in_silence(folder: Path, request: pytest.FixtureRequest) -> None:
    """What openpyxl finds is what we find, or a problem says so; and our two ways of reading say the same."""
    counts, faults = run(folder, request.config.getoption("--differential"), seed=1, jobs=2)
    assert faults == []
    # Else the changes would be too mild or too coarse to say anything.
    total = counts.total()
    assert min(counts["refused"], counts["read alike, other answers"], counts["named"]) > total / 40
    assert sum(counts[f"excepted: {reason}"] for reason in EXCEPTIONS) < total / 100


@pytest.mark.skipif(not has_libreoffice(), reason="no soffice")
@pytest.mark.xdist_group("libreoffice")
def test_nor_from_what_libreoffice_makes_of_it(folder: Path) -> None:
    """A third opinion, of a program that calculates anew."""
    _, faults = third_opinion(folder, 40, seed=1)
    assert faults == []


def test_a_case_is_the_same_in_every_run(folder: Path) -> None:
    """A fault is reported by its number, and that must be enough to see it again."""
    assert [judge(folder, 3, case) for case in range(5)] == [judge(folder, 3, case) for case in range(5)]


def test_a_silent_difference_would_be_seen(folder: Path) -> None:
    """An answer that is another one is a fault until a new problem names its row; an old one does not."""
    ours = unchanged(folder, "template.xlsx")
    name, answer = next((name, each) for name, each in ours.answers.items() if each.value is not None)
    told = problem("cell-unreadable", answer.location, found="x")
    for other in (
        replace(ours, answers={**ours.answers, name: replace(answer, value=None)}),
        replace(ours, answers={key: each for key, each in ours.answers.items() if key != name}),
    ):
        assert {each.is_silent for each in silent(ours, ours, other)} == {True}
        assert {each.is_silent for each in silent(ours, replace(ours, problems=(*ours.problems, told)), other)} == {
            False
        }
        known = replace(ours, problems=(*ours.problems, told))
        assert {each.is_silent for each in silent(known, known, other)} == {True}
        elsewhere = problem("cell-unreadable", Location(sheet=answer.location.sheet, cell="E999"), found="x")
        assert {each.is_silent for each in silent(ours, replace(ours, problems=(elsewhere,)), other)} == {True}
    assert list(silent(ours, ours, ours)) == []


def test_every_program_s_habits_are_there(folder: Path) -> None:
    """Texts in cells, shared texts, texts in pieces, spans and attributes of other namespaces."""

    def text(name: str, part: str) -> str:
        return parts_of(folder, name)[part].decode()

    assert 't="inlineStr"' in text("template.xlsx", "xl/worksheets/sheet3.xml")
    excel = text("excel.xlsx", "xl/worksheets/sheet3.xml")
    assert all(habit in excel for habit in (' spans="1:9"', "x14ac:dyDescent", "mc:Ignorable", 't="s"'))
    texts = text("excel.xlsx", "xl/sharedStrings.xml")
    assert all(habit in texts for habit in ("<r><rPr>", "<phoneticPr"))
