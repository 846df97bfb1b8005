"""The gap report on the terminal: plain lines of a given width, with colour where it is asked for.

Bars and marks are ASCII: a Windows console in GBK shows them, and their width is the same everywhere.
"""

import re
from collections.abc import Iterator

from convergence_cli.model.assessment import Assessment, Blocker, Cohort, Failure, Result
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.report.figures import gain, indicator_answer, score, share, short_of
from convergence_cli.report.rules import rule_in_words
from convergence_cli.texts import hint, message, say
from convergence_cli.texts.width import display_width, pad, wrap
from convergence_cli.value import value

_STYLES = {"bold": "1", "red": "31", "yellow": "33", "green": "32"}
_FOREIGN_ESCAPE = re.compile(rf"\x1b(?!\[(?:0|{'|'.join(_STYLES.values())})m)")
_WIDE = 100


@value
class Look:
    """How the report is shown."""

    width: int = 80
    colour: bool = False
    top: int | None = 10
    """How many gaps; None: all."""


def render(cohort: Cohort, look: Look | None = None) -> str:
    """The gap report of each station, one after the other, and the files that could not be judged."""
    page = look or Look()
    blocks = [
        "\n".join(_station(cohort.framework, entry, cohort.language, page))
        if isinstance(entry, Assessment)
        else "\n".join(_failure(entry, cohort.language, page))
        for entry in cohort.entries
    ]
    return _visible("\n\n".join(blocks) + "\n")


def _visible(text: str) -> str:
    """Without control characters, wherever they came from; an escape stays only where it begins a colour of ours."""
    text = _FOREIGN_ESCAPE.sub("\ufffd", text)
    return "".join(letter if letter.isprintable() or letter in "\n\x1b\u3000" else "\ufffd" for letter in text)


def _paint(text: str, style: str, page: Look) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if page.colour else text


def _station(framework: Framework, judged: Assessment, language: Language, page: Look) -> Iterator[str]:
    yield from _head(framework, judged, language, page)
    yield ""
    yield from _red_lines(framework, judged, language, page)
    yield ""
    yield from _chapters(framework, judged, language, page)
    yield ""
    yield from _gaps(framework, judged, language, page)
    yield ""
    yield from _sums(judged, language, page)
    yield from _notes(judged, language, page)


def _head(framework: Framework, judged: Assessment, language: Language, page: Look) -> Iterator[str]:
    source = framework.source
    yield _paint(_clean(judged.station), "bold", page)
    facts = {"title": framework.title.in_(language), "number": source.number, "version": framework.version}
    yield from wrap(say(language, "text_report.heading", **facts), page.width)
    if framework.extends:
        yield from wrap(say(language, "overlays.laid-on", bases=framework.bases), page.width)
    yield ""
    node = judged.index
    yield _paint(say(language, "text_report.index", score=score(node.score)), "bold", page)
    numbers = {"floor": score(node.floor), "ceiling": score(node.ceiling), "evidenced": score(node.evidenced)}
    yield from _indented(say(language, "text_report.bounds", coverage=share(node.coverage), **numbers), page)
    missing = sum(result.evidence_missing for result in judged.results)
    if missing:
        yield from _indented(say(language, "text_report.evidence-missing", count=missing), page)
    levels = {level.id: f"{level.id} {level.title.in_(language)}" for level in framework.levels}
    if not levels:
        return
    reached = levels[judged.level] if judged.level else say(language, "text_report.no-level")
    yield _paint(say(language, "text_report.level", level=reached), "bold", page)
    if judged.next_level is None:
        yield from _indented(say(language, "text_report.top-level"), page)
        return
    yield from _indented(say(language, "text_report.blocked", level=levels[judged.next_level]), page)
    for blocker in judged.blockers:
        yield from _indented(f"- {_blocker(framework, blocker, language)}", page, 4)


