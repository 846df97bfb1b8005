"""Two years of a province, and whether every number of their comparison is right.

    python tests/two_years.py [--stations 300]

makes two runs of so many stations (the examples, their points changed by lot and summed anew), writes the report of
each, puts both into an archive, compares them out of the reports and out of the archive, asks the three questions of
`docs/provinces.md`, and holds every number against what pandas makes of the two JSON reports (`slow_change.py`). It
says how many numbers that were, and exits with 1 where one is not the same. `test_cohort_change.py` does it of 24.
"""

import argparse
import csv
import io
import json
import sys
import tempfile
from pathlib import Path

import pandas as pd
from running import Run, convergence
from slow_change import Document, Numbers, differences, expected, told
from two_runs import cohort

from convergence_cli.report import rendered

YEARS = (2024, 2025)
OVER = 5.0
_SHOWN = 20
_QUERY = "SELECT label, name, {0} FROM stations JOIN {1} USING (run, station) JOIN runs USING (run)"


def main() -> int:
    """Make the runs, ask, and check; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stations", type=int, default=300)
    count = parser.parse_args().stations
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for year in YEARS:
            (folder / f"{year}.json").write_bytes(rendered(cohort(year, "en", count), "json"))
        documents = {str(year): json.loads((folder / f"{year}.json").read_text("utf-8")) for year in YEARS}
        _asked(folder, "archive", "add", "2024.json", "2025.json", "--to", "years.db")
        of_reports = _asked(folder, "compare", "2024.json", "2025.json", "--format", "json").stdout
        of_archive = _asked(folder, "compare", "--archive", "years.db", "--since", "2024", "--format", "json").stdout
        old, new = documents.values()
        numbers, computed = told(json.loads(of_reports)), expected(old, new)
        found = differences(numbers, computed)
        found += [] if of_archive == of_reports else ["the archive does not say what the reports say"]
        print(f"{count} stations, then {len(new['stations'])}: {len(numbers):,} numbers of the comparison")
        for check in (_kept, _questions):
            checked, wrong = check(folder, documents, computed)
            print(checked)
            found += wrong
    print("\n".join(found[:_SHOWN]) if found else "no difference")
    return 1 if found else 0


def _asked(folder: Path, *words: str) -> Run:
    done = convergence(*words, "--lang", "en", cwd=folder)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done


def _kept(folder: Path, documents: dict[str, Document], _: Numbers) -> tuple[str, list[str]]:
    """What the archive has of stations, parts and indicators, by queries."""
    made: Numbers = {}
    for label, document in documents.items():
        for each in document["stations"]:
            place = f"{label} {each['station']}"
            nodes = (each["index"], *each["chapters"], *each["measures"])
            made |= {f"{place} {one['id']} {key}": one[key] for one in nodes for key in ("score", "lost")}
            made |= {
                f"{place} {one['id']} {key}": one[key] for one in each["indicators"] for key in ("points", "weight")
            }
    found: Numbers = {}
    for table, name, keys in (("nodes", "node", ("score", "lost")), ("indicators", "indicator", ("points", "weight"))):
        select = _QUERY.format(", ".join((f"t.{name}", *(f"t.{key}" for key in keys))), f"{table} t")
        rows = json.loads(_asked(folder, "archive", "query", "years.db", select, "--format", "json").stdout)
        for row in rows:
            found |= {f"{row['label']} {row['name']} {row[name]} {key}": row[key] for key in keys}
    return f"{len(made):,} numbers of the archive", differences(found, made)


def _questions(folder: Path, _: dict[str, Document], computed: Numbers) -> tuple[str, list[str]]:
    """Who fell by more than five points; which measure fell most; which red lines stay open, and where."""
    said = _asked(
        folder, "compare", "2024.json", "2025.json", "--over", f"{OVER:g}", "--all", "-o", "change.csv"
    ).stdout
    changes = pd.Series({name[: -len(" change")]: at for name, at in computed.items() if name.endswith(" change")})
    wrong: list[str] = []
    fell = said.partition(f"Fell by more than {OVER:g}")[2].partition("Rose by more than")[0]
    listed = {line.split()[0] for line in fell.splitlines() if line.split()[:1] and line.split()[0] in changes.index}
    # What is told goes by printed scores: a tenth lies between the two at most.
    sure, may = set(changes[changes < -OVER - 0.1].index), set(changes[changes < -OVER + 0.1].index)
    if not sure <= listed <= may:
        wrong.append(f"fell by more than {OVER:g}: {sorted(listed ^ sure)}")
    moved = pd.Series(
        {
            name[: -len(" after")]: computed[name] - computed[f"{name[: -len(' after')]} before"]
            for name in computed
            if name.endswith(" after") and name.startswith("M") and "." not in name and computed[name] is not None
        }
    )
    worst = str(moved.idxmin())
    measures = said.partition("Measures\n")[2]
    first = next((word for word in measures.split() if word in moved.index), "none")
    if first != worst:
        wrong.append(f"the measure that fell most: {first} is told, {worst} was computed")
    rows = csv.DictReader(io.StringIO((folder / "change.csv").read_text("utf-8-sig")))
    still = {row["Station"]: set(filter(None, row["Red lines still open"].split(", "))) for row in rows}
    made = {
        name[: -len(" open")]: set(at)
        for name, at in computed.items()
        if name.endswith(" open") and "red line" not in name
    }
    wrong += [
        f"{name}: {still.get(name)} stay open, {lines} were computed"
        for name, lines in made.items()
        if still.get(name) != lines
    ]
    open_lines = sum(map(len, made.values()))
    asked = f"three questions: {len(listed)} stations fell by more than {OVER:g} points; {worst} fell most, by "
    return asked + f"{-moved.min():.1f}; {open_lines} red lines stay open", wrong


if __name__ == "__main__":
    sys.exit(main())
