"""Reads what a report made by narrator carries along: the snapshot it was made from, with its trace.

A .docx may come from anywhere, so its size and its XML are bounded before anything is parsed.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import TypedDict, cast
from xml.etree import ElementTree

from narrator.problem import Problem, Unusable, unopened
from narrator.trace import Entry

SNAPSHOT = "{urn:narrator:snapshot}snapshot"
LARGEST_PART = 128 * 1024 * 1024  # bytes, unpacked
LARGEST_RATIO = 400  # unpacked to packed: XML packs to a fiftieth at the very best


class Snapshot(TypedDict):
    """What a report was made from. 格式: the form; 数据: the text of data.json; 出处: the trace."""

    格式: str
    数据: str
    出处: list[Entry]


def snapshot(path: Path) -> Snapshot:
    """The snapshot in the report PATH. Raises Unusable: no .docx, damaged, or not made by narrator."""

    def refuse(what: str, hint: str) -> Unusable:
        return Unusable([Problem("", what, hint, file=str(path))])

    try:
        with zipfile.ZipFile(path) as package:
            items = [
                name for name in package.namelist() if name.startswith("customXml/item") and name.endswith(".xml")
            ]
            for name in items:
                part = package.getinfo(name)
                if part.file_size > LARGEST_PART or part.file_size > LARGEST_RATIO * max(part.compress_size, 1024):
                    raise refuse("文件里有一部分大得不正常", "不要打开来历不明的文件")
                content = package.read(name)
                if b"urn:narrator:snapshot" not in content:
                    continue
                if b"<!DOCTYPE" in content:
                    raise refuse("文件里有不该有的内容（DOCTYPE）", "不要打开来历不明的文件")
                root = ElementTree.fromstring(content)
                if root.tag == SNAPSHOT:
                    return cast(Snapshot, json.loads(root.text or ""))
    except OSError as error:
        raise refuse(*unopened(error)) from None
    except (zipfile.BadZipFile, ElementTree.ParseError, ValueError, EOFError, NotImplementedError, RuntimeError):
        raise refuse("文件已损坏，或者不是.docx文件", "检查是不是选错了文件") from None
    raise refuse("这份文件不是narrator生成的，没有记下出处", "用数据文件来问（narrator explain data.json）")
