"""The Excel gap report: what each sheet holds, that it adds up, and that nothing in it can do harm."""

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from small_frameworks import RED

from convergence_cli.errors import Location, problem
from convergence_cli.functions.cited import citations
from convergence_cli.model.assessment import Assessment, Blocker, Cohort, Failure, Node
from convergence_cli.model.display import printed
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.ledger import KEYS
from convergence_cli.model.questionnaire import Answer, Answered, Row, TableRead
from convergence_cli.model.score import Capped, Score
from convergence_cli.model.trial import Trial
from convergence_cli.report.gap_workbook import render
from convergence_cli.rubric.load import find, load
from convergence_cli.rubric.trials import questionnaire
from convergence_cli.scoring.engine import assess
from convergence_cli.texts.brief import WORDS as OF_BRIEF
from convergence_cli.texts.ledger import WORDS as OF_LEDGER
from convergence_cli.texts.lists import WORDS

ZH = ["综述", "总览", "板块与措施", "整改台账", "差距", "待补填", "佐证", "填报值", "计分方法", "填报问题"]
EN = ["Brief", "Summary", "Chapters", "Ledger", "Gaps", "Blanks", "Evidence", "Answers", "Method", "Problems"]
CJK = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
HOSTILE = ['=HYPERLINK("http://evil","x")', "+1", "-1+2", "@x", "#N/A", "=1+1", "a\x01b\x0bc", "长" * 40_000]
FIRST = 4


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load(find())


def best(framework: Framework, item_id: str) -> Answered | None:
    """A good answer to a typed question."""
    item = next(item for item in framework.indicators if item.id == item_id)
    options = tuple(framework.options(item))
    if item.ask.compute is not None:
        return None
    kinds: dict[str, Answered] = {
        "one_of": options[-1] if options else "",
        "many_of": options,
        "yes_no": True,
        "date": "2024-05-01",
    }
    return kinds.get(item.ask.type, 0.4 if item.ask.type == "percent" else 7.0)


def judged(framework: Framework, name: str = "Blue Sea", every: int = 2, level: str = "county") -> Assessment:
    """A station that answered every `every`-th question (0: none)."""
    given = {
        item.id: answer
        for place, item in enumerate(framework.indicators)
        if every and place % every == 0
        if item.in_scope({"level": level})
        if (answer := best(framework, item.id)) is not None
    }
    profile: dict[str, Answered] = {"name": name, "level": level, "province": "Zhejiang", "period": 2025.0}
    return assess(framework, questionnaire(framework, Trial(name=name, profile=profile, answers=given)))


def cohort(framework: Framework, *entries: Assessment | Failure, language: Language = "zh") -> Cohort:
    return Cohort(framework=framework, language=language, entries=entries)


def reopened(made: Cohort) -> Workbook:
    return load_workbook(BytesIO(render(made)))


def rows(sheet: Worksheet, first: int = FIRST) -> Iterator[dict[str, object]]:
    """The rows of a list by header, down to the first blank one."""
    heads = [cell.value for cell in sheet[first - 1]]
    for row in sheet.iter_rows(min_row=first, values_only=True):
        if not any(row):
            return
        yield dict(zip(heads, row, strict=True))


def texts(book: Workbook) -> Iterator[tuple[str, str]]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from ((f"{sheet.title}!{cell.coordinate}", cell.value) for cell in row if isinstance(cell.value, str))


@pytest.mark.parametrize(("language", "names"), [("zh", ZH), ("en", EN)])
def test_a_station_has_its_sheets_in_its_language(framework: Framework, language: Language, names: list[str]) -> None:
    book = reopened(cohort(framework, judged(framework), language=language))
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == names
    assert book.sheetnames == [*names, "lists"]


