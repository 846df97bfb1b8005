"""No file with a person's work in it is replaced in silence: every command that writes, over every kind of file."""

import contextlib
import csv
import gc
import gzip
import inspect
import io
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from importlib import import_module
from itertools import cycle
from pathlib import Path

import openpyxl
import pytest
import typer
from filling import fill
from running import ROOT, convergence

from convergence_cli.cli import main as entry
from convergence_cli.cli.targets import Target
from convergence_cli.cli.writing import keep, write_file
from convergence_cli.errors import ExportError
from convergence_cli.files import suffix_of
from convergence_cli.imprint import FileKind, imprinted, is_untouched
from convergence_cli.model.framework import Framework
from convergence_cli.report import BATCH_SUFFIXES, SUFFIXES
from convergence_cli.report.formats import SUFFIXES as OF_DOCUMENTS

XLSX = (".xlsx",)
COMMANDS: dict[str, tuple[list[str], str, tuple[str, ...]]] = {
    "template": (["template"], "", XLSX),
    "template --from": (["template", "--from", "old.xlsx"], "", XLSX),
    "migrate": (["migrate", "old.xlsx"], "-o", XLSX),
    "merge": (["merge", "city.xlsx", "copy.xlsx"], "-o", XLSX),
    "check --mark": (["check", "city.xlsx"], "--mark", XLSX),
    "review": (["review", "city.xlsx"], "-o", XLSX),
    "review --export": (["review", "city.xlsx", "--read", "review.xlsx"], "--export", (".xlsx", ".json")),
    "assess": (["assess", "city.xlsx"], "--export", tuple(SUFFIXES)),
    "report": (["report", "saved.json"], "--export", tuple(SUFFIXES)),
    "plan": (["plan", "city.xlsx"], "--export", tuple(OF_DOCUMENTS)),
    "compare": (["compare", "old.xlsx", "city.xlsx"], "--export", tuple(OF_DOCUMENTS)),
    "batch": (["batch", "city.xlsx"], "--export", tuple(BATCH_SUFFIXES)),
    "batch --export-each": (["batch", "city.xlsx", "--export-each", "."], "", XLSX),
}
"""Each command that writes files: its words, the option that names a file, and the formats that it writes."""
EACH = "batch --export-each"


def told(*words: str) -> tuple[int, str]:
    """The exit code of a command and what it says on stderr; in this process, because there are hundreds."""
    saved = sys.stdout, sys.stderr, sys.argv
    handlers = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    sys.stdout, sys.stderr, sys.argv = io.StringIO(), io.StringIO(), ["convergence", *words]
    try:
        with pytest.raises(SystemExit) as ended:
            entry.main()
        return int(ended.value.code or 0), sys.stderr.getvalue()
    finally:
        gc.unfreeze()  # the command, of which there is one a process, keeps what it has loaded
        sys.stdout, sys.stderr, sys.argv = saved
        for each, handler in handlers.items():
            signal.signal(each, handler)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs")
    for name, example in (("city", "typical-city"), ("copy", "typical-city"), ("old", "typical-city-2024")):
        shutil.copyfile(ROOT / "examples" / f"{example}.xlsx", folder / f"{name}.xlsx")
    with contextlib.chdir(folder):
        assert told("assess", "city.xlsx", "-o", "saved.json")[0] == 0
        assert told("review", "city.xlsx", "-o", "review.xlsx")[0] == 0
    return folder


