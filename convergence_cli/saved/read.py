"""The text of a JSON report as values: strict JSON of the published shape, or every place that is wrong.

`json` and the library that holds values to their shape both let things pass that are no JSON, or that two readers
would understand differently: NaN, a number too large for any machine, a key that stands twice. So the text is walked
through once before it is read.
"""

import json
import math
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from convergence_cli.errors import ConfigError, Location, Problem, problem
from convergence_cli.files import MEGABYTE, megabytes, name_of, read_bytes, suffix_of, text_of
from convergence_cli.saved.mapping import SCHEMA, Document
from convergence_cli.saved.shape import REPORT, SavedReport

# A report of ten thousand stations has some 300 MB.
_MOST_BYTES = 512 * MEGABYTE
_SUFFIXES = (".json", ".json.gz")
_GZIP, _GZIP_BITS = b"\x1f\x8b", 31
MOST_FAULTS = 5
_LONGEST_SHOWN = 40
# Whole numbers are places, rows and sizes of files; beyond this a number is no longer exact in every reader.
_MOST_DIGITS = 15
# In one object; the widest has one for each column of a table.
_MOST_KEYS = 1_000


class _FaultError(Exception):
    """Something that no report of ours holds: a code and its values."""


def is_saved(path: Path) -> bool:
    """Whether a file's name says that it is a saved report, as it was written or packed."""
    return suffix_of(path) in _SUFFIXES


def read_report(path: Path) -> SavedReport:
    """A saved report; raises ConfigError as `parse` does, and for a file that cannot be read."""
    return parse(read_content(path), name_of(path))


def read_content(path: Path) -> bytes:
    """The bytes of a saved report, unpacked; raises ConfigError for a file that cannot be read."""
    content = read_bytes(path, ConfigError, _MOST_BYTES)
    return _unpacked(content, name_of(path)) if content.startswith(_GZIP) else content


def _unpacked(content: bytes, file: str) -> bytes:
    """What was packed into a gzip file, no more of it than a report may have; raises ConfigError."""
    import zlib

    place, unpacker = Location(file=file), zlib.decompressobj(wbits=_GZIP_BITS)
    try:
        whole = unpacker.decompress(content, _MOST_BYTES + 1)
    except zlib.error as error:
        raise ConfigError(problem("file-unreadable", place, reason=str(error))) from None
    if len(whole) > _MOST_BYTES:
        raise ConfigError(
            problem("input-too-large", place, found=f"> {megabytes(_MOST_BYTES)}", bound=megabytes(_MOST_BYTES))
        )
    if not unpacker.eof or unpacker.unused_data:
        raise ConfigError(problem("file-unreadable", place, reason="gzip"))
    return whole


def parse(content: bytes, file: str) -> SavedReport:
    """The report as values.

    Raises ConfigError (`file-not-utf-8`, `report-not-json`, `report-key-twice`, `report-number`, `report-schema`,
    `report-shape`, `report-is-baseline`) with the places of what is wrong.
    """
    report: SavedReport = parse_as(REPORT, content, file)
    return report


def parse_as(document: Document, content: bytes, file: str) -> Any:
    """A document of this kind as values; raises ConfigError as `parse` does."""
    from pydantic_core import ValidationError

    text = text_of(content, file, ConfigError)
    _check_json(text, file)
    try:
        return _validator(document).validate_json(text, strict=True)
    except ValidationError as error:
        raise ConfigError(*_faults(error, file)) from None


@cache
def _validator(document: Document) -> Any:
    from pydantic import TypeAdapter
    from pydantic_core import SchemaValidator

    from convergence_cli.saved.schema import Types

    return SchemaValidator(_failing_fast(TypeAdapter(Types(document).root).core_schema))


def _failing_fast(shape: Any) -> Any:
    """The shape, each list in it left at its first fault: a million of them would take gigabytes to be told."""
    if isinstance(shape, dict):
        told = {key: _failing_fast(part) for key, part in shape.items()}
        return told | {"fail_fast": True} if shape.get("type") in ("tuple", "list") else told
    return [_failing_fast(part) for part in shape] if isinstance(shape, list) else shape


def shape_fault(file: str, at: str, found: object) -> Problem:
    """What is said of one place that holds something else than a report of ours has there."""
    shown = "…" if isinstance(found, dict | list | tuple) else str(found)[:_LONGEST_SHOWN]
    return problem("report-shape", Location(file=file), at=at, found=shown)


def _check_json(text: str, file: str) -> None:
    try:
        # Nothing is kept of what is walked through.
        json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite, parse_int=_not_too_long
        )
    except _FaultError as fault:
        code, values = fault.args
        raise ConfigError(problem(code, Location(file=file), **values)) from None
    except json.JSONDecodeError as error:
        place = Location(file=file, line=error.lineno, column=error.colno)
        raise ConfigError(problem("report-not-json", place)) from None
    except RecursionError:
        raise ConfigError(problem("report-not-json", Location(file=file))) from None


def _once(pairs: list[tuple[str, Any]]) -> None:
    if len(pairs) > _MOST_KEYS:
        raise _FaultError("report-shape", {"at": pairs[0][0][:_LONGEST_SHOWN], "found": f"{len(pairs):,}"})
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            raise _FaultError("report-key-twice", {"found": key[:_LONGEST_SHOWN]})
        seen.add(key)


def _no_number(found: str) -> NoReturn:
    raise _FaultError("report-number", {"found": found[:_LONGEST_SHOWN]})


def _finite(found: str) -> None:
    if not math.isfinite(float(found)):
        _no_number(found)


def _not_too_long(found: str) -> None:
    if len(found.lstrip("-")) > _MOST_DIGITS:
        _no_number(found)


def _faults(error: object, file: str) -> list[Problem]:
    place = Location(file=file)
    found = error.errors(include_url=False)  # type: ignore[attr-defined]
    if found[0]["type"] == "json_invalid":
        return [problem("report-not-json", place)]
    kind = next((each for each in found if each["loc"] == ("kind",)), None)
    if kind is not None:
        return [problem("report-is-baseline", place)]
    schema = next((each for each in found if each["loc"] == ("schema",) and each["type"] != "missing"), None)
    if schema is not None:
        return [problem("report-schema", place, found=str(schema["input"])[:_LONGEST_SHOWN], known=str(SCHEMA))]
    return [shape_fault(file, ".".join(map(str, each["loc"])), each["input"]) for each in found[:MOST_FAULTS]]
