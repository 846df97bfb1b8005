"""The compact baseline of a run, for later runs to be held to: see `saved/baseline.py`."""

from convergence_cli.model.assessment import Cohort
from convergence_cli.saved.baseline import BASELINE, head, line
from convergence_cli.saved.shape import Words


def render(cohort: Cohort) -> str:
    """The document, sorted by station and file; whoever could not be judged is not in it."""
    framework, told = cohort.framework, Words(language=cohort.language)
    ordered = sorted(cohort.stations, key=lambda entry: (entry.station, entry.file))
    lines = ((line(each, framework), told) for each in ordered)
    return BASELINE.text(head(framework, cohort.language), told, sparse=False, stations=lines)
