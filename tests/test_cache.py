"""The kept framework is never stale, never foreign, runs nothing, and costs nothing where it cannot be kept."""

import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from running import ROOT
from shelves import shelf
from tiny_rubric import FILES, built, write

from convergence_cli import shelf as shelves
from convergence_cli.errors import RubricError
from convergence_cli.rubric import cache
from convergence_cli.rubric.load import load, read_files
from convergence_cli.shelf import Shelf


class _Runs:
    """A pickle that makes a file when it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return Path.touch, (self.path,)


def kept(keep: Shelf) -> Path:
    """The one entry of the shelf."""
    (entry,) = keep.folder.iterdir()
    return entry


def plant(keep: Shelf, content: bytes) -> None:
    """Put an entry in the place of the one that is there, under the right key: the second wall is looked at."""
    shelves.put(keep, kept(keep).name.partition(".")[0], "framework", content)


def test_a_kept_framework_is_the_one_that_was_read(tmp_path: Path) -> None:
    """The second run gives what the first one gave, from the shelf: an untouched entry is used."""
    folder, keep = write(tmp_path / "tiny"), shelf(tmp_path)
    first = load(folder, keep)
    assert first == load(folder) == built()
    # An entry with another title and the same sha256 shows that it is the entry that is read.
    plant(keep, pickle.dumps(replace(first, title=first.source.title)))
    assert load(folder, keep).title == first.source.title


def test_an_entry_that_anybody_else_wrote_changes_no_score(tmp_path: Path) -> None:
    """A framework with other weights, the right sha256 and the right name, put there without the key, is not used."""
    folder, keep = write(tmp_path / "tiny"), shelf(tmp_path)
    first = load(folder, keep)
    forged = replace(first, levels=())
    honest = kept(keep).read_bytes()
    for content in (
        pickle.dumps(forged),
        bytes(32) + pickle.dumps(forged),
        honest[:32] + pickle.dumps(forged),
    ):
        kept(keep).write_bytes(content)
        assert load(folder, keep) == first


@pytest.mark.parametrize("name", list(FILES))
def test_one_changed_byte_is_another_framework(name: str, tmp_path: Path) -> None:
    """`effort: 2` to `3`, `index: 60` to `61`: the change shows at once, with its own sha256."""
    folder, keep = write(tmp_path / "tiny"), shelf(tmp_path)
    before = load(folder, keep)
    old, new = ("index: 60", "index: 61") if name == "framework.yaml" else ("effort: 2", "effort: 3")
    (folder / name).write_text(FILES[name].replace(old, new, 1), "utf-8")
    after = load(folder, keep)
    assert after == load(folder)
    assert after != before
    assert after.sha256 != before.sha256
    (folder / name).write_text(FILES[name], "utf-8")
    assert load(folder, keep) == before


def test_a_changed_file_name_or_a_moved_byte_is_another_key() -> None:
    """Text that moves from one file to the next leaves the bytes in order and changes the key all the same."""
    keys = {
        cache.key(files)
        for files in ({"a": "xy", "b": "z"}, {"a": "x", "b": "yz"}, {"a": "xyz"}, {"c": "xy", "b": "z"}, {"ab": "xyz"})
    }
    assert len(keys) == 5


def test_changed_code_is_another_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new lint rule must not be passed over because an older program found the files sound."""
    (tmp_path / "lint.py").write_text("1", "utf-8")
    monkeypatch.setattr(cache, "_CODE", (tmp_path,))
    before = cache.key(FILES)
    (tmp_path / "lint.py").write_text("2", "utf-8")
    assert cache.key(FILES) != before


def test_all_code_that_reads_a_framework_is_in_the_key() -> None:
    """Wherever a rule of lint stands; words alone are not, because no word is kept."""
    names = "sorted({str(Path(module.__file__).parent) for name, module in sys.modules.items() if name in ours})"
    ours = "ours = [name for name in sys.modules if name.partition('.')[0] == 'convergence_cli']"
    program = (
        "import json, sys; from pathlib import Path; from convergence_cli.rubric.load import build; "
        f"build(json.loads(sys.argv[1])); {ours}; print(json.dumps({names}))"
    )
    child = [sys.executable, "-c", program, json.dumps(FILES)]
    done = subprocess.run(child, capture_output=True, text=True, cwd=ROOT, check=True)
    package = Path(cache.__file__).parent.parent
    assert {Path(folder) for folder in json.loads(done.stdout)} - {package / "texts"} == set(cache._CODE)


