"""Whether there is memory enough to begin with.

What many stations are compared with ends the process by itself where it gets no memory, with the exit code of a gate
that failed; so a bound that is too low is refused before.
"""

from convergence_cli.errors import ConfigError, Problem, problem
from convergence_cli.files import MEGABYTE

_NEEDED = {"batch": 500}
"""Megabytes of address space, by command: with less it was seen to end so."""


def check_memory(command: str, bound: int | None) -> None:
    """Raises ConfigError where a command may not have what it needs."""
    needed = _NEEDED.get(command)
    if bound is not None and needed is not None and bound < needed * MEGABYTE:
        raise ConfigError(memory_problem(bound, needed))


def memory_problem(bound: int | None, needed: int | None = None) -> Problem:
    """That memory is short, with the bound and what is needed, where they are known."""
    facts = {"found": f"{bound // MEGABYTE:,}" if bound is not None else "", "needed": f"{needed:,}" if needed else ""}
    return problem("memory-short", **facts)
