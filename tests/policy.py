"""The text of the policy, where it is there to be compared with."""

import re
from pathlib import Path

import pytest

POLICY = Path(__file__).resolve().parent.parent.parent / "shared" / "policy"


pytestmark = pytest.mark.skipif(not POLICY.is_dir(), reason="the policy's text is not beside this checkout")
_WIDTHS = str.maketrans("，。；：、！？（）“”‘’", ",.;:,!?()\"\"''")


def plain(text: str) -> str:
    """Without the width of punctuation, which editions of the text print differently."""
    return re.sub(r"\s", "", text.translate(_WIDTHS))


def clauses() -> dict[str, str]:
    text = (POLICY / "clauses.md").read_text("utf-8")
    return {found[1]: found[2] for found in re.finditer(r"^- `(\d\d\.\d+)` (.*)$", text, re.MULTILINE)}
