"""PDF: the same parts as in Word, drawn from data; what it says where it cannot be written."""

import builtins
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from reports import HOSTILE, example, hostile
from running import ROOT, convergence
from shown import lines_of

from convergence_cli.errors import ExportError
from convergence_cli.model.language import Language
from convergence_cli.policy import speaking
from convergence_cli.report import rendered
from convergence_cli.report.official import station_paper
from convergence_cli.report.paper import pdf
from convergence_cli.report.paper.standard import FACES
from convergence_cli.texts import message

BOTH = pytest.mark.parametrize("language", ["zh", "en"])


def told(part: Any) -> Iterator[str]:
    """Each paragraph and each row of what typst is given, as `lines_of` has those of Word."""

    def joined(pieces: list[dict[str, str]]) -> str:
        return "".join(piece["text"] for piece in pieces)

    if part["drawn"] == "text":
        yield joined(part["pieces"])
    else:
        for row in (part["heads"], *part["rows"]):
            yield " | ".join(joined(cell).replace("\n", " / ") for cell in row)


@BOTH
@pytest.mark.parametrize("name", ["county-centre", "strong-province"])
def test_it_holds_what_word_holds(name: str, language: Language) -> None:
    """Paragraph by paragraph and cell by cell, so that there is one paper and not two."""
    cohort = example(name, language)
    with speaking(cohort.framework):
        data = pdf._data(station_paper(cohort), pdf._fonts(language))
    found = [line for sheet in data["sheets"] for part in sheet["parts"] for line in told(part)]
    assert found == lines_of(docx.Document(io.BytesIO(rendered(cohort, "word"))))


def test_the_same_report_gives_the_same_bytes_and_no_moment() -> None:
    first, second = (rendered(example("county-centre"), "pdf") for _ in range(2))
    assert first == second
    assert first.startswith(b"%PDF-1.7")
    assert b"CreationDate" not in first


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_stays_text(kind: str) -> None:
    """No text is markup, a link or a script, whatever it says; nothing turns the direction of what follows."""
    cohort = hostile(HOSTILE[kind])
    content = rendered(cohort, "pdf")
    assert content.startswith(b"%PDF-")
    assert not re.search(rb"/(URI|JavaScript|JS|Launch|EmbeddedFile)\b", content)
    with speaking(cohort.framework):
        data = json.dumps(pdf._data(station_paper(cohort), pdf._fonts("zh")), ensure_ascii=False)
    assert not re.search("[\x00-\x1f\x7f\u202e\u2066\ufffe]", data)


def test_markup_of_the_typesetter_is_text(tmp_path: Path) -> None:
    """Whatever typst would obey is printed as it stands."""
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils (pdftotext) is not installed")
    words = '#read("/etc/passwd") *x* $a$ `b` = c #panic() <d> @e'
    path = tmp_path / "report.pdf"
    path.write_bytes(rendered(hostile(words), "pdf"))
    said = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True).stdout.decode()
    assert '#read("/etc/passwd")' in said
    assert "#panic()" in said
    assert "root:" not in said


def test_every_font_is_embedded_and_only_as_far_as_it_is_used(tmp_path: Path) -> None:
    if not shutil.which("pdffonts"):
        pytest.skip("poppler-utils (pdffonts) is not installed")
    path = tmp_path / "report.pdf"
    path.write_bytes(rendered(example("county-centre"), "pdf"))
    listed = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True).stdout.decode().splitlines()[2:]
    assert listed
    for line in listed:
        assert re.search(r"^[A-Z]{6}\+", line), line
        assert re.search(r"yes\s+yes\s+yes", line), line
    assert len(path.read_bytes()) < 1_500_000


# --- where it cannot be written ------------------------------------------------------------------


def test_without_the_typesetter_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name == "typst":
            raise ImportError(name)
        return imported(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ExportError) as caught:
        rendered(example("county-centre"), "pdf")
    (problem,) = caught.value.problems
    assert problem.code == "pdf-not-installed"
    assert "typst" in message("zh", problem)


class Fonts:
    def __init__(self, *families: str) -> None:
        self._families = list(families)

    def families(self) -> list[str]:
        return self._families


def test_without_a_chinese_font_there_is_no_paper_of_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    """English needs none."""
    monkeypatch.setattr(pdf, "_system", lambda: Fonts("Libertinus Serif", "DejaVu Sans Mono"))
    with pytest.raises(ExportError) as caught:
        rendered(example("county-centre"), "pdf")
    assert [problem.code for problem in caught.value.problems] == ["pdf-no-chinese-font"]
    assert pdf._fonts("en")["latin"] == ["Libertinus Serif"]


def test_the_standard_s_own_faces_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then what takes their place, then whatever has Chinese characters, by the names that the system has."""
    monkeypatch.setattr(pdf, "_system", lambda: Fonts("FANGSONG", "SimSun", "Noto Serif CJK SC", "LXGW WenKai"))
    found = pdf._fonts("zh")
    assert found["fang"] == ["FANGSONG", "SimSun", "Noto Serif CJK SC"]
    assert found["title"] == ["SimSun", "Noto Serif CJK SC"]
    assert found["hei"] == ["FANGSONG", "LXGW WenKai", "Noto Serif CJK SC"]
    assert FACES["title"][0] == "FZXiaoBiaoSong-B05S"


# --- the command ---------------------------------------------------------------------------------


def test_every_subject_is_written_as_pdf(tmp_path: Path) -> None:
    """A station, its brief, a plan, a comparison."""
    city, earlier = (ROOT / "examples" / f"{name}.xlsx" for name in ("typical-city", "typical-city-2024"))
    for number, words in enumerate(
        (("assess", city), ("assess", city, "--brief"), ("plan", city, "--level", "L3"), ("compare", earlier, city))
    ):
        path = tmp_path / f"{number}.pdf"
        done = convergence(*words, "-o", path, "--quiet")
        assert (done.returncode, path.read_bytes()[:5]) == (0, b"%PDF-"), done.stderr
    assert convergence("batch", city, "-o", tmp_path / "batch.pdf").returncode == 2
