"""Styles of an .ods: number formats as codes like those of Excel, fonts that strike through or raise.

An automatic style lies in content.xml, a named one in styles.xml; what a style does not say, its parent does.
Source: OASIS OpenDocument 1.3, part 3, sections 16 (styles), 16.29 (data styles) and 20 (attributes).
"""

from dataclasses import dataclass
from typing import Any

from convergence_cli.questionnaire.bounds import RefusalError
from convergence_cli.questionnaire.workbook.looks import PLAIN, Look, look
from convergence_cli.questionnaire.workbook.ods_names import NUMBER, OFFICE, STYLE, TABLE
from convergence_cli.questionnaire.workbook.xml import local

_LONGEST = 1000
_MOST_CONDITIONS = 3
_STYLE, _NAME, _FAMILY, _PARENT = (f"{STYLE}{name}" for name in ("style", "name", "family", "parent-style-name"))
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
        self._facts: dict[tuple[str, str], _Facts] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        for root, group in ((content, "automatic-styles"), (named, "styles")):
            for item in root.iterfind(f"{OFFICE}{group}/*") if root is not None else ():
                self._take(item, group)

    @property
    def count(self) -> int:
        """How many styles and formats there are; each costs what a cell that holds something does."""
        return len(self._styles) + len(self._data)

    def _take(self, item: Any, group: str) -> None:
        """Keep one style; one of content.xml hides its namesake in styles.xml."""
        name = item.get(_NAME)
        if name is None:
            return
        if item.tag == _STYLE:
            known: Any = self._styles.setdefault((item.get(_FAMILY, ""), name), item)
        elif item.tag.startswith(NUMBER):
            known = self._data.setdefault(name, item)
        else:
            return
        if known is not item and known.getparent() is item.getparent():
            raise RefusalError("xml-unusual", part=f"{group} {ascii(name)[1:-1][:40]}")

    def look(self, family: str, name: str | None) -> Look:
        """The look of a style of a "table-cell", a "paragraph" or a "text"; an unknown one is plain."""
        if name is None:
            return PLAIN
        key = (family, name)
        if key not in self._looks:
            facts = self._known(key)
            data = self._data.get(facts.data)
            self._looks[key] = look(
                "" if data is None else self._format(data),
                struck=facts.line not in ("", "none"),
                raised=facts.position not in ("", "0%"),
            )
        return self._looks[key]

    def is_shown(self, name: str | None) -> bool:
        """Whether the tables of a style are displayed."""
        return name is None or self._known(("table", name)).display != "false"

    def _known(self, key: tuple[str, str]) -> "_Facts":
        """What a style says, or those that it inherits from."""
        chain: dict[tuple[str, str], Any] = {}
        while key not in self._facts and key not in chain and key in self._styles:
            chain[key] = self._styles[key]
            key = (key[0], chain[key].get(_PARENT, ""))
        facts = self._facts.get(key, _Facts())
        for key, item in reversed(chain.items()):
            facts = _facts(item, facts)
            self._facts[key] = facts
        return facts

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


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a style says of its cells, or its table, that matters here."""

    data: str = ""
    line: str = ""
    position: str = ""
    display: str = ""


def _facts(item: Any, inherited: _Facts) -> _Facts:
    text, table = item.find(f"{STYLE}text-properties"), item.find(f"{STYLE}table-properties")
    line = position = display = ""
    if text is not None:
        line = text.get(f"{STYLE}text-line-through-style") or text.get(f"{STYLE}text-line-through-type") or ""
        position = " ".join(text.get(f"{STYLE}text-position", "").split()[:1])
    if table is not None:
        display = table.get(f"{TABLE}display", "")
    return _Facts(
        data=item.get(f"{STYLE}data-style-name") or inherited.data,
        line=line or inherited.line,
        position=position or inherited.position,
        display=display or inherited.display,
    )


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
