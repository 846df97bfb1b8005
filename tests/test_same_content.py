"""Every table of every example says what its JSON says: the same indicators, in order, with their words and numbers.

The JSON of each example is held in Chinese by `test_examples.py`; from there the English one, the CSV file and the
workbook follow by the rules here, and running text by those of `test_gaps_told.py`.
"""

import csv
import io
from functools import cache
from itertools import takewhile
from typing import Any

import openpyxl
import pytest
from content import STATIONS, Row, document, gain, gaps, in_play, indicators, outcome, place, station
from reports import EXAMPLES, example

from convergence_cli.functions.cited import citations
from convergence_cli.model.display import printed, printed_change
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.numbers import rounded
from convergence_cli.questionnaire.layout import letters_of
from convergence_cli.report import figures, rendered
from convergence_cli.texts import say

BOTH = pytest.mark.parametrize("language", ["zh", "en"])
EACH = pytest.mark.parametrize("name", STATIONS)


# --- one language and the other ------------------------------------------------------------------


def pairs(one: Any, other: Any, path: str = "") -> list[tuple[str, str, str]]:
    """Where two documents differ, and by which texts; they may differ in nothing but texts."""
    assert type(one) is type(other), path
    if isinstance(one, dict):
        assert list(one) == list(other), path
        return [pair for key in one for pair in pairs(one[key], other[key], f"{path}.{key}")]
    if isinstance(one, list):
        assert len(one) == len(other), path
        return [pair for left, right in zip(one, other, strict=True) for pair in pairs(left, right, path)]
    if one == other:
        return []
    assert isinstance(one, str), (path, one, other)
    return [(path, one, other)]


def test_english_json_is_chinese_json_in_other_words() -> None:
    """Only what is words differs; titles are the framework's, and what is one in Chinese is one in English."""
    framework = example(STATIONS[0]).framework
    texts = [
        framework.title,
        *(each.title for each in (*framework.chapters, *framework.measures, *framework.indicators)),
        *(each.citation.title for item in framework.indicators for each in citations(item)),
        *(item.who for item in framework.indicators if item.who),
    ]
    titles = {(each.zh, each.en) for each in texts}
    back: dict[str, str] = {}
    for name in EXAMPLES:
        for path, zh, en in pairs(document(name, "zh"), document(name, "en")):
            assert path.rpartition(".")[2] in ("title", "words", "message", "hint", "language", "who"), path
            assert path.endswith((".words", ".message", ".hint", ".language")) or (zh, en) in titles
            # Chinese counts 条 and 类 where English has lines for both.
            assert en[:1].isdigit() or back.setdefault(en, zh) == zh


@BOTH
@EACH
def test_answers_in_words_are_the_values(name: str, language: Language) -> None:
    """An option by its text, a percentage with its sign, a number as it is printed, nothing for nothing."""
    framework = example(name).framework
    for item, found in indicators(name, language):
        value, words, options = found["value"], found["words"], framework.options(item)
        if value is None:
            assert words == ""
        elif isinstance(value, bool):
            assert words == {"zh": "是否", "en": ("Yes", "No")}[language][not value]
        elif isinstance(value, list):
            told = [options[each].in_(language) for each in value]
            assert words == ({"zh": "；", "en": "; "}[language].join(told) or {"zh": "无", "en": "None"}[language])
        elif isinstance(value, str):
            assert words == (options[value].in_(language) if value in options else value)
        else:
            shown = words.replace(",", "").removesuffix(item.ask.unit.in_(language) if item.ask.unit else "%").strip()
            assert abs(float(shown) - value * (1 if item.ask.unit else 100)) <= 0.05 + 1e-9


# --- rows of tables ------------------------------------------------------------------------------


def rests_on(found: Row, framework: Framework, item: Indicator, language: Language) -> str:
    """The sources of an indicator, each in a line that says of which option or step it is and whether it came later."""
    lines = []
    for each in found["sources"] or ():
        key = "policy.titled-and-numbered" if each["number"] else "policy.titled"
        facts = (say(language, key, title=each["title"], number=each["number"]), each["date"], each["url"])
        cited = say(language, "policy.comma").join(fact for fact in facts if fact)
        if each["later"]:
            cited = say(language, "policy.later", cited=cited, date=framework.issued)
        if each["option"]:
            option = framework.options(item)[each["option"]].in_(language)
            cited = say(language, "policy.of-option", option=option, cited=cited)
        elif each["points"] is not None:
            cited = say(language, "policy.of-band", points=f"{each['points']:g}", cited=cited)
        lines.append(cited)
    return "\n".join(lines)


