"""Reads what a report made by narrator carries along: the snapshot it was made from, with its trace."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypedDict, cast

from narrator.readers.package import opened
from narrator.trace import Entry

SNAPSHOT = "{urn:narrator:snapshot}snapshot"


class Snapshot(TypedDict):
    """What a report was made from. 格式: the form; 数据: the text of data.json; 出处: the trace."""

    格式: str
    数据: str
    出处: list[Entry]


def snapshot(path: Path) -> Snapshot:
    """The snapshot in the report PATH. Raises Unusable: no .docx, damaged, or not made by narrator."""

    with opened(path) as package:
        for name in package.names:
            if name.startswith("customXml/item") and name.endswith(".xml"):
                root = package.xml(name)
                if root.tag == SNAPSHOT:
                    return cast(Snapshot, json.loads(root.text or ""))
        raise package.refused(
            "这份文件不是narrator生成的，没有记下出处", "用数据文件来问（narrator explain data.json）"
        )
