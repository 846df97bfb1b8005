"""Workbooks written as Markdown tables, for cases that a person reads as easily as a test does.

A page has front matter (`language`, `level`; `delete` rows, `without` sheets, `rename` sheets, write `cells` or
the hidden `identity`), a sentence on what it is about, one `## Sheet` with a table for each sheet that is filled
in, and `## expect` with a YAML block. Tables are laid over the blank questionnaire: in sheets with ids a row is
found by its id, in the others rows follow the header. A cell in backticks is text as it stands; otherwise `0.5`,
`50%`, `2025-03-01`, `TRUE`, `#REF!` and `=1+1` are what they would be if they were typed, and an empty cell is
left alone.
"""

import io
import re
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import yaml
from filling import template

from convergence_cli.model.framework import Framework

_FENCE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
_PROFILE = {"name": "星河广播电视台", "province": "浙江省", "period": 2025}


class Case(NamedTuple):
    """A page: its settings, its tables by sheet, what is expected."""

    settings: dict[str, Any]
    sheets: dict[str, list[list[str]]]
    expected: dict[str, Any]


def parse(text: str) -> Case:
    """Read a page."""
    _, front, body = text.split("---\n", 2)
    before, expect = body.split("## expect\n")
    found = _FENCE.search(expect)
    assert found, "a case without an expectation"
    sheets = {}
    for section in before.split("## ")[1:]:
        title, _, table = section.partition("\n")
        rows = [line for line in table.splitlines() if line.startswith("|")]
        sheets[title.strip()] = [
            [cell.strip() for cell in row.strip("|").split("|")] for row in rows if "---" not in row
        ]
    return Case(yaml.safe_load(front) or {}, sheets, yaml.safe_load(found[1]))


def build(case: Case, framework: Framework, path: Path) -> Path:
    """Write the workbook of a page."""
    language, level = case.settings.get("language", "zh"), case.settings.get("level", "provincial")
    workbook = openpyxl.load_workbook(io.BytesIO(template(framework, language, level)))
    _lay(_station(workbook), [["", "", "", ""], *([name, "", "", str(given)] for name, given in _PROFILE.items())])
    for title, rows in case.sheets.items():
        sheet = workbook[title] if title in workbook.sheetnames else workbook.create_sheet(title)
        _lay(sheet, rows)
    for title, names in case.settings.get("delete", {}).items():
        for name in names:
            sheet = workbook[title]
            sheet.delete_rows(next(int(cell.row) for (cell,) in sheet.iter_rows(max_col=1) if cell.value == name))
    for title in case.settings.get("without", []):
        workbook.remove(workbook[title])
    for old, new in case.settings.get("rename", {}).items():
        workbook[old].title = new
    for place, content in case.settings.get("cells", {}).items():
        title, _, name = place.partition("!")
        _put(workbook[title][name], str(content))
    for key, content in case.settings.get("identity", {}).items():
        (row,) = (row for row in workbook["_convergence"].iter_rows() if row[0].value == key)
        row[1].value = content
    workbook.save(path)
    return path


def _station(workbook: Any) -> Any:
    return next(workbook[name] for name in ("机构信息", "Station") if name in workbook.sheetnames)


def _lay(sheet: Any, rows: list[list[str]]) -> None:
    header, *lines = rows
    at, columns = _columns(sheet, header)
    below = at + 1
    for line in lines:
        row = next((int(cell.row) for (cell,) in sheet.iter_rows(max_col=1) if cell.value == line[0]), None)
        if row is None or row <= at:
            row, below = below, below + 1
        for column, text in zip(columns, line, strict=True):
            if text:
                _put(sheet.cell(row, column), text)


def _columns(sheet: Any, header: list[str]) -> tuple[int, list[int]]:
    """The header's row, and the column of each title; titles that the sheet lacks are added beside."""
    for row in range(1, 8):
        titles = [sheet.cell(row, column).value for column in range(1, sheet.max_column + 1)]
        if header[0] and header[0] in titles:
            places = []
            for title in header:
                if title not in titles:
                    titles.append(title)
                    sheet.cell(row, len(titles)).value = title
                places.append(titles.index(title) + 1)
            return row, places
    if any(header) and sheet.max_row == 1:
        for column, title in enumerate(header, 1):
            sheet.cell(1, column).value = title
    return 1, list(range(1, len(header) + 1))


def _put(cell: Any, text: str) -> None:
    if text.startswith("`"):
        cell.value = text.strip("`").replace("\\n", "\n")
        cell.data_type = "s"
    elif re.fullmatch(r"-?\d+(\.\d+)?%", text):
        cell.value = round(float(text[:-1]) / 100, 10)
        cell.number_format = "0.00%"
    elif re.fullmatch(r"-?\d+(\.\d+)?", text):
        cell.value = float(text) if "." in text else int(text)
    elif re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        cell.value = datetime.fromisoformat(text)
    elif text in ("TRUE", "FALSE"):
        cell.value = text == "TRUE"
    else:
        cell.value = text.replace("\\n", "\n")
