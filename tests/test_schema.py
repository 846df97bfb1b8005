"""The published JSON Schema and the loader agree: what ships validates, what is misspelt does not."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from jsonschema import Draft202012Validator
from overlaying import HEAD
from running import convergence
from tiny_rubric import FILES, mutated

from convergence_cli.rubric.schema import SCHEMAS, json_schema
from convergence_cli.rubric.strict_yaml import parse

FOLDERS = [ROOT / "rubrics", ROOT / "examples" / "overlays", ROOT / "tests" / "frameworks"]
SHIPPED = [
    path
    for folder in FOLDERS
    for way in ("*/*.yaml", "*/tests/*.yaml", "*/versions/*.yaml")
    for path in sorted(folder.glob(way))
]
SHIPPED.append(ROOT / "examples" / "ci" / "waivers.yaml")
SCHEMA = {name: json_schema(adapter) for name, adapter in SCHEMAS.items()}


def kind_of(path: Path) -> str:
    if path.parent.name in ("tests", "versions"):
        return {"tests": "test", "versions": "record"}[path.parent.name]
    return path.stem if path.stem in ("framework", "overlay", "waivers") else "measure"


def as_editors_read(text: str) -> Any:
    """An editor's YAML knows no percentages: they stay text, and the schema allows them as text.

    A percentage inside of quoted words is text already.
    """
    words_or_percentage = r'"(?:[^"\\\n]|\\.)*"|(?<=[ \[])(-?[\d.]+%)(?=\s*[,}\]\n])'
    quoted = re.sub(words_or_percentage, lambda match: f'"{match[1]}"' if match[1] else match[0], text)
    return parse(quoted, "")[0]


def faults(kind: str, tree: Any) -> list[str]:
    return [
        f"{list(error.path)}: {error.message[:200]}" for error in Draft202012Validator(SCHEMA[kind]).iter_errors(tree)
    ]


def test_something_ships() -> None:
    """Else the tests below would pass over nothing."""
    assert {kind_of(path) for path in SHIPPED} == set(SCHEMA)


@pytest.mark.parametrize("kind", list(SCHEMA))
def test_the_schema_is_a_schema(kind: str) -> None:
    """Of Draft 2020-12, and it says so."""
    Draft202012Validator.check_schema(SCHEMA[kind])
    assert SCHEMA[kind]["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_file_validates(path: Path) -> None:
    """As the program reads it (50% is 0.5) and as an editor does (50% is text)."""
    text = path.read_text("utf-8")
    tree, problems = parse(text, path.name)
    assert problems == []
    assert faults(kind_of(path), tree) == []
    assert faults(kind_of(path), as_editors_read(text)) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_shipped_file_names_its_schema_in_its_first_line(path: Path) -> None:
    """And that schema lies where the line says, and is the one that the program prints."""
    first = path.read_text("utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named, first
    published = (path.parent / named[1]).resolve()
    assert published.name == f"{kind_of(path)}.schema.json"
    assert json.loads(published.read_text("utf-8")) == SCHEMA[kind_of(path)]


def keys_of(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every key in a tree."""
    if isinstance(node, dict):
        for key, child in node.items():
            yield (*path, key)
            yield from keys_of(child, (*path, key))
    elif isinstance(node, list):
        for place, child in enumerate(node):
            yield from keys_of(child, (*path, place))


# Below these keys an author chooses the names: option ids, profile questions, scale steps, reasons.
CHOSEN = {"options", "reasons", "scales", "steps", "choices", "items", "by", "level", "city", "county"}


@pytest.mark.parametrize("name", list(FILES))
def test_a_misspelt_key_is_refused_wherever_it_stands(name: str) -> None:
    """Every key of the format, one by one, with a letter too many."""
    kind = "framework" if name == "framework.yaml" else "measure"
    text = FILES[name]
    assert faults(kind, parse(text, name)[0]) == []
    tried = 0
    for path in keys_of(parse(text, name)[0]):
        if len(path) > 1 and path[-2] in CHOSEN:
            continue
        tree: Any = parse(text, name)[0]
        parent = tree
        for step in path[:-1]:
            parent = parent[step]
        parent[path[-1] + "x"] = parent.pop(path[-1])
        assert faults(kind, tree), f"{'.'.join(map(str, path))}x was accepted"
        tried += 1
    assert tried > 30


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("M01.yaml", "obligation: should", "obligation: ought"),
        ("M01.yaml", "above: 50%", "above: [50]"),
        ("M01.yaml", "above: 50%, points: 100", "above: 50%, points: 100, from: 40%"),
        ("M01.yaml", "weight: 3", "weight: heavy"),
        ("M02.yaml", 'score: {expect: "yes"}', 'score: {expect: "yes", scale: ladder}'),
        ("M02.yaml", 'score: {expect: "yes"}', "score: {}"),
        ("M02.yaml", "red_line: {unless: met}", "red_line: {below: yes}"),
        ("framework.yaml", "version: 1.0.0", "version: 1.0"),
    ],
)
def test_a_wrong_value_is_refused_by_schema_and_program_alike(file: str, old: str, new: str) -> None:
    """What the program refuses, an editor underlines."""
    kind = "framework" if file == "framework.yaml" else "measure"
    assert faults(kind, parse(mutated(file, old, new)[file], file)[0])


OVERLAY = (
    HEAD
    + """\
set:
  indicators:
    - id: M01.share
      to:
        weight: 2
        score: {bands: [{above: 60%, points: 100}, {otherwise: 0}]}
        ask: {question: {zh: 问}}
        target_by: {year: {"2024": 60}}
        applies: null
      because: {zh: 因, en: Why}
  levels: [{id: L1, to: {index: 30}, because: {zh: 因, en: Why}}]
hide: {checks: [{id: adds-up, relax: true, because: {zh: 因, en: Why}}]}
"""
)


def test_an_overlay_s_settings_are_parts_of_items() -> None:
    """Any key of the item, as the item has it, or null; a part of a text is a text in one language."""
    assert faults("overlay", parse(OVERLAY, "")[0]) == []
    assert faults("overlay", as_editors_read(OVERLAY)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("weight: 2", "wieght: 2"),
        ("weight: 2", "id: M01.part"),
        ("weight: 2", "weight: heavy"),
        ("otherwise: 0", "othrewise: 0"),
        ("question: {zh: 问}", "question: {ch: 问}"),
        ("because: {zh: 因, en: Why}\n  levels", "because: {}\n  levels"),
        ("  levels:", "  level:"),
        ("index: 30", "inedx: 30"),
        ("bands:", "ramp: {from: 1}, bands:"),
        ("relax: true", "relax: yes"),
        ("hide: {checks", "hide: {tables"),
    ],
)
def test_what_an_overlay_may_not_say_is_underlined(old: str, new: str) -> None:
    assert old in OVERLAY
    assert faults("overlay", parse(OVERLAY.replace(old, new, 1), "")[0])


@pytest.mark.parametrize("kind", list(SCHEMA))
def test_the_command_prints_the_schema_and_nothing_else(kind: str) -> None:
    done = convergence("rubrics", "schema", kind)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == SCHEMA[kind]


def test_the_schema_describes_its_fields_to_editors() -> None:
    """Completion shows what a key means, from the field's own docstring."""
    indicator = SCHEMA["measure"]["$defs"]["Indicator"]["properties"]
    assert indicator["effort"]["description"].startswith("1 weeks")
