"""What an overlay may do to scores that are withheld, to reasons that count, and to what is scored at all."""

import pytest
from overlaying import HEAD, WHY, codes, errors, laid, line_of, setting
from tiny_rubric import built, mutated

MORE = """\
  - id: M01.more
    title: {zh: 多, en: More}
    scored: false
    ask: {type: yes_no, question: {zh: 问, en: Q}}
"""
UNSCORED = "{scored: false, score: null, weight: null, advice: null, effort: null, basis: null, needs: null}"
SCORED = (
    "{scored: true, score: {expect: 'yes'}, clauses: ['01.1'], quote: 原文, obligation: may, "
    "advice: [{zh: 做, en: Do}], "
    "effort: 1, basis: clause, who: {zh: 室, en: O}, evidence: {hint: {zh: 文, en: F}}}"
)
BASE = mutated("M01.yaml", "weight: 1\n", "weight: 1\nneeds_all: true\n")
BASE = mutated("framework.yaml", "en: Adds up}}", "en: Adds up}, voids: true}", BASE)
BASE = mutated("framework.yaml", "chapters:\n", "not_applicable_counts: excluded\nchapters:\n", BASE)
BASE = {**BASE, "M01.yaml": BASE["M01.yaml"] + MORE}
SHEET = mutated("M02.yaml", "horizon: long-term\n", "horizon: long-term\naggregate: sum\nmaximum: 3\n", BASE)
LOOSER = [
    ("indicators", "M02.pick", UNSCORED, "scored"),
    ("indicators", "M01.more", SCORED, "scored"),
    ("indicators", "M02.step", "{not_applicable_counts: full}", "not_applicable_counts"),
    ("measures", "M01", "{needs_all: false}", "needs_all"),
    ("checks", "adds-up", "{voids: false}", "voids"),
    ("checks", "adds-up", "{voids: false, severity: warning}", "voids"),
]
STRICTER = [
    ("indicators", "M02.step", "{not_applicable_counts: zero}"),
    ("measures", "M02", "{needs_all: true}"),
    ("chapters", "one", "{needs_all: true}"),
    ("checks", "adds-up", "{voids: false, severity: error}"),
]


@pytest.mark.parametrize(("kind", "name", "to", "key"), LOOSER)
def test_what_loosens_is_refused_on_its_line_and_taken_with_relax(kind: str, name: str, to: str, key: str) -> None:
    text = setting(kind, name, to)
    _, problems = laid(text, built(BASE))
    (found,) = (each for each in problems if each.severity == "error")
    assert found.code == "overlay-loosens"
    assert line_of(found, HEAD + text).startswith(key)
    assert errors(laid(setting(kind, name, to, "      relax: true\n"), built(BASE))[1]) == []


@pytest.mark.parametrize(("kind", "name", "to"), STRICTER)
def test_what_tightens_needs_no_word(kind: str, name: str, to: str) -> None:
    assert codes(laid(setting(kind, name, to), built(BASE))[1]) == []


@pytest.mark.parametrize("counts", ["full", "zero"])
def test_in_a_sheet_with_a_maximum_leaving_out_compares_with_nothing(counts: str) -> None:
    """A part that is left out leaves the others, and the sheet may have been worse than they are, or better."""
    found = laid(setting("indicators", "M02.step", f"{{not_applicable_counts: {counts}}}"), built(SHEET))[1]
    assert errors(found) == ["overlay-loosens"]


def test_a_question_that_is_added_and_not_scored_shifts_no_weight() -> None:
    """Nor may its answer be known already."""
    item = "{id: M01.new, title: {zh: 新, en: New}, scored: false, ask: {type: percent, question: {zh: 问, en: Q},"
    more = f"add:\n  indicators:\n    - indicator: {item} compute: sum(kpi.weight)}}}}\n      {WHY}\n"
    assert codes(laid(more, built(BASE))[1]) == []


def test_an_added_answer_that_comes_from_the_base_by_way_of_another_one_is_known_already() -> None:
    """Two additions, the first of which is not scored."""
    first = "{id: M01.new, title: {zh: 新, en: New}, scored: false, ask: {type: percent, question: {zh: 问, en: Q},"
    second = (
        "{id: M01.next, title: {zh: 新, en: New}, clauses: ['01.1'], quote: 原文, obligation: may, weight: 0.001, "
        "advice: [{zh: 做, en: Do}], effort: 1, basis: clause, who: {zh: 室, en: O}, "
        "evidence: {hint: {zh: 文, en: F}}, score: {ramp: {from: 0, to: 1}}, "
        "ask: {type: percent, question: {zh: 问, en: Q}, compute: M01.new, when_empty: 0}}"
    )
    more = (
        f"add:\n  indicators:\n    - indicator: {first} compute: sum(kpi.weight)}}}}\n      {WHY}\n"
        f"    - indicator: {second}\n      {WHY}\n"
    )
    assert errors(laid(more, built(BASE))[1]) == ["overlay-loosens"]
