"""How many files, which levels, how the index spreads over stations and chapters, how ranks are made; the gates."""

from collections import Counter
from collections.abc import Iterator

from convergence_cli import policy
from convergence_cli.errors import Severity
from convergence_cli.model.ranking import SEED
from convergence_cli.report.adding import printed_shares
from convergence_cli.report.document import Block, Chart, Column, Notice, Paragraph, Row, Section, Table
from convergence_cli.report.figures import share, tenths
from convergence_cli.report.findings import level_names
from convergence_cli.report.subjects.cohort.batch import WITHHELD, Batch
from convergence_cli.report.subjects.cohort.spreads import overall
from convergence_cli.report.subjects.run import waiver_blocks
from convergence_cli.report.verdict import gate_words

# A step's summary holds a megabyte.
_MOST_FAILED = 200


def overview(batch: Batch) -> Section:
    """The first page."""
    return Section(title=batch.word("sheet-overview"), blocks=tuple(_blocks(batch)), id="overview")


def _blocks(batch: Batch) -> Iterator[Block]:
    ranking = batch.overview.ranking
    # A page has it in its head.
    yield Paragraph(text=policy.heading(batch.framework, batch.language), where="abridged")
    yield Paragraph(text=policy.source_line(batch.framework, batch.language), tone="small", where="sheet")
    if batch.framework.extends:
        yield Paragraph(text=batch.word("overlays.laid-on", bases=batch.framework.bases), tone="small")
    yield _figures(batch)
    # Where only a sheet has ranks on another page, it is said here, too: of the median.
    yield from (Paragraph(text=text, tone="strong", where="sheet") for text in batch.mixed)
    yield levels(batch) if batch.framework.levels else Paragraph(text=batch.word("lists.no-levels"))
    yield _histogram(batch)
    yield overall(batch)
    seed = batch.word("fixed-seed") if ranking.seed == SEED else batch.word("seed", seed=ranking.seed)
    drawn: dict[str, object] = {"seed": seed, "draws": f"{ranking.draws:,}", "spread": share(ranking.spread)}
    drawn |= {"decimals": batch.framework.display.decimals}
    floor = share(ranking.coverage_floor)
    yield Paragraph(text=batch.word("method", floor=floor, interval=ranking.interval, **drawn), tone="small")
    yield Paragraph(text=batch.word("bins-mean"), tone="small", where="sheet")


_RED_LINES = ("with-red-lines-missed", "with-red-lines-unanswered")


def _figures(batch: Batch) -> Table:
    """The counts that are asked for first; files = judged + unreadable."""
    judged, failed = len(batch.stations), len(batch.cohort.failures)
    keys = ("files", "judged", "sheet-unreadable", "ranked", "median-index", *_RED_LINES, "below-gates")
    columns = (
        Column(title=batch.word(key), kind="score" if key == "median-index" else "count", width=11, share=14)
        for key in keys
    )
    numbers = (judged + failed, judged, failed, batch.overview.ranking.ranked, batch.overview.spreads["index"].median)
    below = len(batch.failed) if batch.cohort.verdict.gates else None
    return Table(columns=tuple(columns), rows=(Row(cells=(*numbers, *batch.alarmed.values(), below), tone="tile"),))


def levels(batch: Batch) -> Table:
    """How many stations have each level as their highest."""
    names: dict[str | None, str] = {None: batch.word("terms.no-level")}
    names.update(level_names(batch.framework, batch.language))
    names |= {WITHHELD: batch.word("station.level-withheld")} if WITHHELD in batch.reached else {}
    reached = [batch.reached.get(level, 0) for level in names]
    rows = (
        Row(cells=(name, count, share if batch.stations else None))
        for name, count, share in zip(names.values(), reached, printed_shares(reached), strict=True)
    )
    columns = batch.columns(("terms.level", 28, 60, "text"), ("stations", 11, 20, "count"), ("share", 11, 20, "share"))
    return Table(columns=columns, rows=tuple(rows))


def _histogram(batch: Batch) -> Table:
    """Stations by index in bins, with those that have none."""
    bins = batch.overview.indexes
    without = len(batch.stations) - sum(each.stations for each in bins)
    rows = (
        *(
            Row(cells=(batch.word("bin", low=low, high=high), each.stations))
            for each, (low, high) in zip(bins, tenths(), strict=True)
        ),
        Row(cells=(batch.word("unranked-no-index"), without)),
    )
    chart = Chart(kind="columns", title=batch.word("index-chart"), rows=len(bins))
    columns = batch.columns(("index-bin", 28, 0, "text"), ("stations", 11, 0, "count"))
    return Table(columns=columns, rows=rows, chart=chart)


def gates(batch: Batch) -> Section | None:
    """What was asked of the whole run, each gate with the stations that fail it, and on paper which they are."""
    verdict = batch.cohort.verdict
    if not (verdict.gates or verdict.overall):
        return None
    blocks: list[Block] = []
    for gate in verdict.overall:
        said = gate_words(gate, batch.language)
        severity: Severity = "warning" if gate.soft else "error"
        blocks.append(Paragraph(text=said) if gate.passed else Notice(severity=severity, text=said))
    asked = Counter(each.gate for each in verdict.gates)
    failed = Counter(each.gate for each in verdict.gates if not each.passed)
    columns = batch.columns(("station.gate", 28, 60, "text"), ("asked", 11, 20, "count"), ("failing", 11, 20, "count"))
    rows = (Row(cells=(name, number, failed[name])) for name, number in asked.items())
    blocks.append(Table(columns=columns, rows=tuple(rows)))
    blocks.append(_failed_gates(batch))
    blocks += waiver_blocks(batch.cohort)
    return Section(title=batch.word("station.gates"), blocks=tuple(blocks), id="gates")


def _failed_gates(batch: Batch) -> Table:
    columns = batch.columns(
        ("terms.station", 0, 30, "text"),
        ("terms.file", 0, 25, "text"),
        ("station.gate", 0, 15, "text"),
        ("station.have", 0, 15, "text"),
        ("station.need", 0, 15, "text"),
    )
    rows = (
        Row(cells=(gate.station, gate.file, gate.gate, gate.have, gate.need))
        for gate in batch.cohort.verdict.gates
        if not gate.passed
    )
    title, more = batch.word("gates-failed"), batch.word("station.more-rows")
    return Table(columns=columns, rows=tuple(rows), title=title, most=_MOST_FAILED, more=more)
