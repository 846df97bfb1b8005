"""What is known of a station before it fills in its form: `QUESTION=VALUE`, each VALUE read as the cell of the form."""

from collections.abc import Iterable

from convergence_cli.errors import Problem, problem, without_faults
from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Answered
from convergence_cli.questionnaire.names import meant, shown
from convergence_cli.questionnaire.normalise import Reading, read_cell
from convergence_cli.texts import message


def known_profile(texts: Iterable[str], framework: Framework) -> dict[str, Answered]:
    """Profile question id -> its answer; the last one of a question counts.

    Raises ConfigError with everything that is wrong: a text that is no `QUESTION=VALUE`, a question that the framework
    does not ask, a value that is no answer to it.
    """
    return dict(without_faults(_read(text, framework) for text in texts))


def _read(text: str, framework: Framework) -> tuple[str, Answered] | Problem:
    name, sign, typed = (part.strip() for part in text.partition("="))
    if not sign or not name or not typed:
        return problem("profile-malformed", found=text)
    question = framework.question.get(name)
    if question is None:
        names = {each.id: each.title for each in framework.profile}
        near = shown(names, meant(name, names).near)
        return problem("profile-not-asked", found=name, nearest=near, known=shown(names, names))
    reading = read_cell(typed, question, question.options, language=None)
    if reading.value is not None:
        return name, reading.value
    if not reading.code:  # nothing that one can see
        return problem("profile-malformed", found=text)
    return problem("profile-refused", question=name, why=why_refused(reading))


def why_refused(reading: Reading) -> tuple[str, str]:
    """What the reader of the cell would say of it, in Chinese and English."""
    refusal = problem(reading.code, None, "error", **reading.words)
    return message("zh", refusal), message("en", refusal)
