"""Why a part that is in play has no score, in words: the same in every format."""

from convergence_cli.model.assessment import Node
from convergence_cli.model.framework import Framework
from convergence_cli.model.judged import Judged
from convergence_cli.model.keywords import INDEX
from convergence_cli.model.language import Language
from convergence_cli.scoring.withheld import demanding, voiding
from convergence_cli.texts import say


def why_none(framework: Framework, judged: Judged, node: Node, language: Language) -> str:
    """A sentence; empty where there is a score, or nothing is in play."""
    if node.withheld is None:
        return ""
    if node.withheld == "voided":
        told = (dict(item.values)["message"] for item in voiding(judged))
        messages = (one[language != "zh"] for one in told if isinstance(one, tuple))
        return say(language, "station.voided", messages=say(language, "terms.clause-separator").join(messages))
    parts = (_missing(framework, judged, name, language) for name in demanding(framework, judged, node.id))
    return say(language, "station.incomplete", parts=say(language, "terms.list-separator").join(parts))


def _missing(framework: Framework, judged: Judged, name: str, language: Language) -> str:
    blank = (each for each in judged.results if each.outcome == "unanswered")
    count = sum(name in (INDEX, each.chapter, each.measure) for each in blank)
    if name == INDEX:
        return say(language, "station.incomplete-whole", count=count)
    title = framework.part(name).title.in_(language)
    return say(language, "station.incomplete-part", title=title, count=count)
