"""A review: what a reviewer is given, what is read back of it, and the scores that it leaves."""

import itertools
import json
import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from filling import fill
from hypothesis import given, settings
from hypothesis import strategies as st
from loading import heavy, loaded
from openpyxl import load_workbook
from reports import said_in
from running import ROOT, convergence
from small_frameworks import (
    NA,
    Given,
    chapter,
    filled,
    flat,
    framework,
    frameworks,
    indicator,
    judged,
    measure,
)
from small_frameworks import (
    WORDS as WORD,
)

from convergence_cli.errors import Problem, WorkbookError, joined
from convergence_cli.evidence.check import check_evidence
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Evidence, Framework
from convergence_cli.model.language import Language
from convergence_cli.model.review import RULINGS, Review, Reviewed, Ruled, Ruling
from convergence_cli.report.review.blank import blank_review
from convergence_cli.report.subjects import laid_out, report
from convergence_cli.review.form import IDENTITY_SHEET, claim, claimed
from convergence_cli.review.read import read_review
from convergence_cli.review.standing import reviewed
from convergence_cli.scoring.backing import with_backing
from convergence_cli.scoring.verified import standings
from convergence_cli.texts import hint, message, say
from convergence_cli.texts import review as review_words
from convergence_cli.texts.problems import review as words
from convergence_cli.texts.width import display_width

A, B, C, D = "M01.a", "M01.b", "M02.a", "M02.b"
CITY = ROOT / "examples" / "typical-city.xlsx"


def small(**more: Any) -> Framework:
    """Two chapters of one measure each; the second weighs three times the first."""
    need = Evidence(required=True, hint=WORD)
    measures = (
        measure("M01", indicator(A), indicator(B, 3.0)),
        measure("M02", indicator(C, evidence=need), indicator(D, not_applicable=("why",))),
    )
    return framework((chapter("one", "M01"), chapter("two", "M02", weight=3.0)), measures, **more)


SMALL = small()
FULL: dict[str, Given] = {A: 80.0, B: 40.0, C: 60.0, D: 20.0}


# --- the scores ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rulings", "verified", "unrefuted"),
    [
        # index = 1/4 (a + 3 b)/4 + 3/4 (c + d)/2
        ({}, 0.0, 42.5),
        (dict.fromkeys((A, B, C, D), "upheld"), 42.5, 42.5),
        (dict.fromkeys((A, B, C, D), "refuted"), 0.0, 0.0),
        ({A: "upheld"}, 5.0, 42.5),
        ({A: "refuted"}, 0.0, 37.5),
        ({B: "upheld", C: "refuted"}, 7.5, 20.0),
        ({C: "pending", D: "upheld"}, 7.5, 42.5),
    ],
)
def test_verified_counts_what_is_upheld_and_unrefuted_what_is_pending_too(
    rulings: dict[str, Ruling], verified: float, unrefuted: float
) -> None:
    found = standings(SMALL, judged(SMALL, FULL), rulings)["index"]
    assert (found.score, found.verified, found.unrefuted) == (42.5, verified, unrefuted)


def test_each_node_has_the_three_scores_side_by_side() -> None:
    """An answer may be upheld without evidence named: the reviewer has seen it."""
    found = standings(SMALL, judged(SMALL, FULL), {A: "upheld", C: "upheld"})
    assert {name: (node.score, node.evidenced, node.verified) for name, node in found.items()} == {
        "index": (42.5, 20.0, 27.5),
        "one": (50.0, 50.0, 20.0),
        "M01": (50.0, 50.0, 20.0),
        "two": (40.0, 10.0, 30.0),
        "M02": (40.0, 10.0, 30.0),
    }


@pytest.mark.parametrize("missing", ["zero", "redistribute"])
def test_unanswered_is_zero_in_both_and_not_applicable_is_out(missing: Any) -> None:
    """As in `evidenced` and `floor`: what was not claimed cannot be verified."""
    scored = small(missing=missing)
    found = standings(scored, judged(scored, {A: 80.0, C: 60.0, D: NA}), {A: "upheld", C: "upheld"})
    assert (found["M01"].verified, found["M01"].unrefuted) == (20.0, 20.0)
    assert (found["M02"].verified, found["M02"].unrefuted) == (60.0, 60.0)


