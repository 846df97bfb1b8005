"""`compare` as people and programs meet it: two years, a series, two versions of the framework, files at fault."""

import csv
import io
import json
import math
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from loading import heavy, loaded
from reports import said_in
from running import ROOT, Run, convergence
from small_frameworks import BANDS, answers, chapter, indicator, measure
from small_frameworks import framework as small

from convergence_cli.compare.pair import series
from convergence_cli.model.change import Change
from convergence_cli.model.comparison import Judged, Series
from convergence_cli.model.display import printed_change
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.questionnaire.read import read
from convergence_cli.report.comparison.json import render as render_json
from convergence_cli.report.comparison.sayings import comparability_lines, labels, split_of
from convergence_cli.report.figures import gain
from convergence_cli.report.formats import ON_STDOUT, SUFFIXES
from convergence_cli.report.formats.text import line_of_marks
from convergence_cli.report.subjects import laid_out, report
from convergence_cli.rubric.load import load
from convergence_cli.scoring.engine import assess
from convergence_cli.texts.width import display_width

EXAMPLES = ROOT / "examples"
OLD, NEW, COUNTY = (EXAMPLES / f"{name}.xlsx" for name in ("typical-city-2024", "typical-city", "county-centre"))


def rendered(found: Series, language: Any, name: str) -> bytes:
    return report("comparison", (found, language), name)


def render_xlsx(found: Series, language: Any) -> bytes:
    return rendered(found, language, "excel")


def compared(*files: str | Path, **environment: str) -> Run:
    run = convergence("compare", *files, **environment)
    assert run.returncode == 0, run.stderr
    return run


def adds_up(step: dict[str, Any]) -> None:
    split = step["split"]
    assert abs(math.fsum([split["answers"], split["scope"], split["framework"], -step["change"]])) < 1e-9
    assert abs(math.fsum([split["rules"], split["questions"], -split["framework"]])) < 1e-9
    effects = [item["effect"] for item in step["indicators"] if item["effect"] is not None]
    if step["effects_add_up"]:
        assert abs(math.fsum(effects) - split["answers"]) < 1e-9


# --- two years -----------------------------------------------------------------------------------


def test_the_city_gained_by_its_answers_alone() -> None:
    """The example's story: 29.3 to 48.2 in a year, no question more or less, one licence lapsed, a red line mended."""
    shown = compared(OLD, NEW, "--lang", "en").stdout
    for line in (
        "What changed: 江州市广播电视台",
        "typical-city-2024.xlsx 2024 0.3.0 29.3 100.0% L1 Started",
        "typical-city.xlsx 2025 0.3.0 48.2 100.0% L2 Progressing",
        "one framework, one version (0.3.0)",
        "[warning] Year assessed differs: “2024” before, “2025” afterwards",
        "Change of the index +18.9",
        "Answers changed +18.9 ################",
        "Level L1 Started -> L2 Progressing",
        "still: M16.mobile-kpi-weight, M22.content-review",
        "no longer: M07.emergency-orders",
        "Rose: 78",
        "68 more not shown; --all shows every one",
        "Fell: 1",
        "M22.licences-in-order Licences and filings in order 100.0 70.0 -0.12",
        "Answer in 2024: 100%",
        "Answer in 2025: 95%",
    ):
        assert line in [" ".join(each.split()) for each in shown.splitlines()]
    assert "= 121 indicators" in shown.replace("\n", " ")


def test_a_blank_that_was_filled_is_newly_answered(framework: Framework, tmp_path: Path) -> None:
    """It neither rose nor stayed: its effect is part of the answers', and every report has it under its own head."""
    blank = _cell(OLD, "问卷", "M08.satisfaction", 4, None, tmp_path / OLD.name)
    found = of_files(framework, blank, NEW)
    shown = render(found, "en")
    assert "Newly answered: 1" in shown
    assert "M08.satisfaction" in shown.partition("Newly answered: 1")[2]
    (step,) = json.loads(render_json(found, "en"))["steps"]
    adds_up(step)
    assert [item["id"] for item in step["indicators"] if item["movement"] == "answered"] == ["M08.satisfaction"]
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(found, "en")))
    rows = list(book["Indicators"].iter_rows(min_row=4, values_only=True))
    assert [row[0] for row in rows if row[3] == "Newly answered"] == ["M08.satisfaction"]


