"""Reads what a report made by narrator carries along: the snapshot it was made from, with its trace."""

from __future__ import annotations

import json as jsonlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, NoReturn, NotRequired, TypedDict, cast
from xml.parsers import expat

from narrator.problem import Unusable
from narrator.readers import json
from narrator.readers.docx import package
from narrator.readers.docx.package import Package
from narrator.recorded_trace import read_trace
from narrator.trace import TraceEntry

SNAPSHOT = "{urn:narrator:snapshot}snapshot"
FORM = "form"  # the attribute that names the form where the snapshot itself was taken out

NEEDED = {"格式": str, "数据": str}
BY_SLOT = ("情形", "原因记录")


class Snapshot(TypedDict):
    """What a report was made from, and of a whole one what it prints.

    格式: the form.
    数据: the text of data.json.
    短语: that of the unit's own phrasebook, or "".
    情形, 原因记录: by slot, the change that each reason explains in this report, and the one that its text was
        written for.
    出处: the trace; in the file itself as `recorded_trace` records it.
    标题: the title among the properties of the file.
    原文, 版式: what was printed and how it was laid out, as `edits.report_lines` and `edits.page_layout` tell.
    """

    格式: str
    数据: str
    短语: NotRequired[str]
    出处: NotRequired[list[TraceEntry]]
    标题: NotRequired[str]
    原文: NotRequired[object]
    版式: NotRequired[object]
    情形: NotRequired[dict[str, str]]
    原因记录: NotRequired[dict[str, str]]


def snapshot(path: Path) -> Snapshot:
    """Return the snapshot in a report, whole. Raises Unusable: no .docx, damaged, or not made by narrator."""
    opened = package.load(path)
    found = carried_snapshot(opened, whole=True)
    if found is None and is_published(opened):
        opened.refuse("这是供公开的报告（narrator publish 生成），不带出处", "用公开以前的那一份来问")
    if found is None or "出处" not in found:
        opened.refuse(
            "这份文件不是narrator生成的，没有记下出处", "用数据文件来问（narrator explain data.json）"
        )
    data_made_from(opened, found)
    try:
        found["出处"] = read_trace(found["出处"])
    except ValueError:
        refuse_altered(opened)
    return found


def carried_snapshot(opened: Package, whole: bool = False) -> Snapshot | None:
    """Return the snapshot that an opened report carries; None when it has none. whole: what it prints, too, which stands in a part
    of its own. Raises Unusable."""
    found: dict[str, object] = {}
    for _, root in snapshots(opened):
        if root.text:
            found |= load_members(root.text, opened)
        if not whole and NEEDED.keys() <= found.keys():
            break
    if not NEEDED.keys() <= found.keys():
        return None
    kinds = {**NEEDED, "短语": str, "出处": list, "标题": str, "原文": list, "版式": dict}
    by_slot = [found[name] for name in BY_SLOT if name in found]
    if not all(isinstance(found[name], kind) for name, kind in kinds.items() if name in found) or not all(
        isinstance(one, dict) and all(isinstance(text, str) for text in one.values()) for one in by_slot
    ):
        refuse_altered(opened)
    return cast(Snapshot, found)


def load_members(text: str, opened: Package) -> dict[str, object]:
    """Return the members of a part of a snapshot; none of what is no object. Raises Unusable for what is no JSON."""
    try:
        found = jsonlib.loads(text)
    except (ValueError, RecursionError):
        refuse_altered(opened)
    return found if isinstance(found, dict) else {}


def data_made_from(opened: Package, found: Snapshot) -> tuple[dict[str, object], int]:
    """Return the data that a report was made from, parsed, and their year. Raises Unusable."""
    try:
        data = json.parse(found["数据"])
    except Unusable:
        refuse_altered(opened)
    year = data.get("年度") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(year, Decimal) or not 0 < year < 10_000:
        refuse_altered(opened)
    return data, int(year)


def refuse_altered(opened: Package) -> NoReturn:
    """Raise Unusable: what the report carries along was altered."""
    what = "报告里带着的数据被改坏了，读不出来"
    opened.refuse(what, "找回没有改坏的那一份，或者用 narrator render 重新生成")


def is_published(opened: Package) -> bool:
    """Return whether a report was made by narrator, and its snapshot taken out to publish it. Raises Unusable."""
    root = snapshot_root(opened)
    return root is not None and not root.text


def form_name(opened: Package) -> str:
    """Return the form that a report was made in; "" when that is not known. Raises Unusable."""
    if (found := carried_snapshot(opened)) is not None:
        return str(found.get("格式", ""))
    root = snapshot_root(opened)
    return "" if root is None else root.attributes.get(FORM, "")


def snapshot_root(opened: Package) -> Root | None:
    """Return the root of the first part that holds a snapshot, or None. Raises Unusable."""
    return next((root for _, root in snapshots(opened)), None)


def snapshots(opened: Package) -> Iterator[tuple[str, Root]]:
    """Return the parts that hold a snapshot, whatever a program has called them. Raises Unusable."""
    for name in opened.names:
        if name.startswith("customXml/item") and name.endswith(".xml"):
            content = opened.read(name)
            if b"urn:narrator:snapshot" in content:
                try:
                    root = read_root(content)
                except (expat.ExpatError, LookupError, ValueError) as error:
                    opened.refuse_xml(error)
                if root.name == SNAPSHOT:
                    yield name, root


class Root(NamedTuple):
    """The root element of XML. text: all that stands in it."""

    name: str
    attributes: dict[str, str]
    text: str


def read_root(content: bytes) -> Root:
    """Return the root element of XML, of which no tree is made: a snapshot is one long text. Raises ExpatError for what is no XML,
    LookupError or ValueError for an encoding that nobody knows."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    texts: list[str] = []
    root: list[tuple[str, dict[str, str]]] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        """Keep the root element; what expat calls where the first one begins."""
        root.append((f"{{{name}", attributes))
        parser.StartElementHandler = None

    parser.StartElementHandler = begin
    parser.CharacterDataHandler = texts.append
    parser.Parse(content, True)
    return Root(*root[0], "".join(texts))
