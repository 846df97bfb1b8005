"""The hidden sheet that says which framework, version and language a workbook was made for."""

from typing import cast

from convergence_cli.errors import Location, Problem, problem
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.versions import Moves, known_versions, moves_from, series
from convergence_cli.questionnaire.cleaning import clean
from convergence_cli.questionnaire.grid import Book
from convergence_cli.questionnaire.guard import Guarded
from convergence_cli.questionnaire.layout import IDENTITY_KEYS, IDENTITY_SHEET
from convergence_cli.sheets import REPORT_CATEGORY
from convergence_cli.texts.workbook import WORDS

Identity = dict[str, str]


def is_report(guarded: Guarded) -> bool:
    """Whether a workbook says of itself that it is a report of ours, which lists questions and answers as well."""
    properties = "docProps/core.xml"
    return properties in guarded.names and f">{REPORT_CATEGORY}<".encode() in guarded.part(properties)


def read_identity(book: Book) -> Identity:
    """What the hidden sheet says; empty for a workbook that was retyped or exported from elsewhere."""
    grid = book.grid(IDENTITY_SHEET) if IDENTITY_SHEET in book.names else []
    pairs = {clean(str(row[0])): clean(str(row[1])) for row in grid if len(row) > 1}
    return {key: pairs[key] for key in IDENTITY_KEYS if key in pairs}


def check_identity(identity: Identity, framework: Framework, file: str) -> tuple[Moves, list[Problem]]:
    """What became of the workbook's ids, and what is to be said of its origin.

    Another framework's workbook is refused by name, and so is a version from which no way leads to this one.
    """
    place = Location(file=file)
    name, version = identity.get("framework"), identity.get("version")
    if name is None:
        return Moves(), [problem("no-identity", place, "note")]
    if name != framework.id:
        return Moves(), [problem("other-framework", place, found=name, expected=framework.id)]
    if version is None or version == framework.version:
        changed = identity.get("sha256", framework.sha256) != framework.sha256
        return Moves(), [problem("framework-changed", place, "note", version=framework.version)] if changed else []
    moves = moves_from(framework, version)
    facts = {"found": version, "expected": framework.version}
    if moves is None:
        known = ", ".join(known_versions(framework))
        return Moves(), [problem("other-version", place, **facts, known=known)]
    if series(version) != series(framework.version):
        return moves, [problem("older-version", place, "warning", **facts)]
    return moves, [problem("newer-version", place, "note", **facts)]


def language_of(identity: Identity, book: Book) -> Language | None:
    """The workbook's language: as it says itself, else by the names of its sheets."""
    named = {"zh": "zh", "en": "en"}.get(identity.get("language", ""))
    if named is not None:
        return cast("Language", named)
    chinese, english = WORDS["sheet-questions"]
    return "zh" if chinese in book.names else "en" if english in book.names else None
