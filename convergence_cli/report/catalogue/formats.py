"""Cards rendered: text for a terminal, Markdown for a page, JSON for a machine."""

from collections.abc import Callable, Iterator
from typing import Any

from convergence_cli.model.language import Language
from convergence_cli.report.catalogue.cards import Card, Fact
from convergence_cli.saved.mapping import Document, Shape
from convergence_cli.saved.shape import Words
from convergence_cli.texts import say


def as_text(cards: tuple[Card, ...], language: Language) -> str:
    """Each card as a heading with its facts below, indented; cards apart by a blank line."""
    return "\n".join("\n".join(_text(card, language)) + "\n" for card in cards)


def _text(card: Card, language: Language) -> Iterator[str]:
    yield f"{card.id}  {card.title}"
    for fact in _spoken(card):
        first, *more = fact.text.split("\n")
        yield "  " + say(language, "catalogue.fact", label=_label(fact, language), text=first)
        yield from (f"    {line}" for line in more)
        yield from (f"    {number}. {step}" for number, step in enumerate(fact.steps, 1))


def as_markdown(cards: tuple[Card, ...], language: Language) -> str:
    """Each card as a section; facts as a list, steps as a numbered one."""
    return "\n".join("\n".join(_markdown(card, language)) + "\n" for card in cards)


def _markdown(card: Card, language: Language) -> Iterator[str]:
    yield f"## {card.id} {escaped(card.title)}"
    yield ""
    for fact in _spoken(card):
        first, *more = fact.text.split("\n")
        yield (
            "- " + say(language, "catalogue.fact", label=f"**{_label(fact, language)}**", text=escaped(first)).rstrip()
        )
        yield from (f"  - {escaped(line)}" for line in more)
        yield from (f"  {number}. {escaped(step)}" for number, step in enumerate(fact.steps, 1))


def escaped(text: str) -> str:
    """Text of a rubric in Markdown: what would mark it up, or end a cell of a table, is shown as it is."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>|#" else letter for letter in text)


def as_json(cards: tuple[Card, ...], language: Language) -> str:
    """An array of items, one a card, each fact under its key."""
    return CATALOGUE.text(cards, Words(language=language))


def _items(cards: tuple[Card, ...], _: object) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"kind": card.kind, "id": card.id, "title": card.title} | {fact.key: _data(fact) for fact in card.facts}
        for card in cards
    )


_ITEMS = ("items", tuple[dict[str, Any], ...], "Each with kind, id and title, and each fact under its key.", _items)
CATALOGUE = Document(Shape(tuple, _ITEMS, name="Explanation", meaning="What was asked about, explained."))


def _data(fact: Fact) -> object:
    return fact.data if fact.data is not None else fact.steps or fact.text


def _spoken(card: Card) -> list[Fact]:
    """The facts that are for people; the others are only for machines."""
    return [fact for fact in card.facts if fact.text or fact.steps]


def _label(fact: Fact, language: Language) -> str:
    return say(language, f"catalogue.label-{fact.key}")


FORMATS: dict[str, Callable[[tuple[Card, ...], Language], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
