"""The shipped framework against the policy's text, where that text is at hand."""

import re
from pathlib import Path

from policy import POLICY, clauses, plain, pytestmark  # noqa: F401 - the mark skips this file without the policy

from convergence_cli.model.framework import Framework


def test_every_quote_stands_in_one_of_its_clauses_to_the_letter(framework: Framework) -> None:
    texts = clauses()
    whole = plain((POLICY / "policy.txt").read_text("utf-8"))
    wrong = [
        item.id
        for item in framework.indicators
        if plain(item.quote) not in whole
        or not any(plain(item.quote) in plain(texts.get(clause.partition("/")[0], "")) for clause in item.clauses)
    ]
    assert wrong == []


def test_every_measure_lists_all_of_its_clauses_and_no_other(framework: Framework) -> None:
    known = clauses()
    for measure in framework.measures:
        number = measure.id.removeprefix("M")
        assert list(measure.clauses) == [name for name in known if name.startswith(f"{number}.")]


def test_measures_carry_the_titles_of_the_policy(framework: Framework) -> None:
    titles = dict(re.findall(r"^### (M\d\d) (.+)$", (POLICY / "clauses.md").read_text("utf-8"), re.MULTILINE))
    assert {item.id: item.title.zh for item in framework.measures} == {
        item.id: titles[item.id] for item in framework.measures
    }


def test_all_clauses_of_the_28_measures_and_all_their_parts_are_accounted_for(framework: Framework) -> None:
    """102 clauses: each, or each of its parts, by an indicator or under `not_scored` with a reason, and never both."""
    known = {name for name in clauses() if not name.startswith("00.")}
    parts = {clause: each for measure in framework.measures for clause, each in measure.parts.items()}
    expected = {f"{name}/{part}" for name in parts for part in parts[name]} | {
        name for name in known if name not in parts
    }
    covered = {clause for item in framework.indicators for clause in item.clauses}
    excused = {item.clause for measure in framework.measures for item in measure.not_scored}
    assert len(known) == 102
    assert covered | excused == expected
    assert not covered & excused


def test_no_sentence_of_the_policy_is_copied_into_the_project() -> None:
    """Fragments of at most 60 characters are quoted; a whole clause that is longer stands nowhere."""
    project = Path(__file__).resolve().parent.parent
    kept = {".yaml", ".md", ".py", ".txt", ".json"}
    texts = {
        path: plain(path.read_text("utf-8"))
        for folder in ("rubrics", "convergence_cli", "docs", "examples", "tests")
        for path in (project / folder).rglob("*")
        if path.suffix in kept
    }
    long = {name: plain(text) for name, text in clauses().items() if len(plain(text)) > 70}
    copied = [(path.name, name) for path, text in texts.items() for name, clause in long.items() if clause in text]
    assert copied == []
