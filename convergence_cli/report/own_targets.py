"""Targets that a station set itself, held against its answers, in words: every report says them so."""

from collections.abc import Iterator

from convergence_cli.functions.registry import turns_of
from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.numbers import score_tenths
from convergence_cli.model.own_target import OwnOutcome, OwnState, OwnSum
from convergence_cli.model.questionnaire import YEARS_AHEAD, Answered
from convergence_cli.questionnaire.layout import letters_of
from convergence_cli.report.cells import Cell, Tone
from convergence_cli.report.document import Block, Column, Paragraph, Row, Section, Table
from convergence_cli.report.figures import indicator_answer, plain, printed_number, printed_step
from convergence_cli.texts import say

OWN_TONES: dict[OwnState, Tone] = {"reached": "met", "missed": "unmet", "unanswered": "unanswered"}


def aimed_words(framework: Framework, item: Indicator, target: Answered, language: Language) -> str:
    """A target of the station's own as people read it; what may be points instead of options says so."""
    if item.ask.type == "many_of" and isinstance(target, float):
        return say(language, "own.points", points=plain(target))
    return indicator_answer(framework, item, target, language)


def state_words(own: OwnOutcome, language: Language) -> str:
    """Whether it was reached, and that it asks for less than the framework where it does."""
    said = say(language, f"own.{own.state}")
    if not own.below:
        return said
    return say(language, "terms.clause-separator").join((said, say(language, "own.below")))


def distance_words(framework: Framework, item: Indicator, result: Result, language: Language) -> str:
    """How far the answer lies from the target, in the answer's own unit; empty where there is no distance."""
    own = result.own
    if own is None or own.state == "unanswered":
        return ""
    if isinstance(own.target, tuple):
        there = result.value if isinstance(result.value, tuple) else ()
        letters = letters_of(framework.options(item))
        lacking = [letters[option] for option in own.target if option not in there]
        return say(language, "own.lacking", letters="".join(lacking)) if lacking else ""
    if own.by is None:
        return ""
    if item.ask.type == "date":
        return say(language, "own.by-days", by=_signed(own.by))
    if item.ask.type == "many_of":
        return say(language, "own.points", points=points_words(own))
    by = _printed_by(item, result.value, own)
    if item.ask.type == "percent":
        return say(language, "own.by-percent", by=by)
    unit = item.ask.unit.in_(language) if item.ask.unit else ""
    return say(language, "own.by-number", by=by, unit=unit).strip()


def _printed_by(item: Indicator, given: Answered | None, own: OwnOutcome) -> str:
    """The answer less the target as the two are printed; of what is printed alike and is not, that it is little."""
    assert isinstance(given, int | float)
    assert isinstance(own.target, int | float)
    kind, turns = item.ask.type, turns_of(item.score)
    times = 100 if kind == "percent" else 1
    moved = printed_number(given, kind, turns) - printed_number(own.target, kind, turns)
    if own.by and not moved:
        return f"{'<' if own.by > 0 else '>-'}{(times * printed_step(kind)).normalize()}"
    return _signed(float(times * moved))


def _signed(number: float) -> str:
    return f"+{plain(number)}" if number > 0 else plain(number)


def own_words(framework: Framework, item: Indicator, result: Result, language: Language) -> str:
    """The target, what came of it, and by how much, on one line; empty where the station set none."""
    own = result.own
    if own is None:
        return ""
    target = aimed_words(framework, item, own.target, language)
    said = say(language, "own.line", target=target, state=state_words(own, language))
    distance = distance_words(framework, item, result, language)
    by = points_words(own)
    parts = (said, distance, say(language, "own.by-points", by=by) if by else "")
    return say(language, "terms.clause-separator").join(filter(None, parts))


def points_words(own: OwnOutcome) -> str:
    """How many points more or less than the target's, as the two are printed; empty where there is no answer."""
    if own.points_by is None:
        return ""
    tenths = score_tenths(own.points + own.points_by) - score_tenths(own.points)
    return f"{tenths / 10:+.1f}" if tenths else "0.0"


