"""Every code that a workbook can earn is provoked by one: a message that nobody has seen may be wrong.

Codes are provoked by the hostile files, by the cases, and by what stands here. Those of options and of rubrics
have tests of their own (`test_cli.py`, `test_lint.py` and others).
"""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from case_files import PATHS
from filling import fill, found, rewrite
from hostile import HOSTILE
from markdown_workbook import parse
from running import convergence

from convergence_cli.errors import Problem
from convergence_cli.model.framework import Framework
from convergence_cli.scoring.engine import SAYS, assess
from convergence_cli.texts import hint, message
from convergence_cli.texts.problems import answers, files, workbook

CODES = {key for words in (files.WORDS, workbook.WORDS, answers.WORDS) for key in words if "/" not in key}
# They come up when answers are carried from one workbook to another.
CARRYING = {"merge-conflict", "merge-joined-evidence", "merge-joined-note", "answer-not-asked"}
# They need a question that takes evidence option by option: `test_option_evidence.py` has one.
BY_OPTION = {"option-row", "evidence-not-ticked", "evidence-not-by-option", "evidence-for-all"}
# It needs a sheet of own targets: `test_own_targets.py` has one.
AIMED = {"target-out-of-scope"}
# They come up with a version map that the shipped framework has no need of: `test_versions.py` has one.
MAPPED = {"id-renamed", "id-split", "id-retired", "ids-differ"}

# They come up in tables whose rows the framework lists, of which the shipped one has none: `test_fixed_rows.py` does.
LISTED = {"row-title-changed"}
# It takes thousands of problems: `test_costing.py` has them.
MANY = {"more-of-the-same", "rows-not-read"}


def damaged(framework: Framework) -> Path:
    """Whole as a zip, and no workbook that can be opened."""
    return rewrite(fill(framework), lambda part, xml: "<workbook" if part == "xl/workbook.xml" else xml)


def folder(_: Framework) -> Path:
    return Path(__file__).parent


def missing(_: Framework) -> Path:
    return Path(__file__).parent / "gone.xlsx"


def not_confirmed(framework: Framework) -> Path:
    def edit(book: object) -> None:
        book["表-考核指标表"]["B3"] = "大概"  # type: ignore[index]

    return fill(framework, edit=edit)


def lock(framework: Framework) -> Path:
    """As LibreOffice leaves it beside an open workbook."""
    path = fill(framework).with_name(".~lock.a.xlsx#")
    path.write_text(",clerk,desk,28.11.2026 10:00,file:///tmp;", encoding="utf-8")
    return path


YEARS = {"date-outside-year", "evidence-earlier-year", "left-as-carried"}
"""In `test_last_time`, whose forms know of two years."""
PARTS = {"form-is-part"}
"""In `test_departments`."""
HERE: dict[str, Callable[[Framework], Path]] = {
    "file-damaged": damaged,
    "file-is-directory": folder,
    "file-is-lock": lock,
    "file-not-found": missing,
    "not-yes-no": not_confirmed,
}


@pytest.mark.parametrize("code", HERE)
def test_the_code_is_earned(code: str, framework: Framework) -> None:
    _, problems = found(HERE[code](framework), framework)
    assert code in {item.code for item in problems}
    spoken(problems)


def spoken(problems: tuple[Problem, ...]) -> None:
    """Each has its words in both languages, all placeholders filled in."""
    for item in problems:
        for language in ("zh", "en"):
            said = message(language, item) + hint(language, item)
            assert said
            assert "{" not in said.replace("{…}", "")


def test_a_failed_cross_check_is_a_problem(framework: Framework) -> None:
    """It needs scoring, because it needs every answer."""
    rows = [["首发率", "共用", 80, 0.9, "首发", "是"], ["收视率", "共用", 80, 0.9, "否", "是"]]
    questionnaire, _ = found(fill(framework, tables={"kpi": rows}), framework)
    assert questionnaire is not None
    problems = assess(framework, questionnaire).problems
    assert "check-failed" in {item.code for item in problems}
    spoken(problems)


def test_nothing_to_compute_from_is_a_note(framework: Framework) -> None:
    """It needs scoring, because the framework says what it means: for each of the two that read this table."""
    questionnaire, _ = found(fill(framework, confirmed=["brands"]), framework)
    assert questionnaire is not None
    problems = assess(framework, questionnaire).problems
    assert [(item.code, item.severity) for item in problems] == [("nothing-to-compute", "note")] * 2
    assert {dict(item.values)["id"] for item in problems} == {"M05.brands", "M05.brand-matrix"}
    spoken(problems)


def provoked() -> set[str]:
    """The codes that some workbook of the tests earns."""
    codes = {code for _, code in HOSTILE.values()} | set(HERE) | SAYS
    for path in PATHS:
        if path.suffix == ".md":
            expected = parse(path.read_text("utf-8")).expected
        else:
            expected = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
        codes |= {line.split()[1] for line in expected["problems"]}
    return codes


def test_every_code_of_a_workbook_is_provoked() -> None:
    assert CODES - provoked() - CARRYING - MAPPED - BY_OPTION - AIMED - MANY - LISTED - YEARS - PARTS == set()


def test_the_exceptions_are_provoked_where_they_say() -> None:
    """So that they cannot grow unseen."""
    tests = [(Path(__file__).parent / name).read_text("utf-8") for name in ("test_carry.py", "test_merge.py")]
    mapped = (Path(__file__).parent / "test_versions.py").read_text("utf-8")
    costly = (Path(__file__).parent / "test_costing.py").read_text("utf-8")
    options = (Path(__file__).parent / "test_option_evidence.py").read_text("utf-8")
    aimed = (Path(__file__).parent / "test_own_targets.py").read_text("utf-8")
    assert {code for code in AIMED if f'"{code}"' not in aimed} == set()
    assert {code for code in BY_OPTION if f'"{code}"' not in options} == set()
    assert {code for code in MANY if f'"{code}"' not in costly} == set()
    listed = (Path(__file__).parent / "test_fixed_rows.py").read_text("utf-8")
    assert {code for code in LISTED if f'"{code}"' not in listed} == set()
    assert {code for code in MAPPED if f'"{code}"' not in mapped} == set()
    assert {code for code in ("merge-conflict", "merge-joined-evidence") if code not in tests[1]} == set()
    assert "does not ask" in tests[0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_explain_says_title_meaning_and_remedy_of_any_code(language: str) -> None:
    shown = convergence("explain", "unknown-option", "--lang", language).stdout
    words = answers.WORDS
    at = 0 if language == "zh" else 1
    assert shown.startswith(f"unknown-option  {words['unknown-option/title'][at]}\n")
    assert words["unknown-option/why"][at][:10] in shown.replace("\n    ", "").replace("\n  ", "")
