"""The gap report on the terminal: plain lines of a given width, with colour where it is asked for.

Bars and marks are ASCII: a Windows console in GBK shows them, and their width is the same everywhere.
"""

import re
from collections.abc import Iterator, Mapping

from convergence_cli.errors import Problem
from convergence_cli.model.assessment import Assessment, Cohort, Failure
from convergence_cli.model.display import printed
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.waiver import Waiver
from convergence_cli.policy import heading
from convergence_cli.report.adding import adding_up
from convergence_cli.report.document import Fact, Paragraph
from convergence_cli.report.evidence import evidence_sum, stage_line
from convergence_cli.report.figures import loss, score, share
from convergence_cli.report.findings import (
    Finding,
    answered,
    counts_besides,
    findings,
    red_line_mark,
    red_lines_not_kept,
    red_lines_words,
    unscored,
)
from convergence_cli.report.overdue import overdue_count
from convergence_cli.report.own_targets import own_words, sum_words, to_be_told
from convergence_cli.report.progress import blank_sections
from convergence_cli.report.subjects.brief import brief_section
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.report.verdict import waived_words
from convergence_cli.report.withheld import why_none
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
    chapter: str | None = None
    """Only the gaps of the chapter with this id; None: of all."""


def render(cohort: Cohort, look: Look | None = None) -> str:
    """The gap report of each station, one after the other, and the files that could not be judged."""
    cohort = adding_up(cohort)
    page, waived = look or Look(), cohort.verdict.waived
    blocks = [
        "\n".join(_station(cohort, judged, waived.get((judged.station, judged.file), {}), page))
        for judged in cohort.assessments
    ]
    blocks += ("\n".join(_failure(failure, cohort.language, page)) for failure in cohort.failures)
    return _visible("\n\n".join(blocks) + "\n")


def _visible(text: str) -> str:
    """Without control characters, wherever they came from; an escape stays only where it begins a colour of ours."""
    text = _FOREIGN_ESCAPE.sub("\ufffd", text)
    return "".join(letter if letter.isprintable() or letter in "\n\x1b\u3000" else "\ufffd" for letter in text)


def _paint(text: str, style: str, page: Look) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if page.colour else text


def _station(cohort: Cohort, judged: Assessment, waived: Mapping[str, Waiver], page: Look) -> Iterator[str]:
    framework, language = cohort.framework, cohort.language
    yield from _head(framework, judged, language, page)
    yield ""
    yield from _brief(Words(cohort), judged, page)
    yield ""
    yield from _red_lines(framework, judged, waived, language, page)
    yield ""
    yield from _chapters(framework, judged, language, page)
    yield ""
    yield from _gaps(cohort, judged, page)
    yield ""
    yield from _blanks(framework, judged, language, page)
    yield from _unscored(framework, judged, language, page)
    yield from _own_targets(framework, judged, language, page)
    yield from _evidence(judged, language, page)
    yield from _sums(framework, judged, language, page)
    yield from _notes(judged, language, page)


def _head(framework: Framework, judged: Assessment, language: Language, page: Look) -> Iterator[str]:
    yield _paint(_clean(judged.station), "bold", page)
    yield from wrap(heading(framework, language), page.width)
    if framework.extends:
        yield from wrap(say(language, "overlays.laid-on", bases=framework.bases), page.width)


def _brief(words: Words, judged: Assessment, page: Look) -> Iterator[str]:
    """What is to be read where nothing else is."""
    for block in brief_section(words, judged).blocks:
        if isinstance(block, Fact):
            label, *lines = (
                line
                for at, said in enumerate(block.lines(words.language))
                for line in _indented(said, page, 4 if at else 2)
            )
            yield label.replace(block.label, _paint(block.label, "bold", page), 1).rstrip()
            yield from lines
        elif isinstance(block, Paragraph):
            yield from (_paint(line, "yellow", page) for line in wrap(block.text, page.width))


