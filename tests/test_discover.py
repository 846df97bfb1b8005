"""Which workbooks a batch is about: each once, in one order, and nothing that is none."""

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.cohort.discover import Found, discover
from convergence_cli.cohort.manifest import read_manifest
from convergence_cli.cohort.report_names import report_names
from convergence_cli.errors import ConfigError, joined
from convergence_cli.model.framework import Framework
from convergence_cli.texts import message

posix = pytest.mark.skipif(os.name != "posix", reason="names and links of POSIX")


def plant(folder: Path, *files: str) -> None:
    """Empty files, and the folders that they lie in."""
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).touch()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(found: Found) -> list[str]:
    return [submission.file for submission in found.submissions]


def notes(found: Found) -> dict[str, str]:
    """Code -> the files that were passed over."""
    return {item.code: dict(item.values)["files"] for item in found.notes}  # type: ignore[misc]


def faults(caught: pytest.ExceptionInfo[ConfigError]) -> list[tuple[str, int | None]]:
    return [(item.code, item.location.line) for item in caught.value.problems]


# --- folders, patterns, files ------------------------------------------------------------------------


def test_a_folder_is_walked_to_its_depth_in_one_order(here: Path) -> None:
    """Every suffix that can be read, in any case; by name, whatever the disk's order."""
    plant(here, "s/b.xlsx", "s/a/z.XLS", "s/a.ods", "s/a/b/c.et", "s/m.xlsm", "s/x.xlsb")
    assert files(discover(["s"])) == ["s/a.ods", "s/a/b/c.et", "s/a/z.XLS", "s/b.xlsx", "s/m.xlsm", "s/x.xlsb"]


def test_what_is_no_workbook_is_passed_over_with_a_note(here: Path) -> None:
    """Lock files of an open program, hidden ones, evidence; a hidden folder is not walked into."""
    plant(here, "s/a.xlsx", "s/~$a.xlsx", "s/.~lock.a.xlsx#", "s/.b.xlsx", "s/scan.pdf", "s/.git/c.xlsx", "s/读我.txt")
    found = discover(["s"])
    assert files(found) == ["s/a.xlsx"]
    assert notes(found) == {
        "passed-over-lock": joined(["s/.~lock.a.xlsx#", "s/~$a.xlsx"]),
        "passed-over-hidden": "s/.b.xlsx",
        "passed-over-suffix": joined(["s/scan.pdf", "s/读我.txt"]),
    }


def test_a_long_list_of_them_is_cut(here: Path) -> None:
    plant(here, "s/a.xlsx", *(f"s/{number}.pdf" for number in range(9)))
    (note,) = discover(["s"]).notes
    assert message("en", note).endswith("s/0.pdf, s/1.pdf, s/2.pdf, s/3.pdf, s/4.pdf, …")
    assert message("zh", note).endswith("s/0.pdf、s/1.pdf、s/2.pdf、s/3.pdf、s/4.pdf、…")


def test_what_is_named_is_taken_whatever_it_is_called(here: Path) -> None:
    """The user knows; whether it is a workbook is for the guard to say. A missing one too: it is named as missing."""
    plant(here, ".a.xlsx", "~$b.xlsx", "c.pdf")
    found = discover([".a.xlsx", "~$b.xlsx", "c.pdf", "gone.xlsx"])
    assert files(found) == [".a.xlsx", "c.pdf", "gone.xlsx", "~$b.xlsx"]
    assert all(submission.named for submission in found.submissions)


def test_a_pattern_that_the_shell_left_is_tried(here: Path) -> None:
    """As on Windows; folders that fit are walked."""
    plant(here, "zj/a.xlsx", "zj/b.pdf", "js/c.xlsx", "js/old/d.xlsx", "other/e.xlsx")
    assert files(discover(["?j/*.xlsx"])) == ["zj/a.xlsx"]
    assert files(discover(["[jz][js]*"])) == ["js/c.xlsx", "js/old/d.xlsx", "zj/a.xlsx"]
    assert files(discover(["**/*.xlsx"])) == ["js/c.xlsx", "js/old/d.xlsx", "other/e.xlsx", "zj/a.xlsx"]
    assert files(discover([str(here / "z*" / "*.xlsx")])) == ["zj/a.xlsx"]


