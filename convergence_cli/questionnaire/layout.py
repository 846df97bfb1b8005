"""What writing and reading must agree on: sheets, columns, options as shown, the hidden identity."""

import re
from collections.abc import Iterable, Iterator

from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import LANGUAGES, Language
from convergence_cli.model.question import Ask, Text
from convergence_cli.model.questionnaire import YEARS_AHEAD
from convergence_cli.texts import say
from convergence_cli.texts.workbook import ALIASES, WORDS

IDENTITY_SHEET = "_convergence"
LISTS_SHEET = "_lists"
IDENTITY_KEYS = ("framework", "version", "sha256", "language", "level", "extends", "part")

QUESTION_COLUMNS = ("id", "measure", "question", "options", "answer", "evidence", "reason", "note", "hint", "who")
TARGET_COLUMNS = ("id", "question", "options", "aim", "target-0", "target-1", "target-2")
# The columns in which a station sets itself targets, for the year assessed and the years after it.
TARGET_YEARS = TARGET_COLUMNS[-YEARS_AHEAD:]
STATION_COLUMNS = ("id", "question", "options", "answer", "hint")
# Of a table with fixed rows, around those of its own: two before them, and one behind.
FIXED_COLUMNS = ("id", "row", "hint")
INPUT_COLUMNS = frozenset({"answer", "evidence", "reason", "note", *TARGET_YEARS})
# What the form says of a question; read back by nobody.
OWN_COLUMNS = frozenset({"measure", "question", "options", "hint", "who", "aim"})
# Of a table's sheet; its rows follow the header.
TOTAL_ROW, HEADER_ROW = 4, 5
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def table_sheet(title: Text, language: Language) -> str:
    """The name of the sheet of a table with this title, within what Excel allows."""
    name = say(language, "workbook.sheet-table", title=title.in_(language))
    # A name may not end in an apostrophe, which quotes it inside formulas.
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:31].rstrip("'")


def spellings(key: str) -> tuple[str, ...]:
    """Every accepted spelling of a header or sheet: in the words of the framework at hand, both languages, aliases."""
    own = (say(language, f"workbook.{key}") for language in LANGUAGES)
    return tuple(dict.fromkeys((*own, *WORDS[key], *ALIASES.get(key, ()))))


def is_computed_notice(text: str) -> bool:
    """Whether a text is our own notice, in either language, that a cell is computed and not asked."""
    ends = (pattern.split("{table}") for pattern in WORDS["computed"])
    return any(text.startswith(before) and text.endswith(after) for before, after in ends)


def option_row(name: str, option: str) -> str:
    """The id of the row in which one option of a question takes its evidence."""
    return f"{name}/{option}"


def _scoring_hints(framework: Framework, item: Indicator, language: Language) -> list[str]:
    """That a question is not scored, or what a not-applicable answer to it counts as."""
    if not item.scored:
        return [say(language, "workbook.not-scored")]
    lapsed = framework.lapsed(item)
    return [say(language, f"workbook.lapsed-{lapsed}")] if item.not_applicable and lapsed != "excluded" else []


def letters_of(options: Iterable[str]) -> dict[str, str]:
    """Option -> the letter by which it is ticked."""
    return dict(zip(options, LETTERS, strict=False))


def accepted(ask: Ask, options: dict[str, Text], language: Language, ticking: str) -> str:
    """What may be answered: the options of a question, each on a line, else its unit; `ticking` says how to tick."""
    if ask.type == "many_of":
        return "\n".join([*lettered(options, language), ticking])
    if options:
        return "\n".join(text.in_(language) for text in options.values())
    if ask.type == "yes_no":
        return f"{say(language, 'workbook.yes')} / {say(language, 'workbook.no')}"
    if ask.unit:
        return ask.unit.in_(language)
    return "%" if ask.type == "percent" else ""


def question_columns(framework: Framework) -> tuple[str, ...]:
    """The columns of the sheet of questions: that of departments where the framework names any."""
    return tuple(key for key in QUESTION_COLUMNS if key != "who" or "who" in framework.says)


def hints(framework: Framework, item: Indicator, language: Language) -> Iterator[str]:
    """What is said beside a question: its criteria, its evidence, and how it is scored."""
    if item.ask.criteria:
        yield item.ask.criteria.in_(language)
    if item.evidence.hint:
        key = "evidence-wanted" if item.evidence.required else "evidence-optional"
        yield say(language, f"workbook.{key}", hint=item.evidence.hint.in_(language))
    if item.evidence.per_option:
        yield say(language, "workbook.evidence-by-option")
    yield from _scoring_hints(framework, item, language)


def lettered(options: dict[str, Text], language: Language) -> list[str]:
    """Options of a many_of question as shown, one line each: `A. …`."""
    return [f"{letter}. {options[option].in_(language)}" for option, letter in letters_of(options).items()]