def test_a_node_with_nothing_in_play_has_no_score() -> None:
    scored = flat(indicator(A))
    assert standings(scored, judged(scored, {A: NA}), {})["index"].verified is None


@st.composite
def cases(draw: st.DrawFn) -> tuple[Framework, Assessment, dict[str, Ruling]]:
    scored = draw(frameworks())
    station = judged(scored, draw(filled(scored)))
    rulings = {item.id: draw(st.sampled_from(RULINGS)) for item in scored.indicators}
    return scored, station, rulings


@settings(max_examples=60, deadline=None)
@given(cases(), st.data())
def test_the_scores_are_ordered_and_a_better_ruling_never_lowers_one(
    case: tuple[Framework, Assessment, dict[str, Ruling]], data: st.DataObject
) -> None:
    """verified <= unrefuted <= floor <= score, with any aggregate; all upheld is the floor."""
    scored, station, rulings = case
    found = standings(scored, station, rulings)
    floors = {node.id: node.floor for node in (station.index, *station.chapters, *station.measures)}
    for name, node in found.items():
        if node.verified is None:
            assert node.score is None or floors[name] is None
            continue
        row = [node.verified, node.unrefuted, floors[name], node.score]
        numbers = [number for number in row if number is not None]
        assert all(low <= high + 1e-9 for low, high in itertools.pairwise(numbers))
    best = data.draw(st.sampled_from(sorted(rulings)))
    better = standings(scored, station, {**rulings, best: "upheld"})
    upheld = standings(scored, station, dict.fromkeys(rulings, "upheld"))
    for name, node in found.items():
        assert (better[name].verified or 0.0) >= (node.verified or 0.0) - 1e-9
        if floors[name] is not None:
            assert math.isclose(upheld[name].verified or 0.0, floors[name] or 0.0, abs_tol=1e-9)


# --- the reviewer's workbook ------------------------------------------------------------------------


def opened(content: bytes) -> Any:
    return load_workbook(BytesIO(content))


def lines(sheet: Any) -> list[dict[str, Any]]:
    heads = [cell.value for cell in sheet[3]]
    return [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=4)]


def test_one_row_for_each_answer_in_play() -> None:
    """Blank, not applicable and out of scope are nothing to rule on."""
    station = judged(SMALL, {A: 80.0, C: 60.0, D: NA}, evidence=(A,))
    rows = lines(opened(blank_review(SMALL, station, "zh"))["核查表"])
    assert [row["编号"] for row in rows] == [A, C]
    first = rows[0]
    assert first["填报内容"] == "80"
    assert (first["位置"], first["得分"], first["已列佐证"], first["是否必需"]) == ("问卷!E5", 80, "file.pdf", "否")
    assert rows[1]["是否必需"] == "是"
    assert [first[key] for key in ("核查意见", "核查人", "核查日期", "核查说明")] == [None] * 4
    assert "文件核对" not in first


def test_only_the_four_columns_can_be_typed_in() -> None:
    sheet = opened(blank_review(SMALL, judged(SMALL, FULL), "en"))["Review"]
    assert sheet.protection.sheet
    unlocked = {sheet.cell(3, cell.column).value for cell in sheet[4] if not cell.protection.locked}
    assert unlocked == {"Ruling", "Reviewer", "Date", "Remark"}
    formats = {sheet.cell(3, cell.column).value: cell.number_format for cell in sheet[4]}
    assert (formats["Ruling"], formats["Date"]) == ("@", "yyyy-mm-dd")


@pytest.mark.parametrize(("language", "choice"), [("zh", '"属实,不实,待核"'), ("en", '"True,False,Pending"')])
def test_rulings_come_from_a_list_and_dates_are_checked(language: Language, choice: str) -> None:
    sheet = opened(blank_review(SMALL, judged(SMALL, FULL), language)).worksheets[0]
    checks = {check.type: check for check in sheet.data_validations.dataValidation}
    assert checks["list"].formula1 == choice
    assert str(checks["list"].sqref) == "I4:I7"
    assert str(checks["date"].sqref) == "K4:K7"


