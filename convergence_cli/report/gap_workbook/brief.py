"""The first sheet: one printed page for who decides, the numbers that are asked for first and then the sentences."""

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.policy import source_line
from convergence_cli.report.adding import adding_up
from convergence_cli.report.book.draft import Draft
from convergence_cli.report.book.page import Page
from convergence_cli.report.cells import Kind
from convergence_cli.report.profile import profile_answer
from convergence_cli.report.subjects.brief import brief_section, document, rows_of
from convergence_cli.report.subjects.station.words import Words

_WIDTHS = (19.0, *(13.0,) * 6)
_TILES: tuple[tuple[str, Kind], ...] = (
    ("terms.index", "score"),
    ("terms.floor", "score"),
    ("terms.ceiling", "score"),
    ("terms.coverage", "share"),
    ("terms.evidenced", "score"),
    ("terms.level", "middle"),
    ("red-lines", "count"),
)
_SENTENCE = 20.0


def render(cohort: Cohort) -> bytes:
    """The sheets of all stations and nothing else, as an .xlsx file."""
    draft = Draft(adding_up(cohort))
    for place, judged in enumerate(draft.cohort.assessments):
        write_brief(draft, judged, place)
    return draft.finished(document(cohort).heading)


def write_brief(draft: Draft, judged: Assessment, place: int) -> None:
    """The sheet of one station, which stands at this place in the book."""
    title = draft.word("brief.title")
    name = draft.name(f"{title} {judged.station}" if draft.several else title)
    page = Page(draft, draft.book.create_sheet(name, place), _WIDTHS)
    _heading(page, judged)
    _tiles(page, judged)
    before = ""
    for label, text in rows_of(brief_section(Words(draft.cohort), judged)):
        if not label:
            page.line(text, "strong", _SENTENCE)
        else:
            if label != before:
                page.gap()
                draft.put(page.sheet, page.row, 1, label, tone="label")
            page.line(text, "line", _SENTENCE, first=2)
        before = label
    page.finish()


def _heading(page: Page, judged: Assessment) -> None:
    """Who was judged, and by what."""
    draft, profile = page.draft, judged.questionnaire.profile
    word, framework, language = draft.word, draft.cohort.framework, draft.language
    page.line(judged.station, "title", 28)
    facts = [
        word("terms.fact", label=item.title.in_(language), text=profile_answer(item, profile[item.id], language))
        for item in framework.profile
        if item.required and item.id != framework.name_question and item.id in profile
    ]
    if facts:
        page.line(word("separator").join(facts))
    page.line(word("framework", title=framework.title.in_(language), version=framework.version))
    page.line(source_line(framework, language), "small")
    if framework.extends:
        page.line(word("overlays.laid-on", bases=framework.bases), "small")
    page.gap()


def _tiles(page: Page, judged: Assessment) -> None:
    """The numbers that are asked for first."""
    index, draft = judged.index, page.draft
    missed = float(list(judged.not_kept.values()).count("missed"))
    has_levels = draft.cohort.framework.levels and index.withheld is None
    level = judged.level or draft.word("terms.no-level" if has_levels else "terms.nothing")
    numbers = (index.score, index.floor, index.ceiling, index.coverage, index.evidenced, level, missed)
    for at, ((key, kind), number) in enumerate(zip(_TILES, numbers, strict=True), 1):
        draft.put(page.sheet, page.row, at, draft.word(key), "middle", "header")
        draft.put(page.sheet, page.row + 1, at, number, kind, "tile")
    page.sheet.row_dimensions[page.row].height = 30
    page.sheet.row_dimensions[page.row + 1].height = 32
    page.row += 2
    page.gap()
