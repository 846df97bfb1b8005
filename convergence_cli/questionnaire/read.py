"""Reads a station's workbook: every cell becomes an answer, a blank, or a problem with its sheet and cell.

All problems of a workbook are gathered and raised together; notes say how a cell was read where it was
bent. Nothing that was typed is dropped in silence.
"""

from pathlib import Path

from convergence_cli.errors import Problem, WorkbookError
from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.grid import open_book
from convergence_cli.questionnaire.guard import guard
from convergence_cli.questionnaire.identity import check_identity, language_of, read_identity
from convergence_cli.questionnaire.rows import Desk, read_profile, read_questions
from convergence_cli.questionnaire.table_rows import read_tables


def read(path: Path, framework: Framework, bounds: Bounds | None = None) -> Questionnaire:
    """The station's answers.

    Raises WorkbookError with every problem of the workbook, warnings and notes included.
    """
    guarded = guard(path, bounds or Bounds())
    book = open_book(guarded, path.name)
    identity = read_identity(book)
    language = language_of(identity, book)
    problems: list[Problem] = list(check_identity(identity, framework, path.name))
    if any(item.severity == "error" for item in problems):
        raise WorkbookError(*problems, language=language)
    desk = Desk(book=book, framework=framework, problems=problems, taken=set())
    profile = read_profile(desk)
    known = {name: answer.value for name, answer in profile.items()}
    answers = read_questions(desk, known)
    tables = read_tables(desk, known)
    if any(item.severity == "error" for item in problems):
        raise WorkbookError(*problems, language=language)
    return Questionnaire(
        file=path.name,
        sha256=guarded.sha256,
        language=language,
        profile=profile,
        answers=answers,
        tables=tables,
        problems=tuple(problems),
    )
