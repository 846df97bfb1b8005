"""YAML without surprises: libyaml's events under a narrow set of rules.

YAML 1.1 reads `no` as false, `12:30` as 750 and keeps the last of two equal keys in silence. Here only
`true` and `false` are booleans, only JSON-like numbers are numbers (`16.10` stays text, because 16.1
is another clause), `50%` is 0.5, and a key that stands twice, an anchor, a tag or an over-long file is
a fault. Keys are text; a whole number is read as the text that it is (`2024`), because it is written in one
way only. Nothing but dict, list, str, int, float, bool and None comes out.

The tree is built from the events themselves, without nodes in between: one pass, depth counted on the way,
and less time than the library's own loader takes.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NoReturn

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

from convergence_cli.errors import Location, Problem, problem

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 40

Path = tuple[str | int, ...]
Tree = dict[str, Any] | list[Any] | str | int | float | bool | None

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_NUMBER_BEGINS = frozenset("-0123456789")
_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[str], int | float]], ...] = (
    (re.compile(r"-?(?:0|[1-9][0-9]*)"), int),
    (re.compile(r"-?(?:0|[1-9][0-9]*)\.(?:0|[0-9]*[1-9])"), float),
    # No clause is written so, and no number that a machine has to round to nothing or to infinity is meant.
    (re.compile(r"-?[1-9](?:\.[0-9]+)?[eE][+-]?[0-9]{1,2}"), float),
    (re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?%"), lambda text: float(Decimal(text[:-1]) / 100)),
)


def parse(text: str, file: str) -> tuple[Tree, list[Problem]]:
    """The tree of one YAML file and every fault in it; with a fault the tree may be incomplete."""
    if len(text) > MAX_CHARACTERS:
        return None, [problem("yaml-too-large", Location(file=file), bound=f"{MAX_CHARACTERS:,}")]
    reader = _Reader(text, file)
    try:
        return reader.document(), reader.faults
    except _RefusedError as refused:
        return None, list(refused.args)
    except yaml.MarkedYAMLError as error:
        return None, [_syntax(error, file)]
    except (yaml.YAMLError, ValueError) as error:
        return None, [problem("yaml-syntax", Location(file=file), found=str(error).splitlines()[0])]
    finally:
        reader.close()


def _syntax(error: yaml.MarkedYAMLError, file: str) -> Problem:
    place = _place(error.problem_mark or error.context_mark, file)
    found = str(error.problem or error.context)
    if "nesting depth" in found:  # libyaml's own bound, which it meets ahead of ours because it looks ahead
        return problem("yaml-too-deep", place, bound=str(MAX_DEPTH))
    return problem("yaml-syntax", place, found=found)


class _RefusedError(Exception):
    """Carries the problem for which the rest of a file is not read."""


class _Reader:
    """Reads one document off libyaml's events; a class because every node needs the events and the faults."""

    def __init__(self, text: str, file: str) -> None:
        # libyaml refuses some characters as soon as it is made, so that is left to document().
        self.text = text
        self.file = file
        self.faults: list[Problem] = []
        self.loader: Any = None
        self.depth = 0

    def close(self) -> None:
        if self.loader is not None:
            self.loader.dispose()

    def document(self) -> Tree:
        self.loader = yaml.CSafeLoader(self.text)
        tree: Tree = None
        self.loader.get_event()  # the stream begins
        if type(self.loader.get_event()) is yaml.DocumentStartEvent:
            tree = self._node(self.loader.get_event())
            self.loader.get_event()  # the document ends
            after = self.loader.get_event()
            if type(after) is yaml.DocumentStartEvent:
                self._refuse("yaml-syntax", after, found="a second document")
        return tree

    def _node(self, event: Any) -> Any:
        if event.anchor is not None:  # an alias has one too
            self._refuse("yaml-alias", event, name=str(event.anchor))
        if event.tag is not None:
            self._fault("yaml-tag", event, tag=event.tag)
        if type(event) is yaml.ScalarEvent:
            return plain(event.value) if event.implicit[0] else event.value
        if self.depth == MAX_DEPTH:
            self._refuse("yaml-too-deep", event, bound=str(MAX_DEPTH))
        self.depth += 1
        collection = self._mapping() if type(event) is yaml.MappingStartEvent else self._sequence()
        self.depth -= 1
        return collection

    def _mapping(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        next_event = self.loader.get_event
        while type(event := next_event()) is not yaml.MappingEndEvent:
            key = self._node(event)
            if type(key) is int:
                key = str(key)
            elif not isinstance(key, str):
                self._fault("yaml-key-not-text", event, key=str(key))
                key = str(key)
            content = self._node(next_event())
            if key in found:
                self._fault("yaml-duplicate-key", event, key=key)
            else:
                found[key] = content
        return found

    def _sequence(self) -> list[Any]:
        found: list[Any] = []
        next_event = self.loader.get_event
        while type(event := next_event()) is not yaml.SequenceEndEvent:
            found.append(self._node(event))
        return found

    def _fault(self, code: str, event: Any, **values: str) -> None:
        self.faults.append(problem(code, _place(event.start_mark, self.file), **values))

    def _refuse(self, code: str, event: Any, **values: str) -> NoReturn:
        raise _RefusedError(problem(code, _place(event.start_mark, self.file), **values))


def plain(text: str) -> str | int | float | bool | None:
    """What a scalar without quotes means."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _NUMBER_BEGINS:
        for pattern, make in _NUMBERS:
            if pattern.fullmatch(text):
                return make(text)
    return text


def locate(text: str, file: str, paths: list[Path]) -> dict[Path, Location]:
    """Where each path (keys and positions from the root) stands in the file.

    Costs a second pass over the one file, so it is called only where there is a fault to point at.
    A path that leads past what is there points at the deepest part that exists.
    """
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
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
