"""YAML without surprises: the parser of libyaml under a narrow set of rules.

YAML 1.1 reads `no` as false, `12:30` as 750 and keeps the last of two equal keys in silence. Here only
`true` and `false` are booleans, only JSON-like numbers are numbers (`16.10` stays text, because 16.1
is another clause), `50%` is 0.5, and a key that stands twice, an anchor, a tag or an over-long file is
a fault. Nothing but dict, list, str, int, float, bool and None comes out.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar, cast

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from convergence_cli.errors import Location, Problem, problem

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 40

Path = tuple[str | int, ...]
Tree = dict[str, Any] | list[Any] | str | int | float | bool | None

_CORE = "tag:yaml.org,2002:"
_PERCENT = "!percent"


class _Loader(yaml.CSafeLoader):
    """libyaml with our own resolvers and constructors; collects faults instead of raising."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - the library's own attribute, emptied of its resolvers
    yaml_constructors: ClassVar[dict[Any, Any]] = {}

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.faults: list[tuple[str, Node, dict[str, str]]] = []


def _mapping(loader: _Loader, node: Node) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in cast("MappingNode", node).value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            loader.faults.append(("yaml-key-not-text", key_node, {"key": str(key)}))
            key = str(key)
        if key in result:
            loader.faults.append(("yaml-duplicate-key", key_node, {"key": key}))
            continue
        result[key] = loader.construct_object(value_node, deep=True)
    return result


def _sequence(loader: _Loader, node: Node) -> list[Any]:
    return [loader.construct_object(child, deep=True) for child in cast("SequenceNode", node).value]


def _tag(loader: _Loader, node: Node) -> None:
    loader.faults.append(("yaml-tag", node, {"tag": node.tag}))


def _scalar(make: Callable[[str], Any]) -> Callable[[_Loader, Node], Any]:
    return lambda _, node: make(cast("ScalarNode", node).value)


_SCALARS: tuple[tuple[str, str, str, Callable[[str], Any]], ...] = (
    (_CORE + "bool", r"^(?:true|false)$", "tf", lambda text: text == "true"),
    (_CORE + "int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789", int),
    (_CORE + "float", r"^-?(?:0|[1-9][0-9]*)\.(?:0|[0-9]*[1-9])$", "-0123456789", float),
    (_PERCENT, r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?%$", "-0123456789", lambda text: float(Decimal(text[:-1]) / 100)),
    (_CORE + "null", r"^(?:~|null|)$", "~n\0", lambda _: None),
)
for _name, _pattern, _first, _make in _SCALARS:
    _Loader.add_implicit_resolver(_name, re.compile(_pattern), [*_first.replace("\0", ""), *([""] * ("\0" in _first))])
    _Loader.add_constructor(_name, _scalar(_make))
_Loader.add_constructor(_CORE + "str", _scalar(str))
_Loader.add_constructor(_CORE + "map", _mapping)
_Loader.add_constructor(_CORE + "seq", _sequence)
_Loader.add_constructor(None, _tag)


def parse(text: str, file: str) -> tuple[Tree, list[Problem]]:
    """The tree of one YAML file and every fault in it; with a fault the tree may be incomplete."""
    refusal = _refuse(text, file)
    if refusal:
        return None, [refusal]
    loader = _Loader(text)
    try:
        tree = cast("Tree", loader.get_single_data())
    except yaml.MarkedYAMLError as error:
        place = _place(error.problem_mark or error.context_mark, file)
        return None, [problem("yaml-syntax", place, found=str(error.problem or error.context))]
    except (yaml.YAMLError, ValueError) as error:
        return None, [problem("yaml-syntax", Location(file=file), found=str(error).splitlines()[0])]
    finally:
        loader.dispose()
    faults = [problem(code, _location(node, file), **values) for code, node, values in loader.faults]
    return tree, faults


def _refuse(text: str, file: str) -> Problem | None:
    """Bounds that hold before libyaml recurses (deep nesting overflows its stack) or an alias multiplies.

    The events are always counted: brackets counted in the text can hide behind quotes and comments.
    """
    if len(text) > MAX_CHARACTERS:
        return problem("yaml-too-large", Location(file=file), bound=f"{MAX_CHARACTERS:,}")
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                return problem("yaml-too-deep", _place(event.start_mark, file), bound=str(MAX_DEPTH))
            if isinstance(event, yaml.NodeEvent) and event.anchor:
                return problem("yaml-alias", _place(event.start_mark, file), name=str(event.anchor))
            tag = getattr(event, "tag", None)
            if tag and (tag == "!" or tag.startswith(_CORE)):
                return problem("yaml-tag", _place(event.start_mark, file), tag=tag)  # our own constructors would obey
    except yaml.YAMLError:
        return None  # the parser will say it better
    return None


def locate(text: str, file: str, paths: list[Path]) -> dict[Path, Location]:
    """Where each path (keys and positions from the root) stands in the file.

    Costs a second pass over the one file, so it is called only where there is a fault to point at.
    A path that leads past what is there points at the deepest part that exists.
    """
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
    finally:
        loader.dispose()
    return {path: _location(_descend(root, path), file) for path in paths}


def _descend(node: Node | None, path: Path) -> Node | None:
    for position, step in enumerate(path):
        if isinstance(node, MappingNode):
            found = [pair for pair in node.value if pair[0].value == str(step)]
            if not found:
                return node
            key, child = found[0]
            node = key if position == len(path) - 1 else child
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            return node
    return node


def _location(node: Node | None, file: str) -> Location:
    return _place(node.start_mark if node else None, file)


def _place(mark: Any, file: str) -> Location:
    return Location(file=file, line=mark.line + 1, column=mark.column + 1) if mark else Location(file=file)
