"""Tables whose rows the framework lists, and the questions that are asked in them."""

from collections import Counter
from collections.abc import Iterator

from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.keywords import KEBAB, MOST_ROWS, is_like
from convergence_cli.model.question import UNSAID, Column, Table, TableCell
from convergence_cli.rubric.lint.fault import FRAMEWORK_FILE, Fault, every_indicator, fault, folded, positive, unknown
from convergence_cli.rubric.lint.profile import Use, option_faults
from convergence_cli.rubric.rows import MOST_QUESTIONS
from convergence_cli.rubric.strict_yaml import Path
from convergence_cli.texts.workbook import ALIASES, WORDS

_OWN_HEADERS = ("id", "row", "hint")


def lint_cells(framework: Framework) -> Iterator[Fault]:
    """Rules of `fixed`, and of `ask.cell`."""
    for place, table in enumerate(framework.tables):
        if table.fixed:
            yield from _fixed(framework, table, ("tables", place))
    asked = [item for item in framework.indicators if item.ask.cell is not None]
    cells = Counter(_place(item) for item in asked)
    titles = Counter(_told(item) for item in asked)
    for file, path, item in every_indicator(framework):
        if item.ask.cell is None:
            continue
        yield from _cell(framework, item, item.ask.cell, file, path)
        if cells[_place(item)] > 1:
            yield fault(file, (*path, "ask", "cell"), "cell-twice", id=item.id)
        elif titles[_told(item)] > 1:
            yield fault(file, (*path, "title"), "cell-title-alike", found=item.title.zh)


def _place(item: Indicator) -> tuple[str, str, str | None]:
    cell = item.ask.cell
    return (cell.table, cell.column, cell.row) if cell else ("", "", None)


def _told(item: Indicator) -> tuple[str, str, str, str]:
    """All that a report says to tell a question from those of other rows."""
    cell = item.ask.cell
    return item.measure, cell.table if cell else "", *item.title.both


# --- the rows ------------------------------------------------------------------------------------


def _fixed(framework: Framework, table: Table, path: Path) -> Iterator[Fault]:
    if table.rows is not None:
        yield fault(FRAMEWORK_FILE, (*path, "rows"), "fixed-and-rows", found=table.id)
    if len(table.fixed) > MOST_ROWS:
        facts = {"found": str(len(table.fixed)), "bound": str(MOST_ROWS)}
        yield fault(FRAMEWORK_FILE, (*path, "fixed"), "table-rows", **facts)
    own = {folded(word) for key in _OWN_HEADERS for word in (key, *WORDS[key], *ALIASES.get(key, ()))}
    for place, column in enumerate(table.columns):
        for name in (column.id, *column.title.both):
            if folded(name) in own or name in table.fixed:
                yield fault(FRAMEWORK_FILE, (*path, "columns", place), "column-name-taken", found=name)
                break
    titles = Counter(folded(word) for row in table.fixed.values() for word in {*row.title.both} - {UNSAID})
    ids = {folded(name) for name in table.fixed}
    for name, row in table.fixed.items():
        at: Path = (*path, "fixed", name)
        if not is_like(KEBAB, name):
            yield fault(FRAMEWORK_FILE, at, "id-malformed", found=name)
        unclear = {folded(word) for word in row.title.both if word != UNSAID}
        if any(titles[word] > 1 for word in unclear) or unclear & (ids - {folded(name)}):
            yield fault(FRAMEWORK_FILE, (*at, "title"), "row-title-unclear", found=row.title.zh)
        yield from positive(FRAMEWORK_FILE, (*at, "weight"), row.weight)
        for question, options in row.applies.items():
            use = Use(path=(*at, "applies", question), question=question, options=options, open=True)
            yield from option_faults(framework, FRAMEWORK_FILE, use)


# --- the questions -------------------------------------------------------------------------------


