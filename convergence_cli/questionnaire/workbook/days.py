"""Days and times of workbooks: numbers that count days, and days that are written out."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet's days have no zone
_DAY = 86_400
_LEAP = 60  # Sheets count 29 February 1900, which was not.
_LAST_DAY = 2_958_466
_FROM_1904 = 1462


@lru_cache(maxsize=1024)
def day_of(number: float, *, from_1904: bool) -> date | datetime | time | None:
    """The day that a number stands for, the time where it is less than one; None where there is none."""
    if from_1904:
        number += _FROM_1904
    # To the nearest second: half past twelve, as a part of a day, may be a little less.
    seconds = round(number * _DAY) if 0 <= number < _LAST_DAY else -1
    days, rest = divmod(seconds, _DAY)
    if not 0 <= days < _LAST_DAY or days == _LEAP:
        return None
    moment = _DAY_ZERO + timedelta(days=days if days > _LEAP else days + 1, seconds=rest)
    if number < 1:
        return moment.time()
    return moment if rest else moment.date()


def day_in(text: str) -> date | datetime | None:
    """A day or a moment in ISO form, as seen on the clock that it names; None for what is none."""
    try:
        return date.fromisoformat(text) if len(text) == len("2025-01-01") else _moment(text)
    except ValueError:
        return None


def _moment(text: str) -> date | datetime:
    moment = datetime.fromisoformat(text).replace(tzinfo=None)
    return moment.date() if moment.time() == time() else moment
