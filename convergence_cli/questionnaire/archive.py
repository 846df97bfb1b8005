"""A zip read with suspicion: one meaning only, nothing hidden, nothing larger than it says.

The standard library's `zipfile` and the parsers behind us forgive much, each in its own way, and what one
forgives the other reads differently. Here a zip has one directory, directly before its end record; every part
lies where the directory says, overlaps no other, and has exactly the size that was announced. Only what
spreadsheet programs write passes: stored or deflated, not encrypted, no name twice.
"""

import struct

from zlib_ng import zlib_ng

from convergence_cli.files import MEGABYTE, megabytes
from convergence_cli.questionnaire.bounds import Bounds, RefusalError
from convergence_cli.value import value

END, END64, LOCATOR, CENTRAL, LOCAL = b"PK\5\6", b"PK\6\6", b"PK\6\7", b"PK\1\2", b"PK\3\4"
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_IN_EXTRA = 0xFFFFFFFF
_LARGE, _ANOTHER_NAME = 0x0001, 0x7075  # kinds of extra fields: sizes of 64 bits; a name that some readers prefer
_ENCRYPTED, _SIZES_FOLLOW, _UTF8 = 0x2041, 0x8, 0x800


@value
class Entry:
    """One part: where its packed bytes lie, and what they promise to become."""

    name: str
    header: int
    packed: int
    unpacked: int
    crc: int
    method: int
    start: int


def index(data: bytes, bounds: Bounds) -> dict[str, Entry]:
    """The parts by name, sizes within `bounds`; raises RefusalError for a zip that no spreadsheet program writes."""
    count, begin, end = _directory(data)
    if count > bounds.max_parts:
        raise RefusalError("zip-too-many-parts", found=f"{count:,}", bound=f"{bounds.max_parts:,}", option="max-parts")
    parts: dict[str, Entry] = {}
    seen: set[str] = set()
    spans: list[tuple[int, int]] = []
    position = begin
    for _ in range(count):
        entry, position = _central(data, position, end)
        spans.append((entry.header, entry.start + entry.packed))
        if entry.name.endswith("/") and not entry.unpacked:
            continue
        # Case and slashes apart, because readers differ in whether they tell such names apart.
        plain = entry.name.replace("\\", "/").casefold()
        if plain in seen:
            raise _bad(entry.name, "name occurs twice")
        seen.add(plain)
        parts[entry.name] = entry
    if position != end:
        raise _bad("", "directory does not match the number of parts")
    _check_overlap(spans, begin)
    _check_sizes(parts, bounds)
    return parts


def unpack(data: bytes, entry: Entry) -> bytes:
    """The bytes of a part; never more than announced, whatever the packed bytes would become."""
    if entry.method == 0:
        body, whole = data[entry.start : entry.start + entry.packed], True
    else:
        stream = zlib_ng.decompressobj(-15)
        try:
            body = stream.decompress(data[entry.start : entry.start + entry.packed], entry.unpacked + 1)
        except zlib_ng.error:  # type: ignore[misc]  # whatever its stub says, an exception
            raise _bad(entry.name, "content is damaged") from None
        whole = stream.eof
    if not whole or len(body) != entry.unpacked:
        raise _bad(entry.name, "size differs from the announced size")
    if zlib_ng.crc32(body) != entry.crc:
        raise _bad(entry.name, "content is damaged")
    return body


def _directory(data: bytes) -> tuple[int, int, int]:
    """Number of parts, begin and end of the directory."""
    at = data.rfind(END)
    if at < 0 or at + _END.size > len(data):
        raise RefusalError("file-truncated")
    _, disk, other, here, count, length, begin, _ = _END.unpack_from(data, at)
    end = at
    where = at - _LOCATOR.size
    if where >= 0 and data.startswith(LOCATOR, where):
        end = _LOCATOR.unpack_from(data, where)[2]
        if not 0 <= end <= where - _END64.size or not data.startswith(END64, end):
            raise _bad("", "zip64 record is wrong")
        large = _END64.unpack_from(data, end)
        limits = (0xFFFF, 0xFFFF, _IN_EXTRA, _IN_EXTRA)
        if any(small not in pair for small, *pair in zip((here, count, length, begin), limits, large[6:], strict=True)):
            raise _bad("", "zip64 record is wrong")
        disk, other, here, count, length, begin = large[4:]
    # Contiguous and from the very start: otherwise readers would guess, each differently.
    if disk or other or here != count or begin + length != end or not data.startswith(LOCAL):
        raise _bad("", "directory is not whole")
    return count, begin, end


