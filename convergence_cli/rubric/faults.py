"""What pydantic found wrong with a YAML tree, said in our words, with line and column and the nearest key."""

from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from pydantic import ValidationError

from convergence_cli.errors import Problem, problem
from convergence_cli.rubric.strict_yaml import Path, locate
from convergence_cli.texts.nearest import nearest

_EXPECTED: dict[str, tuple[str, str]] = {
    "string_type": ("文本（不清楚时加引号）", "text (quote it if in doubt)"),
    "float_type": ("数字", "a number"),
    "int_type": ("整数", "a whole number"),
    "int_from_float": ("整数", "a whole number"),
    "bool_type": ("true 或 false", "true or false"),
    "dict_type": ("键值映射", "a mapping"),
    "dataclass_type": ("键值映射", "a mapping"),
    "tuple_type": ("列表", "a list"),
    "date_type": ("日期，如 2026-12-31", "a date such as 2026-12-31"),
    "date_parsing": ("日期，如 2026-12-31", "a date such as 2026-12-31"),
}
_WHOLE = ("整个文件", "the whole file")
_MEMBERS = ("float", "str", "bool")
_NOTHING = ("空", "nothing")


def explain(error: ValidationError, root: type, text: str, file: str, at: Path = ()) -> list[Problem]:
    """One Problem for each fault, in the order of the file; what was validated stands at `at` in it."""
    details = error.errors(include_url=False, include_context=True)
    paths = [_yaml_path(detail["loc"]) for detail in details]
    found_at = locate(text, file, [(*at, *path) for path in paths])
    places = {path: found_at[*at, *path] for path in paths}
    found: dict[tuple[Path, str], Problem] = {}
    for detail, path in zip(details, paths, strict=True):
        code, values = _say(dict(detail), path, root)
        found.setdefault((path, code), problem(code, places[path], **values))
    return sorted(found.values(), key=lambda item: (item.location.line or 0, item.location.column or 0))


def unknown_key(root: type, path: Path) -> dict[str, str] | None:
    """What to say of a path in a part of `root` whose last key no such item has; None where it has it."""
    known = _keys(_class_at(root, path[:-1]))
    key = str(path[-1])
    if not known or key in known:
        return None
    return {"key": key, "nearest": nearest(key, known), "known": ", ".join(known)}


def _yaml_path(location: tuple[int | str, ...]) -> Path:
    """pydantic's location without the names of union members that it adds."""
    return tuple(step for step in location if step not in _MEMBERS and not str(step).startswith(("literal[", "tuple[")))


def _say(detail: dict[str, Any], path: Path, root: type) -> tuple[str, dict[str, str | tuple[str, str]]]:
    kind, key = detail["type"], str(path[-1]) if path else ""
    if kind in ("unexpected_keyword_argument", "unexpected_positional_argument"):
        return "yaml-unknown-key", {**(unknown_key(root, path) or {})}
    if kind in ("missing", "missing_argument", "missing_keyword_only_argument"):
        return "yaml-missing-key", {"key": key}
    where = ".".join(str(step) for step in path)
    if kind == "literal_error":
        allowed = str(detail["ctx"]["expected"]).replace("'", "")
        options = allowed.replace(" or ", ", ").split(", ")
        found = _short(detail["input"])
        close = nearest(found, options)
        return "yaml-unknown-value", {"key": where, "found": found, "nearest": close, "known": allowed}
    expected = _EXPECTED.get(kind, (detail["msg"], detail["msg"]))
    found_here = _NOTHING if detail["input"] is None else _short(detail["input"])
    return "yaml-wrong-type", {"key": where or _WHOLE, "found": found_here, "expected": expected}


def _short(raw: object) -> str:
    text = str(raw)
    return text if len(text) <= 40 else text[:39] + "…"


def _class_at(root: Any, path: Path) -> Any:
    """The type that a path through the YAML leads to."""
    kind: Any = root
    for step in path:
        if is_dataclass(kind):
            hints = {name.rstrip("_"): hint for name, hint in get_type_hints(kind).items()}
            kind = hints.get(str(step))
        else:
            inside, at = get_args(kind), 0 if isinstance(step, int) else 1
            kind = inside[at] if at < len(inside) else None
        kind = next((item for item in get_args(kind) if item is not type(None)), kind) if _optional(kind) else kind
    return kind


def _optional(kind: Any) -> bool:
    return type(None) in get_args(kind) and get_origin(kind) not in (dict, tuple)


def _keys(kind: Any) -> list[str]:
    return [field.name.rstrip("_") for field in fields(kind)] if is_dataclass(kind) else []
