"""What the overlays of 中央2023 say in addition or otherwise, from what the fact sheet tells of the provinces."""

from __future__ import annotations

from typing import NamedTuple

from .. import Section
from ..cursor import Cursor
from ..data import Data
from ..number import money
from ..prose import block, inline
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


class Public(NamedTuple):
    """A table of part two. number: 公开0X表; "" for one that a province adds."""

    name: str
    title: str
    number: str = ""


SIX = (
    Public("收入支出总表", "收入支出决算总表", "公开01表"),
    Public("收入决算表", "收入决算表", "公开02表"),
    Public("支出决算表", "支出决算表", "公开03表"),
    Public("财政拨款收支总表", "财政拨款收入支出决算总表", "公开04表"),
    Public("一般公共预算支出表", "一般公共预算财政拨款支出决算表", "公开05表"),
    Public("基本支出表", "一般公共预算财政拨款基本支出决算明细表", "公开06表"),
)
FUND = Public("政府性基金表", "政府性基金预算财政拨款收入支出决算表", "公开07表")
CAPITAL = Public("国有资本经营表", "国有资本经营预算财政拨款支出决算表", "公开08表")
THREE = Public("三公经费表", "财政拨款“三公”经费支出决算表", "公开09表")
# “三公” as the seventh table, as it was before 2022.
SEVENTH = tuple(
    one._replace(number=f"公开0{number}表") for number, one in enumerate((THREE, FUND, CAPITAL), 7)
)


def special(c: Cursor, data: Data) -> None:
    c.words("专项支出、转移支付支出情况说明\n")
    block(c, data.dig("专项和转移支付支出"), "专项和转移支付支出")
    c.line()


def blank_tables(c: Cursor, data: Data) -> None:
    block(c, data.dig("空表说明"), "空表说明")
    c.line()


def livelihood(c: Cursor, data: Data) -> None:
    c.words("教育、医疗卫生、社会保障和就业、住房保障、涉农补贴等民生支出情况说明\n")
    for number, told in enumerate(data.dig("民生支出"), 1):
        block(c, told, f"民生支出[{number}]")
        c.line()


def other_matters(c: Cursor, data: Data) -> None:
    """机关运行经费, 政府采购 and 国有资产 in one section."""
    c.words("其他重要事项的情况说明\n（一）机关运行经费支出情况。\n")
    prose.running_cost(c, data)
    c.words("（二）政府采购支出情况。\n")
    prose.purchases(c, data)
    c.words("（三）国有资产占用情况。\n")
    prose.belongings(c, data)


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


class Shape(NamedTuple):
    """What a form has: the tables of part two, the sections of part three. attached: whether part five has the tables of
    projects (表), reports in prose (报告), or is not there (""). blank: whether part two ends with a word on its tables
    that are blank. lowered: whether its parts are numbered 一、, and all in them a level lower."""

    tables: tuple[Public, ...] = (*SIX, FUND, CAPITAL, THREE)
    sections: tuple[Section, ...] = SECTIONS
    attached: str = "表"
    blank: bool = False
    lowered: bool = False


MOVED = (*SECTIONS[:6], prose.three, prose.fund, prose.capital)
SHAPES = {
    "中央2023": Shape(),
    "中央2024": Shape(),
    "湖北2023": Shape(sections=(*SECTIONS, special)),
    "湖南2023": Shape(sections=(*SECTIONS[:10], usual_spending, *SECTIONS[10:]), attached="报告"),
    "广东2023": Shape((*SIX, *SEVENTH), (*MOVED, *SECTIONS[9:])),
    "贵州2023": Shape((*SIX, *SEVENTH), (*MOVED, other_matters, prose.performance)),
    "安徽2023": Shape((*SIX, FUND, CAPITAL), (*SECTIONS[:8], *SECTIONS[9:])),
    "天津2023": Shape(
        (
            *SIX,
            Public("各单位收入", "收入决算表（按单位列示）"),
            Public("项目支出决算表", "项目支出决算表"),
            FUND,
            CAPITAL,
            THREE._replace(title=f"一般公共预算{THREE.title}"),
        ),
        (*SECTIONS, livelihood),
        blank=True,
    ),
    "浙江2023": Shape(
        (
            SIX[0],
            Public("各单位收入", "收入决算表（分单位）"),
            SIX[1]._replace(title="收入决算表（分科目）"),
            Public("各单位支出", "支出决算表（分单位）"),
            SIX[2]._replace(title="支出决算表（分科目）"),
            *SIX[3:],
            FUND,
            CAPITAL,
            THREE,
        ),
        attached="",
        lowered=True,
    ),
}
