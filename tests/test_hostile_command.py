"""The whole command on hostile files: one error with a code and a hint, exit code 2, in bounded time and memory."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import HOSTILE
from running import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="the memory of a process is measured with wait4")
# A process begins with the memory of the one that starts it: a small one stands between it and the tests.
MEASURED = """
import json, os, subprocess, sys
from pathlib import Path
process = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(process.pid, 0)
found = [os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss]
Path(sys.argv[1]).write_text(json.dumps(found))
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_one_error_and_little_else(name: str, tmp_path: Path) -> None:
    """Exit code 2 and one block with code and hint; under 5 s of processor time and 500 MB; nothing on stdout."""
    build, code = HOSTILE[name]
    path, figures = build(tmp_path), tmp_path / "figures.json"
    command = [sys.executable, "-m", "convergence_cli", "assess", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CONVERGENCE_LANG": "en"}
    launch = [sys.executable, "-c", MEASURED, str(figures), *command]
    done = subprocess.run(launch, capture_output=True, text=True, env=environment, timeout=120, check=True)
    exit_code, seconds, kilobytes = json.loads(figures.read_text())
    assert exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"error[{code}]: ")
    assert done.stderr.count("error[") == 1
    assert done.stderr.count("= hint: ") == 1
    assert seconds < 5
    assert kilobytes < 500 * 1024