@BOTH
@EACH
def test_every_line_of_the_csv_follows_from_the_json(name: str, language: Language) -> None:
    framework, whole = example(name).framework, station(name, language)
    chapters = {each["id"]: each["title"] for each in whole["chapters"]}
    measures = {each["id"]: each["title"] for each in whole["measures"]}
    expected = []
    for item, found in indicators(name, language):
        answer = found["answer"] or dict.fromkeys(("raw", "reason", "evidence", "note"), "")
        reason = framework.reasons[answer["reason"]].in_(language) if answer["reason"] else ""
        played = in_play(found)
        gap = max(0.0, printed_change(found["points"] or 0.0, found["target"]) or 0.0)
        next_gain, to_target = gain(found["next_step"]), gain(found["to_target"])
        empty = found["when_empty"]
        shown = found["words"] if empty is None else say(language, f"findings.empty-{empty}")
        advice = (f"{at}. {text.in_(language)}" for at, text in enumerate(item.advice, 1))
        clauses = say(language, "terms.list-separator").join(item.clauses)
        cells: list[Any] = [
            whole["file"], whole["station"], item.id, chapters[found["chapter"]],
            f"{found['measure']} {measures[found['measure']]}", found["title"], outcome(found, language),
            say(language, f"terms.red-line-{found['red_line']}") if found["red_line"] else "", shown, place(found),
            printed(found["points"]), printed(found["target"]), printed(found["lost"]) if played else None,
            None if next_gain is None else rounded(next_gain), None if to_target is None else rounded(to_target),
            say(language, f"terms.{item.obligation}"), "\n".join(advice), say(language, f"terms.effort-{item.effort}"),
            say(language, "policy.clause-quote", clauses=clauses, quote=item.quote),
            rests_on(found, framework, item, language), item.who.in_(language), answer["raw"],
            gap if played else None, figures.share(found["weight"]) if played else None,
            named(item, found, framework, language), reason, answer["note"],
        ]  # fmt: skip
        expected.append(["" if cell is None else str(cell) for cell in cells])
    rows = list(csv.reader(io.StringIO(rendered(example(name, language), "csv").decode("utf-8-sig"))))
    assert rows[1:] == expected
    assert len(set(rows[0])) == len(expected[0])


def named(item: Indicator, found: Row, framework: Framework, language: Language) -> str:
    """The evidence that an answer names; of a checklist option by option."""
    answer = found["answer"]
    if not answer:
        return ""
    given = {each["option"]: each["evidence"] for each in answer["option_evidence"] or ()}
    ticked = (answer["value"] or ()) if item.evidence.per_option else ()
    lines = [answer["evidence"]] if answer["evidence"] else []
    for option, letter in letters_of(framework.options(item)).items():
        if option in given or option in ticked:
            shown = given.get(option, say(language, "lists.none-named"))
            lines.append(say(language, "evidence.of-option", letter=letter, named=shown))
    return "\n".join(lines)


@cache
def sheets(name: str, language: Language) -> Any:
    return openpyxl.load_workbook(io.BytesIO(rendered(example(name, language), "excel")))


def table(name: str, language: Language, sheet: str, first: str) -> list[Row]:
    """The rows of a list by their heads, of which `first` is the first, to the next blank row."""
    rows = iter(sheets(name, language)[say(language, f"lists.sheet-{sheet}")].iter_rows(values_only=True))
    heads = next(row for row in rows if row[0] == say(language, first))
    return [dict(zip(heads, row, strict=True)) for row in takewhile(any, rows)]


def said(rows: list[Row], language: Language, **keys: str) -> list[Row]:
    """What stands under some heads, by names of ours; a dash or a blank is nothing."""
    return [
        {key: None if row[say(language, head)] == "—" else row[say(language, head)] for key, head in keys.items()}
        for row in rows
    ]


