"""What the page of one station shows: prepared here, laid out by the templates."""

from collections.abc import Iterator, Sequence
from typing import get_args

from convergence_cli.model.assessment import Assessment, Cohort, Result
from convergence_cli.model.framework import Framework, Indicator, RedLineState
from convergence_cli.model.language import Language
from convergence_cli.model.question import said
from convergence_cli.report import figures
from convergence_cli.report.document import Section
from convergence_cli.report.evidence import evidence_words
from convergence_cli.report.evidence import sections as evidence_sections
from convergence_cli.report.findings import (
    counts_besides,
    lapse_words,
    level_names,
    red_lines_held,
    scored_words,
    source_of,
)
from convergence_cli.report.own_targets import own_sections
from convergence_cli.report.page.drawing import LETTERS, Radar, dial, radar
from convergence_cli.report.page.filters import Filter, chapter_filter, gap_filters, listed, plain_filter
from convergence_cli.report.page.problems import problem_rows, severity_filter
from convergence_cli.report.page.sections import parts
from convergence_cli.report.progress import blank_sections
from convergence_cli.report.sensitivity import sections
from convergence_cli.report.subjects.brief import brief_section
from convergence_cli.report.subjects.station.gap import Gap, gaps_of, unanswered_of
from convergence_cli.report.subjects.station.gaps import told_besides
from convergence_cli.report.subjects.station.method import method_part
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.report.withheld import why_none
from convergence_cli.texts import say
from convergence_cli.texts.width import display_width
from convergence_cli.value import value

_OUT_OF_PLAY = ("not_applicable", "out_of_scope", "not_scored")
# From what is most to be done to what is done.
OUTCOME_ORDER = {
    outcome: place for place, outcome in enumerate(("unmet", "unanswered", "partial", "met", *_OUT_OF_PLAY))
}
EVIDENCE_STATES = ("missing", "not-all", "answer-first", "claimed", "not-required", "none-needed")
"""What is to be done about the evidence of an answer, most urgent first."""
_MOST_ON_DIAL = 4
"""Letters of a tick's name for which a dial has room."""


@value
class AnswerRow:
    """One indicator that the station was asked: its answer and its evidence, in words."""

    id: str
    title: str
    chapter: str
    outcome: str
    words: str
    source: str
    reason: str
    note: str
    evidence: str
    hint: str
    state: str
    order: int
    who: str


@value
class About:
    """One thing that the station said about itself."""

    title: str
    words: str


def station_facts(cohort: Cohort, judged: Assessment) -> dict[str, object]:
    """The facts of the template `station.html.j2`."""
    framework, language = cohort.framework, cohort.language
    words = Words(cohort)
    gaps, open_ = tuple(gaps_of(words, judged)), tuple(unanswered_of(words, judged))
    chapters = {measure: chapter for chapter in framework.chapters for measure in chapter.measures}
    levels = level_names(framework, language)
    answers = tuple(_answer_rows(framework, judged, language))
    return {
        "title": say(language, "page.title", station=judged.station),
        "sections": (
            "brief",
            "overview",
            "red-lines",
            "chapters",
            "measures",
            "gaps",
            *(("blanks",) if open_ else ()),
            "evidence",
            "problems",
        ),
        "judged": judged,
        "briefs": (brief_section(words, judged),),
        **parts(_parts(words, judged), language),
        "about": tuple(_about(framework, judged, language)),
        "dial": dial(judged.index.score, judged.index.floor, judged.index.ceiling, level_marks(framework)),
        "radar": _radar(framework, judged, language),
        "why": {
            node.id: why_none(framework, judged, node, language)
            for node in (judged.index, *judged.chapters, *judged.measures)
        },
        "counts_besides": tuple(counts_besides(framework, judged, language)),
        "levels": levels,
        "reached": 0 if judged.level is None else list(levels).index(judged.level) + 1,
        "red_lines": _by_state((*gaps, *open_)),
        "blanks": blank_sections(framework, judged, language),
        "red_lines_held": red_lines_held(framework, judged),
        "chapters": tuple(zip(framework.chapters, judged.chapters, strict=True)),
        "measures": tuple(
            (measure, chapters[measure.id], node)
            for measure, node in zip(framework.measures, judged.measures, strict=True)
        ),
        "measure_filters": (chapter_filter(framework, language),),
        "gaps": gaps,
        "told_besides": told_besides,
        "gap_filters": gap_filters(framework, (gap.item for gap in gaps), language, outcomes=True),
        "outcome_order": OUTCOME_ORDER,
        "answers": answers,
        "answer_filters": _answer_filters(framework, answers, language),
        "problems": problem_rows((("", item) for item in judged.problems), language),
        "problem_filters": (severity_filter((item.severity for item in judged.problems), language),),
    }


