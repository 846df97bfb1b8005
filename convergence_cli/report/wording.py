"""What JSON documents call the parts of a framework, and how they say answers."""

from collections.abc import Iterable

from convergence_cli.model.assessment import Node
from convergence_cli.model.framework import Chapter, Framework, Indicator, Measure
from convergence_cli.model.language import Language
from convergence_cli.model.questionnaire import Answered
from convergence_cli.report.figures import indicator_answer
from convergence_cli.saved.mapping import Shape
from convergence_cli.saved.shape import Words


def words_of(framework: Framework, language: Language) -> Words:
    """In one language."""
    items = {item.id: item for item in framework.indicators}
    parts: tuple[Chapter | Measure | Indicator, ...] = (*framework.chapters, *framework.measures, *items.values())

    def answer(name: str, given: Answered | None) -> str:
        return indicator_answer(framework, items[name], given, language)

    return Words(
        language=language,
        titles={part.id: part.title.in_(language) for part in parts},
        items=items,
        framework=framework,
        answer=answer,
    )


def scores(nodes: Iterable[Node]) -> dict[str, float | None]:
    """By id."""
    return {node.id: node.score for node in nodes}


TITLE = ("title", str, "In the language of the document.", lambda item, told: told.titles[item.id])
FRAMEWORK = Shape(Framework, "id version sha256", name="NamedFramework", meaning="By which framework it was judged.")
