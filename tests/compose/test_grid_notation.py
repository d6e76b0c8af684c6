"""The grid notation of tables: cells, merges in both directions, alignment; and values that are never notation."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phrases.notation import marked

from compose.notation import cell_text, changed, row, table
from narrator.compose.grid_notation import ComposedGrid, mark_values, rows
from narrator.compose.language import Budget
from narrator.compose.pieces import Joined, put_together
from narrator.disclosure.value import Figure, Words
from narrator.document import Cell
from narrator.number import Amount
from narrator.sources import Slot
from narrator.spans import Text

ALIGNS = {"左": "<", "中": "=", "右": ">"}


def grid(text: str, aligns: str = "左左左", align: str | None = None) -> list[str]:
    """The rows that TEXT makes (see notation), and which are kept with the next (&) or printed again (#)."""
    cells, kept, heads = rows(text, (), aligns, [""] * len(aligns), align)
    assert covered(cells) == len(cells) * len(aligns)
    assert heads <= kept
    marks = {number: "# " if number in heads else "& " for number in kept}
    return [marks.get(number, "") + row(line) for number, line in enumerate(cells)]


def filled(made: list[object], aligns: str, zero: str = "") -> ComposedGrid:
    """The grid that a template makes which prints MADE; ZERO is what an amount of zero prints."""
    return rows(*mark_values(put_together(made), Budget()), aligns, [zero] * len(aligns))


def covered(cells: tuple[tuple[Cell, ...], ...]) -> int:
    """How many places of a table CELLS cover; none may be covered twice."""
    places = [
        (number + down, cell.column + right)
        for number, line in enumerate(cells)
        for cell in line
        for down in range(cell.rows)
        for right in range(cell.columns)
    ]
    assert len(set(places)) == len(places)
    return len(places)


def aligned(text: str, aligns: str = "左左左", align: str | None = None) -> str:
    cells = rows(text, (), aligns, [""] * len(aligns), align).rows
    return " ".join(ALIGNS[cell.align] + cell_text(cell) for line in cells for cell in line)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("甲 | 乙 | 丙", ["甲 乙 丙"]),
        ("甲|乙|丙\n丁|戊|己", ["甲 乙 丙", "丁 戊 己"]),
        ("\n甲 | 乙 | 丙\n \n", ["甲 乙 丙"]),
        (" |  | ", ["· · ·"]),
        ("甲 | < | 乙", ["甲- 乙"]),
        ("甲 | < | <", ["甲--"]),
        ("甲 | 乙 | <", ["甲 乙-"]),
        (" | < | 乙", ["·- 乙"]),
        ("甲 | 乙 | 丙\n^ | 丁 | 戊", ["甲| 乙 丙", "丁 戊"]),
        ("甲 | 乙 | 丙\n^ | 丁 | 戊\n^ | 己 | 庚", ["甲|| 乙 丙", "丁 戊", "己 庚"]),
        ("甲 | < | 丙\n^ | < | 戊", ["甲-| 丙", "戊"]),
        ("甲 | < | 丙\n^ | ^ | 戊", ["甲-| 丙", "戊"]),
        ("甲 | 乙 | 丙\n^ | < | 戊", "合并的格不是一个长方形：^ | < | 戊"),
        ("甲 | < | 丙\n^ | 丁 | 戊", "合并的格不是一个长方形：^ | 丁 | 戊"),
        ("甲 | < | 丙\n丁 | ^ | 戊", "合并的格不是一个长方形：丁 | ^ | 戊"),
        ("甲 | 乙 | 丙\n^ | ^ | <", "合并的格不是一个长方形：^ | ^ | <"),
        ("甲 | 乙 | <\n丙 | ^ | 丁", "合并的格不是一个长方形：丙 | ^ | 丁"),
        ("^ | 甲 | 乙", "“^”没有可以合并的格：^ | 甲 | 乙"),
        ("甲 | ^ | 乙", "“^”没有可以合并的格：甲 | ^ | 乙"),
        ("< | 甲 | 乙", "第一格没有左边的格可以合并：< | 甲 | 乙"),
        ("甲 | 乙", "这一行有2格，表有3列：甲 | 乙"),
        ("甲 | 乙 | 丙 | 丁", "这一行有4格，表有3列：甲 | 乙 | 丙 | 丁"),
        ("甲", "这一行有1格，表有3列：甲"),
        ("甲" * 60, "这一行有1格，表有3列：" + "甲" * 40),
        # Cells that say the same
        ("=^ 甲 | 乙 | 丙\n=^ 甲 | 丁 | 戊", ["甲| 乙 丙", "丁 戊"]),
        ("=^ 甲 | 乙 | 丙\n=^ 乙 | 丁 | 戊", ["甲 乙 丙", "乙 丁 戊"]),
        (
            "=^甲 | =^乙 | 1\n=^甲 | =^乙 | 2\n=^甲 | =^丙 | 3\n=^丁 | =^丙 | 4",
            ["甲|| 乙| 1", "2", "丙 3", "丁 丙 4"],
        ),
        ("甲 | 乙 | 丙\n=^ 甲 | 乙 | 丙", ["甲| 乙 丙", "乙 丙"]),
        ("=^ 甲 | < | 丙\n=^ 甲 | < | 丙", ["甲-| 丙", "丙"]),
        ("=^ 甲 | < | 丙\n=^ 甲 | 乙 | 丙", ["甲- 丙", "甲 乙 丙"]),
        ("甲 | 乙 | 丙\n=^ 甲 | < | 丙", ["甲 乙 丙", "甲- 丙"]),
        ("甲 | < | 丙\n丁 | =^ 甲 | 丙", ["甲- 丙", "丁 甲 丙"]),
        ("=^ | 乙 | 丙\n=^ | 丁 | 戊", ["·| 乙 丙", "丁 戊"]),
        # Rows kept with the next
        ("& 甲 | 乙 | 丙\n丁 | 戊 | 己", ["& 甲 乙 丙", "丁 戊 己"]),
        (" &甲 & 丁 | 乙 | 丙", ["& 甲 & 丁 乙 丙"]),
        ("甲 & 乙 | 丙 | 丁", ["甲 & 乙 丙 丁"]),
        # Rows that are printed again
        ("# 甲 | 乙 | 丙\n=^ 甲 | 1 | 2\n=^ 甲 | 3 | 4", ["# 甲 乙 丙", "甲| 1 2", "3 4"]),
        (
            "甲 | 乙 | 丙\n# 子 | ^ | 丑\n丁 | 戊 | 己",
            "“#”的行每一页都印，“乙”这一格不能从它合并到别的行，也不能合并到它里面",
        ),
        (
            "# 甲 | 乙 | 丙\n丁 | ^ | 己",
            "“#”的行每一页都印，“乙”这一格不能从它合并到别的行，也不能合并到它里面",
        ),
        (
            "甲 | 乙 | 丙\n#子 | 丑 | 寅\n # ^ | 卯 | 辰\n丁 | 戊 # | 己",
            ["甲 乙 丙", "# 子| 丑 寅", "# 卯 辰", "丁 戊 # 己"],
        ),
    ],
)
def test_lines_become_rows(text, made):
    if isinstance(made, str):
        with pytest.raises(ValueError, match=f"^{re.escape(made)}$"):
            grid(text)
    else:
        assert grid(text) == made


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("甲 | 乙 | 丙", "<甲 =乙 >丙"),
        ("中:甲 | 右：乙 | 左: 丙", "=甲 >乙 <丙"),
        ("右: | 乙 | 丙", ">· =乙 >丙"),
        ("左边 | 中 | 右 ：丙", "<左边 =中 >右 ：丙"),
        ("甲 | < | 右:丙", "<甲- >丙"),
        ("=^ 中:甲 | 乙 | 丙", "=甲 =乙 >丙"),
    ],
)
def test_cells_are_aligned_as_their_column_or_as_they_say(text, cells):
    assert aligned(text, "左中右") == cells