@pytest.mark.parametrize(("language", "status"), [("zh", "未开始"), ("en", "Not started")])
def test_the_ledger_takes_dates_and_states(framework: Framework, language: Language, status: str) -> None:
    """Every gap that is answered, in columns to fill in; a date is a date, the status comes from a list; A4 across."""
    book = reopened(cohort(framework, judged(framework), language=language))
    sheet = book[{"zh": "整改台账", "en": "Ledger"}[language]]
    titles = {key: OF_LEDGER[key][0 if language == "zh" else 1] for key in (*KEYS, "found")}
    heads = [cell.value for cell in sheet[FIRST - 1]]
    assert heads[2:] == [titles["found"], *(titles[key] for key in KEYS)]
    gaps = list(rows(sheet))
    assert {gap[titles["status"]] for gap in gaps} == {status}
    last = FIRST + len(gaps) - 1
    found = {rule.formula1: (rule.type, str(rule.sqref)) for rule in sheet.data_validations.dataValidation}
    at = get_column_letter(heads.index(titles["status"]) + 1)
    assert found["ledger_status"] == ("list", f"{at}{FIRST}:{at}{last}")
    assert sum(kind == "date" for kind, _ in found.values()) >= 1
    offered = [cell.value for (cell,) in book["lists"]["A1:A5"]]
    assert offered[0] == status
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")


def test_the_brief_carries_index_and_bounds_and_the_summary_counts_that_add_up(framework: Framework) -> None:
    station = judged(framework)
    book = reopened(cohort(framework, station))
    brief, summary = ([[cell.value for cell in row] for row in book[name].iter_rows()] for name in ("综述", "总览"))
    assert brief[0][0] == summary[0][0] == "Blue Sea"
    heads = next(place for place, row in enumerate(brief) if row[0] == "总分")
    index = station.index
    # A sheet keeps sixteen significant digits.
    numbers = [index.score, index.floor, index.ceiling, index.coverage, index.evidenced]
    assert brief[heads + 1][:5] == pytest.approx(numbers, rel=1e-14)
    counts = next(place for place, row in enumerate(summary) if row[0] == "全部指标")
    assert summary[counts + 1][0] == len(framework.indicators) == sum(summary[counts + 1][1:])
    assert framework.source.number in " ".join(str(row[0]) for row in brief)
    assert any(framework.sha256 in str(row[0]) for row in summary)


@pytest.mark.parametrize("name", ["综述", "总览"])
def test_brief_and_summary_print_on_one_portrait_page_each(framework: Framework, name: str) -> None:
    sheet = reopened(cohort(framework, judged(framework)))[name]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_blockers_and_red_lines_stand_in_words(framework: Framework) -> None:
    station = judged(framework, every=0, level="provincial")
    book = reopened(cohort(framework, station))
    words = [text for place, text in texts(book) if place.startswith("总览")]
    assert any("总分 0.0，要求 20.0" in text for place, text in texts(book) if place.startswith("综述"))
    for result in station.results:
        named = any(text.startswith("红线未填报：") and f"（{result.id}）" in text for text in words)
        assert (result.red_line == "unanswered") == named


def test_each_blocker_of_the_next_level_is_said(framework: Framework) -> None:
    chapter, item = framework.chapters[0], framework.indicators[0]
    blockers = (
        Blocker(kind="index", id="index", have=59.96, need=60.0),
        Blocker(kind="chapter", id=chapter.id, have=31.25, need=40.0),
        Blocker(kind="red_line", id=item.id, have=0.0, need=None),
    )
    station = replace(judged(framework), level="L2", next_level="L3", blockers=blockers)
    words = [text for place, text in texts(reopened(cohort(framework, station))) if place.startswith("综述")]
    conditions = f"总分 59.96，要求 60.00；板块“{chapter.title.zh}”31.3，要求 40.0；红线未达标 1 条"
    assert f"距“L3 成型”还差：{conditions}" in words
    top = replace(station, level="L5", next_level=None, blockers=())
    words = [text for _, text in texts(reopened(cohort(framework, top)))]
    assert OF_BRIEF["top"][0] in words


def test_a_station_with_nothing_in_play_has_dashes_and_no_charts(framework: Framework) -> None:
    station = judged(framework)

    def blank(node: Node) -> Node:
        return replace(node, score=None, floor=None, ceiling=None, coverage=None, evidenced=None, weight=0.0, lost=0.0)

    results = tuple(replace(result, outcome="out_of_scope", weight=0.0, lost=0.0) for result in station.results)
    nothing = replace(
        station,
        index=blank(station.index),
        chapters=tuple(map(blank, station.chapters)),
        measures=tuple(map(blank, station.measures)),
        results=results,
    )
    book = reopened(cohort(framework, nothing))
    assert not book["总览"]._charts
    assert book["板块与措施"]["C4"].value == "—"
    assert next(rows(book["填报值"]))["结论"] is None


