"""What the page of one station shows: prepared here, laid out by the templates."""

from collections.abc import Iterator, Sequence
from typing import get_args

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.framework import Framework, RedLineState
from convergence_cli.model.language import Language
from convergence_cli.report import figures
from convergence_cli.report.document import Section
from convergence_cli.report.evidence import sections as evidence_sections
from convergence_cli.report.findings import (
    counts_besides,
    level_names,
    red_lines_held,
)
from convergence_cli.report.own_targets import own_sections
from convergence_cli.report.page.drawing import LETTERS, Radar, dial, radar
from convergence_cli.report.page.filters import chapter_filter, gap_filters
from convergence_cli.report.page.sections import parts
from convergence_cli.report.progress import blank_sections
from convergence_cli.report.sensitivity import sections
from convergence_cli.report.subjects.brief import brief_section
from convergence_cli.report.subjects.station.gap import Gap, gaps_of, unanswered_of
from convergence_cli.report.subjects.station.gaps import told_besides
from convergence_cli.report.subjects.station.lists import evidence_sheet, problem_sheet
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
_MOST_ON_DIAL = 4
"""Letters of a tick's name for which a dial has room."""


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
    return {
        "title": say(language, "page.title", station=judged.station),
        "sections": (
            "brief",
            "overview",
            "red-lines",
            "chapters",
            "measures",
            "gaps",
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
    }


def _parts(words: Words, judged: Assessment) -> tuple[Section, ...]:
    """The lists, what stands there only where there is something to say of it, and how all was worked out."""
    framework, language = words.framework, words.language
    lists = (evidence_sheet(words), problem_sheet(words))
    return (
        *blank_sections(framework, judged, language),
        *(part.on("paper", framework.says) for part in lists),
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
