"""What one cell means: read right, or refused with its sheet and cell; a bent reading leaves a note.

Each table of cases goes into a column of a real questionnaire, one case a row, through the file and back.
"""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from filling import TABLE_HEADER, fill, found, place

from convergence_cli.model.framework import Framework
from convergence_cli.model.question import Ask, Text
from convergence_cli.questionnaire.normalise import read_cell

PERCENT, GENERAL = "0.00%", "General"

# What is typed, the cell's format, the fraction it means, the note that it leaves.
PERCENTAGES: list[tuple[Any, str, float, str]] = [
    (0.55, PERCENT, 0.55, ""),
    (1, PERCENT, 1.0, ""),
    (0, PERCENT, 0.0, ""),
    (0.005, "0%", 0.005, ""),
    (0.29, "0.0%;[Red]-0.0%", 0.29, ""),
    ("５０％", GENERAL, 0.5, "read-percent-text"),
    ("50%", GENERAL, 0.5, "read-percent-text"),
    (" 50 % ", GENERAL, 0.5, "read-percent-text"),
    ("\u3000\u00a050%\u200b", GENERAL, 0.5, "read-percent-text"),
    ("0.5%", PERCENT, 0.005, "read-percent-text"),
    ("100%", "@", 1.0, "read-percent-text"),
    ("1%", GENERAL, 0.01, "read-percent-text"),
    ("+7%", GENERAL, 0.07, "read-percent-text"),
    ("50.0001%", GENERAL, 0.500001, "read-percent-text"),
    (55, GENERAL, 0.55, "read-percent-points"),
    (58, GENERAL, 0.58, "read-percent-points"),
    (100, GENERAL, 1.0, "read-percent-points"),
    (1.5, GENERAL, 0.015, "read-percent-points"),
    ("55", PERCENT, 0.55, "read-percent-points"),
    ("５５", "@", 0.55, "read-percent-points"),
    (0.55, GENERAL, 0.55, "read-percent-ambiguous"),
    (1, GENERAL, 1.0, "read-percent-ambiguous"),
    ("1", GENERAL, 1.0, "read-percent-ambiguous"),
    ("0.55", PERCENT, 0.55, "read-percent-ambiguous"),
    (0, GENERAL, 0.0, ""),
    # A sign that is only painted on: the cell's value is 55, and the station sees 55%.
    (55, '0"%"', 0.55, "read-percent-points"),
    (55, "0\\%", 0.55, "read-percent-points"),
]
NOT_PERCENTAGES: list[tuple[Any, str, str]] = [
    ("-5%", GENERAL, "out-of-bounds"),
    (-0.05, PERCENT, "out-of-bounds"),
    ("150%", GENERAL, "out-of-bounds"),
    (101, GENERAL, "out-of-bounds"),
    (55, PERCENT, "out-of-bounds"),
    ("约50%", GENERAL, "not-a-number"),
    ("50%-60%", GENERAL, "not-a-number"),
    ("五十%", GENERAL, "not-a-number"),
    ("50%%", GENERAL, "not-a-number"),
    ("1,5%", GENERAL, "not-a-number"),
    ("%", GENERAL, "not-a-number"),
    ("过半", GENERAL, "not-a-number"),
    (True, GENERAL, "not-a-number"),
    (datetime.fromisoformat("2025-05-05"), "yyyy-mm-dd", "not-a-number"),
    (time(12, 0), "h:mm", "not-a-number"),
]
# The column's bounds are 0 to 20 000; it has no unit.
NUMBERS: list[tuple[Any, float, str]] = [
    (0, 0.0, ""),
    (1234, 1234.0, ""),
    (0.1, 0.1, ""),
    ("1234", 1234.0, "read-number-text"),
    ("1,234", 1234.0, "read-number-text"),
    ("1，234.5", 1234.5, "read-number-text"),
    ("１２３４", 1234.0, "read-number-text"),
    ("12 345", 12345.0, "read-number-text"),
    ("1.5万", 15000.0, "read-number-text"),
    (" ０．５ 万 ", 5000.0, "read-number-text"),
    (".5", 0.5, "read-number-text"),
    ("\u202a7\u202c", 7.0, "read-number-text"),
]
NOT_NUMBERS: list[tuple[Any, str]] = [
    (-1, "out-of-bounds"),
    (20_001, "out-of-bounds"),
    ("3.2万", "out-of-bounds"),
    ("1亿", "out-of-bounds"),
    (1e300, "out-of-bounds"),
    ("−5", "out-of-bounds"),
    ("5%", "percent-in-number"),
    ("1,23", "not-a-number"),
    ("0,500", "not-a-number"),
    ("1234,567", "not-a-number"),
    ("1.234,5", "not-a-number"),
    ("1e3", "not-a-number"),
    ("约300", "not-a-number"),
    ("300多", "not-a-number"),
    ("300条", "not-a-number"),
    ("10-20", "not-a-number"),
    ("三百", "not-a-number"),
    ("nan", "not-a-number"),
    ("inf", "not-a-number"),
    ("万", "not-a-number"),
    ("-", "placeholder"),
    (".", "placeholder"),
    ("待定", "placeholder"),
    ("N/A", "placeholder"),
    ("１２" + "３" * 60, "not-a-number"),
    (True, "not-a-number"),
    (datetime.fromisoformat("2025-03-01"), "not-a-number"),
]
# A column in 万 (10 000): the same quantity, whichever way the station wrote its unit.
IN_TEN_THOUSANDS: list[tuple[Any, float]] = [(3.2, 3.2), ("3.2", 3.2), ("3.2万", 3.2), ("0.5亿", 5000.0)]
YES_NO: list[tuple[Any, bool, str]] = [
    ("是", True, ""),
    ("否", False, ""),
    ("Yes", True, "read-yes-no"),
    ("no", False, "read-yes-no"),
    (" 是 ", True, ""),
    (True, True, ""),
    (False, False, ""),
    ("有", True, "read-yes-no"),
    ("无", False, "read-yes-no"),
    ("没有", False, "read-yes-no"),
    ("√", True, "read-yes-no"),
    ("✔", True, "read-yes-no"),
    ("×", False, "read-yes-no"),
    ("Ｙ", True, "read-yes-no"),
    ("n", False, "read-yes-no"),
    ("TRUE", True, "read-yes-no"),
    ("false", False, "read-yes-no"),
    (1, True, "read-yes-no"),
    (0, False, "read-yes-no"),
    ("1", True, "read-yes-no"),
]
NOT_YES_NO: list[Any] = [2, 0.5, "部分", "√×", "是/否", datetime.fromisoformat("2025-03-01")]
# What people put where they have nothing to say.
NOTHING_SAID: list[Any] = ["—", "/", "不适用", " － ", "待 定", "N/A", "tbd"]
DATES: list[tuple[Any, str, str]] = [
    (datetime.fromisoformat("2025-03-01"), "2025-03-01", ""),
    (date(2025, 3, 1), "2025-03-01", ""),
    ("2025-03-01", "2025-03-01", ""),
    ("2025年3月1日", "2025-03-01", "read-date"),
    ("2025年03月01", "2025-03-01", "read-date"),
    ("2025/3/1", "2025-03-01", "read-date"),
    ("2025.3.1", "2025-03-01", "read-date"),
    ("20250301", "2025-03-01", "read-date"),
    (" ２０２５－３－１ ", "2025-03-01", "read-date"),
]
NOT_DATES: list[tuple[Any, str]] = [
    ("3月1日", "not-a-date"),
    ("2025年3月", "not-a-date"),
    ("2025-13-01", "not-a-date"),
    ("2025-02-30", "not-a-date"),
    ("3/1/2025", "not-a-date"),
    ("去年", "not-a-date"),
    (True, "not-a-date"),
    # What a sheet shows for 0 and for a slip of the hand; the template refuses both while typing.
    (datetime.fromisoformat("1900-01-05"), "out-of-bounds"),
    ("3025-03-01", "out-of-bounds"),
    ("0025-03-01", "out-of-bounds"),
]
OPTIONS: list[tuple[Any, str, str]] = [
    ("抖音", "douyin", ""),
    ("Douyin", "douyin", "read-option"),
    (" 抖音 ", "douyin", ""),
    ("douyin", "douyin", "read-option"),
    ("抖 音", "douyin", "read-option"),
    ("“抖音”", "douyin", "read-option"),
    ("ＤＯＵＹＩＮ", "douyin", "read-option"),
    ("A", "wechat", "read-option"),
    ("d. 抖音", "douyin", "read-option"),
]
NOT_OPTIONS: list[Any] = ["推特", "抖音/快手", "抖音、快手", 1, True, "M", datetime.fromisoformat("2025-03-01")]

