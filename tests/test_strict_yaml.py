"""YAML is read without surprises: what looks like text stays text, and what YAML guesses elsewhere is a fault."""

from typing import Any

import pytest

from convergence_cli.rubric.strict_yaml import MAX_CHARACTERS, MAX_DEPTH, locate, parse


def tree(text: str) -> Any:
    """The tree of a sound file."""
    found, faults = parse(text, "a.yaml")
    assert faults == []
    return found


def codes(text: str) -> list[str]:
    return [fault.code for fault in parse(text, "a.yaml")[1]]


@pytest.mark.parametrize(
    "written",
    [
        # YAML 1.1 reads these as booleans
        *("yes", "no", "Yes", "NO", "on", "off", "y", "n", "True", "FALSE"),
        # as sexagesimal, underscored, octal, hexadecimal, binary, exponential and special numbers
        *(
            "12:30",
            "1:2:3",
            "1_000",
            "0o17",
            "0x1F",
            "0b11",
            "010",
            "01e5",
            "1.e3",
            "1e999",
            "12e3",
            ".5",
            "+5",
            ".nan",
            ".inf",
            "-.inf",
        ),
        # 16.10 is not 16.1: another clause
        *("16.10", "0.50", "1.", "1.00"),
        # as dates and nulls; a merge key; percentages that are none
        *("2020-11-13", "Null", "NULL", "nUll", "<<", "=", "50 %", "1e2%", "50%%", "٥", "５０%"),
    ],
)
def test_what_looks_like_something_else_elsewhere_stays_text(written: str) -> None:
    assert tree(f"a: {written}") == {"a": written}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("true", True),
        ("false", False),
        ("0", 0),
        ("-7", -7),
        ("16.1", 16.1),
        ("9.2e-06", 9.2e-06),
        ("1e5", 100_000.0),
        ("-9.2E-6", -9.2e-06),
        ("1.50e+3", 1500.0),
        ("1.0", 1.0),
        ("-0.25", -0.25),
        ("50%", 0.5),
        ("50.0001%", 0.500001),
        ("0.1%", 0.001),
        ("-5%", -0.05),
        ("29%", 0.29),  # 29 / 100 and not 0.29000000000000004
        ("57.5%", 0.575),
        ("100%", 1.0),
        ("null", None),
        ("~", None),
        ("", None),
        ('"50%"', "50%"),
        ("'true'", "true"),
        ("|\n  5", "5"),
    ],
)
def test_numbers_percentages_booleans_and_nulls(written: str, meant: object) -> None:
    """Only JSON's numbers are numbers; a percentage is the decimal fraction that it says, to the last bit."""
    found = tree(f"a: {written}")["a"]
    assert found == meant
    assert type(found) is type(meant)


def test_a_key_that_is_a_whole_number_is_its_text() -> None:
    """Years need no quotes: 2024 is written in one way, while 16.2 and 0.5 are not."""
    assert tree("{2024: a, -1: b, '2025': c}") == {"2024": "a", "-1": "b", "2025": "c"}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", "yaml-duplicate-key", 3, 1),
        ("x:\n  a: 1\n  'a': 2\n", "yaml-duplicate-key", 3, 3),
        ("x: {a: 1, a: 2}\n", "yaml-duplicate-key", 1, 11),
        ("a: &name 1\n", "yaml-alias", 1, 4),
        ("a: [&name x]\n", "yaml-alias", 1, 5),
        ("a: *name\n", "yaml-alias", 1, 4),
        ("<<: *base\n", "yaml-alias", 1, 5),
        ("a: !!python/object/apply:os.system [ls]\n", "yaml-tag", 1, 4),
        # tags of our own types are tags too: `!!bool yes` would otherwise be false
        ("a: !!str 5\n", "yaml-tag", 1, 4),
        ("a: !!bool yes\n", "yaml-tag", 1, 4),
        ("a: !!int '5'\n", "yaml-tag", 1, 4),
        ("a: !!map {}\n", "yaml-tag", 1, 4),
        ("a: ! 5\n", "yaml-tag", 1, 4),
        ("a: !mine 5\n", "yaml-tag", 1, 4),
        ("a: !!binary aGk=\n", "yaml-tag", 1, 4),
        ("1: a\n'1': b\n", "yaml-duplicate-key", 2, 1),
        ("50%: a\n", "yaml-key-not-text", 1, 1),
        ("true: a\n", "yaml-key-not-text", 1, 1),
        ("16.2: a\n", "yaml-key-not-text", 1, 1),
        ("? [a]\n: b\n", "yaml-key-not-text", 1, 3),
        ("a: [1,\nb: }\n", "yaml-syntax", 2, 4),
        ("a: b: c\n", "yaml-syntax", 1, 5),
        ("a: 1\n--- \nb: 2\n", "yaml-syntax", 2, 1),
        ("a:\n\t- 1\n", "yaml-syntax", 2, 1),
    ],
)
def test_traps_are_faults_with_line_and_column(text: str, code: str, line: int, column: int) -> None:
    """Counted from 1, as editors do."""
    found = parse(text, "a.yaml")[1]
    assert [(item.code, item.location.line, item.location.column) for item in found] == [(code, line, column)]
    assert found[0].location.file == "a.yaml"


