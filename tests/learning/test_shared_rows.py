"""Rows of one table are printed by one loop, whichever of them the base words as the report does; a row is said once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from learning.test_own_facts import notebook_of
from narrator.document import Document, Paragraph
from narrator.learning.counterparts import printed_blocks
from narrator.learning.form_entries import FormEntry, find_outvoted
from narrator.learning.inventory import Branch, ComposedBlock, Element, TemplateParagraph
from narrator.learning.remaking import find_lines_made_twice
from narrator.learning.shared_rows import share_rows
from narrator.spans import Text

ROWS = {f"一般公共预算支出表.各科目.20101{at:02}": f"事务{at}" for at in range(1, 6)}
UNIT = TemplateParagraph(
    7, "[1.] {{ 项.类.科目名称 }}（类）。{{ 完成(项.小计, 项.年初预算数, 原因=项.科目名称) }}。"
)
LOOP = Element("甲", Branch("{% for 项 in 一般公共预算支出表.各科目 %}", [UNIT], "{% endfor %}"), (), 0)
FLAT, REASON, OWN = (
    "年初预算为5.00万元，决算数与预算数持平",
    "决算数大于预算数的主要原因是追加",
    "决算数大于预算数，原因是追加",
)


@pytest.mark.parametrize(
    ("told", "own", "silent", "base"),
    [
        (
            [FLAT, OWN, FLAT, FLAT, OWN],
            {0, 2, 3},
            {0, 2, 3},
            set(),
        ),  # how a reason is joined shows where there is one
        ([REASON, FLAT, REASON, OWN, FLAT], set(), set(), {3}),
        ([OWN, REASON, OWN], {1}, set(), set()),
        ([FLAT, REASON, REASON], set(), set(), set()),
        ([OWN, OWN, OWN], set(), set(), set()),
        ([FLAT, "", OWN], set(), set(), set()),  # something else stands between them
    ],
)
def test_rows_of_which_some_are_in_the_words_of_the_base_share_a_loop(
    told: list[str], own: set[int], silent: set[int], base: set[int]
) -> None:
    names = iter(ROWS.values())
    lines = [
        one and f"{at}.综合（类）办公（款）{next(names)}（项）。{one}。" for at, one in enumerate(told, 1)
    ]
    blocks = printed_blocks(Document("", tuple(Paragraph(Text(one or "其他。"), "") for one in lines)))
    for block, one in zip(blocks, told, strict=True):
        block.base = ComposedBlock(UNIT, Text(block.text), 0, "") if one in (FLAT, REASON) else None
    notebook = notebook_of({})
    notebook.rows = {path: {"类": "综合", "款": "办公", "科目名称": name} for path, name in ROWS.items()}
    shared = share_rows(blocks, {UNIT.number: LOOP}, (), notebook)
    assert (shared.own, shared.silent, {*shared.base}) == (own, silent, base)
    assert shared.replaced == ({UNIT.number} if own else set())


def test_rows_that_say_nothing_of_the_words_do_not_vote() -> None:
    rows = [*ROWS][:3]
    said = [
        FormEntry("{{ 甲(项) }}", row=rows[0]),
        *(FormEntry("{{ 乙(项) }}", row=one, silent=True) for one in rows[1:]),
    ]
    assert not find_outvoted([replace(one, text=one.row) for one in said])


@pytest.mark.parametrize(
    ("made", "repeated"),
    [
        (["1.文化（类）行政（款）运行（项）。甲", "2.文化（类）行政（款）运行（项）。乙"], 1),
        (["1.文化（类）行政（款）管理（项）。甲"], 0),
        (["甲", "甲"], 0),
    ],
)
def test_a_row_that_is_made_more_often_than_it_was_told_is_a_fault(made: list[str], repeated: int) -> None:
    old = ["3.文化（类）行政（款）运行（项）。年初", "甲"]
    assert len([*find_lines_made_twice(old, made)]) == repeated
