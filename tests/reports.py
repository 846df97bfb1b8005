"""Cohorts to render: the examples, and a station whose every free field is hostile."""

import html
import io
from dataclasses import replace
from functools import cache

import docx
from conftest import ROOT

from convergence_cli.errors import Location
from convergence_cli.judging import judge_workbook
from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.language import Language
from convergence_cli.model.questionnaire import Answer
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.rubric.load import find, load
from convergence_cli.scoring.engine import assess

EXAMPLES = ("central-body", "strong-province", "typical-city", "typical-city-2024", "county-centre", "broken")
HOSTILE = {
    "formula": '=HYPERLINK("http://evil.example","x")',
    "spaced": " \t+1+cmd|' /C calc'!A0",
    "at": "@SUM(1)",
    "rich": "[/bold][red]x[/red]",
    "script": "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">",
    "cdata": "]]><!--x--><!DOCTYPE y>&amp;",
    "control": "a\x00\x01\x07\x1b[31mb\x0b\x0c\x7f\ufffe",
    "turned": "abc\u202edcba\u2066x\u2069\u200f",
    "markdown": "| a | [b](javascript:x) `c` **d** ![e](http://f) http://g www.h.example i@j.example\n# k",
    "command": "x\n::error::y%0A::set-output name=z::",
    "long": "长" * 30_000,
    "mixed": "'\"`$(x)${y}{{7*7}}{% z %}",
}


@cache
def example(name: str, language: Language = "zh") -> Cohort:
    """An example as the command judges it."""
    framework = load(find())
    entry, _ = judge_workbook(ROOT / "examples" / f"{name}.xlsx", framework, Bounds())
    return Cohort(framework=framework, language=language, entries=(entry,))


@cache
def hostile(text: str, language: Language = "zh") -> Cohort:
    """A station that has `text` wherever a station can type freely."""
    cohort = example("county-centre", language)
    (judged,) = cohort.entries
    assert isinstance(judged, Assessment)
    read = judged.questionnaire

    def typed(answer: Answer) -> Answer:
        place = Location(file=text[:80], sheet=text[:31], cell=answer.location.cell)
        beside = answer.evidence_location and replace(place, cell=answer.evidence_location.cell)
        value = text if isinstance(answer.value, str) and answer.id == "name" else answer.value
        by_option = tuple(
            replace(each, evidence=text, location=replace(place, cell=each.location.cell))
            for each in answer.option_evidence
        )
        changed = replace(answer, raw=text, evidence=text, note=text, value=value, location=place)
        return replace(changed, evidence_location=beside, option_evidence=by_option)

    answers = {name: typed(answer) for name, answer in read.answers.items()}
    profile = {name: typed(answer) for name, answer in read.profile.items()}
    questionnaire = replace(read, file=text[:80], answers=answers, profile=profile)
    return replace(cohort, entries=(assess(cohort.framework, questionnaire),))


def said_in(name: str, content: bytes) -> str:
    """All that a format says, as text, without the marks by which Markdown keeps it text."""
    if name != "word":
        return html.unescape(content.decode("utf-8-sig")).replace("\\", "")
    paper = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in paper.paragraphs] + cells)
