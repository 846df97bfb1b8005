"""What a schema says of a whole item, because it is about several of its keys.

Lint says the same in words. What is not here can be said by no schema: what refers to another item or another file,
what compares two numbers, the order of a list. `tests/test_schema_agreement.py` holds schema and lint together, and
names every rule that lint has alone.
"""

from collections.abc import Iterable
from typing import Any, cast

from convergence_cli.functions.registry import FUNCTIONS
from convergence_cli.model.framework import OF_SCORED
from convergence_cli.model.keywords import DAY
from convergence_cli.model.question import CLOSED_TYPES, COMPUTED_TYPES
from convergence_cli.model.score import Score

Schema = dict[str, Any]
_LEVEL_ASKS = ("index", "chapter", "coverage", "that")
_LEVEL_PARTS = ("chapters", "measures", "indicators")
_NOT_FALSE: Schema = {"not": {"const": False}}
_NULL: Schema = {"type": "null"}
_NONE: Schema = {"maxProperties": 0}
_SOME: Schema = {"minProperties": 1}
_CONDITIONS = ("above", "from", "below", "up_to")
_FUNCTIONS = tuple(Score.__dataclass_fields__)
"""All keys of a score, `by` among them."""


def add_rules(schema: Schema) -> None:
    """Give each definition of a schema, and the schema itself, what is said of such an item."""
    definitions: Schema = schema.get("$defs", {})
    for definition in (schema, *definitions.values()):
        rules = _RULES.get(definition.get("title", ""), [])
        definition.update(rules[0] if len(rules) == 1 else {"allOf": rules} if rules else {})
        if definition.get("title") == "Text":
            for words in definition["properties"].values():
                del words["default"]


def _keys(**schemas: Schema) -> Schema:
    return {"properties": schemas}


def _given(key: str) -> Schema:
    """The key stands there and says something: null is the same as no key."""
    return {"required": [key], "properties": {key: {"not": _NULL}}}


def _filled(key: str) -> Schema:
    """The key names something."""
    return {"required": [key], "properties": {key: {"minProperties": 1}}}


def _one_of(*keys: str) -> Schema:
    return {"oneOf": [_given(key) for key in keys]}


def _one_at_most(*keys: str) -> Schema:
    """A part of an item has one of the keys, or leaves what there is."""
    return {"oneOf": [*(_given(key) for key in keys), {"properties": dict.fromkeys(keys, _NULL)}]}


def _if(condition: Schema, then: Schema, otherwise: Schema | None = None) -> Schema:
    return {"if": condition, "then": then, **({} if otherwise is None else {"else": otherwise})}


def _of_type(types: Iterable[str]) -> Schema:
    """The key `type` stands there with one of these values."""
    return {"required": ["type"], **_keys(type={"enum": sorted(types)})}


def _scored_by(function: str, schema: Schema) -> Schema:
    """What stands under a scoring function, for every station or for some."""
    return _keys(score=_keys(**{function: schema, "by": _each(_keys(**{function: schema}))}))


def _each(schema: Schema) -> Schema:
    """Every function under `by`."""
    return {"additionalProperties": {"additionalProperties": schema}}


_NO_BY_WITHIN = _keys(by=_each(_keys(by=_NULL)))
_ONE_OTHERWISE = _keys(bands={"contains": _given("otherwise"), "maxContains": 1})
_LISTED = _if(_of_type(CLOSED_TYPES), {"required": ["options"], **_keys(options=_SOME)}, _keys(options=_NONE))
_SCALED = {"required": ["score"], **_keys(score=_given("scale"))}
_ASK_LISTED = _if(
    {"allOf": [_of_type(CLOSED_TYPES), {"not": _given("cell")}]},
    {"required": ["options"], **_keys(options={"minProperties": 2})},
)
_UNSCORED = {"required": ["scored"], **_keys(scored={"const": False})}
_NONE_OF_SCORED = _keys(
    **{key: {"anyOf": [_NULL, {"type": "array", "maxItems": 0}]} for key in OF_SCORED},
    ask=_keys(when_empty=_NULL),
)
_RULES: dict[str, list[Schema]] = {
    "Text": [_SOME],
    "Score": [_one_of(*_FUNCTIONS), _NO_BY_WITHIN, _ONE_OTHERWISE],
    "ScorePart": [_one_at_most(*_FUNCTIONS), _NO_BY_WITHIN, _ONE_OTHERWISE],
    "Band": [
        _if(
            _given("otherwise"),
            _keys(points=_NULL, **dict.fromkeys(_CONDITIONS, _NULL)),
            {**_given("points"), **_one_of(*_CONDITIONS)},
        )
    ],
    "RedLine": [_one_of("unless", "below")],
    "RedLinePart": [_one_at_most("unless", "below")],
    "ProfileQuestion": [_LISTED],
    "Column": [_LISTED],
    "Ask": [
        _if(_of_type(CLOSED_TYPES), {}, _keys(options=_NONE)),
        _if(_given("compute"), _of_type(COMPUTED_TYPES)),
        _if(_given("when_empty"), _given("compute")),
        _if(_given("cell"), _keys(compute=_NULL)),
    ],
    "Table": [_if(_filled("fixed"), _keys(rows=_NULL))],
    "TableCell": [_if(_given("row"), _keys(only={"maxItems": 0}))],
    "Evidence": [_if({"required": ["per_option"], **_keys(per_option={"const": True})}, _keys(required=_NOT_FALSE))],
    "Indicator": [
        _if(_UNSCORED, _NONE_OF_SCORED, {"required": ["score"]}),
        _if(
            _keys(ask={"not": _of_type({"many_of"})}),
            _keys(evidence=_keys(per_option={"const": False})),
        ),
        _if({"required": ["basis"], **_keys(basis={"const": "calibrated"})}, _given("because")),
        _if({"required": ["obligation"], **_keys(obligation={"const": "may"})}, _keys(red_line=_NULL)),
        _if(_SCALED, _keys(ask=_keys(options=_NONE)), _keys(ask=_ASK_LISTED)),
        *(
            _if(_keys(ask={"not": _of_type(cast("frozenset[str]", function.fits))}), _scored_by(name, _NULL))
            for name, function in FUNCTIONS.items()
        ),
    ],
    "Check": [_if({"required": ["voids"], **_keys(voids={"const": True})}, _keys(severity=_NULL))],
    "Level": [
        {"anyOf": [*map(_given, _LEVEL_ASKS), *(_filled(key) for key in _LEVEL_PARTS), _keys(red_lines=_NOT_FALSE)]},
        _if(_given("that"), _given("because"), _keys(because=_NULL)),
    ],
    "FrameworkFile": [
        _if(
            {"required": ["source"], **_keys(source={"required": ["clauses"], **_keys(clauses={"minItems": 1})})},
            _keys(chapters={"items": _given("because")}),
        ),
        _if(
            {"required": ["horizons"], **_keys(horizons=_SOME)},
            _keys(source={"required": ["date"], **_keys(date={"pattern": DAY})}),
        ),
    ],
}
