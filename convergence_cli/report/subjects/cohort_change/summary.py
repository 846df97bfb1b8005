"""The first page: how many stations, where the index stands, what its change is made of, and what is to be known."""

from collections import Counter
from collections.abc import Iterator

from convergence_cli.model.cohort_change import Middle
from convergence_cli.model.display import printed_change, printed_parts
from convergence_cli.report.comparison.sayings import difference_lines
from convergence_cli.report.document import Block, Chart, Column, Notice, Paragraph, Row, Section, Table
from convergence_cli.report.figures import gain
from convergence_cli.report.subjects.cohort_change.told import Told, columns
from convergence_cli.texts import hint, message

_INDENT = "\u3000"


def summary(told: Told) -> Section:
    """Counts that add up, and the index of both runs, whole and panel."""
    return Section(title=told.word("sheet-summary"), blocks=tuple(_summary(told)))


def _summary(told: Told) -> Iterator[Block]:
    change = told.change
    moves = [printed_change(each.before.index.score, each.after.index.score) or 0.0 for each in change.stations]
    counts = {
        "panel": len(moves),
        "rose": sum(move > 0 for move in moves),
        "fell": sum(move < 0 for move in moves),
        "same": sum(move == 0 for move in moves),
        "appeared": len(change.appeared),
        "vanished": len(change.vanished),
    }
    yield Table(
        columns=tuple(Column(title=told.word(key), kind="count", width=11, share=14) for key in counts),
        rows=(Row(cells=tuple(counts.values()), tone="tile"),),
    )
    stations = told.both("stations-of")
    scores = told.both("moment")
    titled = columns(
        (told.word("what"), 26, 34, "text"),
        (stations[0], 10, 13, "count"),
        (stations[1], 10, 13, "count"),
        (scores[0], 10, 13, "score"),
        (scores[1], 11, 13, "score"),
        (told.word("difference"), 11, 14, "gain"),
    )
    rows = (
        _middles(told.word(f"{which}-{what}"), pair, what)
        for which, pair in (
            ("panel", (change.panel_before, change.panel_after)),
            ("whole", (change.whole_before, change.whole_after)),
        )
        for what in ("mean", "median")
    )
    yield Table(columns=titled, rows=tuple(rows))
    yield Paragraph(text=told.word("about-panel"), tone="small")


def _middles(title: str, pair: tuple[Middle, Middle], what: str) -> Row:
    before, after = (getattr(each, what) for each in pair)
    return Row(cells=(title, pair[0].stations, pair[1].stations, before, after, printed_change(before, after)))


def comparability(told: Told) -> Section:
    """By what the two runs were judged, and what makes one doubt that they belong side by side."""
    found = told.change.comparability
    facts = {"version": found.new_version, "old": found.old_version, "new": found.new_version}
    said = (told.word(f"kind-{found.kind}", **facts), *difference_lines(found, told.language))
    blocks: list[Block] = [Paragraph(text=text) for text in said]
    for item in told.change.problems:
        words = message(told.language, item), hint(told.language, item)
        blocks.append(Notice(severity=item.severity, text=words[0], hint=words[1]))
    return Section(title=told.word("compare.comparability"), blocks=tuple(blocks))


def split(told: Told) -> Section | None:
    """The mean of the stations' splits; how many have none, and why."""
    return Section(title=told.word("split"), blocks=tuple(_split(told))) if told.change.stations else None


def _split(told: Told) -> Iterator[Block]:
    found = told.change.split
    if found is None:
        yield Paragraph(text=told.word("split-none"))
    else:
        stations = [each for each in told.change.stations if each.split is not None]
        means = [
            sum(side.index.score or 0.0 for side in sides) / len(stations)
            for sides in zip(*((each.before, each.after) for each in stations), strict=True)
        ]
        whole = printed_change(means[0], means[1]) or 0.0
        yield Paragraph(text=told.word("split-of", count=f"{len(stations):,}", change=gain(whole)), tone="strong")
        answers, scope, framework = printed_parts(whole, (found.answers, found.scope, found.framework))
        rules, questions = printed_parts(framework, (found.rules, found.questions))
        effects = [("answers", answers), ("scope", scope), ("framework", framework)]
        rows = [Row(cells=(told.word(f"compare.{key}"), effect)) for key, effect in effects]
        for key, effect in (("rules", rules), ("questions", questions)):
            part = told.word("compare.of-which", part=told.word(f"compare.{key}"))
            rows.append(Row(cells=(_INDENT + part, effect)))
        rows.append(Row(cells=(told.word("compare.change"), whole), tone="strong"))
        titled = columns(
            (told.word("compare.cause"), 26, 70, "text"), (told.word("compare.points-of-index"), 13, 30, "gain")
        )
        chart = Chart(kind="bars", title=told.word("compare.split-chart"), rows=3)
        yield Table(columns=titled, rows=tuple(rows), chart=chart)
    counts = Counter(each.unsplit for each in told.change.stations if each.unsplit is not None)
    for why, count in sorted(counts.items()):
        yield Paragraph(text=told.word("unsplit", count=f"{count:,}", why=told.word(f"unsplit-{why}")), tone="small")
