"""The gates of `assess` as they are met on the command line: exit codes, words, files."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from running import ROOT, Run, convergence

from convergence_cli.cli.gating import gates_of
from convergence_cli.errors import ConfigError
from convergence_cli.model.framework import Framework

EXAMPLES = ROOT / "examples"
CITY, LAST_YEAR = EXAMPLES / "typical-city.xlsx", EXAMPLES / "typical-city-2024.xlsx"
WAIVERS = EXAMPLES / "ci" / "waivers.yaml"
ON_THE_DAY = ("--waivers", WAIVERS, "--today", "2026-11-30")


def assess(*arguments: str | Path, workbook: Path = CITY) -> Run:
    return convergence("assess", workbook, "--lang", "en", "--top", "0", *arguments)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This year's report of the city, as `--export` writes it."""
    path = tmp_path_factory.mktemp("gates") / "city.json"
    assert assess("--export", path).returncode == 0
    return path


def document(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def test_each_gate_is_named_with_both_numbers() -> None:
    """The city: index 48.21, weakest chapter technology 35.78, all answered, level L2, two red lines missed."""
    passed = ["--fail-under", "48.2", "--fail-under-chapter", "35.7", "--min-coverage", "100%", "--min-level", "L2"]
    run = assess(*passed, "--fail-on", "red-line", *ON_THE_DAY)
    assert (run.returncode, run.stderr.splitlines()) == (
        0,
        [
            "gate fail-under: passed (48.2, needs 48.2)",
            "gate fail-under-chapter: passed (technology 35.8, needs 35.7)",
            "gate min-coverage: passed (100.0%, needs 100.0%)",
            "gate min-level: passed (L2, needs L2)",
            "gate fail-on red-line: passed (0, needs 0)",
            "gate waivers: passed (0, needs 0)",
        ],
    )
    failed = ["--fail-under", "48.3", "--fail-under-chapter", "35.8", "--min-level", "L3", "--fail-on", "red-line"]
    run = assess(*failed, "--waivers", WAIVERS, "--today", "2027-01-01", "--quiet")
    assert (run.returncode, [line for line in run.stderr.splitlines() if line.startswith("gate ")]) == (
        1,
        [
            "gate fail-under: failed (48.2, needs 48.3)",
            "gate fail-under-chapter: failed (technology 35.78, needs 35.8)",
            "gate min-level: failed (L2, needs L3)",
            "gate fail-on red-line: failed (1: M22.content-review, needs 0)",
            "gate waivers: failed (1: M22.content-review, needs 0)",
        ],
    )


@pytest.mark.parametrize(
    ("options", "failed"),
    [
        (["--fail-under-chapter", "36"], True),
        (["--min-coverage", "100"], False),
        (["--min-level", "L3"], True),
        ([*ON_THE_DAY], False),
    ],
)
def test_each_gate_alone_decides_the_exit_code(options: list[str | Path], failed: bool) -> None:
    assert assess(*options).returncode == failed


def test_this_year_against_last_year_and_the_other_way_round(report: Path, tmp_path: Path) -> None:
    """The city rose by nineteen points, and lost one indicator that it had met: its index alone would not tell.

    A second licence in twenty has expired here: 90% is 35 points, where 95% is 70 and met; 48.21 falls to 48.08.
    """
    last, city = tmp_path / "last.json", tmp_path / "city.xlsx"
    book = openpyxl.load_workbook(CITY)
    states = [row[3] for row in book["表-许可备案表"].iter_rows(min_row=6, max_row=25)]
    assert [state.value for state in states].count("有效") == 19
    states[-1].value = "过期"  # none that lawful operation hangs on
    book.save(city)
    assert assess("--export", last, workbook=LAST_YEAR).returncode == 0
    forward = assess("--no-regress", last, workbook=city)
    assert forward.returncode == 1
    assert "gate no-regress index: passed (48.1, needs 29.3)" in forward.stderr
    assert "gate no-regress met: failed (1: M22.licences-in-order, needs 0)" in forward.stderr
    back = assess("--no-regress", report, "--tolerance", "20", workbook=LAST_YEAR)
    assert "gate no-regress index: passed (29.3, needs 28.2)" in back.stderr
    assert "gate no-regress index: failed" in assess("--no-regress", report, workbook=LAST_YEAR).stderr


def test_a_station_passes_against_its_own_report(report: Path) -> None:
    run = assess("--no-regress", report)
    assert (run.returncode, run.stderr.count("passed")) == (0, 3)


def test_no_report_is_written_over_the_baseline(report: Path) -> None:
    """It would let the next run pass against what had become worse."""
    before = report.read_bytes()
    run = assess("--no-regress", report, "--export", report, workbook=LAST_YEAR)
    assert (run.returncode, run.stdout, report.read_bytes()) == (2, "", before)
    assert "[export-is-held-to]" in run.stderr


def test_a_station_that_the_baseline_does_not_have_cannot_be_judged(report: Path) -> None:
    """Which is no pass, unless the baseline need not have it."""
    run = assess("--no-regress", report, workbook=EXAMPLES / "strong-province.xlsx")
    assert run.returncode == 2
    assert "error[baseline-none-in-common]" in run.stderr
    allowed = assess("--no-regress", report, "--allow-vanished", workbook=EXAMPLES / "strong-province.xlsx")
    assert allowed.returncode == 0
    assert "note[baseline-new]" in allowed.stderr


def test_a_compact_baseline_is_written_and_read(report: Path, tmp_path: Path) -> None:
    """In the place of an export, never over what this run is held to, and of no station there is none."""
    short = tmp_path / "baseline.json"
    assert assess("--write-baseline", short, "--brief").returncode == 0
    assert assess("--no-regress", short).stderr == assess("--no-regress", report).stderr
    written = short.read_bytes()
    for words, code in (
        (("--no-regress", short, "--write-baseline", short), "export-is-held-to"),
        (("--export", short, "--write-baseline", short), "export-twice"),
        (("--write-baseline", tmp_path / "b.csv"), "export-suffix"),
    ):
        run = assess(*words)
        assert (run.returncode, code in run.stderr) == (2, True)
    run = assess("--write-baseline", short, workbook=EXAMPLES / "broken.xlsx")
    assert (run.returncode, short.read_bytes()) == (2, written)
    assert assess("--write-baseline", short, workbook=LAST_YEAR).returncode == 0
    assert assess("--no-regress", short, "--tolerance", "0").returncode == 0


def test_json_has_gates_and_waivers_and_the_report_has_no_clock(tmp_path: Path) -> None:
    """On two days on which the same waivers hold, the document is the same."""
    documents = []
    for day in ("2026-06-30", "2026-11-30"):
        out = tmp_path / f"{day}.json"
        assess("--waivers", WAIVERS, "--today", day, "--fail-on", "red-line", "--export", out)
        documents.append(out.read_bytes())
    assert documents[0] == documents[1]
    found = document(out)
    assert [(gate["gate"], gate["station"], gate["passed"]) for gate in found["gates"]] == [
        ("fail-on red-line", "江州市广播电视台", True),
        ("waivers", None, True),
    ]
    assert [(item["id"], item["state"], item["expires"]) for item in found["waivers"]] == [
        ("M22.content-review", "used", "2026-12-31"),
        ("M12.application-projects", "used", "2027-06-30"),
        ("M16.mobile-kpi-weight", "used", "2027-06-30"),
    ]
    assert found["waivers"][0]["findings"] == [{"station": "江州市广播电视台", "file": "typical-city.xlsx"}]
    (station,) = found["stations"]
    assert station["waived"] == ["M12.application-projects", "M16.mobile-kpi-weight", "M22.content-review"]
    # Waived, and not met: everything else is as it is without waivers.
    assert station["red_lines_missed"] == ["M16.mobile-kpi-weight", "M22.content-review"]
    plain = json.loads(assess("--format", "json").stdout)["stations"][0]
    assert {**station, "waived": []} == plain


def test_an_expired_waiver_is_an_error_on_the_screen_and_in_json() -> None:
    run = assess("--waivers", WAIVERS, "--today", "2027-01-01", "--format", "json", "--quiet")
    assert run.returncode == 1
    assert "error[waiver-expired]" in run.stderr
    assert "waivers.yaml:6:5" in run.stderr
    assert [item["state"] for item in json.loads(run.stdout)["waivers"]] == ["expired", "used", "used"]
    assert json.loads(run.stdout)["stations"][0]["waived"] == ["M12.application-projects", "M16.mobile-kpi-weight"]


def test_the_day_is_today_where_none_is_named(tmp_path: Path) -> None:
    """A waiver until 9999 holds, and one until 1999 does not."""
    for year, code in (("9999", 0), ("1999", 1)):
        path = tmp_path / f"{year}.yaml"
        text = WAIVERS.read_text("utf-8").replace("2026-12-31", f"{year}-12-31").replace("2027-", "9999-")
        path.write_text(text, "utf-8")
        assert assess("--waivers", path).returncode == code


def test_the_excel_report_shows_what_is_waived(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    assert assess(*ON_THE_DAY, "--export", out).returncode == 0
    book = openpyxl.load_workbook(out)
    summary = [str(cell.value) for row in book.worksheets[1].iter_rows() for cell in row if cell.value]
    (line,) = [text for text in summary if "M22.content-review" in text]
    assert "Waived until 2026-12-31, approved by 澜江省广播电视局媒体融合发展处" in line
    gaps = {str(row[2].value).split("\n")[0]: row[4].value for row in book["Gaps"].iter_rows(min_row=2)}
    assert gaps["M22.content-review"] == "Red line missed\nwaived"
    assert gaps["M12.application-projects"] == "waived"
    assert list(gaps.values()).count("waived") == 1


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"fail_under_chapter": float("nan")}, "option-value"),
        ({"tolerance": float("nan"), "no_regress": CITY}, "option-value"),
        ({"fail_on": "anything"}, "name-unknown"),
        ({"min_coverage": "0.9"}, "option-value"),
        ({"min_coverage": "101%"}, "option-value"),
        ({"min_coverage": "nan"}, "option-value"),
        ({"min_level": "L9"}, "name-unknown"),
        ({"max_failing": "-1", "fail_under": 50.0}, "option-value"),
        ({"max_failing": "5", "fail_under": 50.0}, ""),
        ({"max_failing": "5"}, "option-needs"),
        ({"tolerance": 0.0}, "option-needs"),
        ({"allow_vanished": True}, "option-needs"),
        ({"today": "2026-01-01"}, "option-needs"),
        ({"waivers": WAIVERS, "today": "2026-02-30"}, "option-value"),
        ({"waivers": WAIVERS, "today": "2026-01-01"}, ""),
        ({"waivers": Path("none.yaml")}, "file-not-found"),
        ({"waivers": CITY}, "file-not-utf-8"),
        ({"no_regress": Path("none.json")}, "file-not-found"),
        ({"no_regress": EXAMPLES}, "file-is-directory"),
        ({"no_regress": WAIVERS}, "report-not-json"),
    ],
)
def test_a_gate_that_cannot_be_judged_is_refused(options: dict[str, Any], code: str, framework: Framework) -> None:
    """Before any workbook is read."""
    found = ""
    try:
        gates_of(framework, **options)
    except ConfigError as error:
        found = ", ".join(item.code for item in error.problems)
    assert found == code


@pytest.mark.parametrize(
    "options",
    [["--fail-under-chapter", "101"], ["--min-level", "L9"], ["--waivers", "none.yaml"], ["--no-regress", CITY]],
)
def test_a_gate_that_cannot_be_judged_is_2(options: list[str | Path], tmp_path: Path) -> None:
    """Never 0: a gate that was asked for and not judged is no pass. No report, no file."""
    run = convergence("assess", CITY, *options, "--export", tmp_path / "out.json")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.strip()
    assert "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []


def test_gates_say_nothing_of_a_workbook_that_cannot_be_judged() -> None:
    run = assess("--fail-under", "0", *ON_THE_DAY, workbook=EXAMPLES / "broken.xlsx")
    assert run.returncode == 2
    assert "gate " not in run.stderr
