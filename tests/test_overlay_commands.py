"""`rubrics resolve`, `diff` and `new`, `--rubrics` taken several times: what they print, write and refuse."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from overlaying import HEAD, WHY, folders, made, setting
from running import convergence
from tiny_rubric import FILES, built, mutated, write

from convergence_cli.model.framework import Framework
from convergence_cli.rubric.differences import KeyChange, differences
from convergence_cli.rubric.documents import divided, joined
from convergence_cli.rubric.load import build, load, read_files
from convergence_cli.rubric.scaffold import framework_files, overlay_files
from convergence_cli.rubric.stack import load_stack
from convergence_cli.rubric.strict_yaml import parse
from convergence_cli.rubric.write import as_yaml, files_of
from convergence_cli.trial.run import run_trials

EXAMPLE = ROOT / "examples" / "overlays" / "lanjiang-2024-2026"
CHANGES = setting("indicators", "M01.share", "{weight: 9, title: {en: Part}}", "      relax: true\n")
CHANGES += f"hide:\n  checks: [{{id: adds-up, relax: true, {WHY}}}]\n"


def same(one: Framework, other: Framework) -> bool:
    """Equal in all but what identifies the bytes and the layers."""
    return replace(one, sha256="", extends=()) == replace(other, sha256="", extends=())


# --- written and read again ----------------------------------------------------------------------


@pytest.mark.parametrize("what", ["shipped", "example", "tiny", "overlay"])
def test_what_is_written_loads_again_as_the_same_framework(what: str, framework: Framework) -> None:
    made_of = {
        "shipped": lambda: framework,
        "example": lambda: load_stack([EXAMPLE]),
        "tiny": built,
        "overlay": lambda: made(CHANGES),
    }[what]()
    for files in (files_of(made_of), divided(joined(files_of(made_of)), "framework.yaml")):
        again, problems = build(files)
        assert problems == []
        assert again is not None
        assert same(again, made_of)


ODD = ["50%", "16.10", "2024", "true", "yes", "null", "~", "", "12:30", "- a", "a: b", "# c", "'", '"', "---"]
LINES = ["a\nb", " a", "a ", "a\n\n b\n", "\n"]
PLAIN = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\x85\u2028\u2029\ufeff\ufffe\uffff")
TEXTS = st.one_of(st.sampled_from([*ODD, *LINES]), st.text(PLAIN))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9)
TREES = st.recursive(
    st.one_of(TEXTS, NUMBERS, st.booleans()),
    lambda below: st.one_of(st.lists(below, max_size=3), st.dictionaries(TEXTS, below, max_size=3)),
    max_leaves=12,
)


@settings(deadline=None, max_examples=150)
@given(st.dictionaries(TEXTS, TREES, max_size=4))
def test_any_tree_is_written_so_that_strict_yaml_reads_it(tree: dict[str, Any]) -> None:
    """`50%` stays text, 8.0 comes back as a number, nothing becomes an alias."""
    assert parse(as_yaml(tree), "a.yaml") == (tree, [])


def test_numbers_are_written_as_json_writes_them() -> None:
    assert as_yaml({"a": 8.0, "b": 0.00001, "c": 0.1, "d": -2.5}) == "{a: 8, b: 0.00001, c: 0.1, d: -2.5}\n"


# --- one file ------------------------------------------------------------------------------------


def test_a_framework_in_one_file_is_loaded_like_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "whole.yaml"
    path.write_text("# a comment\n---\n" + "\n---   \n".join(FILES.values()), "utf-8")
    assert list(read_files(path)) == list(FILES)
    assert same(load(path), built())


@pytest.mark.parametrize("beginning", ["", "---\n", "# one\n# two\n---\n"])
def test_a_fault_in_one_file_has_its_line_there(beginning: str, tmp_path: Path) -> None:
    """Counted from the top of the file, whichever document it stands in."""
    broken = mutated("M02.yaml", "[no-business]", "[no-busines]")
    text = beginning + "---\n".join(broken.values())
    (tmp_path / "whole.yaml").write_text(text, "utf-8")
    run = convergence("rubrics", "check", tmp_path / "whole.yaml", "--lang", "en")
    assert run.returncode == 2
    line = next(at for at, words in enumerate(text.splitlines(), 1) if "no-busines]" in words)
    assert f"--> whole.yaml:{line}:22\n" in run.stderr


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a: 1\n", ["f"]),
        ("a: 1\n---\nid: M01\n", ["f", "M01.yaml"]),
        ("a: 1\n---\nid: 'M01'\n---\nid: M01\n", ["f", "M01.yaml", "3.yaml"]),
        ("a: 1\n---\nb: 2\n", ["f", "2.yaml"]),
        ("a: |\n  ---\n  b\n", ["f"]),
        ("", ["f"]),
        ("---\n", ["f"]),
        ("a: 1\n---\n", ["f", "2.yaml"]),
    ],
)
def test_where_a_file_is_cut(text: str, names: list[str]) -> None:
    """At a line of three hyphens and nowhere else; a document without an id is called by its number."""
    assert list(divided(text, "f")) == names


def test_a_file_of_very_many_documents_stays_small() -> None:
    """What is left in one piece, the parser refuses."""
    found = divided("a: 1\n" + "---\nb: 2\n" * 5000, "f")
    assert len(found) == 201
    assert sum(map(len, found.values())) < 1_000_000


def test_a_framework_of_one_file_lacks_what_its_folder_would(tmp_path: Path) -> None:
    path = tmp_path / "whole.yaml"
    path.write_text(FILES["framework.yaml"] + "---\n" + FILES["M01.yaml"], "utf-8")
    run = convergence("rubrics", "check", path, "--lang", "en")
    assert "error[measure-unknown]" in run.stderr


# --- resolve -------------------------------------------------------------------------------------


def test_resolve_prints_a_framework_that_assesses_alike(tmp_path: Path) -> None:
    """One file from the example's overlay, then the same station by both."""
    run = convergence("rubrics", "resolve", EXAMPLE)
    assert (run.returncode, run.stderr) == (0, "")
    (tmp_path / "whole.yaml").write_text(run.stdout, "utf-8")
    assert same(load(tmp_path / "whole.yaml"), load_stack([EXAMPLE]))
    check = convergence("rubrics", "check", tmp_path / "whole.yaml", "--lang", "en")
    assert (check.returncode, check.stderr) == (0, "")
    assert convergence("rubrics", "diff", EXAMPLE, tmp_path / "whole.yaml", "--lang", "en").stdout.endswith(
        "no differences\n"
    )


