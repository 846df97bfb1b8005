"""Cells by which the reader of a page filters a list: words in the order of what they say, not of the alphabet."""

from typing import get_args

from convergence_cli import policy
from convergence_cli.model.framework import Indicator, Obligation, RedLineState
from convergence_cli.report.cells import Cell
from convergence_cli.report.teller import Teller

_STATES: tuple[RedLineState | None, ...] = ("missed", "unanswered", None)


def by_chapter(teller: Teller, chapter: str) -> Cell:
    """A chapter, by its id."""
    order = [each.id for each in teller.framework.chapters].index(chapter)
    return Cell(content=teller.called[chapter], order=order)


def by_red_line(teller: Teller, state: RedLineState | None) -> Cell:
    """Whether a red line is missed, or else unanswered; None: neither, or there is none."""
    return Cell(content=teller.word(f"page.red-{state or 'no'}"), order=_STATES.index(state))


def by_obligation(teller: Teller, item: Indicator) -> Cell:
    """How binding an indicator is."""
    order = get_args(Obligation).index(item.obligation) if item.obligation else None
    return Cell(content=policy.obligation(item, teller.language), order=order)


def by_effort(teller: Teller, item: Indicator) -> Cell:
    """How much work it is."""
    return Cell(content=policy.effort(item, teller.language), order=item.effort)