def same(found: list[Row], expected: list[Row]) -> None:
    """Texts to the letter, numbers to twelve digits."""
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        for key, each in other.items():
            assert one[key] == (pytest.approx(each, abs=1e-12) if isinstance(each, float) else each or None), key


@BOTH
@EACH
def test_every_gap_of_the_workbook_follows_from_the_json(name: str, language: Language) -> None:
    rows = said(
        table(name, language, "gaps", "lists.rank"), language,
        rank="lists.rank", indicator="terms.indicator", outcome="terms.outcome", red="terms.red-line",
        where="lists.where", points="terms.points", target="terms.target",
        lost="terms.lost", next="lists.next-gain", to="lists.target-gain",
        advice="terms.advice", who="terms.who",
    )  # fmt: skip
    expected = [
        {
            "rank": float(rank), "indicator": f"{item.id}\n{found['title']}", "outcome": outcome(found, language),
            "red": say(language, f"terms.red-line-{found['red_line']}") if found["red_line"] else "",
            "where": place(found),
            "points": found["points"], "target": found["target"], "lost": found["lost"],
            "next": gain(found["next_step"]),
            "to": gain(found["to_target"]), "who": item.who.in_(language),
            "advice": "\n".join(f"{at}. {step.in_(language)}" for at, step in enumerate(item.advice, 1)),
        }
        for rank, (item, found) in enumerate(gaps(name, language), 1)
    ]  # fmt: skip
    same(rows, expected)


@BOTH
@EACH
def test_every_answer_of_the_workbook_follows_from_the_json(name: str, language: Language) -> None:
    framework = example(name).framework
    rows = said(
        table(name, language, "answers", "terms.id"), language, id="terms.id", question="terms.question",
        raw="lists.raw", outcome="terms.outcome", points="terms.points", weight="lists.effective-weight",
        lost="terms.lost", reason="lists.reason", evidence="terms.evidence", note="lists.remark",
        where="lists.where",
    )  # fmt: skip
    expected = []
    for item, found in indicators(name, language):
        answer = found["answer"] or dict.fromkeys(("raw", "reason", "evidence", "note"), "")
        played = in_play(found)
        expected.append({
            "id": item.id, "question": item.ask.question.in_(language), "raw": answer["raw"],
            "outcome": outcome(found, language), "points": found["points"],
            "weight": found["weight"] if played else None, "lost": found["lost"] if played else None,
            "reason": framework.reasons[answer["reason"]].in_(language) if answer["reason"] else "",
            "evidence": named(item, found, framework, language), "note": answer["note"], "where": place(found),
        })  # fmt: skip
    same(rows[len(framework.profile) :], expected)


@BOTH
@EACH
def test_every_score_of_the_workbook_follows_from_the_json(name: str, language: Language) -> None:
    """The whole, each chapter and each measure; and the evidence of everything in play."""
    whole = station(name, language)
    keys = ("score", "floor", "ceiling", "coverage", "evidenced", "to_target", "weight", "lost")
    rows = table(name, language, "chapters", "terms.chapter")
    nodes = {}
    for row in rows:
        label, *numbers = [cell for cell in row.values() if cell is not None]
        nodes[str(label)] = [None if cell == "—" else cell for cell in numbers]
    listed = [(say(language, "terms.index"), whole["index"]), *((each["title"], each) for each in whole["chapters"])]
    listed += [(f"{each['id']} {each['title']}", each) for each in whole["measures"]]
    assert len(rows) == len(listed)
    for label, node in listed:
        *exact, weight, lost = [node[key] for key in keys]
        assert nodes[label][:-2] == [each if each is None else pytest.approx(each, abs=1e-12) for each in exact], label
        # Parts of a printed sum are printed so that they add up to it.
        assert abs(nodes[label][-2] - weight) < 0.001
        assert abs(nodes[label][-1] - lost) < 0.1
    rows = said(
        table(name, language, "evidence", "terms.measure"), language,
        indicator="terms.indicator", named="lists.evidence-claimed", outcome="terms.outcome", who="terms.who",
    )  # fmt: skip
    same(rows, [
        {
            "indicator": f"{item.id}\n{found['title']}",
            "named": named(item, found, example(name).framework, language),
            "outcome": outcome(found, language), "who": item.who.in_(language),
        }
        for item, found in indicators(name, language) if in_play(found)
    ])  # fmt: skip
