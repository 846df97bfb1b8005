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
from convergence_cli.model.question import said
from convergence_cli.model.questionnaire import Answered
from convergence_cli.policy import speaking
from convergence_cli.questionnaire import layout
from convergence_cli.questionnaire.carry import Carried, typed
from convergence_cli.questionnaire.cells import answer_cell, style_input, type_in, validate_list
from convergence_cli.questionnaire.departments import Part
from convergence_cli.questionnaire.draft import Draft
from convergence_cli.questionnaire.fixed_sheet import write_fixed
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
from convergence_cli.questionnaire.progress_sheet import write_progress
from convergence_cli.questionnaire.table_sheet import write_table
from convergence_cli.questionnaire.target_sheet import write_targets
from convergence_cli.questionnaire.workload import workload
from convergence_cli.sheets import row_height, to_bytes
from convergence_cli.texts import say

# In two columns, because LibreOffice cuts a single one that is wider than the page and does not scale it.
_GUIDE_WIDTH = 100
_STATION_WIDTHS = {"id": 12, "question": 24, "options": 34, "answer": 36, "hint": 60}


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
        draft = Draft(
            workbook=workbook,
            framework=framework,
            language=language,
            profile=known,
            asked=items,
            tables=tables,
            carried=carried,
            part=part,
            due=due,
        )
        return _written(draft, targets=targets or bool(carried.own_targets))


def _written(draft: Draft, *, targets: bool) -> bytes:
    workbook = draft.workbook
    _guide(draft, workbook.active)
    _station(draft, workbook.create_sheet(draft.say("sheet-station")))
    last = _questions(draft, workbook.create_sheet(draft.say("sheet-questions")))
    if targets:
        sheet = workbook.create_sheet(draft.say("sheet-targets"))
        write_targets(sheet, draft)
    more: dict[str, Callable[[], Iterable[str]]] = {}
    fixed: dict[str, int] = {}
    for table in draft.tables:
        sheet = workbook.create_sheet(layout.table_sheet(table.title, draft.language))
        if table.fixed:
            fixed[table.id] = write_fixed(sheet, table, draft)
            continue
        rest = write_table(sheet, table, draft)
        if rest is not None:
            more[sheet.title] = rest
    write_progress(workbook.create_sheet(draft.say("sheet-progress")), draft, last, fixed)
    _hidden(draft)
    return to_bytes(workbook, more)


def asked(framework: Framework, known: Mapping[str, Answered], chapter: str | None) -> list[Indicator]:
    """The questions of a questionnaire for stations of which this is known, of one chapter or of all."""
    chapters = (item for item in framework.chapters if chapter in (None, item.id))
    measures = {name for item in chapters for name in item.measures}
    return [item for item in framework.indicators if item.measure in measures and item.in_scope(known)]


