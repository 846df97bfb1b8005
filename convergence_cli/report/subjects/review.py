"""What a review leaves of the scores: the scores side by side, and every ruling."""

from collections.abc import Iterator

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.review import Reviewed, Ruled, Ruling, Standing
from convergence_cli.report.cells import Cell, Content
from convergence_cli.report.document import Block, Column, Document, Notice, Paragraph, Row, Section, Source, Table
from convergence_cli.report.evidence import stage_table
from convergence_cli.report.findings import answer_words
from convergence_cli.report.subjects.tree import tree
from convergence_cli.report.teller import Teller
from convergence_cli.texts import hint, message, say

_TONES: dict[Ruling, str] = {"upheld": "met", "refuted": "unmet", "pending": "unanswered"}
_NUMBERS = ("score", "evidenced", "verified", "unrefuted")


def document(reviewed: Reviewed, framework: Framework, language: Language) -> Document:
    """The report as a document."""
    judged, review = reviewed.assessment, reviewed.review
    read = judged.questionnaire
    return Document(
        framework=framework,
        language=language,
        heading=say(language, "review.heading", station=judged.station),
        title=say(language, "review.document-title"),
        station=judged.station,
        sections=tuple(_Subject(reviewed, framework, language).sections()),
        sources=(
            Source(station=judged.station, file=read.file, sha256=read.sha256),
            Source(station=judged.station, file=review.file, sha256=review.sha256),
        ),
    )


class _Subject(Teller):
    """One review and its framework's words."""

    catalogue = "review"

    def __init__(self, reviewed: Reviewed, framework: Framework, language: Language) -> None:
        super().__init__(framework, language)
        self.reviewed = reviewed
        self.results = {result.id: result for result in reviewed.assessment.results}

    def sections(self) -> Iterator[Section]:
        for key, blocks in (("scores", self.scores()), ("rulings", self.rulings())):
            yield Section(title=self.word(f"sheet-{key}"), blocks=tuple(blocks), own_sheet=True)

    # --- the scores ---------------------------------------------------------------------------------

    def scores(self) -> Iterator[Block]:
        counts = self.reviewed.counts
        heading = self.word("heading", station=self.reviewed.assessment.station)
        said = self.word("counts", total=sum(counts.values()), **counts)
        yield Paragraph(text=f"{heading}\u3000{said}", where="sheet")
        yield Paragraph(text=said, where="paper")
        yield Paragraph(text=self.word("legend"))
        for item in self.reviewed.review.problems:
            place = item.location.place
            said = f"{place}  {message(self.language, item)}" if place else message(self.language, item)
            yield Notice(severity=item.severity, text=said, hint=hint(self.language, item))
        columns = (
            Column(title=self.word("terms.chapter"), width=26),
            Column(title=self.word("measure"), width=44),
            Column(title=self.word("measure"), share=44),
            *(Column(title=self.word(key), kind="score", width=13, share=15) for key in _NUMBERS),
        )
        yield Table(columns=columns, rows=tuple(self.nodes()), frozen=2)
        yield stage_table(self.reviewed.evidence, self.language)

    def nodes(self) -> Iterator[Row]:
        def numbers(node: Standing) -> tuple[Content, ...]:
            return node.score, node.evidenced, node.verified, node.unrefuted

        found = self.reviewed
        whole = self.word("terms.index"), found.index
        return tree(self.framework, self.language, whole, (found.chapters, found.measures), numbers)

    # --- the rulings --------------------------------------------------------------------------------

    def rulings(self) -> Iterator[Block]:
        yield Paragraph(text=self.word("about-rulings"))
        columns = (
            Column(title=self.word("id"), width=17, share=20),
            Column(title=self.word("measure"), width=20),
            Column(title=self.word("question"), width=34, share=21),
            Column(title=self.word("answer"), width=28, share=21),
            Column(title=self.word("terms.cell"), on_screen=True),
            Column(title=self.word("points"), kind="points", width=8, share=17),
            Column(title=self.word("ruling"), kind="middle", width=10, on_screen=True),
            Column(title=self.word("changed"), kind="middle", width=10, on_screen=True),
            Column(title=self.word("counts-as"), kind="middle", width=10, share=17, is_choice=True),
            Column(title=self.word("reviewer"), width=12, share=22),
            Column(title=self.word("date"), kind="middle", width=12, share=18),
            Column(title=self.word("remark"), width=30, share=20),
            Column(title=self.word("where"), width=12, on_screen=True),
        )
        rows = tuple(map(self.ruling, self.reviewed.review.ruled))
        yield Table(columns=columns, rows=rows, frozen=1, is_list=True, is_searched=True)

    def ruling(self, ruled: Ruled) -> Row:
        item, result = self.framework.indicator[ruled.id], self.results[ruled.id]
        return Row(
            cells=(
                *(item.id, self.called[result.measure], item.title.in_(self.language)),
                answer_words(self.framework, item, result, self.language),
                *(result.answer.location.place if result.answer else "", result.points),
                self.word(ruled.said) if ruled.said else "",
                self.word("terms.yes") if ruled.stale else "",
                Cell(content=self.word(ruled.ruling), tone=_TONES[ruled.ruling]),
                *(ruled.reviewer, ruled.date, ruled.remark, ruled.location.place),
            ),
            # What is to be done on a screen: what is false, and what is still to be ruled.
            where="files" if ruled.ruling == "upheld" else "everywhere",
        )