def _blocker(framework: Framework, blocker: Blocker, language: Language) -> str:
    titles = {chapter.id: chapter.title.in_(language) for chapter in framework.chapters}
    titles |= {item.id: f"{item.id} {item.title.in_(language)}" for item in framework.indicators}
    title = titles.get(blocker.id, "")
    facts = {"title": title, "have": short_of(blocker.have, blocker.need), "need": score(blocker.need)}
    return say(language, f"text_report.blocked-{blocker.kind}", **facts)


def _red_lines(framework: Framework, judged: Assessment, language: Language, page: Look) -> Iterator[str]:
    missed = [result for result in judged.results if result.red_line]
    if not missed:
        profile = judged.questionnaire.station
        in_play = {result.id for result in judged.results if result.weight > 0}
        held = sum(item.is_red_line(profile) and item.id in in_play for item in framework.indicators)
        key = "no-red-lines" if held else "no-red-lines-apply"
        yield _paint(say(language, f"text_report.{key}", count=held), "green", page)
        return
    yield _paint(say(language, "text_report.red-lines", count=len(missed)), "red", page)
    indicators = {item.id: item for item in framework.indicators}
    for result in missed:
        item = indicators[result.id]
        yield from _indented(f"! {item.id} {item.title.in_(language)}", page)
        yield from _indented(_answered(framework, item, result, language), page, 4)


def _chapters(framework: Framework, judged: Assessment, language: Language, page: Look) -> Iterator[str]:
    yield _paint(say(language, "text_report.chapters"), "bold", page)
    titles = [chapter.title.in_(language) for chapter in framework.chapters]
    size = 20 if page.width >= _WIDE else 10
    widest = min(max(map(display_width, titles), default=0), page.width - size - 42)
    for title, node in zip(titles, judged.chapters, strict=True):
        label = pad(title, max(10, widest))
        if node.score is None:
            yield f"  {label}  {say(language, 'text_report.nothing-in-play')}"
            continue
        filled = int(node.score / 100 * size)
        bar = "#" * filled + "." * (size - filled)
        facts = {"ceiling": score(node.ceiling).rjust(5), "coverage": share(node.coverage).rjust(6)}
        tail = say(language, "text_report.chapter-facts", **facts)
        yield f"  {label}  {bar} {score(node.score).rjust(5)}  {tail}"


def _gaps(framework: Framework, judged: Assessment, language: Language, page: Look) -> Iterator[str]:
    gaps = sorted((result for result in judged.results if result.gap > 0), key=lambda result: -result.lost)
    if not gaps:
        yield _paint(say(language, "text_report.no-gaps"), "green", page)
        return
    shown = gaps if page.top is None else gaps[: page.top]
    key = "gaps" if len(shown) == len(gaps) else "gaps-shown"
    yield _paint(say(language, f"text_report.{key}", count=len(gaps), shown=len(shown)), "bold", page)
    indicators = {item.id: item for item in framework.indicators}
    measures = {item.id: item.title.in_(language) for item in framework.measures}
    for rank, result in enumerate(shown, 1):
        item = indicators[result.id]
        title = f"{rank:>2}. {measures[result.measure]} / {item.title.in_(language)}  [{item.id}]"
        mark = f"{say(language, 'terms.red-line')} " if result.red_line else ""
        lost = f"{mark}{say(language, 'text_report.gap-facts', lost=score(result.lost))}"
        yield from _title_line(title, lost, result, page)
        yield from _gap_lines(framework, judged, item, result, language, page)
    if len(shown) < len(gaps):
        yield from _indented(say(language, "text_report.more", count=len(gaps) - len(shown)), page)


def _title_line(title: str, lost: str, result: Result, page: Look) -> Iterator[str]:
    """The title, with the loss at the right edge of its first line."""
    lines = wrap(title, page.width - display_width(lost) - 2)
    style = "red" if result.red_line else "yellow"
    yield pad(lines[0], page.width - display_width(lost) - 1) + " " + _paint(lost, style, page)
    yield from (f"    {line.lstrip()}" for line in lines[1:])


