"""What weights and additions may do: siblings keep their proportions, and what is new is held to a share."""

import json
from pathlib import Path

import pytest
import yaml
from overlaying import HEAD, WHY, codes, examined, folders, laid, made_indicator, setting
from tiny_rubric import FILES, built, mutated

from convergence_cli.errors import Problem, RubricError
from convergence_cli.model.framework import Framework
from convergence_cli.rubric.overlay import rise
from convergence_cli.rubric.overlay.resolve import resolve
from convergence_cli.rubric.stack import load_stack
from convergence_cli.texts import message

RULE = "M02.rule"
"""The red line of the tiny framework."""


def relaxed(text: str) -> str:
    """The first entry, saying so."""
    return text.replace("    - because", "    - relax: true\n      because", 1)


def named(problems: list[Problem]) -> list[str]:
    assert set(codes(problems)) <= {"overlay-loosens"}
    return [str(dict(item.values)["id"]) for item in problems]


@pytest.mark.parametrize(
    ("weights", "moved"),
    [
        ({"step": 2, "list": 2, "pick": 2, "rule": 2, "day": 2}, []),
        ({"step": 2, "list": 2, "pick": 2, "rule": 3, "day": 2}, []),
        ({"step": 2, "list": 2, "pick": 2, "rule": 1.5, "day": 2}, ["rule"]),
        ({"step": 2, "list": 2, "pick": 2, "rule": 2, "day": 3}, ["day"]),
        ({"step": 0.1, "list": 0.3}, ["step", "list"]),
        # the one that is not set is not what moved
        ({"step": 2, "list": 2, "pick": 2, "rule": 2}, ["step", "list", "pick", "rule"]),
        ({"step": 2, "list": 2, "pick": 2, "day": 2}, ["step", "list", "pick", "day"]),
    ],
)
def test_siblings_keep_their_proportions(weights: dict[str, float], moved: list[str]) -> None:
    """Scaling all of them changes nothing; a red line alone may gain, and never falls behind."""
    entries = "".join(
        f"    - id: M02.{name}\n      to: {{weight: {weight}}}\n      {WHY}\n" for name, weight in weights.items()
    )
    assert named(laid(f"set:\n  indicators:\n{entries}")[1]) == [f"M02.{name}" for name in moved]


# Added to five siblings of weight 1 in one of two chapters of weight 1: the measure may rise by 25 points, which is
# a quarter of it, and the index by 10, which is a fifth of the measure.
@pytest.mark.parametrize(("weight", "refused"), [(0.1, False), (1.25, False), (1.26, True), (5, True), (1000, True)])
def test_what_is_added_is_held_to_a_share_or_says_so(weight: float, refused: bool) -> None:
    text = made_indicator("M02.more", weight)
    assert codes(laid(text)[1]) == ["overlay-loosens"] * refused
    assert codes(laid(relaxed(text))[1]) == ["overlay-relaxes" if refused else "relax-without-need"]


@pytest.mark.parametrize("weight", ["0", "-1", "1001", "1" + "0" * 308])
def test_what_is_no_weight_is_told_as_that(weight: str) -> None:
    """And left out of every sum, which it would spoil."""
    two = made_indicator("M02.more", 1) + made_indicator("M02.other", 1).partition("  indicators:\n")[2]
    assert set(codes(laid(two.replace("weight: 1", f"weight: {weight}"))[1])) == {"weight-not-positive"}
    assert codes(laid(setting("indicators", RULE, f"{{weight: {weight}}}"))[1]) == ["weight-not-positive"]


def test_shares_add_up() -> None:
    """Each of them passes alone; what says `relax` is left out of the sum of the others."""
    one, other = made_indicator("M02.more", 0.7), made_indicator("M02.other", 0.7).partition("  indicators:\n")[2]
    rule = setting("indicators", RULE, "{weight: 1.8}")
    assert codes(laid(one)[1]) == codes(laid(rule)[1]) == []
    found = laid(one + other)[1]
    assert named(found) == ["M02.more", "M02.other"]
    assert message("en", found[0]) == (
        "“M02.more” is loosened: with what else is added or weighs more, “the index” may rise by 10.9 points, "
        "where 10 are allowed"
    )
    assert named(laid(rule + one)[1]) == [RULE, "M02.more"]
    assert codes(laid(relaxed(one) + other)[1]) == ["overlay-relaxes"]


def test_a_measure_is_held_to_a_share_of_its_chapter() -> None:
    """And of the index, here by a chapter that weighs a third of it."""
    base = built(
        mutated(
            "framework.yaml",
            "id: two, title: {zh: 二, en: Two}, weight: 1",
            "id: two, title: {zh: 二, en: Two}, weight: 2",
        )
    )
    tree = yaml.safe_load(made_indicator("P01.own", 1).replace("02.1", "91.1"))
    words = {"zh": "因", "en": "Why"}
    own = {"id": "P01", "title": words, "because": words, "horizon": "progress", "clauses": ["91.1"]}
    own["indicators"] = [tree["add"]["indicators"][0]["indicator"]]

    def added(weight: float, **more: bool) -> str:
        entry = {"chapter": "one", "measure": own | {"weight": weight}, "because": words, **more}
        return "add: " + json.dumps({"measures": [entry]}, ensure_ascii=False) + "\n"

    assert codes(laid(added(0.33), base)[1]) == []
    assert named(laid(added(0.34), base)[1]) == ["P01"]
    assert codes(laid(added(9, relax=True), base)[1]) == ["overlay-relaxes"]


