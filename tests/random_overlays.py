"""Random small frameworks, random overlays on any framework, random stations: what an overlay's trials are made of.

Everything is drawn from one `random.Random`. An overlay is a tree as YAML has it and never says `relax`. Its changes
are of every kind that there is, and lean neither way.
"""

import json
import math
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from convergence_cli.errors import Location
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.question import ProfileQuestion, Table
from convergence_cli.model.questionnaire import Answer, Answered, Questionnaire, Row, TableRead
from convergence_cli.model.score import Score
from convergence_cli.rubric.load import build
from convergence_cli.rubric.write import as_tree

Tree = dict[str, Any]
LEVELS = ("city", "county", "town")
WHY = {"zh": "因", "en": "Why"}


def words(name: str) -> Tree:
    return {"zh": f"字{name}", "en": f"Word {name}"}


# --- functions and indicators --------------------------------------------------------------------


def _number(draw: Random) -> float:
    return draw.choice([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 2.0, 3.0, 5.0, 10.0])


def _bands(draw: Random) -> Tree:
    limits = sorted({_number(draw) for _ in range(draw.randint(1, 3))}, reverse=True)
    earned = sorted(draw.sample(range(2, 100), len(limits)), reverse=True)
    if draw.random() < 0.3:
        limits.reverse()
        keys = ["below", "up_to"]
    else:
        keys = ["above", "from"]
    points = [100, *earned[1:]]
    bands = [{draw.choice(keys): limit, "points": worth} for limit, worth in zip(limits, points, strict=True)]
    return {"bands": [*bands, {"otherwise": draw.choice([0, 0, 1])}]}


def _of_number(draw: Random) -> Tree:
    how = draw.choice(["bands", "bands", "ramp", "log", "capped"])
    if how == "bands":
        return _bands(draw)
    if how == "capped":
        return {"capped": {"at": _number(draw)}}
    low, high = draw.sample([0.1, 0.5, 1.0, 2.0, 5.0, 10.0], 2)
    return {"ramp": {"from": low, "to": high, **({"log": True} if how == "log" else {})}}


def _score(draw: Random, kind: str, options: list[str]) -> Tree:
    if kind in ("percent", "number", "integer"):
        if draw.random() < 0.2:
            return {"by": {"level": {level: _of_number(draw) for level in LEVELS}}}
        return _of_number(draw)
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


_COMPUTED = ["sum(kpi.n)", "sum(kpi.n) - 5", "count(kpi, kpi.flag)", "sum(kpi.n, kpi.flag)"]


def indicator(draw: Random, name: str, compute: str | None = None) -> Tree:
    """An indicator as YAML has it; `compute` makes it a number that is computed."""
    kind = draw.choice(["percent", "number", "integer", "one_of", "one_of", "many_of", "yes_no", "date"])
    if compute is None and draw.random() < 0.25:
        compute = draw.choice([*_COMPUTED, "sum(kpi.share)"])
    if compute is not None:
        kind = "percent" if "share" in compute else "number"
    options = ["a", "b", "c"][: draw.randint(2, 3)] if kind in ("one_of", "many_of") else []
    scaled = kind == "one_of" and draw.random() < 0.4
    ask: Tree = {"type": kind, "question": words(name)}
    if options and not scaled:
        ask["options"] = {each: words(each) for each in options}
    if compute is not None:
        ask["compute"] = compute
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
        "score": {"scale": "ladder"} if scaled else _score(draw, kind, options),
        "required": red,
        "target": draw.choice([100, 100, 60, 40]),
        "not_applicable": draw.choice([[], [], ["none"]]) if not red else [],
        "who": words("who"),
        "evidence": {"required": draw.random() < 0.5, "hint": words("file")},
        "advice": [words("do")],
        "effort": 2,
        "basis": "clause",
    }
    if draw.random() < 0.3:
        made["applies"] = _applies(draw)
    if draw.random() < 0.2:
        made["target_by"] = _target_by(draw)
    return made


