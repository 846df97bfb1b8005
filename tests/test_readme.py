"""The README says what is so: in both languages the same commands and figures, output as printed, help as it is."""

import re
import shlex
from pathlib import Path

import pytest
from running import ROOT, convergence

from convergence_cli.model.framework import Framework

LANGUAGES = {"README.md": "en", "README.zh.md": "zh"}
_BLOCK = r"<!-- {mark} -->\n```(?:sh|text)\n(.*?)\n```"


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _block(name: str, mark: str) -> str:
    found = re.search(_BLOCK.format(mark=mark), _text(name), re.DOTALL)
    assert found, f"{name} has no block {mark}"
    return found[1]


def _replace(name: str, mark: str, content: str) -> None:
    pattern = re.compile(_BLOCK.format(mark=mark), re.DOTALL)
    text = _text(name)
    found = pattern.search(text)
    assert found
    (ROOT / name).write_text(text[: found.start(1)] + content + text[found.end(1) :], "utf-8")


def _commands(name: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", _text(name), re.DOTALL)
    return [re.sub(r" --lang (zh|en)$", "", line) for block in blocks for line in block.splitlines()]


def _figures(name: str) -> list[str]:
    """Numbers outside code blocks, in order of size: the two languages put words in another order."""
    prose = re.sub(r"```.*?```", "", _text(name), flags=re.DOTALL)
    prose = re.sub(r"`[^`]*`|\]\([^)]*\)", "", prose)
    # Words for small numbers and the two spellings of one thing.
    return sorted(re.findall(r"\d+(?:[.,]\d+)*", prose.replace("eleven", "11").replace("十一", "11")))


def test_both_languages_have_the_same_commands() -> None:
    assert _commands("README.md") == _commands("README.zh.md")


def test_both_languages_have_the_same_figures() -> None:
    assert _figures("README.md") == _figures("README.zh.md")


@pytest.mark.parametrize("name", LANGUAGES)
def test_shown_output_is_the_beginning_of_what_is_printed(name: str, request: pytest.FixtureRequest) -> None:
    mark = f"output: convergence assess examples/typical-city.xlsx --lang {LANGUAGES[name]}"
    words = shlex.split(mark.removeprefix("output: convergence "))
    printed = convergence(*words, cwd=ROOT).stdout
    beginning = printed[: printed.index("\n 2. ")]
    if request.config.getoption("--update-goldens"):
        _replace(name, mark, beginning)
    assert _block(name, mark) == beginning


@pytest.mark.parametrize("name", LANGUAGES)
def test_shown_help_is_the_help(name: str, request: pytest.FixtureRequest) -> None:
    """Word for word; the frame around it differs from one version of the library to the next."""
    printed = convergence("assess", "--help", CONVERGENCE_LANG=LANGUAGES[name], TERMINAL_WIDTH="100").stdout
    if request.config.getoption("--update-goldens"):
        _replace(name, "help", "\n".join(line.rstrip() for line in printed.strip().splitlines()))
    assert _words(_block(name, "help")) == _words(printed)


def _words(text: str) -> list[str]:
    return re.sub(r"[│╭╮╰╯─]", " ", text.replace("python -m convergence_cli", "convergence")).split()


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_command_of_the_readme_exists(name: str, tmp_path: Path) -> None:
    """The commands on a station's own file work one after the other."""
    for line in _commands(name):
        if not line.startswith("convergence "):
            continue
        words = shlex.split(line)[1:]
        if words[0] in ("assess", "check") and not (tmp_path / "filled").exists():
            (tmp_path / "filled").touch()
            (tmp_path / "city.xlsx").write_bytes((ROOT / "examples" / "typical-city.xlsx").read_bytes())
        run = convergence(*words, cwd=tmp_path)
        gated = "--fail-under" in words
        assert run.returncode == (1 if gated else 0), (line, run.stderr)


def test_the_figures_of_the_framework_are_the_framework_s(framework: Framework) -> None:
    """Counted, not remembered."""
    items = framework.indicators
    excused = sum(len(measure.not_scored) for measure in framework.measures)
    clauses = sum(len(measure.clauses) for measure in framework.measures)
    asked = [
        sum(item.in_scope({"level": level}) for item in items)
        for level in ("provincial", "municipal", "central", "county")
    ]
    counted = [len(framework.measures), clauses, clauses - excused, excused, len(items), *asked]
    counted += [sum(item.ask.compute is not None for item in items), len(framework.checks)]
    for name, beginning in (
        ("README.md", "The rubrics cover the whole policy"),
        ("README.zh.md", "指标覆盖政策全部内容"),
    ):
        paragraph = _text(name).partition(beginning)[2].partition("\n\n")[0]
        assert list(map(int, re.findall(r"(?<![\w.-])\d+(?!\d*\.)", re.sub(r"\]\([^)]*\)", "", paragraph)))) == counted
    assert (len(framework.tables), sum(item.required for item in items), len(framework.levels)) == (9, 6, 5)
