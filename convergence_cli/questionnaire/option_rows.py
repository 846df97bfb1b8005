"""Evidence option by option: each option of such a question has a row of its own below it, for its evidence alone."""

from collections.abc import Iterator
from dataclasses import replace

from convergence_cli.errors import Location
from convergence_cli.model.framework import Indicator
from convergence_cli.model.questionnaire import Answer, OptionEvidence
from convergence_cli.questionnaire.cleaning import show
from convergence_cli.questionnaire.layout import letters_of, option_row
from convergence_cli.questionnaire.reader import Page, Reader

_NOT_TAKEN = ("answer", "reason", "note")


OptionCells = dict[str, OptionEvidence | None]
"""Option that has a row -> what the row names as evidence, if anything."""


def option_cells(reader: Reader, page: Page, rows: dict[str, list[int]]) -> dict[str, OptionCells]:
    """Question -> what the rows of its options name; `rows` are all rows of the sheet, by id.

    Anything else that is typed into such a row is a problem.
    """
    found: dict[str, OptionCells] = {}
    for name, numbers in rows.items():
        if name not in reader.form.option_rows:
            continue
        question, option = reader.form.option_rows[name]
        named = found.setdefault(question, {})
        for row in numbers:
            for key in page.filled(row, _NOT_TAKEN):
                typed = show(page.cell(row, key))
                reader.tell("option-row", page.at(row, key), id=question, found=typed)
            evidence, earlier = reader.evidence(page, row), reader.moves.options.get(question)
            if not evidence:
                named.setdefault(option, None)
            elif earlier and option in earlier.because:
                cell = row, page.header.columns["evidence"]
                reader.say_retired(page, cell, question, evidence, earlier.because[option])
            else:
                named[option] = _joined(named.get(option), option, evidence, page.at(row, "evidence"))
    return found


def _joined(kept: OptionEvidence | None, option: str, evidence: str, place: Location) -> OptionEvidence:
    """What is named of an option, with what another row, of an option that is the same one today, named before."""
    if kept is None:
        return OptionEvidence(option=option, evidence=evidence, location=place)
    return replace(kept, evidence="\n".join(dict.fromkeys((kept.evidence, evidence))))


def with_option_evidence(reader: Reader, item: Indicator, answer: Answer, cells: OptionCells) -> Answer:
    """The answer with the evidence of each of its options; of a question that takes one for all, with all in one."""
    if not (cells or item.evidence.per_option):
        return answer
    options, ticked = reader.form.options[item.id], answer.value if isinstance(answer.value, tuple) else ()
    own = tuple(named for option in options if (named := cells.get(option)) is not None)
    if not item.evidence.per_option:
        texts = dict.fromkeys((answer.evidence, *(named.evidence for named in own)))
        return replace(answer, evidence="\n".join(text for text in texts if text)) if own else answer
    letters = letters_of(options)
    for named in own:
        if named.option not in ticked:
            reader.tell("evidence-not-ticked", named.location, "warning", id=item.id, option=letters[named.option])
    place = answer.evidence_location or answer.location
    if item.id in reader.moves.per_option:
        if not answer.evidence:
            return replace(answer, option_evidence=own)
        reader.tell("evidence-for-all", place, "note", id=item.id)
        those = [option for option in options if option in ticked or not ticked]
        by_option = {each: OptionEvidence(option=each, evidence=answer.evidence, location=place) for each in those}
        by_option |= {each.option: each for each in own}
        every = tuple(by_option[option] for option in options if option in by_option)
        return replace(answer, evidence="", option_evidence=every)
    if answer.evidence:
        reader.tell("evidence-not-by-option", place, "warning", id=item.id)
    for option in _without_row(ticked, cells):
        reader.tell("row-missing", answer.location, "warning", id=option_row(item.id, option))
    return replace(answer, option_evidence=own)


def _without_row(ticked: tuple[str, ...], cells: OptionCells) -> Iterator[str]:
    return (option for option in ticked if option not in cells)