def _central(data: bytes, at: int, end: int) -> tuple[Entry, int]:
    """One line of the directory, and where the next one begins."""
    if at + _CENTRAL.size > end or not data.startswith(CENTRAL, at):
        raise _bad("", "directory is not whole")
    fields = _CENTRAL.unpack_from(data, at)
    flags, method, crc, packed, unpacked, name, extra, comment = fields[3], fields[4], *fields[7:13]
    header = fields[16]
    at += _CENTRAL.size
    raw = data[at : at + name]
    text, more = raw.decode("utf-8", "replace"), _fields(data[at + name : at + name + extra])
    if _IN_EXTRA in (packed, unpacked, header):
        unpacked, packed, header = _large(more.get(_LARGE, b""), unpacked, packed, header)
    if flags & _ENCRYPTED:
        raise RefusalError("file-encrypted")
    if method not in (0, 8) or (method == 0 and packed != unpacked):
        raise _bad(text, "unusual compression")
    if _ANOTHER_NAME in more:
        raise _bad(text, "two names")
    if not text or not text.isprintable() or text[0] in "/\\" or ".." in text.replace("\\", "/").split("/"):
        raise _bad(ascii(text), "suspicious name")
    entry = Entry(
        name=text,
        header=header,
        packed=packed,
        unpacked=unpacked,
        crc=crc,
        method=method,
        start=_behind_local_header(data, header, text, raw, method, (packed, unpacked)),
    )
    return entry, at + name + extra + comment


def _fields(extra: bytes) -> dict[int, bytes]:
    """Kind of an extra field -> what it holds; the first of each kind."""
    found: dict[int, bytes] = {}
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        found.setdefault(kind, extra[at + 4 : at + 4 + length])
        at += 4 + length
    return found


def _large(field: bytes, *sizes: int) -> list[int]:
    """Sizes that did not fit in 32 bits, from the zip64 field (its order is unpacked, packed, offset)."""
    missing = sizes.count(_IN_EXTRA)
    if len(field) < 8 * missing:
        raise _bad("", "zip64 record is wrong")
    values = iter(struct.unpack_from(f"<{missing}Q", field))
    return [next(values) if size == _IN_EXTRA else size for size in sizes]


def _behind_local_header(data: bytes, at: int, name: str, raw: bytes, method: int, sizes: tuple[int, int]) -> int:
    """Where the packed bytes begin; the header before them must say what the directory says."""
    if at + _LOCAL.size > len(data) or not data.startswith(LOCAL, at):
        raise _bad(name, "not where the directory says")
    _, _, flags, here, _, _, _, packed, unpacked, length, extra = _LOCAL.unpack_from(data, at)
    at += _LOCAL.size
    agrees = data[at : at + length] == raw and here == method and not flags & _ENCRYPTED
    for said, known in zip((packed, unpacked), sizes, strict=True):
        # Programs that write as they go leave the sizes here empty, and say so.
        agrees = agrees and (said in (known, _IN_EXTRA) or bool(flags & _SIZES_FOLLOW and not said))
    if not agrees:
        raise _bad(name, "two announcements differ")
    if _ANOTHER_NAME in _fields(data[at + length : at + length + extra]):
        raise _bad(name, "two names")
    return int(at + length + extra)


def _check_overlap(spans: list[tuple[int, int]], directory: int) -> None:
    """No two parts share bytes: shared ones are how a small file becomes petabytes."""
    reached = 0
    for begin, end in sorted(spans):
        if begin < reached:
            raise _bad("", "parts overlap")
        reached = end
    if reached > directory:
        raise _bad("", "parts overlap")


def _check_sizes(parts: dict[str, Entry], bounds: Bounds) -> None:
    def refuse(code: str, option: str, found: str, bound: str, part: str) -> RefusalError:
        return RefusalError(code, part=part, found=found, bound=bound, option=option)

    total = 0
    for entry in parts.values():
        size, name = entry.unpacked, entry.name
        total += size
        if size > bounds.max_part:
            raise refuse("zip-part-too-large", "max-part", megabytes(size), megabytes(bounds.max_part), name)
        if size > MEGABYTE and size > bounds.max_ratio * entry.packed:
            found = f"{size / max(entry.packed, 1):,.0f}"
            raise refuse("zip-ratio", "max-ratio", found, f"{bounds.max_ratio:,}", name)
    if total > bounds.max_unpacked:
        bound = megabytes(bounds.max_unpacked)
        raise refuse("zip-unpacked-too-large", "max-unpacked", megabytes(total), bound, "")


def _bad(part: str, reason: str) -> RefusalError:
    # The reason is for whoever is asked to help; the sentence around it says what to do.
    return RefusalError("zip-bad-entry", part=part or "ZIP", reason=reason)
