"""As a stranger would: a scoring function is added to a copy of the program, in its own file and its schema part."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from filling import cell_of
from running import ROOT, Run
from tiny_rubric import mutated, write

NEAR = '''\
"""`near`: full points at a number, fewer the further from it on either side."""

from collections.abc import Iterator

from convergence_cli.model.numbers import FULL
from convergence_cli.functions.function import Case, Found, Function, Working, number
from convergence_cli.functions.reach import Reach, Several
from convergence_cli.functions.shape import Curve, Form, Shape
from convergence_cli.functions.words import Amount, Words, phrase
from convergence_cli.model.framework import Indicator
from convergence_cli.model.question import NUMERIC_TYPES, Ask
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Near


class Nearness(Function[Near]):
    """The nearer the better."""

    fits = NUMERIC_TYPES

    def points(self, answer: Answered) -> float:
        return FULL * max(0.0, 1 - abs(number(answer) - self.part.to) / self.part.within)

    def better(self, ask: Ask, answer: Answered | None) -> Reach:
        return Several(self.earned, answer, (self.part.to,))

    def extremes(self) -> tuple[float, float]:
        return 0.0, FULL

    def branches(self) -> Iterator[str]:
        yield from (" (there)", " (near)", " (far)")

    def taken(self, answer: Answered) -> Iterator[str]:
        earned = self.earned(answer)
        yield " (there)" if earned == FULL else " (near)" if earned else " (far)"

    def lint(self, item: Indicator) -> Iterator[Found]:
        if not self.part.within > 0:
            yield "bounds-crossed", ("within",), {"found": f"{self.part.within:g}"}

    def shape(self) -> Shape:
        to, within = self.part.to, self.part.within
        per = FULL / within

        def form(x: float) -> Form:
            if abs(x - to) >= within:
                return Form()
            return Form(slope=per, constant=FULL - per * to) if x < to else Form(slope=-per, constant=FULL + per * to)

        return Curve(cuts=(to - within, to, to + within), form=form)

    def words(self, item: Indicator) -> Words:
        return phrase("rules.capped", at=Amount(limit=self.part.to))

    def example(self, item: Indicator) -> tuple[Answered, Working]:
        at = self.part.to - self.part.within
        return at, ("100 × (1 − ({to} − {at}) ÷ {within})", {"to": self.part.to, "at": at, "within": self.part.within})

    @classmethod
    def cases(cls) -> tuple[Case, ...]:
        return (Case(type="number", part=Near(to=6.0, within=4.0), earned=((6.0, 100), (8.0, 50), (1.0, 0))),)
'''
VALUE = """\
@value
class Near:
    \"\"\"Full points at `to`, none where the answer is `within` away from it or more.\"\"\"

    to: Amount
    within: Amount


"""
KEY = "    near: Near | None = None\n"
RULE = "score: {by: {level: {city: {capped: {at: 6}}, county: {ramp: {from: 0, to: 2}}}}}"
TRIAL = """\
profile: {level: city, year: 2025}
tests:
  - {name: there, answers: {M01.studios: 6}, expect: {M01.studios: {points: 100}}}
  - {name: near, answers: {M01.studios: 5}, expect: {M01.studios: {points: 75}}}
