"""What a review leaves of the scores, for programs: every number in full precision."""

from convergence_cli.model.assessment import Result
from convergence_cli.model.evidence import Staged
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.review import Review, Reviewed, Ruled, Standing
from convergence_cli.report.wording import FRAMEWORK, TITLE, words_of
from convergence_cli.saved.mapping import Document, Key, Shape, every_field, of
from convergence_cli.saved.shape import PROBLEM
from convergence_cli.value import value


@value
class _Whole:
    """What the document is made of."""

    framework: Framework
    reviewed: Reviewed


def render(reviewed: Reviewed, framework: Framework, language: Language) -> str:
    """The report as one JSON document."""
    return REVIEW.text(_Whole(framework=framework, reviewed=reviewed), words_of(framework, language))


@value
class _Ruling:
    """One answered indicator in play, and what the reviewer said of it."""

    ruled: Ruled
    result: Result


def _rulings(whole: _Whole, _: object) -> tuple[_Ruling, ...]:
    results = {result.id: result for result in whole.reviewed.assessment.results}
    return tuple(_Ruling(ruled=ruled, result=results[ruled.id]) for ruled in whole.reviewed.review.ruled)


_STANDING = Shape(Standing, "id score evidenced verified unrefuted")
_RULINGS = ("rulings", tuple[_Ruling, ...], "In the framework's order.", _rulings)
REVIEW = Document(
    Shape(
        _Whole,
        "framework reviewed.assessment.station reviewed.assessment.questionnaire.file reviewed.assessment.sha256",
        "reviewed.evidence",
        *("reviewed.review reviewed.counts", Key(name="index", path="reviewed.index", inner=_STANDING)),
        *("reviewed.chapters reviewed.measures", _RULINGS, "reviewed.review.problems"),
        name="Review",
        meaning="The scores that a review leaves, and every ruling.",
    ),
    FRAMEWORK,
    Shape(Review, "file sha256", name="ReviewFile"),
    every_field(Staged),
    Shape(Standing, TITLE, *_STANDING.keys, name="TitledStanding"),
    Shape(
        _Ruling,
        *of("ruled", Shape(Ruled, "id", TITLE)),
        ("answer", str, "As people read it.", lambda item, told: told.answer(item.result.id, item.result.value)),
        "result.points ruled.ruling ruled.said ruled.stale",
        "ruled.reviewer ruled.date ruled.remark ruled.location.sheet ruled.location.cell",
        name="Ruling",
    ),
    PROBLEM,
)
