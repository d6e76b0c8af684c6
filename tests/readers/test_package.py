"""Opening a .docx from anywhere: bounded, never evaluated, each refusal in words that help."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

from narrator.problem import Unusable
from narrator.readers import controls, package

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = f"<w:document {W}><w:body>{{}}</w:body></w:document>"


def zipped(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return file.getvalue()


def document(content: str = "", head: str = "") -> bytes:
    return zipped({"word/document.xml": head + BODY.format(content)})


def refusal(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(Unusable) as caught:
        controls.read(package.load(path))
    (problem,) = caught.value.problems
    assert problem.file == str(path)
    assert problem.hint
    return problem.what


def encrypted() -> bytes:
    content = bytearray(document())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = content.index(mark) + (6 if mark == b"PK\x03\x04" else 8)
        content[at : at + 2] = struct.pack("<H", 1)
    return bytes(content)


BILLION = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE w SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "已损坏"),
        (b"PK\x03\x04", "已损坏"),
        (document()[:-40], "已损坏"),
        (document()[:60], "已损坏"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "加了密码"),
        (encrypted(), "加了密码"),
        (zipped({"other.xml": "<a/>"}), "已损坏"),
        (zipped({"word/document.xml": "<w:document"}), "已损坏"),
        (zipped({"word/document.xml": "<a/>"}), "已损坏"),
        (zipped({"word/document.xml": b"\xff\xfe\x00broken"}), "已损坏"),
        (document("&a;&b;", BILLION), "DOCTYPE"),
        (document("", EXTERNAL), "DOCTYPE"),
        (
            zipped({"word/document.xml": BODY.format("").encode("utf-16") + b"\x00\x00" * 8_000_000}),
            "大得不正常",
        ),
        (document("<w:p/>" * 3_000_000), "大得不正常"),
        (document("<w:p>" * 20_000 + "</w:p>" * 20_000), "套得太深"),
    ],
)
def test_refused(tmp_path: Path, content: bytes, what: str) -> None:
    assert what in refusal(tmp_path / "a.docx", content)


def test_a_doctype_in_utf_16(tmp_path: Path) -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?>{BILLION}{BODY.format("")}'
    assert "DOCTYPE" in refusal(tmp_path / "a.docx", zipped({"word/document.xml": text.encode("utf-16")}))


def test_too_many_parts(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {f"{number}.xml": "" for number in range(package.MOST_PARTS + 1)}
    assert "多得不正常" in refusal(tmp_path / "a.docx", zipped(parts, zipfile.ZIP_STORED))


def test_a_part_that_claims_to_be_small(tmp_path: Path) -> None:
    """The size in the directory lies: nothing beyond it is unpacked."""
    content = bytearray(zipped({"word/document.xml": BODY.format("<w:p/>" * 100_000)}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(mark) + offset
        content[at : at + 4] = struct.pack("<I", 100)
    assert "已损坏" in refusal(tmp_path / "a.docx", bytes(content))


def test_no_file_a_folder_a_pipe(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.docx", tmp_path):
        with pytest.raises(Unusable):
            package.load(path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "管道.docx")
        with pytest.raises(Unusable):
            package.load(tmp_path / "管道.docx")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(document())
    path.chmod(0)
    with pytest.raises(Unusable, match="没有权限"):
        package.load(path)


def test_strict_open_xml_is_told(tmp_path: Path) -> None:
    strict = '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body/></w:document>'
    assert "Strict" in refusal(tmp_path / "a.docx", zipped({"word/document.xml": strict}))
