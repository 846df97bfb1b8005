"""Every answer as it was read: the station, the indicators, the rows of the repeat tables; and the list of CSV."""

from collections.abc import Iterator

from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.display import printed_change
from convergence_cli.model.framework import Indicator
from convergence_cli.model.question import Column as Asked
from convergence_cli.model.question import Table as Repeated
from convergence_cli.model.questionnaire import Answer, Answered
from convergence_cli.report import figures
from convergence_cli.report.cells import Cell, Content, Kind
from convergence_cli.report.document import Block, Column, Paragraph, Row, Section, Table, id_of
from convergence_cli.report.evidence import evidence_words, stage_word
from convergence_cli.report.findings import answer_words, lapse_words, scored_words
from convergence_cli.report.profile import profile_answer
from convergence_cli.report.subjects.run import why_unread
from convergence_cli.report.subjects.station.gap import Gap
from convergence_cli.report.subjects.station.gap_columns import GapColumn, columns_of
from convergence_cli.report.subjects.station.words import Cells, Words

_KINDS: dict[str, Kind] = {"percent": "percent", "number": "number", "integer": "number", "money": "number"}


def answer_sheet(words: Words) -> Section:
    """The list of answers, and every table below it."""
    additive = all(judged.additive for judged in words.cohort.assessments)
    about = "about-answers" if additive and words.framework.missing == "zero" else "about-answers-bounded"
    columns = words.columns(
        Column(title=words.word("terms.id"), width=24),
        Column(title=words.word("terms.question"), width=44),
        Column(title=words.word("raw"), width=18),
        Column(title=words.word("terms.answer"), width=26),
        Column(title=words.word("unit"), kind="middle", width=10),
        Column(title=words.word("terms.outcome"), kind="middle", width=12),
        Column(title=words.word("terms.points"), kind="points", width=8),
        Column(title=words.word("effective-weight"), kind="share", width=10),
        Column(title=words.word("terms.lost"), kind="loss", width=8),
        Column(title=words.word("reason"), width=16),
        Column(title=words.word("terms.evidence"), width=26),
        Column(title=words.word("remark"), width=20),
        Column(title=words.word("where"), width=13),
    )
    rows = tuple(Row(cells=cells) for judged in words.cohort.assessments for cells in _answers(words, judged))
    blocks: list[Block] = [Paragraph(text=words.word(about))]
    blocks.append(Table(columns=columns, rows=rows, frozen=3 if words.several else 2))
    for judged in words.cohort.assessments:
        for table in words.framework.tables:
            blocks += _table(words, judged, table)
    return Section(title=words.word("sheet-answers"), blocks=tuple(blocks), own_sheet=True, where="sheet")


def _answers(words: Words, judged: Assessment) -> Iterator[Cells]:
    language = words.language
    for question in words.framework.profile:
        answer = judged.questionnaire.profile.get(question.id)
        said = profile_answer(question, answer, language) if answer else ""
        first = (question.id, question.title.in_(language), _raw(answer), said)
        remarks = ("", answer.note, answer.location.place) if answer else ("", "", "")
        yield words.named(judged, (*first, "", "", "", "", "", "", *remarks))
    for item, result in zip(words.framework.indicators, judged.results, strict=True):
        counts = result.weight > 0
        yield words.named(
            judged,
            (
                *(item.id, item.ask.question.in_(language), _raw(result.answer)),
                "" if _is_blank(result) else answer_words(words.framework, item, result, language),
                item.ask.unit.in_(language) if item.ask.unit else "",
                *(words.outcome(result), result.points),
                *((result.weight, result.lost) if counts else (None, None)),
                *(lapse_words(words.framework, item, result, words.language), *_remarks(words, item, result.answer)),
            ),
        )


def _is_blank(result: Result) -> bool:
    return result.value is None and result.when_empty is None


def _raw(answer: Answer | None) -> str:
    return answer.raw if answer else ""


def _remarks(words: Words, item: Indicator, answer: Answer | None) -> tuple[str, str, str]:
    if answer is None:
        return "", "", ""
    return evidence_words(words.framework, item, answer, words.language), answer.note, answer.location.place


# --- the repeat tables ----------------------------------------------------------------------------


def _table(words: Words, judged: Assessment, table: Repeated) -> Iterator[Block]:
    """One repeat table: its title, its columns, its rows."""
    columns = _left_over(words, table)
    if not columns:
        return
    read = judged.questionnaire.tables.get(table.id)
    key = "table-of" if words.several else "table"
    title = words.word(key, title=table.title.in_(words.language), station=judged.station)
    if read is None or not read.rows:
        empty = read is not None and read.confirmed_empty
        yield Paragraph(text=title, tone="strong")
        yield Paragraph(text=words.word("table-empty" if empty else "table-blank"))
        return
    listed = [Column(title=words.word("workbook.row"), width=30)] if table.fixed else []
    heads = (
        Column(title=words.word("where"), width=15),
        *listed,
        *(Column(title=_titled(words, each), kind=_KINDS.get(each.type, "text"), width=15) for each in columns),
    )
    rows = (
        (
            f"{read.sheet}!{row.number}",
            *((table.fixed[row.id].title.in_(words.language),) if row.id is not None else ()),
            *(_cell(words, each, row.values.get(each.id)) for each in columns),
        )
        for row in read.rows
    )
    yield Table(columns=heads, rows=tuple(Row(cells=cells) for cells in rows), title=title)


