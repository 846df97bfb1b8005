"""How everything was worked out: each indicator's rule, the sum that re-adds, levels, terms.

A sheet has the rules in one list, a page chapter by chapter.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from convergence_cli import policy
from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.display import printed
from convergence_cli.model.framework import Indicator, Measure
from convergence_cli.model.question import said
from convergence_cli.report.adding import printed_shares
from convergence_cli.report.cells import Content
from convergence_cli.report.document import Block, Column, Paragraph, Row, Section, Table
from convergence_cli.report.figures import scale
from convergence_cli.report.levels import condition_words
from convergence_cli.report.rules import aggregate_in_words, rule_in_words, target_in_words
from convergence_cli.report.subjects.station.words import Words

_TERMS = (
    ("term-points", "means-points"),
    ("term-score", "means-score"),
    ("missing-policy", "means-missing"),
    ("terms.index", "means-aggregate"),
    ("terms.floor", "means-floor"),
    ("terms.ceiling", "means-ceiling"),
    ("terms.coverage", "means-coverage"),
    ("terms.evidenced", "means-evidenced"),
    ("terms.to-target", "means-to-target"),
    ("terms.lost", "means-lost"),
    ("terms.gain", "means-gain"),
    ("terms.outcome", "means-outcome"),
    ("terms.red-line", "means-red-line"),
)
_WIDE = 4
"""How many columns the meaning of a term goes across."""


def method_sheet(words: Words) -> Section:
    """With one station what held for it, with several what holds for all."""
    stations = words.cohort.assessments
    judged = stations[0] if len(stations) == 1 else None
    rules = _rules(words, judged, words.framework.measures)
    blocks = (Paragraph(text=words.word("about-method")), rules, *_adding(words), *_levels(words), _terms(words))
    return Section(title=words.word("sheet-method"), blocks=blocks, own_sheet=True, where="sheet")


def method_part(words: Words, judged: Assessment | None) -> Section:
    """On a page: what held for one station, without what it was not asked, or what holds for all."""
    blocks: list[Block] = [Paragraph(text=words.word("how-rounded")), *_levels(words), _terms(words)]
    for chapter in words.framework.chapters:
        measures = [measure for measure in words.framework.measures if measure.id in chapter.measures]
        rules = _rules(words, judged, measures)
        if rules.rows:
            blocks.append(replace(rules, title=words.called[chapter.id], is_folded=True))
    return Section(title=words.word("sheet-method"), blocks=tuple(blocks)).on("paper", words.framework.says)


def _rules(words: Words, judged: Assessment | None, measures: Iterable[Measure]) -> Table:
    own = (Column(title=words.word("effective-weight"), kind="share", width=11, share=8),) if judged else ()
    is_cited = policy.has_sources(words.framework)
    cited = (Column(title=words.word("catalogue.label-sources"), width=36),) if is_cited else ()
    is_based = is_cited or "basis" in words.framework.says
    columns = (
        Column(title=words.word("terms.measure"), width=20),
        Column(title=words.word("terms.indicator"), width=30, share=18),
        *own,
        Column(title=words.word("weight-in-measure"), kind="share", width=11, share=0 if judged else 8),
        Column(title=words.word("rule"), width=52, share=26),
        Column(title=words.word("compute"), width=26),
        Column(title=words.word("terms.target"), kind="middle", width=11, share=10),
        Column(title=words.word("obligation"), kind="middle", width=11, says="obligation"),
        Column(title=words.word("clauses"), kind="middle", width=9, says="clauses"),
        Column(title=words.word("quote"), width=26, says="quote"),
        Column(title=words.word("terms.basis"), kind="middle", width=12, says="basis"),
        Column(title=words.word("because"), width=36, says="because"),
        *cited,
        Column(title=words.word("clause-and-quote"), share=18, says="clauses"),
        Column(title=words.word("terms.basis"), share=20 if is_based else 0),
        Column(title=words.word("missing-policy"), width=13),
        Column(title=words.word("aggregate"), kind="middle", width=12),
    )
    results = {result.id: result for result in judged.results} if judged else {}
    profile: Mapping[str, object] | None = judged.questionnaire.station if judged else None
    rows: list[Row] = []
    for measure in measures:
        weights = [item.weight_for(profile or {}) for item in measure.scored]
        shares = dict(zip((item.id for item in measure.scored), printed_shares(weights), strict=True))
        for item in measure.indicators:
            cells = _rule(words, measure, item, results.get(item.id), profile, shares.get(item.id))
            is_asked = judged is None or item.in_scope(judged.profile)
            rows.append(Row(cells=tuple(cells), where="everywhere" if is_asked else "sheet"))
    return Table(columns=columns, rows=tuple(rows), frozen=2)


def _rule(
    words: Words,
    measure: Measure,
    item: Indicator,
    result: Result | None,
    profile: Mapping[str, object] | None,
    share: float | None,
) -> Iterator[Content]:
    framework, language, word = words.framework, words.language, words.word
    yield words.called[measure.id]
    yield f"{item.id}\n{item.title.in_(language)}"
    if result is not None:
        yield result.weight if result.weight > 0 else None
    yield share
    yield rule_in_words(framework, item, profile, language)
    yield " ".join((item.ask.compute or "").split())
    yield target_in_words(framework, item, profile, language)
    yield policy.obligation(item, language)
    yield policy.clauses(item, language)
    yield item.quote
    yield policy.basis(item, language)
    yield said(item.because, language)
    if policy.has_sources(words.framework):
        yield "\n".join(policy.sources(framework, item, language))
    yield policy.quote(item, language)
    because = policy.basis_because(item, language)
    yield " ".join(told for told in (because, *policy.sources(framework, item, language)) if told)
    yield word(f"terms.{framework.missing}")
    yield aggregate_in_words(framework, measure, language)


def _adding(words: Words) -> Iterator[Block]:
    """Index and losses as they are printed, and their sum."""
    word, stations = words.word, words.cohort.assessments
    if not all(judged.additive for judged in stations):
        yield Paragraph(text=word("not-additive"), tone="strong")
        return
    columns = (
        Column(title=word("terms.station"), width=20),
        Column(title=word("terms.index"), kind="score", width=30),
        Column(title=word("all-lost"), kind="loss", width=11),
        Column(title=word("sum"), kind="score", width=11),
    )
    yield Table(
        title=word("re-adding", **scale()), columns=columns, rows=tuple(Row(cells=_sum(judged)) for judged in stations)
    )


def _sum(judged: Assessment) -> tuple[Content, ...]:
    index = printed(judged.index.score)
    if index is None:
        return judged.station, None, None, None
    return judged.station, index, judged.index.lost, index + judged.index.lost


def _levels(words: Words) -> Iterator[Block]:
    levels = words.framework.levels
    if not levels:
        yield Paragraph(text=words.word("no-levels"), tone="strong")
        return
    separator, language = words.word("terms.clause-separator"), words.language
    rows = [
        (level.named(language), separator.join(condition_words(words.framework, level, language))) for level in levels
    ]
    yield _pairs(words, "levels", ("terms.level", "condition"), rows)


def _terms(words: Words) -> Table:
    framework, word = words.framework, words.word
    values = {
        "policy": word(f"terms.{framework.missing}"),
        "how": aggregate_in_words(framework, framework, words.language),
        **scale(),
    }
    return _pairs(
        words, "terms", ("term", "evidence.meaning"), [(word(term), word(means, **values)) for term, means in _TERMS]
    )


def _pairs(words: Words, key: str, titles: tuple[str, str], rows: list[tuple[str, str]]) -> Table:
    """A table of two columns, the second one across several of the list above."""
    first, second = (words.word(title) for title in titles)
    columns = (Column(title=first, width=20, share=20), Column(title=second, width=100, share=80, across=_WIDE))
    return Table(title=words.word(key), columns=columns, rows=tuple(Row(cells=cells) for cells in rows))