def test_the_hidden_sheet_says_whose_answers_they_are() -> None:
    station = judged(SMALL, FULL)
    sheet = opened(blank_review(SMALL, station, "zh"))[IDENTITY_SHEET]
    pairs = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert sheet.sheet_state == "hidden"
    assert pairs["framework"] == "small"
    assert (pairs["station"], pairs["workbook"]) == ("台", station.questionnaire.sha256)
    assert pairs[A] == "v 80"


def test_hostile_text_stays_text() -> None:
    station = judged(SMALL, FULL, evidence=(A,))
    read = station.questionnaire
    hostile = replace(read.answers[A], evidence='=HYPERLINK("http://evil")')
    results = tuple(replace(item, answer=hostile) if item.id == A else item for item in station.results)
    sheet = opened(blank_review(SMALL, replace(station, results=results, station="=1+1"), "zh")).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert any(cell.value == '=HYPERLINK("http://evil")' and cell.quotePrefix for cell in cells)


def test_the_same_station_gives_the_same_bytes() -> None:
    station = judged(SMALL, FULL)
    assert blank_review(SMALL, station, "zh") == blank_review(SMALL, station, "zh")


# --- reading it back --------------------------------------------------------------------------------

Edit = Callable[[Any], object]
STATION = judged(SMALL, FULL)


def completed(folder: Path, edit: Edit, station: Assessment = STATION, language: Language = "zh") -> Path:
    """A reviewer's workbook on disk, filled in by `edit`, which is given the workbook."""
    workbook = opened(blank_review(SMALL, station, language))
    edit(workbook)
    path = folder / "review.xlsx"
    workbook.save(path)
    return path


def typed(rulings: dict[str, Any], reviewer: str | None = "李", day: Any = None, remark: str | None = None) -> Edit:
    def edit(workbook: Any) -> None:
        sheet = workbook.worksheets[0]
        for row in sheet.iter_rows(min_row=4):
            if row[0].value in rulings:
                for cell, content in zip(row[-4:], (rulings[row[0].value], reviewer, day, remark), strict=True):
                    cell.value = content

    return edit


def back(folder: Path, edit: Edit, now: Assessment = STATION, language: Language = "zh") -> Review:
    return read_review(completed(folder, edit, language=language), SMALL, now)


def refused(path: Path, now: Assessment = STATION, scored: Framework = SMALL) -> list[str]:
    with pytest.raises(WorkbookError) as caught:
        read_review(path, scored, now)
    spoken(caught.value.problems)
    return [item.code for item in caught.value.problems if item.severity == "error"]


def spoken(problems: tuple[Problem, ...]) -> None:
    for item in problems:
        for language in ("zh", "en"):
            assert "{" not in message(language, item) + hint(language, item)


def ruled(review: Review) -> dict[str, str]:
    return {item.id: item.ruling for item in review.ruled}


def test_a_blank_review_is_all_pending(tmp_path: Path) -> None:
    review = back(tmp_path, lambda _: None)
    assert ruled(review) == dict.fromkeys((A, B, C, D), "pending")
    assert review.problems == ()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("属实", "upheld"), ("不实", "refuted"), ("待核", "pending"),
        ("True", "upheld"), ("False", "refuted"), ("Pending", "pending"),
        (True, "upheld"), (False, "refuted"), ("TRUE", "upheld"), (" 属 实 ", "upheld"),
    ],
)  # fmt: skip
def test_a_ruling_is_read_in_either_language(word: Any, expected: str, language: Language, tmp_path: Path) -> None:
    """And as the truth value that a sheet makes of the English words."""
    assert ruled(back(tmp_path, typed({A: word}), language=language))[A] == expected