def _gap_lines(
    framework: Framework, judged: Assessment, item: Indicator, result: Result, language: Language, page: Look
) -> Iterator[str]:
    yield from _indented(_answered(framework, item, result, language), page, 4)
    facts = {"target": f"{result.target:g}", "points": score(result.points)}
    key = "rule-unanswered" if result.points is None else "rule"
    # What a colon introduces stands on the next lines; on one line it follows the colon.
    rule = rule_in_words(framework, item, judged.questionnaire.station, language)
    rule = rule.replace("：\n", "：").replace(":\n", ": ").replace("\n", say(language, "terms.clause-separator"))
    yield from _indented(say(language, f"text_report.{key}", rule=rule, **facts), page, 4)
    steps = []
    if result.next_step:
        next_facts = {"points": score(result.next_step.points), "gain": gain(result.next_step.gain)}
        steps.append(say(language, "text_report.steps", **next_facts))
    if result.to_target and (not result.next_step or result.to_target.points != result.next_step.points):
        steps.append(say(language, "text_report.to-target", gain=gain(result.to_target.gain)))
    steps.append(say(language, "text_report.effort", effort=say(language, f"terms.effort-{item.effort}")))
    yield from _indented(say(language, "terms.clause-separator").join(steps), page, 4)
    advice = " ".join(f"({number}) {step.in_(language)}" for number, step in enumerate(item.advice, 1))
    yield from _indented(say(language, "text_report.advice", advice=advice), page, 4)


def _answered(framework: Framework, item: Indicator, result: Result, language: Language) -> str:
    if result.answer is None and not result.computed:
        return say(language, "text_report.no-row")
    location = result.answer.location if result.answer else None
    place = location.place if location and location.cell else "—"
    if result.value is None:
        return say(language, "text_report.blank", place=place)
    key = "computed" if result.computed else "answered"
    place = _sources(framework, item, language) if result.computed else place
    answer = _clean(indicator_answer(framework, item, result.value, language))
    return say(language, f"text_report.{key}", answer=answer, place=place)


def _sources(framework: Framework, item: Indicator, language: Language) -> str:
    titles = [f"“{table.title.in_(language)}”" for table in framework.tables_of(item)]
    return say(language, "terms.list-separator").join(titles)


def _sums(judged: Assessment, language: Language, page: Look) -> Iterator[str]:
    parts = " + ".join(f"{say(language, f'terms.{name}')} {count}" for name, count in judged.counts.items())
    yield from wrap(say(language, "text_report.counts", parts=parts, total=sum(judged.counts.values())), page.width)
    if judged.additive and judged.index.score is not None:
        lost = judged.index.lost
        facts = {"index": score(judged.index.score), "lost": score(lost), "total": score(judged.index.score + lost)}
        yield say(language, "text_report.re-adds", **facts)


def _notes(judged: Assessment, language: Language, page: Look) -> Iterator[str]:
    if not judged.problems:
        return
    yield ""
    yield _paint(say(language, "text_report.notes", count=len(judged.problems)), "bold", page)
    for item in judged.problems:
        place = item.location.place
        severity = say(language, f"terms.{item.severity}")
        yield from _indented(f"{place + '  ' if place else ''}[{severity}] {message(language, item)}", page)
        advice = hint(language, item)
        if advice and item.severity != "note":
            yield from _indented(advice, page, 4)


def _failure(failure: Failure, language: Language, page: Look) -> Iterator[str]:
    yield _paint(say(language, "text_report.unreadable", file=failure.file), "red", page)
    for item in failure.problems:
        yield from _indented(f"{item.location.place}  {message(language, item)}", page)


def _indented(text: str, page: Look, by: int = 2) -> Iterator[str]:
    return (" " * by + line for line in wrap(_clean(text), page.width - by))


def _clean(text: str) -> str:
    """A text from outside on one line, and never an escape sequence."""
    return text.replace("\x1b", "\ufffd").replace("\n", " ")
