"""The guide for authors of rubrics is run: its files are written, changed and appended to, its commands executed.

`pytest tests/test_docs.py --update-goldens` writes what the commands print into the guides.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from every_output import OF_THE_POLICY, outputs
from guides import blocks
from running import ROOT

from convergence_cli.rubric.load import build, read_files

GUIDES = {"en": ROOT / "docs" / "rubrics.md", "zh": ROOT / "docs" / "rubrics.zh.md"}
_SCORED = re.compile(r"    score:\n      bands:\n(?:        - .*\n)+")


@pytest.mark.parametrize("language", list(GUIDES))
def test_every_snippet_runs_and_prints_what_the_guide_says(
    language: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    text = GUIDES[language].read_text("utf-8")
    done = ""
    end = 0
    for block in blocks(text):
        done += text[end : block.start()]
        end = block.end()
        done += (
            block[0] if block["kind"] != "console" else f"```console\n{session(block['text'], tmp_path, language)}```"
        )
        if block["kind"] != "console":
            act(block, tmp_path)
    done += text[end:]
    if request.config.getoption("--update-goldens"):
        GUIDES[language].write_text(done, "utf-8")
    assert done == text


def act(block: re.Match[str], folder: Path) -> None:
    """Do what a block of a guide says: every block says something."""
    what = folder / (block["what"] or "")
    if block["how"] == "file":
        what.parent.mkdir(parents=True, exist_ok=True)
        what.write_text(block["text"], "utf-8")
    elif block["how"] == "append":
        what.write_text(what.read_text("utf-8") + block["text"], "utf-8")
    elif block["how"] == "change":
        old, new = ("".join(line[1:] + "\n" for line in block["text"].splitlines() if line[0] == sign) for sign in "-+")
        before = what.read_text("utf-8")
        assert before.count(old) == 1, f"“{old}” does not stand once in {what.name}"
        what.write_text(before.replace(old, new), "utf-8")
    else:
        assert block["how"] == "score", f"a snippet that nothing runs: {block[0][:80]}"
        scored(folder, str(block["what"]), block["text"])


def scored(folder: Path, kind: str, function: str) -> None:
    """The guide's first indicator with this type and this function is sound."""
    files = read_files(folder / "my-rules")
    indented = "".join(f"      {line}\n" for line in function.splitlines())
    one = files["M06.yaml"].replace("      type: percent\n", f"      type: {kind}\n")
    one, times = _SCORED.subn(f"    score:\n{indented}", one)
    assert times == 1
    framework, problems = build({**files, "M06.yaml": one})
    assert framework is not None
    assert [item for item in problems if item.severity == "error"] == []


def session(text: str, folder: Path, language: str) -> str:
    """The commands of a console block, each followed by what it printed."""
    done = ""
    for command in (line[2:] for line in text.splitlines() if line.startswith("$ ")):
        words, _, target = command.partition(" > ")
        name, *arguments = words.split(" ")
        assert name == "convergence"
        surroundings = {**os.environ, "COLUMNS": "100", "CONVERGENCE_LANG": language, "PYTHONIOENCODING": "utf-8"}
        run = subprocess.run(
            [sys.executable, "-m", "convergence_cli", *arguments],
            cwd=folder,
            env={**surroundings, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert run.returncode in (0, 1, 2), run.stderr
        printed = run.stderr + run.stdout
        if target:
            (folder / target).write_text(run.stdout, "utf-8")
            printed = run.stderr
        done += f"$ {command}\n{printed}"
    return done


def test_both_guides_have_the_same_snippets() -> None:
    """The same blocks in the same order; files word for word, consoles by their commands."""

    def shape(block: re.Match[str]) -> tuple[str | None, str | None, str]:
        commands = [line for line in block["text"].splitlines() if line.startswith("$ ")]
        return block["how"], block["what"], "\n".join(commands) if block["kind"] == "console" else block["text"]

    one, other = (list(map(shape, blocks(path.read_text("utf-8")))) for path in GUIDES.values())
    assert one == other


def test_the_guides_name_every_scoring_function_and_answer_type() -> None:
    from convergence_cli.functions.registry import FUNCTIONS

    for path in GUIDES.values():
        text = path.read_text("utf-8")
        assert all(f"`{name}`" in text for name in FUNCTIONS)
        assert all(f"`{kind}`" in text for function in FUNCTIONS.values() for kind in function.fits)


@pytest.mark.parametrize("language", list(GUIDES))
def test_the_guides_name_every_key_of_the_format(language: str) -> None:
    """What the schemas of a framework and of a measure offer is somewhere in the guide, as code."""
    from convergence_cli.rubric.schema import SCHEMAS, json_schema

    text = GUIDES[language].read_text("utf-8")
    words = re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    code = "\n".join([*(block["text"] for block in blocks(text)), *words])
    schemas = [json_schema(SCHEMAS[kind]) for kind in ("framework", "measure", "test")]
    keys = {key for schema in schemas for part in (schema, *schema["$defs"].values()) for key in part["properties"]}
    assert sorted(key for key in keys if not re.search(rf"\b{key}\b", code)) == []


def test_the_guides_give_every_bound() -> None:
    """The table has each number that the loader goes by, and both guides have the same table."""
    from convergence_cli.model import keywords
    from convergence_cli.rubric import expression, strict_yaml
    from convergence_cli.rubric.lint import display, identity

    most = {name: number for name, number in vars(keywords).items() if name.startswith(("MOST_", "LONGEST_"))}
    most |= {"nodes": expression.MAX_NODES, "characters": strict_yaml.MAX_CHARACTERS, "depth": strict_yaml.MAX_DEPTH}
    most |= {"units": display.MOST_UNITS, "title": identity.SHEET_TITLE, "effort": keywords.EFFORTS[-1]}
    tables = [
        re.findall(r"[0-9]+(?:,[0-9]{3})*", path.read_text("utf-8").partition(heading)[2])
        for path, heading in zip(GUIDES.values(), ("### Bounds", "### 上下限"), strict=True)
    ]
    assert {name: number for name, number in most.items() if f"{number:,.0f}" not in tables[0]} == {}
    assert sorted(tables[0]) == sorted(tables[1])


def _is_smallest(block: re.Match[str]) -> bool:
    return block["how"] == "file" and block["what"].startswith("schools/")


def test_the_smallest_framework_of_the_guide_goes_through_everything(tmp_path: Path) -> None:
    """Under 25 lines in two files, in one language, and no output says a word of the shipped policy."""
    shown = {
        language: [(block["what"], block["text"]) for block in blocks(path.read_text("utf-8")) if _is_smallest(block)]
        for language, path in GUIDES.items()
    }
    assert shown["zh"] == shown["en"]
    for block in filter(_is_smallest, blocks(GUIDES["en"].read_text("utf-8"))):
        act(block, tmp_path)
    folder = tmp_path / "schools"
    files = sorted(folder.iterdir())
    assert len(files) == 2
    assert sum(len(path.read_text("utf-8").splitlines()) for path in files) < 25
    seen = {command: OF_THE_POLICY.findall(text) for command, text in outputs(folder, "en", tmp_path)}
    assert len(seen) > 50
    assert {command: found for command, found in seen.items() if found} == {}
