"""`explain`: the same facts as text, Markdown and JSON, with an example that works out and weights that add up."""

import json
import math
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from running import convergence
from tiny_rubric import built, mutated

from convergence_cli.functions.by import function_for
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.report.explanation.cards import cards
from convergence_cli.report.explanation.example import example
from convergence_cli.report.explanation.weights import kinds, weights_by_kind
from convergence_cli.report.formats import markdown
from convergence_cli.report.subjects import catalogue, laid_out, report
from convergence_cli.scoring.points import points


def in_scope(framework: Framework) -> list[tuple[str, Indicator]]:
    return [
        (kind, item)
        for kind, own in weights_by_kind(framework).items()
        for item in framework.indicators
        if item.id in own
    ]


def worked_out(arithmetic: str) -> float:
    """The written arithmetic, done by Python: an independent way to the points."""
    text = arithmetic.replace(",", "").replace("×", "*").replace("÷", "/").replace("−", "-")
    text = re.sub(r"([\d.]+)%", r"(\1/100)", text)
    assert re.fullmatch(r"[\d.+\-*/() ln]+", text), text
    return float(eval(text, {"__builtins__": {}, "ln": math.log}))


def test_the_example_of_every_indicator_works_out_for_every_kind_of_station(framework: Framework) -> None:
    """The points are those of the engine, and the arithmetic that is shown comes to them."""
    for kind, item in in_scope(framework):
        profile = kinds(framework)[kind]
        made = example(framework, item, kind, profile, 0.01)
        assert made.points == points(function_for(item.score, profile), made.answer, framework)
        if made.arithmetic:
            assert worked_out(made.arithmetic) == pytest.approx(made.points, abs=1e-6), item.id
        assert made.lost == pytest.approx(0.01 * (100 - made.points))


def test_most_examples_show_a_loss(framework: Framework) -> None:
    """An example at full points would show nothing."""
    full = [
        item.id
        for kind, item in in_scope(framework)
        if example(framework, item, kind, kinds(framework)[kind], 1).lost == 0
    ]
    assert len(full) <= len(in_scope(framework)) // 20


def test_effective_weights_add_up_for_every_kind_of_station(framework: Framework) -> None:
    """The indicators' to 1, the measures' to 1, and what is out of scope has none."""
    leaves = {item.id for item in framework.indicators}
    measures = {item.id for item in framework.measures}
    for kind, own in weights_by_kind(framework).items():
        assert math.fsum(weight for name, weight in own.items() if name in leaves) == pytest.approx(1, abs=1e-12)
        assert math.fsum(weight for name, weight in own.items() if name in measures) == pytest.approx(1, abs=1e-12)
        assert all((item.id in own) == item.in_scope({"level": kind}) for item in framework.indicators)


def explained(framework: Framework, what: str, format_: str = "text", language: Any = "en") -> str:
    about = cards(framework, what, language), framework, language
    wide = 10_000
    return laid_out("explanation", about, wide) if format_ == "text" else report("explanation", about, format_).decode()


def page(framework: Framework) -> str:
    return markdown.render(catalogue.document(framework), longest=None)


def facts(framework: Framework, what: str, language: Any = "en") -> dict[str, Any]:
    (item,) = json.loads(explained(framework, what, "json", language))["items"]
    return dict(item)


def test_an_indicator_as_json_carries_raw_figures(framework: Framework) -> None:
    found = facts(framework, "M16.mobile-kpi-weight")
    assert found["clauses"] == ["16.2/mobile-weight"]
    assert found["red-line"] == {"unless": "met"}
    assert found["red-line-for"] == {"level": ["central", "provincial", "municipal"]}
    assert found["compute"] == framework.indicator["M16.mobile-kpi-weight"].ask.compute
    assert found["example"]["answer"] == 0.5
    assert found["example"]["points"] == 60
    assert found["example"]["station"] == "central"
    assert found["example"]["weight"] == found["weights"]["central"]
    assert found["weights"]["provincial"] == weights_by_kind(framework)["provincial"]["M16.mobile-kpi-weight"]
    assert len(found["advice"]) == 3


