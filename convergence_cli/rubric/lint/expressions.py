"""Every `compute` and every check: parsed once, with names that exist and one unit."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from convergence_cli.model.expression import Expression, references
from convergence_cli.model.framework import Framework
from convergence_cli.rubric.expression import ExpressionError, Names, Shape, answer_shape, parse
from convergence_cli.rubric.lint.fault import FRAMEWORK_FILE, Fault, every_indicator, fault, measure_file
from convergence_cli.rubric.strict_yaml import Path
from convergence_cli.texts.nearest import nearest


def _names(framework: Framework) -> Names:
    indicators = {spelt(indicator.id): indicator for indicator in framework.indicators}
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


def spelt(name: str) -> str:
    return name.replace("-", "_")


def lint_expressions(framework: Framework, parsed: dict[str, Expression]) -> Iterator[Fault]:
    """Parse every `compute` and every check into `parsed`."""
    names = _names(framework)
    asked: list[tuple[str, Shape, str, Path]] = [
        (item.ask.compute, answer_shape(item.ask.type), file, (*path, "ask", "compute"))
        for file, path, item in every_indicator(framework)
        if item.ask.compute is not None
    ]
    for place, check in enumerate(framework.checks):
        asked.append((check.that, Shape(kind="truth"), FRAMEWORK_FILE, ("checks", place, "that")))
    for text, expected, file, path in asked:
        found = read(text, names, expected, file, path)
        if isinstance(found, Fault):
            yield found
        else:
            parsed[text] = found
    yield from _circles(framework, parsed)
    yield from _when_empty(framework, parsed)
    for place, check in enumerate(framework.checks):
        if check.voids and check.severity is not None:
            yield fault(FRAMEWORK_FILE, ("checks", place, "voids"), "check-voids-and-more", found=check.id)


def read(text: str, names: Names, expected: Shape, file: str, path: Path) -> Expression | Fault:
    """The expression at a path of a file, or what is wrong with it: it gives one value, of a kind and in a unit."""
    key = str(path[-1])
    try:
        expression, shape = parse(text, names)
        if shape.kind != expected.kind or shape.table is not None:
            found = "column" if shape.table else shape.kind
            raise ExpressionError("compute-wrong-kind", found=key, kind=found, expected=expected.kind)
        if shape.unit and expected.unit and shape.unit != expected.unit:
            raise ExpressionError("compute-mixes-units", found=key, units=f"{shape.unit} / {expected.unit}")
    except ExpressionError as error:
        values = error.values
        if error.code in ("compute-unknown-name", "compute-unknown-row"):
            values = {**values, "nearest": nearest(values["found"], values.pop("known").split(" "))}
        return fault(file, path, error.code, **values)
    return expression


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
    for file, path, item in every_indicator(framework):
        compute, said = item.ask.compute, item.ask.when_empty
        if (compute is not None and compute not in parsed) or not item.scored:
            continue  # a fault of its own, or nothing that is earned
        of_tables = item.id in from_tables
        if of_tables and said is None:
            yield fault(file, (*path, "ask", "compute"), "when-empty-missing", found=item.id)
        elif said is not None and not of_tables:
            yield fault(file, (*path, "ask", "when_empty"), "when-empty-for-nothing", found=item.id)
