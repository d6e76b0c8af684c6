"""Opening a .docx from anywhere: bounded, never evaluated, each refusal in words that help."""

from __future__ import annotations

import contextlib
import os
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from narrator.problem import Unusable
from narrator.readers.docx import package
from narrator.readers.docx.docx_report import read_docx, read_package
from narrator.readers.zipped import MOST_PARTS

from .notation import NAMES, p, parts, r, relations, zipped

BODY = f"<w:document {NAMES}><w:body>{{}}</w:body></w:document>"
MAIN = "word/document.xml"


def document(content: str = "", head: str = "") -> bytes:
    return with_main(head + BODY.format(content))


def with_main(xml: str | bytes) -> bytes:
    return zipped({**parts(""), MAIN: xml})


def refusal(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(Unusable) as caught:
        read_docx(path)
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
        (b"", "文件是空的"),
        (b"PK\x03\x04", "已损坏"),
        (document()[:-40], "已损坏"),
        (document()[:60], "已损坏"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "加了密码"),
        (encrypted(), "加了密码"),
        (zipped({"other.xml": "<a/>"}), "这是压缩包（.zip）"),
        (with_main("<w:document"), "已损坏"),
        (with_main("<a/>"), "已损坏"),
        (with_main(b"\xff\xfe\x00broken"), "已损坏"),
        (document("&a;&b;", BILLION), "DOCTYPE"),
        (document("", EXTERNAL), "DOCTYPE"),
        (with_main(BODY.format("").encode("utf-16") + b"\x00\x00" * 8_000_000), "大得不正常"),
        (
            zipped({**parts(""), MAIN: BODY.format("<w:p/>" * 2_100_000)}, zipfile.ZIP_STORED),
            "段落多得不正常",
        ),
        (zipped({**parts(""), MAIN: BODY.format(p(r("字" * 12_000_000)))}, zipfile.ZIP_STORED), "超过32MB"),
        (zipped({**parts(""), MAIN: BODY.format(p(r("字" * 4_000_000)))}, zipfile.ZIP_STORED), "长得不正常"),
        (document("<w:p/>" * 3_000_000), "大得不正常"),
        (document("<w:p>" * 20_000 + "</w:p>" * 20_000), "套得太深"),
    ],
)
def test_refused(tmp_path: Path, content: bytes, what: str) -> None:
    assert what in refusal(tmp_path / "a.docx", content)


def test_a_doctype_in_utf_16(tmp_path: Path) -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?>{BILLION}{BODY.format("")}'
    assert "DOCTYPE" in refusal(tmp_path / "a.docx", with_main(text.encode("utf-16")))


def test_too_many_parts(tmp_path: Path) -> None:
    many: dict[str, str | bytes] = {f"{number}.xml": "" for number in range(MOST_PARTS + 1)}
    assert "多得不正常" in refusal(tmp_path / "a.docx", zipped(many, zipfile.ZIP_STORED))


def test_a_part_that_claims_to_be_small(tmp_path: Path) -> None:
    """The size in the directory lies: nothing beyond it is unpacked."""
    others = {name: xml for name, xml in parts("").items() if name != MAIN}
    content = bytearray(zipped({MAIN: BODY.format("<w:p/>" * 100_000), **others}))
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


def test_the_main_part_is_found_by_its_relation(tmp_path: Path) -> None:
    """As Word Online and SharePoint call it."""
    path = tmp_path / "a.docx"
    path.write_bytes(zipped(parts(p(r("甲")), {"styles": ""}, main="document2.xml")))
    assert [block.text.string for block in read_docx(path).document.blocks] == ["甲"]  # type: ignore[union-attr]


@pytest.mark.parametrize("chunk", [1, 7, 100, package.CHUNK])
def test_a_body_is_taken_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int) -> None:
    """However much of it is parsed at a time; of what was read nothing is kept."""
    path, rows = tmp_path / "a.docx", "".join(f"<w:tr><w:tc>{p(r(text))}</w:tc></w:tr>" for text in "乙丙")
    path.write_bytes(document(f"{p(r('甲'))}<!-- 注 --><w:tbl>{rows}</w:tbl>{p(r('丁'))}<w:sectPr/>"))
    monkeypatch.setattr(package, "CHUNK", chunk)
    monkeypatch.setattr(package, "LONG", 10)
    opened = package.load(path)
    told: list[str] = []
    before = None
    for piece in opened.pieces():
        assert before is None or (len(before), before.getparent()) == (0, None)
        told.append("".join(one.text or "" for one in piece.iter(f"{package.W}t")))
        before = piece
    assert told == ["甲", "", "乙丙", "丁", ""]
    assert repr(read_package(opened)) == repr(read_docx(path))
    path.write_bytes(with_main(BODY.format(p(r("甲")))[:-20]))
    with pytest.raises(Unusable, match="已损坏"):
        read_docx(path)


