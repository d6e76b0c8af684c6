"""Opens a .docx from anywhere as a bounded package of parts; its XML is parsed without DTD or entities.

Used by whatever reads a report back: the snapshot, the content controls, the checks.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree
from xml.parsers import expat

from narrator.bounds import LARGEST_MARKUP, LARGEST_PACKAGE, MEGABYTE, read_file
from narrator.problem import Problem, Unusable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"  # the namespace of text
LARGEST_PART = 128 * 1024 * 1024  # bytes, unpacked
LARGEST_WHOLE = 256 * 1024 * 1024  # bytes, unpacked, of all parts that are read
LARGEST_RATIO = 400  # unpacked to packed: XML packs to a fiftieth at the very best
MOST_PARTS = 10_000
PROLOGUE = 1024  # bytes of a part that are read at a time until its root element begins
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)
UNTRUSTED = "不要打开来历不明的文件"
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"  # a .doc, or a .docx with a password


class DoctypeFound(Exception):
    """Raised when a part begins to declare a DTD."""


class RootFound(Exception):
    """Raised when the root element of a part begins: no DTD can follow."""


class Package:
    """An open .docx. content: the file's bytes. names: its parts, such as word/document.xml."""

    def __init__(self, path: Path, content: bytes) -> None:
        self.path = path
        self.content = content
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.names = tuple(self.archive.namelist())
        self.unpacked = 0
        if len(self.names) > MOST_PARTS:
            self.refuse("文件里的部分多得不正常", UNTRUSTED)

    def refuse(self, what: str, hint: str) -> NoReturn:
        refuse(self.path, what, hint)

    def read(self, name: str, largest: int = LARGEST_PART) -> bytes:
        """The part NAME, unpacked. Raises Unusable when it is not there, damaged, locked or LARGEST bytes are less."""
        if name not in self.names:
            refuse_damaged(self.path)
        part = self.archive.getinfo(name)
        if part.flag_bits & 0x1:
            self.refuse("文件加了密码", "在Word里去掉密码再保存")
        self.unpacked += part.file_size
        if part.file_size > largest:
            what = f"文件里有一部分超过{largest // MEGABYTE}MB，不像是决算报告"
            self.refuse(what, "检查是不是选错了文件")
        if self.unpacked > LARGEST_WHOLE or part.file_size > LARGEST_RATIO * max(part.compress_size, 1024):
            self.refuse("文件里有一部分大得不正常", UNTRUSTED)
        try:
            return self.archive.read(name)
        except (*DAMAGED, OSError):
            refuse_damaged(self.path)

    def xml(self, name: str) -> ElementTree.Element:
        """The part NAME as XML. Raises Unusable as `read` does, and for a DTD or no XML at all."""
        return self.parse(self.read(name, LARGEST_MARKUP))

    def parse(self, content: bytes) -> ElementTree.Element:
        """CONTENT, which was read from a part, as XML. Raises Unusable."""
        try:
            refuse_doctype(content)
            return ElementTree.fromstring(content)
        except DoctypeFound:
            self.refuse("文件里有不该有的内容（DOCTYPE）", UNTRUSTED)
        except (ElementTree.ParseError, expat.ExpatError, ValueError, LookupError):
            refuse_damaged(self.path)


def refuse_doctype(content: bytes) -> None:
    """Raise DoctypeFound when CONTENT declares a DTD, before any entity is defined.

    The same parser reads as far as the root element and no further; the tree is then built without a handler
    of Python's for every element. Raises ExpatError when there is no root element.
    """
    parser = expat.ParserCreate()

    def doctype(*_: object) -> NoReturn:
        raise DoctypeFound

    def root(*_: object) -> NoReturn:
        raise RootFound

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = root
    try:
        for begin in range(0, len(content), PROLOGUE):
            parser.Parse(content[begin : begin + PROLOGUE])
        parser.Parse(b"", True)
    except RootFound:
        return


def refuse(path: Path, what: str, hint: str) -> NoReturn:
    raise Unusable([Problem("", what, hint, file=str(path))])


def refuse_damaged(path: Path) -> NoReturn:
    refuse(path, "文件已损坏，或者不是.docx文件", "检查是不是选错了文件")


def load(path: Path) -> Package:
    """The .docx in the file PATH, whole in memory. Raises Unusable: not there, locked, damaged, too large."""
    return opened(path, read_file(path, LARGEST_PACKAGE))


def opened(path: Path, content: bytes) -> Package:
    """The .docx CONTENT that was read from PATH. Raises Unusable."""
    if content.startswith(OLD_OR_LOCKED):
        refuse(path, "文件加了密码，或者是旧版的.doc", "在Word里去掉密码，另存为.docx")
    try:
        return Package(path, content)
    except (*DAMAGED, OSError):
        refuse_damaged(path)
