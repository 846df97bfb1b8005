"""What the body sums up, whole, on turned pages: scores, the ledger, evidence and sources. Ids, cells and hashes
stand here."""

from collections.abc import Iterator, Sequence

from convergence_cli import __version__, policy
from convergence_cli.functions.cited import citations
from convergence_cli.model.assessment import OUTCOMES, Assessment, Cohort, Node, Result
from convergence_cli.model.framework import Indicator
from convergence_cli.model.ledger import LedgerEntry
from convergence_cli.model.numbers import FULL
from convergence_cli.model.question import said
from convergence_cli.report import figures
from convergence_cli.report.evidence import options_lacking
from convergence_cli.report.evidence import sections as evidence_sections
from convergence_cli.report.findings import (
    blocker_words,
    counts_besides,
    level_names,
    level_reached,
    standing_words,
    unscored,
)
from convergence_cli.report.own_targets import own_sections
from convergence_cli.report.paper.sections import write_sections
from convergence_cli.report.paper.sheet import Cell, Writer
from convergence_cli.report.profile import profile_answer
from convergence_cli.report.progress import blank_sections
from convergence_cli.report.sensitivity import sections as sensitivity_sections
from convergence_cli.report.subjects.ledger import status_words
from convergence_cli.report.subjects.station.gap import Gap, gaps_of
from convergence_cli.report.subjects.station.gap_columns import told_besides
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.report.withheld import why_none

ATTACHMENTS = ("scores", "measures", "sources")
"""Their titles, in their order."""
_NUMBERS = ("score", "ceiling", "coverage", "evidenced", "to-target", "weight", "lost")


def write_attachments(paper: Writer, cohort: Cohort, judged: Assessment) -> None:
    """All of them, each on pages of its own."""
    for number, (key, write) in enumerate(zip(ATTACHMENTS, (_scores, _ledger, _sources), strict=True), 1):
        paper.attachment(number, paper.word(key))
        write(paper, cohort, judged)


# --- scores --------------------------------------------------------------------------------------


def _scores(paper: Writer, _: Cohort, judged: Assessment) -> None:
    """The whole, every chapter and every measure; how many indicators came out how, and what the next level takes."""
    framework, node, word, language = paper.framework, judged.index, paper.word, paper.language
    numbers = {"score": figures.score(node.score), "full": figures.threshold(FULL), "floor": figures.score(node.floor)}
    numbers |= {"ceiling": figures.score(node.ceiling), "coverage": figures.share(node.coverage)}
    paper.text(word("index", evidenced=figures.score(node.evidenced), **numbers))
    if node.withheld is not None:
        paper.text(why_none(framework, judged, node, language))
    paper.text(standing_words(node, language))
    for chapter, part in zip(framework.chapters, judged.chapters, strict=True):
        if part.withheld is not None:
            text = why_none(framework, judged, part, language)
            paper.text(word("terms.fact", label=chapter.title.in_(language), text=text))
    parts = word("terms.list-separator").join(
        word("count", outcome=word(f"terms.{each}"), count=judged.counts[each]) for each in OUTCOMES
    )
    paper.text(word("counts", total=sum(judged.counts.values()), parts=parts))
    for besides in counts_besides(framework, judged, language):
        paper.text(besides)
    _level(paper, judged)
    rows = [(word("terms.index"), *_numbers(node)), *_parts(paper, judged)]
    paper.table([word("part"), *(word(f"terms.{key}") for key in _NUMBERS)], rows, (6.6, *(2.3 for _ in _NUMBERS)))


def _parts(paper: Writer, judged: Assessment) -> Iterator[tuple[str, ...]]:
    measures = {node.id: node for node in judged.measures}
    titles = {item.id: f"{item.id} {item.title.in_(paper.language)}" for item in paper.framework.measures}
    for chapter, node in zip(paper.framework.chapters, judged.chapters, strict=True):
        yield (chapter.title.in_(paper.language), *_numbers(node))
        yield from ((f"　{titles[name]}", *_numbers(measures[name])) for name in chapter.measures)


def _numbers(node: Node) -> tuple[str, ...]:
    score, ceiling, evidenced = map(figures.score, (node.score, node.ceiling, node.evidenced))
    coverage, to_target, weight = map(figures.share, (node.coverage, node.to_target, node.weight))
    return score, ceiling, coverage, evidenced, to_target, weight, figures.loss(node.lost)


def _level(paper: Writer, judged: Assessment) -> None:
    """The level, and every condition of the next one that is not fulfilled."""
    names, word, language = level_names(paper.framework, paper.language), paper.word, paper.language
    if not names:
        return
    reached = level_reached(paper.framework, judged, language)
    if judged.index.withheld is not None:
        paper.text(reached)
    elif judged.next_level is None:
        paper.text(word("level-top", level=reached))
    else:
        told = (blocker_words(paper.framework, each, language) for each in judged.blockers)
        conditions = word("terms.clause-separator").join(told)
        key = "level-next" if judged.level else "no-level-next"
        paper.text(word(key, level=reached, next=names[judged.next_level], conditions=conditions))


# --- the ledger ----------------------------------------------------------------------------------


def _ledger(paper: Writer, cohort: Cohort, judged: Assessment) -> None:
    """Every gap with what was found and what is done; who does it by when, the ledger knows, or the station says."""
    gaps, word = tuple(gaps_of(Words(cohort), judged)), paper.word
    if not gaps:
        paper.text(word("no-gaps"))
        return
    paper.text(word("measures-lead", count=len(gaps)))
    rows = [
        (
            str(gap.rank),
            _named(paper, gap),
            _answered(paper, gap),
            entry.action or _numbered(paper, gap.advice),
            _people(paper, gap, entry),
            entry.due or paper.field("due"),
            _state(paper, entry),
        )
        for gap in gaps
        for entry in (gap.entry or LedgerEntry(),)
    ]
    heads = ("terms.number", "indicator", "answered", "ledger.action", "ledger.owner", "due", "status")
    paper.table([word(key) for key in heads], rows, (9, 60, 48, 74, 20, 17, 17))


