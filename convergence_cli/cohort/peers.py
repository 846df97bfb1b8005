"""Stations among their peers: groups by level, by province and by both.

A group says how many it is, and nothing more below five ranked stations: a median of three is an anecdote,
and tells the three about each other. "4th of 7" needs no more than seven; a percentile is spoken of from
twenty up, where one place is no more than five per cent.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from convergence_cli.cohort.distribution import spreads
from convergence_cli.cohort.marks import Marks
from convergence_cli.cohort.ranking import competition, mixed
from convergence_cli.model.framework import Framework
from convergence_cli.model.kind import peer_questions, same_place
from convergence_cli.model.ranking import PeerGroup, PeerPlace, Peers, Quartiles, Ranking
from convergence_cli.value import value

if TYPE_CHECKING:
    from pandas import DataFrame

SMALLEST = 5
PERCENTILE_FROM = 20


@value
class _Group:
    by: tuple[str, ...]
    answers: tuple[str, ...]
    members: tuple[int, ...]


def peers(framework: Framework, marks: Marks, ranking: Ranking) -> Peers:
    """Every group of one question, and those of two that are large enough and not the same stations again.

    Groups of one question come first, each question's in the order of its options, or of their names.
    """
    ranked = {place.position for place in ranking.places if place.rank is not None}
    questions = {question.id: list(question.options) for question in framework.profile}
    found: list[_Group] = []
    seen: set[tuple[int, ...]] = set()
    for by in (*((name,) for name in peer_questions(framework)), *combinations(peer_questions(framework), 2)):
        groups = _groups(marks, by, [questions[question] for question in by])
        if len(by) > 1:
            groups = [
                group
                for group in groups
                if group.members not in seen and len(ranked.intersection(group.members)) >= SMALLEST
            ]
        found.extend(groups)
        seen.update(group.members for group in groups)
    return Peers(
        smallest=SMALLEST,
        percentile_from=PERCENTILE_FROM,
        groups=tuple(_described(framework, marks, group, ranked) for group in found),
    )


def _groups(marks: Marks, by: tuple[str, ...], options: list[list[str]]) -> list[_Group]:
    """One for each combination of answers; a station that left a question blank is in none."""
    members: dict[tuple[tuple[int, str], ...], list[int]] = defaultdict(list)
    for position, profile in enumerate(marks.profiles):
        given = [answer for question in by if isinstance(answer := profile.get(question), str)]
        if len(given) == len(by):
            members[tuple(map(_order, given, options))].append(position)
    return [
        _Group(by=by, answers=tuple(_usual(marks, question, inside) for question in by), members=tuple(inside))
        for _, inside in sorted(members.items())
    ]


def _order(answer: str, options: list[str]) -> tuple[int, str]:
    """An option's place in its list; a free text by what it means."""
    return (options.index(answer), "") if answer in options else (len(options), same_place(answer))


def _usual(marks: Marks, question: str, members: Sequence[int]) -> str:
    """The answer as most of them wrote it; of equally many the longest, then the first in order."""
    written = Counter(str(marks.profiles[position][question]).strip() for position in members)
    return min(written, key=lambda text: (-written[text], -len(text), text))


def _described(framework: Framework, marks: Marks, group: _Group, ranked: set[int]) -> PeerGroup:
    members = [position for position in group.members if position in ranked]
    shown = len(members) >= SMALLEST
    return PeerGroup(
        by=group.by,
        answers=group.answers,
        stations=len(group.members),
        ranked=len(members),
        mixed=mixed(framework, marks, members),
        scores=_scores(framework, marks, members) if shown else (),
        places=_places(framework, marks, members) if shown else (),
    )


def _scores(framework: Framework, marks: Marks, members: Sequence[int]) -> tuple[Quartiles, ...]:
    from pandas import DataFrame

    names = ["index", *(chapter.id for chapter in framework.chapters)]
    rows = [(marks.index[position], *marks.chapters[position]) for position in members]
    return quartiles(DataFrame(rows, columns=names, dtype=float))


def quartiles(scores: "DataFrame") -> tuple[Quartiles, ...]:
    """Median and quartiles of each column's scores that are there; None below the smallest group."""
    return tuple(
        Quartiles(id=name, stations=found.stations, lower=found.lower, median=found.median, upper=found.upper)
        if found.stations >= SMALLEST
        else Quartiles(id=name, stations=found.stations, lower=None, median=None, upper=None)
        for name, found in zip(scores, spreads(scores), strict=True)
    )


def _places(framework: Framework, marks: Marks, members: Sequence[int]) -> tuple[PeerPlace, ...]:
    ranks, tied = competition(
        [score for position in members if (score := marks.index[position]) is not None], framework.display
    )
    many = len(members) >= PERCENTILE_FROM
    at = Counter(ranks)
    return tuple(
        PeerPlace(
            position=position,
            rank=rank,
            tied=shared,
            # Below it are all but those above (rank - 1 of them) and those that share its rank.
            percentile=100 * (len(members) - (rank - 1) - at[rank]) / (len(members) - 1) if many else None,
        )
        for position, rank, shared in zip(members, ranks, tied, strict=True)
    )
