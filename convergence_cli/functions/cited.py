"""What thresholds rest on: a source beside a band says where it comes from, and earns nothing."""

from collections.abc import Iterator
from dataclasses import replace

from convergence_cli.functions.by import each
from convergence_cli.model.framework import Indicator
from convergence_cli.model.question import Citation
from convergence_cli.model.score import Score
from convergence_cli.value import value


@value
class Cited:
    """One source of an indicator, where it stands in the YAML, and of which option or points it is, if of any."""

    path: tuple[str | int, ...]
    citation: Citation
    option: str | None = None
    points: float | None = None


def citations(item: Indicator) -> tuple[Cited, ...]:
    """All that an indicator, its options and its thresholds rest on."""
    return tuple(_citations(item))


def _citations(item: Indicator) -> Iterator[Cited]:
    if item.source is not None:
        yield Cited(path=("source",), citation=item.source)
    for option, citation in item.ask.sources.items():
        yield Cited(path=("ask", "sources", option), citation=citation, option=option)
    for path, score in each(item.score):
        for place, band in enumerate(score.bands or ()):
            if band.source is not None:
                points = band.otherwise if band.points is None else band.points
                at: tuple[str | int, ...] = ("score", *path, "bands", place, "source")
                yield Cited(path=at, citation=band.source, points=points)


def uncited(score: Score) -> Score:
    """The same score without what its thresholds rest on."""
    bands = None if score.bands is None else tuple(replace(band, source=None) for band in score.bands)
    by = {
        question: {option: uncited(own) for option, own in functions.items()}
        for question, functions in (score.by or {}).items()
    }
    return replace(score, bands=bands, by=by or None)
