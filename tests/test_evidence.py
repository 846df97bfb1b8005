"""Files named as evidence: what counts as one, which of them is found, and that nothing outside is ever opened."""

import csv
import hashlib
import json
import os
import re
import unicodedata
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from filling import fill
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from reports import said_in
from running import convergence
from shown import on_terminal
from small_frameworks import answers, flat, indicator

from convergence_cli.errors import ConfigError, Location
from convergence_cli.evidence import check as check_module
from convergence_cli.evidence import folder as folder_module
from convergence_cli.evidence.check import check_evidence
from convergence_cli.evidence.folder import Folder
from convergence_cli.evidence.naming import leads_out, names_in
from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.framework import Evidence, Framework
from convergence_cli.model.language import Language
from convergence_cli.report import rendered
from convergence_cli.report.gap_workbook import render as render_workbook
from convergence_cli.scoring.backing import with_backing
from convergence_cli.scoring.engine import assess
from convergence_cli.texts import hint, message, say
from convergence_cli.texts.problems import evidence as words

posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and rights of POSIX")
A = "M01.a"
SCORED = flat(indicator(A), indicator("M01.b"))
PLACE = Location(file="a.xlsx", sheet="问卷", cell="F5")


def looked(cell: str, folder: Path, **more: Any) -> Assessment:
    """A station whose one answer names this as evidence, looked for in the folder."""
    read = answers(SCORED, {A: 50.0})
    answer = replace(read.answers[A], evidence=cell, evidence_location=PLACE)
    station = assess(SCORED, replace(read, answers={**read.answers, A: answer}))
    return check_evidence(station, folder, **more)


def states(cell: str, folder: Path, **more: Any) -> list[tuple[str, str]]:
    return [(item.state, item.path) for item in looked(cell, folder, **more).evidence or ()]


def put(folder: Path, *names: str, content: bytes = b"x") -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


# --- what a cell names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("", []),
        ("考核办法.pdf", [("file", "考核办法.pdf")]),
        ("a.PDF；b.docx; c.xlsx\nd.jpg", [("file", name) for name in ("a.PDF", "b.docx", "c.xlsx", "d.jpg")]),
        ("a.pdf，b.pdf、c.pdf,d.zip", [("file", name) for name in ("a.pdf", "b.pdf", "c.pdf", "d.zip")]),
        ("a.pdf b.pdf", [("file", "a.pdf"), ("file", "b.pdf")]),
        ("决算表.pdf 第3页", [("file", "决算表.pdf")]),
        ("决算表.pdf（第3页，盖章）", [("file", "决算表.pdf")]),
        ("广电发〔2020〕79号", [("words", "广电发〔2020〕79号")]),
        (
            "江广〔2024〕19号《评估报告》；党组会纪要",
            [("words", "江广〔2024〕19号《评估报告》"), ("words", "党组会纪要")],
        ),
        ("许可清单（25项，1项补办中）", [("words", "许可清单（25项，1项补办中）")]),
        ("清单（一，二；b.pdf", [("words", "清单（一"), ("words", "二"), ("file", "b.pdf")]),
        ("《考核办法.pdf》", [("file", "考核办法.pdf")]),
        ("“爱江州”统计.xlsx", [("file", "“爱江州”统计.xlsx")]),
        ("http://a.cn/x.pdf", [("link", "http://a.cn/x.pdf")]),
        (
            "后台：https://a.cn/?a=1,2&b=<2>；b.pdf",
            [("link", "https://a.cn/?a=1,2&b="), ("words", "<2>"), ("file", "b.pdf")],
        ),
        ("www.a.cn", [("link", "www.a.cn")]),
        ("2025.12.31统计", [("words", "2025.12.31统计")]),
        ("版本 1.0", [("words", "版本 1.0")]),
        (".pdf", [("file", ".pdf")]),
        ("；；、, \n", []),
        ("../../etc/passwd", [("file", "../../etc/passwd")]),
        ("D:\\资料\\考核", [("file", "D:\\资料\\考核")]),
    ],
)
def test_what_a_cell_names(cell: str, named: list[tuple[str, str]]) -> None:
    """An extension makes a file, a scheme a link, a foreign path a file that leads out; the rest is words."""
    assert list(names_in(cell, lambda _: False)) == named


