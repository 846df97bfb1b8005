"""The hidden sheet that says which framework, version and language a workbook was made for."""

from typing import cast

from convergence_cli.errors import Location, Problem, problem
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.questionnaire.grid import Book
from convergence_cli.questionnaire.layout import IDENTITY_KEYS, IDENTITY_SHEET
from convergence_cli.questionnaire.normalise import clean
from convergence_cli.texts.workbook import WORDS

Identity = dict[str, str]


def read_identity(book: Book) -> Identity:
    """What the hidden sheet says; empty for a workbook that was retyped or exported from elsewhere."""
    grid = book.sheets.get(IDENTITY_SHEET, [])
    pairs = {clean(str(row[0])): clean(str(row[1])) for row in grid if len(row) > 1}
    return {key: pairs[key] for key in IDENTITY_KEYS if key in pairs}


def check_identity(identity: Identity, framework: Framework, file: str) -> list[Problem]:
    """Another framework's workbook is refused by name; another version of this one is read with a note."""
    place = Location(file=file)
    name, version = identity.get("framework"), identity.get("version")
    if name is None:
        return [problem("no-identity", place, "note")]
    if name != framework.id:
        return [problem("other-framework", place, found=name, expected=framework.id)]
    if version is None or version == framework.version:
        changed = identity.get("sha256", framework.sha256) != framework.sha256
        return [problem("framework-changed", place, "note", version=framework.version)] if changed else []
    if _major(version) != _major(framework.version):
        return [problem("other-version", place, found=version, expected=framework.version)]
    return [problem("newer-version", place, "note", found=version, expected=framework.version)]


def _major(version: str) -> str:
    """The part of a version within which answers carry over: before 1.0 every minor version breaks."""
    parts = version.split(".")
    return parts[0] if parts[0] != "0" else ".".join(parts[:2])


def language_of(identity: Identity, book: Book) -> Language | None:
    """The workbook's language: as it says itself, else by the names of its sheets."""
    named = {"zh": "zh", "en": "en"}.get(identity.get("language", ""))
    if named is not None:
        return cast("Language", named)
    chinese, english = WORDS["sheet-questions"]
    return "zh" if chinese in book.sheets else "en" if english in book.sheets else None
