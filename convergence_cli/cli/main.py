"""The application and its one wrapper: what an exit code means is settled here."""

import signal
import sys
from types import FrameType
from typing import Annotated, NoReturn

import typer

from convergence_cli import __version__
from convergence_cli.cli.assess import assess
from convergence_cli.cli.batch import batch
from convergence_cli.cli.check import check
from convergence_cli.cli.environment import spoken_language
from convergence_cli.cli.explain import explain
from convergence_cli.cli.merge import merge
from convergence_cli.cli.migrate import migrate
from convergence_cli.cli.options import words
from convergence_cli.cli.output import tell, use_safe_streams
from convergence_cli.cli.plan import plan
from convergence_cli.cli.report import report
from convergence_cli.cli.review import review
from convergence_cli.cli.rubrics import rubrics
from convergence_cli.cli.template import template
from convergence_cli.errors import ConvergenceError
from convergence_cli.texts import say

COULD_NOT_JUDGE, BUG, INTERRUPTED = 2, 3, 130

app = typer.Typer(
    name="convergence", help=words("help"), no_args_is_help=True, pretty_exceptions_enable=False, add_completion=True
)
app.command("template", help=words("help-template"))(template)
app.command("check", help=words("help-check"))(check)
app.command("assess", help=words("help-assess"))(assess)
app.command("batch", help=words("help-batch"))(batch)
app.command("report", help=words("help-report"))(report)
app.command("plan", help=words("help-plan"))(plan)
app.command("review", help=words("help-review"))(review)
app.command("migrate", help=words("help-migrate"))(migrate)
app.command("merge", help=words("help-merge"))(merge)
app.command("explain", help=words("help-explain"))(explain)
app.add_typer(rubrics, name="rubrics", help=words("help-rubrics"))


class _Interrupted(BaseException):
    """Ctrl-C, or the end that a service asks for.

    Our own, because the library below turns KeyboardInterrupt into exit code 1, a failed gate.
    """


def _show_version(asked: bool) -> None:
    if asked:
        print(f"convergence {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help=words("opt-version"))
    ] = False,
) -> None:
    """Options that stand before a command."""


def main() -> NoReturn:
    """Run the command line and exit: 0 judged, 1 a gate failed, 2 could not judge, 3 a bug, 130 interrupted."""
    use_safe_streams()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, _interrupt)
    language = spoken_language()
    try:
        app()
    except ConvergenceError as error:
        from convergence_cli.report.problems import blocks

        tell(blocks(error.problems, language))
        sys.exit(COULD_NOT_JUDGE)
    except SystemExit as ended:
        # `--help | head`: the libraries below exit with 1, a failed gate, when the reader has gone.
        sys.exit(0 if isinstance(ended.__context__, BrokenPipeError) else ended.code)
    except _Interrupted:
        tell(say(language, "run.interrupted"))
        sys.exit(INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a bug and no failed gate
        if "--debug" in sys.argv:
            tell_traceback(error)
        tell(say(language, "run.bug", found=f"{type(error).__name__}: {error}"))
        sys.exit(BUG)
    sys.exit(0)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise _Interrupted


def tell_traceback(error: Exception) -> None:
    """Print where a bug struck."""
    import traceback

    tell("".join(traceback.format_exception(error)))
