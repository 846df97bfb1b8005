"""As a stranger would, in a copy of the program: a new export format, and a new column of the gap list."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from running import ROOT
from tables_in_formats import READERS

EXAMPLES = ROOT / "examples"
CITY, EARLIER = EXAMPLES / "typical-city.xlsx", EXAMPLES / "typical-city-2024.xlsx"
TSV = '''\
"""A document as lines of words between tabs."""

from convergence_cli.report.cells import shown
from convergence_cli.report.document import Document, Table


def render(document: Document) -> str:
    """Every table that stands on paper."""
    lines = [document.heading]
    for section in document.on("paper"):
        lines.append(section.title)
        for block in section.blocks:
            if isinstance(block, Table):
                kinds = [column.kind for column in block.columns]
                lines += ["\\t".join(map(shown, row.cells, kinds)) for row in block.rows]
    return "\\n".join(lines) + "\\n"
'''


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program, its frameworks and its answers, in a folder of its own."""
    for name in ("convergence_cli", "rubrics"):
        shutil.copytree(ROOT / name, tmp_path / "copy" / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "copy"


def run(copy: Path, *arguments: object) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PYTHONPATH": str(copy), "CONVERGENCE_CACHE": "off", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "convergence_cli", *map(str, arguments)],
        cwd=copy, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return done


def added(path: Path, before: str, line: str) -> None:
    """A line put before the first one that begins so."""
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, line + before), "utf-8")


def test_a_new_format_is_one_file_and_one_line_of_the_table(copy: Path, tmp_path: Path) -> None:
    """It is printed and written for a station, a comparison, a plan and a review."""
    formats = copy / "convergence_cli" / "report" / "formats"
    (formats / "tsv.py").write_text(TSV, "utf-8")
    added(formats / "__init__.py", '    "excel": Format(', '    "tsv": Format(".tsv", on_stdout=True),\n')
    review = tmp_path / "review.xlsx"
    run(copy, "review", CITY, "-o", review)
    for arguments in (
        ("assess", CITY),
        ("compare", EARLIER, CITY),
        ("plan", CITY, "--level", "L3"),
        ("review", CITY, "--read", review),
    ):
        printed = run(copy, *arguments, "--format", "tsv").stdout
        assert printed.count("\t") > 100
        target = tmp_path / f"{arguments[0]}.tsv"
        run(copy, *arguments, "--export", target, "--quiet")
        assert target.read_text("utf-8").rstrip("\n") == printed.rstrip("\n")


def test_a_new_column_of_the_gap_list_is_one_place_and_stands_in_every_format(copy: Path, tmp_path: Path) -> None:
    """Excel, CSV and Markdown print it as a column, page and paper beside what they set by hand."""
    gaps = copy / "convergence_cli" / "report" / "subjects" / "station" / "gap_columns.py"
    column = '    GapColumn(key="terms.horizon-of", of=lambda gap: f"since {gap.item.id}", width=12, share=10),\n'
    added(gaps, '    GapColumn(key="terms.who"', column)
    terms = copy / "convergence_cli" / "texts" / "terms.py"
    added(terms, '    "nothing": (', '    "horizon-of": ("时限依据", "Horizon of"),\n')
    targets = [tmp_path / f"report{suffix}" for suffix in READERS]
    run(copy, "assess", CITY, "--quiet", *(word for target in targets for word in ("--export", target)))
    run(copy, "assess", CITY, "--quiet", "--export", tmp_path / "report.json")
    (station,) = json.loads((tmp_path / "report.json").read_text("utf-8"))["stations"]
    below = [item["id"] for item in station["indicators"] if item["outcome"] in ("partial", "unmet", "unanswered")]
    for target in targets:
        said = "\n".join(" ".join(row) for row in READERS[target.suffix](target.read_bytes()))
        if target.suffix == ".html":
            said = target.read_text("utf-8")
        assert "时限依据" in said, target.suffix
        shown = [name for name in below if f"since {name}" in said]
        assert shown == (below if target.suffix != ".md" else shown)
        assert len(shown) >= 20, target.suffix
