"""Saved reports: what was written is read back, and gives the same document; what was altered is refused."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports import EXAMPLES, HOSTILE, example, hostile
from running import convergence

from convergence_cli.errors import ConfigError
from convergence_cli.gate.again import check_gates
from convergence_cli.model.assessment import Cohort
from convergence_cli.model.language import Language
from convergence_cli.report import SUFFIXES, rendered
from convergence_cli.saved.read import parse
from convergence_cli.saved.restore import restored
from convergence_cli.texts import hint, message

REQUIRED = "M16.mobile-kpi-weight"


def saved(name: str = "typical-city", language: Language = "zh") -> bytes:
    return rendered(example(name, language), "json")


def refusal(content: bytes) -> list[str]:
    """The codes with which a report is refused."""
    with pytest.raises(ConfigError) as caught:
        restored(parse(content, "r.json"), "r.json", example("typical-city").framework)
    return [item.code for item in caught.value.problems]


def changed(**changes: Any) -> bytes:
    return json.dumps(json.loads(saved()) | changes).encode()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_report_read_back_is_what_it_was_made_of(name: str, language: Language) -> None:
    cohort = example(name, language)
    assert restored(parse(saved(name, language), "r.json"), "r.json", cohort.framework) == cohort


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_survives(kind: str) -> None:
    cohort = hostile(HOSTILE[kind])
    assert restored(parse(rendered(cohort, "json"), "r.json"), "r.json", cohort.framework) == cohort


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_command_gives_the_same_documents_without_the_workbook(tmp_path: Path, lang: str) -> None:
    """Every format, to the byte."""
    exports = {suffix: tmp_path / f"first{suffix}" for suffix in SUFFIXES}
    words = [word for path in exports.values() for word in ("-o", path)]
    assert convergence("assess", ROOT / "examples/county-centre.xlsx", "--lang", lang, "-q", *words).returncode == 0
    again = [word for suffix in SUFFIXES for word in ("-o", tmp_path / f"second{suffix}")]
    done = convergence("report", tmp_path / "first.json", "-q", *again)
    assert done.returncode == 0, done.stderr
    for suffix, path in exports.items():
        assert (tmp_path / f"second{suffix}").read_bytes() == path.read_bytes(), suffix


def test_a_report_can_be_given_in_the_other_language() -> None:
    """Its words come from the framework and from the catalogues, not from the file."""
    path = ROOT / "examples" / "typical-city.xlsx"
    chinese = convergence("assess", path, "--lang", "zh", "--format", "json").stdout
    english = convergence("assess", path, "--lang", "en", "--format", "json").stdout
    assert json.loads(chinese) != json.loads(english)


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (b"", ["report-not-json"]),
        (b"PK\x03\x04", ["report-not-json"]),
        (saved()[:-200], ["report-not-json"]),
        (b"[]", ["report-shape"]),
        (b"{}", ["report-shape"] * 5),
        (b'{"schema": 2}', ["report-schema"]),
        (b"[" * 100_000, ["report-not-json"]),
        (changed(surprise=1), ["report-shape"]),
        (changed(framework={**json.loads(saved())["framework"], "version": "9.0.0"}), ["report-framework"]),
        (changed(framework={**json.loads(saved())["framework"], "sha256": "0" * 64}), ["report-framework"]),
    ],
)
def test_what_is_no_report_of_ours_is_refused(content: bytes, codes: list[str]) -> None:
    assert refusal(content) == codes


@pytest.mark.parametrize(
    "alter",
    [
        lambda station: station["index"].update(score=99.0),
        lambda station: station.update(level="L5"),
        lambda station: station["indicators"][0].update(points=100.0),
        lambda station: station["indicators"][4]["answer"].update(value=0.99),
    ],
)
def test_numbers_that_the_answers_do_not_give_are_refused(alter: Any) -> None:
    """A report is scored again: nobody improves an index with a text editor."""
    document = json.loads(saved())
    alter(document["stations"][0])
    assert refusal(json.dumps(document).encode()) == ["report-altered"]


@pytest.fixture(scope="module")
def of_many(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The report of a batch, with gates."""
    out = tmp_path_factory.mktemp("batch") / "batch.json"
    gates = (
        "--fail-under",
        "40",
        "--min-level",
        "L2",
        "--fail-on",
        "red-line",
        "--max-failing",
        "50%",
        "--allow-unreadable",
        "--require",
        f"{REQUIRED}=met",
        "--require",
        "M16=30",
    )
    done = convergence("batch", *(ROOT / f"examples/{name}.xlsx" for name in EXAMPLES), *gates, "-q", "-o", out)
    assert done.returncode in (0, 1), done.stderr
    return out.read_bytes()


def believed(content: bytes) -> Cohort:
    """What `report` would show; raises ConfigError."""
    cohort = restored(parse(content, "r.json"), "r.json", example("typical-city").framework)
    check_gates(cohort, "r.json")
    return cohort


