"""Reads a station's workbook: every cell becomes an answer, a blank, or a problem with its sheet and cell.

All problems of a workbook are gathered and raised together; notes say how a cell was read where it was
bent. Nothing that was typed is dropped in silence.
"""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from convergence_cli.errors import Location, Problem, WorkbookError, listed, problem
from convergence_cli.files import name_of
from convergence_cli.model.framework import Framework
from convergence_cli.model.kind import year_assessed
from convergence_cli.model.questionnaire import Answer, OwnTarget, Questionnaire, TableRead
from convergence_cli.questionnaire.bounds import Bounds, RefusalError
from convergence_cli.questionnaire.cleaning import show
from convergence_cli.questionnaire.guard import guard, refused
from convergence_cli.questionnaire.identity import (
    Identity,
    check_identity,
    is_report,
    language_of,
    last_of,
    read_identity,
)
from convergence_cli.questionnaire.last_time import unchanged
from convergence_cli.questionnaire.own_targets import read_own_targets
from convergence_cli.questionnaire.reader import HeaderUnclearError, Reader
from convergence_cli.questionnaire.rows import read_profile, read_questions, say_new
from convergence_cli.questionnaire.table_rows import read_tables
from convergence_cli.questionnaire.workbook.book import Book

# Without one of these sheets there is nothing that could be read.
_NOTHING_TO_READ = frozenset({"no-question-sheet", "other-framework", "other-version"})

OF_THE_WHOLE = frozenset({"profile-missing", "row-missing", "table-missing", "form-is-part"})
"""What is wrong with one of several workbooks that are to be one, and need not be with the one."""
_LOST_SHEETS = {"no-station-sheet", "no-question-sheet"}
_NAMED = 5


def read(path: Path, framework: Framework, bounds: Bounds | None = None) -> Questionnaire:
    """The station's answers; one department's part is no station, and has no score.

    Raises WorkbookError with every problem of the workbook, warnings and notes included.
    """
    questionnaire = examine(path, framework, bounds)
    problems = tuple(
        replace(item, severity="error") if item.code == "form-is-part" else item for item in questionnaire.problems
    )
    questionnaire = replace(questionnaire, problems=problems)
    if any(item.severity == "error" for item in questionnaire.problems):
        raise WorkbookError(*questionnaire.problems, language=questionnaire.language)
    return questionnaire


def examine_all(
    paths: tuple[Path, ...], framework: Framework, bounds: Bounds | None = None
) -> tuple[Questionnaire, ...]:
    """Parts of one station's answers, each in a workbook of its own: none has to be complete.

    Raises WorkbookError with the errors of all of them; what only the whole must have is none.
    """
    problems: list[Problem] = []
    copies: list[Questionnaire] = []
    for path in paths:
        try:
            copies.append(examine(path, framework, bounds))
        except WorkbookError as error:
            problems += error.problems
    problems += (item for copy in copies for item in copy.problems if item.code not in OF_THE_WHOLE)
    errors = [item for item in problems if item.severity == "error"]
    if errors:
        raise WorkbookError(*errors)
    return tuple(copies)


def examine(path: Path, framework: Framework, bounds: Bounds | None = None) -> Questionnaire:
    """All that can be read of a workbook, its errors among the problems: a cell at fault has no value.

    For work on the answers themselves, such as carrying them into another workbook; a score needs `read`.
    Raises WorkbookError where there is nothing to read: no workbook, no questions, another framework's.
    """
    bounds = bounds or Bounds()
    guarded, file = guard(path, bounds), name_of(path)
    try:
        if is_report(guarded):
            raise WorkbookError(problem("file-is-report", Location(file=file)))
    except RefusalError as refusal:
        raise refused(refusal, file) from None
    book = Book(file, guarded, bounds)
    identity = read_identity(book)
    language = language_of(identity, book)
    moves, problems = check_identity(identity, framework, file)
    part = identity.get("part", "")
    reader = Reader(book, framework, moves, language, is_part=bool(part))
    reader.problems += problems
    if part:
        reader.tell("form-is-part", reader.whole, "note", who=part)
    profile: dict[str, Answer] = {}
    answers: dict[str, Answer] = {}
    tables: dict[str, TableRead] = {}
    own_targets: dict[str, tuple[OwnTarget, ...]] = {}
    if not any(item.severity == "error" for item in problems):
        with suppress(HeaderUnclearError):
            profile = read_profile(reader)
        known = {name: answer.value for name, answer in profile.items()}
        year = year_assessed(known)
        reader.year = None if year is None else int(year)
        with suppress(HeaderUnclearError):
            answers = read_questions(reader, known)
        if not identity and {item.code for item in reader.problems} >= _LOST_SHEETS:
            raise WorkbookError(_foreign(book), language=language)
        with suppress(HeaderUnclearError):
            own_targets = read_own_targets(reader, known)
        tables = read_tables(reader, known, answers)
        say_new(reader, framework)
        _say_unchanged(reader, identity, answers, tables)
        reader.look_around()
    if any(item.code in _NOTHING_TO_READ for item in reader.problems):
        raise WorkbookError(*reader.gathered, language=language)
    return Questionnaire(
        file=file,
        sha256=guarded.sha256,
        language=language,
        version=identity.get("version", ""),
        part=part,
        profile=profile,
        answers=answers,
        tables=tables,
        own_targets=own_targets,
        moved=tuple(reader.moved),
        changed=moves.changed,
        new=frozenset(reader.new),
        last=last_of(identity),
        problems=reader.gathered,
    )


def _say_unchanged(
    reader: Reader, identity: Identity, answers: dict[str, Answer], tables: dict[str, TableRead]
) -> None:
    """One note for all that stands as it was carried in from another year."""
    left = list(unchanged(last_of(identity), reader.framework, answers, tables))
    if left:
        reader.tell("left-as-carried", reader.whole, "note", count=str(len(left)), listed=listed(left))


def _foreign(book: Book) -> Problem:
    """Somebody else's workbook is told in one line: what a questionnaire has and it has not is of no use."""
    zh, en = listed(map(show, book.names[:_NAMED]))
    more = "" if len(book.names) <= _NAMED else " …"
    return problem("not-a-questionnaire", Location(file=book.file), found=(zh + more, en + more))
