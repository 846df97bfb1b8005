"""The self-assessment report in the form of official papers (GB/T 9704-2012), before it is Word or PDF.

A body of at most five pages in prose, three attachments with every number, and a list of what is still to be filled
in: what only the station can say (causes, people, dates, the seal) stands there as a marked field.
"""

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.brief import Brief
from convergence_cli.policy import report_title
from convergence_cli.report.adding import adding_up
from convergence_cli.report.official.attachments import ATTACHMENTS, write_attachments
from convergence_cli.report.official.body import ROOMS, Body, Room
from convergence_cli.report.official.brief import write_brief
from convergence_cli.report.official.overview import write_head, write_situation
from convergence_cli.report.paper.sheet import Paper, Writer, lines
from convergence_cli.report.paper.standard import LINES
from convergence_cli.report.subjects.brief import chosen
from convergence_cli.texts import hint, message

PAGES = 5
"""Of the body, at most."""
_SPARE = 9
"""Lines that are kept free: a program breaks lines its own way."""


def station_paper(cohort: Cohort) -> Paper:
    """For each station the page for who decides and the paper; then the workbooks that could not be judged."""
    cohort = adding_up(cohort)
    writer = Writer(cohort.framework, cohort.language)
    for judged in cohort.assessments:
        write_brief(writer, cohort, judged)
        writer.page(numbers="first")
        fitted = _fitted(cohort, judged)
        write_attachments(fitted, cohort, judged)
        fitted.to_fill_in()
        writer.parts += fitted.parts
    _failures(writer, cohort)
    first = cohort.assessments[0].station if cohort.assessments else ""
    return writer.paper(report_title(cohort.framework, cohort.language), first)


def _fitted(cohort: Cohort, judged: Assessment) -> Writer:
    """The body of one station, with as much of each chapter as fits on its pages."""
    most = PAGES * LINES[cohort.language] - _SPARE
    brief = chosen(cohort, judged)
    made = _body(cohort, judged, brief, ROOMS[0])
    for room in ROOMS[1:]:
        if lines(made.parts, cohort.language) <= most:
            break
        made = _body(cohort, judged, brief, room)
    return made


def _body(cohort: Cohort, judged: Assessment, brief: Brief, room: Room) -> Writer:
    writer = Writer(cohort.framework, cohort.language)
    write_head(writer, judged)
    write_situation(writer, judged)
    Body(writer, cohort, judged, brief, room).write()
    writer.text(writer.word("closing"))
    writer.text("")
    _list_attachments(writer)
    writer.placed(writer.word("at-end"))
    writer.sign(judged.station)
    return writer


def _list_attachments(writer: Writer) -> None:
    """The attachments by number and title, below each other."""
    label = writer.word("attachments")
    for number, key in enumerate(ATTACHMENTS, 1):
        text = writer.word("terms.numbered", number=number, text=writer.word(key))
        writer.text((label if number == 1 else "　" * len(label) if writer.language == "zh" else "") + text)


def _failures(writer: Writer, cohort: Cohort) -> None:
    """Workbooks that could not be judged, each with its problems."""
    for failure in cohort.failures:
        if writer.parts:
            writer.page()
        writer.title(failure.file, report_title(cohort.framework, cohort.language))
        writer.text(writer.word("unreadable"))
        rows = [
            (
                item.location.place or writer.word("terms.nothing"),
                message(writer.language, item),
                hint(writer.language, item),
            )
            for item in failure.problems
            if item.severity == "error"
        ]
        keys = ("terms.cell", "terms.problem", "terms.what-to-do")
        writer.table([writer.word(key) for key in keys], rows, (2, 5, 5))
