"""What a file is that people take for a report and that is no .docx, and what to do about it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

SAVE = "用Word或WPS打开，另存为“Word 文档（.docx）”"
SAVE_SOURCE = "找到生成它的Word或WPS文件，另存为“Word 文档（.docx）”"
# Files that hold a text to be read by people. A command that takes data or a report takes these for reports.
DOCUMENTS = {
    ".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".ott", ".pdf", ".ofd", ".uot",
}  # fmt: skip
COMPOUND = b"\xd0\xcf\x11\xe0"  # how a compound file of Microsoft's begins: all Office files before 2007, and locked ones
STRICT = b"http://purl.oclc.org/ooxml/"  # how the names of Strict Open XML begin


class FileKind(NamedTuple):
    """A kind of file: what to say it is, and what to do to get a .docx."""

    name: str
    hint: str = SAVE


# By a word of the content types of a package, in the order in which they are looked for.
PACKAGES = {
    "macroEnabledTemplate": FileKind("带宏的Word模板（.dotm）"),
    "document.macroEnabled": FileKind("带宏的Word文件（.docm）"),
    "wordprocessingml.template": FileKind("Word模板（.dotx）"),
    "spreadsheetml": FileKind("Excel工作簿（.xlsx）", "选做成Word文件的报告，或者另存为“Word 文档（.docx）”"),
    "presentationml": FileKind("演示文稿（.pptx）", "选做成Word文件的报告，或者另存为“Word 文档（.docx）”"),
}
# By the beginning of a file.
BEGINNINGS = {
    b"{\\rtf": FileKind("RTF文件（.rtf）"),
    b"%PDF": FileKind("PDF文件（.pdf）", SAVE_SOURCE),
    b"{": FileKind("数据文件（.json）", "选 narrator render 由它生成的报告"),
}
# By what an XML or HTML file says near its beginning.
MARKS = {
    b'progid="Word.Document"': FileKind("Word XML文件（.xml）"),
    b"http://schemas.microsoft.com/office/word/2003/wordml": FileKind("Word XML文件（.xml）"),
    b"http://schemas.microsoft.com/office/2006/xmlPackage": FileKind("Word XML文件（.xml）"),
    b"uof:": FileKind("标文通文件（.uot）"),
    b"<html": FileKind("网页（.htm）"),
    b"<HTML": FileKind("网页（.htm）"),
    b"MIME-Version": FileKind("网页（.mht）"),
}
# By the name of a stream in a compound file.
STREAMS = {
    "EncryptedPackage": FileKind("加了密码的.docx文件", "在Word或WPS里去掉密码，另存为“Word 文档（.docx）”"),
    "WordDocument": FileKind("旧版Word文件（.doc）"),
    "Workbook": FileKind("旧版Excel工作簿（.xls）", "选做成Word文件的报告，或者另存为“Word 文档（.docx）”"),
    "PowerPoint Document": FileKind(
        "旧版演示文稿（.ppt）", "选做成Word文件的报告，或者另存为“Word 文档（.docx）”"
    ),
}
OLD = FileKind(
    "旧版的Office文件（.doc、.wps），或者加了密码的文件",
    "用Word或WPS打开，去掉密码，另存为“Word 文档（.docx）”",
)
WPS = FileKind("WPS文字文件（.wps）")
LOCKED = FileKind("加了密码的文件", "去掉密码再保存成“Word 文档（.docx）”")
ARCHIVE = FileKind("压缩包（.zip）", "先解压，再选里面的.docx文件")
STRICT_KIND = FileKind("“Strict Open XML”格式的Word文件", "在Word里另存为“Word 文档（.docx）”，不选“Strict”")


def is_document(path: Path) -> bool:
    """Return whether a file has the name of a text for people, and not of data."""
    return path.suffix.lower() in DOCUMENTS


def kind_of_file(content: bytes, suffix: str) -> FileKind | None:
    """Return what a file is by its content and the ending of its name; None when it may be a package, or is nothing
    known."""
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(COMPOUND):
        return kind_of_compound(content, suffix.lower())
    if start.startswith(b"PK"):
        return None
    named = next((kind for beginning, kind in BEGINNINGS.items() if start.startswith(beginning)), None)
    if named is not None:
        return named
    if start.startswith(b"<") or start.startswith(b"MIME"):
        return next((kind for mark, kind in MARKS.items() if mark in start), None)
    return None


def kind_of_compound(content: bytes, suffix: str) -> FileKind:
    """Return what a compound file is, by the names of its streams."""
    found = next((one for name, one in STREAMS.items() if name.encode("utf-16-le") in content), OLD)
    return WPS if found is STREAMS["WordDocument"] and suffix in (".wps", ".wpt") else found


def kind_of_package(
    names: Collection[str], types: bytes, relations: bytes, declared: bytes
) -> FileKind | None:
    """Return what a zip file is; None when it may be a .docx.

    names: of its parts. types: its part with the types of all others. relations: those of the package. declared: the
    type that it says it has, as an OpenDocument does.
    """
    if b"opendocument.text" in declared:
        return FileKind("OpenDocument文件（.odt）")
    if b"opendocument" in declared:
        return FileKind("OpenDocument文件", SAVE_SOURCE)
    if "OFD.xml" in names:
        return FileKind("OFD文件（.ofd）", SAVE_SOURCE)
    if STRICT in relations:
        return STRICT_KIND
    if not types:  # which every Office file has
        return ARCHIVE
    said = types.decode("utf-8", "replace")
    if "wordprocessingml.document.main+xml" in said:
        return None
    return next((kind for word, kind in PACKAGES.items() if word in said), None)