def _applies(draw: Random, levels: Sequence[str] = LEVELS, many: str = "duties") -> Tree:
    some = draw.sample(levels, draw.randint(1, 2))
    duty = {"duties": "air", "operates": "tv"}[many]
    return draw.choice([{"level": some}, {many: [duty]}, {"level": some, many: [duty]}])


def _target_by(draw: Random, levels: Sequence[str] = LEVELS, year: str = "year") -> Tree:
    some = {level: draw.choice([40, 80, 100]) for level in draw.sample(levels, draw.randint(1, 2))}
    return draw.choice([{"level": some}, {year: {"2024": draw.choice([50, 100]), "2025": 100}}])


# --- frameworks ----------------------------------------------------------------------------------


def _measure(draw: Random, name: str, items: list[Tree] | None = None) -> Tree:
    made: Tree = {
        "id": name,
        "title": words(name),
        "weight": draw.randint(1, 5),
        "because": WHY,
        "horizon": draw.choice(["progress", "breakthrough", "long-term"]),
        "clauses": [f"{name[1:]}.1"],
        "indicators": items or [indicator(draw, f"{name}.i{at}") for at in range(draw.randint(1, 5))],
    }
    how = draw.choice([None, None, None, "geometric", "minimum"])
    return made | ({"aggregate": how} if how else {})


def small(draw: Random) -> Framework:
    """A sound framework of up to six measures."""
    measures = [_measure(draw, f"M{at:02}") for at in range(1, draw.randint(2, 7))]
    chapters: list[Tree] = []
    names = [each["id"] for each in measures]
    while names:
        inside, names = names[: (size := draw.randint(1, 3))], names[size:]
        name = f"c{len(chapters)}"
        chapters.append(
            {"id": name, "title": words(name), "weight": draw.randint(1, 5), "because": WHY, "measures": inside}
        )
        if draw.random() < 0.2:
            chapters[-1]["aggregate"] = draw.choice(["geometric", "minimum"])
    whole = {
        "id": "small",
        "version": "1.0.0",
        "title": words("small"),
        "source": {"title": words("doc"), "number": "一号", "issuer": words("office"), "date": "2020-11-13"},
        "missing": draw.choice(["zero", "zero", "redistribute"]),
        "aggregate": draw.choice(["arithmetic", "arithmetic", "arithmetic", "geometric", "minimum"]),
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
            {"id": "L2", "title": words("L2"), "index": 40, "chapter": 20, "red_lines": draw.random() < 0.5},
            {"id": "L3", "title": words("L3"), "index": 70, "chapter": 30},
        ],
        "checks": [{"id": "adds-up", "that": "sum(kpi.share) <= 1", "message": words("sum"),
                    "severity": draw.choice(["error", "warning"])}],
    }  # fmt: skip
    files = {"framework.yaml": whole, **{f"{each['id']}.yaml": each for each in measures}}
    made, problems = build({name: json.dumps(tree, ensure_ascii=False) for name, tree in files.items()})
    assert made is not None
    assert not [item for item in problems if item.severity == "error"], problems
    return made


# --- overlays ------------------------------------------------------------------------------------

Change = tuple[str, str, Tree]
"""Group, kind, entry."""


def _set(kind: str, name: str, to: Tree) -> Change:
    return "set", kind, {"id": name, "to": to, "because": WHY}


def _other_score(draw: Random, base: Framework, item: Indicator) -> Tree:
    options = list(base.options(item))
    tree = as_tree(item)["score"]
    roll = draw.random()
    if roll < 0.25 or item.ask.type in ("yes_no", "date"):
        return _score(draw, item.ask.type, options) if item.ask.type in _KINDS else tree
    return _shifted(draw, tree)


_KINDS = ("percent", "number", "integer", "one_of", "many_of", "yes_no", "date")


