"""Public tables under the title of another one: told once, and nothing else of them, whichever two they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations

import pytest

from narrator.checks.printed import exchanged_titles
from narrator.checks.printed.recognised_tables import Seen
from narrator.disclosure.public_tables import BY_FUNCTION, PUBLIC_TABLES
from narrator.document import Document, Heading, Row, Table
from narrator.spans import Text
from narrator.tables.public import PublicTable
from narrator.tables.vocabulary import Blueprints

from ..alterations import changed
from ..reports import HOME, basis, before, findings, original, told

INCOME, EXPENSE, GRANTED, FUND, CAPITAL = BY_FUNCTION
LIKE = [(HOME, GRANTED, CAPITAL), ("上海2024", FUND, CAPITAL)]  # their heads are the same in that form


def put(name: str, places: Mapping[str, str], titles: bool = False) -> Document:
    """The report of the sample NAME with a table, or its TITLES, in each of the PLACES, called by the table that stands there."""
    document = original(name)
    blocks = list(document.blocks)
    at = {
        block.name: (
            number
            if not titles
            else max(n for n, one in enumerate(blocks[:number]) if isinstance(one, Heading))
        )
        for number, block in enumerate(blocks)
        if isinstance(block, Table) and block.name in PUBLIC_TABLES
    }
    for place, table in places.items():
        blocks[at[place]] = document.blocks[at[table]]
    return document._replace(blocks=tuple(blocks))


def news(document: Document, name: str) -> list[str]:
    """What is told of DOCUMENT and not of the sample NAME, and what of the sample no longer is."""
    have, had = told(findings(document, name=name)), before(name)
    return sorted(" ".join(one[:2]) for one in have - had) + [
        f"不再有 {one[0]}" for one in sorted(had - have)
    ]


@pytest.mark.parametrize(
    ("name", "first", "second"), [(HOME, EXPENSE, GRANTED), ("上海2024", INCOME, EXPENSE)]
)
def test_two_tables_under_one_anothers_title_are_one_finding(name: str, first: str, second: str) -> None:
    [only] = news(put(name, {first: second, second: first}), name)
    assert "这两张表的标题像是对调了：" in only
    assert only.startswith("ST-3 ")


def test_what_is_told_names_both_tables_and_what_stands_under_each() -> None:
    assert news(put(HOME, {EXPENSE: GRANTED, GRANTED: EXPENSE}), HOME) == [
        "ST-3 公开03表、公开05表 标题 这两张表的标题像是对调了：《支出决算表》（公开03表）下面的表头是《一般公共预算财政拨款支出决算表》（公开05表）的，"
        "《一般公共预算财政拨款支出决算表》（公开05表）下面的表头是《支出决算表》（公开03表）的；都照表头读的"
    ]


def test_three_tables_that_took_turns_are_one_finding() -> None:
    [only] = news(
        put("上海2024", {INCOME: EXPENSE, EXPENSE: "财政拨款收支总表", "财政拨款收支总表": INCOME}),
        "上海2024",
    )
    assert "这3张表的标题像是对调了：" in only


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        (INCOME, EXPENSE, GRANTED),
        (EXPENSE, INCOME, GRANTED),
        ("收入支出总表", "财政拨款收支总表", EXPENSE),
        ("基本支出表", INCOME, "财政拨款收支总表"),
    ],
)
def test_three_tables_of_which_one_is_like_both_others_are_one_finding(
    first: str, second: str, third: str
) -> None:
    [only] = news(put(HOME, {first: second, second: third, third: first}), HOME)
    assert "这3张表的标题像是对调了：" in only


@pytest.mark.parametrize(("name", "first", "second"), LIKE)
def test_tables_whose_heads_are_the_same_are_told_apart_by_their_sums(
    name: str, first: str, second: str
) -> None:
    [only] = news(put(name, {first: second, second: first}), name)
    assert only.startswith("ST-3 ")
    assert "这两张表的标题像是对调了：" in only
    assert only.endswith("；都照数读的")


@pytest.mark.parametrize("whole", ["0.00", "77.77"])
def test_of_tables_whose_heads_are_the_same_nothing_is_guessed(whole: str) -> None:
    """财政拨款收支总表 says of one of the funds what neither of the tables adds up to, or the same of both."""

    def stated(block: Table) -> Table:
        rows = list(block.body)
        at = next(
            n
            for n, row in enumerate(rows)
            if any("本年支出合计" in one.string for cell in row for one in cell.paragraphs)
        )
        rows[at] = tuple(
            cell._replace(paragraphs=(Text(whole),)) if cell.column in (5, 6) else cell for cell in rows[at]
        )
        return block._replace(body=tuple(rows))

    document = put("上海2024", {FUND: CAPITAL, CAPITAL: FUND})
    found = news(changed(document, "财政拨款收支总表", stated), "上海2024")
    assert found
    assert not any("对调" in one for one in found)


def test_sums_do_not_outweigh_the_words_of_the_heads() -> None:
    """财政拨款收支总表 has two funds exchanged, and not the tables of these: one says 小计 where the other says 合计."""

    def exchanged(block: Table) -> Table:
        columns = {6: 8, 8: 6}

        def swapped(row: Row) -> Row:
            texts = {cell.column: cell.paragraphs for cell in row}
            return tuple(
                one._replace(paragraphs=texts[columns.get(one.column, one.column)])
                if columns.get(one.column) in texts
                else one
                for one in row
            )

        return block._replace(body=tuple(map(swapped, block.body)))

    document = original(HOME)
    found = news(changed(document, "财政拨款收支总表", exchanged), HOME)
    assert any("X-5" in one or "X-4" in one for one in found)
    assert not any("对调" in one for one in found)


@pytest.mark.parametrize(("place", "table"), [(EXPENSE, GRANTED), (GRANTED, EXPENSE)])
def test_a_table_that_was_printed_again_under_another_title_is_one_finding(place: str, table: str) -> None:
    [only] = [one for one in news(put(HOME, {place: table}), HOME) if not one.startswith("不再有")]
    assert only.startswith("ST-1 ")
    assert "的标题下面印的是" in only


def test_a_table_under_a_title_that_stands_twice_is_read_as_what_it_is() -> None:
    found = news(put(HOME, {GRANTED: EXPENSE}, titles=True), HOME)
    assert [one for one in found if not one.endswith(("前面是4，这里是3", "前面是3，这里是6"))] == [
        "ST-3 公开05表 标题 表的标题与格式不同"
    ]


def test_another_table_with_a_title_of_the_same_meaning_is_none_that_was_printed_again() -> None:
    document = original(HOME)
    at = next(n for n, one in enumerate(document.blocks) if isinstance(one, Table) and one.name == GRANTED)
    also = (Heading(2, Text("财政拨款支出决算表（功能科目）"), ""), document.blocks[at])
    found = news(
        document._replace(blocks=(*document.blocks[: at + 1], *also, *document.blocks[at + 1 :])), HOME
    )
    assert not any("的标题下面印的是" in one or "对调" in one for one in found)


@pytest.mark.deep
@pytest.mark.parametrize("name", [HOME, "上海2024"])
def test_any_two_tables_that_were_exchanged_are_one_finding(name: str) -> None:
    for first, second in combinations(PUBLIC_TABLES, 2):
        found = news(put(name, {first: second, second: first}), name)
        assert len(found) == 1, (name, first, second, found)
        assert "对调" in found[0]


def emptied(block: Table) -> Table:
    """BLOCK without its figures."""
    figure = re.compile(r"-?[\d,]+\.\d+")
    rows = [
        tuple(
            cell._replace(paragraphs=(Text(""),))
            if any(figure.fullmatch(one.string) for one in cell.paragraphs)
            else cell
            for cell in row
        )
        for row in block.body
    ]
    return block._replace(body=tuple(rows))


@pytest.mark.parametrize("copies", [1, 2])
@pytest.mark.parametrize("name", [INCOME, "财政拨款收支总表", "基本支出表", "三公经费表"])
def test_an_empty_copy_above_a_table_is_told_and_the_table_is_read(name: str, copies: int) -> None:
    """As the form's own, left above the one that was filled in."""
    document = original(HOME)
    at = next(n for n, one in enumerate(document.blocks) if isinstance(one, Table) and one.name == name)
    block = document.blocks[at]
    assert isinstance(block, Table)
    blocks = (*document.blocks[:at], *[emptied(block)] * copies, *document.blocks[at:])
    assert {one.partition("不止一张")[1] for one in news(document._replace(blocks=blocks), HOME)} == {
        "不止一张"
    }
    both = (*document.blocks[:at], *[emptied(block)] * (copies + 1), *document.blocks[at + 1 :])
    found = news(document._replace(blocks=both), HOME)  # all are empty
    assert any("不止一张" in one for one in found)


