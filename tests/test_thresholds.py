"""Gates whose threshold is another for stations of one level."""

import json
from pathlib import Path

import pytest
from conftest import ROOT
from running import convergence

from convergence_cli.cli.gating import gates_of
from convergence_cli.errors import ConfigError
from convergence_cli.gate.gates import Thresholds
from convergence_cli.model.framework import Framework

EXAMPLES = ROOT / "examples"


def test_each_level_is_held_to_its_own_and_all_others_to_the_usual_one(tmp_path: Path) -> None:
    """48.2 of a city and 34.0 of a county; a saved report says the same again."""
    books = [EXAMPLES / f"{name}.xlsx" for name in ("typical-city", "county-centre")]
    for words, code in ((["--fail-under", "45"], 1), (["--fail-under", "45", "--for", "县级：fail-under=34"], 0)):
        report = tmp_path / f"{code}.json"
        done = convergence("batch", *books, *words, "--export", report, "--lang", "zh", "--jobs", "1")
        assert done.returncode == code, done.stderr
        gates = json.loads(report.read_bytes())["gates"]
        assert [gate["need"] for gate in gates] == (["45.0", "45.0"] if code else ["34.0", "45.0"])
        assert convergence("report", report).returncode == 0
    document = json.loads(report.read_bytes())
    for gate, change in ((0, {"need": "33.0"}), (1, {"need": "40.0"}), (0, {"passed": False})):
        altered = json.loads(json.dumps(document))
        altered["gates"][gate].update(change)
        (tmp_path / "altered.json").write_text(json.dumps(altered), "utf-8")
        told = convergence("report", tmp_path / "altered.json")
        # Another number that is passed as well could have been asked for; what does not follow from it could not.
        assert (told.returncode, "report-altered" in told.stderr) == ((0, False) if "need" in change else (2, True))
    for dropped in (0, 1):
        altered = json.loads(json.dumps(document))
        del altered["gates"][dropped]
        (tmp_path / "altered.json").write_text(json.dumps(altered), "utf-8")
        assert "report-altered" in convergence("report", tmp_path / "altered.json").stderr


def test_every_threshold_has_levels(framework: Framework) -> None:
    """By names in either language, others stay as usual."""
    usual = {"fail_under": 50.0, "fail_under_chapter": 30.0, "min_coverage": "90%", "min_level": "L2"}
    found = gates_of(
        framework, **usual, for_=["county:fail-under=40", "县级:min-coverage=60%", "Central:min-level=良好"]
    )
    assert found.thresholds == Thresholds(fail_under=50.0, fail_under_chapter=30.0, min_coverage=90.0, min_level="L2")
    assert found.by_level == {
        "county": Thresholds(fail_under=40.0, fail_under_chapter=30.0, min_coverage=60.0, min_level="L2"),
        "central": Thresholds(fail_under=50.0, fail_under_chapter=30.0, min_coverage=90.0, min_level="L4"),
    }


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (["county:fail-under"], "option-value"),
        (["fail-under=40"], "option-value"),
        (["county:fail-on=40"], "option-value"),
        (["county:fail-under=viel"], "option-value"),
        (["county:fail-under=101"], "option-value"),
        (["village:fail-under=40"], "name-unknown"),
        (["county:fail-under=40", "县级:fail-under=30"], "option-value"),
        (["county:min-level=L2"], "option-needs"),
    ],
)
def test_what_is_no_threshold_of_a_level_is_refused(asked: list[str], code: str, framework: Framework) -> None:
    with pytest.raises(ConfigError) as caught:
        gates_of(framework, fail_under=50.0, for_=asked)
    assert [item.code for item in caught.value.problems] == [code]
