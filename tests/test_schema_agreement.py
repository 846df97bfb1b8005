"""The schema and `rubrics check` agree on files that are wrong in one place, but for what a schema cannot say.

What the schema refuses, lint refuses; what lint refuses, the schema refuses too, unless all that lint says of it is
named here. A rule that is new to lint has to be said in the schema, or named here with its reason.
"""

import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tree_mutants import Mutation, Tree, mutations
from whole_format import BARE, FILES, OVERLAY

from convergence_cli.model.framework import Framework
from convergence_cli.model.keywords import INDICATOR_ID, is_like
from convergence_cli.rubric.load import build
from convergence_cli.rubric.overlay.resolve import resolve
from convergence_cli.rubric.schema import SCHEMAS, json_schema
from convergence_cli.rubric.strict_yaml import parse
from convergence_cli.texts.problems import WORDS
from convergence_cli.value import value

KINDS = {name: Draft202012Validator(json_schema(SCHEMAS[name])) for name in ("framework", "measure", "overlay")}

_ANOTHER_ITEM = "it names another item, in this file or in another one"
_TWO_NUMBERS = "it compares two numbers"
_ORDER = "it is about the order of a list"
_EXPRESSION = "an expression has a grammar and refers to the whole framework"
_WHOLE = "it is about the framework that comes out"
CANNOT_SAY: dict[str, str] = {
    "id-not-file-stem": "a file does not know its name",
    "profile-unknown": _ANOTHER_ITEM,
    "profile-not-required": _ANOTHER_ITEM,
    "profile-not-closed": _ANOTHER_ITEM,
    "option-unknown": _ANOTHER_ITEM,
    "by-incomplete": _ANOTHER_ITEM,
    "peers-no-groups": _ANOTHER_ITEM,
    "word-unfit": "a text of the framework is a text, whatever it is for",
    "reason-unknown": _ANOTHER_ITEM,
    "scale-unknown": _ANOTHER_ITEM,
    "needs-unknown": _ANOTHER_ITEM,
    "needs-circle": _ANOTHER_ITEM,
    "measure-unknown": _ANOTHER_ITEM,
    "measure-not-in-chapter": _ANOTHER_ITEM,
    "clause-unknown": _ANOTHER_ITEM,
    "clause-not-covered": _ANOTHER_ITEM,
    "clause-in-no-measure": _ANOTHER_ITEM,
    "clause-covered-and-excused": _ANOTHER_ITEM,
    "choices-not-options": "it compares the keys of two mappings",
    "title-not-unique": _ANOTHER_ITEM,
    "row-title-unclear": _ANOTHER_ITEM,
    "column-name-taken": "the words of the form stand nowhere in a file",
    "cell-unknown": _ANOTHER_ITEM,
    "cell-not-text": _ANOTHER_ITEM,
    "cell-unlike": _ANOTHER_ITEM,
    "cell-twice": _ANOTHER_ITEM,
    "cell-title-alike": _ANOTHER_ITEM,
    "cell-scope": _ANOTHER_ITEM,
    "cell-reason": "it compares a list with the values of a mapping",
    "cell-no-row": "whether a file is an overlay stands elsewhere",
    "questions-too-many": "rows are counted times indicators",
    "compute-unknown-row": _EXPRESSION,
    "change-unknown": _ANOTHER_ITEM,
    "change-still-there": _ANOTHER_ITEM,
    "change-option-lost": _ANOTHER_ITEM,
    "change-no-way": "steps lead from version to version",
    "milestone-out-of-bounds": "bounds stand at the profile question",
    "bands-not-monotone": _TWO_NUMBERS,
    "bands-not-ordered": _TWO_NUMBERS,
    "red-line-above-target": _TWO_NUMBERS,
    "horizons-not-rising": _TWO_NUMBERS,
    "level-not-rising": _TWO_NUMBERS,
    "level-unknown-part": _ANOTHER_ITEM,
    "level-that-constant": _EXPRESSION,
    "level-that-never": _EXPRESSION,
    "clause-part-missing": _ANOTHER_ITEM,
    "maximum-for-nothing": _ANOTHER_ITEM,
    "maximum-not-reached": _TWO_NUMBERS,
    "display-not-rising": _TWO_NUMBERS,
    "display-not-whole": _TWO_NUMBERS,
    "display-too-fine": _TWO_NUMBERS,
    "points-never-full": "it compares all points with the most of them",
    "bands-two-directions": "it compares the keys of one band with those of the next",
    "compute-syntax": _EXPRESSION,
    "compute-too-deep": _EXPRESSION,
    "compute-unknown-name": _EXPRESSION,
    "compute-unknown-option": _EXPRESSION,
    "compute-unknown-function": _EXPRESSION,
    "compute-arguments": _EXPRESSION,
    "compute-wrong-kind": _EXPRESSION,
    "compute-mixes-units": _EXPRESSION,
    "compute-circle": _EXPRESSION,
    "needs-unscored": _ANOTHER_ITEM,
    "nothing-scored": _ANOTHER_ITEM,
    "when-empty-missing": _EXPRESSION,
    "policy-key-missing": "whether the policy has clauses stands in framework.yaml",
    "evidence-hint-missing": "whether the policy has clauses stands in framework.yaml",
    "overlay-unknown-id": _ANOTHER_ITEM,
    "overlay-named-twice": _ANOTHER_ITEM,
    "overlay-other-base": _ANOTHER_ITEM,
    "overlay-base-version": _ANOTHER_ITEM,
    "overlay-circle": _ANOTHER_ITEM,
    "overlay-breaks-base": _WHOLE,
}
"""Codes that lint has alone, and why."""

