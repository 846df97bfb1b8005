"""What the page of many stations shows: how they spread, where each stands, what they have in common."""

import math
from collections import Counter
from collections.abc import Sequence

from convergence_cli.model.assessment import Cohort, Failure, Node
from convergence_cli.model.framework import Framework
from convergence_cli.model.judged import Judged
from convergence_cli.model.language import Language
from convergence_cli.model.ranking import Place
from convergence_cli.report import figures
from convergence_cli.report.findings import level_names
from convergence_cli.report.page.drawing import FULL, LETTERS, Dial, Radar, dial, histogram, radar
from convergence_cli.report.page.filters import chapter_filter, gap_filters
from convergence_cli.report.page.method import method
from convergence_cli.report.page.problems import problem_rows, remarks, severity_filter
from convergence_cli.report.page.ranking import ranked, station_filters
from convergence_cli.report.page.station import level_marks
from convergence_cli.report.page.tallies import Spread, Tally, gathered, labels, mean, spread, tallies
from convergence_cli.texts import say

Spreads = list[tuple[Spread | None, float | None]]
"""For each node the spread of its score and its mean coverage."""
_SECTIONS = ("overview", "ranking", "heat", "chapters", "measures", "gaps", "red-lines", "method", "problems")


def group_facts(cohort: Cohort) -> dict[str, object]:
    """The facts of the template `group.html.j2`; with the places of the stations, where they were compared."""
    language = cohort.language
    places = cohort.overview.ranking.places if cohort.overview else None
    stations: list[Judged] = [entry for entry in cohort.entries if not isinstance(entry, Failure)]
    failures = [entry for entry in cohort.entries if isinstance(entry, Failure)]
    problems = problem_rows(
        ((failure.file, item) for failure in failures for item in failure.problems if item.severity == "error"),
        language,
    )
    noticed = remarks(stations, language)
    severities = [*(row.severity for row in problems), *(row.severity for row in noticed)]
    facts: dict[str, object] = {
        "title": say(language, "page.title-several", count=len(stations)),
        "failures": len(failures),
        "ranked": (),
        "sections": ("problems",),
        "problems": problems,
        "remarks": noticed,
        "problem_filters": (severity_filter(severities, language),),
        "sources": tuple((station.station, station.file, station.sha256) for station in stations),
    }
    return facts | _judged_facts(cohort, stations, places) if stations else facts


def _judged_facts(cohort: Cohort, stations: Sequence[Judged], places: Sequence[Place] | None) -> dict[str, object]:
    framework, language = cohort.framework, cohort.language
    names = labels(stations, language)
    gatherings, missed = gathered(framework, stations, names)
    indicators = tallies(framework, gatherings, language)
    rows = ranked(framework, stations, names, missed, language, places)
    scores = [station.index.score for station in stations]
    overall = spread(scores)
    facts: dict[str, object] = {
        "sections": _SECTIONS,
        "spread": overall,
        "dial": _dial(framework, overall),
        "coverage": mean(station.index.coverage for station in stations),
        "alarmed": sum(count > 0 for count in missed),
        "gates_failed": sum(not gate.passed for gate in cohort.verdict.gates),
        "levels": _levels(framework, stations, language),
        "bins": histogram([score for score in scores if score is not None]),
        "ranked": rows,
        "placed": places is not None,
        "station_filters": station_filters(framework, rows, language),
        "gaps": indicators,
        "adds_up": overall is not None and _adds_up(overall.mean, indicators),
        "gap_filters": gap_filters(framework, (tally.item for tally in indicators), language, outcomes=False),
        "red_lines": tuple(
            sorted((tally for tally in indicators if tally.red_lines), key=lambda tally: -tally.red_lines)
        ),
        "method": method(framework, None, language),
    }
    return facts | _spread_facts(framework, stations, language)


def _adds_up(index: float, indicators: Sequence[Tally]) -> bool:
    """Whether mean index and mean losses make 100, as they do where every aggregate is a weighted mean."""
    return math.isclose(math.fsum([index, *(tally.lost for tally in indicators)]), FULL, rel_tol=1e-9)


def _dial(framework: Framework, overall: Spread | None) -> Dial | None:
    """The median, in a band from quartile to quartile."""
    if overall is None:
        return None
    return dial(overall.median, overall.first, overall.third, level_marks(framework))


def _spread_facts(framework: Framework, stations: Sequence[Judged], language: Language) -> dict[str, object]:
    """Chapters and measures: the columns of the stations' nodes, spread out."""
    chapters = _spreads([station.chapters for station in stations])
    measures = _spreads([station.measures for station in stations])
    owners = {measure: chapter for chapter in framework.chapters for measure in chapter.measures}
    return {
        "chapters": tuple((chapter, *pair) for chapter, pair in zip(framework.chapters, chapters, strict=True)),
        "measures": tuple(
            (measure, owners[measure.id], *pair) for measure, pair in zip(framework.measures, measures, strict=True)
        ),
        "measure_filters": (chapter_filter(framework, language),),
        "radar": _radar(framework, chapters, language),
        "heat_groups": tuple((chapter.title.in_(language), len(chapter.measures)) for chapter in framework.chapters),
        "heat_measures": framework.measures,
    }


def _spreads(nodes: Sequence[Sequence[Node]]) -> Spreads:
    return [
        (spread(node.score for node in column), mean(node.coverage for node in column))
        for column in zip(*nodes, strict=True)
    ]


def _levels(framework: Framework, stations: Sequence[Judged], language: Language) -> tuple[tuple[str, int], ...]:
    """Each level with the stations whose highest it is, and before them those that reached none."""
    counts = Counter(station.level for station in stations)
    names = level_names(framework, language)
    none = (say(language, "page.no-level"), counts[None])
    return (*((none,) if counts[None] else ()), *((name, counts[level]) for level, name in names.items()))


def _radar(framework: Framework, chapters: Spreads, language: Language) -> Radar | None:
    """The chapters in play anywhere: the third quartile, the first, and the median over both."""
    drawn = [
        (chapter.title.in_(language), found)
        for chapter, (found, _) in zip(framework.chapters, chapters, strict=True)
        if found
    ]
    axes = [(title, figures.score(found.median)) for title, found in drawn]
    shapes = [[getattr(found, key) for _, found in drawn] for key in ("third", "first", "median")]
    return radar(axes, shapes, letters=LETTERS[language])
