"""Files that mean harm, or came to some, where a report is expected: told in one line, and nothing is touched."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from commands.desk import Desk, saved

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
DEEP = "<w:sdt><w:sdtContent>" * 20_000 + "</w:sdtContent></w:sdt>" * 20_000


def part(name: str, content: str) -> Callable[[bytes], bytes]:
    return lambda package: saved(package, lambda xml: content, name)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (part("word/document.xml", f"<a>{' ' * 130_000_000}</a>"), "超过32MB"),
        (part("word/document.xml", f"{ENTITY}<a>&x;</a>"), "DOCTYPE"),
        (
            part("customXml/item1.xml", f'{ENTITY}<snapshot xmlns="urn:narrator:snapshot">&x;</snapshot>'),
            "DOCTYPE",
        ),
        (part("customXml/item1.xml", '<snapshot xmlns="urn:narrator:snapshot">{{{</snapshot>'), "改坏了"),
        (
            part("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{DEEP}</w:body></w:document>'),
            "套得太深",
        ),
        (lambda package: package[: len(package) // 2], "已损坏"),
        (lambda package: b"", "文件是空的"),
    ],
    ids=["bomb", "entity", "entity in the snapshot", "no JSON", "deep", "torn", "empty"],
)
def test_harm(desk: Desk, harm: Callable[[bytes], bytes], told: str) -> None:
    assert desk.render() == 0
    desk.report.write_bytes(harm(desk.report.read_bytes()))
    before = desk.files()
    for command in (
        ("render", desk.data, "-o", desk.report),
        ("pull", desk.report, desk.data),
        ("publish", desk.report, "-o", desk.folder / "公开.docx"),
        ("explain", desk.report),
        ("explain", desk.report, "26.99"),
    ):
        assert desk.run(*command) == 2, command
        assert told in desk.err
        assert len(desk.err.splitlines()) == 1
        assert desk.files() == before
