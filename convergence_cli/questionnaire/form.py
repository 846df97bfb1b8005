"""What the sheets of a questionnaire are known by: worked out once for a framework, however many workbooks are read."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import LANGUAGES, Language
from convergence_cli.model.question import Column, Table, Text
from convergence_cli.model.versions import Moves
from convergence_cli.policy import speaking
from convergence_cli.questionnaire.cleaning import folded
from convergence_cli.questionnaire.layout import (
    FIXED_COLUMNS,
    IDENTITY_SHEET,
    LISTS_SHEET,
    OWN_COLUMNS,
    QUESTION_COLUMNS,
    STATION_COLUMNS,
    TARGET_COLUMNS,
    TARGET_YEARS,
    option_row,
    spellings,
    table_sheet,
)
from convergence_cli.questionnaire.match import Sought, sought
from convergence_cli.questionnaire.numerals import Question
from convergence_cli.questionnaire.shortcut import Shortcut, no_shortcut, shortcut

_SHEETS = ("station", "questions", "targets", "guide", "progress", "check")
_MUST = ("id", "answer")
_MOST_KEPT = 8


@dataclass(slots=True)
class Form:
    """The questionnaire of one framework, as an earlier version of it or as today's."""

    framework: Framework
    moves: Moves
    station: Sought
    questions: Sought
    targets: Sought
    """Of what the station sets itself; most workbooks have no such sheet."""
    tables: dict[str, Sought]
    options: dict[str, dict[str, Text]]
    """Indicator -> the options of its question."""
    option_rows: dict[str, tuple[str, str]]
    """Id of a row in which an option takes its evidence, as the workbook has it -> question and option, today's."""
    uses: dict[str, tuple[Indicator, ...]]
    """Table -> the indicators that are computed from it."""
    ours: frozenset[str]
    """The names of all sheets, folded."""
    retired: dict[str, str]
    """The sheet, folded, of each table that an earlier version had and this one has not -> the table."""
    retired_columns: dict[str, dict[str, str]]
    """Table -> the title, folded, of each column that it had -> what the map calls it."""
    _shortcuts: dict[tuple[int, Language | None], Shortcut] = field(default_factory=dict)

    def shortcut(self, name: str, question: Question, options: dict[str, Text], language: Language | None) -> Shortcut:
        """The shortcut for cells of the question `name`; an earlier version's words always need care."""
        if name in self.moves.options:
            return no_shortcut
        # By identity: a question is the framework's, or a constant, and lives as long as this.
        key = (id(question), language)
        known = self._shortcuts.get(key)
        if known is None:
            known = self._shortcuts[key] = shortcut(question, options, language)
        return known


# By identity, because to compare two frameworks costs as much as to read a workbook; what is kept stays itself.
_KEPT: dict[int, Form] = {}


def form_of(framework: Framework, moves: Moves) -> Form:
    """The form of a framework; the one of today's version is kept."""
    if moves != Moves():
        return _made(framework, moves)
    known = _KEPT.get(id(framework))
    if known is None:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        known = _KEPT[id(framework)] = _made(framework, moves)
    return known


def _made(framework: Framework, moves: Moves) -> Form:
    with speaking(framework):
        return _form(framework, moves)


