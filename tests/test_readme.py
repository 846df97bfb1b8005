"""README and guides say what is so: in both languages the same commands and figures, output and help as printed."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import ROOT, convergence
from speaking import english

from convergence_cli.model.framework import Framework

PAGES = (
    ("README.md", "README.zh.md"),
    ("docs/commands.md", "docs/commands.zh.md"),
    ("docs/papers.md", "docs/papers.zh.md"),
    ("docs/provinces.md", "docs/provinces.zh.md"),
    ("docs/scoring.md", "docs/scoring.zh.md"),
    ("docs/speed.md", "docs/speed.zh.md"),
)
"""In English and in Chinese."""
LANGUAGES = {name: language for pair in PAGES for name, language in zip(pair, ("en", "zh"), strict=True)}
_BLOCK = r"<!-- {mark} -->\n```(?:sh|text)\n(.*?)\n?```"
_ASSESS = "convergence assess examples/typical-city.xlsx --lang {}"


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
    (ROOT / name).write_text(f"{text[: found.start(1)]}{content}\n```{text[found.end() :]}", "utf-8")


def _commands(name: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", _text(name), re.DOTALL)
    return [re.sub(r" --lang (zh|en)$", "", line) for block in blocks for line in block.splitlines()]


def _prose(name: str) -> str:
    return re.sub(r"```.*?```", "", _text(name), flags=re.DOTALL)


def _figures(name: str) -> list[str]:
    """Numbers outside code blocks, in order of size: the two languages put words in another order."""
    prose = re.sub(r"`[^`]*`|\]\([^)]*\)", "", _prose(name))
    # Words for small numbers and the two spellings of one thing.
    return sorted(re.findall(r"\d+(?:[.,]\d+)*", prose.replace("eleven", "11").replace("十一", "11")))


@pytest.mark.parametrize(("one", "other"), PAGES)
def test_both_languages_have_the_same_commands_figures_and_parts(one: str, other: str) -> None:
    assert _commands(one) == _commands(other)
    assert _figures(one) == _figures(other)
    for pattern in (r"^#+ ", r"^\|", r"^- ", r"^\d+\. "):
        assert len(re.findall(pattern, _prose(one), re.MULTILINE)) == len(
            re.findall(pattern, _prose(other), re.MULTILINE)
        )


@pytest.mark.parametrize("name", PAGES[0])
def test_the_readme_is_read_to_its_end(name: str) -> None:
    """Details stand in the guides."""
    assert len(_text(name).splitlines()) <= 130


@pytest.mark.parametrize("name", PAGES[1])
def test_shown_output_is_the_beginning_of_what_is_printed(name: str, request: pytest.FixtureRequest) -> None:
    command = _ASSESS.format(LANGUAGES[name])
    printed = convergence(*shlex.split(command)[1:], cwd=ROOT).stdout
    beginning = printed[: printed.index("\n     2  ")]
    if request.config.getoption("--update-goldens"):
        _replace(name, f"output: {command}", beginning)
    assert _block(name, f"output: {command}") == beginning


@pytest.mark.parametrize("name", PAGES[0])
def test_the_excerpt_of_the_readme_is_printed(name: str, request: pytest.FixtureRequest) -> None:
    """The head with the brief, and after what is left out the heaviest gap with its first piece of advice."""
    command = _ASSESS.format(LANGUAGES[name])
    parts = convergence(*shlex.split(command)[1:], cwd=ROOT).stdout.split("\n\n")
    (gaps,) = (part for part in parts if "\n     2  " in part)
    excerpt = "\n\n".join([*parts[:2], "...", gaps[: gaps.index("\n            2. ")]])
    if request.config.getoption("--update-goldens"):
        _replace(name, f"excerpt: {command}", excerpt)
    assert _block(name, f"excerpt: {command}") == excerpt


@pytest.mark.parametrize("name", PAGES[1])
def test_shown_help_is_the_help(name: str, request: pytest.FixtureRequest) -> None:
    """As it stands."""
    printed = convergence("assess", "--help", CONVERGENCE_LANG=LANGUAGES[name], COLUMNS="100").stdout
    if request.config.getoption("--update-goldens"):
        _replace(name, "help", "\n".join(line.rstrip() for line in printed.strip().splitlines()))
    assert _block(name, "help") == printed.strip()


@pytest.mark.parametrize("name", [*(english for english, _ in PAGES), "README.zh.md"])
def test_every_command_runs(name: str, tmp_path: Path) -> None:
    """One after the other, in a folder with a station's file: what `template` makes is filled in meanwhile.

    The commands of the Chinese pages are the same ones; those of the README are run in Chinese, too.
    """
    filled = (ROOT / "examples" / "typical-city.xlsx").read_bytes()
    # `test_trials.py` runs the tests of the shipped framework.
    commands = [
        line for line in _commands(name) if line.startswith("convergence ") and line != "convergence rubrics test"
    ]
    if any("examples/" in line for line in commands):
        shutil.copytree(ROOT / "examples", tmp_path / "examples")
    if not any("template" in line for line in commands):
        (tmp_path / "city.xlsx").write_bytes(filled)
    if any("city-2024.xlsx" in line for line in commands):
        shutil.copyfile(ROOT / "examples" / "typical-city-2024.xlsx", tmp_path / "city-2024.xlsx")
    for line in commands:
        words = shlex.split(line)[1:]
        spoken = {"LANG": "zh_CN.UTF-8"} if name == "README.zh.md" else {"CONVERGENCE_LANG": LANGUAGES[name]}
        run = convergence(*words, cwd=tmp_path, **spoken)
        assert run.returncode == (1 if "--fail-under" in words else 0), (line, run.stderr)
        assert LANGUAGES[name] == "en" or english(run.stdout + run.stderr) == [], line
        if words[0] == "template":
            (tmp_path / "city.xlsx").write_bytes(filled)


def _links() -> Iterator[tuple[Path, str]]:
    """Every link of a page within the project."""
    folders = ("*.md", "docs/*.md", "benchmarks/*.md", "rubrics/*.md", "examples/**/*.md")
    for path in sorted(found for folder in folders for found in ROOT.glob(folder)):
        for target in re.findall(r"\]\(([^)\s]+)\)", _prose(str(path.relative_to(ROOT)))):
            if ":" not in target:
                yield path, target


def test_links_lead_somewhere() -> None:
    """To a file that is there, and to a heading that it has."""
    for path, target in _links():
        name, _, anchor = target.partition("#")
        file = path.parent / name if name else path
        assert file.exists(), (path.name, target)
        if anchor:
            heads = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}, target


def test_every_guide_is_linked_from_the_readme_of_its_language() -> None:
    guides = {path.name for path in (ROOT / "docs").glob("*.md")}
    linked = [{Path(target).name for path, target in _links() if path.name == name} & guides for name in PAGES[0]]
    assert linked[0] | linked[1] == guides
    assert linked[0] & linked[1] == set()


def test_the_figures_of_the_framework_are_the_framework_s(framework: Framework) -> None:
    """Counted, not remembered."""
    items = framework.indicators
    excused = sum(len(measure.not_scored) for measure in framework.measures)
    clauses = [(measure, clause) for measure in framework.measures for clause in measure.clauses]
    required = sum(len(measure.parts.get(clause, "1")) for measure, clause in clauses)
    asked = [
        sum(item.in_scope({"level": level}) for item in items)
        for level in ("provincial", "municipal", "central", "county")
    ]
    counted = [len(framework.measures), len(clauses), required, required - excused, excused, len(items), *asked]
    counted += [sum(item.ask.compute is not None for item in items), len(framework.checks)]
    for name, beginning in (
        ("README.md", "The rubrics cover the whole policy"),
        ("README.zh.md", "指标覆盖政策全部内容"),
    ):
        paragraph = _text(name).partition(beginning)[2].partition("\n\n")[0]
        assert list(map(int, re.findall(r"(?<![\w.-])\d+(?!\d*\.)", re.sub(r"\]\([^)]*\)", "", paragraph)))) == counted
    assert (len(framework.tables), sum(item.red_line is not None for item in items), len(framework.levels)) == (
        14,
        7,
        5,
    )
