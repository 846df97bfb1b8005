"""The HTML report in a real browser: nothing is logged, nothing is asked for, everyone can read and use it.

Skipped where there is no Chromium, unless CONVERGENCE_REQUIRE_CHROMIUM=1 says that there must be one.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from browsing import Browser, browsing, programs, required
from pages import HOSTILE, STATIONS, cohort, comparison, hostile, many, page, roadmap, shipped, station
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from convergence_cli.errors import Location, problem
from convergence_cli.model.assessment import Assessment
from convergence_cli.report.findings import below_target
from convergence_cli.report.page import render

# One worker starts one browser for all of these tests.
pytestmark = pytest.mark.xdist_group("chromium")

NAMES = ("station", "english", "group", "hostile", "hostile-group", "roadmap", "change")
NAMED = {
    "button", "link", "searchbox", "combobox", "table", "region", "search", "navigation", "image", "heading",
    "columnheader", "rowheader", "DisclosureTriangle",
}  # fmt: skip
"""Roles that mean nothing without a name."""
CONTRAST = """
const rgba = (text) => {
  const numbers = text.match(/[\\d.]+/g).map(Number);
  return numbers.length === 3 ? [...numbers, 1] : numbers;
};
const over = (top, below) => [0, 1, 2].map((at) => top[at] * top[3] + below[at] * (1 - top[3])).concat(1);
const linear = (part) => part / 255 <= .04045 ? part / 255 / 12.92 : ((part / 255 + .055) / 1.055) ** 2.4;
const light = ([red, green, blue]) => .2126 * linear(red) + .7152 * linear(green) + .0722 * linear(blue);
const behind = (element) => {
  const layers = [];
  for (let at = element; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
  return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
};
const faults = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
let seen = 0;
while (walker.nextNode()) {
  const text = walker.currentNode.data.trim(), element = walker.currentNode.parentElement;
  if (!text || element.closest("script, style, title, desc, .unseen, .skip")) continue;
  if (!element.checkVisibility({ contentVisibilityAuto: true }) || !element.getClientRects().length) continue;
  const style = getComputedStyle(element), ground = behind(element);
  const ink = over(rgba(element.closest("svg") ? style.fill : style.color), ground);
  const [dark, bright] = [light(ink), light(ground)].sort((one, two) => one - two);
  const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
  const ratio = (bright + .05) / (dark + .05);
  seen += 1;
  if (ratio < (large ? 3 : 4.5)) faults.add(`${ratio.toFixed(2)} ${element.outerHTML.slice(0, 60)}`);
}
return [seen, [...faults]];
"""
SHOWN = """
return [...document.querySelectorAll(`#${arguments[0]} [data-row]`)].filter((row) => row.checkVisibility())
  .map((row) => row.id || row.querySelector("th").textContent.trim());
"""
EVERY_CHOICE = """
const found = [];
for (const box of document.querySelectorAll("[data-list]"))
  for (const choice of box.querySelectorAll("[data-by]"))
    for (const { value } of choice.options) {
      choice.value = value;
      choice.dispatchEvent(new Event("change"));
      const all = [...box.querySelectorAll("[data-row]")], key = "data-" + choice.dataset.by;
      const fitting = all.filter((row) => !value || row.getAttribute(key) === value);
      const shown = all.filter((row) => !row.hidden);
      found.push([choice.dataset.by, fitting.length, shown.length, shown.every((row) => fitting.includes(row))]);
      choice.value = "";
      choice.dispatchEvent(new Event("change"));
    }
return found;
"""
CLOSED = """
return [...document.querySelectorAll("details > :not(summary)")].filter((each) =>
  each.closest("td, dd, section").checkVisibility()
  && !(each.checkVisibility({ contentVisibilityAuto: true }) && each.getBoundingClientRect().height)).length;
"""
OPEN_ALL = "for (const each of document.querySelectorAll('details')) each.open = true"


def test_chromium_is_there_where_it_must_be() -> None:
    """In CI a missing Chromium is a failure, not a skipped test."""
    if required():
        assert programs()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages on the disk by name."""
    folder = tmp_path_factory.mktemp("pages")
    one = hostile()
    documents = {
        "station": render(cohort(told_of(station("county-centre")))),
        "english": page("en", "typical-city"),
        "group": page("zh", *STATIONS, "broken"),
        "hostile": render(cohort(one)),
        "hostile-group": render(cohort(one, one, language="en")),
        "many": render(cohort(*many(240), language="en")),
        "roadmap": roadmap("typical-city"),
        "change": comparison("typical-city-2024", "typical-city"),
    }
    for name, document in documents.items():
        folder.joinpath(f"{name}.html").write_text(document, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in documents}


def told_of(judged: Assessment) -> Assessment:
    """The station with a note on how a cell was read: there is a list of problems."""
    place = Location(file=judged.questionnaire.file, sheet="问卷", cell="E8")
    return replace(judged, problems=(*judged.problems, problem("read-option", place, "note", found="甲", read="乙")))


def rows(browser: Browser, section: str) -> list[str]:
    """The names of the rows of a list that are shown, from the top."""
    return list(browser.run(SHOWN, section))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_opens_in_silence_asks_for_nothing_and_fits(browser: Browser, pages: dict[str, Path], name: str) -> None:
    """No console error, no request but the file itself, nothing that hostile text could have started.

    No width makes it scroll sideways, not even with everything opened; what is wider scrolls within its frame.
    """
    browser.open(pages[name])
    assert browser.errors() == []
    assert browser.requests() == [pages[name].as_uri()]
    assert browser.run("return window.ran ?? null") is None
    assert browser.run("return document.scripts.length + document.images.length") == 1
    browser.run(OPEN_ALL)
    for width in (1280, 390, 320):
        browser.look(width=width)
        assert browser.run("return document.documentElement.scrollWidth") <= width


def test_the_policy_is_in_force(browser: Browser, pages: dict[str, Path]) -> None:
    """What the page does not hold by hash does not run, and no picture is fetched: a try is refused and logged."""
    browser.open(pages["station"])
    browser.run(
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"http://127.0.0.1:9/x\" onerror=\"window.ran=1\">');"
        "const s = document.createElement('script'); s.textContent = 'window.ran = 2'; document.body.append(s)"
    )
    assert browser.run("return window.ran ?? null") is None
    assert any("Content Security Policy" in message for message in browser.errors())


def test_hostile_text_is_shown_as_it_was_typed(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["hostile"])
    told = browser.run("return document.body.textContent")
    assert [text for text in HOSTILE[:9] if text not in told] == []
    assert HOSTILE[-1] in told
    assert "\u202e" not in told


@pytest.mark.parametrize("name", ["station", "group", "hostile"])
def test_every_text_stands_out_from_its_ground(browser: Browser, pages: dict[str, Path], name: str) -> None:
    """At least 4.5 to 1, large text 3 to 1, in light and in dark, with everything opened."""
    browser.open(pages[name])
    browser.run(OPEN_ALL)
    for dark in (False, True):
        browser.look(dark=dark)
        seen, faults = browser.run(CONTRAST)
        assert seen > 1000
        assert faults == []


def test_the_check_of_contrast_finds_faults(browser: Browser, pages: dict[str, Path]) -> None:
    """Else the test above would pass over anything."""
    browser.open(pages["station"])
    browser.run("document.querySelector('h2').style.color = 'rgb(200, 200, 200)'")
    assert len(browser.run(CONTRAST)[1]) == 1


def told(browser: Browser) -> list[tuple[str, str]]:
    """Role and name of everything that the browser tells a screen reader."""
    nodes = (node for node in browser.command("Accessibility.getFullAXTree")["nodes"] if not node["ignored"])
    return [(node["role"]["value"], node.get("name", {}).get("value", "").strip()) for node in nodes]


@pytest.mark.parametrize("name", ["station", "group"])
def test_whatever_can_be_used_or_seen_has_a_name(browser: Browser, pages: dict[str, Path], name: str) -> None:
    """And the page its landmarks; on a narrow screen rows look like cards and are rows all the same."""
    browser.open(pages[name])
    found = told(browser)
    roles = [role for role, _ in found]
    assert roles.count("table") > 5
    assert set(roles) >= NAMED - {"region", "rowheader"}
    assert [role for role, words in found if role in NAMED and not words] == []
    assert (roles.count("main"), roles.count("banner"), roles.count("contentinfo")) == (1, 1, 1)
    browser.look(width=390)
    narrow = [role for role, _ in told(browser)]
    for role in ("table", "row", "rowheader"):
        assert narrow.count(role) == roles.count(role)


def test_the_keyboard_filters_sorts_and_clears(browser: Browser, pages: dict[str, Path]) -> None:
    """Search, choose, press a column's title, clear: with keys alone, and the count is told."""
    browser.open(pages["english"])
    box = browser.driver.find_element(By.CSS_SELECTOR, "#gaps [data-list]")
    status = box.find_element(By.CSS_SELECTOR, "[data-shown]")
    gaps = below_target(station("typical-city"))
    assert status.get_attribute("role") == "status"
    assert status.text.startswith(f"30 of {len(gaps)} shown")
    search = box.find_element(By.CSS_SELECTOR, "[data-find]")
    search.send_keys("CONTENT-review")
    assert rows(browser, "gaps") == ["gaps-M22.content-review"]
    assert status.text.startswith(f"1 of {len(gaps)} shown")
    search.send_keys(Keys.CONTROL, "a")
    search.send_keys("no such words")
    assert rows(browser, "gaps") == []
    assert box.find_element(By.CSS_SELECTOR, "[data-none]").is_displayed()
    search.send_keys(Keys.CONTROL, "a")
    search.send_keys(Keys.BACKSPACE, Keys.TAB)
    chapter = browser.driver.switch_to.active_element
    assert chapter.accessible_name == "Chapter"
    chapter.send_keys("Manage")
    titles = {each.id: each.title.in_("en") for each in shipped().chapters}
    inside = [f"gaps-{result.id}" for result in gaps if titles[result.chapter] == chapter.get_attribute("value")]
    assert rows(browser, "gaps") == inside
    assert 0 < len(inside) < len(gaps)
    head = box.find_element(By.CSS_SELECTOR, "th[data-sort='n'] button")
    head.send_keys(Keys.ENTER)
    assert head.find_element(By.XPATH, "..").get_attribute("aria-sort") == "descending"
    points = {f"gaps-{result.id}": result.points or 0.0 for result in gaps}
    falling = sorted(inside, key=lambda name: -points[name])
    assert rows(browser, "gaps") == falling
    head.send_keys(Keys.SPACE)
    assert head.find_element(By.XPATH, "..").get_attribute("aria-sort") == "ascending"
    assert rows(browser, "gaps") == sorted(falling, key=lambda name: points[name])
    box.find_element(By.CSS_SELECTOR, "[data-clear]").send_keys(Keys.ENTER)
    assert len(rows(browser, "gaps")) == 30
    assert browser.driver.switch_to.active_element == search
    assert len(browser.driver.find_elements(By.CSS_SELECTOR, "#gaps [aria-sort]")) == 1


def test_every_filter_shows_what_it_says_and_all_of_it(browser: Browser, pages: dict[str, Path]) -> None:
    """Over all lists: each choice alone, against the rows that carry its value."""
    for name in ("station", "group"):
        browser.open(pages[name])
        tried = browser.run(EVERY_CHOICE)
        assert len({each[0] for each in tried}) > 4
        assert [each for each in tried if each[1] != each[2] or not each[3]] == []


def test_what_has_no_number_stands_last_whichever_way_the_others_go(browser: Browser, pages: dict[str, Path]) -> None:
    """A measure with nothing in play is neither the best nor the worst."""
    browser.open(pages["station"])
    for _ in range(2):
        browser.run("document.querySelector('#measures th.number button').click()")
        cells = browser.driver.find_elements(By.CSS_SELECTOR, "#measures [data-row] td.number:nth-child(3)")
        scores = [cell.get_attribute("data-v") or "" for cell in cells]
        known = [float(score) for score in scores if score]
        assert scores[len(known) :] == [""] * (len(scores) - len(known)) != []
        assert known in (sorted(known), sorted(known, reverse=True))


def test_a_red_line_leads_to_its_gap_whatever_is_filtered(browser: Browser, pages: dict[str, Path]) -> None:
    """The row is shown and opened, also where it stood beyond the first thirty."""
    browser.open(pages["station"])
    browser.run(
        "const find = document.querySelector('#gaps [data-find]'); find.value = 'nothing like it';"
        "find.dispatchEvent(new Event('input'))"
    )
    links = browser.driver.find_elements(By.CSS_SELECTOR, "#red-lines th a")
    links[-1].send_keys(Keys.ENTER)
    name = str(links[-1].get_attribute("href")).partition("#")[2]
    row = browser.driver.find_element(By.ID, name)
    assert row.is_displayed()
    assert row.find_element(By.CSS_SELECTOR, "details").get_attribute("open") is not None
    last = below_target(station("county-centre"))[-1].id
    browser.run("location.hash = arguments[0]", f"gaps-{last}")
    browser.driver.execute_async_script("requestAnimationFrame(() => arguments[0]())")
    assert browser.driver.find_element(By.ID, f"gaps-{last}").is_displayed()


def test_a_long_list_is_shown_in_parts_and_searched_as_a_whole(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["many"])
    assert len(rows(browser, "ranking")) == 100
    more = browser.driver.find_element(By.CSS_SELECTOR, "#ranking [data-further] button")
    more.send_keys(Keys.ENTER)
    more.send_keys(Keys.ENTER)
    assert len(rows(browser, "ranking")) == 240
    assert not more.is_displayed()
    for section in ("ranking", "heat"):
        browser.driver.find_element(By.CSS_SELECTOR, f"#{section} [data-find]").send_keys("中心 240")
        assert len(rows(browser, section)) == 1
    browser.open(pages["many"])
    browser.run("document.querySelectorAll('#heat th[data-sort=n] button')[1].click()")
    cells = "#heat [data-row]:not(.beyond) td:nth-child(3)"
    column = browser.run(f"return [...document.querySelectorAll('{cells}')].map((cell) => Number(cell.textContent))")
    assert len(column) == 100
    assert column == sorted(column, reverse=True)


def test_the_first_tab_skips_to_the_report_and_focus_is_seen(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["station"])
    browser.driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    link = browser.driver.switch_to.active_element
    assert link.get_attribute("class") == "skip"
    assert browser.run("return arguments[0].getBoundingClientRect().top", link) >= 0
    assert browser.run("return getComputedStyle(arguments[0]).outlineStyle", link) == "solid"
    link.send_keys(Keys.ENTER)
    assert browser.driver.switch_to.active_element.get_attribute("id") == "report"


def test_without_javascript_all_of_it_can_be_read(browser: Browser, pages: dict[str, Path]) -> None:
    """No row is hidden, and no control is offered that would do nothing."""
    browser.command("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(pages["station"])
        assert len(rows(browser, "gaps")) == len(below_target(station("county-centre")))
        for control in browser.driver.find_elements(By.CSS_SELECTOR, "input, select, button"):
            assert not control.is_displayed()
    finally:
        browser.command("Emulation.setScriptExecutionDisabled", value=False)


def test_on_paper_there_are_no_controls_and_everything_is_open(browser: Browser, pages: dict[str, Path]) -> None:
    """A4 less its margins is 703 pixels wide; rows that were only on a later part are printed, too."""
    browser.open(pages["english"], width=703, media="print")
    assert browser.run("return document.documentElement.scrollWidth") <= 703
    for control in browser.driver.find_elements(By.CSS_SELECTOR, "input, select, nav, [data-further]"):
        assert not control.is_displayed()
    assert len(rows(browser, "gaps")) == len(below_target(station("typical-city")))
    assert browser.run(CLOSED) == 0