def _shifted(draw: Random, tree: Any) -> Any:
    """The same function with some of its numbers moved, all the same way more often than not."""
    factor = draw.choice([0.8, 0.9, 1.1, 1.25, 1.5])
    often = draw.choice([1.0, 0.5])

    def moved(node: Any, key: str = "") -> Any:
        if isinstance(node, dict):
            return {name: moved(each, name) for name, each in node.items()}
        if isinstance(node, list):
            return [moved(each, key) for each in node]
        if isinstance(node, bool) or not isinstance(node, int | float) or draw.random() > often:
            return node
        if key in ("points", "otherwise", "cap") or (key not in _THRESHOLDS and node > 10):
            return node if node in (0, 100) else min(100, max(0, round(node / factor)))
        return round(node * factor, 6)

    return moved(tree)


_THRESHOLDS = ("above", "from", "below", "up_to", "to", "at")


def _set_indicator(draw: Random, base: Framework) -> Change:
    item = draw.choice(base.indicators)
    return _set("indicators", item.id, draw.choice(_INDICATOR)(draw, base, item))


def _ask_words(draw: Random, _: Framework, item: Indicator) -> Tree:
    options = {name: words(name + "改") for name in list(item.ask.options)[:1]}
    return {"ask": {"options": options} if options else {draw.choice(["question", "criteria"]): words("改")}}


def _ask_bounds(draw: Random, _: Framework, item: Indicator) -> Tree:
    bounds = {"max": _number(draw)} if draw.random() < 0.7 else {"min": -_number(draw)}
    function = _of_number(draw) if item.ask.type in ("percent", "number", "integer") else as_tree(item)["score"]
    return {"ask": bounds, **({"score": function} if draw.random() < 0.5 else {})}


def _more_items(draw: Random, _: Framework, item: Indicator) -> Tree:
    if item.score.checklist is None:
        return {"obligation": draw.choice(["must", "may"])}
    checklist: Tree = (
        {"items": {"z": draw.randint(1, 9)}} if draw.random() < 0.5 else {"must_have": list(item.ask.options)}
    )
    return {"ask": {"options": {"z": words("z")} if "items" in checklist else {}}, "score": {"checklist": checklist}}


def _weight(draw: Random, _: Framework, item: Indicator) -> Tree:
    return {"weight": item.weight * draw.choice([1.1, 1.3, 1.5, 2] if item.required else [0.5, 1.2, 1.5, 20])}


def _target(draw: Random, _: Framework, item: Indicator) -> Tree:
    return {"target": min(100, item.target + draw.choice([0, 10, -10, 40]))}


def _targets(draw: Random, base: Framework, _: Indicator) -> Tree:
    year = next(each.id for each in base.profile if each.type == "integer" and each.required)
    return {"target_by": _target_by(draw, _levels(base), year)}


def _scope(draw: Random, base: Framework, item: Indicator) -> Tree:
    if draw.random() < 0.4:
        return {"applies": dict.fromkeys(item.applies)}
    many = next(each.id for each in base.profile if each.type == "many_of")
    return {"applies": _applies(draw, _levels(base), many)}


def _red_line(draw: Random, base: Framework, _: Indicator) -> Tree:
    some = draw.choice([{}, {}, {"level": draw.sample(_levels(base), 2)}])
    return {"required": draw.random() < 0.8, "not_applicable": [], "required_for": some}


def _levels(base: Framework) -> list[str]:
    return [option for each in base.profile if each.id == "level" for option in each.options]


def _reasons(draw: Random, base: Framework, _: Indicator) -> Tree:
    return {"not_applicable": draw.choice([[], [], [name] if (name := next(iter(base.reasons))) else []])}


