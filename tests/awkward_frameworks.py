"""Random small frameworks with the numbers that go wrong: no round ends, many sums, every function of an expression."""

import json
from random import Random
from typing import Any

import random_frameworks

Tree = dict[str, Any]
_EXPRESSIONS = {
    "number": (
        "mean(kpi.n, kpi.flag)",
        "max(kpi.n) - min(kpi.n, not kpi.flag)",
        "round(sum(kpi.n) / 3, 2)",
        "abs(sum(kpi.n)) * 0.1 + 0.2",
        "sum(kpi.n * 3 - 1, kpi.flag or kpi.n > 2)",
        "count(kpi, kpi.n >= 2 and not kpi.flag) / count(kpi, kpi.flag)",
        "sum(min(1, count(kpi, kpi.flag)), min(2, count(kpi, kpi.share > 0.3)))",
        "mean(0.1, 0.2, sum(kpi.n))",
        "-sum(kpi.n, kpi.flag) / 7",
    ),
    "percent": (
        "share(kpi, kpi.flag)",
        "share(kpi.n, kpi.share < 0.5)",
        "ratio(sum(kpi.n, kpi.flag), sum(kpi.n))",
        "sum(kpi.share, kpi.flag)",
        "mean(kpi.share)",
        "min(kpi.share, kpi.n != 1)",
    ),
}
_CHECKS = (
    "sum(kpi.share) <= 1",
    "count(kpi) == 0 or abs(sum(kpi.share) - 1) <= 0.005",
    "max(kpi.n) <= profile.staff",
    "profile.staff > 0 and count(kpi, kpi.n > kpi.n + 1) == 0",
    "profile.level == 'town' or not (sum(kpi.n) < 0)",
    "mean(kpi.n) >= min(kpi.n)",
    "ratio(count(kpi, kpi.flag), count(kpi)) != 0.5",
)


def files(draw: Random) -> dict[str, str]:
    """The texts of a framework's files, by name; not every one is sound."""
    made: dict[str, Tree] = {name: json.loads(text) for name, text in random_frameworks.files(draw).items()}
    whole = made["framework.yaml"]
    whole["checks"] = [
        {"id": f"c{at}", "that": that, "message": random_frameworks.words(f"check {at}"), "severity": severity}
        for at, that in enumerate(draw.sample(_CHECKS, 3))
        for severity in [draw.choice(["error", "warning", "warning", "warning"])]
    ]
    for level in whole["levels"]:
        level["index"] += draw.choice([0, 0.1, 3.7])
    for each in whole["chapters"]:
        each["weight"] = _weight(draw)
    for measure in (tree for name, tree in made.items() if name != "framework.yaml"):
        measure["weight"] = _weight(draw)
        for item in random_frameworks.scored(measure):
            item["weight"] = _weight(draw)
            item["target"] = draw.choice([100, 60, 33.3, 66.6666666667, 87.5, 1])
            _change(draw, item)
    return {name: json.dumps(tree, ensure_ascii=False) for name, tree in made.items()}


def _weight(draw: Random) -> float:
    return draw.choice([1, 2, 5, 0.1, 0.7, 3.3, 0.333])


def _change(draw: Random, item: Tree) -> None:
    """Another function, expression or bounds of the same kind of question."""
    ask, kind = item["ask"], item["ask"]["type"]
    if kind == "many_of":
        ask["options"] = {f"o{at}": random_frameworks.words(f"o{at}") for at in range(draw.randint(3, 6))}
        item["score"] = {"checklist": _checklist(draw, list(ask["options"]))}
    elif kind in ("number", "percent", "integer"):
        if kind != "integer" and "kpi" in ask.get("compute", ""):
            ask["compute"] = draw.choice(_EXPRESSIONS[kind])
        elif "compute" not in ask and draw.random() < 0.5:
            low = _number(draw)
            ask |= {"min": low, "max": round(low + _number(draw), 4)}
        item["score"] = _of_number(draw)
    if "red_line" in item:
        item["red_line"]["for"] = draw.choice([{}, {"level": ["city"]}, {"level": ["town", "city"]}])


def _checklist(draw: Random, options: list[str]) -> Tree:
    return {
        "items": {name: draw.choice([0.1, 0.2, 0.3, 1, 2.5, 3]) for name in options},
        "must_have": draw.sample(options, draw.randint(0, 2)),
        "cap": draw.choice([0, 12.5, 33.3, 60]),
    }


def _number(draw: Random) -> float:
    """Of two to six digits, small or great."""
    return round(draw.uniform(0.1, 10), draw.randint(1, 5)) * draw.choice([0.01, 0.1, 1, 1, 1, 10, 1000])


def _of_number(draw: Random) -> Tree:
    how = draw.choice(["bands", "ramp", "ramp", "log", "capped"])
    numbers = sorted({float(f"{_number(draw):.6g}") for _ in range(4)})
    if how == "capped":
        return {"capped": {"at": numbers[0]}}
    if how != "bands":
        start, end = draw.sample(numbers, 2)
        if how == "ramp" and draw.random() < 0.3:
            start = -start
        return {"ramp": {"from": start, "to": end, **({"log": True} if how == "log" else {})}}
    is_rising = draw.random() < 0.6
    keys = ("above", "from") if is_rising else ("below", "up_to")
    limits = numbers[::-1] if is_rising else numbers
    earned = [100, 66.6, 33.3333333333, 12.5]
    bands = [{draw.choice(keys): limit, "points": worth} for limit, worth in zip(limits, earned, strict=False)]
    return {"bands": [*bands, {"otherwise": draw.choice([0, 0, 2.5])}]}