def test_every_duplicate_key_and_tag_of_a_file_is_reported() -> None:
    """A fault does not hide the next one."""
    assert codes("a: 1\na: 2\nb: !x 1\nc: {d: 1, d: 2}\n") == ["yaml-duplicate-key", "yaml-tag", "yaml-duplicate-key"]


def test_the_first_of_two_equal_keys_is_kept() -> None:
    """What follows is judged against what the author wrote first, and the fault is reported."""
    assert parse("a: 1\na: 2\n", "a.yaml")[0] == {"a": 1}


def test_a_tag_runs_nothing(tmp_path: Any) -> None:
    """A tag names no constructor: the file that this one would make is not there."""
    made = tmp_path / "made"
    assert codes(f"a: !!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path ['{made}']]") == [
        "yaml-tag",
        "yaml-tag",
    ]
    assert not made.exists()


@pytest.mark.parametrize("depth", [MAX_DEPTH + 1, 1000, 100_000])
@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("[", "]"),
        ("{a: ", "}"),
        # closing brackets in quotes and comments close nothing
        ('["]", ', "]"),
        ("[']', ", "]"),
        ("[ # ]\n ", "]"),
        ('["\n ]", ', "]"),
    ],
)
def test_deep_nesting_is_refused_before_it_overflows_a_stack(depth: int, opening: str, closing: str) -> None:
    """libyaml's composer recurses: a hundred thousand brackets would end the process."""
    text = "a: " + opening * depth + "1" + closing * depth
    assert codes(text) == (["yaml-too-large"] if len(text) > MAX_CHARACTERS else ["yaml-too-deep"])


@pytest.mark.parametrize("text", ["- " * 100 + "x", "\n".join(" " * deep + "a:" for deep in range(100))])
def test_deep_nesting_by_indentation_is_refused_too(text: str) -> None:
    assert codes(text) == ["yaml-too-deep"]


def test_the_deepest_nesting_allowed_is_read() -> None:
    """The bound itself is allowed: one mapping and 39 lists."""
    lists = MAX_DEPTH - 1
    found = tree("a: " + "[" * lists + "]" * lists)["a"]
    for _ in range(lists - 1):
        (found,) = found
    assert found == []


def test_size_is_bounded_to_the_character() -> None:
    assert codes("#" * MAX_CHARACTERS) == []
    assert codes("#" * (MAX_CHARACTERS + 1)) == ["yaml-too-large"]


def test_a_number_too_long_for_a_number_is_a_fault_and_no_crash() -> None:
    assert codes("a: " + "9" * 5000) == ["yaml-syntax"]


def test_quoted_ampersands_and_stars_are_text() -> None:
    """The rule against anchors is about YAML, not about the letters."""
    assert tree("a: '&x *y'\nb: R&D *\n") == {"a": "&x *y", "b": "R&D *"}


def test_a_path_is_found_at_its_key_or_as_deep_as_it_goes() -> None:
    """The key for a mapping, the item for a list; a missing key points at the mapping that lacks it."""
    text = "a:\n  - x: 1\n  - y: 2\n"
    places = locate(text, "a.yaml", [("a",), ("a", 1), ("a", 1, "y"), ("a", 1, "z"), ("a", 9), ()])
    found = {path: (place.line, place.column) for path, place in places.items()}
    assert found == {
        ("a",): (1, 1),
        ("a", 1): (3, 5),
        ("a", 1, "y"): (3, 5),
        ("a", 1, "z"): (3, 5),
        ("a", 9): (2, 3),
        (): (1, 1),
    }
