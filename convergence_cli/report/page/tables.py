"""Tables of a document on a page: rows as HTML, by what they are searched, filtered and sorted, what they open.

Rows are made one at a time: there may be thousands of stations.
"""

from collections.abc import Iterator
from typing import Literal

from markupsafe import Markup

from convergence_cli.model.language import Language
from convergence_cli.report.cells import WORDS, Cell, Content, Strip, content_of, shown, tone_of
from convergence_cli.report.document import Column, Fact, Paragraph, Row, Table
from convergence_cli.report.figures import tenths
from convergence_cli.report.page.drawing import at as coordinate
from convergence_cli.report.page.drawing import tenth
from convergence_cli.report.page.frame import clip, given, safe
from convergence_cli.texts import say
from convergence_cli.value import value

# From what is most to be done to what is done.
_GRAVEST = ("red", "error", "unmet", "warning", "unanswered", "partial", "note", "met", "plain", "")
_FOLDED, _FOLDED_IN_LIST = 600, 240
"""Letters of a cell beyond which the rest is folded; where rows are searched they are to stay short."""
_AT_ONCE, _OPENED_AT_ONCE = 100, 30
"""Rows that are shown first of a searched list, and where each can be opened."""


@value
class Filter:
    """A choice among the words of the rows' attribute `data-<key>`."""

    key: str
    title: str
    options: tuple[str, ...]


@value
class Head:
    """The title of a column."""

    title: str
    style: str
    sort: Literal["t", "n", "r", ""]
    """As text, as a number with the largest first, with the smallest first; empty: not at all."""
    hint: str = ""
    """The whole title, where a short one stands."""


class PageTable:
    """One table of a section (its id is `section`) as a page has it."""

    def __init__(self, table: Table, section: str, language: Language) -> None:
        self._table, self._section, self._language = table, section, language
        self._seen = [(at, column) for at, column in enumerate(table.columns) if column.is_seen]
        self._choices = [(at, column) for at, column in enumerate(table.columns) if column.is_choice]
        self._name = next((at for at, column in self._seen if column.kind == "text"), None)
        self._most = _FOLDED_IN_LIST if table.is_searched else _FOLDED
        self.is_heat = any(column.turned for column in table.columns)
        self.opens = bool(table.opens)
        self.at_once = _OPENED_AT_ONCE if self.opens else _AT_ONCE

    @property
    def style(self) -> str:
        """The classes of the table."""
        if self.is_heat:
            return "heat"
        marks = {"folded": self._table.is_folded, "searched": self._table.is_searched, "gaps": self.opens}
        return " ".join(["rows", *(mark for mark, holds in marks.items() if holds)])

    @property
    def groups(self) -> list[tuple[str, int]]:
        """What columns beside each other are of, and how many they are."""
        found: list[tuple[str, int]] = []
        for _, column in self._seen if any(column.group for column in self._table.columns) else ():
            if found and found[-1][0] == column.group:
                found[-1] = (column.group, found[-1][1] + 1)
            else:
                found.append((column.group, 1))
        return found

    @property
    def heads(self) -> Iterator[Head]:
        """The titles of the columns."""
        for place, (_, column) in enumerate(self._seen):
            style = "wide-column" if column.kind == "strip" else "" if column.kind in WORDS else "number"
            sort = _sort(column, is_first=place == 0) if self._table.is_searched else ""
            short = column.id if column.turned else column.title
            yield Head(title=short, style=style, sort=sort, hint=column.title if column.turned else "")

    @property
    def filters(self) -> Iterator[Filter]:
        """One for each column of few things: those that occur in it, in their order, else the gravest first."""
        found: dict[int, dict[str, float]] = {at: {} for at, _ in self._choices}
        # The rows are made anew each time that they are read.
        for row in self._table.rows if self._choices else ():
            for at, column in self._choices:
                found[at].setdefault(shown(row.cells[at], column.kind), _order(row.cells[at]))
        for at, column in self._choices:
            options = tuple(said for said in sorted(found[at], key=found[at].__getitem__) if said)
            yield Filter(key=f"choice-{at}", title=column.title, options=options)

    @property
    def rows(self) -> Iterator[Markup]:
        """Each row as HTML; what opens is a body of its own."""
        for row in self._table.rows:
            yield Markup(self._opened(row) if self.opens else self._line(row, self._marks(row)))  # noqa: S704

    def _marks(self, row: Row) -> str:
        """The attributes of a row that is searched, or that something leads to."""
        marks = " data-row" if self._table.is_searched else ""
        for at, column in self._choices if self._table.is_searched else ():
            marks += f' data-choice-{at}="{safe(shown(row.cells[at], column.kind))}"'
        return f'{marks} id="{safe(f"{self._section}-{row.key}")}"' if row.key else marks

    def _opened(self, row: Row) -> str:
        name = "" if self._name is None else safe(shown(row.cells[self._name], "text"))
        told = "".join(map(_block, row.more))
        more = (
            f'<tr role="row" class="more"><td role="cell" colspan="{len(self._seen)}"><details><summary>'
            f'<span class="unseen">{name} </span>{safe(self._table.opens)}</summary>'
            f'<div class="detail">{told}</div></details></td></tr>'
        )
        return f'<tbody role="rowgroup"{self._marks(row)}>{self._line(row, "")}{more if told else ""}</tbody>'

    def _line(self, row: Row, marks: str) -> str:
        named = ((row.cells[at], column, at == self._name) for at, column in self._seen)
        if self.is_heat:
            return f"<tr{marks}>{''.join(_heat(cell, column, is_name=is_name) for cell, column, is_name in named)}</tr>"
        cells = (self._cell(cell, column, row, is_name=is_name) for cell, column, is_name in named)
        return f'<tr role="row"{marks}>{"".join(cells)}</tr>'

    def _cell(self, cell: Content | Cell, column: Column, row: Row, *, is_name: bool) -> str:
        tag, role = ("th", "rowheader") if is_name else ("td", "cell")
        style = "wide-column" if column.kind == "strip" else "lines" if column.kind in WORDS else "number"
        style += " alarm" if tone_of(cell) == "red" and not column.is_choice else ""
        order = _sorted_by(cell, column) if self._table.is_searched else ""
        by = f' data-v="{safe(order)}"' if order else ""
        scope = ' scope="row"' if is_name else f' data-label="{safe(column.title)}"'
        said = f"{self._said(cell, column, row)}{_mark(cell)}{_note(cell)}"
        return f'<{tag} role="{role}" class="{style}"{scope}{by}>{said}</{tag}>'

    def _said(self, cell: Content | Cell, column: Column, row: Row) -> str:
        strip = cell.strip if isinstance(cell, Cell) else None
        if strip is not None:
            return _drawn(strip)
        said, tone = shown(cell, column.kind), tone_of(cell)
        if column.is_choice and column.kind == "middle" and tone:
            return f'<span class="{"badge" if tone == "red" else f"chip {safe(tone)}"}">{safe(said)}</span>'
        text = given(said, self._most)
        if isinstance(cell, Cell) and cell.to:
            text = f'<a href="#{safe(cell.to)}">{text}</a>'
        return f"<b>{text}</b>" if row.tone == "strong" else text

    @property
    def scale(self) -> tuple[str, ...]:
        """The steps of a heat map's colours, on the framework's scale."""
        return tuple(say(self._language, "cohort.bin", low=low, high=high) for low, high in tenths())


