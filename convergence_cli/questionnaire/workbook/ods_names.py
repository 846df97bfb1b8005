"""Names of OpenDocument, each with its namespace as libxml2 gives it, whatever prefix a file binds to it."""

_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TABLE, TEXT, STYLE = (_SPACE % name for name in ("office", "table", "text", "style"))
NUMBER, DRAW, DRAW_3D = (_SPACE % name for name in ("datastyle", "drawing", "dr3d"))
CONFIG = _SPACE % "config"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_KNOWN = (
    "{urn:oasis:names:tc:opendocument:",
    "{urn:org:documentfoundation:",
    "{urn:openoffice:",
    "{http://openoffice.org/",
)

ROW, CELL, COVERED = f"{TABLE}table-row", f"{TABLE}table-cell", f"{TABLE}covered-table-cell"


def is_foreign(tag: str) -> bool:
    """Whether a tag is of nobody's namespace: some programs look into such an element, others pass over it."""
    return not tag.startswith(_KNOWN)
