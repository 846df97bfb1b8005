"""Tables with fixed rows, by the guide's words alone: one indicator for each row, and what expressions see of them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Plain = Mapping[str, Any]


def written_out(whole: Plain, measure: Plain) -> Plain:
    """A measure with an indicator for each row."""
    tables = {table["id"]: table for table in whole.get("tables") or ()}
    inside = [made for item in measure["indicators"] for made in _of_rows(item, tables)]
    return {**measure, "indicators": inside}


def _of_rows(item: Plain, tables: Mapping[str, Plain]) -> Iterator[Plain]:
    cell = item["ask"].get("cell")
    if cell is None or "row" in cell:
        yield item
        return
    table = tables[cell["table"]]
    (column,) = [each for each in table["columns"] if each["id"] == cell["column"]]
    for name, row in table["fixed"].items():
        if name not in (cell.get("only") or table["fixed"]):
            continue
        times = float(row.get("weight", "1"))
        scope = {
            question: [each for each in (item.get("applies") or {}).get(question, options) if each in options]
            for question, options in (row.get("applies") or {}).items()
        }
        made = {
            **item,
            "id": f"{item['id']}-{name}",
            "weight": repr(float(item.get("weight", "1")) * times),
            "applies": {**(item.get("applies") or {}), **scope},
            "ask": {
                **{key: column[key] for key in ("min", "max") if key in column},
                **item["ask"],
                "cell": {**cell, "row": name},
            },
        }
        if item.get("weight_by"):
            ((question, weights),) = item["weight_by"].items()
            made["weight_by"] = {question: {key: repr(float(each) * times) for key, each in weights.items()}}
        yield made


Rows = dict[str, dict[str, Any]]


def listed(whole: Plain, measures: Sequence[Plain], station: Any) -> dict[str, Rows]:
    """What stands in each row that the station is asked, by table: its own columns, and the answers given there."""
    found: dict[str, Rows] = {}
    for table in whole.get("tables") or ():
        if "fixed" not in table:
            continue
        given = {row["row"]: row for row in station.tables.get(table["id"]) or ()}
        rows = found[table["id"]] = {}
        for name, row in table["fixed"].items():
            if all(
                station.profile.get(asked) in (None, *options) for asked, options in (row.get("applies") or {}).items()
            ):
                rows[name] = {key: each for key, each in given.get(name, {}).items() if key != "row"}
    for item in (each for measure in measures for each in measure["indicators"]):
        cell = item["ask"].get("cell")
        if cell is None or cell["row"] not in found[cell["table"]]:
            continue
        row, name = found[cell["table"]][cell["row"]], item["id"]
        if station.answers.get(name) is not None:
            row[cell["column"]] = station.answers[name]
        elif name in station.reasons:
            row[cell["column"]] = next(key for key, why in cell["reasons"].items() if why == station.reasons[name])
        if name in station.evidence and "evidence" in cell:
            row[cell["evidence"]] = "named"
    return found