def test_a_name_with_brackets_is_a_name(here: Path) -> None:
    """A file called 浙江[1].xlsx, as browsers call the second download."""
    plant(here, "浙江[1].xlsx")
    assert files(discover(["浙江[1].xlsx"])) == ["浙江[1].xlsx"]


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("draft*", ["s/a.xlsx", "s/old/c.xlsx", "s/old/deep/e.xlsx"]),
        ("old", ["s/a.xlsx", "s/draft.xlsx", "s/drafts/b.xlsx"]),
        ("old/*.xlsx", ["s/a.xlsx", "s/draft.xlsx", "s/drafts/b.xlsx"]),
        ("old\\deep", ["s/a.xlsx", "s/draft.xlsx", "s/drafts/b.xlsx", "s/old/c.xlsx"]),
        ("s*.xlsx", ["s/a.xlsx", "s/draft.xlsx", "s/drafts/b.xlsx", "s/old/c.xlsx", "s/old/deep/e.xlsx"]),
        ("[ac].xlsx", ["s/draft.xlsx", "s/drafts/b.xlsx", "s/old/deep/e.xlsx"]),
    ],
)
def test_excluded_by_a_name_or_a_part_of_the_path(here: Path, pattern: str, left: list[str]) -> None:
    """A pattern without a slash is for one name; `s*.xlsx` is no pattern for s/a.xlsx."""
    plant(here, "s/a.xlsx", "s/draft.xlsx", "s/drafts/b.xlsx", "s/old/c.xlsx", "s/old/deep/e.xlsx")
    assert files(discover(["s"], exclude=[pattern])) == left
    named = [str(path.relative_to(here)) for path in here.rglob("*.xlsx")]
    assert files(discover(named, exclude=[pattern])) == left


def test_the_folder_of_reports_is_not_judged(here: Path) -> None:
    """A second run does not take the first one's reports for questionnaires."""
    plant(here, "s/a.xlsx", "s/reports/a.gaps.xlsx")
    assert files(discover(["s"], besides=Path("s/reports"))) == ["s/a.xlsx"]


def test_a_file_that_is_named_twice_is_one(here: Path) -> None:
    """However its path is written; and a name counts more than a find."""
    plant(here, "s/a.xlsx")
    (submission,) = discover(["s", "s/a.xlsx", "./s/../s/a.xlsx", str(here / "s" / "a.xlsx")]).submissions
    assert (submission.file, submission.named) == ("s/a.xlsx", True)


@pytest.mark.parametrize("argument", ["empty", "*.ods", "only-pdf"])
def test_a_folder_or_a_pattern_without_workbooks_is_a_mistake(here: Path, argument: str) -> None:
    """Told before any work: a typing error must not pass for a batch of nothing."""
    plant(here, "s/a.xlsx", "only-pdf/a.pdf")
    (here / "empty").mkdir()
    with pytest.raises(ConfigError) as caught:
        discover(["s", argument])
    assert faults(caught) == [("nothing-found", None)]


def test_no_report_tells_where_on_a_machine_it_was_made(here: Path) -> None:
    """An absolute path is shown by its last folder; two that would look alike are told apart."""
    plant(here, "x/2025/a.xlsx", "y/2025/a.xlsx")
    assert files(discover([str(here / "x" / "2025")])) == ["2025/a.xlsx"]
    assert files(discover([str(here / "x" / "2025" / "a.xlsx")])) == ["2025/a.xlsx"]
    both = files(discover([str(here / "x" / "2025"), str(here / "y" / "2025")]))
    assert both == [(here / "x/2025/a.xlsx").as_posix(), (here / "y/2025/a.xlsx").as_posix()]


@posix
def test_a_link_to_a_folder_is_not_followed(here: Path) -> None:
    """It may lead back to where it stands; a note says so. A link to a file is that file."""
    plant(here, "s/a.xlsx")
    (here / "s" / "round").symlink_to(here / "s")
    (here / "s" / "b.xlsx").symlink_to(here / "s" / "a.xlsx")
    found = discover(["s"])
    assert [(submission.file) for submission in found.submissions] == ["s/a.xlsx"]
    assert notes(found) == {"passed-over-link": "s/round"}


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may enter everywhere")
def test_a_folder_that_cannot_be_entered_is_an_error(here: Path) -> None:
    """The stations in it are missing, and nobody would know."""
    plant(here, "s/a.xlsx", "s/closed/b.xlsx")
    (here / "s" / "closed").chmod(0)
    try:
        found = discover(["s"])
    finally:
        (here / "s" / "closed").chmod(0o700)
    assert [(item.code, item.severity) for item in found.notes] == [("folder-unreadable", "error")]


@posix
def test_names_in_gbk_are_shown_in_chinese(here: Path) -> None:
    """An archive packed on a Chinese Windows and unpacked on Linux."""
    folder = here / "s"
    folder.mkdir()
    try:
        (Path(os.fsdecode(os.fsencode(folder) + b"/" + "浙江.xlsx".encode("gbk")))).touch()
    except OSError:
        pytest.skip("this disk takes names in UTF-8 only")
    assert files(discover(["s"])) == ["s/浙江.xlsx"]


# --- the list ----------------------------------------------------------------------------------------


def listed(folder: Path, text: str | bytes, framework: Framework) -> list[tuple[str, dict[str, str]]]:
    path = folder / "list.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [(submission.file, dict(submission.attributes)) for submission in read_manifest(path, framework)]


TABLE = "path,level,区域,staff\nzj/a.xlsx,省级,华东,\nb.xlsx,county,,120\n"
READ = [("zj/a.xlsx", {"level": "provincial", "区域": "华东"}), ("b.xlsx", {"level": "county", "staff": "120"})]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_list_in_every_encoding_that_excel_writes(here: Path, framework: Framework, encoding: str) -> None:
    """An option of a profile question by id or by its words; what is no question of the framework is kept."""
    (here / "lists").mkdir()
    found = listed(Path("lists"), TABLE.encode(encoding), framework)
    assert found == [(f"lists/{file}", attributes) for file, attributes in READ]


