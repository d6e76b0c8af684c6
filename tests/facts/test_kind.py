"""Kinds of facts: their names, what they need, and that the proof can trust what they declare."""

from __future__ import annotations

from decimal import Decimal

import pytest

from facts.notation import PUBLICATION, figure
from narrator.disclosure.value import Count, Figure, Listing, Percentage, Words
from narrator.facts.choice import CHOICE, choose_among
from narrator.facts.kinds import KINDS

NUMBER, TEXT, ITEMS = figure("1"), Words("字", "某处"), Listing()
COUNT = Figure(Count(1), "某处")
PER_CENT = Figure(Percentage(Decimal(62)), "某处")
FITTING = {
    "数": NUMBER,
    "金额": NUMBER,
    "个数": COUNT,
    "可比个数": COUNT,
    "可比数": NUMBER,
    "百分数": PER_CENT,
    "可比百分数": PER_CENT,
    "文字": TEXT,
    "选项": TEXT,
    "列表": ITEMS,
}
WHOLE = {**KINDS, CHOICE.name: choose_among(["字", "词"])}  # what may be chosen is each form's to say


def test_the_kinds_by_the_names_that_a_phrasebook_calls_them():
    assert {name: (kind.arguments, kind.needs) for name, kind in KINDS.items()} == {
        "变动": (("本年", "上年"), ("金额", "金额")),
        "个数变动": (("本年", "上年"), ("个数", "可比个数")),
        "均摊": (("总额", "个数"), ("金额", "个数")),
        "倍数变动": (("本年", "上年"), ("金额", "金额")),
        "百分点变动": (("本年百分数", "上年百分数"), ("百分数", "可比百分数")),
        "比重变动": (("部分", "整体", "上年部分", "上年整体"), ("数", "数", "可比数", "可比数")),
        "完成": (("决算数", "预算数"), ("金额", "金额")),
        "占比": (("部分", "整体"), ("数", "数")),
        "有无": (("数",), ("数",)),
        "有无各项": (("各项",), ("列表",)),
        "用途": (("数", "文字"), ("数", "文字")),
        "选填": (("文字",), ("文字",)),
        "选择": (("选项",), ("选项",)),
        "列举": (("各项",), ("列表",)),
        "构成": (("各项", "整体", "列出合计"), ("列表", "数", "数")),
    }
    assert all(kind.name == name for name, kind in KINDS.items())


@pytest.mark.parametrize("kind", WHOLE.values(), ids=WHOLE)
def test_a_wrong_number_of_data_is_told(kind):
    fitting = [FITTING[need] for need in kind.needs]
    for given in ([], [*fitting, NUMBER]):
        with pytest.raises(TypeError) as told:
            kind.fact(PUBLICATION, *given)
        wanted = "、".join(kind.arguments)
        assert str(told.value) == f"“{kind.name}”要{len(fitting)}个数据（{wanted}），给了{len(given)}个"
    assert kind.fact(PUBLICATION, *fitting).situation in kind.situations


@pytest.mark.parametrize("kind", WHOLE.values(), ids=WHOLE)
def test_data_of_another_sort_are_told_by_name(kind):
    fitting = [FITTING[need] for need in kind.needs]
    for at, need in enumerate(kind.needs):
        for bad in [one for one in FITTING.values() if type(one) is not type(FITTING[need])] + [1, "1", None]:
            with pytest.raises(TypeError) as told:
                kind.fact(PUBLICATION, *fitting[:at], bad, *fitting[at + 1 :])
            assert str(told.value) == f"“{kind.name}”的“{kind.arguments[at]}”要是{need}"


def test_a_value_that_no_wording_is_for_is_told() -> None:
    with pytest.raises(TypeError, match="“选择”没有“字”这种情形"):
        choose_among(["词"]).fact(PUBLICATION, TEXT)


@pytest.mark.parametrize("kind", WHOLE.values(), ids=WHOLE)
def test_every_situation_says_when_it_holds(kind):
    meanings = [situation.meaning for situation in kind.situations.values()]
    assert all(meanings)
    assert len(set(meanings)) == len(meanings)
    assert all(situation.direction in (-1, 0, 1, None) for situation in kind.situations.values())
