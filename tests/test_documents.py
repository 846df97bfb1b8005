"""What commands print as JSON: every document is of the published schema, which refuses a key less or a key more."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from filling import fill
from jsonschema import Draft202012Validator
from reports import EXAMPLES, HOSTILE, example, hostile
from running import convergence
from two_runs import cohort, kept

from convergence_cli.compare.pair import series
from convergence_cli.errors import Location, Problem
from convergence_cli.model.comparison import Judged
from convergence_cli.model.plan import Goal, Outlook
from convergence_cli.model.review import Review, Ruled
from convergence_cli.plan.plan import plan
from convergence_cli.report import rendered
from convergence_cli.report.carried import Journey
from convergence_cli.report.carried import as_json as carried_json
from convergence_cli.report.check import Checked
from convergence_cli.report.check.json import render as check_json
from convergence_cli.report.comparison.json import render as compare_json
from convergence_cli.report.plan.json import render as plan_json
from convergence_cli.report.review.json import render as review_json
from convergence_cli.report.schema import json_schema
from convergence_cli.review.standing import reviewed
from convergence_cli.rubric.load import load
from convergence_cli.saved.mapping import Document, Shape
from convergence_cli.saved.schema import json_schema as schema_of

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
Documents = dict[str, dict[str, Any]]
PLANS = (["--target", "60"], ["--level", "L4", "--budget", "5", "--set", "M08.satisfaction=90%"], [])
EVERYTHING = ("--sensitivity", "--as-of", "2026-01-01", "--fail-on", "red-line", "--fail-under", "40")


def printed(*words: str | Path, cwd: Path, lang: str) -> dict[str, Any]:
    """What a command prints."""
    run = convergence(*words, "--lang", lang, "--format", "json", cwd=cwd)
    assert run.stdout, run.stderr
    document: dict[str, Any] = json.loads(run.stdout)
    return document


EVIDENCE = "    evidence: {hint: {zh: 排班表，导览机领用登记, en: The rota; the register of audio guides}}\n"
SHOWN_APART = (
    EVIDENCE.replace("{hint", "{per_option: true, hint")
    + "    source: {title: {zh: 规范, en: Standard}, date: 2024-01-01}\n"
)


def museum(folder: Path, period: int) -> Path:
    """A museum that shows its ways of guiding one by one, by a source of later date, and sets itself targets."""
    rubrics = folder / "museums"
    if not rubrics.exists():
        shutil.copytree(ROOT / "tests" / "frameworks" / "museums", rubrics)
        text = (rubrics / "A2.yaml").read_text("utf-8")
        assert text.count(EVIDENCE) == 1
        (rubrics / "A2.yaml").write_text(text.replace(EVIDENCE, SHOWN_APART), "utf-8")
    answers = {"level": "市级馆", "province": None, "period": period, "A1.weeks": 48, "A2.ways": "AB"}
    path, evidence = folder / f"museum-{period}.xlsx", {"A2.ways/people": "排班表.pdf"}
    aims = {"A1.weeks": (50, 52, 52)}
    return fill(load(rubrics), level=None, answers=answers, evidence=evidence, aims=aims, path=path)  # type: ignore[arg-type]


@pytest.fixture(scope="module", params=["zh"])
def documents(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Documents:
    """One of each kind and of each way to ask for it, by what was asked; keys and types are those of every language."""
    folder = tmp_path_factory.mktemp("documents")
    for name in EXAMPLES:
        (folder / f"{name}.xlsx").write_bytes((ROOT / "examples" / f"{name}.xlsx").read_bytes())
    shutil.copyfile(folder / "county-centre.xlsx", folder / "again.xlsx")
    (folder / "evidence").mkdir()
    city, county, earlier = "typical-city.xlsx", "county-centre.xlsx", "typical-city-2024.xlsx"
    waivers = ("--waivers", ROOT / "examples" / "ci" / "waivers.yaml")
    listed = "".join(f"{name}.xlsx,{place}\n" for place, name in enumerate(EXAMPLES))
    (folder / "list.csv").write_text(f"path,district\n{listed}", "utf-8")
    overlay = ROOT / "examples" / "overlays" / "lanjiang-2024-2026"
    last, now = (museum(folder, period).name for period in (2024, 2025))
    assert convergence("review", city, "-o", "review.xlsx", cwd=folder).returncode == 0
    kept(folder / "years.db", 2023, 2024, 2025)
    for year in (2024, 2025):
        (folder / f"{year}.json").write_bytes(rendered(cohort(year), "json"))
    asked: dict[str, tuple[str | Path, ...]] = {
        **{f"assess {name}": ("assess", f"{name}.xlsx") for name in EXAMPLES},
        "check": ("check", *(f"{name}.xlsx" for name in EXAMPLES)),
        "assess with everything": ("assess", city, *EVERYTHING, "--evidence-dir", "evidence", *waivers),
        "assess by an overlay": ("assess", county, "--rubrics", overlay),
        "batch": (
            "batch",
            *(f"{name}.xlsx" for name in EXAMPLES),
            "--max-failing",
            "50%",
            "--fail-under",
            "40",
            *waivers,
        ),
        "assess near a level": ("assess", "central-body.xlsx", "--sensitivity"),
        "assess with targets of its own": ("assess", now, "--rubrics", "museums"),
        "compare with what was promised": ("compare", last, now, "--rubrics", "museums"),
        "batch by list": ("batch", "--manifest", "list.csv"),
        "batch without names": ("batch", county, city, "--redact"),
        "compare": ("compare", earlier, city),
        "compare runs": ("compare", "2024.json", "2025.json"),
        "compare runs of an archive": ("compare", "--archive", "years.db", "--since", "2023"),
        "compare three": ("compare", county, earlier, city),
        **{f"plan {' '.join(goal)}": ("plan", county, *goal) for goal in PLANS},
        "review": ("review", city, "--read", "review.xlsx"),
        "migrate": ("migrate", county, "-o", "migrated.xlsx"),
        "merge": ("merge", city, earlier, "-o", "merged.xlsx"),
        "merge what is not complete": ("merge", county, "again.xlsx", "-o", "county.xlsx"),
        "diff": ("rubrics", "diff", "nrta-2020-79", overlay),
        **{f"explain {name}": ("explain", name) for name in ("M08.satisfaction", "M22", "12.1", "report-altered")},
    }
    found = {name: printed(*words, cwd=folder, lang=request.param) for name, words in asked.items()}
    return found | {"baseline": json.loads(rendered(example("county-centre", request.param), "baseline"))}


def test_the_schema_is_a_schema_and_the_published_one() -> None:
    """Of Draft 2020-12; `convergence report --schema` prints it."""
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads((ROOT / "docs" / "report.schema.json").read_text("utf-8")) == SCHEMA
    assert json.loads(convergence("report", "--schema").stdout) == SCHEMA


def test_every_document_is_of_one_kind_and_has_one_head(documents: Documents) -> None:
    for name, document in documents.items():
        assert [error.message[:200] for error in VALIDATOR.iter_errors(document)] == [], name
        assert list(document)[:3] == ["schema", "tool", "language"], name


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_a_station_types_leaves_every_document_what_it_is(kind: str) -> None:
    """A station whose every free field is hostile, in every kind of document that says something of a station."""
    text, cohort = HOSTILE[kind], hostile(HOSTILE[kind], "en")
    (judged,), framework = cohort.assessments, cohort.framework
    place = Location(file=text, sheet=text, cell="A1")
    values = tuple((name, text) for name in ("found", "id", "known", "nearest"))
    problems = (*judged.problems, Problem(code="unknown-option", location=place, values=values))
    moment = Judged(framework=framework, assessment=judged, carried=judged)
    answered = next(result for result in judged.results if result.points is not None)
    ruled = Ruled(id=answered.id, ruling="upheld", reviewer=text, remark=text, location=place)
    review = Review(file=text, sha256="", ruled=(ruled,), problems=problems)
    documents = (
        rendered(cohort, "json").decode(),
        check_json((Checked(path=text, problems=problems),), framework, "en"),
        carried_json(Journey(files=(text,), carried=1, lost=problems), "en"),
        compare_json(series((moment, moment)), "en"),
        plan_json(Outlook(framework=framework, language="en", plan=plan(framework, judged, Goal(budget=2)))),
        review_json(reviewed(framework, judged, review), framework, "en"),
    )
    for document in documents:
        assert VALIDATOR.is_valid(json.loads(document))


def is_of(kind: dict[str, Any], found: Any) -> bool:
    """Whether a valid object is of this kind, by its keys; a validator would look at all that it holds, each time."""
    shape = SCHEMA["$defs"].get(kind.get("$ref", "").rpartition("/")[2])
    if shape is None:
        return isinstance(found, list if kind.get("type") == "array" else dict)
    return isinstance(found, dict) and set(shape["required"]) <= found.keys() <= shape["properties"].keys()


def objects(schema: dict[str, Any], found: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a document that has a shape of its own, with the shape's name."""
    name = schema.get("$ref", "").rpartition("/")[2]
    if name:
        yield name, found
        schema = SCHEMA["$defs"][name]
    for kind in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        if is_of(kind, found):
            yield from objects(kind, found)
    if isinstance(found, list):
        for item in found:
            yield from objects(schema.get("items", {}), item)
    if isinstance(found, dict):
        rest = schema.get("additionalProperties")
        for key, item in found.items():
            part = schema.get("properties", {}).get(key, rest)
            yield from objects(part if isinstance(part, dict) else {}, item)


