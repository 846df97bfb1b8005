"""The one way in which this project declares a type: frozen, slotted, keyword-only.

`dataclasses` writes and compiles five functions for each class, which was a fifth of the time of one
`assess`. Here comparison, hash, repr and immutability are written once for all, and only `__init__` is
written for each class, at its first instance: a command pays for the types that it makes, not for all that
the model knows.

The pydantic configuration is read at the YAML boundary (`rubric/schema.py`) alone; nothing here imports
pydantic.
"""

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, cast, dataclass_transform

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
    made: Any = dataclass(slots=True, kw_only=True, eq=False, repr=False, init=False, match_args=False)(cls)
    made.__init__ = _first_init
    made.__setattr__ = made.__delattr__ = _refuse
    made.__eq__, made.__hash__, made.__repr__ = _equal, _hash, _show
    made.__getstate__, made.__setstate__ = _contents, _restore
    return cast("type[T]", made)


class Keeping:
    """A value that keeps what it was asked for `once`, in a slot that is no field."""

    __slots__ = ("_kept",)


def once(make: Callable[[Any], T]) -> T:
    """A property of a `Keeping` value, made at its first reading.

    It follows from the fields: it is not compared, hashed, shown or pickled, and a changed copy makes its own.
    """
    name = make.__name__

    def read(self: Any) -> T:
        try:
            kept: dict[str, T] = self._kept
        except AttributeError:
            kept = {}
            object.__setattr__(self, "_kept", kept)
        if name not in kept:
            kept[name] = make(self)
        return kept[name]

    return cast("T", property(read, doc=make.__doc__))


def _first_init(self: Any, **given: Any) -> None:
    """Give the class an `__init__` of its own and go on with that."""
    cls: Any = type(self)
    cls.__init__ = _written_init(cls)
    cls.__init__(self, **given)


def _written_init(cls: Any) -> Any:
    """What `dataclasses` would write for a frozen, keyword-only class: names come from the class body alone."""
    names: dict[str, Any] = {"_unset": MISSING}
    parameters, lines = [], []
    for name, item in cls.__dataclass_fields__.items():
        names[f"_default_{name}"] = item.default if item.default is not MISSING else item.default_factory
        made = item.default_factory is not MISSING
        optional = made or item.default is not MISSING
        parameters.append(f"{name}={'_unset' if made else f'_default_{name}'}" if optional else name)
        # A slot's own descriptor, because `object.__setattr__` would have to look it up each time.
        names[f"_set_{name}"] = getattr(cls, name).__set__
        lines.append(f"_set_{name}(self, {f'_default_{name}() if {name} is _unset else ' if made else ''}{name})")
    star = "*, " if parameters else ""
    exec(f"def __init__(self, {star}{', '.join(parameters)}):\n " + "\n ".join(lines or ["pass"]), names)  # noqa: S102
    return names["__init__"]


def _contents(self: Any) -> tuple[Any, ...]:
    return _taker(type(self))(self)  # type: ignore[arg-type]  # classes can be hashed


@cache
def _taker(cls: Any) -> Callable[[Any], tuple[Any, ...]]:
    """What takes the fields out of a value of a class: values are compared, hashed and pickled by the thousand."""
    names = tuple(cls.__dataclass_fields__)
    return attrgetter(*names) if len(names) > 1 else lambda value: tuple(getattr(value, name) for name in names)


def _restore(self: Any, contents: tuple[Any, ...]) -> None:
    for name, content in zip(self.__dataclass_fields__, contents, strict=True):
        object.__setattr__(self, name, content)


def _refuse(self: Any, name: str, *_: Any) -> NoReturn:
    raise FrozenInstanceError(f"cannot change {name!r} of {type(self).__name__}")


def _equal(self: Any, other: object) -> Any:
    return _contents(self) == _contents(other) if type(self) is type(other) else NotImplemented


def _hash(self: Any) -> int:
    return hash(_contents(self))


def _show(self: Any) -> str:
    fields = self.__dataclass_fields__.items()
    facts = ", ".join(f"{name}={getattr(self, name)!r}" for name, item in fields if item.repr)
    return f"{type(self).__name__}({facts})"
