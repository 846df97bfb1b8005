"""How numbers of many stations lie: quartiles and bins, by pandas' own methods."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from convergence_cli.model.display import shown
from convergence_cli.model.gaps import Bin, Spread
from convergence_cli.model.numbers import FULL_TENTHS, score_tenths

if TYPE_CHECKING:
    from pandas import DataFrame

_WIDTH = 10


def spreads(scores: "DataFrame") -> tuple[Spread, ...]:
    """Of each column: the lowest, the quartiles, the highest and the mean of the scores that there are.

    Quartiles are interpolated between the two nearest scores, as a spreadsheet's QUARTILE.INC does.
    """
    found = scores.quantile([0.0, 0.25, 0.5, 0.75, 1.0]).T
    numbers = found.assign(mean=scores.mean(), stations=scores.count())
    return tuple(
        Spread(
            **dict(zip(("low", "lower", "median", "upper", "high", "mean"), known(row), strict=True)),
            stations=int(stations),
        )
        for *row, stations in numbers.itertuples(index=False)
    )


def known(numbers: Iterable[float]) -> tuple[float | None, ...]:
    """Numbers as the model has them: None for NaN."""
    return tuple(None if number != number else float(number) for number in numbers)


def histogram(numbers: Iterable[float | None]) -> tuple[Bin, ...]:
    """Ten bins from 0 to 100, by what is printed: 69.96 prints as 70.0 and stands with the seventies.

    A full 100 stands in the last bin; None stands nowhere. Of what is printed on a scale of its own, a bin is a tenth.
    """
    import pandas as pd

    edges = range(0, FULL_TENTHS + 1, 10 * _WIDTH)
    tenths = [score_tenths(shown().printed(number)) for number in numbers if number is not None and number == number]
    printed = pd.Series(tenths, dtype="int64").clip(upper=FULL_TENTHS - 1)
    counts = pd.cut(printed, list(edges), right=False).value_counts(sort=False)
    return tuple(
        Bin(from_=start // _WIDTH, to=start // _WIDTH + _WIDTH, stations=int(count))
        for start, count in zip(edges, counts, strict=False)
    )
