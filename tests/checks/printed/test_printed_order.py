"""What a report says of the rows of a table is held against the rows that it names, in whatever order it says it."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby

import pytest
from forms.documents import SAMPLES
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.checks.finding import Level
from narrator.checks.printed.printed_order import with_the_misnamed, with_the_unstated
from narrator.checks.printed.stated_rows import Stated, find_stated_rows, match_rows, read_stated_row
from narrator.document import Document, Paragraph
from narrator.spans import Text

from ..reports import findings, original, sound

NUMBER = re.compile(r"^(?:\d+[、.]|（\d+）)")
ITEM = re.compile(
    r"^(?:\d+[、.]|（\d+）)[^（]+（类）[^（]+（款）[^（]+（项）.*支出决算为|^（\d+）[^（]+（类）[^（]+（款）[^（]+（项）[\d.]+万元"
)
PART = re.compile(r"[^：；。]+（类）[\d.]+万元，占[\d.]+%")
FINAL = re.compile(r"(?<=支出决算为)[\d.]+(?=万元)|(?<=（项）)[\d.]+(?=万元)")
# One more item, of which something was budgeted and nothing spent.
UNSPENT = {
    "上海2024": "社会保障和就业支出（类）社会福利（款）儿童福利（项）。主要用于：儿童福利。年初预算为5.00万元，支出决算为0.00万元。决算数小于预算数的主要原因：项目没有实施。",
    "中央2023": "社会保障和就业支出（类）社会福利（款）儿童福利（项）。年初预算为5.00万元，支出决算为0.00万元，完成年初预算的0.00%。决算数小于年初预算数的主要原因是项目没有实施。",
}  # fmt: skip


def told_anew(document: Document, name: str) -> list[str]:
    """What is told of DOCUMENT and not of the sample's, but for the numbers of its items."""
    return [
        f"{one.level.value} {one.rule} {one.what}"
        for one in findings(document, name=name)
        if (one.subject, one.what) not in sound(name) and not one.subject.endswith("的序号")
    ]


def items(document: Document) -> list[str]:
    """The paragraphs of the longest list of items."""
    runs = groupby(
        document.blocks, lambda one: isinstance(one, Paragraph) and bool(ITEM.search(one.text.string))
    )
    return max(([one.text.string for one in run] for found, run in runs if found), key=len)


def with_items(document: Document, old: list[str], new: list[str]) -> Document:
    """DOCUMENT with the NEW paragraphs in the places of the OLD ones, numbered as they stand."""
    at = next(
        n for n, one in enumerate(document.blocks) if isinstance(one, Paragraph) and one.text.string == old[0]
    )
    style = document.blocks[at].style
    mark = "（{}）" if old[0].startswith("（") else old[0][1] and f"{{}}{old[0][1]}"
    texts = [NUMBER.sub(mark.format(number), text) for number, text in enumerate(new, 1)]
    blocks = [Paragraph(Text(text), style) for text in texts]
    return document._replace(blocks=(*document.blocks[:at], *blocks, *document.blocks[at + len(old) :]))


def with_parts(document: Document, change: Callable[[list[str]], list[str]]) -> Document:
    """The DOCUMENT with the parts of the first sentence that has several changed."""
    at, block = next(
        (n, one) for n, one in enumerate(document.blocks) if isinstance(one, Paragraph) and len(PART.findall(one.text.string)) > 2
    )  # fmt: skip
    parts = PART.findall(block.text.string)
    begin = block.text.string[: block.text.string.index(parts[0])]
    text = Text(f"{begin}{'；'.join(change(parts))}。")
    blocks = (*document.blocks[:at], block._replace(text=text), *document.blocks[at + 1 :])
    return document._replace(blocks=blocks)


@settings(max_examples=3, deadline=None)
@pytest.mark.parametrize("name", SAMPLES)
@given(data=st.data())
def test_items_in_another_order_are_told_of_at_their_rows(name: str, data: st.DataObject) -> None:
    """Items in any order are no error; one altered figure is told of at its row, and nothing of another one."""
    document = original(name)
    old = items(document)
    new = data.draw(st.permutations(old))
    assert told_anew(with_items(document, old, new), name) == []
    at = data.draw(st.integers(0, len(new) - 1))
    stated = FINAL.search(new[at])
    assert stated is not None
    wrong = f"{new[at][: stated.start()]}9{stated.group()}{new[at][stated.end() :]}"
    told = findings(with_items(document, old, [*new[:at], wrong, *new[at + 1 :]]), name=name)
    errors = [one for one in told if one.level is Level.ERROR and (one.subject, one.what) not in sound(name)]
    assert errors
    assert all(any(f"9{stated.group()}" in str(side) for side in one.sides) for one in errors), errors


@settings(max_examples=3, deadline=None)
@pytest.mark.parametrize("name", SAMPLES)
@given(data=st.data())
def test_an_item_that_is_left_out_or_stands_twice_is_one_finding(name: str, data: st.DataObject) -> None:
    document = original(name)
    old = items(document)
    at = data.draw(st.integers(0, len(old) - 1))
    behind = data.draw(st.integers(0, len(old)))
    assert told_anew(with_items(document, old, [*old[:at], *old[at + 1 :]]), name) == [
        "提醒 ST-4 没有找到格式里的这句话"
    ]
    twice = with_items(document, old, [*old[:behind], old[at], *old[behind:]])
    assert told_anew(twice, name) == ["提醒 ST-4 正文说了不止一次"]


