"""An overlay may only tighten, unless it says so: each kind of change, on both sides of the line."""

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from overlaying import HEAD, WHY, codes, errors, laid, line_of, setting
from small_frameworks import _CAPPED, _bands, _checklists, _ramps, flat, indicator
from tiny_rubric import built, mutated

from convergence_cli.errors import Problem
from convergence_cli.model.framework import Chapter, Check, Indicator, Level, Measure
from convergence_cli.model.question import ProfileQuestion, Scale, Table, Text
from convergence_cli.model.score import Band, Ramp, Score
from convergence_cli.rubric.overlay import loosened
from convergence_cli.rubric.overlay.functions import Better, more_points
from convergence_cli.scoring.points import points
from convergence_cli.texts import message

KPI = (("weight", "percent"), ("mobile", "yes_no"))
Q, RULE = "indicators", "M02.rule"
STEP = "{score: {choices: {low: 10, high: 100}}, ask: {options: {low: {zh: 低, en: L}, high: {zh: 高, en: H}}}}"
WEIGHT, MOBILE = (f"id: {name}, title: {{zh: 列, en: Column}}, type: {kind}" for name, kind in KPI)
COLUMNS = f"{{columns: [{{{WEIGHT}}}, {{{MOBILE}}}]}}"
# As the tiny framework has them.
WEIGHT_NOW = "id: weight, title: {zh: 权, en: Weight}, type: percent"
MOBILE_NOW = "id: mobile, title: {zh: 移, en: Mobile}, type: yes_no"
KIND = "id: kind, title: {zh: 类, en: Kind}, type: one_of, options: {tv: {zh: 视, en: TV}, radio: {zh: 声, en: Radio}}"
# what is set: kind, id, to; and the key on whose line it is refused
LOOSER: list[tuple[str, str, str, str]] = [
    # --- bands, ramps, caps ---
    (Q, "M01.share", "{score: {bands: [{from: 50%, points: 100}, {from: 30%, points: 60}, {otherwise: 0}]}}", "score"),
    (Q, "M01.share", "{score: {bands: [{above: 50%, points: 100}, {from: 30%, points: 61}, {otherwise: 0}]}}", "score"),
    (Q, "M01.share", "{score: {bands: [{above: 60%, points: 100}, {from: 20%, points: 60}, {otherwise: 0}]}}", "score"),
    (Q, "M01.share", "{score: {bands: [{above: 50%, points: 100}, {from: 30%, points: 60}, {otherwise: 1}]}}", "score"),
    (Q, "M01.share", "{score: {ramp: {from: 0, to: 100%}}}", "score"),
    (Q, "M01.share", "{score: {capped: {at: 60%}}}", "score"),
    (Q, "M01.studios", "{score: {by: {level: {county: {ramp: {to: 1}}}}}}", "score"),
    (Q, "M01.studios", "{score: {by: {level: {city: {capped: {at: 5}}}}}}", "score"),
    (Q, "M01.studios", "{score: {by: {level: {city: {ramp: {from: 1, to: 6, log: true}}}}}}", "score"),
    (Q, "M02.day", '{score: {bands: [{up_to: "2025-01-01", points: 100}, {otherwise: 0}]}}', "score"),
    (Q, "M02.day", '{score: {bands: [{below: "2025-01-02", points: 100}, {otherwise: 0}]}}', "score"),
    # --- options ---
    (Q, "M02.pick", "{score: {choices: {b: 1}}}", "score"),
    (Q, "M02.pick", "{ask: {options: {c: {zh: 丙, en: C}}}, score: {choices: {c: 100}}}", "score"),
    (Q, "M02.step", STEP, "score"),
    (Q, "M02.list", "{score: {checklist: {cap: 30}}}", "score"),
    (Q, "M02.list", "{score: {checklist: {must_have: []}}}", "score"),
    (Q, "M02.list", "{score: {checklist: {items: {a: 3}}}}", "score"),
    (Q, "M02.list", "{ask: {options: {c: {zh: 丙, en: C}}}, score: {checklist: {items: {c: 1}}}}", "score"),
    (Q, RULE, '{score: {expect: "no"}}', "score"),
    # --- not to be compared ---
    (Q, "M01.share", '{ask: {compute: "sum(kpi.weight)"}}', "compute"),
    (Q, "M01.studios", "{ask: {type: number}}", "type"),
    (Q, "M01.studios", "{ask: {unit: {zh: 十间, en: tens}}}", "unit"),
    # --- who and when ---
    (Q, RULE, "{red_line: null}", "red_line"),
    (Q, RULE, "{red_line: {for: {level: [city]}}}", "level"),
    (Q, RULE, "{red_line: {below: 99}}", "red_line"),
    (Q, RULE, "{applies: {level: [county]}}", "level"),
    (Q, "M01.share", "{obligation: may}", "obligation"),
    (Q, "M01.share", "{not_applicable: [no-business]}", "not_applicable"),
    (Q, "M01.share", "{evidence: {required: false}}", "required"),
    (Q, "M01.share", "{target: 99}", "target"),
    (Q, "M01.share", "{target_by: {level: {city: 99}}}", "city"),
    (Q, "M01.share", "{target_by: {year: {2024: 60, 2025: 100}}}", "2024"),
    # --- not to be compared: what is accepted, and words by which people answer ---
    (Q, "M01.studios", "{ask: {max: 500}}", "max"),
    (Q, "M01.studios", "{ask: {min: null}}", "min"),
    (Q, "M01.share", "{ask: {max: 29%}}", "max"),
    (Q, "M01.studios", "{ask: {question: {zh: 新问}}}", "question"),
    (Q, "M01.studios", "{ask: {criteria: {zh: 含筹建, en: Planned ones count}}}", "criteria"),
    (Q, "M02.pick", "{ask: {options: {a: {zh: 部分}}}}", "a"),
    (Q, "M02.list", "{ask: {options: {b: {en: Some}}}}", "b"),
    ("scales", "ladder", "{steps: {low: {text: {zh: 更低, en: Lower}}}}", "text"),
    ("reasons", "no-business", "{zh: 不想办}", "zh"),
    ("tables", "kpi", "{hint: {zh: 列几行即可}}", "hint"),
    ("tables", "kpi", f"{{columns: [{{{WEIGHT_NOW}, max: 50%}}, {{{MOBILE_NOW}}}, {{{KIND}}}]}}", "columns"),
    ("tables", "kpi", f"{{columns: [{{{WEIGHT_NOW}}}, {{{MOBILE_NOW}, required: false}}, {{{KIND}}}]}}", "columns"),
    ("levels", "L1", "{title: {zh: 优秀}}", "title"),
    ("profile", "level", "{options: {city: {zh: 市或县}}}", "options"),
    ("profile", "staff", "{title: {zh: 编内人数}}", "title"),
    ("profile", "year", "{max: 2030}", "max"),
    # --- weights ---
    (Q, RULE, "{weight: 0.5}", "weight"),
    (Q, "M02.day", "{weight: 2}", "weight"),
    (Q, "M02.day", "{weight: 0.5}", "weight"),
    (Q, "M01.share", "{weight: 30}", "weight"),
    (Q, "M01.share", "{weight: 0.1}", "weight"),
    ("chapters", "two", "{weight: 3}", "weight"),
    # --- everything else ---
    ("measures", "M02", "{horizon: long-term, aggregate: arithmetic}", "aggregate"),
    ("measures", "M01", "{horizon: breakthrough}", "horizon"),
    ("chapters", "one", "{weight: 2}", "weight"),
    ("levels", "L1", "{index: 19}", "index"),
    ("levels", "L1", "{chapter: null}", "chapter"),
    ("levels", "L2", "{red_lines: false}", "red_lines"),
    ("levels", "L2", "{chapters: {one: 29}}", "one"),
    ("levels", "L2", "{measures: {M01: null}}", "M01"),
    ("levels", "L2", "{indicators: {M01.share: 50}}", "M01.share"),
    ("levels", "L2", "{coverage: 79%}", "coverage"),
    ("levels", "L2", "{on: score}", "on"),
    ("levels", "L2", "{that: index.partial <= 2}", "that"),
    ("levels", "L2", "{that: index.partial <= 1 or M02.rule.met}", "that"),
    ("checks", "adds-up", '{that: "sum(kpi.weight) <= 2"}', "that"),
    ("checks", "adds-up", "{severity: warning}", "severity"),
    ("profile", "year", "{required: false}", "required"),
    ("scales", "ladder", "{steps: {low: {points: 10}}}", "low"),
    ("tables", "kpi", COLUMNS, "columns"),
]  # fmt: skip
STRICTER: list[tuple[str, str, str]] = [
    (Q, "M01.share", "{score: {bands: [{above: 60%, points: 100}, {from: 30%, points: 60}, {otherwise: 0}]}}"),
    (Q, "M01.share", "{score: {bands: [{above: 50%, points: 100}, {from: 40%, points: 59}, {otherwise: 0}]}}"),
    (Q, "M01.share", "{score: {bands: [{from: 50.1%, points: 100}, {from: 30%, points: 60}, {otherwise: 0}]}}"),
    (Q, "M01.share", "{score: {ramp: {from: 30%, to: 80%}}}"),
    (Q, "M01.studios", "{score: {by: {level: {county: {ramp: {to: 3}}}}}}"),
    (Q, "M01.studios", "{score: {by: {level: {city: {capped: {at: 8}}}}}}"),
    # studios are counted: more than 5 is 6 or more, which was full already
    (Q, "M01.studios", "{score: {by: {level: {city: {bands: [{above: 5, points: 100}, {otherwise: 0}]}}}}}"),
    (Q, "M02.day", '{score: {bands: [{up_to: "2024-06-30", points: 100}, {otherwise: 0}]}}'),
    # the day before 1 January is 31 December
    (Q, "M02.day", '{score: {bands: [{below: "2025-01-01", points: 100}, {otherwise: 0}]}, effort: 3}'),
    (Q, "M02.list", "{score: {checklist: {cap: 10}}}"),
    (Q, "M02.list", "{score: {checklist: {must_have: [a, b]}}}"),
    (Q, "M02.step", "{not_applicable: []}"),
    (Q, "M02.pick", "{red_line: {unless: met}}"),
    (Q, "M02.pick", "{red_line: {below: 50, for: {level: [city]}}}"),
    (Q, RULE, "{red_line: {below: 100}}"),
    (Q, "M01.share", "{applies: {level: [city, county]}}"),
    (Q, "M01.share", "{obligation: must}"),
    (Q, RULE, "{weight: 2}"),
    (Q, "M01.studios", "{title: {zh: 新, en: New}, effort: 3, advice: [{zh: 先, en: First}], who: {zh: 部, en: Desk}}"),
    (Q, "M02.pick", "{evidence: {hint: {zh: 文, en: Document}}, needs: [M02.list]}"),
    ("measures", "M02", "{horizon: progress, aggregate: geometric}"),
    ("chapters", "one", "{aggregate: minimum}"),
    ("levels", "L1", "{index: 21, red_lines: true}"),
    ("levels", "L1", "{chapters: {one: 20}, measures: {M01: 5}, indicators: {M02.rule: 100}}"),
    ("levels", "L1", "{coverage: 50%, on: evidenced}"),
    ("levels", "L1", "{that: index.unmet <= 1, because: {zh: 因, en: Why}}"),
    ("levels", "L2", "{chapters: {one: 31}, indicators: {M01.share: 61}, coverage: 81%}"),
    ("levels", "L2", "{that: index.partial <= 1 and M02.rule.met, because: {zh: 又, en: More}}"),
    ("profile", "staff", "{required: true}"),
    ("tables", "kpi", "{title: {zh: 新表, en: New}, rows: 20}"),
    ("scales", "ladder", "{title: {zh: 新阶, en: New}}"),
    ("checks", "adds-up", "{message: {zh: 请核对合计, en: Check the sum}, severity: error}"),
]  # fmt: skip
# The base of a few changes has to be stricter than the tiny framework is.
STRICT = mutated("framework.yaml", "message: {zh: 合计, en: Adds up}", "message: {zh: 合, en: A}, severity: error")
STRICT = mutated(
    "framework.yaml",
    "index: 60, chapter: 40",
    "index: 60, chapter: 40, chapters: {one: 30}, measures: {M01: 40}, indicators: {M01.share: 60}, coverage: 80%, "
    "on: evidenced, that: index.partial <= 1, because: {zh: 因, en: Why}",
    STRICT,
)
STRICT = mutated("M02.yaml", "horizon: long-term", "horizon: long-term\naggregate: minimum", STRICT)


