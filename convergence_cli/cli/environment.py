"""What the process is told by its surroundings: language, terminal, folders."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from convergence_cli.model.language import Language

if TYPE_CHECKING:
    from datetime import date

    from convergence_cli.shelf import Shelf


def spoken_language(arguments: list[str] | None = None) -> Language:
    """The language of help texts and of reports that nothing else decides.

    The last `--lang` on the command line, else CONVERGENCE_LANG, else the locale, else Chinese.
    """
    words = sys.argv if arguments is None else arguments
    for place, word in reversed(list(enumerate(words))):
        named = words[place + 1] if word == "--lang" and place + 1 < len(words) else word.removeprefix("--lang=")
        if named in ("zh", "en") and word.startswith("--lang"):
            return cast("Language", named)
    named = os.environ.get("CONVERGENCE_LANG", "")
    if named in ("zh", "en"):
        return cast("Language", named)
    return "en" if _locale().lower().startswith("en") else "zh"


def _locale() -> str:
    if sys.platform == "win32":
        import locale

        return locale.getlocale()[0] or ""
    return os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""


def shelf() -> "Shelf | None":
    """What is kept between runs: in a folder of our own in CONVERGENCE_CACHE, or in the user's cache; `off` is nowhere.

    The key lies apart from it, with the user's own state: whoever fills a cache folder does not have it.
    """
    from convergence_cli.shelf import Shelf  # digests take their time to import, and `--version` needs none

    named = os.environ.get("CONVERGENCE_CACHE") or _place("LOCALAPPDATA", "XDG_CACHE_HOME", ".cache")
    state = _place("APPDATA", "XDG_STATE_HOME", ".local/state")
    if named in ("", "off") or not state:
        return None
    return Shelf(folder=Path(named) / "convergence-cache", key=Path(state) / "convergence" / "cache.key")


def _place(windows: str, elsewhere: str, below_home: str) -> str:
    """A folder of the user's, as the system names it; empty where it has none."""
    if sys.platform == "win32":
        root = os.environ.get(windows, "")
    else:
        root = os.environ.get(elsewhere) or os.path.expanduser(f"~/{below_home}")  # noqa: PTH111 - no home, no error
    return root if Path(root).is_absolute() else ""


def address_space() -> int | None:
    """How many bytes of memory this process may address (`ulimit -v`); None where nobody bounds it."""
    if sys.platform == "win32":
        return None
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    return None if soft == resource.RLIM_INFINITY else soft


def processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def terminal_width(in_a_pipe: int = 80) -> int:
    """Columns to write in: the terminal's, or so many where there is none."""
    import shutil

    return max(40, min(160, shutil.get_terminal_size((in_a_pipe, 24)).columns))


def wants_colour(choice: str) -> bool:
    """Whether stdout gets colour: `always`, `never`, or on a terminal that has not said NO_COLOR."""
    if choice == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return choice == "always"


def today() -> "date":
    """The day it is where the command runs; no report prints it."""
    from datetime import UTC, datetime

    return datetime.now(tz=UTC).astimezone().date()