def _heat(cell: Content | Cell, column: Column, *, is_name: bool) -> str:
    """A cell of a heat map, made of digits and our own classes alone."""
    content, said = content_of(cell), safe(shown(cell, column.kind))
    if is_name:
        return f'<th scope="row"><bdi>{safe(clip(str(content), 40))}</bdi>{_note(cell)}</th>'
    step = f" class=h{tenth(content)}" if column.kind == "heat" and isinstance(content, int | float) else ""
    return f"<td{step}>{said}</td>"


def _mark(cell: Content | Cell) -> str:
    return f' <span class="badge">{safe(cell.mark)}</span>' if isinstance(cell, Cell) and cell.mark else ""


def _note(cell: Content | Cell) -> str:
    return f' <small class="soft">{given(cell.note)}</small>' if isinstance(cell, Cell) and cell.note else ""


def _block(block: Paragraph | Fact) -> str:
    if isinstance(block, Paragraph):
        return f"<div><p>{given(block.text, _FOLDED)}</p></div>"
    lines = "".join(f"<p>{given(line, _FOLDED)}</p>" for line in block.text.split("\n") if line)
    steps = "".join(f"<li>{given(step, _FOLDED)}</li>" for step in block.steps)
    return f"<div><h3>{safe(block.label)}</h3>{f'<ol>{steps}</ol>' if steps else ''}{lines}</div>"


def _drawn(strip: Strip) -> str:
    bands = "".join(
        f'<rect class="{safe(band.tone)}" x="{coordinate(band.start)}" width="{coordinate(band.end - band.start)}" '
        f"{_HEIGHT.get(band.tone, _WHOLE)}/>"
        for band in strip.bands
    )
    return (
        '<svg class="strip" viewBox="0 0 100 10" preserveAspectRatio="none" role="img">'
        f"<title>{safe(strip.says)}</title>{bands}</svg>"
    )


_WHOLE = 'height="10"'
_HEIGHT = {"range": 'y="4" height="2"'}


def _sort(column: Column, *, is_first: bool) -> Literal["t", "n", "r", ""]:
    """What stands first of all and is a number is a rank."""
    if column.kind == "strip":
        return ""
    if column.kind == "middle" and column.is_choice:
        return "r"
    return "t" if column.kind in WORDS else "r" if is_first else "n"


def _order(cell: Content | Cell) -> float:
    if isinstance(cell, Cell) and cell.order is not None:
        return cell.order
    tone = tone_of(cell)
    return float(_GRAVEST.index(tone) if tone in _GRAVEST else len(_GRAVEST))


def _sorted_by(cell: Content | Cell, column: Column) -> str:
    """What a cell is sorted by, where that is not what is read in it."""
    if column.is_choice and column.kind == "middle":
        return f"{_order(cell):g}"
    if isinstance(cell, Cell) and cell.order is not None:
        return f"{cell.order:g}"
    content = content_of(cell)
    return "" if column.kind in WORDS or content is None else str(content)
