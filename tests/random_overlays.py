"""Random overlays of any framework, as YAML has them: changes of every kind that there is, leaning neither way.

None says `relax`. Everything is drawn from one `random.Random`.
"""

import json
from collections.abc import Callable
from random import Random
from typing import Any

from random_frameworks import (
    COMPUTED,
    LAPSED,
    LEVELS,
    MEANINGS,
    UNLIKE,
    WHY,
    Tree,
    function,
    indicator,
    new_measure,
    number,
    of_number,
    scope,
    targets,
    words,
)

from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.rubric.write import as_tree

Change = tuple[str, str, Tree]
"""Group, kind, entry."""


def _set(kind: str, name: str, to: Tree) -> Change:
    return "set", kind, {"id": name, "to": to, "because": WHY}


def _other_score(draw: Random, base: Framework, item: Indicator) -> Tree:
    options = list(base.options(item))
    tree = as_tree(item)["score"]
    roll = draw.random()
    if roll < 0.25 or item.ask.type in ("yes_no", "date"):
        return function(draw, item.ask.type, options) if item.ask.type in _KINDS else tree
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
    item = draw.choice(base.scored)
    return _set("indicators", item.id, draw.choice(_INDICATOR)(draw, base, item))


def _ask_words(draw: Random, _: Framework, item: Indicator) -> Tree:
    options = {name: words(name + "改") for name in list(item.ask.options)[:1]}
    return {"ask": {"options": options} if options else {draw.choice(["question", "criteria"]): words("改")}}


def _ask_bounds(draw: Random, _: Framework, item: Indicator) -> Tree:
    bounds = {"max": number(draw)} if draw.random() < 0.7 else {"min": -number(draw)}
    function = of_number(draw) if item.ask.type in ("percent", "number", "integer") else as_tree(item)["score"]
    return {"ask": bounds, **({"score": function} if draw.random() < 0.5 else {})}


def _more_items(draw: Random, _: Framework, item: Indicator) -> Tree:
    if item.score.checklist is None:
        return {"obligation": draw.choice(["must", "may"])}
    checklist: Tree = (
        {"items": {"z": draw.randint(1, 9)}} if draw.random() < 0.5 else {"must_have": list(item.ask.options)}
    )
    return {"ask": {"options": {"z": words("z")} if "items" in checklist else {}}, "score": {"checklist": checklist}}


def _weight(draw: Random, _: Framework, item: Indicator) -> Tree:
    return {"weight": item.weight_for({}) * draw.choice([1.1, 1.3, 1.5, 2] if item.red_line else [0.5, 1.2, 1.5, 20])}


def _own_weight(draw: Random, _: Framework, __: Indicator) -> Tree:
    return _weight_by(draw)


def _target(draw: Random, _: Framework, item: Indicator) -> Tree:
    return {"target": min(100, item.target_for({}) + draw.choice([0, 10, -10, 40]))}


def _targets(draw: Random, base: Framework, _: Indicator) -> Tree:
    year = next(each.id for each in base.profile if each.type == "integer" and each.required)
    return {"target_by": targets(draw, _levels(base), year)}


def _scope(draw: Random, base: Framework, item: Indicator) -> Tree:
    if draw.random() < 0.4:
        return {"applies": dict.fromkeys(item.applies)}
    many = next(each.id for each in base.profile if each.type == "many_of")
    return {"applies": scope(draw, _levels(base), many)}


def _red_line(draw: Random, base: Framework, item: Indicator) -> Tree:
    if item.red_line is not None and draw.random() < 0.2:
        return {"red_line": None}
    some = draw.choice([{}, {}, {"for": {"level": draw.sample(_levels(base), 2)}}, {"for": None}])
    missed = draw.choice([{"unless": "met"}, {"below": draw.randint(1, int(item.target_for({})) or 1)}])
    return {"red_line": missed | some, "not_applicable": []}


def _levels(base: Framework) -> list[str]:
    return [option for each in base.profile if each.id == "level" for option in each.options]


def _reasons(draw: Random, base: Framework, _: Indicator) -> Tree:
    return {"not_applicable": draw.choice([[], [], [name] if (name := next(iter(base.reasons))) else []])}


def _computed(compute: str | None, draw: Random) -> Tree:
    return {"compute": compute, "when_empty": draw.choice(MEANINGS) if compute else None}


