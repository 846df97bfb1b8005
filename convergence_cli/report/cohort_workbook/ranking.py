"""The stations by rank, with how firm each rank is, and why a station has none."""

from collections.abc import Iterator

from convergence_cli.model.assessment import Assessment
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.model.ranking import Place
from convergence_cli.model.standing import Standing
from convergence_cli.report.book.draft import Cell, Toned
from convergence_cli.report.book.listing import Column
from convergence_cli.report.cohort_workbook.draft import CohortDraft
from convergence_cli.report.figures import answer
from convergence_cli.report.findings import level_names

_FROZEN = 3


def write_ranking(draft: CohortDraft) -> None:
    """The sheet: the ranked stations first, then those without a rank."""
    asked = tuple(
        item for item in draft.framework.profile if item.required and item.id != draft.framework.name_question
    )
    draft.listed("ranking", _fields(draft, asked), _rows(draft, asked), _FROZEN, wide=True)


def _fields(draft: CohortDraft, asked: tuple[ProfileQuestion, ...]) -> tuple[Column, ...]:
    ranking, language = draft.overview.ranking, draft.language
    level = (("level-reached", 15.0, "middle"),) if draft.framework.levels else ()
    return (
        *draft.columns(("rank", 7, "count"), ("tied", 7, "middle"), ("terms.station", 24, "text")),
        *(Column(title=question.title.in_(language), width=14, kind="middle") for question in asked),
        *draft.columns(
            ("terms.index", 8, "score"),
            ("terms.floor", 8, "score"),
            ("terms.ceiling", 8, "score"),
            ("terms.coverage", 9, "share"),
            ("terms.evidenced", 10, "score"),
            *level,
            ("red-lines-missed", 10, "count"),
        ),
        Column(title=draft.word("low", interval=ranking.interval), width=10, kind="count"),
        Column(title=draft.word("high", interval=ranking.interval), width=10, kind="count"),
        Column(title=draft.word("top-share", top=ranking.top), width=10, kind="share"),
        *draft.columns(("tier", 6, "count"), ("reason", 15, "middle"), ("terms.file", 30, "text")),
        *draft.columns(("gates-failed", 20, "text")),
    )


def _rows(draft: CohortDraft, asked: tuple[ProfileQuestion, ...]) -> Iterator[tuple[Cell, ...]]:
    levels = level_names(draft.framework, draft.language)
    for place, entry in draft.by_rank():
        about = (_said(draft, question, entry) for question in asked)
        level = (levels[entry.level] if entry.level else draft.word("batch.no-level"),) if levels else ()
        yield (
            *_place(draft, place),
            entry.station,
            *about,
            *_scores(entry),
            *level,
            _missed(len(draft.missed[place.position])),
            *(place.low, place.high, place.top_share, place.tier),
            draft.word(f"unranked-{place.reason}") if place.reason else "",
            entry.file,
            draft.word("terms.list-separator").join(draft.failed.get((entry.station, entry.file), ())),
        )


def _place(draft: CohortDraft, place: Place) -> tuple[Cell, Cell]:
    return place.rank, draft.word("terms.yes") if place.tied else ""


def _said(draft: CohortDraft, question: ProfileQuestion, entry: Assessment | Standing) -> str:
    return answer(question, entry.profile.get(question.id), question.options, draft.language)


def _scores(entry: Assessment | Standing) -> tuple[Cell, ...]:
    node = entry.index
    return node.score, node.floor, node.ceiling, node.coverage, node.evidenced


def _missed(count: int) -> Cell:
    return Toned(count, "red") if count else count
