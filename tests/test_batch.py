"""`convergence batch` as people run it: good and bad files, gates, exports, taken up again, without names."""

import csv
import gzip
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from conftest import ROOT
from hostile import HOSTILE
from reports import EXAMPLES, example
from running import convergence
from working import Deadly

from convergence_cli.cohort.discover import discover
from convergence_cli.cohort.gather import gather
from convergence_cli.cohort.pool import judge_all
from convergence_cli.cohort.processes import Limits, Processes
from convergence_cli.errors import ConfigError
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Framework
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.report import BATCH_SUFFIXES
from convergence_cli.saved.read import read_content

GOOD = tuple("merged-city" if name == "typical-city-2024" else name for name in EXAMPLES if name != "broken")
"""Each of them one station: of two years of one only the latest counts."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five stations."""
    place = tmp_path_factory.mktemp("stations")
    for name in GOOD:
        shutil.copy(ROOT / "examples" / f"{name}.xlsx", place)
    return place


@pytest.fixture(scope="module")
def exported(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one run over them writes, in every format."""
    place = tmp_path_factory.mktemp("exports")
    run(folder, place, "--jobs", "2")
    return place


def run(folder: Path, place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    exports = [word for suffix in BATCH_SUFFIXES for word in ("-o", str(place / f"batch{suffix}"))]
    done = convergence("batch", ".", *exports, *words, "--lang", "zh", cwd=folder)
    assert done.returncode == 0, done.stderr
    return done


def contents(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(place.iterdir())}


def test_every_format_is_written(exported: Path) -> None:
    assert list(contents(exported)) == sorted(f"batch{suffix}" for suffix in BATCH_SUFFIXES)
    rows = list(csv.reader(io.StringIO((exported / "batch.csv").read_text("utf-8-sig"))))
    assert len(rows) == 1 + len(GOOD)
    ranks = [row[rows[0].index("名次")] for row in rows[1:]]
    assert sorted(ranks) == ["1", "2", "3", "4", "5"]


def test_one_process_or_two_write_the_same(folder: Path, exported: Path, tmp_path: Path) -> None:
    """To the byte: the order of finishing is nobody's business."""
    run(folder, tmp_path, "--jobs", "1")
    assert contents(tmp_path) == contents(exported)


def test_a_saved_batch_gives_the_same_documents(exported: Path, tmp_path: Path) -> None:
    """Without a workbook."""
    again = [word for suffix in BATCH_SUFFIXES for word in ("-o", tmp_path / f"batch{suffix}")]
    done = convergence("report", exported / "batch.json", "-q", *again)
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path) == contents(exported)


def test_a_packed_report_is_read_as_the_plain_one(exported: Path) -> None:
    """To whoever goes on from it, too; what was cut off or added is no report."""
    packed, plain = (convergence("report", exported / f"batch.json{end}", "-f", "csv") for end in (".gz", ""))
    assert (packed.returncode, packed.stdout) == (0, plain.stdout)
    content = (exported / "batch.json.gz").read_bytes()
    spoilt = exported.with_name("spoilt.json.gz")
    for bad in (content[:-9], content + b"x", content[:20], content[:30] + content[31:]):
        spoilt.write_bytes(bad)
        done = convergence("report", spoilt)
        assert (done.returncode, "file-unreadable" in done.stderr) == (2, True)


def test_json_lines_say_what_the_document_says(exported: Path) -> None:
    """All but the stations on the first line, then each of them, then the mark."""
    document = json.loads((exported / "batch.json").read_text("utf-8"))
    head, *stations, mark = map(json.loads, (exported / "batch.jsonl").read_text("utf-8").splitlines())
    assert stations == document.pop("stations")
    assert (head, list(mark)) == ({key: found for key, found in document.items() if key != "imprint"}, ["imprint"])


def test_what_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is there."""
    monkeypatch.setattr("convergence_cli.saved.read._MOST_BYTES", 1 << 20)
    (tmp_path / "big.json.gz").write_bytes(gzip.compress(b" " * (1 << 20) + b" "))
    with pytest.raises(ConfigError) as caught:
        read_content(tmp_path / "big.json.gz")
    assert [item.code for item in caught.value.problems] == ["input-too-large"]


def test_a_batch_is_not_handed_in_as_a_paper(exported: Path, folder: Path, tmp_path: Path) -> None:
    """Word is for one station, whether the batch was run now or saved."""
    for words in (("batch", folder), ("report", exported / "batch.json")):
        done = convergence(*words, "-o", tmp_path / "batch.docx")
        assert (done.returncode, "export-suffix" in done.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_scores_do_not_depend_on_who_else_is_there(exported: Path) -> None:
    """Each station's numbers are those that `assess` gives it alone."""
    stations = {item["file"]: item for item in json.loads((exported / "batch.json").read_text("utf-8"))["stations"]}
    for name in GOOD:
        (entry,) = example(name).entries
        assert isinstance(entry, Assessment)
        saved = stations[f"{name}.xlsx"]
        assert saved["index"]["score"] == entry.index.score
        assert [item["points"] for item in saved["indicators"] if "points" in item] == [
            result.points for result in entry.results
        ]