def test_resolve_writes_a_folder(tmp_path: Path) -> None:
    root = folders(tmp_path, prov=HEAD + CHANGES)
    run = convergence("rubrics", "resolve", root / "prov", "-o", root / "whole", "--lang", "en")
    assert run.returncode == 0
    assert run.stdout == ""
    assert run.stderr.startswith("wrote ")
    assert sorted(path.name for path in (root / "whole").iterdir()) == ["M01.yaml", "M02.yaml", "framework.yaml"]
    assert same(load(root / "whole"), made(CHANGES))


def test_resolve_writes_nothing_into_a_folder_that_holds_something(tmp_path: Path) -> None:
    root = folders(tmp_path, prov=HEAD)
    before = sorted(path.name for path in (root / "tiny").iterdir())
    run = convergence("rubrics", "resolve", root / "prov", "-o", root / "tiny", "--lang", "en")
    assert run.returncode == 2
    assert "error[folder-not-empty]" in run.stderr
    assert sorted(path.name for path in (root / "tiny").iterdir()) == before
    run = convergence("rubrics", "resolve", root / "prov", "-o", root / "no" / "where")
    assert "export-no-folder" in run.stderr


def test_resolve_takes_several_and_refuses_what_loosens(tmp_path: Path) -> None:
    """With the overlay's line, and nothing on stdout."""
    root = folders(tmp_path, prov=HEAD + setting("levels", "L1", "{index: 10}"))
    run = convergence("rubrics", "resolve", root / "tiny", root / "prov", "--lang", "en")
    assert (run.returncode, run.stdout) == (2, "")
    assert "error[overlay-loosens]: “L1” is loosened: it asks for 10 in place of 20" in run.stderr
    assert "--> prov/overlay.yaml:9:12" in run.stderr


# --- diff ----------------------------------------------------------------------------------------


