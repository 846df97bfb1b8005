"""What a review leaves of the scores, on the terminal: the scores side by side, what is false, what is pending."""

from collections.abc import Iterator

from convergence_cli.model.assessment import Result
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.review import Reviewed, Ruled, Ruling, Standing
from convergence_cli.policy import heading
from convergence_cli.report.evidence import stage_line
from convergence_cli.report.figures import points, score
from convergence_cli.report.findings import scored_words
from convergence_cli.report.problems import printable
from convergence_cli.texts import hint, message, say
from convergence_cli.texts.width import display_width, pad, wrap
from convergence_cli.value import value

_NUMBERS = ("score", "evidenced", "verified", "unrefuted")
_COLUMN = 10
_LISTED: tuple[Ruling, ...] = ("refuted", "pending")


def render(reviewed: Reviewed, framework: Framework, language: Language, width: int = 80) -> str:
    """The report, in lines of at most this width."""
    page = _Page(reviewed=reviewed, framework=framework, language=language, width=width)
    return "\n".join(printable(line) for line in page.lines()) + "\n"


@value
class _Page:
    """The report under way."""

    reviewed: Reviewed
    framework: Framework
    language: Language
    width: int

    def say(self, key: str, **values: object) -> str:
        return say(self.language, f"review.{key}", **values)

    def wrapped(self, text: str, by: int = 0) -> Iterator[str]:
        return (" " * by + line for line in wrap(text.replace("\n", " "), self.width - by))

    def lines(self) -> Iterator[str]:
        judged, counts = self.reviewed.assessment, self.reviewed.counts
        yield from self.wrapped(self.say("heading", station=judged.station))
        yield from self.wrapped(heading(self.framework, self.language))
        yield ""
        yield from self.wrapped(self.say("counts", total=sum(counts.values()), **counts))
        yield ""
        yield from self.scores()
        yield ""
        yield from self.wrapped(self.say("legend"))
        yield ""
        for staged in self.reviewed.evidence:
            yield from self.wrapped(stage_line(staged, self.language))
        for ruling in _LISTED:
            yield ""
            yield from self.listed(ruling)
        yield from self.notes()

    def scores(self) -> Iterator[str]:
        """The whole, then each chapter with its measures."""
        label = self.width - len(_NUMBERS) * _COLUMN
        yield " " * label + "".join(_right(self.say(key)) for key in _NUMBERS)
        yield self.scored(self.say("whole"), self.reviewed.index, label)
        measures = {node.id: node for node in self.reviewed.measures}
        titles = {item.id: item.title.in_(self.language) for item in self.framework.measures}
        for chapter, node in zip(self.framework.chapters, self.reviewed.chapters, strict=True):
            yield self.scored(chapter.title.in_(self.language), node, label)
            for name in chapter.measures:
                yield self.scored(f"  {name} {titles[name]}", measures[name], label)

    def scored(self, title: str, node: Standing, label: int) -> str:
        numbers = (node.score, node.evidenced, node.verified, node.unrefuted)
        return pad(title, label) + "".join(_right(score(number)) for number in numbers)

    def listed(self, ruling: Ruling) -> Iterator[str]:
        """Every answer with this ruling."""
        found = [item for item in self.reviewed.review.ruled if item.ruling == ruling]
        if not found:
            yield self.say(f"none-{ruling}")
            return
        yield self.say(f"list-{ruling}", count=len(found))
        results = {result.id: result for result in self.reviewed.assessment.results}
        for item in found:
            yield from self.item(item, results[item.id])

    def item(self, ruled: Ruled, result: Result) -> Iterator[str]:
        item = next(each for each in self.framework.indicators if each.id == ruled.id)
        yield from self.wrapped(self.say("item", id=item.id, title=item.title.in_(self.language)), 2)
        answer = scored_words(self.framework, item, result, self.language)
        sources = [f"“{table.title.in_(self.language)}”" for table in self.framework.tables_of(item)]
        place = result.answer.location.place if result.answer else say(self.language, "terms.nothing")
        place = say(self.language, "terms.list-separator").join(sources) if result.computed else place
        key = "claims-computed" if result.computed else "claims"
        yield from self.wrapped(self.say(key, answer=answer, place=place, points=points(result.points)), 4)
        said = self.say("separator").join(part for part in (ruled.reviewer, ruled.date, ruled.remark) if part)
        if said:
            yield from self.wrapped(self.say("by", said=said, place=ruled.location.place), 4)
        if ruled.stale and ruled.said:
            yield from self.wrapped(self.say("stale", said=self.say(ruled.said)), 4)

    def notes(self) -> Iterator[str]:
        """Warnings and notes, without the outdated rulings that the list of pending answers shows."""
        outdated = {item.location for item in self.reviewed.review.ruled if item.stale}
        problems = [
            item
            for item in self.reviewed.review.problems
            if item.code != "review-stale" or item.location not in outdated
        ]
        if not problems:
            return
        yield ""
        yield self.say("notes", count=len(problems))
        for item in problems:
            place = item.location.place
            severity = say(self.language, f"terms.{item.severity}")
            said = f"{place + '  ' if place else ''}[{severity}] {message(self.language, item)}"
            yield from self.wrapped(said, 2)
            if item.severity != "note":
                yield from self.wrapped(hint(self.language, item), 4)


def _right(text: str) -> str:
    return " " * (_COLUMN - display_width(text)) + text