def test_bad_files_cost_only_themselves(folder: Path, tmp_path: Path) -> None:
    """Every good station is scored, every bad one named; 2, or 0 where that was said to be all right."""
    place = tmp_path / "mixed"
    shutil.copytree(folder, place)
    shutil.copy(ROOT / "examples" / "broken.xlsx", place)
    bad = ["broken.xlsx"]
    for number, (kind, (build, _)) in enumerate(sorted(HOSTILE.items())):
        made = build(tmp_path)
        if made.is_file() and made.stat().st_size < 5_000_000 and number % 4 == 0:
            bad.append(f"bad-{number:02}{made.suffix or '.xlsx'}")
            shutil.copy(made, place / bad[-1])
        assert kind
    done = convergence("batch", place, "--format", "json", "--lang", "zh")
    assert done.returncode == 2
    document = json.loads(done.stdout)
    assert len(document["stations"]) == len(GOOD)
    named = {Path(item["file"]).name for item in document["failures"]}
    unread = {name for name in bad if Path(name).suffix in (".xlsx", ".xls", ".xlsb", ".ods", ".xlsm", ".et")}
    assert named == unread
    assert len(unread) > 10
    assert convergence("batch", place, "--allow-unreadable", "-q").returncode == 0


def test_how_stations_are_ranked_can_be_asked_for(folder: Path, tmp_path: Path) -> None:
    """Printed, kept in the report, and the same when the report is rendered again."""
    asked = ("--rank-coverage", "100%", "--draws", "50", "--top-k", "2", "--seed", "7", "--lang", "en")
    saved = tmp_path / "batch.json"
    done = convergence("batch", folder, *asked, "-o", saved, "-o", tmp_path / "one.html")
    assert done.returncode == 0, done.stderr
    document = json.loads(saved.read_text("utf-8"))
    kept = {key: document["ranking"][key] for key in ("coverage_floor", "draws", "top", "seed")}
    assert kept == {"coverage_floor": 1.0, "draws": 50, "top": 2, "seed": 7}
    full = [item["index"]["coverage"] == 1 for item in document["stations"]]
    assert [item["place"]["rank"] is not None for item in document["stations"]] == full
    assert not all(full)
    again = convergence("report", saved, "-o", tmp_path / "two.html", "--lang", "en")
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
    assert again.stdout == done.stdout
    document["ranking"] |= {"draws": 10**9, "coverage_floor": 2}
    saved.write_text(json.dumps(document), "utf-8")
    refused = convergence("report", saved, "--lang", "en")
    assert refused.returncode == 2
    assert refused.stderr.count("error[report-shape]") == 2
    wrong = convergence("batch", folder, "--rank-coverage", "two thirds", "--lang", "en")
    assert wrong.returncode == 2
    assert "error[option-value]" in wrong.stderr


def test_reports_in_the_folder_are_no_stations(folder: Path, tmp_path: Path) -> None:
    """Whatever the program wrote about the stations: it is passed over and counted, and nobody's answers."""
    place = tmp_path / "with-reports"
    shutil.copytree(folder, place)
    one, two = (place / f"{name}.xlsx" for name in ("county-centre", "typical-city"))
    for words in (
        ("assess", one, "-o", "gaps.xlsx"),
        ("batch", ".", "-o", "cohort.xlsx"),
        ("plan", one, "--budget", "12", "-o", "roadmap.xlsx"),
        ("compare", one, two, "-o", "change.xlsx"),
        ("review", one, "-o", "review.xlsx"),
        ("review", one, "--read", "review.xlsx", "--export", "reviewed.xlsx"),
    ):
        assert convergence(*words, "--quiet", cwd=place).returncode == 0, words
    done = convergence("batch", place, "--format", "json", "--lang", "en")
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["stations"]) == len(GOOD)
    written = ("change.xlsx", "cohort.xlsx", "gaps.xlsx", "review.xlsx", "reviewed.xlsx", "roadmap.xlsx")
    told = next(line for line in done.stderr.splitlines() if "cohort.xlsx" in line)
    assert "6" in told
    assert sum(name in told for name in written) == 5  # as many as are listed