def _cell(framework: Framework, item: Indicator, cell: TableCell, file: str, path: Path) -> Iterator[Fault]:
    at: Path = (*path, "ask", "cell")
    table = framework.table.get(cell.table)
    if table is None or not table.fixed:
        known = [each.id for each in framework.tables if each.fixed]
        yield unknown(file, (*at, "table"), "cell-unknown", cell.table, known)
        return
    if item.ask.compute is not None:
        yield fault(file, at, "cell-and-compute", found=item.id)
    yield from _row(framework, table, cell, file, at)
    names = {key: getattr(cell, key) for key in ("column", "evidence", "note") if getattr(cell, key) is not None}
    columns = [column.id for column in table.columns]
    for key, name in names.items():
        column = table.column(name)
        if column is None:
            yield unknown(file, (*at, key), "cell-unknown", name, columns)
        elif key != "column" and (column.type != "text" or list(names.values()).count(name) > 1):
            yield fault(file, (*at, key), "cell-not-text", found=name)
    if item.evidence.required and cell.evidence is None:
        yield fault(file, at, "cell-no-evidence", found=item.id)
    column = table.column(cell.column)
    if column is not None:
        yield from _alike(framework, item, column, file, path)
        yield from _reasons(item, cell, column, file, at)
    row = table.fixed.get(cell.row or "")
    scope = row.applies if row else {}
    if any(not set(item.applies.get(question, ())) <= set(options) for question, options in scope.items()) or any(
        not options for options in (*item.applies.values(), *(item.applies.get(name, ()) for name in scope))
    ):
        yield fault(file, path, "cell-scope", found=item.id)


def _row(framework: Framework, table: Table, cell: TableCell, file: str, at: Path) -> Iterator[Fault]:
    """The row is one of the table's. A question of every row has been written out: what has not been can have none."""
    named = (
        [(("row",), cell.row)] if cell.row is not None else [(("only", at), row) for at, row in enumerate(cell.only)]
    )
    strange = [(key, row) for key, row in named if row not in table.fixed]
    for key, row in strange:
        yield unknown(file, (*at, *key), "cell-unknown", row, table.fixed)
    if cell.row is not None and cell.only:
        yield fault(file, (*at, "only"), "cell-no-row", found=cell.table)
    elif cell.row is None and not strange and table.column(cell.column) is not None:
        count = len(framework.indicators) + len(cell.only or table.fixed)
        if count > MOST_QUESTIONS:
            yield fault(file, at, "questions-too-many", found=str(count), bound=str(MOST_QUESTIONS))
        else:
            yield fault(file, at, "cell-no-row", found=cell.table)


def _alike(framework: Framework, item: Indicator, column: Column, file: str, path: Path) -> Iterator[Fault]:
    """The question takes what its column takes."""
    ask, reasons = item.ask, item.ask.cell.reasons if item.ask.cell else {}
    for key in ("type", "min", "max"):
        if getattr(ask, key) != getattr(column, key):
            facts = {"found": _shown(getattr(ask, key)), "expected": _shown(getattr(column, key))}
            yield fault(file, (*path, "ask", key), "cell-unlike", key=key, **facts)
    offered = sorted(column.options.keys() - reasons.keys())
    own = sorted(ask.options) if ask.options else sorted(framework.options(item))
    if own != offered or any(column.options[name] != text for name, text in framework.options(item).items()):
        facts = {"found": ", ".join(own), "expected": ", ".join(offered)}
        yield fault(file, (*path, "ask", "options"), "cell-unlike", key="options", **facts)


def _shown(content: object) -> str:
    return "-" if content is None else f"{content:g}" if isinstance(content, float) else str(content)


def _reasons(item: Indicator, cell: TableCell, column: Column, file: str, at: Path) -> Iterator[Fault]:
    """What stands for a reason is one option of several, and every reason that is permitted has one."""
    for option, reason in cell.reasons.items():
        if option not in column.options or column.type != "one_of":
            yield unknown(file, (*at, "reasons", option), "option-unknown", option, column.options)
        if reason not in item.not_applicable:
            yield fault(file, (*at, "reasons", option), "cell-reason", found=reason)
    for reason in item.not_applicable:
        if reason not in cell.reasons.values():
            yield fault(file, (*at, "reasons"), "cell-reason", found=reason)