def test_a_framework_that_has_become_unsound_is_not_served(tmp_path: Path) -> None:
    folder, keep = write(tmp_path / "tiny"), shelf(tmp_path)
    load(folder, keep)
    (folder / "M01.yaml").write_text(FILES["M01.yaml"].replace("quote: 原文", "qoute: 原文", 1), "utf-8")
    with pytest.raises(RubricError):
        load(folder, keep)


def test_an_unsound_framework_is_never_kept(tmp_path: Path) -> None:
    folder, keep = write(tmp_path / "tiny"), shelf(tmp_path)
    (folder / "M01.yaml").write_text(FILES["M01.yaml"].replace("weight: 3", "weight: 0", 1), "utf-8")
    with pytest.raises(RubricError):
        load(folder, keep)
    assert not keep.folder.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a pickle",
        pickle.dumps({"id": "tiny"}),
        pickle.dumps(None),
        pickle.dumps("tiny"),
        # an object of the right class with nothing in it
        b"\x80\x05cconvergence_cli.model.framework\nFramework\n)\x81.",
        pickle.dumps(built().chapters[0]),
        # another framework under this one's name
        pickle.dumps(replace(built(), id="other", sha256="0" * 64)),
    ],
)
def test_a_foreign_entry_is_ignored(content: bytes, tmp_path: Path) -> None:
    """Whatever is kept, the answer is the one that the YAML gives."""
    folder, keep = write(tmp_path / "tiny"), shelf(tmp_path)
    first = load(folder, keep)
    plant(keep, content)
    assert load(folder, keep) == first


def test_a_torn_entry_is_ignored_wherever_it_ends(tmp_path: Path) -> None:
    """A write cut short by a full disk or a lost connection."""
    folder, keep = write(tmp_path / "tiny"), shelf(tmp_path)
    first = load(folder, keep)
    entry = kept(keep)
    whole = entry.read_bytes()
    for size in range(0, len(whole), len(whole) // 20):
        entry.write_bytes(whole[:size])
        assert cache.get(keep, cache.key(read_files(folder)), first.sha256) is None
    assert load(folder, keep) == first


def test_a_hostile_entry_runs_nothing(tmp_path: Path) -> None:
    """A pickle can call any function by name; here only values of the model have names, whoever wrote it."""
    folder, keep, made = write(tmp_path / "tiny"), shelf(tmp_path), tmp_path / "made"
    first = load(folder, keep)
    payloads = [
        pickle.dumps(_Runs(made)),
        f"cos\nsystem\n(S'touch {made}'\ntR.".encode(),
        f'cbuiltins\neval\n(S\'open("{made}", "w")\'\ntR.'.encode(),
        b"cconvergence_cli.model.framework\nAnnotated\n.",
        f"cconvergence_cli.rubric.cache\npickle.os.system\n(S'touch {made}'\ntR.".encode(),
    ]
    for payload in payloads:
        plant(keep, payload)
        assert cache.get(keep, cache.key(read_files(folder)), first.sha256) is None
        assert load(folder, keep) == first
    assert not made.exists()
    pickle.loads(payloads[0])
    assert made.exists(), "the payload does run elsewhere, else this test would prove nothing"


@pytest.mark.parametrize("kind", ["a file", "below a file", "an entry that is a folder", "read-only"])
def test_a_folder_that_cannot_be_written_is_harmless(kind: str, tmp_path: Path) -> None:
    """A read-only home, a file in the way: the framework is read again, that is all."""
    folder, keep = write(tmp_path / "tiny"), shelf(tmp_path)
    if kind == "an entry that is a folder":
        (keep.folder / f"{cache.key(read_files(folder))}.framework" / "inside").mkdir(parents=True)
    elif kind == "read-only":
        keep.folder.mkdir(mode=0o500)
    else:
        keep.folder.write_text("in the way", "utf-8")
        keep = replace(keep, folder=keep.folder / "below") if kind == "below a file" else keep
    assert load(folder, keep) == built()
    assert load(folder, keep) == built()
