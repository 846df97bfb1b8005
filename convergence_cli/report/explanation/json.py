"""Whatever was explained, for a program: an array of items, each fact under its key."""

from typing import Any

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report.explanation.cards import Card, Fact
from convergence_cli.saved.mapping import Document, Shape
from convergence_cli.saved.shape import Words


def render(cards: tuple[Card, ...], _: Framework, language: Language) -> str:
    """The cards as JSON."""
    return CATALOGUE.text(cards, Words(language=language))


def _items(cards: tuple[Card, ...], _: object) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"kind": card.kind, "id": card.id, "title": card.title} | {fact.key: _data(fact) for fact in card.facts}
        for card in cards
    )


def _data(fact: Fact) -> object:
    return fact.data if fact.data is not None else fact.steps or fact.text


_ITEMS = ("items", tuple[dict[str, Any], ...], "Each with kind, id and title, and each fact under its key.", _items)
CATALOGUE = Document(Shape(tuple, _ITEMS, name="Explanation", meaning="What was asked about, explained."))
