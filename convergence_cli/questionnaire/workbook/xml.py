"""XML of workbooks parsed by libxml2: bounded before, nothing fetched, nothing that two readers take differently."""

import re
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar

from convergence_cli.questionnaire.bounds import RefusalError
from convergence_cli.questionnaire.extent import too_large

# What libxml2 makes of a part takes about a hundred bytes for each tag, attribute and text: 250 MB at most.
_MAX_NODES = 2_500_000
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
"""A number as XML has it, without what is none: NaN, infinities."""
_SMALL = 1 << 16
T = TypeVar("T")
_ENCODINGS = frozenset({"UTF-8", "UTF8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII", "ASCII"})


def once_for_alike(most: int) -> Callable[[Callable[[str, bytes], T]], Callable[[str, bytes], T]]:
    """Of a reader of parts, by name and bytes: what so many small ones say is kept, and nobody may change it.

    One program writes many parts alike into all of its files.
    """

    def decorated(read: Callable[[str, bytes], T]) -> Callable[[str, bytes], T]:
        kept = lru_cache(maxsize=most)(read)

        @wraps(read)
        def reading(name: str, body: bytes) -> T:
            return kept(name, body) if len(body) < _SMALL else read(name, body)

        return reading

    return decorated


def parse(name: str, body: bytes) -> Any:
    """The root element of a part, without comments and processing instructions; raises RefusalError.

    Texts on both sides of a comment, CDATA and references to characters are one text, as every program that shows a
    workbook takes them.
    """
    from lxml import etree

    check_nodes(name, body)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusalError("file-damaged", found=f"{name}: {str(error).partition(chr(10))[0][:120]}") from None
    about = root.getroottree().docinfo
    if about.doctype or about.internalDTD is not None:
        raise RefusalError("xml-entity", part=name)
    if (about.encoding or "UTF-8").upper() not in _ENCODINGS:
        raise RefusalError("xml-encoding", part=name, found=ascii(about.encoding)[1:-1])
    return root


# The two editions of the standard; a part is written in one of them throughout.
_MAIN = frozenset(
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"}
)


def main_namespace(root: Any, name: str, part: str) -> str:
    """The edition of the standard in which a part is written; raises RefusalError where it is another thing."""
    space, _, tag = str(root.tag).rpartition("}")
    if tag != name or space[1:] not in _MAIN:
        raise RefusalError("xml-unusual", part=f"{part} <{tag}>")
    return space[1:]


def child(root: Any, tag: str, part: str) -> Any:
    """The one child with a tag, None for none; raises RefusalError for several, and for one that stands deeper.

    In a branch of mc:AlternateContent it would be there for some programs, and for others not.
    """
    found = list(root.iter(tag))
    if len(found) > 1 or (found and found[0].getparent() is not root):
        raise RefusalError("xml-unusual", part=f"{part} <{local(tag)}>")
    return found[0] if found else None


def only(table: Any, tag: str, part: str) -> list[Any]:
    """The children of a table (none, if it is None), all of one tag; raises RefusalError for any other child.

    Another one between them may stand for some of them, and where they are counted it gives those that follow
    another meaning.
    """
    found = [] if table is None else list(table)
    for item in found:
        if item.tag != tag:
            raise RefusalError("xml-unusual", part=f"{part} <{local(item.tag)}>")
    return found


def check_nodes(name: str, body: bytes) -> None:
    """Refuse a part of too many tags and attributes before anything is made of them; raises RefusalError."""
    # Counted and not parsed: each node begins with one of these, and each attribute brings a text as well.
    nodes = body.count(b"<") + 2 * body.count(b"=")
    if nodes > _MAX_NODES:
        raise too_large(name, f"{nodes:,}", f"{_MAX_NODES:,}", "max-part")


def local(tag: Any) -> str:
    """The name of a tag without its namespace."""
    return str(tag).rpartition("}")[2]


def truth(text: str | None) -> bool:
    """Whether an attribute says yes."""
    return text is not None and text.strip().lower() in ("1", "true", "on")
