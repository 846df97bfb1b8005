"""Which modules a run of the command has loaded when it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

from running import ROOT

# The command, and then what was loaded, on a line of its own.
CHILD = """
import atexit, json, sys
atexit.register(lambda: print("LOADED" + json.dumps(sorted(sys.modules)), file=sys.stderr))
from convergence_cli.cli.main import main
main()
"""


def loaded(*arguments: str | Path, cache: Path | None = None) -> set[str]:
    """The modules that a run has loaded when it ends."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    env |= {"CONVERGENCE_CACHE": str(cache)} if cache else {}
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *map(str, arguments)],
        capture_output=True, encoding="utf-8", env=env, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.rpartition("LOADED")[2]))


def heavy(modules: set[str], *names: str) -> list[str]:
    """Those of the names that are among the modules."""
    return [name for name in names if name in modules]
