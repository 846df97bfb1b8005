"""SARIF 2.1.0: what is wrong with workbooks and frameworks, as code scanners and editors read it.

A result is a problem, its rule the problem's code. A workbook has no lines: the cell is a logical location of its own,
and the file the physical one. There is no time and no absolute path in it, so that the same input gives the same file.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from convergence_cli import __version__
from convergence_cli.errors import Problem
from convergence_cli.model.assessment import Cohort
from convergence_cli.model.language import Language
from convergence_cli.texts import hint, message, say

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
Found = tuple[str, Problem]
"""The file that a problem is in, by a path from where the program was started, and the problem."""


def render(cohort: Cohort) -> str:
    """The problems of all workbooks of a run: errors, warnings and notes."""
    return log(of_files((entry.file, entry.problems) for entry in cohort.entries), cohort.language)


def log(found: Iterable[Found], language: Language) -> str:
    """The document: one run of this program, its rules those of the problems found, in the order of their codes."""
    pairs = tuple(found)
    codes = sorted({item.code for _, item in pairs})
    places = {code: at for at, code in enumerate(codes)}
    driver = {
        "name": "convergence",
        "version": __version__,
        "language": language,
        "rules": [_rule(code, language) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(file, item, places[item.code], language) for file, item in pairs],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rule(code: str, language: Language) -> dict[str, Any]:
    texts = {"shortDescription": f"{code}/title", "fullDescription": f"{code}/why"}
    return {"id": code, **{key: {"text": say(language, f"problems.{name}")} for key, name in texts.items()}}


def _result(file: str, item: Problem, rule: int, language: Language) -> dict[str, Any]:
    said = "\n".join(part for part in (message(language, item), hint(language, item)) if part)
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(file)}}
    if item.location.line is not None:
        columns = {} if item.location.column is None else {"startColumn": item.location.column}
        physical["region"] = {"startLine": item.location.line, **columns}
    place: dict[str, Any] = {"physicalLocation": physical} if file else {}
    if item.location.place:
        place["logicalLocations"] = [{"fullyQualifiedName": item.location.place}]
    return {
        "ruleId": item.code,
        "ruleIndex": rule,
        "level": item.severity,
        "message": {"text": said},
        **({"locations": [place]} if place else {}),
    }


def of_files(files: Iterable[tuple[str, Iterable[Problem]]]) -> Iterator[Found]:
    """The problems of files, each with its path."""
    return ((path, item) for path, problems in files for item in problems)
