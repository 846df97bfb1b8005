"""The guide to CI is run: its files are written, its commands executed, their output and exit codes compared.

`pytest tests/test_ci_guide.py --update-goldens` writes what the commands print into the guides.
"""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from guides import blocks
from running import ROOT, convergence

from convergence_cli.rubric.strict_yaml import parse

GUIDES = {"en": ROOT / "docs" / "ci.md", "zh": ROOT / "docs" / "ci.zh.md"}


@pytest.fixture(scope="module")
def has_batch() -> bool:
    """Whether the command is there that the guide's part on many stations needs."""
    return convergence("batch", "--help").returncode == 0


def session(text: str, folder: Path, expected: int) -> str:
    """The commands of a console block, each with what it printed; only the last may fail a gate."""
    lines = [line[2:] for line in text.splitlines() if line.startswith("$ ")]
    done = ""
    for line in lines:
        words, _, target = line.partition(" > ")
        run = convergence(*shlex.split(words)[1:], cwd=folder)
        assert run.returncode == (expected if line == lines[-1] else 0), (line, run.stderr)
        done += f"$ {line}\n{run.stderr}" + ("" if target else run.stdout)
    return done


@pytest.mark.parametrize("language", list(GUIDES))
def test_every_snippet_runs_and_ends_as_the_guide_says(
    language: str, tmp_path: Path, has_batch: bool, request: pytest.FixtureRequest
) -> None:
    (tmp_path / "stations").mkdir()
    for name in ("typical-city", "strong-province"):
        shutil.copy(ROOT / "examples" / f"{name}.xlsx", tmp_path / "stations")
    text = GUIDES[language].read_text("utf-8")
    done, end, left_out = "", 0, 0
    for block in blocks(text):
        done += text[end : block.start()]
        end = block.end()
        how, what, snippet = block["how"], str(block["what"]), block["text"]
        shown = block[0]
        if how == "file":
            (tmp_path / what).write_text(snippet, "utf-8")
        elif how == "part":
            assert snippet in (ROOT / what).read_text("utf-8")
        elif how == "exit" or (how == "batch" and has_batch):
            shown = f"<!-- {how} {what} -->\n```console\n{session(snippet, tmp_path, int(what))}```"
        else:
            assert how == "batch", f"a snippet that nothing runs: {shown[:80]}"
            left_out += 1
        done += shown
    done += text[end:]
    if request.config.getoption("--update-goldens"):
        GUIDES[language].write_text(done, "utf-8")
    assert done == text
    if left_out:
        pytest.skip(f"`convergence batch` is not there yet: {left_out} snippets were not run, all others were")


def test_both_guides_have_the_same_snippets() -> None:
    """Files word for word, consoles by their commands, but for the language."""

    def shape(language: str) -> list[tuple[str | None, str | None, str]]:
        return [
            (
                block["how"],
                block["what"],
                re.sub(r"^(?!\$ ).*\n|--lang (zh|en) ", "", block["text"], flags=re.MULTILINE)
                if block["kind"] == "console"
                else block["text"],
            )
            for block in blocks(GUIDES[language].read_text("utf-8"))
        ]

    assert shape("en") == shape("zh")


def test_both_guides_have_the_same_parts_options_and_links() -> None:
    texts = [re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.DOTALL) for path in GUIDES.values()]
    for pattern in (r"^#+ ", r"^\|(?= `?[\w-]+`? \|| `--[\w-]+)", r"^- ", r"\(\.\./[^)]*\)"):
        one, other = ([match[0] for match in re.finditer(pattern, text, re.MULTILINE)] for text in texts)
        assert one == other
        assert one
    one, other = (sorted(set(re.findall(r"`(--[\w-]+)", text))) for text in texts)
    assert one == other


def test_the_guides_name_every_gate_and_every_input_of_the_action() -> None:
    options = re.findall(r'_gate\("([\w-]+)"', (ROOT / "convergence_cli" / "cli" / "gating.py").read_text("utf-8"))
    assert len(options) >= 10
    action, _ = parse((ROOT / "action.yml").read_text("utf-8"), "action.yml")
    assert isinstance(action, dict)
    for path in GUIDES.values():
        text = path.read_text("utf-8")
        assert [option for option in options if f"`--{option}" not in text] == []
        assert [name for name in (*action["inputs"], *action["outputs"]) if f"`{name}`" not in text] == []
