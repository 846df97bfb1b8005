"""The stations by rank: how firm each rank is, why a station has none, its chapters and measures."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from convergence_cli.model.assessment import OUTCOMES, Assessment, Failure, Node
from convergence_cli.model.kind import LEVEL
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.model.ranking import Place
from convergence_cli.model.standing import Standing
from convergence_cli.report.document import Cell, Column, Content, Row, Rows, Section, Table
from convergence_cli.report.figures import NOTHING, answer
from convergence_cli.report.findings import level_names
from convergence_cli.report.mixed import asks_level
from convergence_cli.report.subjects.cohort.batch import Batch, Spec
from convergence_cli.report.subjects.run import why_unread
from convergence_cli.report.withheld import why_none

# A step's summary holds a megabyte.
_MOST = 500
_FROZEN = 3

Nodes = Callable[[Assessment | Standing], Sequence[Node]]


def ranking(batch: Batch) -> Section:
    """The ranked stations first, then those without a rank; in the list the files that could not be judged, too."""
    columns, more = tuple(_columns(batch)), batch.word("station.more-rows")
    rows = Rows(partial(_rows, batch, columns))
    table = Table(columns=columns, rows=rows, frozen=_FROZEN, is_list=True, most=_MOST, more=more)
    return batch.listed("ranking", table, notes=batch.mixed)


def _rows(batch: Batch, columns: Sequence[Column]) -> Iterator[Row]:
    levels = level_names(batch.framework, batch.language)
    for place, entry in batch.by_rank:
        yield Row(cells=tuple(_station(batch, place, entry, levels)))
    for failure in batch.cohort.failures:
        yield _failure(batch, columns, failure)


def _columns(batch: Batch) -> Iterator[Column]:
    framework = batch.framework
    yield from batch.columns(("rank", 7, 7, "count"), ("tied", 7, 7, "middle"), ("terms.station", 24, 24, "text"))
    if asks_level(batch.cohort):
        yield from batch.columns(("in-level", 8, 8, "count"), ("of-level", 8, 8, "count"))
    for question in framework.profile:
        yield _asked(batch, question)
    yield from batch.columns(
        ("terms.index", 8, 8, "score"),
        ("terms.floor", 8, 8, "score"),
        ("terms.ceiling", 8, 8, "score"),
        ("terms.coverage", 9, 9, "share"),
        ("terms.evidenced", 10, 0, "score"),
    )
    if framework.display.to_target:
        yield from batch.columns(("terms.to-target", 9, 9, "share"))
    if framework.levels:
        yield Column(title=batch.word("level-reached"), id="level_title", width=15, share=15, kind="middle")
        yield Column(title=batch.word("level-id"), id="level", in_list=True)
    for state in ("missed", "unanswered"):
        yield Column(
            title=batch.word(f"red-lines-{state}"), id=f"red_lines_{state}_count", width=10, share=10, kind="count"
        )
        yield Column(title=batch.word(f"which-red-lines-{state}"), id=f"red_lines_{state}", in_list=True)
    if batch.with_own_targets:
        yield Column(title=batch.word("own.batch-reached"), id="own_targets_reached", width=11, share=11, kind="middle")
    yield from _firm(batch)
    yield from batch.columns(
        ("tier", 6, 0, "count"),
        ("reason", 15, 15, "middle"),
        ("terms.file", 30, 0, "text"),
        ("gates-failed", 20, 0, "text"),
    )
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
    name = f"profile.{question.id}"
    return Column(title=title, id=name, width=14 if seen else 0, share=share, kind="middle", in_list=True)


def _station(
    batch: Batch, place: Place, entry: Assessment | Standing, levels: dict[str, str]
) -> Iterator[Content | Cell]:
    node, lines = entry.index, entry.not_kept
    none = batch.word("batch.no-level")
    yield from (place.rank, batch.word("terms.yes") if place.tied else "", entry.station)
    if asks_level(batch.cohort):
        yield from (place.in_level, place.of_level)
    for question in batch.framework.profile:
        yield answer(question, entry.profile.get(question.id), question.options, batch.language)
    yield from (node.score, node.floor, node.ceiling, node.coverage, node.evidenced)
    if batch.framework.display.to_target:
        yield node.to_target
    if levels:
        missing = NOTHING if node.withheld is not None else none
        yield from (levels[entry.level], entry.level) if entry.level else (missing, missing)
    for state in ("missed", "unanswered"):
        ids = [name for name, found in lines.items() if found == state]
        yield Cell(content=len(ids), tone="red") if ids and state == "missed" else len(ids)
        yield batch.joined(*ids)
    if batch.with_own_targets:
        yield batch.word("own.of", reached=entry.own_sum.reached, set=entry.own_sum.set) if entry.own_sum else ""
    yield from (place.low, place.high, place.top_share, place.tier)
    why = why_none(batch.framework, entry, node, batch.language)
    yield why or (batch.word(f"unranked-{place.reason}") if place.reason else "")
    yield from (entry.file, batch.joined(*batch.failed.get((entry.station, entry.file), ())), "")
    mixed = batch.overview.ranking.mixed if place.rank is not None else ()
    titles = batch.joined(*(batch.framework.question[name].title.in_(batch.language) for name in mixed))
    yield batch.word("mixed-ranks", questions=titles) if titles else ""
    yield from (entry.counts[outcome] for outcome in OUTCOMES)
    yield from (found.score for found in (*entry.chapters, *entry.measures))
    if batch.framework.display.to_target:
        yield from (found.to_target for found in entry.chapters)


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
        Column(title=batch.called[each.id], width=6.5, kind="heat", turned=True) for each in batch.framework.measures
    )
    return _scores(batch, "heat", tuple(columns), lambda entry: entry.measures)


def chapters(batch: Batch) -> Section:
    """Every station and every chapter."""
    columns = (Column(title=batch.called[each.id], width=16, kind="heat") for each in batch.framework.chapters)
    return _scores(batch, "chapters", tuple(columns), lambda entry: entry.chapters)


def _scores(batch: Batch, key: str, columns: tuple[Column, ...], nodes: Nodes) -> Section:
    within: tuple[Spec, ...] = (("in-level", 8, 0, "count"),) if asks_level(batch.cohort) else ()
    head = batch.columns(
        ("rank", 7, 0, "count"), *within, ("terms.station", 24, 0, "text"), ("terms.index", 8, 0, "score")
    )

    def rows() -> Iterator[Row]:
        for place, entry in batch.by_rank:
            ranks = (place.rank, place.in_level) if within else (place.rank,)
            yield Row(cells=(*ranks, entry.station, entry.index.score, *(node.score for node in nodes(entry))))

    table = Table(columns=(*head, *columns), rows=Rows(rows), frozen=len(head))
    return batch.listed(key, table, notes=batch.mixed, where="sheet")