def test_json_has_every_figure_and_adds_up() -> None:
    document = json.loads(compared(OLD, NEW, "--format", "json").stdout)
    (step,) = document["steps"]
    adds_up(step)
    assert document["schema"] == 1
    assert [moment["label"] for moment in document["moments"]] == ["2024", "2025"]
    assert step["change"] == document["moments"][1]["index"] - document["moments"][0]["index"]
    assert sum(step["counts"].values()) == len(step["indicators"]) == 121
    fell = [item for item in step["indicators"] if item["movement"] == "fell"]
    assert [(item["id"], item["before"]["answer"], item["after"]["answer"]) for item in fell] == [
        ("M22.licences-in-order", "100%", "95%")
    ]
    assert step["comparability"]["kind"] == "same"
    assert document["whole"] == {"change": step["change"], "split": step["split"]}


def test_all_shows_what_top_leaves_out(framework: Framework) -> None:
    few, every = (render(of_files(framework, OLD, NEW), "en", top=top) for top in (0, None))
    assert "Rose: 78\n  78 more not shown; --all shows every one" in few
    assert "M16.appraisal-scheme" not in few
    assert "not shown" not in every
    assert every.count("Answer in 2025: ") >= 75


def render(found: Series, language: Language, width: int = 80, top: int | None = 10) -> str:
    return laid_out("comparison", (found, language), width, top)


def of_files(by: Framework, *files: Path) -> Series:
    """What the command makes of the files."""
    judged = [assess(by, read(file, by)) for file in files]
    return series(tuple(Judged(framework=by, assessment=each, carried=each) for each in judged))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("files", [(OLD, NEW), (COUNTY, OLD, NEW), (OLD, COUNTY)], ids=["two", "series", "less"])
def test_the_text_fits_its_width_and_a_chinese_console(
    framework: Framework, lang: Any, files: tuple[Path, ...]
) -> None:
    """No line is wider, and nothing is lost in GBK: not a mark of a sparkline, not an arrow."""
    for width in (40, 80, 160):
        shown = render(of_files(framework, *files), lang, width=width, top=None)
        assert shown == shown.encode("gbk").decode("gbk")
        assert [line for line in shown.splitlines() if display_width(line) > width] == []


def test_a_pipe_in_gbk_gets_all_of_it(framework: Framework) -> None:
    """What a Chinese Windows console is sent, byte for byte."""
    done = subprocess.run(
        [sys.executable, "-m", "convergence_cli", "compare", COUNTY, OLD, NEW],
        capture_output=True, timeout=120, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "gbk"},
    )  # fmt: skip
    ordered = replace(of_files(framework, OLD, COUNTY, NEW), by_period=True)
    assert done.stdout.decode("gbk") == render(ordered, "zh")


# --- a series ------------------------------------------------------------------------------------


def test_a_series_has_a_trend_and_each_step(framework: Framework, tmp_path: Path) -> None:
    """Named in any order, shown by the years that they assess; the steps' effects add up to the whole."""
    earliest = _year(OLD, 2023, tmp_path / "typical-city-2023.xlsx")
    shown = compared(NEW, earliest, OLD, "--lang", "en").stdout
    assert "In the order of the years assessed" in shown
    assert "  Index                        29.3  29.3  48.2   +18.9  ..=" in shown.splitlines()
    assert "marks: _ is 10, # is 70" in shown
    assert "2023 -> 2024\u3000+0.0 = answers +0.0, scope +0.0, framework +0.0" in shown.splitlines()
    assert "The latest step: 2024 -> 2025" in shown
    document = json.loads(render_json(of_files(framework, earliest, OLD, NEW), "en"))
    for step in document["steps"]:
        adds_up(step)
    ends = document["moments"][-1]["index"] - document["moments"][0]["index"]
    assert math.isclose(document["whole"]["change"], ends, abs_tol=1e-9)