@pytest.mark.parametrize(("kind", "name", "to", "key"), LOOSER)
def test_a_change_that_loosens_without_saying_so_is_refused_with_its_line(
    kind: str, name: str, to: str, key: str
) -> None:
    """The place is the key that loosens; nothing else is wrong with it."""
    changes = setting(kind, name, to)
    _, problems = laid(changes, built(STRICT))
    assert set(errors(problems)) == {"overlay-loosens"}, problems
    found = next(each for each in problems if each.severity == "error")
    assert dict(found.values)["id"] == name
    assert line_of(found, HEAD + changes).startswith(key)
    said(found)


@pytest.mark.parametrize(("kind", "name", "to", "key"), LOOSER)
def test_with_relax_it_is_taken_and_named(kind: str, name: str, to: str, key: str) -> None:
    """A note says what is loosened and why."""
    framework, problems = laid(setting(kind, name, to, "      relax: true\n"), built(STRICT))
    assert framework is not None
    assert errors(problems) == []
    (found, *_) = [item for item in problems if item.code == "overlay-relaxes"]
    assert dict(found.values)["why"] == ("因", "Why")
    said(found)


@pytest.mark.parametrize(("kind", "name", "to"), STRICTER)
def test_a_change_that_tightens_or_is_neutral_needs_no_word(kind: str, name: str, to: str) -> None:
    assert codes(laid(setting(kind, name, to))[1]) == []


