"""What each kind of report says: one file per subject, which builds one `Document`, whatever the format.

What a program reads is no document: a subject's JSON stands in the room of its name, beside the words that its
formats share.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from convergence_cli.model.framework import Framework
from convergence_cli.policy import speaking
from convergence_cli.report.formats import FORMATS, VARIANTS, rendered

if TYPE_CHECKING:
    from convergence_cli.report.document import Document

Subject = Literal["station", "brief", "cohort", "comparison", "cohort_change", "plan", "review", "explanation", "check"]
_WITH_A_SCREEN: frozenset[Subject] = frozenset({"station", "cohort"})
"""Those whose module `screen` makes what a terminal is told."""


def report(subject: Subject, about: tuple[Any, ...], name: str) -> bytes:
    """The report on something (what a subject's `document` takes) in one format, as the bytes of a file.

    A subject and a format are imported when they are asked for.
    """
    with speaking(_framework(about)):
        if name in FORMATS or name in VARIANTS:
            return rendered(_document(subject, about), name)
        made: str = import_module(f"convergence_cli.report.{subject}.{name}").render(*about)
        return made.encode()


def laid_out(
    subject: Subject, about: tuple[Any, ...], width: int, top: int | None = None, *, colour: bool = False
) -> str:
    """The same for a terminal of so many columns; `top`: the first rows of the lists that can be longer, or all."""
    from convergence_cli.report.formats.text import Look, render

    with speaking(_framework(about)):
        named = f"{subject}.screen" if subject in _WITH_A_SCREEN else subject
        return render(_document(named, about), Look(width=width, top=top, colour=colour))


def _document(subject: str, about: tuple[Any, ...]) -> "Document":
    made: Document = import_module(f"{__name__}.{subject}").document(*about)
    return made


def _framework(about: tuple[Any, ...]) -> Framework:
    """The framework by which a subject was judged."""
    return next(each if isinstance(each, Framework) else each.framework for each in about if _is_judged(each))


def _is_judged(each: object) -> bool:
    return isinstance(each, Framework) or hasattr(each, "framework")
