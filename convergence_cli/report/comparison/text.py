"""A comparison on the terminal: plain lines of a given width, ASCII where something is drawn."""

from collections.abc import Iterator, Sequence

from convergence_cli.model.comparison import Comparison, Movement, Series, Shift
from convergence_cli.model.framework import Indicator
from convergence_cli.model.language import Language
from convergence_cli.policy import heading
from convergence_cli.report.comparison.sayings import (
    MARKS,
    change_of,
    comparability_lines,
    earlier_doubts,
    effects_of,
    labels,
    level_of,
    moment_words,
    movement_title,
    movement_words,
    red_line_lines,
    split_of,
    station_of,
    step_lines,
    sum_line,
    trend_rows,
    was_rescored,
)
from convergence_cli.report.figures import change, fine_gain, gain, indicator_answer, points, score
from convergence_cli.report.problems import printable
from convergence_cli.texts import hint, message, say
from convergence_cli.texts.width import display_width, pad, wrap
from convergence_cli.value import value

# What changed and is worth a list; what stayed as it was is a count.
_LISTED: tuple[Movement, ...] = (
    "rose",
    "fell",
    "answered",
    "emptied",
    "entered",
    "left",
    "new_question",
    "gone_question",
)
_BAR = 30
_NUMBER = 7
_LEAST_TITLE = 10


@value
class Page:
    """How the comparison is shown."""

    language: Language
    width: int = 80
    top: int | None = 10
    """How many indicators of each kind; None: all."""


def render(series: Series, page: Page) -> str:
    """Two assessments in full; of more the trend, each step's split, and the latest step in full."""
    names = labels(series)
    blocks = [list(_head(series, names, page))]
    if len(series.moments) > 2:
        blocks += [list(_trend(series, names, page)), list(_steps(series, page))]
        latest = say(page.language, "compare.latest-step", first=names[-2], last=names[-1])
        blocks.append([latest, "=" * display_width(latest)])
    blocks += [list(block) for block in _step(series.steps[-1], page)]
    lines = [line for block in blocks if block for line in (*block, "")]
    return "\n".join(printable(line) for line in lines[:-1]) + "\n"


def _indented(text: str, page: Page, by: int = 2) -> Iterator[str]:
    return (" " * by + line for line in wrap(text.replace("\n", " "), page.width - by))


def _head(series: Series, names: Sequence[str], page: Page) -> Iterator[str]:
    language, framework = page.language, series.framework
    facts = {"station": station_of(series), "first": names[0], "last": names[-1]}
    yield from wrap(say(language, "compare.heading", **facts).replace("\n", " "), page.width)
    yield from wrap(heading(framework, language), page.width)
    for name, moment in zip(names, series.moments, strict=True):
        yield from _indented(moment_words(name, moment, language), page)
    if series.by_period:
        yield from _indented(say(language, "compare.by-period"), page)


# --- the series ----------------------------------------------------------------------------------


