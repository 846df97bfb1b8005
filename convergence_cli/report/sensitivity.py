"""The sensitivity of one station after its gap report: a section of text, and data for programs."""

from collections.abc import Iterator
from typing import Any

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.sensitivity import Sensitivity, Turn, WeightBar
from convergence_cli.report.figures import percentage, plain, score, share
from convergence_cli.report.problems import printable
from convergence_cli.texts import say
from convergence_cli.texts.width import display_width, pad, wrap

_BAR = 16
_NUMBER = 7
_LEAST_TITLE = 20


def render(framework: Framework, found: Sensitivity, language: Language, *, width: int, top: int | None) -> str:
    """The section as text; `top` bars of the tornado, or all."""
    lines = [say(language, "sensitivity.heading-of", station=found.station.replace("\n", " "))]
    for text in _sentences(found, language):
        lines += ("  " + line for line in wrap(text, width - 2))
    lines.append("")
    lines += _tornado(framework, found, language, width, top)
    lines.append("")
    lines += _turns(framework, found, language, width)
    return "\n".join(printable(line) for line in lines) + "\n"


def nothing(language: Language) -> str:
    """The section where no indicator is in play."""
    return f"{say(language, 'sensitivity.heading')}\n  {say(language, 'sensitivity.nothing')}\n"


def _sentences(found: Sensitivity, language: Language) -> Iterator[str]:
    low, high = found.interval
    facts = {"draws": f"{found.draws:,}", "seed": found.seed, "spread": percentage(found.spread)}
    numbers = {"index": score(found.index), "low": score(low), "high": score(high)}
    yield say(language, "sensitivity.interval", **facts, **numbers)
    separator = say(language, "terms.list-separator")
    if found.held is not None:
        level = _level(found.level, language)
        yield say(language, "sensitivity.level-held", share=share(found.held), level=level)
        if len(found.levels) > 1:
            counts = (
                say(language, "sensitivity.level-count", level=_level(name, language), count=count)
                for name, count in found.levels.items()
            )
            yield say(language, "sensitivity.level-split", counts=separator.join(counts))
    yield say(language, "sensitivity.blanks", zero=score(found.blank_as_zero), full=score(found.blank_as_full))
    parts = (
        say(language, "sensitivity.aggregate", how=say(language, f"terms.{how}"), score=score(number))
        for how, number in found.aggregates.items()
    )
    yield say(language, "sensitivity.aggregates", parts=separator.join(parts))


def _level(level: str | None, language: Language) -> str:
    return level or say(language, "sensitivity.no-level")


def _tornado(
    framework: Framework, found: Sensitivity, language: Language, width: int, top: int | None
) -> Iterator[str]:
    shown = found.weights if top is None else found.weights[:top]
    yield from wrap(say(language, "sensitivity.weights", shown=len(shown), count=len(found.weights)), width)
    titles = _titles(framework, language)
    room = width - 2 - 2 * _NUMBER - 2
    longest = min(_BAR, max(0, room - _LEAST_TITLE))
    size = min(max((display_width(titles[bar.id]) for bar in shown), default=0), room - longest)
    heads = (say(language, "sensitivity.lighter", by=plain(by)) for by in (1 - found.spread, 1 + found.spread))
    yield " " * (2 + size) + "".join(" " * (_NUMBER - display_width(head)) + head for head in heads)
    widest = max((bar.span for bar in shown), default=0.0)
    for bar in shown:
        drawn = "#" * round(longest * bar.span / widest) if widest else ""
        numbers = score(bar.lighter).rjust(_NUMBER) + score(bar.heavier).rjust(_NUMBER)
        yield f"  {pad(titles[bar.id], size)}{numbers}  {drawn}".rstrip()


def _titles(framework: Framework, language: Language) -> dict[str, str]:
    titles = {chapter.id: chapter.title.in_(language) for chapter in framework.chapters}
    return titles | {measure.id: f"{measure.id} {measure.title.in_(language)}" for measure in framework.measures}


def _turns(framework: Framework, found: Sensitivity, language: Language, width: int) -> Iterator[str]:
    if found.held is None:
        return
    if not found.turns:
        yield say(language, "sensitivity.no-turns")
        return
    yield say(language, "sensitivity.turns", count=len(found.turns))
    titles = {item.id: item.title.in_(language) for item in framework.indicators}
    for turn in found.turns:
        levels = {"before": _level(found.level, language), "after": _level(turn.level, language)}
        tail = say(language, "sensitivity.turn", points=score(turn.points), to=score(turn.to), **levels)
        lines = wrap(f"{titles[turn.id]}  [{turn.id}]", width - display_width(tail) - 4)
        yield pad(f"  {lines[0]}", width - display_width(tail) - 1) + f" {tail}"
        yield from (f"    {line.lstrip()}" for line in lines[1:])


# --- for programs --------------------------------------------------------------------------------


def data(found: Sensitivity) -> dict[str, Any]:
    """Every number in full precision."""
    return {
        "station": found.station,
        "index": found.index,
        "level": found.level,
        "spread": found.spread,
        "draws": found.draws,
        "seed": found.seed,
        "interval": list(found.interval),
        "levels": {name or "none": count for name, count in found.levels.items()},
        "held": found.held,
        "blank_as_zero": found.blank_as_zero,
        "blank_as_full": found.blank_as_full,
        "aggregates": dict(found.aggregates),
        "weights": [_bar(bar) for bar in found.weights],
        "turns": [_turn(turn) for turn in found.turns],
    }


def _bar(bar: WeightBar) -> dict[str, Any]:
    return {"kind": bar.kind, "id": bar.id, "lighter": bar.lighter, "heavier": bar.heavier, "span": bar.span}


def _turn(turn: Turn) -> dict[str, Any]:
    return {"id": turn.id, "points": turn.points, "to": turn.to, "level": turn.level, "up": turn.up}