def _guide(draft: Draft, sheet: Any) -> None:
    sheet.title = draft.say("sheet-guide")
    language, part = draft.language, draft.part
    work = workload(draft.framework, draft.asked, draft.tables, language)
    names = {"who": part.who.in_(language), "first": part.first.in_(language)} if part else {}
    lines: list[tuple[str, str]] = [
        ("title", draft.framework.title.in_(language)),
        ("body", policy.source_line(draft.framework, language)),
        ("body", draft.say("guide-version", id=draft.framework.id, version=draft.framework.version)),
        *(
            (("body", say(language, "overlays.laid-on", bases=draft.framework.bases)),)
            if draft.framework.extends
            else ()
        ),
        ("body", draft.say("guide-purpose")),
        *((("carried", draft.say("guide-part", **names)),) if part else ()),
        ("heading", draft.say("guide-how")),
        *(("body", draft.say(f"guide-{number}")) for number in range(1, 8)),
        *((("heading", draft.say("guide-work")),) if work else ()),
        *(("body", line) for line in work),
        ("due", draft.say("guide-due")),
        ("heading", draft.say("guide-colours")),
        ("yellow", draft.say("guide-yellow")),
        ("grey", draft.say("guide-grey")),
        *((("carried", draft.say("guide-carried")),) if draft.carried.count else ()),
        ("heading", draft.say("guide-evidence")),
        ("body", draft.say("guide-evidence-text")),
        ("heading", draft.say("guide-then")),
        ("body", draft.say("guide-then-part" if part else "guide-then-text")),
    ]
    set_widths(sheet, [_GUIDE_WIDTH // 2] * 2)
    for row, (kind, text) in enumerate(lines, 1):
        fonts = {"body": BODY, "yellow": BODY, "grey": BODY, "carried": CARRIED, "due": BODY}
        cell = put(sheet, row, 1, text, fonts.get(kind, BOLD))
        if kind in ("yellow", "grey"):
            cell.fill = YELLOW if kind == "yellow" else GREY
        if kind == "due":
            style_input(put(sheet, row, 2, draft.due or "", BODY))
        else:
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
        sheet.row_dimensions[row].height = row_height([(text, _GUIDE_WIDTH)], 20 if kind != "title" else 30)
    page(sheet, None, landscape=False)
    protect(sheet)


def _station(draft: Draft, sheet: Worksheet) -> None:
    set_widths(sheet, [_STATION_WIDTHS[key] for key in layout.STATION_COLUMNS])
    head(sheet, 1, [draft.say(key) for key in layout.STATION_COLUMNS])
    language = draft.language
    for row, question in enumerate(draft.profile_asked, 2):
        must = draft.say("required") if question.required else ""
        title = question.title.in_(language)
        shown = "\n".join(layout.lettered(question.options, language)) if question.type == "many_of" else ""
        if question.type == "many_of":
            shown = f"{draft.say('many-of')}\n{shown}"
        elif question.options:
            shown = "\n".join(text.in_(language) for text in question.options.values())
        hint = "\n".join(part for part in (must, question.hint.in_(language) if question.hint else "") if part)
        for column, text in ((1, question.id), (2, title), (3, shown), (5, hint)):
            put(sheet, row, column, text, BODY).border = BOX
        cell = sheet.cell(row, 4)
        style_input(cell)
        answer_cell(sheet, cell, question, question.options, language, draft.lists, title)
        answer = draft.profile.get(question.id, draft.carried.profile.get(question.id))
        if answer is not None:
            type_in(cell, typed(answer, question, question.options, language))
        if not draft.is_first:
            cell.fill, cell.protection = GREY, LOCKED
        texts = [(title, 24.0), (shown, 34.0), (hint, 60.0)]
        sheet.row_dimensions[row].height = row_height(texts, 22)
    sheet.freeze_panes = "A2"
    page(sheet, "1:1")
    protect(sheet)


def _questions(draft: Draft, sheet: Worksheet) -> int:
    """Write the rows; the number of the last."""
    columns = tuple(draft.widths)
    set_widths(sheet, list(draft.widths.values()))
    head(sheet, 1, [draft.say(key) for key in columns], columns)
    asked = {item.id for item in draft.asked if item.ask.cell is None}
    row = 2
    for chapter in draft.framework.chapters:
        measures = [draft.framework.measure[name] for name in chapter.measures]
        below = [item for measure in measures for item in measure.indicators if item.id in asked]
        if not below:
            continue
        _heading(draft, sheet, row, chapter.title.in_(draft.language), HEADING)
        row += 1
        for measure in measures:
            inside = [item for item in measure.indicators if item.id in asked]
            if inside:
                _heading(draft, sheet, row, f"{measure.id}  {measure.title.in_(draft.language)}", BOLD)
                row += 1
            for item in inside:
                title = measure.title.in_(draft.language)
                _question(draft, sheet, row, item, title)
                row += 1
                if item.evidence.per_option:
                    row = write_options(sheet, row, item, title, draft)
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{row - 1}"
    page(sheet, "1:1")
    protect(sheet)
    return row - 1


def _heading(draft: Draft, sheet: Worksheet, row: int, text: str, font: Any) -> None:
    put(sheet, row, 1, text, font, wrap=False)
    for column in range(1, len(draft.widths) + 1):
        sheet.cell(row, column).fill = GREY
    sheet.row_dimensions[row].height = 22


def _question(draft: Draft, sheet: Worksheet, row: int, item: Indicator, measure: str) -> None:
    language, options = draft.language, draft.framework.options(item)
    red_line = draft.say("red-line") if item.can_be_red_line(draft.profile) else ""
    question = _since(draft, item) + red_line + item.ask.question.in_(language)
    ticking = f"（{draft.say('many-of')}）"
    shown = layout.accepted(item.ask, options, language, ticking)
    hint = _hint(draft, item)
    who = {"who": said(item.who, language)} if "who" in draft.widths else {}
    says = {"id": item.id, "measure": measure, "question": question, "options": shown, "hint": hint, **who}
    for key, text in says.items():
        put(sheet, row, tuple(draft.widths).index(key) + 1, text, BODY).border = BOX
    answer = sheet.cell(row, 5)
    if item.ask.compute is None:
        style_input(answer)
        title = item.title.in_(language)
        answer_cell(sheet, answer, item.ask, options, language, draft.lists, title)
    else:
        sources = [table.title.in_(language) for table in draft.framework.tables_of(item)]
        titles = say(language, "terms.list-separator").join(sources)
        computed = draft.say("computed", table=titles)
        put(sheet, row, 5, computed, BODY).fill = GREY
    for column in (6, 7, 8):
        style_input(sheet.cell(row, column))
    if item.evidence.per_option:
        sheet.cell(row, 6).fill, sheet.cell(row, 6).protection = GREY, LOCKED
    _carry(draft, sheet, row, item)
    reasons = [draft.framework.reasons[name].in_(language) for name in item.not_applicable]
    if reasons:
        validate_list(sheet, sheet.cell(row, 7), reasons, language, draft.lists, draft.say("reason"))
    else:
        sheet.cell(row, 7).fill = GREY
        sheet.cell(row, 7).protection = LOCKED
    texts = [(str(sheet.cell(row, at).value or ""), float(width)) for at, width in enumerate(draft.widths.values(), 1)]
    sheet.row_dimensions[row].height = row_height(texts, 32, font=10)


def _since(draft: Draft, item: Indicator) -> str:
    """What became of the question since the questionnaire that the answers are carried from."""
    if item.id in draft.carried.new:
        return draft.say("new")
    changed = {item.id, *(table.id for table in draft.framework.tables_of(item))} & set(draft.carried.changed)
    return draft.say("changed") if changed else ""


def _carry(draft: Draft, sheet: Worksheet, row: int, item: Indicator) -> None:
    """Type the answer, evidence, reason and note that are carried into this row."""
    answer = draft.carried.answers.get(item.id)
    if answer is None:
        return
    language = draft.language
    if answer.value is not None and item.ask.compute is None:
        type_in(sheet.cell(row, 5), typed(answer.value, item.ask, draft.framework.options(item), language))
    reason = draft.framework.reasons[answer.reason].in_(language) if answer.reason else ""
    for column, text in ((6, answer.evidence), (7, reason), (8, answer.note)):
        if text:
            type_in(sheet.cell(row, column), text)


def _hint(draft: Draft, item: Indicator) -> str:
    language = draft.language
    why = draft.carried.changed.get(item.id)
    parts = [draft.say("changed-how", why=why.in_(language))] if why else []
    return "\n".join([*parts, *layout.hints(draft.framework, item, language)])


def _hidden(draft: Draft) -> None:
    lists = draft.workbook.create_sheet(layout.LISTS_SHEET)
    for column, (name, words) in enumerate(draft.lists.names.items(), 1):
        for row, word in enumerate(words, 1):
            put(lists, row, column, word, BODY, wrap=False)
        letter = lists.cell(1, column).column_letter
        area = f"'{layout.LISTS_SHEET}'!${letter}$1:${letter}${len(words)}"
        draft.workbook.defined_names[name] = DefinedName(name, attr_text=area)
    identity = draft.workbook.create_sheet(layout.IDENTITY_SHEET)
    framework = draft.framework
    facts = {"framework": framework.id, "version": framework.version, "sha256": framework.sha256}
    facts |= {"language": draft.language, "level": str(draft.profile.get("level") or "")}
    facts |= {"extends": framework.bases} if framework.extends else {}
    facts |= {"part": draft.part.who.in_(draft.language)} if draft.part else {}
    facts |= {f"{KEY}{name}": digest for name, digest in draft.carried.last.items()}
    for row, (key, fact) in enumerate(facts.items(), 1):
        put(identity, row, 1, key, BODY, wrap=False)
        put(identity, row, 2, fact, BODY, wrap=False)
    for sheet in (lists, identity):
        sheet.sheet_state = "hidden"
        sheet.protection.sheet = True