Rows = Callable[[Any], list[Any]]
KPI: Rows = lambda given: ["移动端首发率", "共用", 80, given, "首发", "是"]  # noqa: E731 - a row with one cell open
POSTS: Rows = lambda given: ["微博", "星河新闻", 1, given, 900, "保留", "是"]  # noqa: E731
FOLLOWERS: Rows = lambda given: ["微博", "星河新闻", given, 1, 900, "保留", "是"]  # noqa: E731
PLATFORM: Rows = lambda given: [given, "星河新闻", 1, 1, 900, "保留", "是"]  # noqa: E731
ASSESSED: Rows = lambda given: ["综合频道", "电视", "综合、新闻", 1, 1, given, "否", "保留精办"]  # noqa: E731
DATE: Rows = lambda given: ["短视频班", given, 8, 20, "其他业务", "线下授课", "业务骨干"]  # noqa: E731
ITEMS: Rows = lambda given: ["星河vlog", "短视频", given, 1, "是", 2]  # noqa: E731
COLUMNS = {
    "kpi.weight": (KPI, "D"),
    "accounts.posts_week": (POSTS, "D"),
    "accounts.followers": (FOLLOWERS, "C"),
    "accounts.platform": (PLATFORM, "A"),
    "channels.assessed": (ASSESSED, "F"),
    "trainings.date": (DATE, "B"),
    "works.items": (ITEMS, "C"),
}