@pytest.mark.parametrize(("kind", "name", "to"), STRICTER)
def test_relax_where_nothing_is_loosened_is_a_warning(kind: str, name: str, to: str) -> None:
    """Else it would let a later loosening pass."""
    assert codes(laid(setting(kind, name, to, "      relax: true\n"))[1]) == ["relax-without-need"]


def said(found: Problem) -> None:
    """Its words are there in both languages, with nothing left open."""
    for language in ("zh", "en"):
        words = message(language, found)
        assert "{" not in words
        assert "  " not in words


@pytest.mark.parametrize(
    ("kind", "name"), [("indicators", "M02.pick"), ("measures", "M01"), ("levels", "L2"), ("checks", "adds-up")]
)
def test_hiding_always_loosens(kind: str, name: str) -> None:
    base = built()
    base = replace(base, chapters=(replace(base.chapters[0], measures=("M01", "M02")),)) if kind == "measures" else base
    entry = f"hide:\n  {kind}:\n    - {{id: {name}, {WHY}}}\n"
    assert "overlay-loosens" in codes(laid(entry, base)[1])
    relaxed = entry.replace("}}", "}, relax: true}", 1)
    assert errors(laid(relaxed, base)[1]) == []


def test_the_words_say_for_which_answer_and_station() -> None:
    """A witness: an answer that earned less before, in the words of its question."""
    changes = setting("indicators", "M01.studios", "{score: {by: {level: {county: {ramp: {to: 1}}}}}}")
    (found,) = laid(changes)[1]
    assert message("en", found) == (
        "“M01.studios” is loosened: the answer “1” earned 50 points and now earns 100 (County)"
    )
    (found,) = laid(setting("indicators", "M02.list", "{score: {checklist: {cap: 30}}}"))[1]
    assert message("zh", found) == "“M02.list”放宽了：填报“乙”原得 20 分，现得 30 分"
    (found,) = laid(setting("indicators", "M01.share", "{target_by: {year: {2024: 60}}}"))[1]
    assert message("en", found) == "“M01.share” is loosened: its target falls from 100 to 60 points (2024)"


