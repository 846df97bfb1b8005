"""Random tables with fixed rows for random frameworks, and what a station fills in there."""

import json
from random import Random
from typing import Any

from random_frameworks import LEVELS, indicator, words

Tree = dict[str, Any]
ROWS = ("r-1", "r-2", "r-3", "r-4")
_COMPUTED = (
    ("yes_no", "row(duties.state, 'r-1') == 'p'"),
    ("yes_no", "row(duties.flag, 'r-2') or row(duties.n, 'r-1') > 1"),
    ("number", "row(duties.n, 'r-1') * 2 - 1"),
    ("number", "sum(duties.n, duties.state != 'na') + row(duties.n, 'r-3')"),
    ("number", "count(duties, duties.state == 'q') / count(duties, duties.flag)"),
    ("percent", "share(duties, duties.state == 'p')"),
)


def with_rows(draw: Random, files: dict[str, str]) -> dict[str, str]:
    """The files of a framework, some of its indicators now asked in a table whose rows it lists."""
    trees: dict[str, Tree] = {name: json.loads(text) for name, text in files.items()}
    whole, measures = trees["framework.yaml"], [tree for name, tree in trees.items() if name != "framework.yaml"]
    rows = {name: {"title": words(name), "weight": draw.choice([1, 2, 0.5, 7])} for name in ROWS[: draw.randint(3, 4)]}
    for row in rows.values():
        if draw.random() < 0.3:
            row["applies"] = {"level": draw.sample(LEVELS, 2)}
    options = {name: words(name) for name in ("p", "q", "na")}
    columns = [
        {"id": "state", "title": words("state"), "type": "one_of", "options": options},
        {"id": "proof", "title": words("proof"), "required": False},
        {"id": "flag", "title": words("flag"), "type": "yes_no"},
        {"id": "n", "title": words("n"), "type": "number", "required": False},
    ]
    whole["tables"].append(
        {"id": "duties", "title": words("duties"), "hint": words("h"), "columns": columns, "fixed": rows}
    )
    cell: Tree = {"table": "duties", "column": "state", "evidence": "proof"}
    lapses = draw.random() < 0.5
    if lapses:
        cell["reasons"] = {"na": "none"}
    if draw.random() < 0.5:
        cell["only"] = draw.sample(list(rows), 2)
    _add(
        draw,
        measures,
        "state",
        "one_of",
        {"cell": cell},
        {"choices": {"p": 100, "q": 30} | ({} if lapses else {"na": 5})},
    )
    if draw.random() < 0.6:
        one = {"table": "duties", "column": "flag", "row": "r-1", "evidence": "proof"}
        made = _add(draw, measures, "flag", "yes_no", {"cell": one}, {"expect": "yes"})
        made["applies"] = rows["r-1"].get("applies", {})
    if draw.random() < 0.6:
        kind, compute = draw.choice(_COMPUTED)
        said = {"compute": compute} | ({} if "(duties" not in compute.replace("row(duties", "") else {"when_empty": 0})
        _add(draw, measures, "more", kind, said, {"expect": "yes"} if kind == "yes_no" else {"capped": {"at": 0.5}})
    return {name: json.dumps(tree, ensure_ascii=False) for name, tree in trees.items()}


def _add(draw: Random, measures: list[Tree], name: str, kind: str, asked: Tree, score: Tree) -> Tree:
    measure = draw.choice(measures)
    made = indicator(draw, f"{measure['id']}.{name}")
    made |= {"ask": {"type": kind, "question": words(name), **asked}, "score": score, "not_applicable": []}
    made |= {"title": {"zh": "字{row}", "en": "Word {row}"}} if name == "state" else {}
    made.pop("target_by", None)
    made.pop("applies", None)
    measure["indicators"].append(made)
    return made
