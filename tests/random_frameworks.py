"""Random small frameworks, sound by lint, as YAML has them: for the trials of overlays."""

import json
from collections.abc import Sequence
from random import Random
from typing import Any

from convergence_cli.model.framework import Framework
from convergence_cli.rubric.load import build

Tree = dict[str, Any]
LEVELS = ("city", "county", "town")
WHY = {"zh": "因", "en": "Why"}


def words(name: str) -> Tree:
    return {"zh": f"字{name}", "en": f"Word {name}"}


# --- functions and indicators --------------------------------------------------------------------


def number(draw: Random) -> float:
    return draw.choice([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 2.0, 3.0, 5.0, 10.0])


def _bands(draw: Random) -> Tree:
    limits = sorted({number(draw) for _ in range(draw.randint(1, 3))}, reverse=True)
    earned = sorted(draw.sample(range(2, 100), len(limits)), reverse=True)
    if draw.random() < 0.3:
        limits.reverse()
        keys = ["below", "up_to"]
    else:
        keys = ["above", "from"]
    points = [100, *earned[1:]]
    bands = [{draw.choice(keys): limit, "points": worth} for limit, worth in zip(limits, points, strict=True)]
    return {"bands": [*bands, {"otherwise": draw.choice([0, 0, 1])}]}


def of_number(draw: Random) -> Tree:
    how = draw.choice(["bands", "bands", "ramp", "log", "capped", "deduct"])
    if how == "bands":
        return _bands(draw)
    if how == "capped":
        return {"capped": {"at": number(draw)}}
    if how == "deduct":
        return {"deduct": {"per": number(draw), "points": draw.choice([10, 25, 100]), "down_to": draw.choice([0, 20])}}
    low, high = draw.sample([0.1, 0.5, 1.0, 2.0, 5.0, 10.0], 2)
    return {"ramp": {"from": low, "to": high, **({"log": True} if how == "log" else {})}}


def function(draw: Random, kind: str, options: list[str]) -> Tree:
    if kind in ("percent", "number", "integer"):
        if draw.random() < 0.2:
            return {"by": {"level": {level: of_number(draw) for level in LEVELS}}}
        return of_number(draw)
    if kind == "yes_no":
        return {"expect": draw.choice(["yes", "no"])}
    if kind == "date":
        days = sorted(draw.sample(["2023-12-31", "2024-06-30", "2024-12-31"], 2))
        return {"bands": [{"up_to": days[0], "points": 100}, {"up_to": days[1], "points": 40}, {"otherwise": 0}]}
    if kind == "many_of":
        must = draw.sample(options, draw.randint(0, 1))
        items = {name: draw.randint(1, 4) for name in options}
        return {"checklist": {"items": items, "must_have": must, "cap": draw.choice([0, 20, 60])}}
    points = [100, *(draw.randint(0, 99) for _ in options[1:])]
    return {"choices": dict(zip(options, points, strict=True))}


MEANINGS = ["met", "not_applicable", 0, "unanswered"]
COMPUTED = ["sum(kpi.n)", "sum(kpi.n) - 5", "count(kpi, kpi.flag)", "sum(kpi.n, kpi.flag)", "mean(kpi.n, kpi.flag)"]
DIVIDED = [
    "sum(kpi.n) / count(kpi, kpi.flag)",
    "ratio(sum(kpi.n, kpi.flag), sum(kpi.n))",
    "max(kpi.n, kpi.n > 1)",
    "max(1, count(kpi) / sum(kpi.n))",
    "profile.staff / count(kpi)",
]


