"""A comparison as Markdown: for an issue, a pull request, or the summary of a CI job."""

from convergence_cli.model.comparison import Series
from convergence_cli.model.language import Language
from convergence_cli.report.compare.outline import outline
from convergence_cli.report.compare.sayings import station_of
from convergence_cli.report.marked import document
from convergence_cli.texts import say


def render(series: Series, language: Language) -> str:
    """The comparison, each section under its heading."""
    return document(say(language, "compare.title", station=station_of(series)), outline(series, language))
