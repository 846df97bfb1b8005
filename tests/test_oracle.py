"""The package against a second implementation of its arithmetic; more of both by `python tests/agreeing.py`."""

import ast
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import agreeing
import oracle
import pytest

from convergence_cli.model.assessment import BlockerKind

HERE = Path(oracle.__file__).resolve().parent
PURE = ("oracle.py", "oracle_expressions.py", "oracle_rows.py", "oracle_steps.py")
STATIONS, FRAMEWORKS, PARTS = 150, 100, 2


@pytest.mark.parametrize("name", PURE)
def test_the_oracle_imports_nothing_of_the_package(name: str) -> None:
    """Nor anything that does: the standard library, a reader of YAML, and its own files."""
    tree = ast.parse((HERE / name).read_text("utf-8"))
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    found |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    roots = {each.partition(".")[0] for each in found}
    assert roots - set(sys.stdlib_module_names) <= {"yaml", *(each.removesuffix(".py") for each in PURE)}
    assert not roots & {"importlib", "runpy", "builtins", "subprocess"}


@pytest.mark.parametrize("part", range(PARTS))
def test_stations_of_the_shipped_framework_have_the_same_numbers(part: int) -> None:
    found = agreeing.together([agreeing.of_shipped(1, at) for at in range(part, STATIONS, PARTS)])
    assert found.differing == ()
    assert found.compared > 500 * STATIONS / PARTS


def test_stations_of_random_frameworks_have_the_same_numbers() -> None:
    found = agreeing.together([agreeing.of_drawn(1, at) for at in range(FRAMEWORKS)])
    assert found.differing == ()
    assert found.compared > 200 * FRAMEWORKS


def test_what_is_compared_has_every_kind_of_number() -> None:
    """Every outcome, step, blocker, aggregate and refusal comes up, or the comparison would say little."""
    seen: set[str] = set()
    for at in range(2 * FRAMEWORKS):
        framework, law = agreeing.drawn(f"framework/1/{at}")
        for each in range(agreeing.STATIONS_EACH):
            found = oracle.judge(law, agreeing.plain(agreeing.stationed(framework, f"framework/1/{at}/{each}")))
            seen |= set(found.get("refused", ())) | {f"level {found.get('level')}"}
            seen |= {kind for kind, _ in found.get("blockers", ())} | {"failed" for _ in found.get("failed", ())}
            for result in found.get("results", {}).values():
                seen |= {result["outcome"]} | {name for name in ("next_step", "to_target") if result[name]}
            nodes = found.get("nodes", {})
            seen |= {"no score" for node in nodes.values() if node["score"] is None and node["ceiling"] is not None}
            seen |= {node["withheld"] for node in nodes.values() if node["withheld"]}
            seen |= {
                f"counts as {float(result['points']):g}"
                for result in found.get("results", {}).values()
                if result["outcome"] == "not_applicable" and result["points"] is not None
            }
    kinds = {"met", "partial", "unmet", "unanswered", "not_applicable", "out_of_scope", "next_step", "to_target"}
    blockers = {*get_args(BlockerKind), "level None", "level L1", "level L2", "level L3"}
    kinds |= {"not_scored", "incomplete", "voided", "counts as 100", "counts as 0"}
    assert seen == kinds | blockers | {"no score", "failed", "check-failed", "answer-and-reason"}


def test_a_number_that_differs_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Points that are off by a millionth."""

    def off(function: Any, answer: Any) -> Fraction:
        return right(function, answer) + Fraction(1, 10**6)

    right = oracle.points_of
    monkeypatch.setattr(oracle, "points_of", off)
    assert any("/points: " in each for each in agreeing.of_shipped(1, 0).differing)
