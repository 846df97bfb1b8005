"""The sensitivity of one station as text, after its gap report."""

from collections.abc import Iterator

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.sensitivity import Sensitivity
from convergence_cli.report.figures import points, score
from convergence_cli.report.problems import printable
from convergence_cli.report.sensitivity_words import level_word, sentences, titles, weight_heads
from convergence_cli.texts import say
from convergence_cli.texts.width import display_width, pad, wrap

_BAR = 16
_NUMBER = 7
_LEAST_TITLE = 20


def render(framework: Framework, found: Sensitivity, language: Language, *, width: int, top: int | None) -> str:
    """The section as text; `top` bars of the tornado, or all."""
    lines = [say(language, "sensitivity.heading-of", station=found.station.replace("\n", " "))]
    for text in sentences(found, language):
        lines += ("  " + line for line in wrap(text, width - 2))
    lines.append("")
    lines += _tornado(framework, found, language, width, top)
    lines.append("")
    lines += _turns(framework, found, language, width)
    return "\n".join(printable(line) for line in lines) + "\n"


def nothing(language: Language) -> str:
    """The section where no indicator is in play."""
    return f"{say(language, 'sensitivity.heading')}\n  {say(language, 'sensitivity.nothing')}\n"


def _tornado(
    framework: Framework, found: Sensitivity, language: Language, width: int, top: int | None
) -> Iterator[str]:
    shown = found.weights if top is None else found.weights[:top]
    yield from wrap(say(language, "sensitivity.weights", shown=len(shown), count=len(found.weights)), width)
    names = titles(framework, language)
    room = width - 2 - 2 * _NUMBER - 2
    longest = min(_BAR, max(0, room - _LEAST_TITLE))
    size = min(max((display_width(names[bar.id]) for bar in shown), default=0), room - longest)
    heads = weight_heads(found, language)
    yield " " * (2 + size) + "".join(" " * (_NUMBER - display_width(head)) + head for head in heads)
    widest = max((bar.span for bar in shown), default=0.0)
    for bar in shown:
        drawn = "#" * round(longest * bar.span / widest) if widest else ""
        numbers = score(bar.lighter).rjust(_NUMBER) + score(bar.heavier).rjust(_NUMBER)
        yield f"  {pad(names[bar.id], size)}{numbers}  {drawn}".rstrip()


def _turns(framework: Framework, found: Sensitivity, language: Language, width: int) -> Iterator[str]:
    if found.held is None:
        return
    if not found.turns:
        yield say(language, "sensitivity.no-turns")
        return
    yield say(language, "sensitivity.turns", count=len(found.turns))
    items = {item.id: item.title.in_(language) for item in framework.indicators}
    for turn in found.turns:
        levels = {"before": level_word(found.level, language), "after": level_word(turn.level, language)}
        tail = say(language, "sensitivity.turn", points=points(turn.points), to=points(turn.to), **levels)
        lines = wrap(f"{items[turn.id]}  [{turn.id}]", width - display_width(tail) - 4)
        yield pad(f"  {lines[0]}", width - display_width(tail) - 1) + f" {tail}"
        yield from (f"    {line.lstrip()}" for line in lines[1:])
