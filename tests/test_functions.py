"""Every scoring function is held to its own cases, by everybody who asks it; and what one leaves out is noticed."""

import ast
import inspect
import json
import math
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter
from running import ROOT
from small_frameworks import flat, indicator, judged

from convergence_cli.functions.function import Case, Function
from convergence_cli.functions.registry import FUNCTIONS, function_of, named
from convergence_cli.functions.shape import Curve, Options
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.numbers import FULL
from convergence_cli.model.question import Ask, Text
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Checklist, Score
from convergence_cli.report.explanation.example import example
from convergence_cli.report.rules import rule_in_words
from convergence_cli.rubric.lint.functions import lint_score
from convergence_cli.rubric.overlay.functions import more_points
from convergence_cli.rubric.schema import MEASURE, json_schema
from convergence_cli.scoring.points import better, points
from convergence_cli.texts import problems, scaffold
from convergence_cli.trial.branches import branches, taken

PACKAGE = ROOT / "convergence_cli"
KEYS = [name for name in Score.__dataclass_fields__ if name != "by"]
CASES = [(name, case) for name, function in FUNCTIONS.items() for case in function.cases()]
each_case = pytest.mark.parametrize(("name", "case"), CASES, ids=lambda each: each if isinstance(each, str) else "")


def framed(name: str, case: Case) -> tuple[Framework, Indicator]:
    """A framework of the one indicator that a case describes."""
    text = Text(zh="问", en="Asked")
    ask = Ask(type=case.type, question=text, options={key: Text(zh=key, en=key) for key in case.options})
    item = replace(indicator("M01.x"), score=Score(**{name: case.part}), ask=ask)
    return replace(flat(item), scales=case.scales), item


# --- nothing left out ----------------------------------------------------------------------------


def test_every_key_of_a_score_has_its_function() -> None:
    """In one order, that of the published format; `by` decides which function and is none."""
    assert list(FUNCTIONS) == KEYS


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_that_leaves_a_part_out_cannot_be_made(name: str) -> None:
    """Whichever part it is: there is no default that could answer in its place."""
    parts = Function.__abstractmethods__
    assert {"points", "better", "branches", "lint", "shape", "words", "example", "cases", "fits"} <= parts
    for part in parts:
        lacking = type("Lacking", (FUNCTIONS[name],), {part: inspect.getattr_static(Function, part)})
        with pytest.raises(TypeError, match=part):
            lacking(None, None)


