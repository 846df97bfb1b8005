"""Options that are gates, declared once for every command that judges."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from convergence_cli.cli.declaring import declared, words
from convergence_cli.cli.shared import sharing
from convergence_cli.errors import ConfigError, problem
from convergence_cli.texts import say_both

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from convergence_cli.gate.gates import Gates
    from convergence_cli.gate.past import Baseline
    from convergence_cli.gate.requiring import Require
    from convergence_cli.model.framework import Framework
    from convergence_cli.model.waiver import Waivers

T = TypeVar("T")
_gate = partial(declared, panel=words("panel-gates"))
_SO_MANY = "0, 1, 2, …, 0%-100%"

_OF_A_STATION = {
    "fail_under": Annotated[float | None, _gate("fail-under", "N", min=0, max=100)],
    "fail_under_chapter": Annotated[float | None, _gate("fail-under-chapter", "N", min=0, max=100)],
    "min_coverage": Annotated[str | None, _gate("min-coverage", "P%")],
    "min_level": Annotated[str | None, _gate("min-level", "LEVEL")],
    "for_": Annotated[list[str] | None, _gate("for", "LEVEL:GATE=VALUE")],
    "fail_on": Annotated[str | None, _gate("fail-on", "WHAT")],
    "require": Annotated[list[str] | None, _gate("require", "NAME=met|N")],
    "no_regress": Annotated[Path | None, _gate("no-regress", "BASELINE.json")],
    "tolerance": Annotated[float | None, _gate("tolerance", "N", min=0, max=100)],
    "allow_vanished": Annotated[bool | None, _gate("allow-vanished")],
    "write_baseline": Annotated[Path | None, _gate("write-baseline", "BASELINE.json")],
    "waivers": Annotated[Path | None, _gate("waivers", "FILE.yaml")],
    "today": Annotated[str | None, _gate("today", "YYYY-MM-DD")],
    "warn_on": Annotated[list[str] | None, _gate("warn-on", "GATE")],
}
_OF_MANY = _OF_A_STATION | {
    "max_failing": Annotated[str | None, _gate("max-failing", "N|P%")],
    "max_unreadable": Annotated[str | None, _gate("max-unreadable", "N|P%")],
}
Asked = dict[str, Any]
"""The values of the options that are gates, by the names that `gates_of` has for them."""

gated = sharing("asked", _OF_A_STATION, lambda given: given)
"""Gives a command the gates of one station in place of its parameter `asked`."""
gated_batch = sharing("asked", _OF_MANY, lambda given: given | {"is_whole": True})
"""The same, and the gate over all stations of a run."""


def gates_of(
    framework: "Framework",
    *,
    fail_under: float | None = None,
    fail_under_chapter: float | None = None,
    min_coverage: str | None = None,
    min_level: str | None = None,
    for_: list[str] | None = None,
    fail_on: str | None = None,
    require: list[str] | None = None,
    no_regress: Path | None = None,
    tolerance: float | None = None,
    allow_vanished: bool | None = None,
    write_baseline: Path | None = None,
    waivers: Path | None = None,
    today: str | None = None,
    warn_on: list[str] | None = None,
    max_failing: str | None = None,
    max_unreadable: str | None = None,
    is_whole: bool = False,
) -> "Gates":
    """The gates of a command's options, their files read.

    Raises ConfigError for a value that an option does not have, and for every fault of the files.
    """
    from convergence_cli.cli.export import check_number
    from convergence_cli.cli.names import named
    from convergence_cli.cli.thresholds import by_level
    from convergence_cli.gate.allowance import allowance
    from convergence_cli.gate.gates import FAIL_ON, Gates, Thresholds
    from convergence_cli.model.question import Text

    asked = {
        "fail-under": fail_under,
        "fail-under-chapter": fail_under_chapter,
        "min-coverage": min_coverage,
        "min-level": min_level,
        "fail-on": fail_on,
        "require": require or None,
        "no-regress": no_regress,
        "waivers": waivers,
        "max-failing": max_failing,
        "max-unreadable": max_unreadable,
    }
    numbers = {"--fail-under": fail_under, "--fail-under-chapter": fail_under_chapter, "--tolerance": tolerance}
    for option, number in numbers.items():
        check_number(option, number)
    if fail_on is not None:
        words = {str(name): say_both(f"terms.{name}") for name in FAIL_ON}
        titles = {name: Text(zh=zh, en=en) for name, (zh, en) in words.items()}
        fail_on = named("--fail-on", fail_on, titles, guesses=False)
    failing = next((each for each in FAIL_ON if each == fail_on), None)
    if min_level is not None:
        min_level = named("--min-level", min_level, {each.id: each.title for each in framework.levels})
    check_needed("--tolerance", tolerance, "--no-regress", no_regress)
    check_needed("--allow-vanished", allow_vanished or None, "--no-regress", no_regress)
    check_needed("--today", today, "--waivers", waivers)
    of_the_run = ("waivers", "max-failing", "max-unreadable")
    of_a_station = (given for name, given in asked.items() if name not in of_the_run)
    check_needed("--max-failing", max_failing, "--fail-under, --fail-on, …", *of_a_station)
    usual = Thresholds(
        fail_under=fail_under,
        fail_under_chapter=fail_under_chapter,
        min_coverage=share_of("--min-coverage", min_coverage),
        min_level=min_level,
    )
    return Gates(
        thresholds=usual,
        by_level=by_level(for_ or (), framework, usual),
        fail_on=failing,
        require=_required(require or (), framework),
        warn_on=_soft(warn_on or (), asked),
        max_failing=_read("--max-failing", max_failing, allowance, _SO_MANY),
        max_unreadable=_read("--max-unreadable", max_unreadable, allowance, _SO_MANY),
        baseline=_baseline(no_regress, framework),
        tolerance=tolerance or 0.0,
        is_whole=is_whole,
        may_vanish=bool(allow_vanished),
        waivers=_waivers(waivers, framework, today),
    )


def check_not_held_to(exports: list[Path] | None, asked: Asked) -> None:
    """Refuse to write a report over what its gates are held to; raises ConfigError.

    Written though a gate failed, it would be the baseline of the next run, which would pass.
    """
    held_to = (asked["no_regress"], asked["waivers"])
    written = (*(exports or ()), *filter(None, (asked["write_baseline"],)))
    for path in written:
        if any(path.exists() and other and other.exists() and path.samefile(other) for other in held_to):
            raise ConfigError(problem("export-is-held-to", found=path.name))


def check_needed(option: str, given: object, needed: str, *there: object) -> None:
    """Refuse an option that would have no effect, as none of what it needs is there; raises ConfigError."""
    if given is not None and all(each is None for each in there):
        raise ConfigError(problem("option-needs", option=option, needed=needed))


def _baseline(path: Path | None, framework: "Framework") -> "Baseline | None":
    if path is None:
        return None
    from convergence_cli.gate.baseline import load_baseline

    return load_baseline(path, framework)


def _waivers(path: Path | None, framework: "Framework", day: str | None) -> "Waivers | None":
    if path is None:
        return None
    from convergence_cli.gate.waivers import load_waivers

    return load_waivers(path, framework, _day(day))


def _day(typed: str | None) -> "date":
    """The day that was named, else today's, the one thing here that no input says."""
    from datetime import date

    from convergence_cli.cli.environment import today
    from convergence_cli.cli.names import day_of

    day = day_of("--today", typed)
    return today() if day is None else date.fromisoformat(day)


