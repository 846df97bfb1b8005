"""One way in which less is asked, and what is said of it."""

from typing import Any

from convergence_cli.errors import Pair
from convergence_cli.model.framework import Framework
from convergence_cli.rubric.strict_yaml import Path
from convergence_cli.texts import say_both
from convergence_cli.value import value

Both = tuple[Framework, Framework]
"""The framework before and now."""

# Keys whose words decide what an answer means.
_WORDS = frozenset({"question", "criteria", "title", "hint", "text", "zh", "en"})


@value
class Less:
    """One way in which less is asked: the key that says so, and what it comes to."""

    path: Path
    how: Pair


def asks_less(path: Path, key: str, /, **values: Any) -> Less:
    """Less, in the words of the catalogue."""
    return Less(path=path, how=say_both(f"overlays.{key}", **values))


def unlike(*path: str | int) -> Less:
    """A key whose two forms cannot be compared: nobody has shown that the new one asks for as much."""
    return asks_less(path, "reworded" if path[-1] in _WORDS else "unlike")


def term(name: str | None) -> Pair:
    """A word of the model; None: nothing is said."""
    return say_both(f"terms.{name or 'nothing'}")
