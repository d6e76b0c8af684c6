"""What a figure has to do with others, told of its path."""

from __future__ import annotations

import pytest

from narrator.disclosure.last_years import find_this_year, last_years_of
from narrator.disclosure.related import Related, find_related
from narrator.disclosure.relation import AtMost, Declared, Equal, LastYear, Levels, Sum
from narrator.disclosure.relations import RELATIONS

OWN = [
    Declared("GS-1", "", "", (
        Sum("甲.[].共", ("甲.[].一", "-甲.[].二"), quiet=True),
        Sum("乙.共", ("甲.[].一",), said="各项之和"),
        Levels("丙", ("数",), lowest="款"),
        AtMost(("乙.少",), ("乙.多", "-乙.共")),
        AtMost(("庚.*.甲", "庚.*.乙"), ("辛.*.多",), name="各款 {} 数"),
        AtMost(("壬.少",), ("壬.多",)),
        AtMost(("庚.*.丙",), ("辛.*.丙",)),
        LastYear("乙.上年", "乙.共"),
        Equal("丁.*.左", "戊.*.右", usual="可以不同"),
        Equal("丁.项.左", "己.右"),
    )),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("甲[2].共", ["等于 一－二"]),
        ("甲[2].一", ["计入 甲[2].共", "计入 乙.共"]),
        ("甲[2].二", ["计入 甲[2].共"]),
        ("乙.共", ["等于 各项之和"]),
        ("乙.少", ["不大于 乙.多 -乙.共"]),
        ("庚.206.乙", ["各款 206 数不大于 辛.206.多"]),
        ("辛.206.多", ["不小于 各款 206 数"]),
        ("壬.多", ["不小于 壬.少"]),
        ("辛.206.丙", ["不小于 庚.206.丙"]),
        ("庚.206.丙", ["不大于 辛.206.丙"]),
        ("乙.多", []),
        ("乙.上年", ["上年数，本年数是 乙.共"]),
        ("丙.合计.数", ["等于 各类之和"]),
        ("丙.各科目.206.数", ["等于 所属各款之和", "计入 丙.合计.数"]),
        ("丙.各科目.20604.数", ["计入 丙.各科目.206.数"]),
        ("丙.各科目.206.名", []),
        ("丙.各科目.2060101.数", ["计入 丙.各科目.20601.数"]),
        ("丁.子.左", ["通常等于 戊.子.右"]),
        ("戊.子.右", ["通常等于 丁.子.左"]),
        ("丁.2060101.左", ["通常等于 戊.2060101.右", "等于 己.右"]),
        ("丁.左", []),
        ("丁.子.左.右", []),
        ('丁["子.丑"].左', ['通常等于 戊["子.丑"].右']),
    ],
)
def test_what_a_figure_has_to_do_with_others(path: str, told: list[str]) -> None:
    found = list(find_related(path, OWN))
    assert [" ".join([one.kind, *filter(None, [one.said]), *one.places]) for one in found] == told
    assert {one.rule for one in found} <= {"GS-1"}


def test_a_common_sum_and_its_parts() -> None:
    assert Related("等于", "基本支出＋项目支出", (), "T5-1") in find_related(
        "一般公共预算支出表.各科目.2060101.小计", RELATIONS
    )
    whole = "一般公共预算支出表.各科目.2060101.小计"
    assert Related("计入", "", (whole,), "T5-1") in find_related(
        "一般公共预算支出表.各科目.2060101.基本支出", RELATIONS
    )


@pytest.mark.parametrize(
    ("path", "now"),
    [
        ("收入支出总表.支出.教育支出.上年决算数", "收入支出总表.支出.教育支出.决算数"),
        ("财政拨款收支总表.支出.本年支出合计.上年决算数", "财政拨款收支总表.支出.本年支出合计.合计"),
        ("一般公共预算支出表.合计.上年决算数", "一般公共预算支出表.合计.小计"),
        ("机关运行经费.决算数", ""),
        ("乙.上年", "乙.共"),
    ],
)
def test_where_this_years_figure_stands(path: str, now: str) -> None:
    assert find_this_year(path, last_years_of(OWN)) == now


def test_points_are_counted_in_the_full_mark_and_in_what_a_table_states() -> None:
    def told(path: str) -> list[tuple[str, str, tuple[str, ...]]]:
        return [
            (one.kind, one.said, one.places) for one in find_related(path, RELATIONS) if one.rule == "PF-7"
        ]

    indicator = "预算绩效.项目[2].指标[3]"
    assert told(f"{indicator}.分值") == [("计入", "满分100", ()), ("不小于", "", (f"{indicator}.得分",))]
    assert told(f"{indicator}.得分") == [
        ("计入", "", ("预算绩效.项目[2].总分",)),
        ("不大于", "", (f"{indicator}.分值",)),
    ]
    assert told("预算绩效.整体自评[1].总评价得分") == [("等于", "各行得分之和", ())]
