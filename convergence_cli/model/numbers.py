"""What a number is, for reading, scoring and ranking alike, and what of it is printed."""

import math
from collections.abc import Sequence

FULL = 100.0
"""Full points, and a full score."""
_EXACT = 1e15  # whole numbers below it have no more than fifteen digits
FINEST = 10**10
"""A score counts in whole parts of this; what is finer is the last bit of arithmetic."""
TENTH = FINEST // 10
LAST_BITS = 1e-9
"""Numbers that are no further apart than this are the same on paper; the rest is the last bits of arithmetic."""
_TELLING = 9
"""So many decimals tell apart whatever is not the same but for the last bits."""
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


def same(one: float | None, other: float | None) -> bool:
    """Whether two numbers are the same on paper, or neither is there: last bits differ from machine to machine."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=LAST_BITS, abs_tol=LAST_BITS)


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


def rounded(number: float, decimals: int = 1) -> float:
    """Half up on either side of zero, with no minus before nothing; ten decimals first, as `tenths`."""
    unit: int = FINEST // 10**decimals
    size = (round(abs(number) * FINEST) + unit // 2) // unit
    return (-size if number < 0 else size) / (FINEST // unit)


def side_by_side(have: float, need: float, decimals: int = 1) -> tuple[str, str]:
    """A score (0-100) and what it is held to, as printed: so many decimals, or as few more as tell the two apart.

    The two texts are to each other as the two numbers are: the one is below the other where it falls short by more
    than the last bits of arithmetic, and not otherwise.
    """
    short = have < need - LAST_BITS
    for places in range(decimals, _TELLING + 1):
        one, other = (score_tenths(each) / 10 if places == 1 else rounded(each, places) for each in (have, need))
        if (one < other) == short:
            break
    return f"{one:.{places}f}", f"{other:.{places}f}"


def decimals_of(number: float) -> int:
    """How many decimals a number has as somebody typed it."""
    return len(f"{number:.9f}".rstrip("0").partition(".")[2])


def parts_of(total: float, numbers: Sequence[float], full: int = 1000) -> tuple[float, ...]:
    """The parts of a printed total, so rounded that they add up to it; 100 is `full` units of what is printed.

    By largest remainders: every part is cut off downwards, and what is then missing goes to those that lost most.
    What is nothing stays nothing, and parts of one size keep their order. `total` is a whole number of units.
    """
    unit = FINEST * 100
    fine = [round(number * FINEST) * full for number in numbers]
    whole = [number // unit for number in fine]
    sharing = [at for at, number in enumerate(fine) if number] or list(range(len(fine)))
    if not sharing:
        return ()
    each, more = divmod(round(total * full / 100) - sum(whole), len(sharing))
    most = sorted(sharing, key=lambda at: -(fine[at] % unit))[:more]
    for at in sharing:
        whole[at] += each + (at in most)
    return tuple(number * 100 / full for number in whole)
