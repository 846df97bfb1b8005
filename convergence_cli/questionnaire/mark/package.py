"""The parts of an .xlsx, how they refer to each other, and their XML."""

import posixpath
from typing import Any

from convergence_cli.questionnaire.bounds import RefusalError
from convergence_cli.questionnaire.guard import Guarded
from convergence_cli.questionnaire.workbook.xml import check_nodes
from convergence_cli.sheets import zipped

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MACROS = "macroEnabled"


class Package:
    """A workbook's parts by name; XML that was asked for is written back at the end."""

    def __init__(self, guarded: Guarded) -> None:
        self.parts = {name: guarded.part(name) for name in guarded.names}
        self._types = guarded.package.resolve("", "/[Content_Types].xml")
        self.main = guarded.package.main
        self._resolve = guarded.package.resolve
        self._trees: dict[str, Any] = {}

    def tree(self, name: str) -> Any:
        """The root element of a part; changes to it reach the file. Raises RefusalError for one that is no XML."""
        if name not in self._trees:
            from lxml import etree

            check_nodes(name, self.parts[name])
            # Unlike the reader's, this one keeps comments: all else in the file stays as it was.
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            try:
                self._trees[name] = etree.fromstring(self.parts[name], parser)
            except (etree.XMLSyntaxError, ValueError) as error:
                raise RefusalError("file-damaged", found=f"{name}: {error}"[:120]) from None
        return self._trees[name]

    def add(self, name: str, body: bytes, content: str) -> None:
        """A new part and its content type (the tail of `application/…spreadsheetml`)."""
        self.parts[name] = body
        types = self.tree(self._types)
        types.append(
            types.makeelement(f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=f"{_CONTENT}.{content}")
        )

    def allow(self, suffix: str, content: str) -> None:
        """The content type of every part with this suffix, where it is not declared yet."""
        types = self.tree(self._types)
        if not any(item.get("Extension", "").lower() == suffix for item in types):
            types.insert(0, types.makeelement(f"{{{TYPES}}}Default", Extension=suffix, ContentType=content))

    def leave_room(self, name: str) -> None:
        """Take out a part of this name and declare it, because whoever writes the file puts one there."""
        self.parts.pop(name, None)
        types = self.tree("[Content_Types].xml")
        if not any(item.get("PartName") == f"/{name}" for item in types):
            types.append(types.makeelement(f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType="application/xml"))

    @property
    def has_macros(self) -> bool:
        """Whether the package says that it is an .xlsm."""
        return any(_MACROS in item.get("ContentType", "") for item in self.tree(self._types))

    def related(self, name: str, kind: str) -> list[str]:
        """The parts that a part refers to by relations of one kind (`comments`, `styles`, …)."""
        return [target for _, found, target in self._related(name) if found == kind]

    def target(self, name: str, relation: str) -> str:
        """The part behind one relation of a part, or an empty string."""
        return next((target for found, _, target in self._related(name) if found == relation), "")

    def _related(self, name: str) -> list[tuple[str, str, str]]:
        found = []
        for item in self.tree(self._relations(name)) if self._relations(name) in self.parts else ():
            target = item.get("Target", "")
            # What was added meanwhile is referred to from the root, to the letter.
            part = self._resolve(name, target) or target.removeprefix("/")
            if item.get("TargetMode") != "External" and part in self.parts:
                found.append((item.get("Id", ""), item.get("Type", "").rsplit("/", 1)[-1], part))
        return found

    def relate(self, name: str, kind: str, target: str) -> str:
        """Refer from a part to another; the relation's id."""
        self.parts.setdefault(self._relations(name), f'<Relationships xmlns="{RELATIONS}"/>'.encode())
        relations = self.tree(self._relations(name))
        taken = {item.get("Id") for item in relations}
        new = next(f"rIdC{number}" for number in range(1, len(taken) + 2) if f"rIdC{number}" not in taken)
        facts = {"Id": new, "Type": f"{OFFICE}/{kind}", "Target": f"/{target}"}
        relations.append(relations.makeelement(f"{{{RELATIONS}}}Relationship", facts))
        return new

    def _relations(self, name: str) -> str:
        """The part of a part's relations, as it is called or would be."""
        folder, file = posixpath.split(name.replace("\\", "/"))
        return self._resolve("", f"/{folder}/_rels/{file}.rels") or f"{folder}/_rels/{file}.rels"

    def free_name(self, pattern: str) -> str:
        """A part name of this pattern (`xl/comments{}.xml`) that no part has, whatever its case."""
        taken = {name.casefold() for name in self.parts}
        numbers = range(1, len(taken) + 2)
        return next(name for number in numbers if (name := pattern.format(number)).casefold() not in taken)

    def put_away(self, name: str) -> None:
        """Write a part's tree back: that of a large sheet takes much memory, and they are marked one by one."""
        from lxml import etree

        root = self._trees.pop(name, None)
        if root is not None:
            self.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def to_bytes(self) -> bytes:
        """The whole file."""
        for name in list(self._trees):
            self.put_away(name)
        return zipped(self.parts)


def q(root: Any, name: str) -> str:
    """A tag of the namespace that the root has: strict and transitional workbooks have their own."""
    return f"{{{root.nsmap.get(root.prefix) or MAIN}}}{name}"


def child(parent: Any, name: str) -> Any:
    """The first child of this name, in the parent's namespace; None where there is none."""
    return parent.find(q(parent, name))
