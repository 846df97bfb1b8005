"""Everything that the program says of a framework: each command, in each format, over workbooks that it filled in."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from filling import ANSWER, EVIDENCE, TABLE_HEADER, page_of
from running import Run, convergence

from convergence_cli.model.language import Language
from convergence_cli.model.question import Ask, Column, ProfileQuestion, limits
from convergence_cli.rubric.load import load

_FILES = (".xlsx", ".html", ".docx", ".json", ".md", ".csv", ".xml")
_DOCUMENTS = (".xlsx", ".html", ".docx", ".json", ".md", ".csv")
_STREAMS = ("text", "json", "markdown", "csv", "junit", "github")
_NOT_SAID = re.compile(r"<style.*?</style>|xmlns(?::\w+)?=\"[^\"]*\"|\"http://schemas[^\"]*\"|matchMedia", re.DOTALL)
_TRUTH = {"zh": ("否", "是"), "en": ("No", "Yes")}

OF_THE_POLICY = re.compile(
    r"nrta|2020-79|广电|广播|电视|媒体|融合|频道|79号|\b(?:broadcast|television|radio)|\bmedia\b", re.IGNORECASE
)
"""What is said of the framework that ships alone."""

Said = tuple[str, str]
"""By which command and in which file, and the text."""


def filled(folder: Path, language: Language, path: Path, name: str, share: float) -> Path:
    """The form that the program writes, all of it filled in: each answer lies by `share` between worst and best."""
    framework = load(folder)
    done = convergence("template", path, "--rubrics", folder, "--lang", language)
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(path)
    for sheet in (sheet for sheet in book if sheet.sheet_state == "visible"):
        for line in sheet.iter_rows():
            key = line[0].value
            if key in framework.indicator and len(line) > EVIDENCE:
                item = framework.indicator[key]
                options = [text.in_(language) for text in framework.options(item).values()]
                if item.ask.compute is None:
                    line[ANSWER - 1].value = _answer(item.ask, options, language, share)
                line[EVIDENCE - 1].value = "a.pdf"
            elif key in framework.question:
                question = framework.question[key]
                options = [text.in_(language) for text in question.options.values()]
                named = key == framework.name_question
                line[3].value = name if named else _answer(question, options, language, 0.0)
    for table in framework.tables:
        page = page_of(book, framework, table.id)
        for place, column in enumerate(table.columns, 1):
            options = [text.in_(language) for text in column.options.values()]
            page.cell(TABLE_HEADER + 1, place).value = _answer(column, options, language, share)
    book.save(path)
    return path


def _answer(asked: Ask | ProfileQuestion | Column, options: Sequence[str], language: Language, share: float) -> Any:
    if options:
        return options[round(share * (len(options) - 1))]
    if asked.type == "yes_no":
        return _TRUTH[language][share >= 0.5]
    if asked.type == "date":
        return date(2024, 5, 6)
    if asked.type == "text":
        return "Hill"
    low, high = limits(asked)
    found = (low or 0.0) + share * ((high if high is not None else 100.0) - (low or 0.0))
    return round(found) if asked.type == "integer" else found


def outputs(folder: Path, language: Language, place: Path) -> Iterator[Said]:
    """What every command prints and writes; all but gates that fail end with exit code 0."""
    one = filled(folder, language, place / "one.xlsx", "Hill", 0.01)
    other = filled(folder, language, place / "other.xlsx", "Dale", 0.75)
    later = filled(folder, language, place / "later.xlsx", "Hill", 0.75)
    blank = place / "blank.xlsx"
    common = ("--rubrics", folder, "--lang", language)
    framework = load(folder)
    item = framework.indicators[-1].id

    yield from _told("template", convergence("template", blank, *common), blank)
    yield from _told("check", convergence("check", one, *common))
    for form in ("json", "github"):
        yield from _told(f"check -f {form}", convergence("check", one, blank, *common, "-f", form), code=2)
    yield from _written("assess", (one, "--all", "--sensitivity"), _FILES, common, place)
    yield from _written("batch", (one, other), [each for each in _FILES if each != ".docx"], common, place)
    yield from _written("compare", (one, later, "--all"), _DOCUMENTS, common, place)
    runs = place / "batch.json", place / "later.json"
    yield from _told("batch later", convergence("batch", later, other, *common, "-o", runs[1]))
    changed = [place / f"runs{suffix}" for suffix in (".xlsx", ".html", ".json")]
    compared = convergence("compare", *runs, *common, "--all", *_named("--export", changed))
    yield from _told("compare runs", compared, *changed)
    yield from _written("plan", (one, "--all"), _DOCUMENTS, common, place)
    for form in _STREAMS[1:]:
        yield from _told(f"assess -f {form}", convergence("assess", one, *common, "-f", form))
        yield from _told(f"batch -f {form}", convergence("batch", one, other, *common, "-f", form))
    gates = ["--fail-under", "100", "--fail-under-chapter", "100", "--min-coverage", "100%", "--fail-on", "red-line"]
    gates += ["--min-level", framework.levels[-1].id] if framework.levels else []
    for form in ("text", "junit", "github"):
        yield from _told(f"gates {form}", convergence("assess", one, *common, *gates, "-f", form), code=1)
    redacted = convergence("batch", one, other, blank, *common, "--redact", "--allow-unreadable")
    yield from _told("batch --redact", redacted)
    review = place / "review.xlsx"
    yield from _told("review", convergence("review", one, "-o", review, *common), review)
    exports = [place / f"reviewed{suffix}" for suffix in _DOCUMENTS]
    read = convergence("review", one, "--read", review, *common, *_named("--export", exports))
    yield from _told("review --read", read, *exports)
    report = place / "assess.json"
    yield from _told("report", convergence("report", report, *common))
    for command in (
        ("explain", item, *common),
        ("explain", framework.measures[0].id, *common),
        ("rubrics", "list", folder, "--lang", language),
        ("rubrics", "check", folder, "--lang", language),
        ("rubrics", "coverage", folder, "--lang", language),
        ("rubrics", "catalogue", folder),
    ):
        yield from _told(" ".join(map(str, command[:2])), convergence(*command))


def _written(
    command: str, about: Sequence[str | Path], suffixes: Sequence[str], common: Sequence[str | Path], place: Path
) -> Iterator[Said]:
    exports = [place / f"{command}{suffix}" for suffix in suffixes]
    yield from _told(command, convergence(command, *about, *common, *_named("--export", exports)), *exports)


def _named(option: str, paths: Sequence[Path]) -> list[str | Path]:
    return [word for path in paths for word in (option, path)]


def _told(name: str, done: Run, *files: Path, code: int = 0) -> Iterator[Said]:
    assert done.returncode == code, (name, done.returncode, done.stderr)
    yield name, done.stdout + done.stderr
    for path in files:
        yield f"{name} {path.suffix}", _raw(path)


def _raw(path: Path) -> str:
    """All that a file holds, what is not shown at once included; not what its format calls things."""
    if path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(path) as file:
            text = "\n".join(file.read(name).decode() for name in file.namelist() if name.endswith((".xml", ".rels")))
    else:
        text = path.read_text("utf-8")
    return _NOT_SAID.sub("", text)