_LISTS_OF_TEXTS = ("source.clauses", "chapters.*.measures", "languages")
SAYS_IN_PART: dict[str, tuple[str, Callable[[Mutation], bool]]] = {
    "id-malformed": (
        "an indicator's id begins with the id of its measure, which stands elsewhere",
        lambda change: isinstance(change.new, str) and is_like(INDICATOR_ID, change.new),
    ),
    "id-not-unique": (
        "ids stand in several items; in one list of texts it can be said",
        lambda change: change.place not in _LISTS_OF_TEXTS,
    ),
    "yaml-missing-key": (
        "in which languages a text has to stand is said elsewhere",
        lambda change: isinstance(change.new, dict) and set(change.new) < {"zh", "en"},
    ),
    "yaml-wrong-type": (
        "an editor reads 50% as text whether or not it is quoted, and to a schema 2.0 is a whole number",
        lambda change: change.new == "50%" or (change.new == 2 and isinstance(change.new, float)),
    ),
    "cell-no-evidence": (
        "evidence is required where nothing is said of it, and a hint alone requires it",
        lambda change: "cell" in change.path or "evidence" in change.path,
    ),
    "bounds-crossed": (_TWO_NUMBERS, lambda change: change.path[-1] != "at"),
    "band-malformed": (_ORDER, lambda change: change.place.endswith("bands")),
    "bands-no-otherwise": (_ORDER, lambda change: change.place.endswith("bands")),
    "band-wrong-unit": (
        "the type of the question stands elsewhere, and the calendar has no pattern",
        lambda change: "bands" in change.path or change.path[-1] == "type",
    ),
    "source-date": (
        "the calendar has no pattern; an overlay's base has the horizons",
        lambda change: "source" in change.path,
    ),
    "citation-date": ("the calendar has no pattern", lambda change: change.path[-1] == "date"),
    "overlay-loosens": (_WHOLE, lambda change: change.path[0] in ("set", "add", "hide")),
    "level-unreachable": ("it depends on the points that can be earned", lambda change: "levels" in change.path),
    "when-empty-for-nothing": (_EXPRESSION, lambda change: "compute" in change.path),
    "by-not-one": ("an overlay's part is merged into what there is", lambda change: change.path[:1] == ("set",)),
    "key-of-scored": ("an overlay's part is merged into what there is", lambda change: change.path[:1] == ("set",)),
    "check-voids-and-more": (
        "an overlay's part is merged into what there is",
        lambda change: change.path[:1] == ("set",),
    ),
    "score-not-one": ("an overlay's part is merged into what there is", lambda change: change.path[:1] == ("set",)),
    "red-line-not-one": ("an overlay's part is merged into what there is", lambda change: change.path[:1] == ("set",)),
}
"""Codes that lint has alone in some cases: why, and in which."""