def test_a_name_that_the_folder_has_is_a_file_whatever_it_looks_like() -> None:
    """Without an extension, and with separators in it."""
    there = {"党组会纪要", "甲、乙，丙.pdf", "《名册》"}
    found = list(names_in("党组会纪要；甲、乙，丙.pdf；《名册》", there.__contains__))
    assert found == [("file", "党组会纪要"), ("file", "甲、乙，丙.pdf"), ("file", "《名册》")]


@pytest.mark.parametrize(
    ("name", "out"),
    [
        ("a.pdf", False),
        ("M01/a.pdf", False),
        ("M01\\a.pdf", False),
        ("a..b.pdf", False),
        ("全角　空格.pdf", False),
        ("..", True),
        ("../a.pdf", True),
        ("M01/../../a.pdf", True),
        ("M01\\..\\..\\a.pdf", True),
        ("/etc/passwd", True),
        ("\\\\server\\share\\a.pdf", True),
        ("//server/share/a.pdf", True),
        ("C:\\a.pdf", True),
        ("c:/a.pdf", True),
        ("~/a.pdf", True),
        ("file:///etc/passwd", True),
        ("a\0.pdf", True),
        ("a\n.pdf", True),
    ],
)
def test_what_leads_out(name: str, out: bool) -> None:
    assert leads_out(name) is out


# --- what is found -----------------------------------------------------------------------------------


def test_a_file_is_found_with_its_sha256_and_size(tmp_path: Path) -> None:
    content = b"evidence" * 300_000  # more than one chunk
    put(tmp_path, "考核办法.pdf", content=content)
    (found,) = looked("考核办法.pdf", tmp_path).evidence or ()
    assert (found.state, found.path, found.size) == ("found", "考核办法.pdf", len(content))
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert (found.indicator, found.location, found.problem) == (A, PLACE, None)


@pytest.mark.parametrize(
    ("files", "cell", "expected"),
    [
        (["M01/a.pdf"], "M01/a.pdf", [("found", "M01/a.pdf")]),
        (["M01/a.pdf"], "M01\\a.pdf", [("found", "M01/a.pdf")]),
        (["M01/a.pdf"], "./M01/a.pdf", [("found", "M01/a.pdf")]),
        (["M01/a.pdf"], "a.pdf", [("found", "M01/a.pdf")]),  # the bare name, anywhere
        (["a.pdf", "M01/a.pdf"], "a.pdf", [("found", "a.pdf")]),  # as written goes first
        (["M01/a.pdf", "M02/a.pdf"], "a.pdf", [("ambiguous", "")]),
        (["M01/a.pdf", "M02/a.pdf"], "M02/a.pdf", [("found", "M02/a.pdf")]),
        (["报告.PDF"], "报告.pdf", [("found", "报告.PDF")]),  # as on Windows
        (["a.pdf", "A.pdf"], "A.pdf", [("found", "A.pdf")]),
        (["a.pdf", "A.pdf"], "A.PDF", [("ambiguous", "")]),
        (["派单截图.png"], "派单截图", [("found", "派单截图.png")]),  # without its extension
        (["派单截图.png", "派单截图.jpg"], "派单截图", [("ambiguous", "")]),
        (["派单截图", "派单截图.jpg"], "派单截图", [("found", "派单截图")]),
        (["M01/x"], "M01", [("not_a_file", "")]),
        (["b.pdf"], "a.pdf", [("missing", "")]),
        (["b.pdf"], "../b.pdf", [("outside", "")]),
        (["b.pdf"], "b.pdf/", [("words", "")]),
    ],
)
def test_which_file_a_name_means(files: list[str], cell: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    put(tmp_path, *files)
    if sum(path.is_file() for path in tmp_path.rglob("*")) < len(files):
        pytest.skip("a file system without case")
    found = states(cell, tmp_path)
    assert [("words" if state == "document" else state, path) for state, path in found] == expected


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_form_of_unicode_makes_no_difference(form: Any, tmp_path: Path) -> None:
    """A Mac writes é as two characters, and ガ too."""
    put(tmp_path, unicodedata.normalize(form, "café ガ.pdf"))
    for typed in ("NFC", "NFD"):
        assert states(unicodedata.normalize(typed, "café ガ.pdf"), tmp_path) == [("found", "café ガ.pdf")]


@posix
def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    """As unzip leaves them of an archive packed on a Chinese Windows."""
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "名册.pdf".encode("gbk"))).write_bytes(b"x")
    except OSError:
        pytest.skip("a file system that takes UTF-8 only")
    assert states("名册.pdf", tmp_path) == [("found", "名册.pdf")]