def share_of(option: str, typed: str | None) -> float | None:
    """A share typed as per cents, in per cent; raises ConfigError."""
    from convergence_cli.gate.allowance import share

    found = _read(option, typed, share, "0%-100%")
    return None if found is None else float(found)


def _read(option: str, typed: str | None, read: "Callable[[str], T | None]", known: str) -> "T | None":
    """What was typed, if anything; raises ConfigError where it cannot be read."""
    found = None if typed is None else read(typed)
    if typed is not None and found is None:
        raise _refused(option, typed, known)
    return found


def _required(texts: "Sequence[str]", framework: "Framework") -> "tuple[Require, ...]":
    """`NAME=met` or `NAME=N`, by an id or a title; raises ConfigError."""
    from convergence_cli.cli.names import named
    from convergence_cli.gate.allowance import BARE
    from convergence_cli.gate.requiring import MET, Require, parts

    known, found = parts(framework), []
    for text in texts:
        name, sign, asked = (part.strip() for part in text.rpartition("="))
        met = asked.lower() == MET or asked in say_both("terms.met")
        if not (sign and name) or not (met or (BARE.fullmatch(asked) and float(asked) <= 100)):
            raise _refused("--require", text, "M16.mobile-kpi-weight=met, M16=60")
        meant = named("--require", name, known, guesses=False)
        if met and meant not in framework.indicator:
            raise _refused("--require", text, f"{meant}=0 … {meant}=100")
        found.append(Require(id=meant, need=None if met else float(asked)))
    return tuple(dict.fromkeys(found))


def _soft(names: "Sequence[str]", asked: "Mapping[str, object]") -> "frozenset[str]":
    """The gates that only warn, by the names of their options; raises ConfigError for one that was not asked for."""
    for name in names:
        option = name.removeprefix("--")
        if option not in asked:
            raise _refused("--warn-on", name, ", ".join(asked))
        check_needed(f"--warn-on {option}", name, f"--{option}", asked[option])
    return frozenset(name.removeprefix("--") for name in names)


def _refused(option: str, found: str, known: str) -> Exception:
    return ConfigError(problem("option-value", option=option, found=found, known=known))
