"""A framework as one page of Markdown in both languages: what is asked, of whom, and what it weighs."""

from collections.abc import Iterator

from convergence_cli.model.framework import Chapter, Framework, Indicator, Measure
from convergence_cli.model.language import LANGUAGES
from convergence_cli.model.question import Text, said
from convergence_cli.report import figures
from convergence_cli.report.catalogue.formats import escaped
from convergence_cli.report.catalogue.lists import indicators_of
from convergence_cli.report.catalogue.weights import kind_question, kinds, printed_by_kind
from convergence_cli.texts import both, say


def page(framework: Framework) -> str:
    """The catalogue of a framework.

    Effective weights are those of a station of each kind to which everything in its scope applies.
    """
    return "\n".join(_Page(framework).lines()) + "\n"


class _Page:
    """Writes one framework; a class because every table needs its weights and kinds of station."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.weights = printed_by_kind(framework)
        question = kind_question(framework)
        self.kinds = (
            [_both(text) for text in question.options.values()] if question else [both("catalogue.any-station")]
        )
        self.measures = {measure.id: measure for measure in framework.measures}

    def lines(self) -> Iterator[str]:
        framework = self.framework
        yield f"# {_both(framework.title)}"
        yield ""
        source = {"id": framework.id, "version": framework.version, "number": framework.source.number}
        for language in LANGUAGES:
            yield say(language, "catalogue.page-intro", **source)
            yield ""
        if framework.extends:
            yield both("overlays.laid-on", bases=framework.bases)
            yield ""
        yield from self._counts()
        for chapter in framework.chapters:
            yield from self._chapter(chapter)
        yield from self._clauses()
        yield from self._tables()
        yield from self._levels()

    def _counts(self) -> Iterator[str]:
        """How many questions each kind of station is asked, and how many of them are computed."""
        yield _row(both("catalogue.page-station"), *self.kinds)
        yield _rule(1, len(self.kinds))
        items = self.framework.indicators
        asked = [[item for item in items if item.id in weights] for weights in self.weights.values()]
        yield _row(both("catalogue.page-in-scope"), *(str(len(own)) for own in asked))
        computed = (str(sum(item.ask.compute is not None for item in own)) for own in asked)
        yield _row(both("catalogue.page-computed"), *computed)
        yield ""

    def _chapter(self, chapter: Chapter) -> Iterator[str]:
        yield f"## {_both(chapter.title)}"
        yield ""
        yield from _weighed(chapter)
        for name in chapter.measures:
            yield from self._measure(self.measures[name])

    def _measure(self, measure: Measure) -> Iterator[str]:
        yield f"### {measure.id} {_both(measure.title)}"
        yield ""
        yield from _weighed(measure)
        headings = ("indicator", "asked", "obligation", "clauses", "red-line", "weight")
        yield _row(*(both(f"catalogue.page-{name}") for name in headings), *self.kinds)
        yield _rule(5, 1 + len(self.kinds))
        for item in measure.indicators:
            yield self._indicator(item)
        yield _row(both("catalogue.page-whole"), "", "", "", "", f"{measure.weight:g}", *self._shares(measure.id))
        yield ""

    def _indicator(self, item: Indicator) -> str:
        kind = (
            both("catalogue.page-from-table")
            if item.ask.compute is not None
            else both(f"catalogue.type-{item.ask.type}")
        )
        obligation = both(f"terms.{item.obligation}") if item.obligation else ""
        facts = (kind, obligation, ", ".join(item.clauses), self._red_line(item), f"{item.weight:g}")
        return _row(f"`{item.id}` {_both(item.title)}", *facts, *self._shares(item.id))

    def _red_line(self, item: Indicator) -> str:
        """Yes, or the kinds of station for which it is one."""
        profiles = kinds(self.framework).values()
        asked = [item.can_be_red_line(profile) for profile in profiles if item.in_scope(profile)]
        if all(asked):
            return both("terms.yes")
        named = zip(self.kinds, profiles, strict=True)
        return "; ".join(name for name, profile in named if item.can_be_red_line(profile))

    def _shares(self, name: str) -> list[str]:
        return [figures.share(own[name]) if name in own else "—" for own in self.weights.values()]

    def _clauses(self) -> Iterator[str]:
        if "clauses" not in self.framework.says:
            return
        yield f"## {both('catalogue.page-clauses')}"
        yield ""
        yield _row(both("terms.clause"), both("terms.indicator"))
        yield _rule(2, 0)
        for measure in self.framework.measures:
            reasons = {item.clause: item.because for item in measure.not_scored}
            for clause in measure.clauses:
                names = ", ".join(f"`{item.id}`" for item in indicators_of(measure, clause))
                why = f"{both('catalogue.page-not-scored')} {_both(reasons[clause])}" if clause in reasons else ""
                yield _row(clause, names or why)
        yield ""

    def _tables(self) -> Iterator[str]:
        yield f"## {both('catalogue.page-tables')}"
        yield ""
        yield _row(both("catalogue.page-table"), both("catalogue.page-columns"), both("terms.indicator"))
        yield _rule(3, 0)
        for table in self.framework.tables:
            columns = "; ".join(_both(column.title) for column in table.columns)
            used = [item.id for item in self.framework.indicators if table in self.framework.tables_of(item)]
            yield _row(_both(table.title), columns, ", ".join(f"`{name}`" for name in used))
        yield ""

    def _levels(self) -> Iterator[str]:
        yield f"## {both('catalogue.page-levels')}"
        yield ""
        yield _row(*(both(f"catalogue.page-{name}") for name in ("level", "index", "chapter", "no-red-line")))
        yield _rule(1, 3)
        for level in self.framework.levels:
            limits = ("—" if number is None else figures.plain(number) for number in (level.index, level.chapter))
            red = both("terms.yes") if level.red_lines else "—"
            yield _row(f"{level.id} {_both(level.title)}", *limits, red)


def _both(text: Text) -> str:
    return f"{escaped(text.zh)} / {escaped(text.en)}"


def _weighed(part: Chapter | Measure) -> Iterator[str]:
    """The weight and its reason, a paragraph in each language."""
    for language in LANGUAGES if part.because else ():
        because = escaped(said(part.because, language))
        yield say(language, "catalogue.page-weighed", weight=f"{part.weight:g}", because=because)
        yield ""


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(left: int, right: int) -> str:
    return f"|{'---|' * left}{'--:|' * right}"
