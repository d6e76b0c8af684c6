"""An oracle for the 重庆2023 report, written from the fact sheet of the form alone; it imports nothing from narrator.

`judge` is the one of `oracle`, for this form: `prose` reads its seven sections, `tables` 公开09表, which is this form's own; the
other tables are those of `central`. `claims` judges how figures compare with last year's and with the budget.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .. import Section, Verdict, section
from ..central import attachments, sections
from ..central import tables as usual
from ..data import Data
from ..report import Grid, Paragraph, Report, parts, tight
from ..shanghai import words
from ..tables import compare
from . import prose
from .tables import INSTITUTION, PUBLIC, institution

SECTIONS: tuple[Section, ...] = (
    prose.overview,
    prose.accounts,
    prose.three,
    prose.matters,
    prose.performance,
    prose.glossary,
    prose.contact,
)


def judge(raw: Mapping[str, Any], report: Report) -> Verdict:
    """The verdict on REPORT, which was made from RAW."""
    data, verdict = Data(raw), Verdict()
    cut = parts(report)
    if len(cut) != 3 or cut[0]:
        verdict.faults.append(f"有{len(cut) - 1}个标题，应当有2个，前面什么也没有")
        return verdict
    head, *told = cut[1]
    title = f"{data.department}{data.year}年度决算公开说明"
    verdict.faults += compare("标题", head.text if isinstance(head, Paragraph) else "", title)
    sections(told, SECTIONS, data, verdict)
    public, attached = cut[2][: first_attached(cut[2])], cut[2][first_attached(cut[2]) :]
    kind = data.text("部门", "称谓")
    title = f"附表{tight(data.department)}{data.year}年度{kind}决算公开表"
    verdict.faults += usual.tables(public, data, PUBLIC, title, own={INSTITUTION.name: institution})
    section(words(attached), data, prose.attached, verdict)
    verdict.faults += attachments.evaluations(attached, data, data.dig("预算绩效", "项目") or [])
    return verdict


def first_attached(blocks: Sequence[Paragraph | Grid]) -> int:
    """Where in BLOCKS the tables of projects begin, behind the public ones."""
    heads = (at for at, block in enumerate(blocks) if isinstance(block, Paragraph) and block.level == 2)
    return next(
        (at for at in heads if tight(getattr(blocks[at], "text", "")).startswith("附表")), len(blocks)
    )
