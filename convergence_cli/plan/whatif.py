"""A station with other answers: typed as in its questionnaire's cells, judged by the same engine."""

from dataclasses import replace

from convergence_cli.errors import Problem, problem, without_faults
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.plan import Supposed, WhatIf
from convergence_cli.questionnaire.known import why_refused
from convergence_cli.questionnaire.names import meant, shown
from convergence_cli.questionnaire.normalise import read_cell
from convergence_cli.scoring.engine import assess


def read_supposed(texts: tuple[str, ...], framework: Framework, judged: Assessment) -> tuple[Supposed, ...]:
    """`ID=VALUE`, each VALUE read as a cell of the questionnaire; the last one of an id counts.

    Raises ConfigError with everything that is wrong: a text that is no `ID=VALUE`, an id that is none, an
    indicator that is out of scope for the station, a value that is no answer to the question.
    """
    read = without_faults(_supposed(text, framework, judged) for text in texts)
    return tuple({each.id: each for each in read}.values())


def _supposed(text: str, framework: Framework, judged: Assessment) -> Supposed | Problem:
    name, sign, typed = (part.strip() for part in text.partition("="))
    if not sign or not name or not typed:
        return problem("set-malformed", found=text)
    item = framework.indicator.get(name)
    if item is None:
        names = {each.id: each.title for each in framework.indicators}
        return problem("set-unknown-id", found=name, nearest=shown(names, meant(name, names).near))
    if not item.in_scope(judged.profile):
        return problem("set-out-of-scope", id=name)
    return _read(item, typed, framework, judged)


def _read(item: Indicator, typed: str, framework: Framework, judged: Assessment) -> Supposed | Problem:
    options = framework.options(item)
    reading = read_cell(typed, item.ask, options, language=judged.questionnaire.language)
    if reading.value is None and not reading.code:  # nothing that one can see
        return problem("set-malformed", found=item.id)
    if reading.value is None:
        return problem("set-refused", id=item.id, why=why_refused(reading))
    return Supposed(id=item.id, value=reading.value)


def suppose(framework: Framework, judged: Assessment, supposed: tuple[Supposed, ...]) -> WhatIf:
    """The station judged again with these answers, everything else as read.

    What is computed from a supposed answer is computed anew; a computed indicator that is itself supposed has
    the supposed value. An indicator that was not applicable applies.
    """
    values = {each.id: each.value for each in supposed}
    read = judged.questionnaire
    answers = {name: replace(each, reason=None) if name in values else each for name, each in read.answers.items()}
    after = assess(framework, replace(read, answers=answers), values, steps=False)
    return WhatIf(supposed=supposed, before=judged, after=after)
