"""The costliest workbooks of .ods, .xls and .xlsb that are still read: seconds and a few hundred megabytes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from costly_books import CASES

pytest.importorskip("resource", reason="what a process used is known on POSIX only")

# Three times what they took when this was written.
SECONDS, MEGABYTES = 12.0, 500
CHILD = """
import json, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import costly_books
opened = costly_books.CASES[sys.argv[2]]
begun = time.process_time()
book = opened()
cells = sum(len(line) for name in book.names for line in book.sheet(name).grid)
# Not by `getrusage`, whose peak begins with that of the process that started this one.
lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
peak = next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
print(json.dumps({"seconds": time.process_time() - begun, "cells": cells, "megabytes": peak}))
"""


@pytest.mark.parametrize("name", CASES)
def test_the_costliest_file_within_the_bounds_costs_little(name: str) -> None:
    """Measured in a process of its own, the making of the file included."""
    command = [sys.executable, "-c", CHILD, str(Path(__file__).parent), name]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    found = json.loads(done.stdout)
    assert found["cells"] >= 150_000
    assert found["seconds"] < SECONDS
    assert found["megabytes"] < MEGABYTES