def written(framework: Framework, column: str, cases: list[Any], formats: list[str] | None = None) -> Path:
    """A questionnaire with one case in each row of a table, in this column."""
    table, (row, letter) = column.partition(".")[0], COLUMNS[column]

    def edit(workbook: Any) -> None:
        sheet = next(item for item in workbook if item.title in SHEETS[table])
        for at, shown in enumerate(formats or [], TABLE_HEADER + 1):
            sheet[f"{letter}{at}"].number_format = shown

    return fill(framework, tables={table: [row(case) for case in cases]}, edit=edit)


SHEETS = {"kpi": ("表-考核指标表",), "accounts": ("表-账号表",), "channels": ("表-频率频道表",)}
SHEETS |= {"trainings": ("表-培训表",), "works": ("表-作品表",)}


def values(framework: Framework, column: str, cases: list[Any], formats: list[str] | None = None) -> list[Any]:
    """(value, note) of each case: the value that was read, the code of the note on its cell."""
    questionnaire, problems = found(written(framework, column, cases, formats), framework)
    assert questionnaire is not None, [str(item) for item in problems]
    table, key = column.split(".")
    notes = {place(item): item.code for item in problems}
    letter, sheet = COLUMNS[column][1], SHEETS[table][0]
    rows = questionnaire.tables[table].rows
    assert [row.number for row in rows] == list(range(TABLE_HEADER + 1, TABLE_HEADER + 1 + len(cases)))
    return [(row.values[key], notes.get(f"{sheet}!{letter}{row.number}", "")) for row in rows]


def refusals(framework: Framework, column: str, cases: list[Any], formats: list[str] | None = None) -> list[Any]:
    """The code with which each case is refused; all cases are refused in one run, each by its own cell."""
    questionnaire, problems = found(written(framework, column, cases, formats), framework)
    assert questionnaire is None
    letter, sheet = COLUMNS[column][1], SHEETS[column.partition(".")[0]][0]
    by_place = {place(item): item.code for item in problems}
    assert len(by_place) == len(problems)
    return [by_place.get(f"{sheet}!{letter}{at}", "") for at in range(TABLE_HEADER + 1, TABLE_HEADER + 1 + len(cases))]


def test_percentages(framework: Framework) -> None:
    """55%, 55 and 0.55 mean the same; whatever carries no sign leaves a note."""
    typed, shown = [case[0] for case in PERCENTAGES], [case[1] for case in PERCENTAGES]
    assert values(framework, "kpi.weight", typed, shown) == [case[2:] for case in PERCENTAGES]


def test_what_is_no_percentage_is_refused(framework: Framework) -> None:
    """Nothing is guessed out of a text, and nothing outside 0-100% is taken."""
    typed, shown = [case[0] for case in NOT_PERCENTAGES], [case[1] for case in NOT_PERCENTAGES]
    assert refusals(framework, "kpi.weight", typed, shown) == [case[2] for case in NOT_PERCENTAGES]