def test_a_relation_that_leads_nowhere_is_no_damage(tmp_path: Path) -> None:
    """Word opens a file in which a picture is gone: ../NULL."""
    path = tmp_path / "a.docx"
    inside = parts(p(r("甲")), {"comments": ""})
    leads = {"image": "../NULL", "comments": "comments.xml", "hyperlink": "http://www.gov.cn"}
    inside["word/_rels/document.xml.rels"] = relations(leads).replace(
        'Target="http:', 'TargetMode="External" Target="http:'
    )
    path.write_bytes(zipped(inside))
    assert [block.text.string for block in read_docx(path).document.blocks] == ["甲"]  # type: ignore[union-attr]


STRICT = relations(
    {"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument": "word/document.xml"}
)


@pytest.mark.parametrize(
    ("content", "name", "what"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "WordDocument".encode("utf-16-le"), "a.doc", "旧版Word文件"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "WordDocument".encode("utf-16-le"), "a.wps", "WPS文字文件"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "a.docx", "加了密码的.docx"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "Workbook".encode("utf-16-le"), "a.doc", "Excel"),
        (b"{\\rtf1 abc}", "a.rtf", "RTF"),
        (b"{\\rtf1 abc}", "a.docx", "RTF"),
        (b"%PDF-1.7", "a.pdf", "PDF"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><a/>', "a.docx", "Word XML"),
        (b"<html><body>", "a.docx", "网页"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "a.odt", "OpenDocument"),
        (zipped({"OFD.xml": "<a/>"}), "a.ofd", "OFD"),
        (zipped(parts("", kind="x").copy() | {"[Content_Types].xml": "document.macroEnabled.main+xml"}), "a.docm", "带宏"),
        (zipped(parts("", kind="template.main")), "a.dotx", "模板"),
        (zipped({"[Content_Types].xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"}), "a.docx", "Excel"),
        (zipped({**parts(""), "_rels/.rels": STRICT}), "a.docx", "Strict Open XML"),
    ],
)  # fmt: skip
def test_what_is_no_docx_says_what_it_is(tmp_path: Path, content: bytes, name: str, what: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Unusable) as caught:
        package.load(path)
    (problem,) = caught.value.problems
    assert what in problem.what
    assert "另存为“Word 文档（.docx）”" in problem.hint


WHOLE = zipped(parts(p(r("甲")), {"styles": "", "comments": ""}), zipfile.ZIP_STORED)


@example([(WHOLE.rindex(b"word/styles.xml"), 0)])  # the name of a part to which a relation leads
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_damage_anywhere_is_told_or_does_not_matter(changes: list[tuple[int, int]]) -> None:
    content = bytearray(WHOLE)
    for at, byte in changes:
        content[at] = byte
    with contextlib.suppress(Unusable):  # any other exception fails
        read_package(package.open_package(Path("a.docx"), bytes(content)))


@given(
    st.sampled_from(sorted(parts("", {"styles": ""}))),
    st.integers(0, 600),
    st.text("<>/&\"'= awx", max_size=8),
)
def test_xml_that_is_not_what_it_should_be(name: str, at: int, put: str) -> None:
    """The check sums are right, the XML is not."""
    inside = parts(p(r("甲")), {"styles": ""})
    xml = str(inside[name])
    inside[name] = xml[: at % len(xml)] + put + xml[at % len(xml) + len(put) :]
    with contextlib.suppress(Unusable):  # any other exception fails
        read_package(package.open_package(Path("a.docx"), zipped(inside)))


def test_relations_that_nobody_asks_for_may_be_no_xml(tmp_path: Path) -> None:
    """Word opens both files; relations of the text itself that are no XML are damage."""
    path = tmp_path / "a.docx"
    inside = parts(p(r("甲")), {"styles": ""})
    del inside["word/styles.xml"]
    inside["word/_rels/else.xml.rels"] = "<"
    path.write_bytes(zipped(inside))
    assert [block.text.string for block in read_docx(path).document.blocks] == ["甲"]  # type: ignore[union-attr]
    inside["word/_rels/document.xml.rels"] = "<"
    assert "已损坏" in refusal(path, zipped(inside))


def test_a_text_longer_than_people_write_is_told(tmp_path: Path) -> None:
    text = "甲" * 4_000_000  # 12 MB
    made = f"<数据>{text}</数据>".encode()
    path = tmp_path / "甲.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("customXml/item1.xml", made)
    opened = package.Package(path, path.read_bytes())
    with pytest.raises(Unusable, match="长得不正常"):
        opened.parse(made)
