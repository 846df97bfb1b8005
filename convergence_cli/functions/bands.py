"""`bands`: steps, best first; the first whose condition holds gives the points."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from convergence_cli.functions.function import Case, Found, Function, Working, points_fault
from convergence_cli.functions.reach import Reach, Several
from convergence_cli.functions.shape import Curve, Form, Shape
from convergence_cli.functions.typed import grain, within
from convergence_cli.functions.words import Amount, Listed, Phrase, Points, Words, phrase
from convergence_cli.model.framework import Indicator
from convergence_cli.model.numbers import FULL, tidy
from convergence_cli.model.question import NUMERIC_TYPES, Ask
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Band
from convergence_cli.value import value

_DATE = re.compile(r"^\d{4}-\d\d-\d\d$")


@value
class _Condition:
    """What a band asks of an answer."""

    name: str
    limit: Any
    rising: bool
    """Whether more is better."""
    strict: bool
    """Whether the limit itself is short of the band; at one limit the stricter band comes first."""


def _conditions(band: Band) -> list[_Condition]:
    """The conditions of a band: one, or none for `otherwise`; lint refuses more."""
    named = (
        ("above", band.above, True, True),
        ("from", band.from_, True, False),
        ("below", band.below, False, True),
        ("up-to", band.up_to, False, False),
    )
    return [
        _Condition(name=name, limit=limit, rising=rising, strict=strict)
        for name, limit, rising, strict in named
        if limit is not None
    ]


class Bands(Function[tuple[Band, ...]]):
    """Steps on a number or a date."""

    fits = NUMERIC_TYPES | {"date"}

    @classmethod
    def turns(cls, part: tuple[Band, ...]) -> Iterable[object]:
        """Every limit of a band."""
        return (limit for band in part for limit in (band.above, band.from_, band.below, band.up_to))

    def points(self, answer: Answered) -> float:
        return _earned(self.part[_place(self.part, answer)])

    def better(self, ask: Ask, answer: Answered | None) -> Reach:
        """The first answer of each band, coming from the worse side; `otherwise` earns more than nothing answered."""
        conditions = [condition for band in self.part[::-1] for condition in _conditions(band)]
        edges = (_edge(ask, condition) for condition in (_short_of(conditions[0]), *conditions))
        return Several(self.earned, answer, edges)

    def laid_through(self, zero: float, met: float, full: float, target: float) -> tuple[Band, ...] | None:
        """Three steps: full points, the target, and half of it for what is beyond `zero`."""
        (best,) = _conditions(self.part[0])
        rises, steps = best.rising, (met - zero, full - met)
        if not 0 < target < FULL or any(step <= 0 if rises else step >= 0 for step in steps):
            return None
        last = Band(above=zero, points=target / 2) if rises else Band(below=zero, points=target / 2)
        first = ((Band(from_=at) if rises else Band(up_to=at)) for at in (full, met))
        return (
            *(replace(band, points=points) for band, points in zip(first, (FULL, target), strict=True)),
            last,
            Band(otherwise=0.0),
        )

    def just_past(self, ask: Ask, answer: Answered) -> Words | None:
        for condition in (each for band in self.part for each in _conditions(band) if each.strict):
            if _edge(ask, condition) == answer:
                return _condition_said(condition, "past-")
        return None

    def extremes(self) -> tuple[float, float]:
        earned = [_earned(band) for band in self.part]
        return min(earned), max(earned)

    def branches(self) -> Iterator[str]:
        yield from (f"[{place}]" for place in range(len(self.part)))

    def taken(self, answer: Answered) -> Iterator[str]:
        yield f"[{_place(self.part, answer)}]"

    def lint(self, item: Indicator) -> Iterator[Found]:
        """Best first; conditions of one direction, each looser than the one before; points fall; last `otherwise`."""
        if len(self.part) < 2 or self.part[-1].otherwise is None:
            yield "bands-no-otherwise", (), {}
            return
        conditions: list[_Condition] = []
        for place, band in enumerate(self.part):
            own, last = _conditions(band), place == len(self.part) - 1
            if last != (band.otherwise is not None) or len(own) != (not last) or (band.points is None) != last:
                yield "band-malformed", (place,), {}
                return
            if any(not _in_unit(condition.limit, item) for condition in own):
                yield "band-wrong-unit", (place,), {"found": str(own[0].limit)}
                return
            conditions += own
        yield from _in_order([_earned(band) for band in self.part], conditions)

    def shape(self) -> Shape | None:
        """A level between each limit and the next; dates are compared as whole numbers of days."""
        try:
            days = tuple(_in_days(band) for band in self.part)
        except ValueError:
            return None
        return Curve(
            cuts=tuple(condition.limit for band in days for condition in _conditions(band)),
            form=lambda x: Form(constant=_earned(days[_place(days, x)])),
        )

    def words(self, item: Indicator) -> Words:
        return Listed(how="steps", parts=tuple(_said(band) for band in self.part))

    def example(self, item: Indicator) -> tuple[Answered, Working]:
        """The best limit itself where it is strict, and so not reached; else that of the second band."""
        (best,), second = _conditions(self.part[0]), _conditions(self.part[1])
        shown = best if best.strict or not second else second[0]
        return shown.limit, ("", {})

    @classmethod
    def cases(cls) -> tuple[Case, ...]:
        """Both directions, limits strict and not, and dates."""
        rising = (Band(above=0.5, points=FULL), Band(from_=0.3, points=60.0), Band(otherwise=0.0))
        falling = (Band(below=10.0, points=FULL), Band(up_to=20.0, points=50.0), Band(otherwise=10.0))
        dated = (Band(up_to="2024-12-31", points=FULL), Band(below="2026-01-01", points=50.0), Band(otherwise=0.0))
        return (
            Case(type="percent", part=rising, earned=((0.51, 100), (0.5, 60), (0.3, 60), (0.29, 0), (0.0, 0))),
            Case(type="integer", part=falling, earned=((9.0, 100), (10.0, 50), (20.0, 50), (21.0, 10))),
            Case(type="date", part=dated, earned=(("2024-12-31", 100), ("2025-12-31", 50), ("2026-01-01", 0))),
        )


def _place(bands: tuple[Band, ...], answer: Answered) -> int:
    """The band that an answer falls in: the first that holds; the last one always does."""
    return next(place for place, band in enumerate(bands) if _holds(band, answer))


def _holds(band: Band, answer: Any) -> bool:
    # A date is an ISO text and its limits are too; both compare as dates do.
    if band.above is not None:
        return bool(answer > band.above)
    if band.from_ is not None:
        return bool(answer >= band.from_)
    if band.below is not None:
        return bool(answer < band.below)
    return band.up_to is None or bool(answer <= band.up_to)


def _earned(band: Band) -> float:
    earned = band.points if band.otherwise is None else band.otherwise
    assert earned is not None  # lint: every band has points, the last one `otherwise`
    return earned


def _short_of(condition: _Condition) -> _Condition:
    """What an answer that misses a condition fulfils."""
    return replace(condition, rising=not condition.rising, strict=not condition.strict)


def _edge(ask: Ask, condition: _Condition) -> Answered:
    """The first answer that falls into a band, coming from the worse side."""
    limit, rising, strict = condition.limit, condition.rising, condition.strict
    if isinstance(limit, str):
        return (date.fromisoformat(limit) + timedelta(days=(1 if rising else -1) * strict)).isoformat()
    if ask.type == "integer":
        beyond = math.floor(limit) + 1 if rising else math.ceil(limit) - 1
        at: float = beyond if strict else math.ceil(limit) if rising else math.floor(limit)
    else:
        at = tidy(limit + (1 if rising else -1) * strict * grain(limit))
    return within(ask, at)


def _in_unit(limit: float | str, item: Indicator) -> bool:
    """A date of the calendar that has a day before and a day after it, or a number that is one."""
    if not isinstance(limit, str):
        return item.ask.type != "date" and math.isfinite(limit)
    try:
        day = date.fromisoformat(limit)
    except ValueError:
        return False
    return item.ask.type == "date" and bool(_DATE.match(limit)) and date.min < day < date.max


def _in_order(points: list[float], conditions: list[_Condition]) -> Iterator[Found]:
    yield from points_fault(points)
    if any(worse >= better for better, worse in pairwise(points)):
        yield "bands-not-monotone", (), {}
    if len({condition.rising for condition in conditions}) > 1:
        yield "bands-two-directions", (), {}
        return
    for one, other in pairwise(conditions):
        looser = other.limit < one.limit if one.rising else other.limit > one.limit
        if not looser and not (other.limit == one.limit and one.strict and not other.strict):
            yield "bands-not-ordered", (), {"found": str(other.limit)}


def _in_days(band: Band) -> Band:
    def day(limit: float | str | None) -> float | None:
        return float(date.fromisoformat(limit).toordinal()) if isinstance(limit, str) else limit

    return Band(
        points=band.points,
        above=day(band.above),
        from_=day(band.from_),
        below=day(band.below),
        up_to=day(band.up_to),
        otherwise=band.otherwise,
    )


def _condition_said(condition: _Condition, before: str = "", **values: Points) -> Phrase:
    dated = "-date" if isinstance(condition.limit, str) else ""
    return phrase(f"rules.{before}{condition.name}{dated}", amount=Amount(limit=condition.limit), **values)


def _said(band: Band) -> Phrase:
    points = Points(number=_earned(band))
    for condition in _conditions(band):
        return _condition_said(condition, points=points)
    return phrase("rules.otherwise", points=points)
