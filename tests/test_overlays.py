"""Overlays: what they set, hide and add, what they lie on, where their faults are shown, and what shows through."""

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT
from overlaying import FILE, HEAD, WHY, codes, errors, examined, folders, laid, line_of, made, made_indicator, setting
from shelves import shelf
from tiny_rubric import FILES, built, mutated, write

from convergence_cli.errors import RubricError
from convergence_cli.model.framework import Framework
from convergence_cli.model.score import Capped, Ramp
from convergence_cli.rubric import cache
from convergence_cli.rubric.load import find, load
from convergence_cli.rubric.overlay.patch import patched
from convergence_cli.rubric.stack import load_stack, stack
from convergence_cli.texts.problems.overlays import WORDS
from convergence_cli.trial.run import run_trials

RELAX = "      relax: true\n"


def on(name: str, to: str, more: str = "") -> str:
    """One `set` of one indicator."""
    return setting("indicators", name, to, more)


def hide(kind: str, *names: str) -> str:
    """Items hidden, each saying so."""
    lines = "".join(f"    - {{id: {name}, relax: true, {WHY}}}\n" for name in names)
    return f"hide:\n  {kind}:\n{lines}"


def item(framework: Framework, name: str):  # type: ignore[no-untyped-def]
    return next(each for each in framework.indicators if each.id == name)


def refused(*paths: Path) -> list[tuple[str, str]]:
    """Code and place of what stops a stack from being read."""
    with pytest.raises(RubricError) as caught:
        examined(*paths)
    return [(found.code, str(found.location)) for found in caught.value.problems]


# --- set -----------------------------------------------------------------------------------------


def test_an_overlay_without_changes_is_its_base_under_another_name() -> None:
    base, framework = built(), made()
    assert (framework.id, framework.version, framework.title.en) == ("prov", "1.0.0", "Province")
    assert framework.source.number == "二号"
    same = {"id": base.id, "version": base.version, "title": base.title, "source": base.source, "extends": ()}
    assert replace(framework, **same, sha256=base.sha256) == base


def test_mappings_are_merged_and_everything_else_is_replaced() -> None:
    """A new word for one option leaves the others; a list of bands is a new list."""
    framework = made(on("M02.pick", "{ask: {options: {a: {zh: 新}}}, advice: [{zh: 先, en: First}]}", RELAX))
    pick = item(framework, "M02.pick")
    assert {key: (text.zh, text.en) for key, text in pick.ask.options.items()} == {"a": ("新", "A"), "b": ("乙", "B")}
    assert [step.en for step in pick.advice] == ["First"]
    assert pick.score == item(built(), "M02.pick").score


@pytest.mark.parametrize(
    ("tree", "part", "result"),
    [
        # the examples of RFC 7396 that begin with a mapping
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
        # one function at a time, one profile question at a time
        ({"score": {"expect": "yes"}}, {"score": {"scale": "s"}}, {"score": {"scale": "s"}}),
        ({"score": {"ramp": {"a": 0, "b": 2}}}, {"score": {"ramp": {"b": 3}}}, {"score": {"ramp": {"a": 0, "b": 3}}}),
        ({"score": {"by": {"level": {"a": {"capped": {"at": 1}}}}}},
         {"score": {"by": {"level": {"a": {"ramp": {"from": 0, "to": 1}}}}}},
         {"score": {"by": {"level": {"a": {"ramp": {"from": 0, "to": 1}}}}}}),
        ({"score": {"by": {"p": {"a": {}}}}}, {"score": {"by": {"q": {"b": {}}}}}, {"score": {"by": {"q": {"b": {}}}}}),
        ({"target_by": {"p": {"a": 50}}}, {"target_by": {"q": {"2024": 60}}}, {"target_by": {"q": {"2024": 60}}}),
        ({"target_by": {"p": {"a": 50}}}, {"target_by": {"p": {"b": 60}}}, {"target_by": {"p": {"a": 50, "b": 60}}}),
        ({"score": {"expect": "yes"}}, {"score": {"expect": None, "scale": "s"}}, {"score": {"scale": "s"}}),
    ],
)  # fmt: skip
def test_merging(tree: dict[str, object], part: dict[str, object], result: dict[str, object]) -> None:
    before = repr(tree)
    assert patched(tree, part) == result
    assert repr(tree) == before


