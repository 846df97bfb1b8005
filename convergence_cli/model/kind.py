"""The profile questions by which stations are told apart and put beside their kind, and when two answers are one.

A framework need not ask any of them; what it does not ask tells nothing apart.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from convergence_cli.model.framework import Framework
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.model.questionnaire import Answered

LEVEL, PROVINCE, PERIOD = "level", "province", "period"
"""At which level of administration a station is, in which province, and which year is assessed."""
# One province has several names on paper: 浙江省 and 浙江, 广西壮族自治区 and 广西, Zhejiang Province and Zhejiang.
_KIND_OF_PROVINCE = re.compile(r"(?<=..)(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区|\s+province)$")


def peer_questions(framework: Framework) -> tuple[str, ...]:
    """Stations of one name are told apart by the answers to these, and peers are grouped by them."""
    declared = (LEVEL, PROVINCE) if framework.peers is None else framework.peers
    return tuple(name for name in declared if name in framework.question)


def station_key(station: str, profile: Mapping[str, Answered | None]) -> str:
    """By what a station is known from year to year where nobody gives it an id: its name and its level, if it says one.

    Two of one name are in most places one of the province and one of the city.
    """
    level = profile.get(LEVEL)
    name = " ".join(unicodedata.normalize("NFKC", station).split())
    return f"{name}/{level}" if isinstance(level, str) else name


def year_assessed(profile: Mapping[str, object]) -> float | None:
    """The year that a station says it assesses; None where it does not say."""
    said = profile.get(PERIOD)
    return float(said) if isinstance(said, int | float) and not isinstance(said, bool) else None


def same_place(name: str) -> str:
    """What two ways of writing one answer have in common: width, case, spaces, and the word for a province."""
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    return _KIND_OF_PROVINCE.sub("", plain)


def is_same(one: object, other: object) -> bool:
    """Whether two answers to a profile question say the same; a blank says nothing, and so the same as a blank."""
    if isinstance(one, str) and isinstance(other, str):
        return same_place(one) == same_place(other)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    return one == other


def deciding(framework: Framework) -> Iterator[ProfileQuestion]:
    """The questions by which a station is judged or put beside others: other answers give its numbers another sense.

    Level, province and year; and those by which an indicator is in scope, a red line, scored, weighed or held to a
    target.
    """
    settles = {question for item in framework.indicators for question in item.applies}
    for item in framework.indicators:
        settles.update(item.red_line.for_ if item.red_line else {})
        settles.update(item.target_by or {})
        settles.update(item.score.by or {})
    for parts in (framework.indicators, framework.measures, framework.chapters):
        settles.update(question for part in parts for question in part.weight_by or ())
    return (question for question in framework.profile if question.id in {*peer_questions(framework), PERIOD, *settles})


def differing(
    framework: Framework, one: Mapping[str, Answered | None], other: Mapping[str, Answered | None]
) -> Iterator[tuple[ProfileQuestion, Answered | None, Answered | None]]:
    """Each of these questions to which two stations, or one station twice, gave different answers, and the answers."""
    for question in deciding(framework):
        answers = one.get(question.id), other.get(question.id)
        if not is_same(*answers):
            yield question, *answers
