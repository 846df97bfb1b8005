"""How many stations stand where: numbers from 0 to 100 in bins of ten."""

from collections import Counter
from collections.abc import Iterable

from convergence_cli.model.gaps import Bin
from convergence_cli.model.numbers import FULL_TENTHS, score_tenths

_WIDTH = 10


def histogram(numbers: Iterable[float | None]) -> tuple[Bin, ...]:
    """Bins of ten from 0 to 100, by what is printed: 69.96 prints as 70.0 and stands with the seventies.

    A full 100 stands in the last bin; None stands nowhere.
    """
    full = FULL_TENTHS // 10
    last = full // _WIDTH - 1
    counts = Counter(min(last, score_tenths(number) // (10 * _WIDTH)) for number in numbers if number is not None)
    return tuple(Bin(from_=at * _WIDTH, to=(at + 1) * _WIDTH, stations=counts[at]) for at in range(last + 1))
