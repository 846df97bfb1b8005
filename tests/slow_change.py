"""What changed between two runs, computed anew from their JSON reports alone: plain tables of pandas, column by column.

Nothing of the program is used. Whatever is told of a run, a part, an indicator, a red line, a level or a station is
made a second time here, as `{where: number}`; the two lists are then held against each other.
"""

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

Document = dict[str, Any]
Numbers = dict[str, Any]
IN_PLAY = ("met", "partial", "unmet", "unanswered")
_NEAR = 1e-9


def expected(old: Document, new: Document) -> Numbers:
    """What a comparison has to say of two batches whose stations are told apart by their names."""
    sides = [_Side(each) for each in (old, new)]
    both = [name for name in sides[1].stations.index if name in sides[0].stations.index]
    return {
        **dict(_overall(sides, both)),
        **dict(_stations(sides, both)),
        **dict(_parts(sides, both)),
        **dict(_indicators(sides, both)),
        **dict(_red_lines(sides, both)),
        **dict(_levels(sides, both)),
    }


def told(said: Document) -> Numbers:
    """The same out of the JSON document of a comparison."""
    found: Numbers = {}
    for run in ("whole_before", "whole_after", "panel_before", "panel_after"):
        found |= {f"{run} {key}": number for key, number in said[run].items() if key in ("stations", "mean", "median")}
    found["appeared"] = sorted(each["station"] for each in said["appeared"])
    found["vanished"] = sorted(each["station"] for each in said["vanished"])
    for each in said["stations"]:
        name = each["station"]
        found |= {f"{name} {key}": each[key] for key in ("before", "after", "change", "level_before", "level_after")}
        found |= {f"{name} {key}": sorted(each[key]) for key in ("opened", "closed", "open")}
        found[f"{name} sum"] = math.fsum(each["split"][key] for key in ("answers", "scope", "framework"))
        found[f"{name} effects"] = math.fsum(each["effects"].values()) - each["split"]["answers"]
        found |= {f"{name} effect {indicator}": effect for indicator, effect in each["effects"].items()}
    for part in said["parts"]:
        found |= {f"{part['id']} {key}": number for key, number in part.items() if key != "id"}
    for item in said["indicators"]:
        keys = ("stations", "before", "after", "rose", "fell", "below_before", "below_after")
        found |= {f"{item['id']} {key}": item[key] for key in keys}
    for line in said["red_lines"]:
        found |= {f"{line['id']} red line {key}": number for key, number in line.items() if key != "id"}
    found |= {f"level {move['before']} {move['after']}": move["stations"] for move in said["levels"]}
    return found


def differences(said: Numbers, made: Numbers) -> list[str]:
    """Every number that is not the same in both; effects are known by hand of some stations alone."""
    names = {name for name in said if " effect " not in name} | set(made)
    return [
        f"{name}: {said.get(name)} is told, {made.get(name)} was computed"
        for name in sorted(names)
        if not _same(said.get(name, 0.0 if " effect " in name else None), made.get(name))
    ]


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, float) or isinstance(other, float):
        return one is not None and other is not None and math.isclose(one, other, rel_tol=_NEAR, abs_tol=_NEAR)
    return bool(one == other)


class _Side:
    """One run's report as tables, a row for each station, by name."""

    def __init__(self, document: Document) -> None:
        given = document["stations"]
        names = pd.Index([each["station"] for each in given])
        assert names.is_unique
        self.stations = pd.DataFrame(
            {"score": [each["index"]["score"] for each in given], "level": [each["level"] for each in given]},
            index=names,
        )
        self.lines = {each["station"]: {*each["red_lines_missed"], *each["red_lines_unanswered"]} for each in given}
        nodes = [(each["station"], one["id"], one["score"]) for each in given for one in _nodes(each)]
        self.nodes = pd.DataFrame(nodes, columns=["station", "id", "score"]).pivot(
            index="station", columns="id", values="score"
        )
        every = pd.DataFrame(
            [{"station": each["station"], **one} for each in given for one in each["indicators"]],
            columns=["station", "id", "outcome", "points", "weight"],
        )
        self.outcome, self.points, self.weight = (
            every.pivot(index="station", columns="id", values=key) for key in ("outcome", "points", "weight")
        )


def _nodes(station: Document) -> list[Document]:
    return [station["index"], *station["chapters"], *station["measures"]]