def test_one_branch_of_a_function_by_level_is_set_alone() -> None:
    framework = made(on("M01.studios", "{score: {by: {level: {county: {capped: {at: 9}}}}}}"))
    functions = (item(framework, "M01.studios").score.by or {})["level"]
    assert functions["city"].capped == Capped(at=6.0)
    assert (functions["county"].capped, functions["county"].ramp) == (Capped(at=9.0), None)
    assert (item(built(), "M01.studios").score.by or {})["level"]["county"].ramp == Ramp(from_=0.0, to=2.0)


def test_every_kind_of_item_can_be_set() -> None:
    changes = f"""\
set:
  profile: [{{id: year, to: {{title: {{en: Year assessed}}}}, relax: true, {WHY}}}]
  reasons: [{{id: no-business, to: {{en: Not run}}, relax: true, {WHY}}}]
  scales: [{{id: ladder, to: {{steps: {{low: {{text: {{en: Lowest}}}}}}}}, relax: true, {WHY}}}]
  tables: [{{id: kpi, to: {{rows: 9}}, {WHY}}}]
  chapters: [{{id: one, to: {{title: {{en: First}}}}, {WHY}}}]
  measures: [{{id: M01, to: {{title: {{en: Measure one}}}}, {WHY}}}]
  indicators: [{{id: M01.share, to: {{weight: 9}}, relax: true, {WHY}}}]
  levels: [{{id: L1, to: {{index: 30}}, {WHY}}}]
  checks: [{{id: adds-up, to: {{severity: error}}, {WHY}}}]
"""
    framework = made(changes)
    assert [each.title.en for each in framework.profile if each.id == "year"] == ["Year assessed"]
    assert framework.reasons["no-business"].en == "Not run"
    assert framework.scales["ladder"].steps["low"].text.en == "Lowest"
    assert framework.tables[0].rows == 9
    assert framework.chapters[0].title.en == "First"
    assert framework.measures[0].title.en == "Measure one"
    assert framework.measures[0].indicators[0].weight == 9
    assert framework.levels[0].index == 30
    assert framework.checks[0].severity == "error"


# --- hide and add --------------------------------------------------------------------------------


def test_what_is_hidden_is_gone_and_its_clause_is_not_scored_for_that_reason() -> None:
    """A clause that another indicator covers stays covered."""
    files = mutated("M01.yaml", 'not_scored:\n  - {clause: "01.2", because: {zh: 口号, en: A slogan}}\n', "")
    base = built(mutated("M01.yaml", 'clauses: ["01.1"]', 'clauses: ["01.1", "01.2"]', files))
    framework = made(hide("indicators", "M01.share"), base)
    assert [each.id for each in framework.measures[0].indicators] == ["M01.studios"]
    assert [(each.clause, each.because.en) for each in framework.measures[0].not_scored] == [("01.2", "Why")]


def test_a_hidden_measure_leaves_its_chapter() -> None:
    files = mutated("framework.yaml", "measures: [M01]", "measures: [M01, M02]")
    files = mutated("framework.yaml", ", measures: [M02]}", ", measures: [M03]}", files)
    third = FILES["M01.yaml"].replace("M01", "M03").replace('"01.', '"03.')
    base = built({**files, "M03.yaml": third})
    framework = made(hide("measures", "M02"), base)
    assert [each.measures for each in framework.chapters] == [("M01",), ("M03",)]
    assert [each.id for each in framework.measures] == ["M01", "M03"]
    assert set(framework.extends[0].step.retired) == {each.id for each in base.indicators if each.measure == "M02"}


