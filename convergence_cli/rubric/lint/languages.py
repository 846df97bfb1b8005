"""Texts for people: said in every language of the framework; where it has one, the same words stand for both.

So whatever prints a text need not know how many languages a framework has, and nothing of it is ever blank.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from typing import Any

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import LANGUAGES, Language
from convergence_cli.model.question import UNSAID, Text
from convergence_cli.rubric.lint.fault import FRAMEWORK_FILE, Fault, dotted, fault, measure_file
from convergence_cli.rubric.strict_yaml import Path
from convergence_cli.rubric.wording import PLAIN, with_texts

# YAML's folded text (`>-`) puts a space where a line ends, also between two Chinese characters.
MOST_IN_A_WORD = 60
_UNFIT = re.compile(r"[\[\]:*?/\\{}|\x00-\x1f]")
_BROKEN_CHINESE = re.compile(r"[\u4e00-\u9fff，。；：、）”] [\u4e00-\u9fff（“]")


def lint_texts(framework: Framework) -> Iterator[Fault]:
    """Every text for people stands in each language; where it stands it says something, in Chinese without spaces."""
    if len(set(framework.languages)) != len(framework.languages) or not framework.languages:
        yield fault(FRAMEWORK_FILE, ("languages",), "languages-not-apart", found=", ".join(framework.languages))
    files = [(measure_file(measure), measure) for measure in framework.measures]
    for file, part in [(FRAMEWORK_FILE, replace(framework, measures=(), expressions={})), *files]:
        yield from text_faults(file, part, (), framework.languages)


def lint_words(framework: Framework) -> Iterator[Fault]:
    """Words of its own take the place of ours within sentences and names of sheets, so they are short and plain."""
    for item in fields(framework.words):
        text = getattr(framework.words, item.name)
        words = [((), text)] if isinstance(text, str) else _words(text, ()) if text else []
        for at, word in words:
            if word != UNSAID and (len(word) > MOST_IN_A_WORD or _UNFIT.search(word)):
                found = {"found": word[:MOST_IN_A_WORD], "bound": str(MOST_IN_A_WORD)}
                yield fault(FRAMEWORK_FILE, ("words", item.name, *at), "word-unfit", **found)


def text_faults(file: str, part: Any, path: Path, languages: tuple[Language, ...]) -> Iterator[Fault]:
    """Faults of every text in a part of the model that stands at a path of a file."""
    for at, text in _words(part, path):
        if text == UNSAID and at[-1] in languages:
            yield fault(file, at, "yaml-missing-key", key=str(at[-1]))
        elif not text.strip():
            yield fault(file, at, "text-empty", key=dotted(at), languages=", ".join(languages))
        elif broken := _BROKEN_CHINESE.search(text):
            yield fault(file, at, "text-broken", "warning", found=broken[0])


def _words(node: Any, path: Path) -> list[tuple[Path, str]]:
    """Every text below a node of the model, with its path in the YAML."""
    if isinstance(node, Text):
        return [((*path, language), node.in_(language)) for language in LANGUAGES]
    children: Iterable[tuple[str | int, Any]]
    if isinstance(node, dict):
        children = node.items()
    elif isinstance(node, tuple):
        children = enumerate(node)
    else:
        children = [(item.name.rstrip("_"), getattr(node, item.name)) for item in fields(node)]
    return [word for step, child in children if type(child) not in PLAIN for word in _words(child, (*path, step))]


def spoken(framework: Framework) -> Framework:
    """The framework, of one language, with its words in place of those that it does not have."""
    if len(framework.languages) == len(LANGUAGES) or not framework.languages:
        return framework
    language = framework.languages[0]

    def in_one(text: Text) -> Text:
        return Text(zh=text.in_(language), en=text.in_(language))

    made: Framework = with_texts(framework, in_one)
    return made
