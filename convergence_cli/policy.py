"""What a framework says of the policy that it follows, in words; empty where it says nothing of the kind."""

from collections.abc import Iterator
from contextlib import contextmanager

from convergence_cli.model.display import show_on, showing
from convergence_cli.model.framework import Framework, Indicator, Source
from convergence_cli.model.language import Language
from convergence_cli.model.numbers import score_tenths
from convergence_cli.model.question import Citation, said
from convergence_cli.texts import say, vocabulary


def speak(framework: Framework) -> None:
    """From now on, in this process, reports speak in the framework's words and print on its scale."""
    vocabulary.speak(framework.vocabulary)
    show_on(framework.display)


@contextmanager
def speaking(framework: Framework) -> Iterator[None]:
    """They do so meanwhile."""
    with vocabulary.speaking(framework.vocabulary), showing(framework.display):
        yield


def heading(framework: Framework, language: Language) -> str:
    """The framework's title, with the policy's number and its own version."""
    version = say(language, "policy.version", version=framework.version)
    about = _joined((framework.source.number, version), language)
    return say(language, "policy.heading", title=framework.title.in_(language), about=about)


def report_title(framework: Framework, language: Language) -> str:
    """The title of the report that is handed in."""
    return said(framework.words.report, language) or say(language, "self_assessment.title")


def eyebrow(framework: Framework, language: Language) -> str:
    """The line above the title of a page."""
    return said(framework.words.eyebrow, language) or framework.title.in_(language)


def source_named(framework: Framework, language: Language) -> str:
    """The policy by its title and number, as a sentence names it."""
    return _titled(framework.source, language)


def source_line(framework: Framework, language: Language) -> str:
    """The policy with its number, who issued it and when."""
    source = framework.source
    facts = (source_named(framework, language), said(source.issuer, language), source.date)
    return say(language, "policy.source", source=_joined(facts, language))


def clauses(item: Indicator, language: Language) -> str:
    """The clauses that an indicator covers."""
    return say(language, "terms.list-separator").join(item.clauses)


def quote(item: Indicator, language: Language) -> str:
    """The clauses that an indicator covers, and a fragment of them."""
    if not item.quote:
        return clauses(item, language)
    key = "policy.clause-quote" if item.clauses else "policy.quote"
    return say(language, key, clauses=clauses(item, language), quote=item.quote)


def obligation(item: Indicator, language: Language) -> str:
    """How binding it is."""
    return say(language, f"terms.{item.obligation}") if item.obligation else ""


def effort(item: Indicator, language: Language) -> str:
    """How long it takes."""
    return say(language, f"terms.effort-{item.effort}") if item.effort else ""


def basis(item: Indicator, language: Language) -> str:
    """Where the threshold comes from."""
    if item.basis is None:
        return ""
    return say(language, "terms.calibrated" if item.basis == "calibrated" else "terms.clause-basis")


def basis_because(item: Indicator, language: Language) -> str:
    """Where the threshold comes from, and why it is what it is."""
    where, why = basis(item, language), said(item.because, language)
    return say(language, "policy.basis-because", basis=where, because=why) if where and why else where or why


def sources(framework: Framework, item: Indicator, language: Language) -> tuple[str, ...]:
    """What an indicator, its options and its thresholds rest on, each in a line."""
    return tuple(_sources(framework, item, language))


def has_sources(framework: Framework) -> bool:
    """Whether any indicator names what it rests on besides the policy."""
    from convergence_cli.functions.cited import citations

    return any(citations(item) for item in framework.indicators)


def is_later(framework: Framework, citation: Citation) -> bool:
    """Whether what is cited was issued after the policy."""
    return bool(framework.issued) and citation.date > framework.issued


def _sources(framework: Framework, item: Indicator, language: Language) -> Iterator[str]:
    from convergence_cli.functions.cited import citations  # not for a command that only prints its version

    options = framework.options(item)
    for found in citations(item):
        cited = _cited(framework, found.citation, language)
        if found.option is not None:
            cited = say(language, "policy.of-option", option=options[found.option].in_(language), cited=cited)
        elif found.points is not None:
            cited = say(language, "policy.of-band", points=f"{score_tenths(found.points) / 10:g}", cited=cited)
        yield cited


def _cited(framework: Framework, citation: Citation, language: Language) -> str:
    """Title, number, day and address; what is later than the policy says so."""
    said = _joined((_titled(citation, language), citation.date, citation.url), language)
    return say(language, "policy.later", cited=said, date=framework.issued) if is_later(framework, citation) else said


def horizon(framework: Framework, measure: str, language: Language) -> str:
    """When the policy wants a measure done, with the years where the framework gives any."""
    wanted = framework.measure[measure].horizon
    if wanted is None:
        return ""
    word, years = say(language, f"terms.{wanted}"), framework.horizons.get(wanted)
    return say(language, "overdue.horizon", horizon=word, years=years) if years else word


def binding(framework: Framework, item: Indicator, language: Language) -> Iterator[str]:
    """How binding an indicator is, and when its measure is wanted, each in a phrase."""
    if item.obligation:
        yield say(language, "policy.obligation", obligation=obligation(item, language))
    if wanted := framework.measure[item.measure].horizon:
        yield say(language, "policy.horizon", horizon=say(language, f"terms.{wanted}"))


def _titled(cited: Source | Citation, language: Language) -> str:
    key = "policy.titled-and-numbered" if cited.number else "policy.titled"
    return say(language, key, title=cited.title.in_(language), number=cited.number)


def _joined(facts: tuple[str, ...], language: Language) -> str:
    return say(language, "policy.comma").join(fact for fact in facts if fact)
