"""The costliest workbooks of .ods, .xls and .xlsb that are still read: seconds and a few hundred megabytes."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="what a process used is known on POSIX only")

# Three times what they took when this was written.
SECONDS, MEGABYTES = 12.0, 500
CHILD = """
import json, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import test_reader_costs
opened = test_reader_costs.CASES[sys.argv[2]]
begun = time.process_time()
book = opened()
cells = sum(len(line) for name in book.names for line in book.sheet(name).grid)
# Not by `getrusage`, whose peak begins with that of the process that started this one.
lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
peak = next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
print(json.dumps({"seconds": time.process_time() - begun, "cells": cells, "megabytes": peak}))
"""


def filled_ods() -> object:
    """As many cells of every attribute as may be parsed."""
    from test_ods_reading import content, opened

    attributes = 'table:style-name="ce1" office:value-type="float" office:value="1.5" calcext:value-type="float"'
    cells = f"<table:table-cell {attributes}><text:p>1.5</text:p></table:table-cell>" * 20
    row = f"<table:table-row>{cells}</table:table-row>"
    return opened(content(f'<table:table table:name="Q">{row * 10_000}</table:table>'))


def repeated_ods() -> object:
    """One cell that stands for as many as may be filled."""
    from test_ods_reading import content, opened

    cell = '<table:table-cell office:value-type="percentage" office:value="1" table:number-columns-repeated="20"/>'
    row = f'<table:table-row table:number-rows-repeated="20000">{cell}</table:table-row>'
    return opened(content(f'<table:table table:name="Q">{row}</table:table>'))


def formulas_xls() -> object:
    """Formulas whose results are texts in records of their own."""
    from test_xls_reading import formula, opened, record, stream, words

    return opened(stream(("Q", b"".join(
        formula(at // 20, at % 20, b"\0") + record(0x207, words("ab")) for at in range(150_000)
    ))))  # fmt: skip


def texts_xlsb() -> object:
    """A shared text for each of many cells."""
    import struct

    from test_xlsb_reading import cell, opened, page, parts, rich, row, strings

    lines = (
        row(at) + b"".join(cell(7, to, struct.pack("<I", 20 * at + to)) for to in range(20)) for at in range(20_000)
    )
    return opened(parts({"Q": page(*lines)}, strings=strings(*(rich(f"{at:08}") for at in range(200_000)))))


CASES: dict[str, Callable[[], object]] = {
    made.__name__: made for made in (filled_ods, repeated_ods, formulas_xls, texts_xlsb)
}


@pytest.mark.parametrize("name", CASES)
def test_the_costliest_file_within_the_bounds_costs_little(name: str) -> None:
    """Measured in a process of its own, the making of the file included."""
    command = [sys.executable, "-c", CHILD, str(Path(__file__).parent), name]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    found = json.loads(done.stdout)
    assert found["cells"] >= 150_000
    assert found["seconds"] < SECONDS
    assert found["megabytes"] < MEGABYTES