def test_differences_by_id() -> None:
    old = built()
    files = mutated("M01.yaml", "weight: 3", "weight: 4")
    files = mutated("M02.yaml", "M02.pick", "M02.choose", files)
    files = mutated("framework.yaml", "index: 20, chapter: 10, red_lines: false", "index: 25, red_lines: false", files)
    found = {(item.change, item.kind, item.id): item.keys for item in differences(old, built(files))}
    assert found == {
        ("changed", "levels", "L1"): (
            KeyChange(key="index", old=20.0, new=25.0),
            KeyChange(key="chapter", old=10.0, new=None),
        ),
        ("changed", "indicators", "M01.share"): (KeyChange(key="weight", old=3.0, new=4.0),),
        ("added", "indicators", "M02.choose"): (),
        ("removed", "indicators", "M02.pick"): (),
    }
    assert differences(old, old) == ()


def test_the_order_of_things_is_no_difference() -> None:
    """Ids tell things apart."""
    base = built()
    measures = tuple(replace(each, indicators=each.indicators[::-1]) for each in base.measures)
    assert differences(base, replace(base, measures=measures, profile=base.profile[::-1])) == ()


def test_diff_prints_each_change_on_a_line(tmp_path: Path) -> None:
    """0 whether there is a difference or not: it is a report, and no judgement."""
    root = folders(tmp_path, prov=HEAD + CHANGES)
    run = convergence("rubrics", "diff", root / "tiny", root / "prov", "--lang", "en")
    assert run.returncode == 0
    lines = run.stdout.splitlines()
    assert lines[0] == "tiny 1.0.0 → prov 1.0.0"
    assert "~ indicator M01.share  Part" in lines
    assert "    weight: 3 → 9" in lines
    assert "    title.en: Share → Part" in lines
    assert "- cross-check adds-up  Adds up" in lines
    assert lines[-1] == "0 added, 1 removed, 2 changed"
    alike = convergence("rubrics", "diff", root / "tiny", root / "tiny", "--lang", "zh")
    assert (alike.returncode, alike.stdout.splitlines()[-1]) == (0, "没有差别")


def test_diff_as_json(tmp_path: Path) -> None:
    root = folders(tmp_path, prov=HEAD + CHANGES)
    document = json.loads(
        convergence("rubrics", "diff", root / "tiny", root / "prov", "-f", "json", "--lang", "en").stdout
    )
    assert document["old"] == {"id": "tiny", "version": "1.0.0", "sha256": load(root / "tiny").sha256}
    by_id = {item["id"]: item for item in document["differences"]}
    assert by_id["M01.share"] == {
        "kind": "indicators", "id": "M01.share", "title": "Part", "change": "changed",
        "keys": [{"key": "title.en", "old": "Share", "new": "Part"}, {"key": "weight", "old": 3.0, "new": 9.0}],
    }  # fmt: skip
    assert convergence("rubrics", "diff", root / "tiny", root / "prov", "-f", "html").returncode == 2


BASES = ["nrta-2020-79", "tests/frameworks/reading-rooms", "examples/overlays/lanjiang-2024-2026"]

# --- new -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_framework_passes_check_and_tests_right_away(language: str, tmp_path: Path) -> None:
    """Without a warning, every branch reached; its first lines name schemas that lie where they say."""
    folder = tmp_path / "our-rules"
    run = convergence("rubrics", "new", folder, "--lang", language)
    assert run.returncode == 0, run.stderr
    check = convergence("rubrics", "check", folder, "--lang", "en")
    assert (check.returncode, check.stderr) == (0, "")
    framework = load(folder)
    assert framework.id == "our-rules"
    done = run_trials(framework, folder)
    assert (done.problems, done.unreached) == ((), ())
    schemas_lie_where_files_say(folder)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "base", ["nrta-2020-79", "tests/frameworks/reading-rooms", "examples/overlays/lanjiang-2024-2026"]
)
def test_a_new_overlay_passes_check_and_tests_right_away(language: str, base: str, tmp_path: Path) -> None:
    """On a shipped framework, on a folder, on an overlay."""
    named = base if base.startswith("nrta") else str(ROOT / base)
    folder = tmp_path / "our-overlay"
    run = convergence("rubrics", "new", folder, "--extends", named, "--lang", language)
    assert run.returncode == 0, run.stderr
    check = convergence("rubrics", "check", folder, "--lang", "en")
    assert (check.returncode, check.stderr) == (0, "")
    framework = load_stack([folder])
    assert framework.id == "our-overlay"
    assert run_trials(framework, folder).problems == ()
    schemas_lie_where_files_say(folder)