def test_a_score_that_no_function_knows_is_no_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key of the format without a function stops the program, wherever it is asked."""
    monkeypatch.delitem(FUNCTIONS, "expect")
    (case,) = (case for name, case in CASES if name == "expect" and case.part == "yes")
    framework, item = framed("expect", case)
    for ask in (
        lambda: points(item.score, True, framework),
        lambda: better(item, item.score, None, framework),
        lambda: list(lint_score(framework, item)),
        lambda: branches(framework),
        lambda: rule_in_words(framework, item, None, "en"),
        lambda: judged(framework, {item.id: True}),
        lambda: more_points(item.score, item.score, (item, item), (framework, framework)),
    ):
        with pytest.raises(LookupError, match="expect"):
            ask()


@pytest.mark.parametrize("words", [problems.rubrics.WORDS["score-not-one/hint"], scaffold.WORDS["about-score"]])
def test_authors_are_told_every_function(words: tuple[str, str]) -> None:
    """Where the choice is listed for them, in the order of the format."""
    zh, en = words
    assert "、".join((*KEYS, "by")) in zh
    assert ", ".join((*KEYS, "by")) in en


def test_nobody_else_tells_functions_apart() -> None:
    """Outside their own files nobody looks which key a score has; a scale is also what gives a question options."""
    told = {*KEYS} - {"scale"}
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.parent.name != "functions" or path.parent.parent != PACKAGE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in told
        if ast.unparse(node.value).rpartition(".")[2] in ("score", "own", "function", "old", "new", "self")
    ]
    assert found == []


# --- its own cases -------------------------------------------------------------------------------


@each_case
def test_the_cases_hold(name: str, case: Case) -> None:
    """A sound question and function, and the points as they are written beside each answer."""
    framework, item = framed(name, case)
    assert list(lint_score(framework, item)) == []
    assert named(item.score) == [name]
    assert [(answer, points(item.score, answer, framework)) for answer, _ in case.earned] == list(case.earned)


@each_case
def test_the_cases_reach_the_worst_the_best_and_every_branch(name: str, case: Case) -> None:
    """So that no way of scoring is without an answer that shows it."""
    framework, item = framed(name, case)
    function = function_of(item.score, framework)
    earned = [number for _, number in case.earned]
    assert (min(earned), max(earned)) == function.extremes()
    ways = {way for answer, _ in case.earned for way in taken(framework, judged(framework, {item.id: answer}))}
    assert {way for way in branches(framework) if ": score." in way} <= ways
    assert all(way in branches(framework) for way in ways)


@each_case
def test_a_better_answer_is_better(name: str, case: Case) -> None:
    """The next step, the target and the best answer earn what they say; short of full points there are all three."""
    framework, item = framed(name, case)
    for answer, earned in (*case.earned, (None, 0.0)):
        reach = better(item, item.score, answer, framework)
        rungs = [reach.onward(80.0), reach.first(80.0) if earned < 80 else reach.last(FULL), reach.last(FULL)]
        if earned == FULL:
            assert rungs == [None, None, None]
            continue
        assert all(rung is not None for rung in rungs)
        assert all(rung.points == points(item.score, rung.answer, framework) > earned for rung in rungs if rung)


def shown(case: Case, shape: Any, answer: Answered) -> float:
    """What an overlay takes an answer to earn."""
    if isinstance(shape, Curve):
        x = float(date.fromisoformat(str(answer)).toordinal()) if case.type == "date" else float(answer)  # type: ignore[arg-type]
        return shape.form(x).at(x)
    assert isinstance(shape, Options)
    return shape.points[answer]  # type: ignore[index]


@each_case
def test_overlays_compare_what_is_scored(name: str, case: Case) -> None:
    """The shape earns what the function does, and a function asks for no less than itself."""
    framework, item = framed(name, case)
    shape = function_of(item.score, framework).shape()
    assert shape is not None
    if not isinstance(shape, Checklist):
        assert all(math.isclose(shown(case, shape, answer), earned, abs_tol=1e-9) for answer, earned in case.earned)
    assert more_points(item.score, item.score, (item, item), (framework, framework)) is None


def test_an_overlay_is_told_where_a_case_earns_more() -> None:
    """Of any two cases of one question: an answer for which the other earns more is found, and does earn more."""
    found = 0
    for name, case in CASES:
        for other, rival in CASES:
            if (case.type, case.options, case.scales) != (rival.type, rival.options, rival.scales):
                continue
            (framework, item), (_, now) = framed(name, case), framed(other, rival)
            better = more_points(item.score, now.score, (item, now), (framework, framework))
            more = [answer for answer, earned in rival.earned if earned > points(item.score, answer, framework)]
            assert better is not None or not more
            if better is not None and better.answer is not None:
                found += 1
                assert points(now.score, better.answer, framework) > points(item.score, better.answer, framework)
    assert found


@each_case
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_rule_is_said_and_shown(name: str, case: Case, language: Any) -> None:
    """In words, and by an answer with its arithmetic; no placeholder is left over."""
    framework, item = framed(name, case)
    said = rule_in_words(framework, item, None, language)
    assert said
    assert not {"{", "}"} & set(said)
    worked = example(framework, item, "", {}, 1.0)
    assert worked.points == points(item.score, worked.answer, framework)
    assert not {"{", "}"} & set(worked.arithmetic)


@each_case
def test_the_schema_knows_it(name: str, case: Case) -> None:
    """What stands in YAML is valid by the published schema, and is read as it was meant."""
    score = Score(**{name: case.part})
    tree = TypeAdapter(Score).dump_python(score, mode="json", by_alias=True, exclude_none=True)
    schema = json_schema(MEASURE)
    validator = Draft202012Validator({"$ref": "#/$defs/Score", "$defs": schema["$defs"]})
    assert list(validator.iter_errors(tree)) == []
    assert list(validator.iter_errors({**tree, "no-such-function": 1})) != []
    assert TypeAdapter(Score).validate_json(json.dumps(tree)) == score
