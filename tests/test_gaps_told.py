"""Every running text of every example tells the gaps of its JSON: each once, in order, with all its facts."""

import html
import io
import re
from collections import Counter
from collections.abc import Callable

import openpyxl
import pytest
from content import STATIONS, Row, blanks, gain, gaps, indicators, outcome, place, station
from reports import example
from shown import as_text, on_terminal

from convergence_cli.model.framework import Indicator
from convergence_cli.model.language import Language
from convergence_cli.report import figures, rendered
from convergence_cli.report.progress import provisional_words
from convergence_cli.texts import say

BOTH = pytest.mark.parametrize("language", ["zh", "en"])
EACH = pytest.mark.parametrize("name", STATIONS)
_ID = r"(M\d\d\.[\w-]+)"

Facts = Callable[[Indicator, Row, Language], list[str]]


def _found(_: Indicator, found: Row, language: Language) -> list[str]:
    told = [found["title"], outcome(found, language), figures.score(found["lost"]), found["words"]]
    return [*told, figures.score(found["points"])] if found["points"] is not None else told


def _summed_up(item: Indicator, found: Row, language: Language) -> list[str]:
    """A long answer is cut short."""
    return _found(item, {**found, "words": found["words"][:80]}, language)


def _without_outcome(item: Indicator, found: Row, language: Language) -> list[str]:
    title, _, *others = _found(item, found, language)
    return [title, *others]


def _answered(item: Indicator, found: Row, language: Language) -> list[str]:
    return [
        *_without_outcome(item, found, language),
        "" if found["computed"] else place(found),
        *_steps(item, found, language),
    ]


def _steps(item: Indicator, found: Row, language: Language) -> list[str]:
    gains = [figures.gain(each) for each in (gain(found["next_step"]), gain(found["to_target"])) if each is not None]
    return [*gains, *(step.in_(language) for step in item.advice)]


def _wide_text(name: str, language: Language) -> str:
    return on_terminal(example(name, language), 5000)


def _of(form: str) -> Callable[[str, Language], str]:
    return lambda name, language: as_text(form, rendered(example(name, language), form))


RUNNING: dict[str, tuple[Callable[[str, Language], str], str, Facts, int | None]] = {
    "text": (_wide_text, rf"^ *\d+  .*\({_ID}\)", _answered, None),
    "html": (_of("html"), rf"^\d+ \| .* {_ID} ", lambda *given: [*_found(*given), *_steps(*given)], None),
    "markdown": (_of("markdown"), rf"^\| \d+ \| .*\({_ID}\)", _summed_up, 20),
}
"""A format: how it is read, how the lines begin that open a gap, what has to be said of it, and how many are shown."""


def blocks(found: str, start: str) -> list[tuple[str, str]]:
    """The id of each line that opens one, and all that stands from there to the next."""
    parts: list[tuple[str, list[str]]] = []
    for line in found.splitlines():
        opened = re.match(start, line)
        if opened:
            parts.append((opened[1], []))
        elif re.match(r"#{2} ", line):
            parts.append(("", []))
        if parts:
            parts[-1][1].append(line)
    return [(name, plain("\n".join(lines))) for name, lines in parts if name]


def plain(found: str) -> str:
    """One line, without the marks by which a format keeps text text."""
    for mark, meant in (("%0A", " "), ("%2C", ","), ("%3A", ":"), ("%25", "%"), ("\\", "")):
        found = found.replace(mark, meant)
    return re.sub(r"\s+", " ", html.unescape(found))


def holds(block: str, fact: str) -> bool:
    """A number stands for itself and is no part of another."""
    if re.fullmatch(r"[+-]?\d+\.\d", fact):
        return re.search(rf"(?<![\d.]){re.escape(fact)}(?![\d.])", block) is not None
    return plain(fact).strip() in block


def expect(found: list[tuple[str, str]], wanted: list[tuple[Indicator, Row]], facts: Facts, language: Language) -> None:
    """The same indicators in the same order, each with all that has to be said of it."""
    assert [name for name, _ in found] == [item.id for item, _ in wanted]
    for (_, block), (item, each) in zip(found, wanted, strict=True):
        assert [fact for fact in facts(item, each, language) if not holds(block, fact)] == [], (item.id, block)


@BOTH
@EACH
@pytest.mark.parametrize("form", RUNNING)
def test_every_gap_is_told_heaviest_loss_first(form: str, name: str, language: Language) -> None:
    read, start, facts, shown = RUNNING[form]
    expect(blocks(read(name, language), start), gaps(name, language)[:shown], facts, language)


