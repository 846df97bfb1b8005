"""The whole, every chapter and every measure below it, as rows of any numbers that go by them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report.cells import Content
from convergence_cli.report.document import Row

_INDENT = "\u3000"


class _Node(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Node)


def tree(
    framework: Framework,
    language: Language,
    whole: tuple[str, T],
    below: tuple[Sequence[T], Sequence[T]],
    numbers: Callable[[T], tuple[Content, ...]],
) -> Iterator[Row]:
    """Chapter, measure, and (for paper) the one of both with its depth, then the numbers of the node.

    `whole` is what the whole is called, and its node; `below` are the nodes of chapters and of measures.
    """

    def row(chapter: str, measure: str, depth: int, node: T) -> Row:
        names = chapter, measure, depth * _INDENT + (measure or chapter)
        return Row(cells=(*names, *numbers(node)), tone="plain" if measure else "strong")

    chapters, measures = below
    by_id = {node.id: node for node in measures}
    labels = {item.id: f"{item.id} {item.title.in_(language)}" for item in framework.measures}
    yield row(whole[0], "", 0, whole[1])
    for chapter, node in zip(framework.chapters, chapters, strict=True):
        title = chapter.title.in_(language)
        yield row(title, "", 1, node)
        for name in chapter.measures:
            yield row(title, labels[name], 2, by_id[name])