def test_numbers(framework: Framework) -> None:
    """Full-width digits, separators, 万 and spaces are numbers, with a note."""
    assert values(framework, "accounts.posts_week", [case[0] for case in NUMBERS]) == [case[1:] for case in NUMBERS]


def test_what_is_no_number_is_refused(framework: Framework) -> None:
    """A comma that is no thousands separator, a range, an estimate, a unit, a date: none is guessed."""
    found_codes = refusals(framework, "accounts.posts_week", [case[0] for case in NOT_NUMBERS])
    assert found_codes == [case[1] for case in NOT_NUMBERS]


def test_a_unit_typed_twice_counts_once(framework: Framework) -> None:
    """In a column of 万, “3.2万” is 3.2 of them and not 32 000."""
    read = values(framework, "accounts.followers", [case[0] for case in IN_TEN_THOUSANDS])
    assert [given for given, _ in read] == [case[1] for case in IN_TEN_THOUSANDS]


@pytest.mark.parametrize(
    ("unit", "typed", "expected"),
    [
        (Text(zh="个", en="teams"), " １２ 个 ", 12.0),
        (Text(zh="个", en="teams"), "12 Teams", 12.0),
        (Text(zh="天/人", en="days each"), "12天/人", 12.0),
        (Text(zh="人", en="people"), "1,200人", 1200.0),
        (Text(zh="人", en="people"), "1.2万人", 12000.0),
        (Text(zh="万元", en="10 000 yuan"), "3.2万元", 3.2),
        (Text(zh="万元", en="10 000 yuan"), "1.5亿", 15000.0),
    ],
)
def test_a_number_may_carry_the_unit_of_its_question(unit: Text, typed: str, expected: float) -> None:
    """12个 where the question counts 个 is 12; any other unit is words in a number."""
    question = Ask(type="number", question=Text(zh="问", en="Asked"), unit=unit)
    reading = read_cell(typed, question, {})
    assert (reading.value, reading.code) == (expected, "read-number-text")
    assert read_cell("12吨", question, {}).code == "not-a-number"


def test_a_unit_of_digits_is_not_taken_for_the_end_of_a_number() -> None:
    """In units of `10 000`, 310000 is not 3."""
    question = Ask(type="number", question=Text(zh="问", en="Asked"), unit=Text(zh="万人", en="10 000"))
    assert read_cell("310000", question, {}).value == 310000.0


def test_whole_numbers(framework: Framework) -> None:
    """3, 3.0 and “3” are whole, 2.5 is refused and not rounded."""
    assert values(framework, "works.items", [3, 3.0, "3", "1.2万"]) == [
        (3.0, ""),
        (3.0, ""),
        (3.0, "read-number-text"),
        (12000.0, "read-number-text"),
    ]
    assert refusals(framework, "works.items", [2.5, "2.5", 0]) == ["not-whole", "not-whole", "out-of-bounds"]


def test_yes_and_no(framework: Framework) -> None:
    """√ × 有 无 Y N TRUE 1 are answers, with a note."""
    assert values(framework, "channels.assessed", [case[0] for case in YES_NO]) == [case[1:] for case in YES_NO]


def test_what_is_neither_yes_nor_no_is_refused(framework: Framework) -> None:
    """A maybe is not a yes."""
    assert set(refusals(framework, "channels.assessed", NOT_YES_NO)) == {"not-yes-no"}


@pytest.mark.parametrize("column", ["channels.assessed", "accounts.platform", "accounts.posts_week", "trainings.date"])
def test_a_placeholder_is_neither_an_answer_nor_blank(framework: Framework, column: str) -> None:
    """None, unknown and not applicable score differently, and “/” may mean any of them."""
    assert set(refusals(framework, column, NOTHING_SAID)) == {"placeholder"}


def test_dates(framework: Framework) -> None:
    """A date is a date, whichever way it is written."""
    shown = ["yyyy-mm-dd"] * 2 + ["@"] * (len(DATES) - 2)
    assert values(framework, "trainings.date", [case[0] for case in DATES], shown) == [case[1:] for case in DATES]


