"""What every section of two runs compared needs: words, titles by id, columns, and lists led by what they hold."""

from typing import Any

from convergence_cli.model.cohort_change import CohortChange
from convergence_cli.model.language import Language
from convergence_cli.report.cells import Kind
from convergence_cli.report.document import Block, Column, Paragraph, Section, Table
from convergence_cli.report.subjects.cohort.batch import A4_LETTERS
from convergence_cli.report.teller import Teller

Spec = tuple[str, float, float, Kind]
"""A title, its width on a sheet, its share of a page, what stands in it."""


class Told(Teller):
    """A change, and the words for it in one language."""

    catalogue = "cohort_change"

    def __init__(self, change: CohortChange, language: Language, over: float) -> None:
        super().__init__(change.framework, language)
        self.change, self.over = change, over
        self.titles = {**self.called, "index": self.word("terms.index")}
        self.moments = {"before": change.old.label, "after": change.new.label}

    def both(self, key: str) -> tuple[str, str]:
        """The titles of two columns, one for each run."""
        before, after = (self.word(key, moment=moment) for moment in self.moments.values())
        return before, after

    def joined(self, *words: str) -> str:
        """Words in one cell."""
        return self.word("terms.list-separator").join(words)

    def listed(self, key: str, *tables: Block, below: tuple[Block, ...] = (), about: str = "") -> Section:
        """The section `sheet-<key>` of a list, led by a line on what it holds, on a sheet of its own."""
        lead = Paragraph(text=about or self.word(f"about-{key}"))
        wide = max(
            (sum(each.width for each in table.columns) for table in tables if isinstance(table, Table)), default=0
        )
        title, blocks = self.word(f"sheet-{key}"), (lead, *tables, *below)
        return Section(title=title, blocks=blocks, own_sheet=True, is_wide=wide > A4_LETTERS)

    def long(self, most: int) -> dict[str, Any]:
        """Of a table: a screen shows as much as its reader asks for, paper as much as can be read, a page all of it."""
        return {"by_top": True, "most": most, "more": self.word("station.more-rows"), "is_searched": True}


def columns(*spec: Spec) -> tuple[Column, ...]:
    """Columns by their titles."""
    return tuple(Column(title=title, width=width, share=share, kind=kind) for title, width, share, kind in spec)
