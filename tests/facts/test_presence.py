"""有无, 用途, 选填, 列举: whether there is anything to say."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from facts.notation import PUBLICATION, figure
from narrator.disclosure.value import Count, Figure, Listing, Percentage, Record, Words
from narrator.facts.kind import Kind
from narrator.facts.presence import ENUMERATION, EXISTENCE, OPTION, PRESENCE, USE
from narrator.number import Rate
from narrator.sources import Derived

TEXT = Words("购买设备", "某处", "文字")
NONE = Words("", "某处", "文字", given=False)


def situation(kind: Kind, *arguments: object) -> str:
    found = kind.fact(PUBLICATION, *arguments)
    assert set(kind.situations[found.situation].blanks) <= found.blanks.keys()
    assert not kind.situations[found.situation].differs
    return found.situation


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("1", "有"), ("-1", "有"), ("0.005", "有"), ("-0.005", "有"), ("0.004999", "无"), ("-0.004999", "无"), ("0", "无"),
        ("~0.000001", "有"), ("3个", "有"), ("0个", "无"), ("0.5分", "有"), ("0分", "无"), ("1+-1", "无"), ("1+1", "有"),
    ],
)  # fmt: skip
def test_what_prints_as_nought_is_not_there(number, said):
    assert situation(PRESENCE, figure(number)) == said
    assert situation(USE, figure(number), TEXT) == said


def test_a_figure_is_told_with_the_fact():
    one = figure("1")
    assert PRESENCE.fact(PUBLICATION, one).blanks == {"数": one}
    assert PRESENCE.fact(PUBLICATION, one).operands == (one,)
    assert USE.fact(PUBLICATION, one, TEXT).blanks == {"文字": TEXT}
    assert USE.fact(PUBLICATION, one, TEXT).operands == (one,)


@pytest.mark.parametrize(
    "number", [figure("null"), Figure(Percentage(Decimal(62)), "率"), Derived(Rate(Fraction(1)), "1 ÷ 1", ())]
)
def test_what_is_no_plain_number_is_neither_there_nor_not(number):
    with pytest.raises(TypeError, match=r"^(数\.null|率|“1 ÷ 1”)不能参加这样的计算$"):
        PRESENCE.fact(PUBLICATION, number)


def test_a_text_that_may_be_left_out():
    assert situation(OPTION, TEXT) == "有"
    assert situation(OPTION, NONE) == "无"
    assert OPTION.fact(PUBLICATION, TEXT).blanks == {"文字": TEXT}
    assert OPTION.fact(PUBLICATION, TEXT).operands == ()


@pytest.mark.parametrize(("count", "said"), [(0, "无"), (1, "一项"), (2, "多项"), (30, "多项")])
def test_how_many_there_are(count, said):
    items = Listing(Words(f"甲{number}", "某处") for number in range(count))
    assert situation(ENUMERATION, items) == said
    found = ENUMERATION.fact(PUBLICATION, items)
    assert found.blanks == {"各项": items, "项数": Derived(Count(count), f"共{count}项", ())}
    assert found.operands == (items,)


def test_rows_are_enumerated_too():
    assert situation(ENUMERATION, Listing([Record({}, "行"), Record({}, "行")])) == "多项"


def test_only_names_and_rows_are_enumerated():
    with pytest.raises(TypeError, match=r"^“列举”的列表里有不是名称的东西$"):
        ENUMERATION.fact(PUBLICATION, Listing([TEXT, figure("1")]))


def test_whether_there_is_any_of_a_list():
    assert situation(EXISTENCE, Listing()) == "无"
    for items in (Listing([TEXT]), Listing([TEXT, NONE])):
        assert situation(EXISTENCE, items) == "有"
        found = EXISTENCE.fact(PUBLICATION, items)
        assert (str(found.blanks["项数"]), found.operands) == (str(len(items)), (items,))
