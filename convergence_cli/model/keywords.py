"""What a value must be beyond its type: how ids are written, within what bounds numbers lie.

The schema says it to editors by these marks, lint says it to authors in words and with a place; both go by the same
numbers and patterns, which stand here. Nothing is validated by a mark.
"""

import re
from typing import Annotated, Any


class Keywords:
    """Marks a type with keywords of JSON Schema."""

    def __init__(self, **keywords: Any) -> None:
        self.keywords = keywords

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {**handler(core_schema), **self.keywords}


def is_like(pattern: str, text: str) -> bool:
    """Whether a whole text is as a pattern says: `$` alone would let a line end follow."""
    return re.fullmatch(pattern, text) is not None


_LOWER = "[a-z0-9]+(?:-[a-z0-9]+)*"
_MEASURE = "[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*"
KEBAB = f"^{_LOWER}$"
SNAKE = "^[a-z][a-z0-9_]*$"
MEASURE_ID = f"^{_MEASURE}$"
INDICATOR_ID = rf"^{_MEASURE}\.{_LOWER}$"
VERSION = r"^[0-9]+\.[0-9]+\.[0-9]+$"
DAY = "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"
PERCENTAGE = r"^-?[0-9]+(?:\.[0-9]+)?%$"
NAME = r"^\S(?:[\s\S]*\S)?$"
"""Any text without blanks at its ends."""
CLAUSE = r"^[^\s/](?:[^/]*[^\s/])?$"
"""The same without a slash, which parts a clause from a part of it."""
URL = "^https?://[!-~]+$"
_SAYS_SOMETHING = r"\S"

INDEX = "index"
"""The id of the whole among the nodes of an assessment, so that no part has it."""
MOST_WEIGHT = 1000
MOST_QUOTED = 60
MOST_YEARS = 100
MOST_MINUTES = 1440
MOST_OPTIONS = 26
"""Options are offered by letter."""
MOST_ROWS = 1000
MOST_DECIMALS = 6
MOST_TOLERANCE = 1.0
"""In points: what may differ by more is no test."""
MOST_MARKS = 1_000_000
LONGEST_EXPRESSION = 500
EFFORTS = range(1, 6)

Kebab = Annotated[str, Keywords(pattern=KEBAB)]
Snake = Annotated[str, Keywords(pattern=SNAKE)]
Name = Annotated[str, Keywords(pattern=NAME)]
ChapterId = Annotated[str, Keywords(pattern=KEBAB, **{"not": {"const": INDEX}})]
MeasureId = Annotated[str, Keywords(pattern=MEASURE_ID, **{"not": {"pattern": "^[Ii][Nn][Dd][Ee][Xx]$"}})]
IndicatorId = Annotated[str, Keywords(pattern=INDICATOR_ID)]
Version = Annotated[str, Keywords(pattern=VERSION)]
SomeText = Annotated[str, Keywords(pattern=_SAYS_SOMETHING)]
Tolerance = Annotated[float, Keywords(minimum=0, maximum=MOST_TOLERANCE)]
Quote = Annotated[str, Keywords(pattern=rf"^$|{_SAYS_SOMETHING}", maxLength=MOST_QUOTED)]
ExpressionText = Annotated[str, Keywords(pattern=_SAYS_SOMETHING, maxLength=LONGEST_EXPRESSION)]
Weight = Annotated[float, Keywords(exclusiveMinimum=0, maximum=MOST_WEIGHT)]
Points = Annotated[float, Keywords(minimum=0, maximum=100)]
Marks = Annotated[float, Keywords(exclusiveMinimum=0, maximum=MOST_MARKS)]
PositivePoints = Annotated[float, Keywords(exclusiveMinimum=0, maximum=100)]
Target = Annotated[float, Keywords(minimum=0, maximum=100)]
Effort = Annotated[int, Keywords(minimum=EFFORTS[0], maximum=EFFORTS[-1])]
Years = Annotated[int, Keywords(minimum=1, maximum=MOST_YEARS)]
Minutes = Annotated[int, Keywords(minimum=1, maximum=MOST_MINUTES)]
OptionalDay = Annotated[str, Keywords(pattern=f"^$|{DAY}")]
Address = Annotated[str, Keywords(pattern=f"^$|{URL}")]
Decimals = Annotated[int, Keywords(minimum=0, maximum=MOST_DECIMALS)]
Rows = Annotated[int, Keywords(minimum=1, maximum=MOST_ROWS)]

NAMED = Keywords(propertyNames={"pattern": NAME})
"""Marks a mapping whose keys are ids of the author's own."""
BY_KEBAB = Keywords(propertyNames={"pattern": KEBAB}, maxProperties=MOST_ROWS)
"""Marks the rows of a table, by their ids."""
NOT_NONE = Keywords(minItems=1)
"""Marks a list that has something in it."""
PARTS = Keywords(minProperties=2, propertyNames={"pattern": KEBAB})
"""Marks the parts of a clause, by their ids."""
APART = Keywords(uniqueItems=True)
"""Marks a list in which nothing stands twice."""
ONE = Keywords(minProperties=1, maxProperties=1)
"""Marks a mapping that has one key."""
