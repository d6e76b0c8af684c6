"""A budget that only a sentence states is taken for the row whose final figure the sentence has, and for no other."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest

from narrator import form, form_knowledge
from narrator.checks.finding import Level
from narrator.checks.printed.known_figures import SPENT, Implied, Known
from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Capture, Piece
from narrator.checks.printed.prose import Claim, Completion, Prose
from narrator.checks.printed.statement import read_statement
from narrator.checks.printed.table_data import Reading
from narrator.checks.report.budgets import (
    Interval,
    budget_interval,
    check_implied_budgets,
    tell_implied_difference,
)
from narrator.checks.report.completions import imply_budgets
from narrator.checks.report.implied_figures import is_plausible
from narrator.checks.report.unprinted_figures import implied_figure, tell_implied
from narrator.disclosure.relations import TOTAL_BUDGET
from narrator.disclosure.value import Figure
from narrator.document import Document
from narrator.facts.kinds import KINDS
from narrator.facts.operand import Publication
from narrator.number import Amount, MoneyUnit
from narrator.sources import Fact, Said

from ..reports import findings, original, replaced

ROW = "一般公共预算支出表.各科目.2080501."


@pytest.mark.parametrize(
    ("final", "name", "item", "taken"),
    [
        ("36385.50", "行政运行", "", True),
        ("39636.66", "行政运行", "", False),
        ("39636.66", "行政运行", "其他支出(项)", False),  # the sentence names another row
        ("39636.66", "行政 运行", "行政运行(项)", True),
        ("39636.66", "", "行政运行(项)", False),
    ],
)
def test_a_budget_of_another_row_is_not_taken(final: str, name: str, item: str, taken: bool) -> None:
    spent, budget = (
        Figure(Amount(Decimal(value)), f"{ROW}{column}")
        for value, column in (("36385.50", "小计"), ("1.00", "年初预算数"))
    )
    fact = KINDS["完成"].fact(Publication(), spent, budget)
    table = form_knowledge.book(form.load("辽宁2023"))["完成年初预算"]
    said = Said(table.entries[fact.situation], fact, "")
    text = f"{item}年初预算为61782.26万元,支出决算为{final}万元,决算数小于年初预算数。"
    line = Line(0, text, False)
    prose = Prose()
    prose.completions.append(
        Completion(line, said, Piece("choice", source=said), read_statement(text, MoneyUnit.WAN))
    )
    reading = Reading(cells={spent.path: "公开05表"}, shown={f"{ROW}科目名称": name} if name else {})
    known = Known(reading, Document("", ()), lambda: ())
    assert [*imply_budgets(prose, known)] == ([(budget.path, Decimal("61782.26"))] if taken else [])


@pytest.mark.parametrize(("final", "plausible"), [("0.50", True), ("0.51", False), ("-0.50", True)])
def test_next_to_nothing_of_a_budget_is_of_one_ten_times_as_large_as_what_was_spent(
    final: str, plausible: bool
) -> None:
    known = Known(Reading(shown={SPENT: "1,000.00"}), Document("", ()), lambda: ())
    assert is_plausible(Amount(Decimal(final)), known) is plausible


@pytest.mark.parametrize("said", ["未安排预算", "未安排未支出", "未安排预算 未安排未支出"])
def test_a_budget_that_was_not_made_is_nothing_whether_or_not_the_words_say_what_was_spent(said: str) -> None:
    spent, budget = (Figure(Amount(Decimal(0)), f"{ROW}{column}") for column in ("小计", "年初预算数"))
    fact = KINDS["完成"].fact(Publication(), spent, budget)
    capture = Capture(Piece("choice"), "年初未安排预算", frozenset(said.split()))
    known = Known(Reading(), Document("", ()), lambda: ())
    assert [*implied_figure(capture, KINDS["完成"], fact, known)] == [Implied(Decimal(0))]


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        ("110", "120", None),  # just as much as the total may be
        ("110.02", "120", ("错误", "约10.01万元", "核对年初预算和完成率")),
        ("90", "100", None),
        ("80", "99.99", ("提醒", "约15.01万元", "核对；可能有预算而没有支出的科目没有列出")),
    ],
)
def test_budgets_of_items_may_be_as_much_as_that_of_the_total(
    low: str, high: str, told: tuple[str, str, str] | None
) -> None:
    known = Known(Reading(), Document("", ()), lambda: ())
    implied: dict[str, Interval | None] = {
        TOTAL_BUDGET: (Decimal(100), Decimal(110)),
        "甲": (Decimal(low) - 50, Decimal(high) - 50),
        "乙": (Decimal(50), Decimal(50)),
    }
    found = list(tell_implied_difference(known, implied, ["甲", "乙"], "各项之和", ""))
    assert [(one.level.value, one.difference, one.hint) for one in found] == ([told] if told else [])
    for one in found:
        assert [side.value for side in one.sides] == ["105.00", f"{(Decimal(low) + Decimal(high)) / 2:.2f}"]
    unknown = {**implied, "乙": None}
    assert not [*tell_implied_difference(known, unknown, ["甲", "乙"], "各项之和", "")]
    assert not [*tell_implied_difference(known, implied, [], "各项之和", "")]
    assert not [*tell_implied_difference(known, {**implied, TOTAL_BUDGET: None}, ["甲"], "各项之和", "")]


@pytest.mark.parametrize(
    ("final", "rate", "nothing", "low", "high"),
    [
        ("100", "50.00", False, "99.995/50.005", "100.005/49.995"),
        ("100", "50", False, "99.995/50.5", "100.005/49.5"),
        ("100", "50.0", True, "0/1", "0/1"),
        ("100", "0.00", False, "0/1", "0/1"),  # of a base of zero, which it was wrongly said of
        ("0", "0.00", False, None, None),
        ("100", "", False, None, None),
        (None, "50.00", False, None, None),
    ],
)
def test_the_budgets_of_which_a_figure_is_a_printed_rate(
    final: str | None, rate: str, nothing: bool, low: str | None, high: str | None
) -> None:
    found = budget_interval(None if final is None else Amount(Decimal(final)), rate, nothing)
    if found is None or low is None or high is None:
        assert found is low is high
        return
    least, most = (Fraction(a) / Fraction(b) * 100 for a, b in (low.split("/"), high.split("/")))
    # Never narrower than it is, and wider only by what no decimal can say.
    assert least - Fraction("1e-50") < Fraction(found[0]) <= least
    assert most <= Fraction(found[1]) < most + Fraction("1e-50")


@pytest.mark.parametrize(
    ("rates", "sides"),
    [
        (["完成年初预算的125.00%", "完成年初预算的120.00%", "完成年初预算的100.00%"], ["80.00", "90.00", "50.00", "40.00"]),
        (["完成预算的125.00%", "完成预算的120.00%", "完成预算的100.00%"], ["80.00", "90.00", "50.00", "40.00"]),
        (["完成全年预算的50.00%,完成年初预算的125.00%", "完成全年预算的99.00%,完成年初预算的120.00%", "完成年初预算的100.00%"], ["80.00", "90.00", "50.00", "40.00"]),
        (["完成年初预算的125.00%", "完成年初预算的150.00%", "完成年初预算的100.00%"], []),
        (["完成年初预算的125.00%", "完成年初预算的120.00%", ""], []),
        (["完成年初预算的125.00%", "完成全年预算的120.00%", "完成年初预算的100.00%"], []),
        (["", "完成年初预算的120.00%", "完成年初预算的100.00%"], []),
    ],
)  # fmt: skip
def test_budgets_follow_from_completions_in_other_words_too(rates: list[str], sides: list[str]) -> None:
    table = form_knowledge.book(form.load("辽宁2023"))["完成年初预算"]
    prose = Prose()
    paths = (TOTAL_BUDGET, f"{ROW}年初预算数", "政府性基金表.各科目.2120801.年初预算数")
    for path, final, rate in zip(paths, ("100.00", "60.00", "40.00"), rates, strict=True):
        spent, budget = Figure(Amount(Decimal(final)), f"决{final}"), Figure(Amount(Decimal(1)), path)
        said = Said(table.entries["大于"], Fact("大于", {}, (spent, budget)), "")
        text = f"支出决算为{final}万元,{rate}。决算数大于预算数。"
        prose.completions.append(
            Completion(
                Line(0, text, False), said, Piece("choice", source=said), read_statement(text, MoneyUnit.WAN)
            )
        )
    found = list(check_implied_budgets(prose, Known(Reading(), Document("", ()), lambda: ())))
    told = [side for one in found for side in (*one.sides, *one.sides[1].parts)]
    assert [side.value for side in told] == sides


def test_a_budget_that_is_printed_is_not_taken_from_a_sentence() -> None:
    spent, budget = Figure(Amount(Decimal(2)), f"{ROW}小计"), Figure(Amount(Decimal(1)), f"{ROW}年初预算数")
    table = form_knowledge.book(form.load("辽宁2023"))["完成年初预算"]
    said = Said(table.entries["大于"], Fact("大于", {}, (spent, budget)), "")
    text = "年初预算为5.00万元,支出决算为2.00万元,决算数小于年初预算数。"
    statement = read_statement(text, MoneyUnit.WAN)
    line = Line(0, text, False)
    prose = Prose(completions=[Completion(line, said, Piece("choice", source=said), statement)])

    def implied(*cells: str, said: Mapping[str, tuple[str, Claim]] = {}) -> dict[str, Implied]:
        known = Known(
            Reading(cells=dict.fromkeys(cells, "某表")), Document("", ()), lambda: (), said={**said}
        )
        tell_implied(prose, known, {})
        return known.implied

    assert implied(spent.path) == implied() == {budget.path: Implied(Decimal(5))}
    assert implied(spent.path, budget.path) == {}
    assert implied(said={budget.path: ("5.00", Claim(line, text, ()))}) == {}


@pytest.mark.parametrize(
    ("misspelt", "judged"),
    [
        ("年初预为842.00万元", False),  # it was not read, and is not nothing
        ("年预算为842.00万元", False),  # whose budget it is is not said
        ("年初预算为742.00万元", True),
    ],
)
def test_no_sum_is_made_of_budgets_of_which_one_was_not_read(misspelt: str, judged: bool) -> None:
    report = replaced(original("上海2024"), "年初预算为842.00万元", misspelt)
    found = [
        one
        for one in findings(report, None, "上海2024")
        if one.rule == "PR-5" and one.level is not Level.TAIL
    ]
    assert bool(found) is judged