"""


def changed(path: Path, old: str, new: str) -> None:
    """One place of a file in another form; it has to be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def copied(folder: Path) -> Path:
    """The program in a folder, with everything added that belongs to the new function."""
    package = folder / "convergence_cli"
    shutil.copytree(ROOT / "convergence_cli", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    (package / "functions" / "near.py").write_text(NEAR, "utf-8")
    changed(package / "model" / "score.py", "@value\nclass Score:", f"{VALUE}@value\nclass Score:")
    changed(package / "model" / "score.py", "    by: ", f"{KEY}    by: ")
    registry = package / "functions" / "registry.py"
    changed(registry, "from convergence_cli.functions.ramp", "from convergence_cli.functions.near import Nearness\n"
            "from convergence_cli.functions.ramp")  # fmt: skip
    changed(registry, '    "expect": Expect,\n', '    "expect": Expect,\n    "near": Nearness,\n')
    return folder


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copied program, made once, with a framework that uses the function."""
    folder = copied(tmp_path_factory.mktemp("copy"))
    files = mutated("M01.yaml", RULE, "score: {near: {to: 6, within: 4}}")
    write(folder / "near-rules", {**files, "tests/M01.yaml": TRIAL})
    return folder


def run(folder: Path, *arguments: str | Path) -> Run:
    """The copy's own command."""
    env = {**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8", "COLUMNS": "160"}
    command = [sys.executable, "-m", "convergence_cli", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=folder, env=env, timeout=120, check=False
    )  # fmt: skip


def test_lint_and_schema_know_it(copy: Path) -> None:
    """Its own fault is found at its own line, and the published schema has its key."""
    sound = run(copy, "rubrics", "check", "near-rules", "--lang", "en")
    assert " 0 errors, 0 warnings" in sound.stdout + sound.stderr
    broken = write(copy / "broken", mutated("M01.yaml", RULE, "score: {near: {to: 6, within: 0}}"))
    told = run(copy, "rubrics", "check", broken, "--lang", "en")
    assert told.returncode == 2
    assert "error[bounds-crossed]" in told.stdout + told.stderr
    schema = json.loads(run(copy, "rubrics", "schema", "measure").stdout)
    assert {"to", "within"} == set(schema["$defs"]["Near"]["properties"])
    assert "near" in schema["$defs"]["Score"]["properties"]


def test_trials_count_its_branches(copy: Path) -> None:
    """Two are taken, and the third is named as missing."""
    shown = run(copy, "rubrics", "test", "near-rules", "--lang", "en").stderr
    assert "M01.studios: score.near (far)" in shown
    assert "M01.studios: score.near (near)" not in shown


def test_explain_says_it(copy: Path) -> None:
    """The rule, and the worked example with the points that the function gives it; the catalogue lists it as any."""
    shown = run(copy, "explain", "M01.studios", "--rubrics", "near-rules", "--lang", "en").stdout
    assert "100 from 6 up" in shown
    assert "100 × (1 − (6 − 2) ÷ 4) = 0 points" in shown
    assert "| M01.studios |" in run(copy, "rubrics", "catalogue", "near-rules").stdout


def test_assess_scores_by_it(copy: Path) -> None:
    """The points are those of the function, and never 0 for want of one."""
    form = copy / "form.xlsx"
    made = run(copy, "template", form, "--rubrics", "near-rules")
    assert made.returncode == 0, made.stderr
    book = openpyxl.load_workbook(form)
    for name, answer in {"name": "台", "level": "市", "year": 2025, "M01.studios": 5}.items():
        cell_of(book, name).value = answer
    book.save(form)
    shown = run(copy, "assess", form, "--rubrics", "near-rules", "--format", "json")
    (station,) = json.loads(shown.stdout)["stations"]
    assert {item["id"]: item["points"] for item in station["indicators"]}["M01.studios"] == 75.0


def test_its_cases_are_held_as_all_others(copy: Path) -> None:
    """What holds for every function holds for it: the tests of all run over its cases, too."""
    shutil.copytree(ROOT / "tests", copy / "tests", ignore=shutil.ignore_patterns("__pycache__", "golden", "cases"))
    env = {**os.environ, "PYTHONPATH": str(copy)}
    chosen = ("-k", "near and not told", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts=-q")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/test_functions.py", *chosen],
        capture_output=True, encoding="utf-8", cwd=copy, env=env, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("part", ["points", "taken", "shape", "words", "cases"])
def test_the_type_check_refuses_it_without_a_part(copy: Path, tmp_path: Path, part: str) -> None:
    """Whatever is left out, mypy says so at the line of the registry."""
    pytest.importorskip("mypy")
    shutil.copytree(copy / "convergence_cli", tmp_path / "convergence_cli")
    shutil.copy(copy / "pyproject.toml", tmp_path)
    near = tmp_path / "convergence_cli" / "functions" / "near.py"
    changed(near, f"    def {part}(", f"    def not_{part}(")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", copy / ".mypy_cache", "convergence_cli/functions/registry.py"],
        capture_output=True, encoding="utf-8", cwd=tmp_path, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout
    assert "Only concrete class can be given" in done.stdout
