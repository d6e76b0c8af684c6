"""An oracle for reports in the 中央2023 form and its overlays, written from the fact sheet of the form alone; it imports
nothing from narrator.

`judge` is the one of `oracle`, for these forms: `prose` reads parts one, three and four, `tables` the tables of part one
and part two, `attachments` part five; `claims` judges what sentences are made of, `overlays` knows what a province says
otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from .. import Section, Verdict, cut_into, paired, section
from ..data import Data
from ..number import chinese
from ..report import Grid, Paragraph, Report, parts, tight
from ..shanghai import words
from ..shanghai.tables import units
from . import attachments, overlays, prose, tables
from .overlays import SHAPES

APART = "安徽三公2023"


def judge(raw: Mapping[str, Any], report: Report) -> Verdict:
    """The verdict on REPORT, which was made from RAW in the form that it names."""
    data, verdict = Data(raw), Verdict()
    if raw["格式"] == APART:
        three_alone(parts(report), data, verdict)
        return verdict
    shape = SHAPES[raw["格式"]]
    attached = shape.attached == "报告" or bool(shape.attached and data.dig("预算绩效", "项目"))
    cut = cut_into(4 + attached, report, verdict)
    if not cut:
        return verdict
    if shape.lowered:
        cut = raised(cut, data, verdict)
    section(cut[0], data, prose.cover, verdict)
    section(words(cut[1]), data, prose.overview, verdict)
    verdict.faults += units(cut[1], data, "决算单位性质", "单位性质")
    public = told_blank(cut[2], len(shape.tables), data, verdict) if shape.blank else cut[2]
    verdict.faults += tables.tables(public, data, shape.tables)
    heading, *rest = cut[3]
    section([heading], data, prose.heading, verdict)
    sections(rest, shape.sections, data, verdict)
    section(cut[4], data, prose.glossary, verdict)
    if attached:
        of_projects = shape.attached == "表"
        read = attachments.attachments if of_projects else attachments.own_attachments
        section(words(cut[5]), data, read, verdict)
        verdict.faults += attachments.evaluations(
            cut[5], data, data.dig("预算绩效", "项目") if of_projects else []
        )
    return verdict


def sections(
    blocks: Sequence[Paragraph | Grid], wanted: Sequence[Section], data: Data, verdict: Verdict
) -> None:
    """Judge BLOCKS, the sections of a part, each as its reader of WANTED reads it."""
    for number, (one, read) in enumerate(paired(blocks, wanted, verdict), 1):
        section(unnumbered(one, number, verdict), data, read, verdict)


def three_alone(cut: Sequence[Sequence[Paragraph | Grid]], data: Data, verdict: Verdict) -> None:
    """Judge a report on “三公” alone, CUT into its parts: the table, then the section."""
    if len(cut) != 3 or cut[0]:
        verdict.faults.append(f"有{len(cut) - 1}个部分，应当有2个，前面什么也没有")
        return
    kinds = ("“三公”经费决算公开", "“三公”经费决算情况说明")
    for part, kind in zip(cut[1:], kinds, strict=True):
        title = f"{tight(data.department)}{data.year}年度{kind}"
        verdict.faults += tables.compare("标题", tight(getattr(part[0], "text", "")), title)
    _, *shown = cut[1]
    at = next((at for at, block in enumerate(shown) if isinstance(block, Grid)), 0)
    texts = [block.text if isinstance(block, Paragraph) else "" for block in shown]
    verdict.faults += tables.above(texts[:at], overlays.THREE, "", data)
    verdict.faults += tables.below(texts[at + 1 :], overlays.THREE, data)
    verdict.faults += tables.body(overlays.THREE.name, shown[at], data, {})  # type: ignore[arg-type]
    sections(cut[2][1:], (prose.three,), data, verdict)


def told_blank(
    blocks: Sequence[Paragraph | Grid], tables_before: int, data: Data, verdict: Verdict
) -> Sequence[Paragraph | Grid]:
    """Judge what stands at the end of BLOCKS, part two: the word on tables that are blank, numbered after TABLES_BEFORE;
    return what stands before it."""
    heading = f"{chinese(tables_before + 1)}、关于空表的说明"
    at = next((at for at, block in enumerate(blocks) if getattr(block, "text", "") == heading), None)
    if at is None:
        verdict.faults.append(f"没有“{heading}”")
        return blocks
    section(blocks[at + 1 :], data, overlays.blank_tables, verdict)
    return blocks[:at]


MARK = re.compile(r"（([一二三四五六七八九十]{1,3})）|(\d{1,2})\.|（(\d{1,2})）")
LOWERED = ("一、概况", "二、决算公开表", "三、情况说明", "四、名词解释")


def raised(
    cut: Sequence[Sequence[Paragraph | Grid]], data: Data, verdict: Verdict
) -> list[list[Paragraph | Grid]]:
    """The parts CUT of a report whose marks stand a level lower (二、（一）1.), as they are in the other forms (第二部分 一、
    （一）); the titles of its parts, which are its own, as those are."""
    kind, owner = data.text("部门", "称谓"), data.department
    usual = (f"{owner}概况", f"{owner}{data.year}年度{kind}决算表", f"{owner}{data.year}年度{kind}决算情况说明", "名词解释")  # fmt: skip
    found = [list(cut[0])]
    for number, (part, own, title) in enumerate(zip(cut[1:], LOWERED, usual, strict=True), 1):
        verdict.faults += tables.compare("部分的标题", getattr(part[0], "text", ""), own)
        # The notes below tables bear the same marks in all forms.
        inside = [higher(block) if number != 2 or getattr(block, "level", 0) else block for block in part[1:]]
        found.append([Paragraph(f"第{chinese(number)}部分　{title}", 1), *inside])
    return found


def higher(block: Paragraph | Grid) -> Paragraph | Grid:
    """BLOCK with its mark a level higher."""
    mark = MARK.match(block.text) if isinstance(block, Paragraph) else None
    if mark is None or not isinstance(block, Paragraph):
        return block
    ideograph, dotted, bracketed = mark.groups()
    new = f"{ideograph}、" if ideograph else f"（{chinese(int(dotted))}）" if dotted else f"{bracketed}."
    return Paragraph(new + block.text[mark.end() :], block.level)


def unnumbered(
    blocks: Sequence[Paragraph | Grid], number: int, verdict: Verdict
) -> Sequence[Paragraph | Grid]:
    """BLOCKS, a section whose heading must have this NUMBER, without it."""
    first, *rest = blocks
    if not isinstance(first, Paragraph) or not first.text.startswith(f"{chinese(number)}、"):
        verdict.faults.append(f"第{number}节的标题：{first}")
        return blocks
    return [Paragraph(first.text.removeprefix(f"{chinese(number)}、"), first.level), *rest]
