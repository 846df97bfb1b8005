"""What plain XML is: whole tags, no comment, no letter that stands for another one but the five entities."""

import re

# Larger parts are somebody's long lists: they are rare, and taking them apart would take memory.
LARGEST = 1 << 20
_TAG = re.compile(rb"<[^<>\"']*(?:\"[^\"<]*\"[^<>\"']*|'[^'<]*'[^<>\"']*){0,40}>")
_ODD_ENTITY = re.compile(rb"&(?!(?:lt|gt|quot|apos|amp);)")
_ENCODED = re.compile(rb"_x[0-9A-Fa-f]{4}_")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


def is_small(body: bytes) -> bool:
    """Whether a part is short enough to be taken apart, and nothing but tags and texts."""
    return len(body) <= LARGEST and not _has(body, b"!", b"<!")


def is_odd(body: bytes) -> bool:
    """Whether something stands in a text for another letter than it is, beyond the entities of every program."""
    return (
        b"\r" in body
        or (b"&" in body and _ODD_ENTITY.search(body) is not None)
        or (_has(body, b"_", b"_x") and _ENCODED.search(body) is not None)
    )


def _has(body: bytes, rare: bytes, mark: bytes) -> bool:
    """Whether a mark occurs: to look for one byte, a rare one of it, is ten times as fast as for two."""
    return rare in body and mark in body


def are_tags(body: bytes) -> bool:
    """Whether every bracket opens a tag that is whole, with nothing hidden in an attribute."""
    return len(_TAG.findall(body)) == body.count(b"<")


def unescaped(text: str) -> str:
    """A text of XML without its entities, the five that every program writes."""
    if "&" in text:
        for entity, letter in _ENTITIES:
            text = text.replace(entity, letter)
    return text