ADDED = f"""\
add:
  profile:
    - {{{WHY}, question: {{id: group, title: {{zh: 集团, en: Group}}, type: yes_no}}}}
  reasons:
    - {{{WHY}, id: too-small, text: {{zh: 规模太小, en: Too small}}}}
  tables:
    - {WHY}
      table:
        id: rooms
        title: {{zh: 房间, en: Rooms}}
        hint: {{zh: 逐行, en: One a row}}
        columns: [{{id: area, title: {{zh: 面积, en: Area}}, type: number}}]
  measures:
    - {WHY}
      chapter: one
      measure:
        id: P01
        title: {{zh: 新措, en: Own measure}}
        weight: 0.2
        because: {{zh: 因, en: Why}}
        horizon: progress
        clauses: ["91.1"]
        indicators:
          - id: P01.area
            title: {{zh: 面积, en: Area}}
            clauses: ["91.1"]
            quote: 原文
            obligation: must
            weight: 1
            who: {{zh: 室, en: Office}}
            ask: {{type: number, question: {{zh: 问, en: Asked}}, compute: sum(rooms.area), when_empty: 0}}
            score: {{capped: {{at: 100}}}}
            not_applicable: [too-small]
            evidence: {{hint: {{zh: 图纸, en: Plan}}}}
            advice: [{{zh: 做, en: Do}}]
            effort: 5
            basis: clause
  checks:
    - {{{WHY}, check: {{id: has-rooms, that: count(rooms) > 0, message: {{zh: 请核对, en: Check}}}}}}
"""


def test_every_kind_of_item_can_be_added() -> None:
    """A measure stands at the end of its chapter, so before those of the next one."""
    framework = made(ADDED)
    assert framework.chapters[0].measures == ("M01", "P01")
    assert [each.id for each in framework.measures] == ["M01", "P01", "M02"]
    assert [table.id for table in framework.tables_of(item(framework, "P01.area"))] == ["rooms"]
    assert framework.reasons["too-small"].en == "Too small"
    assert framework.profile[-1].id == "group"
    assert framework.checks[-1].id == "has-rooms"
    assert set(framework.extends[0].step.added) == {"group", "rooms", "rooms.area", "P01.area"}


def test_an_added_indicator_may_cover_what_the_base_excuses() -> None:
    """01.2 was a slogan to the base; the province asks for it."""
    framework = made(made_indicator("M01.slogan", 1).replace('clauses: ["02.1"]', 'clauses: ["01.2"]'))
    assert framework.measures[0].not_scored == ()
    assert [each.id for each in framework.measures[0].indicators][-1] == "M01.slogan"


# --- faults --------------------------------------------------------------------------------------

