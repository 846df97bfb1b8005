"""A comparison for programs: every number in full precision, every word in the report's language."""

from operator import attrgetter

from convergence_cli.model.comparison import (
    Comparability,
    Comparison,
    Judged,
    NodeChange,
    Promise,
    Series,
    Shift,
    Split,
)
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.own_target import OwnOutcome
from convergence_cli.report.comparison.sayings import labels, movement_words, station_of, whole_split
from convergence_cli.report.wording import TITLE, scores, words_of
from convergence_cli.saved.mapping import Document, Key, Shape, every_field
from convergence_cli.saved.shape import PROBLEM, Words
from convergence_cli.value import value


def render(series: Series, language: Language) -> str:
    """The whole series as one JSON document; two assessments are a series with one step."""
    return COMPARISON.text(series, Words(language=language))


@value
class _Moment:
    """One assessment of the series."""

    label: str
    """The year that it assesses, or its number."""
    judged: Judged


def _moments(series: Series, _: object) -> tuple[_Moment, ...]:
    pairs = zip(series.moments, labels(series), strict=True)
    return tuple(_Moment(label=label, judged=moment) for moment, label in pairs)


@value
class _Whole:
    """From the first assessment to the last."""

    change: float
    """Points of the index."""
    split: Split


def _whole(series: Series, _: object) -> _Whole | None:
    found = whole_split(series)
    return None if found is None else _Whole(change=found[0], split=found[1])


def _side(which: str) -> Shape:
    """An indicator before or after."""
    given = attrgetter(f"value_{which}")
    return Shape(
        Shift,
        f"points={which} outcome=outcome_{which} value=value_{which}",
        ("answer", str, "The value as people read it.", lambda shift, told: told.answer(shift.id, given(shift))),
        name=which.capitalize(),
    )


COMPARABILITY = Shape(
    Comparability,
    "kind old_version new_version old_form new_form new_questions gone_questions",
    ("moved", dict[str, tuple[str, ...]], "Earlier id to today's ones.", lambda found, _: dict(found.moved)),
    "asked_differently rescored reweighed",
)
_CHANGE = Shape(NodeChange, "id before carried after change", name="Change")
COMPARISON = Document(
    Shape(
        Series,
        ("station", str, "By its name in the latest assessment.", lambda series, _: station_of(series)),
        *("by_period", ("moments", tuple[_Moment, ...], "The assessments in order.", _moments), "steps"),
        ("whole", _Whole | None, "All steps together; null where one of them does not split.", _whole),
        name="Comparison",
    ),
    Shape(
        _Moment,
        "label judged.assessment.station judged.assessment.questionnaire.file judged.assessment.sha256",
        "judged.framework index=judged.assessment.index.score withheld=judged.assessment.index.withheld??",
        "judged.assessment.index.coverage",
        "judged.assessment.level",
        ("chapters", dict[str, float | None], "Scores by id.", lambda it, _: scores(it.judged.assessment.chapters)),
        name="Moment",
    ),
    Shape(
        Framework,
        "id version sha256",
        ("title", str, "In the language of the document.", lambda framework, told: framework.title.in_(told.language)),
        name="TitledFramework",
    ),
    Shape(
        Comparison,
        *(
            "comparability directly_comparable=is_direct change split effects_add_up=additive",
            Key(name="index", path="index", inner=_CHANGE),
        ),
        "chapters measures counts red_lines_before red_lines_after promises indicators=shifts problems",
        name="ComparisonStep",
        tell=lambda step, told: words_of(step.new.framework, told.language),
    ),
    COMPARABILITY,
    every_field(Promise),
    every_field(OwnOutcome),
    Shape(NodeChange, TITLE, *_CHANGE.keys, name="TitledChange"),
    Shape(
        Shift,
        *("id", TITLE, "measure chapter movement"),
        ("movement_words", str, "In words.", lambda shift, told: movement_words(shift.movement, told.language)),
        *(("before", _side("before")), ("after", _side("after")), "weight effect"),
    ),
    Shape(_Whole, "change split", name="Whole"),
    every_field(Split),
    PROBLEM,
)
