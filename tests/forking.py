"""The process whose forks are runs of the command; see `running`. Reads a line of JSON for each, and answers its code.

What is imported before the fork does not look at its surroundings then. What does, the command line and what draws on
terminals, each run imports anew.
"""

import gc
import json
import os
import signal
import sys
from importlib import import_module
from typing import Any, NoReturn

BEFORE = (
    *("lxml.etree", "openpyxl", "docx", "yaml", "pydantic", "jinja2", "numpy"),
    *("convergence_cli.judging", "convergence_cli.policy", "convergence_cli.rubric.load", "convergence_cli.gate.gates"),
    *("convergence_cli.saved.restore", "convergence_cli.questionnaire.template", "convergence_cli.report.formats.text"),
    *("convergence_cli.report.subjects.station", "convergence_cli.report.formats.excel"),
)
ANEW = ("convergence_cli.cli", "typer", "rich")


def main() -> None:
    """Answer until nobody asks any more."""
    for name in BEFORE:
        import_module(name)
    assert not [name for name in sys.modules if name.startswith(ANEW)]
    # What is there stays where it is, so that the forks share it.
    gc.collect()
    gc.freeze()
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            _run(asked)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _run(asked: dict[str, Any]) -> NoReturn:
    for stream, ours in (("out", 1), ("told", 2)):
        theirs = os.open(f"/proc/{asked['pid']}/fd/{asked[stream]}", os.O_WRONLY)
        os.dup2(theirs, ours)
        os.close(theirs)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    signal.alarm(asked["seconds"])
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["folder"])
    sys.argv = ["convergence", *asked["words"]]
    code = 1
    try:
        import_module("convergence_cli.cli.main").main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
