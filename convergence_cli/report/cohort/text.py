"""The stations of a batch on the terminal, a line each, and the workbooks that could not be judged."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from convergence_cli.model.assessment import Assessment, Cohort, Failure
from convergence_cli.model.kind import LEVEL
from convergence_cli.model.language import Language
from convergence_cli.model.ranking import Place
from convergence_cli.model.standing import Standing
from convergence_cli.report.figures import score, share
from convergence_cli.report.mixed import mixed_lines, within_level
from convergence_cli.report.problems import printable
from convergence_cli.texts import message, say
from convergence_cli.texts.width import display_width, pad, wrap

_GAP = "  "
_LEAST = 12


def render(cohort: Cohort, width: int = 80) -> str:
    """The list of stations, what was noticed of them together, the failures, and counts that add up."""
    blocks = [
        list(_table(cohort, width)),
        list(_mixed(cohort, width)),
        list(_remarks(cohort, width)),
        list(_failures(cohort, width)),
        list(_counts(cohort, width)),
    ]
    return "\n\n".join("\n".join(printable(line) for line in lines) for lines in blocks if lines) + "\n"


def _table(cohort: Cohort, width: int) -> Iterator[str]:
    if not cohort.stations:
        return
    words = ["station", "rank", "level", "index", "bounds", "coverage", "red-lines"]
    places = cohort.overview.ranking.places if cohort.overview else (None,) * len(cohort.stations)
    rows = [_row(judged, place) for judged, place in zip(cohort.stations, places, strict=True)]
    if cohort.overview and LEVEL in cohort.overview.ranking.mixed:
        words.insert(2, "in-level")
        for row, place in zip(rows, places, strict=True):
            row.insert(2, within_level(place))
    head = [say(cohort.language, f"batch.{word}") for word in words]
    widths = [max(map(display_width, column)) for column in zip(head, *rows, strict=True)]
    widths[0] = min(widths[0], max(_LEAST, width - sum(widths[1:]) - len(_GAP) * (len(widths) - 1)))
    yield _line(head, widths)
    for at in sorted(range(len(rows)), key=lambda at: _order(places[at])):
        yield _line(rows[at], widths)


def _order(place: Place | None) -> float:
    """The ranked by their rank, then all others; equal ones stay in the order of the run."""
    return place.rank if place and place.rank else math.inf


def _row(judged: Assessment | Standing, place: Place | None) -> list[str]:
    node = judged.index
    bounds = f"{score(node.floor)}-{score(node.ceiling)}"
    rank = f"{place.rank}{'=' if place.tied else ''} ({place.low}-{place.high})" if place and place.rank else "—"
    return [
        judged.station,
        rank,
        judged.level or "—",
        score(node.score),
        bounds,
        share(node.coverage),
        "/".join(str(list(judged.not_kept.values()).count(state)) for state in ("missed", "unanswered")),
    ]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """The name at the left, numbers at the right of their columns."""
    first, *rest = cells
    return _GAP.join(
        [
            pad(first, widths[0]),
            *(" " * (width - display_width(cell)) + cell for cell, width in zip(rest, widths[1:], strict=True)),
        ]
    )


def _mixed(cohort: Cohort, width: int) -> Iterator[str]:
    """What is to be known of ranks over several levels or years."""
    for text in mixed_lines(cohort):
        yield from wrap(text, width)


def _remarks(cohort: Cohort, width: int) -> Iterator[str]:
    found = [(judged, item) for judged in cohort.stations if isinstance(judged, Standing) for item in judged.remarks]
    if found:
        yield say(cohort.language, "batch.remarks", count=len(found))
        for judged, item in found:
            yield from _indented(f"{judged.file}  {message(cohort.language, item)}", width)


def _failures(cohort: Cohort, width: int) -> Iterator[str]:
    if cohort.failures:
        yield say(cohort.language, "batch.failures", count=len(cohort.failures))
        for failure in cohort.failures:
            yield from _indented(f"{failure.file}  {_why(failure, cohort.language)}", width)


def _why(failure: Failure, language: Language) -> str:
    """The first error, with its cell, and how many more there are; `check` tells them all."""
    errors = [item for item in failure.problems if item.severity == "error"]
    first = errors[0]
    said = " ".join(part for part in (first.location.place, f"[{first.code}]", message(language, first)) if part)
    return said if len(errors) == 1 else said + say(language, "batch.more-errors", count=len(errors) - 1)


def _counts(cohort: Cohort, width: int) -> Iterator[str]:
    stations, failures = len(cohort.stations), len(cohort.failures)
    facts = {"files": f"{stations + failures:,}", "stations": f"{stations:,}", "failures": f"{failures:,}"}
    yield from wrap(say(cohort.language, "batch.counts", **facts), width)
    if stations and cohort.framework.levels:
        reached = Counter(judged.level for judged in cohort.stations)
        names = [None, *(level.id for level in cohort.framework.levels)]
        parts = (f"{name or say(cohort.language, 'batch.no-level')} {reached[name]:,}" for name in names)
        separator = say(cohort.language, "terms.list-separator")
        yield from wrap(say(cohort.language, "batch.levels", levels=separator.join(parts)), width)


def _indented(text: str, width: int) -> Iterator[str]:
    return ("  " + line for line in wrap(text.replace("\n", " "), width - 2))