TWICE = on("M01.share", "{weight: 2}") + f"    - {{id: M01.share, to: {{weight: 4}}, {WHY}}}\n"
REASON = f"add:\n  reasons: [{{id: no-business, text: {{zh: 无, en: None}}, {WHY}}}]\n"
COLUMN = "{columns: [{id: weight, title: {zh: 权, en: Weight}, type: percent}]}"
BANDS = "[{above: 20%, points: 100}, {from: 30%, points: 60}, {otherwise: 0}]}}"
FAULTS: list[tuple[str, str, str]] = [
    ("overlay-unknown-id", on("M01.shares", "{weight: 2}"), "M01.shares"),
    ("overlay-unknown-id", setting("checks", "add-up", "{severity: error}"), "add-up"),
    ("overlay-unknown-id", hide("levels", "L9"), "L9"),
    ("overlay-unknown-id", made_indicator("M09.more", 1), "M09.more"),
    ("overlay-unknown-id", ADDED.replace("chapter: one", "chapter: oen"), "chapter: oen"),
    ("overlay-named-twice", TWICE, "M01.share, to: {weight: 4}"),
    ("overlay-named-twice", setting("levels", "L2", "{index: 70}", hide("levels", "L2")), "L2"),
    ("overlay-named-twice", hide("checks", "adds-up", "adds-up"),
     "adds-up, relax"),
    ("overlay-key-fixed", on("M01.share", "{id: M01.part}"), "id: M01.part"),
    ("overlay-key-fixed", setting("measures", "M01", "{indicators: []}"), "indicators: []"),
    ("overlay-key-fixed", setting("chapters", "one", "{measures: [M02]}"), "measures: [M02]"),
    ("overlay-changes-nothing", setting("levels", "L1", "{index: 20}"), "id: L1"),
    ("overlay-breaks-base", hide("indicators", "M02.list"), "id: M02.list"),
    ("overlay-breaks-base", setting("tables", "kpi", COLUMN, RELAX), "id: kpi"),
    ("overlay-breaks-base", hide("measures", "M02"), "id: M02"),
    # faults of the format, in what the overlay wrote
    ("yaml-unknown-key", on("M01.share", "{wieght: 2}"), "wieght"),
    ("yaml-unknown-key", "sett: {}\n", "sett"),
    ("yaml-missing-key", "set:\n  levels: [{id: L1, to: {index: 30}}]\n", "id: L1"),
    ("yaml-missing-key", on("M01.share", "{ask: null}"), "ask: null"),
    ("policy-key-missing", on("M01.share", "{effort: null}"), "effort: null"),
    # what is taken away and was never there is misspelt
    ("yaml-unknown-key", on("M01.share", "{efort: null}"), "efort: null"),
    ("yaml-unknown-key", on("M01.studios", "{ask: {mni: null}}"), "mni: null"),
    ("yaml-wrong-type", on("M01.share", "{weight: heavy}"), "weight: heavy"),
    ("yaml-wrong-type", on("M01.share", "{advice: [{zh: 做, en: 5}]}"), "en: 5"),
    ("yaml-unknown-value", on("M01.share", "{obligation: ought}"), "obligation: ought"),
    ("weight-not-positive", on("M01.share", "{weight: 0}"), "weight: 0"),
    ("bands-not-ordered", on("M01.share", "{score: {bands: " + BANDS), "bands"),
    ("needs-circle", on("M02.list", "{needs: [M02.step]}"), "needs"),
    ("compute-unknown-name", on("M01.share", '{ask: {compute: "sum(kpi.wieght)"}}', RELAX), "compute"),
    ("red-line-may-lapse", on("M02.step", "{red_line: {unless: met}}"), "id: M02.step"),
    ("by-incomplete", setting("profile", "level", "{options: {town: {zh: 镇, en: Town}}}"), "id: level"),
    ("option-unknown", on("M02.pick", "{target_by: {level: {town: 100}}}"), "level"),
    ("milestone-out-of-bounds", on("M02.pick", "{target_by: {year: {1999: 100}}}"), "1999"),
    ("clause-unknown", made_indicator("M02.more", 1).replace("02.1", "09.9"), '"09.9"'),
    ("id-malformed", made_indicator("M02.More", 1), "id: M02.More"),
    ("id-not-unique", made_indicator("M02.pick", 1), "id: M02.pick"),
    ("id-not-unique", hide("indicators", "M02.pick") + made_indicator("M02.pick", 1), "id: M02.pick"),
    ("id-not-unique", REASON, "id: no-business"),
    ("text-empty", on("M01.share", "{title: {en: ' '}}"), "en: ' '"),
    ("text-empty", "set:\n  levels: [{id: L1, to: {index: 30}, because: {zh: 因, en: ''}}]\n", "en: ''"),
    ("change-unknown", "changes: [{earlier: 0.9.0, version: 1.0.0, added: [M01.more]}]\n", "added"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "changes", "place"), FAULTS)
def test_a_fault_is_shown_on_the_line_of_the_overlay(code: str, changes: str, place: str) -> None:
    """Whoever wrote the broken part, the cause is in the overlay."""
    _, problems = laid(changes)
    found = [each for each in problems if code in (each.code, *WRAPPED.get(each.code, ()))]
    assert found, codes(problems)
    assert all(each.location.file == FILE for each in problems)
    text = HEAD + changes
    assert any(place in line_of(each, text)[: len(place) + 8] for each in found), [
        line_of(each, text) for each in found
    ]


# A part of the base that does not hold any more is told as that, the broken rule in its words.
WRAPPED = {"overlay-breaks-base": ("by-incomplete",)}


def test_what_breaks_in_the_base_says_what_and_where() -> None:
    _, problems = laid(hide("indicators", "M02.list"))
    (found,) = [each for each in problems if each.severity == "error"]
    assert dict(found.values) == {
        "what": ("needs 中没有指标“M02.list”", "needs names no indicator “M02.list”"),
        "place": "M02.step needs",
    }


