"""Documents that are no reports, or hardly: a clear message and exit code 2, or a list of what can not be checked."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from seed import typed
from strategies.render import dumps, finished, sample

from narrator.cli import main

MAIN = typed.MAIN
Run = Callable[[bytes], tuple[object, str, str]]


def package(body: str, **others: bytes) -> bytes:
    """A .docx with BODY, and OTHERS instead of its parts (document, styles)."""
    content = io.BytesIO()
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {MAIN}><w:body>{body}</w:body></w:document>'
    )
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", typed.TYPES)
        archive.writestr("_rels/.rels", typed.RELATIONS)
        archive.writestr("word/document.xml", others.get("document", document.encode()))
        archive.writestr("word/styles.xml", others.get("styles", typed.STYLES.encode()))
    return content.getvalue()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Checks a .docx and gives the exit code and what was printed; the form is said."""

    def check(content: bytes) -> tuple[object, str, str]:
        path = tmp_path / "报告.docx"
        path.write_bytes(content)
        monkeypatch.setattr(sys, "argv", ["narrator", "check", str(path), "--form", "辽宁2023"])
        with pytest.raises(SystemExit) as caught:
            main()
        printed = capsys.readouterr()
        return caught.value.code, printed.out, printed.err

    return check


def nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + typed.paragraph("深") + "</w:tc></w:tr></w:tbl>" * depth


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


BOMB = package("", document=b"<a>" + b" " * (130 * 1024 * 1024) + b"</a>")
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
CONTROLS, END = "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"
USELESS = {
    "不是压缩包": (b"plain text", "不是.docx文件"),
    "加密": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "密码"),
    "截断": (package(typed.paragraph("字") * 99)[:300], "损坏"),
    "空": (b"", "文件是空的"),
    "没有表": (package(typed.paragraph("收入总计5万元。")), "没有表格"),
    "没有正文": (package("", document=b"<a/>"), "损坏"),
    "不是XML": (package("", document=b"\0\1\2"), "损坏"),
    "DTD": (package("", document=DOCTYPE), "DOCTYPE"),
    "样式里的DTD": (package(table(typed.cell("甲")), styles=DOCTYPE), "DOCTYPE"),
    "压缩炸弹": (BOMB, "超过32MB"),
    "嵌套过深的表": (package(nested(300)), "套得太深"),
    "嵌套过深的控件": (package(CONTROLS * 300 + typed.paragraph("字") + END * 300 + nested(1)), "套得太深"),
    "文字太多": (package(typed.paragraph("".join(map(chr, range(0x4E00, 0x9000))) * 700)), "MB"),
}


@pytest.mark.parametrize("name", USELESS)
def test_what_is_no_report_is_refused_with_a_reason(name: str, run: Run) -> None:
    content, reason = USELESS[name]
    begin = time.process_time()
    code, out, err = run(content)
    assert (code, out) == (2, "")
    assert reason in err
    assert "Traceback" not in err
    assert time.process_time() - begin < 10


ODD = {
    "嵌套的表": nested(30),
    "跨列过多": table(typed.cell("甲", 99999), typed.cell("乙", 5000)),
    "没有开头的纵向合并": table(typed.cell("甲", 1, '<w:vMerge w:val="continue"/>'), typed.cell("乙")),
    "交错的合并": table(
        typed.cell("甲", 2, '<w:vMerge w:val="restart"/>') + typed.cell("乙"),
        typed.cell("丙") + typed.cell("丁", 2, '<w:vMerge w:val="continue"/>'),
    ),
    "不整齐的行": table(typed.cell("甲"), typed.cell("乙") * 40, "", typed.cell("")),
    "空表": "<w:tbl/>" + table(typed.cell("甲")),
    "很长的一段": typed.paragraph("收入总计" * 20000) + table(typed.cell("甲")),
    "很多相似的句子": typed.paragraph("完成预算的5.00%，决算数" * 300) * 5 + table(typed.cell("甲")),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_odd_documents_are_read_as_far_as_they_can_be(name: str, run: Run) -> None:
    begin = time.process_time()
    code, out, err = run(package(ODD[name]))
    assert code == 1
    assert "ST-1 公开01表" in out
    assert "Traceback" not in err
    assert time.process_time() - begin < 20


def test_a_report_with_odd_cells_is_read_beside_them(run: Run) -> None:
    """One table more, one cell split in two, a table in a cell: the rest is checked as before."""
    content = finished(dumps(sample()))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = archive.read("word/document.xml").decode()
    at = document.index("<w:tbl>")
    odd = document[:at] + ODD["交错的合并"] + nested(3) + document[at:]
    code, out, _ = run(package("", document=odd.encode()))
    assert code == 1
    assert "没有认出这张表" in out
    assert "ST-1" not in out
    assert "T1-2 公开01表" in out  # its tail is found as before


def test_a_document_of_no_form_asks_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "别的.docx"
    path.write_bytes(package(table(typed.cell("甲"))))
    monkeypatch.setattr(sys, "argv", ["narrator", "check", str(path)])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 2
    assert "用 --form 写明" in capsys.readouterr().err
