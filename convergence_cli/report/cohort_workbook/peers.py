"""Stations among their kind: figures of every group, and each station's place in its groups."""

from collections.abc import Iterator

from convergence_cli.model.ranking import PeerGroup
from convergence_cli.report.book.draft import Cell
from convergence_cli.report.book.listing import Column
from convergence_cli.report.cohort_workbook.draft import CohortDraft

_QUARTILES = ("lower", "median", "upper")


def write_peers(draft: CohortDraft) -> None:
    """Every group: who it is, how many, and the quartiles of index and chapters where it is large enough."""
    titles = (draft.word("terms.index"), *(chapter.title.in_(draft.language) for chapter in draft.framework.chapters))
    fields = (
        *draft.columns(("by", 20, "text"), ("group", 24, "text")),
        *draft.columns(("stations", 8, "count"), ("ranked", 8, "count"), ("figures", 22, "text")),
        *(
            Column(title=draft.word(f"of-{key}", title=title), width=12, kind="score")
            for title in titles
            for key in _QUARTILES
        ),
    )
    rows = (_row(draft, group) for group in draft.overview.peers.groups)
    draft.listed("peers", fields, rows, 2, wide=True, smallest=draft.overview.peers.smallest)


def write_peer_places(draft: CohortDraft) -> None:
    """Every ranked station in every group that has figures."""
    fields = draft.columns(
        ("by", 22, "text"),
        ("group", 26, "text"),
        ("terms.station", 28, "text"),
        ("peer-place", 16, "middle"),
        ("rank", 8, "count"),
        ("tied", 8, "middle"),
        ("percentile", 10, "score"),
        ("terms.index", 9, "score"),
        ("terms.file", 30, "text"),
    )
    draft.listed("peer-places", fields, _places(draft), 3, percentile_from=draft.overview.peers.percentile_from)


def _row(draft: CohortDraft, group: PeerGroup) -> tuple[Cell, ...]:
    number = len(draft.framework.chapters) + 1
    figures: tuple[Cell, ...] = tuple(getattr(each, key) for each in group.scores for key in _QUARTILES)
    said = draft.word("hidden", smallest=draft.overview.peers.smallest) if group.hidden else draft.word("shown")
    return (*_named(draft, group), group.stations, group.ranked, said, *(figures or (None,) * number * len(_QUARTILES)))


def _named(draft: CohortDraft, group: PeerGroup) -> tuple[str, str]:
    """What a group goes by, and its answers in words."""
    questions = {question.id: question for question in draft.framework.profile}
    answers = (
        questions[name].options[given].in_(draft.language) if given in questions[name].options else given
        for name, given in zip(group.by, group.answers, strict=True)
    )
    separator = draft.word("terms.list-separator")
    return separator.join(questions[name].title.in_(draft.language) for name in group.by), separator.join(answers)


def _places(draft: CohortDraft) -> Iterator[tuple[Cell, ...]]:
    for group in draft.overview.peers.groups:
        named = _named(draft, group)
        for place in sorted(group.places, key=lambda place: place.rank):
            entry = draft.stations[place.position]
            yield (
                *named,
                entry.station,
                draft.word("place-of", rank=place.rank, ranked=group.ranked),
                place.rank,
                draft.word("terms.yes") if place.tied else "",
                place.percentile,
                entry.index.score,
                entry.file,
            )