def test_a_summary_names_a_dozen_red_lines_and_where_the_others_are(framework: Framework) -> None:
    everywhere = tuple(
        replace(measure, indicators=tuple(replace(item, red_line=RED) for item in measure.indicators))
        for measure in framework.measures
    )
    strict = replace(framework, measures=everywhere)
    station = judged(strict, every=0)
    missed = len(station.not_kept)
    words = [text for _, text in texts(reopened(cohort(strict, station)))]
    assert f"另有 {missed - 12} 条，见“差距”" in words


def test_gaps_are_what_is_below_target_most_lost_below_it_first(framework: Framework) -> None:
    station = judged(framework)
    found = list(rows(reopened(cohort(framework, station))["差距"]))
    below = [result for result in station.results if result.outcome in ("partial", "unmet")]
    assert len(found) == len(below)
    assert {str(row["指标"]).split("\n")[0] for row in found} == {result.id for result in below}
    short = {result.id: result.lost * result.gap / (100 - (result.points or 0)) for result in below}
    order = [round(short[str(row["指标"]).split("\n")[0]], 9) for row in found]
    assert order == sorted(order, reverse=True)
    assert [row["序号"] for row in found] == list(range(1, len(found) + 1))
    assert all(str(row["改进建议"]).startswith("1. ") for row in found)


def test_gaps_can_be_filtered_stay_in_sight_and_print_with_their_header(framework: Framework) -> None:
    sheet = reopened(cohort(framework, judged(framework)))["差距"]
    assert sheet.auto_filter.ref.startswith("A3:")
    assert sheet.freeze_panes == "D4"
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.row_dimensions[FIRST].height > 30


def test_a_red_line_is_coloured_and_named(framework: Framework) -> None:
    """One that is missed alarms; one that is unanswered is named."""
    station = judged(framework, every=0, level="provincial")
    first = next(at for at, result in enumerate(station.results) if result.red_line)
    results = (*station.results[:first], replace(station.results[first], red_line="missed", outcome="unmet"))
    station = replace(station, results=(*results, *station.results[first + 1 :]))
    book = reopened(cohort(framework, station))
    marked = []
    for sheet in (book["差距"], book["待补填"]):
        column = [cell.value for cell in sheet[3]].index("红线")
        marked += [row[column] for row in sheet.iter_rows(min_row=FIRST) if row[column].value]
    assert len(marked) == len(station.not_kept) > 1
    coloured = {(cell.value, cell.fill.fgColor.rgb == "FFF8D7DA") for cell in marked}
    assert coloured == {("红线未达标", True), ("红线未填报", False)}


def test_a_station_without_gaps_says_so(framework: Framework) -> None:
    station = judged(framework)
    perfect = replace(station, results=tuple(replace(result, outcome="met") for result in station.results))
    sheet = reopened(cohort(framework, perfect))["差距"]
    assert sheet["A2"].value == WORDS["no-gaps"][0]
    assert sheet.auto_filter.ref is None


def test_evidence_lists_everything_in_play_and_what_is_missing(framework: Framework) -> None:
    station = judged(framework)
    found = list(rows(reopened(cohort(framework, station))["佐证"]))
    in_play = [result for result in station.results if result.outcome not in ("not_applicable", "out_of_scope")]
    assert len(found) == len(in_play)
    missing = sum(row["缺项"] == "没有列出佐证" for row in found)
    assert missing == sum(result.evidence_missing for result in station.results) > 0


def test_named_and_unneeded_evidence_have_words_too(framework: Framework) -> None:
    station = judged(framework, every=1)
    first, second, *_ = (result for result in station.results if result.evidence_missing and result.answer)
    named = replace(first, evidence_missing=False)
    items = {item.id: item for item in framework.indicators}
    optional = replace(items[second.id], evidence=replace(items[second.id].evidence, required=False))
    measures = tuple(
        replace(measure, indicators=tuple(optional if item.id == optional.id else item for item in measure.indicators))
        for measure in framework.measures
    )
    results = tuple(
        named if result is first else replace(second, evidence_missing=False) if result is second else result
        for result in station.results
    )
    changed = replace(framework, measures=measures)
    words = {row["缺项"] for row in rows(reopened(cohort(changed, replace(station, results=results)))["佐证"])}
    assert {"齐全", "不要求"} <= words


