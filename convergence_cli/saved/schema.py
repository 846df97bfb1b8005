"""What documents are read and checked by, made of the lists by which they are written; importing it loads pydantic."""

import ast
import inspect
import re
from collections.abc import Iterable
from dataclasses import field, make_dataclass
from datetime import date
from itertools import pairwise
from textwrap import dedent
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator, Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from convergence_cli.model.day import is_day
from convergence_cli.saved.mapping import Document, Key, Shape


class Types:
    """The types of one kind of document, for pydantic."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[int, Any] = {}

    @property
    def root(self) -> Any:
        """Of the whole. A file of it has a key more."""
        return self._of_shape(self._document.root, ("imprint", _Imprint, field(default=None)))

    def _of_shape(self, shape: Shape, *more: tuple[str, Any, Any]) -> Any:
        """The objects of a shape, each read as the value that it stands for."""
        if id(shape) not in self._known:
            rules = {"strict": True, "extra": "forbid"}
            record = make_dataclass(
                shape.name,
                [*(self._field(shape, key) for key in shape.keys), *more],
                kw_only=True,
                slots=True,
                namespace={"__doc__": _plainly(shape.meaning), "__pydantic_config__": rules},
            )
            self._known[id(shape)] = Annotated[record, AfterValidator(shape.made)]
        return self._known[id(shape)]

    def _field(self, shape: Shape, key: Key) -> tuple[str, Any, Any]:
        if key.inner is not None:
            return key.name, self._of_shape(key.inner), field()
        hint, doc = (key.type, key.meaning) if key.say else _declared(shape.model, key.path)
        found: Any = Annotated[self._of_hint(hint), Field(description=_plainly(doc) or None)]
        return key.name, found, field(default=_nothing(hint)) if key.optional else field()

    def _of_hint(self, hint: Any) -> Any:
        if hint is date:
            return Annotated[str, AfterValidator(_day)]
        if hint in self._document.shapes:
            return self._of_shape(self._document.shapes[hint])
        origin, parts = get_origin(hint), get_args(hint)
        if not parts or origin is Literal:
            return hint
        made = tuple(self._of_hint(part) for part in parts)
        return Union[made] if origin in (Union, UnionType) else origin[made]  # noqa: UP007


_Imprint = Annotated[
    str | None,
    Field(description="In a file: a digest by which the program knows that nobody changed it since it was written."),
]


def _declared(hint: Any, path: str) -> tuple[Any, str]:
    """The type of an attribute, and what it means."""
    doc = ""
    for name in path.split("."):
        made = getattr(hint, name)
        if isinstance(made, property):
            hint, doc = made.fget.__annotations__["return"], made.__doc__ or ""
        else:
            owner = next(each for each in hint.__mro__ if name in each.__annotations__)
            hint, doc = owner.__annotations__[name], _docs(owner).get(name, "")
    return hint, doc


def _docs(model: type) -> dict[str, str]:
    """What stands below each field of a type."""
    (body,) = ast.parse(dedent(inspect.getsource(model))).body
    pairs = pairwise(body.body)  # type: ignore[attr-defined]
    return {
        ast.unparse(one.target): ast.literal_eval(other.value)
        for one, other in pairs
        if isinstance(one, ast.AnnAssign) and isinstance(other, ast.Expr)
    }


def _plainly(doc: str | None) -> str:
    """A docstring in the words of JSON."""
    return re.sub(r"\bNone\b", "null", " ".join(inspect.cleandoc(doc or "").split()))


def _nothing(hint: Any) -> Any:
    """What a missing key means."""
    return None if type(None) in get_args(hint) else (get_origin(hint) or hint)()


def _day(text: str) -> date:
    if not is_day(text):
        raise ValueError(text)
    return date.fromisoformat(text)


class _Untitled(GenerateJsonSchema):
    """Without a title for each key, which would be the key once more."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002
        return False


def json_schema(documents: Iterable[Document]) -> dict[str, Any]:
    """JSON Schema (Draft 2020-12) of these kinds of documents: a document is one of them."""
    definitions: dict[str, Any] = {}
    kinds = []
    for document in documents:
        whole = TypeAdapter(Types(document).root).json_schema(schema_generator=_Untitled)
        parts = whole.pop("$defs", {}) | {document.root.name: whole}
        twice = [name for name, part in parts.items() if definitions.get(name, part) != part]
        if twice:
            raise ValueError(f"two shapes of one name: {', '.join(twice)}")
        definitions |= parts
        kinds.append({"$ref": f"#/$defs/{document.root.name}"})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "oneOf": kinds,
        "$defs": dict(sorted(definitions.items())),
    }