def test_a_killed_worker_costs_one_file(folder: Path, framework: Framework, tmp_path: Path) -> None:
    """Each file that did it is named as what it is, and everyone else is judged."""
    place = tmp_path / "deadly"
    shutil.copytree(folder, place)
    earned = {"eater": "memory-exhausted", "hanging": "file-timeout", "killer": "worker-died"}
    for name in earned:
        shutil.copy(place / f"{GOOD[0]}.xlsx", place / f"{name}.xlsx")
    submissions = discover([str(place)]).submissions
    judge = Deadly(framework=framework, bounds=Bounds())
    done = dict(judge_all(submissions, Processes(judge, len(submissions), 2, Limits(seconds=2))))
    cohort = gather(framework, "zh", submissions, done).cohort
    told = {Path(failure.file).stem: [item.code for item in failure.problems] for failure in cohort.failures}
    assert told == {name: [code] for name, code in earned.items()}
    assert sorted(Path(entry.file).stem for entry in cohort.stations) == sorted(GOOD)


def test_a_batch_with_limits_says_what_one_without_says(folder: Path) -> None:
    done = convergence("batch", folder, "--file-timeout", "20", "--file-memory", "1024", "--format", "json")
    assert done.returncode == 0
    assert done.stdout == convergence("batch", folder, "--format", "json").stdout


@pytest.mark.parametrize("option", ["--file-timeout", "--file-memory"])
def test_limits_that_nobody_would_hold_to_are_refused(folder: Path, option: str) -> None:
    """On a cluster: better no run than one without the limit that was asked for."""
    done = convergence("batch", folder, "--dask", "tcp://127.0.0.1:9", option, "1000")
    assert (done.returncode, "dask-no-limits" in done.stderr, option in done.stderr) == (2, True, True)


@pytest.mark.parametrize(("allowed", "code"), [("1", 1), ("2", 0), ("39%", 1), ("40%", 0)])
def test_so_many_may_fail(folder: Path, allowed: str, code: int) -> None:
    """Two of five are below 50; equal passes."""
    done = convergence("batch", folder, "--fail-under", "50", "--max-failing", allowed, "--lang", "en")
    assert done.returncode == code
    assert len(re.findall(r"fail-under .*needs 50", done.stderr)) == 2


def test_nothing_to_judge_is_never_0(tmp_path: Path) -> None:
    assert convergence("batch", tmp_path).returncode == 2


class TestTakenUpAgain:
    """`--resume` judges what changed, and the report is that of a whole run."""

    def test_unchanged_workbooks_are_taken_over(self, folder: Path, exported: Path, tmp_path: Path) -> None:
        done = run(folder, tmp_path, "--resume", str(exported / "batch.json"))
        assert done.stderr.startswith("5 份问卷没有变化")
        assert contents(tmp_path) == contents(exported)

    def test_a_changed_one_is_judged_anew(self, folder: Path, exported: Path, tmp_path: Path) -> None:
        place = tmp_path / "changed"
        shutil.copytree(folder, place)
        shutil.copy(place / "central-body.xlsx", place / "county-centre.xlsx")
        out, whole = tmp_path / "out.json", tmp_path / "whole.json"
        again = convergence("batch", ".", "--resume", exported / "batch.json", "-o", out, cwd=place)
        assert again.stderr.startswith("4 份")
        convergence("batch", ".", "-o", whole, cwd=place)
        assert out.read_bytes() == whole.read_bytes()

    def test_what_another_framework_said_is_not_taken_over(self, folder: Path, exported: Path, tmp_path: Path) -> None:
        old = tmp_path / "old.json"
        document = json.loads((exported / "batch.json").read_text("utf-8"))
        document["framework"]["sha256"] = "0" * 64
        old.write_text(json.dumps(document))
        done = convergence("batch", ".", "--resume", old, "--lang", "zh", cwd=folder)
        assert done.stderr.startswith("0 份")


def typed(framework: Framework) -> Iterator[str]:
    """Every text of the stations' own, framework's words apart: names, contacts, evidence, notes, free table cells."""
    own = {text.zh for item in framework.indicators for text in framework.options(item).values()}
    own |= {text.zh for question in framework.profile for text in question.options.values()}
    for name in GOOD:
        (entry,) = example(name).entries
        assert isinstance(entry, Assessment)
        read = entry.questionnaire
        for answer in (*read.profile.values(), *read.answers.values()):
            texts = [answer.evidence, answer.note, *([answer.value] if answer.id in ("name", "contact") else [])]
            yield from (str(text) for text in texts if text and text not in own)
        for table in framework.tables:
            free = [column.id for column in table.columns if column.type == "text"]
            rows = read.tables[table.id].rows
            yield from (str(row.values[column]) for row in rows for column in free if column in row.values)


