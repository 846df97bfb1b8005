"""Whether a text that should be Chinese has English sentences in it."""

import re

# What may be English: commands to be typed, options, ids, file names, what stands in the brackets of a code.
_NAMES = re.compile(r"convergence(?: [a-z]+)*|--[a-z-]+(?: [A-Z|.]+)?|\[[a-z-]+\]|[\w./-]*\.[A-Za-z]+\b|[A-Z]+\d+\S*")
_SENTENCE = re.compile(r"[A-Za-z']{2,}(?: [a-z']{2,}){2,}")


def english(text: str) -> list[str]:
    """Runs of three words or more."""
    return _SENTENCE.findall(_NAMES.sub("，", text))
