"""Markdown: the summary of a CI run, or a report that is kept beside its workbook."""

from collections.abc import Iterator

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.language import Language
from convergence_cli.report.adding import adding_up
from convergence_cli.report.figures import score, share
from convergence_cli.report.findings import (
    Finding,
    answered,
    blocker_words,
    findings,
    level_names,
    red_lines_held,
)
from convergence_cli.report.marked import failures, gates, safe, section_blocks, table
from convergence_cli.report.sensitivity_words import sections
from convergence_cli.texts import say

_SHOWN = 20


def render(cohort: Cohort) -> str:
    """The document: what could not be judged, gates, then each station."""
    blocks = [*failures(cohort), *gates(cohort)]
    for entry in adding_up(cohort).assessments:
        blocks += _station(cohort, entry)
    return "\n\n".join(blocks) + "\n"


def _station(cohort: Cohort, entry: Assessment) -> Iterator[str]:
    framework, language, node = cohort.framework, cohort.language, entry.index
    yield f"## {safe(entry.station)}"
    title = {"title": framework.title.in_(language), "number": framework.source.number}
    yield safe(say(language, "text_report.heading", version=framework.version, **title))
    facts = {"score": score(node.score), "floor": score(node.floor), "ceiling": score(node.ceiling)}
    facts |= {"coverage": share(node.coverage), "evidenced": score(node.evidenced)}
    yield say(language, "markdown.index", **facts)
    yield from _level(cohort, entry)
    yield from _red_lines(cohort, entry)
    yield f"### {say(language, 'text_report.chapters')}"
    titles = [chapter.title.in_(language) for chapter in framework.chapters]
    rows = [
        (title, score(each.score), score(each.ceiling), share(each.coverage), share(each.weight), score(each.lost))
        for title, each in zip(titles, entry.chapters, strict=True)
    ]
    keys = ("chapter", "score", "ceiling", "coverage", "weight", "lost")
    yield table(language, tuple(f"terms.{key}" for key in keys), rows)
    yield from _gaps(findings(cohort, entry), language)
    if entry.sensitivity is not None:
        for section in sections(framework, entry.sensitivity, language):
            yield from section_blocks(section, "###")
    parts = " + ".join(f"{say(language, f'terms.{name}')} {count}" for name, count in entry.counts.items())
    yield say(language, "text_report.counts", parts=parts, total=sum(entry.counts.values()))
    yield _provenance(cohort, entry)


def _level(cohort: Cohort, entry: Assessment) -> Iterator[str]:
    language, names = cohort.language, level_names(cohort.framework, cohort.language)
    if not names:
        return
    reached = names[entry.level] if entry.level else say(language, "text_report.no-level")
    lines = [f"**{say(language, 'text_report.level', level=safe(reached))}**"]
    if entry.next_level is not None:
        lines += ["", say(language, "text_report.blocked", level=safe(names[entry.next_level])), ""]
        lines += [f"- {safe(blocker_words(cohort.framework, item, language))}" for item in entry.blockers]
    yield "\n".join(lines)


def _red_lines(cohort: Cohort, entry: Assessment) -> Iterator[str]:
    framework, language = cohort.framework, cohort.language
    missed = [pair for pair in zip(framework.indicators, entry.results, strict=True) if pair[1].red_line]
    if not missed:
        held = red_lines_held(framework, entry)
        yield say(language, f"text_report.{'no-red-lines' if held else 'no-red-lines-apply'}", count=held)
        return
    yield f"### {say(language, 'text_report.red-lines', count=len(missed))}"
    for_each = (
        (f"{item.id} {item.title.in_(language)}", answered(framework, item, result, language))
        for item, result in missed
    )
    yield "\n".join(f"- **{safe(title)}** — {safe(said)}" for title, said in for_each)


def _gaps(gaps: tuple[Finding, ...], language: Language) -> Iterator[str]:
    if not gaps:
        yield say(language, "text_report.no-gaps")
        return
    shown = gaps[:_SHOWN]
    key = "gaps" if len(shown) == len(gaps) else "gaps-shown"
    yield f"### {say(language, f'text_report.{key}', count=len(gaps), shown=len(shown))}"
    rows = [
        (
            str(gap.rank),
            f"{gap.measure} / {gap.title} ({gap.item.id})",
            f"{gap.outcome} {say(language, 'gating.waived-mark')}" if gap.waived else gap.outcome,
            gap.answer,
            score(gap.result.points),
            score(gap.result.lost),
            gap.steps,
        )
        for gap in shown
    ]
    keys = ("rank", "gap", "outcome", "answer", "points", "lost", "next")
    yield table(language, tuple(f"markdown.{key}" for key in keys), rows)


def _provenance(cohort: Cohort, entry: Assessment) -> str:
    framework = cohort.framework
    return safe(
        say(
            cohort.language,
            "markdown.provenance",
            file=entry.file,
            sha256=entry.sha256,
            framework=f"{framework.id} {framework.version}",
            framework_sha256=framework.sha256,
        )
    )