def indicator(draw: Random, name: str, compute: str | None = None) -> Tree:
    """An indicator as YAML has it; `compute` makes it a number that is computed."""
    kind = draw.choice(["percent", "number", "integer", "one_of", "one_of", "many_of", "yes_no", "date"])
    if compute is None and draw.random() < 0.25:
        compute = draw.choice([*COMPUTED, *DIVIDED, "sum(kpi.share)", "share(kpi.n, kpi.flag)"])
    if compute is not None:
        kind = "percent" if "share" in compute or "ratio" in compute else "number"
    options = ["a", "b", "c"][: draw.randint(2, 3)] if kind in ("one_of", "many_of") else []
    scaled = kind == "one_of" and draw.random() < 0.4
    ask: Tree = {"type": kind, "question": words(name)}
    if options and not scaled:
        ask["options"] = {each: words(each) for each in options}
    if compute is not None:
        ask |= {"compute": compute, "when_empty": draw.choice(MEANINGS)}
    elif kind in ("number", "integer") and draw.random() < 0.5:
        ask |= {"min": draw.choice([0, -5]), "max": draw.choice([1, 4, 100])}
    red = draw.random() < 0.25
    made: Tree = {
        "id": name,
        "title": words(name),
        "clauses": [f"{name[1:3]}.1"],
        "quote": "原文",
        "obligation": draw.choice(["must", "should"] if red else ["must", "should", "may"]),
        "weight": draw.randint(1, 5),
        "ask": ask,
        "score": {"scale": "ladder"} if scaled else function(draw, kind, options),
        **({"red_line": red_line(draw)} if red else {}),
        "target": draw.choice([100, 100, 100, 60, 60, 40, 40, *([] if red else [0])]),
        "not_applicable": draw.choice([[], [], ["none"]]) if not red else [],
        "who": words("who"),
        "evidence": {"required": draw.random() < 0.5, "hint": words("file")},
        "advice": [words("do")],
        "effort": 2,
        "basis": "clause",
    }
    if kind == "many_of" and draw.random() < 0.5:
        made["evidence"] = {"per_option": True, "hint": words("file")}
    if draw.random() < 0.3:
        made["applies"] = scope(draw)
    if draw.random() < 0.2:
        made["target_by"] = targets(draw)
    return made


def red_line(draw: Random, most: int = 40) -> Tree:
    """Missed unless the target is met, or below points that no target is below; for all, or for some."""
    missed: Tree = draw.choice([{"unless": "met"}, {"below": 1}, {"below": draw.randint(1, most)}])
    return missed | draw.choice([{}, {}, {"for": {"level": draw.sample(LEVELS, 2)}}])


def scope(draw: Random, levels: Sequence[str] = LEVELS, many: str = "duties") -> Tree:
    some = draw.sample(levels, draw.randint(1, 2))
    duty = {"duties": "air", "operates": "tv"}[many]
    return draw.choice([{"level": some}, {many: [duty]}, {"level": some, many: [duty]}])


def targets(draw: Random, levels: Sequence[str] = LEVELS, year: str = "year") -> Tree:
    some = {level: draw.choice([40, 80, 100]) for level in draw.sample(levels, draw.randint(1, 2))}
    return draw.choice([{"level": some}, {year: {"2024": draw.choice([50, 100]), "2025": 100}}])


# --- frameworks ----------------------------------------------------------------------------------


def new_measure(draw: Random, name: str, items: list[Tree] | None = None) -> Tree:
    indicators = items or [indicator(draw, f"{name}.i{at}") for at in range(draw.randint(1, 5))]
    for each in indicators[1:]:
        if not items and draw.random() < 0.12:
            unscored(each)
    made: Tree = {
        "id": name,
        "title": words(name),
        "weight": draw.randint(1, 5),
        "because": WHY,
        "horizon": draw.choice(["progress", "breakthrough", "long-term"]),
        "clauses": [f"{name[1:]}.1"],
        "indicators": indicators,
        **({"needs_all": True} if draw.random() < 0.04 else {}),
    }
    inside = sum(each["weight"] for each in scored(made))
    return made | aggregate(draw, inside, [None, None, None, None, *UNLIKE])


def unscored(item: Tree) -> None:
    """Ask it, and do not score it."""
    item["scored"] = False
    if item["score"].get("scale"):
        item["ask"]["options"] = {name: words(name) for name in "pqr"}
    item["ask"].pop("when_empty", None)
    for key in ("weight", "weight_by", "score", "red_line", "target", "target_by", "advice", "effort", "basis"):
        item.pop(key, None)