def test_a_header_is_aligned_as_a_whole():
    assert aligned("甲 | 右:乙 | 丙", "左左右", "中") == "=甲 >乙 =丙"


GRIDS = st.lists(
    st.lists(st.sampled_from(["甲", "乙", "", "<", "^", "=^ 甲", "=^"]), min_size=3, max_size=3).map(
        " | ".join
    ),
    min_size=1,
    max_size=5,
).map("\n".join)


@settings(max_examples=300)
@given(GRIDS)
def test_whatever_is_merged_covers_every_place_once(text):
    why = "合并"
    try:
        grid(text)
    except ValueError as error:
        why = str(error)
    assert "合并" in why


TEXTS = [
    "<",
    "^",
    "=^",
    "=^ 甲",
    "|",
    "甲|乙|丙",
    "左:甲",
    "中：",
    "&",
    "& 甲",
    "{{ 7 }}",
    "\ue0000\ue001",
    "甲 | < | <",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_value_is_never_notation(text):
    disclosure = changed(部门_名称=text)
    assert table("{{ 部门.名称 }} | 乙 | 丙", disclosure) == [f"{text} 乙 丙"]
    assert table('{{ 部门.名称 ~ "" }} | {{ 部门.名称 }} | {{ 部门.名称 }}', disclosure) == [
        f"{text} {text} {text}"
    ]
    assert table("甲 | 乙 | 丙\n{{ 部门.名称 }} | 丁 | 戊", disclosure) == ["甲 乙 丙", f"{text} 丁 戊"]


def test_equal_values_are_merged_and_keep_both_sources():
    here, there = (Words("甲", path) for path in ("行1", "行2"))
    cells = filled(["=^ ", here, " | 1\n=^ ", there, " | 2"], "左左").rows
    assert [row(line) for line in cells] == ["甲| 1", "2"]
    assert [span.source for span in cells[0][0].paragraphs[0].spans] == [here, there]


def figure(number: int | None) -> Figure:
    return Figure(None if number is None else Amount.of(number), "路径")


@pytest.mark.parametrize(
    ("value", "zero", "drawn"),
    [
        (figure(5), "", "⟨5.00⟩"),
        (figure(0), "", ""),
        (figure(0), "—", "⟨—⟩"),
        (figure(None), "0", "⟨⟩"),
        (Words("名", "路"), "", "⟨名⟩"),
        (Words("话。", "路", "文字"), "", "«话。»"),
        (Words("", "路", "文字", given=False), "", ""),
        (Text("甲", ()), "", "甲"),
        (3, "", "3"),
    ],
)
def test_how_a_table_prints_a_value(value, zero, drawn):
    ((cell,),) = filled(["前", value, "后"], "左", zero).rows
    assert marked(cell.paragraphs[0]).replace("⟨⟩", "") == f"前{drawn}后".replace("⟨⟩", "")


def test_a_text_of_lines_is_paragraphs_of_a_cell():
    words = Words("甲\n乙", "路", "文字")
    ((cell,),) = filled([words], "左").rows
    assert [marked(one) for one in cell.paragraphs] == ["«甲»", "«乙»"]
    assert [one.spans[0].source for one in cell.paragraphs] == [Slot("路")] * 2


def test_a_value_is_cut_out_of_a_message():
    with pytest.raises(ValueError, match=r"^这一行有2格，表有3列：… \| 乙$"):
        filled([Joined("甲" * 99), " | 乙"], "左左左")


def test_a_table_with_a_header():
    assert table("1 | 2 | 3", header="甲 | < | 乙\n丙 | 丁 | ^") == ["甲- 乙|", "丙 丁", "==", "1 2 3"]
