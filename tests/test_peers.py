"""Peer groups: who is in one, what is said of it, and what is not said of a small one."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas import DataFrame
from small_frameworks import WORDS, flat, indicator

from convergence_cli.cohort.marks import Marks
from convergence_cli.cohort.peers import peers, quartiles
from convergence_cli.cohort.ranking import rank
from convergence_cli.model.framework import Framework
from convergence_cli.model.kind import same_place
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.ranking import PeerGroup, PeerPlace, Quartiles


def asking(*questions: ProfileQuestion) -> Framework:
    return replace(flat(indicator("M01.a")), profile=questions)


LEVEL = ProfileQuestion(id="level", title=WORDS, type="one_of", options={"city": WORDS, "county": WORDS})
PROVINCE = ProfileQuestion(id="province", title=WORDS)
ASKED = asking(LEVEL, PROVINCE)
Station = tuple[float | None, dict[str, Answered | None]]


def groups(stations: Sequence[Station], framework: Framework = ASKED) -> dict[tuple[str, ...], PeerGroup]:
    """The groups of stations with these indexes and profiles, by their answers; a station without an index is blank."""
    shape = (len(stations), 1)
    points = np.array([[np.nan if index is None else index] for index, _ in stations]).reshape(shape)
    marks = Marks(
        points=points,
        in_play=np.ones(shape, bool),
        below=np.zeros(shape, bool),
        lost=np.zeros(shape),
        missed=np.zeros(shape, bool),
        unanswered=np.zeros(shape, bool),
        evidence_missing=np.zeros(shape, bool),
        outcomes=np.zeros(shape, np.int8),
        index=tuple(0.0 if index is None else index for index, _ in stations),
        coverage=tuple(0.0 if index is None else 1.0 for index, _ in stations),
        chapters=tuple((None if index is None else index / 2,) for index, _ in stations),
        profiles=tuple(profile for _, profile in stations),
        problems=(),
    )
    found = peers(framework, marks, rank(framework, marks, draws=1))
    assert (found.smallest, found.percentile_from) == (5, 20)
    return {group.answers: group for group in found.groups}


def many(level: str, province: str, *indexes: float | None) -> list[Station]:
    return [(index, {"level": level, "province": province}) for index in indexes]


def test_a_group_of_five_has_figures_and_one_of_four_has_its_size_alone() -> None:
    """Hidden below five *ranked* stations, however many there are."""
    found = groups(
        [*many("city", "甲省", 10.0, 20.0, 30.0, 40.0, 50.0), *many("county", "乙省", 1.0, 2.0, 3.0, 4.0, None)]
    )
    city, county = found["city",], found["county",]
    assert (city.stations, city.ranked, city.hidden) == (5, 5, False)
    assert city.scores == (
        Quartiles(id="index", stations=5, lower=20.0, median=30.0, upper=40.0),
        Quartiles(id="one", stations=5, lower=10.0, median=15.0, upper=20.0),
    )
    assert (county.stations, county.ranked, county.hidden, county.scores, county.places) == (5, 4, True, (), ())


def test_fourth_of_seven_and_no_percentile() -> None:
    """Ranks within the group, on the printed index, ties marked; others of the run do not count."""
    indexes = [70.0, 60.0, 60.04, 50.0, 40.0, 30.0, 20.0]
    group = groups([*many("city", "甲省", *indexes), *many("county", "甲省", 99.0)])["city",]
    assert [(place.rank, place.tied) for place in group.places] == [
        (1, False),
        (2, True),
        (2, True),
        *((rank, False) for rank in (4, 5, 6, 7)),
    ]
    assert {place.percentile for place in group.places} == {None}


def test_a_percentile_from_twenty_stations_up() -> None:
    """PERCENTRANK.INC: the share of the others that are below; nineteen have none."""
    indexes = [float(at) for at in range(19)]
    assert groups(many("city", "甲省", *indexes))["city",].places[0].percentile is None
    group = groups(many("city", "甲省", *indexes, 18.0, 90.0))["city",]
    percentiles = [place.percentile for place in group.places]
    assert percentiles == pytest.approx([100 * below / 20 for below in (*range(19), 18, 20)])
    assert group.places[18:20] == (
        PeerPlace(position=18, rank=2, tied=True, percentile=90.0),
        PeerPlace(position=19, rank=2, tied=True, percentile=90.0),
    )


def test_unranked_stations_are_counted_and_placed_nowhere() -> None:
    group = groups(many("city", "甲省", None, 10.0, 20.0, 30.0, 40.0, 50.0))["city",]
    assert (group.stations, group.ranked) == (6, 5)
    assert [place.position for place in group.places] == [1, 2, 3, 4, 5]


def test_groups_of_both_questions_only_where_enough_and_where_they_say_something_new() -> None:
    """Four cities and five counties of one province, five counties of another: the latter group is not repeated."""
    five = (10.0, 20.0, 30.0, 40.0, 50.0)
    found = groups([*many("city", "甲省", *five[:4]), *many("county", "甲省", *five), *many("county", "乙省", *five)])
    assert list(found) == [("city",), ("county",), ("乙省",), ("甲省",), ("county", "甲省")]
    assert found["county", "甲省"].by == ("level", "province")
    assert (found["甲省",].ranked, found["county",].ranked, found["city",].hidden) == (9, 10, True)


def test_four_of_a_level_in_a_province_make_no_group_of_their_own() -> None:
    found = groups(
        [*many("city", "甲省", 1.0, 2.0, 3.0, 4.0), *many("city", "乙省", 5.0), *many("county", "甲省", 6.0)]
    )
    assert [group.by for group in found.values() if len(group.by) == 2] == []


def test_options_come_in_the_order_of_the_questionnaire() -> None:
    assert list(groups([(1.0, {"level": "county"}), (1.0, {"level": "city"})])) == [("city",), ("county",)]


def test_a_blank_question_puts_a_station_in_no_group() -> None:
    assert groups([(1.0, {"level": None}), (1.0, {"level": "city", "province": None}), (2.0, {})]).keys() == {("city",)}


def test_a_question_that_the_framework_does_not_ask_makes_no_groups() -> None:
    assert list(groups(many("city", "甲省", 1.0), asking(LEVEL))) == [("city",)]
    assert groups(many("city", "甲省", 1.0), asking()) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("浙江", "浙江省"),
        ("浙江", " 浙江省 "),
        ("北京", "北京市"),
        ("广西", "广西壮族自治区"),
        ("宁夏", "宁夏回族自治区"),
        ("新疆", "新疆维吾尔自治区"),
        ("西藏", "西藏自治区"),
        ("内蒙古", "内蒙古自治区"),
        ("香港", "香港特别行政区"),
        ("Zhejiang", "ZHEJIANG  province"),
        ("Zhejiang", "Ｚｈｅｊｉａｎｇ"),
    ],
)
def test_one_province_by_two_names_is_one_group(one: str, other: str) -> None:
    """The question is a free text, and a group split in two would be a wrong number of peers."""
    assert same_place(one) == same_place(other)
    found = groups([*many("city", other, 1.0, 2.0, 3.0), *many("city", one, 4.0, 5.0)])
    assert [group.ranked for group in found.values() if group.by == ("province",)] == [5]
    assert (other.strip(),) in found


@pytest.mark.parametrize(("one", "other"), [("河北", "河南"), ("陕西", "山西"), ("省", ""), ("中央", "中国")])
def test_two_provinces_are_two_groups(one: str, other: str) -> None:
    assert same_place(one) != same_place(other)


def test_the_quartiles_are_those_of_a_sheet() -> None:
    """QUARTILE.INC of these eight numbers is 3.5, 7.5 and 9.25."""
    (found,) = quartiles(DataFrame({"index": [1.0, 2.0, 4.0, 7.0, None, 8.0, 9.0, 10.0, 12.0]}))
    assert found == Quartiles(id="index", stations=8, lower=3.5, median=7.5, upper=9.25)


def test_a_chapter_that_few_have_in_play_has_a_count_alone() -> None:
    (found,) = quartiles(DataFrame({"c": [1.0, None, 2.0, 3.0, 4.0]}))
    assert found == Quartiles(id="c", stations=4, lower=None, median=None, upper=None)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 100), min_size=5, max_size=40))
def test_figures_of_a_group_do_not_depend_on_its_order(indexes: list[float]) -> None:
    """Half of the stations are at or below the median, half at or above."""
    one, other = (groups(many("city", "甲省", *found))["city",] for found in (indexes, indexes[::-1]))
    assert one.scores == other.scores
    median = one.scores[0].median or 0.0
    assert (
        2 * sum(index <= median for index in indexes) >= len(indexes) <= 2 * sum(index >= median for index in indexes)
    )
    assert [replace(place, position=0) for place in one.places] == [
        replace(place, position=0) for place in other.places[::-1]
    ]


def test_ten_thousand_provinces_are_no_burden() -> None:
    """A batch whose every station names another province: so many groups, and none compared with all others."""
    found = groups([(1.0, {"level": "city", "province": f"p{at}"}) for at in range(10_000)])
    assert len(found) == 10_001


def test_a_peer_group_of_one_province_says_that_its_levels_differ() -> None:
    """Its median and percentiles are over both; those of a level are not."""
    found = groups([*many("city", "A", 1, 2, 3), *many("county", "A", 4, 5, 6)], ASKED)
    assert found[("A",)].mixed == ("level",)
    assert found[("city",)].mixed == found[("county",)].mixed == ()