def test_an_example_is_of_a_station_for_which_it_is_a_red_line() -> None:
    """The first kind that is asked, where none has it as a red line."""
    only = mutated("M02.yaml", "red_line: {unless: met}", "red_line: {unless: met, for: {level: [county]}}")
    for files, station in ((only, "county"), (mutated("M02.yaml", "    red_line: {unless: met}\n", ""), "city")):
        assert facts(built(files), "M02.rule")["example"]["station"] == station


def test_one_indicator_s_example_by_hand() -> None:
    """M01.studios in a city: 3 of 6 is 50 points; its weight is 1/4 of M01, which is half of the index."""
    found = facts(built(), "M01.studios")["example"]
    assert found == {"station": "city", "answer": 3.0, "points": 50.0, "weight": 0.125, "lost": 6.25}
    text = explained(built(), "M01.studios")
    assert "City station, answer 3: 100 × 3 ÷ 6 = 50 points" in text
    assert "12.5% × (100 − 50) = 6.25 points" in text


def test_a_worked_example_can_be_worked(framework: Framework) -> None:
    """By the weight that the card prints for that kind of station, to two decimals."""
    cards = [explained(framework, item.id) for item in framework.scored]
    worked = re.compile(r"(\S+%) × \(100 − (\S+)\) = (\S+) points?")
    found = [(card, *match.groups()) for card in cards if (match := worked.search(" ".join(card.split())))]
    assert len(found) == len(cards)
    for card, weight, earned, lost in found:
        assert f" {weight}" in card[card.index("Weight in the index") :]
        exact = Decimal(weight.rstrip("%")) / 100 * (100 - Decimal(earned))
        assert Decimal(lost) == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_format_says_every_fact(framework: Framework, format_: str, language: Any) -> None:
    """Of all indicators: question, quote, evidence, each step of advice; in Markdown but for its escapes."""
    for measure in framework.measures:
        shown = explained(framework, measure.id, format_, language).replace("\\", "")
        for item in measure.indicators:
            texts = [item.title, item.ask.question, item.who, item.evidence.hint, *item.advice, item.because]
            for word in [item.quote, *(text.in_(language) for text in texts if text)]:
                assert (
                    word.replace("\\", "") in shown
                    or json.dumps(word, ensure_ascii=False)[1:-1].replace("\\", "") in shown
                )


def test_a_clause_names_its_indicators_or_why_it_has_none() -> None:
    assert facts(built(), "01.2") == {
        "kind": "clause",
        "id": "01.2",
        "title": "M01 Measure",
        "not-scored": [{"clause": "01.2", "because": "A slogan"}],
    }
    kinds_ = [card.kind for card in cards(built(), "clause 01.1", "en")]
    assert kinds_ == ["clause", "indicator", "indicator"]


def test_text_of_a_rubric_marks_up_nothing() -> None:
    """A title with Markdown in it is shown as it is."""
    files = mutated("M01.yaml", "title: {zh: 比, en: Share}", "title: {zh: '比|<b>*', en: '[x](http://a) | <b>*a*'}")
    shown = explained(built(files), "M01.share", "markdown")
    assert "## M01.share \\[x\\](http:\\//a) \\| \\<b\\>\\*a\\*" in shown
    assert "比\\|\\<b\\>\\* / \\[x\\]" in page(built(files))


def test_every_row_of_the_page_has_as_many_cells_as_its_table(framework: Framework) -> None:
    """An unescaped bar in a text would shift the columns."""
    width = 0
    for line in page(framework).splitlines():
        if line.startswith("|"):
            cells = len(re.findall(r"(?<!\\)\|", line))
            assert width in (0, cells), line
            width = cells
        else:
            width = 0


def test_a_format_that_there_is_not_is_a_fault_of_usage() -> None:
    run = convergence("explain", "M16", "--format", "pdf", "--lang", "en")
    assert (run.returncode, run.stdout) == (2, "")
    assert "option-value" in run.stderr


def test_the_command_prints_json_and_nothing_else() -> None:
    run = convergence("explain", "16.2", "--format", "json", "--lang", "zh")
    assert [item["kind"] for item in json.loads(run.stdout)["items"]][:2] == ["clause", "indicator"]
    assert run.stderr == ""
