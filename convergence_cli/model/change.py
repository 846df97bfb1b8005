"""What became of a framework's ids between two of its versions: how last year's answers are read today."""

from dataclasses import field

from convergence_cli.model.keywords import Version
from convergence_cli.model.question import Text
from convergence_cli.value import value


@value
class Change:
    """One step of the version map. Ids are of indicators, profile questions, tables, columns (`table.column`), or
    options (`question.option`, `table.column.option`, `reasons.reason`)."""

    earlier: Version
    """The version that this step starts from."""
    version: Version
    """The version that it leads to."""
    renamed: dict[str, str] = field(default_factory=dict)
    """Old id to new id; the question is the same, and so is its answer."""
    split: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Old indicator to the new ones; its answer fits none of them, and is shown beside each."""
    merged: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """New indicator to the old ones; their answer is taken where they agree."""
    retired: dict[str, Text] = field(default_factory=dict)
    """Old id to why it is no longer asked."""
    changed: dict[str, Text] = field(default_factory=dict)
    """Id (of the new version) to what is asked differently; the answer is kept, and has to be looked at."""
    added: tuple[str, ...] = ()
    """What is new: ids, or a measure's id for all of its indicators."""
    per_option: tuple[str, ...] = ()
    """Indicators (ids of the new version) that took one evidence for all options before and take one for each since:
    what was named then counts for every option."""
    titles: dict[str, Text] = field(default_factory=dict)
    """A table or a column (id of the new version) to the title that it had before: sheets are found by it."""
    options: dict[str, dict[str, Text]] = field(default_factory=dict)
    """A question, profile question or column (id of the new version), or `reasons`: all options that it had before,
    in the order of their letters. Needed where words, order or ids differ; what became of an id stands under `renamed`
    or `retired`, as `question.option`, with the question by its new id."""
