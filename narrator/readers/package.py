"""Opening a .docx from anywhere: its size is bounded before anything is unpacked, its XML before it is parsed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from narrator.problem import Problem, Unusable, unopened

LARGEST_FILE = 256 * 1024 * 1024  # bytes, packed
LARGEST_PART = 32 * 1024 * 1024  # bytes, unpacked: a report of 3,000 rows has about 12 MB
LARGEST_RATIO = 400  # unpacked to packed: XML packs to a fiftieth at the very best
MOST_PARTS = 10_000
STRANGE = "不要打开来历不明的文件"
DOCUMENT = "word/document.xml"


class Package:
    """The parts of an open .docx."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path, self.archive = path, archive
        if len(archive.infolist()) > MOST_PARTS:
            raise self.refused("文件里的部分多得不正常", STRANGE)
        self.names = tuple(archive.namelist())

    def refused(self, what: str, hint: str) -> Unusable:
        """That this package is not read, because of WHAT; to be raised."""
        return Unusable([Problem("", what, hint, file=str(self.path))])

    def part(self, name: str) -> bytes:
        """The unpacked part NAME. Raises Unusable when it is beyond all bounds."""
        info = self.archive.getinfo(name)
        if info.flag_bits & 1:
            raise self.refused("文件加了密码", "去掉密码再试")
        if info.file_size > LARGEST_RATIO * max(info.compress_size, 1024):
            raise self.refused("文件里有一部分大得不正常", STRANGE)
        if info.file_size > LARGEST_PART:
            raise self.refused(
                f"文件太大，超过{LARGEST_PART // 1024 // 1024}MB文字，不像是决算报告", "检查是不是选错了文件"
            )
        with self.archive.open(info) as file:
            content = file.read(LARGEST_PART + 1)  # what the directory says may be a lie
        if len(content) > LARGEST_PART:
            raise self.refused("文件里有一部分大得不正常", STRANGE)
        return content

    def xml(self, name: str) -> Element:
        """The part NAME as XML, without a document type, so that no entity can grow. Raises Unusable."""
        content = self.part(name)
        # UTF-16 hides the letters, so it is looked at in both encodings.
        if b"<!DOCTYPE" in content or b"<\0!\0D\0O\0C" in content or b"\0<\0!\0D\0O\0C" in content:
            raise self.refused("文件里有不该有的内容（DOCTYPE）", STRANGE)
        return ElementTree.fromstring(content)


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """The .docx PATH, open. Raises Unusable for what goes wrong inside: no file, no .docx, damaged, encrypted."""

    def refuse(what: str, hint: str) -> Unusable:
        return Unusable([Problem("", what, hint, file=str(path))])

    try:
        if path.stat().st_size > LARGEST_FILE:
            raise refuse("文件太大，不像是决算报告", "检查是不是选错了文件")
        with path.open("rb") as file:
            if file.read(4) == b"\xd0\xcf\x11\xe0":
                raise refuse("这是加了密码的文件，或者旧版的.doc文件", "去掉密码，或者另存为.docx")
        with zipfile.ZipFile(path) as archive:
            yield Package(path, archive)
    except OSError as error:
        raise refuse(*unopened(error)) from None
    except (
        zipfile.BadZipFile, zipfile.LargeZipFile, ElementTree.ParseError, ValueError, KeyError, EOFError,
        NotImplementedError, RuntimeError, RecursionError, MemoryError,
    ):  # fmt: skip
        raise refuse("文件已损坏，或者不是.docx文件", "检查是不是选错了文件") from None
    except Exception as error:
        if type(error).__module__ in ("zlib", "lzma", "_lzma", "bz2"):
            raise refuse("文件已损坏，或者不是.docx文件", "检查是不是选错了文件") from None
        raise
