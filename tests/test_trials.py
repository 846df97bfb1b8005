"""A framework's own unit tests: they run, they fail when they should, and a misspelt name tests nothing in silence."""

from pathlib import Path

import pytest
from tiny_rubric import built, write

from convergence_cli.errors import RubricError
from convergence_cli.model.framework import Framework
from convergence_cli.rubric.load import find
from convergence_cli.trial.run import TrialRun, run_trials

# M01.share by bands: above 50% 100, from 30% 60. M01 = (3 * 60 + 1 * 50) / 4 = 57.5; M02 = 100 / 5 = 20.
# Index = (57.5 + 20) / 2 = 38.75. In a city 3 studios of 6 are 50 points; L1 asks for 20 and 10 a chapter.
GOOD = """\
tests:
  - name: a share of exactly half is not above it
    profile: {level: city}
    tables: {kpi: [{weight: 15%, mobile: true}, {weight: 35%, mobile: true}, {weight: 50%, mobile: false}]}
    answers: {M01.studios: 3, M02.rule: true}
    expect:
      M01.share: {points: 60, outcome: partial}
      M01.studios: {points: 50}
      M02.list: {outcome: unanswered}
    index: 38.75
    level: L1
    checks: []
"""


@pytest.fixture(scope="module")
def tiny() -> Framework:
    return built()


def run(tiny: Framework, folder: Path, text: str) -> TrialRun:
    return run_trials(tiny, write(folder, {"tests/M01.yaml": text}))


def test_a_test_that_holds_passes_and_is_counted(tiny: Framework, tmp_path: Path) -> None:
    """Three indicators, the index, the level and the checks are six expectations."""
    done = run(tiny, tmp_path, GOOD)
    assert (done.tests, done.expectations, done.problems) == (1, 6, ())


@pytest.mark.parametrize(
    ("old", "new", "expected", "found"),
    [
        ("points: 60", "points: 100", "100", "60"),
        ("points: 60", "points: 60.00001", "60.00001", "60"),
        ("outcome: partial", "outcome: met", "met", "partial"),
        ("outcome: unanswered", "outcome: unmet", "unmet", "unanswered"),
        ("outcome: unanswered", "points: 0", "0", "None"),  # blank is not zero
        ("index: 38.75", "index: 38.76", "38.76", "38.75"),
        ("level: L1", "level: none", "none", "L1"),
        ("level: L1", "level: L2", "L2", "L1"),
        # 80% in the table: the check speaks up, and the test said that none would
        ("weight: 50%", "weight: 30%", "[]", "['adds-up']"),
    ],
)
def test_a_test_that_does_not_hold_fails_with_both_values(
    old: str, new: str, expected: str, found: str, tiny: Framework, tmp_path: Path
) -> None:
    assert old in GOOD
    (problem,) = run(tiny, tmp_path, GOOD.replace(old, new)).problems
    assert (problem.code, problem.location.file) == ("rubric-test-failed", "tests/M01.yaml")
    assert (dict(problem.values)["expected"], dict(problem.values)["found"]) == (expected, found)


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("M01.studios: 3", "M01.studio: 3", "M01.studio"),
        ("M02.list: {outcome", "M02.lists: {outcome", "M02.lists"),
        ("kpi: [", "kpis: [", "kpis"),
        ("{weight: 15%,", "{wieght: 15%,", "wieght"),
        ("level: city", "levle: city", "levle"),
        ("level: city", "level: town", "town"),
        ("mobile: false}", "mobile: false, kind: tvv}", "tvv"),
        ("M02.rule: true", "M02.rule: true, M02.pick: c", "c"),
        ("M02.rule: true", "M02.rule: true, M02.list: [a, z]", "z"),
        ("checks: []", "checks: [adds-upp]", "adds-upp"),
    ],
)
def test_a_name_that_does_not_exist_is_a_problem(
    old: str, new: str, name: str, tiny: Framework, tmp_path: Path
) -> None:
    """Else a misspelt indicator would be tested by nobody."""
    assert old in GOOD
    problems = run(tiny, tmp_path, GOOD.replace(old, new)).problems
    assert ("rubric-test-unknown", name) in [(item.code, dict(item.values)["found"]) for item in problems]


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("M02.rule: true", "M02.rule: yes", "M02.rule"),  # text, not a truth value: it would score as no
        ("M01.studios: 3", "M01.studios: three", "M01.studios"),
        ("M01.studios: 3", "M01.studios: 2.5", "M01.studios"),
        ("M01.studios: 3", "M01.share: 40%", "M01.share"),  # computed: the table answers it
        ("M02.rule: true", "M02.list: a", "M02.list"),
        ("weight: 50%", "weight: half", "kpi.weight"),
        ("level: city}", "level: city, staff: many}", "staff"),
    ],
)
def test_an_answer_that_could_not_be_given_is_a_problem(
    old: str, new: str, name: str, tiny: Framework, tmp_path: Path
) -> None:
    """Else the test would guard something else than it says."""
    assert old in GOOD
    problems = run(tiny, tmp_path, GOOD.replace(old, new)).problems
    assert ("rubric-test-unfit", name) in [(item.code, dict(item.values)["id"]) for item in problems]


