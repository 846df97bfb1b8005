"""A framework in words: its list, which indicator covers which clause, and one item explained."""

from collections.abc import Iterator, Mapping

from convergence_cli.model.framework import Framework, Indicator, Measure
from convergence_cli.model.language import Language
from convergence_cli.report.rules import rule_in_words
from convergence_cli.texts import say
from convergence_cli.texts.problems import WORDS as CODES


def listing(framework: Framework, language: Language) -> str:
    """Chapters, measures and indicators as an indented list."""
    title = framework.title.in_(language)
    lines = [_say(language, "list-title", title=title, id=framework.id, version=framework.version)]
    measures = {measure.id: measure for measure in framework.measures}
    for chapter in framework.chapters:
        title = chapter.title.in_(language)
        lines.append(_say(language, "list-chapter", title=title, weight=f"{chapter.weight:g}"))
        for measure in (measures[name] for name in chapter.measures):
            facts = {"id": measure.id, "weight": f"{measure.weight:g}", "count": len(measure.indicators)}
            lines.append("  " + _say(language, "list-measure", title=measure.title.in_(language), **facts))
            for item in measure.indicators:
                mark = _say(language, "red-line-mark") if item.required else ""
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
            names = [item.id for item in framework.indicators if clause in item.clauses]
            covered += bool(names)
            excused += clause in reasons
            key = "covered" if names else "excused"
            facts = {"indicators": ", ".join(names)} if names else {"because": reasons.get(clause, "")}
            lines.append("  " + _say(language, key, clause=clause, **facts))
    lines.append(_say(language, "coverage-sum", covered=covered, excused=excused, total=covered + excused))
    return "\n".join(lines) + "\n"


def explanation(framework: Framework, what: str, language: Language) -> str | None:
    """A measure, an indicator, a clause or an error code explained; None if it is none of these."""
    name = what.removeprefix("clause ").strip()
    for measure in framework.measures:
        if measure.id == name:
            return "\n".join(_measure(framework, measure, language)) + "\n"
    for item in framework.indicators:
        if item.id == name:
            return "\n".join(_indicator(framework, item, language)) + "\n"
    inside = [measure for measure in framework.measures if name in measure.clauses]
    if inside:
        return "\n".join(_clause(framework, inside[0], name, language)) + "\n"
    if name in CODES and "/" not in name:
        spoken = 0 if language == "zh" else 1
        # The patterns themselves, their placeholders showing; a doubled brace is how a pattern spells a brace.
        message, hint = (CODES[key][spoken].replace("{{", "{").replace("}}", "}") for key in (name, f"{name}/hint"))
        lines = [_say(language, "code", code=name, message=message)]
        return "\n".join([*lines, *([_say(language, "code-hint", hint=hint)] if hint else [])]) + "\n"
    return None


def known_names(framework: Framework) -> list[str]:
    """Everything that can be explained."""
    clauses = [clause for measure in framework.measures for clause in measure.clauses]
    codes = [name for name in CODES if "/" not in name]
    return [*(item.id for item in framework.measures), *(item.id for item in framework.indicators), *clauses, *codes]


def _measure(framework: Framework, measure: Measure, language: Language) -> Iterator[str]:
    yield f"{measure.id} {measure.title.in_(language)}"
    yield _say(language, "weight", weight=f"{measure.weight:g}", because=measure.because.in_(language))
    yield _say(language, "horizon", horizon=say(language, f"terms.{measure.horizon}"))
    yield _say(language, "clauses", clauses=", ".join(measure.clauses))
    for item in measure.not_scored:
        yield "  " + _say(language, "excused", clause=item.clause, because=item.because.in_(language))
    for indicator in measure.indicators:
        yield ""
        yield from _indicator(framework, indicator, language)


def _clause(framework: Framework, measure: Measure, clause: str, language: Language) -> Iterator[str]:
    yield f"{clause}  {measure.id} {measure.title.in_(language)}"
    for excused in measure.not_scored:
        if excused.clause == clause:
            yield _say(language, "excused", clause=clause, because=excused.because.in_(language))
    for item in framework.indicators:
        if clause in item.clauses:
            yield ""
            yield from _indicator(framework, item, language)


def _indicator(framework: Framework, item: Indicator, language: Language) -> Iterator[str]:
    yield f"{item.id}  {item.title.in_(language)}"
    yield from ("  " + line for fact in _facts(framework, item, language) for line in fact.split("\n"))


def _facts(framework: Framework, item: Indicator, language: Language) -> Iterator[str]:
    if item.required:
        yield _say(language, "red-line")
        yield from _matching(framework, item.required_for, "red-line-for", language)
    yield _say(language, "quote", quote=item.quote, clauses=", ".join(item.clauses))
    yield _say(language, "obligation", obligation=say(language, f"terms.{item.obligation}"))
    yield _say(language, "question", question=item.ask.question.in_(language))
    if item.ask.criteria:
        yield _say(language, "criteria", criteria=item.ask.criteria.in_(language))
    if item.ask.compute is not None:
        tables = [table.title.in_(language) for table in framework.tables_of(item)]
        yield _say(language, "compute", tables=_list(tables, language), compute=item.ask.compute)
    options = framework.options(item)
    if options:
        yield _say(language, "options", options=" / ".join(text.in_(language) for text in options.values()))
    yield _say(language, "who", who=item.who.in_(language))
    yield _say(language, "rule", rule=rule_in_words(framework, item, None, language))
    yield _say(language, "target", target=f"{item.target:g}")
    yield _say(language, "share", weight=_share(framework, item))
    yield from _limits(framework, item, language)
    if item.evidence.hint:
        yield _say(language, "evidence", hint=item.evidence.hint.in_(language))
    yield _say(language, "advice")
    yield from (f"  {number}. {step.in_(language)}" for number, step in enumerate(item.advice, 1))
    yield _say(language, "effort", effort=say(language, f"terms.effort-{item.effort}"))
    if item.needs:
        yield _say(language, "needs", needs=", ".join(item.needs))
    basis = say(language, "terms.clause-basis" if item.basis == "clause" else "terms.calibrated")
    because = ("：" if language == "zh" else ": ") + item.because.in_(language) if item.because else ""
    yield _say(language, "basis", basis=basis + because)


def _limits(framework: Framework, item: Indicator, language: Language) -> Iterator[str]:
    yield from _matching(framework, item.applies, "applies", language)
    if item.not_applicable:
        words = [framework.reasons[reason].in_(language) for reason in item.not_applicable]
        yield _say(language, "reasons", reasons=_list(words, language))


def _matching(
    framework: Framework, conditions: Mapping[str, tuple[str, ...]], key: str, language: Language
) -> Iterator[str]:
    """The stations that a condition on the profile names."""
    questions = {question.id: question for question in framework.profile}
    for name, options in conditions.items():
        words = [questions[name].options[option].in_(language) for option in options]
        yield _say(language, key, options=_list(words, language))


def _share(framework: Framework, item: Indicator) -> str:
    siblings = next(measure.indicators for measure in framework.measures if measure.id == item.measure)
    return f"{item.weight:g}/{sum(sibling.weight for sibling in siblings):g}"


def _list(words: list[str], language: Language) -> str:
    return say(language, "terms.list-separator").join(words)


def _say(language: Language, key: str, **values: object) -> str:
    return say(language, f"catalogue.{key}", **values)