def test_a_date_typed_as_a_number_of_eight_digits(framework: Framework) -> None:
    """20250301 typed into a cell of numbers is still that day; so is 45717, a serial number; 2025 is not."""
    read = values(framework, "trainings.date", [20250301, 45717], ["General", "General"])
    assert read == [("2025-03-01", "read-date"), ("2025-03-01", "read-date")]
    assert refusals(framework, "trainings.date", [2025, 45717.5], ["General", "General"]) == [
        "not-a-date",
        "not-a-date",
    ]


def test_what_is_no_date_is_refused(framework: Framework) -> None:
    """No day is invented, and no year that cannot be meant."""
    assert refusals(framework, "trainings.date", [case[0] for case in NOT_DATES]) == [case[1] for case in NOT_DATES]


def test_options(framework: Framework) -> None:
    """An option counts by its text in either language, its id or its letter."""
    assert values(framework, "accounts.platform", [case[0] for case in OPTIONS]) == [case[1:] for case in OPTIONS]


def test_what_is_no_option_is_refused(framework: Framework) -> None:
    """Two options in one cell are not one of them, and a stranger is not the nearest."""
    assert set(refusals(framework, "accounts.platform", NOT_OPTIONS)) == {"unknown-option"}


@pytest.mark.parametrize("typed", ["全部运行", "in full", "D", "full"])
def test_an_option_by_its_label(framework: Framework, typed: str) -> None:
    """The words before the colon name an option of a scale: nobody types the whole sentence."""
    item = next(item for item in framework.indicators if item.id == "M16.workflow")
    reading = read_cell(typed, item.ask, framework.options(item))
    assert reading.value == "full"
    assert reading.code == "read-option"


# Options of M16.command, in order: A to F.
COMMAND = ("single-authority", "daily-meeting", "dispatch-system", "duty-roster", "emergency-plan", "effect-feedback")
ACD = (COMMAND[0], COMMAND[2], COMMAND[3])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ACD", ACD),
        ("DCA", ACD),
        ("ACCD", ACD),
        ("A、C、D", ACD),
        ("a c d", ACD),
        ("Ａ，Ｃ，Ｄ", ACD),
        ("A;C;D", ACD),
        ("A/C/D", ACD),
        ("A\nC\nD", ACD),
        ("a,c\u3000d", ACD),
        ("B", (COMMAND[1],)),
        ("无", ()),
        ("None", ()),
        ("都没有", ()),
        ("daily-meeting、duty-roster", (COMMAND[1], COMMAND[3])),
    ],
)
def test_several_options_by_letter(framework: Framework, typed: str, expected: tuple[str, ...]) -> None:
    """Letters in any order and with any separator; none of them is an answer too."""
    item = next(item for item in framework.indicators if item.id == "M16.command")
    reading = read_cell(typed, item.ask, framework.options(item))
    assert (reading.value, reading.refused) == (expected, False)


@pytest.mark.parametrize("typed", ["ACX", "A-D", "A和C", "全部", "A至D", "3", 3, True, "ABC等", "无A"])
def test_several_options_that_are_none_are_refused(framework: Framework, typed: Any) -> None:
    """A letter too many, a range or a word: refused, not cut down to what is known."""
    item = next(item for item in framework.indicators if item.id == "M16.command")
    reading = read_cell(typed, item.ask, framework.options(item))
    assert reading.value is None
    assert reading.code == "unknown-option"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", ["{text}", "{letter}. {text}", "{letter}、{text}"])
def test_several_options_by_their_words(framework: Framework, language: Any, form: str) -> None:
    """Any option, or all of them one a line, copied from the sheet with or without the letter."""
    for item in framework.indicators:
        if item.ask.type != "many_of":
            continue
        options = framework.options(item)
        lines = [
            form.format(letter=letter, text=text.in_(language))
            for letter, text in zip("ABCDEFGHIJKL", options.values(), strict=False)
        ]
        for name, line in zip(options, lines, strict=True):
            assert read_cell(line, item.ask, options).value == (name,), line
        everything = read_cell("\n".join(lines), item.ask, options)
        assert everything.value == tuple(options), item.id


@pytest.mark.parametrize("blank", ["", "  ", "\u3000", "\u00a0", "\u200b", "\n", "\x07"])
def test_what_nobody_can_see_is_blank(framework: Framework, blank: str) -> None:
    """A space in a cell is not an answer, of whichever kind the question is."""
    for item in framework.indicators:
        reading = read_cell(blank, item.ask, framework.options(item))
        assert (reading.value, reading.code) == (None, "")