@pytest.mark.parametrize("name", ["三公经费表", CAPITAL])
def test_of_a_table_that_is_there_twice_the_one_below_its_title_counts(name: str) -> None:
    """A copy, without its title, behind another table at the top."""
    document = original(HOME)
    places = {one.name: n for n, one in enumerate(document.blocks) if isinstance(one, Table)}
    at, block = places[INCOME] + 1, document.blocks[places[name]]
    found = news(document._replace(blocks=(*document.blocks[:at], block, *document.blocks[at:])), HOME)
    assert {one.partition("不止一张")[1] for one in found} == {"不止一张"}


@pytest.mark.parametrize("name", [CAPITAL, "政府性基金表"])
def test_a_copy_without_a_title_is_one_more_of_the_table_whose_rows_it_prints(name: str) -> None:
    """Behind the last table, whose head is the same as that of the one before it."""
    document = original("上海2024")
    places = {one.name: n for n, one in enumerate(document.blocks) if isinstance(one, Table)}
    at, block = places[CAPITAL] + 1, document.blocks[places[name]]
    copied = document._replace(blocks=(*document.blocks[:at], block, *document.blocks[at:]))
    [found] = news(copied, "上海2024")
    called = basis(name="上海2024").blueprints[name].label
    assert f"{called}不止一张" in found


@pytest.mark.parametrize(("faults", "read"), [(6, False), (7, True)])
def test_a_table_is_another_one_where_it_has_less_than_half_its_faults(
    faults: int, read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    fits = {CAPITAL: 3}
    public = PublicTable.__new__(PublicTable)
    public.name = CAPITAL
    monkeypatch.setattr(exchanged_titles, "misfit_as", lambda seen, name, blueprints: fits.get(name))
    monkeypatch.setattr(exchanged_titles, "read_as", lambda sheet, name, vocabulary: public)
    seen = [Seen(None, None, None, [])]  # type: ignore[arg-type]  # which nobody looks at here
    exchanged_titles.read_as_absent(0, faults, {}, seen, Blueprints())
    assert (seen[0].public is public) == read