def schemas_lie_where_files_say(folder: Path) -> None:
    for path in sorted(folder.rglob("*.yaml")):
        first = path.read_text("utf-8").splitlines()[0]
        schema = json.loads((path.parent / first.partition("$schema=")[2]).read_text("utf-8"))
        assert schema["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("key", ["set", "add", "hide"])
def test_the_examples_in_a_new_overlay_s_comments_are_sound(key: str) -> None:
    """Uncommented one by one they say nothing wrong."""
    text = overlay_files("ours", built(), "../tiny", "en")["overlay.yaml"]
    lines = text.splitlines()
    start = lines.index(f"# {key}:")
    end = next((at for at in range(start, len(lines)) if not lines[at].startswith("#")), len(lines))
    lines[start:end] = [line.removeprefix("# ") for line in lines[start:end]]
    framework = made("", built(), "\n".join(lines) + "\n")
    assert framework.extends
    assert yaml.safe_load("\n".join(lines[start:end]))[key]


def test_a_folder_whose_name_is_no_id_still_makes_a_framework() -> None:
    """Chinese names of folders are common; an id is kebab-case."""
    for name in ("我的指标", "My Rules", "x_y"):
        files = framework_files(name, "zh")
        assert "\nid: my-framework\n" in files["framework.yaml"]
        assert "\nid: tiny-overlay\n" in overlay_files(name, built(), "../tiny", "zh")["overlay.yaml"]


def test_new_writes_nothing_over_anything(tmp_path: Path) -> None:
    write(tmp_path / "there", {"note.txt": "mine"})
    run = convergence("rubrics", "new", tmp_path / "there", "--lang", "en")
    assert (run.returncode, "error[folder-not-empty]" in run.stderr) == (2, True)
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["note.txt"]
    (tmp_path / "file").write_text("mine", "utf-8")
    assert convergence("rubrics", "new", tmp_path / "file").returncode == 2
    assert convergence("rubrics", "new", tmp_path / "a" / "b").returncode == 2
    run = convergence("rubrics", "new", tmp_path / "ours", "--extends", "nrta-2020-97", "--lang", "en")
    assert (run.returncode, "error[framework-not-found]" in run.stderr) == (2, True)
    assert not (tmp_path / "ours").exists()


# --- the commands that take --rubrics ------------------------------------------------------------


def test_every_command_takes_several_rubrics(tmp_path: Path) -> None:
    """Base and overlay, each named: the form, its check, its assessment, carried over, explained."""
    root = folders(tmp_path, prov=HEAD + CHANGES)
    both = ("--rubrics", root / "tiny", "--rubrics", root / "prov", "--lang", "en")
    form = tmp_path / "form.xlsx"
    assert convergence("template", form, *both).returncode == 0
    run = convergence("assess", form, *both, "--format", "json")
    assert run.returncode == 2  # nothing is filled in yet, not even the name
    assert json.loads(run.stdout)["framework"]["extends"] == [
        {"id": "tiny", "version": "1.0.0", "sha256": load(root / "tiny").sha256}
    ]
    assert "Part" in convergence("explain", "M01.share", *both).stdout
    assert "laid on tiny 1.0.0" in convergence("rubrics", "list", root / "tiny", root / "prov", "--lang", "en").stdout
    assert "laid on tiny 1.0.0" in convergence("rubrics", "catalogue", root / "prov").stdout
    assert convergence("check", form, *both).returncode == 2
    assert convergence("migrate", form, "-o", tmp_path / "new.xlsx", *both).returncode == 0
    assert convergence("merge", form, tmp_path / "new.xlsx", "-o", tmp_path / "both.xlsx", *both).returncode == 0


def test_the_order_of_rubrics_matters(tmp_path: Path) -> None:
    root = folders(tmp_path, prov=HEAD)
    run = convergence("explain", "M01", "--rubrics", root / "prov", "--rubrics", root / "tiny", "--lang", "en")
    assert run.returncode == 2
    assert "error[not-an-overlay]" in run.stderr


def test_check_names_what_is_relaxed_and_passes(tmp_path: Path) -> None:
    """A note is neither an error nor a warning."""
    root = folders(tmp_path, prov=HEAD + CHANGES)
    run = convergence("rubrics", "check", root / "prov", "--lang", "en")
    assert run.returncode == 0
    assert "note[overlay-relaxes]: “adds-up” is loosened, and says so" in run.stderr
    assert run.stdout == "framework prov 1.0.0: 2 measures, 7 indicators, 0 errors, 0 warnings\n"