def _red_lines(
    framework: Framework, judged: Assessment, waived: Mapping[str, Waiver], language: Language, page: Look
) -> Iterator[str]:
    title, lines = red_lines_words(framework, judged, language), red_lines_not_kept(judged)
    if not lines:
        yield _paint(title, "green", page)
        return
    count = sum(result.id in waived for result in lines)
    title += say(language, "gating.some-waived", count=count) if count else ""
    alarm = any(result.red_line == "missed" and result.id not in waived for result in lines)
    yield _paint(title, "red" if alarm else "yellow", page)
    for result in lines:
        item = framework.indicator[result.id]
        mark = "~" if item.id in waived else "!" if result.red_line == "missed" else "-"
        yield from _indented(f"{mark} {item.id} {item.title.in_(language)}", page)
        yield from _indented(answered(framework, item, result, language), page, 4)
        if item.id in waived:
            yield from _indented(waived_words(waived[item.id], language), page, 4)


def _chapters(framework: Framework, judged: Assessment, language: Language, page: Look) -> Iterator[str]:
    yield _paint(say(language, "station.chapters"), "bold", page)
    titles = [chapter.title.in_(language) for chapter in framework.chapters]
    size = 20 if page.width >= _WIDE else 10
    widest = min(max(map(display_width, titles), default=0), page.width - size - 42)
    for title, node in zip(titles, judged.chapters, strict=True):
        label = pad(title, max(10, widest))
        if node.score is None:
            said = why_none(framework, judged, node, language) or say(language, "station.nothing-in-play")
            yield from _indented(f"{label}  {said}", page)
            continue
        filled = int(node.score / 100 * size)
        bar = "#" * filled + "." * (size - filled)
        facts = {"ceiling": score(node.ceiling).rjust(5), "coverage": share(node.coverage).rjust(6)}
        tail = say(language, "station.chapter-facts", **facts)
        if framework.display.to_target:
            tail += "  " + say(language, "findings.toward", share=share(node.to_target))
        yield f"  {label}  {bar} {score(node.score).rjust(5)}  {tail}"


def _gaps(cohort: Cohort, judged: Assessment, page: Look) -> Iterator[str]:
    language = cohort.language
    every = findings(cohort, judged)
    if not every:
        yield _paint(say(language, "station.no-gaps"), "green", page)
        return
    gaps = [gap for gap in every if page.chapter in (None, gap.result.chapter)]
    shown = gaps if page.top is None else gaps[: page.top]
    if page.chapter is not None:
        title = next(chapter.title for chapter in cohort.framework.chapters if chapter.id == page.chapter).in_(language)
        facts = {"count": len(gaps), "shown": len(shown), "title": title, "all": len(every)}
        yield _paint(say(language, "station.gaps-of-chapter", **facts), "bold", page)
    else:
        key = "gaps" if len(shown) == len(gaps) else "gaps-shown"
        yield _paint(say(language, f"station.{key}", count=len(gaps), shown=len(shown)), "bold", page)
    if cohort.as_of is not None:
        yield from _indented(say(language, "overdue.sum", day=cohort.as_of, count=overdue_count(judged)), page)
    for gap in shown:
        yield from _gap(gap, language, page)
    if len(shown) < len(gaps):
        yield from _indented(say(language, "terms.more", count=len(gaps) - len(shown)), page)


def _gap(gap: Finding, language: Language, page: Look) -> Iterator[str]:
    title = f"{gap.rank:>2}. {gap.measure} / {gap.title}  [{gap.item.id}]"
    marks = [red_line_mark(gap.result.red_line, language)] if gap.result.red_line else []
    marks += [say(language, "gating.waived-mark")] if gap.waived else []
    mark = "".join(f"{word} " for word in marks)
    lost = f"{mark}{say(language, 'station.gap-facts', lost=loss(gap.result.lost))}"
    # The loss stands at the right edge of the title's first line.
    lines = wrap(title, page.width - display_width(lost) - 2)
    style = "red" if gap.result.red_line == "missed" and not gap.waived else "yellow"
    yield pad(lines[0], page.width - display_width(lost) - 1) + " " + _paint(lost, style, page)
    yield from (f"    {line.lstrip()}" for line in lines[1:])
    advice = " ".join(f"({number}) {step}" for number, step in enumerate(gap.advice, 1))
    advised = say(language, "station.advice", advice=advice) if advice else ""
    # A red line's waiver stands with the red line already.
    waived = "" if gap.result.red_line else gap.waived
    for said in (gap.answered, gap.overdue, gap.scoring, gap.steps, advised, waived):
        if said:
            yield from _indented(said, page, 4)


