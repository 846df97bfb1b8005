"""The overlay that proposals make: its text, and what comes of the stations under it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from convergence_cli.calibration.proposal import Proposal, Shares
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.model.questionnaire import Answered
from convergence_cli.questionnaire.normalise import spoken
from convergence_cli.rubric.overlay.resolve import resolve
from convergence_cli.rubric.write import as_tree, as_yaml
from convergence_cli.texts import in_language, say
from convergence_cli.value import value

FILE = "overlay.yaml"


@value
class Calibrated:
    """An overlay that can be used: its text, and the framework with it laid on."""

    text: str
    framework: Framework
    loosened: frozenset[str]
    """The indicators that ask for less by it; each says so."""


Amount = Callable[[Indicator, float, Language], str]
"""A number in the unit of its indicator, in words."""


@value
class Origin:
    """Which stations the answers are from."""

    kind: Mapping[str, Answered]
    """Profile question id -> what is known of all of them."""
    period: str
    """The year or years assessed."""
    shares: Shares


def calibrated(
    base: Framework, name: str, named: str, proposals: Iterable[Proposal], origin: Origin, amount: Amount
) -> Calibrated:
    """The overlay `name` on a framework that it calls `named`."""
    entries = {each.answers.item.id: _entry(base, each, origin, amount) for each in proposals}
    loosened = frozenset[str]()
    while True:
        said = [entry | ({"relax": True} if item in loosened else {}) for item, entry in entries.items()]
        text = _text(base, name, named, said)
        framework, problems = resolve(base, FILE, text)
        more = {str(dict(item.values)["id"]) for item in problems if item.code == "overlay-loosens"} - loosened
        if not more:
            assert framework is not None  # it is made of parts of a framework that is sound
            return Calibrated(text=text, framework=framework, loosened=loosened)
        loosened |= more


def _text(base: Framework, name: str, named: str, entries: list[dict[str, Any]]) -> str:
    head = {
        "id": name,
        "version": "0.1.0",
        "title": _both("overlay-title", base),
        "source": {
            "title": _both("source-title", base),
            "number": "1",
            "issuer": _both("issuer", base),
            "date": "2025-01-01",
        },
        "extends": named,
        "since": base.version,
    }
    tree = head | ({"set": {"indicators": entries}} if entries else {})
    return f"# {say(base.languages[0], 'calibration.about-overlay')}\n{as_yaml(tree)}"


def _both(key: str, base: Framework) -> dict[str, str]:
    return {language: say(language, f"calibration.{key}") for language in base.languages}


def _entry(base: Framework, each: Proposal, origin: Origin, amount: Amount) -> dict[str, Any]:
    because = {language: _because(base, each, origin, amount, language) for language in base.languages}
    item = each.answers.item
    to: dict[str, Any] = {"score": as_tree(each.score), **_target(each, origin.kind)}
    if item.basis is not None:
        to |= {"basis": "calibrated", "because": because}
    return {"id": item.id, "to": to, "because": because}


def _target(each: Proposal, kind: Mapping[str, object]) -> dict[str, Any]:
    item = each.answers.item
    if each.target == item.target_for(kind):
        return {}
    for question, targets in (item.target_by or {}).items():
        return {"target_by": {question: targets | {str(kind[question]): each.target}}} if question in kind else {}
    for question, answer in kind.items():
        return {"target_by": {question: {str(answer): each.target}}}
    return {"target": each.target}


def _because(base: Framework, each: Proposal, origin: Origin, amount: Amount, language: Language) -> str:
    figures = [
        say(
            language,
            "calibration.percentile",
            share=getattr(origin.shares, name),
            amount=amount(each.answers.item, getattr(each, name), language),
        )
        for name in ("zero", "met", "full")
        if getattr(each, name) is not None
    ]
    kind, count = kind_in_words(base, origin.kind, language), len(each.answers.numbers)
    key = "calibration.because-of" if kind else "calibration.because"
    listed = say(language, "terms.list-separator").join(figures)
    return say(language, key, kind=kind, period=origin.period, count=count, figures=listed)


def kind_in_words(base: Framework, kind: Mapping[str, Answered], language: Language) -> str:
    """What is known of the stations, as a person says it; empty where nothing is."""
    return say(language, "terms.list-separator").join(
        _answer(base.question[question], given, language) for question, given in kind.items()
    )


def _answer(question: ProfileQuestion, given: Answered, language: Language) -> str:
    return in_language(spoken(given, question, question.options), language)
