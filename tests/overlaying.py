"""Overlays of the tiny framework, as text and as folders."""

from pathlib import Path

from tiny_rubric import FILES, built, write

from convergence_cli.errors import Problem
from convergence_cli.model.framework import Framework
from convergence_cli.rubric.overlay.resolve import resolve
from convergence_cli.rubric.stack import examine_stack

FILE = "prov/overlay.yaml"
HEAD = """\
id: prov
version: 1.0.0
title: {zh: 省, en: Province}
source: {title: {zh: 省文, en: Plan}, number: 二号, issuer: {zh: 厅, en: Department}, date: 2024-01-01}
extends: ../tiny
"""
WHY = "because: {zh: 因, en: Why}"


def laid(changes: str = "", base: Framework | None = None, head: str = HEAD) -> tuple[Framework | None, list[Problem]]:
    """What an overlay with these changes makes of the tiny framework, and every problem of it."""
    return resolve(base or built(), FILE, head + changes)


def made(changes: str = "", base: Framework | None = None, head: str = HEAD) -> Framework:
    """The framework of an overlay that must be sound."""
    framework, problems = laid(changes, base, head)
    assert framework is not None
    assert errors(problems) == [], problems
    return framework


def setting(kind: str, name: str, to: str, more: str = "") -> str:
    """One `set` of one item."""
    return f"set:\n  {kind}:\n    - id: {name}\n      to: {to}\n      {WHY}\n{more}"


def errors(problems: list[Problem]) -> list[str]:
    return [item.code for item in problems if item.severity == "error"]


def codes(problems: list[Problem]) -> list[str]:
    return [item.code for item in problems]


def line_of(item: Problem, text: str) -> str:
    """The line of the overlay that a problem is about, from its column on."""
    assert item.location.line
    assert item.location.column
    return text.splitlines()[item.location.line - 1][item.location.column - 1 :]


def folders(root: Path, base: dict[str, str] = FILES, **overlays: str) -> Path:
    """A folder `tiny` and one for each overlay, beside each other."""
    write(root / "tiny", base)
    for name, text in overlays.items():
        write(root / name, {"overlay.yaml": text})
    return root


def examined(*paths: Path) -> tuple[Framework | None, list[Problem]]:
    """A stack of folders, read from the disk."""
    return examine_stack(paths)


def made_indicator(name: str, weight: float) -> str:
    return f"""\
add:
  indicators:
    - {WHY}
      indicator:
        id: {name}
        title: {{zh: 新, en: New}}
        clauses: ["02.1"]
        quote: 原文
        obligation: should
        weight: {weight}
        who: {{zh: 室, en: Office}}
        ask: {{type: yes_no, question: {{zh: 问, en: Asked}}}}
        score: {{expect: "yes"}}
        evidence: {{hint: {{zh: 文件, en: File}}}}
        advice: [{{zh: 做, en: Do}}]
        effort: 2
        basis: clause
"""
