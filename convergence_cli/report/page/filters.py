"""What each list can be filtered by: only what occurs in it, in the framework's order."""

from collections.abc import Collection, Iterable
from typing import get_args

from convergence_cli.model.assessment import BELOW_TARGET
from convergence_cli.model.framework import Framework, Indicator, RedLineState
from convergence_cli.model.language import Language
from convergence_cli.model.question import said
from convergence_cli.texts import say
from convergence_cli.value import value


@value
class Option:
    """One choice: what the rows say (`value`) and what a person reads."""

    value: str
    words: str


@value
class Filter:
    """A choice among the values of the rows' attribute `data-<key>`."""

    key: str
    title: str
    options: tuple[Option, ...]


def listed(
    order: Iterable[str], found: Collection[str], catalogue: str, language: Language, prefix: str = ""
) -> tuple[Option, ...]:
    """The values that were found, in their order, in the words of `<catalogue>.<prefix><value>`."""
    return tuple(
        Option(value=each, words=say(language, f"{catalogue}.{prefix}{each}")) for each in order if each in found
    )


def plain_filter(key: str, title: str, found: Iterable[str]) -> Filter:
    """Values that are words already, in the order in which they occur."""
    return Filter(key=key, title=title, options=tuple(Option(value=each, words=each) for each in dict.fromkeys(found)))


def chapter_filter(framework: Framework, language: Language) -> Filter:
    """By chapter."""
    options = tuple(Option(value=chapter.id, words=chapter.title.in_(language)) for chapter in framework.chapters)
    return Filter(key="chapter", title=say(language, "terms.chapter"), options=options)


def red_filter(language: Language) -> Filter:
    """By whether a red line is missed, or else unanswered."""
    states = (*get_args(RedLineState), "no")
    options = tuple(Option(value=each, words=say(language, f"page.red-{each}")) for each in states)
    return Filter(key="red", title=say(language, "terms.red-line"), options=options)


def gap_filters(
    framework: Framework, items: Iterable[Indicator], language: Language, *, outcomes: bool
) -> tuple[Filter, ...]:
    """What gaps are filtered by; those of one station by their outcome, too."""
    gaps = tuple(items)
    efforts = [str(effort) for effort in sorted({item.effort for item in gaps if item.effort})]
    binding = {item.obligation for item in gaps if item.obligation}
    obligations = listed(("must", "should", "may"), binding, "terms", language)
    outcome = Filter(
        key="outcome",
        title=say(language, "terms.outcome"),
        options=listed(("unmet", "partial"), BELOW_TARGET, "terms", language),
    )
    every = (
        chapter_filter(framework, language),
        *((outcome,) if outcomes else ()),
        red_filter(language),
        Filter(key="obligation", title=say(language, "page.obligation"), options=obligations),
        Filter(
            key="effort",
            title=say(language, "terms.effort"),
            options=listed(efforts, efforts, "terms", language, "effort-"),
        ),
        plain_filter("who", say(language, "terms.who"), (said(item.who, language) for item in gaps)),
    )
    unsaid = {"obligation", "effort", "who"} - framework.says
    return tuple(each for each in every if each.key not in unsaid)
