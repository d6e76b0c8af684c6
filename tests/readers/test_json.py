"""Files that a clerk may hand over by mistake, and numbers that must come through exactly."""

from __future__ import annotations

import errno
import io
import os
import sys
import time
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from disclosure.notation import CHINESE, TEXT
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.disclosure.shape import Repeated
from narrator.problem import Unusable
from narrator.readers import json as reader

quick = settings(max_examples=100)


def refused(path: Path) -> str:
    """The one message about the file PATH."""
    with pytest.raises(Unusable) as caught:
        reader.load(path)
    (problem,) = caught.value.problems
    return str(problem).replace(f"{path}：", "")


@pytest.fixture
def file(tmp_path):
    """Puts bytes into a file and returns its path."""

    def put(content: bytes) -> Path:
        path = tmp_path / "data.json"
        path.write_bytes(content)
        return path

    return put


# ---- what comes through ----


@pytest.mark.parametrize(
    "mark", [b"", b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf"], ids=["bare", "BOM", "two BOMs"]
)
def test_utf8_with_and_without_its_mark(file, mark):
    data, text = reader.load(file(mark + '{"年度": 2023}'.encode()))
    assert (data, text) == ({"年度": Decimal(2023)}, '{"年度": 2023}')


def test_lines_may_end_as_on_windows(file):
    assert reader.load(file(b'{\r\n"a": [1,\r\n2]\r\n}\r\n'))[0] == {"a": [Decimal(1), Decimal(2)]}


@quick
@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_numbers_are_exact(number):
    found = reader.parse(f"[{number}]")
    assert isinstance(found, list)
    assert isinstance(found[0], Decimal)
    assert found[0].compare_total(number) == 0


@pytest.mark.parametrize("text", ["0.1", "1e400", "-0", "128.90", "9" * 5000, "1e-400", "NaN", "-Infinity"])
def test_numbers_that_a_float_would_not_hold(text):
    found = reader.parse(text)
    assert isinstance(found, Decimal)
    assert found.compare_total(Decimal(text)) == 0


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1e99999999999999999999", "1E+999999"),
        ("-2.5E+99999999999999999999", "-1E+999999"),
        ("1e-99999999999999999999", "1E-999999"),
        ("-1e-99999999999999999999", "-1E-999999"),
        ("0e99999999999999999999", "0"),
        ("-0.0e-99999999999999999999", "0"),
    ],
)
def test_exponents_beyond_all_bounds_stay_beyond_the_bounds_of_amounts(text, number):
    assert reader.parse(text) == Decimal(number)


def test_repeated_names_are_told_in_their_order():
    found = reader.parse('{"乙": 1, "甲": 2, "丙": 3, "甲": 4, "乙": 5, "甲": 6}')
    assert isinstance(found, Repeated)
    assert (found, found.repeated) == ({"乙": 5, "甲": 6, "丙": 3}, ("乙", "甲"))
    assert not isinstance(reader.parse('{"甲": {"甲": 1}}'), Repeated)


def test_a_name_repeated_a_hundred_thousand_times_takes_no_time():
    text = "{" + ",".join(f'"{number % 50000}": 1' for number in range(100_000)) + "}"
    start = time.process_time()
    found = reader.parse(text)
    assert time.process_time() - start < 5
    assert isinstance(found, Repeated)
    assert len(found.repeated) == 50000


# ---- what is refused ----


def test_no_file(tmp_path):
    assert refused(tmp_path / "data.json") == "错误：没有这个文件。请检查文件名和文件夹。"


def test_a_folder(tmp_path):
    assert refused(tmp_path) == "错误：这是文件夹，不是文件。请写出文件夹里文件的名称。"


def test_a_file_used_as_a_folder(file):
    path = file(b"{}") / "data.json"
    assert refused(path) == "错误：没有这个文件：路径中间有一段是文件，不是文件夹。请检查文件名和文件夹。"


