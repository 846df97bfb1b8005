"""A mark in every file that is written, by which a later run knows that nobody has worked in the file since.

It is a digest of the file's whole content and of what kind of file it is, and stands where readers of the format pass
over it: a comment, a last key, a part of the package of its own. CSV has no such place. There it is in the quotation
marks, which mean nothing around a text that needs none. One letter typed, or the file saved by another program, and
content and mark no longer agree. It guards against a slip, not against forgery: whoever can forge it can delete the
file as well.
"""

import contextlib
import hashlib
import io
import re
import struct
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Literal, NamedTuple

FileKind = Literal[
    "blank", "carried", "merged", "marked", "review", "reviewed",
    "report", "batch", "plan", "comparison", "ledger", "framework", "baseline", "tables",
]  # fmt: skip
"""What a file is; one kind is never taken for another. ledger: a report into which a ledger was carried over."""
Piece = bytes | memoryview
PART = "docProps/convergence.xml"
"""Where a package (.xlsx, .xlsm, .docx) has it: a part that nothing refers to, which every reader leaves alone."""
_PACKAGES = (".xlsx", ".xlsm", ".docx")
_PART = '<?xml version="1.0" encoding="UTF-8"?>\n<imprint xmlns="urn:convergence:imprint">{}</imprint>\n'
_END = struct.Struct("<4s4H2LH")
"""How a package ends: the number of its parts, and where the list of them lies."""
_LISTED = 46 + len(PART)
"""Bytes that list the mark among the parts."""
_PLACE, _PLACE_AT = struct.Struct("<L"), 42
"""Where these say at which byte the part begins."""
_CLOSED = "\n}\n"
"""How a JSON document ends."""
_JSON = (_CLOSED, ',\n  "imprint": "{}"\n}\n')
_COMMENT = ("", "<!-- convergence {} -->\n")
_TAILS = {
    **dict.fromkeys((".html", ".md", ".xml"), _COMMENT),
    ".yaml": ("", "# convergence {}\n"),
    ".pdf": ("", "\n% convergence {}\n"),
    ".json": _JSON,
    ".json.gz": _JSON,
    ".jsonl": ("", '{"imprint": "{}"}\n'),
    ".sarif": (_CLOSED, ',\n "properties": {\n  "imprint": "{}"\n }\n}\n'),
}
"""Of a format that has it at its end: what it takes the place of, and the mark, a digest in it. SARIF has a place of
its own for what its readers pass over."""
_ENDS = {
    suffix: re.escape(mark).replace(r"\{\}", "[0-9a-f]{64}").encode() + rb"\Z" for suffix, (_, mark) in _TAILS.items()
}
_GZIP, _GZIP_HEAD = 31, 10
"""How zlib is told to write a gzip file, which puts no clock into it; and the bytes before what is packed."""
_BLOCK = 1 << 20
TAIL = 200
"""So many bytes at the end of a file hold its mark, but for CSV."""
_BOM = b"\xef\xbb\xbf"
_FIELD = re.compile(rb'("(?:[^"]|"")*+"|[^",\r\n]*+)(,|\r\n)')
_CSV_BITS, _FEWEST_BITS = 64, 24
"""Enough that a slip does not agree by chance; fewer where a file holds no more than its titles."""


def imprinted(content: bytes, kind: FileKind, suffix: str) -> bytes:
    """The content of a file with its mark; `suffix` is the file's, in lower case.

    A format that has no place for one goes without, and its files are never known as untouched.
    """
    if suffix in _TAILS or suffix in _PACKAGES:
        return b"".join(imprinted_pieces((content,), kind, suffix))
    if suffix == ".csv":
        mark = _begun(kind, suffix)
        mark.update(content)
        return _requoted(content, f"{int(mark.hexdigest(), 16):0256b}"[:_CSV_BITS])[0]
    return content


def imprinted_pieces(pieces: Iterable[bytes], kind: FileKind, suffix: str) -> Iterator[Piece]:
    """The same for a content that comes piece by piece, and is never there as a whole where the mark is at its end."""
    if suffix in _PACKAGES:
        yield from _packaged(_parts(b"".join(pieces)), kind, suffix)
    elif suffix not in _TAILS:
        yield imprinted(b"".join(pieces), kind, suffix)
    elif suffix == ".json.gz":
        import zlib

        packer = zlib.compressobj(wbits=_GZIP)
        yield from (packer.compress(piece) for piece in _tailed(pieces, kind, suffix))
        yield packer.flush()
    else:
        yield from _tailed(pieces, kind, suffix)


def _begun(kind: FileKind, suffix: str) -> "hashlib._Hash":
    """The digest of a file of this kind before its content."""
    return hashlib.sha256(f"convergence {kind} {suffix}\n".encode())


def _tailed(pieces: Iterable[bytes], kind: FileKind, suffix: str) -> Iterator[bytes]:
    """With the mark at the end; a piece is given on when the next one shows that it is not the last."""
    digest, last, (closed, mark) = _begun(kind, suffix), b"", _TAILS[suffix]
    for piece in pieces:
        digest.update(piece)
        yield last
        last = piece
    yield last.removesuffix(closed.encode()) + mark.replace("{}", digest.hexdigest()).encode()


def is_untouched(content: bytes, kind: FileKind, suffix: str) -> bool:
    """Whether a file is of this kind and to the byte as it was written."""
    if suffix in _TAILS:
        return is_file_untouched(io.BytesIO(content), kind, suffix)
    if not may_be_marked(content[-TAIL:], suffix):
        return False
    if suffix in _PACKAGES:
        parts = _unpackaged(content)
        return parts is not None and _is_same(_packaged(parts, kind, suffix), content)
    found = bare(content, suffix)
    return found is not None and imprinted(found, kind, suffix) == content


