"""Rebuilds every example workbook: `python examples/build.py [FOLDER]`.

Each is a real blank questionnaire (`write_template`), filled in as a clerk fills it in: rows found by id,
columns by header, options picked from the drop-downs. What each station answers stands in
`answers/NAME.yaml`; all stations, people, documents and figures in them are invented.

In those files a text such as `28%` is what a sheet turns into a true percentage when it is typed into a
percent cell; other texts (`５０％`, `3.2万`, `√`) stay the text that they are in the workbook.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml

from convergence_cli.model.framework import Framework
from convergence_cli.model.question import Text
from convergence_cli.questionnaire import layout
from convergence_cli.questionnaire.template import write_template
from convergence_cli.rubric.load import find, load
from convergence_cli.sheets import row_height, to_bytes
from convergence_cli.texts import say

HERE = Path(__file__).resolve().parent
STATIONS = (
    "central-body",
    "education-body",
    "strong-province",
    "typical-city",
    "typical-city-2024",
    "merged-city",
    "county-centre",
)
BROKEN = "broken"
_PERCENT = re.compile(r"^\d+(\.\d+)?%$")
_INPUTS = ("answer", "evidence", "reason", "note")


def build(folder: Path, names: Sequence[str] = (*STATIONS, BROKEN)) -> list[Path]:
    """Write examples into a folder, all of them or some; the paths written."""
    framework = load(find())
    written = []
    for name in names:
        path = folder / f"{name}.xlsx"
        path.write_bytes(_filled(framework, answers(name)))
        written.append(path)
    return written


def answers(name: str) -> dict[str, Any]:
    """What one station answers; a file with `like` is another station's with changes, its evidence
    `years` later."""
    said: dict[str, Any] = yaml.safe_load((HERE / "answers" / f"{name}.yaml").read_text(encoding="utf-8"))
    return _changed(answers(said["like"]), said) if "like" in said else said


def _changed(original: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The original with single answers, profile entries and table cells replaced."""
    result = dict(original)
    for key in ("ids", "repeated"):
        result[key] = changes.get(key, {})
    result["profile"] = {**original["profile"], **changes.get("profile", {})}
    later = changes.get("years", 0)
    result["answers"] = {name: _later(parts, later) if later else parts for name, parts in original["answers"].items()}
    for name, parts in changes.get("answers", {}).items():
        result["answers"][name] = {**result["answers"].get(name, {}), **parts}
    result["tables"] = {name: {**table, "rows": list(table["rows"])} for name, table in original["tables"].items()}
    for name, cells in changes.get("cells", {}).items():
        columns, rows = result["tables"][name]["columns"], result["tables"][name]["rows"]
        for row, column, typed in cells:
            rows[row - 1] = [
                typed if known == column else old for known, old in zip(columns, rows[row - 1], strict=True)
            ]
    return result


def _later(parts: dict[str, Any], years: int) -> dict[str, Any]:
    """An answer whose evidence is so many years younger."""
    evidence = parts.get("evidence")
    if not isinstance(evidence, str):
        return parts
    return {**parts, "evidence": re.sub(r"20\d\d", lambda year: str(int(year[0]) + years), evidence)}


def _filled(framework: Framework, said: dict[str, Any]) -> bytes:
    # Only now: this program settles how openpyxl writes, before that is first imported.
    from openpyxl import load_workbook

    language = said.get("language", "zh")
    workbook = load_workbook(BytesIO(write_template(framework, language, {"level": said["level"]})))
    _profile(workbook[say(language, "workbook.sheet-station")], framework, said, language)
    _questions(workbook[say(language, "workbook.sheet-questions")], framework, said, language)
    for table in framework.tables:
        if table.id in said["tables"]:
            _table(workbook[layout.table_sheet(table.title, language)], said["tables"][table.id], language)
    return to_bytes(workbook)


def _profile(sheet: Any, framework: Framework, said: dict[str, Any], language: Any) -> None:
    columns, rows = _columns(sheet, language, layout.STATION_COLUMNS), _rows(sheet)
    known = {question.id: question for question in framework.profile}
    for name, typed in said["profile"].items():
        _type(sheet.cell(rows[name], columns["answer"]), _picked(typed, known[name].options, language))


