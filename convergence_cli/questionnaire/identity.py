"""The hidden sheet that says which framework, version and language a workbook was made for."""

from typing import cast

from convergence_cli.errors import Location, Problem, WorkbookError, problem
from convergence_cli.model.framework import Framework, Layer
from convergence_cli.model.language import Language
from convergence_cli.model.versions import Moves, known_versions, moves_from, series
from convergence_cli.questionnaire.cleaning import clean, show
from convergence_cli.questionnaire.guard import Guarded
from convergence_cli.questionnaire.last_time import KEY
from convergence_cli.questionnaire.layout import IDENTITY_KEYS, IDENTITY_SHEET
from convergence_cli.questionnaire.workbook.book import Book
from convergence_cli.questionnaire.workbook.sheet import place_of
from convergence_cli.sheets import REPORT_CATEGORY
from convergence_cli.texts.workbook import WORDS

Identity = dict[str, str]


def is_report(guarded: Guarded) -> bool:
    """Whether a workbook says of itself that it is a report of ours, which lists questions and answers as well."""
    if guarded.kind != "xlsx":
        return False
    properties = guarded.package.one("", "core-properties")
    return bool(properties) and f">{REPORT_CATEGORY}<".encode() in guarded.package.part(properties)


def read_identity(book: Book) -> Identity:
    """What the hidden sheet says; empty for a workbook that was retyped or exported from elsewhere.

    Raises WorkbookError where something is written there that cannot be read: without it, the workbook would pass for
    one of today's version.
    """
    if IDENTITY_SHEET not in book.names:
        return {}
    sheet = book.sheet(IDENTITY_SHEET)
    unread = {**sheet.covered, **dict.fromkeys(sheet.pictures, ""), **sheet.errors, **sheet.unread}
    if unread:
        place = Location(file=book.file, sheet=IDENTITY_SHEET, cell=place_of(unread))
        raise WorkbookError(problem("cell-unreadable", place, found=show(unread[min(unread)])))
    pairs = {clean(str(row[0])): clean(str(row[1])) for row in sheet.grid if len(row) > 1}
    if pairs.get("framework") and not pairs.get("version"):
        place = Location(file=book.file, sheet=IDENTITY_SHEET)
        raise WorkbookError(problem("cell-unreadable", place, found="version"))
    return {key: text for key, text in pairs.items() if key in IDENTITY_KEYS or key.startswith(KEY)}


def last_of(identity: Identity) -> dict[str, str]:
    """Of a form with answers of another year, the digest of each that was carried into it."""
    return {key.removeprefix(KEY): digest for key, digest in identity.items() if key.startswith(KEY)}


def check_identity(identity: Identity, framework: Framework, file: str) -> tuple[Moves, list[Problem]]:
    """What became of the workbook's ids, and what is to be said of its origin.

    A form of a framework that this one was laid on is read: what was hidden since is told, what was added is new.
    Another framework's workbook is refused by name, and so is a version from which no way leads to this one.
    """
    place = Location(file=file)
    name = identity.get("framework")
    if name is None:
        return Moves(), [problem("no-identity", place, "note")]
    known: tuple[Framework | Layer, ...] = (framework, *framework.extends)
    here = next((each for each in known if each.id == name), None)
    if here is None:
        return Moves(), [problem("other-framework", place, found=name, expected=framework.id)]
    version = identity["version"]
    bases = _bases(identity)
    moves = moves_from(framework, version, name, bases)
    if moves is None:
        return Moves(), [_no_way(framework, here, version, bases, place)]
    problems = _of_base(here, version, framework, place)
    if version != here.version:
        problems += _of_version(version, here.version, place)
    elif identity.get("sha256", here.sha256) != here.sha256:
        problems.append(problem("framework-changed", place, "note", version=here.version))
    for layer in framework.extends:
        if series(bases.get(layer.id, layer.version)) != series(layer.version):
            problems += _of_version(f"{layer.id} {bases[layer.id]}", f"{layer.id} {layer.version}", place)
    return moves, problems


def _no_way(
    framework: Framework, here: Framework | Layer, version: str, bases: dict[str, str], place: Location
) -> Problem:
    """No way leads from the workbook's version, or from the version of a base that it lay on, to today's."""
    for layer in framework.extends:
        old = bases.get(layer.id, layer.version)
        if layer.id != here.id and moves_from(framework, old, layer.id) is None:
            facts = {"found": f"{layer.id} {old}", "expected": f"{layer.id} {layer.version}"}
            return problem("other-version", place, **facts, known=", ".join(known_versions(framework, layer.id)))
    versions = ", ".join(known_versions(framework, here.id))
    return problem("other-version", place, found=version, expected=here.version, known=versions)


def _bases(identity: Identity) -> dict[str, str]:
    """Which versions of its bases the workbook's framework lay on."""
    pairs = (part.split() for part in identity.get("extends", "").split(","))
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}


def _of_base(here: Framework | Layer, version: str, framework: Framework, place: Location) -> list[Problem]:
    if here is framework:
        return []
    facts = {"found": f"{here.id} {version}", "expected": f"{framework.id} {framework.version}"}
    return [problem("base-form", place, "note", **facts)]


def _of_version(found: str, expected: str, place: Location) -> list[Problem]:
    same = series(found.rpartition(" ")[2]) == series(expected.rpartition(" ")[2])
    if same:
        return [problem("newer-version", place, "note", found=found, expected=expected)]
    return [problem("older-version", place, "warning", found=found, expected=expected)]


def language_of(identity: Identity, book: Book) -> Language | None:
    """The workbook's language: as it says itself, else by the names of its sheets."""
    named = {"zh": "zh", "en": "en"}.get(identity.get("language", ""))
    if named is not None:
        return cast("Language", named)
    chinese, english = WORDS["sheet-questions"]
    return "zh" if chinese in book.names else "en" if english in book.names else None
