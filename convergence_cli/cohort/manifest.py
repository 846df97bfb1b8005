"""A list of workbooks as a .csv file: a column of paths, and what the list says of each station beside them.

The file is the user's own, so a fault in it is told with its line before any work is done.
"""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from convergence_cli.cohort.discover import shown
from convergence_cli.cohort.submission import Submission
from convergence_cli.errors import ConfigError, Location, Problem, problem
from convergence_cli.files import MEGABYTE, read_bytes, real
from convergence_cli.model.framework import Framework
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.questionnaire.cleaning import clean, folded
from convergence_cli.texts.batch import WORDS

# A line for each of a hundred thousand workbooks has some 10 MB.
_MOST_BYTES = 64 * MEGABYTE

Line = tuple[int, list[str]]
"""The line of the file at which a record begins, from 1, and its fields."""


def read_manifest(path: Path, framework: Framework) -> tuple[Submission, ...]:
    """The workbooks of a list, in its order. Paths are relative to the list.

    The first line names the columns: `path`, and any others. One that is called like a profile question of
    the framework, by its id, must hold answers to it; what the others hold is kept as it is.
    Raises ConfigError with every fault and its line.
    """
    place = Location(file=path.name)
    lines = records(path)
    if not lines:
        raise ConfigError(problem("manifest-empty", place))
    (first, titles), *rest = lines
    columns = [_column(title) for title in titles]
    faults = list(_faults_of_columns(columns, Location(file=path.name, line=first)))
    if faults:
        raise ConfigError(*faults)
    questions = {question.id: question for question in framework.profile if question.type == "one_of"}
    submissions: dict[Path, tuple[int, Submission]] = {}
    for number, fields in rest:
        here = Location(file=path.name, line=number)
        record = {column: clean(field) for column, field in zip(columns, fields, strict=False)}
        found = _faults_of_record(record, len(fields) - len(columns), questions, here)
        if found:
            faults += found
            continue
        submission = _submission(path.parent, record, questions)
        earlier = submissions.setdefault(real(Path(submission.path)), (number, submission))
        if earlier[0] != number:
            faults.append(problem("manifest-path-twice", here, found=record["path"], line=str(earlier[0])))
    if not submissions and not faults:
        faults.append(problem("manifest-empty", place))
    if faults:
        raise ConfigError(*faults)
    return tuple(submission for _, submission in submissions.values())


def records(path: Path) -> list[Line]:
    """The records of a CSV file that hold something, each with its line; raises ConfigError."""
    place = Location(file=path.name)
    reader = csv.reader(io.StringIO(_text(path, place), newline=""), strict=True)
    lines: list[Line] = []
    begins = 1
    try:
        for fields in reader:
            if any(clean(field) for field in fields):
                lines.append((begins, fields))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise ConfigError(
            problem("manifest-not-csv", Location(file=place.file, line=begins), found=str(error))
        ) from None
    return lines


def _text(path: Path, place: Location) -> str:
    """The list's text: UTF-8, with a mark at its beginning or without, or GBK, as Excel writes it in China."""
    data = read_bytes(path, ConfigError, _MOST_BYTES)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ConfigError(problem("manifest-encoding", place))


def _column(title: str) -> str:
    """A column's name; that of the paths may stand in either language."""
    name = clean(title)
    return "path" if name.casefold() in WORDS["column-path"] else name


def _faults_of_columns(columns: list[str], place: Location) -> list[Problem]:
    faults = [] if "path" in columns else [problem("manifest-no-path", place, found=", ".join(columns))]
    twice = dict.fromkeys(name for name in columns if name and columns.count(name) > 1)
    faults += (problem("manifest-column-twice", place, found=name) for name in twice)
    return faults


def _faults_of_record(
    record: Mapping[str, str], more: int, questions: Mapping[str, ProfileQuestion], place: Location
) -> list[Problem]:
    faults: list[Problem] = []
    if more > 0:
        faults.append(problem("manifest-fields", place, count=str(more)))
    if not record.get("path") or "\0" in record["path"]:
        faults.append(problem("manifest-path-missing", place))
    for name in questions.keys() & record.keys():
        if record[name] and _option(record[name], questions[name]) is None:
            options = questions[name].options
            known = (" / ".join(text.zh for text in options.values()), " / ".join(text.en for text in options.values()))
            faults.append(problem("manifest-option", place, column=name, found=record[name], known=known))
    return sorted(faults, key=lambda fault: (fault.code, fault.values))


def _option(typed: str, question: ProfileQuestion) -> str | None:
    """The option that a field means: its id, or its words in either language."""
    wanted = folded(typed)
    return next(
        (name for name, text in question.options.items() if wanted in (folded(name), folded(text.zh), folded(text.en))),
        None,
    )


def _submission(folder: Path, record: Mapping[str, str], questions: Mapping[str, ProfileQuestion]) -> Submission:
    attributes = {name: field for name, field in record.items() if name not in ("path", "") and field}
    for name in questions.keys() & attributes.keys():
        attributes[name] = _option(attributes[name], questions[name]) or ""
    path = folder / record["path"]
    if not path.exists():
        # A list made on Windows is read on Linux, too.
        path = folder / record["path"].replace("\\", "/")
    return Submission(path=str(path), file=shown(path), attributes=attributes)
