"""The question sheet and the station sheet: rows found by id, columns by header."""

import re
from dataclasses import replace

from convergence_cli.errors import Word
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.questionnaire import Answer, Answered, Moved
from convergence_cli.questionnaire.cleaning import clean, folded, is_blank, show
from convergence_cli.questionnaire.layout import is_computed_notice, spellings
from convergence_cli.questionnaire.match import Sought
from convergence_cli.questionnaire.normalise import likely_option
from convergence_cli.questionnaire.option_rows import option_cells, with_option_evidence
from convergence_cli.questionnaire.reader import Page, Reader
from convergence_cli.questionnaire.workbook.sheet import Cell, reference
from convergence_cli.texts.nearest import known_words

_ID = re.compile(r"^[A-Za-z][A-Za-z0-9-]*\.\S+$")
_INPUTS = ("answer", "evidence", "reason", "note")


# --- the station ---------------------------------------------------------------------------------


def read_profile(reader: Reader) -> dict[str, Answer]:
    """The station's answers about itself; a required one that is blank is a problem."""
    page = reader.open(reader.form.station)
    if page is None:
        reader.tell("no-station-sheet", reader.whole)
        return {}
    rows = rows_by_id(reader, page, reader.form.station, ("answer",))
    reader.look_over(page)
    answers: dict[str, Answer] = {}
    for question in reader.framework.profile:
        name = question.id
        title = question.title.both
        if name not in rows:
            if reader.is_part:
                answers[name] = Answer(id=name, location=page.whole)
                continue
            if question.required:
                reader.tell("profile-missing", page.whole, question=title)
            elif reader.moves.is_new(name):
                reader.new.append(name)
            else:
                reader.tell("row-missing", page.whole, "warning", id=name)
            continue
        row = rows[name][0]
        place = page.at(row, "answer")
        given = reader.read(page, row, "answer", name, question, question.options)
        if question.required and not page.filled(row, ("answer",)):
            reader.tell("profile-missing", place, question=title)
        answers[name] = Answer(id=name, location=place, value=given, raw=show(page.cell(row, "answer")))
        say_changed(reader, answers[name])
    return answers


# --- the questions -------------------------------------------------------------------------------


def read_questions(reader: Reader, profile: dict[str, Answered | None]) -> dict[str, Answer]:
    """Every indicator's row: answer, evidence, reason, note."""
    page = reader.open(reader.form.questions)
    if page is None:
        reader.tell("no-question-sheet", reader.whole)
        return {}
    for key in ("evidence", "reason"):
        if key not in page.header.columns:
            words = spellings(key)
            reader.tell("column-missing", page.whole, "warning", column=(words[0], words[1]))
    rows = rows_by_id(reader, page, reader.form.questions, _INPUTS)
    options = option_cells(reader, page, rows)
    reader.look_over(page)
    answers: dict[str, Answer] = {}
    for item in reader.framework.indicators:
        name = item.id
        in_scope = item.in_scope(profile)
        if name in rows:
            each = [_answer(reader, page, row, item, in_scope=in_scope) for row in rows[name]]
            answer = each[0] if len(each) == 1 else _merged(reader, each)
            answers[name] = with_option_evidence(reader, item, answer, options.get(name, {}))
            say_changed(reader, answers[name])
        elif item.ask.cell is not None or reader.is_part:
            continue  # its table's sheet is read after this one
        elif in_scope and reader.moves.is_new(name):
            reader.new.append(name)
        elif in_scope and reader.knows_scope(item, profile):
            reader.tell("row-missing", page.whole, "warning", id=name)
    return answers


