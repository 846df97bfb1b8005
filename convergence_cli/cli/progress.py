"""How far a batch has come: a bar with rate and time left on a terminal, a line now and then in a log."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from convergence_cli.cli.output import tell
from convergence_cli.model.language import Language
from convergence_cli.texts import say

T = TypeVar("T")

_LINES = 10
_LEAST_BETWEEN = 100


def watched(results: Iterable[T], total: int, language: Language, *, quiet: bool) -> Iterator[T]:
    """The same results, and on stderr how many there have been."""
    if quiet:
        return iter(results)
    return _with_bar(results, total, language) if sys.stderr.isatty() else _with_lines(results, total, language)


def _with_lines(results: Iterable[T], total: int, language: Language) -> Iterator[T]:
    every = max(_LEAST_BETWEEN, -(-total // _LINES))
    for count, result in enumerate(results, 1):
        if count % every == 0 and count < total:
            tell(say(language, "batch.so-far", count=f"{count:,}", total=f"{total:,}"))
        yield result


def _with_bar(results: Iterable[T], total: int, language: Language) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """Workbooks a second."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text("" if speed is None else say(language, "batch.rate", rate=f"{speed:.0f}"))

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(say(language, "batch.judging"), total=total)
        for result in results:
            progress.advance(task)
            yield result