def _left_over(words: Words, table: Repeated) -> tuple[Asked, ...]:
    """Its columns; of one with fixed rows those that stand in no list of answers."""
    if not table.fixed:
        return table.columns
    left = {column.id for row in table.fixed for column in words.framework.left_over(table, row)}
    return tuple(column for column in table.columns if column.id in left)


def _titled(words: Words, column: Asked) -> str:
    title = column.title.in_(words.language)
    return f"{title}\n({column.unit.in_(words.language)})" if column.unit else title


def _cell(words: Words, column: Asked, given: Answered | None) -> Content:
    if given is None:
        return ""
    if isinstance(given, int | float) and not isinstance(given, bool):
        return float(given)
    return figures.answer(column, given, column.options, words.language)


# --- the list of a CSV file -----------------------------------------------------------------------


def indicator_list(words: Words) -> Section:
    """Every indicator of every station, in the framework's order: who, the columns of the gap list, the answer; then
    a row for each file that could not be judged."""
    listed = [column for column in columns_of(words) if column.width and column.listed]
    before = ("terms.file", "terms.station", "terms.id", "terms.chapter", "terms.measure", "terms.indicator")
    after = ("raw", "terms.gap", "terms.weight", "terms.evidence", "reason", "remark")
    kinds: dict[str, Kind] = {"terms.gap": "points", "terms.weight": "share"}
    columns = (
        *(Column(title=words.word(key), id=id_of(key), in_list=True) for key in before),
        *(
            Column(title=words.word(column.key), id=id_of(column.key), kind=column.kind, in_list=True)
            for column in listed
        ),
        *(Column(title=words.word(key), id=id_of(key), kind=kinds.get(key, "text"), in_list=True) for key in after),
    )
    looked = any(judged.backing is not None for judged in words.cohort.assessments)
    columns += (Column(title=words.word("evidence.reached"), id="evidence_stage", in_list=True),) if looked else ()
    rows: list[Row] = []
    for judged in words.cohort.assessments:
        kept = words.cohort.ledger.of(judged.station) if words.cohort.ledger else {}
        for item, result in zip(words.framework.indicators, judged.results, strict=True):
            gap = Gap(words=words, judged=judged, item=item, result=result, entry=kept.get(item.id))
            told = (_listed(column, gap) for column in listed)
            cells = (*_who(words, judged, item, result), *told, *_rest(words, item, result))
            rows.append(Row(cells=(*cells, _stage(words, judged, item)) if looked else cells))
    if words.cohort.failures:
        columns += (Column(title=words.word("cohort.why-unreadable"), id="problems", in_list=True),)
        rows = [Row(cells=(*row.cells, None)) for row in rows]
        between = (None,) * (len(columns) - 2)
        rows += (Row(cells=(each.file, *between, why_unread(each, words.language))) for each in words.cohort.failures)
    table = Table(columns=columns, rows=tuple(rows), is_list=True)
    return Section(title=words.word("sheet-answers"), blocks=(table,), where="list")


def _listed(column: GapColumn, gap: Gap) -> Content | Cell:
    """A column of the gap list for any indicator: of an answer its value alone, and no loss out of play."""
    if column.key == "terms.answer":
        return scored_words(gap.words.framework, gap.item, gap.result, gap.words.language)
    return None if column.key == "terms.lost" and gap.result.weight == 0 else column.of(gap)


def _stage(words: Words, judged: Assessment, item: Indicator) -> str:
    return stage_word(judged.backing.reached.get(item.id) if judged.backing else None, words.language)


def _who(words: Words, judged: Assessment, item: Indicator, result: Result) -> Cells:
    titles = (words.called[result.chapter], words.called[result.measure], item.title.in_(words.language))
    return judged.file, judged.station, item.id, *titles


def _rest(words: Words, item: Indicator, result: Result) -> Cells:
    answer, counts = result.answer, result.weight > 0
    # What is missing to the target, as the two printed numbers tell it.
    gap = max(0.0, printed_change(result.points or 0.0, result.target) or 0.0)
    return (
        *(_raw(answer), gap if result.in_play else None, result.weight if counts else None),
        *(
            evidence_words(words.framework, item, answer, words.language),
            lapse_words(words.framework, item, result, words.language),
            answer.note if answer else "",
        ),
    )