def test_all_faults_of_an_overlay_come_in_one_run_in_its_order() -> None:
    """Of shape, of lint, of what is named, of what is loosened."""
    changes = f"""\
set:
  indicators:
    - {{id: M01.share, to: {{wieght: 2}}, {WHY}}}
    - {{id: M01.studios, to: {{weight: 0}}, {WHY}}}
    - {{id: M02.lits, to: {{weight: 2}}, {WHY}}}
    - {{id: M02.rule, to: {{red_line: null}}, {WHY}}}
hide:
  levels: [{{id: L1, {WHY}}}]
"""
    expected = ["yaml-unknown-key", "weight-not-positive", "overlay-unknown-id", "overlay-loosens", "overlay-loosens"]
    assert codes(laid(changes)[1]) == expected


def test_a_warning_of_the_base_is_not_the_overlay_s() -> None:
    files = mutated("M02.yaml", "title: {zh: 规, en: Rule}", "title: {zh: 规 则, en: Rule}")
    assert codes(laid("", built(files))[1]) == []


def test_every_code_of_overlays_is_provoked_here() -> None:
    """A message that nobody has seen may be wrong."""
    written = "".join((ROOT / "tests" / name).read_text("utf-8") for name in ("test_overlays.py", "test_tighten.py"))
    written += (ROOT / "tests" / "test_base_forms.py").read_text("utf-8")
    assert [code for code in WORDS if "/" not in code and f'"{code}"' not in written] == []


# --- what lies below ------------------------------------------------------------------------------


def test_the_base_is_found_beside_the_overlay_or_by_its_shipped_name(tmp_path: Path) -> None:
    root = folders(tmp_path, prov=HEAD)
    assert examined(root / "prov")[1] == []
    (root / "prov" / "overlay.yaml").write_text(HEAD.replace("../tiny", "nrta-2020-79"), "utf-8")
    framework, problems = examined(root / "prov")
    assert problems == []
    assert framework is not None
    assert [each.id for each in framework.indicators] == [each.id for each in load(find()).indicators]


def test_an_overlay_may_be_one_file(tmp_path: Path) -> None:
    root = folders(tmp_path)
    (root / "ours.yaml").write_text(HEAD.replace("../tiny", "tiny"), "utf-8")
    framework, _ = examined(root / "ours.yaml")
    assert framework is not None
    assert framework.id == "prov"


CITY = HEAD.replace("id: prov", "id: city").replace("../tiny", "../prov")


def test_an_overlay_may_lie_on_an_overlay(tmp_path: Path) -> None:
    """The city sees the province's changes, and the base's."""
    prov = HEAD + on("M01.share", "{weight: 9}", RELAX)
    city = CITY + on("M01.share", "{title: {en: City share}}")
    root = folders(tmp_path, prov=prov, city=city)
    framework, problems = examined(root / "city")
    assert framework is not None
    assert problems == []
    share = item(framework, "M01.share")
    assert (share.weight, share.title.en, share.title.zh) == (9, "City share", "比")
    assert [(each.id, each.version) for each in framework.extends] == [("prov", "1.0.0"), ("tiny", "1.0.0")]
    assert framework.bases == "prov 1.0.0, tiny 1.0.0"


def test_it_tightens_what_lies_below_it_and_not_the_lowest(tmp_path: Path) -> None:
    """The province asks for 30, the base for 20: the city may not go back to 25."""
    prov = HEAD + setting("levels", "L1", "{index: 30}")
    root = folders(tmp_path, prov=prov, city=CITY + setting("levels", "L1", "{index: 25}"))
    assert errors(examined(root / "city")[1]) == ["overlay-loosens"]


def test_overlays_in_a_circle_are_refused_where_it_closes(tmp_path: Path) -> None:
    root = folders(tmp_path, prov=HEAD.replace("../tiny", "../city"), city=CITY)
    assert refused(root / "prov") == [("overlay-circle", "city/overlay.yaml:5:1")]
    own = folders(tmp_path / "own", prov=HEAD.replace("../tiny", "."))
    assert refused(own / "prov") == [("overlay-circle", "prov/overlay.yaml:5:1")]


def test_an_id_that_lies_below_already_is_refused(tmp_path: Path) -> None:
    root = folders(tmp_path, prov=HEAD.replace("id: prov", "id: tiny"))
    assert codes(examined(root / "prov")[1]) == ["overlay-circle"]