def test_without_names_no_text_of_a_workbook_is_anywhere(folder: Path, framework: Framework, tmp_path: Path) -> None:
    """Neither in a file nor on a screen; file names say who a station is, too."""
    done = run(folder, tmp_path, "--redact", "--format", "text")
    everything = done.stdout + done.stderr
    for path in tmp_path.iterdir():
        if path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
            everything += "\n".join(str(value) for value in cells if value is not None)
        elif path.suffix == ".gz":
            everything += gzip.decompress(path.read_bytes()).decode()
        else:
            everything += path.read_text("utf-8-sig")
    shown = repr(framework)
    wanted = {text for text in typed(framework) if len(text) > 2 and text not in shown}
    assert len(wanted) > 300
    assert sorted(text for text in wanted if text in everything) == []
    assert [name for name in GOOD if name in everything] == []
    assert "机构001" in everything


def test_reports_of_stations_cannot_be_without_names(folder: Path, tmp_path: Path) -> None:
    done = convergence("batch", folder, "--redact", "--export-each", tmp_path)
    assert (done.returncode, "redact-with-reports" in done.stderr) == (2, True)


def test_each_station_gets_its_gap_report(folder: Path, tmp_path: Path) -> None:
    """In every format that is asked for, to the byte what `assess` writes."""
    asked = [word for form in ("xlsx", "json", ".docx") for word in ("--each-format", form)]
    done = convergence("batch", ".", "--export-each", tmp_path, *asked, cwd=folder)
    assert done.returncode == 0
    assert f"{3 * len(GOOD)} 份差距报告" in done.stderr
    names = {f"{name}.gaps{suffix}" for name in GOOD for suffix in (".xlsx", ".json", ".docx")}
    assert {path.name for path in tmp_path.iterdir()} == names
    single = [tmp_path / f"single{suffix}" for suffix in (".xlsx", ".json", ".docx")]
    convergence("assess", "typical-city.xlsx", *(word for path in single for word in ("-o", path)), "-q", cwd=folder)
    for path in single:
        assert (tmp_path / f"typical-city.gaps{path.suffix}").read_bytes() == path.read_bytes()


def test_of_a_workbook_that_cannot_be_judged_no_older_report_stays(folder: Path, tmp_path: Path) -> None:
    """What is wrong stands in its place, but in that of a ledger, in which people wrote: that stays, and is named."""
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    book = tmp_path / "in" / "a.xlsx"
    words = ("batch", "in", "--export-each", "out", "--each-format", "xlsx", "--each-format", "md", "--lang", "en")
    shutil.copy(folder / "typical-city.xlsx", book)
    assert convergence(*words, cwd=tmp_path).returncode == 0
    shutil.copy(ROOT / "examples" / "broken.xlsx", book)
    done = convergence(*words, cwd=tmp_path)
    assert (done.returncode, "wrote 2 gap reports" in done.stderr) == (2, True), done.stderr
    assert "unknown-id" in (tmp_path / "out" / "a.gaps.md").read_text("utf-8")
    shutil.copy(folder / "typical-city.xlsx", book)
    assert convergence(*words, cwd=tmp_path).returncode == 0
    report = tmp_path / "out" / "a.gaps.xlsx"
    workbook = openpyxl.load_workbook(report)
    workbook.save(report)  # as a person does who has typed something
    kept = report.read_bytes()
    shutil.copy(ROOT / "examples" / "broken.xlsx", book)
    done = convergence(*words, "--allow-unreadable", cwd=tmp_path)
    assert (done.returncode, "ledger-left" in done.stderr, "wrote 1 gap report" in done.stderr) == (2, True, True)
    assert report.read_bytes() == kept


@pytest.mark.parametrize(
    ("words", "code"),
    [(("--each-format", "json"), "option-needs"), (("--export-each", ".", "--each-format", "odt"), "option-value")],
)
def test_a_format_of_gap_reports_has_to_be_one(words: tuple[str, ...], code: str, folder: Path) -> None:
    done = convergence("batch", ".", *words, cwd=folder)
    assert (done.returncode, done.stdout, code in done.stderr) == (2, "", True)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_an_interrupted_run_leaves_the_old_export(folder: Path, tmp_path: Path) -> None:
    """130, workers gone, nothing half."""
    place = tmp_path / "many"
    place.mkdir()
    for number in range(800):
        (place / f"{number}.xlsx").hardlink_to(folder / f"{GOOD[number % len(GOOD)]}.xlsx")
    out = tmp_path / "out.json"
    out.write_text("old")
    command = [
        sys.executable,
        "-m",
        "convergence_cli",
        "batch",
        str(place),
        "-o",
        str(out),
        "--jobs",
        "1",
        "--overwrite",
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert out.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["many", "out.json"]
