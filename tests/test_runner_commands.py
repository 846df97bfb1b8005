"""Nothing that a station typed, and no file's name, is a command to the CI service whose log the program writes to."""

import csv
import io
import json
import re
import sys
from pathlib import Path

import pytest
from filling import EVIDENCE, NOTE, fill
from running import convergence

from convergence_cli.cli.output import unobeyed
from convergence_cli.model.framework import Framework
from convergence_cli.report import ON_STDOUT

EVIL = "::error file=a.py::x ##vso[task.setvariable variable=PATH]/tmp ##[error]y ##teamcity[message text='z']"
NAME = "::add-mask::1.xlsx"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="such a name cannot be given there")


def obeyed(log: str) -> list[str]:
    """What some service would carry out, however many blanks stand before it, whatever ends a line."""
    lines = [line for part in log.split("\r") for line in part.splitlines()]
    return [line for line in lines if line.lstrip().startswith("::") or re.search(r"##(\w*)\[", line)]


def test_what_services_obey_is_found() -> None:
    assert len(obeyed(EVIL)) == 1
    assert obeyed("a\n \u3000::error::x\nb ##[group]c\rd\r::e::f")[0].startswith(" ")
    assert len(obeyed("a\n ::error::x\nb ##[group]c\rd\r::e::f")) == 3


@pytest.fixture
def stations(framework: Framework, tmp_path: Path) -> Path:
    """A folder in which every text that a station may type is one that a service would obey, one file a wreck."""

    def edit(book: object) -> None:
        sheet = book["问卷"]  # type: ignore[index]
        for row in range(5, 40):
            name, below = (str(sheet.cell(at, 1).value or "") for at in (row, row + 1))
            if "." in name and not below.startswith(f"{name}/"):
                sheet.cell(row, EVIDENCE).value = f"a\n{EVIL}"
            if "." in name and "/" not in name:
                sheet.cell(row, NOTE).value = EVIL

    fill(framework, answers={"name": EVIL, "contact": f"b\n{EVIL}"}, edit=edit, path=tmp_path / NAME)
    (tmp_path / "##[error]2.xlsx").write_bytes(b"no workbook")
    return tmp_path


COMMANDS = (
    *(("assess", NAME, "--format", form) for form in ON_STDOUT),
    *(("batch", ".", "--format", form) for form in ON_STDOUT),
    *(("check", "--format", form, "--", NAME, "##[error]2.xlsx") for form in ("text", "json", "github")),
    *(("compare", NAME, NAME, "--format", form) for form in ("text", "json", "csv", "markdown")),
    *(("plan", NAME, "--budget", "5", "--format", form) for form in ("text", "json", "csv", "markdown")),
    ("assess", "##[error]2.xlsx"),
    ("assess", "::error::gone.xlsx"),
    ("assess", NAME, "--waivers", "::error::gone.yaml"),
    ("migrate", NAME, "-o", "##[new].xlsx"),
)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_prints_one_but_our_own_annotations(words: tuple[str, ...], stations: Path) -> None:
    """On both streams, in every format."""
    done = convergence(*words, cwd=stations, CONVERGENCE_LANG="en")
    found = obeyed(done.stdout) + obeyed(done.stderr)
    if "github" in words:
        assert obeyed(done.stderr) == []
        *shown, last = found
        assert all(re.match(r"::(error|warning|notice) file=[^:]*,title=[^:]*::", line) for line in shown)
        assert re.match(r"::(error|warning|notice)( file=[^:]*,title=[^:]*)?::", last)
    else:
        assert found == []
    assert "Traceback" not in done.stderr


def test_json_is_the_same_to_whoever_reads_it(stations: Path) -> None:
    """A hash written by its code is a hash."""
    document = json.loads(convergence("assess", NAME, "--format", "json", cwd=stations).stdout)
    (station,) = document["stations"]
    assert station["station"] == EVIL
    assert any(item["answer"] and item["answer"]["note"] == EVIL for item in station["indicators"])


def test_csv_is_still_csv(stations: Path) -> None:
    """Colons and hashes in full width, and every cell in its place."""
    done = convergence("assess", NAME, "--format", "csv", cwd=stations)
    rows = list(csv.reader(io.StringIO(done.stdout.removeprefix("\ufeff"), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert rows[1][0] == NAME.replace("::", "：：", 1)


@pytest.mark.parametrize("text", ["江州市：a::b", "# 标题 ## x", "[::]", "a ##b", "12:30 ::", "C++ std::string"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert unobeyed(text) == text
