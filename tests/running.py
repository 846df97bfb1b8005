"""Runs the real command in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


Run = subprocess.CompletedProcess[str]


def convergence(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Run:
    """`convergence ARGUMENTS`, its output as text; the environment is the test's, changed as named."""
    return subprocess.run(
        [sys.executable, "-m", "convergence_cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
        timeout=120,
        check=False,
    )