def _overall(sides: list[_Side], both: list[str]) -> Iterator[tuple[str, Any]]:
    for when, side in zip(("before", "after"), sides, strict=True):
        for which, scores in (("whole", side.stations["score"]), ("panel", side.stations["score"].loc[both])):
            yield f"{which}_{when} stations", len(scores)
            yield f"{which}_{when} mean", float(scores.mean())
            yield f"{which}_{when} median", float(scores.median())
    old, new = (set(side.stations.index) for side in sides)
    yield "appeared", sorted(new - old)
    yield "vanished", sorted(old - new)


def _stations(sides: list[_Side], both: list[str]) -> Iterator[tuple[str, Any]]:
    old, new = sides
    counted = (old.weight.loc[both] > 0) == (new.weight.loc[both] > 0)
    effects = new.weight.loc[both] * (new.points.loc[both].fillna(0.0) - old.points.loc[both].fillna(0.0))
    for name in both:
        was, now = (side.stations.loc[name] for side in sides)
        yield f"{name} before", float(was["score"])
        yield f"{name} after", float(now["score"])
        yield f"{name} change", float(now["score"] - was["score"])
        yield f"{name} level_before", was["level"]
        yield f"{name} level_after", now["level"]
        before, after = old.lines[name], new.lines[name]
        yield f"{name} opened", sorted(after - before)
        yield f"{name} closed", sorted(before - after)
        yield f"{name} open", sorted(before & after)
        # Answers, scope and framework are the whole change, and what indicators did is what answers did.
        yield f"{name} sum", float(now["score"] - was["score"])
        yield f"{name} effects", 0.0
        # Where the same indicators count in both runs, each did its weight times its points.
        if counted.loc[name].all():
            yield from ((f"{name} effect {item}", float(effect)) for item, effect in effects.loc[name].items())


def _parts(sides: list[_Side], both: list[str]) -> Iterator[tuple[str, Any]]:
    for name in sides[1].nodes:
        scores = pd.DataFrame({at: side.nodes[name] for at, side in enumerate(sides)}).loc[both].dropna()
        printed = (scores + _NEAR).round(1)
        yield f"{name} stations", len(scores)
        yield f"{name} before", float(scores[0].mean())
        yield f"{name} after", float(scores[1].mean())
        yield f"{name} rose", int((printed[1] > printed[0]).sum())
        yield f"{name} fell", int((printed[1] < printed[0]).sum())
        yield f"{name} whole_before", float(sides[0].nodes[name].mean())
        yield f"{name} whole_after", float(sides[1].nodes[name].mean())


def _indicators(sides: list[_Side], both: list[str]) -> Iterator[tuple[str, Any]]:
    for name in sides[1].points:
        outcomes = pd.DataFrame({at: side.outcome[name] for at, side in enumerate(sides)}).loc[both]
        in_play = outcomes.isin(IN_PLAY).all(axis=1)
        points = pd.DataFrame({at: side.points[name] for at, side in enumerate(sides)}).loc[both][in_play].fillna(0.0)
        below = outcomes[in_play].isin(IN_PLAY[1:]).sum()
        yield f"{name} stations", int(in_play.sum())
        yield f"{name} before", float(points[0].mean()) if len(points) else None
        yield f"{name} after", float(points[1].mean()) if len(points) else None
        yield f"{name} rose", int((points[1] > points[0]).sum())
        yield f"{name} fell", int((points[1] < points[0]).sum())
        yield f"{name} below_before", int(below[0])
        yield f"{name} below_after", int(below[1])


def _red_lines(sides: list[_Side], both: list[str]) -> Iterator[tuple[str, Any]]:
    old, new = (
        pd.DataFrame(
            [(name, line) for name, lines in side.lines.items() for line in lines], columns=["station", "line"]
        )
        for side in sides
    )
    for line in sorted({*old["line"], *new["line"]}):
        was, now = (set(side[side["line"] == line]["station"]) for side in (old, new))
        yield f"{line} red line whole_before", len(was)
        yield f"{line} red line whole_after", len(now)
        yield f"{line} red line opened", len((now - was) & set(both))
        yield f"{line} red line closed", len((was - now) & set(both))
        yield f"{line} red line open", len(was & now)


def _levels(sides: list[_Side], both: list[str]) -> Iterator[tuple[str, Any]]:
    moves = pd.DataFrame({at: side.stations["level"].loc[both].fillna("None") for at, side in enumerate(sides)})
    for (before, after), count in moves.value_counts().items():
        yield f"level {before} {after}", int(count)
