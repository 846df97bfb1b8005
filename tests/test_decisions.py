"""Every row of the review of 0.2.0 is answered, where the review is at hand."""

import re
from collections import Counter

from conftest import ROOT
from policy import POLICY, pytestmark  # noqa: F401 - the mark skips this file without the policy

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("nrta-2020-79-0.3.0-*.md"))
COMMON = re.compile(r"A\d\d|C159|C16\d")
"""Rows about all measures, tables, checks and texts."""
ROW = re.compile(r"^\| ([ABC]\d+) \|", re.MULTILINE)


def test_every_row_of_the_review_is_answered() -> None:
    """Once, unless it is about all of them: then each page says what was done in its own."""
    review = ROW.findall((POLICY / "review-0.2.md").read_text("utf-8"))
    answered = Counter(row for path in DECISIONS for row in ROW.findall(path.read_text("utf-8")))
    assert len(review) == len(set(review)) > 200
    assert {row: times for row, times in answered.items() if times > 1 and not COMMON.match(row)} == {}
    assert set(review) - set(answered) == set()
    assert set(answered) - set(review) == set()


def test_every_answer_says_what_was_decided_and_why() -> None:
    for path in DECISIONS:
        for line in path.read_text("utf-8").splitlines():
            if ROW.match(line):
                row, decision, why = (part.strip() for part in line.strip("|").split("|"))
                assert decision in ("采纳", "另行采纳", "不采纳"), row
                assert why, row
