"""What columns are for whose words are misprinted: by what no other column has over it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from narrator.tables.guessed_columns import guess, guess_expenses, settle_only_column
from narrator.tables.header_column import Header, HeaderColumn
from narrator.tables.vocabulary import COLUMN, ROW, Facet, TableWords

COLUMNS = {
    "本年收入合计": "本年收入合计",
    "财政拨款收入": "财政拨款收入",
    "上级补助收入": "上级补助收入",
    "小计": "小计",
}
WORDS = TableWords(
    heads={word: Facet(COLUMN, name) for word, name in COLUMNS.items()} | {"购置费": Facet(ROW, "购置费")}
)
EXPENSES = TableWords(
    heads={
        "公务接待费": Facet(ROW, "公务接待费"),
        "因公出国(境)费": Facet(ROW, "因公出国（境）费"),
        "公务用车运行维护费": Facet(ROW, "公务用车运行维护费"),
        "预算数": Facet(COLUMN, "预算数"),
        "决算数": Facet(COLUMN, "决算数"),
    }
)


def over(*words: str, kind: str = "", **known: str) -> HeaderColumn:
    """A column with some words over it, and what is KNOWN of it."""
    return replace(HeaderColumn(kind, words=words), **known)


def guessed(*columns: HeaderColumn) -> list[str]:
    """What the columns are for, after a guess; "" where nobody knows."""
    guess(columns, WORDS)
    assert all(one.kind in ("数", "编码") if one.column or one.kind else not one.kind for one in columns)
    return [one.column for one in columns]


@pytest.mark.parametrize(
    ("word", "column"),
    [
        ("财政拔款收入", "财政拨款收入"),  # one letter of six
        ("财政拔款收人", ""),  # two are too many
        ("财政拨款收入", "财政拨款收入"),
        ("政财拨款收入", "财政拨款收入"),
        ("财政拨款", "财政拨款收入"),  # its beginning, and enough of it
        ("拨款收入", "财政拨款收入"),  # its end
        ("财政拨", ""),  # 2 × 3 of 9 letters are two thirds
        ("政拨款收", ""),  # what stands within it
        ("补助收入", "上级补助收入"),
        ("年收入合计", "本年收入合计"),
        ("购置费", ""),  # a row
        ("购罝费", ""),
        ("其他", ""),
        ("小汁", ""),  # one of two
        ("小计", "小计"),
    ],
)
def test_a_column_is_what_its_word_is_a_misprint_of(word: str, column: str) -> None:
    assert guessed(over(word)) == [column]
    assert guessed(over("本年", word)) == [column]  # the last word counts
    assert guessed(over(word, "某某")) == [""]


def test_a_column_is_nothing_that_another_one_is_already() -> None:
    known = over("财政拨款收入", kind="数", column="财政拨款收入")
    assert guessed(known, over("财政拔款收入")) == ["财政拨款收入", ""]
    assert guessed(over("财政拔款收入"), over("财政拨敦收入")) == ["财政拨款收入", ""]
    assert guessed(over("财政拔款收入"), over("上级补肋收入")) == ["财政拨款收入", "上级补助收入"]


def test_what_is_known_of_a_column_stays_and_one_without_words_is_nothing() -> None:
    assert guessed(over("财政拔款收入", kind="编码")) == [""]
    assert guessed(over("财政拔款收入", kind="数", column="甲")) == ["甲"]
    assert guessed(over()) == guessed(over("")) == [""]
    assert guessed() == []


def test_a_part_of_two_words_is_neither_and_a_whole_word_counts_before_a_part() -> None:
    words = TableWords(
        heads={one: Facet(COLUMN, one) for one in ("年初结转结余甲", "年初结转结余乙", "年初结转结佘")}
    )
    columns = [over("年初结转结余")]
    guess(columns, words)
    assert columns[0].column == "年初结转结佘"
    columns = [over("年初结转结余")]
    guess(columns, TableWords(heads={one: words.heads[one] for one in ("年初结转结余甲", "年初结转结余乙")}))
    assert columns[0].column == ""


def expenses(*columns: HeaderColumn) -> list[str]:
    """Of which expense the columns are."""
    guess_expenses(columns, EXPENSES)
    return [one.row for one in columns]


KNOWN = over("预算数", "公务接待费", kind="数", row="公务接待费", column="预算数")


def figures(*words: str) -> HeaderColumn:
    return over(*words, kind="数", column="预算数")


@pytest.mark.parametrize(
    ("word", "row"),
    [
        ("公务用车运行维护费", "公务用车运行维护费"),
        ("公务用车远行维护费", "公务用车运行维护费"),
        ("公务用车远行唯护费", "公务用车运行维护费"),  # 7 of 9
        ("公务甩车远行唯护费", ""),  # 6 of 9
        ("公务用车运行费", ""),  # of another length
        ("公务接侍费", ""),  # another one's
        ("因公岀国(境)费", "因公出国（境）费"),
    ],
)
def test_a_column_is_of_the_expense_whose_name_is_misprinted(word: str, row: str) -> None:
    wanted = [KNOWN.row, row if word not in EXPENSES.heads else ""]
    assert expenses(replace(KNOWN), figures("预算数", word)) == wanted
    assert (
        expenses(replace(KNOWN), figures(word, "预算数", "小计")) == wanted
    )  # totals and known words say nothing


def test_an_expense_is_asked_only_of_columns_of_figures_where_others_have_one() -> None:
    word = "公务用车远行维护费"
    assert expenses(figures(word)) == [""]
    assert expenses(replace(KNOWN), over(word)) == [KNOWN.row, ""]
    assert expenses(replace(KNOWN), replace(figures(word), row="甲")) == [KNOWN.row, "甲"]
    assert expenses(replace(KNOWN), figures()) == [KNOWN.row, ""]
    assert expenses(replace(KNOWN), figures(word), figures(word)) == [KNOWN.row, *["公务用车运行维护费"] * 2]
    assert expenses() == []


def settled(cells: list[list[str]], *columns: HeaderColumn) -> list[str]:
    settle_only_column(columns, cells, EXPENSES)
    return [one.column for one in columns]


def test_figures_below_names_of_expenses_alone_are_what_the_words_over_all_say() -> None:
    def three(**known: str) -> list[HeaderColumn]:
        return [over(kind="数", row=row, **known) for row in ("甲", "乙", "丙")]

    assert settled([["公务接待费"] * 3], *three()) == ["决算数"] * 3
    assert settled([["2023年预算数"] * 3], *three()) == ["预算数"] * 3
    assert settled([["预算数"] * 3, ["决算数"] * 3], *three()) == ["决算数"] * 3
    assert settled([["决算数"] * 3, ["预算数"] * 3], *three()) == ["预算数"] * 3
    assert settled([["预算数", "预算数", "甲"]], *three()) == ["决算数"] * 3  # it stands not over all
    assert settled([["预算数如下"] * 3], *three()) == ["决算数"] * 3
    assert settled([], *three(column="决算数")) == ["决算数"] * 3
    assert settled([["预算数"] * 3], *three(column="决算数")) == ["预算数"] * 3
    assert settled([["预算数"] * 3], *three(column="预算数")) == ["预算数"] * 3


def test_figures_of_an_expense_that_stands_there_twice_are_left() -> None:
    row = [over(kind="数", row=name) for name in ("甲", "甲")]
    assert settled([["预算数"] * 2], *row) == ["", ""]
    assert settled([["预算数"] * 2], over(kind="数", row="甲"), over(kind="数")) == ["", ""]
    assert settled([["预算数"] * 2], over(kind="数", row="甲"), over(kind="编码", row="乙")) == ["", ""]
    assert settled([["预算数"] * 2], over(kind="数", row="甲"), over(kind="数", row="乙", column="别的")) == [
        "",
        "别的",
    ]


def test_a_header_knows_its_columns_of_figures() -> None:
    columns = [
        over(kind="编码"),
        over(kind="数", column="甲"),
        over(),
        over(kind="数", column="乙"),
        over(kind="别的"),
    ]
    header = Header(columns)
    assert (header.figures, header.places, header.rows, header.shared) == (
        [columns[1], columns[3]],
        [1, 3],
        0,
        [],
    )
    assert (Header().figures, Header().places) == ([], [])


def test_seven_tenths_of_a_word_must_be_the_same() -> None:
    ten, thirteen = "一二三四五六七八九十", "一二三四五六七八九十甲乙丙"
    columns = [over(f"{ten[:7]}某某某"), over(f"{ten[:6]}某某某某")]
    guess(columns, TableWords(heads={ten: Facet(COLUMN, ten)}))
    assert [one.column for one in columns] == [ten, ""]
    for many, column in ((7, thirteen), (6, "")):
        [only] = columns = [over(thirteen[:many])]
        guess(columns, TableWords(heads={thirteen: Facet(COLUMN, thirteen)}))
        assert only.column == column
    for many, row in ((7, ten), (6, "")):
        columns = [replace(KNOWN), figures(f"{ten[:many]}{'某' * (10 - many)}")]
        guess_expenses(columns, TableWords(heads={ten: Facet(ROW, ten)}))
        assert columns[1].row == row


def test_of_several_words_a_column_is_the_one_that_is_most_like_its_own() -> None:
    heads = {name: Facet(COLUMN, name) for name in ("一二三四五六丙丁", "一二三四五六七丁")}
    for order in (heads, dict(reversed(heads.items()))):
        columns = [over("一二三四五六七八")]
        guess(columns, TableWords(heads=order))
        assert columns[0].column == "一二三四五六七丁"
        columns = [replace(KNOWN), figures("一二三四五六七八")]
        guess_expenses(columns, TableWords(heads={one: Facet(ROW, one) for one in order}))
        assert columns[1].row == "一二三四五六七丁"
