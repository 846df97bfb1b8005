"""Styles of an .ods: number formats as codes like those of Excel, fonts that strike through or raise.

An automatic style lies in content.xml, a named one in styles.xml; what a style does not say, its parent does.
Source: OASIS OpenDocument 1.3, part 3, sections 16 (styles), 16.29 (data styles) and 20 (attributes).
"""

from typing import Any

from convergence_cli.questionnaire.bounds import RefusalError
from convergence_cli.questionnaire.workbook.looks import PLAIN, Look, look
from convergence_cli.questionnaire.workbook.ods_names import NUMBER, OFFICE, STYLE, TABLE
from convergence_cli.questionnaire.workbook.xml import local

_LONGEST = 1000
_MOST_PARENTS = 50
_MOST_CONDITIONS = 3
_BOOLEANS = '"TRUE";"TRUE";"FALSE"'
_DATE_PARTS = {
    "year": ("yy", "yyyy"),
    "month": ("m", "mm"),
    "day": ("d", "dd"),
    "hours": ("h", "hh"),
    "minutes": ("m", "mm"),
    "seconds": ("s", "ss"),
    "day-of-week": ("aaa", "aaaa"),
    "era": ("g", "gg"),
    "am-pm": ("AM/PM", "AM/PM"),
    # What no code of Excel's says: days all the same.
    "quarter": ("yy", "yy"),
    "week-of-year": ("yy", "yy"),
}


class Styles:
    """The styles that the cells of one file refer to."""

    def __init__(self, content: Any, named: Any) -> None:
        """Of the root elements of content.xml and, where there is one, styles.xml."""
        self._styles: dict[tuple[str, str], Any] = {}
        self._data: dict[str, Any] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        for root, group in ((content, "automatic-styles"), (named, "styles")):
            for item in root.iterfind(f"{OFFICE}{group}/*") if root is not None else ():
                self._take(item, group)

    def _take(self, item: Any, group: str) -> None:
        """Keep one style; one of content.xml hides its namesake in styles.xml."""
        name = item.get(f"{STYLE}name")
        if name is None:
            return
        if item.tag == f"{STYLE}style":
            key = (item.get(f"{STYLE}family", ""), name)
            known: Any = self._styles.setdefault(key, item)
        elif item.tag.startswith(NUMBER):
            known = self._data.setdefault(name, item)
        else:
            return
        if known is not item and known.getparent() is item.getparent():
            raise RefusalError("xml-unusual", part=f"{group} {ascii(name)[1:-1][:40]}")

    def cell(self, name: str) -> Look:
        """The look of a cell's style; that of an unknown one is plain."""
        return self._look("table-cell", name)

    def span(self, name: str | None) -> tuple[bool, bool]:
        """Whether a part of a text is struck through, and whether it is raised."""
        found = PLAIN if name is None else self._look("text", name)
        return found.struck, found.raised

    def paragraph(self, name: str | None) -> tuple[bool, bool]:
        """As `span`, of a whole paragraph."""
        found = PLAIN if name is None else self._look("paragraph", name)
        return found.struck, found.raised

    def is_shown(self, name: str | None) -> bool:
        """Whether the tables of a style are displayed."""
        chain = self._chain("table", name) if name is not None else []
        return (
            next((shown for item in chain if (shown := _property(item, "table", TABLE, "display"))), "true") != "false"
        )

    def _look(self, family: str, name: str) -> Look:
        key = (family, name)
        if key not in self._looks:
            chain = self._chain(family, name)
            data = next(
                (self._data.get(given) for item in chain if (given := item.get(f"{STYLE}data-style-name"))), None
            )
            struck = _first(chain, "text-line-through-style") or _first(chain, "text-line-through-type")
            place = _first(chain, "text-position").split()[:1]
            self._looks[key] = look(
                "" if data is None else self._format(data),
                struck=struck not in ("", "none"),
                raised=bool(place) and place != ["0%"],
            )
        return self._looks[key]

    def _chain(self, family: str, name: str) -> list[Any]:
        """A style and those that it inherits from."""
        found: list[Any] = []
        item = self._styles.get((family, name))
        while item is not None and item not in found and len(found) < _MOST_PARENTS:
            found.append(item)
            item = self._styles.get((family, item.get(f"{STYLE}parent-style-name", "")))
        return found

    def _format(self, data: Any) -> str:
        """The code of a data style and of those that it gives way to under a condition."""
        own = _section(data)
        conditional: list[str] = []
        for item in list(data.iterchildren(f"{STYLE}map"))[:_MOST_CONDITIONS]:
            other = self._data.get(item.get(f"{STYLE}apply-style-name", ""))
            condition = item.get(f"{STYLE}condition", "").replace("value()", "").replace("!=", "<>").replace(" ", "")
            if other is not None and condition:
                conditional.append(f"[{condition[:40]}]{_section(other)}")
        if local(data.tag) != "text-style":
            return ";".join((*conditional, own))
        if own == "@" and not conditional:
            return own
        # A section for texts is the fourth one.
        return ";".join((*conditional, *["General"] * (3 - len(conditional)), own))


def _first(chain: list[Any], name: str) -> str:
    return next((given for item in chain if (given := _property(item, "text", STYLE, name))), "")


def _property(item: Any, group: str, space: str, name: str) -> str:
    found = item.find(f"{STYLE}{group}-properties")
    return "" if found is None else str(found.get(f"{space}{name}", ""))


def _section(data: Any) -> str:
    """One data style as a section of a format."""
    kind = local(data.tag)
    if kind == "boolean-style":
        return _BOOLEANS
    return "".join(_piece(item, kind) for item in data if item.tag.startswith(NUMBER))[:_LONGEST]


def _piece(item: Any, kind: str) -> str:
    name, text = local(item.tag), item.text or ""
    if name == "number":
        return _digits(item)
    if name == "scientific-number":
        return "0.00E+00"
    if name == "fraction":
        return "# ?/?"
    if name == "text-content":
        return "@"
    if name in _DATE_PARTS:
        code = _DATE_PARTS[name][item.get(f"{NUMBER}style") == "long"]
        if name == "month" and item.get(f"{NUMBER}textual") == "true":
            return "mmm"
        is_elapsed = name == "hours" and item.getparent().get(f"{NUMBER}truncate-on-overflow") == "false"
        return f"[{code}]" if is_elapsed else code
    if name in ("text", "currency-symbol") and text:
        if kind == "percentage-style" and "%" in text:
            return "%".join(_painted(part) for part in text.split("%"))
        return _painted(text)
    return ""


def _painted(text: str) -> str:
    """A text beside or in place of a number, in quotation marks."""
    return '"' + text.replace('"', '"\\""') + '"' if text else ""


def _digits(item: Any) -> str:
    decimals, least = _count(item, "decimal-places"), max(_count(item, "min-integer-digits"), 0)
    inside = "".join(_painted(text.text or "") for text in item.iterchildren(f"{NUMBER}embedded-text"))
    if decimals < 0 and least < 2 and not inside and item.get(f"{NUMBER}display-factor") is None:
        return "General"
    grouped = "#,##" if item.get(f"{NUMBER}grouping") == "true" else ""
    thousands = item.get(f"{NUMBER}display-factor", "1").strip().rstrip(".").count("0") // 3
    after = "." + "0" * decimals if decimals > 0 else ""
    return f"{grouped}{inside}{'0' * least or '#'}{after}{',' * thousands}"


def _count(item: Any, name: str) -> int:
    """A number of digits, at most 20; -1 where it is not said."""
    given = item.get(f"{NUMBER}{name}", "")
    return min(int(given[:3]), 20) if given.isascii() and given.isdigit() else -1
