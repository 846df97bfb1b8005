"""The page for who decides, before the paper or alone: in a type smaller than the body's, so that it stays one page."""

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.report.adding import adding_up
from convergence_cli.report.paper.sheet import Paper, Writer
from convergence_cli.report.subjects.brief import brief_section, document, rows_of
from convergence_cli.report.subjects.station.words import Words


def brief_paper(cohort: Cohort) -> Paper:
    """The pages of all stations and nothing else."""
    cohort = adding_up(cohort)
    writer, page = Writer(cohort.framework, cohort.language), document(cohort)
    for judged in cohort.assessments:
        write_brief(writer, cohort, judged)
    return writer.paper(page.heading)


def write_brief(writer: Writer, cohort: Cohort, judged: Assessment) -> None:
    """The page of one station, without a number."""
    writer.page(numbers="none")
    writer.title(writer.word("brief.titled", station=judged.station), look="subtitle", note=True)
    rows: dict[str, list[str]] = {}
    above: list[str] = []
    for label, text in rows_of(brief_section(Words(cohort), judged)):
        if label:
            rows.setdefault(label, []).extend((*above, text))
            above = []
        else:
            above.append(text)
    heads = (writer.word("brief.item"), writer.word("brief.content"))
    writer.table(heads, [(label, "\n".join(texts)) for label, texts in rows.items()], (1.3, 6), look="note")
