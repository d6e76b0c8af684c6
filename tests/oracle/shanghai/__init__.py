"""An oracle for the 上海2024 report, written from the published form alone; it imports nothing from narrator.

`judge` is the one of `oracle`, for the other form: `prose` reads parts one, three and four, `tables` part two;
`claims` judges what sentences are made of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import Section, Verdict, cut_into, overview, paired, section
from ..data import Data
from ..report import Grid, Paragraph, Report
from . import prose, tables

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
    cut = cut_into(4, report, verdict)
    if not cut:
        return verdict
    section(cut[0], data, overview.cover, verdict)
    section(words(cut[1]), data, prose.overview, verdict)
    verdict.faults += tables.units(cut[1], data, "决算单位备注", "备注")
    verdict.faults += tables.tables(cut[2], data)
    heading, *rest = cut[3]
    section([heading], data, prose.heading, verdict)
    for blocks, read in paired(rest, ACCOUNTS, verdict):
        section(blocks, data, read, verdict)
    section(cut[4], data, prose.glossary, verdict)
    return verdict


def words(blocks: Sequence[Paragraph | Grid]) -> list[Paragraph | Grid]:
    return [block for block in blocks if isinstance(block, Paragraph)]
