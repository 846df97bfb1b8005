"""What is said of a plan: on the terminal, for programs, in the roadmap workbook; and the command around it."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import museums
import openpyxl
import pytest
from filling import fill
from loading import heavy, loaded
from reports import said_in
from running import ROOT, convergence

from convergence_cli.model.assessment import Assessment
from convergence_cli.model.day import months_on
from convergence_cli.model.display import Display, printed_change
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.plan import Goal, Outlook, WhatIf
from convergence_cli.plan.plan import plan
from convergence_cli.plan.whatif import read_supposed, suppose
from convergence_cli.questionnaire.read import read
from convergence_cli.report.figures import score
from convergence_cli.report.formats import ON_STDOUT, SUFFIXES
from convergence_cli.report.plan.sayings import span_words
from convergence_cli.report.subjects import laid_out, report
from convergence_cli.scoring.engine import assess
from convergence_cli.texts.width import display_width

CITY = ROOT / "examples" / "typical-city.xlsx"


@pytest.fixture(scope="module")
def city(framework: Framework) -> Assessment:
    return assess(framework, read(CITY, framework))


def rendered(found: Outlook, name: str) -> bytes:
    return report("plan", (found,), name)


def render(found: Outlook, width: int = 80, top: int | None = 10) -> str:
    return laid_out("plan", (found,), width, top)


def outlook(framework: Framework, judged: Assessment, goal: Goal, *texts: str, language: Language = "zh") -> Outlook:
    """The plan, and what was supposed."""
    what_if = suppose(framework, judged, read_supposed(texts, framework, judged)) if texts else None
    start = what_if.after if what_if else judged
    return Outlook(framework=framework, language=language, plan=plan(framework, start, goal), what_if=what_if)


@pytest.fixture(scope="module")
def to_l3(framework: Framework, city: Assessment) -> Outlook:
    return outlook(framework, city, Goal(level="L3"))


@pytest.fixture(scope="module")
def supposed(framework: Framework, city: Assessment) -> Outlook:
    return outlook(framework, city, Goal(), "M16.studios=5", "M22.content-review=90%")


# --- the terminal ----------------------------------------------------------------------------------


def test_the_roadmap_in_words(framework: Framework, to_l3: Outlook) -> None:
    """Goal, from where to where, what it costs; phases; each step with its points, gain, months, owner, needs."""
    said = render(to_l3)
    effort = to_l3.plan.effort
    level = next(each.title.zh for each in framework.levels if each.id == "L3")
    assert f"目标：达到 L3 {level}。" in said
    reached = f"{to_l3.plan.after.index.score:.1f}"
    assert f"总分 48.2 → {reached}；等级 L2 → L3" in said
    assert f"共 {len(to_l3.plan.tasks)} 步，人力投入 {effort} 个月" in said
    assert said.index("红线：2 步") < said.index("立行立改")
    step = said[said.index("M25.responsibility") :]
    assert "80.0 → 100.0 分：补齐列入责任制" in step[: step.index("人力投入")]
    waits = said[said.index("M27.put-right") :]
    number = next(at for at, task in enumerate(to_l3.plan.tasks, 1) if task.move.id == "M25.responsibility")
    assert f"先完成第 {number} 步" in waits[: waits.index("责任部门")]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_screen(
    framework: Framework, city: Assessment, language: Language, width: int
) -> None:
    """In both languages, with and without a goal, with suppositions."""
    for goal in (Goal(), Goal(budget=30)):
        shown = outlook(framework, city, goal, "M16.studios=5", language=language)
        for each in (shown, replace(shown, what_if=None)):
            lines = render(each, width=width, top=None).splitlines()
            assert max(map(display_width, lines)) <= width


def test_every_next_step_is_listed_best_first_and_the_rest_is_counted(framework: Framework, city: Assessment) -> None:
    shown = outlook(framework, city, Goal())
    said = render(shown, top=3)
    count = len(shown.plan.prospects)
    assert f"{count} 个指标可以提升" in said
    assert f"另有 {count - 3} 项未列出" in said
    assert said.index(shown.plan.prospects[0].id) < said.index(shown.plan.prospects[2].id)
    assert shown.plan.prospects[3].id not in said.replace(shown.plan.prospects[0].id, "")
    everything = render(shown, top=None)
    assert all(f" {prospect.id} " in everything for prospect in shown.plan.prospects)
    assert "须先达标：M22.content-review；已计入" in everything


def changed(framework: Framework, what_if: WhatIf) -> list[str]:
    """Names of the chapters and measures whose printed score is another one."""
    old, new = ((*judged.chapters, *judged.measures) for judged in (what_if.before, what_if.after))
    changes = ((one.id, printed_change(one.score, other.score)) for one, other in zip(old, new, strict=True))
    return [framework.part(name).title.zh for name, change in changes if change]


def test_what_if_shows_every_node_that_changes(framework: Framework, supposed: Outlook) -> None:
    """The whole, and the chapters and measures that change, the others counted; the level; the red lines; no steps."""
    said = render(supposed)
    (line,) = (line for line in said.splitlines() if "M16.studios" in line)
    assert line.split()[-4:] == ["3个", "5个", "50.0", "83.3"]
    assert supposed.what_if is not None
    names = changed(framework, supposed.what_if)
    parts = [*framework.chapters, *framework.measures]
    assert [part.title.zh in said for part in parts] == [part.title.zh in names for part in parts]
    assert f"其余 {len(parts) - len(names)} 个板块和措施没有变化" in said
    missed = [
        list(each.not_kept.values()).count("missed") for each in (supposed.what_if.before, supposed.what_if.after)
    ]
    assert f"红线未达标：{missed[0]} → {missed[1]} 条" in said
    assert "等级：L2 → L2" in said
    assert "\n路线图\n" not in said


def test_control_characters_of_a_station_never_reach_the_terminal(framework: Framework, city: Assessment) -> None:
    """A name that would clear the screen, and an answer that would."""
    evil = replace(city, station="台\x1b[2J\u202e\n红")
    said = render(outlook(framework, evil, Goal()))
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert said.splitlines()[0].startswith("台�[2J� 红")


# --- for programs ----------------------------------------------------------------------------------


def test_the_json_says_what_the_plan_says(to_l3: Outlook) -> None:
    document = json.loads(rendered(to_l3, "json"))
    assert document["schema"] == 1
    assert document["goal"] == {"target": None, "level": "L3", "budget": None}
    assert document["effort"] == sum(task["effort"] for task in document["tasks"]) == to_l3.plan.effort
    assert document["before"]["index"] == to_l3.plan.before.index.score
    assert (document["before"]["level"], document["after"]["level"]) == ("L2", "L3")
    assert document["tasks"][-1]["index_then"] == pytest.approx(document["after"]["index"])
    assert [task["id"] for task in document["tasks"]] == [task.move.id for task in to_l3.plan.tasks]
    assert len(document["prospects"]) == len(to_l3.plan.prospects)
    assert document["what_if"] is None


def test_the_json_of_a_supposition_has_every_node(framework: Framework, supposed: Outlook) -> None:
    what_if = json.loads(rendered(supposed, "json"))["what_if"]
    assert len(what_if["nodes"]) == 1 + len(framework.chapters) + len(framework.measures)
    whole = what_if["nodes"][0]
    assert whole["change"] == pytest.approx(whole["after"] - whole["before"])
    assert what_if["supposed"] == [{"id": "M16.studios", "value": 5.0}, {"id": "M22.content-review", "value": 0.9}]


# --- the workbook ----------------------------------------------------------------------------------


def opened(shown: Outlook) -> Any:
    return openpyxl.load_workbook(io.BytesIO(rendered(shown, "excel")))


HEADER = 3


def table(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a list under its header."""
    heads = [cell.value for cell in sheet[HEADER]]
    rows = sheet.iter_rows(min_row=HEADER + 1, values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows if isinstance(row[0], int | float)]


