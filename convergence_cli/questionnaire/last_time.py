"""What a form knows of the answers that were carried into it from another year: a digest of each, no answer itself.

So a clerk need only check the form, without last year's file, to learn which answers nobody has touched.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping

from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Answer, Answered, TableRead

KEY = "last:"
"""Before the id of a question or table, in the hidden sheet."""
_DIGITS = 16


def digests(answers: Mapping[str, Answer], tables: Mapping[str, TableRead]) -> dict[str, str]:
    """Question or table -> the digest of what it was answered; of what is blank there is none."""
    found = {
        name: _digest([_plain(answer.value), answer.reason])
        for name, answer in answers.items()
        if answer.value is not None or answer.reason is not None
    }
    for name, read in tables.items():
        rows = [[row.id, sorted((key, _plain(given)) for key, given in row.values.items())] for row in read.rows]
        if rows or read.confirmed_empty:
            found[name] = _digest(rows)
    return found


def unchanged(
    last: Mapping[str, str], framework: Framework, answers: Mapping[str, Answer], tables: Mapping[str, TableRead]
) -> Iterator[tuple[str, str]]:
    """What stands as it was carried in, in Chinese and English: questions by id and title, tables by title."""
    now = digests(answers, tables) if last else {}
    for item in framework.indicators:
        if item.id in last and now.get(item.id) == last[item.id]:
            yield f"{item.id} {item.title.zh}", f"{item.id} {item.title.en}"
    for table in framework.tables:
        if table.id in last and now.get(table.id) == last[table.id]:
            yield f"《{table.title.zh}》", f"“{table.title.en}”"


def _plain(given: Answered | None) -> object:
    """A value as JSON has it, whatever kind of number the sheet made of it."""
    if isinstance(given, int | float) and not isinstance(given, bool):
        return f"{float(given):.12g}"
    return list(given) if isinstance(given, tuple) else given


def _digest(content: object) -> str:
    # A letter first: digits alone would be a number to a spreadsheet.
    return "d" + hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:_DIGITS]
