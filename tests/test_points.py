"""Each scoring function by hand: what an answer earns, and what the next better one would."""

from typing import Any

import pytest
from small_frameworks import BANDS, RAMP, flat, indicator

from convergence_cli.functions.by import function_for
from convergence_cli.model.score import Band, Capped, Checklist, Ramp, Score
from convergence_cli.scoring.points import points

LOWER = Score(bands=(Band(below=5.0, points=100.0), Band(up_to=10.0, points=50.0), Band(otherwise=0.0)))
DATES = Score(
    bands=(Band(up_to="2024-12-31", points=100.0), Band(below="2025-07-01", points=50.0), Band(otherwise=0.0))
)
SHARE = Score(ramp=Ramp(from_=0.2, to=0.8))
FALLING = Score(ramp=Ramp(from_=48.0, to=8.0))
LOG = Score(ramp=Ramp(from_=100.0, to=10_000.0, log=True))
LOG_FALLING = Score(ramp=Ramp(from_=1000.0, to=10.0, log=True))
LIST = Score(checklist=Checklist(items={"a": 2.0, "b": 1.0, "c": 1.0}, must_have=("a",), cap=20.0))
CHOICES = Score(choices={"all": 100.0, "some": 40.0, "none": 0.0})
FRAMEWORK = flat(indicator("M01.a"))

TABLE: list[tuple[str, Score, Any, float]] = [
    # above 50% is strict, from 30% is not
    ("bands", BANDS, 0.5, 60.0),
    ("bands", BANDS, 0.500001, 100.0),
    ("bands", BANDS, 0.3, 60.0),
    ("bands", BANDS, 0.299999, 0.0),
    ("bands", BANDS, 0.0, 0.0),
    ("bands", BANDS, 1.0, 100.0),
    ("bands, lower is better", LOWER, 4.999, 100.0),
    ("bands, lower is better", LOWER, 5.0, 50.0),
    ("bands, lower is better", LOWER, 10.0, 50.0),
    ("bands, lower is better", LOWER, 10.001, 0.0),
    ("bands, lower is better", LOWER, 0.0, 100.0),
    ("bands of dates", DATES, "2024-12-31", 100.0),
    ("bands of dates", DATES, "2025-01-01", 50.0),
    ("bands of dates", DATES, "2025-06-30", 50.0),
    ("bands of dates", DATES, "2025-07-01", 0.0),
    ("bands of dates", DATES, "1999-12-31", 100.0),
    # (0.5 - 0.2) / (0.8 - 0.2) is a half on paper; the machine says 49.99999999999999
    ("ramp", SHARE, 0.5, 50.0),
    ("ramp", SHARE, 0.35, 25.0),
    ("ramp", SHARE, 0.65, 75.0),
    ("ramp", SHARE, 0.2, 0.0),
    ("ramp", SHARE, 0.8, 100.0),
    ("ramp", SHARE, 0.1, 0.0),
    ("ramp", SHARE, 1.0, 100.0),
    ("ramp", SHARE, 0.500001, 50.0001666667),  # 100 * 0.300001 / 0.6
    ("reversed ramp", FALLING, 48.0, 0.0),
    ("reversed ramp", FALLING, 60.0, 0.0),
    ("reversed ramp", FALLING, 38.0, 25.0),  # 100 * (38 - 48) / (8 - 48)
    ("reversed ramp", FALLING, 28.0, 50.0),
    ("reversed ramp", FALLING, 8.0, 100.0),
    ("reversed ramp", FALLING, 0.0, 100.0),
    # 1000 is as far from 100 as 10,000 is from it: tenfold
    ("log ramp", LOG, 1000.0, 50.0),
    ("log ramp", LOG, 100.0, 0.0),
    ("log ramp", LOG, 10_000.0, 100.0),
    ("log ramp", LOG, 1e7, 100.0),
    ("log ramp", LOG, 10**2.5, 25.0),
    ("log ramp", LOG, 0.0, 0.0),
    ("log ramp", LOG, -5.0, 0.0),
    ("reversed log ramp", LOG_FALLING, 100.0, 50.0),
    ("reversed log ramp", LOG_FALLING, 1000.0, 0.0),
    ("reversed log ramp", LOG_FALLING, 10.0, 100.0),
    ("reversed log ramp", LOG_FALLING, 0.0, 100.0),
    ("capped", Score(capped=Capped(at=6.0)), 0.0, 0.0),
    ("capped", Score(capped=Capped(at=6.0)), 3.0, 50.0),
    ("capped", Score(capped=Capped(at=6.0)), 1.0, 16.6666666667),
    ("capped", Score(capped=Capped(at=6.0)), 6.0, 100.0),
    ("capped", Score(capped=Capped(at=6.0)), 600.0, 100.0),
    ("capped", Score(capped=Capped(at=6.0)), -1.0, 0.0),
    ("capped", Score(capped=Capped(at=0.7)), 0.07, 10.0),
    ("checklist", LIST, (), 0.0),
    ("checklist", LIST, ("a",), 50.0),
    ("checklist", LIST, ("a", "c"), 75.0),
    ("checklist", LIST, ("c", "a", "b"), 100.0),
    ("checklist, must_have missing", LIST, ("b",), 20.0),  # 25 is capped at 20
    ("checklist, must_have missing", LIST, ("b", "c"), 20.0),  # 50 is capped at 20
    # 0.1 + 0.2 of 1.0 is 30 on paper
    ("checklist", Score(checklist=Checklist(items={"a": 0.1, "b": 0.2, "c": 0.7})), ("a", "b"), 30.0),
    ("checklist, below its cap", Score(checklist=Checklist(items={"a": 9.0, "b": 1.0}, must_have=("a",), cap=40.0)),
     ("b",), 10.0),
    ("choices", CHOICES, "all", 100.0),
    ("choices", CHOICES, "some", 40.0),
    ("choices", CHOICES, "none", 0.0),
    ("scale", Score(scale="ladder"), "a", 0.0),
    ("scale", Score(scale="ladder"), "c", 50.0),
    ("scale", Score(scale="ladder"), "e", 100.0),
    ("expect yes", Score(expect="yes"), True, 100.0),
    ("expect yes", Score(expect="yes"), False, 0.0),
    ("expect no", Score(expect="no"), False, 100.0),
    ("expect no", Score(expect="no"), True, 0.0),
]  # fmt: skip


@pytest.mark.parametrize(("name", "score", "answer", "expected"), TABLE)
def test_points_of_an_answer(name: str, score: Score, answer: Any, expected: float) -> None:
    """To the digit: a target that was reached on paper is reached."""
    assert points(score, answer, FRAMEWORK) == expected


def test_by_takes_the_function_of_the_station() -> None:
    """A county centre and a city are not held to the same number."""
    by = Score(by={"level": {"city": Score(capped=Capped(at=6.0)), "county": Score(capped=Capped(at=2.0))}})
    assert points(function_for(by, {"level": "city"}), 2.0, FRAMEWORK) == 33.3333333333
    assert points(function_for(by, {"level": "county"}), 2.0, FRAMEWORK) == 100.0
    assert function_for(RAMP, {"level": "county"}) is RAMP
