"""What a number is, for reading and for scoring alike: fifteen significant digits, as in a sheet."""

_EXACT = 1e15  # whole numbers below it have no more than fifteen digits


def tidy(number: float) -> float:
    """Rounded to 15 significant digits, as spreadsheets show and compare numbers.

    Decimal shares such as 0.15 are not exact in binary; a sum of them that is 0.5 on paper must not come
    out as 0.5000000000000001, which would be above 50%. The error of a correctly rounded sum of
    non-negative terms is below 2.3e-16 of it, well under half a unit of the fifteenth digit.
    """
    if -_EXACT < number < _EXACT and number == int(number):
        return float(number)
    return float(f"{number:.15g}")