def test_reviewer_date_and_remark_come_along_with_the_place(tmp_path: Path) -> None:
    first = back(tmp_path, typed({A: "属实"}, " 李敏 ", date(2026, 3, 1), "见原件")).ruled[0]
    assert (first.reviewer, first.date, first.remark) == ("李敏", "2026-03-01", "见原件")
    assert (first.location.sheet, first.location.cell) == ("核查表", "I4")
    assert back(tmp_path, typed({A: "属实"}, day="2026年3月1日")).ruled[0].date == "2026-03-01"


def test_order_added_columns_and_names_of_sheets_change_nothing(tmp_path: Path) -> None:
    def edit(workbook: Any) -> None:
        typed({A: "属实", D: "不实"})(workbook)
        sheet = workbook.worksheets[0]
        sheet.title = "我的核查"
        first = [cell.value for cell in sheet[4]]
        for cell, value in zip(sheet[4], [cell.value for cell in sheet[7]], strict=True):
            cell.value = value
        for cell, value in zip(sheet[7], first, strict=True):
            cell.value = value
        sheet.insert_cols(2)
        sheet.insert_rows(1)

    assert ruled(back(tmp_path, edit)) == {A: "upheld", B: "pending", C: "pending", D: "refuted"}


def test_a_changed_answer_makes_its_ruling_stale_and_no_other(tmp_path: Path) -> None:
    """It counts as pending, with a warning at the ruling's cell; 不实 does not stick to a mended answer either."""
    edit = typed({A: "属实", B: "不实", C: "属实"})
    now = judged(SMALL, {**FULL, B: 41.0, C: None})
    now = replace(now, questionnaire=replace(now.questionnaire, sha256="1" * 64))
    review = back(tmp_path, edit, now)
    assert ruled(review) == {A: "upheld", B: "pending", D: "pending"}
    assert [item.stale for item in review.ruled] == [False, True, False]
    found = [(item.code, item.severity, item.location.cell) for item in review.problems]
    assert found == [
        ("review-workbook-changed", "warning", ""),
        ("review-stale", "warning", "I5"),
        ("review-stale", "warning", "I6"),
    ]
    assert dict(review.problems[0].values)["count"] == "2"
    spoken(review.problems)


def test_an_answer_that_was_not_there_to_review_is_pending(tmp_path: Path) -> None:
    path = completed(tmp_path, typed({A: "属实"}), judged(SMALL, {A: 80.0}))
    review = read_review(path, SMALL, STATION)
    assert ruled(review) == {A: "upheld", B: "pending", C: "pending", D: "pending"}
    (missing,) = [item for item in review.problems if item.code == "review-rows-missing"]
    assert dict(missing.values) == {"count": "3", "ids": joined([B, C, D])}


def test_a_ruling_without_a_name_counts_and_is_told(tmp_path: Path) -> None:
    review = back(tmp_path, typed({A: "属实", B: "待核"}, reviewer=None))
    assert ruled(review)[A] == "upheld"
    assert [(item.code, dict(item.values)) for item in review.problems] == [
        ("review-unsigned", {"count": "1", "ids": A})
    ]


def test_another_version_of_the_framework_is_told_and_rulings_stand(tmp_path: Path) -> None:
    """They are about answers and not about points."""
    path = completed(tmp_path, typed({A: "属实"}))
    review = read_review(path, replace(SMALL, sha256="9" * 64, version="1.1.0"), STATION)
    assert [item.code for item in review.problems] == ["review-framework-changed"]
    assert ruled(review)[A] == "upheld"


def drop(name: str) -> Edit:
    return lambda workbook: workbook.remove(workbook[name])


def rename(cell: str, content: str) -> Edit:
    def edit(workbook: Any) -> None:
        workbook.worksheets[0][cell].value = content

    return edit