@pytest.fixture
def place(inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, with all that the commands read in it."""
    shutil.copytree(inputs, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def targets(command: str) -> list[Path]:
    """The files that a command is asked to write, one of each format."""
    return [Path("city.gaps.xlsx" if command == EACH else f"out{suffix}") for suffix in COMMANDS[command][2]]


def words(command: str, *more: str) -> list[str]:
    given, option, _ = COMMANDS[command]
    named = [] if command == EACH else [word for path in targets(command) for word in (option, str(path)) if word]
    return [given[0], *named, *given[1:], *more]


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def made(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """What each command writes, by format."""
    found = {}
    for command in COMMANDS:
        folder = tmp_path_factory.mktemp("made")
        shutil.copytree(inputs, folder, dirs_exist_ok=True)
        with contextlib.chdir(folder):
            status, said = told(*words(command))
        assert status == 0, said
        found[command] = {suffix_of(path): (folder / path).read_bytes() for path in targets(command)}
    return found


# --- kinds of files that may be in the way ---------------------------------------------------------


def typed(content: bytes, sheet: str | int, cell: str, text: str) -> bytes:
    """A workbook into which someone typed one cell."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book.worksheets[sheet] if isinstance(sheet, int) else book[sheet]
    page[cell].value = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def patched(content: bytes) -> bytes:
    """A package in which one sheet or text is another, and all else as it was: what is typed in the gentlest way."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            body = old.read(part)
            body = body.replace(b"</t>", b" </t>", 1) if part.filename.endswith("1.xml") else body
            new.writestr(part, body.replace(b"</w:t>", b" </w:t>", 1))
    return out.getvalue()


def touched(content: bytes, suffix: str) -> bytes:
    """A file of ours in which one letter is another."""
    if suffix in (".xlsx", ".docx"):
        return patched(content)
    if suffix == ".pdf":
        return content.replace(b"/Title", b"/Tytle", 1)
    if suffix == ".json.gz":
        return gzip.compress(touched(gzip.decompress(content), ".json"), mtime=0)
    text = content.decode()
    letters = [at for at, letter in enumerate(text) if letter in "州江台的是"]
    at = letters[len(letters) // 2]
    return (text[:at] + "省" + text[at + 1 :]).encode()


def others(command: str, made: dict[str, dict[str, bytes]], suffix: str) -> list[bytes]:
    """What other commands write in this format. One that renders a saved report writes what `assess` writes."""
    alike = ({"assess", "report", EACH}, {"template --from", "migrate"})
    if suffix == ".jsonl":
        return others(command, made, ".json")
    if suffix == ".json.gz":
        return [gzip.compress(content, mtime=0) for content in others(command, made, ".json")]
    same = {each for group in alike if command in group for each in group} | {command}
    return [found[suffix] for name, found in made.items() if suffix in found and name not in same]


@pytest.fixture(scope="module")
def persons(framework: Framework, made: dict[str, dict[str, bytes]]) -> dict[str, bytes]:
    """Workbooks with a person's work in them."""
    blank, marked, gaps = made["template"][".xlsx"], made["check --mark"][".xlsx"], made["assess"][".xlsx"]
    names = openpyxl.load_workbook(io.BytesIO(gaps)).sheetnames
    return {
        "form with one answer": typed(blank, "问卷", "E8", "是"),
        "form with a station's name": typed(blank, "机构信息", "D2", "江州台"),
        "form of another program's": fill(framework, answers={"M16.studios": 2}).read_bytes(),
        "marked copy, corrected": typed(marked, "问卷", "E8", "是"),
        "ledger with an owner": typed(gaps, names.index("整改台账"), "H4", "办公室甲"),
        "review with a ruling": typed(made["review"][".xlsx"], 0, "H5", "属实"),
        "saved again, nothing typed": typed(blank, "问卷", "A1", "编号"),
        "foreign": b"somebody's",
        "empty": b"",
    }


CARRY = ("assess", "report", "plan", "compare", EACH)
"""The commands into whose workbooks a ledger goes on by itself."""


def standing(command: str, path: Path, content: bytes) -> bytes:
    """The content, or a stranger's where it is a workbook whose ledger would go on."""
    if command in CARRY and suffix_of(path) == ".xlsx" and content.startswith(b"PK"):
        names = openpyxl.load_workbook(io.BytesIO(content)).sheetnames if b"xl/workbook.xml" in content else []
        return b"somebody's" if "整改台账" in names else content
    return content


def refused(place: Path, command: str, code: str, *more: str) -> None:
    """2, the code once for each file, and not a byte in the folder is another."""
    before = files(place)
    status, said = told(*words(command, *more))
    assert status == 2, (command, said)
    assert said.count(f"[{code}]") == len(targets(command)), (command, said)
    assert files(place) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_person_s_work_is_never_replaced_in_silence(
    command: str, place: Path, persons: dict[str, bytes], made: dict[str, dict[str, bytes]]
) -> None:
    """Forms, ledgers, marked copies, reviews, other programs' files and empty ones; whatever suffix they bear."""
    for content in persons.values():
        for path in targets(command):
            path.write_bytes(standing(command, path, content))
        refused(place, command, "export-exists")


@pytest.mark.parametrize("command", CARRY)
def test_a_ledger_goes_on_and_the_file_of_people_is_kept(
    command: str, place: Path, persons: dict[str, bytes], made: dict[str, dict[str, bytes]]
) -> None:
    """Whatever command wrote it, once people wrote in it."""
    content = persons["ledger with an owner"]
    (path,) = (each for each in targets(command) if suffix_of(each) == ".xlsx")
    path.write_bytes(content)
    status, said = told(*words(command))
    assert status == 0, said
    assert Path(f"{path}.bak-1").read_bytes() == content
    sheet = openpyxl.load_workbook(path)["整改台账"]
    assert "办公室甲" in {cell.value for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize("command", COMMANDS)
def test_its_own_file_in_which_one_letter_was_changed_stays(
    command: str, place: Path, made: dict[str, dict[str, bytes]]
) -> None:
    for path in targets(command):
        path.write_bytes(standing(command, path, touched(made[command][suffix_of(path)], suffix_of(path))))
        assert path.read_bytes() != made[command][suffix_of(path)]
    refused(place, command, "export-exists")


@pytest.mark.parametrize("command", COMMANDS)
def test_what_another_command_wrote_stays(command: str, place: Path, made: dict[str, dict[str, bytes]]) -> None:
    """Untouched as it is: a plan is no comparison, and a form with answers in it is no blank one."""
    choices = {path: cycle(others(command, made, suffix_of(path))) for path in targets(command)}
    for _ in range(max(len(others(command, made, suffix_of(path))) for path in choices)):
        for path, contents in choices.items():
            path.write_bytes(next(contents))
        refused(place, command, "export-exists")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_command_again_replaces_its_own_untouched_files(
    command: str, place: Path, made: dict[str, dict[str, bytes]]
) -> None:
    """Every night, though the workbook is another: all that it reads is changed in between, and nothing is asked."""
    for path in targets(command):
        path.write_bytes(made[command][suffix_of(path)])
    before = files(place)
    status, said = told(*words(command))
    assert status == 0, said
    assert files(place) == before
    for name, example in (("city", "county-centre"), ("copy", "county-centre"), ("old", "strong-province")):
        shutil.copyfile(ROOT / "examples" / f"{example}.xlsx", f"{name}.xlsx")
    if command == "report":
        assert told("assess", "city.xlsx", "-o", "saved.json")[0] == 0
    if command == "review --export":
        assert told("review", "city.xlsx", "-o", "review.xlsx")[0] == 0
    more = ["--lang", "en"] if command == "template" else []
    status, said = told(*words(command, *more))
    assert status == 0, said
    for path in targets(command):
        assert path.read_bytes() != made[command][suffix_of(path)], path
    assert not list(place.glob("*.bak-*"))


@pytest.mark.parametrize("command", COMMANDS)
def test_overwrite_keeps_what_it_replaces(
    command: str, place: Path, persons: dict[str, bytes], made: dict[str, dict[str, bytes]]
) -> None:
    """Under a new number each time, the file's own included, because it was asked for."""
    pairs = zip(targets(command), cycle(persons.values()), strict=False)
    contents = {path: standing(command, path, content) for path, content in pairs}
    for path, content in contents.items():
        path.write_bytes(content)
    for number in (1, 2):
        status, said = told(*words(command, "--overwrite"))
        assert status == 0, said
        for path in contents:
            assert path.read_bytes() == made[command][suffix_of(path)]
            if command != EACH:
                assert f"{path}.bak-{number}" in said
    for path, content in contents.items():
        assert Path(f"{path}.bak-1").read_bytes() == content
        assert Path(f"{path}.bak-2").read_bytes() == made[command][suffix_of(path)]


LOCKS = ("~${}", ".~lock.{}#", ".~{}")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_open_in_a_program_is_not_replaced(
    command: str, lock: str, place: Path, made: dict[str, dict[str, bytes]]
) -> None:
    """Not even an untouched file, and not with --overwrite: what is saved there next would take its place."""
    for path in targets(command):
        path.write_bytes(made[command][suffix_of(path)])
        Path(lock.format(path.name)).write_bytes(b"\x05clerk")
    refused(place, command, "export-open")
    refused(place, command, "export-open", "--overwrite")


def folder(path: Path) -> None:
    (path / "inside").mkdir(parents=True)
    (path / "inside" / "work.xlsx").write_bytes(b"somebody's")


def link(path: Path) -> None:
    Path("elsewhere").write_bytes(b"somebody's")
    path.symlink_to("elsewhere")


def nowhere(path: Path) -> None:
    path.symlink_to("gone")


def read_only(path: Path) -> None:
    path.write_bytes(b"somebody's")
    path.chmod(0o444)


def twin(path: Path) -> None:
    Path(path.name.upper()).write_bytes(b"somebody's")


WAYS: dict[str, Callable[[Path], None]] = {"export-is-folder": folder, "export-read-only": read_only}
if os.name == "posix":
    WAYS |= {"export-is-link": link, "export-not-file": os.mkfifo}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("code", WAYS)
def test_what_is_no_file_or_protected_is_refused(command: str, code: str, place: Path) -> None:
    for path in targets(command):
        WAYS[code](path)
    for more in ([], ["--overwrite"]):
        refused(place, command, code, *more)
    kinds = {path: stat.S_IFMT(path.lstat().st_mode) for path in targets(command)}
    for path in targets(command):
        assert path.is_symlink() == (code == "export-is-link")
        assert stat.S_ISFIFO(kinds[path]) == (code == "export-not-file")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_name_that_differs_in_case_alone_is_refused(command: str, place: Path) -> None:
    """On a Windows share the two are one file."""
    for path in targets(command):
        twin(path)
    refused(place, command, "export-twin")
    refused(place, command, "export-twin", "--overwrite")


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_link_to_nowhere_is_refused(command: str, place: Path) -> None:
    for path in targets(command):
        nowhere(path)
    refused(place, command, "export-is-link", "--overwrite")
    assert not Path("gone").exists()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (["assess", "city.xlsx", "-o", "a.json", "-o", "a.json"], "export-twice"),
        (["assess", "city.xlsx", "-o", "a.json", "-o", "./A.json"], "export-twice"),
        (["review", "city.xlsx", "--read", "review.xlsx", "-o", "a.xlsx", "--export", "a.xlsx"], "export-twice"),
        (["batch", "city.xlsx", "--export-each", ".", "--export", "city.gaps.xlsx"], "export-twice"),
        (["merge", "city.xlsx", "copy.xlsx", "-o", "copy.xlsx", "--overwrite"], "export-is-input"),
        (["review", "city.xlsx", "--read", "review.xlsx", "-o", "review.xlsx", "--overwrite"], "export-is-input"),
        (["report", "saved.json", "-o", "saved.json", "--overwrite"], "export-is-input"),
        (["batch", "city.xlsx", "old.xlsx", "--export", "old.xlsx", "--overwrite"], "export-is-input"),
    ],
)
def test_no_file_is_written_twice_or_over_what_is_read(given: list[str], code: str, place: Path) -> None:
    before = files(place)
    status, said = told(*given)
    assert (status, f"[{code}]" in said) == (2, True), said
    assert files(place) == before


