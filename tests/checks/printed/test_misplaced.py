"""What slipped in one table of a report does not make another one, which is empty, one whose figures were lost."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from tables import test_blank_rows as blank_rows
from tables.test_public import words
from tables.test_slipping import LISTED, SPENT, economic

from narrator.checks.printed import misplaced
from narrator.checks.printed.blank_tables import lost_figures
from narrator.checks.printed.misplaced import find_blank_tables, take_out_misplaced
from narrator.checks.printed.slip_evidence import evidence_of
from narrator.checks.printed.table_data import Reading
from narrator.document import Document, Paragraph, Table
from narrator.spans import Text
from narrator.tables.public import read_public_table
from narrator.tables.slip_board import Board, shows_nothing_wrong
from narrator.tables.table_as_read import PublicTable, Sheet

from ..alterations import changed, table
from ..reports import basis, before, findings, original, told

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


def exchanged(document: Document, name: str, one: str, other: str) -> Document:
    """DOCUMENT with the figures of two rows by code of the table NAME exchanged."""

    def change(rows: list[Any]) -> list[Any]:
        found = {row[0].paragraphs[0].string: at for at, row in enumerate(rows)}
        first, second = rows[found[one]], rows[found[other]]
        rows = [*rows]
        rows[found[one]] = (*first[:2], *second[2:])
        rows[found[other]] = (*second[:2], *first[2:])
        return rows

    return table(document, name, change)


@pytest.mark.parametrize("name", ["支出决算表", "一般公共预算支出表"])
@pytest.mark.parametrize(("one", "other"), [("2080501", "2080505"), ("2080505", "2080506")])
@pytest.mark.parametrize("told_by_prose", [True, False])
def test_two_items_of_a_group_are_told_by_the_other_table(
    name: str, one: str, other: str, told_by_prose: bool
) -> None:
    """Their sums are the same either way: the prose says which of the two tables is wrong, or else that of all income."""
    document = original()
    if not told_by_prose:
        blocks = [
            block._replace(text=Text(block.text.string.replace("（项）", "")))
            if isinstance(block, Paragraph)
            else block
            for block in document.blocks
        ]
        document = document._replace(blocks=tuple(blocks))
    found = findings(exchanged(document, name, one, other))
    told = [one for one in found if "互换" in one.what or one.rule in ("X-8", "PR-1")]
    labels = {"支出决算表": "公开03表", "一般公共预算支出表": "公开05表"}
    [only] = told
    assert only.subject.startswith(labels[name])


@pytest.mark.parametrize("name", ["收入决算表", "支出决算表", "一般公共预算支出表"])
@pytest.mark.parametrize(
    "codes",
    [
        ("2080501", "2080502", "2080505"),
        ("2080505", "2080502", "2080501"),
        ("2080501", "2080505", "2080506"),
        ("2080502", "2080506"),
    ],
)
def test_items_of_a_group_that_are_turned_round_are_told_once_by_the_two_other_tables(
    name: str, codes: Sequence[str]
) -> None:
    """Whatever adds up does so either way; that of all income is told of only where both others agree against it."""
    document = original()
    for other in codes[1:]:
        document = exchanged(document, name, codes[0], other)
    labels = {"收入决算表": "公开02表", "支出决算表": "公开03表", "一般公共预算支出表": "公开05表"}
    [(key, what, _)] = {one for one in told(findings(document)) - before() if not one[0].startswith("HY-")}
    assert key.split()[1] == labels[name]
    assert f"{'两三'[len(codes) - 2]}行的数互换了" in what


def test_items_of_which_income_has_another_amount_are_none_that_were_exchanged() -> None:
    """One item more, one less: what was left over of one is spent for the other."""

    def change(rows: list[Any]) -> list[Any]:
        cells = {row[0].paragraphs[0].string: row for row in rows}
        other = cells["2080502"]
        return [(*row[:2], *other[2:]) if row is cells["2080501"] else row for row in rows]

    found = findings(table(original(), "收入决算表", change))
    assert not [one for one in found if "互换" in one.what]


@pytest.mark.parametrize(
    "rows", [("2060101", "2060404", "2080501"), ("2060404", "2080501"), ("206", "20805", "2080505")]
)
@pytest.mark.parametrize("tables", [("支出决算表", "一般公共预算支出表"), ("收入决算表", "支出决算表")])
def test_rows_that_are_exchanged_alike_in_two_tables_are_told_once_of_each(
    rows: Sequence[str], tables: Sequence[str]
) -> None:
    """That the other table agrees says nothing where the same rows of it do not add up."""
    document = original()
    for name in tables:
        for other in rows[1:]:
            document = exchanged(document, name, rows[0], other)
    labels = {"收入决算表": "公开02表", "支出决算表": "公开03表", "一般公共预算支出表": "公开05表"}
    new = sorted(
        {(key, what) for key, what, _ in told(findings(document))}
        - {(key, what) for key, what, _ in before()}
    )
    assert [key.split()[1] for key, _ in new] == sorted(labels[name] for name in tables)
    assert all("的数互换了" in what for _, what in new)


def test_a_table_is_not_to_blame_for_what_slipped_in_another_one() -> None:
    """The incomes of 财政拨款收支总表 slipped by a row: those of 收入支出总表 agree with nothing then, and add up."""
    amount = 2

    def change(rows: list[Any]) -> list[Any]:
        cells = [row[amount] for row in rows]
        moved = [cells[-1], *cells[:-1]]
        return [
            (*row[:amount], cell._replace(paragraphs=other.paragraphs), *row[amount + 1 :])
            for row, cell, other in zip(rows, cells, moved, strict=True)
        ]

    document = table(original(), "财政拨款收支总表", lambda rows: [*change(rows[:5]), *rows[5:]])
    found = told(findings(document)) - before()
    assert [key for key, what, _ in found if "错开" in what] == ["ST-4 公开04表 “一、一般公共预算财政拨款”起"]


@pytest.mark.parametrize(
    ("form", "name"),
    [("辽宁2023", "支出决算表"), ("辽宁2023", "一般公共预算支出表"), ("上海2024", "支出决算表")],
)
def test_columns_that_are_exchanged_are_those_of_the_table_that_is_to_blame(form: str, name: str) -> None:
    """Both are right by themselves: 公开06表 lists what the basic expense of 公开05表 is."""
    basic, project = 3, 4

    def exchanged(block: Table) -> Table:
        other = {basic: project, project: basic}
        body = [
            tuple(cell._replace(column=other[cell.column]) if cell.column in other else cell for cell in row)
            for row in block.body
        ]
        return block._replace(body=tuple(tuple(sorted(row, key=lambda cell: cell.column)) for row in body))

    document = changed(original(form), name, exchanged)
    [(key, what, _)] = told(findings(document, name=form)) - before(form)
    assert key == f"ST-4 {basis(name=form).blueprints[name].label} 基本支出"
    assert what == "“基本支出”和“项目支出”两列的数互换了"


def test_of_a_table_in_which_nothing_is_wrong_nothing_more_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_board(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(misplaced, "Board", no_board)
    one = economic(SPENT)
    assert take_out_misplaced(one, Reading(public={one.name: one}), [LISTED]) == {}


@pytest.mark.parametrize("lines", [(), (LISTED,)])
def test_nothing_is_wrong_with_a_table_whose_numbers_say_so_cell_by_cell(lines: Sequence[str]) -> None:
    found = set()
    for at in range(len(SPENT)):
        for spent in (SPENT, [*SPENT[:at], "", *SPENT[at + 1 :]], [*SPENT[:at], "9.99", *SPENT[at + 1 :]]):
            table = economic(spent)
            evidence = evidence_of(table, Reading(public={table.name: table}), lines)
            board = Board(table, evidence)
            wrong = board.wrong or any(board.is_not_listed(one, board.number(one)) for one in board.listed)
            assert shows_nothing_wrong(table, evidence) == (not wrong)
            found.add(bool(wrong))
    assert found == {True, False}


@pytest.mark.parametrize(("label", "number", "right"), [("", "1.00", False), ("", "", True), ("", "0", True)])
def test_a_number_beside_no_name_is_wrong(label: str, number: str, right: bool) -> None:
    rows = [blank_rows.HEAD, ["201", "甲", "5", "5", ""], [label, label, number, "", ""]]
    table = read_public_table(Sheet(rows, (blank_rows.TITLE,)), words())
    evidence = evidence_of(table, Reading(public={table.name: table}), ())
    assert shows_nothing_wrong(table, evidence) == right == (not Board(table, evidence).wrong)
