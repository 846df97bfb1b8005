"""Parts of an .ods workbook, written by hand."""

from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.workbook.ods import Ods, open_ods

SPACE = "urn:oasis:names:tc:opendocument:xmlns:%s:1.0"
SPACES = (
    "".join(
        f' xmlns:{prefix}="{SPACE % name}"'
        for prefix, name in {
            "office": "office",
            "table": "table",
            "text": "text",
            "style": "style",
            "number": "datastyle",
            "draw": "drawing",
        }.items()
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:x="urn:x"'
)


def content(tables: str, styles: str = "") -> bytes:
    """A content.xml of these tables and automatic styles."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{SPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    ).encode()


def opened(body: bytes, styles: bytes | None = None, bounds: Bounds | None = None) -> Ods:
    parts = {"content.xml": body} | ({} if styles is None else {"styles.xml": styles})
    return open_ods(parts.__getitem__, bounds or Bounds())
