"""What the evidence cell of an answer names: files, links, document numbers.

A file is what ends in an extension that documents, pictures, recordings and archives have, whatever a file of
the folder is called (with its extension or without), and whatever is written as a path. Everything else is a
document number or other words, such as 广电发〔2020〕79号, which no folder can show.
"""

import re
from collections.abc import Callable, Iterator
from typing import Literal

NameKind = Literal["file", "link", "words"]
Named = tuple[NameKind, str]

_EXTENSIONS = (
    "pdf ofd caj doc docx docm wps rtf odt txt md xls xlsx xlsm xlsb et ods csv ppt pptx dps odp "
    "jpg jpeg png gif bmp tif tiff webp heic svg mp4 mov avi mkv wmv flv m4v mpg mpeg mxf ts mp3 wav m4a aac flac "
    "zip rar 7z tar gz tgz htm html mht mhtml eml msg xml json"
)
_EXTENSION = rf"\.(?:{'|'.join(_EXTENSIONS.split())})"
_FILE = re.compile(rf"{_EXTENSION}$", re.IGNORECASE)
# `决算表.pdf 第3页`, `a.pdf b.pdf`: the name ends where a remark or another name begins.
_FILE_AND_MORE = re.compile(rf"^(.+?{_EXTENSION})(?=[\s(（\[【第等共])(.*)$", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(
    r"((?:https?|ftp)://[^\s，。、；;“”《》（）<>\"']+|\bwww\.[^\s，。、；;“”《》（）<>\"']+)", re.IGNORECASE
)
_SEPARATORS = ("\r\n", "；;", "，,、")
_OPENING, _CLOSING = "（(《〈【[〔“", "）)》〉】]〕”"
_QUOTES = (("“", "”"), ("《", "》"), ("「", "」"), ('"', '"'), ("'", "'"), ("‘", "’"))
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_FOREIGN_PATH = re.compile(r"^(?:[/\\~]|[a-z]:[/\\]|file:)", re.IGNORECASE)


def names_in(cell: str, is_there: Callable[[str], bool]) -> Iterator[Named]:
    """Everything that a cell names, in order; `is_there` knows the names of the folder's files.

    Separators are line ends, then ； and ;, then ， , and 、, but not those within brackets or quotes; a text
    with separators in it that is a file's own name is that one file.
    """
    for place, part in enumerate(_LINK.split(cell)):
        if place % 2:
            yield "link", part
        else:
            yield from _split(part, _SEPARATORS, is_there)


def _split(text: str, separators: tuple[str, ...], is_there: Callable[[str], bool]) -> Iterator[Named]:
    text = _bare(text, is_there)
    # A label before a link, `后台：https://…`, names nothing itself.
    if not text or text.endswith(("：", ":")):
        return
    if is_there(text):
        yield "file", text
    elif separators:
        for part in _parts(text, separators[0]):
            yield from _split(part, separators[1:], is_there)
    else:
        yield from _single(text, is_there)


def _parts(text: str, separators: str) -> Iterator[str]:
    """The text cut at separators outside brackets; where brackets do not pair, they are letters like any other."""
    depth, start = 0, 0
    paired = sum(map(text.count, _OPENING)) == sum(map(text.count, _CLOSING))
    for place, letter in enumerate(text):
        if paired:
            depth += (letter in _OPENING) - (letter in _CLOSING)
        if letter in separators and depth <= 0:
            yield text[start:place]
            start = place + 1
    yield text[start:]


def _single(text: str, is_there: Callable[[str], bool]) -> Iterator[Named]:
    """What holds no separator any more: one name, or a name with a remark or another name after it."""
    more = _FILE_AND_MORE.match(text)
    if more:
        yield "file", more[1]
        rest = more[2].strip()
        if _FILE.search(rest):
            yield from _single(rest, is_there)
    else:
        yield ("file" if _FILE.search(text) or leads_out(text) else "words"), text


def _bare(text: str, is_there: Callable[[str], bool]) -> str:
    """Without spaces and without quotes around the whole, unless the file is called so."""
    text = text.strip()
    for first, last in _QUOTES:
        if len(text) > 2 and text[0] == first and text.find(last, 1) == len(text) - 1 and not is_there(text):
            return text[1:-1].strip()
    return text


def leads_out(name: str) -> bool:
    """Whether a name is a path that starts elsewhere (`/x`, `D:\\x`), climbs, or holds control characters."""
    climbs = ".." in re.split(r"[/\\]", name)
    return climbs or bool(_FOREIGN_PATH.match(name) or _CONTROL.search(name))
