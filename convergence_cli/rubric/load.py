"""The way from a folder of YAML to a `Framework`, with every fault of every file in one go.

Reading, validating and linting happen once for a given set of files: the result is kept by `cache.py`,
because parsing YAML and building validators would otherwise be most of the time of one `assess`.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from convergence_cli.errors import Location, Problem, RubricError, problem
from convergence_cli.files import MOST_TEXT, read_text
from convergence_cli.model.framework import Framework
from convergence_cli.rubric import SHIPPED, cache
from convergence_cli.rubric.documents import divided
from convergence_cli.shelf import Shelf

FRAMEWORK_FILE = "framework.yaml"
OVERLAY_FILE = "overlay.yaml"
_REFERS_TO_OTHER_FILES = frozenset(
    {
        "measure-unknown",
        "compute-unknown-name",
        "needs-unknown",
        "clause-not-covered",
        "clause-unknown",
        "clause-in-no-measure",
    }
)


def find(name: str = SHIPPED, beside: Path = Path()) -> Path:
    """Where a framework or an overlay is: any path, from the folder `beside` on, or a shipped one by its name.

    It is a folder with `framework.yaml` or `overlay.yaml` in it, or one YAML file.
    Raises RubricError where there is none.
    """
    root = shipped_root()
    for path in (beside / name, root / name):
        if any(is_there(path / file) for file in (FRAMEWORK_FILE, OVERLAY_FILE)):
            return path
        if path.suffix in (".yaml", ".yml") and is_there(path):
            return path
    shipped = (each.parent.name for file in (FRAMEWORK_FILE, OVERLAY_FILE) for each in root.glob(f"*/{file}"))
    known = ", ".join(sorted(shipped))
    raise RubricError(problem("framework-not-found", Location(file=Path(name).name), name=name, known=known))


def is_there(path: Path) -> bool:
    """Whether something that is no folder goes by this name; one that the system cannot even look up names nothing."""
    try:
        return path.exists() and not path.is_dir()
    except (OSError, ValueError):
        return False


def shipped_root() -> Path:
    """Where the frameworks are that come with the program: in the wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "rubrics"
    return inside if inside.is_dir() else package.parent / "rubrics"


def load(path: Path, keep: Shelf | None = None) -> Framework:
    """The framework of a folder or a file, sound: scoring relies on what lint has proved.

    `keep` is where validated frameworks are kept from run to run, if any.
    Raises RubricError with every fault of every file.
    """
    files = read_files(path)
    return kept_or_made(files, keep, lambda: examine(path, files))


def kept_or_made(
    files: dict[str, str], keep: Shelf | None, make: Callable[[], tuple[Framework | None, list[Problem]]]
) -> Framework:
    """The framework of these files as it was kept, or made and then kept.

    Raises RubricError with every error that making it finds.
    """
    key = cache.key(files) if keep else ""
    kept = cache.get(keep, key, sha256(files)) if keep else None
    if kept is not None:
        return kept
    framework, problems = make()
    errors = [item for item in problems if item.severity == "error"]
    if framework is None or errors:
        raise RubricError(*errors)
    if keep:
        cache.put(keep, key, framework)
    return framework


def examine(path: Path, files: dict[str, str]) -> tuple[Framework | None, list[Problem]]:
    """As `build`, each problem at its place on the disk: a document of one file stands in that file."""
    framework, problems = build(files)
    if path.is_dir():
        return framework, problems
    return framework, [replace(item, location=replace(item.location, file=path.name)) for item in problems]


def read_files(path: Path) -> dict[str, str]:
    """File name -> text of the framework's YAML, `framework.yaml` first; line ends as \\n on every system.

    A framework in one file is cut into its documents.
    """
    if not path.is_dir():
        return divided(read_text(path, RubricError), FRAMEWORK_FILE)
    names = sorted(file.name for file in path.glob("*.yaml") if file.name != FRAMEWORK_FILE)
    texts, problems = texts_of({name: path / name for name in [FRAMEWORK_FILE, *names]})
    if problems:
        raise RubricError(*problems)
    return texts


def texts_of(paths: Mapping[str, Path]) -> tuple[dict[str, str], list[Problem]]:
    """The texts of the files that can be read, by name, and why the others cannot; all together no more than one
    file may have.
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    room = MOST_TEXT
    for name, path in paths.items():
        try:
            texts[name] = read_text(path, RubricError, room, name=name)
        except RubricError as error:
            problems.extend(error.problems)
        else:
            room -= len(texts[name])
    return texts, problems


def sha256(files: dict[str, str]) -> str:
    """Identifies the content of a framework: its files by name and text."""
    digest = hashlib.sha256()
    for name, text in files.items():
        digest.update(f"{name}\0{len(text)}\0{text}".encode())
    return digest.hexdigest()


def build(files: dict[str, str]) -> tuple[Framework | None, list[Problem]]:
    """The framework, if the files have its shape, and all problems found, warnings included."""
    from convergence_cli.rubric.lint import lint
    from convergence_cli.rubric.schema import FILE, MEASURE

    problems: list[Problem] = []
    parts: dict[str, Any] = {}
    for name, text in files.items():
        parts[name] = validated(text, name, FILE if name == FRAMEWORK_FILE else MEASURE, problems)
    file = parts.pop(FRAMEWORK_FILE)
    if file is None:
        return None, problems
    sound = {name: measure for name, measure in parts.items() if measure is not None}
    order = [name for chapter in file.chapters for name in chapter.measures]
    by_id = {measure.id: measure for measure in sound.values()}
    framework = Framework(
        **{name: getattr(file, name) for name in file.__slots__},
        measures=tuple(by_id[name] for name in order if name in by_id),
        sha256=sha256(files),
        expressions={},
    )
    framework, broken = lint(framework, {name: measure.id for name, measure in sound.items()}, files)
    if len(sound) == len(parts):
        return framework, problems + broken
    # What a file without its shape would have declared is not known: nothing that refers to it is judged.
    return None, problems + [item for item in broken if item.code not in _REFERS_TO_OTHER_FILES]


def validated(text: str, name: str, adapter: Any, problems: list[Problem]) -> Any:
    """What one YAML file says, as the type of the adapter (`schema.py`); None where it has not its shape."""
    import json

    from pydantic import ValidationError

    from convergence_cli.rubric.faults import explain
    from convergence_cli.rubric.strict_yaml import parse

    tree, faults = parse(text, name)
    problems.extend(faults)
    if tree is None and faults:
        return None
    try:
        # Through JSON, because pydantic's strict mode takes lists for tuples and mappings for values there only.
        return adapter.type.validate_json(json.dumps(tree, ensure_ascii=False))
    except ValidationError as error:
        problems.extend(explain(error, adapter.root, text, name))
        return None
