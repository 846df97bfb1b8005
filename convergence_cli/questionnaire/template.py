"""Writes the blank questionnaire that a station fills in with WPS, Excel or LibreOffice.

Every closed answer has a drop-down from a hidden range (a list inside the validation itself breaks beyond
255 characters), percentages are true percentages, only input cells are unlocked, and a hidden sheet says
which framework, version, language and level the workbook was made for.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli import policy
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.question import ProfileQuestion, Table, said
from convergence_cli.model.questionnaire import Answered
from convergence_cli.policy import speaking
from convergence_cli.questionnaire import layout
from convergence_cli.questionnaire.carry import Carried, typed
from convergence_cli.questionnaire.cells import Lists, answer_cell, style_input, type_in, validate_list
from convergence_cli.questionnaire.departments import Part
from convergence_cli.questionnaire.fixed_sheet import FixedForm, write_fixed
from convergence_cli.questionnaire.last_time import KEY
from convergence_cli.questionnaire.look import (
    BODY,
    BOLD,
    BOX,
    CARRIED,
    GREY,
    HEADING,
    LOCKED,
    YELLOW,
    head,
    page,
    protect,
    put,
    set_widths,
)
from convergence_cli.questionnaire.option_form import write_options
from convergence_cli.questionnaire.progress_sheet import Counted, write_progress
from convergence_cli.questionnaire.table_sheet import open_rows, write_table
from convergence_cli.questionnaire.target_sheet import write_targets
from convergence_cli.questionnaire.workload import workload
from convergence_cli.sheets import row_height, to_bytes
from convergence_cli.texts import say
from convergence_cli.value import value

_WIDTHS = {"id": 16, "measure": 9, "question": 26, "options": 36, "answer": 15, "evidence": 18, "reason": 12}
_WIDTHS |= {"note": 10, "hint": 44, "who": 12}
# In two columns, because LibreOffice cuts a single one that is wider than the page and does not scale it.
_GUIDE_WIDTH = 100
_STATION_WIDTHS = {"id": 12, "question": 24, "options": 34, "answer": 36, "hint": 60}


@value
class _Book:
    """The workbook under way."""

    workbook: Workbook
    framework: Framework
    language: Language
    lists: Lists
    profile: Mapping[str, Answered]
    """What is known of the station."""
    asked: tuple[Indicator, ...]
    tables: tuple[Table, ...]
    carried: Carried
    part: Part | None
    due: str | None

    def say(self, key: str, **values: object) -> str:
        """A word of the workbook in its language."""
        return say(self.language, f"workbook.{key}", **values)

    @property
    def widths(self) -> dict[str, int]:
        """Of the columns of the sheet of questions, in their order."""
        return {key: _WIDTHS[key] for key in layout.question_columns(self.framework)}


def write_template(
    framework: Framework,
    language: Language,
    known: Mapping[str, Answered] = MappingProxyType({}),
    chapter: str | None = None,
    carried: Carried | None = None,
    *,
    targets: bool = False,
    part: Part | None = None,
    due: str | None = None,
) -> bytes:
    """A questionnaire as the bytes of an xlsx file, blank but for what is carried into it.

    `known` are answers to profile questions: they stand in the form, and what is out of scope for them is not asked.
    `chapter` keeps the questions of one chapter, `part` what one department answers. `targets` adds the sheet of what
    the station sets itself; where such targets are carried, it is there. `due`, an ISO day, is when it is wanted back:
    the first sheet says it, and has room for it where nobody knows yet.
    """
    with speaking(framework):
        carried = carried or Carried()
        items = tuple(asked(framework, known, chapter)) if part is None else part.items
        used = {table.id for item in items for table in framework.tables_of(item)}
        tables = tuple(table for table in framework.tables if table.id in used) if part is None else part.tables
        workbook = Workbook()
        workbook.properties.creator = "convergence"
        workbook.properties.title = framework.title.in_(language)
        book = _Book(
            workbook=workbook,
            framework=framework,
            language=language,
            lists=Lists(),
            profile=known,
            asked=items,
            tables=tables,
            carried=carried,
            part=part,
            due=due,
        )
        return _written(book, targets=targets or bool(carried.own_targets))


def _written(book: _Book, *, targets: bool) -> bytes:
    workbook, framework, language, tables = book.workbook, book.framework, book.language, book.tables
    _guide(book, workbook.active)
    _station(book, workbook.create_sheet(book.say("sheet-station")))
    last = _questions(book, workbook.create_sheet(book.say("sheet-questions")))
    if targets:
        sheet = workbook.create_sheet(book.say("sheet-targets"))
        write_targets(sheet, framework, book.asked, language, book.lists, book.profile, book.carried.own_targets)
    more: dict[str, Callable[[], Iterable[str]]] = {}
    fixed: dict[str, int] = {}
    for table in tables:
        sheet = workbook.create_sheet(layout.table_sheet(table.title, language))
        if table.fixed:
            fixed[table.id] = write_fixed(sheet, table, _fixed(book))
            continue
        rest = write_table(sheet, table, language, book.lists, book.carried.tables.get(table.id))
        if rest is not None:
            more[sheet.title] = rest
    write_progress(workbook.create_sheet(book.say("sheet-progress")), _counted(book, last, fixed))
    _hidden(book)
    return to_bytes(workbook, more)


def asked(framework: Framework, known: Mapping[str, Answered], chapter: str | None) -> list[Indicator]:
    """The questions of a questionnaire for stations of which this is known, of one chapter or of all."""
    chapters = (item for item in framework.chapters if chapter in (None, item.id))
    measures = {name for item in chapters for name in item.measures}
    return [item for item in framework.indicators if item.measure in measures and item.in_scope(known)]


def _fixed(book: _Book) -> FixedForm:
    return FixedForm(
        framework=book.framework,
        language=book.language,
        lists=book.lists,
        asked=book.asked,
        profile=book.profile,
        carried=book.carried,
    )


def _guide(book: _Book, sheet: Any) -> None:
    sheet.title = book.say("sheet-guide")
    language, part = book.language, book.part
    work = workload(book.framework, book.asked, book.tables, language)
    names = {"who": part.who.in_(language), "first": part.first.in_(language)} if part else {}
    lines: list[tuple[str, str]] = [
        ("title", book.framework.title.in_(language)),
        ("body", policy.source_line(book.framework, language)),
        ("body", book.say("guide-version", id=book.framework.id, version=book.framework.version)),
        *((("body", say(language, "overlays.laid-on", bases=book.framework.bases)),) if book.framework.extends else ()),
        ("body", book.say("guide-purpose")),
        *((("carried", book.say("guide-part", **names)),) if part else ()),
        ("heading", book.say("guide-how")),
        *(("body", book.say(f"guide-{number}")) for number in range(1, 8)),
        *((("heading", book.say("guide-work")),) if work else ()),
        *(("body", line) for line in work),
        ("due", book.say("guide-due")),
        ("heading", book.say("guide-colours")),
        ("yellow", book.say("guide-yellow")),
        ("grey", book.say("guide-grey")),
        *((("carried", book.say("guide-carried")),) if book.carried.count else ()),
        ("heading", book.say("guide-evidence")),
        ("body", book.say("guide-evidence-text")),
        ("heading", book.say("guide-then")),
        ("body", book.say("guide-then-part" if part else "guide-then-text")),
    ]
    set_widths(sheet, [_GUIDE_WIDTH // 2] * 2)
    for row, (kind, text) in enumerate(lines, 1):
        fonts = {"body": BODY, "yellow": BODY, "grey": BODY, "carried": CARRIED, "due": BODY}
        cell = put(sheet, row, 1, text, fonts.get(kind, BOLD))
        if kind in ("yellow", "grey"):
            cell.fill = YELLOW if kind == "yellow" else GREY
        if kind == "due":
            style_input(put(sheet, row, 2, book.due or "", BODY))
        else:
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
        sheet.row_dimensions[row].height = row_height([(text, _GUIDE_WIDTH)], 20 if kind != "title" else 30)
    page(sheet, None, landscape=False)
    protect(sheet)


def _station(book: _Book, sheet: Worksheet) -> None:
    set_widths(sheet, [_STATION_WIDTHS[key] for key in layout.STATION_COLUMNS])
    head(sheet, 1, [book.say(key) for key in layout.STATION_COLUMNS])
    language = book.language
    for row, question in enumerate(_profile_asked(book), 2):
        must = book.say("required") if question.required else ""
        title = question.title.in_(language)
        shown = "\n".join(layout.lettered(question.options, language)) if question.type == "many_of" else ""
        if question.type == "many_of":
            shown = f"{book.say('many-of')}\n{shown}"
        elif question.options:
            shown = "\n".join(text.in_(language) for text in question.options.values())
        hint = "\n".join(part for part in (must, question.hint.in_(language) if question.hint else "") if part)
        for column, text in ((1, question.id), (2, title), (3, shown), (5, hint)):
            put(sheet, row, column, text, BODY).border = BOX
        cell = sheet.cell(row, 4)
        style_input(cell)
        answer_cell(sheet, cell, question, question.options, language, book.lists, title)
        answer = book.profile.get(question.id, book.carried.profile.get(question.id))
        if answer is not None:
            type_in(cell, typed(answer, question, question.options, language))
        if not _is_open(book):
            cell.fill, cell.protection = GREY, LOCKED
        texts = [(title, 24.0), (shown, 34.0), (hint, 60.0)]
        sheet.row_dimensions[row].height = row_height(texts, 22)
    sheet.freeze_panes = "A2"
    page(sheet, "1:1")
    protect(sheet)


def _is_open(book: _Book) -> bool:
    """Whether the station may say here what it is."""
    return book.part is None or book.part.is_first


def _profile_asked(book: _Book) -> list[ProfileQuestion]:
    """The questions about the station: in a part that is not the first those that are known, which decide its scope."""
    return [
        each for each in book.framework.profile if book.part is None or book.part.is_first or each.id in book.profile
    ]


def _questions(book: _Book, sheet: Worksheet) -> int:
    """Write the rows; the number of the last."""
    columns = tuple(book.widths)
    set_widths(sheet, list(book.widths.values()))
    head(sheet, 1, [book.say(key) for key in columns], columns)
    asked = {item.id for item in book.asked if item.ask.cell is None}
    row = 2
    for chapter in book.framework.chapters:
        measures = [book.framework.measure[name] for name in chapter.measures]
        below = [item for measure in measures for item in measure.indicators if item.id in asked]
        if not below:
            continue
        _heading(book, sheet, row, chapter.title.in_(book.language), HEADING)
        row += 1
        for measure in measures:
            inside = [item for item in measure.indicators if item.id in asked]
            if inside:
                _heading(book, sheet, row, f"{measure.id}  {measure.title.in_(book.language)}", BOLD)
                row += 1
            for item in inside:
                title = measure.title.in_(book.language)
                _question(book, sheet, row, item, title)
                row += 1
                if item.evidence.per_option:
                    options, carried = book.framework.options(item), book.carried.answers.get(item.id)
                    row = write_options(sheet, row, item, title, options, book.language, carried, book.widths)
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{row - 1}"
    page(sheet, "1:1")
    protect(sheet)
    return row - 1


def _heading(book: _Book, sheet: Worksheet, row: int, text: str, font: Any) -> None:
    put(sheet, row, 1, text, font, wrap=False)
    for column in range(1, len(book.widths) + 1):
        sheet.cell(row, column).fill = GREY
    sheet.row_dimensions[row].height = 22


def _question(book: _Book, sheet: Worksheet, row: int, item: Indicator, measure: str) -> None:
    language, options = book.language, book.framework.options(item)
    red_line = book.say("red-line") if item.can_be_red_line(book.profile) else ""
    question = _since(book, item) + red_line + item.ask.question.in_(language)
    ticking = f"（{book.say('many-of')}）"
    shown = layout.accepted(item.ask, options, language, ticking)
    hint = _hint(book, item)
    who = {"who": said(item.who, language)} if "who" in book.widths else {}
    says = {"id": item.id, "measure": measure, "question": question, "options": shown, "hint": hint, **who}
    for key, text in says.items():
        put(sheet, row, tuple(book.widths).index(key) + 1, text, BODY).border = BOX
    answer = sheet.cell(row, 5)
    if item.ask.compute is None:
        style_input(answer)
        title = item.title.in_(language)
        answer_cell(sheet, answer, item.ask, options, language, book.lists, title)
    else:
        sources = [table.title.in_(language) for table in book.framework.tables_of(item)]
        titles = say(language, "terms.list-separator").join(sources)
        computed = book.say("computed", table=titles)
        put(sheet, row, 5, computed, BODY).fill = GREY
    for column in (6, 7, 8):
        style_input(sheet.cell(row, column))
    if item.evidence.per_option:
        sheet.cell(row, 6).fill, sheet.cell(row, 6).protection = GREY, LOCKED
    _carry(book, sheet, row, item)
    reasons = [book.framework.reasons[name].in_(language) for name in item.not_applicable]
    if reasons:
        validate_list(sheet, sheet.cell(row, 7), reasons, language, book.lists, book.say("reason"))
    else:
        sheet.cell(row, 7).fill = GREY
        sheet.cell(row, 7).protection = LOCKED
    texts = [(str(sheet.cell(row, at).value or ""), float(width)) for at, width in enumerate(book.widths.values(), 1)]
    sheet.row_dimensions[row].height = row_height(texts, 32, font=10)


def _since(book: _Book, item: Indicator) -> str:
    """What became of the question since the questionnaire that the answers are carried from."""
    if item.id in book.carried.new:
        return book.say("new")
    changed = {item.id, *(table.id for table in book.framework.tables_of(item))} & set(book.carried.changed)
    return book.say("changed") if changed else ""


def _carry(book: _Book, sheet: Worksheet, row: int, item: Indicator) -> None:
    """Type the answer, evidence, reason and note that are carried into this row."""
    answer = book.carried.answers.get(item.id)
    if answer is None:
        return
    language = book.language
    if answer.value is not None and item.ask.compute is None:
        type_in(sheet.cell(row, 5), typed(answer.value, item.ask, book.framework.options(item), language))
    reason = book.framework.reasons[answer.reason].in_(language) if answer.reason else ""
    for column, text in ((6, answer.evidence), (7, reason), (8, answer.note)):
        if text:
            type_in(sheet.cell(row, column), text)


def _hint(book: _Book, item: Indicator) -> str:
    language = book.language
    why = book.carried.changed.get(item.id)
    parts = [book.say("changed-how", why=why.in_(language))] if why else []
    return "\n".join([*parts, *layout.hints(book.framework, item, language)])


def _counted(book: _Book, questions: int, fixed: Mapping[str, int]) -> Counted:
    """What the progress sheet counts. `fixed`: how many rows a table has that lists them."""
    measures = {item.measure for item in book.asked}
    chapters = tuple(each for each in book.framework.chapters if measures & {*each.measures})
    order = {name: at for at, name in enumerate(name for chapter in chapters for name in chapter.measures)}
    there = {each.id for each in book.tables}
    asked = (item for item in book.asked if book.part is None or book.framework.is_told_by(item, there))
    rows = {each.id: fixed.get(each.id) or open_rows(book.carried.tables.get(each.id)) for each in book.tables}
    return Counted(
        framework=book.framework,
        language=book.language,
        chapters=chapters,
        asked=tuple(sorted(asked, key=lambda item: order[item.measure])),
        questions=questions,
        tables=book.tables,
        rows=rows,
        profile={each.id: each for each in _profile_asked(book)},
    )


def _hidden(book: _Book) -> None:
    lists = book.workbook.create_sheet(layout.LISTS_SHEET)
    for column, (name, words) in enumerate(book.lists.names.items(), 1):
        for row, word in enumerate(words, 1):
            put(lists, row, column, word, BODY, wrap=False)
        letter = lists.cell(1, column).column_letter
        area = f"'{layout.LISTS_SHEET}'!${letter}$1:${letter}${len(words)}"
        book.workbook.defined_names[name] = DefinedName(name, attr_text=area)
    identity = book.workbook.create_sheet(layout.IDENTITY_SHEET)
    framework = book.framework
    facts = {"framework": framework.id, "version": framework.version, "sha256": framework.sha256}
    facts |= {"language": book.language, "level": str(book.profile.get("level") or "")}
    facts |= {"extends": framework.bases} if framework.extends else {}
    facts |= {"part": book.part.who.in_(book.language)} if book.part else {}
    facts |= {f"{KEY}{name}": digest for name, digest in book.carried.last.items()}
    for row, (key, fact) in enumerate(facts.items(), 1):
        put(identity, row, 1, key, BODY, wrap=False)
        put(identity, row, 2, fact, BODY, wrap=False)
    for sheet in (lists, identity):
        sheet.sheet_state = "hidden"
        sheet.protection.sheet = True