def test_answers_recalculate_the_index(framework: Framework) -> None:
    station = judged(framework)
    found = list(rows(reopened(cohort(framework, station))["填报值"]))[len(framework.profile) :]
    assert len(found) == len(framework.indicators)
    parts = [float(row["在总分中的权重"]) * float(row["得分"]) for row in found if isinstance(row["得分"], int | float)]
    assert math.fsum(parts) == pytest.approx(station.index.score, abs=1e-9)


def test_profile_answers_come_first_and_a_year_has_no_thousands_separator(framework: Framework) -> None:
    found = list(rows(reopened(cohort(framework, judged(framework)))["填报值"]))
    assert [row["编号"] for row in found[: len(framework.profile)]] == [item.id for item in framework.profile]
    assert next(row["填报值"] for row in found if row["编号"] == "period") == "2025"


def test_table_rows_stand_below_with_numbers_as_numbers(framework: Framework) -> None:
    table = next(table for table in framework.tables if any(column.type == "percent" for column in table.columns))
    kinds: dict[str, Answered] = {"text": "x", "yes_no": True, "percent": 0.055, "integer": 7.0}
    values = {column.id: next(iter(column.options), kinds.get(column.type, "x")) for column in table.columns}
    trial = Trial(name="T", profile={"name": "T", "level": "county", "period": 2025.0}, tables={table.id: (values,)})
    sheet = reopened(cohort(framework, assess(framework, questionnaire(framework, trial))))["填报值"]
    titles = [cell.value for cell in sheet["A"]]
    top = titles.index(f"表：{table.title.zh}") + 1
    assert [cell.value for cell in sheet[top + 1]][1 : len(table.columns) + 1] == [
        column.title.zh + (f"\n({column.unit.zh})" if column.unit else "") for column in table.columns
    ]
    place = next(at for at, column in enumerate(table.columns, 2) if column.type == "percent")
    assert (sheet.cell(top + 2, place).value, sheet.cell(top + 2, place).number_format) == (0.055, "0.0%")
    assert WORDS["table-blank"][0] in titles


def test_a_table_wider_than_the_list_goes_on_beside_it(framework: Framework) -> None:
    narrow = framework.tables[0].columns[0]
    columns = tuple(replace(narrow, id=f"c{at}", required=False) for at in range(16))
    wide = replace(framework.tables[0], columns=columns)
    station = judged(framework)
    read = TableRead(id=wide.id, sheet="表", rows=(Row(number=7, values={"c15": "last"}),))
    asked = replace(station.questionnaire, tables={wide.id: read})
    sheet = reopened(cohort(replace(framework, tables=(wide,)), replace(station, questionnaire=asked)))["填报值"]
    assert sheet.cell(sheet.max_row, 17).value == "last"
    assert sheet.cell(sheet.max_row, 1).value == "表!7"
    assert sheet.cell(sheet.max_row, 2).value in (None, "")
    assert sheet.column_dimensions["Q"].width == 15


def test_an_empty_table_that_was_confirmed_says_so(framework: Framework) -> None:
    profile: dict[str, Answered] = {"name": "T", "level": "county", "period": 2025.0}
    trial = Trial(name="T", profile=profile, tables={framework.tables[0].id: ()})
    book = reopened(cohort(framework, assess(framework, questionnaire(framework, trial))))
    assert WORDS["table-empty"][0] in [cell.value for cell in book["填报值"]["A"]]


def test_method_re_adds_to_one_hundred(framework: Framework) -> None:
    station = judged(framework)
    sheet = reopened(cohort(framework, station))["计分方法"]
    row = next(cell.row for cell in sheet["A"] if cell.value == WORDS["re-adding"][0].format(most=100)) + 2
    name, index, lost, total = (sheet.cell(row, column).value for column in range(1, 5))
    assert (name, index) == ("Blue Sea", printed(station.index.score))
    assert round(index + lost, 9) == total == 100


def test_method_does_not_re_add_where_losses_do_not_add_up(framework: Framework) -> None:
    least = replace(framework, aggregate="minimum", levels=())
    words = [text for _, text in texts(reopened(cohort(least, judged(least))))]
    assert WORDS["not-additive"][0] in words
    assert WORDS["re-adding"][0].format(most=100) not in words
    assert WORDS["no-levels"][0] in words
    assert WORDS["about-answers-bounded"][0] in words


