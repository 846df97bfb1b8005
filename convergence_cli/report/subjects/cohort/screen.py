"""A batch on a terminal and in a log: what it comes to first and last, between them the stations that need a look,
what was noticed of several together, and what could not be judged, each kind of it once.
"""

import math
from collections.abc import Callable, Iterator
from typing import Literal, get_args

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.framework import RedLineState
from convergence_cli.model.kind import LEVEL
from convergence_cli.model.ranking import Place
from convergence_cli.model.standing import Standing
from convergence_cli.report.cells import Content, Kind
from convergence_cli.report.document import Block, Column, Document, Paragraph, Row, Section, Table
from convergence_cli.report.figures import NOTHING, score
from convergence_cli.report.mixed import mixed_lines, within_level
from convergence_cli.report.subjects.cohort.tallies import failure_lines, remark_lines, totals
from convergence_cli.texts import say
from convergence_cli.value import value

Sort = Literal["index", "rank", "name", "file", "red-lines"]
"""index: the lowest first. red-lines: the most missed first."""
SORTS: tuple[Sort, ...] = get_args(Sort)
SHOWN = 20


@value
class Listing:
    """Which stations are listed, and in which order; all others are counted."""

    sort: Sort = "index"
    top: int | None = SHOWN
    """The first so many; None: all."""
    only_failed: bool = False
    """Those alone that failed a gate."""


WORST = Listing()


def document(cohort: Cohort, listing: Listing = WORST) -> Document:
    """The list of stations, and counts that add up."""
    language = cohort.language
    remarks, failures = remark_lines(cohort), failure_lines(cohort, each=listing.top is None)
    summed = tuple(Paragraph(text=text) for text in totals(cohort))
    told: tuple[tuple[str, tuple[Block, ...]], ...] = (
        ("", summed),
        ("", tuple(_listed(cohort, listing))),
        ("", tuple(Paragraph(text=text) for text in mixed_lines(cohort))),
        (say(language, "batch.remarks", count=len(remarks)), _items(remarks)),
        (say(language, "batch.failures", count=f"{len(cohort.failures):,}"), _items(failures)),
        ("", summed if cohort.entries else ()),
    )
    sections = tuple(Section(title=title, blocks=blocks) for title, blocks in told if blocks)
    return Document(framework=cohort.framework, language=language, sections=sections)


def _items(texts: list[str]) -> tuple[Block, ...]:
    return tuple(Paragraph(text=text, tone="item") for text in texts)


Pair = tuple[Assessment | Standing, Place | None]

_KEYS: dict[Sort, Callable[[Pair], object]] = {
    "index": lambda pair: -1.0 if pair[0].index.score is None else pair[0].index.score,
    "rank": lambda pair: pair[1].rank or math.inf if pair[1] else math.inf,
    "name": lambda pair: (pair[0].station, pair[0].file),
    "file": lambda pair: pair[0].file,
    "red-lines": lambda pair: (-list(pair[0].not_kept.values()).count("missed"), -len(pair[0].not_kept)),
}


def _listed(cohort: Cohort, listing: Listing) -> Iterator[Block]:
    """The stations that were asked for, the first of them; equal ones stay in the order of the run."""
    places = cohort.overview.ranking.places if cohort.overview else (None,) * len(cohort.stations)
    failed = {(gate.station, gate.file) for gate in cohort.verdict.gates if not gate.passed}
    pairs = [
        pair
        for pair in zip(cohort.stations, places, strict=True)
        if not listing.only_failed or (pair[0].station, pair[0].file) in failed
    ]
    pairs.sort(key=_KEYS[listing.sort])  # type: ignore[arg-type]
    shown = pairs[: listing.top]
    if not shown:
        return
    by = say(cohort.language, f"batch.by-{listing.sort}")
    which = "listed-failed" if listing.only_failed else "listed"
    facts = {"shown": f"{len(shown):,}", "count": f"{len(pairs):,}", "by": by}
    yield Paragraph(text=say(cohort.language, f"batch.{which}", **facts))
    yield _table(cohort, shown)
    if len(shown) < len(pairs):
        yield Paragraph(text=say(cohort.language, "terms.more", count=f"{len(pairs) - len(shown):,}"))


def _table(cohort: Cohort, pairs: list[Pair]) -> Table:
    overview = cohort.overview
    within = bool(overview and LEVEL in overview.ranking.mixed)
    own = cohort.with_own_targets
    twice = len({entry.station for entry in cohort.stations}) < len(cohort.stations)
    kinds: dict[str, Kind] = {
        "terms.station": "text",
        **({"terms.file": "text"} if twice else {}),
        "batch.rank": "middle",
        **({"batch.in-level": "middle"} if within else {}),
        "terms.level": "middle",
        "terms.index": "score",
        "batch.bounds": "middle",
        "terms.coverage": "share",
        **({"terms.to-target": "share"} if cohort.framework.display.to_target else {}),
        "batch.red-lines": "middle",
        **({"own.batch-reached": "middle"} if own else {}),
    }
    columns = tuple(Column(title=say(cohort.language, key), kind=kind, share=1) for key, kind in kinds.items())
    rows = (
        Row(cells=tuple(_cells(cohort, judged, place, within=within, own=own, twice=twice))) for judged, place in pairs
    )
    return Table(columns=columns, rows=tuple(rows))


def _cells(
    cohort: Cohort, judged: Assessment | Standing, place: Place | None, *, within: bool, own: bool, twice: bool
) -> Iterator[Content]:
    node = judged.index
    yield judged.station
    if twice:
        yield judged.file
    yield f"{place.rank}{'=' if place.tied else ''} ({place.low}-{place.high})" if place and place.rank else NOTHING
    if within:
        yield within_level(place)
    yield from (judged.level or NOTHING, node.score, f"{score(node.floor)}-{score(node.ceiling)}")
    yield node.coverage
    if cohort.framework.display.to_target:
        yield node.to_target
    yield "/".join(str(list(judged.not_kept.values()).count(state)) for state in get_args(RedLineState))
    if own:
        found = judged.own_sum
        yield say(cohort.language, "own.of", reached=found.reached, set=found.set) if found else NOTHING