def _is_same(pieces: Iterable[Piece], content: bytes) -> bool:
    """Whether the pieces are this content."""
    at, whole = 0, memoryview(content)
    for piece in pieces:
        if whole[at : at + len(piece)] != piece:
            return False
        at += len(piece)
    return at == len(content)


def is_file_untouched(file: BinaryIO, kind: FileKind, suffix: str) -> bool:
    """The same of an open file, from its beginning on; what has its mark at the end is read block by block."""
    if suffix not in _TAILS:
        return is_untouched(file.read(), kind, suffix)
    import gzip
    import zlib

    closed, mark = _TAILS[suffix]
    digest, held, length = _begun(kind, suffix), b"", len(mark) - len("{}") + 2 * hashlib.sha256().digest_size
    is_packed = suffix == ".json.gz"
    try:
        if is_packed and file.read(_GZIP_HEAD) != zlib.compressobj(wbits=_GZIP).flush()[:_GZIP_HEAD]:
            return False
        file.seek(0)
        with gzip.GzipFile(fileobj=file) if is_packed else contextlib.nullcontext(file) as content:
            while block := content.read(_BLOCK):
                held += block
                digest.update(held[:-length])
                held = held[-length:]
    except (OSError, EOFError, zlib.error):
        return False
    digest.update(closed.encode())
    return held == mark.replace("{}", digest.hexdigest()).encode()


def may_be_marked(tail: bytes, suffix: str) -> bool:
    """Whether the last bytes of a file leave that open: most files of strangers need not be read for it."""
    if suffix in _PACKAGES:
        return PART.encode() in tail
    return suffix in (".csv", ".json.gz") or (suffix in _ENDS and re.search(_ENDS[suffix], tail) is not None)


def bare(content: bytes, suffix: str) -> bytes | None:
    """What was marked; None where there is no mark, or none for such a file."""
    if suffix in _PACKAGES:
        parts = _unpackaged(content)
        return None if parts is None else b"".join((parts.others, parts.listing, parts.end))
    if suffix == ".csv":
        plain, is_whole = _requoted(content, "0" * _CSV_BITS)
        return plain if is_whole and content.startswith(_BOM) else None
    found = re.search(_ENDS[suffix], content[-TAIL:])
    return None if found is None else content[: -len(found[0])] + _TAILS[suffix][0].encode()


# --- packages ----------------------------------------------------------------------------------------


class _Parts(NamedTuple):
    """A package: all its parts, uncopied, and the list of them."""

    others: memoryview
    listing: bytes
    listed: int

    @property
    def end(self) -> bytes:
        """What stands behind the list."""
        return _END.pack(b"PK\5\6", 0, 0, self.listed, self.listed, len(self.listing), len(self.others), 0)


def _packaged(parts: _Parts, kind: FileKind, suffix: str) -> Iterator[Piece]:
    """The package with one part more, behind all others."""
    import zipfile

    mark, alone = _begun(kind, suffix), io.BytesIO()
    for piece in (parts.others, parts.listing, parts.end):
        mark.update(piece)
    with zipfile.ZipFile(alone, "w") as archive:
        part = zipfile.ZipInfo(PART)
        part.create_system = 3  # on every system, so that each knows the files of the others
        archive.writestr(part, _PART.format(mark.hexdigest()))
    one = alone.getvalue()
    body, entry = one[: -_END.size - _LISTED], bytearray(one[-_END.size - _LISTED : -_END.size])
    _PLACE.pack_into(entry, _PLACE_AT, len(parts.others))
    listing, count, begin = parts.listing + entry, parts.listed + 1, len(parts.others) + len(body)
    yield parts.others
    yield body + listing + _END.pack(b"PK\5\6", 0, 0, count, count, len(listing), begin, 0)


def _parts(content: bytes) -> _Parts:
    """A package of our own making, without a word behind its list."""
    _, _, _, _, count, _, begin, _ = _END.unpack(content[-_END.size :])
    return _Parts(memoryview(content)[:begin], content[begin : -_END.size], count)


def _unpackaged(content: bytes) -> _Parts | None:
    """The package without its last part, which is the mark; nothing is unpacked, whoever the file is from."""
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts, listed = archive.infolist(), archive.start_dir
        last = parts[-1]
    except (zipfile.BadZipFile, IndexError, ValueError, OSError, NotImplementedError, struct.error):
        return None
    if last.filename != PART:
        return None
    listing = content[listed : -_END.size - _LISTED]
    return _Parts(memoryview(content)[: last.header_offset], listing, len(parts) - 1)


# --- CSV ---------------------------------------------------------------------------------------------


def _requoted(content: bytes, bits: str) -> tuple[bytes, bool]:
    """The file with quotation marks around its first texts where the bits say so; the other fields as they are.

    And whether there are texts enough: a file with very few is never known as one's own.
    """
    pieces, end, left, used = [_BOM], len(_BOM), iter(bits), 0
    while found := _FIELD.match(content, end):
        field = found[1][1:-1] if found[1].startswith(b'"') else found[1]
        if _is_free(field):
            bit = next(left, None)
            if bit is None:
                break
            used += 1
            pieces.append(b'"%s"' % field if bit == "1" else field)
        else:
            pieces.append(found[1])
        pieces.append(found[2])
        end = found.end()
    return b"".join(pieces) + content[end:], used >= _FEWEST_BITS


def _is_free(field: bytes) -> bool:
    """Whether quotation marks mean nothing: around a number they would, some readers take it for a text then."""
    if any(sign in field for sign in b'",\r\n'):
        return False
    try:
        float(field)
    except ValueError:
        return any(letter.isalpha() for letter in field.decode(errors="ignore"))
    return False