def test_method_weights_of_a_measure_add_up(framework: Framework) -> None:
    found = list(rows(reopened(cohort(framework, judged(framework)))["计分方法"]))
    assert len(found) == len(framework.indicators)
    for measure in framework.measures:
        own = [row["在措施中的权重"] for row in found if str(row["指标"]).startswith(measure.id)]
        assert math.fsum(own) == pytest.approx(1)


def test_problems_are_listed_and_none_is_said(framework: Framework) -> None:
    station = replace(judged(framework), problems=())
    assert reopened(cohort(framework, station))["填报问题"]["A2"].value == WORDS["no-problems"][0]
    noted = problem("language-unknown", Location(sheet="问卷", cell="F9"), "note", found="fr")
    wrong = problem("id-not-unique", Location(sheet="问卷", cell="F3"), found="x")
    failure = Failure(file="bad.xlsx", problems=(noted, wrong))
    book = reopened(cohort(framework, station, failure))
    found = list(rows(book["填报问题"]))
    assert [(row["机构或文件"], row["程度"], row["代码"]) for row in found] == [
        ("bad.xlsx", "错误", "id-not-unique"),
        ("bad.xlsx", "说明", "language-unknown"),
    ]
    assert (found[1]["工作表"], found[1]["单元格"]) == ("问卷", "F9")


def test_nothing_judged_is_a_report_of_problems_alone(framework: Framework) -> None:
    failure = Failure(file="bad.xlsx", problems=(problem("language-unknown", found="fr"),))
    assert reopened(cohort(framework, failure, language="en")).sheetnames == ["Problems"]


def test_several_stations_have_a_page_each_and_their_names_in_the_lists(framework: Framework) -> None:
    stations = [
        judged(framework, name, every)
        for name, every in (("A/B: [x]*?", 1), ("=Two", 2), ("三" * 40, 3), ("三" * 40, 0))
    ]
    book = reopened(cohort(framework, *stations))
    assert len(book.sheetnames) == 4 + 4 + 8 + len(["lists"])
    assert book.sheetnames[:2] == ["综述 A B   x", "综述 =Two"]
    assert book.sheetnames[4:6] == ["1 A B   x", "2 =Two"]
    assert all(len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in book.sheetnames)
    for name in ("板块与措施", "差距", "待补填", "佐证", "填报值"):
        assert book[name]["A3"].value == "机构"
        assert {row["机构"] for row in rows(book[name])} >= {"A/B: [x]*?", "=Two"}
    assert "在总分中的权重" not in [cell.value for cell in book["计分方法"][3]]


def hostile(framework: Framework) -> Assessment:
    station = judged(framework, "=cmd|' /C calc'!A0", every=1)
    answers = dict(station.questionnaire.answers)
    for name, text in zip(answers, HOSTILE, strict=False):
        place = Location(sheet=text[:20], cell="F1")
        answers[name] = Answer(id=name, location=place, value=answers[name].value, raw=text, evidence=text, note=text)
    return assess(framework, replace(station.questionnaire, answers=answers))


def test_text_from_a_workbook_stays_text(framework: Framework) -> None:
    data = render(cohort(framework, hostile(framework)))
    book = load_workbook(BytesIO(data))
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "inlineStr"}
    with ZipFile(BytesIO(data)) as parts:
        assert not any(
            b"<f>" in parts.read(name) or b"<f " in parts.read(name)
            for name in parts.namelist()
            if "/worksheets/" in name
        )
    found = {text for _, text in texts(book)}
    assert set(HOSTILE[:6]) <= found
    assert "a\ufffdb\ufffdc" in found
    assert "长" * 32_766 + "…" in found
    assert max(map(len, found)) == 32_767


def test_text_that_looks_like_a_formula_stays_text_when_it_is_edited(framework: Framework) -> None:
    book = reopened(cohort(framework, hostile(framework)))
    signed = [cell for row in book["填报值"].iter_rows() for cell in row if str(cell.value)[:1] in tuple("=+-@")]
    assert len(signed) > 10
    assert all(cell.quotePrefix for cell in signed)


