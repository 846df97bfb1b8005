"""The one way in which this project declares a type: frozen, slotted, keyword-only.

Comparison, hash and repr are written once here and not generated for each class: generating them was most
of the time that importing the model took. The pydantic configuration is read at the YAML boundary
(`rubric/schema.py`) alone; nothing here imports pydantic, because a model must cost nothing where no rubric
is parsed.
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
    """Make `cls` an immutable value, equal by its fields, that pydantic reads strictly, unknown keys refused."""
    cls.__pydantic_config__ = YAML_RULES  # type: ignore[attr-defined]
    cls.__eq__ = _equal  # type: ignore[method-assign]
    cls.__hash__ = _hash  # type: ignore[method-assign]
    cls.__repr__ = _show  # type: ignore[method-assign]
    return dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)(cls)


def _contents(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, name) for name in self.__dataclass_fields__)


def _equal(self: Any, other: object) -> Any:
    return _contents(self) == _contents(other) if type(self) is type(other) else NotImplemented


def _hash(self: Any) -> int:
    return hash(_contents(self))


def _show(self: Any) -> str:
    facts = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
    return f"{type(self).__name__}({facts})"
