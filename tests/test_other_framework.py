"""Nothing in the program knows the shipped policy: libraries assess themselves with the same commands.

`frameworks/reading-rooms` has other words, other ids, no level of stations and no year; its slopes are logarithmic,
its means geometric, what is unanswered is left out, its levels are stages, and it has a word of its own for everything.
"""

import ast
import json
import math
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import ROOT
from every_output import OF_THE_POLICY, outputs
from filling import ANSWER, EVIDENCE, cell_of, page_of, row_of
from running import convergence
from words_of_a_framework import words_of

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.rubric.load import load
from convergence_cli.texts import say
from convergence_cli.texts.vocabulary import speaking
from convergence_cli.trial.run import run_trials

FOLDER = ROOT / "tests" / "frameworks" / "reading-rooms"
FOREIGN = {
    "reading-rooms": (
        FOLDER,
        {"zh": "机构|家图书馆|政策|红线|等级", "en": "stations?|polic(?:y|ies)|red lines?|levels?"},
    ),
    "human-development": (
        ROOT / "examples" / "frameworks" / "human-development",
        {"en": "stations?|polic(?:y|ies)|levels?"},
    ),
}
"""Frameworks that are not the policy's, and by language what they call otherwise."""
LANGUAGES = [("reading-rooms", "zh"), ("human-development", "en")]
# What programs read: keys of JSON, and names of options, parts of a page and properties.
_FOR_MACHINES = re.compile(
    r"\"\w+\":|\"red-lines\"|--[a-z][a-z-]+|#red-lines|Content-Security-Policy|(?:id|class|data-[a-z]+)=\"[^\"]*\""
    r"|aria-[a-z]+=\"[^\"]*\"|name=\"level\"|(?:name|type)=\"(?:min-level|fail-on red-line)\""
    r"|gate (?:min-level|fail-on red-line)"
    r"|data-(?:level|red)\b|<t>(?:level|station)</t>"
)


@pytest.fixture(scope="module")
def libraries() -> Framework:
    return load(FOLDER)


