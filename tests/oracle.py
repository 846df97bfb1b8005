"""A second implementation of the arithmetic, from the guides alone: rubrics as YAML, plain answers, every number.

Written by docs/scoring.md and docs/rubrics.md; it imports nothing of the package (`test_oracle.py` sees to that) and
has no part of its code. `agreeing.py` compares the two. Answers and points are exact fractions, so that "on paper"
means on paper; only logarithms, geometric means and the tree are floats.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache, cached_property
from typing import Any

import yaml
from oracle_expressions import Known, Tree, Value, compute, exact, has_nothing, read, tables_in
from oracle_rows import Rows, listed, written_out
from oracle_steps import Asked, Function, points_of, reachable

Plain = Mapping[str, Any]
_NEAR = 1e-9
_OUTCOMES = ("met", "partial", "unmet", "unanswered", "not_applicable", "out_of_scope")


@dataclass(frozen=True)
class Rules:
    """A framework: its file and its measures as plain YAML, every scalar a text."""

    whole: Plain
    measures: Mapping[str, Plain]

    def of(self, chapter: Plain) -> list[Plain]:
        """The measures of a chapter."""
        return [self.measures[name] for name in chapter["measures"]]

    @property
    def items(self) -> list[Plain]:
        """Every question, in order."""
        return [item for chapter in self.whole["chapters"] for each in self.of(chapter) for item in each["indicators"]]


def rules(files: Mapping[str, str]) -> Rules:
    """From the texts of a framework's files, by name."""
    # Every scalar is read as a text: what is a number is decided here, where it is used.
    trees = {name: yaml.load(text, yaml.CBaseLoader) for name, text in files.items() if "/" not in name}
    whole = trees.pop("framework.yaml")
    return Rules(whole=whole, measures={tree["id"]: written_out(whole, tree) for tree in trees.values()})