def test_a_key_less_or_a_key_more_is_refused_wherever_it_stands(documents: Documents) -> None:
    """In every kind of object that the schema knows, and each of them stands in a document that is printed."""
    seen: dict[str, dict[str, Any]] = {}
    for document in documents.values():
        for name, found in objects(SCHEMA, document):
            seen[name] = seen.get(name, {}) | found
    assert set(seen) == set(SCHEMA["$defs"])
    for name, found in seen.items():
        validator = Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": SCHEMA["$defs"]})
        assert validator.is_valid(found), name
        assert not validator.is_valid(found | {"surprise": 1}), name
        for key in SCHEMA["$defs"][name]["required"]:
            assert not validator.is_valid({other: found[other] for other in found if other != key}), (name, key)


def test_what_may_be_missing_is_known() -> None:
    """What earlier versions did not write yet, what a batch leaves out, and the mark of a file: nothing else."""
    optional = {
        name: set(shape["properties"]) - set(shape["required"]) - {"imprint"} for name, shape in SCHEMA["$defs"].items()
    }
    assert {name: keys for name, keys in optional.items() if keys} == {
        "Report": {"as_of", "waivers", "ranking", "sensitivity"},
        "Framework": {"extends"},
        "Station": {"waived", "overdue", "place", "attributes", "about", "tables", "evidence_files", "evidence_stages"}
        | {"own_targets", "own_sum", "progress", "provisional"},
        "Checked": {"progress"},
        "Node": {"title", "withheld"},
        "Result": {"title", "clauses", "value", "words", "when_empty", "answer"}
        | {"overdue_since", "next_step", "to_target", "evidenced", "own", "sources"},
        "Answer": {"evidence_cell", "option_evidence"},
        "Row": {"id"},
        "Blocker": {"on"},
        "Moment": {"withheld"},
        "Plan": {"unproven"},
        "State": {"withheld"},
        "Ranking": {"mixed"},
        "GateResult": {"soft"},
        "WaiverUse": {"owner", "expiring"},
        "Place": {"in_level", "of_level", "tied_in_level"},
    }


def test_one_name_is_never_two_shapes() -> None:
    """Else a document would be held to the shape of another kind."""
    one, other = (Document(Shape(Location, keys, name="Place")) for keys in ("file sheet", "file cell"))
    assert list(schema_of((one, one))["$defs"]) == ["Place", "Tool"]
    with pytest.raises(ValueError, match="Place"):
        schema_of((one, other))
