"""Settings: options that a file gives to every command, or to one, checked before any work.

    [tool.convergence]              # in pyproject.toml; in convergence.toml without this head
    rubrics = ["our-overlay"]

    [tool.convergence.batch]        # in convergence.toml: [batch]
    fail-under = 60

A flag comes before the environment (`CONVERGENCE_BATCH_FAIL_UNDER`), that before the file, the file before the default.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from convergence_cli.cli.declaring import words
from convergence_cli.errors import ConfigError, Location, Problem, problem
from convergence_cli.files import MOST_TEXT, name_of, read_bytes, text_of
from convergence_cli.texts.nearest import nearest
from convergence_cli.value import value

PREFIX = "CONVERGENCE"
"""Of variables: `CONVERGENCE_COMMAND_OPTION`."""
COMMON = ("rubrics", "lang", "quiet", "overwrite", "debug", "color")
"""Options that may stand above the tables of commands: each command takes those that it has."""
_OWN, _SHARED = "convergence.toml", "pyproject.toml"


@value
class Settings:
    """What a file gives to the commands that are loaded."""

    file: str
    values: Mapping[str, Any]
    """By the names of commands, then of parameters, as the parser takes them."""
    keys: tuple[str, ...]
    """The options that are given, as the file spells them."""


def named_file(words: list[str]) -> str | None:
    """The file of settings that is named before a command, else in CONVERGENCE_CONFIG."""
    for at, word in enumerate(words):
        if not word.startswith("--"):
            break
        if word == "--config" and at + 1 < len(words):
            return words[at + 1]
        if word.startswith("--config="):
            return word.removeprefix("--config=")
    return os.environ.get(f"{PREFIX}_CONFIG") or None


def settings(named: str | None, root: Any, commands: tuple[str, ...]) -> Settings | None:
    """The settings of a file that was named, else of the one in this folder; None where there is none.

    `root` is the group of the commands that are loaded, `commands` the names of all. Raises ConfigError for a file that
    cannot be read, is no TOML, or has a key or a value that no option has.
    """
    path = Path(named) if named else next((each for each in (Path(_OWN), Path(_SHARED)) if each.is_file()), None)
    tree = None if path is None else _tree(path, is_named=named is not None)
    if path is None or tree is None:
        return None
    # `rubrics` is an option, and a command of the same name has a table.
    common = {key: found for key, found in tree.items() if key in COMMON and not isinstance(found, dict)}
    tables = {key: found for key, found in tree.items() if key not in common}
    reader = _Reader(path, common)
    reader.check_known("", tables, commands, [key for key in COMMON if key not in tables])
    values = {name: reader.values(command, tables.get(name, {}), name) for name, command in root.commands.items()}
    if reader.faults:
        raise ConfigError(*reader.faults)
    return Settings(file=name_of(path), values=values, keys=tuple(reader.keys))


class _Reader:
    """Reads the tables of a file; what is wrong with them is collected."""

    def __init__(self, path: Path, common: Mapping[str, Any]) -> None:
        self.place, self.common = Location(file=name_of(path)), common
        self.faults: list[Problem] = []
        self.keys: dict[str, None] = {}

    def values(self, command: Any, table: Any, path: str) -> dict[str, Any]:
        """What a command, or each of a group, is given, by the names of its parameters."""
        if not isinstance(table, dict):
            self.faults.append(problem("config-value", self.place, found=path))
            return {}
        if hasattr(command, "commands"):
            self.check_known(f"{path}.", table, command.commands)
            each = command.commands.items()
            return {name: self.values(below, table.get(name, {}), f"{path}.{name}") for name, below in each}
        options = _options(command)
        self.check_known(f"{path}.", table, options)
        given = {**{key: key for key in self.common}, **{key: f"{path}.{key}" for key in table}}
        values = {}
        for key, shown_as in given.items():
            if key in options:
                values[options[key].name] = self._taken(options[key], table.get(key, self.common.get(key)), shown_as)
                self.keys[shown_as] = None
        return values

    def check_known(self, path: str, table: Iterable[str], known: Iterable[str], besides: Iterable[str] = ()) -> None:
        """Every key has to be known."""
        names = [*known, *besides]
        unknown = [key for key in table if key not in names]
        self.faults += [
            problem("config-unknown-key", self.place, found=f"{path}{key}", nearest=nearest(key, names))
            for key in unknown
        ]

    def _taken(self, option: Any, found: Any, shown_as: str) -> Any:
        """A value as the parser takes it; None where it is of another kind than the option."""
        many = found if isinstance(found, list) else [found]
        plain = [each.isoformat() if isinstance(each, date) else each for each in many]
        kinds = (bool,) if option.is_flag else (str, int, float)
        fits = all(isinstance(each, kinds) and isinstance(each, bool) == bool(option.is_flag) for each in plain)
        if not fits or (isinstance(found, list) and not option.multiple):
            self.faults.append(problem("config-value", self.place, found=shown_as))
            return None
        return plain if option.multiple else plain[0]


def check_variables(root: Any) -> None:
    """Refuse a variable that names an option which the command does not have; raises ConfigError."""
    for name, command in root.commands.items():
        if not hasattr(command, "commands"):
            known = sorted(_variable(name, option) for option in _options(command))
            unknown = sorted({each for each in os.environ if each.startswith(_variable(name, ""))} - {*known})
            if unknown:
                named = (
                    problem("config-unknown-variable", found=each, nearest=nearest(each, known)) for each in unknown
                )
                raise ConfigError(*named)


def shown(ctx: Any, file: str) -> Iterator[str]:
    """Each option of a command with its value and where that comes from, as lines of TOML."""
    for name, param in _options(ctx.command).items():
        source = ctx.get_parameter_source(param.name).name
        variable, line = _variable(ctx.info_name, name), words("origin-line")
        named = {"ENVIRONMENT": variable, "DEFAULT_MAP": file, "COMMANDLINE": line}
        origin = named.get(source, words("origin-default"))
        found = ctx.params[param.name]
        yield f"{name} = {_toml(found)}  # {origin}" if found is not None else f"# {name}  # {origin}"


def _tree(path: Path, *, is_named: bool) -> dict[str, Any] | None:
    """The settings of a file; None where it is a project's and has none of ours."""
    import tomllib

    content = read_bytes(path, ConfigError, MOST_TEXT)
    try:
        tree = tomllib.loads(text_of(content, name_of(path), ConfigError))
    except (ConfigError, tomllib.TOMLDecodeError) as error:
        if path.name == _SHARED and not is_named:
            return None  # another program's, and its fault
        if isinstance(error, ConfigError):
            raise
        raise ConfigError(problem("config-not-toml", Location(file=name_of(path)), found=str(error))) from None
    if path.name != _SHARED:
        return tree
    table = tree.get("tool")
    found = table.get("convergence") if isinstance(table, dict) else None
    if found is not None and not isinstance(found, dict):
        raise ConfigError(problem("config-value", Location(file=name_of(path)), found="tool.convergence"))
    return found


def _options(command: Any) -> dict[str, Any]:
    """What may be set, by the long names of the options."""
    return {
        max(param.opts, key=len).removeprefix("--"): param
        for param in command.params
        if param.param_type_name == "option" and not param.is_eager
    }


def _variable(command: str, option: str) -> str:
    return f"{PREFIX}_{command}_{option}".replace("-", "_").upper()


def _toml(found: object) -> str:
    if isinstance(found, bool):
        return str(found).lower()
    if isinstance(found, int | float):
        return str(found)
    if isinstance(found, list | tuple):
        return f"[{', '.join(map(_toml, found))}]"
    import json

    return json.dumps(str(found), ensure_ascii=False)