@dataclass(frozen=True)
class Station:
    """What a station filled in: plain values. A table of None is blank, one of no rows was confirmed to be empty."""

    profile: Mapping[str, Any]
    answers: Mapping[str, Any]
    reasons: Mapping[str, str] = field(default_factory=dict)
    evidence: frozenset[str] = frozenset()
    """Ids of questions, and of options as `question/option`, for which evidence was named."""
    tables: Mapping[str, Sequence[Mapping[str, Any]] | None] = field(default_factory=dict)
    cells: Mapping[str, Rows] = field(default_factory=dict)
    """Of tables with fixed rows what stands in each; in `tables` such rows say which they are under `row`."""
    nothing: frozenset[str] = frozenset()
    """Computed answers that have nothing to be computed from."""
    behind: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The tables that a computed answer comes from."""

    @property
    def known(self) -> Known:
        return Known(self.answers, self.profile, self.tables, self.cells, self.nothing, self.behind)


def settled(law: Rules, station: Station) -> Station:
    """The station with its computed answers, found by going over all of them until nothing changes any more."""
    trees = {item["id"]: _tree(item["ask"]["compute"]) for item in law.items if "compute" in item["ask"]}
    station = replace(station, answers={name: raw for name, raw in station.answers.items() if name not in trees})
    while True:
        known = station.known
        answers = {**station.answers, **{name: compute(tree, known) for name, tree in trees.items()}}
        behind = {name: frozenset(tables_in(tree, known)) for name, tree in trees.items()}
        nothing = frozenset(name for name, tree in trees.items() if has_nothing(tree, known))
        after = replace(station, answers=answers, behind=behind, nothing=nothing)
        if after == station:
            return after
        station = after


@dataclass(eq=False)
class Leaf:
    """One indicator of one station."""

    id: str
    weight: float
    outcome: str
    value: Any
    points: Fraction | None
    target: Fraction
    red: str
    """red_line: missed; unanswered_red_line; open_red_line: not kept, and it is not known to hold; else nothing."""
    shown: bool
    """Its evidence was named, or need not be; of ticked options that take their own, that of all."""
    proven: Fraction | None
    """Of the points those that count where evidence is asked for."""

    @property
    def in_play(self) -> bool:
        return self.outcome not in ("not_applicable", "out_of_scope")

    @property
    def counts(self) -> bool:
        """In play, or not applicable with points all the same."""
        return self.in_play or self.points is not None


@cache
def _tree(text: str) -> Tree:
    return read(text)


def _true(raw: object) -> bool:
    return raw is True or raw == "true"


# --- one indicator -------------------------------------------------------------------------------


def _matches(asked: Mapping[str, Sequence[str]], profile: Mapping[str, Any]) -> bool | None:
    """Whether a station is one of those named; None where its profile does not say."""
    is_unknown = False
    for question, options in asked.items():
        answer = profile.get(question)
        if answer is None:
            is_unknown = True
        elif not set(answer if isinstance(answer, tuple | list) else [answer]) & set(options):
            return False
    return None if is_unknown else True


def _target(item: Plain, profile: Mapping[str, Any]) -> Fraction:
    standard = exact(item.get("target", "100"))
    for question, targets in (item.get("target_by") or {}).items():
        answer = profile.get(question)
        if isinstance(answer, int | float) and not isinstance(answer, bool):
            passed = [key for key in targets if int(key) <= answer]
            return exact(targets[max(passed, key=int)]) if passed else standard
        return exact(targets[answer]) if answer in targets else standard
    return standard


def _function(item: Plain, whole: Plain, profile: Mapping[str, Any]) -> Function:
    """What scores the answers of this station, a shared scale as choices."""
    score = item["score"]
    if "by" in score:
        ((question, functions),) = score["by"].items()
        score = functions[profile[question]]
    ((name, how),) = score.items()
    if name == "scale":
        return "choices", {key: step["points"] for key, step in whole["scales"][how]["steps"].items()}
    return name, how


def _asked(item: Plain, function: Function) -> Asked:
    ask = item["ask"]
    low, high = ("0", "1") if ask["type"] == "percent" else (None, None)
    low, high = ask.get("min", low), ask.get("max", high)
    return Asked(
        type=ask["type"],
        low=None if low in (None, "null") else exact(low),
        high=None if high in (None, "null") else exact(high),
        options=tuple(function[1]["items"] if function[0] == "checklist" else function[1])
        if function[0] in ("checklist", "choices")
        else (),
    )


def _answer(item: Plain, station: Station) -> Value | tuple[str, ...]:
    raw = station.answers.get(item["id"])
    return exact(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else raw


def _when_empty(item: Plain, station: Station) -> str | None:
    """What is said of having nothing to compute from, where that is so."""
    said = item["ask"].get("when_empty")
    return str(said) if said is not None and item["id"] in station.nothing else None


def _leaf(item: Plain, whole: Plain, station: Station) -> Leaf:
    scope = _matches(item.get("applies") or {}, station.profile)
    line = item.get("red_line")
    named = _matches((line or {}).get("for") or {}, station.profile)
    target, value = _target(item, station.profile), _answer(item, station)
    points: Fraction | None = None
    if scope is False:
        outcome, value = "out_of_scope", None
    elif item["id"] in station.reasons:
        outcome, value = "not_applicable", None
    elif (empty := _when_empty(item, station)) is not None:
        value = None
        points = {"met": Fraction(100), "0": Fraction(0)}.get(empty)
        outcome = {"0": "unmet" if target > 0 else "met"}.get(empty, empty)
    elif value is None:
        outcome = "unanswered"
    else:
        points = points_of(_function(item, whole, station.profile), value)
        outcome = "met" if points >= target else "partial" if points > 0 else "unmet"
    if outcome == "not_applicable":
        lapsed = item.get("not_applicable_counts") or whole.get("not_applicable_counts", "excluded")
        points = {"full": Fraction(100), "zero": Fraction(0)}.get(lapsed)
    red = ""
    if line is not None and outcome in _OUTCOMES[:4] and named is not False:
        least = exact(line["below"]) if "below" in line else target
        if points is None or points < least:
            # A red line cannot be missed on an unknown; nor is a level reached on one.
            known = "red_line" if points is not None else "unanswered_red_line"
            red = known if scope and named else "open_red_line"
    shown, proven = (True, points) if outcome == "not_applicable" else _shown(item, whole, station, value, points)
    return Leaf(
        id=item["id"],
        weight=_weight(item, station.profile),
        outcome=outcome,
        value=value,
        points=points,
        target=target,
        red=red,
        shown=shown,
        proven=proven,
    )


def _shown(
    item: Plain, whole: Plain, station: Station, value: Any, points: Fraction | None
) -> tuple[bool, Fraction | None]:
    """Whether all of an answer has its evidence, and the points that have."""
    evidence = item.get("evidence") or {}
    if not _true(evidence.get("required", True)):
        return True, points
    if not _true(evidence.get("per_option", False)):
        named = item["id"] in station.evidence
        return named, points if named else points and Fraction(0)
    ticked = tuple(value or ())
    kept = tuple(option for option in ticked if f"{item['id']}/{option}" in station.evidence)
    proven = points_of(_function(item, whole, station.profile), kept) if points is not None else None
    return kept == ticked, proven


# --- the tree ------------------------------------------------------------------------------------

Weighed = Sequence[tuple[float, float | None]]
Scored = Callable[[Leaf], float | None]
"""The points at which a leaf counts; None where it leaves the denominator."""


@dataclass(eq=False)
class Branch:
    """A measure, a chapter or the whole."""

    id: str
    weight: float
    how: str
    """How what is inside is put together."""
    inside: "list[Branch | Leaf]"
    needs_all: bool = False
    full: float | None = None
    """Full marks of a sheet for all that is asked of the station; None: its weights add up to them."""

    @cached_property
    def names(self) -> frozenset[str]:
        """Of the leaves below."""
        return frozenset(leaf.id for leaf in leaves(self))


def grow(law: Rules, station: Station) -> Branch:
    """The tree of one station."""
    standard = law.whole.get("aggregate", "arithmetic")

    def branch(part: Plain, inside: "list[Branch | Leaf]") -> Branch:
        maximum = part.get("maximum")
        weight = 1.0 if part is law.whole else _weight(part, station.profile)
        full = None if maximum in (None, "null") else float(exact(maximum))
        name, how = "index" if part is law.whole else part["id"], part.get("aggregate") or standard
        return Branch(name, weight, how, inside, _true(part.get("needs_all", False)), full)

    chapters: list[Branch | Leaf] = []
    for chapter in law.whole["chapters"]:
        measures: list[Branch | Leaf] = [
            branch(each, [_leaf(item, law.whole, station) for item in each["indicators"] if _is_scored(item)])
            for each in law.of(chapter)
        ]
        chapters.append(branch(chapter, measures))
    return branch(law.whole, chapters)


def _is_scored(item: Plain) -> bool:
    return _true(item.get("scored", True))


def _weight(part: Plain, profile: Mapping[str, Any]) -> float:
    """The weight that holds for a station."""
    for question, weights in (part.get("weight_by") or {}).items():
        return float(exact(weights.get(profile.get(question), part["weight"])))
    return float(exact(part["weight"]))


def leaves(node: "Branch | Leaf") -> Iterator[Leaf]:
    """Those below a node, in order."""
    if isinstance(node, Leaf):
        yield node
    else:
        for each in node.inside:
            yield from leaves(each)


def score_of(node: "Branch | Leaf", scored: Scored) -> float | None:
    """The aggregate of what counts below a node; None where nothing does."""
    if isinstance(node, Leaf):
        return scored(node) if node.counts else None
    return in_hundred(node, [(each.weight, score_of(each, scored)) for each in node.inside])


def _is_asked(node: "Branch | Leaf") -> bool:
    """Whether any of it is asked of the station."""
    return any(leaf.outcome != "out_of_scope" for leaf in leaves(node))


def marks_of(node: Branch, weighed: Weighed) -> tuple[float, float] | None:
    """What a sheet comes to, and its full marks; None where nothing counts, or it is no sheet."""
    pairs = [(weight, found) for weight, found in weighed if found is not None]
    if node.how not in ("sum", "deduction") or not pairs:
        return None
    counted = math.fsum(weight for weight, _ in pairs)
    full = counted
    if node.full is not None:
        full = node.full * counted / math.fsum(each.weight for each in node.inside if _is_asked(each))
    if node.how == "sum":
        return min(full, math.fsum(weight * found for weight, found in pairs) / 100), full
    return full - math.fsum(weight * (100 - found) for weight, found in pairs) / 100, full


def in_hundred(node: Branch, weighed: Weighed) -> float | None:
    """The score of a node by those of what is inside."""
    if node.how not in ("sum", "deduction"):
        return together(node.how, weighed)
    found = marks_of(node, weighed)
    return None if found is None else max(0.0, 100 * found[0] / found[1])


def together(how: str, weighed: Weighed) -> float | None:
    """One number of several with their weights; what is None leaves the denominator."""
    pairs = [(weight, found) for weight, found in weighed if found is not None]
    if not pairs:
        return None
    total = math.fsum(weight for weight, _ in pairs)
    if how == "minimum":
        return min(found for _, found in pairs)
    if how in ("geometric", "harmonic") and any(found == 0 for _, found in pairs):
        return 0.0
    if how == "harmonic":
        return total / math.fsum(weight / found for weight, found in pairs)
    if how == "geometric":
        return math.exp(math.fsum(weight * math.log(found) for weight, found in pairs) / total)
    return math.fsum(weight * found for weight, found in pairs) / total


def shares(node: "Branch | Leaf", counts: Callable[[Leaf], bool], whole: float = 1.0) -> dict[str, float]:
    """The effective weight of every leaf among those that count; 0 for the others."""
    if isinstance(node, Leaf):
        return {node.id: whole}
    found = dict.fromkeys((leaf.id for leaf in leaves(node)), 0.0)
    inside = [each for each in node.inside if any(map(counts, leaves(each)))]
    total = math.fsum(each.weight for each in inside)
    for each in inside:
        found |= shares(each, counts, whole * each.weight / total)
    return found


def _floor(leaf: Leaf) -> float:
    return float(leaf.points or 0)


def _ceiling(leaf: Leaf) -> float:
    return 100.0 if leaf.points is None else float(leaf.points)


def _evidenced(leaf: Leaf) -> float:
    return float(leaf.proven or 0)


def _answered_only(leaf: Leaf) -> float | None:
    return None if leaf.points is None else float(leaf.points)


def _branches(node: "Branch | Leaf") -> Iterator[Branch]:
    if isinstance(node, Branch):
        yield node
        for each in node.inside:
            yield from _branches(each)


# --- the whole -----------------------------------------------------------------------------------


def judge(law: Rules, station: Station) -> dict[str, Any]:
    """Every number of a station; or, under `refused`, why it cannot be judged."""
    cells = listed(law.whole, list(law.measures.values()), station)
    fixed = {name: list(rows.values()) if all(rows.values()) else None for name, rows in cells.items()}
    station = replace(station, tables={**station.tables, **fixed}, cells=cells)
    failed, refused = _checked(law, station)
    if refused:
        return {"refused": refused}
    station = settled(law, station)
    tree = grow(law, station)
    scored: Scored = _answered_only if law.whole.get("missing") == "redistribute" else _floor
    every = list(leaves(tree))
    weights = shares(tree, lambda leaf: leaf.counts)
    counted = shares(tree, lambda leaf: leaf.counts and scored(leaf) is not None)
    now = {node: score_of(node, scored) for node in _branches(tree)} | {leaf: scored(leaf) for leaf in every}
    lost: dict[str, float] = {leaf.id: counted[leaf.id] * (100 - _floor(leaf)) for leaf in every}
    lost |= {node.id: math.fsum(lost[leaf.id] for leaf in leaves(node)) for node in _branches(tree)}
    if not all(_is_mean(node) for node in _branches(tree) if any(leaf.counts for leaf in leaves(node))):
        lost = {part.id: _at_the_margin(tree, part, now) for part in now}
    nodes = {}
    for node in _branches(tree):
        inside = list(leaves(node))
        weight = math.fsum(weights[leaf.id] for leaf in inside)
        asked = math.fsum(weights[leaf.id] for leaf in inside if leaf.in_play)
        answered = math.fsum(weights[leaf.id] for leaf in inside if leaf.in_play and leaf.points is not None)
        nodes[node.id] = {
            "score": score_of(node, scored),
            "floor": score_of(node, _floor),
            "ceiling": score_of(node, _ceiling),
            "evidenced": score_of(node, _evidenced),
            "coverage": answered / asked if asked else 1.0 if weight else None,
            "withheld": None,
            "weight": 1.0 if node is tree else weight,
            "lost": lost[node.id],
            "to_target": _to_target(inside, weights),
        }
        marked = marks_of(node, [(each.weight, score_of(each, scored)) for each in node.inside])
        nodes[node.id] |= dict(zip(("marks", "full_marks"), marked or (None, None), strict=True))
    for node in _branches(tree):
        if _is_held_back(node):
            nodes[node.id] |= dict.fromkeys(_SCORES, None) | {"withheld": "incomplete"}
    voided = [each for each in law.whole.get("checks") or () if _true(each.get("voids")) and each["id"] in failed]
    if voided and nodes["index"]["ceiling"] is not None:
        nodes["index"] |= dict.fromkeys((*_SCORES, "floor", "ceiling"), None) | {"withheld": "voided"}
    level, following, blockers = _levels(law.whole, nodes, every, _said(law, station), station.profile)
    return {
        "results": {leaf.id: _result(leaf, weights, lost) | _steps(law, station, tree, leaf, now) for leaf in every}
        | {item["id"]: _unscored(item, station) for item in law.items if not _is_scored(item)},
        "nodes": nodes,
        "counts": {name: Counter(leaf.outcome for leaf in every)[name] for name in _OUTCOMES},
        "level": level,
        "next_level": following,
        "blockers": blockers,
        "failed": failed,
    }


def _result(leaf: Leaf, weights: Mapping[str, float], lost: Mapping[str, float]) -> dict[str, Any]:
    return {
        "outcome": leaf.outcome,
        "value": leaf.value,
        "points": leaf.points,
        "target": leaf.target,
        "gap": max(Fraction(0), leaf.target - (leaf.points or 0)) if leaf.in_play else 0,
        "weight": weights[leaf.id],
        "lost": lost[leaf.id],
        "red_line": {"red_line": "missed", "unanswered_red_line": "unanswered"}.get(leaf.red),
        "evidence_missing": leaf.points is not None and not leaf.shown,
    }


_SCORES = ("score", "evidenced", "marks", "full_marks")


def _is_held_back(node: Branch) -> bool:
    """Whether all in it has to be answered, or all in a part of it, and is not."""
    own = node.needs_all and any(leaf.in_play and leaf.points is None for leaf in leaves(node))
    return own or any(_is_held_back(each) for each in node.inside if isinstance(each, Branch))


def _unscored(item: Plain, station: Station) -> dict[str, Any]:
    asked = _matches(item.get("applies") or {}, station.profile) is not False
    return {
        "outcome": "not_scored",
        "value": _answer(item, station) if asked else None,
        "points": None,
        "target": 100,
        "gap": 0,
        "weight": 0,
        "lost": 0,
        "red_line": None,
        "evidence_missing": False,
        "next_step": None,
        "to_target": None,
    }


def _to_target(inside: Sequence[Leaf], weights: Mapping[str, float]) -> float | None:
    """Of what the targets ask for, by weight, the part that is there."""
    there = [leaf for leaf in inside if leaf.in_play]
    if not there:
        return None
    asked = math.fsum(weights[leaf.id] * float(leaf.target) for leaf in there)
    have = math.fsum(weights[leaf.id] * float(min(leaf.target, leaf.points or 0)) for leaf in there)
    return have / asked if asked else 1.0


Now = Mapping["Branch | Leaf", float | None]


def _steps(law: Rules, station: Station, tree: Branch, leaf: Leaf, now: Now) -> dict[str, Any]:
    """The points and the gain of the next step and of the one to the target; None where there is none."""
    steps: dict[str, Any] = {"next_step": None, "to_target": None}
    if not leaf.in_play:
        return steps
    item = next(each for each in law.measures[leaf.id.partition(".")[0]]["indicators"] if each["id"] == leaf.id)
    function = _function(item, law.whole, station.profile)
    have = leaf.points or Fraction(0)
    if have == 100:
        return steps
    better = reachable(function, _asked(item, function), leaf.value, have, leaf.target)
    first = {"next_step": better.onward, "to_target": better.to_target if have < leaf.target else None}
    for name, points in first.items():
        if points is not None:
            steps[name] = {"points": points, "gain": _gain(tree, leaf, points, now)}
    return steps


def _is_mean(node: Branch) -> bool:
    """Whether what is lost below adds up: a sheet is a mean where its full marks are what the weights add up to."""
    asked = math.fsum(each.weight for each in node.inside if _is_asked(each))
    return node.how == "arithmetic" or (node.how in ("sum", "deduction") and node.full in (None, asked))


def _at_the_margin(tree: Branch, part: "Branch | Leaf", now: Now) -> float:
    """The index if this part alone were at 100, less the index now; 0 where it does not count."""
    counts = part.counts if isinstance(part, Leaf) else True
    if not counts or now[part] is None or now[tree] is None:
        return 0.0

    def after(node: "Branch | Leaf") -> float | None:
        if node is part:
            return 100.0
        if isinstance(node, Leaf):
            return now[node] if node.counts else None
        return in_hundred(node, [(each.weight, after(each)) for each in node.inside])

    return max(0.0, (after(tree) or 0.0) - (now[tree] or 0.0))


def _gain(tree: Branch, moved: Leaf, points: Fraction, now: Now) -> float:
    """The index with this one leaf moved, less the index now; where there is none, 0."""

    def after(node: Branch) -> float | None:
        """Only what has the leaf in it is computed again."""
        children = [
            (each.weight, float(points))
            if each is moved
            else (each.weight, after(each) if isinstance(each, Branch) and moved.id in each.names else now[each])
            for each in node.inside
            if not isinstance(each, Leaf) or each.counts
        ]
        return in_hundred(node, children)

    return (after(tree) or 0.0) - (now[tree] or 0.0)


def _checked(law: Rules, station: Station) -> tuple[list[str], list[str]]:
    """The cross-checks that fail, and the codes of what stands in the way of judging."""
    station = settled(law, station)
    known = station.known
    failed = [each for each in law.whole.get("checks") or () if compute(_tree(each["that"]), known) is False]
    refused = ["check-failed" for each in failed if each.get("severity") == "error"]
    excused = [item for item in law.items if "compute" in item["ask"] and item["id"] in station.reasons]
    refused += [
        "answer-and-reason"
        for item in excused
        if _answer(item, station) is not None and _when_empty(item, station) is None
    ]
    return [each["id"] for each in failed], sorted(refused)


def _levels(
    whole: Plain, nodes: Mapping[str, Plain], every: Sequence[Leaf], said: Plain, profile: Plain
) -> tuple[str | None, str | None, list[tuple[str, str]]]:
    """The level, the next one, and what keeps the station from it: from the bottom up."""
    reached = None
    if nodes["index"]["withheld"] is not None:
        return None, None, []
    for level in whole.get("levels") or ():
        blockers = list(_lacking(whole, level, nodes, every, said, profile))
        if blockers or nodes["index"]["ceiling"] is None:
            return reached, level["id"], blockers
        reached = level["id"]
    return reached, None, []


def _lacking(
    whole: Plain, level: Plain, nodes: Mapping[str, Plain], every: Sequence[Leaf], said: Plain, profile: Plain
) -> Iterator[tuple[str, str]]:
    """Each condition of a level that is not fulfilled."""
    counted = level.get("on", "score")

    def short(name: str, need: str) -> bool:
        have = nodes[name][counted]
        return have is None or have < float(exact(need)) - _NEAR

    if "index" in level and short("index", level["index"]):
        yield "index", "index"
    for chapter in whole["chapters"]:
        needs = [level[key] for key in ("chapter",) if key in level]
        needs += [need for name, need in (level.get("chapters") or {}).items() if name == chapter["id"]]
        if nodes[chapter["id"]]["ceiling"] is not None and any(short(chapter["id"], need) for need in needs):
            yield "chapter", chapter["id"]
    for name, need in (level.get("measures") or {}).items():
        if nodes[name]["ceiling"] is not None and short(name, need):
            yield "measure", name
    yield from _indicators_lacking(level, counted, every)
    coverage = nodes["index"]["coverage"]
    if "coverage" in level and (coverage is None or coverage < float(exact(level["coverage"])) - _NEAR):
        yield "coverage", "index"
    if _true(level.get("red_lines", True)):
        yield from ((leaf.red, leaf.id) for leaf in every if leaf.red)
    if "that" in level and compute(_tree(level["that"]), _read(whole, nodes, every, said, profile)) is not True:
        yield "that", level["id"]


def _indicators_lacking(level: Plain, counted: str, every: Sequence[Leaf]) -> Iterator[tuple[str, str]]:
    leaf_of = {leaf.id: leaf for leaf in every}
    for name, need in (level.get("indicators") or {}).items():
        leaf = leaf_of[name]
        points = leaf.points if counted == "score" else leaf.proven
        if leaf.in_play and (points is None or points < exact(need)):
            yield "indicator", name


def _said(law: Rules, station: Station) -> Plain:
    """The answers to what is not scored, by id."""
    return {item["id"]: _unscored(item, station)["value"] for item in law.items if not _is_scored(item)}


def _read(whole: Plain, nodes: Mapping[str, Plain], every: Sequence[Leaf], said: Plain, profile: Plain) -> Known:
    """What an expression of a level may read, by name."""
    chapters = {name: chapter["id"] for chapter in whole["chapters"] for name in chapter["measures"]}
    found: dict[str, Any] = {}
    for name, node in nodes.items():
        inside = [leaf for leaf in every if name in ("index", (own := leaf.id.partition(".")[0]), chapters[own])]
        told: dict[str, Any] = {key: node[key] for key in ("score", "evidenced", "coverage")}
        told = {key: None if number is None else round(number, 9) for key, number in told.items()}
        told |= {key: sum(leaf.outcome == key for leaf in inside) for key in _OUTCOMES[:4]}
        told["in_play"] = sum(leaf.in_play for leaf in inside)
        blank = [leaf.points is None for leaf in inside if leaf.red]
        told |= {"red_lines_missed": blank.count(False), "red_lines_unanswered": blank.count(True)}
        found |= {f"{name}.{key}": value for key, value in told.items()}
    for leaf in every:
        found[f"{leaf.id}.points"] = (leaf.points or Fraction(0)) if leaf.in_play else None
        found[f"{leaf.id}.met"] = leaf.outcome == "met" or not leaf.in_play
        found[f"{leaf.id}.in_play"] = leaf.in_play
    found |= {f"{name}.answer": value for name, value in said.items()}
    return Known({name.replace("_", "-"): value for name, value in found.items()}, profile, {})
