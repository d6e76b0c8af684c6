"""An oracle for reports in the 中央2023 form and its overlays, written from the fact sheet of the form alone; it imports
nothing from narrator.

`judge` is the one of `oracle`, for these forms: `prose` reads parts one, three and four, `tables` the tables of part one,
part two and part five; `claims` judges what sentences are made of, `overlays` knows what a province says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import Verdict, paired, section
from ..data import Data
from ..number import chinese
from ..report import Grid, Paragraph, Report, parts
from ..shanghai import words
from ..shanghai.tables import units
from . import overlays, prose, tables


def judge(raw: Mapping[str, Any], report: Report) -> Verdict:
    """The verdict on REPORT, which was made from RAW in the form that it names."""
    data, verdict = Data(raw), Verdict()
    form = raw["格式"]
    cut = parts(report)
    attached = bool(data.dig("预算绩效", "项目")) or form == "湖南2023"
    if len(cut) != 5 + attached:
        verdict.faults.append(f"有{len(cut) - 1}个部分，应当有{4 + attached}个")
        return verdict
    section(cut[0], data, prose.cover, verdict)
    section(words(cut[1]), data, prose.overview, verdict)
    verdict.faults += units(cut[1], data, "决算单位性质", "单位性质")
    verdict.faults += tables.tables(cut[2], data)
    heading, *rest = cut[3]
    section([heading], data, prose.heading, verdict)
    for number, (blocks, read) in enumerate(paired(rest, overlays.sections(form), verdict), 1):
        section(unnumbered(blocks, number, verdict), data, read, verdict)
    section(cut[4], data, prose.glossary, verdict)
    if attached:
        attachments = overlays.own_attachments if form == "湖南2023" else tables.attachments
        verdict.faults += attachments(cut[5], data)
    return verdict


def unnumbered(
    blocks: Sequence[Paragraph | Grid], number: int, verdict: Verdict
) -> Sequence[Paragraph | Grid]:
    """BLOCKS, a section whose heading must have this NUMBER, without it."""
    first, *rest = blocks
    if not isinstance(first, Paragraph) or not first.text.startswith(f"{chinese(number)}、"):
        verdict.faults.append(f"第{number}节的标题：{first}")
        return blocks
    return [Paragraph(first.text.removeprefix(f"{chinese(number)}、"), first.level), *rest]