def test_every_kind_of_loosening_in_one_item_is_told_at_once() -> None:
    changes = setting("indicators", "M02.rule", "{red_line: null, target: 50, evidence: {required: false}}")
    assert codes(laid(changes)[1]) == ["overlay-loosens"] * 3


KNOWN: dict[type, set[str]] = {
    Indicator: {"title", "clauses", "quote", "advice", "effort", "basis", "because", "source", "who", "needs"},
    Measure: {"title", "because", "clauses", "parts", "not_scored"},
    Chapter: {"title", "because"},
    Level: {"because"},
    Check: {"message"},
    ProfileQuestion: {"carried"},
    Table: {"title", "rows"},
    Scale: {"title"},
    Text: set(),
}


@pytest.mark.parametrize("kind", KNOWN)
def test_a_key_that_nobody_thought_of_cannot_be_compared(kind: type) -> None:
    """Of every key that no rule judges: a difference is less, unless it is one of the few that say nothing."""
    elsewhere = {"id", "weight", "weight_by", "measures", "indicators"}
    for name in set(fields_of(kind)) - set(loosened._RULES.get(kind, {})) - elsewhere:
        one, other = (only(kind, name, content) for content in ("one", "other"))
        found = list(loosened.less(one, other, (WHOLE, WHOLE)))
        assert [each.path for each in found] == ([] if name in KNOWN[kind] else [(name,)]), name