def _year(workbook: Path, year: int, path: Path) -> Path:
    """The same answers for another year."""
    return _cell(workbook, "机构信息", "period", 3, year, path)


def _cell(workbook: Path, sheet: str, name: str, column: int, value: object, path: Path) -> Path:
    """The same answers but for one cell of what is asked by a name, columns from 0."""
    book = openpyxl.load_workbook(workbook)
    (row,) = (line for line in book[sheet].iter_rows() if line[0].value == name)
    row[column].value = value
    book.save(path)
    return path


def test_other_stations_and_a_reversed_order_are_warned_of(framework: Framework) -> None:
    """The comparison is made all the same."""
    shown = render(of_files(framework, NEW, COUNTY), "en")
    assert "[warning] the stations have different names" in shown
    assert "Left play: 58" in shown
    shown = render(of_files(framework, NEW, OLD), "en")
    assert "[warning] the first file assesses 2025, the second one 2024" in " ".join(shown.split())


def test_a_series_too_long_for_the_screen_shows_its_ends_and_every_mark() -> None:
    by = small((chapter("one", "M01"),), (measure("M01", indicator("M01.a")),))
    years = [assess(by, answers(by, {"M01.a": 8.0 * at})) for at in range(12)]
    found = series(tuple(Judged(framework=by, assessment=each, carried=each) for each in years))
    shown = render(found, "en")
    (line,) = (line for line in shown.splitlines() if line.startswith("  Index") and "__" in line)
    assert line.split() == ["Index", "0.0", "88.0", "+88.0", line_of_marks([8.0 * at for at in range(12)], 0, 90)]
    assert max(map(display_width, shown.splitlines())) <= 80
    narrow = render(found, "en", width=40)
    assert f"  {line_of_marks([8.0 * at for at in range(12)], 0, 90)}\n" in narrow
    assert max(map(display_width, narrow.splitlines())) <= 40


# --- two versions --------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped framework one version on: an indicator renamed, one dropped, one added, two weights, one target."""
    folder = tmp_path_factory.mktemp("rubrics") / "later"
    shutil.copytree(ROOT / "rubrics" / "nrta-2020-79", folder)
    shutil.rmtree(folder / "tests")
    text = (folder / "framework.yaml").read_text("utf-8").replace("version: 0.3.0", "version: 0.4.0", 1)
    text += """\
  - earlier: 0.3.0
    version: 0.4.0
    renamed: {M06.contributions: M06.open-house}
    retired: {M06.grassroots-days: {zh: 并入其他指标, en: Covered elsewhere}}
    added: [M06.patrols]
"""
    (folder / "framework.yaml").write_text(text, "utf-8")
    text = (folder / "M06.yaml").read_text("utf-8").replace("M06.contributions", "M06.open-house")
    text = text.replace("weight: 4\nweight_by", "weight: 6\nweight_by", 1).replace("target: 70", "target: 80", 1)
    # Its clause needs an indicator, so the new question is the dropped one under another id.
    assert "id: M06.grassroots-days" in text
    (folder / "M06.yaml").write_text(text.replace("M06.grassroots-days", "M06.patrols"), "utf-8")
    return folder


@pytest.fixture(scope="session")
def next_framework(later: Path) -> Framework:
    """The same, loaded."""
    return load(later)


