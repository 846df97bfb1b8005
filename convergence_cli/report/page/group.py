"""What the page of many stations shows: how they spread, where each stands, what they have in common."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import get_args

from convergence_cli.cohort.distribution import histogram, spreads
from convergence_cli.frames import Frames, frames
from convergence_cli.model.assessment import Cohort, Failure
from convergence_cli.model.framework import Framework, RedLineState
from convergence_cli.model.gaps import Spread
from convergence_cli.model.judged import Judged
from convergence_cli.model.kind import LEVEL
from convergence_cli.model.language import Language
from convergence_cli.model.ranking import Place
from convergence_cli.report import figures
from convergence_cli.report.findings import level_names
from convergence_cli.report.mixed import mixed_lines
from convergence_cli.report.page.drawing import LETTERS, Dial, Radar, bars, dial, radar
from convergence_cli.report.page.filters import chapter_filter, gap_filters
from convergence_cli.report.page.problems import remarks
from convergence_cli.report.page.ranking import ranked, station_filters
from convergence_cli.report.page.sections import parts
from convergence_cli.report.page.station import level_marks
from convergence_cli.report.page.tallies import labels, tallies
from convergence_cli.report.subjects.station.lists import problem_list
from convergence_cli.report.subjects.station.method import method_part
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.texts import say

Spreads = list[tuple[Spread | None, float | None]]
"""For each chapter the spread of its score and its mean coverage."""
_SECTIONS = ("overview", "ranking", "heat", "chapters", "measures", "gaps", "red-lines")


def group_facts(cohort: Cohort) -> dict[str, object]:
    """The facts of the template `group.html.j2`; with the places of the stations, where they were compared."""
    language = cohort.language
    places = cohort.overview.ranking.places if cohort.overview else None
    stations: list[Judged] = [entry for entry in cohort.entries if not isinstance(entry, Failure)]
    failures = [entry for entry in cohort.entries if isinstance(entry, Failure)]
    words = Words(cohort)
    errors = ((failure.file, item) for failure in failures for item in failure.errors)
    noticed = (problem_list(words, errors).on("paper", words.framework.says), *remarks(words, stations))
    facts: dict[str, object] = {
        "title": say(language, "page.title-several", count=len(stations)),
        "failures": len(failures),
        "ranked": (),
        **parts((*noticed, *((method_part(words, None),) if stations else ())), language),
        "sections": (),
        "sources": tuple((station.station, station.file, station.sha256) for station in stations),
    }
    return facts | _judged_facts(cohort, stations, places) if stations else facts


def _judged_facts(cohort: Cohort, stations: Sequence[Judged], places: Sequence[Place] | None) -> dict[str, object]:
    framework, language = cohort.framework, cohort.language
    names = labels(stations, language)
    found = frames(framework, stations)
    indicators = tallies(framework, found, names, language)
    spread, coverage = _spreads(found)
    del found  # thousands of stations take megabytes, and so do their rows
    rows = ranked(framework, stations, names, language, places)
    overall = spread["index"] if spread["index"].stations else None
    facts: dict[str, object] = {
        "sections": _SECTIONS,
        "spread": overall,
        "dial": _dial(framework, overall),
        "coverage": coverage["index"],
        "alarmed": {state: sum(row.not_kept[state] > 0 for row in rows) for state in get_args(RedLineState)},
        "gates_failed": sum(not gate.passed for gate in cohort.verdict.gates),
        "levels": _levels(framework, stations, language),
        "bins": bars(histogram(station.index.score for station in stations)),
        "ranked": rows,
        "with_own_targets": cohort.with_own_targets,
        "placed": places is not None,
        "by_level": cohort.overview is not None and LEVEL in cohort.overview.ranking.mixed,
        "mixed": tuple(mixed_lines(cohort)),
        "station_filters": station_filters(framework, rows, language),
        "gaps": indicators,
        "gap_filters": gap_filters(framework, (tally.item for tally in indicators), language, outcomes=False),
        "red_lines": tuple(
            sorted(
                (tally for tally in indicators if tally.red_line),
                key=lambda tally: (-tally.not_kept["missed"], -tally.not_kept["unanswered"]),
            )
        ),
    }
    return facts | _spread_facts(framework, spread, coverage, language)


def _dial(framework: Framework, overall: Spread | None) -> Dial | None:
    """The median, in a band from quartile to quartile."""
    if overall is None:
        return None
    return dial(overall.median or 0.0, overall.lower or 0.0, overall.upper or 0.0, level_marks(framework))


def _spreads(found: Frames) -> tuple[dict[str, Spread], dict[str, float | None]]:
    """Of every node, by id, the spread of its scores and its mean coverage; None where it is in play nowhere."""
    scores, means = found.nodes["score"], found.nodes["coverage"].mean()
    coverage = {name: None if part != part else float(part) for name, part in means.items()}
    return dict(zip(scores, spreads(scores), strict=True)), coverage


def _spread_facts(
    framework: Framework, spread: Mapping[str, Spread], coverage: Mapping[str, float | None], language: Language
) -> dict[str, object]:
    """Chapters and measures: how the stations' scores spread over each."""

    def pair(name: str) -> tuple[Spread | None, float | None]:
        return spread[name] if spread[name].stations else None, coverage[name]

    chapters = [pair(chapter.id) for chapter in framework.chapters]
    owners = {measure: chapter for chapter in framework.chapters for measure in chapter.measures}
    return {
        "chapters": tuple((chapter, *pair(chapter.id)) for chapter in framework.chapters),
        "measures": tuple((measure, owners[measure.id], *pair(measure.id)) for measure in framework.measures),
        "measure_filters": (chapter_filter(framework, language),),
        "radar": _radar(framework, chapters, language),
        "heat_groups": tuple((chapter.title.in_(language), len(chapter.measures)) for chapter in framework.chapters),
        "heat_measures": framework.measures,
    }


def _levels(framework: Framework, stations: Sequence[Judged], language: Language) -> tuple[tuple[str, int], ...]:
    """Each level with the stations whose highest it is, and before them those that have or reached none."""
    counts = Counter(station.level for station in stations if station.index.withheld is None)
    given = sum(counts.values())
    withheld = ((say(language, "station.level-withheld"), len(stations) - given),) if given < len(stations) else ()
    names = level_names(framework, language)
    none = (say(language, "page.no-level"), counts[None])
    return (*withheld, *((none,) if counts[None] else ()), *((name, counts[level]) for level, name in names.items()))


def _radar(framework: Framework, chapters: Spreads, language: Language) -> Radar | None:
    """The chapters in play anywhere: the third quartile, the first, and the median over both."""
    drawn = [
        (chapter.title.in_(language), found)
        for chapter, (found, _) in zip(framework.chapters, chapters, strict=True)
        if found
    ]
    axes = [(title, figures.score(found.median)) for title, found in drawn]
    shapes = [[getattr(found, key) for _, found in drawn] for key in ("upper", "lower", "median")]
    return radar(axes, shapes, letters=LETTERS[language])
