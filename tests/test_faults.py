"""Faults of shape: said with file, line, column and the nearest word, all of all files in one run."""

from pathlib import Path

import pytest
from tiny_rubric import FILES, built, mutated, problems_of, write

from convergence_cli.errors import RubricError
from convergence_cli.rubric.load import find, load
from convergence_cli.texts import hint, message

F, A, B = "framework.yaml", "M01.yaml", "M02.yaml"
GOOD = "ask: {type: percent, question: {zh: 问, en: Asked}, compute:"


def line_of(files: dict[str, str], file: str, part: str) -> int:
    """The line, from 1, that holds a part."""
    return next(number for number, line in enumerate(files[file].splitlines(), 1) if part in line)


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "values"),
    [
        (A, "quote: 原文", "qoute: 原文", "yaml-unknown-key", {"key": "qoute", "nearest": "quote"}),
        (A, "above: 50%", "abvoe: 50%", "yaml-unknown-key", {"key": "abvoe", "nearest": "above"}),
        (A, "from: 30%", "form: 30%", "yaml-unknown-key", {"key": "form", "nearest": "from"}),
        (A, "capped: {at: 6}", "cappd: {at: 6}", "yaml-unknown-key", {"key": "cappd", "nearest": "capped"}),
        (A, "capped: {at: 6}", "capped: {to: 6}", "yaml-unknown-key", {"key": "to"}),
        (F, "version: 1.0.0", "versoin: 1.0.0", "yaml-unknown-key", {"key": "versoin", "nearest": "version"}),
        (F, "title: {zh: 小, en: Tiny}", "title: {zh: 小, cn: 小, en: Tiny}", "yaml-unknown-key", {"key": "cn"}),
        (A, "    quote: 原文\n", "", "policy-key-missing", {"key": "quote"}),
        (B, "    title: {zh: 规, en: Rule}\n", "", "yaml-missing-key", {"key": "title"}),
        # a question that is not scored has none, so its absence is a fault of the function and not of a key
        (B, '    score: {expect: "yes"}\n', "", "score-not-one", {"found": "-"}),
        (F, "title: {zh: 小, en: Tiny}", "title: {zh: 小}", "yaml-missing-key", {"key": "en"}),
        (A, "obligation: should", "obligation: shuold", "yaml-unknown-value", {"nearest": "should"}),
        (A, "type: integer", "type: intger", "yaml-unknown-value", {"nearest": "integer"}),
        (B, 'expect: "yes"', "expect: maybe", "yaml-unknown-value", {"found": "maybe"}),
        (A, "weight: 3", "weight: three", "yaml-wrong-type", {"found": "three"}),
        (A, "weight: 3", 'weight: "3"', "yaml-wrong-type", {"found": "3"}),
        (A, "effort: 2", "effort: 2.5", "yaml-wrong-type", {"found": "2.5"}),
        (B, "red_line: {unless: met}", "red_line: {below: yes}", "yaml-wrong-type", {"found": "yes"}),
        (A, "quote: 原文", "quote: 5", "yaml-wrong-type", {"found": "5"}),
        (A, "advice: [{zh: 做, en: Do}]", "advice: {zh: 做, en: Do}", "yaml-wrong-type", {}),
        (F, "profile:\n", "profile:\n  - name\n", "yaml-wrong-type", {"found": "name"}),
        # 1.0 is version 1, 1.10 would be 1.1: a version has to be text
        (F, "version: 1.0.0", "version: 1.0", "yaml-wrong-type", {"found": "1.0"}),
    ],
)
def test_a_fault_of_shape_is_said_once_with_its_place(
    file: str, old: str, new: str, code: str, values: dict[str, str]
) -> None:
    """One fault, one problem: its code, its line, the word that was probably meant.

    A misspelt required key is also missing: that is said beside it.
    """
    files = mutated(file, old, new)
    problems = [item for item in problems_of(files) if item.code != "yaml-missing-key" or item.code == code]
    assert [item.code for item in problems] == [code]
    (found,) = problems
    assert values.items() <= dict(found.values).items()
    assert found.location.file == file
    assert found.location.column
    if new:
        assert found.location.line == line_of(files, file, new.splitlines()[-1].strip())


def test_a_missing_key_points_at_what_lacks_it() -> None:
    """The second indicator lacks its title: the place is that indicator and not the first."""
    files = mutated(A, "    title: {zh: 室, en: Studios}\n", "")
    (found,) = problems_of(files)
    assert found.code == "yaml-missing-key"
    assert found.location.line == line_of(files, A, "M01.studios")


