"""What does not belong in a questionnaire that many people read: numbers of persons, instructions of leaders."""

import re
import unicodedata
from typing import NamedTuple

_PERHAPS = re.compile(r"批示|[0-9０-９][0-9０-９\s-]{9}")
_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9](?:[ -]?[0-9]{4}){2}(?![0-9])")
_IDENTITY = re.compile(r"(?<![0-9])[0-9]{6}[ -]?[0-9]{8}[ -]?[0-9]{3}[0-9Xx](?![0-9A-Za-z])")
# GB 11643-1999: the last sign is the sum of the others, each with its weight, by eleven.
_WEIGHTS, _SIGNS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
_SHOWN_BEFORE, _SHOWN_AFTER = 3, 2


class Personal(NamedTuple):
    """What was found: the code of its problem, and as much of it as may be shown."""

    code: str
    shown: str


def personal_in(text: str) -> Personal | None:
    """The first thing in a text that looks like an identity number, a mobile number or an instruction of a leader."""
    if not _PERHAPS.search(text):
        return None
    plain = unicodedata.normalize("NFKC", text)
    identity = next((each[0] for each in _IDENTITY.finditer(plain) if _is_identity(each[0])), None)
    if identity is not None:
        return Personal("text-identity-number", _masked(identity))
    mobile = _MOBILE.search(plain)
    if mobile is not None:
        return Personal("text-mobile-number", _masked(mobile[0]))
    return Personal("text-instruction", "批示") if "批示" in plain else None


def _is_identity(written: str) -> bool:
    number = re.sub(r"[ -]", "", written).upper()
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return number[-1] == _SIGNS[total % 11]


def _masked(number: str) -> str:
    """A number by which nobody is known any more."""
    return number[:_SHOWN_BEFORE] + "*" * (len(number) - _SHOWN_BEFORE - _SHOWN_AFTER) + number[-_SHOWN_AFTER:]
