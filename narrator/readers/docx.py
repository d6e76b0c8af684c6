"""Reads what a report made by narrator carries along: the snapshot it was made from, with its trace."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NotRequired, TypedDict, cast

from narrator.readers import package
from narrator.readers.package import Package
from narrator.trace import Entry

SNAPSHOT = "{urn:narrator:snapshot}snapshot"


class Snapshot(TypedDict):
    """What a report was made from. 格式: the form; 数据: the text of data.json; 短语: that of the unit's own
    phrasebook; 出处: the trace.

    原文: what was printed, as `writing.lines` dumps it. 情形, 原因记录: by slot, the change that each reason
    explains in this report, and the one that its text was written for.
    """

    格式: str
    数据: str
    出处: list[Entry]
    短语: NotRequired[str]
    原文: NotRequired[object]
    情形: NotRequired[dict[str, str]]
    原因记录: NotRequired[dict[str, str]]


def snapshot(path: Path) -> Snapshot:
    """The snapshot in the report PATH. Raises Unusable: no .docx, damaged, or not made by narrator."""
    opened = package.load(path)
    found = carried(opened)
    if found is None:
        opened.refuse(
            "这份文件不是narrator生成的，没有记下出处", "用数据文件来问（narrator explain data.json）"
        )
    return found


def carried(opened: Package) -> Snapshot | None:
    """The snapshot that OPENED carries; None when it was not made by narrator. Raises Unusable."""
    for name in opened.names:
        if not (name.startswith("customXml/item") and name.endswith(".xml")):
            continue
        content = opened.read(name)
        if b"urn:narrator:snapshot" not in content:
            continue
        root = opened.parse(content)
        if root.tag == SNAPSHOT:
            try:
                return cast(Snapshot, json.loads(root.text or ""))
            except (ValueError, RecursionError):
                package.refuse_damaged(opened.path)
    return None