def test_all_faults_of_all_files_are_reported_in_one_run(tmp_path: Path) -> None:
    """Five faults in three files; the author mends them in one go."""
    files = mutated(A, "quote: 原文", "qoute: 原文")
    files = mutated(A, "effort: 2", "effort: two", files)
    files = mutated(B, "obligation: should", "obligation: ought", files)
    files = mutated(F, "version: 1.0.0", "version: 1.0.0\nversion: 2.0.0", files)
    files = mutated(F, "id: tiny\n", "", files)
    with pytest.raises(RubricError) as caught:
        load(write(tmp_path, files))
    found = [(item.location.file, item.code) for item in caught.value.problems]
    assert sorted(found) == [
        (A, "yaml-unknown-key"),
        (A, "yaml-wrong-type"),
        (B, "yaml-unknown-value"),
        (F, "yaml-duplicate-key"),
        (F, "yaml-missing-key"),
    ]
    assert all(item.location.line for item in caught.value.problems)


def test_faults_of_shape_and_broken_rules_come_together() -> None:
    """A misspelt key in one measure does not hide an empty advice in the other; references to it are not judged."""
    files = mutated(A, "quote: 原文", "qoute: 原文")
    files = mutated(B, "advice: [{zh: 做, en: Do}]", "advice: []", files)
    found = {(item.code, item.location.file) for item in problems_of(files)}
    assert {("yaml-unknown-key", A), ("policy-key-missing", B)} == found


def test_an_empty_file_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    for name in (A, F):
        codes = {item.code for item in problems_of({**FILES, name: ""})}
        assert codes == {"yaml-wrong-type"}


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    """GBK, as Windows saves it, is refused by name; nothing is decoded by guess."""
    write(tmp_path)
    (tmp_path / A).write_bytes(FILES[A].encode("gbk"))
    with pytest.raises(RubricError) as caught:
        load(tmp_path)
    assert [(item.code, item.location.file) for item in caught.value.problems] == [("file-not-utf-8", A)]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    """The same text from any editor is the same framework, down to its sha256."""
    plain = load(write(tmp_path / "plain"))
    folder = write(tmp_path / "windows")
    for name, text in FILES.items():
        (folder / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert load(folder) == plain


def test_a_framework_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(RubricError) as caught:
        find("nrta-2020-97")
    (found,) = caught.value.problems
    assert found.code == "framework-not-found"
    assert "nrta-2020-79" in str(dict(found.values)["known"])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("01.1", "01.1"),
        ('"01.1"', "01.1"),
        ("1.1", "1.1"),
        ("16.2", "16.2"),
        # the eleventh and the twenty-fifth sentence of a measure are not its first and its second
        ("16.11", "16.11"),
        ("16.25", "16.25"),
        ('"16.10"', "16.10"),
        ("16.10", "16.10"),
    ],
)
def test_a_clause_id_is_the_one_that_was_written(written: str, meant: str) -> None:
    """Quoted or not, a clause id never becomes the id of another clause."""
    files = mutated(B, 'clauses: ["02.1"]', f"clauses: [{written}]")
    files = {**files, B: files[B].replace('clauses: ["02.1"]', f"clauses: [{written}]")}
    others = '"01.2"' if meant == "01.1" else '"01.1", "01.2"'
    files = mutated(F, '"01.1", "01.2", "02.1"]', f"{others}, {written}]", files)
    if meant == "01.1":  # it stands in the other measure already
        files = mutated(A, 'clauses: ["01.1", "01.2"]', 'clauses: ["01.2"]', files)
    framework = built(files)
    assert framework.measures[1].clauses == (meant,)
    assert {item.clauses for item in framework.measures[1].indicators} == {(meant,)}


def test_message_and_hint_name_the_key_in_both_languages() -> None:
    (missing,) = problems_of(mutated(B, "    title: {zh: 规, en: Rule}\n", ""))
    (unknown,) = problems_of(mutated(A, "quote: 原文", "qoute: 原文"))
    assert message("en", missing) == "the key “title” is missing"
    assert message("zh", unknown) == "未知的键“qoute”"
    assert hint("en", unknown).startswith("nearest: “quote”; known: id, title")
    assert hint("zh", unknown).startswith("最接近的是“quote”；可用：id, title")