def _questions(sheet: Any, framework: Framework, said: dict[str, Any], language: Any) -> None:
    columns, rows = _columns(sheet, language, layout.QUESTION_COLUMNS), _rows(sheet)
    options = {item.id: framework.options(item) for item in framework.indicators}
    apart = {item.id for item in framework.indicators if item.evidence.per_option}
    for name, parts in said["answers"].items():
        own = _by_option(parts, options[name]) if name in apart else {}
        asked = {key: typed for key, typed in parts.items() if key != "evidence"} if own else parts
        _answer(sheet, rows[name], columns, asked, (options[name], framework.reasons), language)
        for option, text in own.items():
            row = rows[layout.option_row(name, option)]
            _type(sheet.cell(row, columns["evidence"]), text)
            _fit(sheet, row)
    # The faults of hands: an id typed over, and a row copied below the last one.
    for name, typed in said.get("ids", {}).items():
        sheet.cell(rows[name], columns["id"]).value = typed
    last = sheet.max_row
    for name, parts in said.get("repeated", {}).items():
        last += 1
        sheet.cell(last, columns["id"]).value = name
        _answer(sheet, last, columns, parts, (options[name], framework.reasons), language)


def _by_option(parts: dict[str, Any], options: dict[str, Text]) -> dict[str, str]:
    """Ticked option -> its evidence: its own part of the one text, or all of it where the parts are not as many."""
    ticked = [option for option, letter in layout.letters_of(options).items() if letter in str(parts.get("answer"))]
    text = parts.get("evidence")
    if not text:
        return {}
    own = text.split("；")
    return dict(zip(ticked, own if len(own) == len(ticked) else [text] * len(ticked), strict=True))


def _answer(
    sheet: Any,
    row: int,
    columns: dict[str, int],
    parts: dict[str, Any],
    words: tuple[dict[str, Text], dict[str, Text]],
    language: Any,
) -> None:
    options, reasons = words
    unknown = set(parts) - set(_INPUTS)
    if unknown:
        raise ValueError(f"no such column: {unknown}")
    typed = {**parts, "answer": _picked(parts.get("answer"), options, language)}
    typed["reason"] = _picked(parts.get("reason"), reasons, language)
    for key in _INPUTS:
        if typed.get(key) is not None:
            _type(sheet.cell(row, columns[key]), typed[key])
    _fit(sheet, row)


def _table(sheet: Any, table: dict[str, Any], language: Any) -> None:
    if table.get("confirmed_empty"):
        label = say(language, "workbook.confirm-empty")
        confirm = next(cell for line in sheet.iter_rows() for cell in line if cell.value == label)
        sheet.cell(confirm.row, confirm.column + 1).value = say(language, "workbook.yes")
    header = next(line for line in sheet.iter_rows() if _starts_with(line, table["columns"][0]) and line[1].value)
    places = [next(cell.column for cell in header if _is_column(cell.value, title)) for title in table["columns"]]
    for number, line in enumerate(table["rows"], header[0].row + 1):
        for column, typed in zip(places, line, strict=True):
            if typed is not None:
                _type(sheet.cell(number, column), typed)
        _fit(sheet, number)


def _starts_with(line: tuple[Any, ...], title: str) -> bool:
    return _is_column(line[0].value, title)


def _is_column(header: object, title: str) -> bool:
    """Whether a header is this column's title, with or without its unit."""
    return isinstance(header, str) and (header == title or header.startswith((f"{title}（", f"{title} (")))


def _columns(sheet: Any, language: Any, keys: tuple[str, ...]) -> dict[str, int]:
    """Key -> column, by the words of the header row."""
    words = {say(language, f"workbook.{key}"): key for key in keys}
    return {words[cell.value]: cell.column for cell in sheet[1] if cell.value in words}


def _rows(sheet: Any) -> dict[str, int]:
    """Id -> row."""
    return {str(cell.value): cell.row for cell in sheet["A"] if cell.value}


def _picked(typed: Any, options: dict[str, Text], language: Any) -> Any:
    """An option's id in the answers stands for its words, as picked from the drop-down."""
    return options[typed].in_(language) if isinstance(typed, str) and typed in options else typed


def _type(cell: Any, typed: Any) -> None:
    """Type into a cell; the cell keeps its format."""
    style = cell.number_format
    if isinstance(typed, str) and _PERCENT.match(typed) and "%" in style:
        cell.value = float(f"{float(typed[:-1]) / 100:.15g}")
    else:
        cell.value = typed
    cell.number_format = style


def _fit(sheet: Any, row: int) -> None:
    """Raise a row so that what was typed shows in full, as a person does by a double click."""
    texts = list(_texts(sheet, row))
    height = sheet.row_dimensions[row].height
    needed = row_height(texts, height or 15.0, font=10)
    if needed > (height or 15.0):
        sheet.row_dimensions[row].height = needed


def _texts(sheet: Any, row: int) -> Iterator[tuple[str, float]]:
    for cell in sheet[row]:
        if isinstance(cell.value, str):
            yield cell.value, float(sheet.column_dimensions[cell.column_letter].width)


if __name__ == "__main__":
    for path in build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE):
        print(path)
