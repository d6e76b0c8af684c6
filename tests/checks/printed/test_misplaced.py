"""What slipped in one table of a report does not make another one, which is empty, one whose figures were lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tables import test_blank_rows as blank_rows
from tables.test_public import words
from tables.test_slipping import LISTED, SPENT, economic

from narrator.checks.printed import misplaced
from narrator.checks.printed.blank_tables import lost_figures
from narrator.checks.printed.misplaced import find_blank_tables, take_out_misplaced
from narrator.checks.printed.table_data import Reading
from narrator.tables.public import read_public_table
from narrator.tables.table_as_read import PublicTable, Sheet

TRAVEL = 6  # the item before 因公出国（境）费用


def with_no_three_expenses(spent: list[str]) -> Reading:
    """A report whose “三公” table has a head and nothing below, beside a 基本支出表 with what was SPENT."""
    empty = read_public_table(
        Sheet([["项目", "预算数", "决算数"]], ("财政拨款“三公”经费支出决算表",)), words()
    )
    public: dict[str, PublicTable] = {one.name: one for one in (economic(spent), empty)}
    assert len(public) == 2
    return Reading(public=public)


def test_a_figure_that_slipped_beside_another_name_belongs_in_no_empty_table() -> None:
    slipped = [*SPENT[:TRAVEL], "", SPENT[TRAVEL], *SPENT[TRAVEL + 2 :]]
    reading = with_no_three_expenses(slipped)
    assert lost_figures(reading.public) == ["三公经费表"]
    assert find_blank_tables(reading, [LISTED]) == []
    assert find_blank_tables(reading, []) == ["三公经费表"]  # and nothing tells that it slipped


def test_a_table_that_should_have_a_figure_lost_it() -> None:
    spent = [*SPENT[: TRAVEL + 1], "1.00", *SPENT[TRAVEL + 2 :]]
    assert find_blank_tables(with_no_three_expenses(spent), [LISTED]) == ["三公经费表"]
    assert find_blank_tables(with_no_three_expenses(SPENT), [LISTED]) == []


@pytest.mark.parametrize(
    ("unit", "step", "tail"), [("万元", "0.01", "0.02"), ("元", "0.01", "200"), ("万元", "0.000001", "0.01")]
)
def test_a_row_lacks_figures_where_those_below_it_are_more_than_rounding_leaves(
    unit: str, step: str, tail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Decimal] = []
    monkeypatch.setattr(misplaced, "take_out_blank_rows", lambda table, tail: asked.append(tail) or {})
    rows = [blank_rows.HEAD, ["合计", "合计", "5", "5", ""]]
    table = read_public_table(Sheet(rows, (blank_rows.TITLE, f"单位：{unit}")), words())
    assert take_out_misplaced(table, Reading(public={table.name: table}, step=Decimal(step)), []) == {}
    assert asked == [Decimal(tail)]
