"""Where a rule goes by a profile question: the question is there, closed and answered, and has the options."""

from collections.abc import Iterator

from convergence_cli.model.framework import Framework
from convergence_cli.rubric.lint.fault import Fault, fault, unknown
from convergence_cli.rubric.strict_yaml import Path
from convergence_cli.value import value


@value
class Use:
    """A profile question that stands at a path, and the options that are named of it."""

    path: Path
    question: str
    options: tuple[str, ...]
    open: bool = False
    """It may be left blank, or have several answers."""


def option_faults(framework: Framework, file: str, use: Use) -> Iterator[Fault]:
    """What is wrong with one use."""
    question = framework.question.get(use.question)
    if question is None:
        yield unknown(file, use.path, "profile-unknown", use.question, framework.question)
        return
    if not question.required and not use.open:
        yield fault(file, use.path, "profile-not-required", found=use.question)
    if question.type != "one_of" and not use.open:
        yield fault(file, use.path, "profile-not-closed", found=use.question)
    for option in use.options:
        if option not in question.options:
            yield unknown(file, use.path, "option-unknown", option, question.options)