def test_line_ends_blank_lines_and_commas_in_quotes(here: Path, framework: Framework) -> None:
    """As spreadsheets write them; the column of paths may have its Chinese name."""
    text = '\ufeff\r\n路径 ,备注\r\n,\r\n"a, b.xlsx","两行\r\n一格"\r\nc.xlsx\r\n'
    assert listed(Path(), text, framework) == [("a, b.xlsx", {"备注": "两行\n一格"}), ("c.xlsx", {})]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("manifest-empty", None)]),
        ("path\n\n", [("manifest-empty", None)]),
        ("file,level\na.xlsx,county\n", [("manifest-no-path", 1)]),
        ("\n\npath,x,x\na,b,c\n", [("manifest-column-twice", 3)]),
        ("path\na.xlsx,b\n", [("manifest-fields", 2)]),
        ("path,x\na.xlsx,1\n,2\n", [("manifest-path-missing", 3)]),
        ("path,x\na.xlsx,1\n\n./a.xlsx,2\n", [("manifest-path-twice", 4)]),
        ("path,level\na.xlsx,village\nb.xlsx,county\nc.xlsx,乡级\n", [("manifest-option", 2), ("manifest-option", 4)]),
        ('path,x\na.xlsx,"1\nb.xlsx,2\n', [("manifest-not-csv", 2)]),
        (b"path\n\xff\xff\xff.xlsx\n", [("manifest-encoding", None)]),
        ("path\n台.xlsx\n".encode("utf-16"), [("manifest-encoding", None)]),
    ],
    ids=str,
)
def test_every_fault_of_a_list_has_its_line(
    here: Path, framework: Framework, text: str | bytes, expected: list[tuple[str, int | None]]
) -> None:
    """All of them at once, before any work."""
    with pytest.raises(ConfigError) as caught:
        listed(Path(), text, framework)
    assert faults(caught) == expected


def test_a_list_that_is_not_there(here: Path, framework: Framework) -> None:
    for path, code in ((here, "file-is-directory"), (here / "gone.csv", "file-not-found")):
        with pytest.raises(ConfigError) as caught:
            read_manifest(path, framework)
        assert faults(caught) == [(code, None)]


def test_what_the_list_says_goes_with_a_file_that_was_named_too(here: Path, framework: Framework) -> None:
    plant(here, "a.xlsx", "b.xlsx")
    (here / "list.csv").write_text("path,region\na.xlsx,east\n")
    found = discover(["."], read_manifest(Path("list.csv"), framework))
    assert [(submission.file, dict(submission.attributes)) for submission in found.submissions] == [
        ("a.xlsx", {"region": "east"}),
        ("b.xlsx", {}),
    ]


@posix
def test_backslashes_of_windows_are_slashes(here: Path, framework: Framework) -> None:
    """A list made there names the same files here."""
    plant(here, "zj/a.xlsx")
    assert listed(Path(), "path\nzj\\a.xlsx\n", framework) == [("zj/a.xlsx", {})]


# --- names of reports ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["zj/杭州.xlsx", "js/杭州.xls", "杭州.ods"], ["杭州.gaps.xlsx", "杭州-2.gaps.xlsx", "杭州-3.gaps.xlsx"]),
        (["a.xlsx", "A.xlsx"], ["a.gaps.xlsx", "A-2.gaps.xlsx"]),
        (["a.xlsx", "a-2.xlsx", "b/a.xlsx"], ["a.gaps.xlsx", "a-2.gaps.xlsx", "a-3.gaps.xlsx"]),
        (
            ["con.xlsx", "..xlsx", " .xlsx", "a:b?.xlsx"],
            ["_con.gaps.xlsx", "_.gaps.xlsx", "_-2.gaps.xlsx", "a_b.gaps.xlsx"],
        ),
    ],
)
def test_reports_are_called_after_their_workbooks(files: list[str], names: list[str]) -> None:
    assert list(report_names(files, ".gaps.xlsx")) == names


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"]), max_size=120), max_size=12))
def test_no_name_leads_out_of_the_folder_and_no_two_are_alike(stems: list[str]) -> None:
    """Whatever a workbook is called, on every system; the same list gives the same names."""
    workbooks = [f"{stem}.xlsx" for stem in stems]
    names = report_names(workbooks, ".gaps.xlsx")
    assert names == report_names(workbooks, ".gaps.xlsx")
    assert len({unicodedata.normalize("NFC", name).casefold() for name in names}) == len(names)
    for name in names:
        assert set(name).isdisjoint('<>:"/\\|?*\0')
        assert name.isprintable()
        assert name[0] not in ". ~-"
        assert len(name.encode()) < 215
        assert Path("reports", name).resolve().parent == Path("reports").resolve()
