"""What a framework holds: its parts below each other, and which indicator covers which clause."""

from collections.abc import Iterator

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.question import said
from convergence_cli.report.document import Block, Document, Paragraph, Section
from convergence_cli.report.rules import weight_in_words
from convergence_cli.texts import say


def parts(framework: Framework, language: Language) -> Document:
    """Chapters, measures and indicators with their weights."""
    return _document(framework, language, _parts(framework, language))


def coverage(framework: Framework, language: Language) -> Document:
    """Each clause, or part of one, with the indicators that cover it or why it is not scored, and their sum."""
    return _document(framework, language, _clauses(framework, language))


def _document(framework: Framework, language: Language, blocks: Iterator[Block]) -> Document:
    return Document(framework=framework, language=language, sections=(Section(title="", blocks=tuple(blocks)),))


def _parts(framework: Framework, language: Language) -> Iterator[Paragraph]:
    title = framework.title.in_(language)
    yield _line(language, "list-title", title=title, id=framework.id, version=framework.version)
    if framework.extends:
        yield Paragraph(text=say(language, "overlays.laid-on", bases=framework.bases))
    measures = {measure.id: measure for measure in framework.measures}
    for chapter in framework.chapters:
        yield _line(
            language,
            "list-chapter",
            title=chapter.title.in_(language),
            weight=weight_in_words(framework, chapter, language),
        )
        for measure in (measures[name] for name in chapter.measures):
            facts = {
                "id": measure.id,
                "weight": weight_in_words(framework, measure, language),
                "count": len(measure.indicators),
            }
            yield _line(language, "list-measure", 1, title=measure.title.in_(language), **facts)
            for item in measure.indicators:
                mark = say(language, "catalogue.red-line-mark") if item.red_line else ""
                facts = {"id": item.id, "weight": weight_in_words(framework, item, language), "mark": mark}
                yield _line(language, "list-indicator", 2, title=item.title.in_(language), **facts)


def _clauses(framework: Framework, language: Language) -> Iterator[Paragraph]:
    clauses = sum(len(measure.clauses) for measure in framework.measures)
    covered = excused = 0
    for measure in framework.measures:
        yield Paragraph(text=f"{measure.id} {measure.title.in_(language)}")
        reasons = {item.clause: item.because.in_(language) for item in measure.not_scored}
        for clause, words in measure.units.items():
            names = [item.id for item in framework.covering(clause)]
            covered += bool(names)
            excused += clause in reasons
            facts = {"indicators": ", ".join(names)} if names else {"because": reasons.get(clause, "")}
            named = f"{clause} {said(words, language)}".strip()
            yield _line(language, "covered" if names else "excused", 1, clause=named, **facts)
    yield _line(language, "coverage-sum", clauses=clauses, covered=covered, excused=excused, total=covered + excused)


def _line(language: Language, key: str, depth: int = 0, **values: object) -> Paragraph:
    text = say(language, f"catalogue.{key}", **values)
    return Paragraph(text=text, tone="item", depth=depth) if depth else Paragraph(text=text)