def _excuses(draw: Random, _: Framework, __: Indicator) -> Tree:
    return draw.choice([
        {"evidence": {"required": draw.random() < 0.7}}, {"obligation": draw.choice(["must", "should", "may"])},
        {"ask": {"unit": words("unit")}}, {"ask": {"compute": draw.choice([None, *_COMPUTED])}},
        {"title": words("新"), "effort": 3, "advice": [words("先")], "who": words("部")},
    ])  # fmt: skip


def _function(draw: Random, base: Framework, item: Indicator) -> Tree:
    return {"score": _other_score(draw, base, item)}


_INDICATOR: list[Callable[[Random, Framework, Indicator], Tree]] = [
    *[_weight, _target, _excuses] * 2, _targets, _scope, _red_line, _reasons, _ask_bounds, _ask_words, _more_items,
    *[_function] * 5,
]  # fmt: skip


def _set_level(draw: Random, base: Framework) -> Change:
    level = draw.choice(base.levels)
    to = draw.choice([{"index": (level.index or 0) + draw.choice([-15, -1, 1, 10])},
                      {"chapter": draw.choice([None, 5, 60])}, {"red_lines": draw.random() < 0.6},
                      {"title": words("级")}])  # fmt: skip
    return _set("levels", level.id, to)


def _set_measure(draw: Random, base: Framework) -> Change:
    item = draw.choice(base.measures)
    to = draw.choice([{"weight": item.weight * draw.choice([0.5, 1.2, 9])}, {"title": words("措")},
                      {"horizon": draw.choice(["progress", "long-term"])},
                      {"aggregate": draw.choice([None, "geometric", "minimum", "arithmetic"])}])  # fmt: skip
    return _set("measures", item.id, to)


def _set_chapter(draw: Random, base: Framework) -> Change:
    item = draw.choice(base.chapters)
    to = draw.choice([{"weight": item.weight * draw.choice([0.5, 1.2, 9])},
                      {"aggregate": draw.choice([None, "geometric", "minimum", "arithmetic"])}])  # fmt: skip
    return _set("chapters", item.id, to)


def _set_other(draw: Random, base: Framework) -> Change:
    scale = draw.choice(list(base.scales))
    step = draw.choice(list(base.scales[scale].steps))
    table = draw.choice(base.tables)
    columns = as_tree(table)["columns"]
    draw.choice(columns).update(
        draw.choice([{"title": words("列")}, {"required": False}, {"max": 0.5}, {"hint": words("列")}])
    )
    return draw.choice([
        _set("scales", scale, {"steps": {step: {"points": draw.choice([0, 30, 50, 100])}}}),
        _set("scales", scale, {"steps": {step: {"text": words("步")}}}),
        _set("reasons", draw.choice(list(base.reasons)), words("由")),
        _set("tables", table.id, {"columns": columns}),
        _set("tables", table.id, {"hint": words("逐行")}),
        _set("checks", draw.choice(base.checks).id, {"severity": draw.choice(["warning", "error"])}),
        _set("checks", draw.choice(base.checks).id, {"that": "1 == 1"}),
        _set("profile", "level", {"options": {"city": words("市改")}}),
        _set("profile", "level", {"required": False}),
    ])  # fmt: skip


def _added_indicator(draw: Random, base: Framework) -> Change:
    measure = draw.choice(base.measures)
    small_base = any(table.id == "kpi" and len(table.columns) == 3 for table in base.tables)
    computed = draw.choice([None, None, "sum(kpi.n)", "count(kpi)", "sum(own.x)", "ratio(sum(own.x), count(kpi))"])
    made = indicator(draw, f"{measure.id}.new{draw.randint(0, 999)}", computed if small_base else None)
    if not small_base:
        made["ask"].pop("compute", None)
        made |= {
            "applies": {},
            "target_by": None,
            "not_applicable": [],
            "ask": {"type": "yes_no", "question": words("新")},
        }
        made |= {"score": {"expect": draw.choice(["yes", "no"])}, "clauses": [measure.clauses[0]]}
    made["clauses"] = [measure.clauses[0]]
    made["weight"] = draw.choice([0.1, 0.5, 1, 3, 1000])
    return (
        "add",
        "indicators",
        {"indicator": {key: each for key, each in made.items() if each is not None}, "because": WHY},
    )