def _named(paper: Writer, gap: Gap) -> str:
    """The gap by title and id, its effort, that it is waived, and what else is told of it, a line each."""
    effort = [paper.word("effort", effort=gap.effort)] if gap.effort else []
    told = (paper.word("terms.fact", label=title, text=said) for title, said in told_besides(gap))
    named = paper.word("named", title=gap.title, id=gap.item.id)
    return "\n".join(text for text in (named, *effort, gap.waived, gap.overdue, *told) if text)


def _answered(paper: Writer, gap: Gap) -> str:
    points, target = figures.points(gap.result.points), figures.points(gap.result.target)
    scored = paper.word("points-of", points=points, target=target, lost=figures.loss(gap.result.lost))
    red = [paper.word(f"terms.red-line-{gap.result.red_line}")] if gap.result.red_line else []
    return "\n".join((gap.outcome, *red, gap.answered, scored))


def _numbered(paper: Writer, steps: Sequence[str]) -> str:
    return "\n".join(paper.word("terms.numbered", number=at, text=step) for at, step in enumerate(steps, 1))


def _people(paper: Writer, gap: Gap, entry: LedgerEntry) -> Cell:
    """Leader, department and owner as the ledger has them; else the department that answers, and room for a name."""
    known = [text for text in (entry.leader, entry.department or gap.who, entry.owner) if text]
    if entry.leader or entry.owner:
        return "\n".join(known)
    return (*(f"{text}\n" for text in known), paper.field("owner"))


def _state(paper: Writer, entry: LedgerEntry) -> str:
    """How far it is, and what else people wrote about it."""
    own = (paper.word("terms.fact", label=title, text=text) for title, text in entry.own if text)
    told = (status_words(entry.status or "open", paper.language), entry.progress, entry.proof, entry.remark, *own)
    return "\n".join(text for text in told if text)


# --- evidence and sources ------------------------------------------------------------------------


def _sources(paper: Writer, _: Cohort, judged: Assessment) -> None:
    """What is blank, what has no evidence, what besides is told of the station, and what the report was made from."""
    framework, language = paper.framework, paper.language
    write_sections(paper, blank_sections(framework, judged, language))
    _evidence(paper, judged)
    write_sections(paper, own_sections(framework, judged, language))
    if judged.sensitivity is not None:
        write_sections(paper, sensitivity_sections(framework, judged.sensitivity, language))
    rows = list(unscored(framework, judged, language))
    if rows:
        paper.heading(paper.word("station.unscored", count=len(rows)))
        paper.table((paper.word("item"), paper.word("content")), rows, (2, 3))
    _profile(paper, judged)
    _method(paper, judged)


def _evidence(paper: Writer, judged: Assessment) -> None:
    """Answers whose evidence was not named, with what would count."""
    framework, word = paper.framework, paper.word
    paper.heading(word("evidence"))
    missing = [
        (item, result)
        for item, result in zip(framework.indicators, judged.results, strict=True)
        if result.evidence_missing
    ]
    write_sections(paper, evidence_sections(judged, paper.language, depth=2))
    if not missing:
        paper.text(word("evidence-complete"))
        return
    paper.text(word("evidence-lead", count=len(missing)))
    has_who = "who" in framework.says
    rows = [
        (
            _lacking(paper, item, result),
            item.evidence.hint.in_(paper.language) if item.evidence.hint else "",
            *((said(item.who, paper.language),) if has_who else ()),
            paper.field("evidence"),
        )
        for item, result in missing
    ]
    who = {"terms.who": 2.6} if has_who else {}
    widths = {"terms.indicator": 4.6, "lists.evidence-hint": 7.0, **who, "terms.evidence": 3.4}
    paper.table([word(key) for key in widths], rows, tuple(widths.values()))


def _lacking(paper: Writer, item: Indicator, result: Result) -> str:
    """By title and id; of ticked options those that have no evidence of their own."""
    named = paper.word("named", title=item.title.in_(paper.language), id=item.id)
    letters = options_lacking(paper.framework, item, result)
    return "\n".join((named, paper.word("evidence.options-lacking", letters=letters))) if letters else named


def _profile(paper: Writer, judged: Assessment) -> None:
    rows = [
        (question.title.in_(paper.language), profile_answer(question, answer, paper.language) or paper.field("unsaid"))
        for question in paper.framework.profile
        if (answer := judged.questionnaire.profile.get(question.id))
    ]
    if rows:
        paper.heading(paper.word("profile"))
        paper.table((paper.word("item"), paper.word("content")), rows, (2, 3))


def _method(paper: Writer, judged: Assessment) -> None:
    """How scores are to be read, what indicators rest on, and what identifies this report."""
    framework, word = paper.framework, paper.word
    paper.heading(word("method"))
    paper.text(word("method-text"))
    cited = [
        (
            word("named", title=item.title.in_(paper.language), id=item.id),
            "\n".join(policy.sources(framework, item, paper.language)),
        )
        for item in framework.indicators
        if judged.result[item.id].in_play and citations(item)
    ]
    if cited:
        paper.text(word("sources-lead"))
        paper.table([word("terms.indicator"), word("catalogue.label-sources")], cited, (4.0, 8.0))
    facts = {"framework": framework.id, "version": framework.version, "sha256": framework.sha256}
    paper.small(word("lists.made-by", tool=__version__, **facts))
    paper.small(word("lists.made-from", file=judged.file, sha256=judged.sha256))
