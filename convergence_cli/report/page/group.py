"""What the page of many stations shows: an overview that is set by hand, and below it the report's document."""

from dataclasses import replace

from convergence_cli.cohort.overview import overview
from convergence_cli.model.assessment import Cohort
from convergence_cli.report import figures
from convergence_cli.report.document import Paragraph, Section
from convergence_cli.report.page.drawing import LETTERS, Dial, Radar, bars, dial, radar
from convergence_cli.report.page.sections import parts
from convergence_cli.report.page.station import level_marks
from convergence_cli.report.subjects.cohort import document_of
from convergence_cli.report.subjects.cohort.batch import Batch
from convergence_cli.report.subjects.cohort.overview import levels
from convergence_cli.report.subjects.station.method import method_part
from convergence_cli.report.subjects.station.words import Words


def group_facts(cohort: Cohort) -> dict[str, object]:
    """The facts of the template `group.html.j2`; stations that were not compared yet are."""
    if cohort.overview is None:
        cohort = replace(cohort, overview=overview(cohort.framework, cohort.stations))
    batch = Batch(cohort)
    first, *others = document_of(batch).on("page")
    method = (method_part(Words(cohort), None),) if batch.stations else ()
    facts: dict[str, object] = {
        "title": batch.word("title", count=len(batch.stations)),
        "judged": len(batch.stations),
        "failures": len(cohort.failures),
        "sources": tuple((entry.station, entry.file, entry.sha256) for entry in batch.stations),
        "sections": (),
        **parts((*others, *method), cohort.language),
    }
    return facts | {"sections": ("overview",), **_overview(batch, first)} if batch.stations else facts


def _overview(batch: Batch, section: Section) -> dict[str, object]:
    """What is drawn of the whole, and what the document says of it."""
    found, gates = batch.overview, batch.cohort.verdict.gates
    spread = found.spreads["index"] if found.spreads["index"].stations else None
    return {
        "notes": tuple(block.text for block in section.blocks if isinstance(block, Paragraph)),
        "spread": spread,
        "dial": _dial(batch),
        "radar": _radar(batch),
        "coverage": found.coverage["index"],
        "alarmed": batch.alarmed,
        "gates_failed": sum(not gate.passed for gate in gates),
        "levels": tuple(row.cells for row in levels(batch).rows),
        "bins": (drawn := bars(found.indexes)),
        "counts": batch.joined(*(f"{each.label} {each.count}" for each in drawn if each.count)),
    }


def _dial(batch: Batch) -> Dial:
    """The median, in a band from quartile to quartile."""
    whole = batch.overview.spreads["index"]
    return dial(whole.median, whole.lower, whole.upper, level_marks(batch.framework))


def _radar(batch: Batch) -> Radar | None:
    """The chapters in play anywhere: the third quartile, the first, and the median over both."""
    spreads = [(each.title.in_(batch.language), batch.overview.spreads[each.id]) for each in batch.framework.chapters]
    drawn = [(title, found) for title, found in spreads if found.stations]
    axes = [(title, figures.score(found.median)) for title, found in drawn]
    shapes = [[getattr(found, key) for _, found in drawn] for key in ("upper", "lower", "median")]
    return radar(axes, shapes, letters=LETTERS[batch.language])
