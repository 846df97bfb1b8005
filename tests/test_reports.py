"""Reports for machines: their shapes, their counts, and that what a station types stays text."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from conftest import ROOT
from junitparser import Error, Failure, JUnitXml, Skipped
from lxml import etree
from museums import batch
from reports import EXAMPLES, HOSTILE, example, hostile
from running import convergence

from convergence_cli.model.assessment import Assessment
from convergence_cli.model.language import Language
from convergence_cli.report import FORMATS, ON_STDOUT, SUFFIXES, rendered
from convergence_cli.report.annotation import Annotation, annotated

LANGUAGES: tuple[Language, ...] = ("zh", "en")

# The shape that test reporters read, written down from what they have in common: suites of cases, each with
# at most one verdict, counts as whole numbers, properties first.
JUNIT = etree.XMLSchema(
    etree.fromstring(b"""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:complexType name="verdict">
    <xs:simpleContent><xs:extension base="xs:string">
      <xs:attribute name="message" type="xs:string"/>
      <xs:attribute name="type" type="xs:string"/>
    </xs:extension></xs:simpleContent>
  </xs:complexType>
  <xs:complexType name="case">
    <xs:sequence>
      <xs:choice minOccurs="0">
        <xs:element name="skipped" type="verdict"/>
        <xs:element name="failure" type="verdict"/>
        <xs:element name="error" type="verdict"/>
      </xs:choice>
      <xs:element name="system-out" type="xs:string" minOccurs="0"/>
    </xs:sequence>
    <xs:attribute name="name" type="xs:string" use="required"/>
    <xs:attribute name="classname" type="xs:string" use="required"/>
    <xs:attribute name="file" type="xs:string"/>
  </xs:complexType>
  <xs:complexType name="suite">
    <xs:sequence>
      <xs:element name="properties" minOccurs="0"><xs:complexType><xs:sequence>
        <xs:element name="property" maxOccurs="unbounded"><xs:complexType>
          <xs:attribute name="name" type="xs:string" use="required"/>
          <xs:attribute name="value" type="xs:string" use="required"/>
        </xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
      <xs:element name="testcase" type="case" maxOccurs="unbounded"/>
    </xs:sequence>
    <xs:attribute name="name" type="xs:string" use="required"/>
    <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
    <xs:attribute name="skipped" type="xs:nonNegativeInteger" use="required"/>
  </xs:complexType>
  <xs:element name="testsuites"><xs:complexType>
    <xs:sequence><xs:element name="testsuite" type="suite" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name" type="xs:string"/>
    <xs:attribute name="tests" type="xs:nonNegativeInteger"/>
    <xs:attribute name="failures" type="xs:nonNegativeInteger"/>
    <xs:attribute name="errors" type="xs:nonNegativeInteger"/>
  </xs:complexType></xs:element>
