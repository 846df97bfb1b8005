"""What the page of one station shows: prepared here, laid out by the templates."""

from collections.abc import Iterator
from typing import get_args

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.framework import Framework, RedLineState
from convergence_cli.model.language import Language
from convergence_cli.report import figures
from convergence_cli.report.findings import below_target, counts_besides, level_names, red_lines_held
from convergence_cli.report.page.drawing import LETTERS, Radar, dial, radar
from convergence_cli.report.page.sections import parts
from convergence_cli.report.subjects.brief import brief_section
from convergence_cli.report.subjects.station.pages import page_sections
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.texts import say
from convergence_cli.texts.width import display_width
from convergence_cli.value import value

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
    words, states = Words(cohort), list(judged.not_kept.values())
    levels = level_names(framework, language)
    return {
        "title": say(language, "page.title", station=judged.station),
        "sections": ("brief", "overview"),
        "judged": judged,
        "briefs": (brief_section(words, judged),),
        **parts((section.on("page", framework.says) for section in page_sections(words, judged)), language),
        "about": tuple(_about(framework, judged, language)),
        "dial": dial(judged.index.score, judged.index.floor, judged.index.ceiling, level_marks(framework)),
        "radar": _radar(framework, judged, language),
        "is_withheld": judged.index.withheld is not None,
        "counts_besides": tuple(counts_besides(framework, judged, language)),
        "levels": levels,
        "reached": 0 if judged.level is None else list(levels).index(judged.level) + 1,
        "red_lines": {state: states.count(state) for state in get_args(RedLineState)},
        "red_lines_held": red_lines_held(framework, judged),
        "gap_count": len(below_target(judged)),
    }


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
