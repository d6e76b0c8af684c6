"""Opens a .docx from anywhere: bounded before anything is unpacked, no DTD in any part; a part is unpacked and parsed when it is asked
for, by the relations of the package. Used by whatever reads a report back.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn
from xml.parsers import expat

from narrator.bounds import LARGEST_MARKUP, LARGEST_PACKAGE, MEGABYTE, read_file
from narrator.readers.docx import file_kinds
from narrator.readers.zipped import (
    DAMAGED,
    MOST_PARTS,
    UNTRUSTED,
    DoctypeFound,
    refuse,
    refuse_doctype,
    unpack_part,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"  # the namespace of text
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
LARGEST_PART = 128 * 1024 * 1024  # bytes, unpacked
LARGEST_WHOLE = 256 * 1024 * 1024  # bytes, unpacked, of all parts
LARGEST_RATIO = 400  # unpacked to packed: XML packs to a fiftieth at the very best
MOST_ELEMENTS = 2_000_000  # of XML in a part: a report of 3,000 rows has about 600,000
SMALLEST_ELEMENT = 4  # bytes: <a/>
PROLOGUE = 1024  # bytes of a part that are read at a time until its root element begins
SMALL = 8 * 1024  # bytes of a part that is unpacked as soon as it is looked at
CHUNK = 256 * 1024  # bytes of a part that are looked at at a time
LONG = 4 * 1024 * 1024  # bytes of a part whose XML takes some 40 MB, as that of a report of 800 rows does
WRONG_FILE = "检查是不是选错了文件"
MARKUP = (".xml", ".rels")  # how the names of parts end that are XML
# A root element behind nothing but the declaration of an encoding in which these bytes are these letters.
AT_ONCE = re.compile(
    rb"<\?xml version=[\"']1\.0[\"'] encoding=[\"']UTF-8[\"'](?: standalone=[\"'](?:yes|no)[\"'])? ?\?>\s*+<[A-Za-z]"
)
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
        self._relations: dict[str, list[tuple[str, str]]] = {}  # by the part that has them
        self._small: dict[str, bytes] = {}  # parts, by their names

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
            with io.BytesIO(self.read(name)) if self.is_small(name) else self.archive.open(name) as part:
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
            refuse_damaged_docx(self.path)

    # ---- parts ----

    def read(self, name: str) -> bytes:
        """Return a part, unpacked; a small one is unpacked once. Raises Unusable when it is not there, or is damaged."""
        if name in self._small:
            return self._small[name]
        try:
            content = unpack_part(self.archive, self.content, name)
            if self.is_small(name):
                self._small[name] = content
        except (KeyError, *DAMAGED):
            refuse_damaged_docx(self.path)
        return content

    def is_small(self, name: str) -> bool:
        """Return whether a part that is there takes hardly more to unpack than to open, as most do."""
        return self.archive.getinfo(name).file_size <= SMALL

    def parse(self, content: bytes) -> Element:
        """Return what was read from a part as XML. Raises Unusable."""
        from lxml.etree import XMLParser, XMLSyntaxError, fromstring

        try:
            return fromstring(content, XMLParser(remove_blank_text=True, resolve_entities=False))
        except XMLSyntaxError as error:
            self.refuse_xml(error)
        except ValueError:
            refuse_damaged_docx(self.path)

    def refuse_xml(self, error: Exception) -> NoReturn:
        """Raise Unusable for XML that can not be read, or that is more than people write."""
        if "depth" in str(error):
            self.refuse("文件里的内容套得太深", UNTRUSTED)
        if "XML_PARSE_HUGE" in str(error):
            self.refuse("文件里有一段文字长得不正常", UNTRUSTED)
        refuse_damaged_docx(self.path)

    def related(self, kind: str, part: str | None = None) -> Iterator[str]:
        """Yield the parts to which a part has a relation of a kind (styles, comments …), in order, each once: the main one, or another,
        "" for the package itself. A relation that leads nowhere (to a picture that is gone) is none, as for Word. Raises Unusable."""
        stated = self.relations_of(self.main if part is None else part)
        yield from dict.fromkeys(target for one, target in stated if one in (kind, f"{RELATIONS}{kind}"))

    def relations_of(self, part: str) -> list[tuple[str, str]]:
        """Return the relations of a part to others that are there, in order: of which kind each is, and to which part. They are
        asked for once for each kind, and read once. Raises Unusable."""
        if part not in self._relations:
            folder, name = posixpath.split(part)
            stated = posixpath.join(folder, "_rels", f"{name}.rels")
            found = []
            for one in self.root(stated).iterchildren(RELATION) if stated in self.names else ():
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
                if one.get("TargetMode") != "External" and target in self.names:
                    found.append((one.get("Type", ""), target))
            self._relations[part] = found
        return self._relations[part]

    @cached_property
    def main(self) -> str:
        """The name of the part with the text, whatever that is. Raises Unusable."""
        return next(self.related("officeDocument", ""), None) or refuse_damaged_docx(self.path)

    def pieces(self) -> Iterator[Element]:
        """Yield what stands in the body of the main part. Of a long one it is parsed piece by piece, and each is let go of
        when the next one is asked for: its XML would take more memory than all that is read from it. Raises Unusable.
        """
        content = self.read(self.main)
        if len(content) <= LONG:
            body = self.parse(content).find(f"{W}body")
            if body is None:
                refuse_damaged_docx(self.path)
            yield from body
            return
        from lxml.etree import XMLPullParser, XMLSyntaxError

        parser = XMLPullParser(("start",), tag=f"{W}body", remove_blank_text=True, resolve_entities=False)
        body = None
        try:
            for at in range(0, len(content), CHUNK):
                parser.feed(content[at : at + CHUNK])
                for _, element in parser.read_events():
                    if body is None and is_second(element):
                        body = element
                if body is not None:
                    yield from taken_out(body, body[:-1])  # what comes last may go on
            parser.close()
        except XMLSyntaxError as error:
            self.refuse_xml(error)
        if body is None:
            refuse_damaged_docx(self.path)
        yield from taken_out(body, body[:])

    def root(self, part: str) -> Element:
        """Return a part as XML. Raises Unusable."""
        return self.parse(self.read(part))


def is_second(element: Element) -> bool:
    """Return whether an element stands in the root of its part."""
    root = element.getparent()
    return root is not None and root.getparent() is None


def taken_out(parent: Element, children: Sequence[Element]) -> Iterator[Element]:
    """Yield children of an element, each taken out of it when the next one is asked for."""
    for child in children:
        yield child
        child.clear()  # which frees what is in it at once
        parent.remove(child)


def find_root(part: IO[bytes]) -> None:
    """Read a part no further than where its root element begins. Raises DoctypeFound when it declares a DTD before that,
    ExpatError when there is no root."""
    begin = part.read(PROLOGUE)
    if AT_ONCE.match(begin):  # as in most parts
        return
    parser = expat.ParserCreate()

    def root(*_: object) -> NoReturn:
        """Raise RootFound; what expat calls where the root element begins."""
        raise RootFound

    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = root
    try:
        while begin:
            parser.Parse(begin)
            begin = part.read(PROLOGUE)
        parser.Parse(b"", True)
    except RootFound:
        return


def refuse_damaged_docx(path: Path) -> NoReturn:
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
    if not content:
        refuse(path, "文件是空的", WRONG_FILE)
    try:
        package = Package(path, content)
    except DAMAGED:
        refuse_damaged_docx(path)
    package.examine()
    return package
