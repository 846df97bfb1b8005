"""A framework in all its languages at once: what is asked, of whom, and what it weighs."""

from collections.abc import Iterator

from convergence_cli.model.framework import Chapter, Framework, Indicator, Measure
from convergence_cli.model.question import Text, said
from convergence_cli.policy import source_line
from convergence_cli.report.cells import Content, Kind
from convergence_cli.report.document import Block, Column, Document, Paragraph, Row, Section, Table
from convergence_cli.report.explanation.weights import kind_question, kinds, printed_by_kind
from convergence_cli.report.levels import condition_words
from convergence_cli.report.rules import aggregate_in_words, weight_in_words
from convergence_cli.texts import say


def document(framework: Framework) -> Document:
    """The catalogue of a framework.

    Effective weights are those of a station of each kind to which everything in its scope applies.
    """
    return Document(
        framework=framework,
        language="zh",
        heading=_words(framework.title),
        sections=tuple(_Subject(framework).sections()),
    )


class _Subject:
    """One framework; a class because every table needs its weights and kinds of station."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.weights = printed_by_kind(framework)
        question = kind_question(framework)
        self.kinds = (
            [_words(text) for text in question.options.values()] if question else [self._both("catalogue.any-station")]
        )
        self.measures = {measure.id: measure for measure in framework.measures}

    def sections(self) -> Iterator[Section]:
        yield Section(title="", blocks=(*self._intro(), self._counts()))
        for chapter in self.framework.chapters:
            yield Section(title=_words(chapter.title), blocks=tuple(self._weighed(chapter)))
            for name in chapter.measures:
                yield self._measure(self.measures[name])
        for key, columns, rows in (
            ("clauses", self._columns("terms.clause", "terms.indicator"), self._clauses()),
            ("tables", self._columns("page-table", "page-columns", "terms.indicator"), self._tables()),
            ("levels", self._columns("page-level", "page-conditions"), self._levels()),
        ):
            table = Table(columns=tuple(columns), rows=tuple(rows))
            if table.rows:
                yield Section(title=self._both(f"catalogue.page-{key}"), blocks=(table,))

    def _intro(self) -> Iterator[Block]:
        framework = self.framework
        for language in framework.languages:
            facts = {
                "framework": framework.id,
                "version": framework.version,
                "source": source_line(framework, language),
            }
            yield Paragraph(text=say(language, "catalogue.page-intro", **facts))
        if framework.extends:
            yield Paragraph(text=self._both("overlays.laid-on", bases=framework.bases))
        if framework.needs_all:
            yield Paragraph(text=self._both("catalogue.page-needs-all"))
        yield from self._lapsed()

    def _lapsed(self) -> Iterator[Block]:
        """What a not-applicable answer does, where it does anything; own words of a question after the framework's."""
        framework = self.framework
        if framework.not_applicable_counts != "excluded":
            yield Paragraph(text=self._both(f"terms.lapsed-{framework.not_applicable_counts}"))
        for counts in ("excluded", "full", "zero"):
            own = [item.id for item in framework.indicators if item.not_applicable_counts == counts]
            if own and counts != framework.not_applicable_counts:
                yield Paragraph(text=f"{', '.join(own)}: {self._both(f'terms.lapsed-{counts}')}")

    def _counts(self) -> Table:
        """How many questions each kind of station is asked, and how many of them are computed."""
        stations = kinds(self.framework).values()
        asked = [[item for item in self.framework.indicators if item.in_scope(each)] for each in stations]
        computed = (sum(item.ask.compute is not None for item in own) for own in asked)
        columns = (*self._columns("page-station"), *(Column(title=kind, kind="count", share=1) for kind in self.kinds))
        rows = (("in-scope", map(len, asked)), ("computed", computed))
        return Table(
            columns=columns,
            rows=tuple(Row(cells=(self._both(f"catalogue.page-{key}"), *numbers)) for key, numbers in rows),
        )

    def _measure(self, measure: Measure) -> Section:
        columns = (
            *self._columns("terms.id", "page-indicator", "page-asked"),
            *(self._column(f"page-{key}", says=key) for key in ("obligation", "clauses")),
            self._column("page-red-line"),
            self._column("page-weight", "middle"),
            *(Column(title=kind, kind="share", share=1) for kind in self.kinds),
        )
        whole = self._both("catalogue.page-whole"), "", "", "", "", self._weight(measure), *self._shares(measure.id)
        rows = (*map(self._indicator, measure.indicators), Row(cells=("", *whole)))
        blocks = (*self._weighed(measure), Table(columns=columns, rows=rows))
        return Section(title=f"{measure.id} {_words(measure.title)}", blocks=blocks, depth=2)

    def _indicator(self, item: Indicator) -> Row:
        kind = "page-from-table" if item.ask.compute is not None else f"type-{item.ask.type}"
        obligation = self._both(f"terms.{item.obligation}") if item.obligation else ""
        facts = self._both(f"catalogue.{kind}"), obligation, ", ".join(item.clauses)
        cells = item.id, _words(item.title), *facts, self._red_line(item), self._weight(item), *self._shares(item.id)
        return Row(cells=cells)

    def _weight(self, part: Measure | Indicator) -> str:
        if isinstance(part, Indicator) and not part.scored:
            return self._both("terms.not_scored")
        words = (weight_in_words(self.framework, part, language) for language in self.framework.languages)
        return " / ".join(dict.fromkeys(words))

    def _red_line(self, item: Indicator) -> str:
        """Yes, or the kinds of station for which it is one."""
        profiles = kinds(self.framework).values()
        asked = [item.can_be_red_line(profile) for profile in profiles if item.in_scope(profile)]
        if all(asked):
            return self._both("terms.yes")
        named = zip(self.kinds, profiles, strict=True)
        return "; ".join(name for name, profile in named if item.can_be_red_line(profile))

    def _shares(self, name: str) -> Iterator[Content]:
        return (own.get(name) for own in self.weights.values())

    def _clauses(self) -> Iterator[Row]:
        for measure in self.framework.measures:
            reasons = {item.clause: item.because for item in measure.not_scored}
            for clause, words in measure.units.items():
                names = ", ".join(item.id for item in self.framework.covering(clause))
                why = (
                    f"{self._both('catalogue.page-not-scored')} {_words(reasons[clause])}" if clause in reasons else ""
                )
                yield Row(cells=(f"{clause} {_words(words)}" if words else clause, names or why))

    def _tables(self) -> Iterator[Row]:
        for table in self.framework.tables:
            columns = "; ".join(_words(column.title) for column in table.columns)
            used = (item.id for item in self.framework.indicators if table in self.framework.tables_of(item))
            yield Row(cells=(_words(table.title), columns, ", ".join(used)))

    def _column(self, key: str, kind: Kind = "text", says: str = "") -> Column:
        return Column(title=self._both(key if "." in key else f"catalogue.{key}"), kind=kind, share=1, says=says)

    def _columns(self, *keys: str) -> Iterator[Column]:
        return (self._column(key) for key in keys)

    def _both(self, key: str, **values: object) -> str:
        """Our words, in the languages of the framework."""
        return " / ".join(say(language, key, **values) for language in self.framework.languages)

    def _weighed(self, part: Chapter | Measure) -> Iterator[Block]:
        """The weight and its reason, a paragraph in each language."""
        for language in self.framework.languages if part.because else ():
            because = said(part.because, language)
            weight = weight_in_words(self.framework, part, language)
            yield Paragraph(text=say(language, "catalogue.page-weighed", weight=weight, because=because))
        for language in self.framework.languages if part.needs_all else ():
            yield Paragraph(text=say(language, "catalogue.page-needs-all"))
        for language in self.framework.languages if part.aggregate or part.maximum is not None else ():
            how = aggregate_in_words(self.framework, part, language)
            yield Paragraph(text=say(language, "catalogue.page-aggregate", how=how))

    def _levels(self) -> Iterator[Row]:
        languages = self.framework.languages
        for level in self.framework.levels:
            told = zip(*(condition_words(self.framework, level, each) for each in languages), strict=True)
            said = "; ".join(" / ".join(dict.fromkeys(each)) for each in told)
            yield Row(cells=(f"{level.id} {_words(level.title)}", said))


def _words(text: Text) -> str:
    """A text of the framework in its languages; where it has one, the same words stand for both."""
    return " / ".join(dict.fromkeys((text.zh, text.en)))
