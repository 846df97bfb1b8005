"""A questionnaire that LibreOffice saved again is the same questionnaire: as xlsx, ods and xls.

All files of a format are converted in one go. Skipped where there is no `soffice`, unless
CONVERGENCE_REQUIRE_SOFFICE=1 says that there must be one.
"""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from filling import PROGRESS, cell_of, fill, found, page_of, place
from offices import FORMATS, LEVELS

from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.questionnaire.read import read
from convergence_cli.scoring.engine import assess
from convergence_cli.scoring.progress import progress
from convergence_cli.texts import say

LANGUAGES: tuple[Language, ...] = ("zh", "en")
CASES = [(language, level) for language in LANGUAGES for level in LEVELS]
REVENUE = "M17.diversified-income"
ERROR_CELLS = {"机构信息!D7": "error-cell", "表-考核指标表!D6": "error-cell", "表-考核指标表!F7": "error-cell"}


# One worker converts once for all of these tests.
pytestmark = pytest.mark.xdist_group("libreoffice")


def test_soffice_is_there_where_it_must_be() -> None:
    """In CI a missing LibreOffice is a failure, not a skipped test."""
    if os.environ.get("CONVERGENCE_REQUIRE_SOFFICE") == "1":
        assert shutil.which("soffice")


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="in one process there is nothing to share out")
def test_what_is_converted_once_is_shared_out_to_one_process(request: pytest.FixtureRequest) -> None:
    """The group's name behind the test's is what they are shared out by; a version of pytest lost it in silence."""
    assert request.node.nodeid.endswith("@libreoffice")


def rich(framework: Framework, language: Language, level: str, folder: Path) -> Path:
    """Every kind of answer, typed in every accepted way, with evidence, a reason and tables."""
    at = 0 if language == "zh" else 1

    def options(name: str, number: int) -> str:
        item = next(item for item in framework.indicators if item.id == name)
        text = list(framework.options(item).values())[number]
        return (text.zh, text.en)[at]

    def column(table: str, name: str, option: str) -> str:
        about = next(item for item in framework.tables if item.id == table).columns
        text = next(item for item in about if item.id == name).options[option]
        return (text.zh, text.en)[at]

    yes, no = ("是", "否") if language == "zh" else ("Yes", "No")
    answers: dict[str, Any] = {
        "operates": "ABE",
        "staff": 321,
        "duties": "Ａ" if language == "zh" else "none",
        "kind": "综合" if language == "zh" else "Specialised",
        "M16.integrated-newsroom": 0.345,
        "M08.satisfaction": "４０％",
        "M07.equal-access": "A、C、E",
        "M28.local-plan": "无",
        "M22.findings": 0,
        "M16.command": "abc",
        "M16.appraisal-scheme": yes,
        "M16.studios": "12",
        "M24.leader-appraisal": 0.02,
        "M20.grassroots-help": 2,
    }
    answers |= {"M04.cloud-kitchens": options("M04.cloud-kitchens", 1)} if level != "central" else {}
    answers |= {"M16.workflow": options("M16.workflow", 3)} if level != "county" else {}
    tv, kept, closed = (
        column("channels", *pair) for pair in (("kind", "tv"), ("decision", "kept"), ("decision", "closed"))
    )
    general, film = column("channels", "type", "general"), column("channels", "type", "professional")
    first, no_mobile = column("kpi", "mobile", "first"), column("kpi", "mobile", "no")
    skilled = column("trainings", "audience", "experienced")
    posts = [column("personnel", "post", post) for post in ("content", "presenting", "product", "administration")]
    work = column("works", "form", "short_video")
    hands_on, online = column("trainings", "mode", "hands_on"), column("trainings", "mode", "online")
    making, law = column("trainings", "kind", "production"), column("trainings", "kind", "regulation")
    tables: dict[str, list[list[Any]]] = {
        "channels": [
            ["综合频道", tv, general, 12.5, 95.25, yes, no, kept],
            ["影视频道", tv, film, "1.2", 3, "Ｙ", "√", closed],
        ],
        "works": [["星河vlog", work, 120, 8.5, yes, 12], ["夜航", work, 40, 3.25, no, 3]],
        "kpi": [
            ["移动端首发率", "共用", 80, 0.51, first, yes, "比例乘权重"],
            ["收视率", "共用", 80, "49%", no_mobile, no],
        ],
        "trainings": [
            ["短视频班", date(2025, 3, 18), 16, 40, making, hands_on, skilled],
            ["法规班", "2025年4月2日", 8, 100, law, online, skilled],
        ],
        "personnel": [[post, people, 0, 0, 0] for post, people in zip(posts, (60, "20", 31, 210), strict=True)],
    }
    return fill(
        framework, language, level, answers,
        evidence={"M16.integrated-newsroom": "决算表.pdf\n第3页", "M16.command": "=cmd", "M16.studios": "https://a.cn/?a=1&b=<2>"},
        reasons={REVENUE: framework.reasons["no-business-allowed"].in_(language)},
        tables=tables, confirmed=["accounts"], path=folder / f"{language}-{level}.xlsx",
        edit=lambda workbook: _as_text(cell_of(workbook, "M16.command", 6)),
    )  # fmt: skip