def _when_empty(draw: Random, base: Framework, item: Indicator) -> Tree:
    """Another meaning, now and then with another function."""
    if item.ask.when_empty is None:
        return _excuses(draw, base, item)
    also = {"score": _other_score(draw, base, item)} if draw.random() < 0.3 else {}
    return {"ask": {"when_empty": draw.choice(MEANINGS)}, **also}


def _excuses(draw: Random, _: Framework, __: Indicator) -> Tree:
    return draw.choice([
        {"evidence": {"required": draw.random() < 0.7}}, {"obligation": draw.choice(["must", "should", "may"])},
        {"ask": {"unit": words("unit")}}, {"ask": _computed(draw.choice([None, *COMPUTED]), draw)},
        {"title": words("新"), "effort": 3, "advice": [words("先")], "who": words("部")},
    ])  # fmt: skip


def _function(draw: Random, base: Framework, item: Indicator) -> Tree:
    return {"score": _other_score(draw, base, item)}


def _lapse(draw: Random, _: Framework, __: Indicator) -> Tree:
    return {"not_applicable_counts": draw.choice([None, *LAPSED])}


_INDICATOR: list[Callable[[Random, Framework, Indicator], Tree]] = [
    *[_weight, _target, _excuses, _when_empty] * 2, _targets, _scope, _own_weight, _red_line, _reasons, _ask_bounds,
    _ask_words, _more_items, _lapse, *[_function] * 5,
]  # fmt: skip


def _set_level(draw: Random, base: Framework) -> Change:
    level = draw.choice(base.levels)
    part, item = draw.choice(base.chapters).id, draw.choice(base.scored).id
    to = draw.choice([*[{"index": max(0, (level.index or 0) + draw.choice([-30, -15, -15, 10]))}] * 9,
                      *[{"chapter": draw.choice([None, 5, 60])}, {"red_lines": draw.random() < 0.6}] * 2,
                      {"title": words("级")}, {"chapters": {part: draw.choice([None, 5, 60])}},
                      {"indicators": {item: draw.choice([None, 5, 60])}}, {"coverage": draw.choice([None, 0.3, 1])},
                      {"on": draw.choice(["score", "evidenced"])},
                      {"that": draw.choice([None, "index.unmet <= 2"]), "because": words("级")}])  # fmt: skip
    return _set("levels", level.id, to)


def _put_together(draw: Random, part: Any) -> Tree:
    if part.maximum is not None and draw.random() < 0.7:
        return {"maximum": part.maximum * draw.choice([0.5, 1, 2])}
    return {"aggregate": draw.choice([None, "arithmetic", *UNLIKE])}


def _weight_by(draw: Random) -> Tree:
    return {"weight_by": {"level": {draw.choice(LEVELS): draw.choice([0.5, 1, 4])}}}


def _set_measure(draw: Random, base: Framework) -> Change:
    item = draw.choice(base.measures)
    to = draw.choice([{"weight": item.weight_for({}) * draw.choice([0.5, 1.2, 9])}, {"title": words("措")},
                      {"horizon": draw.choice(["progress", "long-term"])},
                      {"needs_all": draw.random() < 0.5}, _put_together(draw, item), _weight_by(draw)])  # fmt: skip
    return _set("measures", item.id, to)


def _set_chapter(draw: Random, base: Framework) -> Change:
    item = draw.choice(base.chapters)
    to = draw.choice([{"weight": item.weight_for({}) * draw.choice([0.5, 1.2, 9])},
                      _put_together(draw, item), _weight_by(draw)])  # fmt: skip
    return _set("chapters", item.id, to)


_SEVERITIES: list[Tree] = [{"severity": "warning"}, {"severity": "error"}, {"severity": None, "voids": True}]


def _set_other(draw: Random, base: Framework) -> Change:
    checks = [each.id for each in base.checks] or ["none"]
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
        _set("checks", draw.choice(checks), draw.choice(_SEVERITIES)),
        _set("checks", draw.choice(checks), {"that": "1 == 1"}),
        _set("profile", "level", {"options": {"city": words("市改")}}),
        _set("profile", "level", {"required": False}),
    ])  # fmt: skip


def _added_indicator(draw: Random, base: Framework) -> Change:
    measure = draw.choice(base.measures)
    small_base = any(table.id == "kpi" and len(table.columns) == 3 for table in base.tables)
    computed = draw.choice([None, None, "sum(kpi.n)", "count(kpi)", "sum(own.x)", "ratio(sum(own.x), count(kpi))"])
    made = indicator(draw, f"{measure.id}.new{draw.randint(0, 999)}", computed if small_base else None)
    if not small_base:
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
    measure = new_measure(draw, name, items)
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