def fields_of(kind: type) -> list[str]:
    return list(kind.__dataclass_fields__)  # type: ignore[attr-defined]


def only(kind: type, name: str, content: str) -> Any:
    """An item of a kind of which one key has a content, and no other has any."""
    item = object.__new__(kind)
    for each in fields_of(kind):
        object.__setattr__(item, each, content if each == name else None)
    return item


def test_asking_more_stations_cannot_be_compared() -> None:
    """Their form may hold the answer already."""
    files = mutated("M02.yaml", "  - id: M02.pick\n", "  - id: M02.pick\n    applies: {level: [city]}\n")
    (found,) = laid(setting("indicators", "M02.pick", "{applies: {level: [city, county]}}"), built(files))[1]
    assert (found.code, "asked anew" in message("en", found)) == ("overlay-loosens", True)


def test_a_computed_number_is_held_to_no_bounds() -> None:
    """Weights may add up to more than 100%, and a count may be a mean: nobody looks at what is computed."""
    bands = "[{above: 50%, points: 100}, {from: 30%, points: 60}"
    base = built(mutated("M01.yaml", bands, "[{above: 130%, points: 100}, {from: 110%, points: 60}"))
    looser = "{score: {bands: [{above: 120%, points: 100}, {from: 110%, points: 60}, {otherwise: 0}]}}"
    (found,) = laid(setting("indicators", "M01.share", looser), base)[1]
    assert message("en", found).endswith("the answer “130%” earned 60 points and now earns 100")
    more = "{score: {by: {level: {city: {bands: [{above: 5, points: 100}, {otherwise: 0}]}}}}}"
    assert codes(laid(setting("indicators", "M01.studios", more))[1]) == []
    asked = "question: {zh: 问, en: Asked}, min: 0, max: 1000}"
    counted = built(mutated("M01.yaml", asked, 'question: {zh: 问, en: Asked}, compute: "profile.staff / 2"}'))
    assert codes(laid(setting("indicators", "M01.studios", more), counted)[1]) == ["overlay-loosens"]


def test_an_item_with_another_fault_is_compared_in_what_is_sound() -> None:
    """A dangling `needs` hides no loosening."""
    found = laid(setting("indicators", "M02.pick", "{needs: [M02.lits], target: 50}"))[1]
    assert sorted(codes(found)) == ["needs-unknown", "overlay-loosens"]


# --- the functions themselves --------------------------------------------------------------------

NUMBERS = st.one_of(_bands(), _ramps(), _CAPPED)
WHOLE = flat(indicator("M01.a"))
at_leisure = settings(deadline=None, max_examples=80)


def better(old: Score, new: Score, kind: str) -> Better | None:
    asked = [indicator("M01.a", score=score) for score in (old, new)]
    asked = [replace(item, ask=replace(item.ask, type=kind)) for item in asked]
    return more_points(old, new, (asked[0], asked[1]), (WHOLE, WHOLE))


def earned(score: Score, answer: float | tuple[str, ...]) -> float:
    return points(score, answer, WHOLE)


@at_leisure
@given(NUMBERS, NUMBERS, st.lists(st.floats(-100, 200, allow_nan=False), max_size=30))
def test_a_function_that_is_found_stricter_never_earns_more(old: Score, new: Score, tried: list[float]) -> None:
    """And the answer that is given for a looser one does, at itself or right beside it."""
    found = better(old, new, "number")
    if found is None:
        grid = [*tried, *(number / 4 for number in range(-240, 640))]
        assert [x for x in grid if earned(new, x) > earned(old, x) + 1e-6] == []
    else:
        assert isinstance(found.answer, float)
        near = [found.answer, *(math.nextafter(found.answer, end) for end in (-math.inf, math.inf))]
        near += [found.answer - 1e-9, found.answer + 1e-9]
        assert any(earned(new, x) > earned(old, x) for x in near)


@at_leisure
@given(NUMBERS, NUMBERS)
def test_of_whole_numbers_only_whole_ones_count(old: Score, new: Score) -> None:
    """Every whole answer is tried, and the verdict is theirs."""
    found = better(old, new, "integer")
    more = [x for x in range(-200, 400) if earned(new, float(x)) > earned(old, float(x)) + 1e-9]
    assert (found is None) == (more == [])
    assert found is None or (isinstance(found.answer, float) and found.answer.is_integer())


