"""`compute` and checks: what each function and operator gives, what stays unanswered, what is refused."""

import warnings
from dataclasses import replace
from typing import Any

import pytest

from convergence_cli.model.keywords import LONGEST_EXPRESSION
from convergence_cli.rubric.expression import ExpressionError, Names, Shape, parse
from convergence_cli.scoring.evaluate import Facts, evaluate, tidy

NAMES = Names(
    answers={
        "M01.n": ("M01.n", "number"),
        "M01.two_words": ("M01.two-words", "number"),
        "M01.i": ("M01.i", "integer"),
        "M01.p": ("M01.p", "percent"),
        "M01.m": ("M01.m", "money"),
        "M01.y": ("M01.y", "yes_no"),
        "M01.x": ("M01.x", "yes_no"),
        "M01.c": ("M01.c", "one_of"),
        "M01.l": ("M01.l", "many_of"),
        "M01.d": ("M01.d", "date"),
    },
    profile={"staff": "integer", "level": "one_of"},
    tables={"t": {"v": "number", "w": "percent", "on": "yes_no", "kind": "one_of"}, "u": {"v": "number"}},
    options={"M01.c": ("a", "b"), "profile.level": ("city", "county"), "t.kind": ("tv", "radio")},
)
ROWS: list[dict[str, Any]] = [
    {"v": 1.0, "w": 0.15, "on": True, "kind": "tv"},
    {"v": 2.0, "w": 0.35, "on": False, "kind": "radio"},
    {"v": 6.0, "w": 0.5, "kind": "tv"},  # `on` left blank
    {"w": 0.1, "on": True, "kind": "tv"},  # `v` left blank
]


def facts(rows: list[dict[str, Any]] | None = ROWS, **answers: Any) -> Facts:
    """Answers by their last name; what is not named is blank."""
    named = {f"M01.{name.replace('_', '-')}": given for name, given in answers.items() if name != "staff"}
    return Facts(answers=named, profile={"staff": answers.get("staff"), "level": "city"}, tables={"t": rows, "u": None})


def value_of(text: str, known: Facts) -> Any:
    return evaluate(parse(text, NAMES)[0], known)