@value
class Subject:
    """One file that is changed, and how it is judged."""

    kind: str
    tree: Tree
    codes: Callable[[str], set[str]]
    """The codes of the errors that `rubrics check` finds, where the file has this text."""
    mutants: int
    """How many changes are tried."""


def in_framework(files: dict[str, str], name: str, mutants: int) -> Subject:
    """A file of a framework among the others."""

    def codes(text: str) -> set[str]:
        return {item.code for item in build({**files, name: text})[1] if item.severity == "error"}

    kind = "framework" if name == "framework.yaml" else "measure"
    return Subject(kind=kind, tree=parse(files[name], name)[0], codes=codes, mutants=mutants)


def on_top(base: Framework, mutants: int) -> Subject:
    """An overlay on a base that is sound."""

    def codes(text: str) -> set[str]:
        _, problems = resolve(base, "overlay.yaml", text, names=None)
        return {item.code for item in problems if item.severity == "error"}

    return Subject(kind="overlay", tree=parse(OVERLAY, "")[0], codes=codes, mutants=mutants)


BASE, _ = build(FILES)
assert BASE is not None
SUBJECTS = {
    "framework": in_framework(FILES, "framework.yaml", 300),
    "measure 1": in_framework(FILES, "M01.yaml", 100),
    "measure 2": in_framework(FILES, "M02.yaml", 100),
    "measure 3": in_framework(FILES, "M03.yaml", 100),
    "bare framework": in_framework(BARE, "framework.yaml", 75),
    "bare measure": in_framework(BARE, "A1.yaml", 75),
    "overlay": on_top(BASE, 250),
}
each_subject = pytest.mark.parametrize("subject", SUBJECTS.values(), ids=SUBJECTS)


def unsaid(codes: set[str], change: Mutation) -> set[str]:
    """Those of the codes that a schema could have said."""
    return {code for code in codes - CANNOT_SAY.keys() if code not in SAYS_IN_PART or not SAYS_IN_PART[code][1](change)}


@each_subject
def test_a_file_without_a_change_is_sound_to_both(subject: Subject) -> None:
    """Else a change would prove nothing."""
    assert list(KINDS[subject.kind].iter_errors(subject.tree)) == []
    assert subject.codes(json.dumps(subject.tree, ensure_ascii=False)) == set()


@each_subject
def test_schema_and_check_agree_on_changed_files(subject: Subject) -> None:
    """Refused by both, accepted by both, or refused by lint for what no schema can say: a thousand files in all."""
    apart, refused = [], 0
    for change in Random(16).sample(list(mutations(subject.tree)), subject.mutants):
        tree = change.of(subject.tree)
        sound, codes = KINDS[subject.kind].is_valid(tree), subject.codes(json.dumps(tree, ensure_ascii=False))
        refused += not sound and bool(codes)
        if (not sound and not codes) or (sound and unsaid(codes, change)):
            apart.append(f"{subject.kind} {change.place} = {change.new!r}: schema {sound}, check {sorted(codes)}")
    assert apart == []
    assert refused > subject.mutants / 2


def test_there_are_a_thousand() -> None:
    """So that nobody makes the tests quicker by trying less."""
    assert sum(subject.mutants for subject in SUBJECTS.values()) == 1000


def keys_below(node: Any) -> set[str]:
    """Every key in a tree."""
    below = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return set(node if isinstance(node, dict) else ()).union(*(keys_below(child) for child in below))


def test_every_key_of_the_format_is_among_those_that_are_changed() -> None:
    """A new key has to be put into `whole_format.py`, so that its schema and its lint are held together."""
    written = set[str]().union(*(keys_below(subject.tree) for subject in SUBJECTS.values()))
    for name, validator in KINDS.items():
        schema: Any = validator.schema
        items = [schema, *(item for key, item in schema["$defs"].items() if not key.endswith("Part"))]
        known = set[str]().union(*(item.get("properties", {}) for item in items))
        assert known - written == set(), name


def test_the_codes_that_a_schema_cannot_say_are_codes() -> None:
    """So that none stays here after it is gone."""
    assert {code for code in (*CANNOT_SAY, *SAYS_IN_PART) if code not in WORDS} == set()
    assert CANNOT_SAY.keys() & SAYS_IN_PART.keys() == set()
