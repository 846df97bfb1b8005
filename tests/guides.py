"""The guides, cut into what is run."""

import re

_BLOCK = re.compile(r"(?:<!-- (?P<how>\w+) (?P<what>\S+) -->\n)?```(?P<kind>\w*)\n(?P<text>.*?)```", re.DOTALL)


def blocks(text: str) -> list[re.Match[str]]:
    return list(_BLOCK.finditer(text))
