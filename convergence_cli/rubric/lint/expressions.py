"""Every `compute` and every check: parsed once, with names that exist and one unit."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

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
    yield from _circles(framework, parsed)
    yield from _when_empty(framework, parsed)
    for place, check in enumerate(framework.checks):
        if check.voids and check.severity is not None:
            yield fault(FRAMEWORK_FILE, ("checks", place, "voids"), "check-voids-and-more", found=check.id)


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


def _read(framework: Framework, parsed: dict[str, Expression]) -> dict[str, list[str]]:
    """The indicators that each computed one reads, those alone that are computed themselves."""
    computed = {item.id: item.ask.compute for item in framework.indicators if item.ask.compute is not None}
    found = {name: references(parsed[text]) if text in parsed else () for name, text in computed.items()}
    return {
        name: [each.id for each in read if each.kind == "answer" and each.id in computed]
        for name, read in found.items()
    }


def _circles(framework: Framework, parsed: dict[str, Expression]) -> Iterator[Fault]:
    """What is computed leads back to no computed answer that it is itself computed from; one circle is told."""
    try:
        TopologicalSorter(_read(framework, parsed)).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1][::-1]  # each is computed from the next
        item = framework.indicator[circle[0]]
        measure = framework.measure[item.measure]
        path: Path = ("indicators", measure.indicators.index(item), "ask", "compute")
        yield fault(measure_file(measure), path, "compute-circle", found=" → ".join(circle))


def _from_tables(framework: Framework, parsed: dict[str, Expression]) -> set[str]:
    """The indicators that are computed from a table, be it by way of others."""
    read = _read(framework, parsed)
    found = {
        item.id
        for item in framework.indicators
        if item.ask.compute in parsed and any(each.of_table for each in references(parsed[item.ask.compute or ""]))
    }
    while more := {name for name, own in read.items() if name not in found and found.intersection(own)}:
        found |= more
    return found


def _when_empty(framework: Framework, parsed: dict[str, Expression]) -> Iterator[Fault]:
    """Whatever is computed from a table says what it means to have nothing to compute from; nothing else does."""
    from_tables = _from_tables(framework, parsed)
    for measure in framework.measures:
        for place, indicator in enumerate(measure.indicators):
            compute, said = indicator.ask.compute, indicator.ask.when_empty
            if (compute is not None and compute not in parsed) or not indicator.scored:
                continue  # a fault of its own, or nothing that is earned
            of_tables = indicator.id in from_tables
            path: Path = ("indicators", place, "ask")
            if of_tables and said is None:
                yield fault(measure_file(measure), (*path, "compute"), "when-empty-missing", found=indicator.id)
            elif said is not None and not of_tables:
                yield fault(measure_file(measure), (*path, "when_empty"), "when-empty-for-nothing", found=indicator.id)
