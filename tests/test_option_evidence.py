"""Evidence option by option: each ticked option that is to count as evidenced takes its own."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from earlier_forms import mapped, step
from filling import ANSWER, EVIDENCE, NOTE, REASON, cell_of, fill, found, row_of
from museums import framework as museums
from shown import as_text

from convergence_cli.errors import ConfigError
from convergence_cli.evidence.check import check_evidence
from convergence_cli.model.assessment import Assessment, Cohort, Result
from convergence_cli.model.framework import Evidence, Framework, Indicator
from convergence_cli.model.question import Text
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.model.standing import Standing, pack
from convergence_cli.model.trial import Trial
from convergence_cli.questionnaire.carry import carry
from convergence_cli.questionnaire.merge import merge
from convergence_cli.questionnaire.read import examine
from convergence_cli.questionnaire.template import write_template
from convergence_cli.report import rendered
from convergence_cli.rubric.overlay.resolve import resolve
from convergence_cli.rubric.records import as_text as as_text_of
from convergence_cli.rubric.records import record_problems
from convergence_cli.rubric.trials import questionnaire as questionnaire_of
from convergence_cli.saved.read import parse
from convergence_cli.saved.restore import restored
from convergence_cli.scoring.backing import with_backing
from convergence_cli.scoring.engine import assess
from convergence_cli.scoring.standing import stand

WAYS = "A2.ways"
PEOPLE, AUDIO, SIGNS = (f"{WAYS}/{option}" for option in ("people", "audio", "signs"))
OVERLAY = """\
id: prov
version: 1.0.0
title: {{zh: 省, en: Province}}
source: {{title: {{zh: 文, en: Doc}}, number: 二号, issuer: {{zh: 省局, en: Office}}, date: 2024-01-01}}
extends: museums
set:
  indicators:
    - {{id: {id}, {to}, because: {{zh: 逐项核对, en: Each is checked}}}}
"""
Edit = Callable[[Any], object]


def changed(change: Callable[[Indicator], Indicator], sha256: str) -> Framework:
    """The museums with another question about ways of guiding."""
    framework = museums()
    measures = tuple(
        replace(measure, indicators=tuple(change(item) if item.id == WAYS else item for item in measure.indicators))
        for measure in framework.measures
    )
    return replace(framework, measures=measures, sha256=sha256)


@cache
def apart() -> Framework:
    """Ways of guiding (weights 3, 2, 1; without one of the first two at most 40 points) are shown one by one."""
    shown = Evidence(per_option=True, hint=Text(zh="排班表", en="The rota"))
    return changed(lambda item: replace(item, evidence=shown), "a" * 64)


def form(
    ticked: str,
    evidence: Mapping[str, str],
    edit: Edit | None = None,
    framework: Framework | None = None,
    path: Path | None = None,
) -> Path:
    answers = {"level": "市级馆", "province": None, WAYS: ticked}
    return fill(framework or apart(), level=None, answers=answers, evidence=evidence, edit=edit, path=path)  # type: ignore[arg-type]


def read(ticked: str, evidence: Mapping[str, str], edit: Edit | None = None) -> tuple[Questionnaire, list[str]]:
    """What is read, and the codes of what is told."""
    questionnaire, problems = found(form(ticked, evidence, edit), apart())
    assert questionnaire is not None, problems
    return questionnaire, [item.code for item in problems]


def judged(ticked: str, evidence: Mapping[str, str]) -> Result:
    return assess(apart(), read(ticked, evidence)[0]).result[WAYS]


def named(questionnaire: Questionnaire) -> dict[str, str]:
    return {each.option: each.evidence for each in questionnaire.answers[WAYS].option_evidence}


# --- what counts ----------------------------------------------------------------------------------


@pytest.mark.says("5.7")
@pytest.mark.parametrize(
    ("ticked", "shown", "points", "proven", "missing"),
    [
        ("ABC", (PEOPLE, AUDIO, SIGNS), 100, 100, False),
        ("ABC", (PEOPLE, AUDIO), 100, 500 / 6, True),
        # One of those that must be there has no evidence: it counts as missing.
        ("ABC", (PEOPLE, SIGNS), 100, 40, True),
        ("ABC", (SIGNS,), 100, 100 / 6, True),
        ("ABC", (), 100, 0, True),
        ("AB", (PEOPLE, AUDIO), 500 / 6, 500 / 6, False),
        # An option that is not ticked earns nothing by evidence.
        ("A", (PEOPLE, AUDIO, SIGNS), 40, 40, False),
        ("无", (), 0, 0, False),
    ],
)
def test_only_ticked_options_with_evidence_count_as_evidenced(
    ticked: str, shown: tuple[str, ...], points: float, proven: float, missing: bool
) -> None:
    result = judged(ticked, dict.fromkeys(shown, "材料.pdf"))
    assert result.points == pytest.approx(points)
    assert result.proven == pytest.approx(proven)
    assert result.evidence_missing is missing


def test_the_evidenced_score_goes_by_these_points() -> None:
    """Of the measure and of the whole, and as the tree is grown again from what was judged."""
    station = assess(apart(), read("ABC", {PEOPLE: "a.pdf", AUDIO: "b.pdf"})[0])
    measure = next(node for node in station.measures if node.id == "A2")
    assert measure.evidenced == pytest.approx(500 / 6 * 2 / 3)
    staged = with_backing(apart(), replace(station, evidence=()))
    assert staged.backing is not None
    assert staged.backing.stages[0].score == pytest.approx(station.index.evidenced)


def test_one_station_and_a_batch_count_alike() -> None:
    """What a worker packs is what an assessment packs, the part that has evidence included."""
    questionnaire = read("ABC", {PEOPLE: "a.pdf"})[0]
    station = assess(apart(), questionnaire)
    assert stand(apart(), questionnaire, "a.xlsx") == pack(station, "a.xlsx")
    unpacked = Standing(framework=apart(), packed=pack(station, "a.xlsx")).results
    assert [each.proven for each in unpacked] == [each.proven for each in station.results]


def test_a_rubric_test_with_evidence_has_it_for_every_ticked_option() -> None:
    """And for none where it says nothing of evidence."""
    tried = Trial(name="guided", answers={WAYS: ("people", "signs")}, evidence=True)
    shown, bare = (
        assess(apart(), questionnaire_of(apart(), each)).result[WAYS]
        for each in (tried, replace(tried, evidence=False))
    )
    assert (shown.proven, shown.evidence_missing) == (shown.points, False)
    assert (bare.proven, bare.evidence_missing) == (0, True)


# --- the form -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_option_has_a_row_with_one_open_cell(language: Any) -> None:
    """For its evidence; the question's own evidence cell is closed. A question of another kind has no such rows."""
    sheet = openpyxl.load_workbook(io.BytesIO(write_template(apart(), language)))[
        {"zh": "问卷", "en": "Questions"}[language]
    ]
    first = row_of(sheet, WAYS)
    assert [sheet.cell(first + at, 1).value for at in (1, 2, 3)] == [PEOPLE, AUDIO, SIGNS]
    for row in (first + 1, first + 2, first + 3):
        assert [column for column in range(1, 10) if not sheet.cell(row, column).protection.locked] == [EVIDENCE]
    assert sheet.cell(first, EVIDENCE).protection.locked
    assert sheet.cell(first + 1, 4).value.startswith("A. ")
    plain = openpyxl.load_workbook(io.BytesIO(write_template(museums(), language)))
    assert not [cell for (cell,) in plain.worksheets[2].iter_rows(max_col=1, values_only=True) if "/" in str(cell)]


