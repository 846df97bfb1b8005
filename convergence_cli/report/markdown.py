"""Markdown: the summary of a CI run, or a report that is kept beside its workbook."""

import re
from collections.abc import Iterator, Sequence

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.language import Language
from convergence_cli.report.figures import score, share
from convergence_cli.report.findings import (
    Finding,
    answered,
    blocker_words,
    findings,
    level_names,
    red_lines_held,
)
from convergence_cli.texts import message, say

# Letters that make mark-up, links, mentions or formulas wherever they stand; addresses that link themselves; and
# what makes a list or a heading at the beginning of a line.
_SPECIAL = re.compile(r"([\\`*_{}\[\]#|~>&<@$])|(?<=:)(?=//)|(?<=www)(?=\.)|^(?=[-+=])|(?<=^\d)(?=[.)]\s)")
_SHOWN = 20
_LONGEST = 300


def render(cohort: Cohort) -> str:
    """The document: what could not be judged, gates, then each station."""
    blocks = [*_failures(cohort), *_gates(cohort)]
    for entry in cohort.assessments:
        blocks += _station(cohort, entry)
    return "\n\n".join(blocks) + "\n"


def _failures(cohort: Cohort) -> Iterator[str]:
    language = cohort.language
    for failure in cohort.failures:
        yield f"## {say(language, 'markdown.unreadable', file=_safe(failure.file))}"
        errors = [item for item in failure.problems if item.severity == "error"]
        rows = [(item.location.place, item.code, message(language, item)) for item in errors[:_SHOWN]]
        yield _table(language, ("terms.cell", "markdown.code", "markdown.problem"), rows)
        if len(errors) > _SHOWN:
            yield say(language, "markdown.more", count=len(errors) - _SHOWN)


def _gates(cohort: Cohort) -> Iterator[str]:
    gates, language = (*cohort.verdict.gates, *cohort.verdict.overall), cohort.language
    if not gates:
        return
    yield f"## {say(language, 'markdown.gates')}"
    words = {True: say(language, "markdown.passed"), False: say(language, "markdown.failed")}
    ordered = sorted(gates, key=lambda gate: gate.passed)
    rows = [(words[gate.passed], gate.gate, gate.station, gate.have, gate.need) for gate in ordered]
    keys = ("terms.outcome", "markdown.gate", "terms.station", "markdown.have", "markdown.need")
    yield _table(language, keys, rows)


def _station(cohort: Cohort, entry: Assessment) -> Iterator[str]:
    framework, language, node = cohort.framework, cohort.language, entry.index
    yield f"## {_safe(entry.station)}"
    title = {"title": framework.title.in_(language), "number": framework.source.number}
    yield _safe(say(language, "text_report.heading", version=framework.version, **title))
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
    yield _table(language, tuple(f"terms.{key}" for key in keys), rows)
    yield from _gaps(findings(cohort, entry), language)
    parts = " + ".join(f"{say(language, f'terms.{name}')} {count}" for name, count in entry.counts.items())
    yield say(language, "text_report.counts", parts=parts, total=sum(entry.counts.values()))
    yield _provenance(cohort, entry)


def _level(cohort: Cohort, entry: Assessment) -> Iterator[str]:
    language, names = cohort.language, level_names(cohort.framework, cohort.language)
    if not names:
        return
    reached = names[entry.level] if entry.level else say(language, "text_report.no-level")
    lines = [f"**{say(language, 'text_report.level', level=_safe(reached))}**"]
    if entry.next_level is not None:
        lines += ["", say(language, "text_report.blocked", level=_safe(names[entry.next_level])), ""]
        lines += [f"- {_safe(blocker_words(cohort.framework, item, language))}" for item in entry.blockers]
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
    yield "\n".join(f"- **{_safe(title)}** — {_safe(said)}" for title, said in for_each)


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
    yield _table(language, tuple(f"markdown.{key}" for key in keys), rows)


def _provenance(cohort: Cohort, entry: Assessment) -> str:
    framework = cohort.framework
    return _safe(
        say(
            cohort.language,
            "markdown.provenance",
            file=entry.file,
            sha256=entry.sha256,
            framework=f"{framework.id} {framework.version}",
            framework_sha256=framework.sha256,
        )
    )


def _table(language: Language, keys: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table with its header in words; every cell is on one line."""
    lines = [" | ".join(say(language, key) for key in keys), " | ".join("---" for _ in keys)]
    lines += [" | ".join(_safe(cell) for cell in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def _safe(text: str) -> str:
    """Text as text: no mark-up, no link, no mention, no control character, nothing too long for a table."""
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    one_line = " ".join(short.split())
    printable = "".join(letter if letter.isprintable() else "\ufffd" for letter in one_line)
    return _SPECIAL.sub(lambda found: "\\" + (found[1] or ""), printable)
