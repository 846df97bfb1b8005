"""What is below target with its causes, what will be done by when, and what could not be judged at all."""

from collections.abc import Sequence

from convergence_cli.model.assessment import Assessment
from convergence_cli.model.ledger import LedgerEntry
from convergence_cli.report import figures
from convergence_cli.report.findings import Finding, findings
from convergence_cli.report.subjects.station.gaps import gaps_of, told_besides
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.report.word.paper import Paper
from convergence_cli.texts import hint, message

_MOST = 20
"""Problems that are told at length; every one stands in the table of measures."""


def write_problems(paper: Paper, entry: Assessment) -> None:
    """Red lines first, then the gaps that cost most, each with room for its cause."""
    every = findings(paper.cohort, entry)
    paper.heading(paper.word("problems"))
    red = [gap for gap in every if gap.result.red_line]
    if red:
        paper.subheading(paper.word("red-lines-missed"))
        _tell(paper, red)
    others = [gap for gap in every if not gap.result.red_line]
    paper.subheading(paper.word("main-gaps"))
    if not others:
        paper.text(paper.word("station.no-gaps"))
        return
    shown = others[:_MOST]
    facts = {"count": len(others), "shown": len(shown)}
    paper.text(paper.word("gaps" if len(shown) == len(others) else "gaps-shown", **facts))
    _tell(paper, shown)


def _tell(paper: Paper, gaps: Sequence[Finding]) -> None:
    for number, gap in enumerate(gaps, 1):
        lost = figures.loss(gap.result.lost)
        facts = {"number": number, "title": gap.title, "id": gap.item.id, "outcome": gap.outcome, "lost": lost}
        paper.text(paper.word("gap", **facts))
        points = {"points": figures.points(gap.result.points), "target": figures.points(gap.result.target)}
        paper.text(paper.word("situation", answered=gap.answered, **points))
        if gap.waived:
            paper.text(gap.waived)
        paper.text(paper.word("cause"), paper.field("cause"))


def write_measures_and_dates(paper: Paper, entry: Assessment) -> None:
    """Every gap with what to do about it; who answers for it and by when, the ledger knows, or the station says."""
    gaps = findings(paper.cohort, entry)
    paper.heading(paper.word("measures"))
    if not gaps:
        paper.text(paper.word("station.no-gaps"))
        return
    paper.text(paper.word("measures-lead", count=len(gaps)))
    besides = [told_besides(gap) for gap in gaps_of(Words(paper.cohort), entry)]
    has_who = "who" in paper.cohort.framework.says
    kept = paper.cohort.ledger.of(entry.station) if paper.cohort.ledger else {}
    entries = [kept.get(gap.item.id, LedgerEntry()) for gap in gaps]
    rows = [
        (
            str(gap.rank),
            _named(paper, gap, more),
            "\n".join(
                paper.word("terms.numbered", number=number, text=step) for number, step in enumerate(gap.advice, 1)
            ),
            *((gap.who,) if has_who else ()),
            known.owner or known.leader or paper.field("owner"),
            known.due or paper.field("due"),
        )
        for gap, more, known in zip(gaps, besides, entries, strict=True)
    ]
    who = {"terms.who": 2.6} if has_who else {}
    widths = {"terms.number": 1.1, "terms.indicator": 3.5, "terms.advice": 6.0, **who, "ledger.owner": 1.8, "due": 1.8}
    paper.table([paper.word(key) for key in widths], rows, tuple(widths.values()))


def _named(paper: Paper, gap: Finding, besides: tuple[tuple[str, str], ...]) -> str:
    """The gap by title and id, its effort, and what else is told of it, a line each."""
    effort = [paper.word("findings.effort", effort=gap.effort)] if gap.effort else []
    told = (paper.word("terms.fact", label=title, text=said) for title, said in besides)
    return "\n".join((paper.word("named", title=gap.title, id=gap.item.id), *effort, *told))


def write_failures(paper: Paper) -> None:
    """Workbooks that could not be judged, each with its problems."""
    for failure in paper.cohort.failures:
        paper.begin(failure.file)
        paper.text(paper.word("unreadable"))
        rows = [
            (
                item.location.place or paper.word("terms.nothing"),
                message(paper.language, item),
                hint(paper.language, item),
            )
            for item in failure.problems
            if item.severity == "error"
        ]
        keys = ("terms.cell", "terms.problem", "terms.what-to-do")
        paper.table([paper.word(key) for key in keys], rows, (2, 5, 5))
