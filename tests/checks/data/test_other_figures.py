"""A wrong figure of data is told once, and another number is put where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from strategies.render import form, sample

from narrator.checks.data.accounts import Accounts
from narrator.checks.data.other_figures import amounts_below, put_amount, with_amount
from narrator.checks.data.rules import check_accounts
from narrator.checks.finding import Finding, Level, Side
from narrator.checks.rule import Rule
from narrator.checks.wrong_figures import NamedFigure
from narrator.commands.data_check import check_disclosure
from narrator.disclosure import reading
from narrator.disclosure.value import Coded, Figure, Listing, Record, Step, Value, Words
from narrator.number import Amount

from ..notation import accounts

SUMS = "03.206.本年支出合计=9 03.206.基本支出=9 03.20601.本年支出合计=9 03.20601.基本支出=9 03.2060101.本年支出合计=9 03.2060101.基本支出=9 "
PLACES = "预算绩效.项目.1.资金.年度资金总额.全年预算数"


@pytest.mark.parametrize(
    ("path", "printed"),
    [
        ("支出决算表.各科目.206.基本支出", "9"),
        ("收入支出总表.收入.总计.决算数", "5"),
        ("预算绩效.项目[1].资金.年度资金总额.全年预算数", "7"),
    ],
)
def test_another_amount_is_put_where_a_figure_stands(path: str, printed: str) -> None:
    text = f"{SUMS}01.收入.总计=5 {PLACES}=7"
    known = accounts(text)
    other = put_amount(known, NamedFigure(path, Decimal(printed)), Decimal("3.50"))
    assert other is not None
    assert other.disclosure != known.disclosure
    back = put_amount(other, NamedFigure(path, Decimal("3.50")), Decimal(printed))
    assert back is not None
    assert dict(back.disclosure) == dict(known.disclosure)


@pytest.mark.parametrize(
    "path",
    [
        "支出决算表.各科目.206.项目支出",  # blank
        "支出决算表.各科目.206",
        "支出决算表.各科目.207.基本支出",
        "支出决算表.各科目.206.甲",
        "预算绩效.项目[2].资金.年度资金总额.全年预算数",
        "第3段",
    ],
)
def test_no_amount_is_put_where_none_stands(path: str) -> None:
    known = accounts(f"{SUMS}{PLACES}=9")
    assert put_amount(known, NamedFigure(path, Decimal(9)), Decimal(5)) is None


def test_an_amount_is_put_where_none_was_given() -> None:
    known, path = accounts(SUMS), "支出决算表.各科目.206.项目支出"
    other = put_amount(known, NamedFigure(path, None), Decimal(5))
    assert other is not None
    assert put_amount(other, NamedFigure(path, None), Decimal(5)) is None
    assert other.rows("支出决算表")[0].figure("项目支出").given


def test_an_amount_is_put_only_where_the_printed_one_stands() -> None:
    figure = NamedFigure("支出决算表.各科目.206.基本支出", Decimal(8))
    assert put_amount(accounts(SUMS), figure, Decimal(5)) is None


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        ("支出决算表.合计.基本支出", ["合计", "206", "20601", "2060101"]),
        ("支出决算表.各科目.206.基本支出", ["206", "20601", "2060101"]),
        ("支出决算表.各科目.20601.基本支出", ["20601", "2060101"]),
        ("支出决算表.合计", []),
        ("支出决算表.各科目.206", []),
        ("收入支出总表.收入.总计.决算数", []),
        ("第3段", []),
    ],
)
def test_the_rows_below_a_figure_are_those_of_its_code_and_all_below_the_sum(
    path: str, codes: list[str]
) -> None:
    found = amounts_below(accounts(f"{SUMS}03.合计.本年支出合计=9 03.合计.基本支出=9"), path)
    assert [row["基本支出"].path.split(".")[-2] for row in found] == codes
    assert all("本年支出合计" not in row for row in found)  # which is the sum of the others
    assert all(row["基本支出"].printed == 9 and row["项目支出"].printed is None for row in found)


def test_a_nought_is_no_blank_and_a_blank_no_nought() -> None:
    path = "支出决算表.各科目.206.基本支出"
    blank = put_amount(accounts(SUMS), NamedFigure(path, Decimal(9)), None)
    assert blank is not None
    figure = blank.rows("支出决算表")[0].figure("基本支出")
    assert (figure.given, figure.value, figure.path) == (False, Amount(Decimal(0)), path)
    assert put_amount(blank, NamedFigure(path, Decimal(0)), Decimal(1)) is None
    nought = put_amount(accounts(SUMS), NamedFigure(path, Decimal(9)), Decimal(0))
    assert nought is not None
    assert nought.rows("支出决算表")[0].figure("基本支出").given
    assert put_amount(nought, NamedFigure(path, None), Decimal(1)) is None
    assert put_amount(nought, NamedFigure(path, Decimal(0)), Decimal(9)) == accounts(SUMS)


def test_an_amount_is_put_into_one_place_of_a_value_and_nothing_else_changes() -> None:
    one, other = Figure(Amount(Decimal(1)), "甲.一"), Figure(Amount(Decimal(2)), "甲.二")
    record = Record({"一": one, "二": other}, "甲")
    listing, coded = Listing((record, other, record)), Coded({"101": record, "102": record}, lambda _: record)

    def put(whole: Value, *steps: Step, printed: str = "1") -> Value | None:
        return with_amount(whole, steps, Decimal(printed), Decimal(5))

    five = Figure(Amount(Decimal(5)), "甲.一")
    assert put(one) == five
    changed = put(record, "一")
    assert isinstance(changed, Record)
    assert (dict(changed.fields), changed.path) == ({"一": five, "二": other}, "甲")
    assert put(record, "一", printed="2") is None
    assert put(record, "二") is None
    assert put(record, "三") is None
    assert put(record) is put(one, "一") is put(Words("甲", "甲", "文字")) is None
    for at in (1, 3):
        items = put(listing, at, "一")
        assert isinstance(items, Listing)
        assert [dict(item.fields) if isinstance(item, Record) else item for item in items] == [
            {"一": five, "二": other} if number == at else other if number == 2 else dict(record.fields)
            for number in (1, 2, 3)
        ]
    assert put(listing, 2, printed="2") is not None
    assert (
        put(listing, 0, "一") is put(listing, 4, "一") is put(listing, 1, "二") is put(listing, "1") is None
    )
    rows = put(coded, "102", "一")
    assert isinstance(rows, Coded)
    assert (rows.blank, rows.rows["101"], [*rows.rows]) == (coded.blank, record, ["101", "102"])
    assert rows.rows["102"] == changed
    assert put(coded, "103", "一") is put(coded, "102", "二") is put(coded, "102") is None


def rows_of(text: str, path: str) -> list[dict[str, tuple[str, str]]]:
    """The rows of the accounts that TEXT writes from the one of a path on, each figure with its path and number."""
    return [
        {name: (one.path, "" if one.printed is None else str(one.printed)) for name, one in row.items()}
        for row in amounts_below(accounts(text), path)
    ]


def test_rows_are_those_of_the_code_of_a_figure_and_below_it_in_order() -> None:
    table = "支出决算表.各科目"
    text = "03.2060102.基本支出=2 03.207.基本支出=7 03.206.基本支出=9 03.2060101.基本支出=1 03.20601.项目支出=3 03.合计.基本支出=16"

    def basic(path: str) -> list[tuple[str, str]]:
        return [row["基本支出"] for row in rows_of(text, path)]

    below = [
        (f"{table}.20601.基本支出", ""),
        (f"{table}.2060101.基本支出", "1"),
        (f"{table}.2060102.基本支出", "2"),
    ]
    assert basic(f"{table}.20601.项目支出") == below
    assert basic(f"{table}.2060102.基本支出") == below[2:]
    assert basic(f"{table}.206.基本支出") == [(f"{table}.206.基本支出", "9"), *below]
    whole = basic("支出决算表.合计.基本支出")
    assert whole == [
        ("支出决算表.合计.基本支出", "16"),
        *basic(f"{table}.206.基本支出"),
        (f"{table}.207.基本支出", "7"),
    ]
    assert basic(f"{table}.208.基本支出") == []


def test_rows_have_the_parts_of_their_sum_and_none_stand_elsewhere() -> None:
    [row] = rows_of("03.206.本年支出合计=9 03.206.基本支出=0 格式=辽宁2023", "支出决算表.各科目.206.基本支出")
    assert sorted(row) == sorted(["基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"])
    assert row["基本支出"] == ("支出决算表.各科目.206.基本支出", "0")
    assert row["项目支出"] == ("支出决算表.各科目.206.项目支出", "")
    text = f"{SUMS}01.收入.总计=5 {PLACES}=7 政府性基金表.各科目.206.年末结转.基本支出=1"
    for path in (
        "收入支出总表.收入.总计.决算数",
        "预算绩效.项目[1].资金.年度资金总额.全年预算数",
        "支出决算表.各科目.206",
        "支出决算表",
        "支出决算表.名称.基本支出",
        "政府性基金表.各科目.206.年末结转.基本支出",
        "第3段",
    ):
        assert rows_of(text, path) == [], path


def news(raw: dict[str, Any]) -> list[Finding]:
    """What is found in data that is not in the sample."""

    def found(data: dict[str, Any]) -> list[Finding]:
        disclosure, problems = reading.read(data, form().model)
        assert not problems
        return [one for one in check_disclosure(disclosure, form(), None) if one.level is not Level.TAIL]

    known = {(one.key, one.what) for one in found(sample())}
    return [one for one in found(raw) if (one.key, one.what) not in known]


def with_basic_expense(code: str, number: str) -> dict[str, Any]:
    """The sample with another number for what a row of 支出决算表 had for 基本支出."""
    raw = sample()
    raw["支出决算表"]["各科目"][code]["基本支出"] = Decimal(number)
    return raw


def test_a_wrong_figure_of_data_is_told_once_at_its_place() -> None:
    right = sample()["支出决算表"]["各科目"]["20805"]["基本支出"]
    [only] = news(with_basic_expense("20805", "5.00"))
    assert f"改成{right}就都对得上" in only.what
    assert only.sides[0].path == "支出决算表.各科目.20805.基本支出"
    assert only.level is Level.ERROR


def test_an_amount_that_was_left_out_is_told_once_at_its_place() -> None:
    raw = sample()
    right = raw["支出决算表"]["各科目"]["20805"].pop("基本支出")
    [only] = news(raw)
    assert f"这一格空着，填{right}就都对得上" in only.what
    assert (only.sides[0].path, only.sides[0].value) == ("支出决算表.各科目.20805.基本支出", "")


def test_what_a_unit_accepts_of_a_wrong_figure_hides_nothing_else() -> None:
    raw = with_basic_expense("20805", "5.00")
    [only] = news(raw)
    left = news({**raw, "已核实": {only.key: "与系统核对过"}})
    assert len([one for one in left if one.counts]) > 1
    assert [one.key for one in left if one.accepted] == [only.key]


def tell_of(accounts: Accounts) -> Iterator[Finding]:
    """That 206 has a doubtful figure, whatever it is, and where it is not 5 two findings that it should be."""
    side = accounts.of(accounts.rows("支出决算表")[0], "基本支出").side
    yield Finding(Level.HINT, side.name, "可疑", "核对")
    for name in ("甲", "乙") if side.value != "5.00" else ():
        yield Finding(Level.ERROR, name, "两边相差", "核对", (side, Side(name, "5.00")))


def test_what_is_accepted_of_one_finding_is_not_of_the_figure_that_explains_others() -> None:
    """Both bear the name of that figure."""
    known = accounts(SUMS)
    rule = Rule("T3-2", "", "", tell_of)
    doubt, once = check_accounts(known, [rule], each_once=True)
    assert (doubt.level, once.level, doubt.key) == (Level.HINT, Level.ERROR, once.key)
    reasons = Record({doubt.key: Words("核对过", f"已核实.{doubt.key}", "文字")}, "已核实")
    accepting = replace(known, disclosure=Record({**known.disclosure.fields, "已核实": reasons}, ""))
    found = check_accounts(accepting, [rule], each_once=True)
    assert [one.accepted for one in found] == ["核对过", ""]