@pytest.fixture(scope="session")
def migrated(later: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This year's answers on the later version's form."""
    form = tmp_path_factory.mktemp("migrated") / "new.xlsx"
    run = convergence("migrate", NEW, "-o", form, "--rubrics", str(later), "--quiet")
    assert run.returncode == 0, run.stderr
    return form


def test_two_versions_are_compared_through_the_version_map(later: Path, migrated: Path) -> None:
    """Last year by its own version, this year's form by the next: the split adds up, and the map is said."""
    arguments = (OLD, migrated, "--rubrics", str(later), "--old-rubrics", "nrta-2020-79")
    document = json.loads(compared(*arguments, "--format", "json").stdout)
    (step,) = document["steps"]
    adds_up(step)
    old_index = json.loads(convergence("assess", OLD, "--format", "json").stdout)["stations"][0]["index"]["score"]
    assert document["moments"][0]["index"] == old_index
    found = step["comparability"]
    assert (found["kind"], found["old_version"], found["new_version"]) == ("versions", "0.3.0", "0.4.0")
    assert found["moved"] == {"M06.contributions": ["M06.open-house"]}
    assert found["gone_questions"] == ["M06.grassroots-days"]
    assert found["new_questions"] == ["M06.patrols"]
    assert found["rescored"] == ["M06.open-house"]
    assert found["reweighed"] == ["M06"]
    assert step["split"]["framework"] != 0.0
    movements = {item["id"]: item["movement"] for item in step["indicators"]}
    assert movements["M06.patrols"] == "new_question"
    assert movements["M06.open-house"] in ("rose", "same")
    assert step["split"]["rules"] * step["split"]["questions"] != 0.0


def test_what_lies_between_two_versions_is_said(
    framework: Framework, next_framework: Framework, migrated: Path
) -> None:
    carried, new = (assess(next_framework, read(file, next_framework)) for file in (OLD, migrated))
    old = Judged(framework=framework, assessment=assess(framework, read(OLD, framework)), carried=carried)
    found = series((old, Judged(framework=next_framework, assessment=new, carried=new)))
    shown = render(found, "en")
    assert "two versions (before 0.3.0, afterwards 0.4.0)" in shown
    assert "M06.contributions -> M06.open-house" in shown
    assert "rescored" in shown
    sheet = openpyxl.load_workbook(io.BytesIO(render_xlsx(found, "en")))["Chapters"]
    assert [cell.value for cell in sheet[3]][2:] == ["In 2024", "In 2024, rescored", "In 2025", "Change"]


def test_an_old_form_scored_by_the_later_version_is_told_from_a_blank(next_framework: Framework) -> None:
    """Without --old-rubrics both are scored by the later one; what neither form asked is no difference."""
    step = json.loads(render_json(of_files(next_framework, OLD, NEW), "zh"))["steps"][0]
    adds_up(step)
    assert step["split"]["framework"] == 0.0
    assert step["comparability"]["old_form"] == "0.3.0"
    assert {item["id"]: item["movement"] for item in step["indicators"]}["M06.patrols"] == "blank"


def test_the_forms_versions_are_said_where_they_differ(next_framework: Framework, migrated: Path) -> None:
    shown = " ".join(render(of_files(next_framework, OLD, migrated), "en").split())
    assert "one framework, one version (0.4.0) the earlier form was made for version 0.3.0" in shown
    assert "counted only afterwards, 1: M06.patrols" in shown
    assert "of which same answers, new rules +0.0" in shown


def test_another_framework_is_refused_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "other"
    shutil.copytree(ROOT / "rubrics" / "nrta-2020-79", folder)
    path = folder / "framework.yaml"
    path.write_text(path.read_text("utf-8").replace("id: nrta-2020-79", "id: other", 1), "utf-8")
    run = convergence("compare", OLD, NEW, "--old-rubrics", str(folder), "--lang", "en")
    assert run.returncode == 2
    assert "error[frameworks-differ]: these are two different frameworks: “other” and “nrta-2020-79”" in run.stderr
    assert run.stdout == ""


def test_every_kind_of_difference_has_its_sentence() -> None:
    """In both languages, ids cut short where there are many."""
    one = small((chapter("one", "M01"),), (measure("M01", *(indicator(f"M01.i{at}") for at in range(12)), weight=1.0),))
    two = small(
        (chapter("one", "M01"),),
        (measure("M01", *(indicator(f"M01.i{at}", 2.0, BANDS) for at in range(12)), weight=2.0),),
        changes=(Change(earlier="1.0.0", version="2.0.0", renamed={"M01.i0": "M01.i0"}),),
    )
    two = replace(two, version="2.0.0", sha256="1" * 64)
    sides = [assess(by, answers(by, {"M01.i1": 0.6})) for by in (one, two)]
    old = Judged(framework=one, assessment=sides[0], carried=sides[1])
    found = series((old, Judged(framework=two, assessment=sides[1], carried=sides[1]))).steps[0]
    for language in ("zh", "en"):
        said = list(comparability_lines(found, language))  # type: ignore[arg-type]
        assert len(said) == 4
        assert "M01.i7" in said[2]
        assert "M01.i8" not in said[2]
        assert said[2].endswith("…")


# --- files ---------------------------------------------------------------------------------------


def test_one_file_is_not_enough() -> None:
    run = convergence("compare", OLD, "--lang", "en")
    assert run.returncode == 2
    assert "error[compare-one-file]" in run.stderr


def test_every_file_at_fault_is_named_and_nothing_is_printed() -> None:
    run = convergence("compare", EXAMPLES / "broken.xlsx", EXAMPLES / "gone.xlsx", NEW, "--lang", "en")
    assert run.returncode == 2
    assert run.stdout == ""
    assert "broken.xlsx" in run.stderr
    assert "error[file-not-found]" in run.stderr
    assert "note[" not in run.stderr


def test_no_report_replaces_one_of_the_workbooks(tmp_path: Path) -> None:
    copy = shutil.copy(NEW, tmp_path / "new.xlsx")
    run = convergence("compare", OLD, copy, "--export", copy)
    assert run.returncode == 2
    assert "export-is-input" in run.stderr
    assert Path(copy).read_bytes() == NEW.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_a_file_that_cannot_be_written_fails_and_the_report_is_printed(tmp_path: Path) -> None:
    """A disk that is full while writing: 2, and nothing is left in the folder."""
    import resource

    done = subprocess.run(
        [sys.executable, "-B", "-m", "convergence_cli", "compare", OLD, NEW, "-o", tmp_path / "out.json"],
        capture_output=True, encoding="utf-8", timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )  # fmt: skip
    assert done.returncode == 2
    assert "export-failed" in done.stderr
    assert "总分变化 +18.9" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_the_exported_json_is_the_printed_one(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    run = compared(OLD, NEW, "--format", "json", "--export", target)
    written = json.loads(target.read_text("utf-8"))
    del written["imprint"]
    assert written == json.loads(run.stdout)
    assert run.stderr.startswith("已写出 ")


def test_the_text_loads_neither_writers_nor_pandas() -> None:
    modules = loaded("compare", OLD, NEW)
    assert heavy(modules, "openpyxl", "pandas", "numpy") == []


# --- the workbook --------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory, framework: Framework) -> Path:
    folder = tmp_path_factory.mktemp("compared")
    (folder / "zh.xlsx").write_bytes(render_xlsx(of_files(framework, OLD, NEW), "zh"))
    compared(OLD, NEW, "--lang", "en", "--export", folder / "en.xlsx", "--quiet")
    return folder


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("zh", ["对比总览", "板块与措施", "指标变化", "历年走势"]),
        ("en", ["Summary", "Chapters", "Indicators", "Trend"]),
    ],
)
def test_the_workbook_has_its_sheets_and_two_native_charts(exported: Path, lang: str, names: list[str]) -> None:
    book = openpyxl.load_workbook(exported / f"{lang}.xlsx")
    assert book.sheetnames == names
    assert [len(sheet._charts) for sheet in book] == [1, 0, 0, 1]
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert not [cell.coordinate for cell in cells if cell.data_type in ("f", "e")]


