"""The one way in which this project declares a type: frozen, slotted, keyword-only.

The configuration is read by pydantic at the YAML boundary (`rubric/load.py`) alone; nothing here
imports it, because building a model must cost nothing where no rubric is parsed.
"""

from dataclasses import dataclass, field
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")

# `from_` is written `from` in YAML: a trailing underscore only keeps Python's own words apart.
YAML_RULES: dict[str, Any] = {
    "strict": True,
    "extra": "forbid",
    "alias_generator": lambda name: name.rstrip("_"),
    "use_attribute_docstrings": True,
}


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def value(cls: type[T]) -> type[T]:
    """Make `cls` an immutable value that pydantic reads strictly, unknown keys refused."""
    cls.__pydantic_config__ = YAML_RULES  # type: ignore[attr-defined]
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)