@pytest.fixture(scope="module")
def filled(libraries: Framework, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form that the program writes, filled in by a library: 100 visits, two rooms, one of them step-free."""
    path = tmp_path_factory.mktemp("libraries") / "library.xlsx"
    done = convergence("template", path, "--rubrics", FOLDER, "--lang", "zh")
    assert done.returncode == 0, done.stderr
    workbook = openpyxl.load_workbook(path)
    about = workbook["图书馆信息"]
    given = {
        "library": "青石市图书馆",
        "size": "总馆",
        "A1.visits": 100,
        "B1.labels": "个别书架试行",
        "B1.catalogue": "是",
    }
    for name, answer in given.items():
        cell = cell_of(workbook, name, ANSWER) if "." in name else about.cell(row_of(about, name), 4)
        cell.value = answer
    cell_of(workbook, "A1.visits", EVIDENCE).value = "门禁报表"
    page = page_of(workbook, libraries, "rooms")
    for row, line in enumerate((("甲", 12, "是"), ("乙", 12, "否")), 6):
        for column, content in enumerate(line, 1):
            page.cell(row, column).value = content
    workbook.save(path)
    return path


def names_no_policy(text: str) -> None:
    assert OF_THE_POLICY.findall(text) == []


@pytest.mark.parametrize(("name", "language"), LANGUAGES)
def test_no_output_of_a_foreign_framework_names_the_policy_or_says_our_words(
    name: str, language: Language, tmp_path: Path
) -> None:
    """Each command in each format, also where nobody looks: properties of files, hidden sheets, headers."""
    folder, ours = FOREIGN[name]
    otherwise = re.compile(
        rf"(?:{ours[language]})" if language == "zh" else rf"\b(?:{ours[language]})\b", re.IGNORECASE
    )
    seen = set()
    for command, text in outputs(folder, language, tmp_path):
        seen.add(command)
        assert (command, OF_THE_POLICY.findall(text)) == (command, [])
        assert (command, otherwise.findall(_FOR_MACHINES.sub("", text))) == (command, [])
    assert len(seen) > 50


def test_the_framework_is_sound_and_its_tests_reach_all_of_it(libraries: Framework) -> None:
    done = run_trials(libraries, FOLDER)
    assert done.problems == ()
    assert done.unreached == ()


def test_its_form_names_no_policy(filled: Path) -> None:
    names_no_policy(words_of(filled))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_its_report_names_no_policy(filled: Path, language: str) -> None:
    done = convergence("assess", filled, "--rubrics", FOLDER, "--all", "--lang", language)
    assert done.returncode == 0, done.stderr
    names_no_policy(done.stdout)
    assert ("铜级" if language == "zh" else "Bronze") in done.stdout


@pytest.fixture(scope="module")
def report(filled: Path) -> dict[str, Any]:
    done = convergence("assess", filled, "--rubrics", FOLDER, "--format", "json", "--lang", "en")
    assert done.returncode == 0, done.stderr
    names_no_policy(done.stdout)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_its_numbers_are_those_of_paper_and_pencil(report: dict[str, Any]) -> None:
    """√(50 × 25), then with 64 again, then three parts of that to one of 40; waiting is unanswered and left out."""
    (station,) = report["stations"]
    points = {item["id"]: item["points"] for item in station["indicators"]}
    assert points == {
        "A1.visits": 50, "A1.hours": 25, "A2.waiting": None, "A2.step-free": 64, "B1.labels": 40, "B1.catalogue": 100,
    }  # fmt: skip
    access = math.sqrt(math.sqrt(50 * 25) * 64)
    scores = {node["id"]: node["score"] for node in (*station["chapters"], *station["measures"])}
    assert math.isclose(scores["A1"], math.sqrt(50 * 25))
    assert math.isclose(scores["A2"], 64)
    assert math.isclose(scores["access"], access)
    assert math.isclose(scores["stock"], 40)
    assert math.isclose(station["index"]["score"], (access**3 * 40) ** 0.25)
    assert station["index"]["floor"] == 0  # a geometric mean with a zero in it
    assert station["index"]["ceiling"] > station["index"]["score"]
    assert not station["additive"]
    assert (station["level"], station["next_level"]) == ("bronze", "silver")
    assert {(item["kind"], item["id"]) for item in station["blockers"]} == {("index", "index")}
    assert report["framework"] == {
        "id": "reading-rooms",
        "version": "1.2.0",
        "sha256": load(FOLDER).sha256,
        "title": "Self-assessment of public libraries",
        "number": "青文〔2024〕7号",
        "extends": [],
    }


def test_the_excel_report_names_no_policy(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "gaps.xlsx"
    done = convergence("assess", filled, "--rubrics", FOLDER, "--export", target, "--lang", "en")
    assert done.returncode == 0, done.stderr
    names_no_policy(words_of(target))


@pytest.mark.parametrize(
    "command",
    [("rubrics", "list"), ("rubrics", "coverage"), ("rubrics", "catalogue"), ("explain", "A2.waiting", "--rubrics")],
)
def test_its_pages_name_no_policy(command: tuple[str, ...]) -> None:
    done = convergence(*command, FOLDER)
    assert done.returncode == 0, done.stderr
    names_no_policy(done.stdout)


def test_its_answers_are_checked_carried_over_and_merged(filled: Path, tmp_path: Path) -> None:
    assert convergence("check", filled, "--rubrics", FOLDER).returncode == 0
    again = tmp_path / "again.xlsx"
    again.write_bytes(filled.read_bytes())
    for command in (("migrate", filled), ("merge", filled, again)):
        target = tmp_path / f"{command[0]}.xlsx"
        done = convergence(*command, "-o", target, "--rubrics", FOLDER)
        assert done.returncode == 0, done.stderr
        workbook = openpyxl.load_workbook(target)
        assert cell_of(workbook, "A1.visits").value == 100


def test_the_shipped_framework_refuses_its_form(filled: Path) -> None:
    done = convergence("assess", filled, "--lang", "en")
    assert done.returncode == 2
    assert "error[other-framework]" in done.stderr


def test_an_overlay_may_lie_on_it(tmp_path: Path) -> None:
    folder = tmp_path / "town"
    done = convergence("rubrics", "new", folder, "--extends", FOLDER)
    assert done.returncode == 0, done.stderr
    assert convergence("rubrics", "check", folder).returncode == 0
    assert convergence("rubrics", "test", folder).returncode == 0


def test_no_code_knows_an_id_of_the_policy(framework: Framework) -> None:
    """Texts and names of code hold no id of a measure, an indicator, a chapter, a table or a profile question.

    `level` is what an option of the command line asks for, and `name` is a word like any other. By `province` and
    `period` stations of one name are told apart and years put in order, where a framework has such questions: the
    room that does so may say so. `kind` is a key of JSON documents, which say what kind of thing they tell of, and an
    argument of `rubrics schema`.
    """
    known = {item.id for item in (*framework.measures, *framework.indicators, *framework.chapters, *framework.checks)}
    known |= {item.id for item in (*framework.tables, *framework.profile)} | set(framework.reasons)
    shared = {"level", "name"}
    told_apart = {("kind.py", "period"), ("kind.py", "province"), ("json.py", "kind"), ("read.py", "kind")}
    told_apart |= {("rubrics.py", "kind")}
    found = set()
    for path in sorted((ROOT / "convergence_cli").rglob("*.py")):
        if "texts" not in path.parts:
            tree = ast.parse(path.read_text("utf-8"))
            texts = {
                node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
            found |= {(path.name, text) for text in texts & (known - shared)}
    assert found == told_apart


def test_a_word_of_a_framework_is_taken_as_it_stands() -> None:
    """A word of ours inside one of theirs is not exchanged once more, and a backslash is no group of a pattern."""
    theirs = {
        "unit": ("等级", r"level \1"),
        "units": ("等级", r"levels \1"),
        "level": ("档", "tier"),
        "counter": ("座", ""),
    }
    with speaking(theirs):
        assert say("en", "cohort.title", count=2) == r"Assessment of levels \1: 2"
        assert say("zh", "cohort.title", count=2) == "2 座等级评估总览"
