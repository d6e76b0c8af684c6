"""Reads what a report made by narrator carries along: the snapshot it was made from, with its trace."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NotRequired, TypedDict, cast
from xml.etree.ElementTree import Element

from narrator.readers import package
from narrator.readers.package import Package
from narrator.trace import Entry

SNAPSHOT = "{urn:narrator:snapshot}snapshot"
FORM = "form"  # the attribute that names the form where the snapshot itself was taken out


NEEDED = {"格式": str, "数据": str, "出处": list}


class Snapshot(TypedDict):
    """What a report was made from. 格式: the form; 数据: the text of data.json; 短语: that of the unit's own
    phrasebook; 出处: the trace.

    原文, 版式: what was printed and how it was laid out, as `edits.report_lines` and `edits.page_layout` tell. 情形, 原因记录: by slot, the change that each reason
    explains in this report, and the one that its text was written for.
    """

    格式: str
    数据: str
    出处: list[Entry]
    短语: NotRequired[str]
    原文: NotRequired[object]
    版式: NotRequired[object]
    情形: NotRequired[dict[str, str]]
    原因记录: NotRequired[dict[str, str]]


def snapshot(path: Path) -> Snapshot:
    """The snapshot in the report PATH. Raises Unusable: no .docx, damaged, or not made by narrator."""
    opened = package.load(path)
    found = carried(opened)
    if found is None and published(opened):
        opened.refuse("这是供公开的报告（narrator publish 生成），不带出处", "用公开以前的那一份来问")
    if found is None:
        opened.refuse(
            "这份文件不是narrator生成的，没有记下出处", "用数据文件来问（narrator explain data.json）"
        )
    return found


def carried(opened: Package) -> Snapshot | None:
    """The snapshot that OPENED carries; None when it has none. Raises Unusable."""
    root = snapshot_root(opened)
    if root is None or not root.text:
        return None
    try:
        found = json.loads(root.text)
    except (ValueError, RecursionError):
        package.refuse_damaged(opened.path)
    whole = isinstance(found, dict) and all(
        isinstance(found.get(name), kind) for name, kind in NEEDED.items()
    )
    return cast(Snapshot, found) if whole else None


def published(opened: Package) -> bool:
    """Whether OPENED was made by narrator, and its snapshot taken out to publish it. Raises Unusable."""
    root = snapshot_root(opened)
    return root is not None and not root.text


def form_name(opened: Package) -> str:
    """The form that OPENED was made in; "" when that is not known. Raises Unusable."""
    if (found := carried(opened)) is not None:
        return str(found.get("格式", ""))
    root = snapshot_root(opened)
    return "" if root is None else root.get(FORM, "")


def snapshot_root(opened: Package) -> Element | None:
    return next((root for _, root in snapshots(opened)), None)


def snapshots(opened: Package) -> Iterator[tuple[str, Element]]:
    """The parts of OPENED that hold a snapshot, whatever a program has called them. Raises Unusable."""
    for name in opened.names:
        if name.startswith("customXml/item") and name.endswith(".xml"):
            content = opened.read(name)
            if b"urn:narrator:snapshot" in content and (root := opened.parse(content)).tag == SNAPSHOT:
                yield name, root
