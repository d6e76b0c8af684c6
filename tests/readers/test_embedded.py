"""The snapshot in a report, whatever a program has made of the XML that it stands in."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from narrator.problem import Unusable
from narrator.readers import embedded
from narrator.readers.docx.package import Package

TEXT = '{"格式":"甲","数据":"1 < 2 & 3 > 2\\r\\n","出处":[]}'


def opened(folder: Path, content: bytes, name: str = "customXml/item1.xml") -> Package:
    """Return a package with one part."""
    path = folder / "甲.docx"
    with ZipFile(path, "w", ZIP_STORED) as archive:
        archive.writestr(name, content)
    return Package(path, path.read_bytes())


def snapshot_part(text: str, encoding: str = "utf-8", **attributes: str) -> bytes:
    """Return a part with the text of a snapshot, as lxml writes it."""
    root = etree.Element(embedded.SNAPSHOT, attributes, {None: "urn:narrator:snapshot"})
    root.text = text
    return etree.tostring(root, encoding=encoding, xml_declaration=True)


@pytest.mark.parametrize("encoding", ["utf-8", "us-ascii"])
def test_a_snapshot_is_read_however_its_characters_are_written(tmp_path: Path, encoding: str) -> None:
    part = snapshot_part(TEXT, encoding)
    assert embedded.carried_snapshot(opened(tmp_path, part)) == {
        "格式": "甲", "数据": "1 < 2 & 3 > 2\r\n", "出处": [],
    }  # fmt: skip


def test_a_snapshot_longer_than_libxml2_allows_is_read(tmp_path: Path) -> None:
    """Libxml2 refuses texts of more than 10 MB, as the snapshot of a report of 3,000 rows has."""
    data = "甲" * 4_000_000
    found = embedded.carried_snapshot(opened(tmp_path, snapshot_part(TEXT.replace("1 <", data))))
    assert found is not None
    assert data in found["数据"]


PRINTED = '{"出处":[],"标题":"乙"}'


@pytest.mark.parametrize("names", [("item1", "item2"), ("item2", "item1"), ("item7", "item10")])
def test_what_a_report_prints_is_read_where_it_is_asked_for(tmp_path: Path, names: tuple[str, str]) -> None:
    """Whatever a program has called the parts, and in whichever order they stand."""
    path = tmp_path / "甲.docx"
    made_from = {"格式": "甲", "数据": "{}"}
    with ZipFile(path, "w", ZIP_STORED) as archive:
        for name, text in zip(names, ('{"格式":"甲","数据":"{}"}', PRINTED), strict=True):
            archive.writestr(f"customXml/{name}.xml", snapshot_part(text))
    package = Package(path, path.read_bytes())
    assert embedded.carried_snapshot(package, whole=True) == {**made_from, "出处": [], "标题": "乙"}
    found = embedded.carried_snapshot(package)
    assert found is not None
    assert made_from.items() <= found.items()


def test_what_a_report_prints_alone_is_no_snapshot(tmp_path: Path) -> None:
    package = opened(tmp_path, snapshot_part(PRINTED))
    assert embedded.carried_snapshot(package, whole=True) is None
    assert not embedded.is_published(package)


def test_a_published_report_says_its_form_and_nothing_else(tmp_path: Path) -> None:
    package = opened(tmp_path, snapshot_part("", form="甲"))
    assert embedded.carried_snapshot(package) is None
    assert embedded.is_published(package)
    assert embedded.form_name(package) == "甲"


@pytest.mark.parametrize(
    "content",
    [
        b"<other>urn:narrator:snapshot</other>",
        b'<snapshot xmlns="urn:other">urn:narrator:snapshot</snapshot>',
        b'<other><snapshot xmlns="urn:narrator:snapshot">{}</snapshot></other>',
    ],
)
def test_what_only_speaks_of_a_snapshot_is_none(tmp_path: Path, content: bytes) -> None:
    package = opened(tmp_path, content)
    assert embedded.carried_snapshot(package) is None
    assert not embedded.is_published(package)
    assert list(embedded.snapshots(package)) == []


@pytest.mark.parametrize(
    "content",
    [
        b'<snapshot xmlns="urn:narrator:snapshot">{}',
        b"urn:narrator:snapshot",
        b'<?xml version="1.0" encoding="x-none"?><snapshot xmlns="urn:narrator:snapshot">{}</snapshot>',
        b'<?xml version="1.0" encoding="gb18030"?><snapshot xmlns="urn:narrator:snapshot">{}</snapshot>',
    ],
)
def test_a_snapshot_in_what_is_no_xml_is_damage(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Unusable, match="已损坏"):
        embedded.carried_snapshot(opened(tmp_path, content))
