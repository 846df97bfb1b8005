"""What a review leaves of the scores, as a workbook: the scores side by side, and every ruling."""

from collections.abc import Iterator

from convergence_cli.model.assessment import Cohort
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.review import Reviewed, Ruled, Ruling, Standing
from convergence_cli.report.book.draft import Cell, Draft, Kind, Tone, Toned, measure_label
from convergence_cli.report.book.listing import Column, print_setup
from convergence_cli.report.gap_workbook.gaps import answer_words
from convergence_cli.report.review.table import table

_SCORES: tuple[tuple[str, float, Kind], ...] = (
    ("chapter", 26, "text"),
    ("measure", 44, "text"),
    ("claimed", 13, "score"),
    ("evidenced", 13, "score"),
    ("verified", 13, "score"),
    ("verified-ceiling", 13, "score"),
)
_RULINGS: tuple[tuple[str, float, Kind], ...] = (
    ("id", 17, "text"),
    ("measure", 20, "text"),
    ("question", 34, "text"),
    ("answer", 28, "text"),
    ("points", 8, "score"),
    ("ruling", 10, "middle"),
    ("changed", 10, "middle"),
    ("counts-as", 10, "middle"),
    ("reviewer", 12, "text"),
    ("date", 12, "middle"),
    ("remark", 30, "text"),
    ("where", 12, "text"),
)
_TONES: dict[Ruling, Tone] = {"upheld": "met", "refuted": "unmet", "pending": "unanswered"}


def as_workbook(reviewed: Reviewed, framework: Framework, language: Language) -> bytes:
    """The report as an .xlsx file."""
    judged = reviewed.assessment
    draft = Draft(Cohort(framework=framework, language=language, entries=(judged,)))
    heading = draft.word("review.heading", station=judged.station)
    counts = draft.word("review.counts", total=sum(reviewed.counts.values()), **reviewed.counts)
    scores, rulings = draft.word("review.sheet-scores"), draft.word("review.sheet-rulings")
    about = f"{counts}  {draft.word('review.about-scores')}"
    sheet = table(draft, scores, (heading, about), _fields(draft, _SCORES), list(_scores(draft, reviewed)), 2)
    print_setup(draft, sheet, landscape=False)  # one page
    lines = (rulings, draft.word("review.about-rulings"))
    table(draft, rulings, lines, _fields(draft, _RULINGS), list(_rulings(draft, reviewed)), 1)
    return draft.finished(heading)


def _fields(draft: Draft, spec: tuple[tuple[str, float, Kind], ...]) -> tuple[Column, ...]:
    return tuple(Column(title=draft.word(f"review.{key}"), width=width, kind=kind) for key, width, kind in spec)


def _scores(draft: Draft, reviewed: Reviewed) -> Iterator[tuple[Cell, ...]]:
    framework = draft.cohort.framework
    labels = {item.id: measure_label(draft, item) for item in framework.measures}
    measures = {node.id: node for node in reviewed.measures}
    yield _strong(draft.word("review.whole"), reviewed.index)
    for chapter, node in zip(framework.chapters, reviewed.chapters, strict=True):
        yield _strong(chapter.title.in_(draft.language), node)
        for name in chapter.measures:
            yield ("", labels[name], *_numbers(measures[name]))


def _strong(title: str, node: Standing) -> tuple[Cell, ...]:
    return tuple(Toned(cell, "strong") for cell in (title, "", *_numbers(node)))


def _numbers(node: Standing) -> tuple[float | None, ...]:
    return node.claimed, node.evidenced, node.verified, node.verified_ceiling


def _rulings(draft: Draft, reviewed: Reviewed) -> Iterator[tuple[Cell, ...]]:
    framework, language = draft.cohort.framework, draft.language
    items = {item.id: item for item in framework.indicators}
    measures = {item.id: measure_label(draft, item) for item in framework.measures}
    results = {result.id: result for result in reviewed.assessment.results}
    for ruled in reviewed.review.ruled:
        item, result = items[ruled.id], results[ruled.id]
        claim = (item.title.in_(language), answer_words(draft, item, result), result.points)
        yield (item.id, measures[result.measure], *claim, *_said(draft, ruled))


def _said(draft: Draft, ruled: Ruled) -> tuple[Cell, ...]:
    return (
        draft.word(f"review.{ruled.said}") if ruled.said else "",
        draft.word("terms.yes") if ruled.stale else "",
        Toned(draft.word(f"review.{ruled.ruling}"), _TONES[ruled.ruling]),
        ruled.reviewer,
        ruled.date,
        ruled.remark,
        ruled.location.place,
    )