@pytest.mark.parametrize(
    ("file", "old", "new", "refused"),
    [
        ("M02.yaml", "horizon: long-term", "horizon: long-term", False),
        ("M02.yaml", "horizon: long-term", "horizon: long-term\naggregate: geometric", False),
        ("framework.yaml", "profile:", "aggregate: geometric\nprofile:", True),
        ("framework.yaml", "profile:", "aggregate: minimum\nprofile:", False),
    ],
)
def test_below_a_geometric_mean_no_share_can_be_held(file: str, old: str, new: str, refused: bool) -> None:
    """From nothing, a small rise of one part may lift the whole by any number of points."""
    base = built(mutated(file, old, new))
    assert codes(laid(made_indicator("M02.more", 0.3), base)[1]) == ["overlay-loosens"] * refused


def test_the_index_is_looked_at_for_every_kind_of_station() -> None:
    """A county that is asked nothing but one thing there has half a measure of what is added beside it."""
    files = FILES
    for name in ("step", "list", "rule", "day"):
        asked = f"  - id: M02.{name}\n"
        files = mutated("M02.yaml", asked, f"{asked}    applies: {{level: [city]}}\n", files)
    text = made_indicator("M02.more", 0.5)
    assert codes(laid(text)[1]) == []
    assert named(laid(text, built(files))[1]) == ["M02.more"]


