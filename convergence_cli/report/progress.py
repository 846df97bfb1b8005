"""How far a questionnaire is filled in, in words: what is blank, by department, and what is provisional for it."""

from collections.abc import Iterator

from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.progress import Department, Progress
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.report.document import Block, Fact, Paragraph, Section
from convergence_cli.report.figures import share
from convergence_cli.scoring.progress import progress
from convergence_cli.texts import say


def share_words(found: Progress, language: Language) -> str:
    """How many questions are filled in, of how many."""
    facts = {"asked": found.asked, "answered": found.answered, "share": share(found.share)}
    return say(language, "progress.share" if found.blank else "progress.whole", **facts)


def checked_words(errors: int, found: Progress, language: Language) -> str:
    """Whether anything is at fault, and how far it is filled in: what is blank is no fault, and not clean either."""
    key = "faults" if errors else "no-faults"
    return say(language, f"progress.{key}", count=errors, said=share_words(found, language))


def name_of(department: Department, language: Language) -> str:
    """What a department is called."""
    return department.who.in_(language) if department.who else say(language, "workbook.guide-work-rest")


def department_facts(
    framework: Framework, questionnaire: Questionnaire, found: Progress, language: Language
) -> Iterator[Fact]:
    """Each department, how far it is, and what it has still to fill in, a question a line with its place."""
    for each in found.departments:
        facts = {"asked": each.asked, "answered": each.answered, "share": share(each.answered / each.asked)}
        said = say(language, "progress.department" if each.blank else "progress.department-whole", **facts)
        lines = (_placed(framework, framework.indicator[name], questionnaire, language) for name in each.blank)
        yield Fact(label=name_of(each, language), text="\n".join((said, *lines)))


def _placed(framework: Framework, item: Indicator, questionnaire: Questionnaire, language: Language) -> str:
    """A question by id and title, and where it is filled in, if the workbook has such a place."""
    titled = say(language, "terms.labelled", id=item.id, title=item.title.in_(language))
    place = _place(framework, item, questionnaire, language)
    return say(language, "progress.at", title=titled, place=place) if place else titled


def _place(framework: Framework, item: Indicator, questionnaire: Questionnaire, language: Language) -> str:
    if item.ask.compute is not None:
        tables = [table.title.in_(language) for table in framework.tables_of(item)]
        named = say(language, "terms.list-separator").join(tables)
        return say(language, "progress.in-tables", tables=named) if named else ""
    answer = questionnaire.answers.get(item.id)
    return answer.location.place if answer else ""


def blank_sections(
    framework: Framework, judged: Assessment, language: Language, depth: int = 1, *, chapter: str | None = None
) -> tuple[Section, ...]:
    """What is still to be filled in, department by department, red lines marked; nothing where all is answered.

    `chapter` keeps the questions of one chapter.
    """
    found = progress(framework, judged.questionnaire)
    kept = {name for name in found.blank if chapter in (None, judged.result[name].chapter)}
    if not kept:
        return ()
    named = "who" in framework.says
    blocks: list[Block] = []
    for each in found.departments:
        lines = [_titled(framework, judged.result[name], language) for name in each.blank if name in kept]
        if lines and named:
            label = say(language, "progress.lacks", who=name_of(each, language), count=len(lines))
            blocks.append(Fact(label=label, text="\n".join(("", *lines))))
        else:
            blocks += (Paragraph(text=line, tone="item") for line in lines)
    title = say(language, "progress.titled", count=len(kept))
    return (Section(title=title, blocks=tuple(blocks), where="paper", depth=depth),)


def _titled(framework: Framework, result: Result, language: Language) -> str:
    """A question by id and title, behind the mark of a red line."""
    item = framework.indicator[result.id]
    titled = say(language, "terms.labelled", id=item.id, title=item.title.in_(language))
    mark = say(language, "terms.red-line") if result.red_line else ""
    return say(language, "progress.marked", mark=mark, title=titled) if mark else titled


def provisional_words(framework: Framework, judged: Assessment, language: Language) -> str:
    """That the assessment is provisional, and who has what to fill in; empty where all that is scored is answered."""
    if not any(result.outcome == "unanswered" for result in judged.results):
        return ""
    found = progress(framework, judged.questionnaire)
    facts = {"said": share_words(found, language), "coverage": share(judged.index.coverage)}
    if "who" not in framework.says:
        return say(language, "progress.provisional-unnamed", **facts)
    lacking = (
        say(language, "progress.lacks", who=name_of(each, language), count=len(each.blank))
        for each in found.departments
        if each.blank
    )
    departments = say(language, "terms.list-separator").join(lacking)
    return say(language, "progress.provisional-words", departments=departments, **facts)
