"""Workbooks of .xlsx and .xlsm: their sheets, shared texts and styles, each found by relation ([ECMA-376], part 1)."""

import re
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from convergence_cli.questionnaire.bounds import Bounds, RefusalError
from convergence_cli.questionnaire.extent import Tally
from convergence_cli.questionnaire.workbook.formats import BUILT_IN, is_faithful
from convergence_cli.questionnaire.workbook.looks import PLAIN, Look, look
from convergence_cli.questionnaire.workbook.package import Package
from convergence_cli.questionnaire.workbook.sheet import Choose, Sheet
from convergence_cli.questionnaire.workbook.xlsx_frame import read_widths
from convergence_cli.questionnaire.workbook.xlsx_sheet import read_sheet
from convergence_cli.questionnaire.workbook.xlsx_texts import Texts, font, number_of, read_texts, unescaped
from convergence_cli.questionnaire.workbook.xml import child, main_namespace, once_for_alike, only, parse, truth

_OFFICE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
# What content types end in: of workbooks (also with macros, and templates of either), and of sheets.
_BOOK_TYPES = re.compile(
    r"application/vnd\.(openxmlformats-officedocument\.spreadsheetml|ms-excel)"
    r"\.(sheet|template|addin)(\.macroEnabled)?\.main\+xml",
    re.IGNORECASE,
)
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_OTHER_SHEETS = frozenset({"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"})


def is_book_type(content_type: str) -> bool:
    """Whether a part of this content type is a workbook in XML."""
    return _BOOK_TYPES.fullmatch(content_type) is not None


class Xlsx:
    """An opened workbook."""

    def __init__(self, package: Package, bounds: Bounds) -> None:
        self.package, self.tally = package, Tally(bounds)
        said = _read_book(package.main, package.there(package.main))
        self.from_1904, self.recalculates = said.from_1904, said.recalculates
        self.parts: dict[str, str] = {}
        hidden: set[str] = set()
        for name, relations, is_hidden in said.sheets:
            if self._is_taken_in(name, relations) and is_hidden:
                hidden.add(name)
        self.names = tuple(self.parts)
        self.hidden = frozenset(hidden)

    def _is_taken_in(self, name: str, relations: tuple[str, ...]) -> bool:
        """Take in one sheet of the list; whether it has cells."""
        part = self.package.main
        relation = self.package.relations(part).get(relations[0]) if len(relations) == 1 else None
        if relation is None:
            raise RefusalError("part-ambiguous", part=part, found=name)
        is_sheet = relation.target and self.package.content_type(relation.target).casefold() == _SHEET_TYPE
        if relation.kind in _OTHER_SHEETS and not is_sheet:
            return False
        if relation.kind != "worksheet" or not is_sheet:
            raise RefusalError("part-ambiguous", part=part, found=name)
        if name.casefold() in map(str.casefold, self.parts) or relation.target in self.parts.values():
            raise RefusalError("part-ambiguous", part=part, found=name)
        self.parts[name] = relation.target
        return True

    def sheet(self, name: str, choose: Choose | None = None) -> Sheet:
        """The cells of one sheet, but for those that `choose` leaves out; raises RefusalError."""
        return read_sheet(self.parts[name], self, choose)

    # --- what the sheets share ---------------------------------------------------------------------

    @cached_property
    def texts(self) -> Texts:
        """The shared texts by number."""
        part = self.package.one(self.package.main, "sharedStrings")
        return read_texts(part, self.package.part(part)) if part else Texts([], "")

    @cached_property
    def calm(self) -> frozenset[str | None]:
        """The styles that show every value as it is, as cells name them."""
        calm = [at for at, style in enumerate(self.styles) if _shows_all(style)]
        return frozenset((*map(str, calm), *([None] if 0 in calm else [])))

    @cached_property
    def styles(self) -> tuple[Look, ...]:
        """The cell styles by number."""
        part = self.package.one(self.package.main, "styles")
        return _styles(part, self.package.part(part)) if part else (PLAIN,)


class _Listed(NamedTuple):
    """What a workbook's main part says."""

    from_1904: bool
    recalculates: bool
    sheets: tuple[tuple[str, tuple[str, ...], bool], ...]
    """Name, the relations that it gives, whether it is hidden."""


@once_for_alike(16)
def _read_book(part: str, body: bytes) -> _Listed:
    book = parse(part, body)
    main = main_namespace(book, "workbook", part)
    listed, facts, calculation = (child(book, f"{{{main}}}{name}", part) for name in ("sheets", "workbookPr", "calcPr"))
    return _Listed(
        from_1904=facts is not None and truth(facts.get("date1904")),
        recalculates=calculation is not None and truth(calculation.get("fullCalcOnLoad")),
        sheets=tuple(
            (
                unescaped(item.get("name", "")),
                tuple(given for space in _OFFICE if (given := item.get(f"{{{space}}}id")) is not None),
                item.get("state", "visible") != "visible",
            )
            for item in only(listed, f"{{{main}}}sheet", part)
        ),
    )


# The same bytes, most often: one program saved a questionnaire that one template wrote.
@lru_cache(maxsize=4)
def _styles(part: str, body: bytes) -> tuple[Look, ...]:
    root = parse(part, body)
    space = main_namespace(root, "styleSheet", part)
    formats, fonts, looks = (
        only(child(root, f"{{{space}}}{name}", part), f"{{{space}}}{item}", part)
        for name, item in (("numFmts", "numFmt"), ("fonts", "font"), ("cellXfs", "xf"))
    )
    codes = BUILT_IN | _codes(formats, part)
    marks = [font(item, space) for item in fonts]
    made: dict[tuple[int, int], Look] = {}
    return tuple(_look(item, codes, marks, made) for item in looks) or (PLAIN,)


def _codes(formats: list[Any], part: str) -> dict[int, str]:
    """The formats that a workbook has of its own, by number; raises RefusalError where one number means two."""
    codes: dict[int, str] = {}
    for item in formats:
        number, code = number_of(item.get("numFmtId")), unescaped(item.get("formatCode", ""))
        if codes.setdefault(number, code) != code:
            raise RefusalError("xml-unusual", part=f"{part} numFmtId={number}")
    return codes


def _shows_all(style: Look) -> bool:
    return not style.struck and not style.raised and is_faithful(style.format)


def _look(
    item: Any, formats: dict[int, str], fonts: list[tuple[bool, bool]], made: dict[tuple[int, int], Look]
) -> Look:
    """The look that an entry of cellXfs means; equal ones are made once."""
    key = (number_of(item.get("numFmtId")), number_of(item.get("fontId")))
    if key not in made:
        struck, raised = fonts[key[1]] if 0 <= key[1] < len(fonts) else (False, False)
        made[key] = look(formats.get(key[0], ""), struck=struck, raised=raised)
    return made[key]


def column_widths(package: Package, name: str) -> dict[int, float]:
    """How wide the columns of a sheet were made, in letters, by their place from 0, as far as the file says it.

    Raises RefusalError where it cannot be read in one way.
    """
    part = Xlsx(package, Bounds()).parts[name]
    return read_widths(part, package.part(part))
