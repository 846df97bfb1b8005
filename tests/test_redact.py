"""What `--redact` passes on tells no station from the others by itself, and no order that comes from names."""

from collections import Counter
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_frameworks import WORDS, answers, flat, indicator

from convergence_cli.cohort.redact import FEWEST, recognisable, redacted, without_words
from convergence_cli.errors import Location, problem
from convergence_cli.model.assessment import ALL_THERE, Cohort, Failure, GateResult, Verdict
from convergence_cli.model.framework import Framework, RedLine
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.model.questionnaire import Answer, Answered
from convergence_cli.model.standing import Standing
from convergence_cli.scoring.standing import stand

LEVELS = {"central": WORDS, "city": WORDS, "county": WORDS}
QUESTIONS = (
    ProfileQuestion(id="name", title=WORDS, required=True),
    ProfileQuestion(id="level", title=WORDS, type="one_of", options=LEVELS),
    ProfileQuestion(id="province", title=WORDS),
    ProfileQuestion(id="period", title=WORDS, type="integer"),
    ProfileQuestion(id="staff", title=WORDS, type="integer"),
    ProfileQuestion(id="operates", title=WORDS, type="many_of", options={"tv": WORDS, "radio": WORDS}),
)
_ITEMS = (
    indicator(
        "M01.a", red_line=RedLine(unless="met", for_={"level": ("city",)}), target_by={"level": {"central": 20.0}}
    ),
    indicator("M01.b", applies={"level": ("city", "county")}),
)
FRAMEWORK: Framework = replace(flat(*_ITEMS), profile=QUESTIONS)


def station(name: str, **profile: Answered | None) -> Standing:
    read = answers(FRAMEWORK, {"M01.a": 10.0, "M01.b": 50.0})
    said = {"name": name, "level": "city", "period": 2025.0, **profile}
    own = {key: Answer(id=key, location=Location(), value=given) for key, given in said.items()}
    read = replace(read, sha256=f"{len(name)}{name}", profile=own)
    return Standing(framework=FRAMEWORK, packed=stand(FRAMEWORK, read, f"{name}.xlsx"))


def run(*entries: Standing | Failure, gates: tuple[GateResult, ...] = ()) -> Cohort:
    return Cohort(framework=FRAMEWORK, language="zh", entries=entries, verdict=Verdict(gates=gates))


def shown(cohort: Cohort, question: str) -> list[Answered | None]:
    return [entry.profile[question] for entry in redacted(cohort).stations]


def test_the_only_central_body_and_exact_staff_are_not_told() -> None:
    many = [station(f"台{at}", staff=1200.0 + at) for at in range(4)]
    cohort = run(*many, station("总台", level="central", staff=9876.0))
    assert sorted(map(str, shown(cohort, "level"))) == ["None", *["city"] * 4]
    assert sorted(map(str, shown(cohort, "staff"))) == [*["1000.0"] * 4, "None"]
    assert set(shown(cohort, "period")) == {2025.0}, "what all have in common is told as it is"


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "level": st.sampled_from([*LEVELS, None]),
                "province": st.sampled_from(["澜江省", "北省", "x", None]),
                "staff": st.one_of(st.none(), st.integers(0, 3000).map(float)),
                "operates": st.sampled_from([("tv",), ("radio",), ("tv", "radio"), (), None]),
            }
        ),
        max_size=12,
    )
)
def test_no_answer_is_told_that_fewer_than_three_stations_gave(profiles: list[dict[str, Answered | None]]) -> None:
    """Of any question, of any kind; and every number that is told is one that others have, too."""
    cohort = run(*(station(f"台{at}", **profile) for at, profile in enumerate(profiles)))
    for question in QUESTIONS[1:]:
        told = Counter(given for given in shown(cohort, question.id) if given is not None)
        assert all(count >= FEWEST for count in told.values()), (question.id, told)
    assert not {"澜江省", "北省", "x"} & set(shown(cohort, "province"))


def test_what_is_hidden_still_settles_what_a_station_is_held_to() -> None:
    """No score, target, red line or scope changes because nobody may see the level."""
    alone = station("总台", level="central")
    (after,) = redacted(run(alone)).stations
    assert after.profile["level"] is None
    assert after.index == alone.index
    assert [(item.outcome, item.target, item.gap, item.red_line) for item in after.results] == [
        (item.outcome, item.target, item.gap, item.red_line) for item in alone.results
    ]


def test_who_can_be_recognised_by_what_was_asked_is_counted() -> None:
    """The results themselves cannot be blurred; whoever passes them on is told."""
    cities = [station(f"台{at}", staff=float(at)) for at in range(3)]
    assert recognisable(redacted(run(*cities))) == 0
    assert recognisable(redacted(run(*cities, station("总台", level="central"), station("县", level="county")))) == 2


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_failures_stand_in_no_order_of_names(order: tuple[int, ...]) -> None:
    """What is shown of them is the same, whatever the files are called and however the run went through them."""
    codes = ("file-empty", "file-encrypted", "file-truncated")
    failures = [
        Failure(file=f"{place}.xlsx", problems=(problem(codes[at], Location(file=f"{place}.xlsx")),))
        for place, at in enumerate(order)
    ]
    told = [
        (failure.file, failure.problems[0].code, str(failure.problems[0].location))
        for failure in redacted(run(*failures)).failures
    ]
    again = redacted(run(*(Failure(file="x", problems=(problem(code),)) for code in codes))).failures
    assert told == [(failure.file, failure.problems[0].code, "") for failure in again]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_gates_stand_in_no_order_of_names(order: tuple[int, ...]) -> None:
    """A list of gates in the order of the files would say whose alias is whose."""
    stations = [station(name) for name in ("甲", "乙台", "丙台台")]
    found = [
        GateResult(gate="fail-under", station=entry.station, file=entry.file, passed=True, have="1", need="0")
        for entry in stations
    ]
    cohort = run(*(stations[at] for at in order), gates=tuple(found[at] for at in order))
    after = redacted(cohort)
    assert [gate.station for gate in after.verdict.gates] == [entry.station for entry in after.stations]
    assert after == redacted(run(*stations, gates=tuple(found)))


def test_a_station_of_the_baseline_that_is_missing_is_counted_and_not_named() -> None:
    gone = GateResult(gate=ALL_THERE, passed=False, have="2: 甲台, 乙台", need="0")
    unmet = GateResult(gate="waivers", passed=False, have="1: M01.a", need="0")
    notes = (problem("baseline-gone", count="2", stations="甲台, 乙台", renamed=""),)
    cohort = replace(run(station("丙台")), verdict=Verdict(overall=(gone, unmet), notes=notes))
    verdict = redacted(cohort).verdict
    assert [gate.have for gate in verdict.overall] == ["2", "1: M01.a"]
    assert "甲" not in repr(verdict)
    assert not verdict.passed


def test_what_could_not_be_judged_is_not_judged_without_names() -> None:
    """Neither a baseline that has nobody of the run nor a folder that was closed becomes a pass."""
    notes = (problem("baseline-none-in-common", Location(file="甲台.json")), problem("nothing-found", None, "note"))
    verdict = redacted(replace(run(station("丙台")), verdict=Verdict(judged=False, notes=notes))).verdict
    assert not verdict.judged
    assert [(item.code, str(item.location)) for item in verdict.notes] == [("baseline-none-in-common", "")]
    closed = problem("folder-unreadable", Location(file="甲台"), reason="甲台")
    (told,) = without_words((closed, problem("passed-over-link", None, "note", count="1", files="甲台")))
    assert (told.code, told.severity) == ("folder-unreadable", "error")
    assert "甲" not in repr(told)