def scored(measure: Tree) -> list[Tree]:
    """The indicators of a measure that are scored."""
    return [item for item in measure["indicators"] if item.get("scored", True)]


UNLIKE = ["geometric", "minimum", "harmonic", "sum", "deduction"]


def aggregate(draw: Random, inside: int, hows: Sequence[str | None]) -> Tree:
    """How what is inside a part is put together; a sheet may have full marks of its own, up to its weights."""
    how = draw.choice(hows)
    sheet = how in ("sum", "deduction") and draw.random() < 0.7
    return ({"aggregate": how} if how else {}) | ({"maximum": draw.randint(1, inside)} if sheet else {})


def weighed(draw: Random, part: Tree) -> None:
    """Give a part other weights for some kinds of station, now and then."""
    if draw.random() < 0.2:
        part["weight_by"] = {"level": {each: draw.randint(1, 5) for each in draw.sample(LEVELS, draw.randint(1, 2))}}


def small(draw: Random) -> Framework:
    """A sound framework of up to six measures; what lint alone can tell is drawn again."""
    while True:
        made, problems = build(files(draw))
        errors = {item.code for item in problems if item.severity == "error"}
        # A condition of a level that is always so.
        assert errors <= {"level-that-constant"}, problems
        if made is not None and not errors:
            return made


LAPSED = ["excluded", "full", "zero"]


def chained(draw: Random, items: list[Tree]) -> None:
    """Compute some numbers from others, that may themselves be computed: in any order, and never in a circle."""
    numbers = [item for item in items if item["ask"]["type"] == "number"]
    draw.shuffle(numbers)
    from_tables: set[str] = set()
    for at, item in enumerate(numbers):
        ask, before = item["ask"], [each["id"] for each in numbers[:at]]
        if before and draw.random() < 0.3:
            one, other = draw.choice(before), draw.choice(before)
            ask["compute"] = draw.choice(
                [f"{one} + 1", f"{one} / {other}", f"{one} / count(kpi)", f"max({one}, {other}) - 2"]
            )
            for key in ("min", "max", "when_empty"):
                ask.pop(key, None)
            if "kpi" in ask["compute"] or {one, other} & from_tables & {
                each for each in before if each in ask["compute"]
            }:
                from_tables.add(item["id"])
                ask |= {"when_empty": draw.choice(MEANINGS)} if item.get("scored", True) else {}
        elif "compute" in ask:
            from_tables.add(item["id"])


def conditions(draw: Random, chapters: list[Tree], measures: list[Tree]) -> Tree:
    """What a level may ask for beside index, chapters and red lines: now and then one thing, or two."""
    items = [item["id"] for each in measures for item in scored(each)]
    told_of = [
        f"{item['id']}.answer"
        for each in measures
        for item in each["indicators"]
        if not item.get("scored", True) and item["ask"]["type"] == "yes_no"
    ]
    part, item = draw.choice(["index", chapters[0]["id"], measures[0]["id"]]), draw.choice(items)
    that = draw.choice(
        [
            f"{part}.score >= 30 or {part}.in_play == 0",
            f"{part}.partial + {part}.unmet <= {draw.randint(0, 3)}",
            f"{item}.met",
            f"{item}.points >= 20 and index.evidenced > 10",
            f"{part}.coverage >= 0.5 and not {item}.in_play or profile.level == 'city'",
            f"index.red_lines_missed + index.red_lines_unanswered <= {draw.randint(0, 1)}",
            *told_of,
        ]
    )
    told: list[Tree] = [
        {"chapters": {draw.choice(chapters)["id"]: draw.choice([10, 30, 50])}},
        {"measures": {draw.choice(measures)["id"]: draw.choice([10, 30])}},
        {"indicators": {item: draw.choice([10, 30])}},
        {"on": "evidenced"},
        *[{"coverage": draw.choice([0.6, 1])}] * 2,
        {"that": that, "because": words("that")},
    ]
    made: Tree = {}
    for each in draw.sample(told, draw.choice([0, 1, 1, 2])):
        made |= each
    return made


