"""Options from the environment and from a file: what comes before what, and that nothing misspelt has no effect."""

import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from running import Run, convergence

GATE = "fail-under"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a station of 48.2."""
    shutil.copy(ROOT / "examples" / "typical-city.xlsx", tmp_path / "city.xlsx")
    return tmp_path


def run(place: Path, *words: str, before: tuple[str, ...] = (), **environment: str) -> Run:
    environment.setdefault("CONVERGENCE_LANG", "en")
    return convergence(*before, "assess", "city.xlsx", "--format", "csv", *words, cwd=place, **environment)


def shown(place: Path, *words: str, **environment: str) -> str:
    """The line that says of the gate what it is, and where that comes from."""
    done = run(place, *words, before=("--show-config",), **environment)
    assert done.returncode == 0, done.stderr
    return next(line for line in done.stdout.splitlines() if line.startswith(f"{GATE} ="))


def test_a_flag_comes_before_the_environment_that_before_the_file_and_the_file_before_the_default(place: Path) -> None:
    done = run(place, before=("--show-config",))
    assert "# fail-under  # default" in done.stdout.splitlines()
    (place / "convergence.toml").write_text("[assess]\nfail-under = 40\n", "utf-8")
    assert shown(place) == "fail-under = 40.0  # convergence.toml"
    variable = {"CONVERGENCE_ASSESS_FAIL_UNDER": "45"}
    assert shown(place, **variable) == "fail-under = 45.0  # CONVERGENCE_ASSESS_FAIL_UNDER"
    assert shown(place, "--fail-under", "49", **variable) == "fail-under = 49.0  # command line"
    codes = [run(place, *words, **given).returncode for words, given in (((), {}), (("--fail-under", "49"), variable))]
    assert codes == [0, 1]


def test_a_file_is_named_or_lies_here_and_is_told(place: Path) -> None:
    """Our own before a project's, which may have none of our settings, or be no TOML at all."""
    (place / "pyproject.toml").write_text("[tool.convergence.assess]\nfail-under = 90\n", "utf-8")
    done = run(place)
    assert (done.returncode, "settings of pyproject.toml: assess.fail-under" in done.stderr) == (1, True)
    (place / "convergence.toml").write_text("quiet = true\n", "utf-8")
    assert run(place).returncode == 0
    (place / "other.toml").write_text("[assess]\nfail-under = 95\n", "utf-8")
    named = run(place, before=("--config", "other.toml"))
    assert (named.returncode, "settings of other.toml" in named.stderr) == (1, True)
    assert run(place, CONVERGENCE_CONFIG="other.toml").returncode == 1
    assert "settings" not in run(place, "--quiet", before=("--config=other.toml",)).stderr
    (place / "convergence.toml").unlink()
    for content in ("[tool.other]\nfail-under = 90\n", "[[[\n", "# 别人的\n[tool.other]\n"):
        (place / "pyproject.toml").write_text(content, "gbk")
        assert (run(place).returncode, "settings" in run(place).stderr) == (0, False)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("[assess]\nfail-uner = 60\n", "config-unknown-key"),
        ("[asess]\nfail-under = 60\n", "config-unknown-key"),
        ("fail-under = 60\n", "config-unknown-key"),
        ("[assess]\nhelp = true\n", "config-unknown-key"),
        ("assess = 1\n", "config-value"),
        ("[lang]\nzh = 1\n", "config-unknown-key"),
        ("[assess]\nfail-under = [60]\n", "config-value"),
        ("[assess]\nquiet = 'yes'\n", "config-value"),
        ("[assess]\nfail-under = true\n", "config-value"),
        ("[assess]\nfail-under = {a = 1}\n", "config-value"),
        ("[assess]\nfail-under = 101\n", "usage-out-of-range"),
        ("[assess]\nfail-under = 'much'\n", "usage-not-a-number"),
        ("[assess]\nformat = 'yaml'\n", "option-value"),
        ("[assess\n", "config-not-toml"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_and_nothing_is_done(content: str, code: str, place: Path) -> None:
    (place / "convergence.toml").write_text(content, "utf-8")
    done = run(place, "--export", "x.md") if "format" not in content else convergence("assess", "city.xlsx", cwd=place)
    assert (done.returncode, f"[{code}]" in done.stderr, (place / "x.md").exists()) == (2, True, False), done.stderr


def test_a_variable_that_names_no_option_is_refused(place: Path) -> None:
    """With the one that was meant; those of other commands are theirs."""
    done = run(place, CONVERGENCE_ASSESS_FAIL_UNER="60")
    assert (done.returncode, "CONVERGENCE_ASSESS_FAIL_UNDER" in done.stderr) == (2, True)
    assert run(place, CONVERGENCE_BATCH_FAIL_UNER="60", CONVERGENCE_VERSION="1").returncode == 0


def test_a_list_and_a_group_of_commands_are_given_too(place: Path) -> None:
    """Repeated options as a list or alone, days as TOML has them; a command of a group in a table of its own."""
    (place / "convergence.toml").write_text(
        "lang = 'en'\n[assess]\nexport = ['a.md', 'b.json']\nas-of = 2026-11-25\n[rubrics.check]\nformat = 'sarif'\n",
        "utf-8",
    )
    assert run(place).returncode == 0
    assert {path.name for path in place.iterdir()} >= {"a.md", "b.json"}
    checked = convergence("rubrics", "check", "nrta-2020-79", cwd=place)
    assert (checked.returncode, checked.stdout[:1]) == (0, "{"), checked.stderr