def _answer(reader: Reader, page: Page, row: int, item: Indicator, *, in_scope: bool) -> Answer:
    place, computed = page.at(row, "answer"), item.ask.compute is not None
    if computed:
        raw, given = _typed_over(reader, page, row, item), None
    else:
        raw = show(page.cell(row, "answer"))
        given = reader.read(page, row, "answer", item.id, item.ask, reader.form.options[item.id])
        if item.ask.type == "date":
            # Points for an earlier day are given by the framework: it is an answer like any other.
            reader.tell_date(page, (row, page.header.columns["answer"]), given, may_be_earlier=item.scored)
    reason = _reason(reader, page, row, item)
    if reason is not None and raw and not computed:
        reader.tell("answer-and-reason", place, id=item.id)
    if raw and not in_scope:
        reader.tell("answer-out-of-scope", place, "note", id=item.id, found=raw)
    return Answer(
        id=item.id,
        location=place,
        value=given,
        raw=raw,
        reason=reason,
        evidence=reader.evidence(page, row),
        evidence_location=page.at(row, "evidence") if "evidence" in page.header.columns else None,
        note=reader.text(page, row, "note"),
    )


def _merged(reader: Reader, each: list[Answer]) -> Answer:
    """One answer of several old ones: theirs where they agree; otherwise none, and all are told."""
    filled = [answer for answer in each if answer.value is not None or answer.reason is not None] or each[:1]
    said = {(answer.value, answer.reason) for answer in filled}
    evidence = "；".join(dict.fromkeys(answer.evidence for answer in each if answer.evidence))
    note = "；".join(dict.fromkeys(answer.note for answer in each if answer.note))
    if len(said) == 1:
        return replace(filled[0], evidence=evidence, note=note)
    for answer in filled:
        reader.tell("ids-differ", answer.location, "warning", id=answer.id, found=answer.raw)
        reader.moved.append(Moved(id=answer.id, to=(answer.id,), location=answer.location, raw=answer.raw))
    return replace(filled[0], value=None, reason=None, raw="", evidence=evidence, note=note)


def say_changed(reader: Reader, answer: Answer) -> None:
    """An answer to a question that is asked differently today has to be looked at."""
    why = reader.moves.changed.get(answer.id)
    if why is not None and (answer.value is not None or answer.reason is not None):
        reader.tell("question-changed", answer.location, "warning", id=answer.id, why=why.both)


def _typed_over(reader: Reader, page: Page, row: int, item: Indicator) -> str:
    """A computed question's answer cell holds our own words; anything else was typed there and is not used."""
    cell = page.cell(row, "answer")
    if is_blank(cell) or _is_ours(cell):
        return ""
    reader.tell("typed-over-computed", page.at(row, "answer"), "warning", id=item.id, found=show(cell))
    return show(cell)


def _is_ours(cell: Cell) -> bool:
    return isinstance(cell, str) and is_computed_notice(clean(cell))


def _reason(reader: Reader, page: Page, row: int, item: Indicator) -> str | None:
    """The id of the not-applicable reason, if this indicator permits it."""
    typed = reader.text(page, row, "reason")
    if not typed:
        return None
    reasons, earlier = reader.framework.reasons, reader.moves.options.get("reasons")
    words = earlier.was if earlier else reasons
    known = {folded(word): name for name, text in words.items() for word in (*text.both, name)}
    name = known.get(folded(typed))
    if earlier and name in earlier.because:
        place = row, page.header.columns["reason"]
        reader.say_retired(page, place, item.id, typed, earlier.because[name])
        return None
    if earlier and name:
        name = earlier.now[name]
    if name in item.not_applicable:
        plain = (reasons[name].in_(reader.language),) if reader.language else reasons[name].both
        if typed not in plain:
            read = reasons[name].both
            reader.tell("read-option", page.at(row, "reason"), "note", found=typed, read=read)
        return name
    permitted = [reasons[each] for each in item.not_applicable]
    values: dict[str, Word] = {"id": item.id, "found": typed}
    if permitted:
        values["known"] = (" / ".join(text.zh for text in permitted), " / ".join(text.en for text in permitted))
        shown = tuple(word for text in permitted for word in text.both)
        values["nearest"] = likely_option(typed, shown, reader.finder.guesses)
    reader.tell("reason-not-permitted" if permitted else "reason-never", page.at(row, "reason"), **values)
    return None


