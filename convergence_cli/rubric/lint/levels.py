"""Levels: each asks for something that there is, that can be reached, and that the one below does not ask for yet."""

from collections.abc import Iterator, Mapping
from typing import Any

from convergence_cli.functions.by import each
from convergence_cli.functions.registry import function_of
from convergence_cli.model.expression import Expression, references
from convergence_cli.model.framework import Framework, Indicator, Level
from convergence_cli.model.numbers import FULL
from convergence_cli.model.question import AnswerType
from convergence_cli.rubric.expression import Names, Shape
from convergence_cli.rubric.lint.expressions import read, spelt
from convergence_cli.rubric.lint.fault import FRAMEWORK_FILE, Fault, fault, unknown
from convergence_cli.rubric.lint.functions import lint_score
from convergence_cli.rubric.lint.possible import Possible, possible
from convergence_cli.rubric.strict_yaml import Path

OF_A_PART: dict[str, AnswerType] = {
    "score": "number",
    "evidenced": "number",
    "coverage": "percent",
    **dict.fromkeys(("in_play", "met", "partial", "unmet", "unanswered"), "integer"),
    **dict.fromkeys(("red_lines_missed", "red_lines_unanswered"), "integer"),
}
"""What an expression can ask of the whole, a chapter or a measure, and what kind of value it is."""
OF_AN_INDICATOR: dict[str, AnswerType] = {"points": "number", "met": "yes_no", "in_play": "yes_no"}

_RED_LINES = ("red_lines",)
Least = dict[tuple[str, ...], float]
"""What a level asks for, by key and id, and how much of it."""


def lint_levels(framework: Framework, parsed: dict[str, Expression]) -> Iterator[Fault]:
    """Every level's rules; each `that` is parsed into `parsed`."""
    best, below = _best(framework), Least()
    for place, level in enumerate(framework.levels):
        path: Path = ("levels", place)
        asked = _asked(level)
        if not asked:
            yield fault(FRAMEWORK_FILE, (*path, "id"), "level-no-condition", found=level.id)
        yield from _unknown(framework, level, path)
        yield from _reachable(asked, best, level, path)
        lower = [key for key, least in asked.items() if least < below.get(key, least)]
        # That red lines count from now on is not enough by itself: a level is told by what it takes.
        told = {key: least for key, least in asked.items() if key != _RED_LINES} or asked
        if lower or (told and all(below.get(key) == least for key, least in told.items())):
            yield fault(FRAMEWORK_FILE, (*path, "id"), "level-not-rising", found=level.id)
        below |= asked
        yield from _that(framework, level, path, parsed, best)


def _asked(level: Level) -> Least:
    """What a level asks for. What counts evidence alone is another thing than what counts everything."""
    asked: Least = {}
    for key in ("index", "chapter"):
        if (least := getattr(level, key)) is not None:
            asked[level.on, key] = least
    for key in ("chapters", "measures", "indicators"):
        asked |= {(level.on, key, name): least for name, least in getattr(level, key).items()}
    if level.coverage is not None:
        asked["coverage",] = level.coverage
    if level.red_lines:
        asked[_RED_LINES] = 1.0
    if level.that is not None:
        asked["that", level.that] = 1.0
    return asked


def _unknown(framework: Framework, level: Level, path: Path) -> Iterator[Fault]:
    known: tuple[tuple[str, Mapping[str, Any]], ...] = (
        ("chapters", {each.id: each for each in framework.chapters if _inside(framework, each.id)}),
        ("measures", {each.id: each for each in framework.measures if each.scored}),
        ("indicators", {each.id: each for each in framework.scored}),
    )
    for key, there in known:
        for name in getattr(level, key):
            if name not in there:
                yield unknown(FRAMEWORK_FILE, (*path, key, name), "level-unknown-part", name, there)


def _reachable(asked: Least, best: Mapping[str, float], level: Level, path: Path) -> Iterator[Fault]:
    for key, least in asked.items():
        _, *rest = key
        name = rest[-1] if len(key) == 3 else "index" if "index" in key else ""
        if key == ("coverage",):
            if not 0 < least <= 1:
                yield fault(FRAMEWORK_FILE, (*path, "coverage"), "level-coverage", found=f"{least:g}")
        elif key[0] in ("score", "evidenced") and not 0 <= least <= best.get(name, FULL):
            at: Path = (*path, *rest)
            facts = {"need": f"{least:g}", "most": f"{best.get(name, FULL):.6g}"}
            yield fault(FRAMEWORK_FILE, at, "level-unreachable", found=level.id, **facts)


