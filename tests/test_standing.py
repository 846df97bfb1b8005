"""A station of a batch, packed small, reads like the station in full; what it does not keep it does not pretend."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from running import ROOT
from small_frameworks import answers, filled, frameworks

from convergence_cli.cohort.run import Judge
from convergence_cli.cohort.submission import Submission
from convergence_cli.model.assessment import Assessment, Cohort, Failure
from convergence_cli.model.framework import Framework
from convergence_cli.model.standing import Packed, Standing, pack
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.read import read
from convergence_cli.scoring.engine import assess
from convergence_cli.scoring.standing import stand

CLEAN = ("central-body", "strong-province", "typical-city", "county-centre")
NOT_KEPT = {"value": None, "when_empty": None, "answer": None, "next_step": None, "to_target": None}


def same(standing: Standing, judged: Assessment) -> None:
    """All that both of them know."""
    for name in (
        *("station", "sha256", "index", "chapters", "measures", "counts", "not_kept"),
        *("level", "next_level", "blockers", "additive", "problems"),
    ):
        assert getattr(standing, name) == getattr(judged, name), name
    assert dict(standing.profile) == dict(judged.profile)
    assert standing.results == tuple(replace(result, **NOT_KEPT) for result in judged.results)


@pytest.mark.parametrize("name", CLEAN)
def test_it_reads_like_the_station_in_full(framework: Framework, name: str) -> None:
    """Every number, outcome, blocker and remark; the file is the path that was given."""
    questionnaire = read(ROOT / "examples" / f"{name}.xlsx", framework)
    judged = assess(framework, questionnaire)
    standing = Standing(framework=framework, packed=pickle.loads(pickle.dumps(pack(judged, f"zj/{name}.xlsx"))))
    same(standing, judged)
    assert stand(framework, questionnaire, f"zj/{name}.xlsx") == standing.packed
    assert (standing.file, standing.language) == (f"zj/{name}.xlsx", "zh")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_of_any_framework_and_station(data: st.DataObject) -> None:
    """What is not in play has no score, and says so here, too."""
    scored = data.draw(frameworks())
    level = data.draw(st.sampled_from(["city", "county"]))
    questionnaire = answers(scored, data.draw(filled(scored)), level)
    judged = assess(scored, questionnaire)
    same(Standing(framework=scored, packed=pack(judged, "a.xlsx")), judged)
    assert stand(scored, questionnaire, "a.xlsx") == pack(judged, "a.xlsx")


def test_it_scores_the_same_without_next_steps(framework: Framework) -> None:
    """What a batch leaves out changes nothing else."""
    questionnaire = read(ROOT / "examples" / "typical-city.xlsx", framework)
    full, bare = assess(framework, questionnaire), assess(framework, questionnaire, steps=False)
    assert any(result.next_step for result in full.results)
    assert bare == replace(full, results=tuple(replace(item, next_step=None, to_target=None) for item in full.results))


def test_what_crosses_to_the_parent_is_small(framework: Framework) -> None:
    """Thousands of results wait in the parent: no answer, no cell, no framework among them."""
    judge = Judge(framework=framework, bounds=Bounds())
    done = judge(Submission(path=str(ROOT / "examples" / "typical-city.xlsx"), file="a.xlsx"))
    assert isinstance(done.entry, Packed)
    assert len(pickle.dumps(done)) - len(done.entry.problems) < 7_000
    assert len(pickle.dumps(framework)) > 200_000


def test_a_cohort_has_both_kinds(framework: Framework, tmp_path: Path) -> None:
    """In full and packed in the order of the run; failures apart from both."""
    judged = assess(framework, read(ROOT / "examples" / "typical-city.xlsx", framework))
    standing = Standing(framework=framework, packed=pack(judged, "b.xlsx"))
    failure = Failure(file="c.xlsx", problems=())
    cohort = Cohort(framework=framework, language="zh", entries=(standing, failure, judged))
    assert cohort.stations == (standing, judged)
    assert cohort.assessments == (judged,)
    assert cohort.failures == (failure,)