# --- rows ----------------------------------------------------------------------------------------


def rows_by_id(reader: Reader, page: Page, wanted: Sought, inputs: tuple[str, ...]) -> dict[str, list[int]]:
    """Id -> its row; several only where this version asks once for what an earlier one asked apart.

    A second row of an id, an unknown id, and answers beside no id at all are problems.
    """
    earlier = {folded(name): name for name in reader.moves.to}
    rows: dict[str, list[int]] = {}
    old: list[tuple[int, str]] = []
    for row in page.rows:
        typed = clean(str(page.cell(row, "id")))
        name = wanted.id_of(typed)
        if name is None and folded(typed) in earlier:
            old.append((row, earlier[folded(typed)]))
        elif name is None and folded(typed.partition("/")[0]) in earlier:
            _gone(reader, page, row, earlier[folded(typed.partition("/")[0])], inputs)
        elif name is None:
            _stray(reader, page, row, typed, inputs, wanted)
        elif name in rows:
            first = reference(rows[name][0], page.header.columns["id"])
            reader.tell("duplicate-id", page.at(row, "id"), id=name, first=first)
        else:
            rows[name] = [row]
    own = set(rows)
    for row, name in old:
        _moved(reader, page, row, name, inputs, rows, own)
    return rows


def _moved(
    reader: Reader, page: Page, row: int, name: str, inputs: tuple[str, ...], rows: dict[str, list[int]], own: set[str]
) -> None:
    """A row of an earlier version's id: read as today's, or told where nothing takes its answer."""
    today = reader.moves.to[name]
    if len(today) == 1 and today[0] not in own:
        rows.setdefault(today[0], []).append(row)
        reader.tell("id-renamed", page.at(row, "id"), "note", found=name, id=today[0])
        return
    _gone(reader, page, row, name, inputs)


def _gone(reader: Reader, page: Page, row: int, name: str, inputs: tuple[str, ...]) -> None:
    """A row, or that of an option, of a question that was split or retired: what it holds is told."""
    # What stands in the answer of a computed question is ours, and no answer.
    filled = [key for key in page.filled(row, inputs) if not _is_ours(page.cell(row, key))]
    if filled:
        today, place = reader.moves.to[name], page.at(row, filled[0])
        found = " | ".join(filter(None, (show(page.cell(row, key)) for key in filled)))
        # Nobody reads them, and they are looked at all the same: a picture in evidence is no text to be shown here.
        for key in filled:
            if key in ("evidence", "note"):
                reader.text(page, row, key)
        if not today:
            reader.tell_gone(name, name, place, found)
            return
        reader.tell("id-split", place, "warning", id=name, found=found, ids=", ".join(today))
        reader.moved.append(Moved(id=name, to=today, location=place, raw=found))


def _stray(reader: Reader, page: Page, row: int, typed: str, inputs: tuple[str, ...], wanted: Sought) -> None:
    """A row that belongs to no question: a heading is nothing, an answer in it must not be lost."""
    if _ID.match(typed):
        near = reader.finder.guesses.nearest(typed, known_words(tuple(wanted.ids.values()), 0.6))
        reader.tell("unknown-id", page.at(row, "id"), found=typed, nearest=near)
        return
    filled = page.filled(row, inputs)
    if filled:
        found = show(page.cell(row, filled[0]))
        reader.tell("answer-without-id", page.at(row, filled[0]), found=found, id=typed)


def say_new(reader: Reader, framework: Framework) -> None:
    """One note for all the questions that the workbook's version did not have."""
    if reader.new:
        shown = ", ".join(reader.new[:12]) + (", …" if len(reader.new) > 12 else "")
        reader.tell(
            "questions-new", reader.whole, "note", count=str(len(reader.new)), ids=shown, version=framework.version
        )
