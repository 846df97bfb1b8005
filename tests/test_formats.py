"""xlsx, xlsm, xlsb, xls, ods, et: told apart by what is in them, and read the same."""

import shutil
from pathlib import Path

import pytest
from carrying import answered
from filling import fill, found
from macros import as_xlsm
from running import ROOT
from xlsb import xlsb

from convergence_cli.model.framework import Framework

EXAMPLES = sorted((ROOT / "examples").glob("*.xlsx"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_xlsb_is_read_as_the_xlsx_that_it_was(path: Path, framework: Framework, tmp_path: Path) -> None:
    """Values, percentages, dates, and the same problems at the same cells, errors among them."""
    copy = tmp_path / f"{path.stem}.xlsb"
    copy.write_bytes(xlsb(path.read_bytes()))
    one, theirs = found(path, framework)
    other, ours = found(copy, framework)
    # What never had a result is no formula any more: openpyxl gave the value, which is none.
    expected = [item for item in theirs if item.code != "formula-not-calculated"]
    assert [(item.code, item.location.place) for item in ours] == [
        (item.code, item.location.place) for item in expected
    ]
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert answered(one) == answered(other)


def test_cells_that_other_readers_take_for_blank_are_read_and_named(framework: Framework, tmp_path: Path) -> None:
    """Those of an .xlsb that say no column of their own: one note a sheet, with the first that is an answer."""
    path = next(path for path in EXAMPLES if "county" in path.stem)
    copy = tmp_path / "short.xlsb"
    copy.write_bytes(xlsb(path.read_bytes(), short=True))
    one, _ = found(path, framework)
    other, problems = found(copy, framework)
    assert one is not None
    assert other is not None
    assert answered(one) == answered(other)
    named = [item.location for item in problems if item.code == "cell-unplaced"]
    assert len({place.sheet for place in named}) == len(named) > 1
    assert all(place.cell for place in named)


def test_error_cells_of_an_xlsb_are_problems(framework: Framework, tmp_path: Path) -> None:
    """The reader shows them as blanks; they must not pass for blanks."""
    answers = {"M16.studios": "#REF!", "M09.honoured-works": "#DIV/0!", "M01.mobile-budget": "#N/A"}
    copy = tmp_path / "errors.xlsb"
    copy.write_bytes(xlsb(fill(framework, answers=answers).read_bytes()))
    _, problems = found(copy, framework)
    told = {dict(item.values)["found"] for item in problems if item.code == "error-cell"}
    assert told == {"#REF!", "#DIV/0!", "#N/A"}


@pytest.mark.parametrize("formatted", ["0.00%", "0%", "General"])
def test_percentages_of_an_xlsb_are_told_from_numbers(framework: Framework, tmp_path: Path, formatted: str) -> None:
    """0.5 in a cell of percentages is certain; in another it is noted."""
    from filling import cell_of

    path = fill(
        framework,
        answers={"M01.mobile-budget": 0.5},
        edit=lambda workbook: setattr(cell_of(workbook, "M01.mobile-budget"), "number_format", formatted),
    )
    copy = tmp_path / "a.xlsb"
    copy.write_bytes(xlsb(path.read_bytes()))
    questionnaire, problems = found(copy, framework)
    assert questionnaire is not None
    assert questionnaire.answers["M01.mobile-budget"].value == 0.5
    assert [item.code for item in problems] == ([] if "%" in formatted else ["read-percent-ambiguous"])


def test_an_xlsb_that_is_cut_short_inside_is_refused(framework: Framework, tmp_path: Path) -> None:
    """A sheet whose closer look fails may not pass for one without errors."""
    import zipfile

    whole = tmp_path / "whole.xlsb"
    whole.write_bytes(xlsb(fill(framework).read_bytes()))
    with zipfile.ZipFile(whole) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["xl/_rels/workbook.bin.rels"] = parts["xl/_rels/workbook.bin.rels"].replace(b"sheet3.bin", b"sheet99.bin")
    with zipfile.ZipFile(tmp_path / "cut.xlsb", "w") as file:
        for name, body in parts.items():
            file.writestr(name, body)
    questionnaire, problems = found(tmp_path / "cut.xlsb", framework)
    assert questionnaire is None
    assert {item.code for item in problems if item.severity == "error"} <= {
        "file-damaged",
        "part-ambiguous",
        "xml-unusual",
    }


def test_macros_are_ignored(framework: Framework, tmp_path: Path) -> None:
    path = fill(framework, answers={"M16.studios": 4})
    one, _ = found(path, framework)
    other, problems = found(as_xlsm(path, tmp_path / "a.xlsm"), framework)
    assert one is not None
    assert other is not None
    assert answered(one) == answered(other)
    assert problems == ()


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods", ".et", ".dat", ""])
def test_the_content_decides_and_not_the_name(framework: Framework, tmp_path: Path, suffix: str) -> None:
    path = fill(framework, answers={"M16.studios": 4})
    shutil.copy(path, tmp_path / f"a{suffix}")
    questionnaire, problems = found(tmp_path / f"a{suffix}", framework)
    assert questionnaire is not None
    assert (questionnaire.answers["M16.studios"].value, problems) == (4, ())