def numbers(cohort: Cohort) -> list[Any]:
    """Everything of it that is a score or follows from one."""
    found: list[Any] = [
        (entry.station, entry.index, entry.chapters, entry.measures, entry.level, entry.counts, entry.blockers)
        for entry in cohort.stations
    ]
    found += [
        (item.id, item.outcome, item.points, item.weight, item.lost, item.gap)
        for entry in cohort.stations
        for item in entry.results
    ]
    return [*found, *((gate.gate, gate.passed) for gate in (*cohort.verdict.gates, *cohort.verdict.overall))]


def places(tree: Any, *path: Any) -> list[tuple[Any, ...]]:
    """The path of everything in a document."""
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(found for key, item in inside for found in places(item, *path, key))]


JUNK = (None, 0, 1, 100, -1.0, 99.0, 1e15, True, "", "L5", "met", "x" * 200, "/", "2020-02-30", [], {}, [[]], "unmet")


@pytest.mark.parametrize("kind", ["one", "many"])
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_changed_no_other_number_is_shown(kind: str, of_many: bytes, data: st.DataObject) -> None:
    """A report with one thing changed is refused with a code, or gives the numbers that it gave; and it can be said."""
    honest = saved() if kind == "one" else of_many
    document = json.loads(honest)
    path = data.draw(st.sampled_from(places(document)[1:]))
    junk, is_kept = data.draw(st.sampled_from(JUNK)), data.draw(st.booleans())
    tree = document
    for key in path[:-1]:
        tree = tree[key]
    if is_kept or isinstance(tree, list):
        tree[path[-1]] = junk
    else:
        del tree[path[-1]]
    try:
        cohort = believed(json.dumps(document).encode())
    except ConfigError as error:
        for item in error.problems:
            assert message("zh", item) + hint("en", item)
        return
    assert numbers(cohort) == numbers(believed(honest))
    if kind == "one":
        assert rendered(cohort, "markdown")


@pytest.mark.parametrize(
    ("alter", "code"),
    [
        (lambda station: station["index"].update(score=100.0), "report-altered"),
        (lambda station: station["index"].update(floor=99.0, ceiling=1.0), "report-altered"),
        (lambda station: station["indicators"][0].update(points=100.0, outcome="met"), "report-altered"),
        (lambda station: station["indicators"][0].update(points=101.0), "report-shape"),
        (lambda station: station["indicators"][0].update(outcome="not_applicable"), "report-altered"),
        (lambda station: station.update(red_lines_missed=[]), "report-altered"),
        (lambda station: station.update(level="L5", next_level=None, blockers=[]), "report-altered"),
        (lambda station: station.update(about={}), "report-shape"),
        (lambda station: station.update(indicators=station["indicators"][1:]), "report-shape"),
        (lambda station: station.update(order=0), "report-shape"),
        (lambda station: station["profile"].update(level="central"), "report-altered"),
        (lambda station: station.update(sha256=""), "report-redacted"),
    ],
)
def test_a_station_of_a_batch_is_summed_up_again(of_many: bytes, alter: Any, code: str) -> None:
    """Its answers are not there; but nothing above the points of its indicators is taken from the file."""
    document = json.loads(of_many)
    station = next(each for each in document["stations"] if each["red_lines_missed"] and each["order"])
    alter(station)
    with pytest.raises(ConfigError) as caught:
        believed(json.dumps(document).encode())
    assert {item.code for item in caught.value.problems} == {code}


def test_a_gate_on_an_indicator_is_judged_again(of_many: bytes) -> None:
    """Met or unmet is the station's outcome; only that a gap was accepted is the run's own word."""
    document = json.loads(of_many)
    gates = [item for item in document["gates"] if item["gate"] == f"require {REQUIRED}"]
    assert {item["passed"] for item in gates} == {True, False}
    for gate in gates:
        was = dict(gate)
        gate.update(passed=not gate["passed"], have="met" if not gate["passed"] else "unmet")
        with pytest.raises(ConfigError) as caught:
            believed(json.dumps(document).encode())
        assert [item.code for item in caught.value.problems] == ["report-altered"]
        gate.update(was)
    believed(json.dumps(document).encode())


def test_that_points_of_a_batch_are_believed_is_said(of_many: bytes, tmp_path: Path) -> None:
    """By `report`, and by a gate that holds stations to them."""
    path = tmp_path / "batch.json"
    path.write_bytes(of_many)
    assert "note[report-not-scored]" in convergence("report", path, "--lang", "en").stderr
    city = ROOT / "examples" / "typical-city.xlsx"
    assert "note[report-not-scored]" in convergence("assess", city, "--no-regress", path, "--lang", "en").stderr


