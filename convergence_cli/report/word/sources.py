"""Evidence that is still missing, and what the report was made from."""

from convergence_cli import __version__, policy
from convergence_cli.functions.cited import citations
from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.framework import Indicator
from convergence_cli.model.question import said
from convergence_cli.report.evidence import options_lacking
from convergence_cli.report.evidence import sections as evidence_sections
from convergence_cli.report.word.paper import Paper
from convergence_cli.report.word.sections import write_sections


def write_evidence(paper: Paper, entry: Assessment) -> None:
    """Answers whose evidence was not named, with what would count."""
    framework = paper.cohort.framework
    paper.heading(paper.word("evidence"))
    missing = [
        (item, result)
        for item, result in zip(framework.indicators, entry.results, strict=True)
        if result.evidence_missing
    ]
    write_sections(paper, evidence_sections(entry, paper.language, depth=2))
    if not missing:
        paper.text(paper.word("evidence-complete"))
        return
    paper.text(paper.word("evidence-lead", count=len(missing)))
    has_who = "who" in framework.says
    rows = [
        (
            _named(paper, item, result),
            item.evidence.hint.in_(paper.language) if item.evidence.hint else "",
            *((said(item.who, paper.language),) if has_who else ()),
            paper.field("evidence"),
        )
        for item, result in missing
    ]
    who = {"terms.who": 2.6} if has_who else {}
    widths = {"terms.indicator": 4.0, "lists.evidence-hint": 5.6, **who, "terms.evidence": 2.4}
    paper.table([paper.word(key) for key in widths], rows, tuple(widths.values()))


def _named(paper: Paper, item: Indicator, result: Result) -> str:
    """By title and id; of ticked options those that have no evidence of their own."""
    named = paper.word("named", title=item.title.in_(paper.language), id=item.id)
    letters = options_lacking(paper.cohort.framework, item, result)
    return "\n".join((named, paper.word("evidence.options-lacking", letters=letters))) if letters else named


def write_sources(paper: Paper, entry: Assessment) -> None:
    """How scores are to be read, and what identifies this report."""
    framework = paper.cohort.framework
    paper.heading(paper.word("method"))
    paper.text(paper.word("method-text"))
    cited = [
        (
            paper.word("named", title=item.title.in_(paper.language), id=item.id),
            "\n".join(policy.sources(framework, item, paper.language)),
        )
        for item in framework.indicators
        if entry.result[item.id].in_play and citations(item)
    ]
    if cited:
        paper.text(paper.word("sources-lead"))
        paper.table([paper.word("terms.indicator"), paper.word("catalogue.label-sources")], cited, (4.0, 8.0))
    facts = {"framework": framework.id, "version": framework.version, "sha256": framework.sha256}
    paper.small(paper.word("lists.made-by", tool=__version__, **facts))
    paper.small(paper.word("lists.made-from", file=entry.file, sha256=entry.sha256))
