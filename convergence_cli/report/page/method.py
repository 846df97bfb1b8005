"""How the scores came about: what the terms mean, what each level asks, how each indicator is scored."""

from collections.abc import Mapping

from convergence_cli import policy
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Chapter, Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.report import figures
from convergence_cli.report.findings import level_names
from convergence_cli.report.levels import condition_words
from convergence_cli.report.rules import aggregate_in_words, rule_in_words, target_in_words
from convergence_cli.texts import say
from convergence_cli.value import value

_TERMS = ("index", "floor", "ceiling", "coverage", "evidenced", "to-target", "lost", "gain", "red-line", "outcome")


@value
class Rule:
    """How one indicator is scored, in words."""

    id: str
    title: str
    weight: str
    """In the index for this station, or in its measure for all; a dash where it is not in play."""
    rule: str
    target: str
    quote: str
    basis: str


@value
class Method:
    """Terms and levels as pairs of words; the rules of each chapter by its title."""

    terms: tuple[tuple[str, str], ...]
    levels: tuple[tuple[str, str], ...]
    policy: str
    rules: tuple[tuple[str, tuple[Rule, ...]], ...]


def method(framework: Framework, judged: Assessment | None, language: Language) -> Method:
    """What held for one station, or what holds for all; in the first case without what it was not asked."""
    names = level_names(framework, language)
    policy = {"missing": say(language, f"terms.{framework.missing}")}
    return Method(
        terms=tuple((say(language, f"terms.{term}"), say(language, f"page.means-{term}")) for term in _TERMS),
        levels=tuple(
            (names[level.id], say(language, "terms.clause-separator").join(condition_words(framework, level, language)))
            for level in framework.levels
        ),
        policy=say(language, "page.policies", how=aggregate_in_words(framework, framework, language), **policy),
        rules=tuple(
            (chapter.title.in_(language), rules)
            for chapter in framework.chapters
            if (rules := _rules(framework, chapter, judged, language))
        ),
    )


def _rules(framework: Framework, chapter: Chapter, judged: Assessment | None, language: Language) -> tuple[Rule, ...]:
    asked = (
        {item.id: judged.result[item.id].weight for item in framework.indicators if item.in_scope(judged.profile)}
        if judged
        else {}
    )
    profile = judged.profile if judged else None
    return tuple(
        _rule(framework, item, asked.get(item.id), profile, language)
        for measure in framework.measures
        if measure.id in chapter.measures
        for item in measure.indicators
        if judged is None or item.id in asked
    )


def _rule(
    framework: Framework,
    item: Indicator,
    weight: float | None,
    profile: Mapping[str, object] | None,
    language: Language,
) -> Rule:
    sources = policy.sources(framework, item, language)
    return Rule(
        id=item.id,
        title=item.title.in_(language),
        weight=figures.share(weight) if weight else say(language, "terms.nothing"),
        rule=rule_in_words(framework, item, profile, language),
        target=target_in_words(framework, item, profile, language),
        quote=policy.quote(item, language),
        basis=" ".join(told for told in (policy.basis_because(item, language), *sources) if told),
    )