@pytest.mark.says("2.3", "2.6")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # over rows; a blank value or a condition that is not true leaves the row out
        ("sum(t.v)", 9.0),  # 1 + 2 + 6
        ("sum(t.v, t.on)", 1.0),  # row 1 only: row 3 did not say, row 4 has no v
        ("sum(t.v, not t.on)", 2.0),
        ("sum(t.v, t.kind == 'tv')", 7.0),  # 1 + 6
        ("sum(t.v, t.kind != 'tv')", 2.0),
        ("sum(t.v, t.v > 1 and t.kind == 'tv')", 6.0),
        ("sum(t.v, t.on or t.kind == 'tv')", 7.0),  # row 3: blank or true is true
        ("sum(t.v * t.w)", 3.85),  # 0.15 + 0.7 + 3.0
        ("sum(t.v - 1)", 6.0),  # 0 + 1 + 5
        ("sum(t.v / 2)", 4.5),
        ("count(t)", 4.0),
        ("count(t, t.on)", 2.0),
        ("count(t, t.v >= 2)", 2.0),
        ("count(t, t.v < 2)", 1.0),
        ("count(t, t.v <= 2)", 2.0),
        ("min(t.v)", 1.0),
        ("max(t.v)", 6.0),
        ("mean(t.v)", 3.0),  # 9 / 3: the blank row is not a zero
        ("mean(t.v, t.kind == 'tv')", 3.5),  # (1 + 6) / 2
        ("min(t.v, t.kind == 'radio')", 2.0),
        ("max(t.v, t.v < 0)", None),  # no row
        ("mean(t.v, t.v < 0)", None),
        ("min(t.v, t.v < 0)", None),
        ("sum(t.v, t.v < 0)", 0.0),
        ("count(t, t.v < 0)", 0.0),
        ("share(t, t.kind == 'tv')", 0.75),  # 3 of 4
        ("share(t.v, t.kind == 'tv')", tidy(7 / 9)),
        ("share(t.w, t.on)", tidy(0.25 / 1.1)),
        # of plain values
        ("sum(1, 2, 4)", 7.0),
        ("min(3, 1, 2)", 1.0),
        ("max(3, 1, 2)", 3.0),
        ("mean(1, 2, 6)", 3.0),
        ("ratio(1, 4)", 0.25),
        ("abs(-2.5)", 2.5),
        ("abs(2.5)", 2.5),
        ("round(2.5)", 3.0),  # half up, not half to even
        ("round(3.5)", 4.0),
        ("round(-2.5)", -3.0),
        ("round(0.5)", 1.0),
        ("round(2.4999)", 2.0),
        ("round(1.005, 2)", 1.01),  # on paper; the binary fraction is below the half
        ("round(2.675, 2)", 2.68),
        ("round(1250, -2)", 1300.0),
        ("round(1, 400)", 1.0),
        ("1 + 2 * 3 - 4 / 8", 6.5),
        ("-(2 - 5)", 3.0),
        ("0.1 + 0.2", 0.3),  # as on paper
        ("2 == 2", True),
        ("2 != 2", False),
        ("1 < 2", True),
        ("2 < 2", False),
        ("2 <= 2", True),
        ("2 > 2", False),
        ("2 >= 2", True),
        ("'a' == 'a'", True),
        ("True and False", False),
        ("True or False", True),
        ("not True", False),
        ("profile.level == 'city'", True),
    ],
)
def test_truth_table_of_functions_and_operators(text: str, expected: object) -> None:
    """Worked out by hand from the four rows above."""
    found = value_of(text, facts())
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.says("2.1")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((f"M01.n {sign} 1", None) for sign in ("+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=")),
        *((f"1 {sign} M01.n", None) for sign in ("+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=")),
        ("-M01.n", None),
        ("M01.n * 0", None),  # nothing answered is nothing known, even times zero
        ("abs(M01.n)", None),
        ("round(M01.n)", None),
        ("ratio(M01.n, 1)", None),
        ("ratio(1, M01.n)", None),
        ("sum(1, M01.n)", None),
        ("min(1, M01.n)", None),
        ("max(1, M01.n)", None),
        ("mean(1, M01.n)", None),
        ("M01.n == M01.n", None),
        ("not M01.y", None),
        # three-valued logic: known where one side settles it
        ("M01.y and False", False),
        ("False and M01.y", False),
        ("M01.y and True", None),
        ("M01.y or True", True),
        ("M01.y or False", None),
        ("M01.y and M01.x", None),
        ("M01.c == 'a'", None),
        ("M01.c != 'a'", None),
        ("profile.staff > 0", None),
        ("sum(t.v) / profile.staff", None),
    ],
)
def test_unanswered_spreads_and_is_never_zero(text: str, expected: object) -> None:
    """Every answer is blank."""
    assert value_of(text, facts()) is expected


@pytest.mark.says("2.2")
@pytest.mark.parametrize("text", ["0 / 0", "1 / 0", "ratio(0, 0)", "ratio(5, 0)", "M01.n / M01.n", "-1 / 0"])
def test_division_by_zero_is_unanswered(text: str) -> None:
    """Never 0, never an exception."""
    assert value_of(text, facts(n=0.0)) is None


def test_a_condition_with_a_supposed_answer_is_computed_anew() -> None:
    """What is of tables alone is kept for a station; what an answer has a part in is not."""
    expression, known = parse("count(t, t.v > M01.n)", NAMES)[0], facts(n=1.0)
    assert evaluate(expression, known) == 2.0
    assert evaluate(expression, replace(known, answers={"M01.n": 5.0})) == 1.0
    assert value_of("count(t, t.v > 1)", known) == 2.0


def test_more_expressions_than_are_kept_have_each_its_own_value() -> None:
    """The facts of a station outlive what is kept of expressions: no condition is taken for another."""
    known = facts()
    for number in range(1500):
        assert value_of(f"count(t, t.v > {number})", known) == sum(row.get("v", 0) > number for row in ROWS)


@pytest.mark.says("2.4", "2.5")
@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("count(t)", 0.0),
        ("count(t, t.on)", 0.0),
        ("sum(t.v)", 0.0),
        ("sum(t.w, t.on)", 0.0),
        ("sum(t.v * t.w)", 0.0),
        ("mean(t.v)", None),  # 0 / 0
        ("min(t.v)", None),
        ("max(t.v)", None),
        ("share(t, t.on)", None),
        ("share(t.v, t.on)", None),
        ("sum(t.v) == 0", True),
        ("max(t.v) <= 5", None),
    ],
)
def test_an_empty_table_is_unanswered_unless_it_was_confirmed(text: str, empty: object) -> None:
    """No rows and no confirmation: nothing is known. Confirmed: there are none, and a mean of none is still unknown."""
    assert value_of(text, facts(rows=None)) is None
    assert value_of(text, facts(rows=[])) == empty
    assert (value_of(text, facts(rows=[])) is None) == (empty is None)


