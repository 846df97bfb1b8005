"""Random answers typed into the questionnaire are read as those answers, through openpyxl and through LibreOffice."""

import random
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from filling import evidence_read, evidence_rows, fill, found
from offices import FORMATS, LEVELS

from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.question import Ask, Column, ProfileQuestion, Text, limits
from convergence_cli.questionnaire.layout import LETTERS

WORDS = ("星河", "融媒体中心", "A&B <新闻>", "=名单", "第1季度\n第2季度", "“引号”", "+86 10", "@所有人")
WORDS += ("Ｆｕｌｌ", "😀", "1-2", "0071")


class Filled(NamedTuple):
    """What is typed, and what must be read."""

    cells: dict[str, Any]
    values: dict[str, Any]
    evidence: dict[str, str]
    reasons: dict[str, str]
    rows: dict[str, list[list[Any]]]
    row_values: dict[str, list[dict[str, Any]]]


def fill_in(framework: Framework, language: Language, level: str, seed: int) -> Filled:
    """Random answers to every question of a level: about a third left blank, some with a reason."""
    draw = random.Random(seed)
    filled = Filled({}, {}, {}, {}, {}, {})
    for item in framework.indicators:
        if item.ask.compute is not None or not item.in_scope({"level": level}) or draw.random() < 0.3:
            continue
        if item.not_applicable and draw.random() < 0.5:
            filled.reasons[item.id] = framework.reasons[draw.choice(item.not_applicable)].in_(language)
            continue
        cell, value = answer(draw, item.ask, framework.options(item), language)
        filled.cells[item.id], filled.values[item.id] = cell, value
        filled.evidence.update({row: draw.choice(WORDS) for row in _shown_in(framework, item, value)})
    asked = [item for item in framework.indicators if item.in_scope({"level": level})]
    for table in (table for table in framework.tables if any(table in framework.tables_of(item) for item in asked)):
        lines, values = [], []
        for _ in range(draw.choice((0, 1, 3, 60))):
            pairs = [answer(draw, column, column.options, language) for column in table.columns]
            lines.append([cell for cell, _ in pairs])
            values.append({column.id: value for column, (_, value) in zip(table.columns, pairs, strict=True)})
        filled.rows[table.id], filled.row_values[table.id] = lines, values
    return filled


def _shown_in(framework: Framework, item: Indicator, value: Any) -> list[str]:
    """The rows for evidence of an answer; none for options that are not ticked."""
    rows = evidence_rows(framework, item)
    return rows if rows == [item.id] else [row for row in rows if row.partition("/")[2] in value]


def answer(
    draw: random.Random, question: Ask | Column | ProfileQuestion, options: dict[str, Text], language: Language
) -> tuple[Any, Any]:
    """What a station types, and the value that it means."""
    at = 0 if language == "zh" else 1
    kind = question.type
    if kind == "yes_no":
        yes = draw.random() < 0.5
        return (("是", "Yes") if yes else ("否", "No"))[at], yes
    if kind == "one_of":
        name = draw.choice(list(options))
        return options[name].in_(language), name
    if kind == "many_of":
        chosen = tuple(name for name in options if draw.random() < 0.4)
        letters = "".join(letter for letter, name in zip(LETTERS, options, strict=False) if name in chosen)
        return letters or ("无", "None")[at], chosen
    if kind == "date":
        day = date(2020, 1, 1) + timedelta(days=draw.randrange(3000))
        return day, day.isoformat()
    if kind == "text":
        words = f"{draw.choice(WORDS)}{draw.randrange(1000)}"
        return words, words
    low, high = limits(question)
    low, high = (0.0 if low is None else low), (1e6 if high is None else high)
    if kind == "integer":
        number: float = draw.randint(int(low), int(min(high, low + 5000)))
    elif kind == "percent":
        number = round(draw.uniform(low, high), 4)
    else:
        number = round(draw.uniform(low, min(high, low + 5000)), 2)
    return number, float(number)


def as_text(workbook: Any) -> None:
    """openpyxl takes `=名单` for a formula; a station's cell formatted as text does not."""
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("=名单"):
                    cell.data_type = "s"


def written(framework: Framework, language: Language, level: str, seed: int, path: Path) -> Filled:
    filled = fill_in(framework, language, level, seed)
    fill(framework, language, level, filled.cells, filled.evidence, filled.reasons, filled.rows, as_text, path=path)
    return filled


def check(framework: Framework, path: Path, filled: Filled) -> None:
    """All that was typed is read, and nothing else; nothing is remarked."""
    questionnaire, problems = found(path, framework)
    assert questionnaire is not None, [str(item) for item in problems]
    answers = questionnaire.answers
    assert {name: each.value for name, each in answers.items() if each.value is not None} == filled.values
    assert {row: text for each in answers.values() for row, text in evidence_read(each).items()} == filled.evidence
    reasons = {name: framework.reasons[each.reason] for name, each in answers.items() if each.reason}
    assert {name: text.zh for name, text in reasons.items()} == {
        name: next(text.zh for text in framework.reasons.values() if typed in (text.zh, text.en))
        for name, typed in filled.reasons.items()
    }
    rows = {name: [row.values for row in table.rows] for name, table in questionnaire.tables.items() if table.rows}
    assert rows == {name: values for name, values in filled.row_values.items() if values}
    # Rows beyond those drawn have no format of their own where openpyxl writes them.
    assert {item.code for item in problems} <= {"read-percent-ambiguous", "date-outside-year"}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("seed", [1, 2])
def test_random_answers_are_read_as_they_were_typed(
    framework: Framework, tmp_path: Path, seed: int, language: Language, level: str
) -> None:
    path = tmp_path / f"{seed}.xlsx"
    check(framework, path, written(framework, language, level, seed, path))


@pytest.mark.xdist_group("libreoffice")
def test_random_answers_survive_libreoffice(framework: Framework, tmp_path: Path) -> None:
    """A sample, saved again in each format in one go."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    cases = [(language, level, seed) for seed, (language, level) in enumerate([("zh", "provincial"), ("en", "county")])]
    filled = {}
    for language, level, seed in cases:
        path = tmp_path / f"{language}.xlsx"
        filled[path.stem] = written(framework, language, level, seed, path)  # type: ignore[arg-type]
    for suffix, filter_ in FORMATS.items():
        folder = tmp_path / suffix
        command = [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
        command += [
            "--convert-to",
            filter_,
            "--outdir",
            str(folder),
            *(str(tmp_path / f"{name}.xlsx") for name in filled),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        for name, typed in filled.items():
            check(framework, folder / f"{name}.{suffix}", typed)
