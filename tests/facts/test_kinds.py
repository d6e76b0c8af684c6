"""Every situation of every kind of fact: what is told of it, and how each number was reckoned."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from facts.notation import PUBLICATION, figure
from narrator.disclosure.value import Figure, Listing, Value, Words
from narrator.facts.choice import CHOICE, choose_among
from narrator.facts.kinds import KINDS
from narrator.sources import Derived, Operand

WHOLE = {**KINDS, CHOICE.name: choose_among(["部门", "单位"])}

# The kind, the data, the situation; below, the numbers that were reckoned, each with its formula. A list stands in
# brackets, a text in quotes.
TOLD = """
变动 3.00 2.00 增加
    变动额 1.00 = 3.00 − 2.00
    变动率 50.00 = 1.00 ÷ 2.00
变动 1.00 2.00 减少
    变动额 1.00 = 2.00 − 1.00
    变动率 50.00 = 1.00 ÷ 2.00
变动 50000.01 50000.00 略增
    变动额 0.01 = 50000.01 − 50000.00
变动 50000.00 50000.01 略减
    变动额 0.01 = 50000.01 − 50000.00
变动 30.00 2.00 成倍增加
    变动额 28.00 = 30.00 − 2.00
    变动率 1400.00 = 28.00 ÷ 2.00
    变动倍数 14 = 28.00 ÷ 2.00
    相当倍数 15 = 30.00 ÷ 2.00
变动 2.00 2.00 持平
变动 2.00 0 从零增加
    变动额 2.00 = 2.00 − 0.00
变动 -2.00 0 从零减少
    变动额 2.00 = 0.00 − -2.00
变动 0 2.00 减少到零
    变动额 2.00 = 2.00 − 0.00
    变动率 100.00 = 2.00 ÷ 2.00
变动 -1.00 2.00 减少到负
    变动额 3.00 = 2.00 − -1.00
变动 -1.00 -2.00 负数增加
    变动额 1.00 = -1.00 − -2.00
变动 -2.00 -1.00 负数减少
    变动额 1.00 = -1.00 − -2.00
变动 2.00 null 无上年数
倍数变动 3.99 2.00 增加
    变动额 1.99 = 3.99 − 2.00
    变动率 99.50 = 1.99 ÷ 2.00
倍数变动 4.00 2.00 成倍增加
    变动额 2.00 = 4.00 − 2.00
    变动率 100.00 = 2.00 ÷ 2.00
    变动倍数 1 = 2.00 ÷ 2.00
    相当倍数 2 = 4.00 ÷ 2.00
个数变动 12个 10个 增加
    变动数 2 = 12 − 10
    变动率 20.00 = 2 ÷ 10
个数变动 10个 12个 减少
    变动数 2 = 12 − 10
    变动率 16.67 = 2 ÷ 12
个数变动 3个 3个 持平
个数变动 3个 0个 从零增加
    变动数 3 = 3 − 0
个数变动 0个 3个 减少到零
    变动数 3 = 3 − 0
    变动率 100.00 = 3 ÷ 3
个数变动 0个 0个 都没有
个数变动 3个 null 无上年数
均摊 3.00 4个 有
    均值元 7500.00 = 3.00 × 10000 ÷ 4
    均值万元 0.75 = 3.00 ÷ 4
均摊 -3.00 4个 为负
均摊 3.00 0个 无
均摊 0.00 0个 都没有
    均值元 0.00 = 0.00 × 10000 ÷ 0
    均值万元 0.00 = 0.00 ÷ 0
百分点变动 95.5% 92% 增加
    变动点数 3.50 = 95.5% − 92%
百分点变动 92% 95.5% 减少
    变动点数 3.50 = 95.5% − 92%
百分点变动 92% 92.0% 持平
百分点变动 92% null 无上年数
比重变动 1.00 2.00 1.00 4.00 增加
    比例 50.00 = 1.00 ÷ 2.00
    上年比例 25.00 = 1.00 ÷ 4.00
    变动点数 25.00 = 50.00% − 25.00%
比重变动 1.00 4.00 1.00 2.00 减少
    比例 25.00 = 1.00 ÷ 4.00
    上年比例 50.00 = 1.00 ÷ 2.00
    变动点数 25.00 = 50.00% − 25.00%
比重变动 1.00 2.00 2.00 4.00 持平
    比例 50.00 = 1.00 ÷ 2.00
    上年比例 50.00 = 2.00 ÷ 4.00
比重变动 1.00 2.00 1.00 null 无上年比例
    比例 50.00 = 1.00 ÷ 2.00
比重变动 1.00 0 1.00 2.00 无比例
有无 0.01 有
有无 0.00 无
有无各项 [甲、乙] 有
    项数 2 = 共2项
有无各项 [] 无
    项数 0 = 共0项
用途 1.00 “甲” 有
用途 0 “甲” 无
选填 “甲” 有
选填 “” 无
选择 “单位” 单位
选择 “部门” 部门
列举 [] 无
    项数 0 = 共0项
列举 [甲] 一项
    项数 1 = 共1项
列举 [甲、乙] 多项
    项数 2 = 共2项
构成 [] 1.00 0 无
    项数 0 = 共0项
构成 [甲、乙] 1.00 1.00 全部
    项数 2 = 共2项
构成 [甲] 2.00 1.00 部分
    项数 1 = 共1项
"""


def given(text: str) -> Operand | Value:
    if text.startswith("["):
        return Listing(Words(name, name) for name in text.strip("[]").split("、") if name)
    if text.startswith("“"):
        return Words(text.strip("“”"), "某处", given=text != "“”")
    return figure(text)


def figures_in(operand: object) -> Iterator[Figure]:
    """The figures of the data of which a number was made."""
    if isinstance(operand, Derived):
        for one in operand.operands:
            yield from figures_in(one)
    else:
        assert isinstance(operand, Figure)
        yield operand


def test_what_is_told_of_every_situation() -> None:
    told, met = [], set()
    for line in TOLD.strip().splitlines():
        if line.startswith(" "):
            continue
        name, *texts, _ = line.split(" ")
        kind, arguments = WHOLE[name], [given(text) for text in texts]
        fact = kind.fact(PUBLICATION, *arguments)
        met.add((name, fact.situation))
        told.append(" ".join([name, *texts, fact.situation]))
        assert {*kind.situations[fact.situation].blanks} <= fact.blanks.keys()
        assert fact.operands == tuple(one for one in arguments if not isinstance(one, Words))
        for blank, value in fact.blanks.items():
            if blank in kind.arguments:
                assert value is arguments[kind.arguments.index(blank)]
            elif isinstance(value, Derived):
                told.append(f"    {blank} {value} = {value.formula}")
                assert {*figures_in(value)} <= {*arguments}
            else:
                assert (name, blank, value) == ("选择", "值", arguments[0])
    assert "\n".join(told) == TOLD.strip()
    common = {name: kind for name, kind in WHOLE.items() if name not in ("完成", "占比", "倍数变动")}
    assert {(name, one) for name, kind in common.items() for one in kind.situations} <= met


@pytest.mark.parametrize("value", ["部门", "单位"])
def test_what_may_be_chosen_is_a_situation_that_says_so(value: str) -> None:
    situation = choose_among(["部门", "单位"]).situations[value]
    assert (situation.meaning, situation.blanks) == (f"选的是“{value}”", ("值",))