@pytest.mark.parametrize("name", UNSPENT)
@pytest.mark.parametrize("at", [0, 5, 100])
def test_a_budget_of_which_nothing_was_spent_has_no_row_and_is_added(name: str, at: int) -> None:
    """It makes the budgets of the items more than that of all of them; what was spent of it would stand in the table."""
    document = original(name)
    old = items(document)
    more = f"1、{UNSPENT[name]}"
    assert told_anew(with_items(document, old, [*old[:at], more, *old[at:]]), name) == [
        "错误 PR-5 两边相差5.00万元"
    ]
    spent = more.replace("支出决算为0.00万元", "支出决算为4.00万元").replace(
        "完成年初预算的0.00%", "完成年初预算的80.00%"
    )
    changed = with_items(document, old, [*old[:at], spent, *old[at:]])
    told = told_anew(changed, name)
    assert sorted(told) == ["错误 PR-1 正文里有数，表里没有这一行", "错误 PR-5 两边相差5.00万元"]
    # Its code stands nowhere.
    [only] = [one for one in findings(changed, name=name) if one.what == "正文里有数，表里没有这一行"]
    assert "儿童福利" in only.subject
    assert not re.search(r"\d{7}", only.subject)


@settings(max_examples=3, deadline=None)
@pytest.mark.parametrize("name", ["上海2024", "中央2023"])
@given(data=st.data())
def test_the_parts_of_a_sentence_are_read_in_any_order(name: str, data: st.DataObject) -> None:
    drawn: list[list[str]] = []

    def in_any_order(parts: list[str]) -> list[str]:
        drawn.append(data.draw(st.permutations(parts)))
        return drawn[0]

    assert told_anew(with_parts(original(name), in_any_order), name) == []
    [new] = drawn
    amount = re.search(r"[\d.]+(?=万元)", new[1])
    assert amount is not None
    wrong = [new[0], new[1].replace(amount.group(), f"9{amount.group()}"), *new[2:]]
    told = told_anew(with_parts(original(name), lambda _: wrong), name)
    assert [one[:7] for one in told] == ["错误 PR-1"]


@pytest.mark.parametrize("at", range(4))
def test_a_part_whose_name_is_no_row_s_is_the_row_s_in_its_place(at: int) -> None:
    def misname(parts: list[str]) -> list[str]:
        return [*parts[:at], re.sub("^[^（]+", "外交支出", parts[at]), *parts[at + 1 :]]

    [only] = told_anew(with_parts(original("上海2024"), misname), "上海2024")
    assert only == "错误 AD-1 两处名称不同"


@pytest.mark.parametrize("at", range(5))
@pytest.mark.parametrize("amounts", ["5.00万元，占0.10%", "0.00万元，占0.00%"])
def test_of_a_part_too_many_only_that_is_told(at: int, amounts: str) -> None:
    def add(parts: list[str]) -> list[str]:
        return [*parts[:at], f"外交支出（类）{amounts}", *parts[at:]]

    [only] = told_anew(with_parts(original("上海2024"), add), "上海2024")
    assert only.startswith("不能核对 读 没有读懂这句话")


@pytest.mark.parametrize("name", ["上海2024", "中央2023"])
@pytest.mark.parametrize("at", range(4))
def test_a_part_that_is_left_out_or_stands_twice_is_told_by_its_name(name: str, at: int) -> None:
    row = ""

    def leave_out(parts: list[str]) -> list[str]:
        nonlocal row
        row = parts[at].partition("（")[0]
        return [*parts[:at], *parts[at + 1 :]]

    def repeat(parts: list[str]) -> list[str]:
        return [*parts[: at + 1], parts[at], *parts[at + 1 :]]

    for change, what in ((leave_out, "表里有数，这句话里没有说"), (repeat, "正文说了不止一次")):
        document = with_parts(original(name), change)
        assert told_anew(document, name) == [f"提醒 ST-4 {what}"]
        [only] = [one for one in findings(document, name=name) if one.what == what]
        assert f"“{row}(类)”" in only.subject


def test_the_misnamed_is_where_its_neighbours_are() -> None:
    assert with_the_misnamed([0, None, 2], 3) == [0, 1, 2]
    assert with_the_misnamed([None, 0, 1], 2) == [None, 0, 1]
    assert with_the_misnamed([2, None, 0], 3) == [2, None, 0]
    assert with_the_misnamed([None, None, 2, 3], 4) == [0, 1, 2, 3]
    assert with_the_misnamed([1, 2, None], 4) == [1, 2, 3]
    assert with_the_misnamed([], 2) == []


def stated(names: str, *amounts: str) -> Stated:
    return Stated(tuple(names.split()), frozenset(amounts), "。")


