"""A document as plain lines of a given width, for a terminal.

What is drawn is ASCII: a Windows console in GBK shows it, and its width is the same everywhere.
"""

from collections.abc import Iterator, Sequence

from convergence_cli.model.language import Language
from convergence_cli.policy import heading
from convergence_cli.report.cells import SCORES, WORDS, Cell, Content, Tone, content_of, shown, tone_of
from convergence_cli.report.document import Block, Column, Document, Fact, Notice, Paragraph, Row, Section, Table
from convergence_cli.report.problems import as_compiler, printable
from convergence_cli.texts import say
from convergence_cli.texts.width import display_width, wrap
from convergence_cli.value import value

_INDENT, _BESIDE = 2, 2
_STYLES = {"strong": "1", "red": "31", "unmet": "31", "partial": "33", "met": "32"}
"""Of tones, as a terminal is told."""
# A title of a column that is wider than this and its cells goes on in another line; the name of a row keeps so much,
# or loses its neighbours.
_TITLE, _NAME = 8, 14
_BAR = 16
_WIDE, _TENTHS = 100, 10
"""A bar from 0 to 100 has so many places, and twice as many on a screen that is so wide."""
MARKS = "_.-=*#"
"""The levels of a line of marks, lowest first."""


@value
class Look:
    """How the report is shown."""

    width: int | None = 80
    """None: every text on a line of its own, however long."""
    top: int | None = None
    """How many rows of a list that is asked for by its first; None: all."""
    colour: bool = False


def render(document: Document, look: Look) -> str:
    """The whole document, its sections apart by a blank line."""
    screen = _Screen(document.language, look)
    blocks = ["\n".join(screen.head(document))] if document.heading else []
    blocks += ["\n".join(screen.section(section)) for section in document.on("screen")]
    return "\n\n".join(block for block in blocks if block) + "\n"


class _Screen:
    """Lines of one width in one language."""

    def __init__(self, language: Language, look: Look) -> None:
        self.language, self.look = language, look
        self.width = look.width

    def wrapped(self, text: str, by: int = 0, tone: Tone = "plain") -> Iterator[str]:
        """The text in lines, indented."""
        text = printable(text.replace("\n", " "))
        lines = [text] if self.width is None else wrap(text, self.width - by)
        return (" " * by + self.painted(line, tone) for line in lines)

    def painted(self, text: str, tone: Tone) -> str:
        """A printable text in the colour of its tone, where there is colour: nothing else drives a terminal."""
        style = _STYLES.get(tone) if self.look.colour else None
        return f"\x1b[{style}m{text}\x1b[0m" if style and text else text

    def head(self, document: Document) -> Iterator[str]:
        """What it is and of whom, and by what was judged."""
        yield from self.wrapped(document.heading, tone="strong")
        yield from self.wrapped(heading(document.framework, self.language))

    def section(self, section: Section) -> Iterator[str]:
        if section.title:
            yield from self.wrapped(section.title, tone=section.tone)
        before: Block | None = None
        for block in section.blocks:
            if isinstance(before, Table) or (before is not None and isinstance(block, Table)):
                yield ""
            yield from self.block(block)
            before = block

    def block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Paragraph):
            yield from self.wrapped(block.text, _INDENT * block.depth if block.tone == "item" else 0, block.tone)
        elif isinstance(block, Fact):
            yield from self.fact(block)
        elif isinstance(block, Notice):
            yield from self.notice(block)
        else:
            yield from _Grid(self, block).lines()

    def fact(self, fact: Fact) -> Iterator[str]:
        label, *lines = (
            line
            for at, said in enumerate(fact.lines(self.language))
            for line in self.wrapped(said, 2 * _INDENT if at else _INDENT)
        )
        yield label.replace(fact.label, self.painted(fact.label, "strong"), 1).rstrip()
        yield from lines

    def notice(self, notice: Notice) -> Iterator[str]:
        if notice.code:
            yield from as_compiler(notice, self.language)
            return
        yield from self.wrapped(f"[{say(self.language, f'terms.{notice.severity}')}] {notice.text}", _INDENT)
        if notice.hint and notice.severity != "note":
            yield from self.wrapped(notice.hint, 2 * _INDENT)