def test_an_untouched_form_has_nothing_to_remark() -> None:
    assert read("ABC", dict.fromkeys((PEOPLE, AUDIO, SIGNS), "a.pdf"))[1] == []


# --- what is told ---------------------------------------------------------------------------------


@pytest.mark.parametrize("column", [ANSWER, REASON, NOTE])
def test_what_is_typed_beside_an_option_is_refused_not_lost(column: int) -> None:
    def tick(workbook: Any) -> None:
        cell_of(workbook, AUDIO, column).value = "√"

    questionnaire, problems = found(form("A", {PEOPLE: "a.pdf"}, tick), apart())
    assert questionnaire is None
    assert [(item.code, item.location.cell[0]) for item in problems] == [("option-row", "_ABCDEFGH"[column])]


@pytest.mark.parametrize(
    ("ticked", "evidence", "told"),
    [
        ("A", {PEOPLE: "a.pdf", SIGNS: "c.pdf"}, "evidence-not-ticked"),
        ("A", {PEOPLE: "a.pdf", WAYS: "all.pdf"}, "evidence-not-by-option"),
        ("A", {PEOPLE: "暂无"}, "evidence-none"),
    ],
)
def test_evidence_that_counts_for_nothing_is_told(ticked: str, evidence: dict[str, str], told: str) -> None:
    questionnaire, codes = read(ticked, evidence)
    assert codes == [told]
    kept = {
        WAYS: questionnaire.answers[WAYS].evidence,
        **{f"{WAYS}/{at}": text for at, text in named(questionnaire).items()},
    }
    assert {key: text for key, text in kept.items() if text} == {k: t for k, t in evidence.items() if t != "暂无"}


def test_a_ticked_option_whose_row_was_deleted_is_told() -> None:
    def delete(workbook: Any) -> None:
        workbook["问卷"].delete_rows(row_of(workbook["问卷"], AUDIO))

    assert read("AB", {PEOPLE: "a.pdf"}, delete)[1] == ["row-missing"]


