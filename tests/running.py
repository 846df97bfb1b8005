"""Runs the real command in a process of its own.

Hundreds of tests do, and half of such a run is Python that starts and imports. So one process imports most of it,
once, and each run is a fork of it: with its own arguments, folder, environment, streams and exit code. What has to do
with how Python itself starts, and what starts processes of its own, is run afresh; what a run imports, `loading` sees.
"""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


Run = subprocess.CompletedProcess[str]
_SECONDS = 120
_OF_THE_START = ("PYTHON", "LC_", "LANG")


def convergence(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Run:
    """`convergence ARGUMENTS`, its output as text; the environment is the test's, changed as named."""
    words = [*map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment}
    afresh = any(key.startswith(_OF_THE_START) for key in environment) or "batch" in words
    if afresh or not sys.platform.startswith("linux"):
        return subprocess.run(
            [sys.executable, "-m", "convergence_cli", *words],
            capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=env, timeout=_SECONDS, check=False,
        )  # fmt: skip
    return _forked(words, cwd or Path.cwd(), env)


def _forked(words: list[str], folder: Path, env: Mapping[str, str]) -> Run:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as told:
        asked = {"words": words, "folder": str(folder), "env": dict(env), "pid": os.getpid()}
        asked |= {"out": out.fileno(), "told": told.fileno()}
        code = _server().run(asked)
        texts = []
        for file in (out, told):
            file.seek(0)
            texts.append(file.read().decode("utf-8").replace("\r\n", "\n"))
    return subprocess.CompletedProcess(["convergence", *words], code, *texts)


class _Server:
    """The process of which each run is a fork."""

    def __init__(self) -> None:
        env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("forking.py"))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env,
        )  # fmt: skip
        atexit.register(self.process.kill)

    def run(self, asked: dict[str, Any]) -> int:
        """The exit code of a run."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({**asked, "seconds": _SECONDS}).encode() + b"\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


_servers: dict[int, _Server] = {}


def _server() -> _Server:
    """That of this process."""
    if os.getpid() not in _servers:
        _servers[os.getpid()] = _Server()
    return _servers[os.getpid()]
