"""The shipped examples: what the program prints for each, and that they are what `examples/build.py` makes.

After a wanted change of a report: `pytest tests/test_examples.py --update-goldens`, and read the diff.
After a change of the questionnaire or of the rubrics: `python examples/build.py` first.
"""

import importlib.util
import json
import math
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from conftest import GOLDEN
from content import AS_JSON, AS_TEXT, BROKEN, STATIONS
from openpyxl import load_workbook
from running import ROOT, convergence
from shown import comparable

EXAMPLES = ROOT / "examples"

FAULTS = {
    ("error-cell", "M01.mobile-budget", "E"),
    ("formula-not-calculated", "M04.local-content", "E"),
    ("unknown-option", "M10.content-planning", "E"),
    ("unknown-id", "M11.rights-ruels", "A"),
    ("not-a-number", "M10.outside-creators", "E"),
    ("out-of-bounds", "M16.integrated-newsroom", "E"),
    ("answer-and-reason", "M16.company-revenue", "E"),
}
"""Code, the id that stands in the faulty row, and the column of the cell."""


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(request.config.getoption("--update-goldens"))


@cache
def printed(name: str, form: str, lang: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `assess` on an example."""
    done = convergence("assess", EXAMPLES / f"{name}.xlsx", "--all", "--format", form, "--lang", lang)
    return done.returncode, done.stdout, done.stderr


def report(name: str, lang: str = "zh") -> dict[str, Any]:
    """The JSON report of an example's station."""
    (station,) = json.loads(printed(name, "json", lang)[1])["stations"]
    assert isinstance(station, dict)
    return station


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", AS_TEXT)
def test_text_report_is_the_golden_one(name: str, lang: str, update: bool) -> None:
    """What a person sees of the examples with few gaps, and of the one with faults, stderr included."""
    _, out, err = printed(name, "text", lang)
    golden = GOLDEN / f"{name}.{lang}.txt"
    if update:
        golden.write_text(out + err, encoding="utf-8")
    assert out + err == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", AS_JSON)
def test_json_report_is_the_golden_one(name: str, update: bool) -> None:
    """The content of each example, once: what else is said of it follows from this (`test_same_content.py`)."""
    found = comparable(json.loads(printed(name, "json", "zh")[1]))
    golden = GOLDEN / f"{name}.zh.json"
    if update:
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", STATIONS)
def test_index_and_points_lost_add_up_to_100_and_the_counts_to_all(name: str) -> None:
    station = report(name)
    lost = math.fsum(item["lost"] for item in station["indicators"])
    assert abs(station["index"]["score"] + lost - 100) < 1e-9
    assert sum(station["counts"].values()) == len(station["indicators"])
    for outcome, count in station["counts"].items():
        assert count == sum(item["outcome"] == outcome for item in station["indicators"])


def test_the_stations_tell_different_stories() -> None:
    central, strong, city, earlier, county = (report(name) for name in STATIONS)
    levels = [station["level"] for station in (central, strong, city, earlier, county)]
    assert levels == ["L5", "L4", "L2", "L1", "L1"]
    assert not central["problems"]
    assert not strong["problems"]
    assert strong["counts"]["unanswered"] == 1
    weight = {item["id"]: item for item in city["indicators"]}["M16.mobile-kpi-weight"]
    assert weight["value"] == 0.5
    assert weight["outcome"] != "met"
    assert county["counts"]["unanswered"] >= 5
    assert county["counts"]["not_applicable"] >= 2
    assert county["index"]["evidenced"] < county["index"]["score"] < county["index"]["ceiling"]


def test_the_city_a_year_earlier_is_the_same_station_and_behind() -> None:
    """In every chapter, and in every indicator but one: a licence that lapsed since."""
    now, earlier = report("typical-city"), report("typical-city-2024")
    assert now["station"] == earlier["station"]
    before = {node["id"]: node["score"] for node in earlier["chapters"]}
    assert all(before[node["id"]] < node["score"] for node in now["chapters"])
    points = {item["id"]: item["points"] or 0 for item in earlier["indicators"]}
    assert [item["id"] for item in now["indicators"] if (item["points"] or 0) < points[item["id"]] - 1e-9] == [
        "M22.licences-in-order"
    ]


def test_broken_names_every_fault_with_its_cell_in_one_run() -> None:
    code, out, _ = printed(BROKEN, "json", "zh")
    assert code == 2
    (failure,) = json.loads(out)["failures"]
    found = {(item["code"], item["sheet"], item["cell"]) for item in failure["problems"]}
    workbook = load_workbook(EXAMPLES / f"{BROKEN}.xlsx")
    rows = {cell.value: cell.row for cell in reversed(workbook["问卷"]["A"])}
    for fault, name, column in FAULTS:
        assert (fault, "问卷", f"{column}{rows[name]}") in found
    assert ("duplicate-id", "问卷", f"A{workbook['问卷'].max_row}") in found
    # The online course of the city's training table, its fourth row: hours and method were left blank.
    assert {("row-incomplete", "表-培训表", "C9"), ("row-incomplete", "表-培训表", "F9")} <= found
    assert len([item for item in failure["problems"] if item["severity"] == "error"]) == len(FAULTS) + 3
    _, out, err = printed(BROKEN, "text", "zh")
    wrong = [item for item in failure["problems"] if item["severity"] != "note" and item["cell"]]
    assert all(f"{item['sheet']}!{item['cell']}" in out + err for item in wrong)


@cache
def builder() -> ModuleType:
    """`examples/build.py` as a module."""
    spec = importlib.util.spec_from_file_location("examples_build", EXAMPLES / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cells(path: Path) -> dict[tuple[str, str], object]:
    """Every cell that holds something, but for the framework's checksum."""
    workbook = load_workbook(path)
    every = (cell for sheet in workbook for line in sheet.iter_rows() for cell in line if cell.value is not None)
    held = {(cell.parent.title, cell.coordinate): cell.value for cell in every}
    checksum = next(place for place, value in held.items() if place[0] == "_convergence" and value == "sha256")
    return {place: value for place, value in held.items() if place != ("_convergence", f"B{checksum[1][1:]}")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The examples, made anew."""
    return list(builder().build(tmp_path_factory.mktemp("built")))


def test_the_committed_workbooks_are_what_the_builder_makes(built: list[Path]) -> None:
    for path in built:
        assert cells(path) == cells(EXAMPLES / path.name), f"{path.name} is out of date: python examples/build.py"


def test_building_twice_gives_the_same_bytes(built: list[Path], tmp_path: Path) -> None:
    twos = builder().build(tmp_path, ("county-centre",))
    ones = [path for path in built if path.stem == "county-centre"]
    assert [path.read_bytes() for path in ones] == [path.read_bytes() for path in twos]