def test_a_file_that_is_read_keeps_its_answers_in_a_batch_s_own_folder(place: Path) -> None:
    """A station's questionnaire that bears the name of another's gap report."""
    shutil.copyfile("copy.xlsx", "city.gaps.xlsx")
    before = files(place)
    status, said = told("batch", "city.xlsx", "city.gaps.xlsx", "--export-each", ".", "--overwrite")
    assert (status, "[export-is-input]" in said) == (2, True)
    assert files(place) == before


def test_every_fault_of_every_target_is_told_in_one_run(place: Path) -> None:
    Path("a.json").write_bytes(b"somebody's")
    Path("b.md").mkdir()
    status, said = told("assess", "city.xlsx", "-o", "a.json", "-o", "b.md", "-o", "gone/c.csv", "-o", "d.html")
    assert status == 2
    assert re.findall(r"\[(export-[a-z-]+)\]", said) == ["export-exists", "export-is-folder", "export-no-folder"]
    assert not Path("d.html").exists()


def test_word_s_own_way_to_name_a_lock_is_known(place: Path, made: dict[str, dict[str, bytes]]) -> None:
    """Its two signs take the place of the first letters of a long name."""
    for name, lock in (
        ("短名.docx", "~$短名.docx"),
        ("seven77.docx", "~$even77.docx"),
        ("self-report.docx", "~$lf-report.docx"),
    ):
        Path(name).write_bytes(made["assess"][".docx"])
        assert told("assess", "city.xlsx", "-o", name)[0] == 0
        Path(lock).write_bytes(b"\x05clerk")
        status, said = told("assess", "city.xlsx", "-o", name)
        assert (status, "[export-open]" in said) == (2, True), name


