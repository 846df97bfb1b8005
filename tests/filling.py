"""Fills in the real template the way a station would, and breaks it the way a station would."""

import atexit
import io
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import openpyxl
from patching import Cells, Form

from convergence_cli.errors import Problem, WorkbookError
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.questionnaire import Answer, Questionnaire
from convergence_cli.questionnaire.layout import option_row, table_sheet
from convergence_cli.questionnaire.read import read
from convergence_cli.questionnaire.template import write_template

QUESTIONS = {"zh": "问卷", "en": "Questions"}
STATION = {"zh": "机构信息", "en": "Station"}
TARGETS = {"zh": "自定目标", "en": "Own targets"}
PROGRESS = {"zh": "完整度", "en": "Progress"}
ANSWER, EVIDENCE, REASON, NOTE = 5, 6, 7, 8
TABLE_HEADER = 5
"""The row of a table's header; its rows follow."""
LEVELS = {"central": "中央级", "provincial": "省级", "municipal": "市级", "county": "县级"}
LEVELS_EN = {"central": "Central", "provincial": "Provincial", "municipal": "Municipal", "county": "County"}

_FOLDER = Path(tempfile.mkdtemp(prefix="filling-"))
_NUMBERS = count(1)
_TEMPLATES: dict[tuple[str, str, str | None, bool], bytes] = {}
_FORMS: dict[tuple[str, str, str | None, bool], Form] = {}
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)


def template(
    framework: Framework, language: Language = "zh", level: str | None = "provincial", *, targets: bool = False
) -> bytes:
    """A blank questionnaire, made once."""
    key = (framework.sha256, language, level, targets)
    if key not in _TEMPLATES:
        _TEMPLATES[key] = write_template(framework, language, {"level": level}, targets=targets)
    return _TEMPLATES[key]


def fill(
    framework: Framework,
    language: Language = "zh",
    level: str = "provincial",
    answers: Mapping[str, Any] | None = None,
    evidence: Mapping[str, Any] | None = None,
    reasons: Mapping[str, Any] | None = None,
    tables: Mapping[str, Sequence[Sequence[Any]]] | None = None,
    edit: Callable[[Any], object] | None = None,
    *,
    confirmed: Sequence[str] = (),
    aims: Mapping[str, Sequence[Any]] | None = None,
    path: Path | None = None,
) -> Path:
    """A filled-in template on disk; what the profile must have is there unless `answers` says otherwise.

    `answers` holds cell values by the id of a question or a profile question, `tables` rows of cell values in
    the framework's order of columns, `confirmed` the tables said to have nothing to list, `aims` cells of the sheet of
    own targets, this year's first; without it there is no such sheet. `edit` has the last word on the workbook.
    """
    form = _form(framework, language, level, targets=aims is not None)
    target = path or _FOLDER / f"{next(_NUMBERS)}.xlsx"
    profile = {"name": "星河广播电视台", "province": "浙江省", "period": 2025}
    cells: dict[tuple[str, str], Any] = {}
    for column, given in (
        (ANSWER, {**profile, **(answers or {})}),
        (EVIDENCE, evidence or {}),
        (REASON, reasons or {}),
    ):
        for name, content in given.items():
            _type(cells, cell_of(form.book, name, column), content)
    pages = {name: page_of(form.book, framework, name) for name in (*(tables or {}), *confirmed)}
    for name, rows in (tables or {}).items():
        for row, line in enumerate(rows, TABLE_HEADER + 1):
            for column, content in enumerate(line, 1):
                if content is not None:
                    _type(cells, pages[name].cell(row, column), content)
    for name in confirmed:
        _type(cells, pages[name].cell(3, 2), {"zh": "是", "en": "Yes"}[language])
    _aim(cells, form.book, aims or {})
    filled = form.filled(cells) if edit is None else None
    if filled is None:
        _save(template(framework, language, level, targets=aims is not None), cells, edit, target)
    else:
        target.write_bytes(filled)
    return target


