"""The one way in which a name that a person typed finds the part of a framework that is meant.

By its id, its title in either language, a part of a title that no other has, or a close spelling; a number in a name
is never taken for another one. What could be meant in two ways, or not at all, is left to the person, with what is
nearest.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from convergence_cli.errors import listed
from convergence_cli.model.question import Text
from convergence_cli.questionnaire.cleaning import folded
from convergence_cli.value import value

Names = Mapping[str, Text]
"""Id -> title."""

_TAKEN, _APART, _SIMILAR = 0.65, 0.15, 0.4
"""How alike a spelling is that is taken, how much more than any other; and how alike one that is shown."""
_MOST_SHOWN = 3


@value
class Meant:
    """What a name was found to mean."""

    id: str = ""
    """Empty where nothing is meant for certain."""
    guessed: bool = False
    """Whether it was not written as it stands: whoever typed it is to be told."""
    near: tuple[str, ...] = ()
    """Ids of what is nearest, where nothing is meant for certain."""


def meant(typed: str, names: Names) -> Meant:
    """The id that a person means by what was typed."""
    if typed in names:
        return Meant(id=typed)
    wanted = folded(typed)
    exact: set[str] = set()
    within: set[str] = set()
    for name, title in names.items():
        spelt = _spelt(name, title)
        if wanted in spelt:
            exact.add(name)
        elif (len(wanted) > 1 or not wanted.isascii()) and any(wanted in each for each in spelt[1:]):
            within.add(name)
    if len(exact) == 1:
        return Meant(id=exact.pop())
    if exact:
        return Meant(near=_first(name for name in names if name in exact))
    if len(within) == 1:
        return Meant(id=within.pop(), guessed=True)
    return _closest(wanted, names, within)


def shown(names: Names, ids: Iterable[str]) -> tuple[str, str]:
    """These names as a person may type them, in Chinese and in English: each title with its id."""
    said = [(name, names[name]) for name in ids]
    return listed(
        (f"{name} {title.zh or title.en}".strip(), f"{name} {title.en or title.zh}".strip()) for name, title in said
    )


def _closest(wanted: str, names: Names, within: set[str]) -> Meant:
    from difflib import SequenceMatcher  # only a fault needs it

    matcher, likeness = SequenceMatcher(None, "", wanted), dict.fromkeys(within, _TAKEN - _APART)
    closest: defaultdict[str, float] = defaultdict(float, likeness)
    for name, title in names.items():
        for spelt in _spelt(name, title):
            matcher.set_seq1(spelt)
            alike = matcher.ratio() if matcher.quick_ratio() >= _SIMILAR else 0.0
            if _numbers(spelt) != _numbers(wanted):
                alike = min(alike, _TAKEN - _APART)
            closest[name] = max(closest[name], alike)
    ranked = sorted(closest, key=lambda name: -closest[name])
    best, other = (*(closest[name] for name in ranked[:2]), 0.0, 0.0)[:2]
    if best >= _TAKEN and best - other >= _APART:
        return Meant(id=ranked[0], guessed=True)
    return Meant(near=_first(name for name in ranked if closest[name] >= _SIMILAR))


def _first(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(ids)[:_MOST_SHOWN]


def _spelt(name: str, title: Text) -> list[str]:
    """The id, the titles, and what stands before the colon of a title, folded."""
    titles = [folded(words) for words in title.both if words]
    labels = [words.partition(":")[0] for words in titles if ":" in words]
    return [folded(name), *titles, *labels]


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)
