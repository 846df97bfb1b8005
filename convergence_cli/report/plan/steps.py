"""The sheet of every step there is: what each indicator could do next, for what gain and at what effort."""

from collections.abc import Iterator

from convergence_cli.model.plan import NextMove
from convergence_cli.report.book.draft import Cell, Kind, Toned, measure_label
from convergence_cli.report.book.listing import columns, list_sheet
from convergence_cli.report.plan.draft import A3, PlanDraft
from convergence_cli.report.plan.sayings import points_now

_COLUMNS: tuple[tuple[str, float, Kind], ...] = (
    ("number", 6, "count"),
    ("terms.measure", 19, "text"),
    ("terms.indicator", 27, "text"),
    ("terms.red-line", 8, "middle"),
    ("have", 9, "score"),
    ("next-points", 9, "score"),
    ("next-what", 28, "text"),
    ("next-gain", 9, "fine"),
    ("next-effort", 9, "count"),
    ("target-points", 9, "score"),
    ("target-what", 30, "text"),
    ("target-gain", 9, "fine"),
    ("target-effort", 9, "count"),
    ("needs-first", 19, "text"),
    ("rate-column", 10, "fine"),
    ("terms.advice", 48, "text"),
    ("owner", 14, "text"),
)


def write_steps(draft: PlanDraft) -> None:
    """The sheet."""
    sheet, _ = list_sheet(draft, "steps", columns(draft, *_COLUMNS), _rows(draft), 3)
    sheet.page_setup.paperSize = A3


def _rows(draft: PlanDraft) -> Iterator[tuple[Cell, ...]]:
    for number, prospect in enumerate(draft.plan.prospects, 1):
        item = draft.items[prospect.id]
        red = draft.results[item.id].red_line
        advice = [
            draft.word("advice", number=at, text=text.in_(draft.language)) for at, text in enumerate(item.advice, 1)
        ]
        have = prospect.next.move.have
        target = prospect.target or (prospect.next if prospect.next.move.meets else None)
        last = prospect.target or prospect.next
        yield (
            float(number),
            measure_label(draft, draft.measures[item.measure]),
            draft.indicator(item.id),
            Toned(draft.word("terms.red-line"), "red") if red else "",
            points_now(None, draft.language) if have is None else have,
            *_step(draft, prospect.next),
            *_step(draft, target),
            "\n".join(last.needs),
            prospect.rate,
            "\n".join(advice),
            item.who.in_(draft.language),
        )


def _step(draft: PlanDraft, onward: NextMove | None) -> tuple[Cell, ...]:
    """Points, what is to be reached, gain and effort of the step with all that it needs."""
    if onward is None:
        return None, "", None, None
    return onward.move.points, draft.reaching(onward.move), onward.gain, float(onward.effort)
