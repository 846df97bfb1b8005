"""The parts of an Office file and how they refer to each other: one resolver for all who open a part.

A part is what relations lead to, from the file's root on; its name says nothing. What nothing leads to is not read.
Where two relations, two parts or two content types could be meant, the file is refused by name: another program
might show the other one ([ECMA-376], part 2).
"""

import posixpath
from collections.abc import Callable, Iterable
from functools import cached_property
from urllib.parse import unquote

from convergence_cli.questionnaire.bounds import RefusalError
from convergence_cli.questionnaire.workbook.xml import local, once_for_alike, parse
from convergence_cli.value import value

TYPES = "[Content_Types].xml"
_ROOT = ""
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata",
        "http://schemas.microsoft.com/office/2006/relationships",
    }
)
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"


@value
class Relation:
    """One reference of a part: its id, the last word of its type, and the part that it leads to ("" for none)."""

    id: str
    kind: str
    target: str


class Package:
    """Parts by name, whatever its case and slashes; each is unpacked when it is asked for."""

    def __init__(self, names: Iterable[str], part: Callable[[str], bytes]) -> None:
        self._names = {_plain(name): name for name in names}
        self._unpacked = part
        self._relations: dict[str, dict[str, Relation]] = {}

    def part(self, name: str) -> bytes:
        """The bytes of a part; raises KeyError where there is none."""
        return self._unpacked(self._names[_plain(name)])

    def there(self, name: str) -> bytes:
        """The bytes of a part; raises RefusalError where there is none."""
        if _plain(name) not in self._names:
            raise RefusalError("file-damaged", found=f"{name}: –")
        return self.part(name)

    @cached_property
    def main(self) -> str:
        """The part that the whole file is; raises RefusalError where that is not one."""
        found = self.one(_ROOT, "officeDocument")
        if not found:
            raise RefusalError("file-damaged", found="officeDocument: –")
        return found

    def one(self, name: str, kind: str) -> str:
        """The part that another refers to by a relation of this kind, "" for none.

        Raises RefusalError for several, and for one that leads to no part.
        """
        found = [relation for relation in self.relations(name).values() if relation.kind == kind]
        if len(found) > 1 or (found and not found[0].target):
            raise RefusalError("part-ambiguous", part=_relations_of(name), found=kind)
        return found[0].target if found else ""

    def relations(self, name: str) -> dict[str, Relation]:
        """Relation id -> relation, of a part ("" for the whole file)."""
        if name not in self._relations:
            self._relations[name] = self._read_relations(name)
        return self._relations[name]

    def _read_relations(self, source: str) -> dict[str, Relation]:
        name = _relations_of(source)
        if _plain(name) not in self._names:
            return {}
        return {
            given: Relation(id=given, kind=kind, target="" if target is None else self.resolve(source, target))
            for given, kind, target in _listed(name, self.part(name))
        }

    def resolve(self, source: str, target: str) -> str:
        """The part that a target means, seen from its source; "" where there is no such part."""
        path = target.replace("\\", "/").partition("#")[0]
        folder = "" if path.startswith("/") else posixpath.dirname(source.replace("\\", "/"))
        for spelt in (path, unquote(path)):
            name = self._names.get(_plain(posixpath.normpath(posixpath.join(folder, spelt.lstrip("/")))))
            if name is not None:
                return name
        return ""

    def content_type(self, name: str) -> str:
        """What the file says that a part is, "" where it does not; raises RefusalError where it says two things."""
        defaults, overrides = self._content_types
        key = _plain(name)
        return overrides.get(key) or defaults.get(key.rpartition(".")[2], "")

    @cached_property
    def _content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        return _types(TYPES, self.there(TYPES))


@once_for_alike(32)
def _listed(name: str, body: bytes) -> tuple[tuple[str, str, str | None], ...]:
    """Id, kind and target of each relation, as they are written; None for a target outside the file."""
    found: dict[str, tuple[str, str, str | None]] = {}
    for item in parse(name, body).iterchildren(f"{{{_RELATIONS}}}Relationship"):
        given = item.get("Id", "")
        if given in found:
            raise RefusalError("part-ambiguous", part=name, found=given)
        space, _, kind = item.get("Type", "").rpartition("/")
        kind = kind if space in _KINDS else f"{space}/{kind}"
        inside = item.get("TargetMode", "Internal") == "Internal"
        found[given] = (given, kind, item.get("Target", "") if inside else None)
    return tuple(found.values())


@once_for_alike(8)
def _types(name: str, body: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """Content types by extension, and by part."""
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for item in parse(name, body):
        is_default = item.tag == f"{{{_CONTENT}}}Default"
        if not is_default and item.tag != f"{{{_CONTENT}}}Override":
            raise RefusalError("xml-unusual", part=f"{name} <{local(item.tag)}>")
        known = defaults if is_default else overrides
        key = item.get("Extension", "").casefold() if is_default else _plain(item.get("PartName", ""))
        kind = item.get("ContentType", "")
        if known.setdefault(key, kind) != kind:
            raise RefusalError("part-ambiguous", part=name, found=key)
    return defaults, overrides


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _relations_of(name: str) -> str:
    folder, file = posixpath.split(name.replace("\\", "/"))
    return posixpath.join(folder, "_rels", f"{file}.rels")
