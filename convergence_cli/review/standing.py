"""(Framework, Assessment, Review) -> Reviewed: the scores side by side."""

from collections import Counter

from convergence_cli.model.assessment import Assessment
from convergence_cli.model.evidence import Staged
from convergence_cli.model.framework import Framework
from convergence_cli.model.review import RULINGS, Review, Reviewed
from convergence_cli.scoring.backing import backing
from convergence_cli.scoring.verified import standings


def reviewed(framework: Framework, judged: Assessment, review: Review) -> Reviewed:
    """What the review leaves of the assessment."""
    by_id = standings(framework, judged, {item.id: item.ruling for item in review.ruled})
    counts = Counter(item.ruling for item in review.ruled)
    verified = Staged(stage="verified", answers=counts["upheld"], of=len(review.ruled), score=by_id["index"].verified)
    return Reviewed(
        assessment=judged,
        review=review,
        index=by_id["index"],
        chapters=tuple(by_id[node.id] for node in judged.chapters),
        measures=tuple(by_id[node.id] for node in judged.measures),
        counts={ruling: counts[ruling] for ruling in RULINGS},
        evidence=(*backing(framework, judged).stages, verified),
    )
