"""The JSON Schema of a part of an item: any of its keys, each as the whole item has it, or null to take it away.

An overlay's `to` is such a part. Types cannot say “some of these keys”, so it is derived from the schema of the whole;
what is merged key by key is a part again, what is replaced (a list) is whole. What an item cannot be without, null does
not take away.
"""

from copy import deepcopy
from typing import Any

_REFERENCE = "#/$defs/"
_HOW_MANY = frozenset({"minProperties", "maxProperties"})
"""What is said of a whole mapping and not of the keys that are merged into it."""
Schema = dict[str, Any]


def add_settings(schema: Schema, whole: Schema, types: dict[str, tuple[str, tuple[str, ...]]]) -> None:
    """Give each kind of setting in an overlay's schema a `to` that knows its keys.

    `whole` holds the definitions of whole items, `types` the definition of each kind and the keys that are fixed.
    """
    definitions: Schema = schema["$defs"]
    for name, definition in whole.items():
        definitions.setdefault(name, definition)
    for kind, (name, fixed) in types.items():
        part = deepcopy(_part_of({"$ref": _REFERENCE + name}, definitions))
        setting = f"{name}Setting"
        definitions[setting] = deepcopy(definitions["Setting"])
        keys = definitions[setting]["properties"]
        keys["to"] = {**part, "description": keys["to"]["description"]}
        definitions["Settings"]["properties"][kind]["items"] = {"$ref": _REFERENCE + setting}
        for key in fixed:
            definitions[f"{name}Part"]["properties"].pop(key, None)
    del definitions["Setting"]


def _part_of(node: Schema, definitions: Schema) -> Schema:
    if "$ref" in node:
        name = node["$ref"].removeprefix(_REFERENCE)
        _define(name, definitions)
        return {**node, "$ref": f"{_REFERENCE}{name}Part"}
    if "anyOf" in node:
        return {**node, "anyOf": [_part_of(choice, definitions) for choice in node["anyOf"]]}
    if isinstance(node.get("additionalProperties"), dict):
        whole = {key: said for key, said in node.items() if key not in _HOW_MANY}
        return {**whole, "additionalProperties": _or_null(_part_of(node["additionalProperties"], definitions))}
    return node


def _define(name: str, definitions: Schema) -> None:
    part = f"{name}Part"
    if part in definitions:
        return
    definitions[part] = made = deepcopy(definitions[name])
    needed = made.pop("required", ())
    made["title"] = part
    made["properties"] = {
        key: part_of if key in needed else _or_null(part_of)
        for key, node in definitions[name]["properties"].items()
        for part_of in (_part_of(node, definitions),)
    }


def _or_null(node: Schema) -> Schema:
    """The same, or null; what editors show stays on top."""
    shown: Schema = {key: node[key] for key in ("description", "title") if key in node}
    rest = {key: item for key, item in node.items() if key not in (*shown, "default")}
    choices = rest["anyOf"] if set(rest) == {"anyOf"} else [rest]
    return {**shown, "anyOf": [*choices, *([] if {"type": "null"} in choices else [{"type": "null"}])]}
