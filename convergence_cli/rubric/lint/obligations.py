"""What binds less weighs no more in the index than what binds more, unless the file says why."""

import math
from collections.abc import Iterator, Mapping

from convergence_cli.model.framework import Framework, Indicator, Obligation
from convergence_cli.rubric.lint.fault import Fault, fault, measure_file

_LAST_BITS = 1e-12
_ORDER: tuple[tuple[Obligation, Obligation], ...] = (("may", "should"), ("should", "must"), ("may", "must"))
Weighed = list[tuple[float, Indicator]]


def lint_obligations(framework: Framework) -> Iterator[Fault]:
    """For each two obligations the widest gap the wrong way, over all kinds of station; the framework is sound."""
    if framework.weights_because is not None:
        return
    kinds = [_by_obligation(framework, profile) for profile in _profiles(framework)]
    for less, more in _ORDER:
        pairs = [
            (heavy[0] - light[0], heavy, light)
            for found in kinds
            if found[less] and found[more]
            for heavy, light in ((max(found[less], key=_weight), min(found[more], key=_weight)),)
        ]
        gap, heavy, light = max(pairs, key=lambda pair: pair[0], default=(0.0, None, None))
        if heavy is not None and light is not None and gap > _LAST_BITS:
            yield _told(framework, heavy, light)


def _weight(found: tuple[float, Indicator]) -> float:
    return found[0]


def _told(framework: Framework, heavy: tuple[float, Indicator], light: tuple[float, Indicator]) -> Fault:
    item = heavy[1]
    measure = framework.measure[item.measure]
    values = {"id": item.id, "obligation": str(item.obligation), "weight": f"{heavy[0]:.2%}"}
    values |= {"other": light[1].id, "binds": str(light[1].obligation), "lighter": f"{light[0]:.2%}"}
    path = ("indicators", measure.indicators.index(item), "weight")
    return fault(measure_file(measure), path, "weight-over-obligation", "warning", **values)


def _profiles(framework: Framework) -> list[Mapping[str, object]]:
    """Every kind of station by the first closed question that has to be answered, and each that weights go by."""
    closed = [item for item in framework.profile if item.required and item.type == "one_of"]
    first = closed[0].id if closed else ""
    asked = [item for item in closed if item.id == first or item.id in framework.weighed_by]
    profiles: list[Mapping[str, object]] = [{}]
    for question in asked:
        profiles = [{**each, question.id: option} for each in profiles for option in question.options]
    return profiles


def _by_obligation(framework: Framework, profile: Mapping[str, object]) -> dict[Obligation, Weighed]:
    """What is asked of such a station, with its effective weight in the index."""
    found: dict[Obligation, Weighed] = {"may": [], "should": [], "must": []}
    inside = {each.id: [i for i in each.scored if i.in_scope(profile)] for each in framework.measures}
    chapters = [
        (chapter, [framework.measure[name] for name in chapter.measures if inside[name]])
        for chapter in framework.chapters
    ]
    chapters = [(chapter, measures) for chapter, measures in chapters if measures]
    whole = math.fsum(chapter.weight_for(profile) for chapter, _ in chapters)
    for chapter, measures in chapters:
        total = math.fsum(measure.weight_for(profile) for measure in measures)
        for measure in measures:
            share = chapter.weight_for(profile) / whole * measure.weight_for(profile) / total
            own = math.fsum(item.weight_for(profile) for item in inside[measure.id])
            for item in inside[measure.id]:
                if item.obligation is not None:
                    found[item.obligation].append((share * item.weight_for(profile) / own, item))
    return found
