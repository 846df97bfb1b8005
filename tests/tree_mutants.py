"""Changes of one place in a tree as YAML has it: to what is wrong there, and to what would do as well."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from convergence_cli.value import value

Tree = Any
Path = tuple[str | int, ...]

_WRITTEN = ("", " ", "a", "a b", "a ", "Upper", "under_score", "with-hyphen", "-", "9lives", "index", "M01.x", "M02.X")
_FORMS = ("1.0", "1.0.0", "1.0.0.0", "2024-02-30", "2024-12-31", "31.12.2024", "50%", "16.2/first", "https://a.cn/b")
_LONG = ("字" * 61, "1 + " * 130 + "1")
_NAMES = ("yes", "one", "size", "kpi.weight", "sum(rooms.area)")
_NUMBERS = (-1, 0, 0.5, 1, 1.5, 2, 2.0, 5, 6, 26, 60, 100, 100.5, 101, 1000, 1001, 2021)
_OTHERS = (None, True, False, [], {}, ["a"], {"a": 1}, {"zh": "字", "en": "word"}, {"a": {"zh": "字", "en": "word"}})
_POOL: tuple[Tree, ...] = (*_WRITTEN, *_FORMS, *_LONG, *_NAMES, *_NUMBERS, *_OTHERS)


@value
class Mutation:
    """One change of a tree."""

    path: Path
    """Where."""
    new: Tree
    """What then stands there."""

    @property
    def place(self) -> str:
        """The path with a star for each place in a list."""
        return ".".join("*" if isinstance(step, int) else step for step in self.path)

    def of(self, tree: Tree) -> Tree:
        """The tree with this change."""
        if not self.path:
            return self.new
        changed = parent = deepcopy(tree)
        for step in self.path[:-1]:
            parent = parent[step]
        parent[self.path[-1]] = self.new
        return changed


def mutations(node: Tree, path: Path = ()) -> Iterator[Mutation]:
    """Every change, at every place."""
    for new in (*_POOL, *_kin(node)):
        if new != node or type(new) is not type(node):
            yield Mutation(path=path, new=new)
    for step, child in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from mutations(child, (*path, step))


def _kin(node: Tree) -> Iterator[Tree]:
    """The same mapping without a key or with another one; the same list with less, more, or in another order."""
    if isinstance(node, dict):
        for key in node:
            yield {name: child for name, child in node.items() if name != key}
            for other in (f"{key}x", "", f"{key} "):
                yield {(other if name == key else name): child for name, child in node.items()}
    elif isinstance(node, list) and node:
        yield from (node[1:], node[:-1], [*node, node[-1]], node[::-1])
