"""The validators of the kinds of file, and the JSON Schema that is generated from the same types.

Importing this builds pydantic's validators (some 150 ms with pydantic itself): only `load.build`, overlays
and `rubrics schema` do.
"""

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from convergence_cli.model.framework import FrameworkFile, Measure
from convergence_cli.model.overlay import Overlay
from convergence_cli.model.record import Record
from convergence_cli.model.trial import TrialFile
from convergence_cli.model.waiver import WaiverFile
from convergence_cli.rubric.overlay.kinds import FIXED, TYPES
from convergence_cli.rubric.schema_parts import add_settings
from convergence_cli.value import value


@value
class Adapter:
    """A type that is read from YAML, and its validator."""

    root: type

    @property
    def type(self) -> TypeAdapter[Any]:
        """The validator, built when it is first asked for."""
        return _validator(self.root)


@cache
def _validator(root: type) -> TypeAdapter[Any]:
    return TypeAdapter(root)


FILE = Adapter(root=FrameworkFile)
MEASURE = Adapter(root=Measure)
OVERLAY = Adapter(root=Overlay)
TEST = Adapter(root=TrialFile)
WAIVERS = Adapter(root=WaiverFile)
RECORD = Adapter(root=Record)
SCHEMAS = {
    "framework": FILE,
    "measure": MEASURE,
    "overlay": OVERLAY,
    "record": RECORD,
    "test": TEST,
    "waivers": WAIVERS,
}


_CONDITIONS = ("above", "from", "below", "up_to")


def _condition(key: str) -> dict[str, Any]:
    """A band of one condition and its points."""
    return {"required": [key, "points"], "not": {"required": ["otherwise"]}}


def _otherwise() -> dict[str, Any]:
    """The last band."""
    return {"required": ["otherwise"], "not": {"anyOf": [{"required": [key]} for key in (*_CONDITIONS, "points")]}}


def json_schema(kind: Adapter) -> dict[str, Any]:
    """JSON Schema (Draft 2020-12) of one kind of file, for editors and for other programs."""
    schema = kind.type.json_schema(by_alias=True)
    definitions: dict[str, Any] = schema.get("$defs", {})
    if kind == OVERLAY:
        whole = {**json_schema(FILE)["$defs"], **json_schema(MEASURE)["$defs"]}
        add_settings(schema, whole, {key: (root.__name__, FIXED.get(key, ())) for key, root in TYPES.items()})
    # Exactly one function scores an indicator; one band has one condition. A text has words. The types
    # cannot say that.
    for name in ("Score", "ScorePart"):
        definitions.get(name, {}).update(minProperties=1, maxProperties=1)
    if "Text" in definitions:
        definitions["Text"]["minProperties"] = 1
        for words in definitions["Text"]["properties"].values():
            del words["default"]
    definitions.get("RedLine", {}).update(oneOf=[{"required": ["unless"]}, {"required": ["below"]}])
    definitions.get("Band", {}).update(oneOf=[_otherwise(), *map(_condition, _CONDITIONS)])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
