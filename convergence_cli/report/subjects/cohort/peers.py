"""Stations among their kind: figures of every group, and each station's place in its groups."""

from collections.abc import Iterator, Sequence
from functools import partial

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.ranking import PeerGroup
from convergence_cli.report.cells import Content
from convergence_cli.report.document import Column, Row, Rows, Section, Table
from convergence_cli.report.subjects.cohort.batch import Batch
from convergence_cli.texts import say

_QUARTILES = ("lower", "median", "upper")


def peers(batch: Batch) -> Section:
    """Every group: who it is, how many, and the quartiles of index and chapters where it is large enough."""
    found = batch.overview.peers
    titles = (batch.word("terms.index"), *(batch.called[each.id] for each in batch.framework.chapters))
    columns = (
        *batch.columns(("by", 20, 0, "text"), ("group", 24, 0, "text")),
        *batch.columns(("stations", 8, 0, "count"), ("ranked", 8, 0, "count"), ("figures", 22, 0, "text")),
        *(
            Column(title=batch.word(f"of-{key}", title=title), width=12, kind="score")
            for title in titles
            for key in _QUARTILES
        ),
    )
    rows = tuple(Row(cells=tuple(_group(batch, group))) for group in found.groups)
    return batch.listed("peers", Table(columns=columns, rows=rows, frozen=2), where="sheet", smallest=found.smallest)


def _group(batch: Batch, group: PeerGroup) -> Iterator[Content]:
    said = batch.word("hidden", smallest=batch.overview.peers.smallest) if group.hidden else batch.word("shown")
    yield from (*_named(batch, group), group.stations, group.ranked, said)
    figures = [getattr(each, key) for each in group.scores for key in _QUARTILES]
    yield from figures or (None,) * (len(batch.framework.chapters) + 1) * len(_QUARTILES)


def _named(batch: Batch, group: PeerGroup) -> tuple[str, str]:
    """What a group goes by, and its answers in words; besides, whether its stations are of several levels or years."""
    by, named = group_words(batch.framework, batch.language, group.by, group.answers)
    if group.mixed:
        titles = (batch.framework.question[name].title.in_(batch.language) for name in group.mixed)
        named = batch.word("mixed-group", group=named, questions=batch.joined(*titles))
    return by, named


def group_words(framework: Framework, language: Language, by: Sequence[str], answers: Sequence[str]) -> tuple[str, str]:
    """What a group goes by, and its answers, in words."""
    questions = {question.id: question for question in framework.profile}
    said = (
        questions[name].options[given].in_(language) if given in questions[name].options else given
        for name, given in zip(by, answers, strict=True)
    )
    separator = say(language, "terms.list-separator")
    return separator.join(questions[name].title.in_(language) for name in by), separator.join(said)


def peer_places(batch: Batch) -> Section:
    """Every ranked station in every group that has figures."""
    columns = batch.columns(
        ("by", 22, 0, "text"),
        ("group", 26, 0, "text"),
        ("terms.station", 28, 0, "text"),
        ("peer-place", 16, 0, "middle"),
        ("rank", 8, 0, "count"),
        ("tied", 8, 0, "middle"),
        ("percentile", 10, 0, "points"),
        ("terms.index", 9, 0, "score"),
        ("terms.file", 30, 0, "text"),
    )
    table = Table(columns=columns, rows=Rows(partial(_places, batch)), frozen=3)
    return batch.listed("peer-places", table, where="sheet", percentile_from=batch.overview.peers.percentile_from)


def _places(batch: Batch) -> Iterator[Row]:
    for group in batch.overview.peers.groups:
        named = _named(batch, group)
        for place in sorted(group.places, key=lambda place: place.rank):
            entry = batch.stations[place.position]
            among = batch.word("place-of", rank=place.rank, ranked=group.ranked)
            tied = batch.word("terms.yes") if place.tied else ""
            figures = (place.rank, tied, place.percentile, entry.index.score)
            yield Row(cells=(*named, entry.station, among, *figures, entry.file))
