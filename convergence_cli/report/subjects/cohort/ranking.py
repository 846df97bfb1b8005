"""The stations by rank: how firm each rank is, why a station has none, its chapters and measures."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import get_args

from convergence_cli.model.assessment import OUTCOMES, Assessment, Failure, Node
from convergence_cli.model.framework import Framework, RedLineState
from convergence_cli.model.kind import LEVEL
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.model.ranking import Place
from convergence_cli.model.standing import Standing
from convergence_cli.report.cells import Cell, Content
from convergence_cli.report.choices import by_red_line
from convergence_cli.report.document import Column, Row, Rows, Section, Table, id_of
from convergence_cli.report.figures import NOTHING, answer, scale
from convergence_cli.report.findings import level_names
from convergence_cli.report.mixed import asks_level, within_level
from convergence_cli.report.strips import drawn_score
from convergence_cli.report.subjects.cohort.batch import Batch, Spec
from convergence_cli.report.subjects.run import why_unread
from convergence_cli.report.withheld import why_none

# A step's summary holds a megabyte.
_MOST = 500
_FROZEN = 3
# A station is compared with its kind; more than a few choices would hide the list that they filter.
_MOST_FILTERS = 2

Nodes = Callable[[Assessment | Standing], Sequence[Node]]


def ranking(batch: Batch) -> Section:
    """The ranked stations first, then those without a rank; in the list the files that could not be judged, too."""
    columns, more = tuple(_columns(batch)), batch.word("station.more-rows")
    rows = Rows(partial(_rows, batch, columns))
    table = Table(columns=columns, rows=rows, frozen=_FROZEN, is_list=True, most=_MOST, more=more, is_searched=True)
    return batch.listed("ranking", table, notes=batch.mixed)


def _rows(batch: Batch, columns: Sequence[Column]) -> Iterator[Row]:
    levels = level_names(batch.framework, batch.language)
    for place, entry in batch.by_rank:
        yield Row(cells=tuple(_station(batch, place, entry, levels)))
    for failure in batch.cohort.failures:
        yield _failure(batch, columns, failure)


def _columns(batch: Batch) -> Iterator[Column]:
    framework = batch.framework
    yield from batch.columns(("rank", 7, 7, "count"))
    yield Column(title=batch.word("tied"), id="tied", kind="middle", width=7, share=7, on_page=False)
    yield from batch.columns(("terms.station", 24, 24, "text"))
    yield Column(title=batch.word("page.score-bar"), kind="strip", on_page=True)
    if asks_level(batch.cohort):
        for key in ("in-level", "of-level"):
            yield Column(title=batch.word(key), id=id_of(key), kind="count", width=8, share=8, on_page=False)
        yield Column(title=batch.word("in-level"), kind="middle", on_page=True)
    for question in framework.profile:
        yield _asked(batch, question)
    yield from batch.columns(
        ("terms.index", 8, 8, "score"),
        ("terms.floor", 8, 8, "score"),
        ("terms.ceiling", 8, 8, "score"),
        ("terms.coverage", 9, 9, "share"),
    )
    yield Column(title=batch.word("terms.evidenced"), id="evidenced", kind="score", width=10, on_page=True)
    if framework.display.to_target:
        yield from batch.columns(("terms.to-target", 9, 9, "share"))
    if framework.levels:
        yield Column(
            title=batch.word("level-reached"), id="level_title", width=15, share=15, kind="middle", is_choice=True
        )
        yield Column(title=batch.word("level-id"), id="level", in_list=True)
    for state in ("missed", "unanswered"):
        yield Column(
            title=batch.word(f"red-lines-{state}"), id=f"red_lines_{state}_count", width=10, share=10, kind="count"
        )
        yield Column(title=batch.word(f"which-red-lines-{state}"), id=f"red_lines_{state}", in_list=True)
    yield Column(title=batch.word("terms.red-line"), on_page=False, is_choice=True)
    if batch.with_own_targets:
        yield Column(title=batch.word("own.batch-reached"), id="own_targets_reached", width=11, share=11, kind="middle")
    yield from _firm(batch)
    yield Column(title=batch.word("tier"), id="tier", kind="count", width=6, on_page=True)
    yield Column(title=batch.word("reason"), id="reason", kind="middle", width=15, share=15, on_page=False)
    # On paper only where names alone do not tell the stations apart; a page has it below the name.
    file = 15 if batch.shared_names else 0
    yield Column(title=batch.word("terms.file"), id="file", width=30, share=file, on_page=False)
    yield from batch.columns(("gates-failed", 20, 0, "text"))
    yield Column(title=batch.word("why-unreadable"), id="problems", in_list=True)
    yield Column(title=batch.word("rank-note"), id="rank_note", in_list=True)
    yield from _inside(batch)


def _firm(batch: Batch) -> Iterator[Column]:
    """How firm a rank is."""
    places = batch.overview.ranking
    for key in ("low", "high"):
        yield Column(
            title=batch.word(key, interval=places.interval), id=f"rank_{key}", width=10, share=10, kind="count"
        )
    yield Column(title=batch.word("top-share", top=places.top), id="top_share", width=10, kind="share")


def _inside(batch: Batch) -> Iterator[Column]:
    """What an index is made of."""
    for outcome in OUTCOMES:
        yield Column(title=batch.word(f"terms.{outcome}"), id=outcome, kind="count", in_list=True)
    chapters = [each.id for each in batch.framework.chapters]
    for name in (*chapters, *(each.id for each in batch.framework.measures)):
        yield Column(title=batch.called[name], id=name, kind="score", in_list=True)
    for name in chapters if batch.framework.display.to_target else ():
        title = batch.word("to-target-of", title=batch.called[name])
        yield Column(title=title, id=f"to_target.{name}", kind="share", in_list=True)


def _asked(batch: Batch, question: ProfileQuestion) -> Column:
    """On a sheet only what every station has to answer, and its name not twice; on paper its level alone."""
    seen = question.required and question.id != batch.framework.name_question
    share = 10 if question.id == LEVEL else 0
    title = question.title.in_(batch.language)
    return Column(
        title=title,
        id=f"profile.{question.id}",
        width=14 if seen else 0,
        share=share,
        kind="middle",
        in_list=True,
        on_page=False,
        is_choice=question in _closed(batch.framework),
    )


def _closed(framework: Framework) -> tuple[ProfileQuestion, ...]:
    """By what the stations of a page are filtered."""
    asked = (question for question in framework.profile if question.required and question.type == "one_of")
    return tuple(asked)[:_MOST_FILTERS]


def _station(
    batch: Batch, place: Place, entry: Assessment | Standing, levels: dict[str, str]
) -> Iterator[Content | Cell]:
    node, lines = entry.index, entry.not_kept
    none = batch.word("terms.no-level")
    why = why_none(batch.framework, entry, node, batch.language)
    reason = why or (batch.word(f"unranked-{place.reason}") if place.reason else "")
    yield Cell(content=place.rank, note=batch.word("tied") if place.tied else reason)
    yield batch.word("terms.yes") if place.tied else ""
    said = {question.id: _said(batch, entry, question) for question in batch.framework.profile}
    yield Cell(content=entry.station, note=_about(batch, entry, said))
    yield drawn_score(batch, node, why)
    if asks_level(batch.cohort):
        yield from (place.in_level, place.of_level, Cell(content=within_level(place), order=place.in_level))
    yield from said.values()
    yield from (node.score, node.floor, node.ceiling, node.coverage, node.evidenced)
    if batch.framework.display.to_target:
        yield node.to_target
    if levels:
        missing = NOTHING if node.withheld is not None else none
        named = levels[entry.level] if entry.level else missing
        yield Cell(content=named, order=list(levels).index(entry.level) if entry.level else -1)
        yield entry.level or missing
    for state in ("missed", "unanswered"):
        ids = [name for name, found in lines.items() if found == state]
        yield Cell(content=len(ids), tone="red") if ids and state == "missed" else len(ids)
        yield batch.joined(*ids)
    states = set(lines.values())
    yield by_red_line(batch, next((state for state in get_args(RedLineState) if state in states), None))
    if batch.with_own_targets:
        yield batch.word("own.of", reached=entry.own_sum.reached, set=entry.own_sum.set) if entry.own_sum else ""
    yield from (place.low, place.high, place.top_share, place.tier)
    yield reason
    yield from (entry.file, batch.joined(*batch.failed.get((entry.station, entry.file), ())), "")
    mixed = batch.overview.ranking.mixed if place.rank is not None else ()
    titles = batch.joined(*(batch.framework.question[name].title.in_(batch.language) for name in mixed))
    yield batch.word("mixed-ranks", questions=titles) if titles else ""
    yield from (entry.counts[outcome] for outcome in OUTCOMES)
    yield from (found.score for found in (*entry.chapters, *entry.measures))
    if batch.framework.display.to_target:
        yield from (found.to_target for found in entry.chapters)


def _said(batch: Batch, entry: Assessment | Standing, question: ProfileQuestion) -> Cell:
    """What it said of itself, in the order of the options."""
    given = entry.profile.get(question.id)
    order = list(question.options).index(given) if given in question.options else None
    return Cell(content=answer(question, given, question.options, batch.language), order=order)


def _about(batch: Batch, entry: Assessment | Standing, said: Mapping[str, Cell]) -> str:
    """All of it that had to be said but for its name, and its file where another one has the same name."""
    told = (
        str(said[question.id].content)
        for question in batch.framework.profile
        if question.required and question.id != batch.framework.name_question
    )
    return batch.word("lists.separator").join(filter(None, (*told, batch.apart(entry))))


def _failure(batch: Batch, columns: Sequence[Column], failure: Failure) -> Row:
    """A file that could not be judged, and why; nothing else is known of it."""
    known = {
        batch.word("terms.file"): failure.file,
        batch.word("why-unreadable"): why_unread(failure, batch.language),
    }
    return Row(cells=tuple(known.get(column.title) for column in columns), where="list")


def measures(batch: Batch) -> Section:
    """Every station and every measure."""
    columns = (
        Column(
            title=batch.called[each.id],
            id=each.id,
            width=6.5,
            kind="heat",
            turned=True,
            on_page=True,
            group=batch.framework.chapter_of[each.id].title.in_(batch.language),
        )
        for each in batch.framework.measures
    )
    return _scores(batch, "heat", tuple(columns), lambda entry: entry.measures)


def chapters(batch: Batch) -> Section:
    """Every station and every chapter."""
    columns = (Column(title=batch.called[each.id], width=16, kind="heat") for each in batch.framework.chapters)
    return _scores(batch, "chapters", tuple(columns), lambda entry: entry.chapters)


def _scores(batch: Batch, key: str, columns: tuple[Column, ...], nodes: Nodes) -> Section:
    """On a page only what has colours to be read by."""
    within: tuple[Spec, ...] = (("in-level", 8, 0, "count"),) if asks_level(batch.cohort) else ()
    is_turned = columns[0].turned
    named = (
        Column(title=batch.word("terms.station"), width=24, on_page=is_turned),
        Column(title=batch.word("terms.index"), width=8, kind="score", on_page=is_turned),
    )
    head = (*batch.columns(("rank", 7, 0, "count"), *within), *named)

    def rows() -> Iterator[Row]:
        for place, entry in batch.by_rank:
            ranks = (place.rank, place.in_level) if within else (place.rank,)
            name = Cell(content=entry.station, note=batch.apart(entry))
            yield Row(cells=(*ranks, name, entry.index.score, *(node.score for node in nodes(entry))))

    table = Table(columns=(*head, *columns), rows=Rows(rows), frozen=len(head), is_searched=is_turned)
    if not is_turned:
        return batch.listed(key, table, notes=batch.mixed, where="sheet", **scale())
    on_page = batch.word("page.heat-lead")
    return batch.listed(key, table, notes=batch.mixed, where="roomy", on_page=on_page, **scale())