def files(draw: Random) -> dict[str, str]:
    """The texts of its files, by name."""
    measures = [new_measure(draw, f"M{at:02}") for at in range(1, draw.randint(2, 7))]
    chapters: list[Tree] = []
    names = [each["id"] for each in measures]
    while names:
        inside, names = names[: (size := draw.randint(1, 3))], names[size:]
        name = f"c{len(chapters)}"
        chapters.append(
            {"id": name, "title": words(name), "weight": draw.randint(1, 5), "because": WHY, "measures": inside}
        )
        weights = sum(each["weight"] for each in measures if each["id"] in inside)
        if draw.random() < 0.3:
            chapters[-1] |= aggregate(draw, weights, UNLIKE)
    for part in (*chapters, *measures, *(item for each in measures for item in scored(each))):
        weighed(draw, part)
    for part in chapters:
        part |= {"needs_all": True} if draw.random() < 0.03 else {}
    chained(draw, [item for each in measures for item in each["indicators"]])
    for item in (item for each in measures for item in scored(each)):
        item |= {"not_applicable_counts": draw.choice(LAPSED)} if draw.random() < 0.15 else {}
    whole = {
        "id": "small",
        "version": "1.0.0",
        "title": words("small"),
        "source": {"title": words("doc"), "number": "一号", "issuer": words("office"), "date": "2020-11-13"},
        "missing": draw.choice(["zero", "zero", "redistribute"]),
        **draw.choice([{}] * 19 + [{"needs_all": True}]),
        "not_applicable_counts": draw.choice(["excluded", *LAPSED]),
        "aggregate": "arithmetic",
        **aggregate(draw, sum(each["weight"] for each in chapters), ["arithmetic"] * 6 + UNLIKE),
        "horizons": {"progress": 2, "breakthrough": 3},
        "profile": [
            {"id": "name", "title": words("name"), "required": True},
            {"id": "level", "title": words("level"), "type": "one_of", "required": True,
             "options": {level: words(level) for level in LEVELS}},
            {"id": "year", "title": words("year"), "type": "integer", "required": True, "min": 2020, "max": 2100},
            {"id": "duties", "title": words("duties"), "type": "many_of",
             "options": {"air": words("air"), "net": words("net")}},
            {"id": "staff", "title": words("staff"), "type": "integer"},
        ],
        "reasons": {"none": words("none"), "small": words("small")},
        "scales": {"ladder": {"title": words("ladder"), "steps": {
            name: {"text": words(name), "points": points} for name, points in zip("pqr", (0, 40, 100), strict=True)}}},
        "tables": [{"id": "kpi", "title": words("kpi"), "hint": words("hint"), "columns": [
            {"id": "n", "title": words("n"), "type": "number"},
            {"id": "share", "title": words("share"), "type": "percent"},
            {"id": "flag", "title": words("flag"), "type": "yes_no"}]}],
        "chapters": chapters,
        "levels": [
            {"id": "L1", "title": words("L1"), "index": 20, "red_lines": False},
            {"id": "L2", "title": words("L2"), "index": 40, "chapter": 20, "red_lines": draw.random() < 0.5}
            | conditions(draw, chapters, measures),
            {"id": "L3", "title": words("L3"), "index": 70, "chapter": 30},
        ],
        "checks": [{"id": "adds-up", "that": "sum(kpi.share) <= 1", "message": words("sum"),
                    **draw.choice([{"severity": "error"}, *[{"severity": "warning"}] * 2, {"voids": True}])}],
    }  # fmt: skip
    trees = {"framework.yaml": whole, **{f"{each['id']}.yaml": each for each in measures}}
    return {name: json.dumps(tree, ensure_ascii=False) for name, tree in trees.items()}