def _aim(cells: dict[tuple[str, str], Any], book: Any, aims: Mapping[str, Sequence[Any]]) -> None:
    for name, aimed in aims.items():
        sheet = sheet_of(book, TARGETS)
        for column, content in enumerate(aimed, 5):
            _type(cells, sheet.cell(row_of(sheet, name), column), content)


def _save(form: bytes, cells: Cells, edit: Callable[[Any], object] | None, target: Path) -> None:
    """What a library has to write, or `edit` changes."""
    workbook = openpyxl.load_workbook(io.BytesIO(form))
    for (title, place), content in cells.items():
        workbook[title][place].value = content
    if edit is not None:
        edit(workbook)
    workbook.save(target)


def _form(framework: Framework, language: Language, level: str | None, *, targets: bool) -> Form:
    """A blank questionnaire taken apart, once."""
    key = (framework.sha256, language, level, targets)
    if key not in _FORMS:
        _FORMS[key] = Form(template(framework, language, level, targets=targets))
    return _FORMS[key]


def _type(cells: dict[tuple[str, str], Any], cell: Any, content: Any) -> None:
    cells[cell.parent.title, cell.coordinate] = content


def sheet_of(workbook: Any, names: Mapping[str, str]) -> Any:
    """The sheet of one of two names."""
    return next(workbook[name] for name in names.values() if name in workbook.sheetnames)


def cell_of(workbook: Any, name: str, column: int = ANSWER) -> Any:
    """The answer cell (or another column's) of a question; of a profile question, its answer cell."""
    if name[0].isupper():
        sheet = sheet_of(workbook, QUESTIONS)
    else:
        sheet, column = sheet_of(workbook, STATION), 4
    return sheet.cell(row_of(sheet, name), column)


def row_of(sheet: Any, name: str) -> int:
    """The row whose first cell is this id."""
    return next(int(cell.row) for (cell,) in sheet.iter_rows(max_col=1) if cell.value == name)


def evidence_rows(framework: Framework, item: Indicator) -> list[str]:
    """The ids of the rows in which a question takes its evidence: its own, or those of its options."""
    options = framework.options(item) if item.evidence.per_option else {}
    return [option_row(item.id, option) for option in options] or [item.id]


def evidence_read(answer: Answer) -> dict[str, str]:
    """What was read as evidence, by the id of its row."""
    own = {option_row(answer.id, each.option): each.evidence for each in answer.option_evidence}
    return own | ({answer.id: answer.evidence} if answer.evidence else {})


def page_of(workbook: Any, framework: Framework, name: str) -> Any:
    """The sheet of a table."""
    table = next(table for table in framework.tables if table.id == name)
    return sheet_of(workbook, {"zh": table_sheet(table.title, "zh"), "en": table_sheet(table.title, "en")})


def rewrite(path: Path, change: Callable[[str, str], str]) -> Path:
    """Change the XML parts of a workbook in place: `change(part, text) -> text`."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, change(name, content.decode()).encode() if name.endswith(".xml") else content)
    return path


def found(path: Path, framework: Framework) -> tuple[Questionnaire | None, tuple[Problem, ...]]:
    """What reading gives: the questionnaire and its notes, or None and the problems that stopped it."""
    try:
        questionnaire = read(path, framework)
    except WorkbookError as error:
        return None, error.problems
    return questionnaire, questionnaire.problems


def errors(path: Path, framework: Framework) -> list[tuple[str, str]]:
    """The errors of a workbook that is refused, as (code, place); each names this file."""
    questionnaire, problems = found(path, framework)
    assert questionnaire is None, "the workbook was read"
    assert all(item.location.file == path.name for item in problems)
    return [(item.code, place(item)) for item in problems if item.severity == "error"]


def remarks(path: Path, framework: Framework) -> list[tuple[str, str, str]]:
    """The notes and warnings of a workbook that is read, as (severity, code, place)."""
    questionnaire, problems = found(path, framework)
    assert questionnaire is not None, [str(item) for item in problems]
    return [(item.severity, item.code, place(item)) for item in problems]


def place(item: Problem) -> str:
    """`sheet!cell`, or the sheet alone, or nothing."""
    return f"{item.location.sheet}!{item.location.cell}" if item.location.cell else item.location.sheet
