"""What a page of many stations draws in a cell: a score and how far it could reach, a spread, outcomes."""

from collections.abc import Mapping

from convergence_cli.model.assessment import Node, Outcome
from convergence_cli.model.gaps import Spread
from convergence_cli.model.numbers import FULL
from convergence_cli.report import figures
from convergence_cli.report.cells import Band, Cell, Strip
from convergence_cli.report.teller import Teller

_MEDIAN_WIDTH = 1.2


def drawn_score(teller: Teller, node: Node, why: str) -> Cell:
    """A score, and behind it how far it could reach if every blank were answered in full; else why there is none."""
    if node.score is None or node.ceiling is None:
        return Cell(content=why or teller.word("page.nothing-in-play"))
    said = teller.word("page.bar-says", score=figures.score(node.score), ceiling=figures.score(node.ceiling))
    bands = (("track", 0.0, FULL), ("reach", 0.0, node.ceiling), ("fill", 0.0, node.score))
    return _strip(said, *bands)


def drawn_spread(teller: Teller, found: Spread) -> Cell:
    """From the lowest to the highest, between the quartiles, and the median."""
    numbers = (found.low, found.lower, found.median, found.upper, found.high)
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return Cell(content=teller.word("page.nothing-in-play"))
    low, lower, median, upper, high = known
    words = dict(zip(("low", "first", "median", "third", "high"), map(figures.score, known), strict=True))
    middle = ("middle", median - _MEDIAN_WIDTH / 2, median + _MEDIAN_WIDTH / 2)
    bands = (("track", 0.0, FULL), ("range", low, high), ("reach", lower, upper), middle)
    return _strip(teller.word("page.box-says", **words), *bands)


def drawn_outcomes(teller: Teller, counts: Mapping[Outcome, int]) -> Cell:
    """How many have each outcome, one beside the other."""
    total, before, bands = sum(counts.values()), 0, []
    for outcome, count in counts.items():
        if count:
            bands.append((outcome, FULL * before / total, FULL * (before + count) / total))
            before += count
    return _strip(counted(teller, counts), *bands)


def counted(teller: Teller, counts: Mapping[Outcome, int]) -> str:
    """The same in words."""
    said = (f"{teller.word(f'terms.{outcome}')} {count}" for outcome, count in counts.items() if count)
    return teller.word("terms.list-separator").join(said)


def _strip(said: str, *bands: tuple[str, float, float]) -> Cell:
    drawn = tuple(Band(tone=tone, start=start, end=end) for tone, start, end in bands)
    return Cell(content=said, strip=Strip(bands=drawn, says=said))