def test_files_of_every_option_are_looked_for_where_they_were_named(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    path = form("AB", {PEOPLE: "a.pdf", AUDIO: "b.pdf"})
    station = check_evidence(assess(apart(), examine(path, apart())), tmp_path)
    cells = {WAYS: [(each.named, each.state, each.location.cell) for each in station.files[WAYS]]}
    row = row_of(openpyxl.load_workbook(path)["问卷"], WAYS)
    assert cells == {WAYS: [("a.pdf", "found", f"F{row + 1}"), ("b.pdf", "missing", f"F{row + 2}")]}


# --- earlier forms --------------------------------------------------------------------------------


def earlier(ticked: str, edit: Edit | None = None) -> Path:
    """A form of the version before, in which the question had one cell for evidence."""

    def dated(workbook: Any) -> None:
        for row in workbook["_convergence"].iter_rows():
            if row[0].value == "version":
                row[1].value = "1.1.0"
        if edit:
            edit(workbook)

    return form(ticked, {WAYS: "总表.pdf"}, dated, museums())


def told_by_map() -> Framework:
    return mapped(apart(), step("1.1.0", "1.2.0", per_option=(WAYS,)))


@pytest.mark.parametrize(("ticked", "options"), [("AC", ["people", "signs"]), ("", ["people", "audio", "signs"])])
def test_one_evidence_of_an_earlier_form_counts_for_every_option(ticked: str, options: list[str]) -> None:
    """For all that is ticked; where nothing is, it stays with all. It is told once."""
    questionnaire, problems = found(earlier(ticked or None), told_by_map())  # type: ignore[arg-type]
    assert questionnaire is not None
    assert named(questionnaire) == dict.fromkeys(options, "总表.pdf")
    assert [item.code for item in problems if item.code != "newer-version"] == ["evidence-for-all"]
    assert not assess(told_by_map(), questionnaire).result[WAYS].evidence_missing


def test_a_form_of_today_takes_no_evidence_for_all() -> None:
    """Only the version map can say so: who deletes the rows of the options proves nothing."""

    def delete(workbook: Any) -> None:
        workbook["问卷"].delete_rows(row_of(workbook["问卷"], PEOPLE), 3)

    questionnaire, codes = read("ABC", {WAYS: "总表.pdf"}, delete)
    assert codes == ["evidence-not-by-option", "row-missing", "row-missing", "row-missing"]
    assert assess(apart(), questionnaire).result[WAYS].proven == 0


def test_a_record_of_an_earlier_version_demands_the_map(tmp_path: Path) -> None:
    """A question that took one evidence and takes one for each option now stands in the map, or is at fault."""
    (tmp_path / "versions").mkdir()
    (tmp_path / "versions" / "1.1.0.yaml").write_text(as_text_of(replace(museums(), version="1.1.0")), "utf-8")
    unsaid = record_problems(mapped(apart(), step("1.1.0", "1.2.0")), tmp_path)
    assert [(item.code, dict(item.values)["found"]) for item in unsaid] == [("old-answer-unread", "evidence")]
    assert record_problems(told_by_map(), tmp_path) == []


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"renamed": {"A2.manners": WAYS}}, {"people": "a.pdf", "signs": "c.pdf"}),
        ({"retired": {"A2.manners": Text(zh="不再问", en="no longer asked")}}, {}),
        ({"split": {"A2.manners": (WAYS, "A2.children")}}, {}),
    ],
)
def test_rows_of_options_go_where_their_question_went(change: dict[str, Any], kept: dict[str, str]) -> None:
    """A question renamed keeps them; of one that is gone each is told."""
    framework = mapped(apart(), step("1.1.0", "1.2.0", **change))

    def old(workbook: Any) -> None:
        sheet = workbook["问卷"]
        for row in range(row_of(sheet, WAYS), row_of(sheet, WAYS) + 4):
            sheet.cell(row, 1).value = sheet.cell(row, 1).value.replace(WAYS, "A2.manners")
        for row in workbook["_convergence"].iter_rows():
            if row[0].value == "version":
                row[1].value = "1.1.0"

    questionnaire, problems = found(form("AC", {PEOPLE: "a.pdf", SIGNS: "c.pdf"}, old), framework)
    assert questionnaire is not None, problems
    assert (named(questionnaire) if WAYS in questionnaire.answers else {}) == kept
    lost = {item.code for item in problems} & {"id-retired", "id-split"}
    raw = sorted(moved.raw for moved in questionnaire.moved)
    assert (bool(lost), raw) == (not kept, [] if kept else ["AC", "a.pdf", "c.pdf"])


def test_a_question_that_takes_one_evidence_again_keeps_what_was_named_for_each() -> None:
    questionnaire, _ = found(form("AB", {PEOPLE: "a.pdf", AUDIO: "b.pdf"}), museums())
    assert questionnaire is not None
    answer = questionnaire.answers[WAYS]
    assert (answer.evidence, answer.option_evidence) == ("a.pdf\nb.pdf", ())