def test_a_base_that_is_not_there_is_named_with_the_line(tmp_path: Path) -> None:
    root = folders(tmp_path, prov=HEAD.replace("../tiny", "../tny"))
    assert refused(root / "prov") == [("framework-not-found", "prov/overlay.yaml:5:1")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "yaml-wrong-type"),
        ("a: [\n", "yaml-syntax"),
        (HEAD.replace("extends: ../tiny\n", ""), "yaml-missing-key"),
        (HEAD.replace("../tiny", "[tiny]"), "yaml-wrong-type"),
        (HEAD.replace("../tiny", '""'), "overlay-circle"),
        (HEAD.replace("../tiny", '"\\0"'), "framework-not-found"),
        (HEAD + "version: 2.0.0\n", "yaml-duplicate-key"),
    ],
)
def test_a_file_that_is_no_overlay_is_refused(text: str, expected: str, tmp_path: Path) -> None:
    root = folders(tmp_path, prov=text)
    try:
        _, problems = examined(root / "prov")
    except RubricError as error:
        problems = list(error.problems)
    assert expected in codes(problems)


def test_an_overlay_in_another_encoding_is_refused_by_its_name(tmp_path: Path) -> None:
    root = folders(tmp_path, prov=HEAD)
    (root / "prov" / "overlay.yaml").write_bytes(HEAD.encode("gbk"))
    assert refused(root / "prov") == [("file-not-utf-8", "prov/overlay.yaml")]


def test_a_base_with_faults_is_told_by_its_own_lines(tmp_path: Path) -> None:
    """What lies on top cannot be judged then."""
    root = folders(tmp_path, mutated("M01.yaml", "weight: 3", "weight: 0"), prov=HEAD + "sett: 1\n")
    ((code, place),) = refused(root / "prov")
    assert code == "weight-not-positive"
    assert place.startswith("tiny/M01.yaml:")


@pytest.mark.parametrize(
    ("bounds", "place"),
    [
        ("since: 1.0.0\n", ""), ("since: 0.9.9\nbefore: 1.0.1\n", ""), ("before: 1.10.0\n", ""),
        ("since: 1.0.1\n", "since"), ("before: 1.0.0\n", "before"), ("since: 1.2.0\nbefore: 1.0.0\n", "since before"),
    ],
)  # fmt: skip
def test_the_base_has_a_version_that_the_overlay_was_written_for(bounds: str, place: str) -> None:
    """From `since` on, up to and without `before`; numbers and not letters decide: 1.10 is later than 1.9."""
    problems = laid("", head=HEAD + bounds)[1]
    assert codes(problems) == ["overlay-base-version"] * len(place.split())
    assert [line_of(each, HEAD + bounds).split(":")[0] for each in problems] == place.split()


def test_a_version_that_is_none_is_refused() -> None:
    assert codes(laid("", head=HEAD + "since: '1'\n")[1]) == ["version-malformed"]


# --- several, one on top of the other ------------------------------------------------------------


def test_the_base_may_be_named_as_well(tmp_path: Path) -> None:
    """Base and overlay give what the overlay gives alone, its sha256 included."""
    root = folders(tmp_path, prov=HEAD + setting("levels", "L1", "{index: 30}"))
    assert load_stack([root / "tiny", root / "prov"]) == load_stack([root / "prov"])


def test_overlays_are_laid_on_in_their_order(tmp_path: Path) -> None:
    """Two of one base: the second sees the first."""
    one = HEAD + setting("levels", "L1", "{index: 30}")
    two = HEAD.replace("id: prov", "id: group") + setting("levels", "L1", "{index: 35}")
    root = folders(tmp_path, prov=one, group=two)
    framework = load_stack([root / "tiny", root / "prov", root / "group"])
    assert framework.levels[0].index == 35
    assert framework.bases == "prov 1.0.0, tiny 1.0.0"
    with pytest.raises(RubricError) as caught:
        load_stack([root / "tiny", root / "group", root / "prov"])
    assert [each.code for each in caught.value.problems] == ["overlay-loosens"]


def test_a_whole_framework_lies_on_nothing(tmp_path: Path) -> None:
    root = folders(tmp_path, prov=HEAD)
    assert refused(root / "prov", root / "tiny") == [("not-an-overlay", "tiny")]


