"""The guard lets no hostile workbook reach a parser, and no honest one be refused."""

import json
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hostile import HARMLESS, HOSTILE, book, deflated, sheet, written, xlsx, zipped

import convergence_cli
from convergence_cli.errors import WorkbookError
from convergence_cli.questionnaire.guard import Bounds, Kind, guard

pytest.importorskip("resource", reason="limits of processes exist on POSIX only")

SECONDS, MEGABYTES = 5.0, 500
# Guard, then read everything as the program does; the limit of memory turns an abort into a failing test.
CHILD = """
import io, json, resource, sys, time
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
from convergence_cli.errors import WorkbookError
from convergence_cli.questionnaire.guard import Bounds, guard
start, checked, codes, shape = time.perf_counter(), 0.0, [], []
try:
    guarded = guard(Path(sys.argv[1]), Bounds())
except WorkbookError as error:
    codes = [problem.code for problem in error.problems]
else:
    checked = time.perf_counter() - start
    import python_calamine
    workbook = python_calamine.load_workbook(io.BytesIO(guarded.data))
    for name in workbook.sheet_names:
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        shape.append([len(rows), max(map(len, rows), default=0)])
seconds = time.perf_counter() - start
status = Path("/proc/self/status")
if status.exists():
    # Not ru_maxrss, which a child begins with the size of the process that started it.
    peak = next(int(line.split()[1]) for line in status.open() if line.startswith("VmHWM")) / 1024
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1024)
print(json.dumps({"codes": codes, "shape": shape, "checked": checked, "seconds": seconds, "megabytes": peak}))
"""


def run(path: Path) -> Any:
    """What a process of its own makes of a file: codes, shapes of its sheets, seconds, megabytes."""
    root = str(Path(convergence_cli.__file__).parents[1])
    command = [sys.executable, "-c", CHILD, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=root, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def refusal(path: Path, bounds: Bounds | None = None) -> tuple[str, dict[str, Any]]:
    """The code and the values with which a file is refused."""
    with pytest.raises(WorkbookError) as caught:
        guard(path, bounds or Bounds())
    (found,) = caught.value.problems
    assert found.location.file == path.name
    return found.code, dict(found.values)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_with_its_own_code(name: str, tmp_path: Path) -> None:
    """Each hostile file gets the code that says what is wrong, within seconds and a few hundred MB."""
    build, code = HOSTILE[name]
    result = run(build(tmp_path))
    assert result["codes"] == [code]
    assert result["seconds"] < SECONDS
    assert result["megabytes"] < MEGABYTES


@pytest.mark.parametrize("name", HARMLESS)
def test_odd_but_honest_file_passes_and_is_read(name: str, tmp_path: Path) -> None:
    """What honest programs write passes, however odd, and the parser reads it within the same limits."""
    result = run(HARMLESS[name](tmp_path))
    assert result["codes"] == []
    assert result["shape"][0][0] >= 1
    assert result["seconds"] < SECONDS
    assert result["megabytes"] < MEGABYTES


def test_largest_accepted_extent_stays_within_limits(tmp_path: Path) -> None:
    """A sheet that just fits the bounds costs the parser no more than the limits allow."""
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="20000"><c r="CV20000"><v>1</v></c></row>'
    result = run(written(xlsx(sheet=sheet(rows)))(tmp_path))
    assert result["shape"] == [[20_000, 100]]
    assert result["megabytes"] < MEGABYTES


def questionnaire(path: Path) -> Path:
    """A workbook as openpyxl writes it, about the size of a questionnaire."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    for row in range(130):
        page.append([f"M{row:02}.1", "采编发流程是否融合", "是/否", row / 100, "佐证材料", None, "=1+1"])
    page.merge_cells("A2:C2")
    workbook.save(path)
    return path


def test_workbook_of_openpyxl_passes(tmp_path: Path) -> None:
    """What our own template writer produces passes, with its bytes, kind, hash and parts at hand."""
    path = questionnaire(tmp_path / "station.xlsx")
    guarded = guard(path, Bounds())
    assert guarded.kind == "xlsx"
    assert guarded.data == path.read_bytes()
    assert guarded.sha256 == sha256(guarded.data).hexdigest()
    assert b"<sheetData>" in guarded.part("xl/worksheets/sheet1.xml")
    assert "xl/workbook.xml" in guarded.names
    with pytest.raises(KeyError):
        guarded.part("xl/nothing.xml")


def test_kind_comes_from_content_and_not_from_the_name(tmp_path: Path) -> None:
    """An .xlsx that is called .xls is read as what it is."""
    path = questionnaire(tmp_path / "station.xlsx").rename(tmp_path / "station.xls")
    assert guard(path, Bounds()).kind == "xlsx"


@pytest.fixture(scope="session")
def saved_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a questionnaire saved by LibreOffice in each of its formats."""
    if not shutil.which("soffice"):
        pytest.skip("soffice is not on the PATH")
    folder = tmp_path_factory.mktemp("libreoffice")
    source = questionnaire(folder / "station.xlsx")
    for kind in ("xlsx", "ods", "xls"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "out"), str(source)]
        subprocess.run(command, capture_output=True, timeout=120, check=True)
    return folder / "out"


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_workbook_saved_by_libreoffice_passes(kind: Kind, saved_again: Path) -> None:
    """Each format that LibreOffice saves passes and is read in full."""
    path = saved_again / f"station.{kind}"
    assert guard(path, Bounds()).kind == kind
    result = run(path)
    assert result["codes"] == []
    assert result["shape"][0] == [130, 7]


