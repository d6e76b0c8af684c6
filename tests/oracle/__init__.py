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
# The sections of the cover, of parts one, two and three; of part two the words that each begins with.
COVER: dict[str, Section] = {"": overview.cover}
OVERVIEW: dict[str, Section] = {"": overview.overview}
ACCOUNTS: dict[str, Section] = {
    "一、": totals.totals,
    "二、": grants.grants,
    "三、": three.three,
    "四、": matters.basic,
    "五、": matters.matters,
}
GLOSSARY: dict[str, Section] = {"": glossary.glossary}


@dataclass
class Verdict:
    """What was found: faults, and the pieces and claims of the prose for tests to compare."""

    faults: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


def judge(raw: Mapping[str, Any], report: Report) -> Verdict:
    """The verdict on REPORT, which was made from RAW."""
    data, verdict = Data(raw), Verdict()
    cut = parts(report)
    if len(cut) != 6:
        verdict.faults.append(f"有{len(cut) - 1}个部分，应当有5个")
        return verdict
    prose(cut[0], data, COVER, verdict)
    prose(cut[1], data, OVERVIEW, verdict)
    heading, *rest = cut[2]
    assert isinstance(heading, Paragraph)
    if tight(heading.text) != f"第二部分{data.year}年度部门决算情况说明":
        verdict.faults.append(f"第二部分的标题：{heading.text}")
    prose(rest, data, ACCOUNTS, verdict)
    prose(cut[3], data, GLOSSARY, verdict)
    verdict.faults += tables.tables(cut[4], data)
    verdict.faults += forms.forms(cut[5], data)
    return verdict


def prose(
    blocks: Sequence[Paragraph | Grid], data: Data, sections: Mapping[str, Section], verdict: Verdict
) -> None:
    """Judge BLOCKS, prose alone, whose SECTIONS begin with headings of level 2 (or are a single one)."""
    texts: list[list[str]] = [] if "" not in sections else [[]]
    for block in blocks:
        if isinstance(block, Grid):
            verdict.faults.append("这里不应当有表")
            continue
        if "" not in sections and (block.level == 2 or not texts):
            texts.append([])
        texts[-1].append(block.text)
    if len(texts) != len(sections):
        verdict.faults.append(f"有{len(texts)}节，应当有{len(sections)}节")
    for lines, section in zip(texts, sections.values(), strict=False):
        cursor = Cursor("".join(f"{line}\n" for line in lines))
        try:
            section(cursor, data)
            cursor.end()
        except Lost:
            pass
        verdict.faults += cursor.faults
        verdict.faults += hygiene.faults(cursor.pieces)
        verdict.pieces += cursor.pieces
        verdict.claims += cursor.claims
