"""Saved reports: what was written is read back, and gives the same document; what was altered is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from jsonschema import Draft202012Validator
from reports import EXAMPLES, HOSTILE, example, hostile
from running import convergence

from convergence_cli.errors import ConfigError
from convergence_cli.model.language import Language
from convergence_cli.report import SUFFIXES, rendered
from convergence_cli.saved.restore import parse, restored
from convergence_cli.saved.shape import json_schema

PUBLISHED = ROOT / "docs" / "report.schema.json"


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


def test_the_published_schema_is_the_one_that_is_read_by() -> None:
    """And `convergence report --schema` prints it."""
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    assert json.loads(PUBLISHED.read_text("utf-8")) == schema
    assert json.loads(convergence("report", "--schema").stdout) == schema


@pytest.mark.parametrize("name", EXAMPLES)
def test_reports_validate(name: str) -> None:
    assert list(Draft202012Validator(json_schema()).iter_errors(json.loads(saved(name)))) == []


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


def test_a_missing_report_is_2(tmp_path: Path) -> None:
    """As is a folder; each with its code."""
    for path in (tmp_path / "gone.json", tmp_path):
        done = convergence("report", path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "report-missing" in done.stderr