def _blanks(framework: Framework, judged: Assessment, language: Language, page: Look) -> Iterator[str]:
    for section in blank_sections(framework, judged, language, chapter=page.chapter):
        yield _paint(section.title, "yellow", page)
        for block in section.blocks:
            if isinstance(block, Paragraph):
                yield from _indented(block.text, page)
            elif isinstance(block, Fact):
                for at, line in enumerate(block.lines(language)):
                    yield from _indented(line.rstrip(), page, 4 if at else 2)
        yield ""


def _own_targets(framework: Framework, judged: Assessment, language: Language, page: Look) -> Iterator[str]:
    """Where the station set itself any: how many were reached, each that was not, and each that asks for too little."""
    if judged.own_sum is None:
        return
    yield from (_paint(line, "bold", page) for line in wrap(sum_words(judged.own_sum, language), page.width))
    for result in to_be_told(judged):
        item = framework.indicator[result.id]
        yield from _indented(f"- {item.id} {item.title.in_(language)}", page)
        yield from _indented(own_words(framework, item, result, language), page, 4)
    yield ""


def _evidence(judged: Assessment, language: Language, page: Look) -> Iterator[str]:
    """Where somebody looked: how many files were found, and every one that does not stand."""
    if judged.evidence is None:
        return
    yield from (_paint(line, "bold", page) for line in wrap(evidence_sum(judged.evidence, language), page.width))
    for staged in judged.backing.stages if judged.backing else ():
        yield from _indented(stage_line(staged, language), page)
    for item in _of_evidence(judged):
        yield from _problem(item, language, page)
    yield ""


def _of_evidence(judged: Assessment) -> list[Problem]:
    """The problems that stand in the section of evidence and so not among the notes."""
    return [item.problem for item in judged.evidence or () if item.problem is not None]


def _unscored(framework: Framework, judged: Assessment, language: Language, page: Look) -> Iterator[str]:
    asked = list(unscored(framework, judged, language))
    if asked:
        yield _paint(say(language, "station.unscored", count=len(asked)), "bold", page)
        for title, told in asked:
            yield from _indented(title, page)
            yield from _indented(told, page, 4)
        yield ""


def _sums(framework: Framework, judged: Assessment, language: Language, page: Look) -> Iterator[str]:
    parts = " + ".join(f"{say(language, f'terms.{name}')} {count}" for name, count in judged.counts.items())
    yield from wrap(say(language, "station.counts", parts=parts, total=sum(judged.counts.values())), page.width)
    for besides in counts_besides(framework, judged, language):
        yield from wrap(besides, page.width)
    if judged.additive and judged.index.score is not None:
        index, lost = printed(judged.index.score) or 0.0, judged.index.lost
        facts = {"index": score(index), "lost": score(lost), "total": score(index + lost)}
        yield say(language, "station.re-adds", **facts)


def _notes(judged: Assessment, language: Language, page: Look) -> Iterator[str]:
    told = set(_of_evidence(judged))
    problems = [item for item in judged.problems if item not in told]
    if not problems:
        return
    yield ""
    yield _paint(say(language, "station.notes", count=len(problems)), "bold", page)
    for item in problems:
        yield from _problem(item, language, page)


def _problem(item: Problem, language: Language, page: Look) -> Iterator[str]:
    place = item.location.place
    severity = say(language, f"terms.{item.severity}")
    yield from _indented(f"{place + '  ' if place else ''}[{severity}] {message(language, item)}", page)
    advice = hint(language, item)
    if advice and item.severity != "note":
        yield from _indented(advice, page, 4)


def _failure(failure: Failure, language: Language, page: Look) -> Iterator[str]:
    yield _paint(say(language, "station.unreadable", file=failure.file), "red", page)
    for item in failure.problems:
        yield from _indented(f"{item.location.place}  {message(language, item)}", page)


def _indented(text: str, page: Look, by: int = 2) -> Iterator[str]:
    return (" " * by + line for line in wrap(_clean(text), page.width - by))


def _clean(text: str) -> str:
    """A text from outside on one line, and never an escape sequence."""
    return text.replace("\x1b", "\ufffd").replace("\n", " ")
