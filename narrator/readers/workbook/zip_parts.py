"""The parts of a zipped workbook (.xlsx, .ods), unpacked within bounds, and their XML walked element by element."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.parsers import expat

from narrator.readers.workbook.refusals import refuse_damaged, refuse_locked
from narrator.readers.zipped import (
    DAMAGED,
    MOST_PARTS,
    UNTRUSTED,
    DoctypeFound,
    refuse,
    refuse_doctype,
    unpack_part,
)

LARGEST_PART = 64 * 1024 * 1024  # bytes, unpacked: a sheet of 3,000 rows has one or two MB
LARGEST_WHOLE = 192 * 1024 * 1024  # bytes, unpacked, of all parts that are read
Attributes = Mapping[str, str]
Begin = Callable[[str, Attributes], None]
End = Callable[[str, str], None]


class ZipParts:
    """A zipped file, open. names: its parts. Every method raises Unusable for a file that can not be trusted."""

    def __init__(self, path: Path, content: bytes) -> None:
        self.path = path
        self.content = content
        self.unpacked = 0
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(content))
            self.names = frozenset(self.archive.namelist())
        except DAMAGED:
            refuse_damaged(path)
        if len(self.names) > MOST_PARTS or len(self.archive.infolist()) > len(self.names):
            refuse(path, "文件里的部分多得不正常", UNTRUSTED)

    def read(self, name: str) -> bytes:
        """Return a part of the file, unpacked and found to be as long as the file says."""
        if name not in self.names:
            refuse_damaged(self.path)
        part = self.archive.getinfo(name)
        if part.flag_bits & 0x1:
            refuse_locked(self.path)
        self.unpacked += part.file_size
        if part.file_size > LARGEST_PART or self.unpacked > LARGEST_WHOLE:
            refuse(self.path, "文件里有一部分大得不正常", UNTRUSTED)
        try:
            return unpack_part(self.archive, self.content, name)
        except DAMAGED:
            refuse_damaged(self.path)

    def walk(self, name: str, begin: Begin, end: End | None = None) -> None:
        """Call `begin` with the name (without its namespace) and the attributes of every element of an XML
        part, and `end` with its name and the text right before its end.
        """
        content = self.read(name)
        parser = expat.ParserCreate(namespace_separator=" ")
        text: list[str] = []

        def started(tag: str, attributes: Attributes) -> None:
            """Tell that an element begins; the text before it is nobody's."""
            text.clear()
            begin(tag.rpartition(" ")[2], attributes)

        parser.StartElementHandler = started
        if end is not None:

            def ended(tag: str) -> None:
                """Tell that an element ends, with the text right before its end."""
                end(tag.rpartition(" ")[2], "".join(text))
                text.clear()

            parser.EndElementHandler = ended
            parser.CharacterDataHandler = text.append
        parser.StartDoctypeDeclHandler = refuse_doctype
        try:
            parser.Parse(content, True)
        except DoctypeFound:
            refuse(self.path, "文件里有不该有的内容（DOCTYPE）", UNTRUSTED)
        except (expat.ExpatError, LookupError, ValueError):
            refuse_damaged(self.path)


def local(attributes: Attributes, name: str) -> str:
    """Return the attribute of a name, whatever its namespace; "" when there is none."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if key.rpartition(" ")[2] == name), "")
