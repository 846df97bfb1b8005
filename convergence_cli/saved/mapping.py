"""How values of the model stand in JSON: declared once, for writing, for reading back and for the published schema.

A `Shape` lists the keys of one type. A key is an attribute, and then its type and meaning are the model's own; or
something that is said of the item, with its type and meaning. `saved/schema.py` makes of the same lists what documents
are read and checked by.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any, Literal

from convergence_cli import __version__
from convergence_cli.model.language import Language
from convergence_cli.value import value

SCHEMA: Literal[1] = 1
_PLAIN = {str, float, bool, int, type(None)}
Say = Callable[[Any, Any], Any]


@value
class Key:
    """One key of an object; `Shape` says how it is written down."""

    name: str
    path: str = ""
    """The attribute of the item that it holds, dots between attributes of attributes."""
    inner: "Shape | None" = None
    """The shape of what it holds, where that is not the one of its type."""
    type: Any = None
    meaning: str = ""
    say: Say | None = None
    """Of an item, and of what is told besides, what the key holds, where that is no attribute."""
    optional: bool = False
    """It may be missing."""
    rare: bool = False
    """It is missing wherever there is nothing to say, in the longest document, too."""

    @property
    def take(self) -> Say:
        """What it holds."""
        if self.say is not None:
            return self.say
        take: Callable[[Any], Any] = attrgetter(self.path) if self.path else lambda item: item
        return lambda item, _: take(item)


class Shape:
    """The objects that stand for the values of one type."""

    def __init__(
        self,
        model: type,
        *keys: "str | Key | tuple[str, Shape] | tuple[str, Any, str, Say]",
        name: str = "",
        meaning: str = "",
        back: Mapping[str, Callable[[Any], Any]] | None = None,
        tell: Say | None = None,
    ) -> None:
        """A key is an attribute (several in one text; `name=attribute` under another name), the item once more in
        another shape, or a type, its meaning and what is said. A question mark after a name: the key may be missing;
        two: it is, wherever there is nothing to say.

        name, meaning: of the object, in the schema. back: of what was read, the fields that do not stand in JSON as
        they are. tell: of an item and what is told of the whole, what is told to its keys.
        """
        self.model, self.name, self.tell = model, name or model.__name__, tell
        self.meaning = meaning or model.__doc__ or ""
        self.keys = tuple(key for each in keys for key in _keys(each))
        self.takers = tuple((key.name, key.take, key.inner, key.optional, key.rare) for key in self.keys)
        self._back = dict(back or {})
        fields = getattr(model, "__dataclass_fields__", {}).keys() - self._back.keys()
        self._fields = [(key.path or key.name, key.name) for key in self.keys if (key.path or key.name) in fields]
        self._parts = [(*key.path.split("."), key.name) for key in self.keys if key.path.count(".") == 1]

    def made(self, found: Any) -> Any:
        """The value that an object stands for."""
        fields = {name: make(found) for name, make in self._back.items()}
        parts: dict[str, dict[str, Any]] = {}
        for whole, part, name in self._parts:
            parts.setdefault(whole, {})[part] = getattr(found, name)
        for whole, inside in parts.items():
            fields[whole] = self.model.__annotations__[whole](**inside)
        return self.model(**fields, **{field: getattr(found, name) for field, name in self._fields})


def every_field(model: Any) -> Shape:
    """Each field of a type under its own name; one that has a default may be missing."""
    fields = model.__dataclass_fields__.items()
    keys = (f"{name}{'' if field.default is MISSING else '?'}" for name, field in fields)
    return Shape(model, *keys, name=model.__name__.removeprefix("Saved"))


def of(attribute: str, shape: Shape) -> Iterator[Key]:
    """The keys of what an item has, as keys of the item."""
    part = attrgetter(attribute)
    for key in shape.keys:
        if key.say is None:
            yield Key(name=key.name, path=f"{attribute}.{key.path}", inner=key.inner, optional=key.optional)
        else:
            said = partial(_said_of, part, key.say)
            yield Key(name=key.name, type=key.type, meaning=key.meaning, say=said, optional=key.optional)


def _said_of(part: Callable[[Any], Any], say: Say, item: Any, told: Any) -> Any:
    return say(part(item), told)


def _keys(given: Any) -> Iterator[Key]:
    if isinstance(given, Key):
        yield given
    elif isinstance(given, str):
        for each in given.split():
            name, _, path = each.rstrip("?").rpartition("=")
            optional, rare = each.endswith("?"), each.endswith("??")
            yield Key(name=name or path.rpartition(".")[2], path=path, optional=optional, rare=rare)
    else:
        name, *holds = given
        facts = dict(zip(("type", "meaning", "say") if len(holds) > 1 else ("inner",), holds, strict=True))
        yield Key(name=name.rstrip("?"), optional=name.endswith("?"), **facts)


@value
class Tool:
    """The program that wrote the document."""

    name: Literal["convergence"] = "convergence"
    version: str = __version__


class Document:
    """A kind of JSON document: the shape of the whole, and that of every type which stands in it."""

    def __init__(self, root: Shape, *shapes: Shape) -> None:
        self.shapes = {shape.model: shape for shape in (Shape(Tool, "name version"), *shapes)}
        self.root = Shape(
            root.model,
            ("schema", Literal[1], "Of this shape; added keys do not change it.", lambda *_: SCHEMA),
            ("tool", Tool, "What wrote it.", lambda *_: Tool()),
            ("language", Language, "Of every word in the document.", lambda _, told: told.language),
            *(key for key in root.keys if key.name != "language"),
            name=root.name,
            meaning=root.meaning,
        )

    def text(self, item: Any, told: Any, *, sparse: bool = True, **lines: Iterable[tuple[Any, Any]]) -> str:
        """The document; see `pieces`."""
        return "".join(self.pieces(item, told, sparse=sparse, **lines))

    def pieces(self, item: Any, told: Any, *, sparse: bool = True, **lines: Iterable[tuple[Any, Any]]) -> Iterator[str]:
        """The document, piece by piece. Every number in full precision, every word in the language that is told.

        sparse: keys that may be missing are where there is nothing to say. lines: by key, items and what is told of
        each, instead of what the whole has there; each is a piece, and stands on a line, sparse.
        """
        between = "{\n"
        for name, found in self._object(item, self.root, told, sparse=sparse).items():
            if name in lines:
                yield f'{between}  "{name}": [\n'
                between = ""
                for one, of_it in lines[name]:
                    yield between + self._line(one, of_it)
                    between = ",\n"
                yield "\n]"
            else:
                yield between + _json({name: found}, 2)[2:-2]
            between = ",\n"
        yield "\n}\n"

    def lines(self, item: Any, told: Any, **lines: Iterable[tuple[Any, Any]]) -> Iterator[str]:
        """The document as JSON Lines: all but what has lines of its own on the first, then each of these, sparse."""
        whole = self._object(item, self.root, told, sparse=False)
        yield _json({name: found for name, found in whole.items() if name not in lines}, None) + "\n"
        for each in lines.values():
            yield from (self._line(one, of_it) + "\n" for one, of_it in each)

    def _line(self, item: Any, told: Any) -> str:
        return _json(self._plain(item, told, sparse=True), None)

    def _object(self, item: Any, shape: Shape, told: Any, *, sparse: bool) -> dict[str, Any]:
        told = told if shape.tell is None else shape.tell(item, told)
        tree = {}
        for name, take, inner, optional, rare in shape.takers:
            found = take(item, told)
            if inner is not None:
                tree[name] = self._object(found, inner, told, sparse=sparse)
            elif found is not None or not (rare or (sparse and optional)):
                tree[name] = found if type(found) in _PLAIN else self._plain(found, told, sparse=sparse)
        return tree

    def _plain(self, found: Any, told: Any, *, sparse: bool) -> Any:
        kind = type(found)
        if kind in self.shapes:
            return self._object(found, self.shapes[kind], told, sparse=sparse)
        if kind is tuple:
            return [self._plain(each, told, sparse=sparse) for each in found]
        if kind is dict:
            return {key: self._plain(each, told, sparse=sparse) for key, each in found.items()}
        return found.isoformat() if kind is date else found


def _json(tree: Any, indent: int | None) -> str:
    return json.dumps(tree, ensure_ascii=False, indent=indent, allow_nan=False)