ROWS = [
    stated("甲 乙 丙", "1.00"),
    stated("甲 乙 丁", "2.00"),
    stated("甲 戊 己", "3.00"),
    stated("庚 辛 丙", "4.00"),
]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ([ROWS[3], ROWS[1], ROWS[0]], [3, 1, 0]),
        ([ROWS[0], stated("甲 乙 某某", "2.00"), ROWS[2], ROWS[3]], [0, 1, 2, 3]),  # by its amount
        ([ROWS[0], stated("甲 乙 某某", "9.00"), ROWS[2], ROWS[3]], [0, 1, 2, 3]),  # by its place
        ([ROWS[0], stated("壬 癸 某某", "9.00"), ROWS[2], ROWS[3]], [0, None, 2, 3]),
        ([ROWS[0], stated("甲 乙 丙", "2.00"), ROWS[2]], [0, 1, 2]),  # its name copied
        ([ROWS[0], ROWS[0]], [0, None]),
        ([stated("庚 壬 丙", "4.00"), ROWS[0]], [3, 0]),
        ([ROWS[0], stated("某", "2.00"), ROWS[2]], [0, None, 2]),  # of another level
    ],
)  # fmt: skip
def test_a_row_is_known_by_its_names_then_by_its_amounts_then_by_its_place(
    said: list[Stated], found: list[int | None]
) -> None:
    assert match_rows(said, ROWS) == found


def test_names_stand_before_their_marks_or_before_a_figure() -> None:
    three = ("(类)", "(款)", "(项)")
    assert read_stated_row("甲(类)乙(款)丙(项)。共1,234.50万元,占0.00%", three) == Stated(
        ("甲", "乙", "丙"), frozenset(["1234.50"]), "。"
    )
    assert read_stated_row("甲支出12.50万元", ("",)) == Stated(("甲支出",), frozenset(["12.50"]), "1")
    assert read_stated_row("经核算,甲(类)乙(款)丙(项)", three) is None
    assert read_stated_row("甲(类)乙(款)(项)", three) is None
    found = find_stated_rows("共2.00万元,(2)甲(类)乙(款)丙(项)1.00。(3)甲(类)乙(款)丁(项)3.00", three)
    assert list(found) == [
        Stated(("甲", "乙", "丙"), frozenset(["1.00"]), "1"),
        Stated(("甲", "乙", "丁"), frozenset(["3.00"]), "3"),
    ]


def test_what_is_not_stated_stands_behind_all_unless_it_may_be_there() -> None:
    assert with_the_unstated([0, 2], 4) == [0, 2, 1, 3]
    assert with_the_unstated([3, 0], 4, [1]) == [3, 0, 1, 2]
    assert with_the_unstated([2], 3, [0]) == [0, 2, 1]
    assert with_the_unstated([2, 3], 6, [1, 5]) == [
        1,
        2,
        3,
        5,
        0,
        4,
    ]  # behind one that is there, not behind one that is not


def in_other_words(text: str) -> str:
    """TEXT, an item's, in other words than the form's."""
    return text.replace("支出决算为", "执行数为").replace("决算数小于预算数的主要", "结余的")


def torn(texts: list[str]) -> list[str]:
    one, other = texts[2].split("年初预算为")
    return [*texts[:2], one, f"年初预算为{other}", *texts[3:]]


def joined(texts: list[str]) -> list[str]:
    return [texts[0], texts[1] + texts[2], *texts[3:]]


def quoted(texts: list[str]) -> list[str]:
    return [re.sub("（款）([^（]+)（项）", "（款）“\\1”（项）", text) for text in texts]


@pytest.mark.parametrize("change", [torn, joined, quoted, lambda texts: texts[::-1]])
def test_items_in_other_words_are_of_the_rows_that_they_name(
    change: Callable[[list[str]], list[str]],
) -> None:
    document, name = original("上海2024"), "上海2024"
    old = items(document)
    reworded = [*map(in_other_words, old)]
    told, anew = (told_anew(with_items(document, old, new), name) for new in (reworded, change(reworded)))
    assert sorted(told) == sorted(anew)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("taken_out", ["[^）]+（类）[^（]+（款）", "（类）|（款）|（项）"])
def test_an_item_may_be_named_without_what_is_above_it_or_the_marks(name: str, taken_out: str) -> None:
    document = original(name)
    old = items(document)
    new = [
        f"{mark.group()}{re.sub(taken_out, '', text[mark.end() :], count=3)}".replace(
            "支出决算为", "执行数为"
        )
        for text in old
        if (mark := NUMBER.match(text))
    ]
    assert [one for one in told_anew(with_items(document, old, new), name) if one.startswith("错误")] == []


def test_an_item_that_stands_twice_under_another_name_than_its_rows_is_that_row_both_times() -> None:
    document, name = original("上海2024"), "上海2024"
    old = items(document)
    misnamed = old[4].replace("（项）", "经费（项）")
    told = told_anew(with_items(document, old, [*old[:4], misnamed, *old[5:7], misnamed, *old[7:]]), name)
    assert sorted(told) == ["提醒 ST-4 正文说了不止一次", "错误 AD-1 两处名称不同"]
