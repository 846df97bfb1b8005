"""The mark in a file: readers pass over it, and no change to the file goes with it."""

import csv
import io
import json
import random
import zipfile
from functools import cache

import pytest
import yaml
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml
from lxml import etree
from openpyxl import load_workbook
from running import ROOT

from convergence_cli.imprint import FileKind, imprinted, is_untouched
from convergence_cli.judging import judge_workbook
from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.report import BATCH_SUFFIXES, SUFFIXES, rendered
from convergence_cli.report.comma import csv_file
from convergence_cli.rubric.load import find, load

FORMATS = (*SUFFIXES, ".json.gz", ".jsonl", ".yaml")


@cache
def bare(suffix: str) -> bytes:
    """A file of each format, as it is rendered."""
    if suffix == ".yaml":
        return (find() / "M16.yaml").read_bytes()
    framework = load(find())
    judged, _ = judge_workbook(ROOT / "examples" / "typical-city.xlsx", framework, Bounds())
    assert isinstance(judged, Assessment)
    # A packed file has its mark within.
    return rendered(Cohort(framework=framework, language="zh", entries=(judged,)), (SUFFIXES | BATCH_SUFFIXES)[suffix])


@cache
def marked(suffix: str, kind: FileKind = "report") -> bytes:
    return imprinted(bare(suffix), kind, suffix)


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_is_marked_is_known_as_its_own_kind_and_no_other(suffix: str) -> None:
    """The same content bears the same mark on any day, and without a mark nothing is known."""
    assert is_untouched(marked(suffix), "report", suffix)
    assert marked(suffix) == imprinted(bare(suffix), "report", suffix)
    assert not is_untouched(marked(suffix), "batch", suffix)
    assert not is_untouched(bare(suffix), "report", suffix)
    assert [other for other in FORMATS if is_untouched(marked(suffix), "report", other)] == [suffix]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_byte_changed_anywhere_is_seen(suffix: str) -> None:
    content = marked(suffix)
    places = [*random.Random(20).sample(range(len(content)), 150), *range(60), *range(-200, 0)]
    for place in places:
        changed = bytearray(content)
        changed[place] ^= 1
        assert not is_untouched(bytes(changed), "report", suffix), place


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_is_added_or_cut_off_is_seen(suffix: str) -> None:
    content = marked(suffix)
    for changed in (content + b"\n", b"\n" + content, content[:-1], content[1:], content * 2, b"", content[-300:]):
        assert not is_untouched(changed, "report", suffix)


@pytest.mark.parametrize("suffix", FORMATS)
@given(st.binary(max_size=400))
def test_whatever_a_stranger_s_file_holds_it_is_judged(suffix: str, content: bytes) -> None:
    """No kind of bytes is a bug, with the signs of a package in front or behind."""
    end = b"PK\5\6" + bytes(18)
    for other in (content, content + end, b"PK\3\4" + content, marked(suffix)[:200] + content):
        assert not is_untouched(other, "report", suffix)


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_a_package_keeps_its_parts_and_opens(suffix: str) -> None:
    """The mark is one part more, of a declared type, that no relation names."""
    old, new = (zipfile.ZipFile(io.BytesIO(content)) for content in (bare(suffix), marked(suffix)))
    assert new.testzip() is None
    assert new.namelist() == [*old.namelist(), "docProps/convergence.xml"]
    assert all(old.read(name) == new.read(name) for name in old.namelist())
    assert b'Extension="xml" ContentType="application/xml"' in new.read("[Content_Types].xml")
    etree.fromstring(new.read("docProps/convergence.xml"))
    opened = load_workbook(io.BytesIO(marked(suffix))) if suffix == ".xlsx" else Document(io.BytesIO(marked(suffix)))
    assert opened


def test_readers_of_text_see_no_difference() -> None:
    """All but JSON, where the mark is a key that the published shape has."""
    written = json.loads(marked(".json"))
    assert len(written.pop("imprint")) == 64
    assert written == json.loads(bare(".json"))
    assert yaml.safe_load(marked(".yaml")) == yaml.safe_load(bare(".yaml"))
    one, other = (JUnitXml.fromstring(content) for content in (bare(".xml"), marked(".xml")))
    assert (one.tests, one.failures) == (other.tests, other.failures)
    for suffix in (".html", ".md"):
        mark = marked(suffix).removeprefix(bare(suffix))
        assert mark.startswith(b"<!-- convergence ")
        assert mark.endswith(b" -->\n")


# --- CSV: the mark is in the quotation marks -----------------------------------------------------

_TEXTS = st.text(st.sampled_from("ab甲乙 \",\r\n;\t'1.5%-"), max_size=6)
_CELLS = st.one_of(_TEXTS, st.floats(allow_nan=False), st.integers(), st.none())
_ROWS = st.lists(st.lists(_CELLS, min_size=3, max_size=3), max_size=6)
HEADER = [f"column {number}" for number in range(64)]


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(_ROWS)
def test_a_reader_of_csv_sees_the_same_cells(rows: list[list[str | float | None]]) -> None:
    """Numbers keep to themselves: in quotation marks some readers would take them for texts."""
    plain = csv_file(HEADER, rows)
    content = imprinted(plain, "report", ".csv")
    assert read(content) == read(plain)
    assert is_untouched(content, "report", ".csv")
    unquoted = {cell for row in rows for cell in row if isinstance(cell, float | int)}
    assert not any(f'"{number}"'.encode() in content for number in unquoted if f'"{number}"'.encode() not in plain)


def test_one_cell_typed_into_a_csv_is_seen() -> None:
    """By hand, and by a program that writes the file anew in its own way."""
    rows = read(marked(".csv"))
    assert len(rows) > 100
    for at in range(0, len(rows), 9):
        rows[at][3] += "x"
        assert not is_untouched(csv_file(rows[0], rows[1:]), "report", ".csv")
        assert not is_untouched(imprinted(csv_file(rows[0], rows[1:]), "plan", ".csv"), "report", ".csv")
    text = marked(".csv").decode("utf-8-sig")
    typed = text.replace("江州市广播电视台", "江州市广播电视", 1).encode("utf-8-sig")
    assert typed != marked(".csv")
    assert not is_untouched(typed, "report", ".csv")
    assert not is_untouched(text.encode(), "report", ".csv")


@pytest.mark.parametrize("rows", [[], [[1, 2], [3, 4]], [["甲"] * 3] * 6])
def test_a_table_with_too_few_texts_for_the_mark_is_never_known(rows: list[list[str | float | None]]) -> None:
    """A stranger's list of numbers bears no mark, and must not be taken for one whose mark is empty."""
    content = csv_file(["one", "two", "three"], rows)
    assert not is_untouched(content, "batch", ".csv")
    assert not is_untouched(imprinted(content, "batch", ".csv"), "batch", ".csv")


def test_files_are_known_on_every_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report written on Linux and replaced on Windows: a zip says on what it was made."""
    content = marked(".xlsx")
    monkeypatch.setattr("sys.platform", "win32")
    assert is_untouched(content, "report", ".xlsx")
