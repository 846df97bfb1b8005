"""What a number is, for reading, scoring and ranking alike, and what of it is printed."""

_EXACT = 1e15  # whole numbers below it have no more than fifteen digits
FINEST = 10**10
"""A score counts in whole parts of this; what is finer is the last bit of arithmetic."""
TENTH = FINEST // 10
FULL_TENTHS = 1000
"""A full score, 100.0, in tenths."""


def tidy(number: float) -> float:
    """Rounded to 15 significant digits, as spreadsheets show and compare numbers.

    Decimal shares such as 0.15 are not exact in binary; a sum of them that is 0.5 on paper must not come
    out as 0.5000000000000001, which would be above 50%. The error of a correctly rounded sum of
    non-negative terms is below 2.3e-16 of it, well under half a unit of the fifteenth digit.
    """
    given = float(number)
    return given if given.is_integer() and -_EXACT < given < _EXACT else float(f"{number:.15g}")


def tenths(number: float) -> int:
    """A number from 0 up in tenths, half up: 59.95 is 600.

    Ten decimals first: 59.949999999999996 is 59.95 with the last bit of arithmetic on it.
    """
    return (round(number * FINEST) + TENTH // 2) // TENTH


def score_tenths(number: float) -> int:
    """A score (0-100) in tenths, as every report prints it: half up, but never up to a full 100 that was not reached.

    Two stations with the same tenths have the same score on paper and share a rank.
    """
    rounded = tenths(number)
    reached = round(number * FINEST) >= 100 * FINEST
    return FULL_TENTHS - 1 if rounded == FULL_TENTHS and not reached else rounded