def sum_words(found: OwnSum, language: Language) -> str:
    """How many were set, reached, missed and not answered."""
    facts = {"set": found.set, "reached": found.reached, "missed": found.missed, "unanswered": found.unanswered}
    return say(language, "own.sum", **facts)


def not_reached(judged: Assessment) -> list[Result]:
    """Those that were missed, then those without an answer, each in the framework's order."""
    open_ = [result for result in judged.results if result.own and result.own.state != "reached"]
    return sorted(open_, key=lambda result: result.own is not None and result.own.state == "unanswered")


def own_sections(framework: Framework, judged: Assessment, language: Language, depth: int = 1) -> tuple[Section, ...]:
    """On paper: what came of each target, those that were not reached first; none where the station set none."""
    if not judged.questionnaire.own_targets:
        return ()
    title = say(language, "own.title")
    blocks = tuple(_blocks(framework, (judged,), language, several=False))
    return (Section(title=title, blocks=blocks, where="paper", depth=depth).on("paper"),)


def own_sheet(framework: Framework, stations: tuple[Assessment, ...], language: Language) -> Section | None:
    """All targets of all stations; None where nobody set any."""
    having = tuple(judged for judged in stations if judged.questionnaire.own_targets)
    if not having:
        return None
    blocks = tuple(_blocks(framework, having, language, several=len(stations) > 1))
    return Section(title=say(language, "own.title"), blocks=blocks, own_sheet=True, where="sheet")


def _blocks(
    framework: Framework, stations: tuple[Assessment, ...], language: Language, *, several: bool
) -> Iterator[Block]:
    yield Paragraph(text=say(language, "own.about"))
    for judged in stations:
        if judged.own_sum:
            said = sum_words(judged.own_sum, language)
            yield Paragraph(text=f"{judged.station}  {said}" if several else said, tone="strong")

    def title(key: str) -> str:
        return say(language, key)

    columns = (
        *((Column(title=title("terms.station"), width=18.0),) if several else ()),
        Column(title=title("terms.indicator"), width=34, share=26),
        Column(title=title("terms.answer"), width=18, share=14),
        Column(title=title("own.framework-target"), kind="points", width=12, share=9),
        Column(title=title("own.target"), width=18, share=14),
        Column(title=title("own.state"), kind="middle", width=20, share=14),
        Column(title=title("own.distance"), width=18, share=12),
        Column(title=title("own.points-by"), kind="middle", width=10, share=9),
        Column(title=title("own.next-1"), width=18, share=12),
        Column(title=title("own.next-2"), width=18, share=12),
    )
    rows = tuple(row for judged in stations for row in _rows(framework, judged, language, several=several))
    yield Table(columns=columns, rows=rows, frozen=2 if several else 1)


def _rows(framework: Framework, judged: Assessment, language: Language, *, several: bool) -> Iterator[Row]:
    first = {result.id: at for at, result in enumerate(not_reached(judged))}
    named = [item for item in framework.indicators if item.id in judged.questionnaire.own_targets]
    for item in sorted(named, key=lambda item: first.get(item.id, len(first))):
        result = judged.result[item.id]
        own = result.own
        ahead = {each.ahead: each.value for each in judged.questionnaire.own_targets[item.id]}
        years = (aimed_words(framework, item, ahead[at], language) if at in ahead else "" for at in range(YEARS_AHEAD))
        now, *later = years
        state = Cell(content=state_words(own, language), tone=OWN_TONES[own.state]) if own else _no_state(now, language)
        yield Row(
            cells=(
                *((judged.station,) if several else ()),
                f"{item.id}\n{item.title.in_(language)}",
                indicator_answer(framework, item, result.value, language) or say(language, f"terms.{result.outcome}"),
                result.target,
                *(now, state, distance_words(framework, item, result, language)),
                points_words(own) if own else "",
                *later,
            )
        )


def _no_state(now: str, language: Language) -> str:
    """Of a year without a target nothing; of an indicator that is not in play that there is nothing to hold it to."""
    return say(language, "own.not-in-play") if now else ""
