"""The page for who decides, in the type of tables: in that of the body it would not stay one page."""

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.report.adding import adding_up
from convergence_cli.report.subjects.brief import brief_section, document, rows_of
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.report.word.paper import Paper


def render(cohort: Cohort) -> bytes:
    """The pages of all stations and nothing else, as a .docx file."""
    cohort = adding_up(cohort)
    paper = Paper(cohort, document(cohort).title)
    for place, entry in enumerate(cohort.assessments):
        if place:
            paper.page_break()
        write_brief(paper, entry)
    return paper.to_bytes(document(cohort).station)


def write_brief(paper: Paper, entry: Assessment) -> None:
    """The page of one station, under its name."""
    paper.begin(entry.station, paper.word("brief.title"))
    rows: dict[str, list[str]] = {}
    above: list[str] = []
    for label, text in rows_of(brief_section(Words(paper.cohort), entry)):
        if label:
            rows.setdefault(label, []).extend((*above, text))
            above = []
        else:
            above.append(text)
    heads = (paper.word("brief.item"), paper.word("brief.content"))
    paper.table(heads, [(label, "\n".join(texts)) for label, texts in rows.items()], (1, 6))
