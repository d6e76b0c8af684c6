"""What the check of data says of sums, in tables that are off by some hundredths, against the oracle of `oracle.sums`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from oracle.sums import Verdicts, levels, verdict

from narrator.checks.data.accounts import Accounts
from narrator.checks.data.row_levels import is_of_one_figure
from narrator.checks.data.rules import check_accounts
from narrator.disclosure import reading
from narrator.disclosure.model import MODEL

Cents = dict[tuple[str, str], int]
COLUMNS = ("本年支出合计", "基本支出", "项目支出")
MONEY = st.one_of(st.just(0), st.integers(1, 10**5))
# Sums within one record: the rule, the record, the whole and its parts, and what stands below each.
BESIDE = [
    ("T1-1", "收入支出总表.收入", "本年收入合计", ("一般公共预算财政拨款收入", "事业收入", "经营收入", "其他收入"), "决算数"),
    ("T1-3", "收入支出总表.收入", "总计", ("本年收入合计", "使用非财政拨款结余", "年初结转和结余"), "决算数"),
    ("T1-4", "收入支出总表.支出", "总计", ("本年支出合计", "结余分配", "年末结转和结余"), "决算数"),
    ("T7-1", "三公经费表", "合计", ("因公出国（境）费", "公务接待费", "公务用车购置及运行费"), "预算数"),
    ("T7-2", "三公经费表", "公务用车购置及运行费", ("公务用车购置费", "公务用车运行维护费"), "预算数"),
]  # fmt: skip


@st.composite
def off_rows(draw: DrawFn, sizes: SearchStrategy[int], off: SearchStrategy[int], most: int) -> Cents:
    """Rows of 支出决算表 that add up, but for MOST cells, which are OFF: in hundredths of 万元, by code and column.

    sizes: how many rows stand below one.
    """
    codes = [""]
    for first in range(draw(st.integers(1, 4))):
        codes.append(f"{201 + first}")
        for second in range(draw(sizes)):
            codes.append(f"{201 + first}{second + 1:02}")
            codes += [f"{codes[-1]}{third + 1:02}" for third in range(draw(sizes))]
    cells: Cents = {}
    for code in codes:
        if len(code) == 7:
            basic, project = draw(MONEY), draw(MONEY)
            cells |= dict(
                zip(((code, one) for one in COLUMNS), (basic + project, basic, project), strict=True)
            )
    leaves = dict(cells)
    for code in codes:
        for column in COLUMNS:
            below = (
                cents for (leaf, one), cents in leaves.items() if one == column and leaf.startswith(code)
            )
            cells.setdefault((code, column), sum(below))
    for place in draw(st.lists(st.sampled_from(sorted(cells)), max_size=most, unique=True)):
        cells[place] += draw(off)
    return cells


# Rows of which a few cells are off, and those where only one is, by as much as a tail may be.
ROWS = st.one_of(
    off_rows(st.integers(1, 3), st.integers(-4, 4), 3), off_rows(st.just(2), st.sampled_from((-1, 1)), 1)
)


def wan(cents: int) -> Fraction:
    return Fraction(cents, 100)


def told(data: Mapping[str, Any], rules: Sequence[str]) -> dict[str, str]:
    """What the check says by RULES, by the path of the total."""
    found = check_accounts(Accounts(reading.read(data)[0]))
    return {one.sides[0].path: one.level.value for one in found if one.rule in rules}


def table(cells: Cents, scale: Decimal) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for (code, column), cents in cells.items():
        rows.setdefault(code, {"科目名称": "某"})[column] = cents * scale
    top = rows.pop("")
    del top["科目名称"]
    return {"合计": top, "各科目": rows}


def at(places: Verdicts) -> dict[str, str]:
    def row(code: str) -> str:
        return f"各科目.{code}" if code else "合计"

    return {f"支出决算表.{row(code)}.{column}": level for (code, column), level in places.items()}


@settings(max_examples=200)
@given(ROWS)
def test_rows_that_do_not_add_up_are_judged_by_how_many_were_rounded(cells: Cents) -> None:
    data = {"金额单位": "万元", "支出决算表": table(cells, Decimal("0.01"))}
    printed = {place: wan(cents) for place, cents in cells.items()}
    assert told(data, ["T3-2"]) == at(levels(printed))
    across = {
        (code, COLUMNS[0]): verdict(total, [printed[code, one] for one in COLUMNS[1:]])
        for (code, column), total in printed.items()
        if column == COLUMNS[0]
    }
    assert told(data, ["T3-1"]) == at({place: level for place, level in across.items() if level})


def test_a_sum_is_judged_beside_rows_whose_class_is_not_there() -> None:
    leaves = {"2010101": 100, "2010201": 200, "2070101": 5}
    cells = {(code, COLUMNS[0]): cents for code, cents in leaves.items()}
    cells |= {(code, COLUMNS[0]): cells[f"{code}01", COLUMNS[0]] for code in ("20101", "20102", "20701")}
    cells |= {("201", COLUMNS[0]): 301, ("", COLUMNS[0]): 301}
    data = {"金额单位": "万元", "支出决算表": table(cells, Decimal("0.01"))}
    assert told(data, ["T3-2"])["支出决算表.各科目.201.本年支出合计"] == "尾差"


# Amounts with 元 and 角: without any, the others were rounded, and multiplied
NAMES = MODEL.fields["收入支出总表"].fields["支出"].fields
EXACT = {"收入支出总表": {"支出": {name: {"决算数": Decimal("0.01")} for name in NAMES}}}


@settings(max_examples=30)
@given(ROWS)
def test_rows_that_are_known_in_yuan_add_up_exactly(cells: Cents) -> None:
    data = {"金额单位": "元", "支出决算表": table(cells, Decimal(100)), **EXACT}
    wrong = levels({place: wan(cents) for place, cents in cells.items()})
    assert told(data, ["T3-2"]) == at(dict.fromkeys(wrong, "错误"))


def test_amounts_that_are_all_whole_hundreds_of_yuan_were_rounded() -> None:
    leaves = {f"20{one}0101": 100 for one in range(1, 10)}
    cells = {(code, COLUMNS[0]): cents for code, cents in leaves.items()}
    cells |= {(code[:length], COLUMNS[0]): 100 for code in leaves for length in (3, 5)}
    cells |= {("", COLUMNS[0]): 901}
    in_yuan, in_wan = (
        {"金额单位": unit, "支出决算表": table(cells, one)}
        for unit, one in (("元", Decimal(100)), ("万元", Decimal("0.01")))
    )
    assert told(in_yuan, ["T3-2"]) == told(in_wan, ["T3-2"]) == {"支出决算表.合计.本年支出合计": "尾差"}
    some = {**in_yuan, "基本支出表": {"人员经费合计": Decimal("123.45")}}
    assert told(some, ["T3-2"]) == told(in_wan, ["T3-2"])
    assert told({**in_yuan, **EXACT}, ["T3-2"]) == {"支出决算表.合计.本年支出合计": "错误"}


@settings(max_examples=40)
@pytest.mark.parametrize("sum_of", BESIDE, ids=[rule for rule, *_ in BESIDE])
@given(addends=st.lists(MONEY, min_size=4, max_size=4), off=st.integers(-5, 5))
@example(addends=[5, 0, 0, 0], off=1)
@example(addends=[5, 5, 5, 5], off=2)
def test_a_total_is_judged_by_how_many_addends_were_rounded(
    sum_of: tuple[str, str, str, tuple[str, ...], str], addends: list[int], off: int
) -> None:
    rule, place, whole, names, column = sum_of
    addends = addends[: len(names)]
    here: dict[str, Any] = {
        name: {column: cents * Decimal("0.01")}
        for name, cents in zip((*names, whole), (*addends, sum(addends) + off), strict=True)
    }
    path = f"{place}.{whole}.{column}"
    for name in reversed(place.split(".")):
        here = {name: here}
    level = verdict(wan(sum(addends) + off), [wan(cents) for cents in addends])
    found = told({"金额单位": "万元", **here}, [rule])
    assert found.get(path, "") == level


@pytest.mark.parametrize(("rows", "level"), [(8, "尾差"), (9, "提醒")])
def test_the_only_row_that_is_not_the_sum_of_those_below_it_is_a_hint_when_many_are(
    rows: int, level: str
) -> None:
    cells: Cents = {}
    for number in range(1, rows + 1):
        for code, cents in ((f"201{number:02}", 2), (f"201{number:02}01", 1), (f"201{number:02}02", 1)):
            cells |= {(code, column): cents * (100 + number) for column in COLUMNS[:2]}
    total = sum(cents for (code, column), cents in cells.items() if len(code) == 5 and column == COLUMNS[0])
    cells |= {(code, column): total for code in ("", "201") for column in COLUMNS[:2]}
    cells["20101", "基本支出"] += 1
    found = told({"金额单位": "万元", "支出决算表": table(cells, Decimal("0.01"))}, ["T3-2"])
    assert found == {f"支出决算表.各科目.{code}.基本支出": level for code in ("201", "20101")}
    assert found == at(levels({place: wan(cents) for place, cents in cells.items()}))


def test_what_has_only_one_class_prints_like_it() -> None:
    """Both of 人员经费合计 and 301 are sums of many, but there is nothing else in the total."""
    names = {"301": 5, **dict.fromkeys(("30101", "30102", "30103", "30106", "30107"), 1)}
    rows = {code: {"科目名称": "某", "决算数": Decimal(number)} for code, number in names.items()}
    people = {"人员经费合计": Decimal("5.01"), "各科目": rows}
    assert told({"金额单位": "万元", "基本支出表": people}, ["T6-2"]) == {"基本支出表.人员经费合计": "提醒"}


def test_two_rows_are_off_for_one_figure_where_one_stands_in_the_other() -> None:
    row = ("支出决算表", "206", "项目支出")
    assert is_of_one_figure([row])
    assert is_of_one_figure([row, ("支出决算表", "20601", "项目支出")])
    for other in (
        ("支出决算表", "20501", "项目支出"),
        ("支出决算表", "20601", "基本支出"),
        ("收入决算表", "20601", "项目支出"),
        ("支出决算表", "2060101", "项目支出"),
    ):
        assert not is_of_one_figure([row, other])
    assert not is_of_one_figure([row, row, row])
    assert not is_of_one_figure([])