def test_the_workbook_s_split_adds_up_in_its_cells(exported: Path) -> None:
    """What stands in the cells of differences and effects is what is printed."""
    sheet = openpyxl.load_workbook(exported / "en.xlsx")["Summary"]
    values = {line[0].value: line[1].value for line in sheet.iter_rows(max_col=2)}
    names = ("Answers changed", "Scope changed", "Framework changed")
    assert abs(sum(values[name] for name in names) - values["Change of the index"]) < 1e-9
    trend = openpyxl.load_workbook(exported / "en.xlsx")["Trend"]
    index = [cell.value for cell in trend[4]][:4]
    assert index[0] == "Index"
    assert index[3] == printed_change(index[1], index[2])


def test_the_indicators_of_the_workbook_are_all_of_them(exported: Path) -> None:
    sheet = openpyxl.load_workbook(exported / "en.xlsx")["Indicators"]
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert len(rows) == 121
    effects = [row[6] for row in rows if isinstance(row[6], float | int)]
    assert math.fsum(effects) == pytest.approx(18.9, abs=1e-9)
    assert {row[3] for row in rows} == {"Rose", "Fell", "Unchanged", "In play neither time"}


def hostile() -> Series:
    """A station whose name would be a formula, an escape sequence and two lines, with nothing in play before."""
    by = small(
        (chapter("one", "M01"), chapter("two", "M02")),
        (measure("M01", indicator("M01.a", applies={"level": ("city",)})), measure("M02", indicator("M02.a"))),
    )
    sides = []
    for level, given_ in (("county", {"M02.a": 3.0}), ("city", {"M01.a": 40.0, "M02.a": 3.0})):
        form = answers(by, dict(given_), level=level)
        named = {**form.profile, "name": replace(form.profile["name"], value="=1+1\x1b[31m\n台")}
        sides.append(assess(by, replace(form, profile=named, file="\x1b[2J=A1.xlsx")))
    return series(tuple(Judged(framework=by, assessment=each, carried=each) for each in sides))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_text_stays_text(language: Any) -> None:
    shown = render(hostile(), language)
    assert "\x1b" not in shown
    assert "=1+1\ufffd[31m 台" in shown
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(hostile(), language)))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if isinstance(cell.value, str) and "\x1b" in cell.value]


