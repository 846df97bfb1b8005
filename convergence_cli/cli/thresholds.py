"""Thresholds for stations of one level: `--for county:fail-under=40`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from convergence_cli.cli.names import named
from convergence_cli.errors import ConfigError, problem

if TYPE_CHECKING:
    from convergence_cli.gate.gates import Thresholds
    from convergence_cli.model.framework import Framework

_OPTION = "--for"


def by_level(given: Iterable[str], framework: "Framework", usual: "Thresholds") -> "dict[str, Thresholds]":
    """Level -> what its stations are held to: what is said for it, else what is usual.

    Raises ConfigError for a level, a gate or a value that is none, for a gate of a level that is named twice, and for a
    gate that is not asked of the others: that a station has it all the same could not be seen from a report.
    """
    from dataclasses import replace

    from convergence_cli.cli.gating import check_needed
    from convergence_cli.model.kind import LEVEL

    question = framework.question.get(LEVEL)
    found: dict[str, Thresholds] = {}
    seen = set()
    for typed in given:
        level, gate, value = _parted(typed)
        if question is None or not question.options:
            raise ConfigError(problem("option-value", option=_OPTION, found=level, known="—"))
        level = named(_OPTION, level, question.options)
        if (level, gate) in seen:
            raise ConfigError(problem("option-value", option=_OPTION, found=typed, known="1"))
        seen.add((level, gate))
        check_needed(_OPTION, typed, f"--{gate}", getattr(usual, gate.replace("-", "_")))
        change = {gate.replace("-", "_"): _threshold(gate, value, framework)}
        found[level] = replace(found.get(level, usual), **change)  # type: ignore[arg-type]
    return found


def _parted(typed: str) -> tuple[str, str, str]:
    from convergence_cli.gate.gates import THRESHOLDS

    level, colon, rest = typed.replace("：", ":").partition(":")
    gate, equal, value = rest.replace("＝", "=").partition("=")
    gate = gate.strip().removeprefix("--")
    if not (colon and equal) or gate not in THRESHOLDS:
        known = ", ".join(f"LEVEL:{each}=VALUE" for each in THRESHOLDS)
        raise ConfigError(problem("option-value", option=_OPTION, found=typed, known=known))
    return level.strip(), gate, value.strip()


def _threshold(gate: str, value: str, framework: "Framework") -> float | str:
    from convergence_cli.gate.allowance import share

    if gate == "min-level":
        return named(f"{_OPTION} …:{gate}", value, {each.id: each.title for each in framework.levels})
    found = share(value if gate == "min-coverage" else f"{value}%")
    if found is None:
        known = "0%-100%" if gate == "min-coverage" else "0-100"
        raise ConfigError(problem("option-value", option=f"{_OPTION} …:{gate}", found=value, known=known))
    return float(found)
