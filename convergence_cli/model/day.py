"""A day as it is written everywhere: YYYY-MM-DD."""

from datetime import date


def is_day(text: str) -> bool:
    """Whether a text is a day that the calendar has, written in full."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