def test_a_chapter_that_was_not_in_play_is_a_gap_in_the_chart_and_no_zero() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(hostile(), "en")))
    rows = list(book["Trend"].iter_rows(min_row=4, max_row=6))
    assert [row[1].value is None for row in rows] == [False, True, False]


@pytest.mark.parametrize("name", sorted({*SUFFIXES.values(), *ON_STDOUT} - {"text"}))
def test_the_same_comparison_gives_the_same_bytes(name: str) -> None:
    assert rendered(hostile(), "zh", name) == rendered(hostile(), "zh", name)


# --- paper, page, Markdown, CSV --------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["word", "html", "markdown"])
def test_every_format_says_the_split_and_what_moved(framework: Framework, name: str, language: Any) -> None:
    """The change and its parts as they are printed, every measure, and each indicator that moved."""
    found = of_files(framework, OLD, NEW)
    said = said_in(name, rendered(found, language, name))
    step = found.steps[-1]
    split = split_of(step)
    assert split is not None
    assert gain(split.answers) in said
    assert all(measure.title.in_(language) in said for measure in framework.measures)
    moved = [shift.id for shift in step.shifts if shift.movement in ("rose", "fell", "answered", "emptied")]
    assert len(moved) > 70
    assert all(name in said for name in moved)
    assert ("怎样拆分" in said, "How it is split" in said) == (language == "zh", language == "en")


def test_the_csv_has_every_indicator_and_its_effects_add_up(framework: Framework) -> None:
    found = of_files(framework, OLD, NEW)
    rows = list(csv.DictReader(io.StringIO(rendered(found, "en", "csv").decode("utf-8-sig"))))
    assert len(rows) == len(framework.indicators)
    effects = [float(row["Effect on the index"]) for row in rows if row["Effect on the index"]]
    assert math.fsum(effects) == pytest.approx(split_of(found.steps[-1]).answers, abs=1e-9)  # type: ignore[union-attr]


def test_a_series_says_its_trend_in_every_format(framework: Framework) -> None:
    """Each moment has its column, and each step its sum."""
    found = of_files(framework, OLD, NEW, OLD)
    for name in ("word", "html", "markdown"):
        said = said_in(name, rendered(found, "zh", name))
        assert all(label in said for label in labels(found))
        assert "历年走势" in said
        assert "逐次变化" in said


@pytest.mark.parametrize("name", ["word", "html", "markdown", "csv"])
def test_hostile_text_stays_text_in_every_format(name: str) -> None:
    """No escape sequence, no formula, no mark-up."""
    content = rendered(hostile(), "en", name)
    assert "\x1b" not in said_in(name, content)
    if name == "markdown":
        assert b"\\[31m" in content


def test_moments_are_named_by_their_years_or_numbered() -> None:
    assert labels(hostile()) == ("#1", "#2")
