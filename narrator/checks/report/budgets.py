"""PR-5 where budgets are not printed: each follows from its 决算 and completion rate, and they still add up.

A rate of two decimals leaves an interval of budgets; only what no budgets in their intervals could explain is
told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from functools import lru_cache, reduce

from narrator.checks.data import overall_tables, unbudgeted_items
from narrator.checks.data.accounts import ZERO
from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.known_figures import SPENT, Known, read_decimal
from narrator.checks.printed.prose import Prose
from narrator.checks.report.completions import Reworded
from narrator.disclosure.parts_and_wholes import common_sums_of
from narrator.disclosure.public_tables import public_table
from narrator.disclosure.related import bind_gaps
from narrator.disclosure.relations import TOTAL_BUDGET
from narrator.disclosure.value import Figure, Listing
from narrator.number import EXACT, Amount, in_wan, rounded
from narrator.sources import Said

# The budget of the whole is the sum of both kinds of expense, and of the items.
KINDS, ITEMS = common_sums_of(TOTAL_BUDGET)
PROJECTS = KINDS.parts[1]
PLANNED = re.compile(r"预算绩效\.整体自评\[\d+\]\.年初预算支出金额")
Interval = tuple[Decimal, Decimal]  # 万元
NOTHING: Interval = (ZERO, ZERO)
# What a division leaves makes an interval wider, never narrower.
DOWN, UP = (Context(prec=EXACT.prec, rounding=rounding) for rounding in (ROUND_FLOOR, ROUND_CEILING))


def check_implied_budgets(prose: Prose, known: Known) -> Iterator[Finding]:
    """Return where the budgets that the items' rates imply do not add up to the one that the total's rate implies."""
    implied: dict[str, Interval | None] = {}
    for claim in prose.claims:
        for capture in claim.every:
            said = capture.piece.source
            if not isinstance(said, Said) or len(said.fact.operands) != 2:
                continue
            final, budget = said.fact.operands
            if isinstance(final, Listing) or not isinstance(budget, Figure):
                continue
            if budget.path in (TOTAL_BUDGET, *KINDS.parts) or is_budget_of_item(budget.path):
                rate = next((part.text for part in capture.parts if part.piece.source == "完成率"), "")
                nothing = bool(capture.chosen) and all(name.startswith("未安排") for name in capture.chosen)
                implied[budget.path] = budget_interval(known.value(final), rate, nothing)
    for one in prose.completions:
        reworded = Reworded(one, known)
        if reworded.path in (TOTAL_BUDGET, *KINDS.parts) or is_budget_of_item(reworded.path):
            rate = next(
                (part.text for part in one.statement.of("完成率") if part.base in ("", reworded.own)), ""
            )
            implied.setdefault(
                reworded.path,
                budget_interval(Amount.of(reworded.final), rate, False)
                if reworded.final is not None
                else None,
            )
    items = [path for path in implied if is_budget_of_item(path)]
    unknown = {public_table(path) for path in ITEMS.parts} & {*known.tables.lacking}
    unread = (path for path in known.unsaid if implied.get(path) is None)
    if not unknown and not any(map(is_budget_of_item, unread)):
        yield from tell_implied_difference(known, implied, items, "各项科目推出的年初预算之和", ITEMS.mark)
    kinds = [path for path in KINDS.parts if path in implied]
    if len(kinds) == len(KINDS.parts):
        yield from tell_implied_difference(
            known, implied, kinds, "基本支出＋项目支出推出的年初预算", KINDS.mark
        )
    yield from check_unbudgeted_items(implied, items, known)
    yield from check_overall_budgets(implied.get(TOTAL_BUDGET), known)


@lru_cache(maxsize=20_000)
def is_budget_of_item(path: str) -> bool:
    """Return whether a path is that of the budget of an item."""
    return any(bind_gaps(path, part) is not None for part in ITEMS.parts)


def check_unbudgeted_items(
    implied: Mapping[str, Interval | None], items: Sequence[str], known: Known
) -> Iterator[Finding]:
    """Return what breaks PR-6: when no projects were budgeted for at the beginning of the year, no item that has only
    projects had an initial budget."""
    if implied.get(PROJECTS) != NOTHING:
        return
    parts = tuple(
        (path, one)
        for path in items
        if (one := implied[path]) is not None and one[0] > 0 and only_projects(path, known)
    )
    if parts:
        whole = add_intervals(one for _, one in parts)
        sides = (
            Side(f"{known.called(PROJECTS)}（由完成率推出）", "0.00"),
            Side(
                "只有项目支出的科目（由完成率推出）",
                middle_of(whole),
                parts=tuple(Side(known.called(path), middle_of(one)) for path, one in parts),
            ),
        )
        yield Finding(
            Level.HINT,
            known.called(PROJECTS),
            unbudgeted_items.MIXED,
            unbudgeted_items.MIXED_HINT,
            sides,
            rule="PR-6",
        )


def only_projects(path: str, known: Known) -> bool:
    """Return whether the row of a path has 项目支出 and no 基本支出."""
    row = path.rpartition(".")[0]
    basic, project = (known.printed(f"{row}.{name}") for name in ("基本支出", "项目支出"))
    return not basic and bool(project)


def check_overall_budgets(total: Interval | None, known: Known) -> Iterator[Finding]:
    """Return what breaks PF-6: the budgets in the units' overall tables are budgets, not what was spent in the end: when
    they add up to the expense, the total's completion rate allows a budget of that size."""
    printed = known.printed(SPENT)
    if total is None or not printed:
        return
    spent = in_wan(printed, known.money.unit)
    if total[0] <= spent <= total[1]:
        return
    shown_at = known.tables.shown
    evaluated = known.tables.paths_in.get("预算绩效", ())
    paths = [path for path in evaluated if path.endswith("年初预算支出金额") and PLANNED.fullmatch(path)]
    sums = [known.printed(path) for path in paths]
    if sums and sum(filter(None, sums)) == printed:
        parts = tuple(Side(known.tables.cells[path], shown_at[path], path) for path in paths)
        sides = (
            Side(f"{known.called(TOTAL_BUDGET)}（由完成率推出）", middle_of(total)),
            Side("各单位年初预算支出金额之和", f"{rounded(spent):f}", parts=parts),
            Side(known.called(SPENT), f"{rounded(spent):f}", SPENT),
        )
        gap = f"约{gap_between((spent, spent), total)}万元"
        yield Finding(
            Level.HINT,
            f"{known.called(TOTAL_BUDGET)}与整体自评",
            overall_tables.FINAL,
            "核对年初预算",
            sides,
            gap,
            rule="PF-6",
        )