@pytest.mark.parametrize(
    "alter",
    [
        lambda gates: gates[0].update(passed=not gates[0]["passed"]),
        lambda gates: gates[0].update(have="99"),
        lambda gates: gates[0].update(file="another.xlsx"),
        lambda gates: gates.pop(0),
        lambda gates: next(gate for gate in gates if gate["gate"] == "fail-on red-line" and not gate["passed"]).update(
            passed=True
        ),
    ],
)
def test_a_gate_that_the_numbers_do_not_give_is_refused(of_many: bytes, alter: Any) -> None:
    """A report cannot say that a threshold was passed which its stations miss."""
    document = json.loads(of_many)
    alter(document["gates"])
    with pytest.raises(ConfigError) as caught:
        believed(json.dumps(document).encode())
    assert [item.code for item in caught.value.problems] == ["report-altered"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"language": "zh"', '"language": "zh", "language": "zh"', "report-key-twice"),
        ('"additive": true', '"additive": true, "additive": true', "report-key-twice"),
        ('"score": 48.2', '"score": NaN, "x": 48.2', "report-number"),
        ('"score": 48.2', '"score": -Infinity, "x": 48.2', "report-number"),
        ('"score": 48.2', '"score": 1e999, "x": 48.2', "report-number"),
        ('"order": 0', '"order": ' + "9" * 5000, "report-number"),
        ('"order": 0', '"order": ' + "[" * 100_000, "report-not-json"),
    ],
)
def test_what_two_readers_would_understand_differently_is_refused(old: str, new: str, code: str) -> None:
    """Keys that stand twice, numbers that are none, and nesting without end."""
    text = saved().decode()
    assert old in text
    assert refusal(text.replace(old, new, 1).encode()) == [code]


@pytest.mark.parametrize("part", ["stations", "indicators", "about"])
def test_a_report_with_a_million_faults_names_a_few(part: str) -> None:
    """At the price of a few: all of them would take gigabytes."""
    document = json.loads(saved())
    if part == "stations":
        document["stations"] = [{}] * 300_000
    elif part == "indicators":
        document["stations"][0]["indicators"] = [0] * 300_000
    else:
        document["stations"][0]["about"] = {f"k{at}": 0 for at in range(100_000)}
    with pytest.raises(ConfigError) as caught:
        parse(json.dumps(document).encode(), "r.json")
    assert 0 < len(caught.value.problems) <= 5
    assert {item.code for item in caught.value.problems} == {"report-shape"}


def test_a_forged_report_is_not_gone_on_from(of_many: bytes, tmp_path: Path) -> None:
    """Though it agrees with itself: `--resume` takes nothing from a report that is not as it was written."""
    folder = tmp_path / "stations"
    folder.mkdir()
    for name in ("typical-city", "county-centre"):
        (folder / f"{name}.xlsx").write_bytes((ROOT / f"examples/{name}.xlsx").read_bytes())
    assert convergence("batch", ".", "-q", "-o", "old.json", cwd=folder).returncode == 0
    assert "\n2 " in "\n" + convergence("batch", ".", "--resume", "old.json", "--lang", "en", cwd=folder).stderr
    document = json.loads((folder / "old.json").read_text("utf-8"))
    whole = replace_all(document["stations"][1])
    document["stations"][1] = whole
    (folder / "old.json").write_text(json.dumps(document), "utf-8")
    done = convergence("batch", ".", "--resume", "old.json", "--lang", "en", "-f", "json", cwd=folder)
    assert "warning[resume-not-ours]" in done.stderr
    assert done.stderr.startswith("0 ")
    assert [each["index"]["score"] for each in json.loads(done.stdout)["stations"]][1] < 50


def replace_all(station: dict[str, Any]) -> dict[str, Any]:
    """A station with full points in every number, as a forger would write it."""
    for node in (station["index"], *station["chapters"], *station["measures"]):
        node.update(score=100.0, floor=100.0, ceiling=100.0, lost=0.0)
    for item in station["indicators"]:
        if item["points"] is not None:
            item.update(points=100.0, outcome="met", gap=0.0, lost=0.0, red_line=None)
    return station | {
        "level": "L5",
        "next_level": None,
        "blockers": [],
        "red_lines_missed": [],
        "red_lines_unanswered": [],
    }


def test_a_report_printed_on_the_screen_can_be_gone_on_from(tmp_path: Path) -> None:
    """`--format json > report.json` is a report as `--export` writes it."""
    shutil.copy(ROOT / "examples" / "typical-city.xlsx", tmp_path)
    printed = convergence("batch", ".", "--format", "json", "-q", cwd=tmp_path).stdout
    (tmp_path / "printed.json").write_bytes(printed.encode())
    done = convergence("batch", ".", "--resume", "printed.json", "--lang", "en", cwd=tmp_path)
    assert done.stderr.startswith("1 ")
    assert "resume-not-ours" not in done.stderr


def test_a_missing_report_is_2(tmp_path: Path) -> None:
    """As is a folder; each with its code."""
    for path in (tmp_path / "gone.json", tmp_path):
        done = convergence("report", path)
        assert (done.returncode, done.stdout) == (2, "")
        assert ("file-not-found" if path.suffix else "file-is-directory") in done.stderr
