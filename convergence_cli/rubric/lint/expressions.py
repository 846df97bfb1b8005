"""Every `compute` and every check: parsed once, with names that exist and one unit."""

from collections.abc import Iterator

from convergence_cli.model.expression import Expression, references
from convergence_cli.model.framework import Framework
from convergence_cli.rubric.expression import ExpressionError, Names, Shape, answer_shape, parse
from convergence_cli.rubric.lint.fault import FRAMEWORK_FILE, Fault, fault, measure_file
from convergence_cli.rubric.strict_yaml import Path
from convergence_cli.texts.nearest import nearest


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
        rows={table.id: tuple(table.fixed) for table in framework.tables if table.fixed},
    )


def _spelt(name: str) -> str:
    return name.replace("-", "_")


def lint_expressions(framework: Framework, parsed: dict[str, Expression]) -> Iterator[Fault]:
    """Parse every `compute` and every check into `parsed`."""
    names = _names(framework)
    for measure in framework.measures:
        for place, indicator in enumerate(measure.indicators):
            if indicator.ask.compute is not None:
                expected = answer_shape(indicator.ask.type)
                path: Path = ("indicators", place, "ask", "compute")
                yield from _parsed(indicator.ask.compute, names, expected, measure_file(measure), path, parsed)
    for place, check in enumerate(framework.checks):
        yield from _parsed(check.that, names, Shape(kind="truth"), FRAMEWORK_FILE, ("checks", place, "that"), parsed)
    yield from _computed_from_computed(framework, parsed)
    yield from _when_empty(framework, parsed)


def _parsed(
    text: str, names: Names, expected: Shape, file: str, path: Path, parsed: dict[str, Expression]
) -> Iterator[Fault]:
    try:
        expression, shape = parse(text, names)
        _expect_one(shape, expected)
    except ExpressionError as error:
        values = error.values
        if "known" in values and error.code == "compute-unknown-name":
            values = {"found": values["found"], "nearest": nearest(values["found"], values["known"].split(" "))}
        elif error.code == "compute-unknown-row":
            values = {**values, "nearest": nearest(values["found"], values.pop("known").split(" "))}
        yield fault(file, path, error.code, **values)
    else:
        parsed[text] = expression


def _expect_one(shape: Shape, expected: Shape) -> None:
    """One value, of the question's kind and in its unit."""
    if shape.kind != expected.kind or shape.table is not None:
        found = "column" if shape.table else shape.kind
        raise ExpressionError("compute-wrong-kind", found="compute", kind=found, expected=expected.kind)
    if shape.unit and expected.unit and shape.unit != expected.unit:
        raise ExpressionError("compute-mixes-units", found="compute", units=f"{shape.unit} / {expected.unit}")


def _computed_from_computed(framework: Framework, parsed: dict[str, Expression]) -> Iterator[Fault]:
    """A computed answer may rest on typed ones and on tables, so that one pass computes them all."""
    computed = {item.id for item in framework.indicators if item.ask.compute is not None}
    for measure in framework.measures:
        for place, indicator in enumerate(measure.indicators):
            expression = parsed.get(indicator.ask.compute or "")
            for reference in references(expression) if expression else ():
                if reference.kind == "answer" and reference.id in computed:
                    path: Path = ("indicators", place, "ask", "compute")
                    yield fault(measure_file(measure), path, "compute-of-computed", found=reference.id)


def _when_empty(framework: Framework, parsed: dict[str, Expression]) -> Iterator[Fault]:
    """Whatever is computed from a table says what it means to have nothing to compute from; nothing else does."""
    for measure in framework.measures:
        for place, indicator in enumerate(measure.indicators):
            compute, said = indicator.ask.compute, indicator.ask.when_empty
            if compute is not None and compute not in parsed:
                continue  # a fault of its own
            read = references(parsed[compute]) if compute is not None else ()
            of_tables = any(found.of_table for found in read)
            path: Path = ("indicators", place, "ask")
            if of_tables and said is None:
                yield fault(measure_file(measure), (*path, "compute"), "when-empty-missing", found=indicator.id)
            elif said is not None and not of_tables:
                yield fault(measure_file(measure), (*path, "when_empty"), "when-empty-for-nothing", found=indicator.id)
