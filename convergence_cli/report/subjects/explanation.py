"""Whatever was asked about, explained: a section for each card, its facts for people."""

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report.document import Block, Document, Fact, Section
from convergence_cli.report.explanation.cards import Card
from convergence_cli.texts import say


def document(cards: tuple[Card, ...], framework: Framework, language: Language) -> Document:
    """The cards as a document; facts without words are for programs alone."""
    return Document(
        framework=framework,
        language=language,
        sections=tuple(Section(title=f"{card.id}  {card.title}", blocks=_facts(card, language)) for card in cards),
    )


def _facts(card: Card, language: Language) -> tuple[Block, ...]:
    return tuple(
        Fact(label=say(language, f"catalogue.label-{fact.key}"), text=fact.text, steps=fact.steps)
        for fact in card.facts
        if fact.text or fact.steps
    )