def test_a_lock_left_behind_keeps_nothing_from_being_written(place: Path) -> None:
    """Where there is no file, nobody has it open."""
    Path("~$out.xlsx").write_bytes(b"\x05clerk")
    assert told("template", "out.xlsx")[0] == 0


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("command", ["template", "assess"])
def test_a_file_that_libreoffice_saved_again_counts_as_worked_in(
    command: str, place: Path, made: dict[str, dict[str, bytes]]
) -> None:
    """It opens there, and nobody can tell afterwards whether something was typed."""
    for path in targets(command):
        path.write_bytes(made[command][suffix_of(path)])
    for suffix in {".xlsx", ".docx"} & set(made[command]):
        line = ["soffice", f"-env:UserInstallation=file://{place}/profile", "--headless", "--convert-to", suffix[1:]]
        subprocess.run([*line, "--outdir", "saved", f"out{suffix}"], capture_output=True, timeout=300, check=True)
        assert Path(f"saved/out{suffix}").read_bytes() != made[command][suffix]
        shutil.copyfile(f"saved/out{suffix}", f"out{suffix}")
        saved = Path(f"out{suffix}").read_bytes()
        status, said = told(*words(command))
        if command in CARRY and suffix == ".xlsx":
            assert (status, Path("out.xlsx.bak-1").read_bytes() == saved) == (0, True), said
        else:
            assert (status, said.count("[export-exists]")) == (2, 1)
        Path(f"out{suffix}").write_bytes(made[command][suffix])


