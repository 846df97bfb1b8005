"""Markdown of a batch: the summary of a CI run over many stations."""

from collections import Counter
from collections.abc import Iterator

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.overview import Overview
from convergence_cli.model.ranking import Place
from convergence_cli.model.standing import Standing
from convergence_cli.report.figures import score, share
from convergence_cli.report.marked import failures, gates, safe, table
from convergence_cli.texts import say

# A step's summary holds a megabyte; beyond this many stations it says how many it leaves out.
_MOST = 500
_GAPS = 15


def render(cohort: Cohort) -> str:
    """The document: counts, gates, the stations by rank, common gaps, red lines, what could not be judged."""
    assert cohort.overview is not None
    blocks = [
        *_head(cohort),
        *gates(cohort),
        *_stations(cohort, cohort.overview),
        *_gaps(cohort, cohort.overview),
        *_red_lines(cohort, cohort.overview),
        *failures(cohort),
    ]
    return "\n\n".join(blocks) + "\n"


def _head(cohort: Cohort) -> Iterator[str]:
    framework, language = cohort.framework, cohort.language
    title = {"title": framework.title.in_(language), "number": framework.source.number}
    yield f"## {safe(say(language, 'text_report.heading', version=framework.version, **title))}"
    stations, failed = len(cohort.stations), len(cohort.failures)
    counts = {"files": f"{stations + failed:,}", "stations": f"{stations:,}", "failures": f"{failed:,}"}
    lines = [say(language, "batch.counts", **counts)]
    if framework.levels:
        reached = Counter(entry.level for entry in cohort.stations)
        names = [None, *(level.id for level in framework.levels)]
        parts = [f"{name or say(language, 'batch.no-level')} {reached[name]:,}" for name in names]
        lines.append(say(language, "batch.levels", levels=say(language, "terms.list-separator").join(parts)))
    yield "  \n".join(safe(line) for line in lines)


def _stations(cohort: Cohort, overview: Overview) -> Iterator[str]:
    language, ranking = cohort.language, overview.ranking
    yield f"### {say(language, 'digest.ranking')}"
    facts = {"draws": f"{ranking.draws:,}", "seed": ranking.seed, "spread": share(ranking.spread)}
    yield safe(say(language, "digest.method", floor=share(ranking.coverage_floor), interval=ranking.interval, **facts))
    pairs = sorted(
        zip(ranking.places, cohort.stations, strict=True), key=lambda pair: pair[0].rank or len(cohort.entries) + 1
    )
    keys = ("rank", "interval", "station", "level", "index", "bounds", "coverage", "red-lines")
    yield table(language, tuple(f"digest.{key}" for key in keys), [_row(cohort, *pair) for pair in pairs[:_MOST]])
    if len(pairs) > _MOST:
        yield say(language, "markdown.more", count=len(pairs) - _MOST)


def _row(cohort: Cohort, place: Place, entry: Assessment | Standing) -> tuple[str, ...]:
    language, node = cohort.language, entry.index
    rank = say(language, "digest.tied", rank=place.rank) if place.tied else str(place.rank or "—")
    return (
        rank if place.rank is not None else say(language, f"digest.unranked-{place.reason}"),
        f"{place.low}–{place.high}" if place.low is not None else "—",
        entry.station,
        entry.level or "—",
        score(node.score),
        f"{score(node.floor)}–{score(node.ceiling)}",
        share(node.coverage),
        str(sum(result.red_line for result in entry.results)),
    )


def _gaps(cohort: Cohort, overview: Overview) -> Iterator[str]:
    language = cohort.language
    titles = {item.id: item.title.in_(language) for item in cohort.framework.indicators}
    shown = [gap for gap in overview.gaps if gap.below][:_GAPS]
    if shown:
        yield f"### {say(language, 'digest.gaps')}"
        rows = [
            (
                f"{gap.id} {titles[gap.id]}",
                share(gap.share),
                f"{gap.below}/{gap.in_play}",
                str(gap.unanswered),
                score(gap.lost),
            )
            for gap in shown
        ]
        yield table(language, tuple(f"digest.{key}" for key in ("gap", "share", "below", "unanswered", "lost")), rows)


def _red_lines(cohort: Cohort, overview: Overview) -> Iterator[str]:
    language = cohort.language
    titles = {item.id: item.title.in_(language) for item in cohort.framework.indicators}
    missed = [line for line in overview.red_lines if line.missed]
    if missed:
        yield f"### {say(language, 'terms.red-line')}"
        rows = [(f"{line.id} {titles[line.id]}", share(line.share), f"{line.missed}/{line.asked}") for line in missed]
        yield table(language, ("digest.gap", "digest.share", "digest.missed"), rows)