@pytest.mark.says("2.4")
def test_a_share_of_rows_with_no_values_is_unanswered() -> None:
    """All rows blank in the column, or all zero: the whole is 0."""
    assert value_of("share(t.v, t.on)", facts(rows=[{"on": True}, {"on": False}])) is None
    assert value_of("share(t.v, t.on)", facts(rows=[{"v": 0.0, "on": True}])) is None
    assert value_of("share(t.v, t.on)", facts(rows=[{"v": 4.0, "on": False}])) == 0.0


@pytest.mark.says("1.2")
@pytest.mark.parametrize(
    "weights",
    [
        [0.15, 0.35],
        [0.05] * 10,
        [0.1] * 5,
        [0.07, 0.14, 0.29],
        [0.333, 0.167],
        [0.01] * 50,
        [0.35, 0.1, 0.05],
        [0.003] * 166 + [0.002],
    ],
)
def test_a_sum_that_is_half_on_paper_is_half(weights: list[float]) -> None:
    """50% exactly is not above 50%, in whatever shares and order it comes."""
    for order in (weights, weights[::-1]):
        known = facts(rows=[{"w": weight, "on": True} for weight in order])
        assert value_of("sum(t.w, t.on)", known) == 0.5
        assert value_of("sum(t.w, t.on) > 0.5", known) is False


def test_a_sum_just_above_half_stays_above() -> None:
    """50.0001% is not tidied away: 0.15 + 0.350001."""
    known = facts(rows=[{"w": 0.15, "on": True}, {"w": 0.350001, "on": True}])
    assert value_of("sum(t.w, t.on)", known) == 0.500001


@pytest.mark.says("2.2")
@pytest.mark.parametrize("text", ["sum(t.v)", "mean(t.v)", "sum(M01.n, M01.n)", "M01.n * M01.n", "M01.n + M01.n"])
def test_a_number_beyond_every_number_is_unanswered_and_no_crash(text: str) -> None:
    """Two cells of 1E+308 add up to nothing that can be scored."""
    assert value_of(text, facts(rows=[{"v": 1e308}, {"v": 1e308}], n=1e308)) is None


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("sum(t.v)", "number", "number"),
        ("sum(t.w)", "number", "percent"),
        ("count(t)", "number", "number"),
        ("share(t.v, t.on)", "number", "percent"),
        ("ratio(M01.m, M01.m)", "number", "percent"),
        ("M01.m + M01.m", "number", "money"),
        ("M01.m * 2", "number", None),
        ("M01.p - 1", "number", "percent"),
        ("M01.i + M01.n", "number", "number"),
        ("M01.p > 0.5", "truth", None),
    ],
)
def test_kind_and_unit_of_what_comes_out(text: str, kind: Any, unit: str | None) -> None:
    assert parse(text, NAMES)[1] == Shape(kind=kind, unit=unit)


