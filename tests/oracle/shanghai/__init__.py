"""An oracle for the 上海2024 report, written from the published form alone; it imports nothing from narrator.

`judge` is the one of `oracle`, for the other form: `prose` reads parts one, three and four, `tables` part two;
`claims` judges what sentences are made of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .. import Verdict, hygiene, overview
from ..cursor import Cursor, Lost
from ..data import Data
from ..report import Grid, Paragraph, Report, parts
from . import prose, tables

Section = Callable[[Cursor, Data], None]
ACCOUNTS: tuple[Section, ...] = (
    prose.total,
    prose.income,
    prose.spending,
    prose.granted,
    prose.general,
    prose.basic,
    prose.three,
    prose.fund,
    prose.capital,
    prose.performance,
    prose.matters,
)


def judge(raw: Mapping[str, Any], report: Report) -> Verdict:
    """The verdict on REPORT, which was made from RAW."""
    data, verdict = Data(raw), Verdict()
    cut = parts(report)
    if len(cut) != 5:
        verdict.faults.append(f"有{len(cut) - 1}个部分，应当有4个")
        return verdict
    section(cut[0], data, overview.cover, verdict)
    section(words(cut[1]), data, prose.overview, verdict)
    verdict.faults += tables.units(cut[1], data)
    verdict.faults += tables.tables(cut[2], data)
    heading, *rest = cut[3]
    section([heading], data, prose.heading, verdict)
    sections = by_heading(rest)
    if len(sections) != len(ACCOUNTS):
        verdict.faults.append(f"第三部分有{len(sections)}节，应当有{len(ACCOUNTS)}节")
    for blocks, read in zip(sections, ACCOUNTS, strict=False):
        section(blocks, data, read, verdict)
    section(cut[4], data, prose.glossary, verdict)
    return verdict


def words(blocks: Sequence[Paragraph | Grid]) -> list[Paragraph | Grid]:
    return [block for block in blocks if isinstance(block, Paragraph)]


def by_heading(blocks: Sequence[Paragraph | Grid]) -> list[list[Paragraph | Grid]]:
    """BLOCKS cut before every heading of level 2."""
    found: list[list[Paragraph | Grid]] = []
    for block in blocks:
        if isinstance(block, Paragraph) and (block.level == 2 or not found):
            found.append([])
        found[-1].append(block)
    return found


def section(blocks: Sequence[Paragraph | Grid], data: Data, read: Section, verdict: Verdict) -> None:
    """Judge BLOCKS, prose alone, as READ reads them."""
    verdict.faults += ["这里不应当有表" for block in blocks if isinstance(block, Grid)]
    cursor = Cursor("".join(f"{block.text}\n" for block in blocks if isinstance(block, Paragraph)))
    try:
        read(cursor, data)
        cursor.end()
    except Lost:
        pass
    verdict.faults += cursor.faults + hygiene.faults(cursor.pieces)
    verdict.pieces += cursor.pieces
    verdict.claims += cursor.claims
