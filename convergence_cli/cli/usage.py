"""What is wrong with a command line, as a problem like any other: with a code, a hint, in the language of the run.

typer says it in fixed English sentences; these are known here, and a test fails when a new version of typer brings
one that is not.
"""

import re
from typing import Any

import typer

from convergence_cli.errors import Problem, Word, problem
from convergence_cli.texts import say_both
from convergence_cli.texts.nearest import nearest

USAGE_FAULT: type[Exception] = typer.BadParameter.__mro__[1]
"""What typer raises for every fault of a command line; the class has no name of typer's own."""

_QUOTED = r"'(?P<found>.*)'"
_INVALID = r"Invalid value for '(?P<option>.*)':"
_SENTENCES = {
    "usage-no-option": r"No such option: (?P<found>.*)",
    "usage-no-command": rf"No such command {_QUOTED}\.(?: Did you mean .*)?",
    "usage-no-command-given": r"Missing command\.",
    "usage-missing": rf"Missing (?:argument|option|parameter) {_QUOTED}\.",
    "usage-not-a-number": rf"{_INVALID} {_QUOTED} is not a valid (?:int|float)\w*(?: range)?\.",
    "usage-out-of-range": rf"{_INVALID} (?P<found>\S+) is not in the range (?P<range>.*)\.",
    "usage-needs-value": rf"Option {_QUOTED} requires (?:an argument|\d+ arguments)\.",
    "usage-takes-no-value": rf"Option {_QUOTED} does not take a value\.",
    "usage-too-many": r"Got unexpected extra arguments?(?:\(s\))? \((?P<found>.*)\)",
}
_KNOWN = {code: re.compile(pattern, re.DOTALL) for code, pattern in _SENTENCES.items()}


def usage_problem(error: Any, first: str) -> Problem:
    """The problem that a fault of typer's stands for; in its own words where nobody knows the sentence.

    `first` is the command, where the fault does not know it.
    """
    ctx = error.ctx
    path = ctx.command_path if ctx else f"convergence {first}"
    # Of an unknown option typer lists what is like it, which is told here as everywhere else.
    said = error.message if hasattr(error, "possibilities") else error.format_message()
    for code, pattern in _KNOWN.items():
        if match := pattern.fullmatch(said.strip()):
            values: dict[str, Word] = dict(match.groupdict())
            if code in ("usage-no-option", "usage-no-command"):
                values["nearest"] = nearest(match["found"], _names(ctx, options=code == "usage-no-option"))
            if code == "usage-out-of-range":
                values |= {"found": match["found"].removesuffix(".0"), "range": _range(match["range"])}
            return problem(code, None, "error", **values, command=path)
    return problem("usage-refused", None, "error", found=said, command=path)


def _names(ctx: Any, *, options: bool) -> list[str]:
    if options:
        return [name for param in ctx.command.get_params(ctx) for name in param.opts]
    return list(ctx.command.commands)


def _range(said: str) -> tuple[str, str]:
    """`0<=x<=100` or `x>=1` in words."""
    numbers = dict(zip(("low", "high"), re.findall(r"-?[\d.]+", said), strict=False))
    key = "run.opt-between" if "high" in numbers else "run.opt-at-least"
    return say_both(key, **numbers)
