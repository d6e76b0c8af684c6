"""What the overlays of 中央2023 say in addition or otherwise, from what the fact sheet tells of the provinces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from .. import Section
from ..cursor import Cursor
from ..data import Data, lines
from ..number import chinese, money
from ..prose import block, inline
from ..report import Grid, Paragraph, tight
from . import prose
from .prose import kind

SECTIONS: tuple[Section, ...] = (
    prose.total,
    prose.income,
    prose.spending,
    prose.granted,
    prose.general,
    prose.basic,
    prose.fund,
    prose.capital,
    prose.three,
    prose.running,
    prose.procurement,
    prose.assets,
    prose.performance,
)
USUAL = ("会议费", "召开", "培训费", "开展")


def sections(form: str) -> tuple[Section, ...]:
    """The sections of the accounts in FORM, in order."""
    match form:
        case "湖北2023":
            return (*SECTIONS, special)
        case "湖南2023":
            return (*SECTIONS[:10], usual_spending, *SECTIONS[10:])
    return SECTIONS


def special(c: Cursor, data: Data) -> None:
    c.words("专项支出、转移支付支出情况说明\n")
    block(c, data.dig("专项和转移支付支出"), "专项和转移支付支出")
    c.line()


def usual_spending(c: Cursor, data: Data) -> None:
    """会议费, 培训费, and what festivities cost."""
    c.words(f"一般性支出情况\n本{kind(data)}")
    for what, verb, end in (("会议费", "召开", "；"), ("培训费", "开展", "；"), ("节庆活动", "举办", "。\n")):
        name = "节庆、晚会、论坛、赛事活动经费" if what == "节庆活动" else what
        spent = data.printed(what, "金额" if what == "节庆活动" else "决算数")
        c.read(f"开支{name}", money(spent), "万元")
        if what != "节庆活动":
            c.read("，人数", str(data.count(what, "人次")), "人")
        if spent:
            c.words(f"，用于{verb}")
            inline(c, data.dig(what, verb), end.strip(), f"{what}.{verb}")
        c.words(end)


def own_attachments(blocks: Sequence[Paragraph | Grid], data: Data) -> Iterator[str]:
    """The faults of part five of 湖南2023: reports in prose, and no tables."""
    wanted = ["第五部分附件"]
    names = (("整体自评报告", f"{kind(data)}整体支出绩效自评报告"), ("项目自评报告", "项目支出绩效自评报告"))
    reports: list[tuple[str, list[Any]]] = [
        (title, told) for name, title in names if (told := data.dig("预算绩效", name) or [])
    ]
    for number, (title, told) in enumerate(reports, 1):
        wanted += [f"{chinese(number)}、{title}"]
        wanted += [f"（{chinese(place)}）{tight(one['标题'])}" for place, one in enumerate(told, 1)]
    headings = [tight(one.text) for one in blocks if isinstance(one, Paragraph) and one.level]
    if headings != wanted:
        yield f"第五部分的标题：{headings}，应当是{wanted}"
    yield from ("附件里不应当有表" for one in blocks if isinstance(one, Grid))
    yield from untold(blocks, [one for _, told in reports for one in told])


def untold(blocks: Sequence[Paragraph | Grid], report: Sequence[Any]) -> Iterator[str]:
    """The lines of REPORT, section by section, that do not stand in BLOCKS."""
    said = "\n".join(one.text for one in blocks if isinstance(one, Paragraph) and not one.level)
    for one in report:
        for line in (line for paragraph in one["段落"] for line in lines(paragraph)):
            if line not in said:
                yield f"附件里没有“{line}”"