def test_a_reason_that_the_indicator_does_not_permit_is_a_problem(tiny: Framework, tmp_path: Path) -> None:
    text = GOOD.replace("    expect:", "    not_applicable: {M01.share: no-business}\n    expect:")
    codes = [item.code for item in run(tiny, tmp_path, text).problems]
    assert codes == ["rubric-test-unknown"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "yaml-wrong-type"),
        ("test: []\n", "yaml-unknown-key"),
        ("tests: [{expect: {}}]\n", "yaml-missing-key"),
        ("tests: [{name: a, indxe: 5}]\n", "yaml-unknown-key"),
        ("tests: [{name: a, index: high}]\n", "yaml-wrong-type"),
        ("tests: [{name: a, name: b}]\n", "yaml-duplicate-key"),
        ("tests: [", "yaml-syntax"),
    ],
)
def test_a_file_that_is_no_test_file_is_refused(text: str, code: str, tiny: Framework, tmp_path: Path) -> None:
    """An empty file too: it tests nothing, and says so."""
    with pytest.raises(RubricError) as caught:
        run(tiny, tmp_path, text)
    assert code in [item.code for item in caught.value.problems]
    assert all(item.location.file == "tests/M01.yaml" for item in caught.value.problems)


def test_all_faults_of_all_test_files_are_reported(tiny: Framework, tmp_path: Path) -> None:
    """A file in another encoding is named and does not hide the next one."""
    folder = write(tmp_path, {"tests/b.yaml": "tests: [{nmae: a}]\n", "tests/c.yaml": GOOD})
    (folder / "tests" / "a.yaml").write_bytes("tests: [{name: 甲}]\n".encode("gbk"))
    with pytest.raises(RubricError) as caught:
        run_trials(tiny, folder)
    found = {(item.location.file, item.code) for item in caught.value.problems}
    assert {("tests/a.yaml", "file-not-utf-8"), ("tests/b.yaml", "yaml-unknown-key")} <= found


def test_a_byte_order_mark_changes_nothing(tiny: Framework, tmp_path: Path) -> None:
    assert run(tiny, tmp_path, "\ufeff" + GOOD).problems == ()


def test_not_applicable_and_confirmed_empty(tiny: Framework, tmp_path: Path) -> None:
    """`tables: {kpi: []}` is the station's word that there is nothing; leaving the table out is silence."""
    text = """\
tests:
  - name: confirmed empty is zero
    tables: {kpi: []}
    not_applicable: {M02.step: no-business}
    profile: {level: county}
    expect: {M01.share: {points: 0, outcome: unmet}, M02.step: {outcome: not_applicable}}
  - name: silence is unanswered
    profile: {level: county}
    expect: {M01.share: {outcome: unanswered}}
"""
    done = run(tiny, tmp_path, text)
    assert (done.tests, done.expectations, done.problems) == (2, 3, ())


