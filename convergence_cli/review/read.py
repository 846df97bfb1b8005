"""Reads a reviewer's workbook: first whether it is about this station, then its rulings by id.

Nothing that a reviewer typed is lost in silence, and no ruling counts for an answer that is not the one that was
reviewed.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import cast

from convergence_cli.errors import Location, Problem, WorkbookError, joined, problem
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.review import Review, Ruled, Ruling
from convergence_cli.model.versions import Moves
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.cleaning import clean
from convergence_cli.questionnaire.guard import guard
from convergence_cli.questionnaire.match import sought
from convergence_cli.questionnaire.reader import HeaderUnclearError, Page, Reader
from convergence_cli.questionnaire.rows import rows_by_id
from convergence_cli.questionnaire.workbook.book import Book
from convergence_cli.review.form import COLUMNS, DATE, IDENTITY_KEYS, IDENTITY_SHEET, INPUTS, RULING, claim, claimed
from convergence_cli.texts.review import WORDS
from convergence_cli.value import value

_MOST_IDS = 12


@value
class _Identity:
    """What the hidden sheet says: whose answers, and what each of them was."""

    facts: dict[str, str]
    claims: dict[str, str]


def read_review(path: Path, framework: Framework, judged: Assessment, bounds: Bounds | None = None) -> Review:
    """The rulings on a station's answers.

    Raises WorkbookError with every problem: no review, another station's or framework's, a ruling that is none.
    """
    bounds = bounds or Bounds()
    guarded = guard(path, bounds)
    book = Book(path.name, guarded, bounds)
    identity = _identity(book)
    language = cast("Language | None", identity.facts.get("language"))
    problems = list(_belongs(identity, framework, judged, Location(file=path.name)))
    if any(item.severity == "error" for item in problems):
        raise WorkbookError(*problems, language=language)
    reader = Reader(book, framework, Moves(), language if language in ("zh", "en") else None)
    reader.taken.add(IDENTITY_SHEET)
    said = _rows(reader, framework)
    problems += reader.gathered
    if any(item.severity == "error" for item in problems):
        raise WorkbookError(*problems, language=reader.language)
    ruled, remarks = _ruled(judged, identity, said)
    return Review(file=path.name, sha256=guarded.sha256, ruled=ruled, problems=(*problems, *remarks))


def _identity(book: Book) -> _Identity:
    """What the hidden sheet says; raises WorkbookError for a workbook without one."""
    place = Location(file=book.file)
    grid = book.grid(IDENTITY_SHEET) if IDENTITY_SHEET in book.names else []
    pairs = {clean(str(row[0])): clean(str(row[1])) for row in grid if len(row) > 1}
    facts = {key: pairs[key] for key in IDENTITY_KEYS if key in pairs}
    if len(facts) < len(IDENTITY_KEYS):
        raise WorkbookError(problem("review-not-one", place))
    # Ids of indicators have a dot, keys have none.
    return _Identity(facts=facts, claims={key: said for key, said in pairs.items() if "." in key})


def _belongs(identity: _Identity, framework: Framework, judged: Assessment, place: Location) -> Iterator[Problem]:
    facts = identity.facts
    if facts["framework"] != framework.id:
        values = {"found": facts["framework"], "expected": framework.id}
        yield problem("review-other-framework", place, **values)
        return
    if facts["station"] != clean(judged.station):
        yield problem("review-other-station", place, found=facts["station"], expected=judged.station)
        return
    if facts["sha256"] != framework.sha256:
        values = {"found": facts["version"], "expected": framework.version}
        yield problem("review-framework-changed", place, "warning", **values)
    if facts["workbook"] != judged.questionnaire.sha256:
        now = {result.id: claim(result) for result in claimed(judged)}
        changed = [name for name, then in identity.claims.items() if now.get(name) != then]
        yield problem("review-workbook-changed", place, "warning", count=str(len(changed)))


def _rows(reader: Reader, framework: Framework) -> dict[str, Ruled]:
    """Every row with its ruling as it was given; the reader gathers the problems."""
    wanted = sought(
        WORDS["sheet"],
        {key: WORDS[key] for key in COLUMNS},
        {"id", "ruling"},
        list(framework.indicator),
    )
    page: Page | None = None
    with suppress(HeaderUnclearError):
        page = reader.open(wanted)
        if page is None:
            reader.tell("review-no-table", reader.whole)
    if page is None:
        return {}
    rows = rows_by_id(reader, page, wanted, INPUTS)
    reader.look_over(page)
    said = {name: _row(reader, page, name, found[0]) for name, found in rows.items()}
    reader.look_around()
    return said


def _row(reader: Reader, page: Page, name: str, row: int) -> Ruled:
    date = reader.read(page, row, "date", name, DATE, {})
    said = _said(reader, page, name, row)
    return Ruled(
        id=name,
        ruling=said or "pending",
        said=said,
        reviewer=reader.text(page, row, "reviewer"),
        date=date if isinstance(date, str) else "",
        remark=reader.text(page, row, "remark"),
        location=page.at(row, "ruling"),
    )


def _said(reader: Reader, page: Page, name: str, row: int) -> Ruling | None:
    cell = page.cell(row, "ruling")
    if isinstance(cell, bool):
        # What a sheet makes of the words True and False.
        return "upheld" if cell else "refuted"
    return cast("Ruling | None", reader.read(page, row, "ruling", name, RULING, RULING.options))


def _ruled(
    judged: Assessment, identity: _Identity, said: dict[str, Ruled]
) -> tuple[tuple[Ruled, ...], Iterator[Problem]]:
    """One ruling for each answer that there is now, and what has to be said of them."""
    now = {result.id: claim(result) for result in claimed(judged)}
    stale = [
        found for name, found in said.items() if found.said is not None and now.get(name) != identity.claims.get(name)
    ]
    outdated = {found.id for found in stale}
    ruled = tuple(
        _pending(said[name]) if name in outdated else said.get(name, Ruled(id=name, ruling="pending")) for name in now
    )
    return ruled, _remarks(stale, ruled, [name for name in now if name not in said])


def _pending(found: Ruled) -> Ruled:
    return replace(found, ruling="pending", stale=True)


def _remarks(stale: list[Ruled], ruled: tuple[Ruled, ...], missing: list[str]) -> Iterator[Problem]:
    for found in stale:
        word = WORDS[found.said or "pending"]
        yield problem("review-stale", found.location, "warning", id=found.id, found=word)
    unsigned = [item for item in ruled if item.ruling != "pending" and not item.reviewer]
    if unsigned:
        ids = joined([item.id for item in unsigned], _MOST_IDS)
        yield problem("review-unsigned", unsigned[0].location, "warning", count=str(len(unsigned)), ids=ids)
    if missing:
        yield problem(
            "review-rows-missing", Location(), "warning", count=str(len(missing)), ids=joined(missing, _MOST_IDS)
        )
