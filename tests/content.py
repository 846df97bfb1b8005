"""What the JSON of an example says, to hold every other report of it against."""

import json
from functools import cache
from typing import Any

from reports import EXAMPLES, example

from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.report import rendered
from convergence_cli.texts import say

STATIONS = [name for name in EXAMPLES if name != "broken"]
Row = dict[str, Any]
BROKEN = "broken"
AS_TEXT = ("central-body", "strong-province", BROKEN)
AS_JSON = tuple(name for name in (*STATIONS, BROKEN) if name != "typical-city-2024")
"""Two years of one station say the same kinds of things."""
KEPT = {f"{name}.zh.json" for name in AS_JSON} | {f"{name}.{lang}.txt" for name in AS_TEXT for lang in ("zh", "en")}
"""The golden files of what the examples say."""


@cache
def document(name: str, language: Language) -> Any:
    return json.loads(rendered(example(name, language), "json"))


def station(name: str, language: Language) -> Any:
    (found,) = document(name, language)["stations"]
    return found


def indicators(name: str, language: Language) -> list[tuple[Indicator, Row]]:
    """As the framework asks, and as the JSON answers."""
    asked: Framework = example(name).framework
    found = list(zip(asked.indicators, station(name, language)["indicators"], strict=True))
    assert all(item.id == each["id"] for item, each in found)
    return found


def gaps(name: str, language: Language) -> list[tuple[Indicator, Row]]:
    """What was answered below target, most points lost below it first, then most lost, then the framework's order."""
    below = [pair for pair in indicators(name, language) if pair[1]["outcome"] in ("partial", "unmet")]

    def order(found: Row) -> tuple[float, float]:
        short = found["lost"] * found["gap"] / (100 - (found["points"] or 0))
        return -round(short, 9), -round(found["lost"], 9)

    return sorted(below, key=lambda pair: order(pair[1]))


def blanks(name: str, language: Language) -> list[tuple[Indicator, Row]]:
    """What is in play and not answered yet."""
    return [pair for pair in indicators(name, language) if pair[1]["outcome"] == "unanswered"]


def in_play(found: Row) -> bool:
    return found["outcome"] not in ("not_applicable", "out_of_scope")


def place(found: Row) -> str:
    """The cell of the answer."""
    answer = found["answer"]
    return f"{answer['sheet']}!{answer['cell']}" if answer and answer["cell"] else ""


def gain(step: Row | None) -> float | None:
    return step["gain"] if step else None


def outcome(found: Row, language: Language) -> str:
    """In words."""
    return say(language, f"terms.{found['outcome']}")
