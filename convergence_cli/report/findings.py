"""The gaps of a station in words, and what blocks its next level: said once, laid out by each format."""

from collections import Counter
from collections.abc import Iterator, Mapping
from operator import attrgetter

from convergence_cli import policy
from convergence_cli.model.assessment import BELOW_TARGET, Assessment, Blocker, Node, Result
from convergence_cli.model.display import shown
from convergence_cli.model.framework import Framework, Indicator, RedLineState
from convergence_cli.model.judged import Judged
from convergence_cli.model.language import Language
from convergence_cli.model.numbers import FULL, decimals_of, side_by_side
from convergence_cli.report.figures import NOTHING, gain, indicator_answer, marks, points, score, share
from convergence_cli.report.rules import rule_in_words
from convergence_cli.texts import say


def below_target(judged: Assessment) -> list[Result]:
    """Everything in play that was answered and is below its target, the gravest first."""
    below = (each for each in judged.results if each.outcome in BELOW_TARGET - {"unanswered"})
    return sorted(below, key=attrgetter("gravity"))


def unanswered(judged: Assessment) -> list[Result]:
    """What is in play and not answered yet: red lines first, then what is worth most. It is no gap, and may be none."""
    blank = (each for each in judged.results if each.outcome == "unanswered")
    return sorted(blank, key=lambda each: (each.red_line is None, -round(each.lost, 9)))


def scored_words(framework: Framework, item: Indicator, result: Result, language: Language) -> str:
    """The answer, or what it comes to that there is nothing to compute from; empty where there is neither."""
    if result.when_empty is not None:
        return say(language, f"findings.empty-{framework.emptied(item)}")
    return indicator_answer(framework, item, result.value, language)


def answer_words(framework: Framework, item: Indicator, result: Result, language: Language) -> str:
    """What was scored, in words; a computed value says so, and nothing says why there is nothing."""
    words = scored_words(framework, item, result, language)
    if result.when_empty is not None:
        return words
    if result.value is None:
        outcome = say(language, f"terms.{result.outcome}")
        return say(language, "findings.claim-not-computed", outcome=outcome) if result.computed else outcome
    return say(language, "findings.claim-computed", value=words) if result.computed else words


def source_of(framework: Framework, item: Indicator, result: Result, language: Language) -> str:
    """Where an answer was read or computed from."""
    if result.computed:
        titles = [
            say(language, "findings.table", title=table.title.in_(language)) for table in framework.tables_of(item)
        ]
        return say(language, "terms.list-separator").join(titles)
    location = result.answer.location if result.answer else None
    return location.place if location and location.cell else ""


def answered(framework: Framework, item: Indicator, result: Result, language: Language) -> str:
    """What was answered and where, in a sentence."""
    if result.answer is None and not result.computed:
        return say(language, "findings.no-row")
    source = source_of(framework, item, result, language) or say(language, "terms.nothing")
    if result.when_empty is not None:
        what = scored_words(framework, item, result, language)
        return say(language, "findings.empty", place=source, what=what)
    if result.value is None:
        place = result.answer.location.place if result.answer else ""
        return say(language, "findings.blank", place=place or source)
    key = "computed" if result.computed else "answered"
    answer = indicator_answer(framework, item, result.value, language)
    return say(language, f"findings.{key}", answer=answer, place=source)


def lapse_words(framework: Framework, item: Indicator, result: Result, language: Language) -> str:
    """Why an indicator does not apply, and as what it counts all the same; else empty.

    It is the reason given, or that there is nothing to compute from.
    """
    reason = result.answer.reason if result.answer else None
    if reason is not None:
        words = framework.reasons[reason].in_(language) if reason in framework.reasons else reason
        return say(language, f"findings.lapse-{framework.lapsed(item)}", reason=words) if result.is_lapsed else words
    return answered(framework, item, result, language) if result.when_empty == "not_applicable" else ""


def scoring_words(
    framework: Framework, item: Indicator, result: Result, profile: Mapping[str, object], language: Language
) -> str:
    """The rule, the target, and the points earned, on one line."""
    # What a colon introduces stands on the next lines; on one line it follows the colon.
    rule = rule_in_words(framework, item, profile, language)
    rule = rule.replace("：\n", "：").replace(":\n", ": ").replace("\n", say(language, "terms.clause-separator"))
    key = "rule-unanswered" if result.points is None else "rule"
    return say(
        language,
        f"findings.{key}",
        rule=rule,
        target=points(result.target).removesuffix(".0"),
        points=points(result.points),
    )


def steps_words(item: Indicator, result: Result, language: Language) -> str:
    """What the next step and the target would bring, and what they cost."""
    parts = []
    if result.next_step:
        facts = {"points": points(result.next_step.points), "gain": gain(result.next_step.gain)}
        parts.append(say(language, "findings.next-step", **facts))
    if result.to_target and (not result.next_step or result.to_target.points != result.next_step.points):
        parts.append(say(language, "findings.to-target", gain=gain(result.to_target.gain)))
    if item.effort:
        parts.append(say(language, "findings.effort", effort=policy.effort(item, language)))
    return say(language, "terms.clause-separator").join(parts)


