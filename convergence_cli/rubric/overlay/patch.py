"""Merges a part into a tree, after the rules of JSON Merge Patch (RFC 7396), with one rule of our own.

Mappings are merged key by key, everything else is replaced, and `null` takes a key away. Where only one key may
stand (the function of a `score`, the profile question of a `by` or a `target_by`, when a
red line is missed), another key takes the place of the one there was, so that an author need not take it away first.
"""

from typing import Any

from convergence_cli.rubric.strict_yaml import Path

Tree = dict[str, Any]
_MISSED = {"unless", "below"}
"""The ways in which a red line is missed."""


def patched(tree: Tree, part: Tree, path: Path = ()) -> Tree:
    """A new tree: `tree` with `part` merged into it; neither is changed. `path` leads from the item to `tree`."""
    more = {key for key, new in part.items() if key not in tree and new is not None}
    result = {key: old for key, old in tree.items() if not _gives_way(key, more, path)}
    for key, new in part.items():
        if new is None:
            result.pop(key, None)
        elif isinstance(new, dict):
            old = result.get(key)
            result[key] = patched(old if isinstance(old, dict) else {}, new, (*path, key))
        else:
            result[key] = new
    return result


def _gives_way(key: str, more: set[str], path: Path) -> bool:
    """Whether a key goes because another one that is new takes its place."""
    if path == ("red_line",):
        return key in _MISSED and bool(more & _MISSED)
    return bool(more) and _holds_one(path)


def _holds_one(path: Path) -> bool:
    """Whether the mapping at a path of an indicator holds one key."""
    return path in (("score",), ("score", "by"), ("target_by",)) or (len(path) == 4 and path[:2] == ("score", "by"))


def paths(part: Any) -> list[Path]:
    """Every path of a part, down to what is replaced as a whole."""
    if not isinstance(part, dict):
        return []
    return [path for key, new in part.items() for path in ((key,), *((key, *below) for below in paths(new)))]


def taken_away(part: Tree, path: Path = ()) -> list[Path]:
    """Every path of a part to a null."""
    found: list[Path] = []
    for key, new in part.items():
        found += [(*path, key)] if new is None else taken_away(new, (*path, key)) if isinstance(new, dict) else []
    return found