def test_the_roadmap_has_every_step_and_the_ledger_its_months(framework: Framework, to_l3: Outlook) -> None:
    """In the order of the plan, owners suggested; the ledger has the steps, too, with dates if a day is given."""
    sheet = opened(to_l3)["路线图"]
    rows = table(sheet)
    owners = {item.id: item.who.zh for item in framework.indicators}
    assert len(rows) == len(to_l3.plan.tasks)
    for row, task in zip(rows, to_l3.plan.tasks, strict=True):
        assert row["编号"] == task.move.id
        numbers = (task.move.points, task.move.gain, task.index, task.move.effort)
        assert tuple(row[head] for head in ("到", "提升", "累计总分", "人力投入（月）")) == pytest.approx(numbers)
        assert row["责任部门"] == owners[task.move.id]
        assert all(need in row["前提"] for need in task.needs)
    planned = {row["指标"].split()[0]: row for row in table(opened(to_l3)["整改台账"])}
    dated = {row["指标"].split()[0]: row for row in table(opened(replace(to_l3, first_day="2026-01-31"))["整改台账"])}
    for task in to_l3.plan.tasks:
        said = span_words(task.start, task.end, "zh")
        assert planned[task.move.id]["备注"] == f"计划：{said}"
        first, last = (dated[task.move.id][head] for head in ("开始日期", "完成时限"))
        assert first.date().isoformat() == months_on("2026-01-31", task.start - 1)
        assert last.date().isoformat() == months_on("2026-01-31", task.end, less=1)


