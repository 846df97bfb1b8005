"""Overview and results: the station, the conclusion, each chapter with its measures."""

from collections import Counter

from convergence_cli.model.assessment import OUTCOMES, Assessment, Node
from convergence_cli.policy import source_named
from convergence_cli.report import figures
from convergence_cli.report.findings import (
    blocker_words,
    counts_besides,
    level_names,
    level_reached,
    standing_words,
    unscored,
)
from convergence_cli.report.profile import profile_answer
from convergence_cli.report.withheld import why_none
from convergence_cli.report.word.paper import Paper, Piece


def write_overview(paper: Paper, entry: Assessment) -> None:
    """What the station is, what was judged, and how it came out."""
    paper.heading(paper.word("overview"))
    paper.subheading(paper.word("about-station"))
    paper.text(paper.field("introduction"))
    _profile(paper, entry)
    paper.subheading(paper.word("conclusion"))
    _conclusion(paper, entry)
    _scores(paper, entry)
    paper.subheading(paper.word("next-level"))
    _levels(paper, entry)


def _profile(paper: Paper, entry: Assessment) -> None:
    rows = [
        (
            question.title.in_(paper.language),
            profile_answer(question, answer, paper.language) or paper.field("unsaid"),
        )
        for question in paper.cohort.framework.profile
        if (answer := entry.questionnaire.profile.get(question.id))
    ]
    paper.table((paper.word("item"), paper.word("content")), rows, (2, 3))


def _conclusion(paper: Paper, entry: Assessment) -> None:
    framework, node, word = paper.cohort.framework, entry.index, paper.word
    facts = {"framework": framework.title.in_(paper.language), "version": framework.version}
    paper.text(word("basis", policy=source_named(framework, paper.language), **facts))
    numbers = {"score": figures.score(node.score), "floor": figures.score(node.floor)}
    numbers |= {"ceiling": figures.score(node.ceiling), "coverage": figures.share(node.coverage)}
    paper.text(word("index", evidenced=figures.score(node.evidenced), **numbers))
    if node.withheld is not None:
        paper.text(why_none(framework, entry, node, paper.language))
    paper.text(standing_words(node, paper.language))
    parts = word("terms.list-separator").join(
        word("count", outcome=word(f"terms.{each}"), count=entry.counts[each]) for each in OUTCOMES
    )
    paper.text(word("counts", total=sum(entry.counts.values()), parts=parts))
    for besides in counts_besides(framework, entry, paper.language):
        paper.text(besides)
    states = Counter(entry.not_kept.values())
    counts = {"missed": states["missed"], "unanswered": states["unanswered"]}
    paper.text(word("red-lines", **counts) if states else word("no-red-lines"))


def _scores(paper: Paper, entry: Assessment) -> None:
    titles = [chapter.title.in_(paper.language) for chapter in paper.cohort.framework.chapters]
    rows = [(title, *_numbers(node)) for title, node in zip(titles, entry.chapters, strict=True)]
    rows.append((paper.word("terms.index"), *_numbers(entry.index)))
    paper.table(_heads(paper, "terms.chapter"), rows, (5, 2, 2, 2, 2, 2, 2))


def _heads(paper: Paper, first: str) -> tuple[str, ...]:
    keys = ("terms.score", "terms.ceiling", "terms.coverage", "terms.to-target", "terms.weight", "terms.lost")
    return tuple(paper.word(key) for key in (first, *keys))


def _numbers(node: Node) -> tuple[str, ...]:
    shares = map(figures.share, (node.coverage, node.to_target, node.weight))
    return figures.score(node.score), figures.score(node.ceiling), *shares, figures.loss(node.lost)


def _levels(paper: Paper, entry: Assessment) -> None:
    names, word = level_names(paper.cohort.framework, paper.language), paper.word
    if not names:
        paper.text(word("no-levels"))
        return
    if entry.index.withheld is not None:
        paper.text(level_reached(paper.cohort.framework, entry, paper.language))
        return
    reached = names[entry.level] if entry.level else word("no-level")
    if entry.next_level is None:
        paper.text(word("level-top", level=reached))
        return
    paper.text(word("level", level=reached, next=names[entry.next_level]))
    for number, blocker in enumerate(entry.blockers, 1):
        paper.text(
            word("terms.numbered", number=number, text=blocker_words(paper.cohort.framework, blocker, paper.language))
        )


def write_results(paper: Paper, entry: Assessment) -> None:
    """Chapter by chapter, a paragraph and the table of its measures."""
    framework, word, language = paper.cohort.framework, paper.word, paper.language
    paper.heading(paper.word("results"))
    measures = {node.id: node for node in entry.measures}
    titles = {item.id: f"{item.id} {item.title.in_(language)}" for item in framework.measures}
    for chapter, node in zip(framework.chapters, entry.chapters, strict=True):
        paper.subheading(chapter.title.in_(language))
        if node.score is None:
            paper.text(why_none(framework, entry, node, language) or word("nothing-in-play"))
            if node.withheld is None:
                continue
        below = [result for result in entry.results if result.chapter == chapter.id and result.in_play]
        met = sum(result.outcome == "met" for result in below)
        facts = {"count": len(below), "met": met, "score": figures.score(node.score), "lost": figures.loss(node.lost)}
        paper.text(word("chapter", coverage=figures.share(node.coverage), **facts))
        rows: list[tuple[Piece, ...]] = [(titles[name], *_numbers(measures[name])) for name in chapter.measures]
        paper.table(_heads(paper, "terms.measure"), rows, (5, 2, 2, 2, 2, 2, 2))
    _unscored(paper, entry)


def _unscored(paper: Paper, entry: Assessment) -> None:
    """What was asked and is not scored, with its answers."""
    rows = list(unscored(paper.cohort.framework, entry, paper.language))
    if rows:
        paper.subheading(paper.word("station.unscored", count=len(rows)))
        paper.table((paper.word("item"), paper.word("content")), rows, (2, 3))
