"""What writing the reviewer's workbook and reading it must agree on: sheets, columns, claims, words."""

import json

from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.question import ProfileQuestion, Text
from convergence_cli.texts.review import WORDS

IDENTITY_SHEET = "_review"
IDENTITY_KEYS = ("framework", "version", "sha256", "language", "station", "workbook")
COLUMNS = (
    "id",
    "measure",
    "question",
    "answer",
    "where",
    "points",
    "evidence",
    "evidence-required",
    "files",
    "ruling",
    "reviewer",
    "date",
    "remark",
)
INPUTS = ("ruling", "reviewer", "date", "remark")


def _text(key: str) -> Text:
    zh, en = WORDS[key]
    return Text(zh=zh, en=en)


RULING = ProfileQuestion(
    id="ruling",
    title=_text("ruling"),
    type="one_of",
    options={name: _text(name) for name in ("upheld", "refuted", "pending")},
)
DATE = ProfileQuestion(id="date", title=_text("date"), type="date")


def claimed(judged: Assessment) -> tuple[Result, ...]:
    """What there is to rule on: every answered indicator in play, computed ones included."""
    return tuple(result for result in judged.results if result.points is not None)


def claim(result: Result) -> str:
    """An answer as a text that is the same as long as the answer is, and that no sheet takes for a number."""
    given = result.value
    if result.when_empty is not None:
        return f"v nothing: {result.when_empty}"
    if isinstance(given, float | int) and not isinstance(given, bool):
        return f"v {given:.12g}"
    return f"v {json.dumps(given, ensure_ascii=False)}"