APART = "to: {evidence: {per_option: true}}"


def test_an_overlay_may_ask_for_it_and_the_form_of_its_base_counts_for_every_option() -> None:
    """The step from the base says so, as a version map does."""
    overlay = OVERLAY.format(id=WAYS, to=APART)
    stricter, told = resolve(museums(), "overlay.yaml", overlay)
    assert [item.code for item in told if item.severity == "error"] == []
    assert stricter is not None
    questionnaire, problems = found(form("AC", {WAYS: "总表.pdf"}, framework=museums()), stricter)
    assert questionnaire is not None, problems
    assert named(questionnaire) == dict.fromkeys(("people", "signs"), "总表.pdf")
    assert {item.code for item in problems} == {"base-form", "evidence-for-all"}


def test_an_overlay_that_asks_for_one_evidence_again_asks_for_less() -> None:
    one = OVERLAY.format(id=WAYS, to="to: {evidence: {per_option: false}}")
    _, told = resolve(apart(), "overlay.yaml", one)
    assert "overlay-loosens" in {item.code for item in told}


# --- on its way elsewhere -------------------------------------------------------------------------


def test_it_is_carried_into_the_next_form(tmp_path: Path) -> None:
    questionnaire = read("AB", {PEOPLE: "a.pdf", AUDIO: "b.pdf"})[0]
    path = tmp_path / "next.xlsx"
    path.write_bytes(write_template(apart(), "en", {}, None, carry(questionnaire, apart(), "en", same_period=True)))
    again, _ = found(path, apart())
    assert again is not None
    assert named(again) == named(questionnaire) == {"people": "a.pdf", "audio": "b.pdf"}


def test_copies_are_merged_option_by_option() -> None:
    """What one names and the other does not is kept; two that differ are joined, and that is told."""
    copies = tuple(read("AB", evidence)[0] for evidence in ({PEOPLE: "a.pdf"}, {PEOPLE: "甲.pdf", AUDIO: "b.pdf"}))
    merged = merge(copies, apart(), "en")
    kept = {each.option: each.evidence for each in merged.carried.answers[WAYS].option_evidence}
    assert kept == {"people": "a.pdf\n甲.pdf", "audio": "b.pdf"}
    assert [item.code for item in merged.problems if item.code.startswith("merge")] == ["merge-joined-evidence"]


def cohort(entry: Assessment) -> Cohort:
    return Cohort(framework=apart(), language="zh", entries=(entry,))


def test_a_saved_report_keeps_it_and_is_scored_alike() -> None:
    station = assess(apart(), read("ABC", {PEOPLE: "a.pdf", AUDIO: "b.pdf"})[0])
    text = rendered(cohort(station), "json")
    again = restored(parse(text, "r.json"), "r.json", apart())
    assert again.entries == (station,)


@pytest.mark.parametrize(
    ("was", "forged"),
    [
        (b'"option": "people"', b'"option": "boats"'),
        (b'"option": "people"', b'"option": "audio"'),
        (b'"evidence": "a.pdf"', b'"evidence": ""'),
    ],
)
def test_a_report_with_evidence_that_no_form_takes_is_refused(was: bytes, forged: bytes) -> None:
    text = rendered(cohort(assess(apart(), read("AB", {PEOPLE: "a.pdf", AUDIO: "b.pdf"})[0])), "json")
    assert was in text
    with pytest.raises(ConfigError):
        restored(parse(text.replace(was, forged), "r.json"), "r.json", apart())


@pytest.mark.parametrize("form_", ["csv", "excel", "html", "json"])
def test_each_report_says_which_option_has_none(form_: str) -> None:
    """Where evidence is listed it is listed by letter, that which is missing included."""
    told = as_text(form_, rendered(cohort(assess(apart(), read("AB", {PEOPLE: "排班表.pdf"})[0])), form_))
    assert "排班表.pdf" in told
    if form_ != "json":
        assert "A：排班表.pdf" in told
        assert "B：没有列出佐证" in told


@pytest.mark.parametrize("kind", ["text", "html", "word"])
def test_what_is_shown_in_part_is_told_apart_from_what_is_not_shown(kind: str) -> None:
    """Of two answers the one counts in part and the other not at all; the paper names the options."""
    told = as_text(kind, rendered(cohort(assess(apart(), read("AB", {PEOPLE: "排班表.pdf"})[0])), kind))
    told = "".join(line.strip() for line in told.splitlines())
    if kind == "word":
        assert "没有佐证的选项：B" in told
    else:
        assert "1 项填报只有部分选项附有佐证，只计这些选项" in told
        assert "项填报没有佐证材料" not in told
