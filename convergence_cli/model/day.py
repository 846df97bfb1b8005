"""A day as it is written everywhere: YYYY-MM-DD."""

from calendar import monthrange
from datetime import date, timedelta


def is_day(text: str) -> bool:
    """Whether a text is a day that the calendar has, written in full."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def months_on(day: str, months: int, *, less: int = 0) -> str:
    """The day so many months later, and then so many days less: of the last day of a month the last one there is."""
    first = date.fromisoformat(day)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return (date(year, month + 1, min(first.day, last)) - timedelta(days=less)).isoformat()
