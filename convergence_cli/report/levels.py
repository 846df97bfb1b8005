"""What each level asks for, in words: the same in every format, in the catalogue and in `explain`."""

from collections.abc import Iterator

from convergence_cli.model.framework import Framework, Level
from convergence_cli.model.language import Language
from convergence_cli.report import figures
from convergence_cli.texts import say


def condition_words(framework: Framework, level: Level, language: Language) -> tuple[str, ...]:
    """Every condition of a level, one text each."""
    return tuple(_conditions(framework, level, language))


def _conditions(framework: Framework, level: Level, language: Language) -> Iterator[str]:
    def told(key: str, need: float, title: str = "") -> str:
        shown = figures.plain(need) if key == "indicator" else figures.threshold(need)
        said = say(language, f"levels.{key}", need=shown, title=title)
        return said if level.on == "score" else say(language, "levels.evidenced", said=said)

    if level.index is not None:
        yield told("index", level.index)
    if level.chapter is not None:
        yield told("every-chapter", level.chapter)
    for key, needs in (("chapter", level.chapters), ("measure", level.measures), ("indicator", level.indicators)):
        titles = getattr(framework, key)
        for name, need in needs.items():
            title = titles[name].title.in_(language)
            yield told(key, need, title if key == "chapter" else f"{name} {title}")
    if level.coverage is not None:
        yield say(language, "levels.coverage", need=figures.percentage(level.coverage))
    if level.red_lines:
        yield say(language, "levels.red-lines")
    if level.because is not None:
        yield level.because.in_(language)