def test_an_overlay_of_another_base_is_refused(tmp_path: Path) -> None:
    root = folders(tmp_path, prov=HEAD.replace("../tiny", "nrta-2020-79"))
    framework, problems = examined(root / "tiny", root / "prov")
    assert codes(problems) == ["overlay-other-base"]
    assert line_of(problems[0], HEAD).startswith("extends")
    assert framework is not None


def test_an_overlay_knows_its_base_by_its_place_or_by_its_id(tmp_path: Path) -> None:
    """The folder may be called otherwise than the framework in it; one that was sent alone still has the id."""
    root = folders(tmp_path)
    (root / "tiny").rename(root / "base")
    write(root / "prov", {"overlay.yaml": HEAD.replace("../tiny", "../base") + "since: 1.0.0\n"})
    write(root / "away", {"overlay.yaml": HEAD.replace("../tiny", "elsewhere/tiny").replace("id: prov", "id: away")})
    assert load_stack([root / "base", root / "prov"]).id == "prov"
    assert load_stack([root / "base", root / "away"]).id == "away"
    assert load_stack([root / "base", root / "away", root / "prov"]).bases == "away 1.0.0, tiny 1.0.0"


def test_the_version_that_is_asked_for_is_that_of_the_named_base(tmp_path: Path) -> None:
    """Not of what else lies between."""
    between = HEAD.replace("id: prov", "id: group").replace("version: 1.0.0", "version: 7.0.0")
    root = folders(tmp_path, group=between, prov=HEAD + "since: 1.0.0\nbefore: 2.0.0\n")
    assert codes(examined(root / "tiny", root / "group", root / "prov")[1]) == []


def test_the_same_overlay_twice_is_refused(tmp_path: Path) -> None:
    root = folders(tmp_path, prov=HEAD)
    assert "overlay-circle" in codes(examined(root / "prov", root / "prov")[1])


# --- identity, and what shows through ------------------------------------------------------------


def test_the_sha256_goes_over_all_bytes_of_all_layers(tmp_path: Path) -> None:
    """One more blank in the base or in the overlay is another framework; where the folders lie is not."""
    root = folders(tmp_path / "a", prov=HEAD, city=CITY)
    first = load_stack([root / "city"]).sha256
    other = folders(tmp_path / "b", prov=HEAD, city=CITY)
    assert load_stack([other / "city"]).sha256 == first
    seen = {first}
    for name in ("tiny/M01.yaml", "prov/overlay.yaml", "city/overlay.yaml"):
        path = other / name
        path.write_text(path.read_text("utf-8") + "\n", "utf-8")
        seen.add(load_stack([other / "city"]).sha256)
    assert len(seen) == 4


def test_a_base_update_shows_through_an_overlay(tmp_path: Path) -> None:
    """New words, a new weight, a new indicator of the base: all there, and the overlay's own change still holds."""
    root = folders(tmp_path, prov=HEAD + on("M01.share", "{weight: 9}", RELAX))
    files = mutated("M01.yaml", "title: {zh: 比, en: Share}", "title: {zh: 份额, en: Portion}")
    files = mutated("M02.yaml", "effort: 2", "effort: 4", files)
    files = mutated("framework.yaml", "version: 1.0.0", "version: 1.1.0", files)
    more = FILES["M02.yaml"][FILES["M02.yaml"].index("  - id: M02.pick") : FILES["M02.yaml"].index("  - id: M02.rule")]
    write(root / "tiny", {**files, "M02.yaml": files["M02.yaml"] + more.replace("M02.pick", "M02.more")})
    framework = load_stack([root / "prov"])
    share = item(framework, "M01.share")
    assert (share.title.en, share.weight) == ("Portion", 9)
    assert item(framework, "M02.step").effort == 4
    assert item(framework, "M02.more").ask.type == "one_of"
    assert framework.bases == "tiny 1.1.0"


def test_an_id_that_the_base_has_no_more_is_an_error_with_the_overlay_s_line(tmp_path: Path) -> None:
    """A release of the base renames `studios`: the overlay must not go on in silence."""
    prov = HEAD + on("M01.studios", "{effort: 3}")
    root = folders(tmp_path, prov=prov)
    assert codes(examined(root / "prov")[1]) == []
    write(root / "tiny", {**FILES, "M01.yaml": FILES["M01.yaml"].replace("M01.studios", "M01.studio-rooms")})
    (found,) = examined(root / "prov")[1]
    assert (found.code, str(found.location)) == ("overlay-unknown-id", "prov/overlay.yaml:8:7")
    assert dict(found.values)["nearest"] == "M01.studio-rooms"


