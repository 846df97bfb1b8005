"""Cell styles with another fill: everything else of a style stays, and the fill it had can be brought back."""

import copy
from typing import Any

from convergence_cli.errors import Severity
from convergence_cli.questionnaire.mark.package import child, q
from convergence_cli.questionnaire.workbook.xlsx_texts import number_of

# Light enough to read on; no colour of the questionnaire, and odd enough not to be anyone else's.
COLOURS: dict[Severity, str] = {"error": "FFFFB3B4", "warning": "FFFFD78B", "note": "FFBFDDF3"}
_NO_FILL = {"indexed": "64"}


class _Numbered:
    """Entries that are known by their number: kept apart, because lxml counts up to each anew."""

    def __init__(self, parent: Any) -> None:
        self._parent, self.items = parent, [item for item in parent if isinstance(item.tag, str)]

    def add(self, item: Any) -> int:
        """Append an entry; its number."""
        self._parent.append(item)
        self.items.append(item)
        self._parent.set("count", str(len(self.items)))
        return len(self.items) - 1


class Painter:
    """The styles of a workbook, and the painted ones made so far."""

    def __init__(self, styles: Any) -> None:
        self.styles = styles
        self.fills, self.formats = (
            _Numbered(_list(styles, name, after)) for name, after in (("fills", "fonts"), ("cellXfs", "cellStyleXfs"))
        )
        self._made: dict[tuple[int, Severity], int] = {}
        self._unmade: dict[int, int] = {}

    def painted(self, style: int, severity: Severity) -> int:
        """The number of a style like this one, in the colour of a severity."""
        key = (style, severity)
        if key not in self._made:
            self._made[key] = self._with_fill(style, self._mark(style, COLOURS[severity]))
        return self._made[key]

    def unpainted(self, style: int) -> int:
        """The number of the style that was painted so; any other style stays as it is."""
        if style not in self._unmade:
            self._unmade[style] = self._unpainted(style)
        return self._unmade[style]

    def _unpainted(self, style: int) -> int:
        pattern = self._pattern(style)
        front = None if pattern is None else child(pattern, "fgColor")
        if front is None or front.get("rgb") not in COLOURS.values():
            return style
        before = child(pattern, "bgColor")
        kept = _NO_FILL if before is None else dict(before.attrib)
        if kept == _NO_FILL:
            return self._with_fill(style, 0)
        fill = self._fill({"patternType": "solid"}, kept, _NO_FILL)
        return self._with_fill(style, fill)

    def wrapped(self) -> int:
        """A plain style whose text wraps."""
        number = self._with_fill(0, 0)
        style = self.formats.items[number]
        style.set("applyAlignment", "1")
        for old in style.findall(q(style, "alignment")):
            style.remove(old)
        style.insert(0, style.makeelement(q(style, "alignment"), wrapText="1", vertical="top"))
        return number

    def _mark(self, style: int, colour: str) -> int:
        """A solid fill shows its foreground alone, so the background can remember the colour that was there."""
        pattern = self._pattern(style)
        front = None if pattern is None or pattern.get("patternType") != "solid" else child(pattern, "fgColor")
        return self._fill({"patternType": "solid"}, {"rgb": colour}, _NO_FILL if front is None else dict(front.attrib))

    def _fill(self, facts: dict[str, str], front: dict[str, str], back: dict[str, str]) -> int:
        fill = self.styles.makeelement(q(self.styles, "fill"))
        pattern = fill.makeelement(q(fill, "patternFill"), facts)
        pattern.append(pattern.makeelement(q(fill, "fgColor"), front))
        pattern.append(pattern.makeelement(q(fill, "bgColor"), back))
        fill.append(pattern)
        return self.fills.add(fill)

    def _pattern(self, style: int) -> Any | None:
        formats, fills = self.formats.items, self.fills.items
        number = number_of(formats[style].get("fillId", "0")) if style < len(formats) else 0
        return child(fills[number], "patternFill") if 0 <= number < len(fills) else None

    def _with_fill(self, style: int, fill: int) -> int:
        formats = self.formats.items
        made = copy.deepcopy(formats[style if style < len(formats) else 0])
        made.set("fillId", str(fill))
        made.set("applyFill", "1")
        return self.formats.add(made)


def _list(styles: Any, name: str, after: str) -> Any:
    found = child(styles, name)
    if found is None:
        before = child(styles, after)
        found = styles.makeelement(q(styles, name))
        styles.insert(0 if before is None else styles.index(before) + 1, found)
        # The standard reserves the first two fills, and there is always a first format.
        for _ in range(2 if name == "fills" else 1):
            found.append(found.makeelement(q(styles, "fill" if name == "fills" else "xf")))
    return found
