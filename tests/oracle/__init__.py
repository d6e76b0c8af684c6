"""An oracle for the 辽宁2023 report, written from the rules alone; it imports nothing from narrator.

`judge` reads raw data.json and a finished report, and says what is wrong with the report. A module per
section: `overview` (part one), `totals`, `grants`, `three`, `matters` (part two), `glossary` (three),
`tables` (four), `forms` (five); `claims` and `prose` judge what sentences are made of, `hygiene` how they
read. Not judged: the notes below tables and the fixed terms of the glossary (the form's own words; the
sample's golden holds them), white space in headings, the contents, and how anything looks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from . import forms, glossary, grants, hygiene, matters, overview, tables, three, totals
from .cursor import Claim, Cursor, Lost, Piece
from .data import Data
from .report import Grid, Paragraph, Report, parts, tight

Section = Callable[[Cursor, Data], None]
# The sections of part two.
ACCOUNTS: tuple[Section, ...] = (
    totals.totals,
    grants.grants,
    three.three,
    matters.basic,
    matters.matters,
)


@dataclass
class Verdict:
    """What was found: faults, and the pieces and claims of the prose for tests to compare."""

    faults: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


def judge(raw: Mapping[str, Any], report: Report) -> Verdict:
    """The verdict on REPORT, which was made from RAW."""
    data, verdict = Data(raw), Verdict()
    cut = cut_into(5, report, verdict)
    if not cut:
        return verdict
    section(cut[0], data, overview.cover, verdict)
    section(cut[1], data, overview.overview, verdict)
    heading, *rest = cut[2]
    assert isinstance(heading, Paragraph)
    if tight(heading.text) != f"第二部分{data.year}年度{data.kind}决算情况说明":
        verdict.faults.append(f"第二部分的标题：{heading.text}")
    for blocks, read in paired(rest, ACCOUNTS, verdict):
        section(blocks, data, read, verdict)
    section(cut[3], data, glossary.glossary, verdict)
    verdict.faults += tables.tables(cut[4], data)
    verdict.faults += forms.forms(cut[5], data)
    return verdict


def cut_into(wanted: int, report: Report, verdict: Verdict) -> list[list[Paragraph | Grid]]:
    """The cover of REPORT and its parts, of which it must have WANTED; nothing where it has not."""
    cut = parts(report)
    if len(cut) == wanted + 1:
        return cut
    verdict.faults.append(f"有{len(cut) - 1}个部分，应当有{wanted}个")
    return []


def paired(
    blocks: Sequence[Paragraph | Grid], wanted: Sequence[Section], verdict: Verdict
) -> list[tuple[Sequence[Paragraph | Grid], Section]]:
    """BLOCKS cut before every heading of level 2, each section with what of WANTED reads it; there must be as many."""
    found: list[list[Paragraph | Grid]] = []
    for block in blocks:
        if not found or (isinstance(block, Paragraph) and block.level == 2):
            found.append([])
        found[-1].append(block)
    if len(found) != len(wanted):
        verdict.faults.append(f"有{len(found)}节，应当有{len(wanted)}节")
    return list(zip(found, wanted, strict=False))


def section(blocks: Sequence[Paragraph | Grid], data: Data, read: Section, verdict: Verdict) -> None:
    """Judge BLOCKS, prose alone, as READ reads them."""
    verdict.faults += ["这里不应当有表" for block in blocks if isinstance(block, Grid)]
    text = "".join(f"{block.text}\n" for block in blocks if isinstance(block, Paragraph))
    cursor = Cursor(text, data.zero_in_prose)
    try:
        read(cursor, data)
        cursor.end()
    except Lost:
        pass
    verdict.faults += cursor.faults + hygiene.faults(cursor.pieces)
    verdict.pieces += cursor.pieces
    verdict.claims += cursor.claims