def test_every_csv_has_room_for_the_whole_mark(made: dict[str, dict[str, bytes]]) -> None:
    """Sixty-four texts that need no quotation marks; with fewer a file would not be known as its own."""
    for found in made.values():
        if ".csv" in found:
            cells = [cell for row in csv.reader(io.StringIO(found[".csv"].decode())) for cell in row]
            free = [cell for cell in cells if any(map(str.isalpha, cell)) and not set(cell) & set('",\r\n')]
            assert len(free) > 64


# --- every command that writes, and no second way ------------------------------------------------


def test_every_command_that_can_overwrite_is_tried_here() -> None:
    can = set()
    for name in entry._COMMANDS:
        command = getattr(import_module(f"convergence_cli.cli.{name}"), name)
        if not isinstance(command, typer.Typer) and "overwrite" in inspect.signature(command).parameters:
            can.add(name)
    assert can == {command.split()[0] for command in COMMANDS}
    for name in entry._COMMANDS:
        shown = convergence(name, "--help", COLUMNS="200").stdout
        writes = re.search(r"--(output|export|mark|export-each)\b|OUT\.xlsx", shown)
        assert bool(writes) == ("--overwrite" in shown), name
        assert "--no-clobber" not in shown


def test_files_are_opened_for_writing_in_one_place() -> None:
    """And in the cache, which is the program's own."""
    writing = re.compile(r"write_text|write_bytes|open\([^()]*[\"'][wax]b?[\"']|O_CREAT|os\.(replace|rename|link)\(")
    found = {
        path.relative_to(ROOT / "convergence_cli").as_posix()
        for path in (ROOT / "convergence_cli").rglob("*.py")
        if writing.search(path.read_text("utf-8"))
    }
    assert found - {"shelf.py", "cli/output.py"} == {"cli/writing.py"}


# --- while the new file is being made ---------------------------------------------------------------


def answered(path: Path) -> None:
    path.write_bytes(b"somebody's")


def opened(path: Path) -> None:
    path.with_name(f".~lock.{path.name}#").write_bytes(b"clerk")


