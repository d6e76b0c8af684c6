"""Opens a .docx from anywhere: bounded before anything is unpacked, no DTD in any part, then read by python-docx,
which follows the relations of the package. Used by whatever reads a report back.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn
from xml.parsers import expat

from narrator.bounds import LARGEST_MARKUP, LARGEST_PACKAGE, MEGABYTE, read_file
from narrator.readers.docx import file_kinds
from narrator.readers.zipped import DAMAGED, MOST_PARTS, UNTRUSTED, DoctypeFound, refuse, refuse_doctype

if TYPE_CHECKING:
    from docx.opc.part import Part
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"  # the namespace of text
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
LARGEST_PART = 128 * 1024 * 1024  # bytes, unpacked
LARGEST_WHOLE = 256 * 1024 * 1024  # bytes, unpacked, of all parts
LARGEST_RATIO = 400  # unpacked to packed: XML packs to a fiftieth at the very best
MOST_ELEMENTS = 2_000_000  # of XML in a part: a report of 3,000 rows has about 600,000
SMALLEST_ELEMENT = 4  # bytes: <a/>
PROLOGUE = 1024  # bytes of a part that are read at a time until its root element begins
CHUNK = 256 * 1024  # bytes of a part that are looked at at a time
WRONG_FILE = "检查是不是选错了文件"
MARKUP = (".xml", ".rels")  # how the names of parts end that are XML
TYPES, TOP = "[Content_Types].xml", "_rels/.rels"


class RootFound(Exception):
    """Raised when the root element of a part begins: no DTD can follow."""


class Package:
    """An open .docx. content: the file's bytes. names: its parts, such as word/document.xml."""

    def __init__(self, path: Path, content: bytes) -> None:
        self.path = path
        self.content = content
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.names = tuple(self.archive.namelist())

    def refuse(self, what: str, hint: str) -> NoReturn:
        """Raise Unusable for the file. what: what is wrong; hint: what to do."""
        refuse(self.path, what, hint)

    # ---- the guard: what is looked at before any part is unpacked whole ----

    def examine(self) -> None:
        """Raise Unusable for what is no .docx, is locked or damaged, or would cost too much."""
        if len(self.names) > MOST_PARTS:
            self.refuse("文件里的部分多得不正常", UNTRUSTED)
        unpacked = 0
        for part in self.archive.infolist():
            if part.flag_bits & 0x1:
                self.refuse(f"这是{file_kinds.LOCKED.name}", file_kinds.LOCKED.hint)
            if part.file_size > LARGEST_MARKUP and part.filename.endswith(MARKUP):
                what = f"文件里的文字超过{LARGEST_MARKUP // MEGABYTE}MB，不像是决算报告"
                self.refuse(what, WRONG_FILE)
            unpacked += part.file_size
            if (
                part.file_size > LARGEST_PART
                or unpacked > LARGEST_WHOLE
                or part.file_size > LARGEST_RATIO * max(part.compress_size, 1024)
            ):
                self.refuse("文件里有一部分大得不正常", UNTRUSTED)
        types, top, declared = (self.read_if_there(name) for name in (TYPES, TOP, "mimetype"))
        if kind := file_kinds.kind_of_package(self.names, types, top, declared):
            self.refuse(f"这是{kind.name}", kind.hint)
        for name in self.names:
            if name.endswith(MARKUP):
                self.look_through(name)

    def read_if_there(self, name: str) -> bytes:
        """Return a part; nothing when it is not there."""
        return self.read(name) if name in self.names else b""

    def look_through(self, name: str) -> None:
        """Raise Unusable when a part declares a DTD or holds more elements than any report."""
        try:
            with self.archive.open(name) as part:
                find_root(part)
            if self.archive.getinfo(name).file_size > SMALLEST_ELEMENT * MOST_ELEMENTS:
                with self.archive.open(name) as part:
                    chunks = iter(lambda: part.read(CHUNK), b"")
                    elements = sum(chunk.count(b"<") - chunk.count(b"</") for chunk in chunks)
                if elements > MOST_ELEMENTS:
                    self.refuse("文件里的段落多得不正常，不像是决算报告", WRONG_FILE)
        except DoctypeFound:
            self.refuse("文件里有不该有的内容（DOCTYPE）", UNTRUSTED)
        except (expat.ExpatError, LookupError):
            pass  # no XML: whoever needs this part says so
        except DAMAGED:
            refuse_damaged(self.path)

    # ---- parts ----

    def read(self, name: str) -> bytes:
        """Return a part, unpacked. Raises Unusable when it is not there, or is damaged."""
        try:
            return self.archive.read(name)
        except (KeyError, *DAMAGED):
            refuse_damaged(self.path)

    def parse(self, content: bytes, long_text: bool = False) -> Element:
        """Return what was read from a part as XML. Raises Unusable.

        long_text: whether one text in it may have more than the 10 MB that libxml2 allows otherwise, as the snapshot
        of a report of 3,000 rows has; how large the part may be is bounded in any case.
        """
        from lxml.etree import XMLParser, XMLSyntaxError, fromstring

        try:
            if long_text:
                return fromstring(content, XMLParser(huge_tree=True, resolve_entities=False))
            return fromstring(content, XMLParser(remove_blank_text=True, resolve_entities=False))
        except XMLSyntaxError as error:
            self.refuse_xml(error)
        except ValueError:
            refuse_damaged(self.path)

    def refuse_xml(self, error: Exception) -> NoReturn:
        """Raise Unusable for XML that can not be read, or that is more than people write."""
        if "depth" in str(error):
            self.refuse("文件里的内容套得太深", UNTRUSTED)
        if "XML_PARSE_HUGE" in str(error):
            self.refuse("文件里有一段文字长得不正常", UNTRUSTED)
        refuse_damaged(self.path)

    @cached_property
    def main(self) -> Part:
        """The part with the text, whatever its name, with relations to all others. Raises Unusable."""
        try:
            return self.main_part(self.content)
        except KeyError:
            # Word opens files in which a relation leads nowhere (a picture that is gone), python-docx does not.
            from lxml.etree import LxmlError

            try:
                return self.main_part(drop_dangling_relations(self.archive))
            except (KeyError, LxmlError, *DAMAGED):
                refuse_damaged(self.path)

    def main_part(self, content: bytes) -> Part:
        """Return the part with the text of a package, with relations to all others, none of which is parsed. Raises Unusable;
        KeyError when a part is not there."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.exceptions import OpcError
        from docx.opc.package import OpcPackage, Unmarshaller
        from docx.opc.part import Part
        from docx.opc.pkgreader import PackageReader
        from lxml.etree import LxmlError, XMLSyntaxError

        opened = OpcPackage()
        try:
            reader = PackageReader.from_file(io.BytesIO(content))  # type: ignore[no-untyped-call]
            Unmarshaller.unmarshal(reader, opened, lambda name, kind, _, *given: Part(name, kind, *given))  # type: ignore[no-untyped-call]
            return opened.part_related_by(RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        except XMLSyntaxError as error:
            self.refuse_xml(error)
        except (OpcError, LxmlError, AttributeError, IndexError, TypeError, *DAMAGED):
            refuse_damaged(self.path)  # python-docx takes for granted that XML is what it should be

    @cached_property
    def text(self) -> Element:
        """The main part as XML. Raises Unusable."""
        return self.root(self.main)

    def related(self, kind: str) -> Iterator[Part]:
        """Return the parts to which the main one has a relation of a kind (styles, comments …), in order, each once."""
        seen: set[str] = set()
        for relation in self.main.rels.values():
            if relation.reltype != f"{RELATIONS}{kind}" or relation.is_external:
                continue
            if relation.target_part.partname not in seen:
                seen.add(relation.target_part.partname)
                yield relation.target_part

    def root(self, part: Part) -> Element:
        """Return a part as XML. Raises Unusable."""
        return self.parse(part.blob)


def find_root(part: IO[bytes]) -> None:
    """Read a part no further than where its root element begins. Raises DoctypeFound when it declares a DTD before that,
    ExpatError when there is no root."""
    parser = expat.ParserCreate()

    def root(*_: object) -> NoReturn:
        """Raise RootFound; what expat calls where the root element begins."""
        raise RootFound

    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = root
    try:
        while chunk := part.read(PROLOGUE):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except RootFound:
        return


def drop_dangling_relations(archive: zipfile.ZipFile) -> bytes:
    """Return a package without the relations that lead to parts which are not there."""
    from lxml import etree

    names = set(archive.namelist())
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as repaired:
        for name in dict.fromkeys(archive.namelist()):
            content = archive.read(name)
            if name.endswith(".rels"):
                root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
                folder = posixpath.dirname(posixpath.dirname(name))
                for relation in list(root):
                    target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                    if relation.get("TargetMode") != "External" and target.lstrip("/") not in names:
                        root.remove(relation)
                content = etree.tostring(root)
            repaired.writestr(name, content)
    return file.getvalue()


def refuse_damaged(path: Path) -> NoReturn:
    """Raise Unusable for a file that is no .docx, or is damaged."""
    refuse(path, "文件已损坏，或者不是.docx文件", WRONG_FILE)


def load(path: Path) -> Package:
    """Return the .docx in a file, whole in memory. Raises Unusable: not there, locked, damaged, too large."""
    return open_package(path, read_file(path, LARGEST_PACKAGE))


def open_package(path: Path, content: bytes) -> Package:
    """Return the .docx of content that was read from a file. Raises Unusable: what it is when it is none, and what to
    do."""
    if kind := file_kinds.kind_of_file(content, path.suffix):
        refuse(path, f"这是{kind.name}", kind.hint)
    try:
        package = Package(path, content)
    except DAMAGED:
        refuse_damaged(path)
    package.examine()
    return package
