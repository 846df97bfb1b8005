"""What a framework holds, as indented lists for a terminal."""

from convergence_cli.model.framework import Framework, Indicator, Measure
from convergence_cli.model.language import Language
from convergence_cli.texts import say


def listing(framework: Framework, language: Language) -> str:
    """Chapters, measures and indicators as an indented list."""
    title = framework.title.in_(language)
    lines = [_say(language, "list-title", title=title, id=framework.id, version=framework.version)]
    if framework.extends:
        lines.append(say(language, "overlays.laid-on", bases=framework.bases))
    measures = {measure.id: measure for measure in framework.measures}
    for chapter in framework.chapters:
        title = chapter.title.in_(language)
        lines.append(_say(language, "list-chapter", title=title, weight=f"{chapter.weight:g}"))
        for measure in (measures[name] for name in chapter.measures):
            facts = {"id": measure.id, "weight": f"{measure.weight:g}", "count": len(measure.indicators)}
            lines.append("  " + _say(language, "list-measure", title=measure.title.in_(language), **facts))
            for item in measure.indicators:
                mark = _say(language, "red-line-mark") if item.red_line else ""
                facts = {"id": item.id, "weight": f"{item.weight:g}", "mark": mark}
                lines.append("    " + _say(language, "list-indicator", title=item.title.in_(language), **facts))
    return "\n".join(lines) + "\n"


def coverage_matrix(framework: Framework, language: Language) -> str:
    """Each clause with the indicators that cover it, or the reason why it is not scored, and their sum."""
    lines: list[str] = []
    covered = excused = 0
    for measure in framework.measures:
        lines.append(f"{measure.id} {measure.title.in_(language)}")
        reasons = {item.clause: item.because.in_(language) for item in measure.not_scored}
        for clause in measure.clauses:
            names = [item.id for item in indicators_of(measure, clause)]
            covered += bool(names)
            excused += clause in reasons
            key = "covered" if names else "excused"
            facts = {"indicators": ", ".join(names)} if names else {"because": reasons.get(clause, "")}
            lines.append("  " + _say(language, key, clause=clause, **facts))
    lines.append(_say(language, "coverage-sum", covered=covered, excused=excused, total=covered + excused))
    return "\n".join(lines) + "\n"


def indicators_of(measure: Measure, clause: str) -> list[Indicator]:
    """The measure's indicators that cover a clause."""
    return [item for item in measure.indicators if clause in item.clauses]


def _say(language: Language, key: str, **values: object) -> str:
    return say(language, f"catalogue.{key}", **values)
