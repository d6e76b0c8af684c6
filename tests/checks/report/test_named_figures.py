"""A figure behind the name of another row or column of its table is told to be none of that: never is it called checked."""

from __future__ import annotations

import re

import pytest

from narrator.checks.printed.reworded import is_another_name

from .test_exchanged_claims import EXPENSE, changed, told_anew

OTHERS = "正文与表不同，这个数是表里另一项的"
OWN = "正文与表不同"


@pytest.mark.parametrize("name", ["上海2024", "中央2023"])
@pytest.mark.parametrize("other", ["上缴上级支出", "对附属单位补助支出"])
@pytest.mark.parametrize("own", ["项目支出", "基本支出", "经营支出"])
def test_a_kind_of_expense_under_another_name_is_told_once(name: str, own: str, other: str) -> None:
    document = changed(name, EXPENSE, lambda text: text.replace(own, other))
    assert told_anew(document, name) == [("PR-1", OTHERS)]


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("公务用车购置及运行维护费", "因公出国（境）费"),
        ("公务接待费", "因公出国（境）费"),
        ("公务接待费", "公务用车购置及运行维护费"),
    ],
)
def test_a_figure_of_an_official_s_expense_under_another_name_is_told_once(own: str, other: str) -> None:
    which = re.compile(f"其中：因公出国.*；{own}支出决算为")
    document = changed("上海2024", which, lambda text: text.replace(f"；{own}支出决算为", f"；{other}支出决算为"))  # fmt: skip
    assert told_anew(document, "上海2024") == [("PR-1", OTHERS)]


@pytest.mark.parametrize("name", ["上海2024", "中央2023"])
@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("上缴上级支出0.00万元，占0.00%；", [("HY-4", "格式里没有这些话，其中的数都核对过了")]),
        ("上缴上级支出5.00万元，占0.10%；", [("读", "没有读懂这句话，里面的数没有核对")]),
        ("上缴上级支出5.00万元；", [("PR-1", OWN)]),
        # Of two names together no table says what they have.
        ("经营支出和上缴上级支出5.00万元；", [("读", "没有读懂这句话，里面的数没有核对")]),
        ("经营支出、上缴上级支出5.00万元；", [("读", "没有读懂这句话，里面的数没有核对")]),
    ],
)
def test_a_part_more_is_held_against_its_table(name: str, more: str, told: list[tuple[str, str]]) -> None:
    document = changed(name, EXPENSE, lambda text: text.replace("项目支出", f"{more}项目支出", 1))
    assert told_anew(document, name) == told


@pytest.mark.parametrize(
    ("name", "words", "another"),
    [
        ("公务接待", "公务用车购置及运行维护", True),
        ("基本", "项目", True),
        ("项目", "顶目", False),
        ("年度", "2023年", False),
        ("机关", "某", False),
        ("公务接待", "", False),
        ("国内公务接待", "国内公接待", False),
        ("因公出国(境)", "本单位因公出国", False),
    ],
)
def test_another_name_is_no_misspelt_one(name: str, words: str, another: bool) -> None:
    assert is_another_name(name, words) is another