def test_the_shipped_tests_all_pass_and_reach_every_branch_of_the_scoring(framework: Framework) -> None:
    """Each band, option, item, end of a slope, target, reason, level and cross-check, for each kind of station."""
    done = run_trials(framework, find())
    assert done.problems == ()
    assert done.tests >= len(framework.indicators)
    assert done.unreached == ()
    assert done.branches > 10 * len(framework.indicators)


LIKE = (
    GOOD
    + """\
  - name: the same station without its second measure
    like: a share of exactly half is not above it
    blank: [M02]
    expect: {M01.share: {points: 60}, M02.rule: {outcome: unanswered}}
    index: 28.75
  - name: the same station in a county, with two studios and without its table
    like: a share of exactly half is not above it
    profile: {level: county}
    blank: [kpi]
    answers: {M01.studios: 2}
    not_applicable: {M02.step: no-business}
    expect: {M01.share: {outcome: unanswered}, M01.studios: {points: 100}, M02.step: {outcome: not_applicable}}
    index: 25
  - name: an answer takes the place of a reason
    like: the same station in a county, with two studios and without its table
    answers: {M02.step: high}
    expect: {M02.step: {points: 100}, M01.studios: {points: 100}}
"""
)


def test_a_test_may_be_like_another_one(tiny: Framework, tmp_path: Path) -> None:
    """M01 alone is 57.5, half of it 28.75. In the county M01 = 100 / 4 = 25 and M02 = 100 / 4 = 25."""
    done = run(tiny, tmp_path, LIKE)
    assert (done.tests, done.problems) == (4, ())


@pytest.mark.parametrize(
    ("old", "new", "code", "found"),
    [
        ("like: a share", "like: the share", "rubric-test-unknown", "the share of exactly half is not above it"),
        ("blank: [M02]", "blank: [M03]", "rubric-test-unknown", "M03"),
        (
            "name: the same station without its second measure",
            "name: a share of exactly half is not above it",
            "id-not-unique",
            "a share of exactly half is not above it",
        ),
    ],
)
def test_what_a_test_leans_on_has_to_be_there(
    tiny: Framework, tmp_path: Path, old: str, new: str, code: str, found: str
) -> None:
    """Else it would test another station than it says."""
    assert old in LIKE
    try:
        problems = run(tiny, tmp_path, LIKE.replace(old, new, 1)).problems
    except RubricError as error:
        problems = error.problems
    assert [(item.code, dict(item.values)["found"]) for item in problems] == [(code, found)]


@pytest.mark.parametrize(("within", "failed"), [("0.01", 1), ("0.04", 0), ("0.05", 0)])
def test_a_published_number_is_as_exact_as_it_was_printed(
    within: str, failed: int, tiny: Framework, tmp_path: Path
) -> None:
    """One room of six is 16.6666… points, published as 16.7; the index is an eighth of that."""
    expect = f"{{M01.studios: {{points: 16.7, within: {within}}}}}"
    text = "profile: {level: city, year: 2025}\ntests:\n  - {name: a, answers: {M01.studios: 1}, "
    text += f"expect: {expect}}}\n"
    assert len(run(tiny, tmp_path, text).problems) == failed
    whole = text.replace(f"expect: {expect}", f"index: {100 / 6 / 8 + 0.04}, within: {within}")
    assert len(run(tiny, tmp_path, whole).problems) == failed


@pytest.mark.parametrize("where", ["index: 5, within: {}", "expect: {{M01.studios: {{points: 5, within: {}}}}}"])
@pytest.mark.parametrize("within", ["-0.1", "1.5", "1e5"])
def test_a_tolerance_that_shows_nothing_is_refused(where: str, within: str, tiny: Framework, tmp_path: Path) -> None:
    text = f"profile: {{level: city, year: 2025}}\ntests:\n  - {{name: a, {where.format(within)}}}\n"
    (found,) = run(tiny, tmp_path, text).problems
    assert found.code == "tolerance-out-of-range"
    assert found.location.line == 3