def test_the_bars_stand_in_the_quarters_of_their_steps(to_l3: Outlook) -> None:
    """A mark and a colour in each quarter in which the step is at work, nothing elsewhere."""
    sheet = opened(to_l3)["路线图"]
    first = next(cell.column for cell in sheet[HEADER] if str(cell.value).startswith("第1年"))
    last = max((task.end + 2) // 3 for task in to_l3.plan.tasks)
    assert sheet.max_column == first + last - 1
    for row, task in enumerate(to_l3.plan.tasks, HEADER + 1):
        at_work = range((task.start + 2) // 3, (task.end + 2) // 3 + 1)
        for quarter in range(1, last + 1):
            cell = sheet.cell(row, first + quarter - 1)
            assert (cell.value == "■") == (cell.fill.fill_type == "solid") == (quarter in at_work)


def test_the_workbook_has_every_step_and_the_scores_before_and_after(framework: Framework, supposed: Outlook) -> None:
    book = opened(supposed)
    assert book.sheetnames == ["假设", "路线图", "全部步骤", "整改台账", "板块前后", "lists"]
    assert len(table(book["全部步骤"])) == len(supposed.plan.prospects)
    nodes = 1 + len(framework.chapters) + len(framework.measures)
    for name in ("板块前后", "假设"):
        numbers = [row[1].value for row in book[name].iter_rows(min_row=HEADER + 1, max_row=HEADER + nodes)]
        assert all(isinstance(number, int | float) for number in numbers)


@pytest.mark.parametrize("name", sorted({*SUFFIXES.values(), *ON_STDOUT} - {"text"}))
def test_the_same_plan_gives_the_same_bytes(framework: Framework, city: Assessment, name: str) -> None:
    one, other = (rendered(outlook(framework, city, Goal(budget=20)), name) for _ in range(2))
    assert one == other


def test_there_is_no_formula_and_no_text_becomes_one(framework: Framework, city: Assessment) -> None:
    """A station called like a formula; a framework whose words are."""
    words = "=1+1"
    measures = tuple(
        replace(
            measure,
            title=type(measure.title)(zh=words, en=words),
            indicators=tuple(replace(item, who=type(item.who)(zh="@x", en="@x")) for item in measure.indicators),
        )
        for measure in framework.measures
    )
    odd = replace(framework, measures=measures)
    content = rendered(outlook(odd, replace(city, station="=cmd()"), Goal(budget=9), "M16.studios=5"), "excel")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sheets
    assert not any("<f>" in xml or "<f " in xml for xml in sheets)


def test_a_goal_and_what_is_out_of_reach_stand_on_the_scale_of_the_index() -> None:
    """Asked for as 0-100, printed as scores are."""
    scaled = replace(museums.framework(), display=Display(to=10.0, decimals=1))
    found = plan(scaled, museums.stations()[0], Goal(target=100.0))
    said = render(Outlook(framework=scaled, language="en", plan=found), 1000)
    (problem,) = found.problems
    facts = dict(problem.values)
    assert facts["need"] == "10.0"
    assert float(str(facts["most"])) < 10
    assert f"comes to {facts['most']}, and 10.0 was asked for" in said
    assert "index 10" in said


def test_a_plan_without_a_step_says_why(framework: Framework, city: Assessment) -> None:
    """Reached already; nothing that the effort would buy."""
    assert "已经达到，不需要任何步骤" in opened(outlook(framework, city, Goal(target=10.0)))["路线图"]["A2"].value
    assert "这样的投入不够走任何一步" in render(outlook(framework, city, Goal(budget=0)))


# --- paper, page, Markdown, CSV --------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["word", "html", "markdown", "csv"])
def test_every_format_says_the_whole_roadmap(
    framework: Framework, city: Assessment, name: str, language: Language
) -> None:
    """Each step by its id, what it is to reach, and who is to do it; in one language from first to last."""
    plan = outlook(framework, city, Goal(level="L3"), language=language)
    said = said_in(name, rendered(plan, name))
    items = {item.id: item for item in framework.indicators}
    assert len(plan.plan.tasks) > 5
    for task in plan.plan.tasks:
        assert task.move.id in said
        assert items[task.move.id].who.in_(language) in said
    if name != "csv":
        assert said.count("100.0") > 3
        assert ("路线图" in said, "Roadmap" in said) == (language == "zh", language == "en")


def test_the_csv_adds_up(to_l3: Outlook) -> None:
    """A line for each step, in order, its months and the index after it; numbers as they are printed elsewhere."""
    rows = list(csv.DictReader(io.StringIO(rendered(to_l3, "csv").decode("utf-8-sig"))))
    tasks = to_l3.plan.tasks
    assert [row["编号"] for row in rows] == [task.move.id for task in tasks]
    assert [(int(row["起始月"]), int(row["完成月"])) for row in rows] == [(task.start, task.end) for task in tasks]
    assert sum(int(row["人力投入（月）"]) for row in rows) == to_l3.plan.effort
    assert rows[-1]["累计总分"] == score(tasks[-1].index)


def test_what_is_supposed_is_said_with_every_node_that_changes(framework: Framework, supposed: Outlook) -> None:
    """And no roadmap where nobody asked for one."""
    for name in ("word", "html", "markdown"):
        said = said_in(name, rendered(supposed, name))
        assert "M16.studios" in said
        assert supposed.what_if is not None
        assert all(name in said for name in changed(framework, supposed.what_if))
        assert "全部步骤" not in said


@pytest.mark.parametrize("name", ["word", "html", "markdown", "csv", "excel"])
def test_hostile_names_stay_text(framework: Framework, city: Assessment, name: str) -> None:
    """A station called like mark-up, a formula, a control character."""
    evil = '=HYPERLINK("http://evil.example")<script>window.ran=1</script>]]>\x07[x](y)\u202e'
    plan = outlook(framework, replace(city, station=evil), Goal(budget=9))
    content = rendered(plan, name)
    assert b"<script>window.ran" not in content
    if name == "markdown":
        assert b"\\[x\\]" in content
        assert b"\x07" not in content


# --- the command -----------------------------------------------------------------------------------


def test_the_plan_of_a_goal_is_0_and_its_files_are_written(tmp_path: Path) -> None:
    done = convergence(
        "plan", CITY, "--level", "L3", "-o", tmp_path / "a.xlsx", "-o", tmp_path / "a.json", "--lang", "en"
    )
    assert done.returncode == 0
    assert "Goal: level L3" in done.stdout
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames[0] == "Roadmap"
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["after"]["level"] == "L3"


def test_over_the_budget_is_1_and_the_plan_is_shown_and_written(tmp_path: Path) -> None:
    """Judged, and what was asked for does not hold."""
    done = convergence("plan", CITY, "--target", "90", "--budget", "10", "-o", tmp_path / "a.json")
    assert done.returncode == 1
    assert "plan-over-budget" in done.stderr
    assert "90.0" in done.stdout
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["problems"][0]["code"] == "plan-over-budget"


def test_json_on_stdout_is_one_document(framework: Framework) -> None:
    done = convergence("plan", CITY, "--set", "M16.studios=5", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["what_if"]["supposed"] == [{"id": "M16.studios", "value": 5.0}]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--target", "nan"], "option-value"),
        (["--level", "L9"], "name-unknown"),
        (["--format", "junit"], "option-value"),
        (["--set", "M99.nothing=5"], "set-unknown-id"),
        (["-o", "plan.rtf"], "export-suffix"),
        (["-o", "{city}"], "export-is-input"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_cannot_be_done_is_2(tmp_path: Path, arguments: list[str], code: str) -> None:
    """Nothing on stdout, nothing written."""
    city = tmp_path / "city.xlsx"
    city.write_bytes(CITY.read_bytes())
    done = convergence("plan", city, *(word.format(city=city) for word in arguments), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert code in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["city.xlsx"]
    assert city.read_bytes() == CITY.read_bytes()


def test_a_workbook_that_cannot_be_judged_is_2(framework: Framework) -> None:
    faulty = fill(framework, answers={"M16.studios": "很多"})
    done = convergence("plan", faulty, "--target", "80")
    assert (done.returncode, done.stdout) == (2, "")
    assert "not-a-number" in done.stderr


def test_only_a_goal_pays_for_the_solver(tmp_path: Path) -> None:
    """Every next step and what-if load neither scipy nor numpy; help loads no framework."""
    light = loaded("plan", CITY, "--set", "M16.studios=5", "--all", cache=tmp_path / "cache")
    assert heavy(light, "scipy", "numpy", "openpyxl") == []
    assert heavy(loaded("plan", CITY, "--budget", "5", cache=tmp_path / "cache"), "scipy") == ["scipy"]
    assert heavy(loaded("plan", "--help"), "scipy", "openpyxl", "pydantic", "yaml") == []


def test_the_plan_is_the_same_in_every_process() -> None:
    """Whatever the order in which a set of words would be walked through."""
    arguments = ("plan", CITY, "--level", "L4", "-f", "json")
    one, other = (convergence(*arguments, PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert one == other
    assert json.loads(one)["tasks"]


# --- what is unanswered ----------------------------------------------------------------------------

COUNTY = ROOT / "examples" / "county-centre.xlsx"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["text", "excel", "word", "html", "markdown", "csv", "json"])
def test_every_format_lists_what_is_to_be_answered_first(framework: Framework, name: str, language: Language) -> None:
    """Each blank by its id, as a step without effort; and, but for the bare list, at which coverage it was made."""
    county = assess(framework, read(COUNTY, framework))
    shown = outlook(framework, county, Goal(target=60.0), language=language)
    blanks = [result.id for result in county.results if result.outcome == "unanswered"]
    assert sorted(each.id for each in shown.plan.blanks) == sorted(blanks)
    if name == "text":
        said = render(shown, top=None)
    elif name == "json":
        document = json.loads(rendered(shown, "json"))
        assert [each["id"] for each in document["blanks"]] == [each.id for each in shown.plan.blanks]
        assert document["before"]["coverage"] == county.index.coverage
        assert all(each["low"] <= each["high"] for each in document["blanks"])
        return
    elif name == "excel":
        cells = (cell for row in opened(shown).worksheets[0].iter_rows(values_only=True) for cell in row)
        said = "\n".join(str(cell) for cell in cells if cell is not None)
    else:
        said = said_in(name, rendered(shown, name))
    assert all(each in said for each in blanks)
    assert {"zh": "先填报", "en": "nswer first"}[language] in said
    assert name == "csv" or "86.5%" in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_where_nothing_is_answered_the_plan_says_to_fill_in_first(framework: Framework, language: Language) -> None:
    """With and without a goal, and never that it is reached already."""
    silent = assess(framework, read(fill(framework), framework))
    for goal in (Goal(), Goal(target=60.0), Goal(level="L3"), Goal(budget=12)):
        shown = outlook(framework, silent, goal, language=language)
        said = render(shown)
        assert {"zh": "先填报问卷，再作计划", "en": "fill in the questionnaire first"}[language] in said.replace(
            "\n", " "
        )
        assert "0.0%" in said
        assert shown.plan.tasks == shown.plan.prospects == ()


@pytest.mark.parametrize("path", [CITY, COUNTY], ids=lambda path: path.stem)
def test_no_target_step_is_shown_beside_a_next_step_that_goes_as_far(framework: Framework, path: Path) -> None:
    """Neither "+0.2 against +0.1", nor the same step twice."""
    judged = assess(framework, read(path, framework))
    for result in judged.results:
        if result.next_step and result.to_target:
            assert result.to_target.points >= result.next_step.points
            assert result.to_target.gain >= result.next_step.gain
    for prospect in plan(framework, judged, Goal()).prospects:
        if prospect.target:
            assert prospect.target.move.points > prospect.next.move.points
