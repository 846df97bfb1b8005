"""The whole command on hostile files: one error with a code and a hint, exit code 2, in bounded time and memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import HOSTILE
from running import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="the memory of a process is measured with wait4")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_one_error_and_little_else(name: str, tmp_path: Path) -> None:
    """Exit code 2 and one block with code and hint; under 5 s of processor time and 500 MB; nothing on stdout."""
    build, code = HOSTILE[name]
    path = build(tmp_path)
    command = [sys.executable, "-m", "convergence_cli", "assess", str(path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CONVERGENCE_LANG": "en"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True)
    assert process.stdout
    assert process.stderr
    with process.stdout, process.stderr:
        told, shown = process.stderr.read(), process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 2
    assert shown == ""
    assert told.startswith(f"error[{code}]: ")
    assert told.count("error[") == 1
    assert told.count("= hint: ") == 1
    assert usage.ru_utime + usage.ru_stime < 5
    assert usage.ru_maxrss < 500 * 1024