def test_a_hyphen_of_an_id_is_written_as_an_underscore() -> None:
    """And leads to the answer of that id."""
    assert value_of("M01.two_words + 1", facts(two_words=1.0)) == 2.0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("M01.p + M01.m", "compute-mixes-units"),
        ("M01.p > M01.n", "compute-mixes-units"),
        ("M01.p == M01.i", "compute-mixes-units"),
        ("sum(t.v - t.w)", "compute-mixes-units"),
        ("min(M01.c)", "compute-wrong-kind"),
        ("M01.y + 1", "compute-wrong-kind"),
        ("not M01.n", "compute-wrong-kind"),
        ("M01.n and M01.y", "compute-wrong-kind"),
        ("M01.l == 'a'", "compute-wrong-kind"),
        ("M01.d > M01.d", "compute-wrong-kind"),
        ("M01.c == 1", "compute-wrong-kind"),
        ("sum(t)", "compute-wrong-kind"),
        ("count(t.v)", "compute-wrong-kind"),
        ("sum(t.v, t.v)", "compute-wrong-kind"),
        ("sum(t.v + u.v)", "compute-arguments"),
        ("sum(t.v, u.v > 1)", "compute-arguments"),
        ("sum(t.v, t.on, t.on)", "compute-arguments"),
        ("sum(t.v, M01.y)", "compute-arguments"),  # the condition has to be of the table's rows
        ("share(t.v)", "compute-arguments"),
        ("ratio(1)", "compute-arguments"),
        ("ratio(1, 2, 3)", "compute-arguments"),
        ("abs(t.v)", "compute-arguments"),
        ("abs(1, 2)", "compute-arguments"),
        ("sum()", "compute-unknown-function"),
        ("pow(2, 3)", "compute-unknown-function"),
        ("M01.zz", "compute-unknown-name"),
        ("t.zz", "compute-unknown-name"),
        ("profile.zz", "compute-unknown-name"),
        ("M01.c == 'z'", "compute-unknown-option"),
        ("'z' != profile.level", "compute-unknown-option"),
        ("sum(t.v, t.kind == 'TV')", "compute-unknown-option"),
    ],
)
def test_what_does_not_fit_together_is_refused(text: str, code: str) -> None:
    """Units, kinds, tables, names and options are settled before anything is computed."""
    with pytest.raises(ExpressionError) as caught:
        parse(text, NAMES)
    assert caught.value.code == code


HOSTILE = [
    "__import__('os').system('x')",
    "().__class__.__bases__",
    "M01.n.__class__",
    "t.v.__init__.__globals__",
    "(1).real",
    "'a'.upper()",
    "lambda: 1",
    "(lambda: 1)()",
    "[x for x in t]",
    "{1: 2}",
    "[1, 2]",
    "{1}",
    "(1, 2)",
    "t['v']",
    "t[0]",
    "M01.n if M01.y else 0",
    "(y := 1)",
    "f'{M01.n}'",
    "*t",
    "sum(*t)",
    "sum(t.v, key=1)",
    "1 < 2 < 3",
    "M01.y is True",
    "1 in t",
    "2 ** 9",
    "9 ** 9 ** 9 ** 9",
    "1 // 2",
    "7 % 2",
    "1 << 999999999",
    "~1",
    "+1",
    "1 @ 2",
    "1 & 1",
    "None",
    "...",
    "b'a'",
    "1j",
    "9" * 400,  # no float has 400 digits
    "1e999",
    "-1e16",
    "1 +",
    "",
    " ",
    "\x00",
    "import os",
    "a = 1",
    "1; 2",
    "yield 1",
    "await M01.n",
    "exec('1')",
    "eval('1')",
    "open('/etc/passwd')",
    "getattr(M01, 'n')",
    "sum.__call__(1)",
    "字",
    "M01.n\n+ 1",
    "('a' 'b') == M01.zz",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_refused_and_nothing_else(text: str) -> None:
    """Everything that is not on the closed list of forms ends in an ExpressionError."""
    with pytest.raises(ExpressionError):
        parse(text, NAMES)


@pytest.mark.parametrize(
    "text",
    ["1" * 10_000, "(" * 10_000, "1 + " * 2500 + "1", "(" * 240 + "1" + ")" * 240, "-" * 499 + "1", "not " * 120 + "1"],
)
def test_long_and_deep_texts_are_refused(text: str) -> None:
    """10,000 characters and hundreds of levels cost an error, not the stack."""
    with pytest.raises(ExpressionError) as caught:
        parse(text, NAMES)
    assert caught.value.code in ("compute-too-long", "compute-too-deep", "compute-syntax")


def test_the_longest_text_allowed_is_read() -> None:
    """The bound itself is allowed."""
    text = "M01.n + 1"
    assert value_of(text + " " * (LONGEST_EXPRESSION - len(text)), facts(n=1.0)) == 2.0
    with pytest.raises(ExpressionError):
        parse(text + " " * (LONGEST_EXPRESSION - len(text) + 1), NAMES)


def test_python_says_nothing_about_an_authors_text() -> None:
    """Python warns of `1or 2` and of a stray backslash; an author of a framework is not its reader."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        for text in ("1or 2", r"M01.c == '\d'"):
            with pytest.raises(ExpressionError):
                parse(text, NAMES)
    assert said == []
