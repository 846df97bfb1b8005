"""Whether two assessments may be compared as they are: the station, its kind, the year; said in every format."""

from dataclasses import replace
from typing import Any

import pytest
from museums import framework as museums
from museums import stations
from shown import as_text
from small_frameworks import WORDS, answers, flat, indicator

from convergence_cli.compare.pair import compare, series
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.comparison import Comparison, Judged
from convergence_cli.model.framework import Framework, RedLine
from convergence_cli.model.kind import differing
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.model.questionnaire import Answer, Answered
from convergence_cli.model.score import Capped, Score
from convergence_cli.report.formats import SUFFIXES
from convergence_cli.report.subjects import laid_out, report
from convergence_cli.scoring.engine import assess

ASKED = (
    ProfileQuestion(id="province", title=WORDS),
    ProfileQuestion(id="period", title=WORDS, type="integer"),
    ProfileQuestion(id="staff", title=WORDS, type="integer"),
    ProfileQuestion(id="operates", title=WORDS, type="many_of", options={"tv": WORDS, "app": WORDS}),
    ProfileQuestion(id="kind", title=WORDS, type="one_of", options={"x": WORDS, "y": WORDS}),
    ProfileQuestion(id="contact", title=WORDS),
)
BY_KIND = Score(by={"kind": {"x": Score(capped=Capped(at=50.0)), "y": Score(capped=Capped(at=60.0))}})
PLAIN = flat(indicator("M01.a"), indicator("M01.b", applies={"operates": ("tv",)}), indicator("M01.c", score=BY_KIND))
SMALL = replace(PLAIN, profile=(*PLAIN.profile, *ASKED))
SAME: dict[str, Answered | None] = {
    "level": "city",
    "province": "浙江省",
    "period": 2024.0,
    "staff": 10.0,
    "operates": ("tv", "app"),
    "kind": "x",
    "contact": "Li",
}


def station(by: Framework = SMALL, **said: Any) -> Assessment:
    """A station with the usual answers about itself, and these."""
    read = answers(by, {"M01.a": 40.0, "M01.b": 50.0, "M01.c": 10.0})
    place = read.profile["name"].location
    told = {name: Answer(id=name, location=place, value=given) for name, given in {**SAME, **said}.items()}
    return assess(by, replace(read, profile={**read.profile, **told}))


def pair(before: Assessment, after: Assessment) -> Comparison:
    sides = [Judged(framework=SMALL, assessment=each, carried=each) for each in (before, after)]
    return compare(*sides)


def test_nothing_but_answers_may_differ_for_a_direct_comparison() -> None:
    found = pair(station(), station())
    assert found.is_direct
    assert found.problems == ()


@pytest.mark.parametrize(
    "said",
    [
        {"level": "county"},
        {"province": "江苏省"},
        {"period": 2025.0},
        {"operates": ("app",)},
        {"kind": "y"},
        {"level": None},
        {"operates": None},
    ],
    ids=str,
)
@pytest.mark.parametrize("forwards", [True, False])
def test_another_level_peer_group_year_or_standard_is_a_warning(said: dict[str, Any], forwards: bool) -> None:
    """In either order, and where one side left it blank; nothing in such a report says that it is comparable."""
    sides = [station(), station(**said)]
    found = pair(*(sides if forwards else sides[::-1]))
    (warning,) = found.problems
    assert (warning.code, warning.severity) == (
        ("years-reversed" if said.get("period") and not forwards else "profile-differs"),
        "warning",
    )
    assert not found.is_direct


@pytest.mark.parametrize(
    "said", [{"province": "浙江"}, {"operates": ("app", "tv")}, {"staff": 11.0}, {"contact": "Wang"}], ids=str
)
def test_another_way_of_writing_and_what_decides_nothing_is_none(said: dict[str, Any]) -> None:
    assert pair(station(), station(**said)).problems == ()


def test_two_names_are_not_compared_as_one_station() -> None:
    found = pair(station(), replace(station(), station="别的台"))
    assert [item.code for item in found.problems] == ["stations-differ"]
    assert not found.is_direct


def test_a_question_that_was_not_asked_before_is_no_change_of_the_station() -> None:
    """A later version of the framework asks one thing more about the station."""
    kept = tuple(question for question in SMALL.profile if question.id != "operates")
    fewer = replace(SMALL, profile=kept, sha256="1" * 64, version="0.9.0")
    before = station()
    unasked = {name: given for name, given in before.questionnaire.profile.items() if name != "operates"}
    before = replace(before, questionnaire=replace(before.questionnaire, profile=unasked))
    found = compare(
        Judged(framework=fewer, assessment=before, carried=before),
        Judged(framework=SMALL, assessment=station(), carried=station()),
    )
    assert found.problems == ()
    assert not found.is_direct  # two versions


def test_the_questions_that_decide_are_read_from_the_framework() -> None:
    """Whatever they are called: by which an indicator applies, is a red line, is scored, has a target."""
    other = flat(
        indicator("M01.a", red_line=RedLine(unless="met", for_={"operates": ("tv",)})),
        indicator("M01.b", target_by={"kind": {"x": 40.0}}),
    )
    other = replace(other, profile=(*other.profile, *ASKED))
    moved = {"operates": ("app",), "kind": "y", "staff": 99.0}
    assert [question.id for question, _, _ in differing(other, SAME, {**SAME, **moved})] == ["operates", "kind"]


def _said(form: str, language: Any, *moved: dict[str, Any]) -> str:
    """The report of a museum, and of the same one with other answers about itself."""
    sides = []
    for said in ({}, *moved):
        read = stations()[0].questionnaire
        told = {name: replace(read.profile["level"], id=name, value=given) for name, given in said.items()}
        sides.append(replace(stations()[0], questionnaire=replace(read, profile={**read.profile, **told})))
    found = series(tuple(Judged(framework=museums(), assessment=each, carried=each) for each in sides))
    if form == "text":
        return " ".join(laid_out("comparison", (found, language), 1000).split())
    return " ".join(as_text(form, report("comparison", (found, language), form)).split())


PEOPLE = [form for form in ("text", *SUFFIXES.values()) if form not in ("csv", "json", "pdf")]


@pytest.mark.parametrize("form", PEOPLE)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_format_for_people_says_what_differs(form: str, language: Any) -> None:
    direct = {"zh": "可直接比较", "en": "directly comparable"}[language]
    assert direct in _said(form, language, {})
    found = _said(form, language, {"level": "county", "period": 2030.0})
    assert direct not in found
    words = {"zh": ("“市级馆”", "“县级馆”", "“2030”"), "en": ("“City museum”", "“County museum”", "“2030”")}
    for word in words[language]:
        assert word in found


@pytest.mark.parametrize("form", PEOPLE)
def test_of_a_series_every_step_says_its_own(form: str) -> None:
    """Only the latest step is shown in full; what made an earlier one doubtful is said beside its sum."""
    found = _said(form, "en", {"level": "county"}, {"level": "county"})
    assert "Level differs: “City museum” before, “County museum” afterwards" in found
    assert "1 -> #2: Level differs" in found.replace("\\", "")


def test_json_has_it_as_a_truth_value() -> None:
    assert '"directly_comparable": true' in _said("json", "en", {})
    assert '"directly_comparable": false' in _said("json", "en", {"level": "county"})
