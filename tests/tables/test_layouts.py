"""Whatever the layout, what was laid out is read back figure by figure; what nobody knows is told and not guessed."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narrator.tables.public import read_public_table
from narrator.tables.table_as_read import Sheet

from .layouts import Laid, tables
from .test_public import words

QUICK = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


@QUICK
@given(tables)
def test_what_is_laid_out_is_read_back(laid: Laid) -> None:
    table = read_public_table(Sheet(laid.rows, laid.above), words())
    assert table.name == laid.name
    have = {path.partition(".")[2]: one for path, one in table.figures.items()}
    shown = {path: one.text.removesuffix(laid.unit).removeprefix("￥ ") for path, one in have.items()}
    assert shown == laid.figures
    assert all(one.number == (Decimal(shown[path]) if one.text else None) for path, one in have.items())
    assert all(laid.rows[one.row][one.column].strip() == one.text for one in have.values())
    assert len(table.unread) == laid.strange


@QUICK
@given(tables, st.randoms(use_true_random=False))
def test_a_figure_that_is_no_number_is_unread_and_no_zero(laid: Laid, choose: object) -> None:
    table = read_public_table(Sheet(laid.rows, laid.above), words())
    filled = sorted(path for path, one in table.figures.items() if one.text)
    if not filled:
        return
    path = choose.choice(filled)  # type: ignore[attr-defined]
    printed = table.figures[path]
    laid.rows[printed.row][printed.column] = "见附注"
    again = read_public_table(Sheet(laid.rows, laid.above), words())
    assert again.figures[path].number is None
    assert any(one.kind == "数" and one.path == path for one in again.unread)
    assert {name: one.text for name, one in again.figures.items() if name != path} == {
        name: one.text for name, one in table.figures.items() if name != path
    }
