"""What a cell's style makes of its value, in every format of workbook."""

from dataclasses import dataclass

from convergence_cli.questionnaire.workbook.formats import has_text_section, is_date

_GENERAL = ("", "general", "g/通用格式")


@dataclass(frozen=True, slots=True)
class Look:
    """What is shown otherwise than a plain value."""

    format: str = ""
    """The number format, "" for General."""
    is_date: bool = False
    in_texts: bool = False
    """Whether the format has a say in how a text is shown."""
    struck: bool = False
    raised: bool = False


PLAIN = Look()


def look(code: str, *, struck: bool = False, raised: bool = False) -> Look:
    """The look of a number format and a font."""
    if code.strip().casefold() in _GENERAL:
        return Look(struck=struck, raised=raised) if struck or raised else PLAIN
    return Look(format=code, is_date=is_date(code), in_texts=has_text_section(code), struck=struck, raised=raised)
