"""The rows below a question in which each of its options takes evidence of its own."""

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.model.framework import Indicator
from convergence_cli.model.question import said
from convergence_cli.questionnaire.cells import style_input, type_in
from convergence_cli.questionnaire.draft import Draft
from convergence_cli.questionnaire.layout import letters_of, option_row
from convergence_cli.questionnaire.look import BODY, BOX, GREY, SMALL, put
from convergence_cli.sheets import row_height


def write_options(sheet: Worksheet, first: int, item: Indicator, measure: str, draft: Draft) -> int:
    """Write them from the row `first` on, with the title of their measure; the row after the last one.

    They are low and in small type: the options stand in full size beside their question.
    """
    options, widths, language = draft.framework.options(item), draft.widths, draft.language
    carried = draft.carried.answers.get(item.id)
    known = {named.option: named.evidence for named in carried.option_evidence} if carried else {}
    label, columns = draft.say("evidence-of-option"), {key: at for at, key in enumerate(widths, 1)}
    for row, (option, letter) in enumerate(letters_of(options).items(), first):
        text = f"{letter}. {options[option].in_(language)}"
        shown = {"id": option_row(item.id, option), "measure": measure, "question": label, "options": text}
        shown["who"] = said(item.who, language)
        for key, at in columns.items():
            cell = put(sheet, row, at, shown.get(key, ""), SMALL)
            cell.border, cell.fill = BOX, GREY
        sheet.cell(row, columns["question"]).alignment = Alignment(horizontal="right", vertical="top")
        evidence = sheet.cell(row, columns["evidence"])
        evidence.font = BODY
        style_input(evidence)
        if option in known:
            type_in(evidence, known[option])
        texts = [(text, float(widths[key])) for key, text in shown.items() if key in widths]
        small = row_height(texts, 20, font=8)
        needed = row_height([(known.get(option, ""), float(widths["evidence"]))], small, font=10)
        sheet.row_dimensions[row].height = needed
    return first + len(options)
