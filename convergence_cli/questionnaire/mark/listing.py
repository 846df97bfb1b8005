"""The sheet that lists every problem, each with whose it is and a link to its cell: some have a sheet and no cell, or
neither. It is the first sheet, and the one that is seen when the copy is opened."""

from typing import Any, NamedTuple

from convergence_cli.errors import Problem
from convergence_cli.model.language import Language
from convergence_cli.questionnaire.mark.asked import AskedAt
from convergence_cli.questionnaire.mark.package import MAIN, OFFICE, Package, child, q
from convergence_cli.questionnaire.mark.sheets import show_first
from convergence_cli.questionnaire.mark.styles import Painter
from convergence_cli.questionnaire.workbook.xlsx_texts import number_of
from convergence_cli.sheets import row_height, safe_text
from convergence_cli.texts import hint, message, say
from convergence_cli.texts.workbook import WORDS

_WIDTHS = (8, 16, 26, 52, 52, 22)
_LETTERS = "ABCDEF"
_KEYS = ("check-severity", "who", "check-asked", "check-message", "check-hint", "check-place")


class Listed(NamedTuple):
    """What the sheet says."""

    problems: list[Problem]
    more: int
    """So many are not listed."""
    standing: tuple[str, ...]
    """How far the workbook is filled in."""
    asked: AskedAt


def write_listing(
    package: Package, listed: Listed, painter: Painter, language: Language, sheets: dict[str, str]
) -> None:
    """Add the sheet, or write it anew where an earlier marking has added it."""
    known = next((part for name, part in sheets.items() if name in WORDS["sheet-check"] and _is_own(package, part)), "")
    if known:
        root = package.tree(known)
        for item in list(root):
            root.remove(item)
    else:
        known = _add_sheet(package, language, sheets)
        root = package.tree(known)
    show_first(package, known, sheets.values())
    _fill(root, listed, painter, language)


def _is_own(package: Package, part: str) -> bool:
    """Whether a sheet of our name is ours: its first cell says so, by whatever program it was saved."""
    root = package.tree(part)
    data = child(root, "sheetData")
    first = data[0][0] if data is not None and len(data) and len(data[0]) else None
    if first is None:
        return False
    if first.get("t") == "s":
        (strings,) = package.related(package.main, "sharedStrings") or ("",)
        number = number_of(first.findtext(q(root, "v")))
        entries = package.tree(strings) if strings else ()
        text = "".join(entries[number].itertext()) if 0 <= number < len(entries) else ""
    else:
        text = "".join(first.itertext())
    return text in WORDS["check-severity"]


def _add_sheet(package: Package, language: Language, sheets: dict[str, str]) -> str:
    part = package.free_name("xl/worksheets/sheetC{}.xml")
    package.add(part, f'<worksheet xmlns="{MAIN}"/>'.encode(), "worksheet+xml")
    relation = package.relate(package.main, "worksheet", part)
    workbook = package.tree(package.main)
    listed = next(workbook.iter(q(workbook, "sheets")))
    title = say(language, "workbook.sheet-check")
    names = (title, *(f"{title} ({number})" for number in range(2, len(sheets) + 3)))
    name = next(each for each in names if each.casefold() not in {known.casefold() for known in sheets})
    number = 1 + max((number_of(item.get("sheetId")) for item in listed), default=0)
    # The workbook's own prefix for relations: strict workbooks have another namespace.
    key = next((key for item in listed for key in item.attrib if key.endswith("}id")), f"{{{OFFICE}}}id")
    listed.append(listed.makeelement(q(workbook, "sheet"), {"name": name, "sheetId": str(number), key: relation}))
    return part


def _fill(root: Any, listed: Listed, painter: Painter, language: Language) -> None:
    plain, problems = painter.wrapped(), listed.problems

    def element(parent: Any, name: str, **facts: str) -> Any:
        made = parent.makeelement(q(root, name), facts)
        parent.append(made)
        return made

    element(element(root, "sheetPr"), "pageSetUpPr", fitToPage="1")
    view = element(element(root, "sheetViews"), "sheetView", tabSelected="1", workbookViewId="0")
    element(view, "pane", ySplit="1", topLeftCell="A2", activePane="bottomLeft", state="frozen")
    columns = element(root, "cols")
    for number, width in enumerate(_WIDTHS, 1):
        element(columns, "col", min=str(number), max=str(number), width=str(width), customWidth="1")
    data = element(root, "sheetData")
    lines = [tuple(say(language, f"workbook.{key}") for key in _KEYS)]
    lines += [_line(item, listed.asked, language) for item in problems]
    told = [say(language, "workbook.check-more", count=f"{listed.more:,}")] if listed.more else []
    lines += [("", "", "", text, "", "") for text in (*told, *listed.standing)]
    for number, line in enumerate(lines, 1):
        height = row_height(list(zip(line, map(float, _WIDTHS), strict=True)))
        row = element(data, "row", r=str(number), ht=f"{height:g}", customHeight="1")
        # The first cell wears the colour that the cells at fault wear.
        first = painter.painted(plain, problems[number - 2].severity) if 2 <= number < len(problems) + 2 else plain
        for letter, text in zip(_LETTERS, line, strict=True):
            style = str(first if letter == "A" else plain)
            cell = element(row, "c", r=f"{letter}{number}", s=style, t="inlineStr")
            content = element(element(cell, "is"), "t")
            content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            content.text = safe_text(text)
    element(root, "autoFilter", ref=f"A1:{_LETTERS[-1]}{len(problems) + 1}")
    linked = [(number, item.location) for number, item in enumerate(problems, 2) if item.location.sheet]
    links = element(root, "hyperlinks") if linked else None
    for number, place in linked:
        quoted = place.sheet.replace("'", "''")
        element(
            links, "hyperlink", ref=f"{_LETTERS[-1]}{number}", location=f"'{safe_text(quoted)}'!{place.cell or 'A1'}"
        )
    element(root, "pageSetup", paperSize="9", orientation="landscape", fitToHeight="0")


def _line(item: Problem, asked: AskedAt, language: Language) -> tuple[str, ...]:
    severity = say(language, f"run.{item.severity}")
    return (severity, *asked[item.location], message(language, item), hint(language, item), item.location.place)