def _best(framework: Framework) -> dict[str, float]:
    """The most that any answer can bring to every indicator, and to every part: what else is in it may not apply."""
    most = {item.id: _most(framework, item) for item in framework.scored}
    for name in ("index", *framework.chapter, *framework.measure):
        most[name] = max((most[item.id] for item in _inside(framework, name)), default=FULL)
    return most


def _most(framework: Framework, item: Indicator) -> float:
    """The greatest points of an indicator for any station; 100 where its scoring has faults of its own."""
    if any(True for _ in lint_score(framework, item)):
        return FULL
    functions = (own for _, own in each(item.score))
    return max((function_of(own, framework).extremes()[1] for own in functions), default=FULL)


# --- expressions -------------------------------------------------------------------------------------


def _that(
    framework: Framework, level: Level, path: Path, parsed: dict[str, Expression], best: Mapping[str, float]
) -> Iterator[Fault]:
    if (level.that is None) != (level.because is None):
        key = "that" if level.because is None else "because"
        yield fault(FRAMEWORK_FILE, (*path, key), "level-that-unsaid", found=level.id)
    if level.that is None:
        return
    at: Path = (*path, "that")
    expression = read(level.that, names_of(framework), Shape(kind="truth"), FRAMEWORK_FILE, at)
    if isinstance(expression, Fault):
        yield expression
        return
    parsed[level.key] = expression
    if not references(expression):
        yield fault(FRAMEWORK_FILE, at, "level-that-constant", found=level.id)
        return
    truths = possible(expression, _bounds(framework, expression, best))
    if truths == frozenset({False}):
        yield fault(FRAMEWORK_FILE, at, "level-that-never", found=level.id)
    elif truths == frozenset({True}):
        yield fault(FRAMEWORK_FILE, at, "level-that-constant", found=level.id)


def names_of(framework: Framework) -> Names:
    """All that a `that` may read: `index.score`, `technology.partial`, `M16.kpi_weight.points`, `profile.level`.

    Of what is not scored it is the answer.
    """
    parts = ["index", *framework.chapter, *framework.measure]
    asked = [(name, OF_A_PART) for name in parts]
    asked += [(item.id, OF_AN_INDICATOR if item.scored else {"answer": item.ask.type}) for item in framework.indicators]
    options = {f"profile.{item.id}": tuple(item.options) for item in framework.profile}
    options |= {f"{spelt(item.id)}.answer": tuple(item.ask.options) for item in framework.indicators}
    return Names(
        answers={
            f"{spelt(name)}.{quantity}": (f"{name}.{quantity}", kind)
            for name, quantities in asked
            for quantity, kind in quantities.items()
        },
        profile={item.id: item.type for item in framework.profile},
        tables={},
        options=options,
    )


def _bounds(framework: Framework, expression: Expression, best: Mapping[str, float]) -> dict[str, Possible]:
    """Between what each number of an expression lies; a truth may be both, and so may what a profile says."""
    found: dict[str, Possible] = {}
    for reference in references(expression):
        name, _, quantity = reference.id.rpartition(".")
        if reference.kind != "answer" or quantity == "answer":
            continue
        if quantity in ("score", "evidenced", "points"):
            found[reference.id] = (0.0, best.get(name, FULL))
        elif quantity == "coverage":
            found[reference.id] = (0.0, 1.0)
        elif name not in framework.indicator:
            found[reference.id] = (0.0, float(len(_inside(framework, name, red=quantity.startswith("red_lines")))))
    return found


def _inside(framework: Framework, name: str, *, red: bool = False) -> list[Indicator]:
    """The indicators of a part, or its red lines alone."""
    chapters = framework.chapter_of
    return [
        item
        for item in framework.scored
        if name in ("index", item.measure, chapters[item.measure].id if item.measure in chapters else "")
        and (item.red_line is not None or not red)
    ]
