"""What the program keeps for itself: only its own entries are touched, and only its own are believed."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from running import convergence
from shelves import shelf

from convergence_cli.cli import environment
from convergence_cli.shelf import Shelf, get, put

ENTRY = "ab" * 32
posix = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="owners and modes are those of POSIX")


def test_an_entry_is_what_was_put(tmp_path: Path) -> None:
    keep = shelf(tmp_path)
    assert get(keep, ENTRY, "framework") is None
    put(keep, ENTRY, "framework", b"content")
    assert get(keep, ENTRY, "framework") == b"content"


def test_an_entry_counts_under_its_own_name_and_key_alone(tmp_path: Path) -> None:
    """One that is renamed, or that was written under another key, as out of an archive, is none."""
    keep, other = shelf(tmp_path), shelf(tmp_path / "other")
    put(keep, ENTRY, "framework", b"content")
    content = (keep.folder / f"{ENTRY}.framework").read_bytes()
    (keep.folder / f"{'cd' * 32}.framework").write_bytes(content)
    (keep.folder / f"{ENTRY}.report").write_bytes(content)
    put(other, ENTRY, "framework", b"other")
    (other.folder / f"{ENTRY}.framework").write_bytes(content)
    assert get(keep, "cd" * 32, "framework") is None
    assert get(keep, ENTRY, "report") is None
    assert get(other, ENTRY, "framework") is None


@posix
def test_the_key_is_the_users_alone_and_lies_apart(tmp_path: Path) -> None:
    keep = shelf(tmp_path)
    put(keep, ENTRY, "framework", b"content")
    assert stat.S_IMODE(keep.key.stat().st_mode) == 0o600
    assert keep.folder not in keep.key.parents


@posix
def test_a_key_that_others_could_read_is_made_anew(tmp_path: Path) -> None:
    """What was written under it is not believed any more."""
    keep = shelf(tmp_path)
    put(keep, ENTRY, "framework", b"content")
    keep.key.chmod(0o644)
    assert get(keep, ENTRY, "framework") is None
    put(keep, ENTRY, "framework", b"anew")
    assert stat.S_IMODE(keep.key.stat().st_mode) == 0o600
    assert get(keep, ENTRY, "framework") == b"anew"


def _others_may_write_the_folder(keep: Shelf) -> None:
    keep.folder.chmod(0o777)


def _the_group_may_write_the_entry(keep: Shelf) -> None:
    (keep.folder / f"{ENTRY}.framework").chmod(0o660)


def _the_folder_is_a_link(keep: Shelf) -> None:
    keep.folder.rename(keep.folder.with_name("elsewhere"))
    keep.folder.symlink_to("elsewhere")


def _the_entry_is_a_link(keep: Shelf) -> None:
    entry = keep.folder / f"{ENTRY}.framework"
    entry.rename(keep.folder.parent / "elsewhere")
    entry.symlink_to(keep.folder.parent / "elsewhere")


def _the_entry_is_a_pipe(keep: Shelf) -> None:
    entry = keep.folder / f"{ENTRY}.framework"
    entry.unlink()
    os.mkfifo(entry)


def _the_key_is_a_link(keep: Shelf) -> None:
    keep.key.rename(keep.key.parent.parent / "elsewhere")
    keep.key.symlink_to(keep.key.parent.parent / "elsewhere")


def _others_may_replace_the_key(keep: Shelf) -> None:
    keep.key.parent.chmod(0o777)


@posix
@pytest.mark.parametrize(
    "spoil",
    [
        _others_may_write_the_folder,
        _the_group_may_write_the_entry,
        _the_folder_is_a_link,
        _the_entry_is_a_link,
        _the_entry_is_a_pipe,
        _the_key_is_a_link,
        _others_may_replace_the_key,
    ],
)
def test_what_others_can_write_is_not_trusted(spoil: Callable[[Shelf], None], tmp_path: Path) -> None:
    """Though its digest is right: it may have been put there."""
    keep = shelf(tmp_path)
    put(keep, ENTRY, "framework", b"content")
    assert get(keep, ENTRY, "framework") == b"content"
    spoil(keep)
    assert get(keep, ENTRY, "framework") is None


@posix
@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="only root can give a file away")
@pytest.mark.parametrize("what", ["folder", "entry", "key"])
def test_what_another_user_owns_is_not_trusted(what: str, tmp_path: Path) -> None:
    keep = shelf(tmp_path)
    put(keep, ENTRY, "framework", b"content")
    os.chown({"folder": keep.folder, "entry": keep.folder / f"{ENTRY}.framework", "key": keep.key}[what], 12345, 12345)
    assert get(keep, ENTRY, "framework") is None


def test_of_a_kind_the_oldest_go_and_nothing_else_does(tmp_path: Path) -> None:
    """The folder does not grow without end, and whatever else lies in it stays as it is."""
    keep = shelf(tmp_path)
    keep.folder.mkdir(mode=0o700)
    foreign = ["thesis.docx", "ab" * 32, f"{ENTRY}.framework.bak", f"{ENTRY[:-1]}.framework", "x.framework", ".hidden"]
    for name in foreign:
        (keep.folder / name).write_text(name)
        os.utime(keep.folder / name, (0, 0))
    (keep.folder / f"{ENTRY}.framework.0123abcd.part").write_text("of a run that was killed")
    os.utime(keep.folder / f"{ENTRY}.framework.0123abcd.part", (0, 0))
    (keep.folder / f"{'ff' * 32}.framework").mkdir()
    put(keep, ENTRY, "report", b"")
    for number in range(40):
        put(keep, f"{number:064x}", "framework", b"content")
        os.utime(keep.folder / f"{number:064x}.framework", (number + 1, number + 1))
    names = {path.name for path in keep.folder.iterdir()}
    frameworks = {f"{number:064x}.framework" for number in range(8, 40)}
    assert names == {*foreign, *frameworks, f"{ENTRY}.report", f"{'ff' * 32}.framework"}
    assert all((keep.folder / name).read_text() == name for name in foreign)


def test_the_users_files_in_the_cache_folder_stay(tmp_path: Path) -> None:
    """CONVERGENCE_CACHE may name a folder that is full of other things, old ones too."""
    place = tmp_path / "documents"
    place.mkdir()
    mine = {f"letter-{number}.txt": str(number) for number in range(30)} | {"0" * 64: "looks like an old entry"}
    for name, text in mine.items():
        (place / name).write_text(text)
        os.utime(place / name, (0, 0))
    for _ in range(2):
        done = convergence("assess", ROOT / "examples" / "typical-city.xlsx", CONVERGENCE_CACHE=str(place))
        assert done.returncode == 0
    assert {path.name: path.read_text() for path in place.iterdir() if path.is_file()} == mine
    assert [path.name for path in place.iterdir() if path.is_dir()] == ["convergence-cache"]


@posix
def test_a_poisoned_cache_changes_no_score(tmp_path: Path) -> None:
    """Of the whole command: the same report, whatever is put into every entry."""
    workbook = ROOT / "examples" / "typical-city.xlsx"
    place = {"CONVERGENCE_CACHE": str(tmp_path / "cache")}
    first = convergence("assess", workbook, "--format", "json", **place).stdout
    (entry,) = (tmp_path / "cache" / "convergence-cache").iterdir()
    honest = entry.read_bytes()
    entry.write_bytes(honest.replace(b"M22", b"M21"))
    assert entry.read_bytes() != honest
    assert convergence("assess", workbook, "--format", "json", **place).stdout == first


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is it an error."""
    for name in ("CONVERGENCE_CACHE", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert environment.shelf() is None


def test_off_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVERGENCE_CACHE", "off")
    assert environment.shelf() is None
