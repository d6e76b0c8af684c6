"""Zipped files from outside (.docx, .xlsx, .ods): what bounds them all, and how one is refused."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from struct import Struct
from typing import NoReturn

from narrator.problem import Problem, Unusable

MOST_PARTS = 10_000
UNTRUSTED = "不要打开来历不明的文件"
# What unpacking a damaged file may raise.
DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError, OSError,
)  # fmt: skip
# What stands before the content of a part: of a record of 30 bytes the mark and, at its end, how long a name and what else follow
# (APPNOTE.TXT 4.3.7).
BEFORE, MARK = Struct("<4s22x2H"), b"PK\3\4"
MOST_TIMES = 1032  # as many bytes are unpacked of one at the very most, whatever a file says of its parts
LARGEST_AT_ONCE = 256 * 1024 * 1024 // MOST_TIMES  # bytes of a part, packed


def unpack_part(archive: zipfile.ZipFile, content: bytes, name: str) -> bytes:
    """Return a part of a zip file, unpacked. content: the whole file. Raises KeyError when the part is not there, and one of `DAMAGED`.

    A part that is packed and named as nearly all are is unpacked at once, into the room that it takes: zipfile takes two and a half times
    as long for a small one. Of any other, and of a damaged one, zipfile says what it is."""
    part = archive.getinfo(name)
    begin = part.header_offset + BEFORE.size
    before = content[part.header_offset : begin]
    usual = part.compress_type == zipfile.ZIP_DEFLATED and part.compress_size <= LARGEST_AT_ONCE
    if usual and len(before) == BEFORE.size and before.startswith(MARK):
        _, named, more = BEFORE.unpack(before)
        if content[begin : begin + named] == name.encode():
            packed = memoryview(content)[begin + named + more :][: part.compress_size]
            found = zlib.decompress(packed, -zlib.MAX_WBITS, part.file_size or 1)
            if len(found) == part.file_size and zlib.crc32(found) == part.CRC:
                return found
    return archive.read(name)


class DoctypeFound(Exception):
    """Raised when a part begins to declare a DTD, before any entity is defined."""


def refuse_doctype(*_: object) -> NoReturn:
    """Raise DoctypeFound; what expat calls where a DTD begins."""
    raise DoctypeFound


def refuse(path: Path, what: str, hint: str) -> NoReturn:
    """Raise Unusable for a file. what: what is wrong; hint: what to do."""
    raise Unusable([Problem("", what, hint, file=str(path))])