</xs:schema>""")
)


@pytest.mark.parametrize("form", ON_STDOUT)
def test_the_command_prints_the_document_and_nothing_else(form: str) -> None:
    """On stdout; about the run there is nothing to tell."""
    done = convergence("assess", ROOT / "examples" / "county-centre.xlsx", "--format", form, "--lang", "zh")
    assert (done.returncode, done.stderr) == (0, "")
    if form != "text":
        assert done.stdout.replace("\r\n", "\n") == rendered(example("county-centre"), form).decode().replace(
            "\r\n", "\n"
        )


@pytest.mark.parametrize("form", ["junit", "junit-detail"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_junit_has_the_common_shape_and_counts_right(name: str, form: str) -> None:
    """Held to no gate, nothing is red, whatever is below its target; in detail there is a case for each indicator."""
    body = rendered(example(name), form)
    JUNIT.assertValid(etree.fromstring(body))
    (suite,) = JUnitXml.fromstring(body)
    cases = list(suite)
    kinds = [type(case.result[0]) if case.result else None for case in cases]
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (
        len(cases), kinds.count(Failure), kinds.count(Error), kinds.count(Skipped)
    )  # fmt: skip
    (entry,) = example(name).entries
    if isinstance(entry, Assessment):
        counts = entry.counts if form == "junit-detail" else {"met": 0}
        assert (cases[0].name, kinds[0]) == ("judged", None)
        assert kinds.count(None) == 1 + counts["met"]
        assert kinds.count(Skipped) == sum(counts.values()) - counts["met"]
        assert len({(case.classname, case.name) for case in cases}) == len(cases)
    else:
        assert kinds == [Error]


def test_csv_opens_as_chinese_and_has_a_line_for_each_indicator() -> None:
    """With a byte order mark, and numbers as the other formats print them."""
    body = rendered(example("typical-city"), "csv")
    assert body.startswith(b"\xef\xbb\xbf")
    header, *rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    (entry,) = example("typical-city").entries
    assert isinstance(entry, Assessment)
    assert [row[header.index("编号")] for row in rows] == [result.id for result in entry.results]
    lost = [row[header.index("失分")] for row in rows]
    known = [result.lost for result in entry.results if result.weight]
    assert [float(each) for each in lost if each] == pytest.approx(known, abs=0.05 + 1e-9)


def test_a_property_of_an_annotation_is_there_or_not_and_never_empty() -> None:
    """A gate over a whole run is about no file; `file=` alone would be one without a name."""
    for facts, line in (
        ({"severity": "error", "title": "max-failing"}, "::error title=max-failing::2\n"),
        ({"severity": "error", "file": "a.xlsx"}, "::error file=a.xlsx::2\n"),
        ({"severity": "note"}, "::notice::2\n"),
    ):
        assert annotated([Annotation(words="2", **facts)], "en") == line  # type: ignore[arg-type]
    for language in ("zh", "en"):
        lines = rendered(batch(language), "github").decode().splitlines()
        assert any(line.startswith("::error title=max-failing::") for line in lines)
        assert not any(re.search(r"[ ,](file|title)=(,|::)", line) for line in lines)


@pytest.mark.parametrize(("name", "missed"), [("typical-city", 2), ("county-centre", 1)])
def test_annotations_put_the_gravest_first(name: str, missed: int) -> None:
    """A step shows ten: red lines come before everything else, and the last line says how much there is besides."""
    lines = rendered(example(name), "github").decode().splitlines()
    (entry,) = example(name).entries
    assert isinstance(entry, Assessment)
    red = list(entry.not_kept.values()).count("missed")
    assert red == missed
    assert [line.split(" ")[0] for line in lines] == ["::error"] * red + ["::warning"] * (9 - red) + [
        lines[-1].split(" ")[0]
    ]
    # What is not answered is no gap: one line says that the result is provisional.
    every = entry.counts["partial"] + entry.counts["unmet"] + (entry.counts["unanswered"] > 0)
    assert lines[-1] == f"::warning::另有 {every - 9} 条：0 条错误，{every - 9} 条警告，0 条说明；全部见报告"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", HOSTILE)
class TestHostileText:
    """What a station types stays text, wherever it goes."""

    def test_csv_has_no_formula_and_no_control_character(self, kind: str, language: Language) -> None:
        body = rendered(hostile(HOSTILE[kind], language), "csv").decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(body)) for cell in row]
        assert not [cell for cell in cells if re.match(r"[\s]*[=+@]|\t", cell)]
        assert not [cell for cell in cells if cell.lstrip().startswith("-") and not re.fullmatch(r"-[\d.e-]+", cell)]
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", body)
        tail = "b" if kind == "control" else HOSTILE[kind][-3:]
        assert any(tail in cell for cell in cells)

    def test_junit_is_well_formed(self, kind: str, language: Language) -> None:
        body = rendered(hostile(HOSTILE[kind], language), "junit-detail")
        JUNIT.assertValid(etree.fromstring(body, etree.XMLParser(huge_tree=True)))

    def test_markdown_has_no_mark_up_of_theirs(self, kind: str, language: Language) -> None:
        body = rendered(hostile(HOSTILE[kind], language), "markdown").decode()
        for mark in ("<script", "<img", "](", "![", "**d**", "http://", "www.", "\x1b", "\x00", "\u202e", "`c`"):
            assert not re.search(r"(?<!\\)" + re.escape(mark), body), mark
        rows = [line for line in body.splitlines() if line.startswith("|")]
        assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {8}

    def test_annotations_are_ours_alone(self, kind: str, language: Language) -> None:
        body = rendered(hostile(HOSTILE[kind], language), "github").decode()
        lines = body.split("\n")
        assert len(lines) == 11
        assert all(re.match(r"::(error|warning) file=", line) for line in lines[:-2])
        assert lines[-2].startswith("::warning::")
        assert lines[-1] == ""
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", body)

    def test_json_reads_back_the_same(self, kind: str, language: Language) -> None:
        (station,) = json.loads(rendered(hostile(HOSTILE[kind], language), "json"))["stations"]
        assert station["about"]["name"]["raw"] == HOSTILE[kind]


def test_the_same_input_gives_the_same_files(tmp_path: Path) -> None:
    """To the byte, in other folders, time zones, locales and hash seeds."""
    surroundings = (
        {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.GBK", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "2"},
    )
    for number, environment in enumerate(surroundings):
        folder = tmp_path / f"folder {number}"
        folder.mkdir()
        workbook = folder / "typical-city.xlsx"
        workbook.write_bytes((ROOT / "examples" / "typical-city.xlsx").read_bytes())
        exports = [word for suffix in SUFFIXES for word in ("-o", f"report{suffix}")]
        done = convergence("assess", workbook.name, *exports, "-q", cwd=folder, **environment)
        assert done.returncode == 0, done.stderr
    one, two = (
        {path.name: path.read_bytes() for path in sorted((tmp_path / f"folder {number}").iterdir())}
        for number in range(2)
    )
    assert list(one) == sorted(["typical-city.xlsx", *(f"report{suffix}" for suffix in SUFFIXES)])
    assert [name for name in one if one[name] != two[name]] == []


def test_every_format_is_told_apart_by_suffix_or_printed() -> None:
    """Or asked for by an option of its own: no format that nobody can ask for."""
    assert set(FORMATS) == set(ON_STDOUT) | set(SUFFIXES.values()) | {"baseline", "junit-detail"}
