"""Help as the program prints it: in the language of the run, as wide as the terminal, no word of it cut.

typer's own layout cuts Chinese texts at 80 columns, has fixed English words and takes longer to import than most
commands take to run.
"""

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from convergence_cli.cli.declaring import SPOKEN, words
from convergence_cli.cli.environment import terminal_width
from convergence_cli.texts import say
from convergence_cli.texts.width import display_width, wrap

_FOLDED = words("panel-bounds")
"""The panel of options that hardly anyone needs: `--help` names it, `--help-all` lists it."""
_WIDEST_NAME = 30
_OF_TYPER = {
    "--help": "opt-help",
    "--install-completion": "opt-install-completion",
    "--show-completion": "opt-show-completion",
}
"""Options that typer adds, whose help texts it has in English alone."""


class Command(TyperCommand):
    """A command whose help is ours, and which shows its settings instead of running where that is asked for."""

    def invoke(self, ctx: Any) -> Any:
        if not ctx.find_root().params.get("show_config"):
            return super().invoke(ctx)
        from convergence_cli.cli.config import shown

        print("\n".join(shown(ctx, ctx.find_root().obj or "")))
        return None

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(page(self, ctx))


class Group(TyperGroup):
    """A group of commands whose help is ours."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(page(self, ctx))


def show_all(ctx: typer.Context, asked: bool) -> None:
    """The callback of `--help-all`."""
    if asked:
        print(page(ctx.command, ctx, folded=False))
        raise typer.Exit


def page(command: Any, ctx: Any, *, folded: bool = True) -> str:
    """The whole help of a command: how it is called, what it does, its arguments, options and commands."""
    width = terminal_width()
    parts = [usage(ctx), *([command.help] if command.help else [])]
    panels = _panels(command, ctx)
    hidden = panels.pop(_FOLDED, []) if folded else []
    for title, rows in panels.items():
        parts.append("\n".join([title, *_listed(rows, width)]))
    if hidden:
        parts.append("\n".join(wrap(words("help-folded", panel=_FOLDED, count=len(hidden)), width)))
    return "\n\n".join(parts)


def usage(ctx: Any) -> str:
    """How the command is called, in one line."""
    command, names = ctx.command, []
    if isinstance(command, TyperGroup):
        names = [words("usage-command")]
    else:
        names = [param.metavar or "" for param in command.params if param.param_type_name == "argument"]
    return words("usage", command=" ".join([ctx.command_path, words("usage-options"), *names]))


Rows = list[tuple[str, str]]


def _panels(command: Any, ctx: Any) -> dict[str, Rows]:
    """What is listed under each heading: arguments first, then options, then the commands of a group."""
    panels: dict[str, Rows] = {words("panel-arguments"): [], words("panel-options"): []}
    for param in command.get_params(ctx):
        if param.hidden:
            continue
        by_default = words("panel-arguments" if param.param_type_name == "argument" else "panel-options")
        panels.setdefault(param.rich_help_panel or by_default, []).append((_name(param), _meaning(param, ctx)))
    if isinstance(command, TyperGroup):
        listed = [(name, command.commands[name].help or "") for name in command.list_commands(ctx)]
        panels[words("panel-commands")] = listed
    return {title: rows for title, rows in panels.items() if rows}


def _name(param: Any) -> str:
    """`-f, --format text|json`, or the name of an argument."""
    if param.param_type_name == "argument":
        return str(param.metavar)
    names = ", ".join(sorted(param.opts, key=len))
    return names if param.is_flag or not param.metavar else f"{names} {param.metavar}"


def _meaning(param: Any, ctx: Any) -> str:
    """What it is for, and what is to be known of its values."""
    of_typer = _OF_TYPER.get(param.opts[0])
    meaning = words(of_typer) if of_typer else param.help or ""
    limits = say(SPOKEN, "terms.list-separator").join(_limits(param, ctx))
    return words("opt-limits", meaning=meaning, limits=limits) if limits else meaning


def _limits(param: Any, ctx: Any) -> list[str]:
    low, high = (getattr(param.type, name, None) for name in ("min", "max"))
    said = []
    if low is not None and high is not None:
        said.append(words("opt-between", low=low, high=high))
    elif low is not None:
        said.append(words("opt-at-least", low=low))
    default = param.get_default(ctx, call=False)
    if param.show_default and default not in (None, False, ()) and not param.required:
        shown = default if isinstance(default, list | tuple) else [default]
        said.append(words("opt-default", value=" ".join(map(str, shown))))
    if param.required:
        said.append(words("opt-required"))
    return said


def _listed(rows: Rows, width: int) -> list[str]:
    """Names, and beside them what they mean: below a name that is too long for its column."""
    widest = max(display_width(name) for name, _ in rows if display_width(name) <= _WIDEST_NAME or len(rows) == 1)
    column = min(widest, _WIDEST_NAME) + 4
    lines = []
    for name, meaning in rows:
        first, *others = wrap(meaning, width - column) or [""]
        if display_width(name) + 4 > column:
            lines.append(f"  {name}")
            others.insert(0, first)
        else:
            lines.append(f"  {name}{' ' * (column - 2 - display_width(name))}{first}".rstrip())
        lines += [" " * column + line for line in others]
    return lines