def blocker_words(framework: Framework, blocker: Blocker, language: Language, *, with_ids: bool = True) -> str:
    """One condition of the next level that is not fulfilled; what it is about by id and title, or by title alone."""
    if blocker.kind == "that":
        because = framework.level[blocker.id].because
        return say(language, "findings.blocked-that", because=because.in_(language) if because else "")
    titles = {chapter.id: chapter.title.in_(language) for chapter in framework.chapters}
    for parts in (framework.measures, framework.indicators):
        named = ((item.id, item.title.in_(language)) for item in parts)
        titles |= {name: f"{name} {title}" if with_ids else title for name, title in named}
    have, need = _both_numbers(blocker)
    said = say(language, f"findings.blocked-{blocker.kind}", title=titles.get(blocker.id, ""), have=have, need=need)
    return say(language, "levels.evidenced", said=said) if blocker.on else said


def _both_numbers(blocker: Blocker) -> tuple[str, str]:
    """What there is and what it takes, told apart however close they are; a coverage in per cent."""
    if blocker.kind == "coverage":
        need = 100.0 * (blocker.need or 0.0)
        if blocker.have is None:
            return NOTHING, f"{points(need)}%"
        have, least = side_by_side(blocker.have * 100.0, need, max(1, decimals_of(need)))
        return f"{have}%", f"{least}%"
    if blocker.have is None or blocker.need is None:
        return NOTHING, score(blocker.need)
    if blocker.kind == "indicator":
        return side_by_side(blocker.have, blocker.need, max(1, decimals_of(blocker.need)))
    return shown().side_by_side(blocker.have, blocker.need)


def standing_words(node: Node, language: Language) -> str:
    """How far the whole has come to its targets, and its marks where it is a sheet of them."""
    said = say(language, "findings.toward", share=share(node.to_target))
    if node.marks is None:
        return said
    return said + say(language, "terms.clause-separator") + say(language, "findings.marks", marks=marks(node))


def level_reached(framework: Framework, judged: Judged, language: Language) -> str:
    """The level by its name, that there is none yet, or that none is given."""
    if judged.index.withheld is not None:
        return say(language, "station.level-withheld")
    return framework.level[judged.level].named(language) if judged.level else say(language, "station.no-level")


def unscored(framework: Framework, judged: Assessment, language: Language) -> Iterator[tuple[str, str]]:
    """Every question that was asked and is not scored: what it is called, and what was answered, in a sentence."""
    for item in framework.indicators:
        if not item.scored and item.in_scope(judged.profile):
            result = judged.result[item.id]
            told = lapse_words(framework, item, result, language) or answered(framework, item, result, language)
            yield say(language, "terms.labelled", id=item.id, title=item.title.in_(language)), told


def counts_besides(framework: Framework, judged: Assessment, language: Language) -> Iterator[str]:
    """What is to be said beside the six counts, a sentence each: what else was asked, and what counts all the same."""
    count = sum(1 for _ in unscored(framework, judged, language))
    if count:
        yield say(language, "station.unscored", count=count)
    lapsed = Counter(result.points for result in judged.results if result.is_lapsed)
    if lapsed:
        yield say(language, "station.lapsed", full=lapsed[FULL], zero=lapsed[0.0])


def level_names(framework: Framework, language: Language) -> dict[str, str]:
    """Each level as it is named."""
    return {level.id: level.named(language) for level in framework.levels}


def red_lines_not_kept(judged: Assessment) -> list[Result]:
    """Red lines missed, then those unanswered, each in the order of its list: `below_target`, `unanswered`."""
    return [each for each in (*below_target(judged), *unanswered(judged)) if each.red_line]


def red_line_mark(state: RedLineState, language: Language) -> str:
    """A red line that is not kept, in two words."""
    return say(language, f"terms.red-line-{state}")


def red_lines_words(framework: Framework, judged: Assessment, language: Language) -> str:
    """How many red lines apply to this station, how many are missed and how many unanswered."""
    states, held = Counter(judged.not_kept.values()), red_lines_held(framework, judged)
    key = "red-lines" if states else "no-red-lines" if held else "no-red-lines-apply"
    return say(language, f"station.{key}", held=held, missed=states["missed"], unanswered=states["unanswered"])


def red_lines_held(framework: Framework, judged: Assessment) -> int:
    """How many red lines are in play for this station, kept or not."""
    in_play = {result.id for result in judged.results if result.in_play}
    profile = judged.profile
    return sum(item.is_red_line(profile) and item.id in in_play for item in framework.indicators)
