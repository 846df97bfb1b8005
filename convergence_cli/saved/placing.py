"""What a saved report tells without its file is in the file of its station."""

from dataclasses import replace
from typing import Any, TypeVar

from convergence_cli.errors import Location, Problem
from convergence_cli.model.evidence import EvidenceFile
from convergence_cli.model.questionnaire import Answer, OptionEvidence, OwnTarget

T = TypeVar("T", Answer, OptionEvidence, OwnTarget, Problem, EvidenceFile)


def in_file(item: T, file: str) -> T:
    """With all of its places in this file."""
    found: dict[str, Any] = {name: getattr(item, name) for name in item.__dataclass_fields__}
    for name, part in found.items():
        if isinstance(part, Location):
            found[name] = replace(part, file=file)
        elif isinstance(part, Problem):
            found[name] = in_file(part, file)
        elif name == "option_evidence":
            found[name] = tuple(in_file(each, file) for each in part)
    return type(item)(**found)