def _added_measure(draw: Random, base: Framework) -> Change:
    name = f"P{draw.randint(10, 99)}"
    items = [indicator(draw, f"{name}.i{at}", draw.choice(["sum(own.x)", "sum(own.x)", None])) for at in range(2)]
    for item in items:
        item |= {"applies": {}, "not_applicable": []}
        item.pop("target_by", None)
        if item["ask"].get("compute", "own") != "own" and not any(table.id == "kpi" for table in base.tables):
            item["ask"]["compute"] = "sum(own.x)"
        if item["score"].get("scale") or item["score"].get("by"):
            item["ask"] = {"type": "yes_no", "question": words(name)}
            item["score"] = {"expect": "yes"}
    measure = _measure(draw, name, items)
    measure["weight"] = draw.choice([0.1, 0.5, 1, 5, 100])
    return "add", "measures", {"chapter": draw.choice(base.chapters).id, "measure": measure, "because": WHY}


def _hidden(draw: Random, base: Framework) -> Change:
    kind = draw.choice(["indicators", "levels", "checks", "measures"])
    item = draw.choice(getattr(base, kind))
    return "hide", kind, {"id": item.id, "because": WHY}


_CHANGES: list[Callable[[Random, Framework], Change]] = [
    *[_set_indicator] * 14, *[_set_level] * 3, _set_measure, _set_measure, _set_chapter, _set_other, _set_other,
    *[_added_indicator] * 3, _added_measure, _hidden,
]  # fmt: skip


def overlay(draw: Random, base: Framework, name: str = "prov") -> tuple[Tree, list[str]]:
    """An overlay of one to four changes, and what each changes, for the statistics."""
    tree: Tree = {
        "id": name,
        "version": "1.0.0",
        "title": words(name),
        "source": {"title": words("plan"), "number": "二号", "issuer": words("office"), "date": "2024-01-01"},
        "extends": base.id,
    }
    kinds: list[str] = []
    taken: set[str] = set()
    for _ in range(draw.choice([1, 1, 1, 2, 2, 3, 4])):
        group, kind, entry = draw.choice(_CHANGES)(draw, base)
        if entry.get("id", "") in taken:
            continue
        taken |= {entry["id"]} if "id" in entry else set()
        tree.setdefault(group, {}).setdefault(kind, []).append(entry)
        key = "+".join(sorted(entry["to"])) if group == "set" else ""
        kinds.append(f"{group} {kind} {key}".strip())
    if "own." in json.dumps(tree):
        own = {
            "id": "own",
            "title": words("own"),
            "hint": words("own"),
            "columns": [{"id": "x", "title": words("x"), "type": "number"}],
        }
        tree.setdefault("add", {})["tables"] = [{"table": own, "because": WHY}]
    return tree, kinds


# --- stations ------------------------------------------------------------------------------------

_ANYWHERE = (0.0, 0.05, 0.1, 0.25, 0.3, 0.35, 0.5, 0.55, 0.6, 0.75, 0.9, 1.0)
_FAR = (-1e9, -7.0, -1.0, 1.1, 1.5, 2.0, 2.5, 3.0, 4.0, 5.5, 8.0, 10.0, 11.0, 1e9)


def _low_high(item: Indicator) -> tuple[float, float]:
    low, high = (0.0, 1.0) if item.ask.type == "percent" else (-1e9, 1e9)
    return (low if item.ask.min is None else item.ask.min), (high if item.ask.max is None else item.ask.max)


def _limits(score: Score) -> list[float]:
    """Where the points of a function change."""
    if score.by:
        return [limit for functions in score.by.values() for each in functions.values() for limit in _limits(each)]
    found = [limit for band in score.bands or () for limit in (band.above, band.from_, band.below, band.up_to)]
    found += [score.ramp.from_, score.ramp.to] if score.ramp else [score.capped.at] if score.capped else []
    return [limit for limit in found if isinstance(limit, float)]


