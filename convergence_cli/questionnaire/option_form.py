"""The rows below a question in which each of its options takes evidence of its own."""

from collections.abc import Mapping

from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.model.framework import Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.question import Text, said
from convergence_cli.model.questionnaire import Answer
from convergence_cli.questionnaire.cells import style_input, type_in
from convergence_cli.questionnaire.layout import lettered, option_row
from convergence_cli.questionnaire.look import BODY, BOX, GREY, put
from convergence_cli.sheets import row_height
from convergence_cli.texts import say


def write_options(
    sheet: Worksheet,
    first: int,
    item: Indicator,
    measure: str,
    options: dict[str, Text],
    language: Language,
    carried: Answer | None,
    widths: Mapping[str, int],
) -> int:
    """Write them from the row `first` on, with the title of their measure; the row after the last one.

    `widths`: the columns of the sheet, by key.
    """
    known = {named.option: named.evidence for named in carried.option_evidence} if carried else {}
    for row, (option, shown) in enumerate(zip(options, lettered(options, language), strict=True), first):
        number = option_row(item.id, option)
        question = say(language, "workbook.evidence-of-option", option=shown)
        shown_in = {"id": number, "measure": measure, "question": question, "who": said(item.who, language)}
        for at, key in enumerate(widths, 1):
            cell = put(sheet, row, at, shown_in.get(key, ""), BODY)
            cell.border, cell.fill = BOX, GREY
        evidence = sheet.cell(row, tuple(widths).index("evidence") + 1)
        style_input(evidence)
        if option in known:
            type_in(evidence, known[option])
        texts = {**shown_in, "evidence": known.get(option, "")}
        sheet.row_dimensions[row].height = row_height(
            [(text, float(widths[key])) for key, text in texts.items() if key in widths], 20, font=10
        )
    return first + len(options)
