"""What every report has at hand while it is being made: words in one language, and what a framework calls its parts."""

from collections.abc import Mapping
from functools import cached_property
from typing import ClassVar

from convergence_cli.model.framework import Framework, Indicator, Measure
from convergence_cli.model.language import Language
from convergence_cli.texts import say


class Teller:
    """A framework's words and those of one catalogue, in one language."""

    catalogue: ClassVar[str]

    def __init__(self, framework: Framework, language: Language) -> None:
        self.framework, self.language = framework, language

    def word(self, key: str, **values: object) -> str:
        """Words of the report's own catalogue, `entry`, or of another one, `catalogue.entry`."""
        return say(self.language, key if "." in key else f"{self.catalogue}.{key}", **values)

    @cached_property
    def called(self) -> Mapping[str, str]:
        """Every part by its id: a chapter by its title, a measure and an indicator with the id before it."""
        parts: tuple[Measure | Indicator, ...] = (*self.framework.measures, *self.framework.indicators)
        labelled = {part.id: f"{part.id} {part.title.in_(self.language)}" for part in parts}
        return labelled | {part.id: part.title.in_(self.language) for part in self.framework.chapters}