def test_a_change_that_the_base_has_caught_up_with_is_a_warning(tmp_path: Path) -> None:
    root = folders(tmp_path, prov=HEAD + setting("levels", "L1", "{index: 30}"))
    write(root / "tiny", mutated("framework.yaml", "index: 20", "index: 30"))
    assert [(each.code, each.severity) for each in examined(root / "prov")[1]] == [
        ("overlay-changes-nothing", "warning")
    ]


def test_a_base_that_has_overtaken_the_overlay_makes_it_looser(tmp_path: Path) -> None:
    """The province's 30 was stricter than 20; now the base asks for 40."""
    root = folders(tmp_path, prov=HEAD + setting("levels", "L1", "{index: 30}"))
    write(root / "tiny", mutated("framework.yaml", "index: 20", "index: 40"))
    assert codes(examined(root / "prov")[1]) == ["overlay-loosens"]


# --- the kept framework --------------------------------------------------------------------------


def test_a_kept_overlay_is_the_one_that_was_read(tmp_path: Path) -> None:
    root, keep = folders(tmp_path, prov=HEAD, city=CITY + setting("levels", "L1", "{index: 30}")), shelf(tmp_path)
    first = load_stack([root / "city"], keep)
    entry = cache.get(keep, cache.key(_files(root)), first.sha256)
    assert entry == first == load_stack([root / "city"], keep) == load_stack([root / "city"])
    assert len(list(keep.folder.iterdir())) == 3  # the base, the province and the city


def _files(root: Path) -> dict[str, str]:
    sources = stack([root / "city"])
    overlays = {f"overlay {at}": text for at, each in enumerate(sources[1:], 1) for text in each.files.values()}
    return sources[0].files | overlays


@pytest.mark.parametrize("name", ["tiny/M01.yaml", "prov/overlay.yaml", "city/overlay.yaml"])
def test_one_changed_byte_in_any_layer_shows_at_once(name: str, tmp_path: Path) -> None:
    root, keep = folders(tmp_path, prov=HEAD, city=CITY), shelf(tmp_path)
    before = load_stack([root / "city"], keep)
    path = root / name
    old, new = ("effort: 2", "effort: 3") if name.startswith("tiny") else ("number: 二号", "number: 三号")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    after = load_stack([root / "city"], keep)
    assert after == load_stack([root / "city"])
    assert after.sha256 != before.sha256


def test_an_overlay_that_loosens_is_never_kept(tmp_path: Path) -> None:
    root, keep = folders(tmp_path, prov=HEAD + setting("levels", "L1", "{index: 10}")), shelf(tmp_path)
    for _ in range(2):
        with pytest.raises(RubricError):
            load_stack([root / "prov"], keep)
    assert len(list(keep.folder.iterdir())) == 1  # the base alone


# --- tests of an overlay -------------------------------------------------------------------------


def test_an_overlay_s_tests_answer_for_what_it_changed(tmp_path: Path) -> None:
    """The base's indicators have the base's tests."""
    prov = HEAD + on("M02.pick", "{red_line: {unless: met}}")
    root = folders(tmp_path, prov=prov)
    write(
        root / "prov", {"tests/a.yaml": "tests: [{name: b, answers: {M02.pick: b}, expect: {M02.pick: {points: 0}}}]\n"}
    )
    done = run_trials(load_stack([root / "prov"]), root / "prov")
    assert done.problems == ()
    assert {branch.partition(":")[0] for branch in done.unreached} == {"M02.pick"}
    assert done.branches == 5  # unanswered, met, short, a, b


def test_every_word_of_the_code_names_no_policy() -> None:
    """The program knows frameworks, not this one: its name stands where the default is, its ids nowhere."""
    for path in sorted((ROOT / "convergence_cli").rglob("*.py")):
        text = path.read_text("utf-8")
        if path.parts[-2:] != ("rubric", "__init__.py"):
            assert "nrta" not in text.lower(), path
