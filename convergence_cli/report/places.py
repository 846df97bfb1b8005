"""Where a part of a report is read."""

from typing import Literal

Place = Literal["sheet", "paper", "page", "screen", "list"]
"""page: of a browser. screen: a terminal. list: a CSV file."""
Where = Literal["everywhere", "files", "print", "abridged", "roomy"] | Place
_PLACES: dict[Where, tuple[Place, ...]] = {
    "everywhere": ("sheet", "paper", "page", "screen", "list"),
    "files": ("sheet", "paper", "page", "list"),
    "paper": ("paper", "page", "screen"),
    "print": ("paper", "page"),
    "abridged": ("paper", "screen"),
    "roomy": ("sheet", "page", "list"),
    "sheet": ("sheet", "list"),
    "page": ("page",),
    "screen": ("screen",),
    "list": ("list",),
}
"""What stands on paper is read on a page and on a screen, too, unless that is said otherwise; what stands on a sheet,
in a list. Paper and screens abridge a list; where there is room, all of it stands."""


def stands(where: Where, place: Place) -> bool:
    """Whether what is meant for some places is there to be read."""
    return place in _PLACES[where]
