"""What the types cannot say: references that resolve, bands in order, clauses covered, nothing without effect.

Each rule yields faults at a path in a file; line and column are looked up once, at the end, for the files
that have any. Scoring relies on every error here: it does not check again.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from convergence_cli.errors import Problem, Severity, Word, problem
from convergence_cli.model.expression import Expression, references
from convergence_cli.model.framework import Framework, Indicator, Measure, Text
from convergence_cli.rubric.expression import ExpressionError, Names, Shape, parse
from convergence_cli.rubric.faults import nearest
from convergence_cli.rubric.functions import lint_score
from convergence_cli.rubric.strict_yaml import Path, locate
from convergence_cli.value import value

MEASURE_ID = re.compile(r"^[A-Z][A-Z0-9]*$")
KEBAB = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
SNAKE = re.compile(r"^[a-z][a-z0-9_]*$")
OPTION = re.compile(r"^[a-z0-9][a-z0-9_.-]*$")
MAX_QUOTE = 60
# YAML's folded text (`>-`) puts a space where a line ends, also between two Chinese characters.
_BROKEN_CHINESE = re.compile(r"[\u4e00-\u9fff，。；：、）”] [\u4e00-\u9fff（“]")
_FRAMEWORK = "framework.yaml"


@value
class Fault:
    """One broken rule at a path in a file."""

    file: str
    path: Path
    code: str
    severity: Severity = "error"
    values: tuple[tuple[str, Word], ...] = ()


def fault(file: str, path: Path, code: str, severity: Severity = "error", /, **values: Word) -> Fault:
    """Make a Fault."""
    return Fault(file=file, path=path, code=code, severity=severity, values=tuple(values.items()))


def lint(
    framework: Framework, stems: dict[str, str], files: dict[str, str], problems: list[Problem]
) -> tuple[Framework, list[Problem]]:
    """The framework with its expressions parsed, and `problems` with every broken rule added.

    `stems` maps each measure's file to the id that stands in it.
    """
    expressions: dict[str, Expression] = {}
    faults = [
        *_identity(framework, stems),
        *_texts(framework, stems),
        *_tree(framework, stems),
        *_levels(framework),
        *_expressions(framework, expressions),
        *(found for measure in framework.measures for found in _measure(framework, measure)),
        *_needs(framework),
    ]
    return replace(framework, expressions=expressions), problems + _placed(faults, files)


def _placed(faults: list[Fault], files: dict[str, str]) -> list[Problem]:
    found: list[Problem] = []
    for file in files:
        own = [item for item in faults if item.file == file]
        places = locate(files[file], file, [item.path for item in own]) if own else {}
        located = [problem(item.code, places[item.path], item.severity, **dict(item.values)) for item in own]
        found.extend(sorted(located, key=lambda item: (item.location.line or 0, item.location.column or 0)))
    return found


def _identity(framework: Framework, stems: dict[str, str]) -> Iterator[Fault]:
    for file, name in stems.items():
        if file != f"{name}.yaml" or not MEASURE_ID.match(name):
            yield fault(file, ("id",), "id-not-file-stem", found=name, expected=file.removesuffix(".yaml"))
    for measure in framework.measures:
        for place, indicator in enumerate(measure.indicators):
            owner, _, name = indicator.id.partition(".")
            if owner != measure.id or not KEBAB.match(name):
                yield fault(_file(measure), ("indicators", place, "id"), "id-malformed", found=indicator.id)
    counted = Counter(indicator.id for indicator in framework.indicators)
    for measure in framework.measures:
        for place, indicator in enumerate(measure.indicators):
            if counted[indicator.id] > 1:
                yield fault(_file(measure), ("indicators", place, "id"), "id-not-unique", found=indicator.id)
    if not KEBAB.match(framework.id):
        yield fault(_FRAMEWORK, ("id",), "id-malformed", found=framework.id)
    if not re.match(r"^\d+\.\d+\.\d+$", framework.version):
        yield fault(_FRAMEWORK, ("version",), "version-malformed", found=framework.version)
    yield from _list_ids(framework)


def _list_ids(framework: Framework) -> Iterator[Fault]:
    lists: dict[str, tuple[Any, re.Pattern[str]]] = {
        "profile": (framework.profile, SNAKE),
        "tables": (framework.tables, SNAKE),
        "chapters": (framework.chapters, KEBAB),
        "levels": (framework.levels, OPTION),
        "checks": (framework.checks, KEBAB),
    }
    for key, (items, pattern) in lists.items():
        names = [item.id for item in items]
        for place, name in enumerate(names):
            if name in names[:place]:
                yield fault(_FRAMEWORK, (key, place, "id"), "id-not-unique", found=name)
            elif key != "levels" and not pattern.match(name):
                yield fault(_FRAMEWORK, (key, place, "id"), "id-malformed", found=name)
    for at, table in enumerate(framework.tables):
        names = [column.id for column in table.columns]
        for place, column in enumerate(table.columns):
            path: Path = ("tables", at, "columns", place, "id")
            if column.id in names[:place]:
                yield fault(_FRAMEWORK, path, "id-not-unique", found=column.id)
            elif not SNAKE.match(column.id):
                yield fault(_FRAMEWORK, path, "id-malformed", found=column.id)
            if (column.type in ("one_of", "many_of")) != bool(column.options):
                yield fault(_FRAMEWORK, path, "options-missing", found=column.id)
    if framework.name_question not in {question.id for question in framework.profile}:
        yield fault(_FRAMEWORK, ("name_question",), "profile-unknown", found=framework.name_question, nearest="")


def _texts(framework: Framework, stems: dict[str, str]) -> Iterator[Fault]:
    """Every text for people says something in both languages, in Chinese without spaces inside."""

    def walk(node: Any, path: Path) -> Iterator[tuple[Path, str]]:
        if isinstance(node, Text):
            yield (*path, "zh"), node.zh
            yield (*path, "en"), node.en
        elif is_dataclass(node):
            for item in fields(node):
                yield from walk(getattr(node, item.name), (*path, item.name.rstrip("_")))
        elif isinstance(node, dict):
            for key, child in node.items():
                yield from walk(child, (*path, key))
        elif isinstance(node, tuple):
            for place, child in enumerate(node):
                yield from walk(child, (*path, place))

    files = [(_file(measure), measure) for measure in framework.measures]
    for file, part in [(_FRAMEWORK, replace(framework, measures=(), expressions={})), *files]:
        for path, text in walk(part, ()):
            if not text.strip():
                yield fault(file, path, "text-empty", key=_dotted(path))
            elif broken := _BROKEN_CHINESE.search(text):
                yield fault(file, path, "text-broken", "warning", found=broken[0])


def _tree(framework: Framework, stems: dict[str, str]) -> Iterator[Fault]:
    """Chapters and measures name each other, once."""
    known = set(stems.values())
    counted = Counter(name for chapter in framework.chapters for name in chapter.measures)
    for at, chapter in enumerate(framework.chapters):
        yield from _positive(_FRAMEWORK, ("chapters", at, "weight"), chapter.weight)
        for place, name in enumerate(chapter.measures):
            path: Path = ("chapters", at, "measures", place)
            if name not in known:
                yield fault(_FRAMEWORK, path, "measure-unknown", found=name, nearest=nearest(name, sorted(known)))
            if counted[name] > 1:
                yield fault(_FRAMEWORK, path, "id-not-unique", found=name)
        if not chapter.measures:
            yield fault(_FRAMEWORK, ("chapters", at, "measures"), "chapter-empty", found=chapter.id)
    for file, name in stems.items():
        if name not in counted:
            yield fault(file, ("id",), "measure-not-in-chapter", found=name)


def _levels(framework: Framework) -> Iterator[Fault]:
    """Each level asks for something, and for no less than the one below it."""
    index, chapter = -1.0, -1.0
    for place, level in enumerate(framework.levels):
        path: Path = ("levels", place, "id")
        if level.index is None and level.chapter is None and not level.red_lines:
            yield fault(_FRAMEWORK, path, "level-no-condition", found=level.id)
        for have, floor in ((level.index, index), (level.chapter, chapter)):
            if have is not None and not 0 <= have <= 100:
                yield fault(_FRAMEWORK, path, "level-unreachable", found=level.id)
            elif have is not None and have < floor:
                yield fault(_FRAMEWORK, path, "level-not-rising", found=level.id)
        if level.index is not None and level.index == index and level.chapter in (None, chapter):
            yield fault(_FRAMEWORK, path, "level-not-rising", found=level.id)
        index, chapter = level.index or index, level.chapter or chapter


def _positive(file: str, path: Path, weight: float) -> Iterator[Fault]:
    if not 0 < weight <= 1000:
        yield fault(file, path, "weight-not-positive", found=f"{weight:g}")


# --- expressions ---------------------------------------------------------------------------------


def _names(framework: Framework) -> Names:
    indicators = {_spelt(indicator.id): indicator for indicator in framework.indicators}
    options = {name: tuple(framework.options(item)) for name, item in indicators.items()}
    options |= {f"profile.{item.id}": tuple(item.options) for item in framework.profile}
    options |= {f"{table.id}.{item.id}": tuple(item.options) for table in framework.tables for item in table.columns}
    return Names(
        answers={name: (item.id, item.ask.type) for name, item in indicators.items()},
        profile={item.id: item.type for item in framework.profile},
        tables={table.id: {column.id: column.type for column in table.columns} for table in framework.tables},
        options=options,
    )


def _spelt(name: str) -> str:
    return name.replace("-", "_")


def _expressions(framework: Framework, parsed: dict[str, Expression]) -> Iterator[Fault]:
    """Parse every `compute` and every check into `parsed`."""
    names = _names(framework)
    for measure in framework.measures:
        for place, indicator in enumerate(measure.indicators):
            if indicator.ask.compute is not None:
                expected = {"yes_no": "truth"}.get(indicator.ask.type, "number")
                path: Path = ("indicators", place, "ask", "compute")
                yield from _parsed(indicator.ask.compute, names, expected, _file(measure), path, parsed)
    for place, check in enumerate(framework.checks):
        yield from _parsed(check.that, names, "truth", _FRAMEWORK, ("checks", place, "that"), parsed)
    yield from _computed_from_computed(framework, parsed)


def _parsed(
    text: str, names: Names, expected: str, file: str, path: Path, parsed: dict[str, Expression]
) -> Iterator[Fault]:
    try:
        expression, shape = parse(text, names)
        _expect_one(shape, expected)
    except ExpressionError as error:
        values = error.values
        if "known" in values and error.code == "compute-unknown-name":
            values = {"found": values["found"], "nearest": nearest(values["found"], values["known"].split(" "))}
        yield fault(file, path, error.code, **values)
    else:
        parsed[text] = expression


def _expect_one(shape: Shape, expected: str) -> None:
    if shape.kind != expected or shape.table is not None:
        found = "column" if shape.table else shape.kind
        raise ExpressionError("compute-wrong-kind", found="compute", kind=found, expected=expected)


def _computed_from_computed(framework: Framework, parsed: dict[str, Expression]) -> Iterator[Fault]:
    """A computed answer may rest on typed ones and on tables, so that one pass computes them all."""
    computed = {item.id for item in framework.indicators if item.ask.compute is not None}
    for measure in framework.measures:
        for place, indicator in enumerate(measure.indicators):
            expression = parsed.get(indicator.ask.compute or "")
            for reference in references(expression) if expression else ():
                if reference.kind == "answer" and reference.id in computed:
                    path: Path = ("indicators", place, "ask", "compute")
                    yield fault(_file(measure), path, "compute-of-computed", found=reference.id)


# --- measures ------------------------------------------------------------------------------------


def _measure(framework: Framework, measure: Measure) -> Iterator[Fault]:
    file = _file(measure)
    yield from _positive(file, ("weight",), measure.weight)
    if not measure.indicators:
        yield fault(file, ("indicators",), "measure-empty", found=measure.id)
    siblings = next((item.measures for item in framework.chapters if measure.id in item.measures), ())
    if len(siblings) == 1 and measure.weight != 1:
        yield fault(file, ("weight",), "weight-without-effect", "warning", found=measure.id)
    if len(measure.indicators) == 1 and measure.indicators[0].weight != 1:
        yield fault(
            file, ("indicators", 0, "weight"), "weight-without-effect", "warning", found=measure.indicators[0].id
        )
    yield from _coverage(framework, measure)
    for place, indicator in enumerate(measure.indicators):
        yield from _indicator(framework, file, ("indicators", place), indicator)


def _coverage(framework: Framework, measure: Measure) -> Iterator[Fault]:
    """Every clause is covered or says why not; no indicator names a clause that does not exist."""
    file = _file(measure)
    policy = sorted({clause for item in framework.measures for clause in item.clauses})
    covered = {clause for item in framework.indicators for clause in item.clauses}
    excused = [item.clause for item in measure.not_scored]
    for place, clause in enumerate(measure.clauses):
        if clause not in covered and clause not in excused:
            yield fault(file, ("clauses", place), "clause-not-covered", found=clause)
    for place, clause in enumerate(excused):
        at: Path = ("not_scored", place, "clause")
        if clause not in measure.clauses:
            yield fault(file, at, "clause-unknown", found=clause, nearest=nearest(clause, policy))
        if clause in covered:
            yield fault(file, at, "clause-covered-and-excused", found=clause)
    for place, indicator in enumerate(measure.indicators):
        for position, clause in enumerate(indicator.clauses):
            if clause not in policy:
                path: Path = ("indicators", place, "clauses", position)
                yield fault(file, path, "clause-unknown", found=clause, nearest=nearest(clause, policy))


def _indicator(framework: Framework, file: str, path: Path, item: Indicator) -> Iterator[Fault]:
    yield from _positive(file, (*path, "weight"), item.weight)
    if not item.quote.strip() or len(item.quote) > MAX_QUOTE:
        yield fault(file, (*path, "quote"), "quote-length", found=str(len(item.quote)), bound=str(MAX_QUOTE))
    if not item.clauses:
        yield fault(file, (*path, "clauses"), "clause-missing", found=item.id)
    if not item.advice:
        yield fault(file, (*path, "advice"), "advice-missing", found=item.id)
    if item.evidence.hint is None:
        yield fault(file, (*path, "evidence"), "evidence-hint-missing", found=item.id)
    if not 1 <= item.effort <= 5:
        yield fault(file, (*path, "effort"), "effort-out-of-range", found=str(item.effort))
    if item.basis == "calibrated" and item.because is None:
        yield fault(file, (*path, "basis"), "because-missing", found=item.id)
    if item.required and item.obligation == "may":
        yield fault(file, (*path, "required"), "red-line-of-may", found=item.id)
    if item.required_for and not item.required:
        yield fault(file, (*path, "required_for"), "red-line-for-nothing", found=item.id)
    if item.required and item.not_applicable:
        yield fault(file, (*path, "not_applicable"), "red-line-may-lapse", "warning", found=item.id)
    for place, reason in enumerate(item.not_applicable):
        if reason not in framework.reasons:
            close = nearest(reason, list(framework.reasons))
            yield fault(file, (*path, "not_applicable", place), "reason-unknown", found=reason, nearest=close)
    for target in (item.target, *(points for each in (item.target_by or {}).values() for points in each.values())):
        if not 0 < target <= 100:
            yield fault(file, (*path, "target"), "points-out-of-range", found=f"{target:g}")
    yield from _profile_use(framework, file, path, item)
    for code, at, values in lint_score(framework, item):
        yield fault(file, (*path, *at), code, **values)


def _profile_use(framework: Framework, file: str, path: Path, item: Indicator) -> Iterator[Fault]:
    """`applies`, `by` and `target_by` name a required closed profile question and options that it has."""
    questions = {question.id: question for question in framework.profile}
    uses: list[tuple[Path, str, tuple[str, ...]]] = [
        ((*path, "applies"), question, options) for question, options in item.applies.items()
    ]
    uses += [((*path, "required_for"), question, options) for question, options in item.required_for.items()]
    uses += [((*path, "score", "by"), question, tuple(each)) for question, each in (item.score.by or {}).items()]
    uses += [((*path, "target_by"), question, tuple(each)) for question, each in (item.target_by or {}).items()]
    for at, name, options in uses:
        question = questions.get(name)
        if question is None:
            yield fault(file, (*at, name), "profile-unknown", found=name, nearest=nearest(name, list(questions)))
            continue
        if not question.required and at[-1] != "applies":
            yield fault(file, (*at, name), "profile-not-required", found=name)
        for option in options:
            if option not in question.options:
                close = nearest(option, list(question.options))
                yield fault(file, (*at, name), "option-unknown", found=option, nearest=close)
    for name, functions in (item.score.by or {}).items():
        asked = item.applies.get(name) or tuple(questions[name].options if name in questions else ())
        for option in asked:
            if option not in functions:
                yield fault(file, (*path, "score", "by"), "by-incomplete", found=option)


def _needs(framework: Framework) -> Iterator[Fault]:
    """`needs` leads to indicators that exist, and never back to where it started."""
    needs = {item.id: item.needs for item in framework.indicators}
    for measure in framework.measures:
        for place, indicator in enumerate(measure.indicators):
            path: Path = ("indicators", place, "needs")
            for other in indicator.needs:
                if other not in needs:
                    close = nearest(other, list(needs))
                    yield fault(_file(measure), path, "needs-unknown", found=other, nearest=close)
            if _reaches(indicator.id, needs):
                yield fault(_file(measure), path, "needs-circle", found=indicator.id)


def _reaches(start: str, needs: dict[str, tuple[str, ...]]) -> bool:
    seen: set[str] = set()
    ahead = list(needs.get(start, ()))
    while ahead:
        current = ahead.pop()
        if current == start:
            return True
        if current not in seen:
            seen.add(current)
            ahead.extend(needs.get(current, ()))
    return False


def _file(measure: Measure) -> str:
    return f"{measure.id}.yaml"


def _dotted(path: Path) -> str:
    return ".".join(str(step) for step in path)