@pytest.mark.parametrize("old", [b"old", None], ids=["replaced", "new"])
def test_what_comes_in_between_is_not_lost(tmp_path: Path, old: bytes | None) -> None:
    """A person saves into the place after it was looked at and before the new file is ready."""
    path = tmp_path / "out.md"
    if old:
        path.write_bytes(imprinted(old, "report", ".md"))

    def render() -> bytes:
        answered(path)
        return b"new"

    with pytest.raises(ExportError) as refusal:
        write_file(Target(path=path, kind="report"), render)
    assert [item.code for item in refusal.value.problems] == ["export-exists"]
    assert [each.name for each in tmp_path.iterdir()] == ["out.md"]
    assert path.read_bytes() == b"somebody's"
    write_file(Target(path=path, kind="report", overwrite=True), render)
    assert (tmp_path / "out.md.bak-1").read_bytes() == b"somebody's"


def test_what_is_opened_in_between_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.md"
    path.write_bytes(imprinted(b"old", "report", ".md"))

    def render() -> bytes:
        opened(path)
        return b"new"

    with pytest.raises(ExportError) as refusal:
        write_file(Target(path=path, kind="report", overwrite=True), render)
    assert [item.code for item in refusal.value.problems] == ["export-open"]
    assert is_untouched(path.read_bytes(), "report", ".md")


def test_a_place_taken_at_the_last_moment_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the last look: the name is only ever taken where it is free."""
    path = tmp_path / "out.md"
    before = os.chmod
    monkeypatch.setattr(Path, "chmod", lambda self, mode: (answered(path), before(self, mode))[1])
    with pytest.raises(ExportError) as refusal:
        write_file(Target(path=path, kind="report"), lambda: b"new")
    assert [item.code for item in refusal.value.problems] == ["export-exists"]
    assert [each.name for each in tmp_path.iterdir()] == ["out.md"]
    assert path.read_bytes() == b"somebody's"


# --- what is kept ----------------------------------------------------------------------------------


def test_no_older_copy_is_ever_replaced(tmp_path: Path) -> None:
    """Numbers go up from the highest, whatever was taken away in between, and whatever else bears such a name."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"now")
    for name in ("a.xlsx.bak-9", "a.xlsx.bak-x", "a.xlsx.bak-007", "b.xlsx.bak-40"):
        (tmp_path / name).write_bytes(b"then")
    (tmp_path / "a.xlsx.bak-10").mkdir()
    assert keep(path).name == "a.xlsx.bak-11"
    assert keep(path).name == "a.xlsx.bak-12"
    assert (tmp_path / "a.xlsx.bak-9").read_bytes() == b"then"


def test_where_a_disk_lets_no_file_have_two_names_it_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(95, "Operation not supported")

    path = tmp_path / "a.md"
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr("convergence_cli.cli.writing._nameless", lambda _: None)
    write_file(Target(path=path, kind="report"), lambda: b"first\n")
    path.chmod(0o640)
    first = path.read_bytes()
    kept = write_file(Target(path=path, kind="report", overwrite=True), lambda: b"second\n")
    assert kept == tmp_path / "a.md.bak-1"
    assert kept.read_bytes() == first
    assert stat.S_IMODE(kept.stat().st_mode) == stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.read_bytes().startswith(b"second\n")


def test_what_was_kept_for_a_file_that_could_not_be_written_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where another program holds the file: no new copy with every try."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "in use")

    path = tmp_path / "a.md"
    path.write_bytes(b"mine")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(ExportError):
        write_file(Target(path=path, kind="report", overwrite=True), lambda: b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]
    assert path.read_bytes() == b"mine"


