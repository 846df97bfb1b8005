"""A command pays only for what it does: which modules each path loads, in a process of its own."""

from pathlib import Path

import pytest
from filling import fill
from loading import heavy, loaded

from convergence_cli.archive import store
from convergence_cli.model.framework import Framework

WEIGHTS = ("pydantic", "openpyxl", "yaml", "pandas", "numpy", "python_calamine", "jinja2", "docx", "typst")


def test_the_list_of_modules_is_seen(tmp_path: Path) -> None:
    """The way in which this file looks finds what is there."""
    assert heavy(loaded("rubrics", "schema"), "pydantic", "typer", "pandas") == ["pydantic", "typer"]


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["assess", "--help"]], ids=" ".join)
def test_help_and_version_load_no_reader_and_no_framework(arguments: list[str]) -> None:
    """They answer at once."""
    modules = loaded(*arguments)
    assert heavy(modules, *WEIGHTS) == []
    assert not [name for name in modules if name.startswith("convergence_cli.questionnaire.re")]


def test_the_version_needs_no_rich() -> None:
    """One line needs no layout."""
    assert heavy(loaded("--version"), "rich.console", "rich.markdown") == []


@pytest.fixture
def station(framework: Framework, tmp_path: Path) -> Path:
    """A clean xlsx: no error, no formula in an answer, all headers as written."""
    kpi = [["移动端首发率", "共用", 80, 0.51, "首发", "是"]]
    return fill(framework, answers={"M16.studios": 2}, tables={"kpi": kpi}, path=tmp_path / "station.xlsx")


@pytest.mark.parametrize("format_", ["text", "json"])
def test_assess_with_a_warm_cache_loads_no_reader(station: Path, tmp_path: Path, format_: str) -> None:
    """A workbook that is written plainly needs none; nor are YAML, validators or templates needed."""
    loaded("assess", station, cache=tmp_path / "cache")
    modules = loaded("assess", station, "--format", format_, cache=tmp_path / "cache")
    readers = ("python_calamine", "openpyxl")
    assert heavy(modules, *readers, "pydantic", "yaml", "pandas", "numpy", "scipy", "rich.console", "jinja2") == []


def test_a_form_as_it_is_written_takes_the_short_way_too(station: Path, tmp_path: Path) -> None:
    """With the mark in it by which the program knows its own files."""
    loaded("migrate", station, "-o", tmp_path / "form.xlsx", cache=tmp_path / "cache")
    modules = loaded("assess", tmp_path / "form.xlsx", cache=tmp_path / "cache")
    assert heavy(modules, "python_calamine", "openpyxl", "pydantic", "yaml", "jinja2") == []


def test_assess_with_a_cold_cache_loads_no_pandas(station: Path, tmp_path: Path) -> None:
    """pandas is for many stations."""
    modules = loaded("assess", station, "--export", tmp_path / "out.json", cache=tmp_path / "cold")
    assert heavy(modules, "pandas", "numpy") == []
    assert heavy(modules, "pydantic", "yaml") == ["pydantic", "yaml"]


def test_the_excel_report_loads_no_pandas(station: Path, tmp_path: Path) -> None:
    """Nor does the one export that needs openpyxl."""
    modules = loaded("assess", station, "--export", tmp_path / "out.xlsx", cache=tmp_path / "cache")
    assert heavy(modules, "pandas") == []
    assert heavy(modules, "openpyxl") == ["openpyxl"]


def test_the_html_report_loads_its_templates_and_no_other_writer(station: Path, tmp_path: Path) -> None:
    """jinja2 is paid for by those who ask for a page."""
    modules = loaded("assess", station, "--export", tmp_path / "out.html", cache=tmp_path / "cache")
    assert heavy(modules, "openpyxl", "pandas", "numpy", "docx") == []
    assert heavy(modules, "jinja2") == ["jinja2"]


@pytest.mark.parametrize("suffix", [".html", ".docx", ".pdf", ".md", ".csv"])
def test_no_report_of_one_station_loads_pandas(station: Path, tmp_path: Path, suffix: str) -> None:
    """Statistics are of many stations."""
    modules = loaded("assess", station, "-o", tmp_path / f"report{suffix}", cache=tmp_path / "cache")
    assert heavy(modules, "pandas") == []


def test_check_and_explain_load_no_pandas(station: Path, tmp_path: Path) -> None:
    """What judges or explains one workbook compares nothing."""
    for arguments in (("check", station), ("explain", "M16.studios")):
        assert heavy(loaded(*arguments, cache=tmp_path / "cache"), "pandas") == []


@pytest.mark.parametrize("words", [("query", "SELECT label FROM runs"), ("list",), ("export", "--csv", ".")], ids=str)
def test_an_archive_is_asked_with_the_standard_library_alone(words: tuple[str, ...], tmp_path: Path) -> None:
    """Tables, reports and their readers are for those who compare runs."""
    (tmp_path / "years.db").write_bytes(store.blank())
    command, *rest = (word if word != "." else str(tmp_path) for word in words)
    modules = loaded("archive", command, tmp_path / "years.db", *rest)
    assert heavy(modules, "pandas", "numpy", "pydantic", "openpyxl", "duckdb", "jinja2", "yaml") == []


def test_two_years_of_a_station_are_compared_without_pandas_and_archives(station: Path, tmp_path: Path) -> None:
    loaded("compare", station, station, cache=tmp_path / "cache")
    modules = loaded("compare", station, station, cache=tmp_path / "cache")
    assert heavy(modules, "pandas", "numpy", "sqlite3", "pydantic") == []