@at_leisure
@given(_checklists(), _checklists())
def test_checklists_are_compared_for_every_way_of_ticking(old: Score, new: Score) -> None:
    """What only one of the two has earns nothing in the other."""
    assert old.checklist is not None
    assert new.checklist is not None
    names = list(dict.fromkeys((*old.checklist.items, *new.checklist.items)))
    ways = [tuple(name for at, name in enumerate(names) if way >> at & 1) for way in range(2 ** len(names))]
    more = [way for way in ways if earned(new, way) > earned(old, way) + 1e-8]
    found = better(old, new, "many_of")
    assert (found is None) <= (more == [])
    if found is not None:
        assert isinstance(found.answer, tuple)
        assert earned(new, found.answer) > earned(old, found.answer) - 1e-8


@at_leisure
@given(NUMBERS)
def test_a_function_is_not_looser_than_itself(score: Score) -> None:
    assert better(score, score, "number") is None


def test_numbers_beyond_every_other_are_compared_too() -> None:
    """One more than 1e300 is 1e300 in the machine; the answer beyond the last cut is a larger one."""
    old, new = (Score(bands=(Band(above=1e300, points=worth), Band(otherwise=0.0))) for worth in (60.0, 100.0))
    found = better(old, new, "number")
    assert found is not None
    assert isinstance(found.answer, float)
    assert found.answer > 1e300


def test_bounds_before_and_now_are_looked_at() -> None:
    """An answer that was accepted counts, and one that is."""
    old, new = (Score(bands=(Band(above=limit, points=100.0), Band(otherwise=0.0))) for limit in (0.9, 0.4))
    for most in ((0.4, 1.0), (1.0, 0.4)):
        asked = [indicator("M01.a", score=score) for score in (old, new)]
        narrow = [replace(item, ask=replace(item.ask, max=end)) for item, end in zip(asked, most, strict=True)]
        assert more_points(old, new, (narrow[0], narrow[1]), (WHOLE, WHOLE)) is not None


def test_a_logarithmic_slope_is_compared_with_a_straight_one_between_their_ends() -> None:
    """They meet at both ends: 100·log10(x) from 1 to 10 lies above 100·(x − 1)/9, most at 9/ln 10 = 3.9."""
    straight, logarithmic = (Score(ramp=Ramp(from_=1.0, to=10.0, log=log)) for log in (False, True))
    found = better(straight, logarithmic, "number")
    assert found is not None
    assert isinstance(found.answer, float)
    assert math.isclose(found.answer, 9 / math.log(10))
    assert better(logarithmic, straight, "number") is None
    whole = better(straight, logarithmic, "integer")
    assert whole is not None
    assert whole.answer in (2.0, 3.0, 4.0)


def test_dates_are_days() -> None:
    """After 31 December and from 1 January are the same; a day that there is not cannot be compared."""
    old = Score(bands=(Band(above="2024-12-31", points=100.0), Band(otherwise=0.0)))
    new = Score(bands=(Band(from_="2025-01-01", points=100.0), Band(otherwise=0.0)))
    assert better(old, new, "date") is None
    assert better(new, old, "date") is None
    wrong = Score(bands=(Band(from_="2025-02-31", points=100.0), Band(otherwise=0.0)))
    assert better(old, wrong, "date") == Better(answer=None)


def test_stations_may_be_told_apart_by_a_question_that_the_overlay_adds() -> None:
    """A pilot is held to more: tighter. To less: looser, and the message names it."""
    options = "{yes: {zh: 是, en: P}, no: {zh: 否, en: N}}"
    asked = f"{{id: pilot, title: {{zh: 试点, en: Pilot}}, type: one_of, required: true, options: {options}}}"
    add = f"add:\n  profile: [{{{WHY}, question: {asked}}}]\n"
    stricter = setting("indicators", "M01.share", "{target: 60, target_by: {pilot: {yes: 100}}}", "      relax: true\n")
    assert errors(laid(stricter + add)[1]) == []
    (found,) = laid(setting("indicators", "M01.share", "{target_by: {pilot: {yes: 60}}}") + add)[1]
    assert message("en", found) == "“M01.share” is loosened: its target falls from 100 to 60 points (P)"
    (found,) = laid(setting("indicators", "M01.share", "{applies: {pilot: [yes]}}") + add)[1]
    assert (found.code, dict(found.values)["id"]) == ("overlay-loosens", "M01.share")