@pytest.mark.parametrize(
    ("raised", "name"),
    [
        ({"max_size": 100}, "max-size"),
        ({"max_parts": 3}, "max-parts"),
        ({"max_part": 100}, "max-part"),
        ({"max_unpacked": 1000}, "max-unpacked"),
        ({"max_rows": 100}, "max-rows"),
        ({"max_columns": 5}, "max-columns"),
        ({"max_cells": 800}, "max-cells"),
        ({"max_texts": 3000}, "max-texts"),
        ({"max_text": 8}, "max-text"),
    ],
)
def test_each_bound_is_named_where_it_is_exceeded(raised: dict[str, int], name: str, tmp_path: Path) -> None:
    """A refusal for size says which bound it was, how much was found and how much is allowed."""
    path = questionnaire(tmp_path / "station.xlsx")
    _, values = refusal(path, Bounds(**raised))
    assert values["option"] == name
    assert values["bound"]
    assert values["found"]


@pytest.mark.parametrize(
    ("name", "found", "bound"),
    [
        ("corner to corner", "A1048576", "A20000"),
        ("implicit column", "XFD1", "SF1"),
        ("ods rectangle", "10,000,000", ""),
    ],
)
def test_extent_is_told_as_a_place_in_the_sheet(name: str, found: str, bound: str, tmp_path: Path) -> None:
    """The furthest row or column is given as a reference, which is what people search for in a sheet."""
    code, values = refusal(HOSTILE[name][0](tmp_path))
    assert code == "sheet-too-large"
    assert values["found"] == found
    assert bound in values["bound"]


@pytest.mark.parametrize(
    ("name", "word"),
    [("docx", "Word"), ("doc", "Word"), ("pptx", "PowerPoint"), ("pdf", "PDF"), ("html", "HTML"), ("csv", "CSV")],
)
def test_other_document_is_called_by_its_name(name: str, word: str, tmp_path: Path) -> None:
    """Somebody who sends a Word document is told so."""
    code, values = refusal(HOSTILE[name][0](tmp_path))
    assert code == "file-not-workbook"
    assert word in values["found"]


def test_damaged_content_is_noticed(tmp_path: Path) -> None:
    """A flipped bit within a part is found by its checksum, before a parser trips over it."""
    part = deflated(sheet(b""))
    data = zipped(book(sheet=b"<worksheet/>")).replace(deflated(b"<worksheet/>").packed, part.packed[:1] * 14, 1)
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(data)
    assert refusal(path)[0] == "zip-bad-entry"
