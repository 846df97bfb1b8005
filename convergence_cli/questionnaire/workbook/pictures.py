"""Pictures in cells: WPS and Excel write one as a formula, whose result may be kept as a text of its own."""

import re

_FORMULA = re.compile(r"[\s=+@]*(?:(?:_xl[a-z]+|COM\.MICROSOFT)\.)*(?:DISPIMG|IMAGE)\s*\(", re.IGNORECASE)


def shows_picture(formula: str) -> bool:
    """Whether a formula, with its sign or without, shows a picture."""
    return _FORMULA.match(formula) is not None


def is_picture(text: str) -> bool:
    """Whether a text is a formula that shows a picture; the name of a file, image(1).png, is none."""
    return "=" in text and text.lstrip().startswith("=") and shows_picture(text)
