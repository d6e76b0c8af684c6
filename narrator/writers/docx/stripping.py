"""A report for everybody: the same text, without what tells who worked on it, and without content controls.

Parts that no relation leads to are left out as well: nobody sees them, and they may hold anything.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPES = "[Content_Types].xml"
# The first time that a zip file can hold: nobody learns when a part was written
_THEN = (1980, 1, 1, 0, 0, 0)
# Parts about people, and copies of the text: authors of comments and of changes, own properties, the picture of the
# first page, building blocks, data that programs keep along.
_PERSONAL = re.compile(
    r"docProps/(?:custom\.xml|thumbnail\..*)|word/(?:people|comments\w*|webextensions/.*|glossary/.*)\.xml|customXml/.*"
)
# Of the settings: numbers of revisions, the template on somebody's disk, variables of macros, letters to many,
# numbers that tell copies of one document.
_SETTINGS = ("rsids", "attachedTemplate", "docVars", "mailMerge", "docId")
_KEPT_PROPERTIES = {
    "docProps/core.xml": ("title", "subject", "language"),
    "docProps/app.xml": ("Application",),
}


def strip(parts: Mapping[str, bytes], kept: Iterable[str] = ()) -> bytes:
    """Return the .docx of the parts without what is personal. kept: parts that stay, personal or not, with those that
    they have relations to. Raises etree.XMLSyntaxError when a part is no XML."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False)
    kept = set(kept)
    made: dict[str, bytes] = {}
    waiting, reached = [""], {""}
    while waiting:
        name = waiting.pop()
        if name:
            content = parts[name]
            made[name] = (
                etree.tostring(
                    strip_part(name, etree.fromstring(content, parser)),
                    encoding="UTF-8",
                    xml_declaration=True,
                    standalone=True,
                )
                if name.endswith(".xml") and name not in kept
                else content
            )
        relations = relations_of(name)
        if relations not in parts:
            continue
        root = etree.fromstring(parts[relations], parser)
        for relation, target in leading(root, name):
            if target is None:
                if relation.get("Type", "").endswith("/attachedTemplate"):
                    root.remove(relation)
            elif target not in parts or (
                _PERSONAL.fullmatch(target) and target not in kept and name not in kept
            ):
                root.remove(relation)
            elif target not in reached:
                reached.add(target)
                waiting.append(target)
        made[relations] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    types = etree.fromstring(parts[_TYPES], parser)
    for override in list(types):
        if (part := override.get("PartName")) is not None and part.lstrip("/") not in made:
            types.remove(override)
    made[_TYPES] = etree.tostring(types, encoding="UTF-8", xml_declaration=True, standalone=True)
    return zip_again((name, made[name]) for name in parts if name in made)


def relations_of(name: str) -> str:
    """Return the name of the part with the relations of a part; of the package when the name is ""."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def leading(root: Element, name: str) -> Iterator[tuple[Element, str | None]]:
    """Return the relations of a part, each with the part that it leads to; None for one that leads out of the file."""
    for relation in list(root):
        if relation.get("TargetMode") == "External":
            yield relation, None
        else:
            target = posixpath.join("/", posixpath.dirname(name), relation.get("Target", ""))
            yield relation, posixpath.normpath(target).lstrip("/")


def strip_part(name: str, root: Element) -> Element:
    """Return a part, changed in its place: without controls, numbers of revisions and properties that tell of people."""
    if (properties := _KEPT_PROPERTIES.get(name)) is not None:
        for one in list(root):
            if str(one.tag).rpartition("}")[2] not in properties:
                root.remove(one)
        return root
    if not name.startswith("word/"):
        return root
    for element in root.iter():
        for attribute in [one for one in element.attrib if one.startswith(f"{_W}rsid")]:
            del element.attrib[attribute]
    for control in list(root.iter(f"{_W}sdt")):
        unwrap(control)
    if root.tag == f"{_W}settings":
        for one in [one for one in root if str(one.tag).rpartition("}")[2] in _SETTINGS]:
            root.remove(one)
    return root


def unwrap(control: Element) -> None:
    """Put the content of a content control into its place."""
    parent = control.getparent()
    content = control.find(f"{_W}sdtContent")
    if parent is not None:
        at = parent.index(control)
        parent[at : at + 1] = list(content) if content is not None else []


def zip_again(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the zip file of the parts, the same bytes for the same parts."""
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in parts:
            entry = ZipInfo(name, _THEN)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # the same on every machine
            archive.writestr(entry, content)
    return file.getvalue()