def _trend(series: Series, names: Sequence[str], page: Page) -> Iterator[str]:
    """The index and every chapter over time, all on one scale."""
    rows = list(trend_rows(series, page.language))
    known = [number for _, numbers in rows for number in numbers if number is not None]
    if not known:
        return
    least, most = 10 * int(min(known) // 10), min(100, 10 * int(max(known) // 10 + 1))
    room = page.width - 2 - 2 - len(names) - (_NUMBER + 1)
    shown = _columns(len(names), room)
    size = min(max(display_width(title) for title, _ in rows), room - len(shown) * _NUMBER)
    heads = "".join(names[at].rjust(_NUMBER) for at in shown)
    difference = say(page.language, "compare.difference")
    title = pad(say(page.language, "compare.trend"), size + 2)
    yield f"{title}{heads}  {' ' * len(names)}{_right(difference, _NUMBER + 1)}"
    for title, numbers in rows:
        cells = "".join(score(numbers[at]).rjust(_NUMBER) for at in shown)
        moved = change(numbers[0], numbers[-1])
        yield f"  {pad(title, size)}{cells}  {sparkline(numbers, least, most)}{moved.rjust(_NUMBER + 1)}"
    scale = {"low": MARKS[0], "least": least, "high": MARKS[-1], "most": most}
    notes = say(page.language, "compare.trend-scale", **scale), say(page.language, "compare.trend-scored")
    yield from _indented(say(page.language, "terms.clause-separator").join(notes), page)


def _columns(count: int, room: int) -> tuple[int, ...]:
    """Which moments get a column of numbers where titles need room too: all, the ends, or none but their marks."""
    choices = (tuple(range(count)), (0, count - 1), ())
    return next((each for each in choices if room - len(each) * _NUMBER >= _LEAST_TITLE), ())


def sparkline(numbers: Sequence[float | None], least: float, most: float) -> str:
    """One mark for each number, from `_` at `least` to `#` at `most`; a space where there is none."""
    steps = len(MARKS)
    places = (
        None if number is None else min(steps - 1, int((number - least) / (most - least) * steps)) for number in numbers
    )
    return "".join(" " if place is None else MARKS[place] for place in places)


def _steps(series: Series, page: Page) -> Iterator[str]:
    yield say(page.language, "compare.steps")
    for head, tail in step_lines(series, page.language):
        yield from _indented(f"{head}  {tail}", page)
    for item, text in earlier_doubts(series, page.language):
        severity = say(page.language, f"terms.{item.severity}")
        yield from _indented(f"[{severity}] {text}", page)
        yield from _indented(hint(page.language, item), page, 4)


# --- one step ------------------------------------------------------------------------------------


def _step(step: Comparison, page: Page) -> Iterator[Iterator[str]]:
    yield _comparability(step, page)
    yield _split(step, page)
    yield _levels(step, page)
    yield _chapters(step, page)
    yield _counts(step, page)
    for movement in _LISTED:
        yield _shifts(step, movement, page)


def _comparability(step: Comparison, page: Page) -> Iterator[str]:
    yield say(page.language, "compare.comparability")
    for line in comparability_lines(step, page.language):
        yield from _indented(line, page)
    for item in step.problems:
        severity = say(page.language, f"terms.{item.severity}")
        yield from _indented(f"[{severity}] {message(page.language, item)}", page)
        yield from _indented(hint(page.language, item), page, 4)


def _split(step: Comparison, page: Page) -> Iterator[str]:
    language, moved, split = page.language, change_of(step), split_of(step)
    if moved is None:
        yield say(language, "compare.no-change")
        return
    yield say(language, "compare.change-of", change=gain(moved))
    if split is None:
        yield from _indented(say(language, "compare.not-split"), page)
        return
    effects = (("answers", split.answers), ("scope", split.scope), ("framework", split.framework))
    size = max(display_width(say(language, f"compare.{name}")) for name, _ in effects)
    most = max(abs(number) for _, number in effects)
    room = min(_BAR, page.width - 2 - size - 1 - _NUMBER - 2)
    for name, number in effects:
        bar = ("+" if number > 0 else "-") * round(room * abs(number) / most) if most else ""
        line = f"{pad(say(language, f'compare.{name}'), size)} {gain(number).rjust(_NUMBER)}  {bar}"
        yield f"  {line}".rstrip()
    assert step.split is not None
    if step.split.rules or step.split.questions:
        for name, number in (("rules", split.rules), ("questions", split.questions)):
            part = say(language, "compare.of-which", part=say(language, f"compare.{name}"))
            yield from _indented(f"{part} {gain(number)}", page, 4)
    yield from _indented(sum_line(moved, split, language), page)
    if step.split.scope or step.split.framework:
        yield from _indented(say(language, "compare.how-split"), page)
    if step.split.scope:
        yield from _indented(say(language, "compare.scope-means"), page)


def _levels(step: Comparison, page: Page) -> Iterator[str]:
    language = page.language
    before, after = level_of(step.old, language), level_of(step.new, language)
    if step.new.framework.levels:
        key = "level-same" if before == after else "levels"
        yield from wrap(say(language, f"compare.{key}", before=before, after=after), page.width)
    first, *more = red_line_lines(step, language)
    yield first
    for line in more:
        yield from _indented(line, page)


def _chapters(step: Comparison, page: Page) -> Iterator[str]:
    language = page.language
    titles = {chapter.id: chapter.title.in_(language) for chapter in step.new.framework.chapters}
    titles["index"] = say(language, "terms.index")
    rows = (*step.chapters, step.index)
    like = was_rescored(step)
    keys = ("before", "carried", "after", "difference") if like else ("before", "after", "difference")
    heads = [say(language, f"compare.{key}") for key in keys]
    sizes = [max(_NUMBER, display_width(head) + 1) for head in heads]
    size = min(max(map(display_width, titles.values())), page.width - 2 - sum(sizes))
    title = pad(say(language, "terms.chapter"), size + 2)
    yield title + "".join(_right(head, width) for head, width in zip(heads, sizes, strict=True))
    for node in rows:
        numbers = [score(node.before), *([score(node.carried)] if like else []), score(node.after)]
        numbers.append(change(node.before, node.after))
        cells = "".join(_right(number, width) for number, width in zip(numbers, sizes, strict=True))
        yield f"  {pad(titles[node.id], size)}{cells}".rstrip()
    if like:
        yield from _indented(say(language, "compare.carried-means"), page)


def _right(text: str, width: int) -> str:
    return " " * (width - display_width(text)) + text


def _counts(step: Comparison, page: Page) -> Iterator[str]:
    language = page.language
    parts = " + ".join(f"{movement_words(name, language)} {count}" for name, count in step.counts.items() if count)
    yield from wrap(say(language, "compare.counts", parts=parts, total=sum(step.counts.values())), page.width)
    if step.split is not None:
        yield from wrap(say(language, f"compare.effects-{'add-up' if step.additive else 'do-not'}"), page.width)


def _shifts(step: Comparison, movement: Movement, page: Page) -> Iterator[str]:
    found = sorted((shift for shift in step.shifts if shift.movement == movement), key=_heaviest)
    if not found:
        return
    shown = found if page.top is None else found[: page.top]
    key = "listed" if len(shown) == len(found) else "listed-some"
    facts = {"movement": movement_title(movement, page.language), "count": len(found), "shown": len(shown)}
    yield from wrap(say(page.language, f"compare.{key}", **facts), page.width)
    indicators = {item.id: item for item in step.new.framework.indicators}
    effects = effects_of(step)
    for shift in shown:
        yield from _shift(step, indicators[shift.id], shift, effects.get(shift.id), page)


def _heaviest(shift: Shift) -> float:
    moved = (shift.after or 0.0) - (shift.before or 0.0)
    return -abs(shift.effect if shift.effect is not None else shift.weight * moved)


def _shift(step: Comparison, item: Indicator, shift: Shift, effect: float | None, page: Page) -> Iterator[str]:
    language = page.language
    facts = [say(language, "compare.points", before=points(shift.before), after=points(shift.after))]
    if effect is not None:
        facts.append(say(language, "compare.effect", effect=fine_gain(effect)))
    tail = "  ".join(facts)
    lines = wrap(f"{item.title.in_(language)}  [{item.id}]", page.width - display_width(tail) - 4)
    yield pad(f"  {lines[0]}", page.width - display_width(tail) - 1) + f" {tail}"
    yield from (f"    {line.lstrip()}" for line in lines[1:])
    before, after = (
        indicator_answer(step.new.framework, item, given, language) or say(language, "terms.nothing")
        for given in (shift.value_before, shift.value_after)
    )
    if shift.value_before != shift.value_after:
        yield from _indented(say(language, "compare.values", before=before, after=after), page, 4)