@pytest.mark.parametrize(
    ("there", "named", "near"),
    [
        ("M01/花名册(人事科).xlsx", "花名册（人事科）.xlsx", "M01/花名册(人事科).xlsx"),  # width
        ("考核 办法.pdf", "考核办法.pdf", "考核 办法.pdf"),
        ("2025年考核办法.pdf", "2024年考核办法.pdf", "2025年考核办法.pdf"),
        ("完全不同.doc", "考核办法.pdf", ""),
        ("考核办法.pdf", "D:\\资料\\考核办法.pdf", "考核办法.pdf"),
    ],
)
def test_the_nearest_name_is_suggested(there: str, named: str, near: str, tmp_path: Path) -> None:
    (item,) = looked(named, put(tmp_path, there)).evidence or ()
    assert item.problem
    assert dict(item.problem.values)["nearest"] == near


def test_an_empty_file_is_no_evidence(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf", content=b"")
    (item,) = looked("a.pdf", tmp_path).evidence or ()
    assert (item.state, item.size, item.sha256) == ("empty", 0, "")


def test_a_file_at_the_bound_is_read_and_one_beyond_is_not(tmp_path: Path) -> None:
    put(tmp_path, "a.pdf", content=b"x" * 1000)
    assert states("a.pdf", tmp_path, max_size=1000) == [("found", "a.pdf")]
    assert states("a.pdf", tmp_path, max_size=999) == [("too_large", "a.pdf")]


def test_links_and_document_numbers_are_listed_and_not_looked_for(tmp_path: Path) -> None:
    station = looked("广电发〔2020〕79号；https://a.cn/b.pdf", tmp_path)
    assert [item.state for item in station.evidence or ()] == ["document", "link"]
    assert station.problems == assess(SCORED, answers(SCORED, {A: 50.0})).problems == ()


# --- how far it goes ---------------------------------------------------------------------------------


NEEDED = flat(indicator(A, evidence=Evidence()), indicator("M01.b"))


@pytest.mark.says("5.12")
@pytest.mark.parametrize(
    ("cell", "last"),
    [
        ("", None),
        ("广电发〔2020〕79号；https://a.cn/b.pdf", "claimed"),
        ("gone.pdf", "named"),
        ("a.pdf；gone.pdf", "named"),  # one of two is not there
        ("empty.pdf", "named"),
        ("two.pdf", "named"),
        ("../a.pdf", "named"),
        ("large.pdf", "named"),
        ("a.pdf", "found"),
        ("a.pdf；x/two.pdf；文〔2025〕1号", "found"),
        ("；".join(["a.pdf"] * (check_module.MOST_NAMES + 1)), "named"),  # nobody looked for the last
    ],
)
def test_a_file_that_is_not_there_is_no_evidence(cell: str, last: str | None, tmp_path: Path) -> None:
    """Of an answer of 50 and one of 30 that needs no evidence, in equal parts: 40 where it counts, 15 where not."""
    put(tmp_path, "a.pdf", "x/two.pdf", "y/two.pdf", content=b"xxxx")
    put(tmp_path, "large.pdf", content=b"x" * 20)
    put(tmp_path, "empty.pdf", content=b"")
    read = answers(NEEDED, {A: 50.0, "M01.b": 30.0})
    answer = replace(read.answers[A], evidence=cell, evidence_location=PLACE)
    station = assess(NEEDED, replace(read, answers={**read.answers, A: answer}))
    found = with_backing(NEEDED, check_evidence(station, tmp_path, 10)).backing
    assert found is not None
    order = ("claimed", "named", "found")
    reached = order[: order.index(last) + 1] if last else ()
    assert found.reached == ({A: last} if last else {})
    assert [(each.stage, each.answers, each.of, each.score) for each in found.stages] == [
        (stage, int(stage in reached), 1, 40.0 if stage in reached else 15.0) for stage in order
    ]
    assert found.stages[0].score == station.index.evidenced


def test_what_is_blank_or_not_in_play_has_no_stage(tmp_path: Path) -> None:
    """It has no answer that evidence could prove, whatever its cell names."""
    read = answers(NEEDED, {"M01.b": 30.0}, evidence=(A,))
    station = with_backing(NEEDED, check_evidence(assess(NEEDED, read), put(tmp_path, "a.pdf")))
    assert station.backing is not None
    assert station.backing.reached == {}
    assert [(each.answers, each.of) for each in station.backing.stages] == [(0, 0)] * 3


@given(
    st.lists(st.sampled_from(["a.pdf", "gone.pdf", "文1号", "", "a.pdf；gone.pdf"]), min_size=2, max_size=2), st.data()
)
def test_every_stage_is_a_part_of_the_one_before(cells: list[str], data: Any) -> None:
    """Answers and scores never rise from one to the next, and the first is the evidenced score."""
    framework = flat(*(indicator(f"M01.{name}", evidence=Evidence(required=data.draw(st.booleans()))) for name in "ab"))
    read = answers(framework, {"M01.a": data.draw(st.floats(0, 100)), "M01.b": data.draw(st.floats(0, 100))})
    given_ = {
        name: replace(answer, evidence=cell) for (name, answer), cell in zip(read.answers.items(), cells, strict=True)
    }
    station = assess(framework, replace(read, answers=given_))
    with TemporaryDirectory() as folder:
        found = with_backing(framework, check_evidence(station, put(Path(folder), "a.pdf"))).backing
    assert found is not None
    assert found.stages[0].score == station.index.evidenced
    for before, after in pairwise(found.stages):
        assert before.answers >= after.answers
        assert (before.score or 0.0) >= (after.score or 0.0)


def test_scores_do_not_move(tmp_path: Path) -> None:
    """`evidenced` counts what was named; whether the file is there is said beside it."""
    missing, found = looked("a.pdf", tmp_path), looked("a.pdf", put(tmp_path, "a.pdf"))
    assert missing.index == found.index
    assert missing.results == found.results


# --- hostile names and folders ------------------------------------------------------------------------


@posix
def test_nothing_outside_the_folder_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither by a path nor through a link, to a file or of a folder; what is within may be linked."""
    secret = put(tmp_path / "outside", "secret.pdf") / "secret.pdf"
    inside = put(tmp_path / "inside", "real/a.pdf")
    (inside / "link.pdf").symlink_to(secret)
    (inside / "dead.pdf").symlink_to(inside / "gone.pdf")
    (inside / "loop.pdf").symlink_to(inside / "loop.pdf")
    (inside / "folder").symlink_to(secret.parent, target_is_directory=True)
    (inside / "self").symlink_to(inside, target_is_directory=True)
    (inside / "good.pdf").symlink_to(inside / "real" / "a.pdf")
    opened: list[str] = []
    original = os.open
    monkeypatch.setattr(folder_module.os, "open", lambda path, flags: opened.append(str(path)) or original(path, flags))
    cell = f"link.pdf；dead.pdf；loop.pdf；folder/secret.pdf；../outside/secret.pdf；{secret}；self/link.pdf；good.pdf"
    assert states(cell, inside) == [
        ("outside", ""),
        ("not_a_file", ""),
        ("not_a_file", ""),
        ("missing", ""),
        ("outside", ""),
        ("outside", ""),
        ("missing", ""),
        ("found", "good.pdf"),
    ]
    assert opened == [str(inside.resolve() / "real" / "a.pdf")]


@posix
def test_devices_and_pipes_are_not_opened(tmp_path: Path) -> None:
    """A pipe would wait for ever."""
    os.mkfifo(tmp_path / "pipe.pdf")
    assert states("pipe.pdf", tmp_path) == [("not_a_file", "")]
    (tmp_path / "zero.pdf").symlink_to("/dev/zero")
    assert states("zero.pdf", tmp_path) == [("outside", "")]


@posix
@pytest.mark.parametrize("became", ["link", "pipe", "folder link"])
def test_what_is_exchanged_after_the_walk_is_not_followed(became: str, tmp_path: Path) -> None:
    """Between the walk and the reading, a file turns into a link, a pipe, or something behind a linked folder."""
    secret = put(tmp_path / "outside", "a.pdf", content=b"secret")
    inside = put(tmp_path / "inside", "sub/a.pdf")
    walked = Folder(inside, 1000)
    (entry,) = walked.entries("a.pdf")
    path = inside / "sub" / "a.pdf"
    path.unlink()
    if became == "link":
        path.symlink_to(secret / "a.pdf")
    elif became == "pipe":
        os.mkfifo(path)
    else:
        path.parent.rmdir()
        path.parent.symlink_to(secret, target_is_directory=True)
    assert walked.read(entry).fault == "not_a_file"


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_why(tmp_path: Path) -> None:
    (put(tmp_path, "a.pdf") / "a.pdf").chmod(0)
    assert states("a.pdf", tmp_path) == [("unreadable", "a.pdf")]


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fails: the system's own words."""

    def fails(*_: Any) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(folder_module.os, "open", fails)
    (item,) = looked("a.pdf", put(tmp_path, "a.pdf")).evidence or ()
    assert item.state == "unreadable"
    assert item.problem
    assert dict(item.problem.values)["reason"] == "Input/output error"


def test_a_cell_of_thousands_of_names_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And said to be; the nearest names of a hundred are looked for and of no more."""
    guesses: list[str] = []
    monkeypatch.setattr(folder_module, "nearest", lambda word, *_: guesses.append(word) or "")
    put(tmp_path, "a.pdf")
    station = looked("；".join(f"{at}.pdf" for at in range(9000)), tmp_path)
    assert len(station.evidence or ()) == check_module.MOST_NAMES
    assert [item.code for item in station.problems[-1:]] == ["evidence-too-many"]
    assert len(guesses) <= 100


def test_a_folder_of_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole disk is no folder of evidence."""
    monkeypatch.setattr(folder_module, "MOST_ENTRIES", 2)
    put(tmp_path, "a", "b")
    assert states("a", tmp_path) == [("found", "a")]
    put(tmp_path, "sub/c")
    with pytest.raises(ConfigError) as caught:
        Folder(tmp_path, 1000)
    assert [item.code for item in caught.value.problems] == ["evidence-dir-too-large"]


@given(st.text(max_size=60))
def test_any_cell_is_taken(text: str) -> None:
    """No text ends in a crash, and every name that is given back stands in the cell."""
    folder = Path(__file__).parent / "golden"
    for item in looked(text, folder).evidence or ():
        assert item.named in text


# --- problems and reports ----------------------------------------------------------------------------


def every_problem(tmp_path: Path) -> Assessment:
    """Files in every state that a folder shows."""
    put(tmp_path, "good.pdf", "x/two.pdf", "y/two.pdf", "folder/z.pdf", "large.pdf")
    put(tmp_path, "empty.pdf", content=b"")
    put(tmp_path, "large.pdf", content=b"x" * 20)
    cell = "good.pdf；empty.pdf；two.pdf；folder；large.pdf；gone.pdf；../up.pdf；文〔2025〕1号；https://a.cn"
    return looked(cell, tmp_path, max_size=10)


STATES = ["found", "empty", "ambiguous", "not_a_file", "too_large", "missing", "outside", "document", "link"]


def test_every_state_has_its_code_and_its_place(tmp_path: Path) -> None:
    station = every_problem(tmp_path)
    assert [item.state for item in station.evidence or ()] == STATES
    faults = [item for item in station.problems if item.code.startswith("evidence-")]
    assert [item.code for item in faults] == [f"evidence-{state.replace('_', '-')}" for state in STATES[1:-2]]
    assert {(item.severity, item.location) for item in faults} == {("warning", PLACE)}
    for item in faults:
        for language in ("zh", "en"):
            assert "{" not in message(language, item) + hint(language, item)


def test_every_code_of_evidence_is_provoked_here() -> None:
    source = Path(__file__).read_text("utf-8")
    codes = {key for key in words.WORDS if "/" not in key}
    by_state = {f"evidence-{state.replace('_', '-')}" for state in [*STATES, "unreadable"]}
    assert {code for code in codes - by_state if f'"{code}"' not in source and f"[{code}]" not in source} == set()


def cohort(station: Assessment, language: Any = "en") -> Cohort:
    return Cohort(framework=SCORED, language=language, entries=(station,))


def test_the_text_lists_what_does_not_stand_and_says_it_once(tmp_path: Path) -> None:
    text = on_terminal(cohort(with_backing(SCORED, every_problem(tmp_path))), 120, 0)
    assert "Evidence files: 7 named, 1 found; besides 1 link and 1 document number" in text
    assert text.count("[warning] 问卷!F5") == text.count("[warning]") == 6
    assert "good.pdf" not in text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", ["text", "markdown", "html", "word", "excel", "json", "csv"])
def test_every_format_says_how_far_the_evidence_goes(form: str, language: Language, tmp_path: Path) -> None:
    """Each stage by its name with its answers and the index by them; nothing of it where nobody looked."""
    put(tmp_path, "a.pdf")
    read = answers(NEEDED, {A: 50.0, "M01.b": 30.0})
    answer = replace(read.answers[A], evidence="a.pdf；gone.pdf", evidence_location=PLACE)
    plain = assess(NEEDED, replace(read, answers={**read.answers, A: answer}))
    station = with_backing(NEEDED, check_evidence(plain, tmp_path))
    said, silent = (
        rendered(Cohort(framework=NEEDED, language=language, entries=(each,)), form) for each in (station, plain)
    )
    assert station.backing is not None
    for staged in station.backing.stages:
        name = say(language, f"evidence.stage-{staged.stage}")
        figures = (staged.answers, staged.of, staged.score)
        if form == "json":
            (found,) = json.loads(said)["stations"]
            assert {"stage": staged.stage, "answers": figures[0], "of": figures[1], "score": figures[2]} in found[
                "evidence_stages"
            ]
        elif form == "csv":
            heads, row, *_ = csv.reader(said.decode("utf-8-sig").splitlines())
            assert row[heads.index(say(language, "evidence.reached"))] == say(language, "evidence.stage-named")
        elif form == "excel":
            rows = [[cell.value for cell in line] for line in load_workbook(BytesIO(said)).worksheets[1].iter_rows()]
            assert [name, *figures] in [row[:4] for row in rows]
        else:
            text = re.sub(r"[|\s]+", " ", re.sub(r"<[^>]+>", " ", said_in(form, said)))
            assert f" {name} {staged.answers} {staged.of} {staged.score:.1f} " in text
    words = {say(language, f"evidence.stage-{stage}") for stage in ("named", "found")}
    if form == "json":
        assert json.loads(silent)["stations"][0]["evidence_stages"] is None
    elif form == "excel":
        cells = {cell.value for sheet in load_workbook(BytesIO(silent)) for line in sheet.iter_rows() for cell in line}
        assert not cells & words
    else:
        assert not any(f"{word} " in said_in(form, silent) for word in words)


def test_without_a_folder_no_report_says_a_word_of_files() -> None:
    station = assess(SCORED, answers(SCORED, {A: 50.0}, evidence=(A,)))
    assert station.evidence is None
    assert "Evidence files" not in on_terminal(cohort(station))
    book = load_workbook(BytesIO(render_workbook(cohort(station))))
    assert "Files looked for" not in [cell.value for cell in book["Evidence"][3]]


def test_the_sheet_of_evidence_has_state_and_sha_of_each_file(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(render_workbook(cohort(every_problem(tmp_path)))))
    lines = [[cell.value for cell in line] for line in book["Evidence"].iter_rows(min_row=3)]
    assert lines[1][lines[0].index("Missing")] == "Not all files"
    shown = str(lines[1][lines[0].index("Files looked for")]).split("\n")
    digits = hashlib.sha256(b"x").hexdigest()[:12]
    assert shown[0] == f"good.pdf: found, sha256 {digits}…"
    assert shown[1:3] == ["empty.pdf: empty", "two.pdf: several of this name"]
    assert len(shown) == 7
    codes = [cell.value for cell in book["Problems"]["C"]]
    assert "evidence-missing" in codes


def test_the_command_records_what_it_finds(framework: Framework, tmp_path: Path) -> None:
    """From the workbook's own cell to JSON; exit code 0, because a missing file is no fault of the run."""
    station = fill(
        framework, answers={"M16.studios": 2}, evidence={"M16.studios": "名单.xlsx；缺.pdf"}, path=tmp_path / "s.xlsx"
    )
    folder = put(tmp_path / "evidence", "名单.xlsx")
    done = convergence("assess", station, "--evidence-dir", folder, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    (found,) = json.loads(done.stdout)["stations"]
    one, two = found["evidence_files"]
    assert one == {
        "indicator": "M16.studios", "named": "名单.xlsx", "state": "found", "path": "名单.xlsx",
        "sha256": hashlib.sha256(b"x").hexdigest(), "size": 1, "sheet": "问卷", "cell": two["cell"], "problem": None,
    }  # fmt: skip
    assert (two["state"], two["cell"][0]) == ("missing", "F")
    assert [item["cell"] for item in found["problems"] if item["code"] == "evidence-missing"] == [two["cell"]]
    assert str(tmp_path) not in done.stdout
    plain = json.loads(convergence("assess", station, "--format", "json").stdout)["stations"][0]
    assert plain["evidence_files"] is None
    assert plain["index"] == found["index"]


def test_stages_that_the_evidence_does_not_give_are_refused(framework: Framework, tmp_path: Path) -> None:
    """A saved report says them again by what it holds of the files; one that was changed by hand is not believed."""
    station = fill(framework, answers={"M16.studios": 2}, evidence={"M16.studios": "缺.pdf"}, path=tmp_path / "s.xlsx")
    (tmp_path / "evidence").mkdir()
    saved = tmp_path / "r.json"
    convergence("assess", station, "--evidence-dir", tmp_path / "evidence", "--export", saved)
    again = convergence("report", saved, "--format", "json")
    content = json.loads(saved.read_text("utf-8"))
    stages = content["stations"][0]["evidence_stages"]
    assert json.loads(again.stdout)["stations"][0]["evidence_stages"] == stages
    assert [each["answers"] for each in stages] == [1, 1, 0]
    for at, key, forged in ((2, "answers", 1), (2, "score", stages[0]["score"]), (2, "of", 2)):
        changed = json.loads(json.dumps(content))
        changed["stations"][0]["evidence_stages"][at][key] = forged
        path = tmp_path / "forged.json"
        path.write_text(json.dumps(changed), encoding="utf-8")
        done = convergence("report", path, "--lang", "en")
        assert (done.returncode, "report-altered" in done.stderr) == (2, True)


@pytest.mark.parametrize("name", ["gone", "s.xlsx"])
def test_a_folder_that_is_none_is_2(name: str, framework: Framework, tmp_path: Path) -> None:
    station = fill(framework, path=tmp_path / "s.xlsx")
    done = convergence("assess", station, "--evidence-dir", tmp_path / name, "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"error[evidence-dir]: the evidence folder “{name}” cannot be opened" in done.stderr


def test_the_bound_has_an_option(framework: Framework, tmp_path: Path) -> None:
    station = fill(framework, answers={"M16.studios": 2}, evidence={"M16.studios": "a.mp4"}, path=tmp_path / "s.xlsx")
    put(tmp_path / "evidence", "a.mp4", content=b"x" * ((1 << 20) + 1))
    done = convergence(
        "assess", station, "--evidence-dir", tmp_path / "evidence", "--max-evidence", "1", "--lang", "en"
    )
    assert "is larger than 1 MB and was not checked" in " ".join(done.stdout.split())
