"""Which ways of scoring there are, and which of them a test takes: counted by hand for the tiny framework."""

from pathlib import Path

import pytest
from tiny_rubric import FILES, built, mutated, write

from convergence_cli.model.framework import Framework
from convergence_cli.trial.branches import branches
from convergence_cli.trial.run import run_trials

STUDIOS = "M01.studios: score.by.level"
LIST = "M02.list: score.checklist"


@pytest.fixture(scope="module")
def tiny() -> Framework:
    return built()


def unreached(tiny: Framework, folder: Path, tests: str) -> set[str]:
    done = run_trials(tiny, write(folder, {"tests/M01.yaml": f"tests:\n{tests}"}))
    assert done.problems == ()
    return set(done.unreached)


def test_every_way_of_scoring_is_a_branch(tiny: Framework) -> None:
    """Each indicator: unanswered, met and short of its target; then what its function has; levels and checks."""
    own = {
        "M01.share": ["ask.when_empty.0", *(f"score.bands[{place}]" for place in range(3))],
        "M01.studios": [
            *(f"score.by.level.city.capped ({part})" for part in ("below", "full")),
            *(f"score.by.level.county.ramp ({part})" for part in ("0", "between", "100")),
        ],
        "M02.step": ["not_applicable.no-business", "score.scale.low", "score.scale.high"],
        "M02.list": [
            "score.checklist.items.a",
            "score.checklist.items.b",
            "score.checklist.must_have.a (missing)",
            "score.checklist (none)",
            "score.checklist (all)",
        ],
        "M02.pick": ["score.choices.a", "score.choices.b"],
        "M02.rule": ["score.expect (yes)", "score.expect (no)"],
        "M02.day": ["score.bands[0]", "score.bands[1]"],
    }
    common = ["unanswered", "target (met)", "target (short)"]
    expected = {f"{name}: {branch}" for name, special in own.items() for branch in [*common, *special]}
    found = branches(tiny)
    assert set(found) == expected | {"levels.L1", "levels.L2", "checks.adds-up"}
    assert len(found) == len(set(found))


def test_a_function_for_stations_that_are_not_asked_is_no_branch() -> None:
    """`applies` leaves the county out, so its slope scores nobody."""
    files = mutated("M01.yaml", "    ask: {type: integer", "    applies: {level: [city]}\n    ask: {type: integer")
    found = branches(built(files))
    assert not [branch for branch in found if branch.startswith(f"{STUDIOS}.county")]
    assert "M01.studios: applies (out of scope)" in found


@pytest.mark.parametrize(
    ("answer", "level", "reached"),
    [
        ("5", "city", "city.capped (below)"),
        ("6", "city", "city.capped (full)"),
        ("0", "county", "county.ramp (0)"),
        ("1", "county", "county.ramp (between)"),
        ("2", "county", "county.ramp (100)"),
    ],
)
def test_a_slope_is_taken_below_at_and_beyond_its_ends(
    tiny: Framework, tmp_path: Path, answer: str, level: str, reached: str
) -> None:
    test = f"  - {{name: a, profile: {{level: {level}}}, answers: {{M01.studios: {answer}}}}}\n"
    every = {branch for branch in branches(tiny) if branch.startswith(STUDIOS)}
    assert every - unreached(tiny, tmp_path, test) == {f"{STUDIOS}.{reached}"}


@pytest.mark.parametrize(
    ("ticked", "reached"),
    [
        ("[]", {" (none)"}),
        ("[a]", {".items.a"}),
        ("[b]", {".items.b", ".must_have.a (missing)"}),
        ("[a, b]", {".items.a", ".items.b", " (all)"}),
    ],
)
def test_a_must_have_is_reached_where_its_absence_costs_points(
    tiny: Framework, tmp_path: Path, ticked: str, reached: set[str]
) -> None:
    """Of a list of 3, b alone would be 33.3 and is held at 20; nothing ticked is nothing either way."""
    test = f"  - {{name: a, profile: {{level: city}}, answers: {{M02.list: {ticked}}}}}\n"
    every = {branch for branch in branches(tiny) if branch.startswith(LIST)}
    assert every - unreached(tiny, tmp_path, test) == {f"{LIST}{branch}" for branch in reached}


def test_a_check_is_reached_where_it_fails(tiny: Framework, tmp_path: Path) -> None:
    sound = "  - {name: a, tables: {kpi: [{weight: 100%, mobile: true}]}}\n"
    broken = "  - {name: a, tables: {kpi: [{weight: 90%, mobile: true}]}, checks: [adds-up]}\n"
    assert "checks.adds-up" in unreached(tiny, tmp_path / "sound", sound)
    assert "checks.adds-up" not in unreached(tiny, tmp_path / "broken", broken)


def test_each_target_of_its_own_has_to_be_met_and_missed() -> None:
    files = mutated(
        "M02.yaml", '    score: {expect: "yes"}', '    score: {expect: "yes"}\n    target_by: {level: {city: 80}}'
    )
    found = [branch for branch in branches(built(files)) if branch.startswith("M02.rule: target")]
    assert found == [
        "M02.rule: target (met)",
        "M02.rule: target (short)",
        "M02.rule: target_by.level.city (met)",
        "M02.rule: target_by.level.city (short)",
    ]


def test_a_target_of_nothing_cannot_be_missed() -> None:
    """So no test has to miss it; one that holds for some stations, neither."""
    files = mutated(
        "M02.yaml",
        '    score: {expect: "yes"}',
        '    score: {expect: "yes"}\n    target: 0\n    target_by: {level: {city: 80, county: 0}}',
    )
    files["M02.yaml"] = files["M02.yaml"].replace("    red_line: {unless: met}\n", "")
    found = [branch for branch in branches(built(files)) if branch.startswith("M02.rule: target")]
    assert found == [
        "M02.rule: target (met)",
        "M02.rule: target_by.level.city (met)",
        "M02.rule: target_by.level.city (short)",
        "M02.rule: target_by.level.county (met)",
    ]


def test_files_of_the_tiny_framework_are_sound() -> None:
    """Else the counts above would be of something else."""
    assert built(FILES).indicators
