"""The parts of a workbook file: read, changed, added and packed again; what is not changed stays as it was.

For `sheet_marker`, in a process of its own. Source of the formats: ECMA-376, part 2, Open Packaging Conventions.
"""

import io
import posixpath
import zipfile

from lxml import etree

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


class Book:
    """The parts of a workbook, of which some are changed."""

    def __init__(self, data: bytes):
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.changed: dict[str, bytes] = {}
        self.names = {info.filename for info in self.archive.infolist()}

    def read(self, name: str) -> bytes:
        return self.changed[name] if name in self.changed else self.archive.read(name)

    def tree(self, name: str):
        return etree.fromstring(self.read(name), PARSER)

    def write(self, name: str, content) -> None:
        if not isinstance(content, bytes):
            content = etree.tostring(content, xml_declaration=True, encoding="UTF-8", standalone=True)
        self.changed[name] = content

    def new_name(self, pattern: str) -> str:
        taken = self.names | self.changed.keys()
        return next(name for n in range(1, 10_000) if (name := pattern.format(n)) not in taken)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Of a part: id → (last word of the type, name of the other part)."""
        name = _rels(part)
        if name not in self.names and name not in self.changed:
            return {}
        folder = posixpath.dirname(part)
        return {
            each.get("Id"): (each.get("Type", "").rpartition("/")[2], _resolved(folder, each.get("Target")))
            for each in self.tree(name)
            if isinstance(each.tag, str)
        }

    def relate(self, part: str, kind: str, target: str) -> str:
        """Tell that a part uses another. Returns the id."""
        name, known = _rels(part), self.relations(part)
        root = self.tree(name) if known else etree.Element(f"{{{_PACKAGE}/relationships}}Relationships", nsmap={
            None: f"{_PACKAGE}/relationships"
        })  # fmt: skip
        fresh = next(f"rIdM{n}" for n in range(1, 10_000) if f"rIdM{n}" not in known)
        values = {"Id": fresh, "Type": f"{OFFICE}/{kind}", "Target": f"/{target}"}
        etree.SubElement(root, f"{{{_PACKAGE}/relationships}}Relationship", values)
        self.write(name, root)
        return fresh

    def related(self, part: str, kind: str) -> str | None:
        """The part of this kind that a part uses, and that is there."""
        found = (name for said, name in self.relations(part).values() if said == kind)
        return next((name for name in found if name in self.names or name in self.changed), None)

    def declare(self, name: str, content: str) -> None:
        root = self.tree("[Content_Types].xml")
        tag = f"{{{_PACKAGE}/content-types}}"
        if name.endswith(".vml"):
            if not any(each.get("Extension") == "vml" for each in root):
                root.insert(0, etree.Element(f"{tag}Default", {"Extension": "vml", "ContentType": content}))
        else:
            etree.SubElement(root, f"{tag}Override", {"PartName": f"/{name}", "ContentType": content})
        self.write("[Content_Types].xml", root)

    def sheets(self) -> dict[str, str]:
        """Name → part of each sheet."""
        relations, found = self.relations("xl/workbook.xml"), {}
        for each in self.tree("xl/workbook.xml").iter("{*}sheet"):
            key = next((value for name, value in each.items() if name.endswith("}id")), None)
            if key in relations and relations[key][1] in self.names:
                found.setdefault(each.get("name"), relations[key][1])
        return found

    def packed(self) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
            for info in self.archive.infolist():
                new.writestr(
                    info, self.changed.pop(info.filename, None) or self.archive.read(info), zipfile.ZIP_DEFLATED
                )
            for name, content in self.changed.items():
                new.writestr(name, content)
        return buffer.getvalue()


def _rels(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def _resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
