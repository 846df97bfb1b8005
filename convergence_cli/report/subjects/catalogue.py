"""A framework in both languages at once: what is asked, of whom, and what it weighs."""

from collections.abc import Iterator

from convergence_cli.model.framework import Chapter, Framework, Indicator, Measure
from convergence_cli.model.question import Text
from convergence_cli.report.document import Block, Column, Content, Document, Kind, Paragraph, Row, Section, Table
from convergence_cli.report.explanation.weights import kind_question, kinds, printed_by_kind
from convergence_cli.report.figures import NOTHING, plain
from convergence_cli.texts import both, say


def document(framework: Framework) -> Document:
    """The catalogue of a framework.

    Effective weights are those of a station of each kind to which everything in its scope applies.
    """
    return Document(
        framework=framework,
        language="zh",
        heading=_both(framework.title),
        sections=tuple(_Subject(framework).sections()),
    )


class _Subject:
    """One framework; a class because every table needs its weights and kinds of station."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.weights = printed_by_kind(framework)
        question = kind_question(framework)
        self.kinds = (
            [_both(text) for text in question.options.values()] if question else [both("catalogue.any-station")]
        )
        self.measures = {measure.id: measure for measure in framework.measures}

    def sections(self) -> Iterator[Section]:
        yield Section(title="", blocks=(*self._intro(), self._counts()))
        for chapter in self.framework.chapters:
            yield Section(title=_both(chapter.title), blocks=tuple(_weighed(chapter)))
            for name in chapter.measures:
                yield self._measure(self.measures[name])
        for key, columns, rows in (
            ("clauses", (_column("terms.clause"), _column("terms.indicator")), self._clauses()),
            ("tables", (*map(_column, ("page-table", "page-columns")), _column("terms.indicator")), self._tables()),
            ("levels", (_column("page-level"), *self._limits()), self._levels()),
        ):
            table = Table(columns=columns, rows=tuple(rows))
            yield Section(title=both(f"catalogue.page-{key}"), blocks=(table,))

    def _intro(self) -> Iterator[Block]:
        framework = self.framework
        source = {"id": framework.id, "version": framework.version, "number": framework.source.number}
        for language in ("zh", "en"):
            yield Paragraph(text=say(language, "catalogue.page-intro", **source))
        if framework.extends:
            yield Paragraph(text=both("overlays.laid-on", bases=framework.bases))

    def _counts(self) -> Table:
        """How many questions each kind of station is asked, and how many of them are computed."""
        asked = [[item for item in self.framework.indicators if item.id in own] for own in self.weights.values()]
        computed = (sum(item.ask.compute is not None for item in own) for own in asked)
        columns = (_column("page-station"), *(Column(title=kind, kind="count", share=1) for kind in self.kinds))
        rows = (("in-scope", map(len, asked)), ("computed", computed))
        return Table(
            columns=columns,
            rows=tuple(Row(cells=(both(f"catalogue.page-{key}"), *numbers)) for key, numbers in rows),
        )

    def _measure(self, measure: Measure) -> Section:
        columns = (
            _column("gap_workbook.id"),
            *(_column(f"page-{key}") for key in ("indicator", "asked", "obligation", "clauses", "red-line")),
            _column("page-weight", "number"),
            *(Column(title=kind, kind="share", share=1) for kind in self.kinds),
        )
        whole = both("catalogue.page-whole"), "", "", "", "", f"{measure.weight:g}", *self._shares(measure.id)
        rows = (*map(self._indicator, measure.indicators), Row(cells=("", *whole)))
        blocks = (*_weighed(measure), Table(columns=columns, rows=rows))
        return Section(title=f"{measure.id} {_both(measure.title)}", blocks=blocks, depth=2)

    def _indicator(self, item: Indicator) -> Row:
        kind = "page-from-table" if item.ask.compute is not None else f"type-{item.ask.type}"
        facts = both(f"catalogue.{kind}"), both(f"terms.{item.obligation}"), ", ".join(item.clauses)
        cells = item.id, _both(item.title), *facts, self._red_line(item), f"{item.weight:g}", *self._shares(item.id)
        return Row(cells=cells)

    def _red_line(self, item: Indicator) -> str:
        """Yes, or the kinds of station for which it is one."""
        profiles = kinds(self.framework).values()
        asked = [item.can_be_red_line(profile) for profile in profiles if item.in_scope(profile)]
        if all(asked):
            return both("terms.yes")
        named = zip(self.kinds, profiles, strict=True)
        return "; ".join(name for name, profile in named if item.can_be_red_line(profile))

    def _shares(self, name: str) -> Iterator[Content]:
        return (own.get(name) for own in self.weights.values())

    def _clauses(self) -> Iterator[Row]:
        for measure in self.framework.measures:
            reasons = {item.clause: item.because for item in measure.not_scored}
            for clause in measure.clauses:
                names = ", ".join(item.id for item in measure.covering(clause))
                why = f"{both('catalogue.page-not-scored')} {_both(reasons[clause])}" if clause in reasons else ""
                yield Row(cells=(clause, names or why))

    def _tables(self) -> Iterator[Row]:
        for table in self.framework.tables:
            columns = "; ".join(_both(column.title) for column in table.columns)
            used = (item.id for item in self.framework.indicators if table in self.framework.tables_of(item))
            yield Row(cells=(_both(table.title), columns, ", ".join(used)))

    def _limits(self) -> Iterator[Column]:
        yield from (_column(f"page-{key}", "number") for key in ("index", "chapter"))
        yield _column("page-no-red-line", "middle")

    def _levels(self) -> Iterator[Row]:
        for level in self.framework.levels:
            red = both("terms.yes") if level.red_lines else NOTHING
            limits = (None if number is None else plain(number) for number in (level.index, level.chapter))
            yield Row(cells=(f"{level.id} {_both(level.title)}", *limits, red))


def _column(key: str, kind: Kind = "text") -> Column:
    return Column(title=both(key if "." in key else f"catalogue.{key}"), kind=kind, share=1)


def _both(text: Text) -> str:
    return f"{text.zh} / {text.en}"


def _weighed(part: Chapter | Measure) -> Iterator[Block]:
    """The weight and its reason, a paragraph in each language."""
    for language in ("zh", "en"):
        because = part.because.in_(language)
        yield Paragraph(text=say(language, "catalogue.page-weighed", weight=f"{part.weight:g}", because=because))
