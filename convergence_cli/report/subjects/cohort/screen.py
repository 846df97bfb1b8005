"""A batch on a terminal: its stations, a line each, what was noticed of them together, what could not be judged."""

import math
from collections import Counter
from collections.abc import Iterator
from typing import get_args

from convergence_cli.model.assessment import Assessment, Cohort, Failure
from convergence_cli.model.framework import RedLineState
from convergence_cli.model.kind import LEVEL
from convergence_cli.model.ranking import Place
from convergence_cli.model.standing import Standing
from convergence_cli.report.document import Block, Column, Content, Document, Kind, Paragraph, Row, Section, Table
from convergence_cli.report.figures import NOTHING, score
from convergence_cli.report.mixed import mixed_lines, within_level
from convergence_cli.texts import message, say


def document(cohort: Cohort) -> Document:
    """The list of stations, and counts that add up."""
    language = cohort.language
    remarks = [
        f"{judged.file}  {message(language, item)}"
        for judged in cohort.stations
        if isinstance(judged, Standing)
        for item in judged.remarks
    ]
    failures = [f"{failure.file}  {_why(cohort, failure)}" for failure in cohort.failures]
    told: tuple[tuple[str, tuple[Block, ...]], ...] = (
        ("", (_table(cohort),) if cohort.stations else ()),
        ("", tuple(Paragraph(text=text) for text in mixed_lines(cohort))),
        (say(language, "batch.remarks", count=len(remarks)), _items(remarks)),
        (say(language, "batch.failures", count=len(failures)), _items(failures)),
        ("", tuple(_counts(cohort))),
    )
    sections = tuple(Section(title=title, blocks=blocks) for title, blocks in told if blocks)
    return Document(framework=cohort.framework, language=language, sections=sections)


def _items(texts: list[str]) -> tuple[Block, ...]:
    return tuple(Paragraph(text=text, tone="item") for text in texts)


def _table(cohort: Cohort) -> Table:
    overview = cohort.overview
    places = overview.ranking.places if overview else (None,) * len(cohort.stations)
    within = bool(overview and LEVEL in overview.ranking.mixed)
    own = cohort.with_own_targets
    kinds: dict[str, Kind] = {
        "terms.station": "text",
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
    # The ranked by their rank, then all others; equal ones stay in the order of the run.
    by_rank = sorted(
        zip(cohort.stations, places, strict=True), key=lambda pair: pair[1].rank or math.inf if pair[1] else math.inf
    )
    rows = (Row(cells=tuple(_cells(cohort, judged, place, within=within, own=own))) for judged, place in by_rank)
    return Table(columns=columns, rows=tuple(rows))


def _cells(
    cohort: Cohort, judged: Assessment | Standing, place: Place | None, *, within: bool, own: bool
) -> Iterator[Content]:
    node = judged.index
    yield judged.station
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


def _why(cohort: Cohort, failure: Failure) -> str:
    """The first error, with its cell, and how many more there are; `check` tells them all."""
    errors = failure.errors
    first = errors[0]
    said = " ".join(filter(None, (first.location.place, f"[{first.code}]", message(cohort.language, first))))
    return said if len(errors) == 1 else said + say(cohort.language, "batch.more-errors", count=len(errors) - 1)


def _counts(cohort: Cohort) -> Iterator[Paragraph]:
    stations, failures = len(cohort.stations), len(cohort.failures)
    facts = {"files": f"{stations + failures:,}", "stations": f"{stations:,}", "failures": f"{failures:,}"}
    yield Paragraph(text=say(cohort.language, "batch.counts", **facts))
    if stations and cohort.framework.levels:
        given = [judged for judged in cohort.stations if judged.index.withheld is None]
        reached = Counter(judged.level for judged in given)
        names = [None, *(level.id for level in cohort.framework.levels)]
        parts = (f"{name or say(cohort.language, 'batch.no-level')} {reached[name]:,}" for name in names)
        levels = say(cohort.language, "terms.list-separator").join(parts)
        yield Paragraph(text=say(cohort.language, "batch.levels", levels=levels))
        if len(given) < stations:
            yield Paragraph(text=say(cohort.language, "batch.withheld", count=stations - len(given)))
