"""The numbers at places are those of the figures that stand there, and what is blank is known to be."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from narrator import build
from narrator.checks.data.accounts import Accounts
from narrator.checks.data.comparisons import grow_tree, plan_comparisons
from narrator.checks.data.known_numbers import KnownNumbers, number_of_value
from narrator.disclosure.relation import bindings, place_steps
from narrator.disclosure.value import Figure, Record
from narrator.number import Amount

SAMPLES = sorted(Path(__file__).parents[3].glob("samples/*/data.json"))
PLACES = [place for one in plan_comparisons(()).comparisons.values() for place in one.left + one.right]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("printed", [False, True])
def test_numbers_are_of_the_figures_at_a_place(sample: Path, printed: bool) -> None:
    places = [*PLACES, "预算绩效.项目.1.总分", "支出决算表.各科目.项.基本支出"]
    accounts = Accounts(build.read(sample).disclosure, printed=printed)
    known = KnownNumbers(accounts.disclosure, grow_tree(places), accounts.cells if accounts.printed else None)
    assert all((known.single, known.columns, known.blanks))
    for place in places:
        there = {
            bound: one
            for bound, one in bindings(accounts.disclosure, place_steps(place))
            if isinstance(one, Figure)
        }
        numbers = {
            bound: None if accounts.unread(one) else number_of_value(one.value)
            for bound, one in there.items()
        }
        found = {bound: None if one.is_nan() else one for bound, one in known.column(place).items()}
        assert found == numbers
        assert known.is_blank(place) == (not any(one.given for one in there.values()))


@pytest.mark.parametrize(
    ("figure", "number"),
    [
        (Figure(Amount(Decimal("1.5")), "甲.数"), "1.5"),
        (Figure(Amount(Decimal(0)), "甲.数", False), "0"),  # nothing
        (Figure(Amount(Decimal("1.5")), "甲.数", False), "NaN"),  # which is not printed
        (Figure(None, "甲.数", False), "NaN"),
        (Figure(None, "甲.数"), "NaN"),
    ],
)
def test_what_is_not_known_equals_nothing(figure: Figure, number: str) -> None:
    root = Record({"甲": Record({"数": figure}, "甲")}, "")
    known = KnownNumbers(root, grow_tree(["甲.数"]), None)
    assert str(known.single["甲.数"]) == number
    assert known.is_blank("甲.数") == (not figure.given)
