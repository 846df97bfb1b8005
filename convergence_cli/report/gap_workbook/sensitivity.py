"""How firm index and level are: every weight moved, and the single answers that would change the level."""

from collections.abc import Iterator

from convergence_cli.model.assessment import Assessment
from convergence_cli.report.book.draft import Cell, Draft, named
from convergence_cli.report.book.listing import Column, columns, header, list_sheet, write_rows
from convergence_cli.report.document import Kind
from convergence_cli.report.sensitivity_words import level_word, sentences, span, titles, weight_heads

_TURNS: tuple[tuple[str, float, Kind], ...] = (
    ("terms.indicator", 44, "text"),
    ("sensitivity.points", 16, "score"),
    ("sensitivity.to", 16, "score"),
    ("terms.level", 16, "middle"),
)


def write_sensitivity(draft: Draft) -> None:
    """The sheet, where it was asked for."""
    analysed = [judged for judged in draft.cohort.assessments if judged.sensitivity is not None]
    if not analysed:
        return
    rows = (named(judged, draft, cells) for judged in analysed for cells in _weights(draft, judged))
    sheet, free = list_sheet(draft, "sensitivity", _fields(draft, analysed[0]), rows, frozen=1)
    turns = [named(judged, draft, cells) for judged in analysed for cells in _turns(draft, judged)]
    if turns:
        draft.put(sheet, free + 1, 1, draft.word("sensitivity.single-answers"), tone="heading")
        fields = columns(draft, *_TURNS)
        header(draft, sheet, free + 2, fields)
        free = write_rows(draft, sheet, free + 3, fields, turns)
    for judged in analysed:
        assert judged.sensitivity is not None
        for text in sentences(judged.sensitivity, draft.language):
            free += 1
            draft.put(sheet, free, 1, f"{judged.station}: {text}" if draft.several else text, tone="remark")


def _fields(draft: Draft, judged: Assessment) -> tuple[Column, ...]:
    """The columns of weights; all stations are analysed by one spread."""
    assert judged.sensitivity is not None
    lighter, heavier = (
        Column(title=title, width=16, kind="score") for title in weight_heads(judged.sensitivity, draft.language)
    )
    *first, apart = columns(draft, ("sensitivity.weight", 44, "text"), ("sensitivity.span", 16, "score"))
    return (*first, lighter, heavier, apart)


def _weights(draft: Draft, judged: Assessment) -> Iterator[tuple[Cell, ...]]:
    names = titles(draft.cohort.framework, draft.language)
    for bar in judged.sensitivity.weights if judged.sensitivity else ():
        yield names[bar.id], bar.lighter, bar.heavier, span(bar)


def _turns(draft: Draft, judged: Assessment) -> Iterator[tuple[Cell, ...]]:
    items = {item.id: item.title.in_(draft.language) for item in draft.cohort.framework.indicators}
    for turn in judged.sensitivity.turns if judged.sensitivity else ():
        yield f"{turn.id} {items[turn.id]}", turn.points, turn.to, level_word(turn.level, draft.language)