def test_answers_that_lead_to_the_same_questions_are_one_kind_of_station(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten questions of three options each, of which one is named: two kinds each, and not four."""
    profile = "".join(
        f"  - {{id: q{at}, title: {{zh: 问, en: Asked}}, type: one_of, options: "
        "{a: {zh: 甲, en: A}, b: {zh: 乙, en: B}, c: {zh: 丙, en: C}}}\n"
        for at in range(10)
    )
    files = mutated("framework.yaml", "profile:\n", f"profile:\n{profile}")
    scopes = ", ".join(f"q{at}: [a]" for at in range(10))
    files = mutated("M02.yaml", "  - id: M02.pick\n", f"  - id: M02.pick\n    applies: {{{scopes}}}\n", files)
    text = made_indicator("M02.more", 0.1)
    monkeypatch.setattr(rise, "_MOST_KINDS", 2**10)
    assert codes(laid(text, built(files))[1]) == []
    monkeypatch.setattr(rise, "_MOST_KINDS", 2**10 - 1)
    assert named(laid(text, built(files))[1]) == ["M02.more"]


def test_an_overlay_may_say_why_its_weights_are_in_another_order() -> None:
    """Without a word what binds less may not weigh more; its own reason holds, and so does the base's."""
    text = made_indicator("M02.more", 1.2).replace("obligation: should", "obligation: may")
    assert codes(laid(text)[1]) == ["weight-over-obligation"]
    why = "weights_because: {zh: 因, en: Why}\n"
    assert codes(laid(why + text)[1]) == []
    base = built(mutated("framework.yaml", "profile:\n", f"{why}profile:\n"))
    assert codes(laid(text, base)[1]) == []


def test_where_kinds_of_stations_are_too_many_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """And what is not shown to be light enough is not."""
    files = mutated("M02.yaml", "  - id: M02.pick\n", "  - id: M02.pick\n    applies: {level: [city]}\n")
    text = made_indicator("M02.more", 0.1)
    assert codes(laid(text, built(files))[1]) == []
    monkeypatch.setattr(rise, "_MOST_KINDS", 1)
    assert named(laid(text, built(files))[1]) == ["M02.more"]


COMPUTED = [
    ("sum(own.x)", False),
    ("sum(own.x) * count(own)", False),
    ("sum(own.x) / profile.staff", False),
    ("sum(own.x, own.x > profile.staff)", False),
    ("sum(own.x) + count(kpi)", False),
    ("count(kpi)", True),
    ("M01.studios + 0", True),
    ("profile.staff * 1", True),
]


@pytest.mark.parametrize(("compute", "refused"), COMPUTED)
def test_what_is_added_may_not_be_answered_by_what_was_asked_already(compute: str, refused: bool) -> None:
    """Else everybody earns for what was there; what needs something new starts blank for everyone."""
    column = "columns: [{id: x, title: {zh: 数, en: X}, type: number}]"
    table = f"{{id: own, title: {{zh: 自建, en: Own}}, hint: {{zh: 列, en: List}}, {column}}}"
    text = made_indicator("M02.more", 0.5) + f"  tables: [{{{WHY}, table: {table}}}]\n"
    when_empty = "when_empty: 0, " if "(" in compute else ""
    text = text.replace("type: yes_no, ", f'type: number, compute: "{compute}", {when_empty}')
    text = text.replace('expect: "yes"', "capped: {at: 9}")
    found = laid(text)[1]
    assert codes(found) == ["overlay-loosens"] * refused, found
    assert not refused or "what is asked already" in message("en", found[0])
    assert codes(laid(relaxed(text))[1]) == (["overlay-relaxes"] if refused else ["relax-without-need"])


# --- chains --------------------------------------------------------------------------------------

CITY = HEAD.replace("id: prov", "id: city").replace("../tiny", "../prov")


def test_a_chain_is_held_against_its_lowest_base(tmp_path: Path) -> None:
    """Step by step each share is small enough; the second is told that together they are not."""
    one, other = (made_indicator(f"M02.{name}", 0.7) for name in ("more", "other"))
    root = folders(tmp_path, prov=HEAD + one, city=CITY + other, apart=HEAD.replace("id: prov", "id: apart") + other)
    assert codes(examined(root / "prov")[1]) == codes(examined(root / "apart")[1]) == []
    assert named(examined(root / "city")[1]) == ["M02.other"]
    said_so = CITY + other.replace("    - because", "    - relax: true\n      because", 1)
    (root / "city" / "overlay.yaml").write_text(said_so, "utf-8")
    assert codes(examined(root / "city")[1]) == ["overlay-relaxes"]


def test_what_a_lower_overlay_says_that_it_loosens_is_not_said_again(tmp_path: Path) -> None:
    """The city takes back half of it: still less than the lowest base asks for, and no doing of the city's."""
    lower = setting("levels", "L1", "{index: 10}", "      relax: true\n")
    root = folders(tmp_path, prov=HEAD + lower, city=CITY + setting("levels", "L1", "{index: 15}"))
    framework, problems = examined(root / "city")
    assert codes(problems) == []
    assert framework is not None
    assert [each.relaxed for each in framework.extends] == [(), (("levels", "L1"),)]


def test_bounds_cannot_be_narrowed_and_widened_again_around_a_looser_function(tmp_path: Path) -> None:
    """Within narrow bounds the new function earns less everywhere, and beyond them it earns more."""
    narrow = "{ask: {max: 4}, score: {by: {level: {city: {ramp: {from: 4, to: 5}}}}}}"
    wide = setting("indicators", "M01.studios", "{ask: {max: 1000}}")
    for more, refused in (("", "prov"), ("      relax: true\n", "city")):
        first = setting("indicators", "M01.studios", narrow, more)
        root = folders(tmp_path / refused, prov=HEAD + first, city=CITY + wide)
        assert "overlay-loosens" in codes(examined(root / refused)[1])
        with pytest.raises(RubricError):
            load_stack([root / "city"])


# --- the shipped framework -----------------------------------------------------------------------


def on_shipped(framework: Framework, changes: str) -> list[Problem]:
    return resolve(framework, "o.yaml", HEAD.replace("../tiny", framework.id) + changes)[1]


@pytest.mark.parametrize("bounds", ["{min: 0, max: 29%}", "{max: 300%}", "{}"])
def test_the_threshold_of_the_policy_does_not_fall_behind_bounds(framework: Framework, bounds: str) -> None:
    """More than 50% is the clause; the answer is computed, and its bounds hold nothing."""
    to = f"{{ask: {bounds}, score: {{bands: [{{above: 29%, points: 100}}, {{otherwise: 0}}]}}}}"
    found = on_shipped(framework, setting("indicators", "M16.mobile-kpi-weight", to))
    assert any("now earns 100" in message("en", item) for item in found)
    assert set(named(found)) == {"M16.mobile-kpi-weight"}


@pytest.mark.parametrize("compute", ["", ', compute: "count(accounts)", when_empty: 0'])
@pytest.mark.parametrize("weight", [0.8, 1000])
def test_an_easy_indicator_in_every_measure_is_refused(framework: Framework, weight: float, compute: str) -> None:
    """Each line is told: one alone may be light enough, all of them are not, and some are answered already."""
    added = [
        made_indicator(f"{measure.id}.exists", weight)
        .partition("  indicators:\n")[2]
        .replace("02.1", "/".join([measure.clauses[0], *list(measure.parts.get(measure.clauses[0], ()))[:1]]))
        .replace("type: yes_no, ", f"type: number{compute}, ")
        .replace('expect: "yes"', "bands: [{from: 0, points: 100}, {otherwise: 0}]")
        for measure in framework.measures
    ]
    found = on_shipped(framework, "add:\n  indicators:\n" + "".join(added))
    lines = {item.location.line for item in found if item.code == "overlay-loosens"}
    assert len(lines) == len(framework.measures)
    # That the heavy one outweighs what binds more is a warning, and another matter.
    alone = [item for item in on_shipped(framework, "add:\n  indicators:\n" + added[0]) if item.severity == "error"]
    assert (named(alone) == []) == (weight < 1 and not compute)