def _as_text(cell: Any) -> None:
    cell.data_type = "s"


def spoilt(framework: Framework, folder: Path) -> Path:
    """Errors typed and calculated; LibreOffice calculates what openpyxl left open."""
    tables = {"kpi": [["首发率", "共用", 80, "=1/0", "首发", "是"], ["收视率", "共用", 80, "=1/4+1/4", "否", "=NA()"]]}
    return fill(framework, answers={"staff": "=1/0", "M16.studios": "=1+2", "M01.mobile-budget": '=IF(1=1,"","x")'},
                tables=tables, path=folder / "spoilt.xlsx")  # fmt: skip


@pytest.fixture(scope="module")
def saved(framework: Framework, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the questionnaires, and in it one folder for each format with what LibreOffice made of them."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("saved")
    files = [rich(framework, language, level, folder) for language, level in CASES] + [spoilt(framework, folder)]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    for name, kind in FORMATS.items():
        command = [
            program,
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder / name),
            *map(str, files),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        made = {path.stem for path in (folder / name).glob(f"*.{name}")}
        assert made == {path.stem for path in files}, done.stderr
    return folder


def content(judged: Assessment) -> dict[str, Any]:
    """All that was read and all that came of it; places too, the file's name and hash not."""
    sheet = judged.questionnaire
    answers = {
        name: (item.value, item.reason, item.evidence, item.note, item.raw, item.location.sheet, item.location.cell)
        for name, item in sheet.answers.items()
    }
    tables = {name: (table.confirmed_empty, table.rows) for name, table in sheet.tables.items()}
    results = [(item.id, item.outcome, item.value, item.points, item.weight, item.lost) for item in judged.results]
    profile = {name: item.value for name, item in sheet.profile.items()}
    return {"profile": profile, "answers": answers, "tables": tables, "results": results, "index": judged.index,
            "chapters": judged.chapters, "level": judged.level, "language": sheet.language}  # fmt: skip


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(("language", "level"), CASES)
def test_saved_again_it_is_the_same_assessment(
    framework: Framework, saved: Path, language: Language, level: str, suffix: str
) -> None:
    """Cell for cell and result for result; the notes on how cells were read, too."""
    name = f"{language}-{level}"
    before = assess(framework, read(saved / f"{name}.xlsx", framework))
    after = assess(framework, read(saved / suffix / f"{name}.{suffix}", framework))
    assert content(after) == content(before)
    assert [(item.code, place(item)) for item in after.problems] == [
        (item.code, place(item)) for item in before.problems
    ]
    assert before.questionnaire.profile["level"].value == level


def test_the_rich_questionnaire_is_read_as_meant(framework: Framework, saved: Path) -> None:
    """The round trip compares two readings; this one says that the first of them is right."""
    judged = assess(framework, read(saved / "zh-provincial.xlsx", framework))
    values = {item.id: item.value for item in judged.results}
    assert values["M16.integrated-newsroom"] == 0.345
    assert values["M08.satisfaction"] == 0.4
    assert values["M28.local-plan"] == ()
    assert values["M22.findings"] == 0.0
    assert values["M16.command"] == ("single-authority", "daily-meeting", "dispatch-system")
    assert values["M16.studios"] == 12.0
    # All 80 of the content staff share one table, of which 51% is mobile first and applied; both channels were
    # assessed, the weak one is closed: 2 of 2.
    assert values["M16.mobile-kpi-weight"] == 0.51
    assert values["M01.channels-settled"] == 1.0
    # One channel is still run: its 95.25 minutes are the mean.
    assert values["M01.first-run"] == 95.25
    # 16 hours x 40 people + 8 x 100 = 1 440, over 60 + 20 + 31 people: those of the administration do not count.
    assert values["M21.training-hours"] == pytest.approx(1440 / 111, rel=1e-12)
    # An empty list of accounts has no share of weak ones.
    assert values["M01.weak-accounts"] is None
    outcomes = {item.id: item.outcome for item in judged.results}
    assert outcomes[REVENUE] == "not_applicable"


@pytest.mark.parametrize("suffix", FORMATS)
def test_errors_are_found_in_every_format(framework: Framework, saved: Path, suffix: str) -> None:
    """An error that was calculated is an error; the formulas beside it have values, one of them an empty text."""
    path = saved / suffix / f"spoilt.{suffix}"
    questionnaire, problems = found(path, framework)
    assert questionnaire is None
    assert {place(item): item.code for item in problems if item.severity == "error"} == ERROR_CELLS
    assert {dict(item.values)["found"] for item in problems if item.code == "error-cell"} == {"#DIV/0!", "#N/A"}


@pytest.mark.parametrize(("language", "level"), [("zh", "provincial"), ("en", "county")])
def test_progress_counts_what_is_filled_in(framework: Framework, saved: Path, language: Language, level: str) -> None:
    """Answers and reasons, by chapter, by department and in all, computed questions as reading finds them; rows of
    each table, and whether it counts as filled in.
    """
    workbook = openpyxl.load_workbook(saved / "xlsx" / f"{language}-{level}.xlsx", data_only=True)
    lines = [[cell.value for cell in line] for line in workbook[PROGRESS[language]].iter_rows(max_col=4)]
    shown = {line[0]: line[1:] for line in lines if line[0]}
    asked = [item for item in framework.indicators if item.in_scope({"level": level})]
    flags = {item.id: shown[f"{item.id} {item.title.in_(language)}"][0] for item in asked}
    whose = {item.id: item.who.in_(language) if item.who else "" for item in asked}
    by_chapter = {item.id: framework.chapter_of[item.measure].title.in_(language) for item in asked}
    for groups in (by_chapter, whose, dict.fromkeys(flags, say(language, "workbook.total"))):
        for title in set(groups.values()):
            own = [flags[name] for name, group in groups.items() if group == title and flags[name] >= 0]
            assert shown[title] == [len(own), sum(own), pytest.approx(sum(own) / len(own))]
    questionnaire = read(saved / "xlsx" / f"{language}-{level}.xlsx", framework)
    blank = progress(framework, questionnaire).blank
    found = {item.id: int(item.id not in blank) if item.in_scope(questionnaire.station) else -1 for item in asked}
    assert flags == found
    assert -1 in found.values(), "what a station says of itself excludes no question"
    titles = {table.id: table.title.in_(language) for table in framework.tables}
    rows = {name: shown[title][0] for name, title in titles.items() if title in shown}
    filled = {name for name in rows if shown[titles[name]][1]}
    assert filled == {"accounts", *(name for name, count in rows.items() if count)}
    assert rows == {**dict.fromkeys(rows, 0), "channels": 2, "works": 2, "kpi": 2, "trainings": 2, "personnel": 4}
    # 120 + 40 works, 40 + 100 people trained, and the staff that are numbers: 60 + 31 + 210 (the 20 are a text).
    assert page_of(workbook, framework, "works")["C4"].value == 160
    assert page_of(workbook, framework, "trainings")["D4"].value == 140
    assert page_of(workbook, framework, "personnel")["B4"].value == 301
