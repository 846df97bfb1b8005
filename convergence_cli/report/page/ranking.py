"""The stations in the order of their index, each with its row of the heat map."""

from collections.abc import Mapping, Sequence
from typing import get_args

from convergence_cli.model.framework import Framework, RedLineState
from convergence_cli.model.judged import Judged
from convergence_cli.model.language import Language
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.ranking import Place
from convergence_cli.report import figures
from convergence_cli.report.findings import level_names
from convergence_cli.report.mixed import within_level
from convergence_cli.report.page.drawing import tenth
from convergence_cli.report.page.filters import Filter, Option, red_filter
from convergence_cli.report.withheld import why_none
from convergence_cli.texts import say
from convergence_cli.value import value

_NO_LEVEL = "none"
# A station is compared with its kind; more than a few choices would hide the list that they filter.
_MOST_FILTERS = 2


@value
class Ranked:
    """One station and its place."""

    judged: Judged
    label: str
    place: Place | None
    about: str
    level: str
    why: str
    """Why there is no index though something is in play; empty where there is one."""
    level_order: int
    not_kept: Mapping[RedLineState, int]
    """How many red lines it misses, and how many it left blank."""
    red_line: str
    """Missed where it misses one, else unanswered where it left one blank, else no."""
    filters: tuple[tuple[str, str], ...]

    @property
    def cells(self) -> str:
        """Its cells of the heat map, made of digits and our own classes alone."""
        scores = (node.score for node in (self.judged.index, *self.judged.measures))
        return "".join(
            "<td>—" if score is None else f"<td class=h{tenth(score)}>{figures.score(score)}" for score in scores
        )

    @property
    def in_level(self) -> str:
        """Its rank among those of its level."""
        return within_level(self.place)


def ranked(
    framework: Framework,
    stations: Sequence[Judged],
    names: Sequence[str],
    language: Language,
    places: Sequence[Place] | None = None,
) -> tuple[Ranked, ...]:
    """The stations by rank where there are `places` (in the stations' order), else by index; equal ones as they came.

    What has no rank or no index stands last. `names` are what each station is called.
    """
    levels = level_names(framework, language)
    order = {None: 0} | {level: number for number, level in enumerate(levels, 1)}
    closed = _closed(framework)
    rows = (
        Ranked(
            judged=station,
            label=names[at],
            place=places[at] if places else None,
            about=_about(framework, station.profile, language),
            level=_level(levels, station, language),
            why=why_none(framework, station, station.index, language),
            level_order=order[station.level],
            not_kept=(lines := _not_kept(station)),
            red_line=next((state for state, count in lines.items() if count), "no"),
            filters=tuple(
                (_key(place), str(station.profile.get(question.id) or "")) for place, question in enumerate(closed)
            ),
        )
        for at, station in enumerate(stations)
    )
    return tuple(sorted(rows, key=_standing))


def _level(levels: Mapping[str, str], station: Judged, language: Language) -> str:
    if station.level:
        return levels[station.level]
    return say(language, "page.no-level" if station.index.withheld is None else "terms.nothing")


def _not_kept(station: Judged) -> dict[RedLineState, int]:
    states = list(station.not_kept.values())
    return {state: states.count(state) for state in get_args(RedLineState)}


def _standing(row: Ranked) -> tuple[bool, float]:
    if row.place:
        return row.place.rank is None, float(row.place.rank or 0)
    return row.judged.index.score is None, -(row.judged.index.score or 0.0)


def _closed(framework: Framework) -> tuple[ProfileQuestion, ...]:
    asked = (question for question in framework.profile if question.required and question.type == "one_of")
    return tuple(asked)[:_MOST_FILTERS]


def _key(place: int) -> str:
    # Becomes part of an attribute's name, so it is not made of a word from a framework's file.
    return f"profile-{place}"


def _about(framework: Framework, profile: Mapping[str, Answered | None], language: Language) -> str:
    said = [
        figures.answer(question, profile.get(question.id), question.options, language)
        for question in framework.profile
        if question.required and question.id != framework.name_question
    ]
    return say(language, "lists.separator").join(word for word in said if word)


def station_filters(framework: Framework, rows: Sequence[Ranked], language: Language) -> tuple[Filter, ...]:
    """By what stations are, by level, and by whether a red line is missed or unanswered."""
    found = {row.judged.level for row in rows}
    levels = [Option(value=level, words=name) for level, name in level_names(framework, language).items()]
    levels.insert(0, Option(value=_NO_LEVEL, words=say(language, "page.no-level")))
    level = Filter(
        key="level",
        title=say(language, "page.maturity"),
        options=tuple(option for option in levels if option.value in {each or _NO_LEVEL for each in found}),
    )
    return (
        *(_profile_filter(place, question, language) for place, question in enumerate(_closed(framework))),
        *((level,) if framework.levels else ()),
        red_filter(language),
    )


def _profile_filter(place: int, question: ProfileQuestion, language: Language) -> Filter:
    options = tuple(Option(value=key, words=text.in_(language)) for key, text in question.options.items())
    return Filter(key=_key(place), title=question.title.in_(language), options=options)