def _form(framework: Framework, moves: Moves) -> Form:
    words = {word for key in _SHEETS for word in spellings(f"sheet-{key}")}
    words |= {table_sheet(table.title, each) for table in framework.tables for each in LANGUAGES}
    asked, items = list(framework.question), list(framework.indicator)
    station_headers = {key: spellings(key) for key in STATION_COLUMNS}
    question_headers = {key: spellings(key) for key in QUESTION_COLUMNS}
    option_rows = dict(_option_rows(framework, moves))
    target_headers = {key: spellings(key) for key in TARGET_COLUMNS}
    aimed = [item.id for item in framework.indicators if item.takes_own_target]
    station, questions, targets, *tables = _together(
        sought(spellings("sheet-station"), station_headers, _MUST, asked, OWN_COLUMNS),
        sought(spellings("sheet-questions"), question_headers, _MUST, [*items, *option_rows], OWN_COLUMNS),
        sought(spellings("sheet-targets"), target_headers, ("id", TARGET_YEARS[0]), aimed, OWN_COLUMNS),
        *(_table(table, moves) for table in framework.tables),
    )
    return Form(
        framework=framework,
        moves=moves,
        station=station,
        questions=questions,
        targets=targets,
        tables={table.id: each for table, each in zip(framework.tables, tables, strict=True)},
        options={item.id: framework.options(item) for item in framework.indicators},
        option_rows=option_rows,
        uses={
            table.id: tuple(item for item in framework.indicators if table in framework.tables_of(item))
            for table in framework.tables
        },
        ours=frozenset(map(folded, words | {IDENTITY_SHEET, LISTS_SHEET})),
        retired={
            folded(table_sheet(title, language)): name
            for name, title in _retired(moves)
            for language in LANGUAGES
            if "." not in name
        },
        retired_columns={
            table.id: {
                folded(word): name
                for name, title in _retired(moves)
                for word in title.both
                if name.startswith(f"{table.id}.")
            }
            for table in framework.tables
        },
    )


def _retired(moves: Moves) -> Iterator[tuple[str, Text]]:
    """Tables, and columns of tables, that are no longer asked, with each title that they had."""
    yield from ((name, title) for name, titles in moves.titles.items() if name in moves.because for title in titles)


def _option_rows(framework: Framework, moves: Moves) -> Iterator[tuple[str, tuple[str, str]]]:
    """Every row of an option, by today's id of its question and by earlier ones.

    Of every question whose options are ticked: an earlier version may have asked for evidence option by option.
    """
    for item in framework.indicators:
        if item.ask.type != "many_of":
            continue
        names = (item.id, *(old for old, today in moves.to.items() if today == (item.id,)))
        earlier = moves.options.get(item.id)
        now = {option: option for option in framework.options(item)}
        now |= {old: earlier.now.get(old, old) for old in earlier.was} if earlier else {}
        yield from ((option_row(name, old), (item.id, option)) for name in names for old, option in now.items())


def _together(*sheets: Sought) -> list[Sought]:
    """Sheets of one workbook: a cell is weighed once for all of them."""
    words = tuple(dict.fromkeys(word for sheet in sheets for word in sheet.vocabulary))
    return [replace(sheet, vocabulary=words) for sheet in sheets]


def _table(table: Table, moves: Moves) -> Sought:
    earlier = [word for title in moves.titles.get(table.id, ()) for word in title.both]
    names = (
        *(table_sheet(table.title, each) for each in LANGUAGES),
        table.title.zh,
        table.title.en,
        table.id,
        *earlier,
    )
    headers = {column.id: _titles(table, column, moves) for column in table.columns}
    asked = [column for column in table.columns if f"{table.id}.{column.id}" not in moves.added]
    needed = [column.id for column in asked if column.required]
    if not table.fixed:
        # Of a table that is new altogether nothing is known, and a sheet of which nothing is needed would be any sheet.
        required = [column.id for column in table.columns if column.required]
        return sought(names, headers, needed or required or [table.columns[0].id])
    headers |= {key: spellings(key) for key in FIXED_COLUMNS}
    known = sought(names, headers, needed or [column.id for column in asked], table.fixed, ("hint",))
    titles = {folded(title): name for name, row in table.fixed.items() for title in row.title.both}
    return replace(known, ids=titles | known.ids)


def _titles(table: Table, column: Column, moves: Moves) -> tuple[str, ...]:
    """A column's title in both languages and in earlier versions, with and without its unit, and its id."""
    words = [column.id]
    for title in (column.title, *moves.titles.get(f"{table.id}.{column.id}", ())):
        words += title.both
        if column.unit:
            words += [f"{title.zh}({column.unit.zh})", f"{title.en}({column.unit.en})"]
    return tuple(words)
