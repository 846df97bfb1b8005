"""Fixtures that every test may use."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from convergence_cli.model.framework import Framework
from convergence_cli.rubric.load import find, load

# A busy machine is slow, and that is no fault of what is tested.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

# Much is kept from test to test, and is not looked through each time for what nobody needs any more.
gc.set_threshold(50_000, 20, 50)

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
_SURROUNDINGS = ("LANG", "LC_ALL", "LC_MESSAGES", "CONVERGENCE_LANG", "GITHUB_ACTIONS", "NO_COLOR", "COLUMNS", "TERM")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-goldens` writes what the program prints now into tests/golden/, to be read in the diff.

    `--fuzz N` and `--differential N` read N mutated workbooks instead of a few thousand.
    """
    parser.addoption("--update-goldens", action="store_true", help="rewrite the golden files")
    parser.addoption("--fuzz", type=int, default=400, help="how many mutated workbooks to read")
    parser.addoption("--differential", type=int, default=400, help="how many of them by several readers")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share what their module makes once run in one process, so that it is made once and not in each."""
    for item in items:
        if not isinstance(item, pytest.Function) or item.get_closest_marker("xdist_group"):
            continue
        made = {name for name, found in item._fixtureinfo.name2fixturedefs.items() if found[-1].scope == "module"}
        if made:
            given = item.callspec.params if hasattr(item, "callspec") else {}
            variant = (str(given[name]) for name in sorted(made & given.keys()))
            item.add_marker(pytest.mark.xdist_group(" ".join((item.path.stem, *variant))))


@pytest.fixture(autouse=True, scope="session")
def _scrubbed_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing of the machine's language, colours or caches reaches a test or a process that it starts."""
    saved = dict(os.environ)
    for name in _SURROUNDINGS:
        os.environ.pop(name, None)
    os.environ["CONVERGENCE_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))
    os.environ["COLUMNS"] = "80"
    yield
    os.environ.clear()
    os.environ.update(saved)


@pytest.fixture(scope="session")
def framework() -> Framework:
    """The shipped framework."""
    return load(find())