class _Grid:
    """One table laid out: what fits stands beside the name of its row, the rest of the row in lines below it."""

    def __init__(self, screen: _Screen, table: Table) -> None:
        self.screen, self.table = screen, table
        top = screen.look.top if table.by_top else None
        self.rows = table.rows if top is None else table.rows[:top]
        columns = table.columns
        self.cells = [
            [_clean(shown(cell, column.kind)) for cell, column in zip(row.cells, columns, strict=True)]
            for row in self.rows
        ]
        self.name = next((at for at, column in enumerate(columns) if column.kind == "text"), 0)
        widths = [max((display_width(row[at]) for row in self.cells), default=0) for at in range(len(columns))]
        self.heads = [_head(column, width) for column, width in zip(columns, widths, strict=True)]
        self.sizes = [max(width, *map(display_width, head)) for width, head in zip(widths, self.heads, strict=True)]
        self.before = [at for at in range(self.name) if columns[at].kind not in WORDS]
        titled = [at for at in range(len(columns)) if at != self.name and at not in self.before]
        # What has no title is a sentence, which stands below whatever the room is.
        self.below = [at for at in titled if not columns[at].title]
        self.beside = [at for at in titled if at not in self.below]
        self.scale: tuple[int, int] | None = None
        """Of drawn lines, in whole tens."""
        self.scored = next((at for at, column in enumerate(columns) if column.is_bar), None)
        self.bar = _BAR if self.scored is None else _TENTHS if (screen.width or _WIDE) < _WIDE else 2 * _TENTHS
        self.marks = self.drawn()
        self.room = self.fitted()

    def fitted(self) -> int:
        """How wide the name is when the widest texts, then the last columns, went below until there is room."""
        wanted = self.sizes[self.name]
        if self.screen.width is None:
            return wanted
        least = min(wanted, _NAME)
        if self.marks and not self.scale and (lacking := wanted - self.left()) > 0:
            self.bar = max(0, self.bar - lacking)
            self.marks = self.drawn()
        if self.scale and self.left() < least:
            # The marks say what lies between.
            scores = [at for at in self.beside if self.table.columns[at].kind in SCORES]
            self.beside = [at for at in self.beside if at not in scores[1:-1]]
        while (room := self.left()) < (wanted if self.texts() else least) and self.beside:
            texts = self.texts()
            if not texts and room >= least:
                break
            self.below.append(max(texts, key=self.sizes.__getitem__) if texts else self.beside[-1])
            self.beside.remove(self.below[-1])
        self.below.sort()
        return max(1, min(wanted, room))

    def texts(self) -> list[int]:
        return [at for at in self.beside if self.table.columns[at].kind == "text"]

    def left(self) -> int:
        """Columns of the screen that the cells beside the name leave it."""
        assert self.screen.width is not None
        taken = sum(self.sizes[at] + _BESIDE for at in (*self.before, *self.beside))
        drawn = max((len(mark) for mark in self.marks), default=0)
        return self.screen.width - _INDENT - taken - (drawn + _BESIDE if drawn else 0)

    def lines(self) -> Iterator[str]:
        if self.table.title:
            yield from self.screen.wrapped(self.table.title)
        if len(self.rows) == 1 and self.rows[0].tone == "tile":
            for column, cell in zip(self.table.columns, self.cells[0], strict=True):
                yield from self.said(column, cell, _INDENT)
            return
        if self.rows:
            yield from self.header()
        for at, mark in enumerate(self.marks or [""] * len(self.rows)):
            yield from self.row(at, mark)
        if self.scale:
            least, most = self.scale
            facts = {"low": MARKS[0], "least": least, "high": MARKS[-1], "most": most}
            yield from self.screen.wrapped(say(self.screen.language, "terms.scale", **facts), _INDENT)
        left = len(self.table.rows) - len(self.rows)
        if left:
            more = self.table.more.format(count=left) if self.table.more else ""
            yield from self.screen.wrapped(more or say(self.screen.language, "terms.more", count=left), _INDENT)

    def header(self) -> Iterator[str]:
        inline = (*self.before, self.name, *self.beside)
        heads = [self.heads[at] if at != self.name else [_title(self.table.columns[at])] for at in inline]
        height = max(map(len, heads))
        for level in range(height):
            yield self.line([[""] * (height - len(head)) + head for head in heads], level).rstrip()

    def line(self, parts: Sequence[Sequence[str]], level: int, tones: Sequence[Tone] | None = None) -> str:
        """One line of the cells in the columns that stand beside each other."""
        inline = (*self.before, self.name, *self.beside)
        texts = (part[level] if level < len(part) else "" for part in parts)
        put = (self.put(at, text, tones[at] if tones else "plain") for at, text in zip(inline, texts, strict=True))
        return " " * _INDENT + (" " * _BESIDE).join(put)

    def put(self, at: int, text: str, tone: Tone) -> str:
        width = self.room if at == self.name else self.sizes[at]
        painted, rest = self.screen.painted(text, tone), " " * (width - display_width(text))
        return painted + rest if at == self.name or self.table.columns[at].kind == "text" else rest + painted

    def row(self, place: int, mark: str) -> Iterator[str]:
        row, tones = self.cells[place], [_tone(cell) for cell in self.rows[place].cells]
        inline = (*self.before, self.name, *self.beside)
        named = self.named(row[self.name])
        parts = [named if at == self.name else [row[at]] for at in inline]
        for level in range(len(named)):
            line = self.line(parts, level, tones)
            yield f"{line}{' ' * _BESIDE}{mark}".rstrip() if level == 0 else line.rstrip()
        depth = _INDENT + sum(self.sizes[at] + _BESIDE for at in self.before) + _INDENT
        for at in self.below:
            yield from self.said(self.table.columns[at], row[at], depth)

    def named(self, text: str) -> list[str]:
        """The name of a row, as deep as it stands in its tree, in lines."""
        bare = text.lstrip("\u3000")
        depth = "  " * (len(text) - len(bare))
        lines = [bare] if self.screen.width is None else wrap(bare.replace("\n", " "), max(1, self.room - len(depth)))
        return [depth + line for line in lines]

    def said(self, column: Column, text: str, by: int) -> Iterator[str]:
        """A cell below its row: each of its lines, the first under the title of its column."""
        if text:
            label = _title(column)
            first, *more = text.split("\n") if column.kind == "text" else [text]
            first = say(self.screen.language, "terms.fact", label=label, text=first) if label else first
            yield from self.screen.wrapped(first, by)
            for line in more:
                yield from self.screen.wrapped(line, by + _INDENT)

    # --- what is drawn ------------------------------------------------------------------------------

    def drawn(self) -> list[str]:
        """A mark for each row that the table's chart draws, or none at all."""
        chart, columns = self.table.chart, self.table.columns
        if self.scored is not None:
            return [_of_full(_number(row, self.scored), self.bar) for row in self.rows]
        numbers = [at for at, column in enumerate(columns) if column.kind not in WORDS]
        if chart is None or not numbers:
            return []
        if chart.kind == "lines":
            scores = [at for at, column in enumerate(columns) if column.kind in SCORES]
            found = [[_number(row, at) for at in scores] for row in self.rows]
            known = [number for row in found for number in row if number is not None]
            if not known:
                return []
            self.scale = 10 * int(min(known) // 10), min(100, 10 * int(max(known) // 10 + 1))
            return [line_of_marks(row, *self.scale) for row in found]
        count = len(self.rows) if chart.rows is None else min(chart.rows, len(self.rows))
        each = [_number(row, numbers[chart.of]) or 0.0 for row in self.rows[:count]]
        widest = max(map(abs, each), default=0.0)
        bars = [("-" if each < 0 else "#") * round(self.bar * abs(each) / widest) if widest else "" for each in each]
        return [*bars, *[""] * (len(self.rows) - count)]


def line_of_marks(numbers: Sequence[float | None], least: float, most: float) -> str:
    """One mark for each number, from `_` at `least` to `#` at `most`; a space where there is none."""
    steps = len(MARKS)
    places = (
        None if number is None else min(steps - 1, int((number - least) / (most - least) * steps)) for number in numbers
    )
    return "".join(" " if place is None else MARKS[place] for place in places)


def _of_full(number: float | None, places: int) -> str:
    """A bar from 0 to 100; nothing where there is no number."""
    filled = 0 if number is None else int(number / 100 * places)
    return "" if number is None else "#" * filled + "." * (places - filled)


def _tone(cell: Content | Cell) -> Tone:
    return tone_of(cell) or "plain"


def _clean(text: str) -> str:
    """The lines of a cell, printable each."""
    return "\n".join(map(printable, text.split("\n")))


def _number(row: Row, at: int) -> float | None:
    content: Content = content_of(row.cells[at])
    return content if isinstance(content, int | float) else None


def _title(column: Column) -> str:
    return printable(column.title.replace("\n", " "))


def _head(column: Column, width: int) -> list[str]:
    title = _title(column)
    whole_words = (len(word) for word in title.split() if word.isascii())
    return [title] if column.kind == "text" else wrap(title, max(width, _TITLE, *whole_words))
