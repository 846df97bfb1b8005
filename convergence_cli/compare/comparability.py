"""Whether two assessments may be compared, and what stands between them."""

from collections.abc import Iterator
from dataclasses import replace

from convergence_cli.errors import ConfigError, problem
from convergence_cli.functions.by import each
from convergence_cli.functions.cited import uncited
from convergence_cli.model.comparison import Comparability, Judged
from convergence_cli.model.expression import references
from convergence_cli.model.framework import Chapter, Framework, Indicator, Measure
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.model.score import Score
from convergence_cli.model.versions import Moves, moves_from


def check_comparable(old: Framework, new: Framework) -> None:
    """Raise ConfigError for two frameworks that are no versions of one another."""
    if old.id != new.id:
        raise ConfigError(problem("frameworks-differ", old=old.id, new=new.id))


def unasked(framework: Framework, form: Questionnaire) -> frozenset[str]:
    """Indicators of `framework` that a questionnaire of an earlier version had no way to answer.

    Those that are new since, those computed from a table or a column that is new, and those whose earlier answer
    fits no question of today.
    """
    moves = moves_from(framework, form.version) if form.version else None
    if moves is None:
        return frozenset()
    split = {name for names in moves.to.values() if len(names) > 1 for name in names}
    lost = {name for moved in form.moved for name in moved.to}
    return frozenset(
        item.id
        for item in framework.indicators
        if item.id in lost
        or (item.id not in form.answers and (moves.is_new(item.id) or item.id in split))
        or any(name in moves.added for name in _sources(framework, item))
    )


def pairs_of(old: Framework, new: Framework) -> tuple[tuple[Indicator, Indicator], ...]:
    """Each indicator that is the same question in two frameworks, however it is called."""
    if old.sha256 == new.sha256:
        return tuple(zip(new.indicators, new.indicators, strict=True))
    return tuple(_pairs(old, new, moves_from(new, old.version) or Moves()))


def in_common(old: Framework, new: Framework, new_questions: frozenset[str]) -> frozenset[str]:
    """The earlier framework's indicators whose answers are answers to the later one, too."""
    if old.sha256 == new.sha256:
        return frozenset(new.indicator) - new_questions
    return frozenset(was.id for was, now in pairs_of(old, new) if now.id not in new_questions)


def _sources(framework: Framework, item: Indicator) -> Iterator[str]:
    """The tables, columns, rows and answers that it is asked in or computed from, be it by way of others."""
    cell = item.ask.cell
    if cell is not None:
        yield from (cell.table, f"{cell.table}.{cell.column}", f"{cell.table}.{cell.row}")
    if item.ask.compute is not None:
        for found in references(framework.expressions[item.ask.compute]):
            if found.kind != "profile":
                yield found.id
            if found.from_table:
                yield from (f"{found.id}.{found.column}", f"{found.id}.{found.row}")
            elif found.kind == "answer":
                yield from _sources(framework, framework.indicator[found.id])


def comparability(
    old: Judged, new: Judged, new_questions: frozenset[str], gone_questions: frozenset[str]
) -> Comparability:
    """What differs between the two sides' frameworks and forms. Raises ConfigError where nothing is comparable."""
    forms = old.assessment.questionnaire.version, new.assessment.questionnaire.version
    return between(old.framework, new.framework, forms, new_questions, gone_questions)


def between(
    one: Framework,
    two: Framework,
    forms: tuple[str, str],
    new_questions: frozenset[str],
    gone_questions: frozenset[str] = frozenset(),
) -> Comparability:
    """What differs between two frameworks and two forms. Raises ConfigError where nothing is comparable."""
    check_comparable(one, two)
    alike = Comparability(
        kind="same",
        old_version=one.version,
        new_version=two.version,
        old_form=forms[0],
        new_form=forms[1],
        new_questions=tuple(item.id for item in two.indicators if item.id in new_questions),
        gone_questions=tuple(item.id for item in two.indicators if item.id in gone_questions),
    )
    if one.sha256 == two.sha256:
        return alike
    moves = moves_from(two, one.version) or Moves()
    pairs = list(_pairs(one, two, moves))
    dropped = (item.id for item in one.indicators if not _today(item.id, moves) & two.indicator.keys())
    return replace(
        alike,
        kind="edited" if one.version == two.version else "versions",
        gone_questions=(*alike.gone_questions, *dropped),
        moved=tuple((name, to) for name, to in moves.to.items() if to and name in one.indicator),
        asked_differently=tuple(item.id for item in two.indicators if item.id in moves.changed),
        rescored=tuple(now.id for was, now in pairs if _rule(one, was) != _rule(two, now)),
        reweighed=(
            *_reweighed(one, two),
            *(now.id for was, now in pairs if _weight(was) != _weight(now)),
        ),
    )


def _today(name: str, moves: Moves) -> set[str]:
    return set(moves.to.get(name, (name,)))


def _pairs(old: Framework, new: Framework, moves: Moves) -> Iterator[tuple[Indicator, Indicator]]:
    """Each indicator that is the same question in both, however it is called."""
    for item in old.indicators:
        names = _today(item.id, moves) & new.indicator.keys()
        if len(names) == 1:
            yield item, new.indicator[names.pop()]


def _rule(framework: Framework, item: Indicator) -> tuple[object, ...]:
    """All that decides what an answer earns and in which outcome."""
    return *earning(framework, item), item.target_for({}), item.target_by, item.red_line


def earning(framework: Framework, item: Indicator) -> tuple[object, ...]:
    """All that decides what an answer earns."""
    scales = [framework.scales[name].steps for name in _scales(item.score)]
    steps = [{name: step.points for name, step in scale.items()} for scale in scales]
    return (
        uncited(item.score),
        steps,
        item.ask.compute,
        item.ask.when_empty,
        item.scored,
        framework.lapsed(item),
    )


def _scales(score: Score) -> list[str]:
    return [own.scale for _, own in each(score) if own.scale]


def _reweighed(old: Framework, new: Framework) -> Iterator[str]:
    """`index`, chapters and measures, by id, whose weight or aggregate is another."""
    if _whole(old) != _whole(new):
        yield "index"
    before = _weights(old)
    for name, weighed in _weights(new).items():
        if before.get(name, weighed) != weighed:
            yield name


def _weights(framework: Framework) -> dict[str, tuple[object, ...]]:
    parts = framework.branches
    return {part.id: (*_weight(part), part.aggregate, part.maximum, part.needs_all) for part in parts}


def _weight(part: Indicator | Measure | Chapter) -> tuple[object, ...]:
    return part.weight_for({}), part.weight_by


def _whole(framework: Framework) -> tuple[object, ...]:
    return framework.aggregate, framework.maximum, framework.missing, framework.needs_all
