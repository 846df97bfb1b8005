"""Other words in place of those of a part of the model."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from convergence_cli.model.question import Text

PLAIN = frozenset({str, int, float, bool, type(None)})
"""Types of values in which no text for people stands."""


def with_texts(node: Any, change: Callable[[Text], Text]) -> Any:
    """A part of the model with each of its texts changed."""
    if type(node) in PLAIN:
        return node
    if isinstance(node, Text):
        return change(node)
    if isinstance(node, dict):
        return {key: with_texts(child, change) for key, child in node.items()}
    if isinstance(node, tuple):
        return tuple(with_texts(child, change) for child in node)
    return replace(node, **{item.name: with_texts(getattr(node, item.name), change) for item in fields(node)})
