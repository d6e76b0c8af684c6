"""A specimen holds everything that the data of a form can hold, each value another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from narrator.compose.filters import FILTERS
from narrator.compose.specimen import ITEMS, codes_of_specimen, parts_of_sums, specimen
from narrator.disclosure.branch_shapes import CodedShape, RecordShape
from narrator.disclosure.lookup import count_choices
from narrator.disclosure.public_tables import PUBLIC_TABLES
from narrator.disclosure.value import Figure, Listing, Record, Value, Words
from narrator.form import load
from narrator.number import Amount

FORMS = ["辽宁2023", "上海2024"]


def leaves(value: Value) -> Iterator[Figure | Words]:
    if isinstance(value, Record):
        for name, part in value.fields.items():
            if name not in ("科目编码", "级次", "类", "款"):
                yield from leaves(part)
    elif isinstance(value, Listing):
        for part in value:
            yield from leaves(part)
    elif isinstance(value, (Figure, Words)):
        yield value


def coded(name: str) -> CodedShape:
    shape = PUBLIC_TABLES[name].fields["各科目"]
    assert isinstance(shape, CodedShape)
    return shape


@pytest.mark.parametrize("name", FORMS)
def test_each_value_is_another(name: str) -> None:
    found = [*leaves(specimen(load(name).model, 2023))]
    amounts = Counter(
        str(one) for one in found if isinstance(one, Figure) and isinstance(one.value, Amount) and one.given
    )
    assert len(amounts) > 500
    assert max(amounts.values()) == 1
    assert all(one.text for one in found if isinstance(one, Words) and one.given)


@pytest.mark.parametrize("name", FORMS)
def test_lists_have_an_item_for_each_choice(name: str) -> None:
    shape, data = load(name).model, specimen(load(name).model, 2023)
    performance, made = shape.fields["预算绩效"], data["预算绩效"]
    assert isinstance(performance, RecordShape)
    assert isinstance(made, Record)
    projects = made["项目"]
    assert isinstance(projects, Listing)
    assert len(projects) >= max(ITEMS, count_choices(performance.fields["项目"]))
    kinds = {str(one["资金性质"]) for one in projects if isinstance(one, Record)}
    assert kinds == {"一般公共预算", "政府性基金预算", "国有资本经营预算"}


def test_no_filter_for_one_part_of_a_sum_leaves_all_rows() -> None:
    table = specimen(load("辽宁2023").model, 2023)["支出决算表"]
    assert isinstance(table, Record)
    rows = table["各科目"]
    assert isinstance(rows, Listing)
    keep = FILTERS["有数"]
    assert keep(rows, "本年支出合计") == rows
    for part in parts_of_sums(coded("支出决算表").row):
        kept = keep(rows, part)
        assert isinstance(kept, Listing)
        assert 0 < len(kept) < len(rows)


def test_codes_are_of_every_level() -> None:
    assert Counter(map(len, codes_of_specimen(coded("支出决算表")))) == {3: 2, 5: 3, 7: 8}
    assert codes_of_specimen(coded("基本支出表")) == [*coded("基本支出表").names]
    assert parts_of_sums(coded("一般公共预算支出表").row) == {"基本支出", "项目支出"}
