"""What a JSON document calls the parts of a framework, and how it says answers."""

from convergence_cli.model.framework import Chapter, Framework, Indicator, Measure
from convergence_cli.model.language import Language
from convergence_cli.model.questionnaire import Answered
from convergence_cli.report.figures import indicator_answer
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
        clauses={name: item.clauses for name, item in items.items()},
        answer=answer,
    )
