"""The validators of the kinds of file that a framework has, and the JSON Schema that is generated from the same types.

Importing this builds pydantic's validators (some 150 ms with pydantic itself): only `load.build` and
`rubrics schema` do.
"""

from typing import Any

from pydantic import TypeAdapter

from convergence_cli.model.framework import FrameworkFile, Measure
from convergence_cli.model.trial import TrialFile
from convergence_cli.model.waiver import WaiverFile
from convergence_cli.value import value


@value
class Adapter:
    """A validator and the type it makes."""

    root: type
    type: TypeAdapter[Any]


FILE = Adapter(root=FrameworkFile, type=TypeAdapter(FrameworkFile))
MEASURE = Adapter(root=Measure, type=TypeAdapter(Measure))
TEST = Adapter(root=TrialFile, type=TypeAdapter(TrialFile))
WAIVERS = Adapter(root=WaiverFile, type=TypeAdapter(WaiverFile))
SCHEMAS = {"framework": FILE, "measure": MEASURE, "test": TEST, "waivers": WAIVERS}


def json_schema(kind: Adapter) -> dict[str, Any]:
    """JSON Schema (Draft 2020-12) of one kind of file, for editors and for other programs."""
    schema = kind.type.json_schema(by_alias=True)
    definitions: dict[str, Any] = schema.get("$defs", {})
    # Exactly one function scores an indicator; one band has one condition. The types cannot say that.
    definitions.get("Score", {}).update(minProperties=1, maxProperties=1)
    definitions.get("Band", {}).update(minProperties=1, maxProperties=2)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
