"""What a station said about itself, in words."""

from convergence_cli.model.language import Language
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.model.questionnaire import Answer
from convergence_cli.report import figures


def profile_answer(question: ProfileQuestion, answer: Answer, language: Language) -> str:
    """A profile answer in words; a whole number without separators, because it may be a year."""
    if question.type == "integer" and isinstance(answer.value, int | float):
        return f"{answer.value:.0f}"
    return figures.answer(question, answer.value, question.options, language)
