"""`rubrics calibrate`: thresholds follow from answers with evidence, what is not ours stays, and the draft is sound."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest
from running import convergence
from small_frameworks import BANDS, RAMP, RED, WORDS, answers, flat, indicator

from convergence_cli.calibration.answers import LEAST, Answers
from convergence_cli.calibration.answers import answers as answers_of
from convergence_cli.calibration.overlay import FILE, Origin, calibrated
from convergence_cli.calibration.proposal import Kept, Proposal, Shares, propose, rounded
from convergence_cli.functions.direction import rises
from convergence_cli.functions.registry import FUNCTIONS
from convergence_cli.model.framework import Evidence, Framework, Indicator
from convergence_cli.model.question import NUMERIC_TYPES, Ask, Citation
from convergence_cli.model.score import Band, Capped, Ramp, Score
from convergence_cli.report.figures import limit
from convergence_cli.rubric.overlay.resolve import resolve
from convergence_cli.scoring.engine import score

SHARES = Shares(zero=10, met=50, full=80)
PROVEN = Evidence(required=True, hint=WORDS)
FALLING = Score(ramp=Ramp(from_=100.0, to=0.0))
STEPS_DOWN = Score(bands=(Band(below=10.0, points=100.0), Band(up_to=60.0, points=60.0), Band(otherwise=0.0)))


def ours(score: Score = RAMP, **more: object) -> Indicator:
    """An indicator whose threshold is ours."""
    made = indicator("M01.a", 1, score, evidence=PROVEN, **more)
    return replace(made, basis="calibrated", ask=replace(made.ask, type="number"))


def found(item: Indicator, numbers: list[float], proven: int | None = None, level: str = "") -> Answers:
    framework = flat(item)
    stations = [
        score(framework, answers(framework, {"M01.a": number}, evidence=("M01.a",) if at < (proven or 99) else ()))
        for at, number in enumerate(numbers)
    ]
    (answered,) = answers_of(framework, stations, {"level": level} if level else {})
    return answered


def proposed(item: Indicator, numbers: list[float], kind: Mapping[str, object] | None = None) -> Proposal | Kept:
    (only,) = propose(flat(item), [found(item, numbers)], SHARES, kind or {})
    return only


TENS = [10.0 * at for at in range(11)]  # 0, 10, ... 100: a percentile is its own number


def test_percentiles_go_from_the_worst_to_the_best() -> None:
    assert [found(ours(), TENS).percentile(share) for share in (0, 10, 50, 80, 100)] == [0, 10, 50, 80, 100]
    assert [found(ours(FALLING), TENS).percentile(share) for share in (0, 10, 80, 100)] == [100, 90, 20, 0]


@pytest.mark.parametrize(
    ("old", "new", "target"),
    [
        (RAMP, Score(ramp=Ramp(from_=10.0, to=80.0)), 55.0),
        (FALLING, Score(ramp=Ramp(from_=90.0, to=20.0)), 55.0),
        (Score(capped=Capped(at=40.0)), Score(capped=Capped(at=80.0)), 60.0),
        (
            STEPS_DOWN,
            Score(
                bands=(
                    Band(up_to=20.0, points=100.0),
                    Band(up_to=50.0, points=60.0),
                    Band(below=90.0, points=30.0),
                    Band(otherwise=0.0),
                )
            ),
            60.0,
        ),
    ],
)
def test_points_begin_are_full_and_meet_the_target_at_the_percentiles(old: Score, new: Score, target: float) -> None:
    """What rises goes on rising, and the other way round."""
    item = ours(old, target=60.0)
    each = proposed(item, TENS)
    assert isinstance(each, Proposal)
    assert (each.score, each.target) == (new, target)


def test_only_answers_with_evidence_count_and_a_threshold_takes_eight_of_them() -> None:
    numbers = TENS[:9]
    assert isinstance(proposed(ours(), numbers), Proposal)
    answered = found(ours(), numbers, proven=LEAST - 1)
    assert (len(answered.numbers), answered.unproven) == (LEAST - 1, 2)
    (kept,) = propose(flat(ours()), [answered], SHARES, {})
    assert isinstance(kept, Kept)
    assert kept.why == "few"


def test_figures_of_the_clause_of_documents_and_of_duties_stay() -> None:
    cited = Band(from_=50.0, points=100.0, source=Citation(title=WORDS))
    bands = Score(bands=(cited, Band(otherwise=0.0)))
    law = ours(bands)
    duty = replace(ours(), obligation="must")
    for item, why in (
        (indicator("M01.a", 1, RAMP), "clause"),
        (duty, "must"),
        (ours(red_line=RED), "must"),
        (law, "source"),
        (ours(source=Citation(title=WORDS)), "source"),
    ):
        kept = proposed(item, TENS)
        assert isinstance(kept, Kept)
        assert kept.why == why


def test_answers_that_are_all_the_same_propose_nothing_and_tell_nothing_apart() -> None:
    each = proposed(ours(), [100.0] * 12)
    assert isinstance(each, Kept)
    assert (each.why, each.answers.is_flat, each.answers.at_full) == ("together", True, 1.0)


def test_thresholds_of_one_kind_leave_those_of_the_others() -> None:
    each = proposed(ours(), TENS, {"level": "county"})
    assert isinstance(each, Proposal)
    assert each.score == Score(by={"level": {"city": RAMP, "county": Score(ramp=Ramp(from_=10.0, to=80.0))}})


def test_figures_are_round() -> None:
    percent, number, count = (Ask(type=kind, question=WORDS) for kind in ("percent", "number", "integer"))
    assert [rounded(share, percent) for share in (0.034, 0.187, 0.43, 0.99, 1.0)] == [0.03, 0.19, 0.45, 1.0, 1.0]
    assert [rounded(found, number) for found in (0.0, 0.0123, 7.46, 1234.0)] == [0.0, 0.012, 7.5, 1200.0]
    assert [rounded(found, count) for found in (0.4, 2.5, 17.3, 1234.0)] == [0.0, 2.0, 17.0, 1200.0]


def test_the_draft_of_any_answers_is_sound_and_says_what_it_loosens(framework: Framework) -> None:
    """On the shipped framework: no error, no warning; a threshold of the clause and the red lines are as they were."""
    for seed in range(4):
        draw = Random(seed)
        kind = {"level": draw.choice(["central", "provincial", "municipal", "county"])}
        given = []
        for answered in answers_of(framework, (), kind):
            item = answered.item
            low, high = item.ask.min or 0.0, item.ask.max if item.ask.max is not None else 1000.0
            drawn = sorted(draw.uniform(low, high) for _ in range(12))
            numbers = [float(round(each)) for each in drawn] if item.ask.type == "integer" else drawn
            given.append(
                Answers(
                    item=item, numbers=tuple(numbers), unproven=0, at_nothing=0.0, at_full=0.0, rises=answered.rises
                )
            )
        proposals = [each for each in propose(framework, given, SHARES, kind) if isinstance(each, Proposal)]
        assert len(proposals) > 20
        origin = Origin(kind=kind, period="2025", shares=SHARES)
        made = calibrated(framework, "draft", framework.id, proposals, origin, limit)
        _, problems = resolve(framework, FILE, made.text)
        assert {(item.severity, item.code) for item in problems} <= {("note", "overlay-relaxes")}
        touched = {each.answers.item.id for each in proposals}
        for old, new in zip(framework.indicators, made.framework.indicators, strict=True):
            assert (old == new) == (old.id not in touched)
            assert old.id not in touched or (old.red_line is None and old.basis != "clause")


def test_every_function_of_numbers_says_which_way_is_better(framework: Framework) -> None:
    """By its own cases: the last number that earns most is on the side that it names."""
    for function in FUNCTIONS.values():
        for case in function.cases():
            earned = sorted((answer, points) for answer, points in case.earned if isinstance(answer, float))
            if earned and case.type in NUMERIC_TYPES:
                ask = Ask(type=case.type, question=WORDS)
                assert (earned[0][1] < earned[-1][1]) == rises(function(case.part, framework), ask)


def test_the_percentiles_are_percentiles_in_order() -> None:
    for words in (["--met", "50"], ["--full", "p101"], ["--zero", "p60"], ["--full", "p50"]):
        run = convergence("rubrics", "calibrate", "examples", *words, CONVERGENCE_LANG="en")
        assert run.returncode == 2
        assert "option-value" in run.stderr


def test_bands_of_the_policy_s_own_figure_are_not_touched_by_any_answers() -> None:
    assert isinstance(proposed(indicator("M01.a", 1, BANDS), [0.01 * at for at in range(20)]), Kept)