def _gravest(pair: tuple[Indicator, Row]) -> int:
    return ("missed", "unanswered", None).index(pair[1]["red_line"])


@BOTH
@EACH
def test_the_gravest_gaps_are_annotations_red_lines_first(name: str, language: Language) -> None:
    found = _of("github")(name, language)
    ordered = sorted(gaps(name, language), key=_gravest)
    shown = blocks(found, rf"^::\w+ file=[^,]*,title=[^:]*? {_ID} ")
    assert min(len(ordered), 8) <= len(shown) < 10
    expect(shown, ordered[: len(shown)], _annotated, language)


def _annotated(item: Indicator, found: Row, language: Language) -> list[str]:
    """An annotation has no room for what is lost."""
    title, _, *others = _answered(item, found, language)
    return [title, *others]


@BOTH
@EACH
def test_every_indicator_is_a_case_of_junit(name: str, language: Language) -> None:
    """Missed red lines first; below target with the loss and how to close it, not in play with the outcome."""

    def facts(item: Indicator, found: Row, spoken: Language) -> list[str]:
        below = found["outcome"] in ("partial", "unmet", "unanswered")
        outside = [] if found["outcome"] == "met" else [found["title"], outcome(found, spoken)]
        return [*_found(item, found, spoken), *_steps(item, found, spoken)] if below else outside

    found = blocks(_of("junit-detail")(name, language), rf'^ *<testcase classname="[^"]*" name="{_ID} ')
    ordered = sorted(indicators(name, language), key=_gravest)
    expect(found, ordered, facts, language)


@BOTH
@EACH
def test_every_gap_is_a_row_of_the_paper_s_ledger(name: str, language: Language) -> None:
    """With what was found, where, and what is to be done by whom; the body has its own test."""
    found, wanted = _of("word")(name, language), gaps(name, language)
    rows = blocks(found, rf"^\d+ \| .*[（(]{_ID}[）)]")
    expect(rows, wanted, _to_be_done, language)


def _to_be_done(item: Indicator, found: Row, language: Language) -> list[str]:
    told = [*_found(item, found, language), *(step.in_(language) for step in item.advice), item.who.in_(language)]
    return [*told, "" if found["computed"] else place(found)]


_LISTED = ("text", "html", "markdown", "word")


def _sheets(name: str, language: Language) -> dict[str, list[str]]:
    """The cells of each sheet of the workbook, row after row."""
    book = openpyxl.load_workbook(io.BytesIO(rendered(example(name, language), "excel")), read_only=True)
    return {
        sheet.title: [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell] for sheet in book
    }


@BOTH
@EACH
def test_what_is_blank_makes_it_provisional_and_has_a_list_of_its_own(name: str, language: Language) -> None:
    """In every format at the top, with who lacks what; every blank in its list, and none among the gaps."""
    cohort = example(name, language)
    (judged,), open_ = cohort.assessments, blanks(name, language)
    words = provisional_words(cohort.framework, judged, language)
    assert bool(words) == bool(open_) == station(name, language)["provisional"]
    book = _sheets(name, language)
    assert (say(language, "progress.sheet-blanks") in book) == bool(open_)
    if not open_:
        return
    lacking = Counter(item.who.in_(language) if item.who else "" for item, _ in open_)
    assert all(say(language, "progress.lacks", who=who, count=count) in words for who, count in lacking.items())
    title = say(language, "progress.titled", count=len(open_))
    score = figures.score(judged.index.score)
    for form in _LISTED:
        told = plain(RUNNING[form][0](name, language) if form in RUNNING else _of(form)(name, language))
        listed = told[told.rindex(title) :]
        assert told.index(words) < told.index(score, told.index(words)), form
        # The paper says it once more: its page for who decides may be taken out.
        assert told.count(words) == 1 + (form == "word"), form
        assert all(f"{item.id} {item.title.in_(language)}" in listed for item, _ in open_), form
    assert words in plain(_of("github")(name, language))
    assert words in plain(_of("junit")(name, language))
    assert words in book[say(language, "brief.title")]
    gaps_, blank = (book[say(language, key)] for key in ("lists.sheet-gaps", "progress.sheet-blanks"))
    for item, _ in open_:
        cell = f"{item.id}\n{item.title.in_(language)}"
        assert cell in blank
        assert cell not in gaps_
    departments = station(name, language)["progress"]["departments"]
    assert {each["who"]: len(each["blank"]) for each in departments if each["blank"]} == lacking
