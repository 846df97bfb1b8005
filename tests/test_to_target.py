"""Percent to target stands beside chapters and in a batch where the framework's display asks for it, and not else."""

from dataclasses import replace

import pytest
from museums import batch, station
from shown import as_text

from convergence_cli.model.assessment import Cohort
from convergence_cli.report import rendered
from convergence_cli.report.figures import share
from convergence_cli.report.formats.text import Look, render
from convergence_cli.report.subjects.cohort.screen import document as on_terminal


def asking(cohort: Cohort) -> Cohort:
    framework = cohort.framework
    return replace(cohort, framework=replace(framework, display=replace(framework.display, to_target=True)))


def test_the_terminals_chapter_lines_have_it() -> None:
    cohort = station("en")
    (judged,) = cohort.assessments
    without, with_it = (as_text("text", rendered(each, "text")).splitlines() for each in (cohort, asking(cohort)))
    for node, chapter in zip(judged.chapters, cohort.framework.chapters, strict=True):
        if node.score is None:
            continue
        heads = [
            next(line for line in told if line.startswith(f"  {chapter.title.en}  ")) for told in (without, with_it)
        ]
        assert [share(node.to_target) in line.split() for line in heads] == [False, True]


def test_the_summarys_table_of_chapters_has_it_in_place_of_the_weight() -> None:
    """The page has seven columns; weights stand on the sheet of chapters."""
    heads = []
    for cohort in (station("en"), asking(station("en"))):
        told = as_text("excel", rendered(cohort, "excel"))
        heads.append(next(line for line in told.splitlines() if "Chapter" in line and "Evidenced" in line))
    assert ("To target" in heads[0], "Weight" in heads[0]) == (False, True)
    assert ("To target" in heads[1], "Weight" in heads[1]) == (True, False)


@pytest.mark.parametrize("kind", ["csv", "excel", "html", "markdown"])
def test_a_batch_has_columns_for_it(kind: str) -> None:
    """Of the index; in the list of every chapter, too."""
    plain, asked = (as_text(kind, rendered(each, kind)) for each in (batch("zh"), asking(batch("zh"))))
    assert asked.count("达标程度") > plain.count("达标程度")
    titles = [f"{chapter.title.zh}（达标程度）" for chapter in batch("zh").framework.chapters]
    assert [title in asked for title in titles] == [kind == "csv"] * len(titles)


def test_a_batch_on_the_terminal_has_it() -> None:
    plain, asked = (render(on_terminal(each), Look()) for each in (batch("zh"), asking(batch("zh"))))
    assert ("达标程度" in plain, "达标程度" in asked) == (False, True)
