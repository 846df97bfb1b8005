"""Mutated workbooks in the bounds of CI; `pytest tests/test_fuzz.py --fuzz 10000` for more (see `fuzzing.py`)."""

import os

import pytest
from fuzzing import bases, judge, run, silent_changes, unchanged

from convergence_cli.model.questionnaire import Answer, Questionnaire

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="cases are timed with SIGPROF")


def test_no_mutation_ends_in_anything_but_answers_or_a_convergence_error(request: pytest.FixtureRequest) -> None:
    """No traceback, no hang over 5 s, no process over 500 MB or dead, no answer changed in silence."""
    counts, faults = run(request.config.getoption("--fuzz"), seed=1, jobs=2)
    assert faults == []
    # Else the mutations would be too mild or too coarse to say anything.
    assert min(counts["read"], counts["refused"]) > counts.total() / 10


def test_a_case_is_the_same_in_every_run() -> None:
    """A fault is reported by its number, and that must be enough to see it again."""
    assert [judge(3, case) for case in range(5)] == [judge(3, case) for case in range(5)]


def test_a_silent_change_would_be_seen() -> None:
    """An answer that is gone, or another one, is a fault unless a problem names it."""
    from dataclasses import replace

    whole = unchanged(0)
    content = bases()[0][1]
    name, answer = next((name, each) for name, each in whole.answers.items() if each.value is not None)
    lost: Questionnaire = replace(whole, answers={key: each for key, each in whole.answers.items() if key != name})
    other: Answer = replace(answer, value=None)
    for changed in (lost, replace(whole, answers={**whole.answers, name: other})):
        assert [fault.partition(" at ")[0] for fault in silent_changes(whole, changed, content, content)] == [name]
    assert list(silent_changes(whole, whole, content, content)) == []