def test_a_score_just_below_one_hundred_is_never_shown_as_one_hundred(framework: Framework) -> None:
    """The cell keeps 99.96; what it shows is 99.9, as in every other report."""
    item = next(item for item in framework.indicators if item.ask.type == "integer" and item.ask.compute is None)
    item = replace(item, score=Score(capped=Capped(at=10_000.0)), applies={}, target=100.0)
    measure = replace(next(each for each in framework.measures if each.id == item.measure), indicators=(item,))
    chapter = replace(framework.chapters[0], measures=(measure.id,))
    small = replace(framework, measures=(measure,), chapters=(chapter,), tables=(), checks=(), expressions={})
    profile: dict[str, Answered] = {"name": "T", "level": "county", "period": 2025.0}
    trial = Trial(name="T", profile=profile, answers={item.id: 9_996.0})
    book = reopened(cohort(small, assess(small, questionnaire(small, trial))))
    near = [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, float) and 99.95 <= cell.value < 100 and cell.number_format != "0.0000"
    ]
    assert len(near) > 5
    assert {(cell.value, cell.number_format) for cell in near} == {(99.96, '"99.9"')}
    assert len(book["总览"]._charts) == 1, "a radar with one spoke is no use"


def test_charts_are_native_titled_and_show_their_axes(framework: Framework) -> None:
    sheet = reopened(cohort(framework, judged(framework)))["总览"]
    radar, bars = sheet._charts
    assert (type(radar).__name__, type(bars).__name__) == ("RadarChart", "BarChart")
    assert bars.barDir == "bar"
    assert len(radar.series) == 2
    for chart in (radar, bars):
        assert chart.title is not None
        assert (chart.x_axis.delete, chart.y_axis.delete) == (False, False)
        assert (chart.y_axis.scaling.min, chart.y_axis.scaling.max) == (0, 100)
    last = max(chart.anchor.to.row for chart in (radar, bars))
    below = [row[0].value for row in sheet.iter_rows(min_row=radar.anchor._from.row + 1, max_row=last)]
    assert not any(below), "charts cover no cell that says something"


def test_charts_draw_what_the_tables_say(framework: Framework) -> None:
    station = judged(framework)
    book = reopened(cohort(framework, station))
    reference = book["总览"]._charts[1].series[0].val.numRef.f
    name, _, cells = reference.rpartition("!")
    values = [row[0].value for row in book[name.strip("'")][cells.replace("$", "")]]
    assert values == pytest.approx([node.score for node in station.measures if node.score is not None], abs=0.05)


def test_an_english_report_has_no_chinese_but_quotes_and_numbers_of_documents(framework: Framework) -> None:
    cited = (found.citation.number for item in framework.indicators for found in citations(item))
    allowed = {framework.source.number, *filter(None, cited), *(item.quote for item in framework.indicators)}
    for place, text in texts(reopened(cohort(framework, judged(framework), language="en"))):
        for known in sorted(allowed, key=len, reverse=True):
            text = text.replace(known, "")
        assert not CJK.search(text), (place, text)


def test_a_chinese_report_has_chinese_headers_and_no_english_sentence(framework: Framework) -> None:
    book = reopened(cohort(framework, judged(framework)))
    for name in ZH[1:]:
        assert all(CJK.search(str(cell.value)) for cell in book[name][3] if cell.value)
    english = {pair[1] for pair in WORDS.values() if " " in pair[1] and "{" not in pair[1]}
    assert not english & {text for _, text in texts(book)}


def test_the_same_cohort_gives_the_same_parts(framework: Framework) -> None:
    made = cohort(framework, judged(framework), judged(framework, "Two", 3))

    def parts() -> dict[str, bytes]:
        with ZipFile(BytesIO(render(made))) as archive:
            return {part.filename + str(part.date_time): archive.read(part) for part in archive.infolist()}

    assert parts() == parts()


def test_document_properties_name_the_report_and_carry_no_clock(framework: Framework) -> None:
    properties = reopened(cohort(framework, judged(framework), language="en")).properties
    assert (properties.title, properties.creator) == ("Gap report: Blue Sea", "convergence")
    assert properties.subject == framework.title.en
    assert properties.created == properties.modified
    assert properties.created.year == 2020
    several = reopened(cohort(framework, judged(framework), judged(framework, "Two"))).properties
    assert several.title == "2 家机构差距报告"