@pytest.mark.parametrize(
    ("edit", "codes"),
    [
        (typed({A: "基本属实吧"}), ["unknown-option"]),
        (typed({A: "属实"}, day="三月"), ["not-a-date"]),
        (typed({A: "=1/0"}), ["formula-not-calculated"]),
        (rename("A5", A), ["duplicate-id"]),
        (rename("A5", "M01.bb"), ["unknown-id"]),
        (rename("I3", "别的"), ["review-no-table"]),
        (drop(IDENTITY_SHEET), ["review-not-one"]),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(edit: Edit, codes: list[str], tmp_path: Path) -> None:
    assert refused(completed(tmp_path, edit)) == codes


def test_every_fault_comes_in_one_run(tmp_path: Path) -> None:
    path = completed(tmp_path, typed(dict.fromkeys((A, B), "对"), day="昨天"))
    assert refused(path) == ["not-a-date", "unknown-option"] * 2


def test_a_review_of_another_station_or_framework_is_refused(tmp_path: Path) -> None:
    path = completed(tmp_path, typed({A: "属实"}))
    assert refused(path, replace(STATION, station="另一台")) == ["review-other-station"]
    assert refused(path, scored=replace(SMALL, id="large")) == ["review-other-framework"]


def test_every_code_of_a_review_is_provoked_here() -> None:
    source = Path(__file__).read_text("utf-8")
    assert [key for key in words.WORDS if "/" not in key and f'"{key}"' not in source] == []


@pytest.mark.parametrize(
    ("given_value", "other"), [(0.1 + 0.2, 0.3), (50.0, 50), ((), ()), (("a", "b"), ("a", "b")), (True, True)]
)
def test_equal_answers_make_equal_claims(given_value: Any, other: Any) -> None:
    """The last bit of arithmetic is no change."""
    result = STATION.results[0]
    assert claim(replace(result, value=given_value)) == claim(replace(result, value=other))


def test_different_answers_make_different_claims() -> None:
    values: tuple[Any, ...] = (0.0, 1.0, True, False, "1", "a", ("a",), ("a", "b"), (), "2025-01-01", 0.31)
    assert len({claim(replace(STATION.results[0], value=each)) for each in values}) == len(values)


def test_rulings_that_stand_are_carried_into_a_new_form(tmp_path: Path) -> None:
    """Of a station that changed an answer, all but that one."""
    now = judged(SMALL, {**FULL, B: 41.0})
    review = back(tmp_path, typed({A: "属实", B: "不实"}, day=date(2026, 3, 1), remark="原件"), now)
    rows = lines(opened(blank_review(SMALL, now, "en", review))["Review"])
    assert [row["Ruling"] for row in rows] == ["True", None, None, None]
    assert (rows[0]["Reviewer"], rows[0]["Date"].date(), rows[0]["Remark"]) == ("李", date(2026, 3, 1), "原件")


# --- reports -----------------------------------------------------------------------------------------


def as_text(found: Reviewed, by: Framework, language: Language, width: int = 80) -> str:
    return laid_out("review", (found, by, language), width)


@pytest.fixture
def made(tmp_path: Path) -> Reviewed:
    """One upheld, one refuted, one stale, one pending."""
    now = judged(SMALL, {**FULL, C: 61.0})
    review = back(tmp_path, typed({A: "属实", B: "不实", C: "属实"}, "李敏", date(2026, 3, 1), "查\u202e无\n此件"), now)
    return reviewed(SMALL, now, review)


def test_the_text_has_the_scores_side_by_side_and_the_lists(made: Reviewed) -> None:
    text = as_text(made, SMALL, "zh")
    assert "属实 1 + 不实 1 + 待核 2 = 已填报 4 项" in text
    (index,) = [line.split() for line in text.splitlines() if line.startswith("  总分")]
    assert index == ["总分", "42.9", "20.0", "5.0", "35.4"]
    rows = {line.split()[0]: line.split() for line in text.splitlines() if line.startswith("  M0")}
    assert A not in rows  # what is true is not to be done
    assert rows[B][-4:] == ["不实", "不实", "李敏", "2026-03-01"]
    assert " 属实 是 待核" in " ".join(rows[C])
    assert "待核" in rows[D]
    assert "\u202e" not in text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_page(language: Language, width: int, made: Reviewed) -> None:
    text = as_text(made, SMALL, language, width)
    assert max(map(display_width, text.splitlines())) <= width


def test_json_has_the_scores_in_full_and_every_ruling(made: Reviewed) -> None:
    found = json.loads(report("review", (made, SMALL, "en"), "json"))
    assert found["schema"] == 1
    assert found["counts"] == {"upheld": 1, "refuted": 1, "pending": 2}
    assert found["index"]["verified"] == made.index.verified == 5.0
    assert [node["id"] for node in (*found["chapters"], *found["measures"])] == ["one", "two", "M01", "M02"]
    assert {item["id"]: (item["ruling"], item["said"], item["stale"]) for item in found["rulings"]} == {
        A: ("upheld", "upheld", False),
        B: ("refuted", "refuted", False),
        C: ("pending", "upheld", True),
        D: ("pending", None, False),
    }


STAGES = ("claimed", "named", "found", "verified")


def test_the_evidence_goes_as_far_as_what_is_verified(tmp_path: Path) -> None:
    """Every format of a review says each stage with its answers and index; named and found where somebody looked."""
    station = judged(SMALL, {A: 80.0, B: 60.0}, evidence=(A,))
    rulings = tuple(Ruled(id=each.id, ruling="upheld") for each in claimed(station))
    review = Review(file="r.xlsx", sha256="", ruled=rulings, problems=())
    looked = with_backing(SMALL, check_evidence(station, tmp_path))
    for each, stages in ((station, ["claimed", "verified"]), (looked, ["claimed", "named", "found", "verified"])):
        made = reviewed(SMALL, each, review)
        assert [item.stage for item in made.evidence] == stages
        assert (made.evidence[-1].answers, made.evidence[-1].of, made.evidence[-1].score) == (2, 2, made.index.verified)
        assert [
            item["stage"] for item in json.loads(report("review", (made, SMALL, "en"), "json"))["evidence"]
        ] == stages
        texts = [as_text(made, SMALL, "en")]
        texts += [said_in(form, report("review", (made, SMALL, "en"), form)) for form in ("markdown", "html", "word")]
        sheet = opened(report("review", (made, SMALL, "en"), "excel"))["Scores"]
        texts.append("\n".join(str(cell.value) for line in sheet.iter_rows() for cell in line))
        for text in (" ".join(each.split()) for each in texts):
            assert [stage for stage in STAGES if say("en", f"evidence.means-{stage}").split(";")[0] in text] == stages


def test_one_number_is_called_the_ceiling() -> None:
    """The score with every blank in full (docs/scores.md), of a node of an assessment; a review has none."""
    schema = json.loads((ROOT / "docs" / "report.schema.json").read_text("utf-8"))
    named = {
        (kind, key)
        for kind, shape in schema["$defs"].items()
        for key in shape.get("properties", {})
        if "ceiling" in key
    }
    assert named
    assert {key for _, key in named} == {"ceiling"}
    assert not [kind for kind, _ in named if "Standing" in kind or "Review" in kind]
    words = [word for pair in review_words.WORDS.values() for word in pair]
    assert not [word for word in words if "ceiling" in word.lower() or "可达分" in word or "上限" in word]


def test_the_workbook_has_both(made: Reviewed) -> None:
    book = opened(report("review", (made, SMALL, "en"), "excel"))
    assert book.sheetnames == ["Scores", "Rulings"]
    numbers = [row["Verified"] for row in lines(book["Scores"])]
    assert numbers[: numbers.index(None)] == [5, 20, 20, 0, 0]
    rulings = {row["ID"]: (row["Ruling"], row["Counts as"], row["Changed since"]) for row in lines(book["Rulings"])}
    assert rulings == {
        A: ("True", "True", None),
        B: ("False", "False", None),
        C: ("True", "Pending", "Yes"),
        D: (None, "Pending", None),
    }


def test_a_review_without_a_false_or_pending_answer_says_so() -> None:
    upheld = Review(file="r.xlsx", sha256="", ruled=(), problems=())
    text = as_text(reviewed(SMALL, judged(SMALL, {}), upheld), SMALL, "en")
    assert "True 0 + False 0 + Pending 0" in text


# --- the command -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reviewer's workbook of the city, half of it ruled true."""
    path = tmp_path_factory.mktemp("review") / "review.xlsx"
    done = convergence("review", CITY, "-o", path, "--lang", "en")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("wrote ")
    workbook = load_workbook(path)
    for row in list(workbook["Review"].iter_rows(min_row=4))[::2]:
        row[8].value, row[9].value = "True", "Li"
    workbook.save(path)
    return path


def test_the_command_writes_and_reads_back(answered: Path, tmp_path: Path) -> None:
    done = convergence("review", CITY, "--read", answered, "-f", "json", "--export", tmp_path / "r.xlsx")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["counts"]["upheld"] == found["counts"]["pending"] == 58
    assert 0 < found["index"]["verified"] < found["index"]["unrefuted"] == found["index"]["score"]
    assert found["language"] == "zh"
    assert load_workbook(tmp_path / "r.xlsx").sheetnames == ["核查得分", "核查意见"]
    assert str(tmp_path) not in done.stdout


def test_reading_and_writing_at_once_carries_over(answered: Path, tmp_path: Path) -> None:
    done = convergence("review", CITY, "--read", answered, "-o", tmp_path / "next.xlsx", "--lang", "zh", "-q")
    assert done.returncode == 0, done.stderr
    assert "核查结果" in done.stdout
    values = [row["核查意见"] for row in lines(load_workbook(tmp_path / "next.xlsx")["核查表"])]
    assert (values.count("属实"), values.count(None)) == (58, 58)


def test_a_review_of_another_station_is_2(answered: Path) -> None:
    done = convergence("review", ROOT / "examples" / "county-centre.xlsx", "--read", answered, "--lang", "en")
    assert (done.returncode, done.stdout) == (2, "")
    assert "error[review-other-station]: this review is of “江州市广播电视台”" in done.stderr


def test_evidence_that_was_looked_for_stands_beside_the_claim(framework: Framework, tmp_path: Path) -> None:
    station = fill(
        framework, answers={"M16.studios": 2}, evidence={"M16.studios": "名单.pdf"}, path=tmp_path / "s.xlsx"
    )
    (tmp_path / "files").mkdir()
    done = convergence("review", station, "-o", tmp_path / "r.xlsx", "--evidence-dir", tmp_path / "files")
    assert done.returncode == 0, done.stderr
    (row,) = lines(load_workbook(tmp_path / "r.xlsx")["核查表"])
    assert row["文件核对"] == "名单.pdf：缺失"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ([], "review-nothing-to-do"),
        (["-o", "r.xlsx", "--export", "r.json"], "review-export-of-nothing"),
        (["-o", "r.json"], "export-suffix"),
        (["-o", "there.xlsx"], "export-exists"),
        (["-o", "s.xlsx"], "export-is-input"),
        (["--read", "there.xlsx", "-o", "there.xlsx"], "export-is-input"),
        (["--read", "there.xlsx", "--export", "there.xlsx"], "export-is-input"),
        (["--read", "gone.xlsx"], "file-not-found"),
        (["--read", "s.xlsx"], "review-not-one"),
    ],
)
def test_what_cannot_be_done_is_refused(more: list[str], code: str, tmp_path: Path) -> None:
    (tmp_path / "s.xlsx").write_bytes(CITY.read_bytes())
    (tmp_path / "there.xlsx").write_bytes(b"old")
    done = convergence("review", "s.xlsx", *more, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"[{code}]" in done.stderr
    assert (tmp_path / "there.xlsx").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["s.xlsx", "there.xlsx"]


def test_a_station_that_cannot_be_judged_cannot_be_reviewed(tmp_path: Path) -> None:
    done = convergence("review", ROOT / "examples" / "broken.xlsx", "-o", tmp_path / "r.xlsx")
    assert done.returncode == 2
    assert "[error-cell]" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_reading_a_review_loads_no_writer(answered: Path, tmp_path: Path) -> None:
    """As text it needs no library of sheets, not even calamine: what the program wrote it takes apart by itself."""
    loaded("assess", CITY, cache=tmp_path / "cache")
    modules = loaded("review", CITY, "--read", answered, cache=tmp_path / "cache")
    assert heavy(modules, "python_calamine", "openpyxl", "pandas", "pydantic", "yaml") == []