def test_a_name_longer_than_the_file_system_allows(tmp_path):
    assert (
        refused(tmp_path / ("长" * 200)) == "错误：没有这个文件：文件名或者路径太长。请检查文件名和文件夹。"
    )


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            PermissionError(errno.EACCES, "Permission denied"),
            "错误：文件打不开：没有权限，或者正被别的程序打开。请关闭正在使用它的程序，或者把文件复制到自己的文件夹里。",
        ),
        (
            OSError(errno.EIO, "Input/output error"),
            f"错误：文件打不开（系统错误{errno.EIO}）。请把文件复制到本机的文件夹里再试。",
        ),
    ],
)
def test_a_file_that_does_not_open(file, monkeypatch, error, message):
    def fail(*_arguments: object, **_keywords: object) -> None:
        raise error

    path = file(b"{}")
    monkeypatch.setattr(Path, "open", fail)
    assert refused(path) == message


def test_a_file_larger_than_any_accounts(file, monkeypatch):
    monkeypatch.setattr(reader, "LARGEST_TEXT", 10)
    assert reader.load(file(b"[1234567 ]"))[0] == [1234567]
    assert refused(file(b"[1234567  ]")) == "错误：文件超过10字节，大得不正常。请检查是不是选错了文件。"


def test_more_values_than_any_accounts_have(monkeypatch):
    monkeypatch.setattr(reader, "MOST_VALUES", 5)
    assert reader.parse('[1, [], {"a": 2}]') == [1, [], {"a": 2}]
    with pytest.raises(Unusable, match="里面的内容多得不正常"):
        reader.parse('[1, [], {"a": 2}, 3]')


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless file on Windows")
def test_a_file_without_an_end():
    assert refused(Path("/dev/zero")) == "错误：这是管道或者设备，不是文件。请先存成文件，再写它的名称。"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "data.json")
    assert "这是管道或者设备，不是文件" in refused(tmp_path / "data.json")


def test_links_that_lead_nowhere(tmp_path):
    path = tmp_path / "data.json"
    path.symlink_to("没有.json")
    assert refused(path) == "错误：这是一个链接，它指向的文件没有了。请找回那个文件，或者直接写文件的位置。"
    path.unlink()
    path.symlink_to("data.json")
    assert refused(path) == "错误：这是一个链接，绕了一圈又回到自己。请删掉这个链接，直接写文件的位置。"


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf"], ids=["nothing", "space", "a BOM"])
def test_an_empty_file(file, content):
    assert refused(file(content)) == "错误：文件是空的。请检查是不是选错了文件。"


def packed() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("[Content_Types].xml", "")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (packed(), "Word、Excel或压缩文件"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "旧版的Word或Excel文件"),
        (b"%PDF-1.7\n", "PDF文件"),
    ],
    ids=["docx", "xls", "pdf"],
)
def test_another_kind_of_file(file, content, kind):
    assert refused(file(content)) == f"错误：这是{kind}，不是JSON数据文件。请选数据文件，例如data.json。"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16(file, encoding):
    message = "错误：文件是UTF-16编码，不是UTF-8编码。请用记事本打开，另存为，编码选UTF-8。"
    assert refused(file(TEXT.encode(encoding))) == message
    assert refused(file(b"\xfe\xff" + TEXT.encode("utf-16-be"))) == message


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_gbk_tells_the_first_line_with_chinese_on_it(file, encoding):
    content = '{\n\n  "金额": "万元"\n}'.encode(encoding)
    assert refused(file(content)) == "错误：第3行：文件不是UTF-8编码。请用记事本打开，另存为，编码选UTF-8。"


def test_a_file_cut_within_a_character(file):
    content = '{\n"年度": "二〇二三'.encode()[:-1]
    assert refused(file(content)) == "错误：第2行：文件到这里就断了。请重新复制或下载完整的文件。"


@pytest.mark.parametrize("depth", [sys.getrecursionlimit() * 100])
@pytest.mark.parametrize("brackets", ["[]", '{"a":}'])
def test_brackets_without_end(file, depth, brackets):
    content = (brackets[:-1] * depth + "1" + brackets[-1] * depth).encode()
    assert refused(file(content)) == "错误：括号套得太深，不像是决算数据。请检查是不是选错了文件。"


@quick
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_in_chinese(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "data.json"
    path.write_bytes(content)
    try:
        text, problems = reader.load(path)[1], ()
    except Unusable as error:
        text, problems = None, error.problems
    assert (text is None) == bool(problems)
    assert text is None or text == content.decode("utf-8-sig")
    assert all(CHINESE.search(problem.what) and CHINESE.search(problem.hint) for problem in problems)