def test_what_was_kept_stays_where_an_interrupt_comes_after_the_old_file_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the only copy then."""
    replace = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        replace(self, target)
        raise KeyboardInterrupt

    path = tmp_path / "a.md"
    path.write_bytes(b"mine")
    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_file(Target(path=path, kind="report", overwrite=True), lambda: b"new")
    assert (tmp_path / "a.md.bak-1").read_bytes() == b"mine"


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("loop/a.json", "export-no-folder"),
        ("city.xlsx/a.json", "export-no-folder"),
        ("n" * 300 + ".json", "export-failed"),
    ],
)
def test_a_path_that_no_system_has_is_a_fault_and_no_bug(name: str, code: str, place: Path) -> None:
    Path("loop").symlink_to("loop")
    status, said = told("assess", "city.xlsx", "-o", name)
    assert (status, f"[{code}]" in said) == (2, True), said


@pytest.mark.parametrize("kind", ["report", "plan"])
def test_a_mark_is_of_one_kind(tmp_path: Path, kind: FileKind) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(imprinted(b"old", "report", ".md"))
    if kind == "report":
        write_file(Target(path=path, kind=kind), lambda: b"new")
    else:
        with pytest.raises(ExportError):
            write_file(Target(path=path, kind=kind), lambda: b"new")
    assert is_untouched(path.read_bytes(), "report", ".md")


# --- folders ------------------------------------------------------------------------------------------


def test_a_resolved_framework_is_written_again_into_its_own_folder(place: Path) -> None:
    """Without a word while it is untouched; one letter typed and all of it stays."""
    words = ["rubrics", "resolve", "-o", "whole"]
    assert told(*words)[0] == 0
    before = files(place)
    assert told(*words)[0] == 0
    assert files(place) == before
    measure = Path("whole/M16.yaml")
    measure.write_text(measure.read_text("utf-8").replace("effort: 2", "effort: 3", 1), "utf-8")
    (place / "whole" / "M01.yaml").unlink()
    before = files(place)
    status, said = told(*words)
    assert (status, "[folder-not-empty]" in said, "M16.yaml" in said) == (2, True, True)
    assert files(place) == before
    assert told(*words, "--overwrite")[0] == 0
    assert Path("whole/M16.yaml.bak-1").read_bytes() == before["whole/M16.yaml"]
    assert Path("whole/M01.yaml").exists()
    assert told("rubrics", "check", "whole")[0] == 0


def test_nothing_in_a_folder_is_left_to_be_read_as_a_measure(place: Path) -> None:
    """Ours of an earlier framework is set aside, a stranger's stops the command, with --overwrite as well."""
    assert told("rubrics", "resolve", "-o", "whole")[0] == 0
    ours = imprinted(b"id: M77\n", "framework", ".yaml")
    Path("whole/M77.yaml").write_bytes(ours)
    assert told("rubrics", "resolve", "-o", "whole")[0] == 0
    assert not Path("whole/M77.yaml").exists()
    assert Path("whole/M77.yaml.bak-1").read_bytes() == ours
    Path("whole/M78.yaml").write_bytes(b"id: M78\n")
    before = files(place)
    for more in ([], ["--overwrite"]):
        status, said = told("rubrics", "resolve", "-o", "whole", *more)
        assert (status, "[folder-not-empty]" in said, "M78.yaml" in said) == (2, True, True)
        assert files(place) == before


def test_a_framework_is_never_resolved_into_the_folder_that_it_is_read_from(place: Path) -> None:
    assert told("rubrics", "new", "mine")[0] == 0
    before = files(place)
    status, said = told("rubrics", "resolve", "mine", "-o", "./mine", "--overwrite")
    assert (status, "[export-is-input]" in said) == (2, True)
    assert files(place) == before


@pytest.mark.parametrize("more", [[], ["--extends", "nrta-2020-79"]], ids=["framework", "overlay"])
def test_what_an_author_began_is_not_begun_again(more: list[str], place: Path) -> None:
    """Twice without a change is nothing lost; what was written in it since stays, or is kept."""
    assert told("rubrics", "new", "mine", *more)[0] == 0
    before = files(place)
    assert told("rubrics", "new", "mine", *more)[0] == 0
    assert files(place) == before
    file = Path("mine") / ("overlay.yaml" if more else "framework.yaml")
    file.write_text(file.read_text("utf-8") + "# mine\n", "utf-8")
    edited = files(place)
    status, said = told("rubrics", "new", "mine", *more)
    assert (status, "[folder-not-empty]" in said, file.name in said) == (2, True, True)
    assert files(place) == edited
    assert told("rubrics", "new", "mine", *more, "--overwrite")[0] == 0
    assert file.with_name(f"{file.name}.bak-1").read_bytes() == edited[file.as_posix()]
    assert files(place).items() >= before.items()
    assert told("rubrics", "check", "mine")[0] == 0
