"""The house stands as it was designed: floors, rooms, and what only one room may do."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from convergence_cli.cli.codes import ExitCode
from convergence_cli.report.formats import FORMATS

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "convergence_cli"


def test_import_contracts_hold() -> None:
    """Imports go down only; the contracts in pyproject.toml say which rooms do not know each other."""
    linter = Path(sys.executable).with_name("lint-imports")
    if not linter.exists():
        pytest.skip("import-linter is not installed beside this interpreter")
    run = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def _calls(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


def _files(*, outside: str) -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if outside not in path.relative_to(PACKAGE).parts]


def test_only_the_command_line_prints_and_exits() -> None:
    """Every other room returns values."""
    told = {"print", "sys.exit", "exit", "sys.stdout.write", "sys.stderr.write", "typer.echo"}
    found = [f"{path}:{line}" for path in _files(outside="cli") for line, name in _calls(path) if name in told]
    assert found == []


def test_exit_codes_stand_in_one_place() -> None:
    """Whatever ends a command names its exit code; no number of one stands anywhere else."""
    ending = {"typer.Exit", "sys.exit"}
    found = [
        f"{path.name}:{node.lineno}"
        for path in sorted((PACKAGE / "cli").glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ending
        if any(isinstance(part, ast.Constant) for given in node.args for part in ast.walk(given))
    ]
    assert found == []


@pytest.mark.parametrize("guide", ["docs/ci.md", "docs/ci.zh.md"])
def test_every_exit_code_is_in_every_table(guide: str) -> None:
    """A reader finds each exit code and no other, in order."""
    table = re.search(r"(?:^\| \d+ \| .*\n)+", (ROOT / guide).read_text("utf-8"), re.MULTILINE)
    assert table
    rows = [line.split("|")[1].strip() for line in table[0].splitlines()]
    assert rows == [str(int(code)) for code in ExitCode]


def test_only_the_command_line_reads_the_environment() -> None:
    """A result depends on what was passed in, never on the surroundings.

    One line sets what openpyxl reads, so that the surroundings do not decide there either.
    """
    found = [
        f"{path.relative_to(PACKAGE)}: {text}"
        for path in _files(outside="cli")
        for text in path.read_text("utf-8").splitlines()
        if "os.environ" in text or "getenv" in text
    ]
    assert found == ['__init__.py: os.environ["OPENPYXL_LXML"] = "False"']


def test_no_clock_is_read() -> None:
    """The same input gives the same report on any day.

    One function asks for the day by which waivers expire, where no option names it; and a file that takes too long, or
    a cluster without workers, is given up by a clock that knows no day.
    """
    clocks = ("datetime.now", "datetime.today", "date.today", "datetime.utcnow", "time.time", "time.monotonic")
    found = [(path.name, name) for path in _files(outside="-") for _, name in _calls(path) if name in clocks]
    assert set(found) == {
        ("environment.py", "datetime.now"),
        ("processes.py", "time.monotonic"),
        ("cluster.py", "time.monotonic"),
    }


def _comprehensions(path: Path) -> Iterator[ast.DictComp]:
    return (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.DictComp))


# Reports and saved reports still make some by hand.
@pytest.mark.parametrize(
    "room",
    sorted({path.relative_to(PACKAGE).parts[0] for path in PACKAGE.rglob("*.py")} - {"model", "report", "saved"}),
)
def test_what_bears_an_id_is_looked_up_where_it_stands(room: str) -> None:
    """A framework and an assessment know their parts by id; nobody makes such a dict of all of them once more."""
    parts = {"indicators", "measures", "chapters", "levels", "profile", "tables", "results"}
    place = PACKAGE / room
    found = [
        f"{path.name}:{each.lineno}"
        for path in ([place] if place.is_file() else sorted(place.rglob("*.py")))
        for each in _comprehensions(path)
        if isinstance(each.value, ast.Name) and ast.unparse(each.key) == f"{each.value.id}.id"
        for over in each.generators
        if not over.ifs and ast.unparse(over.iter).rpartition(".")[2] in parts
    ]
    assert found == []


def test_no_test_is_imported() -> None:
    """What several tests need stands in a module that is no test: a test can be moved or thrown away by itself."""
    found = [
        f"{path.name}:{node.lineno}"
        for path in sorted((ROOT / "tests").glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else _imported(node))
        if name.startswith("test_")
    ]
    assert found == []


def _imported(node: ast.AST) -> list[str]:
    return [each.name for each in node.names] if isinstance(node, ast.Import) else []


def test_click_is_never_imported() -> None:
    """typer vendors or drops click from version to version; only typer's own names are used."""
    found = [
        str(path)
        for path in _files(outside="-")
        if any(word in path.read_text("utf-8") for word in ("import click", "from click", "typer._click"))
    ]
    assert found == []


def test_no_room_is_a_drawer() -> None:
    """A file is named after what it does."""
    drawers = {"utils", "helpers", "common", "manager", "base", "misc"}
    assert [path for path in _files(outside="-") if path.stem in drawers] == []


def test_sentences_stand_in_the_catalogues() -> None:
    """No Chinese words for people in the code outside `texts/`, other than what reading must recognise."""
    recognising = {
        "normalise.py",
        "numerals.py",
        "table_rows.py",
        "faults.py",
        "kind.py",
        "naming.py",
        "personal.py",
        "years.py",
    }
    recognising |= {"formats.py", "looks.py", "ods_cells.py"}  # number formats of Chinese editions
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in _files(outside="texts")
        if path.name not in recognising
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and not _is_docstring(node.value)
        if sum("\u4e00" <= letter <= "\u9fff" for letter in node.value) > 1
    ]
    assert found == []


def _is_docstring(text: str) -> bool:
    return "\n" in text or text.endswith((".", "。"))


def _contracts() -> dict[str, dict[str, Any]]:
    """Every contract by its name."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    return {each["name"]: each for each in contracts}


def _floors() -> list[list[str]]:
    """The rooms of each floor, from the top down."""
    (layers,) = [each["layers"] for each in _contracts().values() if each["type"] == "layers"]
    return [floor.split(" | ") for floor in layers]


def test_the_guide_names_every_room_on_its_floor() -> None:
    """Who contributes finds the house as it stands."""
    rows = re.findall(r"^\| (`.+?`) \| ", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    assert [re.findall(r"`(\w+)`", row) for row in rows] == _floors()


def test_every_room_is_held_to_do_without_typer() -> None:
    """A room that is added is no exception."""
    rooms = [f"convergence_cli.{room}" for floor in _floors() for room in floor if room not in ("cli", "__main__")]
    assert _contracts()["Only the command line knows typer"]["source_modules"] == rooms


def test_the_contract_of_formats_names_all_of_them() -> None:
    """A format that is added to the table is held apart from the others, too."""
    held = _contracts()["Formats of documents do not know each other"]["modules"]
    assert held == [f"convergence_cli.report.formats.{name}" for name in sorted((*FORMATS, "text"))]
