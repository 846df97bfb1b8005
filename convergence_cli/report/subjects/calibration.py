"""What a calibration proposes, what it leaves, which indicators tell nothing apart, and who changes."""

from collections.abc import Iterable, Iterator

from convergence_cli.calibration.answers import LEAST, Answers
from convergence_cli.calibration.overlay import Calibrated, Origin, kind_in_words
from convergence_cli.calibration.proposal import Kept, Proposal
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report import figures
from convergence_cli.report.cells import Content
from convergence_cli.report.document import Block, Column, Document, Paragraph, Row, Section, Table
from convergence_cli.texts import say
from convergence_cli.value import value


@value
class Change:
    """A station before and after: index, and the id of its level."""

    station: str
    before: tuple[float | None, str | None]
    after: tuple[float | None, str | None]


@value
class Calibration:
    """What there is to be told."""

    framework: Framework
    origin: Origin
    others: int
    """Files that were left out: of another kind, or not to be judged."""
    found: tuple[Proposal | Kept, ...]
    made: Calibrated
    changes: tuple[Change, ...]
    """Of every station that was counted."""


def document(calibration: Calibration, language: Language) -> Document:
    """The report."""
    framework = calibration.framework
    sections = (
        Section(title="", blocks=(Paragraph(text=_stations(calibration, language)),)),
        _section("proposed", _proposed(calibration, language), language),
        _section("changes", _changed(calibration, language), language),
        _section("flat", _flat(calibration, language), language),
        _section("kept", _kept(calibration, language), language),
    )
    heading = say(language, "calibration.heading", title=framework.title.in_(language))
    return Document(framework=framework, language=language, heading=heading, sections=sections)


def _section(key: str, block: Block | None, language: Language) -> Section:
    blocks = () if block is None else (block,)
    return Section(title=say(language, f"calibration.{key}"), blocks=blocks)


def _stations(calibration: Calibration, language: Language) -> str:
    kind = kind_in_words(calibration.framework, calibration.origin.kind, language)
    of_kind = say(language, "calibration.of-kind", kind=kind) if kind else ""
    counts = {"count": len(calibration.changes), "others": calibration.others}
    return say(language, "calibration.stations", kind=of_kind, **counts)


def _table(titles: Iterable[str], rows: Iterable[Iterable[Content]], language: Language, none: str) -> Block:
    made = tuple(Row(cells=tuple(cells)) for cells in rows)
    if not made:
        return Paragraph(text=say(language, f"calibration.{none}"))
    columns = tuple(
        Column(title=say(language, f"calibration.{title}"), kind="middle" if place else "text", share=1)
        for place, title in enumerate(titles)
    )
    return Table(columns=columns, rows=made)


def _named(found: Answers, language: Language) -> str:
    return f"{found.item.title.in_(language)} [{found.item.id}]"


def _proposed(calibration: Calibration, language: Language) -> Block:
    def rows() -> Iterator[tuple[str, ...]]:
        for each in calibration.found:
            if not isinstance(each, Proposal):
                continue
            item = each.answers.item
            way = "looser" if item.id in calibration.made.loosened else "stricter"
            yield (
                _named(each.answers, language),
                str(len(each.answers.numbers)),
                *(
                    "" if number is None else figures.limit(item, number, language)
                    for number in (each.zero, each.met, each.full)
                ),
                figures.points(each.target).removesuffix(".0"),
                say(language, f"calibration.{way}"),
            )

    titles = ("indicator", "answers", "zero", "met", "full", "target", "way")
    return _table(titles, rows(), language, "none-proposed")


def _changed(calibration: Calibration, language: Language) -> Block:
    level = calibration.framework.level

    def named(name: str | None) -> str:
        return say(language, "terms.no-level") if name is None else f"{name} {level[name].title.in_(language)}"

    def rows() -> Iterator[tuple[str, ...]]:
        for each in calibration.changes:
            if each.before != each.after:
                pairs = [(figures.score(old[0]), named(old[1])) for old in (each.before, each.after)]
                moved = zip(*pairs, strict=True)
                said = (say(language, "calibration.from-to", before=old, after=new) for old, new in moved)
                yield each.station, *said

    return _table(("station", "index", "level"), rows(), language, "no-changes")


def _flat(calibration: Calibration, language: Language) -> Block:
    rows = (
        (
            _named(each.answers, language),
            str(len(each.answers.numbers)),
            figures.share(each.answers.at_nothing),
            figures.share(each.answers.at_full),
        )
        for each in calibration.found
        if each.answers.is_flat
    )
    return _table(("indicator", "answers", "at-nothing", "at-full"), rows, language, "none-flat")


def _kept(calibration: Calibration, language: Language) -> Block:
    rows = (
        (
            _named(each.answers, language),
            say(language, f"calibration.why-{each.why}", least=LEAST, unproven=each.answers.unproven),
        )
        for each in calibration.found
        if isinstance(each, Kept)
    )
    return _table(("indicator", "why"), rows, language, "none-flat")