def answer(draw: Random, framework: Framework, item: Indicator) -> Answered:
    """An answer that the question accepts: near where something changes, anywhere, or far out."""
    kind, options = item.ask.type, list(framework.options(item))
    if kind == "yes_no":
        return draw.random() < 0.5
    if kind == "one_of":
        return draw.choice(options)
    if kind == "many_of":
        return tuple(draw.sample(options, draw.randint(0, len(options))))
    if kind == "date":
        return draw.choice(
            ["2020-01-01", "2023-12-31", "2024-01-01", "2024-06-30", "2024-07-01", "2024-12-31", "2025-01-01"]
        )
    if kind == "text":
        return "字"
    low, high = _low_high(item)
    near = [limit * factor for limit in _limits(item.score) for factor in (0.9, 1.0, 1.0, 1.05, 1.2)]
    number = draw.choice([*near, draw.choice(_ANYWHERE), draw.choice(_FAR)])
    number = float(round(number)) if kind == "integer" else number
    return min(high, max(low, number))


def profile(draw: Random, question: ProfileQuestion) -> Answered | None:
    if question.type == "one_of":
        return draw.choice([*question.options, *([] if question.required else [None])])  # type: ignore[list-item]
    if question.type == "many_of":
        return draw.choice([None, tuple(draw.sample(list(question.options), draw.randint(0, len(question.options))))])
    if question.type == "integer":
        return float(draw.randint(2022, 2027)) if question.required else draw.choice([None, 0.0, 50.0])
    return "台"


def _rows(draw: Random, table: Table) -> TableRead:
    def cell(kind: str, options: list[str]) -> Answered:
        if kind == "yes_no":
            return draw.random() < 0.5
        if kind in ("one_of", "many_of"):
            return draw.choice(options) if kind == "one_of" else (draw.choice(options),)
        if kind == "percent":
            return draw.choice(_ANYWHERE)
        if kind in ("number", "integer", "money"):
            return (
                float(math.floor(draw.choice([*_ANYWHERE, *_FAR[1:-1]])))
                if kind != "number"
                else draw.choice([*_ANYWHERE, *_FAR])
            )
        return "2025-03-01" if kind == "date" else "字"

    rows = [
        {column.id: cell(column.type, list(column.options)) for column in table.columns}
        for _ in range(draw.choice([0, 0, 1, 1, 2, 4]))
    ]
    read = tuple(Row(number=at, values=values) for at, values in enumerate(rows, 2))
    return TableRead(id=table.id, sheet=table.id, rows=read, confirmed_empty=not rows and draw.random() < 0.5)


def station(draw: Random, framework: Framework) -> Questionnaire:
    """A station: some answer everything, some little; some name evidence throughout, some seldom."""
    place = Location(file="a.xlsx")
    answered, proven = draw.choice([1.0, 1.0, 0.8, 0.3]), draw.choice([1.0, 0.5])
    lapses = draw.choice([0.0, 0.3])

    def one(item: Indicator) -> Answer:
        lapsed = item.not_applicable and draw.random() < lapses
        value = answer(draw, framework, item) if not lapsed and draw.random() < answered else None
        return Answer(
            id=item.id,
            location=place,
            value=None if item.ask.compute is not None else value,
            reason=item.not_applicable[0] if lapsed else None,
            evidence="附件.pdf" if draw.random() < proven else "",
        )

    return Questionnaire(
        file="a.xlsx",
        sha256="",
        language="zh",
        profile={each.id: Answer(id=each.id, location=place, value=profile(draw, each)) for each in framework.profile},
        answers={item.id: one(item) for item in framework.indicators},
        tables={table.id: _rows(draw, table) for table in framework.tables},
    )
