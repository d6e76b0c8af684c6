"""The package: the same bytes every time, properties, and the snapshot that travels along."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from narrator.document import Page, Paragraph
from narrator.spans import Text

ROOT = Path(__file__).parents[3]
BLOCKS = (Page("正文"), Paragraph(Text("甲"), "正文"))
PIECES = (b"{}", b"[]")  # of a snapshot

AGAIN = """
import hashlib, pathlib, sys, tomllib
from narrator.document import *
from narrator.spans import *
from narrator.sources import Slot
from narrator.writers import WRITERS
styles = tomllib.loads(pathlib.Path("templates/辽宁2023/styles.toml").read_text("utf-8"))
slot = Text("甲", (Span(0, 1, Slot("乙" * 70)),))
blocks = (Contents(2, "目录"), Heading(1, slot, "部分标题"), Page("横表"), Paragraph(slot, "正文"))
print(hashlib.sha256(WRITERS[".docx"](Document("题", blocks), styles, [b"{}", b"[]"])).hexdigest())
"""


def test_the_same_input_gives_the_same_bytes(write):
    assert write(*BLOCKS, snapshot=PIECES).data == write(*BLOCKS, snapshot=PIECES).data
    assert write(*BLOCKS).data != write(*BLOCKS, title="另一题").data


def test_the_same_bytes_in_another_process_and_another_time_zone():
    digests = {
        subprocess.run(
            [sys.executable, "-c", AGAIN],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "TZ": zone,
                "PYTHONPATH": str(ROOT),
                "PYTHONUTF8": "1",
            },
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York"))
    }
    assert len(digests) == 1


def test_it_is_zipped_as_the_standard_library_would(write):
    package = write(*BLOCKS, snapshot=PIECES)
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in package.parts.items():
            with archive.open(name, "w") as entry:
                entry.write(content)
            archive.getinfo(name).create_system = 0
    assert package.data == file.getvalue()


def test_no_part_has_a_date(write):
    package = write(*BLOCKS, snapshot=PIECES)
    assert {entry.date_time for entry in package.entries} == {(1980, 1, 1, 0, 0, 0)}
    assert b"dcterms" not in package.parts["docProps/core.xml"]


def test_the_types_come_first_and_every_relation_leads_somewhere(write):
    package = write(*BLOCKS, snapshot=PIECES)
    assert package.entries[0].filename == "[Content_Types].xml"
    targets = {relation.get("Target") for relation in package.xml("word/_rels/document.xml.rels")}
    names = {f"word/{target}".replace("word/../", "") for target in targets}
    assert names <= set(package.parts)
    assert {"customXml/item1.xml", "customXml/item2.xml"} <= names


def test_properties(write):
    package = write(*BLOCKS, title='甲 & "乙" <丙>\x01')
    assert [element.text for element in package.xml("docProps/core.xml")] == ['甲 & "乙" <丙>\ufffd', "zh-CN"]
    assert [element.text for element in package.xml("docProps/app.xml")] == ["narrator"]


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"原因": "<人员> & “变动”]]>", "换行": "一\r\n二\t三"},
        {"怪字": "\x7f𠮷\u2028"},
        {"空格": "   "},
    ],
)
def test_the_snapshot_comes_back(value, write):
    data = json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\r\n").encode()
    package = write(*BLOCKS, snapshot=[data, b"{}"])
    item, printed = (package.xml(f"customXml/item{number}.xml") for number in (1, 2))
    assert item.tag == printed.tag == "{urn:narrator:snapshot}snapshot"
    assert json.loads(item.text) == value
    assert item.text.encode() == data
    assert printed.text == "{}"


def test_without_a_snapshot_there_is_none(write):
    assert not [name for name in write(*BLOCKS).parts if name.startswith("customXml")]


def test_word_lays_it_out_as_its_own_time_does(write):
    settings = write(*BLOCKS).parts["word/settings.xml"].decode()
    assert (
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings
    )
    assert "evenAndOddHeaders" not in settings
