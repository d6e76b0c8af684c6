"""Which figures words before a number mean, and which they can not mean."""

from __future__ import annotations

from decimal import Decimal

import pytest

from narrator.learning.data_place import AMOUNT, COUNT, WEAK, DataPlace
from narrator.learning.place_words import HEADING, is_of_other_money, is_opposed
from narrator.learning.traced_numbers import DataPlaces

SPENT = DataPlace("", "支出决算表.合计.基本支出", None, AMOUNT, "基本支出")
TOTAL = DataPlace("", "收入决算表.合计.财政拨款收入", None, AMOUNT, "收入决算表财政拨款收入")
LEFT = DataPlace("", "收入支出总表.支出.年末结转和结余.决算数", None, AMOUNT, "支出年末结转和结余")
PUBLIC = DataPlace("", "一般公共预算支出表.合计.基本支出", None, AMOUNT, "一般公共预算财政拨款支出基本支出")


@pytest.mark.parametrize(
    ("place", "near", "wide", "other"),
    [
        (SPENT, "一般公共预算财政拨款基本支出", "基本支出\n一般公共预算财政拨款基本支出", True),
        (SPENT, "支出决算", "情况\n一般公共预算财政拨款支出年初预算为万元,支出决算", True),
        (SPENT, "基本支出", "财政拨款情况\n本年支出合计万元,其中:基本支出", False),
        (SPENT, "支出决算", "情况\n财政拨款支出万元。支出决算", False),
        (SPENT, "基本支出", "情况\n一般公共预算支出万元,比上年多。\n其中:基本支出", True),
        (SPENT, "事业单位基本支出", "情况\n财政拨款支出万元,事业单位基本支出", False),
        (TOTAL, "财政拨款收入", "情况\n财政拨款收入", False),
        (TOTAL, "政府性基金收入", "情况\n政府性基金收入", True),
        (LEFT, "年末结转和结余", "情况\n政府性基金预算财政拨款年初结转和结余万元,年末结转和结余", True),
        (LEFT, "年末结转和结余", "情况\n收入总计万元,其中:政府性基金收入万元,年末结转和结余", False),
        (PUBLIC, "政府性基金基本支出", "情况\n政府性基金基本支出", False),
    ],
)
def test_a_table_of_all_money_has_no_figure_of_one(
    place: DataPlace, near: str, wide: str, other: bool
) -> None:
    assert is_of_other_money(place, near, wide) is other


def place(path: str, value: str | None, kind: str = AMOUNT, title: str = "") -> DataPlace:
    label = "".join(step for step in path.split(".") if step not in WEAK)
    return DataPlace(path, path, Decimal(value) if value else None, kind, label, title=title)


CARS = DataPlaces(
    [
        place(f"三公经费表.{row}.决算数", "0.00", title="财政拨款“三公”经费支出")
        for row in ("公务用车购置及运行费", "公务用车购置费", "公务用车运行维护费")
    ]
    + [place("三公经费表.公务用车运行维护费.保有量", None, COUNT, "财政拨款“三公”经费支出")],
    {},
    (),
)


@pytest.mark.parametrize(
    ("near", "row"),
    [
        ("公务用车购置及运行维护费支出决算", "公务用车购置及运行费"),
        ("公务用车购置支出", "公务用车购置费"),
        ("公务用车运行维护支出", "公务用车运行维护费"),
    ],
)
def test_a_zero_is_of_the_row_that_words_name_though_others_are_zero_too(near: str, row: str) -> None:
    traced = CARS.trace(Decimal("0.00"), AMOUNT, near, f"“三公”经费支出决算情况{HEADING}{near}")
    assert traced.place is not None
    assert traced.place.path == f"三公经费表.{row}.决算数"


def test_what_no_two_places_are_called_needs_few_words_of_what_it_is_of() -> None:
    near, heading = "所属单位开支财政拨款的公务用车保有量", f"“三公”经费支出决算情况{HEADING}"
    traced = CARS.trace(Decimal(0), COUNT, near, heading + near)
    assert traced.place is not None
    assert traced.place.path.endswith("保有量")
    assert CARS.trace(Decimal(0), COUNT, "房屋", f"{heading}房屋").place is None