def _parts(words: Words, judged: Assessment) -> tuple[Section, ...]:
    """What stands there only where there is something to say of it, and how all was worked out."""
    framework, language = words.framework, words.language
    return (
        *own_sections(framework, judged, language),
        *evidence_sections(judged, language),
        *_analysed(framework, judged, language),
        method_part(words, judged),
    )


def _by_state(gaps: Sequence[Gap]) -> dict[RedLineState, tuple[Gap, ...]]:
    """The red lines that are missed, and those that are not answered yet."""
    return {state: tuple(gap for gap in gaps if gap.result.red_line == state) for state in get_args(RedLineState)}


def _analysed(framework: Framework, judged: Assessment, language: Language) -> tuple[Section, ...]:
    return sections(framework, judged.sensitivity, language) if judged.sensitivity else ()


def level_marks(framework: Framework) -> list[tuple[str, float]]:
    """The index of every answer that each level needs, under the level's id where there is room for it on the dial."""
    drawn = (level for level in framework.levels if level.on == "score")
    asked = ((level.id, level.index) for level in drawn if level.index is not None)
    return [
        (name if display_width(name) <= _MOST_ON_DIAL else figures.threshold(index), index) for name, index in asked
    ]


def _about(framework: Framework, judged: Assessment, language: Language) -> Iterator[About]:
    for question in framework.profile:
        given = judged.profile.get(question.id)
        if question.required and question.id != framework.name_question and given is not None:
            words = figures.answer(question, given, question.options, language)
            yield About(title=question.title.in_(language), words=words)


def _radar(framework: Framework, judged: Assessment, language: Language) -> Radar | None:
    """The chapters in play: how far each could reach, and what it scores."""
    drawn = [
        (chapter.title.in_(language), node.score, node.ceiling)
        for chapter, node in zip(framework.chapters, judged.chapters, strict=True)
        if node.score is not None and node.ceiling is not None
    ]
    axes = [(title, figures.score(score)) for title, score, _ in drawn]
    shapes = ([ceiling for _, _, ceiling in drawn], [score for _, score, _ in drawn])
    return radar(axes, shapes, letters=LETTERS[language])


def _answer_rows(framework: Framework, judged: Assessment, language: Language) -> Iterator[AnswerRow]:
    for item, result in zip(framework.indicators, judged.results, strict=True):
        if item.in_scope(judged.profile):
            yield _answer_row(framework, judged, item, result, language)


def _answer_row(
    framework: Framework, judged: Assessment, item: Indicator, result: Result, language: Language
) -> AnswerRow:
    answer, state = result.answer, _evidence_state(judged, item, result)
    return AnswerRow(
        id=item.id,
        title=item.title.in_(language),
        chapter=result.chapter,
        outcome=result.outcome,
        words=scored_words(framework, item, result, language),
        source=source_of(framework, item, result, language),
        reason=lapse_words(framework, item, result, language),
        note=answer.note if answer else "",
        evidence=evidence_words(framework, item, answer, language),
        hint=item.evidence.hint.in_(language) if item.evidence.hint else "",
        state=state,
        order=EVIDENCE_STATES.index(state),
        who=said(item.who, language),
    )


def _evidence_state(judged: Assessment, item: Indicator, result: Result) -> str:
    if any(each.state != "found" for each in judged.files.get(item.id, ())):
        return "not-all"
    if result.outcome == "not_applicable":
        return "none-needed"
    if result.evidence_missing:
        return "missing"
    if result.outcome == "unanswered":
        return "answer-first"
    return "claimed" if item.evidence.required or (result.answer and result.answer.evidence) else "not-required"


def _answer_filters(framework: Framework, answers: Sequence[AnswerRow], language: Language) -> tuple[Filter, ...]:
    outcomes = listed(OUTCOME_ORDER, {row.outcome for row in answers}, "terms", language)
    states = listed(EVIDENCE_STATES, {row.state for row in answers}, "page", language, "evidence-")
    return (
        chapter_filter(framework, language),
        Filter(key="outcome", title=say(language, "terms.outcome"), options=outcomes),
        Filter(key="evidence", title=say(language, "page.evidence-state"), options=states),
        *(
            [plain_filter("who", say(language, "terms.who"), (row.who for row in answers))]
            if "who" in framework.says
            else ()
        ),
    )
