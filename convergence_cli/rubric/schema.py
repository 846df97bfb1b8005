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
from convergence_cli.rubric.schema_rules import add_rules
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


def json_schema(kind: Adapter) -> dict[str, Any]:
    """JSON Schema (Draft 2020-12) of one kind of file, for editors and for other programs."""
    schema = _of_types(kind)
    if kind == OVERLAY:
        whole = {**_of_types(FILE)["$defs"], **_of_types(MEASURE)["$defs"]}
        add_settings(schema, whole, {key: (root.__name__, FIXED.get(key, ())) for key, root in TYPES.items()})
    add_rules(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _of_types(kind: Adapter) -> dict[str, Any]:
    return kind.type.json_schema(by_alias=True)
