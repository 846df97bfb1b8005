"""The sheet of targets that a station sets itself: rows found by id, cells read as the answers are."""

import re
import unicodedata
from collections.abc import Iterator

from convergence_cli.model.framework import Indicator
from convergence_cli.model.numbers import FULL
from convergence_cli.model.question import Ask, Text
from convergence_cli.model.questionnaire import Answer, Answered, Moved, OwnTarget
from convergence_cli.questionnaire.cleaning import show
from convergence_cli.questionnaire.layout import TARGET_YEARS
from convergence_cli.questionnaire.reader import Page, Reader
from convergence_cli.questionnaire.rows import rows_by_id, say_changed
from convergence_cli.questionnaire.workbook.sheet import Cell
from convergence_cli.texts.own import WORDS

AIMED_POINTS = Ask(
    type="number",
    question=Text(zh=WORDS["points-aimed"][0], en=WORDS["points-aimed"][1]),
    unit=Text(zh=WORDS["points-unit"][0], en=WORDS["points-unit"][1]),
    min=0.0,
    max=FULL,
)
"""What a station may aim at instead of options to be ticked."""
_POINTS = re.compile(rf"^[+-]?[0-9.,]+\s*({'|'.join(WORDS['points-unit'])}|point)?$", re.IGNORECASE)


def read_own_targets(reader: Reader, profile: dict[str, Answered | None]) -> dict[str, tuple[OwnTarget, ...]]:
    """Indicator -> what the station set itself, the earliest year first; a workbook need not have the sheet."""
    wanted = reader.form.targets
    page = reader.open(wanted)
    if page is None:
        return {}
    rows = rows_by_id(reader, page, wanted, TARGET_YEARS)
    reader.look_over(page)
    found: dict[str, tuple[OwnTarget, ...]] = {}
    for item in reader.framework.indicators:
        each = [target for row in rows.get(item.id, ()) for target in _of_row(reader, page, row, item)]
        targets = tuple(_agreed(reader, item, each))
        if not targets:
            continue
        found[item.id] = targets
        if not item.in_scope(profile):
            reader.tell("target-out-of-scope", targets[0].location, "note", id=item.id, found=targets[0].raw)
        first = targets[0]
        say_changed(reader, Answer(id=item.id, location=first.location, value=first.value, raw=first.raw))
    return found


def _of_row(reader: Reader, page: Page, row: int, item: Indicator) -> Iterator[OwnTarget]:
    for ahead, key in enumerate(TARGET_YEARS):
        cell = page.cell(row, key)
        question, options = item.ask, reader.form.options[item.id]
        if item.ask.type == "many_of" and _is_points(cell):
            question, options = AIMED_POINTS, {}
        name = item.id if question is item.ask else f"{item.id} points"
        value = reader.read(page, row, key, name, question, options)
        if value is not None:
            yield OwnTarget(ahead=ahead, value=value, raw=show(cell), location=page.at(row, key))


def _is_points(cell: Cell) -> bool:
    """Whether points are aimed at, and no options are listed."""
    if isinstance(cell, str):
        return bool(_POINTS.match(unicodedata.normalize("NFKC", cell).strip()))
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _agreed(reader: Reader, item: Indicator, each: list[OwnTarget]) -> Iterator[OwnTarget]:
    """One target a year; of several earlier questions that are one today, what they agree on."""
    for ahead in range(len(TARGET_YEARS)):
        same = [target for target in each if target.ahead == ahead]
        if len({target.value for target in same}) == 1:
            yield same[0]
            continue
        for target in same:
            reader.tell("ids-differ", target.location, "warning", id=item.id, found=target.raw)
            reader.moved.append(Moved(id=item.id, to=(item.id,), location=target.location, raw=target.raw))
