"""The application and its one wrapper: whatever ends a run ends it with an exit code that says so."""

import gc
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from types import FrameType
from typing import Annotated, NoReturn

import typer
from typer.main import get_command

from convergence_cli import __version__
from convergence_cli.cli.codes import ExitCode
from convergence_cli.cli.declaring import declared, words
from convergence_cli.cli.environment import address_space, spoken_language
from convergence_cli.cli.help import Command, Group
from convergence_cli.cli.memory import check_memory, memory_problem
from convergence_cli.cli.options import LangBefore
from convergence_cli.cli.output import show, tell, use_safe_streams
from convergence_cli.cli.rendering import tell_problems
from convergence_cli.cli.usage import USAGE_FAULT, usage_problem
from convergence_cli.errors import ConvergenceError
from convergence_cli.files import WORKBOOKS
from convergence_cli.model.language import Language
from convergence_cli.texts import say

_COMMANDS = (
    *("template", "check", "assess", "batch", "compare", "report", "plan", "review"),
    *("archive", "migrate", "merge", "explain", "rubrics"),
)
"""In the order of the help; each is a function, or a group of commands, in a module of its name."""
_OBJECTS_BETWEEN_COLLECTIONS = 50_000
_BEFORE = ("--lang", "--config", "--show-config")
"""Options that may stand before a command."""


class _Interrupted(BaseException):
    """Ctrl-C, or the end that a service asks for.

    Our own, because the library below turns KeyboardInterrupt into exit code 1, a failed gate.
    """


def _show_version(asked: bool) -> None:
    if asked:
        print(f"convergence {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[bool, declared("version", is_eager=True, callback=_show_version)] = False,
    lang: LangBefore = None,
    config: Annotated[str | None, declared("config", "FILE.toml", allow_from_autoenv=False)] = None,
    show_config: Annotated[bool, declared("show-config", allow_from_autoenv=False)] = False,
) -> None:
    """Options that stand before a command; the language is the one of its `--lang` (see `options.Lang`)."""


def command_line(given: Sequence[str]) -> tuple[list[str], str]:
    """The words of a command line, and the command among them, if there is one.

    A workbook without a command is assessed, so that one can be dropped on the program.
    """
    at = 0
    while at < len(given) and given[at].partition("=")[0] in _BEFORE:
        at += 1 if "=" in given[at] or given[at] == "--show-config" else 2
    first = given[at] if at < len(given) else ""
    if not first.startswith("-") and first.lower().endswith(WORKBOOKS):
        return [*given[:at], "assess", *given[at:]], "assess"
    return list(given), first


def application(first: str) -> typer.Typer:
    """The application, as much of it as this first word of a command line needs.

    To import and to build every command takes longer than most of them take to do their work.
    """
    app = typer.Typer(
        name="convergence",
        help=words("help"),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=True,
        callback=_root,
        cls=Group,
    )
    for name in (first,) if first in _COMMANDS else () if first == "--version" else _COMMANDS:
        command = getattr(import_module(f"convergence_cli.cli.{name}"), name)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name, help=words(f"help-{name}"))
        else:
            app.command(name, cls=Command, help=words(f"help-{name}"))(command)
    return app


def main() -> NoReturn:
    """Run the command line and exit with an `ExitCode`."""
    # Imports leave no circles behind and workbooks few: the collector need not search for them so often.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    use_safe_streams()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, _interrupt)
    language = spoken_language()
    sys.argv[1:], first = command_line(sys.argv[1:])
    try:
        check_memory(first, address_space())
        ended = _run(first, language)
    except ConvergenceError as error:
        tell_problems(error.problems, language)
        sys.exit(ExitCode.COULD_NOT_JUDGE)
    except USAGE_FAULT as error:
        _tell_usage(error, first, language)
        sys.exit(ExitCode.COULD_NOT_JUDGE)
    except SystemExit as ended:
        # `--help | head`: the libraries below exit with 1, a failed gate, when the reader has gone.
        sys.exit(ExitCode.PASSED if isinstance(ended.__context__, BrokenPipeError) else ended.code)
    except _Interrupted:
        tell(say(language, "run.interrupted"))
        sys.exit(ExitCode.INTERRUPTED)
    except MemoryError:
        tell_problems([memory_problem(address_space())], language)
        sys.exit(ExitCode.COULD_NOT_JUDGE)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a bug and no failed gate
        if "--debug" in sys.argv:
            tell_traceback(error)
        if isinstance(error, ImportError) and address_space() is not None:
            # A library of numbers that cannot be loaded for want of memory says so in its own way.
            tell_problems([memory_problem(address_space())], language)
            sys.exit(ExitCode.COULD_NOT_JUDGE)
        tell(say(language, "run.bug", found=f"{type(error).__name__}: {error}"))
        sys.exit(ExitCode.BUG)
    sys.exit(ended or ExitCode.PASSED)


def _run(first: str, language: Language) -> object:
    """Run the command, its options by the command line, else by the environment, else by a file."""
    root = get_command(application(first))
    if first not in _COMMANDS:
        return root(prog_name="convergence", standalone_mode=False)
    from convergence_cli.cli.config import PREFIX, check_variables, named_file, settings

    check_variables(root)
    found = settings(named_file(sys.argv[1:]), root, _COMMANDS)
    if found is None:
        return root(prog_name="convergence", standalone_mode=False, auto_envvar_prefix=PREFIX)
    if found.keys and not {"--quiet", "-q"} & {*sys.argv}:
        language = found.values.get(first, {}).get("lang", language)
        tell(
            say(
                language,
                "run.settings",
                file=found.file,
                options=say(language, "terms.list-separator").join(found.keys),
            )
        )
    given = {"auto_envvar_prefix": PREFIX, "default_map": found.values, "obj": found.file}
    return root(prog_name="convergence", standalone_mode=False, **given)


def _tell_usage(error: Exception, first: str, language: Language) -> None:
    """What is wrong with the command line; where a command was left out, the help that lists them all."""
    if type(error).__name__ == "NoArgsIsHelpError":
        show(f"{error}\n")
    else:
        tell_problems([usage_problem(error, first)], language)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise _Interrupted


def tell_traceback(error: Exception) -> None:
    """Print where a bug struck."""
    import traceback

    tell("".join(traceback.format_exception(error)))
