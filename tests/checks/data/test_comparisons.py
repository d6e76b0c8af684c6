"""What is seen from numbers alone is what a close look at the figures finds: nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narrator import build
from narrator.checks.data.accounts import Accounts
from narrator.checks.data.agreement import judge_common, judge_own
from narrator.checks.data.comparisons import Plan, Tree, compared_by, plan_comparisons
from narrator.checks.finding import Finding
from narrator.disclosure.relation import AtMost, Equal, Sum
from narrator.disclosure.relations import RELATIONS
from narrator.disclosure.value import Coded, Figure, Listing, Record, Value
from narrator.number import Amount

SAMPLES = sorted(Path(__file__).parents[3].glob("samples/*/data.json"))
SLOW = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
OFF = [Decimal("0.01"), Decimal("-0.01"), Decimal(100), Decimal("-0.004")]


@cache
def accounts_of(sample: Path) -> Accounts:
    source = build.read(sample)
    return Accounts(source.disclosure, model=source.form.model, own=tuple(source.form.relations))


def judged(accounts: Accounts) -> list[Finding]:
    """What the relations find, and none of the other rules."""
    common = (judge_common(accounts, declared.relations) for declared in RELATIONS)
    return [*chain.from_iterable(common), *judge_own(accounts)]


def figures_in(value: Value) -> Iterator[Figure]:
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, Record):
        for name, inner in value.items():
            if name not in ("类", "款", "项"):  # rows above, which stand in the table
                yield from figures_in(inner)
    elif isinstance(value, Listing):
        for inner in value:
            yield from figures_in(inner)


def with_figures(value: Value, figures: dict[str, Figure]) -> Value:
    """A value with other figures, by their paths."""
    if isinstance(value, Figure):
        return figures.get(value.path, value)
    if isinstance(value, Record):
        return Record({name: with_figures(one, figures) for name, one in value.fields.items()}, value.path)
    if isinstance(value, Coded):
        rows = {code: with_figures(row, figures) for code, row in value.rows.items()}
        return Coded(rows, value.blank)  # type: ignore[arg-type]
    return Listing(with_figures(one, figures) for one in value) if isinstance(value, Listing) else value


def spoil(figure: Figure, chance: random.Random) -> Figure:
    """Another figure in the place of one: off by little or much, a blank, null, or an amount that no table prints."""
    other = chance.choice(["off", "less than nothing", "blank", "nought", "null", "not given", "hidden"])
    value = figure.value
    if other == "off" and isinstance(value, Amount):
        return Figure(Amount(value.wan + chance.choice(OFF)), figure.path)
    if other == "less than nothing" and isinstance(value, Amount):
        return Figure(-value, figure.path)
    if other == "blank":
        return Figure(None, figure.path, False)
    if other == "nought" and isinstance(value, Amount):
        return Figure(Amount(Decimal(0)), figure.path, chance.random() < 0.5)
    if other == "null":
        return Figure(None, figure.path)
    return Figure(value, figure.path, other == "hidden")


def spoilt(accounts: Accounts, chance: random.Random, share: float) -> Accounts:
    """Accounts of which a share of the figures are others; every other time as those of a report that prints some of them."""
    figures = list(figures_in(accounts.disclosure))
    other = {one.path: spoil(one, chance) for one in figures if chance.random() < share}
    disclosure = with_figures(accounts.disclosure, other)
    assert isinstance(disclosure, Record)
    printed = chance.random() < 0.5
    cells = {one.path for one in figures if chance.random() < 0.9} if printed else frozenset[str]()
    return replace(accounts, disclosure=disclosure, printed=printed, cells=cells)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.parent.name)
@SLOW
@given(st.integers(0, 2**32), st.sampled_from([0.002, 0.02, 0.2]))
def test_a_close_look_finds_no_more(sample: Path, seed: int, share: float) -> None:
    accounts = spoilt(accounts_of(sample), random.Random(seed), share)
    closely = replace(accounts)
    closely.__dict__["plan"] = Plan({}, Tree())
    assert judged(accounts) == judged(closely)


def test_what_other_figures_stand_for_is_looked_at() -> None:
    """A sum is not right because a row is blank for which others stand, and which is what it lacks."""
    accounts = accounts_of(SAMPLES[-1])
    rows = [project.record("资金") for project in accounts.items("预算绩效", "项目")]
    spent = [row.figure("年度资金总额", "全年执行数") for row in rows]
    total = accounts.record("支出决算表", "合计").figure("项目支出")
    left = sum(amount.wan for one in spent[1:] if isinstance(amount := one.value, Amount))
    other = Figure(Amount(Decimal("1.74")), rows[0].figure("当年财政拨款", "全年执行数").path)
    figures = [
        other,
        Figure(Amount(Decimal(left)), total.path),
        Figure(Amount(Decimal(0)), spent[0].path, False),
    ]
    disclosure = with_figures(accounts.disclosure, {one.path: one for one in figures})
    assert isinstance(disclosure, Record)
    found = judged(replace(accounts, disclosure=disclosure))
    assert any("全年执行数之和" in side.name for one in found for side in one.sides)


def test_nearly_all_relations_are_judged_by_numbers_alone() -> None:
    assert len(plan_comparisons(()).comparisons) > 200


@pytest.mark.parametrize(
    "relation",
    [
        AtMost(("甲.数",), ("-乙.数", "丙.数")),  # of which one is taken off
        Equal("甲.[].数", "乙.[].数"),  # items of two lists
        Equal("甲.数", "乙.[].数"),  # of which the first counts
        Sum("甲.各科目.项.数", ("甲.各科目.项.别的",)),  # rows of a level, whichever they are
    ],
)
def test_what_numbers_alone_do_not_tell(relation: AtMost | Equal | Sum) -> None:
    assert compared_by(relation) is None