def test_of_places_that_are_called_the_same_the_one_named_last_is_meant() -> None:
    aims, checks = (f"预算绩效管理.{one}.预算金额" for one in ("编报绩效目标", "绩效自评"))
    places = DataPlaces([place(aims, None), place(checks, None)], {}, ())
    before = f"预算绩效管理情况{HEADING}编报绩效目标的项目个，涉及预算金额"
    behind = f"{before}万元；绩效自评的项目个，涉及预算金额"
    for wide, path in ((before, aims), (behind, checks)):
        traced = places.trace(Decimal("175.52"), AMOUNT, "涉及预算金额", wide)
        assert traced.place is not None
        assert traced.place.path == path


@pytest.mark.parametrize(
    ("path", "near", "opposed"),
    [
        ("收支总表.收入.年初财政拨款结转和结余.决算数", "年末财政拨款结转和结余", True),
        ("收支总表.支出.年末财政拨款结转和结余.年初预算数", "年末财政拨款结转和结余年初预算", False),
        ("收支总表.支出.年末财政拨款结转和结余.年初预算数", "年初财政拨款结转和结余", True),
        ("收支总表.收入.总计.决算数", "收入支出总计", False),
        ("支出决算表.合计.基本支出", "项目支出", True),
        ("三公经费表.公务用车购置及运行费.决算数", "公务用车购置费", False),
        ("三公经费表.公务接待费.国内接待人次", "国(境)外公务接待人次", True),
    ],
)
def test_a_figure_is_of_no_row_that_is_called_the_opposite(path: str, near: str, opposed: bool) -> None:
    assert is_opposed(path, near) is opposed


def test_a_zero_at_the_end_of_the_year_is_not_that_of_its_beginning() -> None:
    first = place("收支总表.收入.年初财政拨款结转和结余.决算数", "0.00", title="财政拨款")
    places, heading = DataPlaces([first], {}, ()), f"结转结余情况{HEADING}"
    for near, found in (("年初财政拨款结转和结余", first), ("年末财政拨款结转和结余", None)):
        assert places.trace(Decimal("0.00"), AMOUNT, near, heading + near).place == found


def test_where_a_paragraph_tells_of_one_fund_what_all_funds_have_too_is_asked_about() -> None:
    whole, part = (
        place(f"收支总表.收入.年初{fund}财政拨款结转和结余.决算数", "0.00", title="财政拨款")
        for fund in ("", "一般公共预算")
    )
    near = "年初财政拨款结转和结余"
    for heading, found in (("一般公共预算财政拨款收入万元。此外,", None), ("收入万元。此外,", whole)):
        traced = DataPlaces([whole, part], {}, ()).trace(
            Decimal("0.00"), AMOUNT, near, f"收入{HEADING}{heading}{near}"
        )
        assert traced.place == found
        assert found or traced.candidates == (part, whole)


def test_a_figure_that_is_not_that_of_the_place_which_words_name_is_asked_about() -> None:
    staff = place("基本支出表.人员经费合计", "4884.09", title="一般公共预算财政拨款基本支出")
    traced = DataPlaces([staff], {}, ()).trace(
        Decimal("4896.98"), AMOUNT, "人员经费合计", f"基本支出{HEADING}人员经费合计"
    )
    assert traced.place is None
    assert traced.candidates == (staff,)


def test_other_expenses_of_a_kind_are_not_those_of_the_kind() -> None:
    guests = place("三公经费表.公务接待费.决算数", "14388.19", title="财政拨款“三公”经费支出")
    places, heading = DataPlaces([guests], {}, ()), f"“三公”经费支出决算情况{HEADING}"
    for near, found in (("国内公务接待费支出", guests), ("其他国内公务接待费支出", None)):
        assert places.trace(Decimal("14388.19"), AMOUNT, near, heading + near).place == found
