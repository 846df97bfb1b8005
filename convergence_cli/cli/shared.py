"""Groups of options that several commands have: declared once, and given to a command as one value."""

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any

Command = Callable[..., None]


def sharing(
    parameter: str, options: Mapping[str, Any], value_of: Callable[[dict[str, Any]], object]
) -> Callable[[Command], Command]:
    """A decorator that puts `options` (name to annotation, each None by default) in place of a command's parameter.

    The command receives what `value_of` makes of their values. typer reads the signature, so that is what changes.
    """

    def decorated(command: Command) -> Command:
        signature = inspect.signature(command, eval_str=False)
        others = [each for name, each in signature.parameters.items() if name != parameter]
        positional = [each for each in others if each.kind is not inspect.Parameter.KEYWORD_ONLY]
        added = [
            inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation=annotation)
            for name, annotation in options.items()
        ]

        @functools.wraps(command)
        def with_options(**given: Any) -> None:
            shared = {name: given.pop(name) for name in options}
            command(**given, **{parameter: value_of(shared)})

        with_options.__signature__ = signature.replace(parameters=[*positional, *added, *others[len(positional) :]])  # type: ignore[attr-defined]
        annotations = {name: kind for name, kind in command.__annotations__.items() if name != parameter}
        with_options.__annotations__ = annotations | dict(options)
        return with_options

    return decorated