def budget_interval(final: object, rate: str, nothing: bool) -> Interval | None:
    """Return the budgets of which a final figure is a rate in per cent; None when they are not bounded."""
    if nothing:
        return NOTHING
    number = read_decimal(rate)
    if not isinstance(final, Amount) or number is None:
        return None
    spent = final.published.wan
    if not number:  # 0 %: a base of zero, wrongly said (PR-6), or nothing spent of any budget
        return NOTHING if spent else None
    tail, step = final.money.step / 2, Decimal(1).scaleb(-len(rate.partition(".")[2])) / 2
    least, most = (spent - tail) * 100, (spent + tail) * 100
    return DOWN.divide(least, number + step), UP.divide(most, number - step)


def add_intervals(intervals: Iterable[Interval]) -> Interval:
    """Return the interval in which the sum of one number of each interval lies."""
    lows, highs = zip(*intervals, strict=True)
    return reduce(DOWN.add, lows), reduce(UP.add, highs)


def tell_implied_difference(
    known: Known, implied: dict[str, Interval | None], paths: list[str], said: str, mark: str
) -> Iterator[Finding]:
    """Return the finding that the budget which the total implies and the sum of those that the items imply
    have nothing in common; nothing when they have.
    """
    total = implied.get(TOTAL_BUDGET)
    parts = {path: one for path in paths if (one := implied[path]) is not None}
    if total is None or not parts or len(parts) < len(paths):
        return
    low, high = whole = add_intervals(parts.values())
    if low > total[1] or high < total[0]:
        left = Side(f"{known.called(TOTAL_BUDGET)}（由完成率推出）", middle_of(total))
        right = Side(
            said,
            middle_of(whole),
            parts=tuple(Side(known.called(path), middle_of(one)) for path, one in parts.items()),
        )
        gap = f"约{gap_between(whole, total)}万元"
        more = low > total[1]
        hint = "核对年初预算和完成率" if more else "核对；可能有预算而没有支出的科目没有列出"
        level = Level.ERROR if more else Level.HINT
        yield Finding(
            level, f"{known.called(TOTAL_BUDGET)}{mark}", f"两边相差{gap}", hint, (left, right), gap
        )


def middle_of(one: Interval) -> str:
    """Return the middle of an interval as it is printed, in 万元."""
    return f"{rounded(halfway(one)):f}"


def gap_between(one: Interval, other: Interval) -> str:
    """Return how far the middles of two intervals are apart as it is printed, in 万元."""
    return f"{rounded(abs(EXACT.subtract(halfway(one), halfway(other)))):f}"


def halfway(one: Interval) -> Decimal:
    """Return the middle of an interval, in 万元."""
    return EXACT.divide(EXACT.add(*one), 2)
